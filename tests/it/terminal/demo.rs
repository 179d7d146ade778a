//! A program that shows what it was told, to prove the loop and the guard with.
//!
//! This test binary starts itself with [`VARIABLE`] set; then the test [`program`] is that program.

use crate::pty::Setup;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::Text;
use rustix::process::{Signal, getpid, kill_process};
use std::process::exit;
use std::thread;
use variorum::keymap::input::Input;
use variorum::keymap::key::Key;
use variorum::runtime::sources::Waker;
use variorum::runtime::{Ended, Event, Flow, Options, Program, Runtime};

const VARIABLE: &str = "VARIORUM_TEST_DEMO";

/// The demo, ready to be started.
pub(crate) fn setup() -> Setup {
    arguments().into_iter().fold(Setup::new(binary()), Setup::arg).env(VARIABLE, "1")
}

/// The demo, started by a shell from that script, as `"$@"`.
pub(crate) fn setup_in_shell(script: &str) -> Setup {
    let shell = Setup::new("sh").arg("-c").arg(script).arg("sh").arg(binary());
    arguments().into_iter().fold(shell, Setup::arg).env(VARIABLE, "1")
}

/// The demo without a terminal.
pub(crate) fn command() -> std::process::Command {
    let mut command = std::process::Command::new(binary());
    command.args(arguments()).env(VARIABLE, "1").env("TERM", "xterm");
    command
}

fn binary() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}

fn arguments() -> [&'static str; 3] {
    ["--exact", "terminal::demo::program", "--nocapture"]
}

struct Demo {
    waker: Waker<&'static str>,
    keys: usize,
    last: String,
    size: (u16, u16),
    wish: Option<Flow>,
    /// A screen full of colours that change with every key.
    colours: bool,
}

impl Demo {
    fn key(&mut self, key: Key) {
        self.keys += 1;
        self.last = key.to_string();
        match self.last.as_str() {
            "q" => self.wish = Some(Flow::Quit),
            "Ctrl-z" => self.wish = Some(Flow::Suspend),
            "p" => panic!("the demo fell"),
            "w" => drop(thread::spawn(|| panic!("the worker fell"))),
            "m" => {
                let waker = self.waker.clone();
                drop(thread::spawn(move || waker.send("hello from a thread")));
            }
            "s" => kill_process(getpid(), Signal::TSTP).unwrap(),
            "c" => self.colours = true,
            // A key that changes nothing.
            "n" => self.keys -= 1,
            _ => {}
        }
    }
}

impl Program for Demo {
    type Message = &'static str;

    fn handle(&mut self, event: Event<&'static str>) {
        match event {
            Event::Input(Input::Key(key)) => self.key(key),
            Event::Input(Input::Mouse(mouse)) => {
                self.last = format!("{:?} {} {}", mouse.kind, mouse.column, mouse.row);
            }
            Event::Input(Input::Paste(paste)) => {
                self.last = format!("paste of {}", paste.text.len());
            }
            Event::Input(Input::Background(_)) | Event::Waited => {}
            Event::Resize { columns, rows } => self.size = (columns, rows),
            Event::Message(message) => self.last = message.into(),
        }
    }

    fn flow(&mut self) -> Flow {
        self.wish.take().unwrap_or(Flow::Continue)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if self.colours {
            for (place, position) in area.positions().enumerate() {
                let shade = u8::try_from((place + self.keys) % 200).unwrap();
                frame.buffer_mut()[position].set_char('#').set_bg(Color::Rgb(shade, 0, shade));
            }
        }
        let (columns, rows) = self.size;
        let lines = format!("size {columns}x{rows}\nkeys {}\nlast {}.", self.keys, self.last);
        let top = Rect { height: area.height.min(3), ..area };
        frame.render_widget(Text::styled(lines, Style::new().bold()), top);
    }
}

/// The demo itself, and no test at all where it was not asked for.
#[test]
#[expect(clippy::exit, reason = "here this test is a program")]
fn program() {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    let runtime = match Runtime::start(Options { mouse: true, background: false }) {
        Ok(runtime) => runtime,
        Err(problem) => {
            eprintln!("{problem}");
            exit(2);
        }
    };
    let mut demo = Demo {
        waker: runtime.waker(),
        keys: 0,
        last: String::new(),
        size: (0, 0),
        wish: None,
        colours: false,
    };
    let code = runtime.run(&mut demo).map_or(3, Ended::exit_code);
    exit(code);
}

use super::*;
use crate::keymap::key::Key;
use ratatui::Terminal as Frames;
use ratatui::backend::TestBackend;
use std::collections::VecDeque;

/// Batches that were written down before.
struct Script(VecDeque<Vec<Happening<&'static str>>>);

impl Events<&'static str> for Script {
    fn next_batch(
        &mut self,
        patience: Option<Duration>,
    ) -> io::Result<Vec<Happening<&'static str>>> {
        match self.0.pop_front() {
            Some(batch) if batch.contains(&Happening::Waited) => {
                assert!(patience.is_some(), "nobody asked to wait");
                Ok(batch)
            }
            Some(batch) => Ok(batch),
            None => Err(io::Error::other("the loop went on after the script's end")),
        }
    }
}

/// A screen that remembers what was done with it.
struct Paper {
    frames: Frames<TestBackend>,
    acts: Vec<String>,
    panicked: bool,
    breaks: bool,
}

impl Paper {
    fn new() -> Self {
        let frames = Frames::new(TestBackend::new(8, 1)).unwrap();
        Self { frames, acts: Vec::new(), panicked: false, breaks: false }
    }
}

impl Screen for Paper {
    fn size(&mut self) -> io::Result<Size> {
        Ok(Size::new(8, 1))
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        if self.breaks {
            return Err(io::Error::from_raw_os_error(rustix::io::Errno::IO.raw_os_error()));
        }
        self.frames.draw(paint).unwrap();
        let cells = self.frames.backend().buffer().content();
        let text: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
        self.acts.push(format!("draw {text}").trim_end().into());
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.acts.push(format!("copy {text}"));
        Ok(())
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.acts.push("redraw".into());
        Ok(())
    }

    fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.acts.push(if on { "mouse on" } else { "mouse off" }.into());
        Ok(())
    }

    fn suspend(&mut self, whole_job: bool) -> io::Result<()> {
        self.acts.push(if whole_job { "suspend job" } else { "suspend" }.into());
        Ok(())
    }

    fn hand_over(&mut self, command: Command) -> io::Result<io::Result<ExitStatus>> {
        self.acts.push(format!("hand over to {}", command.get_program().display()));
        Ok(Ok(ExitStatus::default()))
    }

    fn resume(&mut self) -> io::Result<()> {
        self.acts.push("resume".into());
        Ok(())
    }

    fn has_panicked(&self) -> bool {
        self.panicked
    }
}

/// The keys that stand for a wish.
const WISHES: [(Key, Flow); 5] = [
    (Key::char('h'), Flow::Hold),
    (Key::char('q'), Flow::Quit),
    (Key::char('r'), Flow::Redraw),
    (Key::char('z'), Flow::Suspend),
    (Key::char('m'), Flow::Mouse(false)),
];

/// Shows what it was told.
#[derive(Default)]
struct Listener {
    heard: String,
    wishes: VecDeque<Flow>,
    copied: Option<String>,
    outside: bool,
    sizes: usize,
}

impl Program for Listener {
    type Message = &'static str;

    fn handle(&mut self, event: Event<&'static str>) {
        match event {
            Event::Input(Input::Key(key)) if WISHES.iter().any(|wish| wish.0 == key) => {
                self.wishes.extend(WISHES.iter().find(|wish| wish.0 == key).map(|wish| wish.1));
            }
            Event::Input(Input::Key(key)) if key == Key::char('e') => self.outside = true,
            Event::Input(Input::Key(key)) if key == Key::char('y') => {
                self.copied = Some("words".into());
            }
            Event::Input(Input::Key(key)) => self.heard.push_str(&key.to_string()),
            Event::Input(_) => {}
            Event::Resize { columns, rows } => {
                assert_eq!((columns, rows), (8, 1));
                self.sizes += 1;
            }
            Event::Message(message) => self.heard.push_str(message),
            Event::Waited => self.heard.push('.'),
        }
    }

    fn flow(&mut self) -> Flow {
        self.wishes.pop_front().unwrap_or(Flow::Continue)
    }

    fn copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    fn outside(&mut self) -> Option<Command> {
        std::mem::take(&mut self.outside).then(|| Command::new("ed"))
    }

    fn came_back(&mut self, ended: io::Result<ExitStatus>) {
        assert!(ended.unwrap().success());
        self.heard.push('b');
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        assert!(self.sizes > 0, "drawn before the size was told");
        frame.render_widget(self.heard.as_str(), frame.area());
    }

    fn patience(&self) -> Option<Duration> {
        (self.heard == "w").then_some(Duration::from_secs(1))
    }
}

fn key(character: char) -> Happening<&'static str> {
    Happening::Input(Input::Key(Key::char(character)))
}

/// Plays the batches; answers how it ended, what was done with the screen, and how often the size
/// was told.
fn play(batches: Vec<Vec<Happening<&'static str>>>) -> (Ended, String, usize) {
    let (mut program, mut screen) = (Listener::default(), Paper::new());
    let ended = drive(&mut program, &mut Script(batches.into()), &mut screen).unwrap();
    (ended, screen.acts.join(", "), program.sizes)
}

#[test]
fn many_events_are_one_frame() {
    let batch = vec![key('a'), key('b'), Happening::Message("m"), key('c')];
    let (ended, acts, _) = play(vec![batch, vec![key('d')], vec![key('e'), key('q')]]);
    assert_eq!(ended, Ended::Quit);
    assert_eq!(acts, "draw, draw abmc, draw abmcd");
}

#[test]
fn keys_before_the_end_still_count_and_keys_after_it_do_not() {
    let (mut program, mut screen) = (Listener::default(), Paper::new());
    let batch = vec![key('a'), Happening::Signal(15), key('b')];
    let ended = drive(&mut program, &mut Script([batch].into()), &mut screen).unwrap();
    assert_eq!((ended, program.heard.as_str()), (Ended::Signal(15), "a"));
    assert_eq!(ended.exit_code(), 143);
}

#[test]
fn the_wishes_of_a_program() {
    let (_, acts, sizes) =
        play(vec![vec![key('r')], vec![key('z')], vec![key('m')], vec![key('q')]]);
    assert_eq!(acts, "draw, redraw, draw, suspend job, draw, mouse off, draw");
    assert_eq!(sizes, 2, "the size may have changed while it was stopped");
}

#[test]
fn wishes_of_one_read_are_all_met_in_their_order() {
    let (_, acts, _) = play(vec![vec![key('m'), key('r')], vec![key('r'), key('q')]]);
    assert_eq!(acts, "draw, mouse off, redraw, draw, redraw");
}

#[test]
fn a_wish_is_met_where_nothing_is_worth_being_drawn() {
    let (_, acts, _) = play(vec![vec![key('r'), key('h')], vec![key('q')]]);
    assert_eq!(acts, "draw, redraw");
}

#[test]
fn what_was_copied_right_before_the_end_reaches_the_terminal() {
    let (ended, acts, _) = play(vec![vec![key('y')], vec![key('y'), key('q')]]);
    assert_eq!((ended, acts.as_str()), (Ended::Quit, "draw, draw, copy words, copy words"));
}

#[test]
fn nothing_is_drawn_while_nothing_is_worth_it() {
    let (_, acts, _) = play(vec![vec![key('a'), key('h')], vec![key('b')], vec![key('q')]]);
    assert_eq!(acts, "draw, draw ab");
}

#[test]
fn another_program_gets_the_terminal_once() {
    let (_, acts, sizes) = play(vec![vec![key('e')], vec![key('a')], vec![key('q')]]);
    assert_eq!(acts, "draw, hand over to ed, draw b, draw ba");
    assert_eq!(sizes, 2, "the size may have changed meanwhile");
}

#[test]
fn stops_and_sizes_from_outside() {
    let batches = vec![
        vec![Happening::Stop],
        vec![Happening::Resumed],
        vec![Happening::Resized],
        vec![key('q')],
    ];
    let (_, acts, sizes) = play(batches);
    assert_eq!(acts, "draw, suspend, draw, resume, draw, draw");
    assert_eq!(sizes, 4);
}

#[test]
fn waiting_is_told_when_it_was_asked_for() {
    let (_, acts, _) = play(vec![vec![key('w')], vec![Happening::Waited], vec![key('q')]]);
    assert_eq!(acts, "draw, draw w, draw w.");
}

#[test]
fn a_terminal_that_vanishes_ends_the_run() {
    assert_eq!(play(vec![vec![Happening::Gone]]).0, Ended::Gone);
    let mut screen = Paper { breaks: true, ..Paper::new() };
    let ended = drive(&mut Listener::default(), &mut Script([].into()), &mut screen).unwrap();
    assert_eq!(ended, Ended::Gone);
}

#[test]
fn a_panic_elsewhere_ends_the_run() {
    let mut screen = Paper { panicked: true, ..Paper::new() };
    let batches = [vec![]];
    let ended = drive(&mut Listener::default(), &mut Script(batches.into()), &mut screen).unwrap();
    assert_eq!(ended, Ended::Panicked);
    assert_eq!(screen.acts.join(", "), "draw");
}

//! The terminal and the clock: the loop that a [`Program`] runs in.
//!
//! It knows when to wait, when to draw and how to end. It must never know what the program is
//! about.
//!
//! One turn of the loop: ask the program how to go on, draw at most one frame, sleep until
//! something happens, hand over everything that has happened by then. So many keys at once are one
//! frame; a frame that changes nothing sends nothing; and while nothing happens, nothing runs.
//!
//! ```no_run
//! use ratatui::Frame;
//! use variorum::keymap::input::Input;
//! use variorum::keymap::key::Key;
//! use variorum::runtime::{Event, Flow, Options, Program, Runtime};
//!
//! #[derive(Default)]
//! struct Counter {
//!     count: usize,
//!     done: bool,
//! }
//!
//! impl Program for Counter {
//!     type Message = ();
//!
//!     fn handle(&mut self, event: Event<()>) {
//!         match event {
//!             Event::Input(Input::Key(key)) if key == Key::char('q') => self.done = true,
//!             Event::Input(Input::Key(_)) => self.count += 1,
//!             _ => {}
//!         }
//!     }
//!
//!     fn flow(&mut self) -> Flow {
//!         if self.done { Flow::Quit } else { Flow::Continue }
//!     }
//!
//!     fn draw(&self, frame: &mut Frame<'_>) {
//!         frame.render_widget(self.count.to_string(), frame.area());
//!     }
//! }
//!
//! let runtime = Runtime::start(Options { mouse: true, background: false })?;
//! let ended = runtime.run(&mut Counter::default())?;
//! std::process::exit(ended.exit_code());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canvas;
mod child;
mod clipboard;
pub mod decoder;
mod pen;
mod signals;
pub mod sources;
mod terminal;
mod tty;

use crate::keymap::input::Input;
use crate::problem::Problem;
use ratatui::Frame;
use ratatui::layout::Size;
use signals::Signals;
use sources::{Events, Happening, Sources, Waker};
use std::io;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::time::Duration;
use terminal::{Guard, Terminal, restore_on_panic};
use tty::Tty;

/// A program with a screen.
pub trait Program {
    /// What its worker threads say.
    type Message: Send + 'static;

    /// Takes in one event. The first one of all is the terminal's size.
    fn handle(&mut self, event: Event<Self::Message>);

    /// How to go on. It is asked after every event has been handled and before anything is drawn,
    /// until it is [`Flow::Continue`] or [`Flow::Hold`]; a wish that was told is not to be told again.
    fn flow(&mut self) -> Flow;

    /// Draws everything.
    fn draw(&self, frame: &mut Frame<'_>);

    /// Takes in that a frame went out.
    fn drawn(&mut self) {}

    /// Text that the terminal shall put into the clipboard, asked for once a turn and before the
    /// program quits.
    fn copied(&mut self) -> Option<String> {
        None
    }

    /// Another program that shall have the terminal until it ends, asked for before each frame; a
    /// wish that was told is not to be told again.
    fn outside(&mut self) -> Option<Command> {
        None
    }

    /// Takes in how the other program ended, or why it was not started.
    fn came_back(&mut self, _ended: io::Result<ExitStatus>) {}

    /// How long the program wants to wait for the next event, asked before each wait; when nothing
    /// happens by then, it gets [`Event::Waited`]. Without an answer it waits for ever.
    fn patience(&self) -> Option<Duration> {
        None
    }
}

/// What a program is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event<M> {
    /// The reader did something.
    Input(Input),
    /// The terminal has this size.
    Resize {
        /// In characters.
        columns: u16,
        /// In lines.
        rows: u16,
    },
    /// A worker thread said something.
    Message(M),
    /// Nothing happened for as long as the program asked to wait.
    Waited,
}

/// How a program wants to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// As before.
    Continue,
    /// As before, but nothing is worth being drawn yet.
    Hold,
    /// By drawing everything anew, because something else wrote on the screen.
    Redraw,
    /// With the mouse coming to the program, or left to the terminal.
    Mouse(bool),
    /// By going back to the shell until it is called again; nothing happens where no shell waits.
    Suspend,
    /// Not at all.
    Quit,
}

/// How a run ended. The terminal is restored by then, in every case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// The program was done.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal vanished.
    Gone,
    /// A thread panicked, and its message is on the reader's screen.
    Panicked,
}

impl Ended {
    /// The exit code that tells the shell.
    pub fn exit_code(self) -> i32 {
        match self {
            Self::Quit => 0,
            Self::Signal(number) => 128 + number,
            Self::Gone => 128 + signal_hook::consts::SIGHUP,
            Self::Panicked => 101,
        }
    }
}

/// What can be chosen about the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whether clicks and the wheel come to the program; the terminal's own selection then needs
    /// Shift.
    pub mouse: bool,
    /// Whether the terminal is asked for its background's colour. What it answers in time comes as
    /// an input; nothing waits for it.
    pub background: bool,
}

/// What a program runs in.
#[derive(Debug)]
pub struct Runtime<M> {
    guard: Arc<Guard>,
    signals: Arc<Signals>,
    sources: Sources<M>,
    asks_background: bool,
}

impl<M: Send + 'static> Runtime<M> {
    /// Finds the terminal and takes the signals over; nothing is shown yet.
    ///
    /// The problem, when there is no terminal, is for standard error, and exit code 2.
    pub fn start(options: Options) -> Result<Self, Problem> {
        let tty = Tty::open(std::env::var_os("TERM").as_deref())?;
        let guard = Arc::new(Guard::new(tty, options.mouse));
        let failed = |error: io::Error| Problem::new("terminal", error.to_string());
        let signals = Arc::new(Signals::take().map_err(failed)?);
        let sources = Sources::new(Arc::clone(&guard), Arc::clone(&signals)).map_err(failed)?;
        Ok(Self { guard, signals, sources, asks_background: options.background })
    }

    /// A way for worker threads to speak to the program.
    pub fn waker(&self) -> Waker<M> {
        self.sources.waker()
    }

    /// Runs `program` to its end, and restores the terminal.
    ///
    /// A panic in any thread restores the terminal before its message is printed, and ends the run.
    /// When it has ended, Ctrl-c and Ctrl-\\ have their usual effect again; SIGTERM and SIGHUP have
    /// none.
    pub fn run<P: Program<Message = M>>(mut self, program: &mut P) -> io::Result<Ended> {
        restore_on_panic(Arc::clone(&self.guard), self.sources.alarm());
        let signals = Arc::clone(&self.signals);
        let mut terminal = Terminal::enter(self.guard, signals, self.asks_background)?;
        if self.asks_background {
            self.sources.expect_background();
        }
        let ended = drive(program, &mut self.sources, &mut terminal);
        if matches!(ended, Ok(Ended::Quit)) {
            terminal.leave();
        } else {
            drop(terminal);
        }
        self.signals.give_back();
        ended
    }
}

/// Where the loop draws.
pub(crate) trait Screen {
    /// The size as it is now; the next frame has it.
    fn size(&mut self) -> io::Result<Size>;
    /// Draws one frame, and sends what differs from the one before.
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;
    /// Asks the terminal to put a text into the clipboard.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Makes the next frame send everything.
    fn redraw(&mut self) -> io::Result<()>;
    /// Takes the mouse, or leaves it to the terminal.
    fn set_mouse(&mut self, on: bool) -> io::Result<()>;
    /// Gives the screen back, stops this process or the whole job, and takes the screen again.
    fn suspend(&mut self, whole_job: bool) -> io::Result<()>;
    /// Gives the screen to another program until that ends, and takes it again.
    fn hand_over(&mut self, command: Command) -> io::Result<io::Result<ExitStatus>>;
    /// Takes the screen again after someone else stopped the process.
    fn resume(&mut self) -> io::Result<()>;
    /// Whether a thread panicked; the screen is then lost for good.
    fn has_panicked(&self) -> bool;
}

/// The loop; a terminal that vanishes while it is written to is an end like any other.
fn drive<P: Program>(
    program: &mut P,
    events: &mut impl Events<P::Message>,
    screen: &mut impl Screen,
) -> io::Result<Ended> {
    match turn_until_end(program, events, screen) {
        Err(error) if tty::is_gone(&error) => Ok(Ended::Gone),
        ended => ended,
    }
}

fn turn_until_end<P: Program>(
    program: &mut P,
    events: &mut impl Events<P::Message>,
    screen: &mut impl Screen,
) -> io::Result<Ended> {
    measure(program, screen)?;
    loop {
        let draws = loop {
            match program.flow() {
                Flow::Continue => break true,
                Flow::Hold => break false,
                Flow::Redraw => screen.redraw()?,
                Flow::Mouse(on) => screen.set_mouse(on)?,
                Flow::Suspend => {
                    screen.suspend(true)?;
                    measure(program, screen)?;
                }
                Flow::Quit => {
                    copy(program, screen)?;
                    return Ok(Ended::Quit);
                }
            }
        };
        if let Some(command) = program.outside() {
            let ended = screen.hand_over(command)?;
            program.came_back(ended);
            measure(program, screen)?;
        }
        if draws {
            screen.draw(&mut |frame| program.draw(frame))?;
            program.drawn();
        }
        copy(program, screen)?;
        for happening in events.next_batch(program.patience())? {
            if let Some(ended) = take_in(happening, program, screen)? {
                return Ok(ended);
            }
        }
        if screen.has_panicked() {
            return Ok(Ended::Panicked);
        }
    }
}

fn copy<P: Program>(program: &mut P, screen: &mut impl Screen) -> io::Result<()> {
    program.copied().map_or(Ok(()), |text| screen.copy(&text))
}

fn take_in<P: Program>(
    happening: Happening<P::Message>,
    program: &mut P,
    screen: &mut impl Screen,
) -> io::Result<Option<Ended>> {
    match happening {
        Happening::Input(input) => program.handle(Event::Input(input)),
        Happening::Message(message) => program.handle(Event::Message(message)),
        Happening::Waited => program.handle(Event::Waited),
        Happening::Resized => measure(program, screen)?,
        Happening::Resumed => {
            screen.resume()?;
            measure(program, screen)?;
        }
        Happening::Stop => {
            screen.suspend(false)?;
            measure(program, screen)?;
        }
        Happening::Signal(number) => return Ok(Some(Ended::Signal(number))),
        Happening::Gone => return Ok(Some(Ended::Gone)),
    }
    Ok(None)
}

/// Tells the program the terminal's size.
fn measure<P: Program>(program: &mut P, screen: &mut impl Screen) -> io::Result<()> {
    let size = screen.size()?;
    program.handle(Event::Resize { columns: size.width, rows: size.height });
    Ok(())
}

#[cfg(test)]
mod tests;

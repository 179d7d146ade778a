//! Entering the terminal, drawing on it, and leaving it as it was found.
//!
//! It knows which modes are on and how to undo them, exactly once, whatever ends the program. It
//! must never know what is drawn, nor what a key means.

use super::Screen;
use super::canvas::Canvas;
use super::child;
use super::clipboard;
use super::signals::Signals;
use super::sources::Alarm;
use super::tty::Tty;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue};
use ratatui::Frame;
use ratatui::layout::Size;
use rustix::event::Timespec;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::Termios;
use signal_hook::consts::SIGTSTP;
use std::fmt;
use std::io;
use std::panic;
use std::process::{self, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// OSC 11 with a question mark (xterm's control sequences).
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// How long a signal may take from one thread to another.
const GRACE: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// The one place that turns the terminal's modes on and off.
#[derive(Debug)]
pub(super) struct Guard {
    tty: Tty,
    /// Whether the mouse comes to the program.
    mouse: AtomicBool,
    hold: Mutex<Hold>,
    /// Whether a thread panicked, and has said so.
    panicked: AtomicBool,
}

/// Whose the terminal is.
#[derive(Debug)]
enum Hold {
    /// Someone else's.
    Free,
    /// Ours; the settings from before are kept.
    Ours(Termios),
    /// Someone else's, for good.
    Lost,
}

impl Guard {
    /// A guard for a terminal that is not entered yet.
    pub(super) fn new(tty: Tty, mouse: bool) -> Self {
        Self {
            tty,
            mouse: AtomicBool::new(mouse),
            hold: Mutex::new(Hold::Free),
            panicked: AtomicBool::new(false),
        }
    }

    /// The device it guards.
    pub(super) fn tty(&self) -> &Tty {
        &self.tty
    }

    /// Makes the terminal ours: first the settings, then the other screen, then the modes that
    /// belong to it. When it is ours already, what another process may have undone is done again;
    /// when something broke off, nothing is done. A question goes with it: each write wakes the
    /// terminal.
    fn enter(&self, question: &[u8]) -> io::Result<()> {
        let mut hold = self.hold();
        let now = self.tty.settings()?;
        let mut raw = now.clone();
        raw.make_raw();
        match *hold {
            Hold::Free => *hold = Hold::Ours(now),
            Hold::Ours(_) => {}
            Hold::Lost => return Ok(()),
        }
        self.tty.set(&raw)?;
        let mut bytes = entering(self.has_mouse())?;
        bytes.extend_from_slice(question);
        self.tty.write_in_passing(&bytes)
    }

    /// Gives the terminal back because the reader goes back to the shell, which gets the keys that
    /// nobody has read.
    fn leave(&self) {
        let mut hold = self.hold();
        if let Hold::Ours(before) = std::mem::replace(&mut *hold, Hold::Free) {
            self.restore(&before);
        }
    }

    /// Gives the terminal back for good because something broke off. Nobody gets the keys that
    /// have not been read: a shell would run the rest of a paste as commands.
    fn break_off(&self) {
        let mut hold = self.hold();
        if let Hold::Ours(before) = std::mem::replace(&mut *hold, Hold::Lost) {
            drop(self.tty.discard_input());
            self.restore(&before);
        }
    }

    /// Undoes [`Self::enter`] in the reverse order. There is no place left to tell of an error:
    /// each step is tried even if the one before could not be done.
    fn restore(&self, before: &Termios) {
        drop(leaving(self.has_mouse()).and_then(|bytes| self.tty.write_in_passing(&bytes)));
        drop(self.tty.set(before));
    }

    /// Sends a frame, if the terminal is ours.
    fn send(&self, frame: &[u8], signals: &Signals) -> io::Result<()> {
        match *self.hold() {
            Hold::Ours(_) => self.tty.write(frame, signals),
            Hold::Free | Hold::Lost => Ok(()),
        }
    }

    fn has_mouse(&self) -> bool {
        self.mouse.load(Ordering::SeqCst)
    }

    /// Whether a thread panicked.
    pub(super) fn has_panicked(&self) -> bool {
        self.panicked.load(Ordering::SeqCst)
    }

    /// Held while something is written, so that a panic elsewhere does not restore the terminal in
    /// the middle of a frame.
    fn hold(&self) -> MutexGuard<'_, Hold> {
        self.hold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From now on a panic in any thread gives the terminal back, then says what it says, then ends the
/// loop: not before, since the process may end with the loop.
pub(super) fn restore_on_panic(guard: Arc<Guard>, alarm: Alarm) {
    let say = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        guard.break_off();
        say(panic);
        guard.panicked.store(true, Ordering::SeqCst);
        alarm.ring();
    }));
}

/// The terminal while the program runs: dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Terminal {
    guard: Arc<Guard>,
    signals: Arc<Signals>,
    frames: ratatui::Terminal<Canvas>,
}

impl Terminal {
    /// Enters the terminal, and asks it for its background's colour if that is of interest; one that
    /// cannot tell says nothing.
    pub(super) fn enter(
        guard: Arc<Guard>,
        signals: Arc<Signals>,
        asks_background: bool,
    ) -> io::Result<Self> {
        // Whether there are colours is the theme's decision; crossterm's own answer to NO_COLOR
        // takes bold and underline away, too.
        force_color_output(true);
        let frames = ratatui::Terminal::new(Canvas::new(guard.tty.size()?))?;
        let mut terminal = Self { guard, signals, frames };
        terminal.resume_with(if asks_background { ASK_BACKGROUND } else { b"" })?;
        Ok(terminal)
    }

    /// Gives the terminal back because the reader is done.
    pub(super) fn leave(self) {
        self.guard.leave();
        // The program ends: to give the cells of two screens back before would only take time.
        std::mem::forget(self);
    }

    /// Stops until the shell puts this process in front.
    ///
    /// Touching the terminal from the background would stop it as well, but again and again, and
    /// even when it has been woken only to end.
    fn wait_for_foreground(&self) -> io::Result<()> {
        while self.guard.tty.is_in_background() {
            // The signal that ends it may have come to another thread, with the one that woke it.
            self.signals.wait(Some(&GRACE))?;
            if self.signals.is_ending() || !self.guard.tty.is_in_background() {
                break;
            }
            self.stop()?;
        }
        Ok(())
    }

    /// Takes the screen, with a question to the terminal.
    fn resume_with(&mut self, question: &[u8]) -> io::Result<()> {
        self.wait_for_foreground()?;
        if self.signals.is_ending() {
            return Ok(());
        }
        self.guard.enter(question)?;
        self.redraw()
    }

    /// Stops this process alone, and waits until it goes on.
    fn stop(&self) -> io::Result<()> {
        self.signals.forget_resumed();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.signals.wait_for_resumed()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.guard.break_off();
    }
}

impl Screen for Terminal {
    fn size(&mut self) -> io::Result<Size> {
        let size = self.guard.tty.size()?;
        self.frames.backend_mut().set_size(size);
        Ok(size)
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.frames.draw(paint)?;
        let canvas = self.frames.backend_mut();
        if canvas.is_empty() {
            return Ok(());
        }
        self.guard.send(canvas.finish()?, &self.signals)?;
        canvas.next();
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let in_tmux = std::env::var_os("TMUX").is_some();
        self.guard.send(&clipboard::sequence(text, in_tmux), &self.signals)
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.frames.backend_mut().start_over();
        self.frames.clear()
    }

    fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.guard.mouse.store(on, Ordering::SeqCst);
        let mut bytes = Vec::new();
        if on {
            queue!(bytes, EnableButtons)?;
        } else {
            queue!(bytes, DisableButtons)?;
        }
        self.guard.send(&bytes, &self.signals)
    }

    fn suspend(&mut self, whole_job: bool) -> io::Result<()> {
        // Where no shell waits to bring us back, a stop would be for ever.
        if getpgrp() == getsid(None)? {
            return Ok(());
        }
        self.guard.leave();
        if !whole_job {
            self.stop()?;
            return self.resume();
        }
        self.signals.forget_resumed();
        kill_current_process_group(Signal::STOP)?;
        self.signals.wait_for_resumed()?;
        self.resume()
    }

    fn hand_over(&mut self, mut command: process::Command) -> io::Result<io::Result<ExitStatus>> {
        self.guard.leave();
        let before = self.guard.tty.settings()?;
        let ended =
            command.spawn().and_then(|child| child::wait(child, &self.signals, || self.stop()));
        self.wait_for_foreground()?;
        if !self.signals.is_ending() {
            // A program that was killed may have left the terminal in any state.
            self.guard.tty.set(&before)?;
        }
        self.resume()?;
        Ok(ended)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.resume_with(b"")
    }

    fn has_panicked(&self) -> bool {
        self.guard.has_panicked()
    }
}

/// What turns the modes on.
fn entering(mouse: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    if mouse {
        queue!(bytes, EnableButtons)?;
    }
    Ok(bytes)
}

/// What turns them off, after ending a frame that broke off in the middle.
fn leaving(mouse: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EndSynchronizedUpdate, ResetColor)?;
    if mouse {
        queue!(bytes, DisableButtons)?;
    }
    queue!(bytes, DisableBracketedPaste, Show, LeaveAlternateScreen)?;
    Ok(bytes)
}

/// Reports of buttons, the wheel, and moves with a button down, in columns and rows of any size.
///
/// Not crossterm's own command: that one asks for every move of the mouse, each of which would wake
/// the program.
struct EnableButtons;

impl Command for EnableButtons {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }
}

/// Undoes [`EnableButtons`].
struct DisableButtons;

impl Command for DisableButtons {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1006l\x1b[?1002l\x1b[?1000l")
    }
}

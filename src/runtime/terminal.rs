//! Entering the terminal, drawing on it, and leaving it as it was found.
//!
//! It knows which modes are on and how to undo them, exactly once, whatever ends the program. It
//! must never know what is drawn, nor what a key means.

use super::Screen;
use super::canvas::Canvas;
use super::signals::Signals;
use super::tty::Tty;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue};
use ratatui::Frame;
use ratatui::layout::Size;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::Termios;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is to become of the keys that nobody has read when the terminal is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unread {
    /// The shell gets them: the reader went on typing.
    Keep,
    /// Nobody gets them: the program broke off, and the rest of a paste would be run as commands.
    Discard,
}

/// The one place that turns the terminal's modes on and off.
#[derive(Debug)]
pub(super) struct Guard {
    tty: Tty,
    mouse: bool,
    /// The settings from before, while it is entered.
    before: Mutex<Option<Termios>>,
}

impl Guard {
    /// A guard for a terminal that is not entered yet.
    pub(super) fn new(tty: Tty, mouse: bool) -> Self {
        Self { tty, mouse, before: Mutex::new(None) }
    }

    /// The device it guards.
    pub(super) fn tty(&self) -> &Tty {
        &self.tty
    }

    /// Whether the terminal is ours.
    pub(super) fn is_entered(&self) -> bool {
        self.before().is_some()
    }

    /// Makes the terminal ours: first the settings, then the other screen, then the modes that
    /// belong to it. When it is ours already, what another process may have undone is done again.
    fn enter(&self) -> io::Result<()> {
        let mut before = self.before();
        let now = self.tty.settings()?;
        let mut raw = now.clone();
        raw.make_raw();
        before.get_or_insert(now);
        self.tty.set(&raw)?;
        self.tty.write_in_passing(&entering(self.mouse)?)
    }

    /// Gives the terminal back, in the reverse order; does nothing when it is not ours. Nothing
    /// here fails: each step is tried even if the one before could not be done.
    fn leave(&self, unread: Unread) {
        let Some(settings) = self.before().take() else { return };
        // There is no place left to tell of an error.
        drop(leaving(self.mouse).and_then(|bytes| self.tty.write_in_passing(&bytes)));
        if unread == Unread::Discard {
            drop(self.tty.discard_input());
        }
        drop(self.tty.set(&settings));
    }

    /// Gives the terminal back because something broke off.
    pub(super) fn break_off(&self) {
        self.leave(Unread::Discard);
    }

    /// Sends a frame, unless the terminal has been given back.
    fn send(&self, frame: &[u8], signals: &Signals) -> io::Result<()> {
        let before = self.before();
        if before.is_some() { self.tty.write(frame, signals) } else { Ok(()) }
    }

    /// Held while something is written, so that a panic elsewhere does not restore the terminal in
    /// the middle of a frame.
    fn before(&self) -> MutexGuard<'_, Option<Termios>> {
        self.before.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The terminal while the program runs: dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Terminal {
    guard: Arc<Guard>,
    signals: Arc<Signals>,
    frames: ratatui::Terminal<Canvas>,
}

impl Terminal {
    /// Enters the terminal.
    pub(super) fn enter(guard: Arc<Guard>, signals: Arc<Signals>) -> io::Result<Self> {
        // Whether there are colours is the theme's decision; crossterm's own answer to NO_COLOR
        // takes bold and underline away, too.
        force_color_output(true);
        let frames = ratatui::Terminal::new(Canvas::new(guard.tty.size()?))?;
        let mut terminal = Self { guard, signals, frames };
        terminal.resume()?;
        Ok(terminal)
    }

    /// Gives the terminal back because the reader is done.
    pub(super) fn leave(self) {
        self.guard.leave(Unread::Keep);
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

    fn redraw(&mut self) -> io::Result<()> {
        self.frames.backend_mut().start_over();
        self.frames.clear()
    }

    fn suspend(&mut self, whole_job: bool) -> io::Result<()> {
        // Where no shell waits to bring us back, a stop would be for ever.
        if getpgrp() == getsid(None)? {
            return Ok(());
        }
        self.guard.leave(Unread::Keep);
        self.signals.forget_resumed();
        if whole_job {
            kill_current_process_group(Signal::STOP)?;
        } else {
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        }
        self.signals.wait_for_resumed()?;
        // When it goes on only to end, it may be in the background, where touching the terminal
        // would stop it again.
        if self.signals.is_ending() { Ok(()) } else { self.resume() }
    }

    fn resume(&mut self) -> io::Result<()> {
        self.guard.enter()?;
        self.redraw()
    }

    fn is_ours(&self) -> bool {
        self.guard.is_entered()
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

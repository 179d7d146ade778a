//! The terminal as a device: its bytes, its settings, its size.
//!
//! It is opened anew instead of using standard input and output. So keys come from the terminal
//! when an article comes from standard input, and it can be set not to block without setting that
//! for the shell, which shares the other ones: a terminal that stopped reading never holds the
//! program.

use super::signals::Signals;
use crate::problem::Problem;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, QueueSelector, SpecialCodeIndex, Termios};
use rustix::termios::{isatty, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr, ttyname};
use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// A terminal of more cells than this on a side is a jest, or an attack on memory.
const SIDE_LIMIT: u16 = 1000;

/// How long a terminal that does not read is waited for when it is to be restored.
const RESTORE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };

/// The terminal's device.
#[derive(Debug)]
pub(super) struct Tty {
    device: OwnedFd,
}

/// What a read found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Read {
    /// So many bytes, at least one.
    Bytes(usize),
    /// Nothing for now.
    Nothing,
    /// The terminal is no more.
    Gone,
}

impl Tty {
    /// Opens the terminal that standard output is, if `term` (the `TERM` variable) says that it
    /// understands more than lines.
    pub(super) fn open(term: Option<&OsStr>) -> Result<Self, Problem> {
        let stdout = rustix::stdio::stdout();
        let refuse = |place: &str, what: &str| {
            Err(Problem::new(place, what).advise(
                "`variorum --plain` prints without one, and so do `list`, `text` and `claims`",
            ))
        };
        if !isatty(stdout) {
            return refuse("standard output", "not a terminal");
        }
        if term.is_none_or(|term| term.is_empty() || term == "dumb") {
            return refuse("TERM", "not a terminal that can show panes");
        }
        // By its own name first: macOS cannot poll /dev/tty. By that name second: the device may
        // belong to someone else after `su`, or be out of sight in a container.
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let named = ttyname(stdout, Vec::new()).and_then(|name| open(name, flags, Mode::empty()));
        match named.or_else(|_| open("/dev/tty", flags, Mode::empty())) {
            Ok(device) => Ok(Self { device }),
            Err(error) => refuse("/dev/tty", &format!("not a terminal to read keys from: {error}")),
        }
    }

    /// Reads what is there.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<Read> {
        loop {
            return match rustix::io::read(&self.device, &mut *buffer) {
                Ok(0) | Err(Errno::IO | Errno::NXIO) => Ok(Read::Gone),
                Ok(count) => Ok(Read::Bytes(count)),
                Err(Errno::AGAIN) => Ok(Read::Nothing),
                Err(Errno::INTR) => continue,
                Err(error) => Err(error.into()),
            };
        }
    }

    /// Writes all of `bytes`, waiting for a slow terminal until the program is asked to end; what
    /// is left is then dropped.
    pub(super) fn write(&self, bytes: &[u8], signals: &Signals) -> io::Result<()> {
        self.write_while(bytes, || {
            let mut ends = [
                PollFd::new(&self.device, PollFlags::OUT),
                PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
            ];
            retry(|| poll(&mut ends, None))?;
            signals.quiet();
            Ok(!signals.is_ending())
        })
    }

    /// Writes all of `bytes`, or what a terminal takes that has stopped reading.
    pub(super) fn write_in_passing(&self, bytes: &[u8]) -> io::Result<()> {
        self.write_while(bytes, || {
            let mut ends = [PollFd::new(&self.device, PollFlags::OUT)];
            Ok(retry(|| poll(&mut ends, Some(&RESTORE_WAIT)))? > 0)
        })
    }

    fn write_while(
        &self,
        mut bytes: &[u8],
        mut wait: impl FnMut() -> io::Result<bool>,
    ) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.device, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if wait()? => {}
                Err(Errno::AGAIN) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The settings now in force.
    pub(super) fn settings(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.device)?)
    }

    /// Puts settings in force at once, whatever is still unwritten.
    pub(super) fn set(&self, settings: &Termios) -> io::Result<()> {
        Ok(retry(|| tcsetattr(&self.device, OptionalActions::Now, settings))?)
    }

    /// Whether another job has the terminal; not when it is no terminal of jobs at all.
    pub(super) fn is_in_background(&self) -> bool {
        tcgetpgrp(&self.device).is_ok_and(|front| front != getpgrp())
    }

    /// Forgets the keys that nobody has read.
    pub(super) fn discard_input(&self) -> io::Result<()> {
        Ok(tcflush(&self.device, QueueSelector::IFlush)?)
    }

    /// The byte that its Backspace key sends.
    pub(super) fn erase(&self) -> io::Result<u8> {
        Ok(self.settings()?.special_codes[SpecialCodeIndex::VERASE])
    }

    /// Its size; 80x24 where it does not know.
    pub(super) fn size(&self) -> io::Result<Size> {
        let size = tcgetwinsize(&self.device)?;
        Ok(if size.ws_col == 0 || size.ws_row == 0 {
            Size::new(80, 24)
        } else {
            Size::new(size.ws_col.min(SIDE_LIMIT), size.ws_row.min(SIDE_LIMIT))
        })
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}

/// Does a system call again when a signal broke it off.
pub(super) fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            done => return done,
        }
    }
}

/// Whether an error means that the terminal is no more.
pub(super) fn is_gone(error: &io::Error) -> bool {
    let gone = [Errno::IO, Errno::NXIO, Errno::PIPE].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|number| gone.contains(&number))
}

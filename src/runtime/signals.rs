//! Signals, as flags and a byte in a pipe that wakes the loop.
//!
//! A handler does nothing else: whatever a signal asks for is done by the loop, in its turn.

use super::tty::retry;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level};
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The signals that end the program.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// Those of them that a key sends.
const BY_KEY: [i32; 2] = [SIGINT, SIGQUIT];

/// The signals that have come and are not yet dealt with.
#[derive(Debug)]
pub(super) struct Signals {
    ending: [Flag; 4],
    stop: Flag,
    resumed: Flag,
    resized: Flag,
    pipe: UnixStream,
    /// Once set, a signal of a key ends the program by itself.
    given_back: Arc<AtomicBool>,
}

type Flag = Arc<AtomicBool>;

impl Signals {
    /// Takes the signals over.
    pub(super) fn take() -> io::Result<Self> {
        let (pipe, writer) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let given_back = Flag::default();
        let signals = Self {
            ending: std::array::from_fn(|_| Flag::default()),
            stop: Flag::default(),
            resumed: Flag::default(),
            resized: Flag::default(),
            pipe,
            given_back: Arc::clone(&given_back),
        };
        for (signal, flag) in ENDING.into_iter().zip(&signals.ending) {
            if BY_KEY.contains(&signal) {
                flag::register_conditional_default(signal, Arc::clone(&given_back))?;
            }
            watch(signal, flag, &writer)?;
        }
        watch(SIGTSTP, &signals.stop, &writer)?;
        watch(SIGCONT, &signals.resumed, &writer)?;
        watch(SIGWINCH, &signals.resized, &writer)?;
        Ok(signals)
    }

    /// The signal that ends the program, if one came.
    pub(super) fn ending(&self) -> Option<i32> {
        let mut flags = ENDING.into_iter().zip(&self.ending);
        flags.find(|(_, flag)| flag.load(Ordering::SeqCst)).map(|(signal, _)| signal)
    }

    /// Whether the program is to end.
    pub(super) fn is_ending(&self) -> bool {
        self.ending().is_some()
    }

    /// Forgets the signals that keys send to a whole job.
    pub(super) fn forget_interrupts(&self) {
        for (signal, flag) in ENDING.into_iter().zip(&self.ending) {
            if BY_KEY.contains(&signal) {
                flag.store(false, Ordering::SeqCst);
            }
        }
    }

    /// Whether any signal waits to be dealt with.
    pub(super) fn is_any(&self) -> bool {
        let others = [&self.stop, &self.resumed, &self.resized];
        self.is_ending() || others.iter().any(|flag| flag.load(Ordering::SeqCst))
    }

    /// Whether it was asked to stop, as by Ctrl-z; the answer is given once.
    pub(super) fn stop(&self) -> bool {
        self.stop.swap(false, Ordering::SeqCst)
    }

    /// Whether it went on after a stop; the answer is given once.
    pub(super) fn resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::SeqCst)
    }

    /// Forgets that it went on, before a stop.
    pub(super) fn forget_resumed(&self) {
        self.resumed.store(false, Ordering::SeqCst);
    }

    /// Waits until the process goes on after a stop, or is to end.
    ///
    /// The stop itself is no such wait: it takes effect a little after the call, when this is not
    /// the thread that the kernel chose for it.
    pub(super) fn wait_for_resumed(&self) -> io::Result<()> {
        while !self.resumed() && !self.is_ending() {
            self.wait(None)?;
        }
        Ok(())
    }

    /// Waits for any signal, or for that long.
    pub(super) fn wait(&self, patience: Option<&Timespec>) -> io::Result<()> {
        let mut ends = [PollFd::new(&self.pipe, PollFlags::IN)];
        retry(|| poll(&mut ends, patience))?;
        self.quiet();
        Ok(())
    }

    /// Whether the terminal's size changed; the answer is given once.
    pub(super) fn resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Empties the pipe. It is to be done before the flags are looked at: the other way round, a
    /// signal in between would not wake anyone.
    pub(super) fn quiet(&self) {
        empty(&self.pipe);
    }

    /// From now on the signals of keys end the program at once: nobody listens any more.
    ///
    /// The others ask for what goes on already. A terminal that vanishes is often noticed before its
    /// SIGHUP comes, and SIGTERM and SIGHUP come together when a session ends: the second of them
    /// must not cut off the last save.
    pub(super) fn give_back(&self) {
        self.given_back.store(true, Ordering::SeqCst);
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }
}

fn watch(signal: i32, flag: &Flag, writer: &UnixStream) -> io::Result<()> {
    flag::register(signal, Arc::clone(flag))?;
    low_level::pipe::register(signal, writer.try_clone()?)?;
    Ok(())
}

/// Reads a pipe that does not block until nothing is left.
pub(super) fn empty(mut pipe: &UnixStream) {
    let mut bytes = [0; 64];
    while matches!(pipe.read(&mut bytes), Ok(count) if count == bytes.len()) {}
}

//! Everything the loop waits for: the terminal, signals, worker threads, the time.
//!
//! One poll(2) over three descriptors, without a time-out unless something is to happen at a
//! certain time: while nothing happens, nothing runs. It must never know what any of it means to
//! the program.

use super::decoder::Decoder;
use super::signals::{Signals, empty};
use super::terminal::Guard;
use super::tty::{Read, retry};
use crate::keymap::input::Input;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// How many bytes of keys are taken in one batch: a flood must not keep the screen from being
/// drawn.
const BATCH_LIMIT: usize = 256 * 1024;
/// How long the answer to a question about the background is taken.
const BACKGROUND_WAIT: Duration = Duration::from_secs(1);
const READ_SIZE: usize = 16 * 1024;

/// Where the loop's events come from.
pub trait Events<M> {
    /// Waits until something happens, or for `patience` (for ever without it); answers everything
    /// that has happened by then, at least one thing, in the order in which it is to be handled.
    fn next_batch(&mut self, patience: Option<Duration>) -> io::Result<Vec<Happening<M>>>;
}

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Happening<M> {
    /// The terminal has another size.
    Resized,
    /// The process goes on after it had been stopped.
    Resumed,
    /// The reader did something.
    Input(Input),
    /// A worker thread said something.
    Message(M),
    /// Nothing else happened for as long as was asked.
    Waited,
    /// Someone asks the process to stop, as by Ctrl-z.
    Stop,
    /// A signal asks the process to end.
    Signal(i32),
    /// The terminal is no more.
    Gone,
}

/// Speaks to the loop from another thread.
#[derive(Debug)]
pub struct Waker<M> {
    messages: Sender<M>,
    alarm: Alarm,
}

impl<M> Clone for Waker<M> {
    fn clone(&self) -> Self {
        Self { messages: self.messages.clone(), alarm: self.alarm.clone() }
    }
}

impl<M> Waker<M> {
    /// One that wakes nobody, and what is said to it.
    #[cfg(test)]
    pub fn unheard() -> io::Result<(Self, Receiver<M>)> {
        let (sender, messages) = channel();
        let alarm = Alarm::new(Arc::new(UnixStream::pair()?.0));
        Ok((Self { messages: sender, alarm }, messages))
    }

    /// Hands `message` to the loop and wakes it. Answers whether anyone is there to listen: when
    /// not, the work can stop.
    pub fn send(&self, message: M) -> bool {
        let heard = self.messages.send(message).is_ok();
        self.alarm.ring();
        heard
    }
}

/// Wakes the loop, without a word.
#[derive(Clone, Debug)]
pub(super) struct Alarm(Arc<UnixStream>);

impl Alarm {
    /// One that rings at the other end of this pipe.
    pub(super) fn new(pipe: Arc<UnixStream>) -> Self {
        Self(pipe)
    }

    /// Wakes the loop. A full pipe is as good: the loop has not even read the last call.
    pub(super) fn ring(&self) {
        drop((&*self.0).write(&[0]));
    }
}

/// The real events.
#[derive(Debug)]
pub(super) struct Sources<M> {
    guard: Arc<Guard>,
    signals: Arc<Signals>,
    bell: UnixStream,
    alarm: Alarm,
    sender: Sender<M>,
    messages: Receiver<M>,
    decoder: Decoder,
    /// Until when the terminal may tell its background's colour: later, the reader is reading.
    background_until: Option<Duration>,
    began: Instant,
    buffer: Box<[u8]>,
}

impl<M> Sources<M> {
    /// The events of that terminal and those signals.
    pub(super) fn new(guard: Arc<Guard>, signals: Arc<Signals>) -> io::Result<Self> {
        let (bell, alarm) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        alarm.set_nonblocking(true)?;
        let (sender, messages) = channel();
        Ok(Self {
            decoder: Decoder::new(guard.tty().erase()?),
            guard,
            signals,
            bell,
            alarm: Alarm(Arc::new(alarm)),
            sender,
            messages,
            background_until: None,
            began: clock(),
            buffer: vec![0; READ_SIZE].into(),
        })
    }

    /// A way to speak to the loop.
    pub(super) fn waker(&self) -> Waker<M> {
        Waker { messages: self.sender.clone(), alarm: self.alarm.clone() }
    }

    /// A way to wake it.
    pub(super) fn alarm(&self) -> Alarm {
        self.alarm.clone()
    }

    /// The terminal was just asked for its background's colour.
    pub(super) fn expect_background(&mut self) {
        self.background_until = Some(self.now() + BACKGROUND_WAIT);
    }

    fn now(&self) -> Duration {
        clock().duration_since(self.began)
    }

    /// Sleeps until something happens or `until` has come. Answers whether the terminal has
    /// something to say.
    fn sleep(&self, until: Option<Duration>) -> io::Result<bool> {
        let left = until.map(|until| until.saturating_sub(self.now()));
        // A signal may have come while a frame was sent; its byte in the pipe is gone.
        let left = if self.signals.is_any() { Some(Duration::ZERO) } else { left };
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut ends = [
            PollFd::new(self.guard.tty(), PollFlags::IN),
            PollFd::from_borrowed_fd(std::os::fd::AsFd::as_fd(&*self.signals), PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        retry(|| poll(&mut ends, left.as_ref()))?;
        let [terminal, signals, bell] = ends.map(|end| !end.revents().is_empty());
        if signals {
            self.signals.quiet();
        }
        if bell {
            empty(&self.bell);
        }
        Ok(terminal)
    }

    /// Reads the keys that are there, then lets expire what has waited too long: in this order, so
    /// that a sequence which came in pieces while the program was busy is still whole.
    fn input(&mut self, readable: bool, batch: &mut Vec<Happening<M>>) -> io::Result<()> {
        let mut inputs = Vec::new();
        let mut taken = 0;
        let mut gone = false;
        while readable && taken < BATCH_LIMIT {
            match self.guard.tty().read(&mut self.buffer)? {
                Read::Bytes(count) => {
                    let now = self.now();
                    let bytes = self.buffer.get(..count).unwrap_or_default();
                    self.decoder.feed(bytes, now, &mut inputs);
                    taken += count;
                }
                Read::Nothing => break,
                Read::Gone => {
                    gone = true;
                    break;
                }
            }
        }
        let now = self.now();
        self.decoder.expire(now, &mut inputs);
        let in_time = self.background_until.is_some_and(|until| now <= until);
        inputs.retain(|input| in_time || !matches!(input, Input::Background(_)));
        batch.extend(inputs.into_iter().map(Happening::Input));
        batch.extend(gone.then_some(Happening::Gone));
        Ok(())
    }
}

impl<M> Events<M> for Sources<M> {
    /// The order: first what the screen looks like, then what was done, last what ends it: a key
    /// that came before a signal still counts.
    fn next_batch(&mut self, patience: Option<Duration>) -> io::Result<Vec<Happening<M>>> {
        let end = patience.map(|patience| self.now() + patience);
        loop {
            let until = [end, self.decoder.deadline()].into_iter().flatten().min();
            let readable = self.sleep(until)?;
            let mut batch = Vec::new();
            batch.extend(self.signals.resumed().then_some(Happening::Resumed));
            batch.extend(self.signals.resized().then_some(Happening::Resized));
            batch.extend(self.messages.try_iter().map(Happening::Message));
            self.input(readable, &mut batch)?;
            batch.extend(self.signals.stop().then_some(Happening::Stop));
            batch.extend(self.signals.ending().map(Happening::Signal));
            if batch.is_empty() && end.is_some_and(|end| self.now() >= end) {
                batch.push(Happening::Waited);
            }
            if !batch.is_empty() || self.guard.has_panicked() {
                return Ok(batch);
            }
        }
    }
}

/// The clock of the loop.
#[expect(clippy::disallowed_methods, reason = "this is where the clock lives")]
fn clock() -> Instant {
    Instant::now()
}

//! Another program that has the terminal for a while.
//!
//! It knows how to wait for one that can be stopped and continued. It must never know what the
//! other program does.

use super::signals::Signals;
use super::sources::Alarm;
use super::tty::retry;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{getpgrp, getsid};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

/// Waits for the end of `child`, and stops with it when the reader sends both to the background
/// by Ctrl-z: the shell waits for all of its job.
pub(super) fn wait(
    mut child: Child,
    signals: &Signals,
    stop: impl Fn() -> io::Result<()>,
) -> io::Result<ExitStatus> {
    let (bell, alarm) = UnixStream::pair()?;
    let alarm = Alarm::new(Arc::new(alarm));
    let (sender, ended) = channel();
    thread::spawn(move || {
        let _nobody_waits = sender.send(child.wait());
        alarm.ring();
    });
    loop {
        let mut ends = [
            PollFd::new(&bell, PollFlags::IN),
            PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
        ];
        retry(|| poll(&mut ends, None))?;
        signals.quiet();
        if let Ok(ended) = ended.try_recv() {
            // Keys that interrupt were meant for the other program.
            signals.forget_interrupts();
            return ended;
        }
        // Where no shell waits to bring us back, a stop would be for ever.
        if signals.stop() && getpgrp() != getsid(None)? {
            stop()?;
        }
    }
}

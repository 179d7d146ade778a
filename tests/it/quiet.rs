//! What the reader does when nothing happens, which is nothing, and when one thing does: one write.

use std::fs;

use std::time::Duration;

use crate::bursts::pause;
use crate::pty::{Seen, Session, Setup};

/// How often it is tried: what was begun before may still go on.
const TRIES: usize = 30;

/// How many frames are drawn at each try to count their writes.
const FRAMES: u64 = 5;

/// The reader with all of its panes, once all is read, compared and saved.
fn settled() -> Session {
    // The kernel takes 8 KB at a time: a frame of a large window is two writes where nobody reads
    // it at once.
    let session = Setup::new(env!("CARGO_BIN_EXE_variorum")).size(90, 24).start();
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.wait_for("saved");
    session
}

/// A number that the kernel tells of a process, in a file of lines like `name: 7`.
fn number(path: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line?.trim().parse().ok()
}

/// How often any of its threads gave up a processor, which each does when it has woken.
fn wakes(session: &Session) -> u64 {
    let threads = fs::read_dir(format!("/proc/{}/task", session.process())).unwrap();
    let of_each = threads.filter_map(|thread| {
        let path = thread.ok()?.path().join("status");
        number(path.to_str()?, "voluntary_ctxt_switches")
    });
    of_each.sum()
}

#[test]
fn nothing_wakes_it_and_nothing_is_sent_while_nothing_happens() {
    let session = settled();
    let state = || (wakes(&session), session.effort(), session.seen(|seen| seen.bytes().len()));
    let is_quiet = (0..TRIES).any(|_| {
        let before = state();
        pause(Duration::from_secs(2));
        state() == before
    });
    assert!(is_quiet, "{:?}", state());
    assert!(wakes(&session) > 0, "nothing was counted");
}

#[test]
fn a_frame_is_one_write() {
    let session = settled();
    // Of the thread that draws: others wake each other by writes.
    let io = format!("/proc/{0}/task/{0}/io", session.process());
    let frames = |seen: &Seen| seen.count(b"\x1b[?2026l");
    let mut least = u64::MAX;
    for _ in 0..TRIES {
        // Not every kernel counts.
        let Some(before) = number(&io, "syscw") else { return };
        for _ in 0..FRAMES {
            let drawn = session.seen(frames);
            session.send("\x0c");
            session.wait_until("all drawn anew", |seen| frames(seen) > drawn);
        }
        least = least.min(number(&io, "syscw").unwrap() - before);
    }
    // A write may be seen before it is counted: then the next ones have one more.
    assert!(least.abs_diff(FRAMES) <= 1, "{least} writes for {FRAMES} frames");
}

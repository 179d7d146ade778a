//! Keys that come all at once, pastes of any size, searches that take long, terminals that are slow.

use std::fs;
use std::io::Write;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::pty::{Seen, Session, Setup};

/// What a second is on a busy machine, in a build without optimisation.
const SLACK: u32 = 10;

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

/// The reader with this article.
fn with(text: &str, shown: &str) -> Session {
    let home = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(home.path().join("article.txt")).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let setup = Setup::new(env!("CARGO_BIN_EXE_variorum")).arg("article.txt").size(120, 40);
    let session = setup.start_at(home);
    session.wait_for(shown);
    session.wait_for("saved");
    session
}

fn long() -> Session {
    let text: Vec<String> =
        (0..3000).map(|it| format!("In {it} the board sold its ferries.\n\n")).collect();
    let session = with(&text.concat(), "In 5 the board");
    session.wait_for("3000 left");
    session
}

/// Nothing for a while.
pub(crate) fn pause(time: Duration) {
    let (_speaker, hears) = channel::<()>();
    let _nobody_spoke = hears.recv_timeout(time);
}

fn frames(seen: &Seen) -> usize {
    seen.count(b"\x1b[?2026h")
}

/// How many frames come after the last of `count` keys that come at this distance.
fn frames_after(session: &Session, key: &str, count: u32, distance: Duration) -> usize {
    let mut due = clock();
    for _ in 0..count {
        session.send(key);
        due += distance;
        pause(due.saturating_duration_since(clock()));
    }
    let at_release = session.seen(frames);
    loop {
        let before = session.seen(frames);
        pause(Duration::from_millis(300));
        if session.seen(frames) == before {
            return before - at_release;
        }
    }
}

#[test]
fn a_held_key_stops_where_it_is_let_go() {
    let session = long();
    for (key, a_second, count) in [("j", 30, 30), ("j", 500, 400), ("k", 500, 300)] {
        let distance = Duration::from_secs(1) / a_second;
        let before = session.seen(frames);
        // On a busy machine it may be the test that lags behind; not every time.
        let late = (0..5).map(|_| frames_after(&session, key, count, distance));
        let least = late
            .inspect(|late| println!("bursts: {late} frames after {key}"))
            .find(|late| *late <= 2);
        assert!(session.seen(frames) > before, "{key} changed nothing");
        assert!(least.is_some(), "{key} at {a_second} a second");
    }
    quit(session);
}

fn quit(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn a_burst_of_keys_is_handled_without_another_key() {
    for count in [3_000, 20_000] {
        let session = long();
        let before = session.seen(frames);
        let began = clock();
        session.send(["j".repeat(count), ":the last key".to_owned()].concat());
        session.wait_for(":the last key");
        let took = clock() - began;
        let drawn = session.seen(frames) - before;
        println!("bursts: {count} keys in {took:?}, {drawn} frames");
        assert!(took < Duration::from_secs(2) * SLACK, "{took:?}");
        assert!(drawn < 1_000, "{drawn} frames");
        session.send("\x03");
        quit(session);
    }
}

#[test]
fn a_paste_into_a_note_is_bounded_and_says_so() {
    let session = long();
    session.send("]i\x1b[200~");
    session.send("pasted words ".repeat(800_000));
    session.send("\x1b[201~");
    session.wait_for("only its beginning was taken");
    session.send("\x15the end");
    session.wait_for("the end");
    session.send("\x03");
    quit(session);
}

#[test]
fn a_paste_without_an_end_gives_the_reader_back() {
    let session = long();
    session.send("/\x1b[200~board sold");
    session.wait_for("/board sold");
    session.send("\r");
    session.wait_for("/board sold [");
    quit(session);
}

#[test]
fn a_search_that_takes_long_keeps_answering_keys() {
    let text = format!("The ferry.\n\n{}\n", "a".repeat(1 << 20));
    let session = with(&text, "The ferry.");
    session.send("/re:.*b|a\r");
    session.wait_for("still searching");
    let mut longest = Duration::ZERO;
    for turn in 0..10 {
        let began = clock();
        session.send(format!(":turn {turn}"));
        session.wait_for(&format!(":turn {turn}"));
        longest = longest.max(clock() - began);
        session.send("\x03");
    }
    println!("bursts: the longest answer during a search took {longest:?}");
    assert!(longest < Duration::from_millis(100) * SLACK, "{longest:?}");
    quit(session);
}

#[test]
fn a_slow_terminal_gets_few_frames_and_the_last_one() {
    let mut session = long();
    session.look_away();
    session.look_slowly(10 * 1024);
    let before = session.seen(|seen| seen.bytes().len());
    let began = clock();
    // Each of these changes most of the screen.
    for _ in 0..100 {
        session.send("\x06?q\x0c");
    }
    session.send(":the last key");
    session.wait_for(":the last key");
    let (took, sent) = (clock() - began, session.seen(|seen| seen.bytes().len()) - before);
    println!("bursts: {sent} bytes to a slow terminal in {took:?}");
    assert!(sent < 100 * 1024, "{sent}");
    session.send("\x03Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

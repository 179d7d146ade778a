//! Keys that come all at once, pastes of any size, searches that take long, terminals that are slow.

use std::fs;
use std::io::Write;
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

fn quit(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn a_burst_of_keys_is_handled_without_another_key() {
    for count in [3_000, 20_000] {
        let session = long();
        let frames = |seen: &Seen| seen.count(b"\x1b[?2026h");
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

//! Every way in which the reader ends: the terminal is as it was, and what was decided is on disk.
//!
//! `VARIORUM_ENDS` is how often each way is gone; 2 times without it. A terminal vanishes 5 times as
//! often.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::driver::{is_put_on, times};
use crate::pty::{Session, Setup};
use crate::user::{keep_from_threads, without_privileges};

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

/// The reader, started by a shell from that script, after a decision that is still to be saved.
fn decided(script: &str) -> Session {
    let session = Setup::new("sh").arg("-c").arg(script).arg(PROGRAM).size(120, 40).start();
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.wait_for("saved");
    session.send("]2");
    session.wait_for("tagged claim: disputed");
    session
}

fn store(home: &Path) -> String {
    fs::read_to_string(home.join("data/variorum/variorum.ron")).unwrap()
}

fn assert_kept(home: &Path) {
    let store = store(home);
    assert!(is_put_on("disputed", &store), "{store}");
}

/// A way to end: what the shell does, what is done to the reader, and the exit code.
type Way = (&'static str, &'static str, fn(&Session), i32);

/// The reader alone: signals go to it.
const ALONE: &str = "exec \"$0\"";
/// With jobs, so that it can be stopped and called back.
const JOB: &str = "set -m; \"$0\"; echo halted here; read line; fg >/dev/null; exit $?";

const WAYS: [Way; 11] = [
    ("q", ALONE, |session| session.send("q"), 0),
    ("Q", ALONE, |session| session.send("Q"), 0),
    ("Q and Ctrl-l in one read", ALONE, |session| session.send("Q\x0c"), 0),
    (":q", ALONE, |session| session.send(":q\r"), 0),
    ("SIGTERM", ALONE, |session| session.signal(Signal::TERM), 143),
    ("SIGHUP", ALONE, |session| session.signal(Signal::HUP), 129),
    ("SIGINT", ALONE, |session| session.signal(Signal::INT), 130),
    ("SIGQUIT", ALONE, |session| session.signal(Signal::QUIT), 131),
    ("Ctrl-z and fg", JOB, |session| called_back(session, |session| session.send("\x1a")), 0),
    ("SIGTSTP and fg", JOB, |session| called_back(session, stop_from_outside), 0),
    (
        "while a note is typed",
        ALONE,
        |session| {
            session.send("ihalf a note");
            session.wait_for("half a note");
            session.signal(Signal::TERM);
        },
        143,
    ),
];

/// Stops the reader, looks at the shell, goes on and quits.
fn called_back(session: &Session, stop: fn(&Session)) {
    stop(session);
    session.wait_for("halted here");
    session.assert_restored();
    session.send("\n");
    session.wait_for("Hollen Line may fit");
    session.send("q");
}

/// Another process stops the reader, which is the only child of the shell.
fn stop_from_outside(session: &Session) {
    let shell = session.process();
    let children = fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    let status = std::process::Command::new("kill").args(["-TSTP", children.trim()]).status();
    assert!(status.unwrap().success());
}

#[test]
fn every_way_to_end_restores_the_terminal_and_saves() {
    let turns = times("VARIORUM_ENDS", 2);
    for (name, script, end, code) in WAYS {
        for turn in 0..turns {
            let mut session = decided(script);
            end(&session);
            assert_eq!(session.wait_for_end(), code, "{name}, turn {turn}");
            session.assert_restored();
            assert_kept(session.home());
        }
    }
    println!("ends: {} ways, each {turns} times", WAYS.len());
}

#[test]
fn a_tag_and_the_end_in_one_read() {
    let mut session = decided(ALONE);
    session.send("]1q[2");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let store = store(session.home());
    assert!(is_put_on("supported", &store), "what was made before the end: {store}");
    assert!(is_put_on("disputed", &store), "what was typed behind the end: {store}");
}

#[test]
fn a_second_signal_does_not_cut_off_the_last_save() {
    for [first, second] in [[Signal::TERM, Signal::HUP], [Signal::HUP, Signal::TERM]] {
        for _ in 0..times("VARIORUM_ENDS", 2) {
            let mut session = decided(ALONE);
            session.signal(first);
            let code = session.wait_for_end_under(second);
            assert!([129, 143].contains(&code), "{first:?}, then {second:?}: {code}");
            assert_kept(session.home());
        }
    }
}

#[test]
fn an_error_at_the_end_restores_the_terminal_first() {
    for _ in 0..times("VARIORUM_ENDS", 2) {
        let session = Setup::new(PROGRAM).size(120, 40).start();
        session.wait_for(" left");
        session.wait_for("saved");
        fs::File::create(session.home().join("data")).unwrap();
        session.send("]2");
        session.wait_for("not saved: ");
        let mut session = session;
        session.send("qq");
        assert_eq!(session.wait_for_end(), 2);
        session.assert_restored();
        session.seen(|seen| assert!(seen.text().contains("variorum: store: "), "{}", seen.text()));
    }
}

#[test]
fn when_the_terminal_vanishes_it_saves_and_is_gone() {
    let turns = times("VARIORUM_ENDS", 2) * 5;
    for script in [ALONE, "trap '' HUP; exec \"$0\""] {
        let (mut longest, mut most) = (Duration::ZERO, Duration::ZERO);
        for turn in 0..turns {
            let mut session = decided(script);
            let began = clock();
            session.vanish();
            let (code, effort) = session.wait_for_end_and_effort();
            longest = longest.max(clock() - began);
            most = most.max(effort);
            assert_eq!(code, 129, "{script}, turn {turn}");
            assert_kept(session.home());
        }
        println!("ends: vanished {turns} times, gone in {longest:?}, {most:?} of work ({script})");
        assert!(longest < Duration::from_secs(2) && most <= Duration::from_millis(200));
    }
}

/// The reader over an article and a long one that is not read: reading was stopped before its turn.
/// Nothing where threads cannot be kept from it.
fn stopped_before_a_long_one() -> Option<Session> {
    let home = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let mut file = fs::File::create(home.path().join(name)).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    };
    put("a.txt", "Hollen Line may fit its ferries with engines from any maker after 4 March.\n");
    put("b.txt", &"The ferry left.\n".repeat(24 << 16));
    let setup = without_privileges(home.path())?.env("RUST_BACKTRACE", "0").size(120, 40);
    let session = setup.arg("a.txt").arg("b.txt").start_at(home);
    session.wait_for("Hollen Line may fit");
    session.wait_for("saved");
    session.send("\x1b");
    session.wait_for("R goes on, and an article that you open is read");
    Some(session)
}

#[test]
fn a_panic_in_the_program_restores_the_terminal_and_saves() {
    // Opening a path takes a thread beside the one of the keys; a long article one beside its worker.
    for (keys, place) in [(":open nowhere\r", "thread 'main'"), ("J", "thread '<unnamed>'")] {
        for turn in 0..times("VARIORUM_ENDS", 2) {
            let Some(mut session) = stopped_before_a_long_one() else { return };
            session.send("2");
            session.wait_for("disputed");
            keep_from_threads(session.process());
            session.send(keys);
            assert_eq!(session.wait_for_end(), 101, "{place}, turn {turn}");
            session.assert_restored();
            session.seen(|seen| {
                assert!(seen.text().contains(place), "{}", seen.text());
                assert!(seen.text().contains("failed to spawn thread"), "{}", seen.text());
            });
            assert_kept(session.home());
        }
    }
}

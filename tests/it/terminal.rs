//! The terminal is restored whatever ends the program, and no input locks it.

mod demo;

use crate::pty::{Seen, Session};
use rustix::process::Signal;
use std::process::Stdio;

/// The demo on its first screen.
fn started() -> Session {
    let session = demo::setup().start();
    session.wait_for("size 80x24\nkeys 0");
    session
}

fn frames(session: &Session) -> usize {
    session.seen(|seen| seen.count(b"\x1b[?2026h"))
}

#[test]
fn it_takes_the_terminal() {
    let session = started();
    assert!(!session.is_cooked());
    session.seen(|seen| {
        let screen = seen.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
        assert!(seen.bytes().ends_with(b"\x1b[?2026l"), "the frame is whole");
    });
}

#[test]
fn restored_after_quit() {
    let mut session = started();
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn restored_after_each_signal() {
    for (signal, code) in
        [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)]
    {
        let mut session = started();
        session.signal(signal);
        assert_eq!(session.wait_for_end(), code, "{signal:?}");
        session.assert_restored();
    }
}

#[test]
fn restored_after_a_panic_and_before_its_message() {
    for (key, message) in [("p", "the demo fell"), ("w", "the worker fell")] {
        let mut session = started();
        session.send(key);
        assert_eq!(session.wait_for_end(), 101, "{message}");
        session.assert_restored();
        assert!(session.seen(|seen| seen.text().contains(message)), "{message}");
        assert!(session.seen(|seen| !seen.screen().alternate_screen()), "{message}");
    }
}

/// Stops the demo with `stop`, looks at the shell, and goes on by `resume`.
fn stop_and_go_on(stop: impl Fn(&Session), resume: &str) {
    let script = format!("set -m; \"$@\"; echo stopped $?; read line; {resume}; echo ended $?");
    let mut session = demo::setup_in_shell(&script).start();
    session.wait_for("size 80x24\nkeys 0");
    stop(&session);
    session.wait_for("stopped");
    session.assert_restored();
    session.resize(70, 20);
    session.send("\n");
    session.wait_for("size 70x20");
    assert!(!session.is_cooked());
    session.seen(|seen| assert!(seen.screen().alternate_screen() && seen.screen().hide_cursor()));
    session.send("q");
    session.wait_for("ended 0");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn restored_while_suspended_and_taken_again() {
    stop_and_go_on(|session| session.send(b"\x1a"), "fg >/dev/null");
}

#[test]
fn restored_while_stopped_by_another_process() {
    stop_and_go_on(|session| session.send("s"), "fg >/dev/null");
}

#[test]
fn not_taken_again_in_the_background() {
    // The job is listed as stopped once more before it is called to the front.
    let resume = "bg; until jobs >j; grep -qi -e stop -e susp j; do :; done; fg >/dev/null";
    stop_and_go_on(|session| session.send(b"\x1a"), resume);
}

#[test]
fn ended_while_it_is_stopped() {
    // A shell tells of the stop first.
    let script = "set -m; \"$@\"; code=$?; kill -TERM %1; kill -CONT %1; \
                  while [ $code -eq 147 ]; do wait %1; code=$?; done; echo ended $code";
    let mut session = demo::setup_in_shell(script).start();
    session.wait_for("size 80x24\nkeys 0");
    session.send(b"\x1a");
    session.wait_for("ended 143");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn where_no_shell_waits_it_is_not_suspended() {
    let mut session = started();
    session.send(b"\x1a");
    session.wait_for("last Ctrl-z.");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn it_ends_when_the_terminal_vanishes() {
    let mut session = started();
    session.vanish();
    assert_eq!(session.wait_for_end(), 129);
}

#[test]
fn it_ends_when_the_terminal_vanishes_in_the_middle_of_a_frame() {
    let mut session = demo::setup().size(200, 60).start();
    session.wait_for("size 200x60");
    session.look_away();
    session.send("c");
    session.wait_until_it_speaks();
    session.vanish();
    assert_eq!(session.wait_for_end(), 129);
}

#[test]
fn a_terminal_that_stops_reading_cannot_hold_it() {
    let mut session = demo::setup().size(200, 60).start();
    session.wait_for("size 200x60");
    session.look_away();
    // One frame of colours is more than the kernel keeps.
    session.send("c");
    session.wait_until_it_speaks();
    session.signal(Signal::TERM);
    assert_eq!(session.wait_for_end(), 143);
    assert!(session.is_cooked());
}

#[test]
fn keys_come_from_the_terminal_when_an_article_comes_from_standard_input() {
    let mut session = demo::setup().stdin(Stdio::null()).start();
    session.wait_for("size 80x24");
    session.send("j");
    session.wait_for("last j.");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = demo::command().stdin(Stdio::null()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("not a terminal"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_terminal_that_knows_lines_only_is_refused() {
    for term in ["dumb", ""] {
        let mut session = demo::setup().env("TERM", term).start();
        assert_eq!(session.wait_for_end(), 2, "{term}");
        session.seen(|seen| {
            assert!(seen.text().contains("TERM: not a terminal"), "{}", seen.text());
            assert_eq!(seen.count(b"\x1b"), 0, "no sequence for such a terminal");
        });
    }
}

#[test]
fn keys_of_all_kinds_arrive() {
    let session = started();
    for (bytes, shown) in [
        ("j", "j"),
        ("\x1b", "Esc"),
        ("\x1bj", "Alt-j"),
        ("\x1b[1;5C", "Ctrl-Right"),
        ("\x1b[<0;3;4M", "Press 2 3"),
        ("\x1b[<65;3;4M", "WheelDown 2 3"),
        ("é", "é"),
    ] {
        session.send(bytes);
        session.wait_for(&format!("last {shown}."));
    }
}

#[test]
fn a_paste_is_one_event() {
    let session = started();
    session.send("\x1b[200~quit now: q\rand more\x1b[201~");
    session.wait_for("keys 0\nlast paste of 20.");
}

#[test]
fn a_paste_of_ten_megabytes_is_bounded() {
    let session = started();
    session.send("\x1b[200~");
    session.send("pasted text ".repeat(900_000));
    session.send("\x1b[201~");
    session.wait_for("keys 0\nlast paste of 1048576.");
}

#[test]
fn a_paste_without_an_end_gives_the_keys_back() {
    let mut session = started();
    session.send("\x1b[200~half a paste");
    session.wait_for("last paste of 12.");
    session.send("j");
    session.wait_for("keys 1\nlast j.");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn every_key_of_a_burst_is_handled_in_few_frames() {
    let session = started();
    let before = frames(&session);
    session.send("j".repeat(3_000));
    session.wait_for("keys 3000");
    let drawn = frames(&session) - before;
    assert!(drawn < 300, "{drawn} frames");
    session.send("j".repeat(100_000));
    session.wait_for("keys 103000");
}

#[test]
fn a_frame_without_a_change_sends_nothing() {
    let session = started();
    session.send("j");
    session.wait_for("last j.");
    let before = session.seen(|seen| seen.bytes().len());
    session.send("\x1b[?1;2c\x1b]0;reply\x07");
    session.send("\x1b[99~");
    session.send("k");
    session.wait_for("last k.");
    let sent = session.seen(|seen| seen.bytes().len()) - before;
    assert!(sent < 80, "{sent} bytes for two characters");
}

#[test]
fn another_size_arrives() {
    let session = started();
    for (columns, rows) in [(120, 40), (20, 5), (300, 100), (80, 24)] {
        session.resize(columns, rows);
        session.wait_for(&format!("size {columns}x{rows}"));
    }
}

#[test]
fn a_worker_thread_wakes_it() {
    let session = started();
    session.send("m");
    session.wait_for("last hello from a thread.");
}

#[test]
fn it_goes_on_after_a_stop_it_could_not_see() {
    let session = started();
    session.signal(Signal::STOP);
    session.signal(Signal::CONT);
    session.wait_until("the terminal taken again", |seen: &Seen| {
        seen.count(b"\x1b[?1049h") == 2 && seen.text().contains("keys 0")
    });
    session.send("j");
    session.wait_for("keys 1");
}

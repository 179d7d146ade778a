//! The log for reports of faults, in the real program.

use std::fs;

use crate::pty::Setup;

fn program() -> Setup {
    Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40)
}

#[test]
fn the_log_tells_what_was_done_and_no_word_of_articles_notes_or_keys() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("ferry.md");
    put(&article, "# Quayside\n\nThe marmalade ferry cost 40 million crowns in 2027.\n");
    let path = folder.path().join("log.txt");
    let mut session = program().arg("--log").arg(&path).arg(&article).start();
    session.wait_for("1 left");
    session.wait_for("saved");
    session.send("]i");
    session.send("zebra\u{13}");
    session.wait_for("note");
    session.wait_for("saved");
    session.send("/marmalade\r");
    session.send(":add /no such place\r");
    session.wait_for("/no such place");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    let log = fs::read_to_string(&path).unwrap();
    for told in [
        "variorum ",
        "ferry.md: ",
        "claims: ",
        "opening the store: ",
        "saved up to act ",
        "problem: /no such place",
        "ended",
    ] {
        assert!(log.contains(told), "{told}:\n{log}");
    }
    for secret in ["marmalade", "Quayside", "zebra", "crowns"] {
        assert!(!log.contains(secret), "{secret}:\n{log}");
    }
}

#[test]
fn a_log_that_cannot_be_written_is_told_before_the_screen_is_taken() {
    let mut session = program().arg("--log").arg("/nowhere/at/all").start();
    session.wait_for("/nowhere/at/all: ");
    assert_eq!(session.wait_for_end(), 2);
}

#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
fn put(path: &std::path::Path, text: &str) {
    fs::write(path, text).unwrap();
}

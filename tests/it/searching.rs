//! Every article searched while words are typed, in the real program.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use crate::bursts::pause;
use crate::pty::{Session, Setup};

fn put(path: &Path, text: &str) {
    fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

/// The reader over articles of these texts, read to the end.
fn started(texts: &[&str]) -> Session {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("story")).unwrap();
    for (number, text) in texts.iter().enumerate() {
        put(&home.path().join(format!("story/{number}.txt")), text);
    }
    let setup = Setup::new(env!("CARGO_BIN_EXE_variorum")).arg("story").size(120, 40);
    let session = setup.start_at(home);
    session.wait_for(" left");
    session.wait_for("saved");
    session
}

fn quit(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn each_letter_searches_anew_and_the_last_one_counts() {
    let session = started(&[
        "The north ferry left at noon.\n",
        "The northern ferry left, and the north quay was empty.\n",
        "Nobody was on the quay to see it go.\n",
    ]);
    session.send("g/");
    for (letters, counted) in [("no", "5 hits, 3"), ("rth", "3 hits, 3"), ("e", "1 hit, 3")] {
        session.send(letters);
        session.wait_for(counted);
    }
    session.send("\x7f");
    session.wait_for("3 hits, 3 articles");
    session.send("\x03");
    quit(session);
}

#[test]
fn nothing_goes_on_of_a_search_that_was_left() {
    // Each hit is found by going through what is left of the line, slowly.
    let session = started(&[&"é a ".repeat(1 << 18), "The ferry left.\n"]);
    session.send("g/re:.*\\bé\\bb|a");
    session.wait_for("searched");
    session.send("\x03");
    let is_over = (0..10).any(|_| {
        let before = session.effort();
        pause(Duration::from_secs(1));
        session.effort() == before
    });
    assert!(is_over, "{:?}", session.effort());
    quit(session);
}

//! What is too large, too deep, no file or no text: each is told, and the rest of the story is open.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::pty::{Session, Setup};

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::File::create(path).unwrap().write_all(bytes.as_ref()).unwrap();
}

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

/// Waits until an article in front is told to be so.
fn next(session: &Session, told: &str) {
    session.send("J");
    session.wait_for(told);
}

#[test]
fn one_article_that_cannot_be_read_leaves_the_others_open() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    put(&path("config.ron"), "(article_limit: 2)");
    put(&path("a.txt"), "The ferry left at noon and carried 40 cars.\n");
    fs::File::create(path("b.txt")).unwrap().set_len(2 * 1024 * 1024 + 1).unwrap();
    pipe(&path("c.txt"));
    let _listener = UnixListener::bind(path("d.txt")).unwrap();
    symlink("/dev/zero", path("e.txt")).unwrap();
    symlink("f.txt", path("f.txt")).unwrap();
    put(&path("g.txt"), b"\x7fELF\x02\0\0\0");
    put(&path("h.html"), format!("<html><body>{}Deep down.", "<div>".repeat(100_000)));
    put(&path("i.html"), "<p a=\"".to_owned() + &"x ".repeat(900_000));
    put(&path("j.txt"), b"The caf\xe9 was sold on 3 May 2027.");
    put(&path("k.txt"), "Sold\u{202e} for\u{7} 12 crowns.");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g.txt", "h.html"];
    let setup = Setup::new(PROGRAM).arg("--config").arg("config.ron").size(120, 40);
    let setup =
        names.iter().chain(&["i.html", "j.txt", "k.txt"]).fold(setup, |it, name| it.arg(*name));
    let began = clock();
    let session = setup.start_at(home);
    session.wait_for("40 cars");
    for told in [
        "b.txt: is larger than 2 MB",
        "c.txt: is a pipe, not a text",
        "d.txt: is a socket",
        "e.txt: is a device, not a text",
    ] {
        next(&session, told);
    }
    // A link to itself was told at the start: there is nothing to be read.
    next(&session, "g.txt: is not text");
    next(&session, "h.html: elements are nested too deeply");
    session.wait_for("Deep down.");
    next(&session, "i.html");
    next(&session, "j.txt: not UTF-8: read as windows-1252");
    session.wait_for("The café was sold");
    next(&session, "k.txt: 2 hidden characters removed or made visible");
    session.wait_for("Sold for␇ 12");
    session.wait_for("saved");
    assert!(clock() - began < Duration::from_secs(20), "{:?}", clock() - began);
    let mut session = session;
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn a_store_and_themes_that_are_pipes_are_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    fs::create_dir_all(path("config/variorum/themes")).unwrap();
    fs::create_dir(path("story")).unwrap();
    pipe(&path("config/variorum/themes/mine.ron"));
    pipe(&path("story/variorum.ron"));
    put(&path("story/a.txt"), "The ferry left at noon and carried 40 cars.\n");
    let mut session = Setup::new(PROGRAM).arg("story").size(120, 40).start_at(home);
    session.wait_for("40 cars");
    session.wait_for("it is not a regular file");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

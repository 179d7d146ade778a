//! Notes in the reader's own editor: little programs of the tests, and what becomes of the note.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::pty::{Session, Setup};

/// A home with an editor that is this shell script; `$1` is the file.
fn home(script: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("my editor");
    let mut file = fs::File::create(&path).unwrap();
    std::io::Write::write_all(&mut file, format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
    drop(file);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    home
}

/// The reader with that editor, when the sample story is there.
fn start(home: TempDir) -> Session {
    let editor = format!("'{}' --wait", home.path().join("my editor").display());
    start_with(home, &[("VISUAL", &editor), ("EDITOR", "false")])
}

fn start_with(home: TempDir, variables: &[(&str, &str)]) -> Session {
    let mut setup = Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40);
    for (name, value) in variables {
        setup = setup.env(name, *value);
    }
    let session = setup.start_at(home);
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.wait_for("saved");
    session
}

fn notes(home: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(home.join("state/variorum/notes"));
    folder.map_or_else(|_| Vec::new(), |entries| entries.map(|it| it.unwrap().path()).collect())
}

fn quit(mut session: Session) -> TempDir {
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    session.into_home()
}

fn store(home: &Path) -> String {
    fs::read_to_string(home.join("data/variorum/variorum.ron")).unwrap_or_default()
}

#[test]
fn what_the_editor_writes_is_the_note() {
    let session = start(home(concat!(
        "stat -c %a \"$2\" \"$(dirname \"$2\")\" >\"$HOME/modes\"\n",
        "echo editing; read line; printf '%s\\nsecond \\033[31mline\\n\\n' \"$line\" >>\"$2\"",
    )));
    session.send("]e");
    // It has the whole terminal, with its own line discipline.
    session.wait_for("editing");
    assert!(session.is_cooked());
    session.send("first line\r");
    session.wait_for("note on claim saved");
    let modes = fs::read_to_string(session.home().join("modes")).unwrap();
    assert_eq!(modes, "600\n700\n");
    assert_eq!(notes(session.home()), Vec::<PathBuf>::new());
    session.wait_for("saved");
    session.send("u");
    session.wait_for("undone: note on claim saved");
    session.send("\x12");
    session.wait_for("done again: note on claim saved");
    let home = quit(session);
    assert!(store(home.path()).contains("\"first line\","), "{}", store(home.path()));
    assert!(!store(home.path()).contains("\\u{1b}"));
}

#[test]
fn the_note_goes_out_of_the_editor_inside_and_is_found_there() {
    let session = start(home(
        "cp \"$2\" \"$HOME/given.new\"; mv \"$HOME/given.new\" \"$HOME/given\"; echo more >>\"$2\"",
    ));
    session.send("]ityped here\x0f");
    session.wait_for("note on claim saved");
    assert_eq!(fs::read_to_string(session.home().join("given")).unwrap(), "typed here\n");
    session.send("i");
    session.wait_for("more");
    session.send("\x03");
    let home = quit(session);
    assert!(store(home.path()).contains("\"typed here\""));
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let session = start(home("echo spoilt >\"$2\"; exit 3"));
    session.send("]e");
    session.wait_for("my editor ended with exit status: 3; the note is as it was");
    assert_eq!(notes(session.home()), Vec::<PathBuf>::new());
    // What was typed before is still being typed.
    session.send("ikept\x0f");
    session.wait_for("the note is as it was");
    session.wait_for("Note on claim");
    session.send("!\x13");
    session.wait_for("note on claim saved");
    let home = quit(session);
    assert!(store(home.path()).contains("\"kept!\""));
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let session = start_with(
        tempfile::tempdir().unwrap(),
        &[("VISUAL", ""), ("EDITOR", "no-such-editor -x")],
    );
    session.send("]e");
    session.wait_for("no-such-editor is not installed; the note is as it was");
    assert_eq!(notes(session.home()), Vec::<PathBuf>::new());
    assert_eq!(store(quit(session).path()), "");
}

#[test]
fn a_file_that_is_not_changed_is_no_note() {
    let session = start(home("touch \"$2\""));
    session.send("]e");
    session.wait_for("the note is as it was");
    assert_eq!(store(quit(session).path()), "");
}

#[test]
fn what_cannot_be_read_back_is_left_where_it_is() {
    let session = start(home("printf 'caf\\351' >\"$2\""));
    session.send("]e");
    session.wait_for("could not be read back");
    let left = notes(session.home());
    assert_eq!(left.len(), 1);
    let home = quit(session);
    assert_eq!(fs::read(left[0].join("note.md")).unwrap(), b"caf\xe9");
    drop(home);
}

#[test]
fn keys_that_interrupt_an_editor_do_not_end_the_reader() {
    let session =
        start(home("trap 'echo trapped; exit 1' INT; echo editing; while :; do read line; done"));
    session.send("]e");
    session.wait_for("editing");
    session.send("\x03");
    session.wait_for("the note is as it was");
    quit(session);
}

#[test]
fn an_editor_that_is_stopped_stops_the_reader_with_it() {
    let home = home("echo editing; kill -TSTP 0; echo back; echo written >>\"$2\"");
    let editor = format!("'{}' --wait", home.path().join("my editor").display());
    let line = format!(
        "set -m; '{}'; echo halted $?; read line; fg >/dev/null; echo ended $?",
        env!("CARGO_BIN_EXE_variorum")
    );
    let session =
        Setup::new("sh").arg("-c").arg(line).size(120, 40).env("VISUAL", editor).start_at(home);
    session.wait_for(" left");
    session.wait_for("saved");
    session.send("]e");
    session.wait_for("halted");
    session.send("\r");
    session.wait_for("note on claim saved");
    let mut session = session;
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn what_an_editor_wrote_before_it_was_killed_is_left_where_it_is() {
    let session = start(home("echo kept >\"$2\"; kill -KILL $$"));
    session.send("]e");
    session.wait_for("what it wrote lies in");
    let left = notes(session.home());
    assert_eq!(left.len(), 1);
    assert_eq!(fs::read_to_string(left[0].join("note.md")).unwrap(), "kept\n");
    assert_eq!(store(quit(session).path()), "");
}

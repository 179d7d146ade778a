//! Other stories, more articles and changed files, in the real program.

use std::fs;
use std::path::Path;

use crate::pty::{Session, Setup};

#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// Two folders with an article each, and the program with the first of them open.
fn started() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("north", "# The north ferry\n\nThe north ferry cost 40 million crowns in 2027.\n"),
        ("south", "# The south ferry\n\nThe south ferry was sold on 3 May 2027.\n"),
    ] {
        fs::create_dir(folder.path().join(name)).unwrap();
        put(&folder.path().join(name).join("ferry.md"), text);
    }
    let north = folder.path().join("north");
    let session = Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40).arg(north).start();
    session.wait_for("1 left");
    session.wait_for("saved");
    (folder, session)
}

#[test]
fn another_story_is_opened_and_the_first_one_again() {
    let (folder, mut session) = started();
    session.send("]1");
    session.wait_for("tagged claim: supported");
    session.wait_for("saved");
    session.send(format!("go{}/sou", folder.path().display()));
    session.wait_for("south/");
    session.send("\t\r");
    session.wait_for("opened south");
    session.wait_for("was sold on");
    session.send(":open sample\r");
    session.wait_for("Hollen Line may fit");
    session.wait_for("opened");
    session.send("gR");
    session.wait_for("Stories opened before");
    session.wait_for("north");
    session.send("j\r");
    session.wait_for("opened north");
    session.wait_for("1:supported");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn articles_are_added_and_a_path_that_leads_nowhere_is_told() {
    let (folder, mut session) = started();
    session.send(format!(":add {}/south\r", folder.path().display()));
    session.wait_for("1 article added");
    session.wait_for("The south ferry");
    session.send(":add /no such place\r");
    session.wait_for("/no such place");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn a_changed_file_is_noticed_and_read_again() {
    let (folder, mut session) = started();
    session.send("]1");
    session.wait_for("tagged claim: supported");
    session.wait_for("saved");
    let path = folder.path().join("north").join("ferry.md");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replace("The north ferry cost", "Yesterday it rained. The north ferry cost");
    put(&path, &changed);
    session.send("R");
    session.wait_for("1 article was read again");
    session.wait_for("Yesterday it rained");
    session.wait_for("1:supported");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn an_article_whose_file_is_gone_is_marked_so_and_one_that_is_no_text_is_none() {
    let (folder, mut session) = started();
    let south = folder.path().join("south");
    put(&south.join("picture.txt"), "\u{7f}ELF\u{0}\u{0}");
    session.send(format!(":add {}\r", south.display()));
    session.wait_for("2 articles added");
    session.wait_for("picture.txt");
    session.wait_for("is not text");
    fs::remove_file(south.join("ferry.md")).unwrap();
    session.send("J");
    session.wait_for("the file of \"The south ferry\" is gone; its text stays here");
    session.send("k");
    session.wait_for("gone · ");
    session.send("R");
    session.wait_for("the file of \"The south ferry\" is gone; its text stays here");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

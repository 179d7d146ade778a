//! Notes that are being typed when the program is cut off.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use variorum::story;

use crate::pty::{Session, Setup};

fn setup() -> Setup {
    Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40)
}

/// Waits until the text and the claims of all five articles are there.
fn ready(session: &Session) {
    let sources = story::sample().sources;
    let proposed = |source| story::load(source).unwrap().proposed().count();
    let left: usize = sources.iter().map(proposed).sum();
    session.wait_for(&format!("{left} left"));
    session.wait_for("saved");
}

/// The drafts on the disk, as text.
fn on_disk(home: &Path) -> String {
    let Ok(entries) = fs::read_dir(home.join("state/variorum/drafts")) else {
        return String::new();
    };
    let files = entries.map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|it| it == "ron"));
    files.map(|path| fs::read_to_string(path).unwrap_or_default()).collect()
}

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

/// Waits until the disk has `text`, for no longer than `limit`.
fn wait_on_disk(session: &Session, text: &str, limit: Duration) {
    let began = clock();
    while !on_disk(session.home()).contains(text) {
        assert!(clock() - began < limit, "{text} was never kept: {}", on_disk(session.home()));
        std::thread::yield_now();
    }
}

#[test]
fn a_note_survives_a_kill() {
    let session = setup().start();
    ready(&session);
    session.send("J");
    session.wait_for("The plates were still");
    session.send("]]]ihalf a ");
    session.wait_for("half a ");
    session.send("thought");
    session.wait_for("half a thought");
    wait_on_disk(&session, "half a thought", Duration::from_secs(20));
    let mut session = session;
    session.signal(Signal::KILL);
    assert_eq!(session.wait_for_end(), -9);

    let mut session = setup().start_at(session.into_home());
    session.wait_for("a note was cut off while it was typed; the draft is kept, and i opens it");
    session.wait_for("▸ The works heard");
    ready(&session);
    session.send("i");
    session.wait_for("half a thought");
    session.send(" ended\x13");
    session.wait_for("note on claim saved");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    assert_eq!(on_disk(session.home()), "");
    let store = session.home().join("data/variorum/variorum.ron");
    assert!(fs::read_to_string(store).unwrap().contains("half a thought ended"));
}

#[test]
fn a_note_survives_the_terminal() {
    let mut session = setup().start();
    ready(&session);
    session.send("]ihalf a thought");
    session.wait_for("half a thought");
    session.vanish();
    assert_eq!(session.wait_for_end(), 129);
    let mut session = setup().start_at(session.into_home());
    session.wait_for("a note was cut off");
    ready(&session);
    session.send("i");
    session.wait_for("half a thought");
    session.send("\x03");
    session.wait_for("draft kept");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);

    // Closed by hand it is a draft, and no accident.
    let mut session = setup().start_at(session.into_home());
    ready(&session);
    session.seen(|seen| assert!(!seen.text().contains("cut off")));
    session.send("i");
    session.wait_for("half a thought");
    session.send("\x15\x13");
    session.wait_for("the note is as it was");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    assert_eq!(on_disk(session.home()), "");
}

#[test]
fn a_note_survives_a_kill_in_the_readers_own_editor() {
    let session = setup().env("VISUAL", "sh -c 'echo editing; read line'").start();
    ready(&session);
    session.send("]ihalf a thought\x0f");
    session.wait_for("editing");
    wait_on_disk(&session, "half a thought", Duration::from_secs(20));
    let mut session = session;
    session.signal(Signal::KILL);
    assert_eq!(session.wait_for_end(), -9);
}

#[test]
fn notes_on_an_article_and_on_the_story_survive_a_kill() {
    for (first, again, typed) in [("\x1b[Zj", "i", "on it"), ("J", "gi", "on all")] {
        let session = setup().start();
        ready(&session);
        session.send(first);
        session.wait_for("The plates were still");
        session.send(again);
        session.wait_for("Note on ");
        session.send(typed);
        wait_on_disk(&session, typed, Duration::from_secs(20));
        let mut session = session;
        session.signal(Signal::KILL);
        assert_eq!(session.wait_for_end(), -9);
        let mut session = setup().start_at(session.into_home());
        session.wait_for(&format!("the draft is kept, and {again} opens it"));
        ready(&session);
        session.send(again);
        session.wait_for(typed);
        session.send("\x13");
        session.wait_for(" saved");
        session.wait_until("the editor closed", |seen| !seen.text().contains("Note on "));
        session.send("q");
        assert_eq!(session.wait_for_end(), 0);
        let store = session.home().join("data/variorum/variorum.ron");
        assert!(fs::read_to_string(store).unwrap().contains(typed));
        assert_eq!(on_disk(session.home()), "");
    }
}

//! What the reader is told of saving.

use std::fs;
use std::time::{Duration, Instant};

use variorum::story;

use rustix::process::Signal;

use crate::driver::is_put_on;
use crate::pty::{Session, Setup};

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

/// Starts the reader and waits until the text and the claims of all five articles are there.
fn ready() -> Session {
    let session = Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40).start();
    let sources = story::sample().sources;
    let proposed = |source| story::load(source).unwrap().proposed().count();
    let left: usize = sources.iter().map(proposed).sum();
    session.wait_for(&format!("{left} left"));
    session.wait_for("saved");
    session
}

#[test]
fn a_save_that_fails_is_on_the_screen_at_once_and_its_end_too() {
    let mut session = ready();
    let blocked = session.home().join("data");
    fs::File::create(&blocked).unwrap();
    let began = clock();
    session.send("]2");
    session.wait_for("not saved: ");
    assert!(clock() - began < Duration::from_secs(1), "told after {:?}", clock() - began);
    session.wait_for("links failed: Not a directory");
    fs::remove_file(&blocked).unwrap();
    session.send("3");
    session.wait_until("saved", |seen| {
        let text = seen.text();
        text.contains("saved") && !text.contains("not saved")
    });
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    let text = fs::read_to_string(blocked.join("variorum/variorum.ron")).unwrap();
    assert!(is_put_on("disputed", &text) && is_put_on("unverified", &text), "{text}");
}

/// Makes one decision, and then does something to the file that holds it; the way to it.
fn hurt(session: &Session, outside: fn(&std::path::Path)) -> std::path::PathBuf {
    let store = session.home().join("data/variorum/variorum.ron");
    session.send("]2");
    session.wait_on_disk(&store);
    session.wait_until("saved", |seen| {
        let text = seen.text();
        text.contains("saved") && !text.contains("saving")
    });
    outside(&store);
    store
}

#[test]
fn a_store_hurt_from_outside_is_put_right_however_the_program_ends() {
    let remove = |store: &std::path::Path| fs::remove_file(store).unwrap();
    let cut = |store: &std::path::Path| {
        let half = fs::metadata(store).unwrap().len() / 2;
        fs::OpenOptions::new().write(true).open(store).unwrap().set_len(half).unwrap();
    };
    let endings: [(&str, Option<Signal>); 4] =
        [("q", None), (":q\r", None), ("", Some(Signal::TERM)), ("", Some(Signal::HUP))];
    for (turn, (keys, signal)) in endings.into_iter().enumerate() {
        let mut session = ready();
        let store = hurt(&session, if turn % 2 == 0 { remove } else { cut });
        session.send(keys);
        if let Some(signal) = signal {
            session.signal(signal);
        }
        let code = session.wait_for_end();
        assert_eq!(code == 0, signal.is_none(), "{keys}: {code}");
        let text = fs::read_to_string(store).unwrap();
        assert!(is_put_on("disputed", &text) && text.ends_with("],\n)\n"), "{text}");
        if signal.is_none() {
            session.wait_for("another program ");
        }
    }
}

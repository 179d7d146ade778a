//! A story of so many articles that not everything is kept of each, in the real program.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::app::story::KEPT;
use variorum::store::titles::file_of;

use crate::pty::{Session, Setup};

#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// How many of the articles hold a claim.
const CLAIMS: usize = 3;

/// A folder with one article more than all claims are kept of.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=KEPT + 1 {
        let told = format!("Ferry {number} was sold for 40 million crowns in 2027.\n");
        let told = if number <= CLAIMS { told } else { String::new() };
        let text = format!("# Ferry {number}\n\n{told}");
        put(&folder.path().join(format!("{number}.md")), &text);
    }
    folder
}

/// Waits until the claims of all articles are counted.
fn wait_for_all(session: &Session) {
    session.wait_until("all claims", |seen| {
        let text = seen.text();
        let is_done = !text.contains("claims of") && !text.contains("reading");
        is_done && text.contains(&format!("{CLAIMS} left"))
    });
}

#[test]
fn claims_are_found_again_in_front_and_titles_are_kept() {
    let folder = folder();
    let start = || Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40).arg(folder.path());
    let mut session = start().start();
    wait_for_all(&session);
    session.wait_for("Ferry 9");
    session.send("J");
    session.wait_for("Ferry 2 was sold");
    session.wait_for("Claims 1 ");
    session.send("K");
    session.wait_for("Ferry 1 was sold");
    session.wait_for("Claims 1 ");
    let path = fs::canonicalize(folder.path()).unwrap();
    let cache = |session: &Session| -> PathBuf {
        file_of(&session.home().join("cache/variorum"), std::slice::from_ref(&path))
    };
    let titles = cache(&session);
    session.wait_on_disk(&titles);
    let kept = fs::read_to_string(&titles).unwrap();
    assert_eq!(kept.lines().count(), KEPT + 3);
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    put(&titles, "variorum titles 1\nred\u{1b}[31m\tnonsense\n");
    let home = session.into_home();
    let mut session = start().start_at(home);
    wait_for_all(&session);
    session.wait_on_disk_until(&titles, |path| {
        fs::read_to_string(path).is_ok_and(|text| text == kept)
    });
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

//! The real program in a pseudo-terminal, from the first start to the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;

use crate::pty::{Session, Setup};

fn setup() -> Setup {
    Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40).env("COLORTERM", "truecolor")
}

/// The program with the sample story, when its text and claims are there.
fn started() -> Session {
    let session = setup().start();
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.wait_for("saved");
    session
}

/// The one file of that name below a folder.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        let found = if path.is_dir() { find(&path, name) } else { None };
        if found.is_some() {
            return found;
        }
        if path.file_name().is_some_and(|it| it == name) {
            return Some(path);
        }
    }
    None
}

#[test]
fn a_tag_is_there_again_after_the_next_start() {
    let mut session = started();
    session.send("]2");
    session.wait_for("tagged claim: disputed");
    session.wait_for("saved");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let home = session.into_home();
    let store = find(home.path(), "variorum.ron").unwrap();
    assert!(fs::read_to_string(store).unwrap().contains("\"disputed\""));

    let mut session = setup().start_at(home);
    session.wait_for("2:disputed");
    session.send("u");
    session.wait_for("nothing to undo");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn the_matrix_counts_what_the_report_counts() {
    let home = tempfile::tempdir().unwrap();
    let story = home.path().join("story");
    fs::create_dir(&story).unwrap();
    let deal = "The Nordvik Line paid 13 million crowns for the pier in May.";
    let share = "Toll revenue is shared between the Harbour Trust and the Nordvik Line until 2030.";
    let ended = "Toll revenue is no longer shared between the Nordvik Line and the Harbour Trust.";
    let mayor = "Mayor Lena Brandt of Ostra resigned on Friday over the sale of the ferry dock.";
    for (name, text) in [
        ("a.txt", format!("The toll deal\n\n{deal} {share}\n")),
        ("b.txt", format!("A pier changes hands\n\n{ended}\n\n{mayor}\n")),
        ("c.txt", format!("Dock sale costs mayor her office\n\n{mayor} {deal}\n")),
    ] {
        std::io::Write::write_all(
            &mut fs::File::create(story.join(name)).unwrap(),
            text.as_bytes(),
        )
        .unwrap();
    }
    let report = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["compare", "--format", "markdown"])
        .arg(&story)
        .env("HOME", home.path())
        .output()
        .unwrap();
    let report = String::from_utf8(report.stdout).unwrap();
    let (matters, rest) = report.split_once(" that several speak to, ").unwrap();
    let matters = matters.rsplit_once("\n\n").unwrap().1;
    let conflicts = rest.split_once('\n').unwrap().0;
    assert_eq!(conflicts, "1 with a conflict", "{report}");
    let mut session = setup().arg("story").start_at(home);
    session.wait_for("≠1");
    session.send("m");
    session.wait_for(&format!(" on {matters}, {conflicts}, 3 articles)"));
    session.send("qq");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn keys_wait_for_the_text_and_a_long_one_is_there_before_all_of_it_is_read() {
    let home = tempfile::tempdir().unwrap();
    let line = |number| format!("Boat {number} left the quay of Karrow with 40 cars on board.\n\n");
    let long: String = (0..9_600).map(line).collect();
    for (name, text) in [("short.txt", &line(1) as &str), ("long.txt", &long)] {
        fs::File::create(home.path().join(name))
            .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
            .unwrap();
    }
    let mut session = setup().arg("short.txt").start_at(home);
    session.wait_until("it is there", |seen| !seen.bytes().is_empty());
    session.send("/40 cars\r");
    session.wait_for("[1/1]");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    let mut session = setup().arg("long.txt").start_at(session.into_home());
    session.wait_for("Boat 1 left");
    session.wait_for("0% ");
    session.send("G");
    session.wait_for("Boat 9599 left");
    // Only a place in an article of which all is known is remembered.
    session.wait_until("its claims", |seen| !seen.text().contains("looking for claims"));
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    // Where reading ended there, the beginning is not shown first.
    let mut session = setup().arg("long.txt").start_at(session.into_home());
    session.wait_for("Boat 9599 left");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    let shown = session.seen(|seen| String::from_utf8_lossy(seen.bytes()).contains("Boat 12 "));
    assert!(!shown);
}

#[test]
fn reading_goes_on_where_it_ended() {
    let mut session = started();
    session.send("J");
    session.wait_for("The plates were still");
    session.send("}}}");
    session.send("\t");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    let session = setup().start_at(session.into_home());
    session.wait_for("▸ The works heard");
    // The keys go to the sidebar, as they did.
    session.wait_for("w why");
}

#[test]
fn marks_are_there_again_after_the_next_start() {
    let mut session = started();
    session.send("J");
    session.wait_for("The plates were still");
    session.send("MaK");
    session.wait_for("▸ Ferry line");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    let mut session = setup().start_at(session.into_home());
    session.wait_for("▸ Ferry line");
    session.wait_for(" left");
    session.send("'a");
    session.wait_for("▸ The works heard");
    session.send("\x0f");
    session.wait_for("▸ Ferry line");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn a_newcomer_is_greeted_once_and_the_tutorial_saves_nothing() {
    let mut session = started();
    session.wait_for("Welcome");
    session.send("j");
    session.wait_until("the greeting gone", |seen| !seen.text().contains("Welcome"));
    session.send(":tutor\r");
    session.wait_for("Five minutes with variorum");
    session.wait_for("practice");
    session.send("]1");
    session.wait_for("tagged claim: supported");
    session.send("q");
    session.wait_for("▸ Ferry line");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    assert_eq!(find(session.home(), "variorum.ron"), None);
    let mut session = setup().start_at(session.into_home());
    session.wait_for(" left");
    session.wait_for("saved");
    session.seen(|seen| assert!(!seen.text().contains("Welcome")));
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn reading_alone_leaves_no_store() {
    let mut session = started();
    session.send("jjJ]]K/ferry\r\x03q");
    assert_eq!(session.wait_for_end(), 0);
    let home = session.into_home();
    assert_eq!(find(home.path(), "variorum.ron"), None);
    assert_eq!(find(home.path(), "variorum.ron.lock"), None);
}

#[test]
fn what_was_decided_last_is_on_disk_after_a_signal() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut session = started();
        session.send("]a");
        session.wait_for("claim accepted");
        session.signal(signal);
        session.wait_for_end();
        session.assert_restored();
        let store = find(session.home(), "variorum.ron").unwrap();
        assert!(fs::read_to_string(store).unwrap().contains("Accepted"), "{signal:?}");
    }
}

#[test]
fn suspending_comes_back_to_the_same_screen() {
    let script = format!(
        "set -m; {} ; echo halted here; read line; fg >/dev/null; echo ended here",
        env!("CARGO_BIN_EXE_variorum")
    );
    let session = Setup::new("sh").arg("-c").arg(script).size(120, 40).start();
    session.wait_for("Hollen Line may fit");
    session.send("\x1a");
    session.wait_for("halted here");
    session.assert_restored();
    session.send("\n");
    session.wait_for("Hollen Line may fit");
    session.send("q");
    session.wait_for("ended here");
    session.assert_restored();
}

#[test]
fn a_damaged_store_is_set_aside_and_named() {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("mine.ron");
    fs::File::create(&store)
        .and_then(|mut file| {
            std::io::Write::write_all(&mut file, b"(version: 1, entries: [Tag((name: \"x\"")
        })
        .unwrap();
    let mut session = setup().arg("--store").arg(&store).start_at(home);
    session.wait_for("is damaged");
    session.wait_for(" left");
    session.send("]1");
    session.wait_for("is now called");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    let kept: Vec<String> = fs::read_dir(session.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("mine.ron.damaged"))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(fs::read_to_string(store).unwrap().contains("supported"));
}

#[test]
fn a_paste_outside_a_text_field_runs_no_command() {
    let mut session = started();
    session.send("\x1b[200~]1aq\x1b[201~");
    session.wait_for("pasted text is ignored");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    assert_eq!(find(session.home(), "variorum.ron"), None);
}

#[test]
fn small_and_changing_windows_are_drawn() {
    let mut session = started();
    for (columns, rows, shown) in
        [(60, 20, "Hollen Line may"), (10, 3, "too"), (80, 24, "Claims"), (200, 60, "▸")]
    {
        session.resize(columns, rows);
        session.wait_for(shown);
    }
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn an_unknown_theme_and_an_empty_folder_are_told_on_standard_error() {
    for (argument, told) in [("--theme=purple", "choose one of"), (".", "no articles")] {
        let mut session = setup().arg(argument).start();
        assert_eq!(session.wait_for_end(), 2);
        session.wait_for(told);
    }
}

#[test]
fn a_theme_file_that_is_none_is_told_and_left_out() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/variorum/themes");
    fs::create_dir_all(&folder).unwrap();
    fs::File::create(folder.join("mine.ron"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"{\"txt\": ()}"))
        .unwrap();
    let mut session = setup().start_at(home);
    session.wait_for("theme mine: there is no role");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn a_note_that_was_not_saved_is_there_again_after_the_next_start() {
    for end in ["\x1b", ""] {
        let mut session = started();
        session.send("]ihalf a thou");
        session.wait_for("half a thou");
        if end.is_empty() {
            session.signal(Signal::HUP);
        } else {
            session.send(end);
            session.wait_for("draft kept");
            session.send("q");
        }
        session.wait_for_end();
        let mut session = setup().start_at(session.into_home());
        session.wait_for(" left");
        session.wait_for("saved");
        session.send("i");
        session.wait_for("half a thou");
        session.send("ght\x13");
        session.wait_for("note on claim saved");
        session.send("q");
        assert_eq!(session.wait_for_end(), 0);
    }
}

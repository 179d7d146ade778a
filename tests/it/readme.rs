//! What the README and the crate's documentation show is what the program does.
//!
//! `VARIORUM_UPDATE=1 cargo test readme` writes the generated parts of the README anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use variorum::action::{ACTIONS, ActionInfo, Context, Group};
use variorum::keymap::Keymap;
use variorum::query;

use crate::pty::{Session, Setup};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Held while the README is read and written: several tests write parts of it.
static README: Mutex<()> = Mutex::new(());

/// Holds a part of the README against what it should be, or writes it.
fn check(part: &str, wanted: &str) {
    let _held = README.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap_or_default();
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- end of {part} -->"));
    let start = readme.find(&begin).map(|at| at + begin.len());
    let Some((start, stop)) = start.zip(readme.find(&end)) else {
        panic!("the README has no part called {part}");
    };
    if std::env::var_os("VARIORUM_UPDATE").is_some() {
        let written = format!("{}{wanted}{}", &readme[..start], &readme[stop..]);
        fs::File::create(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, written.as_bytes()))
            .expect("the README can be written");
        return;
    }
    let update = "write it anew with VARIORUM_UPDATE=1 cargo test readme";
    assert!(
        readme[start..stop] == *wanted,
        "the part {part} is not true any more; {update}:\n{wanted}"
    );
}

/// The sample story in a window of this size, once its articles are compared.
fn sample(columns: u16, rows: u16) -> Session {
    let session = Setup::new(env!("CARGO_BIN_EXE_variorum"))
        .size(columns, rows)
        .env("COLORTERM", "truecolor")
        .start();
    session.wait_for("Hollen Line may fit");
    session.wait_until("the claims of all articles", |seen| {
        let counted = |row: &str| {
            let list: String = row.chars().take(14).collect();
            list.contains("% · ") && list.contains('c')
        };
        seen.text().lines().filter(|row| counted(row)).count() == 5
    });
    session.wait_for("silent");
    session.wait_for("saved");
    session
}

#[test]
fn the_picture_is_a_frame_of_the_sample_story() {
    let mut session = sample(120, 32);
    session.send("]]2");
    session.wait_for("2:disputed");
    session.send("]h");
    session.wait_for("highlighted yellow");
    session.wait_for("saved");
    session.send("\x03");
    session.wait_for("? help");
    let frame = session.seen(|seen| seen.text());
    session.send("q");
    session.wait_for_end();
    check("picture", &picture(&frame));
}

#[test]
fn the_comparison_is_a_frame_of_the_sample_story() {
    let mut session = sample(120, 20);
    session.send("]]]=");
    // The last line is the last to come.
    session.wait_for("u undo");
    let frame = session.seen(|seen| seen.text());
    session.send("Q");
    session.wait_for_end();
    check("comparison", &picture(&frame));
}

fn picture(frame: &str) -> String {
    let lines: Vec<&str> = frame.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n").trim_end())
}

#[test]
fn the_keys_are_those_of_the_table() {
    let keymap = Keymap::default();
    let keys = |info: &ActionInfo| {
        let context = info.contexts.first().copied().unwrap_or(Context::Text);
        let keys = keymap.keys_of(context, info.action);
        keys.iter()
            .map(|keys| format!("`{}`", keys.replace('|', "\\|")))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut table = String::new();
    for group in Group::ALL {
        table.push_str(&format!(
            "\n**{}**\n\n| keys | command | does |\n|---|---|---|\n",
            group.name()
        ));
        for info in ACTIONS.iter().filter(|info| info.group == group) {
            let argument = info.argument.map_or_else(String::new, |it| format!(" {it}"));
            let row = format!("| {} | `:{}{argument}` | {} |\n", keys(info), info.name, info.doc);
            table.push_str(&row);
        }
    }
    check("keys", &(table.trim_start().to_owned() + "\n"));
}

#[test]
fn the_filter_is_that_of_the_table() {
    let row = |(typed, doc): &(String, String)| format!("| `{typed}` | {doc} |\n");
    let rows: String = query::help().iter().map(row).collect();
    check("filter", &format!("\n| typed | asks for |\n|---|---|\n{rows}\n"));
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let table = library.split("# Dependencies").nth(1).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    let names: Vec<&str> =
        dependencies.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    assert!(names.len() > 10);
    for name in names {
        let told = table.lines().filter_map(|line| line.split('|').nth(1));
        assert!(told.into_iter().any(|cell| cell.split(',').any(|it| it.trim() == name)), "{name}");
    }
}

#[test]
fn the_top_level_holds_what_is_expected() {
    const EXPECTED: [&str; 7] =
        ["Cargo.toml", "Cargo.lock", "src", "themes", "tests", "README.md", "CHANGELOG.md"];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let expected = EXPECTED.contains(&name.as_str())
            || name.starts_with('.')
            || name.starts_with("LICENSE")
            || name == "target"
            || name == "benches";
        assert!(expected, "{name}");
    }
}

//! Settings, widths, themes and the mouse, in the real program.

use std::fs;
use std::process::Command;

use variorum::config::{self, Config};

use crate::pty::{Session, Setup};

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");

fn setup() -> Setup {
    Setup::new(PROGRAM).size(120, 40).env("COLORTERM", "truecolor")
}

fn wait_until_it_stands(session: &Session) {
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.wait_for("saved");
}

/// The program with this file of settings.
fn configured(text: &str) -> Session {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/variorum");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.ron");
    fs::File::create(&file)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .unwrap();
    setup().arg("--config").arg(&file).start_at(home)
}

#[test]
fn the_printed_settings_are_those_that_hold() {
    let output = Command::new(PROGRAM).args(["config", "--default"]).output().unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(config::read("c", &printed, &[]), (Config::default(), Vec::new()));
}

#[test]
fn keys_tags_and_names_of_colours_are_the_readers() {
    let mut session = configured(
        r#"(
            colours: (yellow: "key figures"),
            tags: [(name: "to-check", digit: 7)],
            keys: {"everywhere": {"highlight": ["Ctrl-g"], "help": ["F2"]}},
        )"#,
    );
    wait_until_it_stands(&session);
    session.wait_for("Ctrl-g highlight");
    session.send("]7");
    session.wait_for("tagged claim: to-check");
    session.send("\x07");
    session.wait_for("highlighted key figures");
    session.send("\x1bOQ");
    session.wait_for("Keys: text");
    session.send("/F2\r");
    session.wait_for("show the keys, or close them");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn a_fault_in_the_settings_is_told_and_the_rest_holds() {
    let mut session = configured("(\n  mesure: 60,\n  mouse: false,\n  theme: \"sepia\",\n)");
    session.wait_for("config.ron:2: no setting is called \"mesure\"");
    assert_eq!(session.seen(|seen| seen.count(b"\x1b[?1000h")), 0);
    session.send("T");
    session.wait_for("theme: dusk");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn settings_that_are_named_and_not_there_are_an_error() {
    let mut session = setup().arg("--config").arg("/nowhere/config.ron").start();
    session.wait_for("config --default");
    assert_eq!(session.wait_for_end(), 2);
}

#[test]
fn a_light_background_takes_the_light_theme_and_is_asked_for_only_then() {
    const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
    let mut session = setup().start();
    session.wait_until("the question", |seen| seen.count(QUESTION) == 1);
    session.send("\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\");
    wait_until_it_stands(&session);
    // After the light theme, not after the dark one.
    session.send("T");
    session.wait_for("theme: paper");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);

    let mut session = setup().start_at(session.into_home());
    wait_until_it_stands(&session);
    assert_eq!(session.seen(|seen| seen.count(QUESTION)), 0);
    session.send("T");
    session.wait_for("theme: sepia");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn widths_set_by_hand_are_there_again_and_the_mouse_is_released() {
    let mut session = setup().start();
    wait_until_it_stands(&session);
    session.send("\t>>");
    session.wait_for("claims: 40 columns");
    session.send("gm");
    session.wait_until("the mouse released", |seen| seen.count(b"\x1b[?1000l") == 1);
    session.send("gm");
    session.wait_until("the mouse taken", |seen| seen.count(b"\x1b[?1000h") == 2);
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let mut session = setup().start_at(session.into_home());
    wait_until_it_stands(&session);
    session.send(">");
    session.wait_for("claims: 42 columns");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
}

/// The colours in what was sent, as the numbers of their sequences: of which kind they are.
fn kinds_of_colours(bytes: &[u8]) -> std::collections::BTreeSet<&'static str> {
    struct Colours(std::collections::BTreeSet<&'static str>);
    impl vte::Perform for Colours {
        fn csi_dispatch(&mut self, parameters: &vte::Params, _: &[u8], _: bool, action: char) {
            let numbers: Vec<u16> = parameters.iter().flatten().copied().collect();
            let mut rest = &numbers[..];
            while let ('m', [first, after @ ..]) = (action, rest) {
                rest = after;
                match (first, after) {
                    (38 | 48, [2, _, _, _, after @ ..]) => {
                        self.0.insert("true");
                        rest = after;
                    }
                    (38 | 48, [5, index, after @ ..]) => {
                        self.0.insert(if *index < 16 { "sixteen" } else { "indexed" });
                        rest = after;
                    }
                    (30..=37 | 40..=47 | 90..=97 | 100..=107, _) => {
                        self.0.insert("sixteen");
                    }
                    _ => {}
                }
            }
        }
    }
    let mut colours = Colours(std::collections::BTreeSet::new());
    vte::Parser::new().advance(&mut colours, bytes);
    colours.0
}

/// Each row: what the environment says, and the kinds that may be sent, the richest of which is.
#[test]
fn no_more_colours_are_sent_than_the_terminal_has() {
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let table: [Row<'_>; 5] = [
        (&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], &[]),
        (&[("TERM", "xterm")], &["sixteen"]),
        (&[("TERM", "linux")], &["sixteen"]),
        (&[("TERM", "xterm-256color")], &["sixteen", "indexed"]),
        (&[("COLORTERM", "truecolor")], &["sixteen", "indexed", "true"]),
    ];
    for (variables, most) in table {
        let setup = variables
            .iter()
            .fold(Setup::new(PROGRAM).size(120, 40), |it, (name, value)| it.env(name, *value));
        let mut session = setup.start();
        wait_until_it_stands(&session);
        session.send("]2h/ferry\r=");
        session.wait_for("other wordings");
        session.send("qm");
        session.wait_for("Matrix");
        session.send("Q");
        assert_eq!(session.wait_for_end(), 0);
        let found = session.seen(|seen| kinds_of_colours(seen.bytes()));
        let last = most.last();
        assert!(found.iter().all(|kind| most.contains(kind)), "{variables:?}: {found:?}");
        assert!(last.is_none_or(|last| found.contains(last)), "{variables:?}: {found:?}");
    }
}

#[test]
fn in_ascii_nothing_else_is_drawn_in_any_view() {
    let home = tempfile::tempdir().unwrap();
    let text = "# The sale\n\nThe board sold 40 ferries on 3 May 2027. It got 12 million crowns.\n";
    for (name, said) in [("a.md", text.to_owned()), ("b.md", text.replace("40", "41"))] {
        fs::File::create(home.path().join(name))
            .and_then(|mut file| std::io::Write::write_all(&mut file, said.as_bytes()))
            .unwrap();
    }
    let setup = Setup::new(PROGRAM).arg("--ascii").arg("a.md").arg("b.md").size(120, 40);
    let mut session = setup.start_at(home);
    session.wait_for("40 ferries");
    session.wait_for(" left");
    session.send("]2aihalf a note\x13");
    session.wait_for("note on claim saved");
    session.send("=");
    session.wait_until("the other wording", |seen| {
        seen.text().contains("other wording") && !seen.text().contains("still being compared")
    });
    session.send("q");
    loop {
        session.send("m");
        session.wait_until("the matrix, or why not", |seen| {
            ["Matrix", "still being compared"].iter().any(|it| seen.text().contains(it))
        });
        if session.seen(|seen| seen.text().contains("Matrix")) {
            break;
        }
        session.send("j");
        session.wait_until("no message", |seen| !seen.text().contains("still being"));
    }
    for (keys, shown) in [("qgt", "Highlights, notes"), ("q?", "Keys")] {
        session.send(keys);
        session.wait_for(shown);
    }
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.seen(|seen| {
        let foreign: String =
            String::from_utf8_lossy(seen.bytes()).chars().filter(|it| !it.is_ascii()).collect();
        assert_eq!(foreign, "");
    });
}

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

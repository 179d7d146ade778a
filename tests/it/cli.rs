//! The commands without a screen, as a shell sees them.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use variorum::action::Action;
use variorum::app::update::OF_THE_SHELL;

fn variorum(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn output(arguments: &[&str]) -> (i32, String, String) {
    told(&variorum(arguments).output().unwrap())
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn put(path: &Path, text: &str) -> String {
    File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_sample_story_is_listed() {
    let (code, out, err) = output(&["list"]);
    assert_eq!((code, out.lines().count(), err.as_str()), (0, 6, ""));
}

#[test]
fn what_is_no_text_is_told_and_is_no_article() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("a.txt"), "The toll deal\n\nThe line paid 13 million crowns in May.\n");
    put(&home.path().join("b.txt"), "\u{7f}ELF\u{0}\u{0}");
    let folder = home.path().to_str().unwrap();
    for command in ["list", "text", "claims", "compare", "export"] {
        let run = variorum(&[command, folder]).env("HOME", home.path()).output().unwrap();
        let (code, out, err) = told(&run);
        assert_eq!(code, 2, "{command}: {err}");
        assert!(err.contains("b.txt: is not text; open a text"), "{command}: {err}");
        assert!(!out.contains("b.txt") && !out.contains("ELF"), "{command}: {out}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    for (flag, words) in [("--help", "Examples:"), ("--version", "variorum ")] {
        let (code, out, err) = output(&[flag]);
        assert!(out.contains(words), "{out}");
        assert_eq!((code, err.as_str()), (0, ""));
    }
}

#[test]
fn in_the_reader_every_command_is_one_there_or_is_told_to_be_the_shells() {
    let (_, help, _) = output(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let all: Vec<&str> = listed.map_while(|line| line.split_whitespace().next()).collect();
    assert!(all.contains(&"compare"), "{help}");
    let is_there = |name: &str| Action::named(name).is_some();
    for name in &all {
        assert!(is_there(name) != OF_THE_SHELL.contains(name), "{name}");
    }
    assert!(OF_THE_SHELL.iter().all(|name| all.contains(name)));
}

#[test]
fn wrong_usage_is_told_and_ends_with_2() {
    let cases: [&[&str]; 4] =
        [&["--nonsense"], &["text"], &["claims", "--format", "xml", "a"], &["completions", "dos"]];
    for arguments in cases {
        let (code, out, err) = output(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("--help"), "{arguments:?}: {err}");
    }
}

#[test]
fn one_unreadable_file_among_several() {
    let folder = tempfile::tempdir().unwrap();
    let first = put(&folder.path().join("a.txt"), "The boat left at noon.\n");
    let second = put(&folder.path().join("b.txt"), "The bridge opened in May.\n");
    let gone = folder.path().join("gone.txt").to_str().unwrap().to_owned();
    let (code, out, err) = output(&["text", &first, &gone, "/dev/zero", &second]);
    assert_eq!(code, 2);
    assert!(out.contains("left at noon") && out.contains("opened in May"), "{out}");
    let told: Vec<&str> = err.lines().collect();
    assert_eq!(told.len(), 2, "{err}");
    assert!(told[0].starts_with(&format!("variorum: {gone}: ")), "{err}");
    assert!(told[1].starts_with("variorum: /dev/zero: is a device"), "{err}");
}

#[test]
fn a_query_that_cannot_be_read_and_a_store_that_is_not_there_end_with_2() {
    let (code, out, err) = output(&["export", "--query", "kind:quantities"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "variorum: filter: kind:quantities is not known; did you mean kind:quantity?\n"
    );
    let (code, out, err) = output(&["list", "--query", "-is:note", "--store", "/nowhere/s.ron"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "variorum: /nowhere/s.ron: there is no such store; check --store\n");
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(&folder.path().join("a.txt"), "The boat left at noon.\n");
    let mut command = variorum(&["text", "--format", "jsonl", "-"]);
    let piped = command.stdin(File::open(path).unwrap()).output().unwrap();
    let (code, out, err) = told(&piped);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with(r#"{"path":"-","title":"#), "{out}");
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn a_broken_pipe_is_quiet() {
    for arguments in [&["list"][..], &["man"], &["--help"], &["completions", "bash"]] {
        // Nobody will ever read: the first write fails.
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let child = variorum(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let (code, _, err) = told(&child.wait_with_output().unwrap());
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn output_that_cannot_be_written_is_told() {
    for arguments in [&["list"][..], &["--help"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let (code, _, err) = told(&variorum(arguments).stdout(full).output().unwrap());
        assert_eq!(code, 2);
        assert!(err.starts_with("variorum: standard output: "), "{err}");
    }
}

#[test]
fn plain_prints_each_article_with_its_claims() {
    let folder = tempfile::tempdir().unwrap();
    let first = put(&folder.path().join("a.txt"), "The ferry left at noon with 40 cars.\n");
    let second = put(&folder.path().join("b.txt"), "Who knows?\n");
    let (code, out, err) = output(&["--plain", &first, &second]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Article 1 of 2\n\n# "), "{out}");
    assert!(out.contains("1 claim\nClaim 1: The ferry left at noon with 40 cars.\n"), "{out}");
    assert!(out.contains("\nArticle 2 of 2\n") && out.ends_with("No claims\n"), "{out}");
    let (code, out, _) = output(&["--plain"]);
    assert!(code == 0 && out.contains("Article 5 of 5"), "{out}");
}

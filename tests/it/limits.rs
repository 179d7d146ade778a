//! What is too large, too deep, no file or no text: each is told, and the rest of the story is open.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::pty::{Session, Setup};
use crate::user::without_privileges;

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");

fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::File::create(path).unwrap().write_all(bytes.as_ref()).unwrap();
}

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

/// Waits until an article in front is told to be so.
fn next(session: &Session, told: &str) {
    session.send("J");
    session.wait_for(told);
}

#[test]
fn one_article_that_cannot_be_read_leaves_the_others_open() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    put(&path("config.ron"), "(article_limit: 2)");
    put(&path("a.txt"), "The ferry left at noon and carried 40 cars.\n");
    fs::File::create(path("b.txt")).unwrap().set_len(2 * 1024 * 1024 + 1).unwrap();
    pipe(&path("c.txt"));
    let _listener = UnixListener::bind(path("d.txt")).unwrap();
    symlink("/dev/zero", path("e.txt")).unwrap();
    symlink("f.txt", path("f.txt")).unwrap();
    put(&path("g.txt"), b"\x7fELF\x02\0\0\0");
    put(&path("h.html"), format!("<html><body>{}Deep down.", "<div>".repeat(100_000)));
    put(&path("i.html"), "<p a=\"".to_owned() + &"x ".repeat(900_000));
    put(&path("j.txt"), b"The caf\xe9 was sold on 3 May 2027.");
    put(&path("k.txt"), "Sold\u{202e} for\u{7} 12 crowns.");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g.txt", "h.html"];
    let setup = Setup::new(PROGRAM).arg("--config").arg("config.ron").size(120, 40);
    let setup =
        names.iter().chain(&["i.html", "j.txt", "k.txt"]).fold(setup, |it, name| it.arg(*name));
    let session = setup.start_at(home);
    session.wait_for("40 cars");
    for told in [
        "b.txt: is larger than 2 MB",
        "c.txt: is a pipe, not a text",
        "d.txt: is a socket",
        "e.txt: is a device, not a text",
    ] {
        next(&session, told);
    }
    // A link to itself was told at the start: there is nothing to be read.
    next(&session, "g.txt: is not text");
    next(&session, "h.html: elements are nested too deeply");
    session.wait_for("Deep down.");
    next(&session, "i.html");
    next(&session, "j.txt: not UTF-8: read as windows-1252");
    session.wait_for("The café was sold");
    next(&session, "k.txt: 2 hidden characters removed or made visible");
    session.wait_for("Sold for␇ 12");
    session.wait_for("saved");
    let effort = session.effort().unwrap();
    assert!(effort < Duration::from_secs(20), "{effort:?}");
    let mut session = session;
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn a_store_and_themes_that_are_pipes_are_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    fs::create_dir_all(path("config/variorum/themes")).unwrap();
    fs::create_dir(path("story")).unwrap();
    pipe(&path("config/variorum/themes/mine.ron"));
    pipe(&path("story/variorum.ron"));
    put(&path("story/a.txt"), "The ferry left at noon and carried 40 cars.\n");
    let mut session = Setup::new(PROGRAM).arg("story").size(120, 40).start_at(home);
    session.wait_for("40 cars");
    session.wait_for("it is not a regular file");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn brackets_in_brackets_are_told_with_the_file_they_are_in() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    for folder in ["config/variorum/themes", "data/variorum", "state/variorum/drafts", "story"] {
        fs::create_dir_all(path(folder)).unwrap();
    }
    put(&path("story/a.txt"), "The ferry left at noon and carried 40 cars.\n");
    // What is unknown is passed over, however deep it is.
    let places = [
        ("config/variorum/config.ron", "(tags: "),
        ("config/variorum/themes/deep.ron", "{\"text\": (fg: "),
        ("data/variorum/variorum.ron", "(version: 1, entries: [Later((id: "),
        ("data/variorum/variorum (conflicted copy).ron", "(version: 1, entries: [Annotation((id: "),
        ("state/variorum/session.ron", "(version: 2, more: "),
        ("state/variorum/drafts/1.ron", "(version: 1, drafts: [(more: "),
    ];
    for (name, begun) in places {
        put(&path(name), [begun, &"[".repeat(100_000)].concat());
    }
    let session = Setup::new(PROGRAM).arg("--log").arg("log").arg("story").size(120, 40);
    let mut session = session.start_at(home);
    session.wait_for("40 cars");
    session.wait_for("variorum.ron: ");
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let log = fs::read_to_string(session.home().join("log")).unwrap();
    for told in [
        "config.ron:1: nested too deeply",
        "theme deep: ",
        "variorum.ron: ",
        "session.ron: ",
        "1.ron: ",
    ] {
        assert!(
            log.lines().any(|it| it.contains("problem: ") && it.contains(told)),
            "{told}:\n{log}"
        );
    }
    let check = Setup::new(PROGRAM).arg("check").size(300, 40);
    let mut check = check.start_at(session.into_home());
    check.wait_for("variorum.ron: damaged");
    check.wait_for("(conflicted copy).ron cannot be read");
    assert_eq!(check.wait_for_end(), 1);
}

/// A text of so many megabytes that reads slowly: each line is looked at by itself.
fn slow(megabytes: usize) -> String {
    "The ferry left.\n".repeat(megabytes << 16)
}

/// Halts a process for longer than an article may take, then lets it go on.
fn outlast(process: u32) {
    let signal = |name: &str| {
        let status = std::process::Command::new("kill").arg(name).arg(process.to_string()).status();
        assert!(status.unwrap().success());
    };
    signal("-STOP");
    std::thread::sleep(Duration::from_millis(10_200));
    signal("-CONT");
}

#[test]
fn what_takes_too_long_ends_by_itself_and_can_be_read_again() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("slow.txt"), slow(24));
    put(&home.path().join("z.txt"), "The ferry left at noon and carried 40 cars.\n");
    let mut command = std::process::Command::new(PROGRAM);
    command.args(["text", "slow.txt", "z.txt"]).current_dir(home.path());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let command = command.spawn().unwrap();
    let session = Setup::new(PROGRAM).arg("slow.txt").arg("z.txt").size(120, 40).start_at(home);
    session.wait_for("reading...");
    // What is being read while the program is halted takes too long, too: the other one has its claim.
    session.wait_for("1c");
    let (other, reader) = (command.id(), u32::try_from(session.process()).unwrap());
    let halted = [other, reader].map(|it| std::thread::spawn(move || outlast(it)));
    for each in halted {
        each.join().unwrap();
    }
    let printed = command.wait_with_output().unwrap();
    assert_eq!(printed.status.code(), Some(2));
    let told = String::from_utf8(printed.stderr).unwrap();
    assert!(
        told.contains("slow.txt: takes longer than 10 s to read; cut it into articles"),
        "{told}"
    );
    assert!(String::from_utf8(printed.stdout).unwrap().contains("40 cars"));

    // In the list and in the pane: who goes on with the others may be heard last at the bottom.
    session.wait_for("takes longer than 10 s");
    session.wait_for("(R reads");
    next(&session, "40 cars");
    session.send("K");
    session.wait_for("(R reads");
    put(&session.home().join("slow.txt"), "Nobody was on the quay to see it go.\n");
    session.send("R");
    session.wait_for("Nobody was on the quay");
    let mut session = session;
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn esc_stops_what_is_being_read_and_it_can_be_read_again() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("slow.txt"), slow(24));
    let session = Setup::new(PROGRAM).arg("slow.txt").size(120, 40).start_at(home);
    session.wait_for("reading...");
    let before = session.effort().unwrap();
    session.send("\x1b");
    session.wait_for("R goes on, and an article that you open is read");
    session.wait_for("reading was stopped; R goes on");
    put(&session.home().join("slow.txt"), "Nobody was on the quay to see it go.\n");
    session.send("R");
    session.wait_for("Nobody was on the quay");
    // Nothing of what was stopped goes on.
    let effort = session.effort().unwrap().saturating_sub(before);
    println!("limits: {effort:?} of work after reading was stopped");
    assert!(effort < Duration::from_secs(3), "{effort:?}");
    quit(session);
}

#[test]
fn commands_and_standard_input_keep_to_the_limit_that_is_set() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("config.ron"), "(article_limit: 1)");
    put(&home.path().join("large.txt"), slow(2));
    put(&home.path().join("small.txt"), "The ferry left.\n");
    let run = |line: &[&str], input: &str| {
        let input = fs::File::open(home.path().join(input)).unwrap();
        let mut command = std::process::Command::new(PROGRAM);
        command.args(line).current_dir(home.path()).stdin(input);
        let done = command.env("HOME", home.path()).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    for command in ["list", "text", "claims", "compare", "--plain"] {
        for path in ["large.txt", "-"] {
            let (code, told) = run(&["--config", "config.ron", command, path], "large.txt");
            assert!(told.contains("is larger than 1 MB"), "{command} {path}: {told}");
            assert_eq!(code, Some(2), "{command} {path}");
        }
    }
    assert_eq!(run(&["--config", "config.ron", "text", "-"], "small.txt").0, Some(0));
    let (code, told) = run(&["--config", "none.ron", "text", "-"], "small.txt");
    assert!(code == Some(2) && told.contains("none.ron: No such file"), "{told}");
}

fn quit(mut session: Session) {
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn what_may_not_or_cannot_be_read_is_told_and_the_rest_is_open() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    let forbid = |name: &str| {
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o000)).unwrap();
    };
    fs::create_dir(path("story")).unwrap();
    put(&path("a.txt"), "The ferry left at noon and carried 40 cars.\n");
    put(&path("b.txt"), "Nobody was on the quay to see it go.\n");
    // A file that opens, and fails when it is read.
    symlink("/proc/self/mem", path("c.txt")).unwrap();
    forbid("b.txt");
    forbid("story");
    let Some(setup) = without_privileges(home.path()) else { return };
    let names = ["a.txt", "b.txt", "c.txt", "story"];
    let setup = setup.size(120, 40);
    let session = names.iter().fold(setup, |setup, it| setup.arg(*it)).start_at(home);
    session.wait_for("40 cars");
    session.wait_for("story: reading it is not permitted; change its permissions");
    next(&session, "b.txt: reading it is not");
    session.wait_for("another file (R reads it again)");
    next(&session, "c.txt: cannot be read: Input");
    // What was forbidden is read once it is allowed.
    let open = fs::Permissions::from_mode(0o600);
    fs::set_permissions(session.home().join("b.txt"), open).unwrap();
    session.send("KR");
    session.wait_for("Nobody was on the quay");
    quit(session);
}

#[test]
fn a_command_prints_the_rest_where_reading_fails() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("a.txt"), "The ferry left at noon and carried 40 cars.\n");
    let mut command = std::process::Command::new(PROGRAM);
    command.args(["text", "/proc/self/mem", "a.txt"]).current_dir(home.path());
    let done = command.env("HOME", home.path()).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(told.contains("/proc/self/mem: cannot be read: Input/output error"), "{told}");
    assert!(String::from_utf8(done.stdout).unwrap().contains("40 cars"));
}

//! What the reader hands to other programs: quotes to the clipboard, addresses to an opener.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use crate::pty::{Session, Setup};

/// A home with programs in `bin` that write their arguments, one a line, and their input to a
/// file of their name.
fn home(programs: &[&str]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    for name in programs {
        let log = home.path().join(format!("{name}.log"));
        let log = log.display();
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' $# \"$@\" >{log}.new\ncat >>{log}.new\nmv {log}.new {log}\n"
        );
        put(&bin.join(name), &script);
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(bin.join(name), mode).unwrap();
    }
    home
}

fn put(path: &Path, text: &str) {
    let mut file = fs::File::create(path).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
}

fn start(home: TempDir, article: &str, variables: &[(&str, &str)]) -> Session {
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", home.path().join("bin").display());
    put(&home.path().join("article.md"), article);
    let mut setup = Setup::new(env!("CARGO_BIN_EXE_variorum"))
        .arg("article.md")
        .size(120, 40)
        .env("PATH", path);
    for (name, value) in variables {
        setup = setup.env(name, *value);
    }
    let session = setup.start_at(home);
    session.wait_for("The harbour board sold");
    session.wait_for("saved");
    session
}

fn article(url: &str) -> String {
    format!(
        "---\ntitle: The ferry\noutlet: Harbour Post\nurl: {url}\n---\n\n\
         The harbour board sold 40 ferries on 3 May 2027.\n"
    )
}

/// Waits until a fake program has run, and gives what it wrote down.
fn log(session: &Session, name: &str) -> String {
    let path = session.home().join(format!("{name}.log"));
    session.wait_on_disk(&path);
    fs::read_to_string(path).unwrap()
}

const URL: &str = "https://post.example/a?x=1&y=$(id);z";

#[test]
fn an_address_is_shown_and_handed_over_as_one_argument() {
    let session = start(home(&["xdg-open", "open"]), &article(URL), &[]);
    session.send("o");
    session.wait_for(&format!("Open {URL} outside?"));
    session.send("y");
    session.wait_for("opening https");
    assert_eq!(log(&session, "xdg-open"), format!("1\n{URL}\n"));
}

#[test]
fn the_readers_browser_is_asked_first() {
    let session =
        start(home(&["xdg-open", "own-browser"]), &article(URL), &[("BROWSER", "own-browser")]);
    session.send("o");
    session.wait_for("outside?");
    session.send("y");
    assert_eq!(log(&session, "own-browser"), format!("1\n{URL}\n"));
}

#[test]
fn without_an_address_the_file_is_opened() {
    let text = "The harbour board sold 40 ferries on 3 May 2027.\n";
    let session = start(home(&["xdg-open", "open"]), text, &[("BROWSER", "never")]);
    session.send("o");
    session.wait_for("article.md outside?");
    session.send("y");
    let path = session.home().join("article.md");
    assert_eq!(log(&session, "xdg-open"), format!("1\n{}\n", path.display()));
}

#[test]
fn hostile_addresses_are_never_handed_over() {
    for url in ["javascript:alert(1)", "-version", "file:///etc/passwd", "https://a@b.example/"] {
        let mut session = start(home(&["xdg-open", "open"]), &article(url), &[]);
        session.send("o");
        session.wait_until("a refusal, or the file", |seen| {
            seen.text().contains("not opened:") || seen.text().contains("article.md outside?")
        });
        session.send("nq");
        assert_eq!(session.wait_for_end(), 0);
        assert!(!session.home().join("xdg-open.log").exists(), "{url}");
    }
}

#[test]
fn no_is_no() {
    let mut session = start(home(&["xdg-open", "open"]), &article(URL), &[]);
    session.send("o");
    session.wait_for("outside?");
    session.send("n");
    session.wait_for("nothing was opened");
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    assert!(!session.home().join("xdg-open.log").exists());
}

#[test]
fn a_quote_goes_to_the_desktops_clipboard() {
    let session = start(home(&["wl-copy"]), &article(URL), &[("WAYLAND_DISPLAY", "w")]);
    session.send("y");
    session.wait_for("with its source, by wl-copy");
    let log = log(&session, "wl-copy");
    assert!(log.contains("“The harbour board sold 40 ferries on 3 May 2027.”"), "{log}");
    assert!(log.ends_with(&format!("{URL}\n")), "{log}");
}

#[test]
fn over_ssh_and_in_tmux_a_quote_goes_to_the_terminal() {
    let variables = [("WAYLAND_DISPLAY", "w"), ("SSH_TTY", "/dev/pts/9"), ("TMUX", "/tmp/x")];
    let mut session = start(home(&["wl-copy"]), &article(URL), &variables);
    session.send("y");
    session.wait_for("handed to the terminal's clipboard");
    session.wait_until("both sequences", |seen| {
        seen.count(b"\x1b]52;c;4oCc") == 2 && seen.count(b"\x1bPtmux;\x1b\x1b]52;c;4oCc") == 1
    });
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    assert!(!session.home().join("wl-copy.log").exists());
}

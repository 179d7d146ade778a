//! What the reader hands to other programs: quotes to the clipboard, addresses to an opener.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use crate::pty::{Seen, Session, Setup};

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

/// Two hundred addresses made to be more than an address.
fn hostile_addresses() -> Vec<String> {
    let schemes = [
        "https://post.example/",
        "http://post.example",
        "mailto:a@post.example",
        "javascript:",
        "file://",
        "data:text/html,",
        "",
        "-",
        "--",
        "/",
        "//post.example/",
        "ssh://",
        "HTTPS://",
        "vbscript:",
        "https:",
        "https://a@post.example/",
        "ftp://post.example/",
        "xdg-open:",
        "https://-o",
        "mailto:",
    ];
    let rests = [
        ";touch spoilt",
        "$(touch spoilt)",
        "`touch${IFS}spoilt`",
        ";touch${IFS}spoilt",
        "$(id)&x|y;z",
        "x -o y",
        "\u{202e}gpj.exe",
        "%0a-x%s",
        "'\"\\",
        "p\u{430}th",
    ];
    let pair = |scheme: &str| rests.map(|rest| format!("{scheme}{rest}"));
    schemes.iter().flat_map(|scheme| pair(scheme)).collect()
}

#[test]
fn of_two_hundred_hostile_addresses_one_argument_is_handed_over_or_nothing() {
    let home = home(&[]);
    let logs = home.path().join("logs");
    let story = home.path().join("story");
    fs::create_dir(&logs).unwrap();
    fs::create_dir(&story).unwrap();
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' $# \"$@\" >{0}/$$.new\nmv {0}/$$.new {0}/$$.log\n",
        logs.display()
    );
    for name in ["xdg-open", "open"] {
        put(&home.path().join("bin").join(name), &script);
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(home.path().join("bin").join(name), mode).unwrap();
    }
    let addresses = hostile_addresses();
    assert_eq!(addresses.len(), 200);
    for (number, address) in addresses.iter().enumerate() {
        let text = format!("{}\n\nSheet {number:03}.\n", article(address));
        put(&story.join(format!("{number:03}.md")), &text);
    }
    let path = format!("{}:{}", home.path().join("bin").display(), std::env::var("PATH").unwrap());
    let setup = Setup::new(env!("CARGO_BIN_EXE_variorum")).arg("story").env("PATH", path);
    let mut session = setup.size(120, 40).start_at(home);
    session.wait_for("The harbour board sold");
    session.wait_for("(200)");
    let (mut asked, mut refused) = (0, 0);
    for number in 0..addresses.len() {
        if number > 0 {
            session.send("J");
        }
        // What is still said of the article before is no answer.
        let marker = format!("Sheet {number:03}.");
        session.wait_until("the next article", |seen| {
            let text = seen.text();
            text.contains(&marker) && !text.contains("outside?") && !text.contains("not opened:")
        });
        session.send("o");
        session.wait_until("a question or a refusal", |seen| {
            seen.text().contains("outside?") || seen.text().contains("not opened:")
        });
        if session.seen(|seen| seen.text().contains("outside?")) {
            asked += 1;
            press(&session, "y");
        } else {
            refused += 1;
        }
    }
    while fs::read_dir(&logs).unwrap().filter(|it| is_log(it.as_ref().unwrap())).count() < asked {
        press(&session, "\x0c");
    }
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    let own = story.to_str().unwrap();
    for entry in fs::read_dir(&logs).unwrap() {
        let log = fs::read_to_string(entry.unwrap().path()).unwrap();
        let [count, address] = log.lines().collect::<Vec<_>>()[..] else { panic!("{log:?}") };
        assert_eq!(count, "1");
        let may = ["https://", "HTTPS://", "http://", "mailto:a@post.example", own];
        assert!(may.iter().any(|it| address.starts_with(it)), "{address}");
        assert!(!address.contains([' ', '`', '"', '\\']) || address.starts_with(own), "{address}");
    }
    let spoilt = [session.home().join("spoilt"), story.join("spoilt")];
    assert!(!spoilt.iter().any(|path| path.exists()));
    println!("outside: {asked} of 200 addresses could be opened, {refused} were refused");
    assert_eq!((asked, refused), (8, 192));
}

fn is_log(entry: &fs::DirEntry) -> bool {
    entry.path().extension().is_some_and(|it| it == "log")
}

/// Sends keys, and waits for the frame after them.
fn press(session: &Session, keys: &str) {
    let whole = |seen: &Seen| seen.count(b"\x1b[?2026l");
    let before = session.seen(whole);
    session.send(keys);
    session.wait_until("the next frame", |seen| whole(seen) > before);
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

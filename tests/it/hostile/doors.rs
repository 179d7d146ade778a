//! Hostile text through the real program: commands, their errors, and the reader.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;

use fastrand::Rng;
use tempfile::TempDir;

use super::checker::refused;
use super::shapes::{self, Format};
use crate::pty::{Seen, Session, Setup};

/// How many articles there are that everything is done with.
const ARTICLES: usize = 60;
/// How many there are that are looked at.
const MANY: usize = 10_000;

/// A home with a story of so many hostile articles under hostile names, and what is no article.
fn home(articles: usize, random: &mut Rng) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let story = home.path().join("story");
    fs::create_dir(&story).unwrap();
    for number in 0..articles {
        let format = Format::ALL[number % Format::ALL.len()];
        let name = OsString::from_vec(shapes::name(number, format));
        let article = shapes::article(random, format);
        assert!(!refused(&article).is_empty(), "{}", article.escape_ascii());
        put(&story.join(name), &article);
    }
    for number in articles..articles + 4 {
        let name = OsString::from_vec(shapes::name(number, Format::Plain));
        symlink("nowhere", story.join(name)).unwrap();
    }
    home
}

fn put(path: &Path, bytes: &[u8]) {
    let mut file = fs::File::create(path).unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
}

fn variorum() -> Setup {
    Setup::new(env!("CARGO_BIN_EXE_variorum"))
}

/// What is on no list in all that a session sent.
fn offences(session: &Session) -> BTreeMap<String, usize> {
    session.seen(|seen| refused(seen.bytes()))
}

fn quit(mut session: Session) -> TempDir {
    session.send("Q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    // Not before all has come: half a frame has sequences without an end.
    assert_eq!(offences(&session), BTreeMap::new());
    session.into_home()
}

/// Shows every article, then sends hostile text into everything that takes text; the home, with a
/// store that holds it.
fn read(home: TempDir, random: &mut Rng) -> TempDir {
    let session = variorum().arg("story").size(120, 40).start_at(home);
    session.wait_for(&format!("({ARTICLES})"));
    session.wait_for(" left");
    for _ in 1..ARTICLES {
        press(&session, b"J");
    }
    // What opens a line to be typed, and what ends it.
    let plays: [(&[u8], &[u8]); 8] = [
        (b"]i", b"\x13"),
        (b"t", b"\r"),
        (b"/", b"\r"),
        (b"g/", b"\x03"),
        (b":", b"\r"),
        (b"gi", b"\x13"),
        (b"g+", b"\r"),
        (b"f", b"\x03"),
    ];
    for (before, after) in plays {
        for _ in 0..3 {
            press(&session, before);
            press(&session, &[b"\x1b[200~", &shapes::any(random)[..], b"words\x1b[201~"].concat());
            press(&session, after);
            session.send("\x03");
        }
    }
    session.wait_for("saved");
    session.send("o");
    session.send("\x03");
    quit(session)
}

/// Sends keys, and waits for the frame after them.
fn press(session: &Session, keys: &[u8]) {
    let whole = |seen: &Seen| seen.count(b"\x1b[?2026l");
    let before = session.seen(whole);
    session.send(keys);
    session.wait_until("the next frame", |seen| whole(seen) > before);
}

#[test]
fn nothing_that_is_read_or_typed_steers_the_terminal() {
    let mut random = Rng::with_seed(3);
    let home = read(home(ARTICLES, &mut random), &mut random);
    let store = home.path().join("data/variorum/variorum.ron");
    let kept = fs::read_to_string(&store).unwrap();
    assert!(
        kept.contains("words") && !kept.chars().any(|it| it.is_control() && it != '\n'),
        "{kept}"
    );
    let home = commands(home, &mut random);
    // Stores are handed on: what one holds may be of another's making.
    put(&store, spoilt(&kept).as_bytes());
    let home = look_at_all(home);
    commands(home, &mut random);
}

/// A store in which what was written by hand and what is said of articles is hostile.
fn spoilt(store: &str) -> String {
    const HARM: &str = r"\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}\u{7f}\r";
    // Lines of ASCII take another way to the screen.
    const LINE: &str = r"evidence \u{1b}]0;x\u{7}";
    let spoilt = store.replace("words", &format!("words {HARM}"));
    let spoilt = spoilt.replace("evidence", LINE);
    spoilt.replace("Ferry", &format!("Ferry {HARM}")).replace("Post", &format!("Post {HARM}"))
}

/// Opens every list of what the store holds.
fn look_at_all(home: TempDir) -> TempDir {
    let session = variorum().arg("story").size(120, 40).start_at(home);
    session.wait_for(&format!("({ARTICLES})"));
    session.wait_for(" left");
    for list in ["gt", "gu", "gT", "gR", "gx", "m", "]="] {
        press(&session, list.as_bytes());
        press(&session, b"\x0c");
        session.send("\x03");
    }
    quit(session)
}

/// Runs every command that prints, on hostile articles and with hostile arguments.
fn commands(home: TempDir, random: &mut Rng) -> TempDir {
    let printed = [
        "list story",
        "list --format json story",
        "list --query is:note story",
        "text story",
        "text --format jsonl story",
        "claims --all story",
        "claims --format jsonl story",
        "compare story",
        "compare --format json story",
        "compare --format csv story",
        "compare --format markdown story",
        "export",
        "export --format json",
        "export story",
        "check",
        "check story",
        "check --format json story",
        "restore --list",
    ];
    // A star is a hostile word.
    let failing = [
        "*",
        "list *",
        "text * *",
        "claims --format *",
        "--*",
        "--theme *",
        "--theme=* story",
        "--store nowhere/* story",
        "--store */x.ron story",
        "--config * story",
        "--log */* story",
        "export --query kind:*",
        "export --store *",
        "list --query *:* story",
        "check --store *",
        "restore *",
        "restore --store * *",
        "merge * * *",
        "locate *",
        "completions *",
    ];
    let mut home = home;
    let (mut sent, mut found) = (0, BTreeMap::new());
    let failing = failing.iter().flat_map(|line| [line; 3]);
    for line in printed.iter().chain(failing) {
        let mut setup = variorum().size(200, 50);
        for argument in line.split(' ') {
            let mut filled = Vec::new();
            for byte in argument.bytes() {
                match byte {
                    b'*' => filled.extend(shapes::word(random)),
                    other => filled.push(other),
                }
            }
            setup = setup.arg(OsString::from_vec(filled));
        }
        let mut session = setup.stdin(Stdio::null()).start_at(home);
        session.wait_for_end();
        sent += session.seen(|seen| seen.bytes().len());
        for (what, count) in offences(&session) {
            *found.entry(format!("{line}: {what}")).or_default() += count;
        }
        home = session.into_home();
    }
    println!("hostile: {sent} bytes printed");
    assert_eq!(found, BTreeMap::<String, usize>::new());
    home
}

/// A command over the whole story, to its end: what it printed that is on no list, and how much.
fn printed(home: TempDir, line: &str) -> (TempDir, usize) {
    let setup = line.split(' ').fold(variorum().size(200, 50), |setup, word| setup.arg(word));
    let mut session = setup.stdin(Stdio::null()).start_at(home);
    // The links that lead nowhere.
    assert_eq!(session.wait_for_end(), 2, "{line}");
    assert_eq!(offences(&session), BTreeMap::new(), "{line}");
    let sent = session.seen(|seen| seen.bytes().len());
    (session.into_home(), sent)
}

#[test]
fn nothing_in_ten_thousand_articles_steers_the_terminal() {
    const STORIES: usize = 10;
    let mut random = Rng::with_seed(4);
    let homes: Vec<TempDir> = (0..STORIES).map(|_| home(MANY / STORIES, &mut random)).collect();
    // One story of all of them, page by page: the names, the titles, and an article of each page.
    let all = tempfile::tempdir().unwrap();
    let setup = homes.iter().fold(variorum(), |setup, home| setup.arg(home.path().join("story")));
    let session = setup.size(100, 200).start_at(all);
    session.wait_for(&format!("({MANY})"));
    press(&session, b"\x1b[Z");
    let mut pages = 0;
    while !session.seen(|seen| seen.text().contains("this is the last article")) {
        press(&session, b"\x06");
        pages += 1;
        assert!(pages < MANY, "the list has an end");
    }
    // And back, when the titles are known.
    let mut back = 0;
    while !session.seen(|seen| seen.text().contains("this is the first article")) {
        press(&session, b"\x02");
        back += 1;
        assert!(back < MANY, "the list has a beginning");
    }
    let frames = session.seen(|seen| seen.bytes().len());
    quit(session);
    // All that they hold.
    let printing = homes.into_iter().map(|home| printed(home, "text story").1);
    let texts: usize = printing.sum();
    println!("hostile: {MANY} articles, {pages} pages; {frames} + {texts} bytes");
    assert!(texts > MANY * 300, "{texts}");
}

//! A store that is looked after: `check` and `restore`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use variorum::text::clean;

use crate::driver::Driver;

/// A store, saved some times, with its article and backups.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { home: TempDir::new().unwrap() };
        desk.put("ferry.md", "It rained. The ferry left at noon. Yes. It sank. Yes.\n");
        desk.put("variorum.ron", &store(&[("The ferry left at noon.", 11), ("It sank.", 90)]));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let mut file = fs::File::create(self.path(name)).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Saves so many acts, one after the other.
    fn save(&self, acts: usize) {
        for act in 0..acts {
            let mut driver = Driver::start(&self.path("variorum.ron"));
            driver.note("name", &format!("note {act}"));
            assert!(driver.end());
        }
    }

    fn run(&self, line: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command.args(line).arg("--store").arg(self.path("variorum.ron"));
        command.env("XDG_DATA_HOME", self.path("data"));
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }

    fn names(&self, part: &str) -> Vec<String> {
        let entries = fs::read_dir(self.home.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.contains(part)).collect()
    }
}

fn store(quotes: &[(&str, usize)]) -> String {
    let entry = |(number, (quote, start)): (usize, &(&str, usize))| {
        let end = start + quote.chars().count();
        format!(
            "        Annotation((\n            id: \"{number:016x}\",\n            \
             article: \"00000000000000aa\",\n            \
             anchor: (exact: \"{quote}\", start: {start}, end: {end}),\n            \
             role: Claim,\n            note: [\"so\"],\n            \
             created: \"2027-06-01T10:00:00Z\",\n            changed: \"2027-06-02T10:00:00Z\",\n        )),\n"
        )
    };
    let entries: String = quotes.iter().enumerate().map(entry).collect();
    format!(
        "(\n    version: 1,\n    lineage: \"00000000000000ff\",\n    entries: [\n        \
         Article((id: \"00000000000000aa\", bytes_hash: \"0000000000000001\", \
         text_hash: \"0000000000000001\", path: \"ferry.md\", title: \"A ferry\")),\n{entries}    ],\n)\n"
    )
}

fn damage(desk: &Desk) -> String {
    let text = desk.text("variorum.ron");
    let damaged = text[..text.len() / 2].to_owned();
    desk.put("variorum.ron", &damaged);
    damaged
}

#[test]
fn a_store_that_is_whole_is_told_so() {
    let desk = Desk::new();
    let before = desk.text("variorum.ron");
    let (code, out, err) = desk.run(&["check"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("variorum.ron: whole\nentries  articles 1, annotations 2\n"), "{out}");
    assert!(out.contains("anchors  exact 1, moved 1\nbackups  none\n"), "{out}");
    assert_eq!(desk.text("variorum.ron"), before);
    assert!(!desk.path("data").exists());
}

#[test]
fn what_is_lost_is_told_with_its_article_and_ends_with_1() {
    let desk = Desk::new();
    desk.put("variorum.ron", &store(&[("Nobody ever said this here.", 3), ("Yes.", 900)]));
    let (code, out, _) = desk.run(&["check"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("anchors  uncertain 1, lost 1\n"), "{out}");
    assert!(out.contains("ferry.md: \"Nobody ever said this here.\"\n"), "{out}");
    assert!(out.contains("- lost: the words are gone"), "{out}");
    let (code, out, _) = desk.run(&["check", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["state"], &told["anchors"]["lost"]), (1, &"whole".into(), &1.into()));
    assert_eq!(told["troubles"][0]["quote"], "Nobody ever said this here.");
}

#[test]
fn an_article_that_is_gone_or_cannot_be_read_is_told_with_its_annotations() {
    for is_named in [false, true] {
        let desk = Desk::new();
        let place = desk.path("");
        let line: &[&str] = if is_named { &["check", place.to_str().unwrap()] } else { &["check"] };
        desk.put("bridge.md", "# The bridge\n\nThe bridge cost 80 million crowns.\n");
        fs::remove_file(desk.path("ferry.md")).unwrap();
        let (code, out, err) = desk.run(line);
        assert_eq!((code, err.as_str()), (1, ""), "{line:?}: {out}");
        assert!(out.contains("anchors  unread 2\n"), "{out}");
        assert!(
            out.contains("ferry.md: 2 annotations have no text: there is no such file or folder\n"),
            "{out}"
        );
        assert!(out.contains("- unread: put the article back where it was, or "), "{out}");

        fs::create_dir(desk.path("ferry.md")).unwrap();
        let (code, out, err) = desk.run(line);
        assert_eq!((code, err.as_str()), (1, ""), "{line:?}: {out}");
        assert!(
            out.contains("ferry.md: 2 annotations have no text: is a folder, not a text\n"),
            "{out}"
        );
        let json: Vec<&str> = line.iter().copied().chain(["--format", "json"]).collect();
        let (_, out, _) = desk.run(&json);
        let told: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(told["unread"][0]["annotations"], 2);
        assert_eq!(told["unread"][0]["why"], "is a folder, not a text");
    }
}

#[test]
fn an_article_that_was_renamed_is_not_gone() {
    let desk = Desk::new();
    let bytes = fs::read(desk.path("ferry.md")).unwrap();
    let hash = format!("{:016x}", variorum::text::hash::fnv1a(&bytes));
    let text = desk.text("variorum.ron");
    desk.put(
        "variorum.ron",
        &text.replacen("bytes_hash: \"0000000000000001\"", &format!("bytes_hash: \"{hash}\""), 1),
    );
    fs::rename(desk.path("ferry.md"), desk.path("boat.md")).unwrap();
    let (code, out, err) = desk.run(&["check", desk.path("").to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("anchors  exact 1, moved 1\n"), "{out}");
}

#[test]
fn what_was_annotated_elsewhere_and_changed_since_is_known_by_its_name_and_words() {
    let desk = Desk::new();
    let text = desk.text("variorum.ron");
    let moved = text.replace("path: \"ferry.md\"", "path: \"/no/such/folder/ferry.md\"");
    desk.put("variorum.ron", &moved);
    let place = desk.path("");
    let (code, out, err) = desk.run(&["check", place.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("anchors  exact 1, moved 1\n"), "{out}");
    // The words of the file of that name are others: nothing is taken for it silently.
    desk.put("ferry.md", "Another story, of which nothing was ever quoted.\n");
    for line in [&["check", place.to_str().unwrap()][..], &["check"]] {
        let (code, out, _) = desk.run(line);
        assert!(code == 1 && out.contains("anchors  unread 2\n"), "{out}");
        assert!(out.contains("/no/such/folder/ferry.md: 2 annotations"), "{out}");
    }
}

#[test]
fn what_was_not_asked_for_is_counted_and_what_is_gone_of_it_is_not_well() {
    let desk = Desk::new();
    fs::create_dir(desk.path("new")).unwrap();
    desk.put("new/bridge.md", "# The bridge\n\nThe bridge cost 80 million crowns.\n");
    let place = desk.path("new");
    let line = ["check", place.to_str().unwrap()];
    let (code, out, _) = desk.run(&line);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("besides  2 annotations in 1 article that were not asked for\n"), "{out}");
    fs::remove_file(desk.path("ferry.md")).unwrap();
    let (code, out, _) = desk.run(&line);
    assert_eq!(code, 1, "{out}");
    let told = "besides  2 annotations in 1 article that are gone: check without PATH\n";
    assert!(out.contains(told) && !out.contains("not asked for"), "{out}");
    let (_, out, _) = desk.run(&[line[0], line[1], "--format", "json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&told["gone"]["annotations"], &told["elsewhere"]["articles"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn only_wrong_use_and_a_store_that_cannot_be_read_end_with_2() {
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["check", desk.path("nowhere").to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(err.contains("nowhere: there is no such file or folder"), "{err}");

    // A neighbour that nobody annotated is no loss.
    fs::File::create(desk.path("huge.txt")).unwrap().set_len(51 << 20).unwrap();
    let (code, out, err) = desk.run(&["check", desk.path("").to_str().unwrap()]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(err.contains("huge.txt"), "{err}");

    let whole = desk.text("variorum.ron");
    desk.put("variorum.ron", &whole.replace("version: 1", "version: 9"));
    let (code, out, err) = desk.run(&["check"]);
    assert_eq!(code, 2, "{out}");
    assert!(out.contains("variorum.ron: read-only\nentries  unknown\nanchors  unknown\n"), "{out}");
    assert!(err.contains("a later version of the program wrote it (format 9)"), "{err}");
    assert!(err.contains("update the program"), "{err}");
}

#[test]
fn a_conflict_copy_that_can_be_merged_is_no_loss_and_one_that_cannot_is_told() {
    const COPY: &str = "variorum.sync-conflict-20270115-080000-ABCDEFG.ron";
    let desk = Desk::new();
    desk.put(COPY, &desk.text("variorum.ron"));
    let (code, out, err) = desk.run(&["check"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("- 1 conflict copy beside the store: the next save merges it\n"), "{out}");

    for (text, why, advice) in [
        ("(version: 1, entr", "it is damaged: ", "repaired"),
        ("(version: 9, entries: [])", "a later version of the program wrote it", "update"),
    ] {
        desk.put(COPY, text);
        let (code, out, _) = desk.run(&["check"]);
        assert_eq!(code, 1, "{out}");
        assert!(!out.contains("the next save merges"), "{out}");
        let line = out.lines().find(|line| line.starts_with("- ") && line.contains(COPY)).unwrap();
        assert!(line.contains("cannot be read: ") && line.contains(why), "{line}");
        assert!(line.contains(advice), "{line}");
    }
    desk.put(COPY, "");
    let (code, out, _) = desk.run(&["check"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("nothing is in it: delete it"), "{out}");
}

#[test]
fn an_empty_store_holds_nothing() {
    let desk = Desk::new();
    desk.put("variorum.ron", "");
    let (code, out, _) = desk.run(&["check"]);
    assert!(code == 1 && out.contains("variorum.ron: empty\nentries  none\n"), "{out}");
}

#[test]
fn the_keys_that_help_are_named() {
    let desk = Desk::new();
    desk.put(
        "ferry.md",
        "It rained. The harbour board sold 41 old ferries in May. Yes. It sank. Yes.\n",
    );
    let quote = "The harbour board sold 40 old ferries in May.";
    desk.put("variorum.ron", &store(&[(quote, 11), ("Yes.", 900)]));
    let (_, out, _) = desk.run(&["check"]);
    assert!(out.contains("anchors  edited 1, uncertain 1\n"), "{out}");
    let line = |state: &str| out.lines().find(|line| line.starts_with(state)).unwrap();
    assert!(line("- edited: ").contains("gh takes"), "{out}");
    assert!(
        line("- uncertain: ").contains("gt lists") && line("- uncertain: ").contains("gh"),
        "{out}"
    );
}

#[test]
fn a_damaged_store_is_told_and_brought_back() {
    let desk = Desk::new();
    desk.save(3);
    let damaged = damage(&desk);
    let (code, out, err) = desk.run(&["check"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("variorum.ron: damaged\n"), "{out}");
    assert!(out.contains("variorum.ron: brings back the backup last: "), "{out}");
    assert!(err.contains("the file is damaged: ") && err.contains("can be read"), "{err}");
    assert_eq!(desk.text("variorum.ron"), damaged);

    let (code, out, err) = desk.run(&["restore", "--list"]);
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 3), "{out}");
    assert!(out.starts_with("last ") && out.contains(" entries, 1 KB\n"), "{out}");
    let (code, out, err) = desk.run(&["restore"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("brought back the backup last: "), "{out}");
    let replaced = desk.names(".replaced-");
    assert_eq!(desk.text(&replaced[0]), damaged);
    let (code, out, _) = desk.run(&["check"]);
    assert!(code == 0 && out.contains("whole\n") && out.contains(&replaced[0]), "{out}");
    assert!(desk.text("variorum.ron").contains("note 1"));

    let (code, out, err) = desk.run(&["restore", "hour-1999-01-01T00"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("no backup called hour-1999-01-01T00 can be read"), "{err}");
}

#[test]
fn a_backup_is_listed_and_brought_back_whatever_somebody_called_it() {
    const NAME: &str = "x\u{1b}]0;y\u{7}\u{9b}2J\u{202e}\n";
    let desk = Desk::new();
    desk.save(2);
    let mut folders = fs::read_dir(desk.path("data/variorum/backups")).unwrap();
    let folder = folders.next().unwrap().unwrap().path();
    fs::rename(folder.join("last.ron"), folder.join(format!("{NAME}.ron"))).unwrap();
    for (line, told) in [(&["restore", "--list"][..], "x␛]0;y␇"), (&["restore", NAME], "backup x␛")]
    {
        let (code, out, err) = desk.run(line);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(told), "{out}");
        assert_eq!(clean::clean(&out), out);
    }
}

#[test]
fn what_was_saved_over_damage_is_not_well_until_the_rest_is_back() {
    for hurt in ["(version: 1, entries: [Tag((name: \"x\", col", ""] {
        let desk = Desk::new();
        desk.save(3);
        desk.put("variorum.ron", hurt);
        desk.save(3);
        let (code, out, _) = desk.run(&["check"]);
        assert!(code == 1 && out.contains("variorum.ron: whole\n"), "{out}");
        assert!(out.contains("holds 3 entries that the store lacks"), "{out}");
        assert!(!out.contains("delete what was looked at"), "{out}");
        let line = out.lines().find(|line| line.starts_with("- damage-")).unwrap();
        let (_, name) = line.split_once("variorum.ron ").unwrap();
        let (name, _) = name.split_once(';').unwrap();
        let (_, out, _) = desk.run(&["check", "--format", "json"]);
        let told: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            (&told["lacking"]["backup"], &told["lacking"]["entries"]),
            (&name.into(), &3.into())
        );

        let (code, out, err) = desk.run(&["restore"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(&format!("brought back the backup {name}: ")), "{out}");
        assert!(desk.text("variorum.ron").contains("It sank."));
        let (code, out, _) = desk.run(&["check"]);
        assert!(code == 0, "{out}");
        // What is decided after that is not held against it.
        desk.save(2);
        let (code, out, _) = desk.run(&["check"]);
        assert!(code == 0, "{out}");
    }
}

#[test]
fn a_store_that_is_gone_is_told_and_brought_back() {
    let desk = Desk::new();
    desk.save(2);
    fs::remove_file(desk.path("variorum.ron")).unwrap();
    let (code, out, err) = desk.run(&["check"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(
        out.contains("variorum.ron: missing\n") && out.contains("- variorum restore --store "),
        "{out}"
    );
    let (code, _, err) = desk.run(&["restore"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(Path::new(&desk.path("variorum.ron")).exists());
}

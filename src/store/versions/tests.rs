use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use super::*;
use crate::annotation::tag::default_tags;
use crate::annotation::{Colour, Edit, Entry, EntryKey, Ledger, TagName};
use crate::store::contents::{self, Reading};
use crate::store::samples::moment;
use crate::store::storage::Disk;
use crate::store::{State, Store};
use crate::text::Bytes;

/// A file of every format that was ever released, with every kind of entry and every field in it.
/// They stay for ever.
const RELEASED: [(u32, &str); 1] = [(1, include_str!("v1.ron"))];

#[test]
fn files_of_every_format_can_be_read_whole() {
    assert_eq!(RELEASED.map(|(version, _)| version).last(), Some(&Formats::CURRENT.newest()));
    for (version, text) in RELEASED {
        let Reading::Whole(contents, entries, oddities) = contents::read(&Bytes::from(text)) else {
            panic!("version {version}");
        };
        assert_eq!(oddities, Vec::<String>::new());
        assert_eq!((contents.count(), contents.carried.len()), (entries.len(), 0));
        for kind in ["Tag((", "Article((", "Story((", "Annotation((", "Judgement(("] {
            assert!(
                contents.texts.iter().map(|it| it.1).any(|text| text.starts_with(kind)),
                "{kind}"
            );
        }
    }
}

#[test]
fn what_is_written_now_is_what_was_released() {
    let (_, text) = RELEASED[RELEASED.len() - 1];
    let Reading::Whole(contents, entries, _) = contents::read(&Bytes::from(text)) else {
        panic!("not whole");
    };
    for entry in entries {
        let written = contents::text_of(&entry).unwrap();
        assert_eq!(Some(&written), contents.texts.get(&entry.key()));
    }
    assert_eq!(contents.written(contents.lineage, &BTreeMap::new()), text);
}

/// Formats in which a colour was once called a hue, and the second has another name for pink.
const LATER: Formats = Formats {
    rises: &[
        |text| Some(text.replace("hue:", "colour:")),
        |text| text.starts_with("Tag").then(|| text.replace("Rose", "Pink")),
    ],
};

fn put(path: &Path, text: &str) {
    fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn open(path: &Path) -> (Store, Ledger) {
    let (store, ledger, problems) =
        Store::open_as(Box::new(Disk), path, None, LATER, &default_tags());
    assert!(problems.iter().all(|problem| problem.to_string().contains("cannot be shown")));
    (store, ledger)
}

const FIRST: &str =
    "(version: 1, entries: [Tag((name: \"late\", hue: Rose)), Omen((hue: \"raven\"))])";

#[test]
fn a_file_of_an_older_format_is_kept_and_becomes_one_of_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.ron");
    put(&path, FIRST);
    let (mut store, ledger) = open(&path);
    assert_eq!(store.state(), State::Whole);
    let late = EntryKey::Tag(Box::new(TagName::new("late").unwrap()));
    let is_pink = |entry: &Entry| matches!(entry, Entry::Tag(tag) if tag.colour == Colour::Pink);
    assert!(ledger.entries().all(is_pink));
    let mut random = fastrand::Rng::with_seed(1);
    store.save(moment(1), &mut random).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), FIRST);

    let act = |store: &mut Store, ledger: &mut Ledger, number: usize| {
        let change = ledger.setting(Entry::Tag(default_tags().remove(number)));
        let edit = Edit { what: "an act".to_owned(), changes: vec![change] };
        ledger.apply(&edit).unwrap();
        store.apply(&edit.changes);
    };
    let mut ledger = ledger;
    act(&mut store, &mut ledger, 0);
    let saved = store.save(moment(1), &mut random).unwrap();
    assert!(saved.problems[0].to_string().contains("is now of format 3"), "{:?}", saved.problems);
    let kept = folder.path().join("notes.ron.v1.bak");
    assert_eq!(fs::read_to_string(&kept).unwrap(), FIRST);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("(\n    version: 3,\n"), "{text}");
    assert!(text.contains("Omen((hue: \"raven\"))"), "{text}");
    act(&mut store, &mut ledger, 1);
    assert_eq!(store.save(moment(2), &mut random).unwrap().problems, []);
    let (_, again) = open(&path);
    assert_eq!(again, ledger);
    assert!(again.entries().any(|entry| entry.key() == late));

    // The first that was kept is the one that stays.
    put(&path, &FIRST.replace("late", "later"));
    let (mut store, mut ledger) = open(&path);
    act(&mut store, &mut ledger, 0);
    store.save(moment(3), &mut random).unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), FIRST);
}

#[test]
fn formats_that_never_were_or_are_not_yet_are_not_read() {
    let is_later = |version: u32| {
        let text = FIRST.replace("version: 1", &format!("version: {version}"));
        match contents::read_as(&text.into(), LATER) {
            Reading::Newer(found) => {
                assert_eq!(found, version);
                true
            }
            Reading::Damaged(_) => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(!is_later(0));
    assert!((4..24).all(is_later));
}

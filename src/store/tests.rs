use std::os::unix::fs::{PermissionsExt, symlink};
use std::{fs, io};

use super::samples::{annotation, article, id, judgement, moment, setting};
use super::storage::{Disk, Lock};
use super::*;
use crate::annotation::tag::default_tags;
use crate::annotation::{Judgement, Ledger, PairVerdict};

mod copies;
mod damaged;
mod faults;
mod guarded;
mod hurt;
mod interleaved;
mod shared;

/// A folder of its own with the path of a store in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The same in memory, where there is such a place: for what saves very often.
    fn in_memory() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self { folder: folder.unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("notes.ron")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn put(&self, text: &str) {
        use std::io::Write;
        fs::File::create(self.path()).unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// A program that has the store open.
    fn open(&self) -> Program {
        Program::of(Store::open(&self.path(), &default_tags()))
    }
}

/// A store and its ledger, as the program keeps them.
struct Program {
    store: Store,
    ledger: Ledger,
    problems: Vec<Problem>,
    random: fastrand::Rng,
}

impl Program {
    fn of((store, ledger, problems): (Store, Ledger, Vec<Problem>)) -> Self {
        Self { store, ledger, problems, random: fastrand::Rng::with_seed(7) }
    }

    fn act(&mut self, changes: Vec<Change>) {
        let edit = crate::annotation::Edit { what: "an act".to_owned(), changes };
        self.ledger.apply(&edit).unwrap();
        self.store.apply(&edit.changes);
    }

    fn set(&mut self, number: u64, note: &str) {
        self.act(vec![setting(&self.ledger, &annotation(number, note))]);
    }

    fn judge(&mut self, number: u64, turn: usize) {
        self.judge_as(judgement(number, turn));
    }

    fn judge_as(&mut self, judgement: Judgement) {
        self.act(vec![self.ledger.setting(Entry::Judgement(judgement))]);
    }

    fn remove(&mut self, number: u64) {
        self.act(vec![self.ledger.removing(EntryKey::Annotation(id(number)))]);
    }

    fn try_save(&mut self) -> Result<Saved, SaveError> {
        let saved = self.store.save(moment(1_800_000_000), &mut self.random)?;
        let edit =
            crate::annotation::Edit { what: "merged".to_owned(), changes: saved.merged.clone() };
        self.ledger.apply(&edit).unwrap();
        Ok(saved)
    }

    fn save(&mut self) -> Saved {
        self.try_save().unwrap()
    }

    /// All verdicts on pairs, sorted.
    fn verdicts(&self) -> Vec<PairVerdict> {
        let mut verdicts: Vec<PairVerdict> =
            self.ledger.judgements().map(|kept| kept.verdict).collect();
        verdicts.sort_unstable();
        verdicts
    }

    fn note(&self, number: u64) -> Option<&str> {
        Some(&*self.ledger.annotation(id(number))?.note)
    }

    /// All notes, sorted.
    fn notes(&self) -> Vec<&str> {
        let mut notes: Vec<&str> =
            self.ledger.annotations_of(id(1)).map(|kept| &*kept.note).collect();
        notes.sort_unstable();
        notes
    }
}

#[test]
fn what_is_saved_is_there_again() {
    let place = Place::new();
    let mut program = place.open();
    assert_eq!(program.problems, []);
    program.set(1, "one\ntwo");
    assert!(program.store.is_dirty());
    assert_eq!(program.save(), Saved::default());
    assert!(!program.store.is_dirty());
    let again = place.open();
    assert_eq!(again.ledger, program.ledger);
    assert_eq!(again.ledger.tags().count(), default_tags().len());
    assert_eq!(place.names(), ["notes.ron", "notes.ron.lock"]);
}

#[test]
fn judgements_come_back_and_stand_after_the_annotations() {
    let place = Place::new();
    let mut program = place.open();
    for number in [2, 1] {
        program.judge(number, 2);
        program.set(number, "a note");
    }
    program.save();
    let again = place.open();
    assert_eq!(again.ledger, program.ledger);
    assert_eq!(again.verdicts(), [PairVerdict::Conflicts; 2]);
    let text = place.text();
    let kinds: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_suffix("(("))
        .filter(|kind| *kind != "Tag")
        .collect();
    assert_eq!(kinds, ["Annotation", "Annotation", "Judgement", "Judgement"]);

    program.judge(1, 3);
    program.save();
    let changed: Vec<(String, String)> = text
        .lines()
        .zip(place.text().lines())
        .filter(|(before, after)| before != after)
        .map(|(before, after)| (before.trim().to_owned(), after.trim().to_owned()))
        .collect();
    assert_eq!(changed, [("verdict: Conflicts,".to_owned(), "verdict: NoConflict,".to_owned())]);
}

#[test]
fn a_judgement_turned_by_hand_stays_as_it_was_written() {
    let place = Place::new();
    let mut program = place.open();
    program.judge(1, 0);
    program.save();
    let swapped = place.text().replace("one: (", "X").replace("other: (", "one: (");
    let swapped = swapped.replace('X', "other: (");
    place.put(&swapped);
    let mut again = place.open();
    assert_eq!(again.ledger, program.ledger);
    again.set(2, "a note");
    again.save();
    let (_, entry) = swapped.split_once("Judgement((").unwrap();
    assert!(place.text().contains(entry), "{}", place.text());
}

#[test]
fn reading_makes_nothing_and_changes_nothing() {
    let place = Place::new();
    let deep = place.folder.path().join("not/yet/there.ron");
    let mut program = Program::of(Store::open(&deep, &default_tags()));
    assert_eq!(program.save(), Saved::default());
    assert_eq!(place.names(), Vec::<String>::new());

    place.put("(version:1,entries:[Tag((name:\"x\",colour:Blue))])");
    let before = (place.text(), fs::metadata(place.path()).unwrap().modified().unwrap());
    place.open().save();
    assert_eq!(before, (place.text(), fs::metadata(place.path()).unwrap().modified().unwrap()));
    assert_eq!(place.names(), ["notes.ron"]);
}

#[test]
fn an_act_taken_back_writes_nothing() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.remove(1);
    assert!(!program.store.is_dirty());
    program.save();
    assert_eq!(place.names(), Vec::<String>::new());
}

#[test]
fn what_a_later_version_wrote_is_only_read() {
    for text in [
        "(version: 2, entries: [Omen((sign: 3))])",
        "(version: 9, <<what is this?>>",
        "(version: 1, entries: [], index: {})",
    ] {
        let place = Place::new();
        place.put(text);
        let mut program = place.open();
        assert!(program.store.read_only().is_some(), "{text}");
        assert_eq!(program.problems.len(), 1);
        program.set(1, "one");
        let error = program.try_save().unwrap_err();
        assert!(matches!(error, SaveError::ReadOnly { .. }), "{error}");
        assert!(program.store.is_dirty());
        assert_eq!(place.text(), text);
        assert_eq!(place.names(), ["notes.ron"]);
    }
}

#[test]
fn entries_of_a_later_version_are_carried_along() {
    let place = Place::new();
    let strange = "Omen((\n            sign: \"raven\", // two\n        ))";
    place.put(&format!("(\n version: 1, entries: [\n        {strange},\n    ],\n)"));
    let mut program = place.open();
    assert_eq!(program.problems.len(), 1);
    program.set(1, "one");
    program.save();
    program.set(1, "two");
    program.save();
    assert!(place.text().contains(&format!("\n        {strange},\n    ],\n)\n")));
    assert_eq!(place.open().note(1), Some("two"));
}

#[test]
fn what_cannot_be_opened_is_left_alone() {
    let place = Place::new();
    fs::create_dir(place.path()).unwrap();
    let mut program = place.open();
    assert!(matches!(program.store.read_only(), Some(ReadOnly::Unopenable(_))));
    program.set(1, "one");
    assert!(program.try_save().is_err());
    assert_eq!(place.names(), ["notes.ron"]);
}

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
mod interleaved;

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
        Some(self.ledger.annotation(id(number))?.note.as_str())
    }

    /// All notes, sorted.
    fn notes(&self) -> Vec<&str> {
        let mut notes: Vec<&str> =
            self.ledger.annotations_of(id(1)).map(|kept| kept.note.as_str()).collect();
        notes.sort_unstable();
        notes
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
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
fn a_new_file_and_its_directories_are_the_readers_alone() {
    let place = Place::new();
    let path = place.folder.path().join("a/b/notes.ron");
    let above = place.folder.path().join("data/backups");
    let mut program = Program::of(Store::open_backed_up(&path, &above, &default_tags()));
    for note in ["one", "two"] {
        program.set(1, note);
        program.save();
    }
    let own = Backups::of(&above, &path);
    let backups: Vec<PathBuf> = own.list().into_iter().map(|backup| backup.path).collect();
    assert_eq!(backups.len(), 3);
    for file in backups.iter().chain([&path, &path.with_file_name("notes.ron.lock")]) {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
    let folders = own.folder().ancestors().take(3).chain(path.ancestors().skip(1).take(2));
    for folder in folders {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

#[test]
fn the_umask_makes_no_file_wider_or_narrower() {
    let this = std::env::current_exe().unwrap();
    let test = "store::tests::a_new_file_and_its_directories_are_the_readers_alone";
    for umask in ["000", "077"] {
        let output = std::process::Command::new("sh")
            .args(["-c", "umask \"$1\" && exec \"$2\" --exact \"$3\"", "sh", umask])
            .args([this.as_os_str(), test.as_ref()])
            .output()
            .unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && told.contains("1 passed"), "{umask}: {told}");
    }
}

#[test]
fn the_mode_of_the_file_stays() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    for kept in [0o640, 0o604, 0o400] {
        fs::set_permissions(place.path(), fs::Permissions::from_mode(kept)).unwrap();
        program.set(1, &format!("mode {kept:o}"));
        program.save();
        assert_eq!(mode(&place.path()), kept);
    }
}

#[test]
fn a_symbolic_link_stays_one() {
    let place = Place::new();
    let target = place.folder.path().join("elsewhere.ron");
    symlink("elsewhere.ron", place.path()).unwrap();
    let mut program = place.open();
    for note in ["made through a dangling link", "changed through a link"] {
        program.set(1, note);
        program.save();
        assert!(fs::symlink_metadata(place.path()).unwrap().is_symlink());
        assert!(fs::read_to_string(&target).unwrap().contains(note));
    }
    assert_eq!(place.names(), ["elsewhere.ron", "elsewhere.ron.lock", "notes.ron"]);
}

#[test]
fn a_damaged_file_gets_another_name_with_the_first_save() {
    let place = Place::new();
    let damaged = "(version: 1, entries: [Tag((name: \"dis";
    place.put(damaged);
    let mut program = place.open();
    assert_eq!(program.problems.len(), 1);
    assert!(program.problems[0].to_string().contains("damaged"), "{:?}", program.problems);
    program.save();
    assert_eq!(place.text(), damaged);

    program.set(1, "one");
    let saved = program.save();
    let aside = place.folder.path().join("notes.ron.damaged-20270115T080000Z");
    assert_eq!(saved.set_aside.as_deref(), Some(&*aside));
    assert!(saved.problems[0].to_string().contains("notes.ron.damaged-20270115T080000Z"));
    assert_eq!(fs::read_to_string(aside).unwrap(), damaged);
    assert_eq!(place.open().note(1), Some("one"));
}

#[test]
fn a_damaged_file_never_takes_the_name_of_another() {
    let place = Place::new();
    let aside = place.folder.path().join("notes.ron.damaged-20270115T080000Z");
    place.put("damaged first");
    fs::rename(place.path(), &aside).unwrap();
    place.put("damaged again");
    let mut program = place.open();
    program.set(1, "one");
    let saved = program.save();
    let again = saved.set_aside.unwrap();
    assert!(again.ends_with("notes.ron.damaged-20270115T080000Z-2"));
    assert_eq!(fs::read_to_string(&again).unwrap(), "damaged again");
    assert_eq!(fs::read_to_string(&aside).unwrap(), "damaged first");
    assert_eq!(place.open().note(1), Some("one"));
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

#[test]
fn what_two_programs_write_is_all_there() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    one.set(1, "by one");
    one.save();
    other.set(2, "by the other");
    let saved = other.save();
    assert_eq!(saved.merged.len(), 1);
    assert_eq!(other.notes(), ["by one", "by the other"]);

    one.set(1, "by one, changed");
    one.save();
    assert_eq!(one.notes(), ["by one, changed", "by the other"]);
    other.remove(2);
    other.save();
    assert_eq!(other.notes(), ["by one, changed"]);
    assert_eq!(place.open().ledger, other.ledger);
}

#[test]
fn where_both_changed_one_annotation_both_stay() {
    let place = Place::new();
    let mut one = place.open();
    one.set(1, "before");
    one.save();
    let mut other = place.open();
    one.set(1, "by one");
    one.save();
    other.set(1, "by the other");
    let saved = other.save();
    assert!(saved.problems[0].to_string().contains("both versions"), "{:?}", saved.problems);
    assert_eq!(other.note(1), Some("by one"));
    assert_eq!(other.notes(), ["by one", "by the other"]);
    assert_eq!(place.open().ledger, other.ledger);
}

#[test]
fn where_both_judged_one_pair_otherwise_both_verdicts_stay() {
    let place = Place::new();
    let mut one = place.open();
    one.judge(1, 0);
    one.save();
    let mut other = place.open();
    one.judge(1, 1);
    one.save();
    other.judge(1, 2);
    let saved = other.save();
    assert!(saved.problems[0].to_string().contains("both versions"), "{:?}", saved.problems);
    assert_eq!(other.ledger.judgement(id(1)), Some(&judgement(1, 1)));
    assert_eq!(other.verdicts(), [PairVerdict::NotSame, PairVerdict::Conflicts]);
    assert_eq!(place.open().ledger, other.ledger);
}

#[test]
fn an_article_that_one_removes_stays_while_another_hangs_something_on_it() {
    for is_removed_first in [true, false] {
        let place = Place::new();
        let mut one = place.open();
        one.act(vec![one.ledger.setting(article(1))]);
        one.set(1, "by one");
        one.save();
        let mut other = place.open();
        one.remove(1);
        one.act(vec![one.ledger.removing(EntryKey::Article(id(1)))]);
        other.set(2, "by the other");
        if is_removed_first {
            one.save();
            other.save();
        } else {
            other.save();
            one.save();
            assert_eq!(one.notes(), ["by the other"]);
            assert!(one.ledger.article(id(1)).is_some());
        }
        let end = place.open();
        assert_eq!(end.notes(), ["by the other"]);
        assert!(end.ledger.article(id(1)).is_some(), "removed first: {is_removed_first}");
        assert_eq!(end.ledger, if is_removed_first { other.ledger } else { one.ledger });
    }
}

#[test]
fn what_cannot_be_read_here_stays_where_a_file_was_written_anew() {
    let place = Place::new();
    place.put("(version: 1, lineage: \"00000000000000aa\", entries: [Omen(1)])");
    let mut program = place.open();
    place.put("(version: 1, lineage: \"00000000000000bb\", entries: [Omen(2)])");
    program.set(1, "one");
    program.save();
    assert!(
        place.text().contains("Omen(1)") && place.text().contains("Omen(2)"),
        "{}",
        place.text()
    );
}

#[test]
fn what_another_program_saved_before_the_damage_is_taken_in() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    one.set(1, "by one");
    one.save();
    other.set(2, "by the other");
    other.save();
    let text = place.text();
    place.put(&text[..text.len() - 20]);
    one.set(3, "by one again");
    let saved = one.save();
    assert!(saved.problems[0].to_string().contains("another program damaged the file"));
    assert!(saved.set_aside.is_some());
    let notes = one.notes().into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(place.open().notes(), notes);
    assert!(notes.contains(&"by one".to_owned()) && notes.contains(&"by one again".to_owned()));
}

#[test]
fn an_act_on_what_the_program_had_not_yet_heard_of_is_merged_too() {
    let place = Place::new();
    let mut one = place.open();
    one.set(1, "before");
    one.save();
    let mut other = place.open();
    one.set(1, "by one");
    one.save();
    other.set(2, "first");
    let saved = other.store.save(moment(1), &mut other.random).unwrap();
    // The next act comes before the report of that save reaches the ledger.
    other.set(1, "by the other");
    let saved_again = other.store.save(moment(2), &mut other.random).unwrap();
    assert_eq!(saved.merged.len(), 1);
    assert_eq!(saved_again.merged.len(), 2);
    assert_eq!(place.open().notes(), ["by one", "by the other", "first"]);
}

#[test]
fn a_file_that_vanished_or_was_emptied_removes_nothing() {
    for outside in [None, Some(""), Some(" \n"), Some("(version: 1, entries: [])")] {
        let place = Place::new();
        let mut program = place.open();
        program.set(1, "one");
        program.save();
        match outside {
            None => fs::remove_file(place.path()).unwrap(),
            Some(text) => place.put(text),
        }
        program.set(2, "two");
        let saved = program.save();
        assert_eq!((saved.merged.len(), saved.problems.len()), (0, 1), "{outside:?}");
        assert_eq!(place.open().notes(), ["one", "two"], "{outside:?}");
    }
}

#[test]
fn what_was_written_anew_without_knowing_ours_removes_nothing() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    other.random = fastrand::Rng::with_seed(8);
    one.set(1, "by one");
    one.save();
    fs::remove_file(place.path()).unwrap();
    other.set(2, "by the other");
    other.save();
    assert_eq!(place.open().notes(), ["by the other"]);
    one.set(3, "by one again");
    one.save();
    assert_eq!(place.open().notes(), ["by one", "by one again", "by the other"]);
}

#[test]
fn an_entry_taken_out_of_the_file_is_taken_out_of_the_ledger() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    let earlier = place.text();
    program.set(2, "two");
    program.save();
    place.put(&earlier);
    program.set(3, "three");
    program.save();
    assert_eq!(program.notes(), ["one", "three"]);
}

#[test]
fn a_file_that_was_damaged_meanwhile_is_set_aside() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    place.put("<<<<<<< ours");
    program.set(2, "two");
    let saved = program.save();
    assert_eq!(fs::read_to_string(saved.set_aside.unwrap()).unwrap(), "<<<<<<< ours");
    assert_eq!(place.open().notes(), ["one", "two"]);
}

#[test]
fn a_file_that_a_later_version_wrote_meanwhile_is_left_alone() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    place.put("(version: 2, entries: [])");
    program.set(2, "two");
    assert!(matches!(program.try_save(), Err(SaveError::ReadOnly { .. })));
    assert!(program.store.is_dirty());
    assert_eq!(place.text(), "(version: 2, entries: [])");
}

#[test]
fn while_another_saves_nothing_is_written() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    let lock = Disk.lock(&atomic::lock_path(&place.path())).unwrap();
    assert!(matches!(program.try_save(), Err(SaveError::Busy { .. })));
    assert_eq!(place.names(), ["notes.ron.lock"]);
    drop(lock);
    program.save();
    assert_eq!(place.open().note(1), Some("one"));
}

//! A file that something outside damaged, emptied, removed or wrote anew.

use super::*;

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

/// What happens to a file while a program has it open.
const HURTS: [Option<&str>; 4] =
    [None, Some(""), Some("(version: 1, entries: [])"), Some("(version: 1, entr")];

fn hurt(place: &Place, outside: Option<&str>) {
    match outside {
        None => fs::remove_file(place.path()).unwrap(),
        Some(text) => place.put(text),
    }
}

/// A program that has saved one annotation, or opened it again.
fn with_one(place: &Place, is_opened_again: bool) -> Program {
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    if is_opened_again { place.open() } else { program }
}

#[test]
fn a_file_hurt_from_outside_is_put_right_at_the_end_without_an_act() {
    for outside in HURTS {
        for is_opened_again in [false, true] {
            let place = Place::new();
            let mut program = with_one(&place, is_opened_again);
            hurt(&place, outside);
            program.save();
            let saved = program.store.save_last(moment(9), &mut program.random).unwrap();
            assert_eq!(place.open().notes(), ["one"], "{outside:?}");
            assert_eq!(saved.merged, [], "{outside:?}");
            assert!(saved.problems[0].to_string().contains("another program"), "{outside:?}");
        }
    }
}

#[test]
fn what_was_hurt_before_it_was_read_or_is_whole_is_left_alone_at_the_end() {
    let other = "(version: 1, entries: [Tag((name: \"x\", colour: Blue))])";
    for outside in HURTS.into_iter().chain([Some(other)]) {
        let place = Place::new();
        hurt(&place, Some(""));
        hurt(&place, outside);
        let mut program = place.open();
        let saved = program.store.save_last(moment(9), &mut program.random).unwrap();
        assert_eq!(saved, Saved::default());
        assert_eq!(fs::read_to_string(place.path()).ok().as_deref(), outside);
    }
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    for outside in [other, "(version: 2, entries: [])"] {
        place.put(outside);
        let saved = program.store.save_last(moment(9), &mut program.random).unwrap();
        assert_eq!((saved, place.text().as_str()), (Saved::default(), outside));
    }
}

/// Writes other bytes, of the same length, with the time that was there.
fn alter_unseen(place: &Place, text: &str) {
    let before = fs::metadata(place.path()).unwrap();
    assert_eq!(before.len(), text.len() as u64);
    place.put(text);
    let file = fs::OpenOptions::new().write(true).open(place.path()).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
}

#[test]
fn at_the_end_the_bytes_are_read_only_where_the_file_looks_another() {
    for is_opened_again in [false, true] {
        let place = Place::new();
        let mut program = with_one(&place, is_opened_again);
        let blank = " ".repeat(place.text().len());
        alter_unseen(&place, &blank);
        let saved = program.store.save_last(moment(9), &mut program.random).unwrap();
        assert_eq!((saved, place.text()), (Saved::default(), blank), "not read");
        // With anything to be saved the bytes decide.
        program.set(2, "two");
        let saved = program.store.save_last(moment(9), &mut program.random).unwrap();
        assert!(saved.problems[0].to_string().contains("emptied"), "{:?}", saved.problems);
        assert_eq!(place.open().notes(), ["one", "two"]);
    }
}

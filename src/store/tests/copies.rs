//! Copies that tools leave beside the store.

use super::*;
use crate::annotation::Annotation;

const COPY: &str = "notes.sync-conflict-20270115-080000-ABCDEFG.ron";

/// Puts a file beside the store.
fn beside(place: &Place, name: &str, text: &str) {
    use std::io::Write;
    let path = place.folder.path().join(name);
    fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

/// A note made at some time.
fn note_at(program: &mut Program, number: u64, note: &str, second: i64) {
    let noted = Annotation { changed: moment(second), ..annotation(number, note) };
    program.act(vec![setting(&program.ledger, &noted)]);
}

/// What a program makes of the store when it is somewhere else.
fn elsewhere(place: &Place, act: impl FnOnce(&mut Program)) -> String {
    let other = Place::new();
    other.put(&place.text());
    let mut program = other.open();
    act(&mut program);
    program.save();
    other.text()
}

/// A program with three notes, the third the last.
fn started(place: &Place) -> Program {
    let mut program = place.open();
    for number in 1..4 {
        note_at(&mut program, number, &format!("before {number}"), 10 + number.cast_signed());
    }
    program.save();
    // What was saved was loaded: a later start.
    place.open()
}

#[test]
fn a_copy_that_grew_from_what_was_loaded_is_merged_with_it() {
    let place = Place::new();
    let mut program = started(&place);
    let copy = elsewhere(&place, |other| {
        note_at(other, 1, "from the copy", 20);
        note_at(other, 5, "new in the copy", 21);
    });
    beside(&place, COPY, &copy);
    note_at(&mut program, 2, "here", 22);
    let saved = program.save();
    let told: Vec<String> = saved.problems.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("merged with a conflict copy, which is now called"), "{told:?}");
    let notes = ["before 3", "from the copy", "here", "new in the copy"];
    assert_eq!(program.notes(), notes);
    assert_eq!(place.open().notes(), notes);
    assert!(place.names().contains(&format!("{COPY}.merged-20270115T080000Z")));
    program.set(7, "later");
    assert_eq!(program.save(), Saved::default());
}

#[test]
fn where_a_tool_put_another_version_in_place_our_own_comes_back_from_the_copy() {
    let place = Place::new();
    let mut program = started(&place);
    let theirs = elsewhere(&place, |other| {
        note_at(other, 1, "theirs", 20);
        other.remove(2);
    });
    note_at(&mut program, 1, "ours", 21);
    note_at(&mut program, 6, "ours alone", 22);
    program.save();
    beside(&place, "notes (Ines's conflicted copy 2027-01-15).ron", &place.text());
    place.put(&theirs);
    program.set(7, "the next act");
    let saved = program.save();
    assert!(saved.problems.iter().any(|it| it.to_string().contains("both versions")));
    // What they removed may be what they did not know: it stays.
    let notes = ["before 2", "before 3", "ours", "ours alone", "the next act", "theirs"];
    assert_eq!(program.notes(), notes);
    assert_eq!(place.open().notes(), notes);
}

#[test]
fn an_older_copy_takes_nothing_back_and_removes_nothing() {
    let place = Place::new();
    let mut program = started(&place);
    let old = elsewhere(&place, |other| note_at(other, 5, "offline", 5));
    note_at(&mut program, 1, "changed since", 30);
    note_at(&mut program, 4, "new since", 31);
    program.save();
    let mut program = place.open();
    beside(&place, COPY, &old);
    program.set(7, "the next act");
    program.save();
    let notes = [
        "before 1",
        "before 2",
        "before 3",
        "changed since",
        "new since",
        "offline",
        "the next act",
    ];
    assert_eq!(program.notes(), notes);
    assert_eq!(program.note(1), Some("changed since"));
}

#[test]
fn of_copies_that_were_there_before_nothing_is_known() {
    let place = Place::new();
    drop(started(&place));
    let copy = elsewhere(&place, |other| note_at(other, 1, "from the copy", 20));
    beside(&place, COPY, &copy);
    let before = place.text();
    let mut program = place.open();
    assert_eq!(copies_told(&program), ["a conflict copy lies beside it; the next save merges it"]);
    program.save();
    assert_eq!(place.text(), before);
    program.set(7, "an act");
    program.save();
    assert_eq!(program.notes(), ["an act", "before 1", "before 2", "before 3", "from the copy"]);
}

/// What is told of copies when the store is opened, without its name.
fn copies_told(program: &Program) -> Vec<String> {
    let problems = program.store.copies_beside();
    let store = format!("{}: ", program.store.path().display());
    problems.iter().map(|it| it.to_string().replace(&store, "")).collect()
}

#[test]
fn a_copy_that_cannot_be_read_is_left_alone_and_told_once() {
    for (text, is_told) in [
        ("", false),
        ("(version: 1, entr", true),
        ("(version: 2, entries: [])", true),
        ("(version: 1, entries: [])", false),
    ] {
        let place = Place::new();
        let mut program = started(&place);
        beside(&place, COPY, text);
        for turn in 0..2 {
            program.set(7, &format!("act {turn}"));
            let problems = program.save().problems;
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            let told: Vec<&String> =
                told.iter().filter(|it| it.contains("cannot be read")).collect();
            assert_eq!(told.len(), usize::from(is_told && turn == 0), "{text}");
            assert!(told.iter().all(|it| it.contains("cannot be read: ")), "{told:?}");
        }
        assert_eq!(program.notes().len(), 4);
    }
}

#[test]
fn no_merge_is_promised_of_a_copy_that_cannot_be_read() {
    for (text, why) in [
        ("(version: 1, entr", "it is damaged: "),
        ("(version: 2, entries: [])", "a later version of the program wrote it (format 2)"),
        ("(version: 1, entries: [], index: {})", "it holds more than this version can keep"),
    ] {
        let place = Place::new();
        drop(started(&place));
        beside(&place, COPY, text);
        let mut program = place.open();
        let told = copies_told(&program);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(COPY) && told[0].contains("cannot be read: "), "{told:?}");
        assert!(told[0].contains(why) && !told[0].contains("the next save"), "{told:?}");
        // It was told when the store was opened.
        program.set(7, "an act");
        assert_eq!(program.save(), Saved::default());
        // Once it is repaired, what is in it is merged.
        let copy = elsewhere(&place, |other| note_at(other, 5, "from the copy", 20));
        beside(&place, COPY, &copy);
        let mut again = place.open();
        again.set(8, "another act");
        again.save();
        assert!(again.notes().contains(&"from the copy"));
    }
    let place = Place::new();
    drop(started(&place));
    beside(&place, COPY, "");
    assert_eq!(copies_told(&place.open()), Vec::<String>::new());
}

#[test]
fn a_copy_is_put_away_only_when_what_it_held_is_saved() {
    let place = Place::new();
    let mut program = started(&place);
    let copy = elsewhere(&place, |other| note_at(other, 1, "from the copy", 20));
    beside(&place, COPY, &copy);
    note_at(&mut program, 1, "here", 21);
    let blocked = place.folder.path().join(".notes.ron.tmp");
    fs::create_dir(&blocked).unwrap();
    for _ in 0..2 {
        assert!(program.try_save().is_err());
        assert!(place.names().contains(&COPY.to_owned()));
    }
    fs::remove_dir(&blocked).unwrap();
    program.save();
    assert!(!place.names().contains(&COPY.to_owned()));
    assert_eq!(place.open().notes(), ["before 2", "before 3", "from the copy", "here"]);
}

#[test]
fn a_copy_of_a_store_begun_anew_takes_nothing_away() {
    let place = Place::new();
    let mut program = place.open();
    note_at(&mut program, 3, "ours", 10);
    program.save();
    let mut program = place.open();
    // Somebody who never saw ours notes something on the same passage, later.
    let anew = Place::new();
    let mut other = anew.open();
    other.random = fastrand::Rng::with_seed(99);
    note_at(&mut other, 3, "of another store", 20);
    other.save();
    beside(&place, COPY, &anew.text());
    place.put("");
    program.set(8, "here");
    program.save();
    let notes = place.open();
    let notes = notes.notes();
    assert!(notes.contains(&"ours") && notes.contains(&"of another store"), "{notes:?}");
}

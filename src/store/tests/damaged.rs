//! A file that another program changed, and that was damaged then.

use super::*;
use crate::annotation::Annotation;

/// What is left of a file that was cut off, or into which something was written.
const DAMAGES: [fn(&str) -> String; 2] = [
    |text| text[..text.len() - 20].to_owned(),
    |text| text.replace("entries: [\n", "entries: [\n<<<<<<< ours\n"),
];

/// A note made at some time.
fn note_at(program: &mut Program, number: u64, note: &str, second: i64) {
    let noted = Annotation { changed: moment(second), ..annotation(number, note) };
    program.act(vec![setting(&program.ledger, &noted)]);
}

/// A program that has three notes, and another that has read them too.
fn two(place: &Place) -> (Program, Program) {
    let mut one = place.open();
    for number in 1..4 {
        note_at(&mut one, number, &format!("before {number}"), 10);
    }
    one.save();
    (one, place.open())
}

fn told(saved: &Saved) -> String {
    saved.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The same, of which the other one changed the first note since.
fn changed_since(place: &Place) -> Program {
    let (one, mut other) = two(place);
    note_at(&mut other, 1, "by the other", 20);
    other.save();
    one
}

/// Damages the file, and has a program save a note over it; what is told of that.
fn save_over(place: &Place, damage: fn(&str) -> String, one: &mut Program, number: u64) -> String {
    place.put(&damage(&place.text()));
    note_at(one, number, "by one", 21);
    told(&one.save())
}

#[test]
fn a_later_version_of_a_known_note_is_taken_in() {
    for damage in DAMAGES {
        let place = Place::new();
        let mut one = changed_since(&place);
        let told = save_over(&place, damage, &mut one, 7);
        assert!(told.contains("another program damaged the file"), "{told}");
        assert!(!told.contains("both versions"), "{told}");
        assert_eq!(one.notes(), ["before 2", "before 3", "by one", "by the other"]);
        assert_eq!(one.note(1), Some("by the other"));
        assert_eq!(place.open().ledger, one.ledger);
    }
}

#[test]
fn where_both_changed_a_note_both_stay_and_it_is_told() {
    for damage in DAMAGES {
        let place = Place::new();
        let mut one = changed_since(&place);
        let told = save_over(&place, damage, &mut one, 1);
        assert!(told.contains("both versions"), "{told}");
        assert_eq!(one.notes(), ["before 2", "before 3", "by one", "by the other"]);
        assert_eq!(place.open().ledger, one.ledger);
    }
}

#[test]
fn what_a_damaged_file_lacks_is_not_removed() {
    let place = Place::new();
    let (mut one, mut other) = two(&place);
    other.remove(1);
    note_at(&mut other, 2, "by the other", 20);
    other.save();
    save_over(&place, DAMAGES[0], &mut one, 7);
    assert_eq!(one.notes(), ["before 1", "before 3", "by one", "by the other"]);
}

#[test]
fn an_earlier_version_in_a_damaged_file_takes_nothing_back() {
    let place = Place::new();
    drop(two(&place));
    let mut one = place.open();
    let earlier = place.text();
    note_at(&mut one, 1, "changed since", 20);
    one.remove(2);
    one.save();
    place.put(&earlier);
    let told = save_over(&place, DAMAGES[0], &mut one, 7);
    assert!(!told.contains("both versions"), "{told}");
    assert_eq!(one.notes(), ["before 3", "by one", "changed since"]);
}

/// Nobody can tell whether somebody wrote this or the damage did.
#[test]
fn another_wording_of_the_same_moment_stands_beside_ours() {
    let place = Place::new();
    let (mut one, _) = two(&place);
    place.put(&place.text().replace("before 1", "befora 1"));
    let told = save_over(&place, DAMAGES[0], &mut one, 7);
    assert!(told.contains("both versions"), "{told}");
    assert_eq!(one.notes(), ["befora 1", "before 1", "before 2", "before 3", "by one"]);
    assert_eq!(place.open().ledger, one.ledger);
}

#[test]
fn what_was_taken_in_is_told_when_a_later_save_comes_about() {
    let place = Place::new();
    let mut one = changed_since(&place);
    place.put(&DAMAGES[0](&place.text()));
    note_at(&mut one, 7, "by one", 21);
    let blocked = place.folder.path().join(".notes.ron.tmp");
    fs::create_dir(&blocked).unwrap();
    assert!(one.try_save().is_err());
    fs::remove_dir(&blocked).unwrap();
    let saved = one.save();
    assert!(told(&saved).contains("another program damaged the file"), "{}", told(&saved));
    assert_eq!(one.note(1), Some("by the other"));
    assert_eq!(place.open().ledger, one.ledger);
}

#[test]
fn a_damaged_file_begun_anew_takes_nothing_away() {
    let place = Place::new();
    let (mut one, _) = two(&place);
    fs::remove_file(place.path()).unwrap();
    let mut other = place.open();
    other.random = fastrand::Rng::with_seed(8);
    note_at(&mut other, 1, "of another store", 20);
    other.save();
    save_over(&place, DAMAGES[1], &mut one, 7);
    assert_eq!(one.notes(), ["before 1", "before 2", "before 3", "by one", "of another store"]);
    assert_eq!(place.open().ledger, one.ledger);
}

#[test]
fn what_was_begun_while_nothing_was_there_is_taken_in_though_damaged() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    note_at(&mut other, 1, "by the other", 20);
    other.save();
    let told = save_over(&place, DAMAGES[1], &mut one, 7);
    assert!(told.contains("another program damaged the file"), "{told}");
    assert_eq!(one.notes(), ["by one", "by the other"]);
}

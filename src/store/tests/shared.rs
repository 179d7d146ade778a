//! Two programs on one file.

use super::*;

/// A program with a note that another one has saved anew since.
fn behind_another(place: &Place) -> Program {
    let mut one = place.open();
    one.set(1, "before");
    one.save();
    let other = place.open();
    one.set(1, "by one");
    one.save();
    other
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
    let mut other = behind_another(&place);
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
fn an_act_on_what_the_program_had_not_yet_heard_of_is_merged_too() {
    let place = Place::new();
    let mut other = behind_another(&place);
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

#[test]
fn a_tag_is_not_taken_out_by_a_file_that_never_knew_it() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    other.random = fastrand::Rng::with_seed(8);
    let tagged = |tags: &[&str]| crate::annotation::Annotation {
        tags: tags.iter().map(|name| crate::annotation::TagName::new(name).unwrap()).collect(),
        ..annotation(1, "")
    };
    one.act(vec![setting(&one.ledger, &tagged(&["early"]))]);
    one.save();
    one.act(vec![setting(&one.ledger, &tagged(&["early", "late"]))]);
    fs::remove_file(place.path()).unwrap();
    other.set(1, "by the other");
    other.save();
    one.save();
    let end = place.open();
    let kept: BTreeSet<String> =
        end.ledger.annotations().flat_map(|it| &it.tags).map(ToString::to_string).collect();
    assert!(kept.contains("early") && kept.contains("late"), "{kept:?}");
    assert!(end.notes().contains(&"by the other"));
}

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;
use crate::annotation::Annotation;
use crate::store::samples::{annotation, article, id, judgement, moment};

fn lined(lineage: Option<u64>, entries: &[Entry]) -> Contents {
    let mut contents = Contents { lineage: lineage.map(id), ..Contents::default() };
    for entry in entries {
        contents.texts.insert(entry.key(), contents::text_of(entry).unwrap());
    }
    contents
}

fn of(entries: &[Entry]) -> Contents {
    lined(Some(1), entries)
}

fn noted(number: u64, note: &str) -> Entry {
    Entry::Annotation(annotation(number, note))
}

fn at(number: u64, note: &str, second: i64) -> Entry {
    Entry::Annotation(Annotation { changed: moment(second), ..annotation(number, note) })
}

/// The notes, sorted.
fn notes(contents: &Contents) -> Vec<String> {
    let entries = contents.texts.iter().map(|it| it.1).filter_map(|text| contents::entry_of(text));
    let mut notes: Vec<String> = entries
        .filter_map(|entry| match entry {
            Entry::Annotation(annotation) => Some(annotation.note.to_string()),
            _ => None,
        })
        .collect();
    notes.sort();
    notes
}

#[test]
fn changes_of_both_sides_and_removals_of_one() {
    let base = of(&[noted(1, "a"), noted(2, "b"), noted(3, "c"), noted(4, "d")]);
    let ours = of(&[noted(1, "ours"), noted(2, "b"), noted(4, "d"), noted(5, "new")]);
    let theirs = of(&[noted(1, "a"), noted(2, "theirs"), noted(3, "c"), noted(6, "newer")]);
    let Combined { contents, doubled } = combine(&base, &ours, &theirs).unwrap();
    assert_eq!(
        (notes(&contents), doubled),
        (["new", "newer", "ours", "theirs"].map(str::to_owned).to_vec(), 0)
    );
    assert_eq!(contents.lineage, Some(id(1)));
}

#[test]
fn of_two_versions_both_stay_and_the_later_keeps_the_id() {
    let base = of(&[at(1, "before", 1)]);
    let (one, other) = (of(&[at(1, "early", 5)]), of(&[at(1, "late", 6)]));
    let merged = combine(&base, &one, &other).unwrap();
    assert_eq!((notes(&merged.contents).len(), merged.doubled), (2, 1));
    assert_eq!(merged.contents.entry(&EntryKey::Annotation(id(1))), Some(at(1, "late", 6)));
    assert_eq!(combine(&base, &other, &one).unwrap(), merged);
    // To merge once more makes no more of it.
    let again = combine(&one, &merged.contents, &other).unwrap();
    assert_eq!(again.contents, merged.contents);
}

#[test]
fn the_id_of_a_second_version_is_never_that_of_something_else() {
    let (one, other) = (of(&[at(1, "early", 5)]), of(&[at(1, "late", 6)]));
    let merged = combine(&of(&[]), &one, &other).unwrap().contents;
    let copy = merged.texts.keys().find(|key| **key != EntryKey::Annotation(id(1))).unwrap();
    let EntryKey::Annotation(own) = *copy else { panic!("{copy:?}") };
    let changed = Entry::Annotation(Annotation { id: own, ..annotation(9, "went on with it") });
    let mut one = one;
    one.texts.insert(changed.key(), contents::text_of(&changed).unwrap());
    let merged = combine(&of(&[]), &one, &other).unwrap().contents;
    assert_eq!(notes(&merged), ["early", "late", "went on with it"]);
}

#[test]
fn a_side_that_did_not_know_the_base_removed_nothing() {
    let base = of(&[noted(1, "a"), noted(2, "b")]);
    let ours = of(&[noted(2, "b"), noted(3, "c")]);
    for theirs in [lined(Some(7), &[noted(4, "d")]), of(&[])] {
        let merged = combine(&base, &ours, &theirs).unwrap().contents;
        assert!(notes(&merged).contains(&"b".to_owned()), "{theirs:?}");
        assert!(!notes(&merged).contains(&"a".to_owned()), "{theirs:?}");
        assert_eq!(combine(&base, &theirs, &ours).unwrap().contents, merged);
    }
}

#[test]
fn an_article_stays_while_something_hangs_on_it() {
    let base = of(&[article(1), article(2), noted(1, "a")]);
    let ours = of(&[article(2)]);
    let theirs = of(&[article(1), article(2), noted(1, "a"), noted(2, "b")]);
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = combine(&base, one, other).unwrap().contents;
        assert_eq!(notes(&merged), ["b"]);
        assert!(merged.texts.has(&EntryKey::Article(id(1))));
    }
    let nothing = of(&[article(2), noted(5, "c")]);
    let merged = combine(&base, &nothing, &base).unwrap().contents;
    assert!(merged.texts.has(&EntryKey::Article(id(1))), "an annotation is about it");
}

#[test]
fn entries_that_cannot_be_read_are_merged_as_they_stand() {
    let carrying = |texts: &[&str]| Contents {
        carried: texts.iter().map(|&text| text.into()).collect(),
        ..of(&[noted(1, "a")])
    };
    let base = carrying(&["Omen(1)", "Omen(2)", "Omen(3)"]);
    let ours = carrying(&["Omen(1)", "Omen(4)", "Omen(3)"]);
    let theirs = carrying(&["Omen(1)", "Omen(5)", "Omen(2)"]);
    let merged = combine(&base, &ours, &theirs).unwrap().contents;
    let carried: Vec<&str> = merged.carried.iter().map(|text| &**text).collect();
    assert_eq!(carried, ["Omen(1)", "Omen(4)", "Omen(5)"]);
}

#[test]
fn judgements_are_merged_like_annotations() {
    let judged = |turn| Entry::Judgement(judgement(1, turn));
    let merged = combine(&of(&[judged(0)]), &of(&[judged(1)]), &of(&[judged(2)])).unwrap();
    assert_eq!((merged.contents.texts.len(), merged.doubled), (2, 1));
}

/// A side: for each of five annotations a note, at some time.
fn side() -> impl Strategy<Value = Contents> {
    let version = (0_u8..3, 0_i64..4);
    (btree_map(1_u64..6, version, 0..5), vec(0_u8..3, 0..2), 1_u64..3).prop_map(
        |(versions, carried, lineage)| {
            let entries: Vec<Entry> = versions
                .into_iter()
                .map(|(number, (note, second))| at(number, &format!("{number}{note}"), second))
                .collect();
            let carried = carried.into_iter().map(|sign| format!("Omen({sign})").into()).collect();
            Contents { carried, ..lined(Some(lineage), &entries) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_that_one_side_changed_is_lost_and_the_sides_are_equal(
        base in side(), ours in side(), theirs in side(),
    ) {
        let merged = combine(&base, &ours, &theirs).unwrap();
        let turned = combine(&base, &theirs, &ours).unwrap();
        prop_assert_eq!(&merged, &turned);
        let kept = notes(&merged.contents);
        let was = notes(&base);
        for note in notes(&ours).into_iter().chain(notes(&theirs)) {
            prop_assert!(kept.contains(&note) || was.contains(&note), "lost: {}", note);
        }
        let again = combine(&merged.contents, &merged.contents, &merged.contents).unwrap();
        prop_assert_eq!(again.contents, merged.contents);
    }
}

#[test]
fn a_side_that_did_not_know_the_base_took_no_tag_out() {
    let tagged = |note: &str, tags: &[&str]| {
        let tags = tags.iter().map(|it| crate::annotation::TagName::new(it).unwrap()).collect();
        Entry::Annotation(Annotation { tags, ..annotation(1, note) })
    };
    let base = of(&[tagged("a", &["early"])]);
    let ours = of(&[tagged("a", &["early", "late"])]);
    for (lineage, doubled) in [(Some(1), 0), (Some(2), 1), (None, 1)] {
        let theirs = lined(lineage, &[tagged("theirs", &[])]);
        let merged = combine(&base, &ours, &theirs).unwrap();
        assert_eq!(merged.doubled, doubled, "{lineage:?}");
        let stands = merged.contents.texts.iter().map(|it| it.1).any(|text| text.contains("early"));
        assert_eq!(stands, doubled == 1, "{lineage:?}");
    }
}

use super::*;
use crate::annotation::{Colour, Role, TagName, Verdict};
use crate::store::samples::{annotation, id, judgement, moment};

fn noted(note: &str) -> Entry {
    Entry::Annotation(annotation(1, note))
}

#[test]
fn every_combination_of_changes() {
    let ours = Decision::Annotation(annotation(1, "b"));
    check([&noted("a"), &noted("b"), &noted("c")], ours);
    let judged = |turn| Entry::Judgement(judgement(1, turn));
    check([&judged(0), &judged(1), &judged(2)], Decision::Judgement(judgement(1, 1)));
}

/// Merges three versions of one entry in every combination; `ours` is the second of them.
fn check([a, b, c]: [&Entry; 3], ours: Decision) {
    let both = Merged::Both { theirs: c.clone(), ours: Box::new(ours) };
    let one = |entry: Option<&Entry>| Merged::One(entry.cloned());
    for (base, ours, theirs, expected) in [
        (None, None, None, one(None)),
        (None, Some(b), None, one(Some(b))),
        (None, None, Some(c), one(Some(c))),
        (None, Some(b), Some(b), one(Some(b))),
        (None, Some(b), Some(c), both.clone()),
        (Some(a), Some(a), Some(a), one(Some(a))),
        (Some(a), Some(b), Some(a), one(Some(b))),
        (Some(a), Some(a), Some(c), one(Some(c))),
        (Some(a), Some(b), Some(b), one(Some(b))),
        (Some(a), Some(b), Some(c), both),
        (Some(a), None, Some(a), one(None)),
        (Some(a), Some(a), None, one(None)),
        (Some(a), None, None, one(None)),
        (Some(a), None, Some(c), one(Some(c))),
        (Some(a), Some(b), None, one(Some(b))),
    ] {
        assert_eq!(merge(base, ours, theirs), expected, "{base:?} {ours:?} {theirs:?}");
    }
}

#[test]
fn an_annotation_takes_each_field_from_the_side_that_changed_it() {
    let tags = |names: &[&str]| names.iter().map(|name| TagName::new(name).unwrap()).collect();
    let base = Annotation { tags: tags(&["late"]), ..annotation(1, "before") };
    let with = |names: &[&str], second| Annotation {
        tags: tags(names),
        changed: moment(second),
        ..base.clone()
    };
    let noted = |note: &str, second| Annotation {
        note: note.into(),
        changed: moment(second),
        ..base.clone()
    };
    let dismissed = Annotation { role: Role::Claim(Some(Verdict::Dismissed)), ..base.clone() };
    let later = |second, it: &Annotation| Annotation { changed: moment(second), ..it.clone() };
    for (ours, theirs, expected) in [
        (with(&["late", "one"], 5), with(&["late", "two"], 9), with(&["late", "one", "two"], 9)),
        (with(&[], 5), with(&["late", "two"], 9), with(&["two"], 9)),
        (
            with(&["late", "one"], 9),
            noted("theirs", 5),
            Annotation { tags: tags(&["late", "one"]), ..noted("theirs", 9) },
        ),
        (
            later(5, &dismissed),
            noted("theirs", 9),
            Annotation { role: dismissed.role, ..noted("theirs", 9) },
        ),
    ] {
        let entry = |it: &Annotation| Entry::Annotation(it.clone());
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(Some(&entry(&base)), Some(&entry(ours)), Some(&entry(theirs)));
            assert_eq!(merged, Merged::One(Some(entry(&expected))));
            // Nobody knows what they were: nothing says that one did not take the tag out.
            let merged = merge(None, Some(&entry(ours)), Some(&entry(theirs)));
            assert!(matches!(merged, Merged::Both { .. }));
        }
    }
}

#[test]
fn the_same_change_at_two_times_is_one_change() {
    let at =
        |second| Entry::Annotation(Annotation { changed: moment(second), ..annotation(1, "same") });
    let merged = merge(Some(&noted("before")), Some(&at(5)), Some(&at(9)));
    assert_eq!(merged, Merged::One(Some(at(9))));

    let judged =
        |second| Entry::Judgement(Judgement { changed: moment(second), ..judgement(1, 2) });
    let before = Entry::Judgement(judgement(1, 0));
    let merged = merge(Some(&before), Some(&judged(9)), Some(&judged(5)));
    assert_eq!(merged, Merged::One(Some(judged(9))));
}

#[test]
fn a_version_that_stands_beside_another_differs_in_its_id_alone() {
    let annotated = Decision::Annotation(annotation(1, "a"));
    let moved = Annotation { id: id(9), ..annotation(1, "a") };
    assert_eq!(annotated.under(id(9)), Entry::Annotation(moved));
    let judged = Decision::Judgement(judgement(1, 3));
    let moved = Judgement { id: id(9), ..judgement(1, 3) };
    assert_eq!(judged.under(id(9)), Entry::Judgement(moved));
}

#[test]
fn a_tag_takes_each_field_from_the_side_that_changed_it() {
    let tag = |description: &str, digit, colour| {
        Entry::Tag(TagDefinition {
            name: TagName::new("late").unwrap(),
            description: description.to_owned(),
            digit,
            colour,
        })
    };
    let merged = merge(
        Some(&tag("a", Some(1), Colour::Blue)),
        Some(&tag("ours", Some(1), Colour::Pink)),
        Some(&tag("theirs", Some(2), Colour::Blue)),
    );
    assert_eq!(merged, Merged::One(Some(tag("theirs; ours", Some(2), Colour::Pink))));
}

#[test]
fn a_story_has_the_members_that_either_side_added_and_not_those_that_one_removed() {
    let story = |name: &str, members: &[u64]| {
        let members = members.iter().copied().map(id).collect();
        Entry::Story(StoryRecord { id: id(1), name: name.to_owned(), members, note: String::new() })
    };
    let merged = merge(
        Some(&story("a", &[1, 2, 3])),
        Some(&story("a", &[1, 3, 4])),
        Some(&story("b", &[1, 2, 5])),
    );
    assert_eq!(merged, Merged::One(Some(story("b", &[1, 4, 5]))));
}

#[test]
fn notes_on_a_story_and_on_an_article_are_never_lost() {
    let story = |note: &str| {
        let (name, members) = ("Ferries".to_owned(), [id(3)].into());
        Entry::Story(StoryRecord { id: id(1), name, members, note: note.to_owned() })
    };
    let article = |note: &str| {
        Entry::from(ArticleRecord {
            id: id(2),
            bytes_hash: 1,
            text_hash: 2,
            path: None,
            url: None,
            title: "A ferry".to_owned(),
            outlet: None,
            author: None,
            published: None,
            note: note.to_owned(),
            corrections: crate::annotation::Corrections::default(),
        })
    };
    for (base, ours, theirs, merged) in [
        ("", "ours", "theirs", "theirs\n\nours"),
        ("before", "ours", "before", "ours"),
        ("before", "before", "theirs", "theirs"),
        ("before", "", "theirs", "theirs"),
        ("before", "ours", "", "ours"),
        ("before", "before and ours", "before and ours, and theirs", "before and ours, and theirs"),
    ] {
        for record in [&story as &dyn Fn(&str) -> Entry, &article] {
            let told = merge(Some(&record(base)), Some(&record(ours)), Some(&record(theirs)));
            assert_eq!(told, Merged::One(Some(record(merged))), "{base}, {ours}, {theirs}");
        }
    }
}

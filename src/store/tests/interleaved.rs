//! Two programs and a careless third on one file, in any order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, TagName};

#[derive(Clone, Copy, Debug)]
enum Act {
    /// One of the programs notes something on one of five annotations.
    Note(usize, u64),
    /// One of the programs puts a new tag on one of five annotations.
    Tag(usize, u64),
    /// One of the programs judges one of five pairs of claims.
    Judge(usize, u64),
    /// One of the programs removes one of the annotations.
    Remove(usize, u64),
    /// One of the programs saves.
    Save(usize),
    /// One of the programs is started anew, after a save.
    Restart(usize),
    /// Something happens to the file.
    Outside(Mishap),
}

#[derive(Clone, Copy, Debug)]
enum Mishap {
    Deleted,
    Emptied,
    Damaged,
    /// A tool puts what is there now into a copy beside it.
    Copied,
    /// A tool puts what was there earlier in place, and what is there now into a copy.
    Replaced,
    /// Another program notes something.
    Edited,
    /// The same, and then the end of the file is cut off.
    EditedAndCut,
    /// The file gets another name.
    Renamed,
}

fn act() -> impl Strategy<Value = Act> {
    let mishap = prop::sample::select(vec![
        Mishap::Deleted,
        Mishap::Emptied,
        Mishap::Damaged,
        Mishap::Copied,
        Mishap::Replaced,
        Mishap::Edited,
        Mishap::EditedAndCut,
        Mishap::Renamed,
    ]);
    prop_oneof![
        6 => (0..2_usize, 1..6_u64).prop_map(|(who, number)| Act::Note(who, number)),
        4 => (0..2_usize, 1..6_u64).prop_map(|(who, number)| Act::Tag(who, number)),
        3 => (0..2_usize, 1..6_u64).prop_map(|(who, number)| Act::Judge(who, number)),
        2 => (0..2_usize, 1..6_u64).prop_map(|(who, number)| Act::Remove(who, number)),
        4 => (0..2_usize).prop_map(Act::Save),
        1 => (0..2_usize).prop_map(Act::Restart),
        2 => mishap.prop_map(Act::Outside),
    ]
}

/// A judgement's verdict with the act that came to it.
fn told(judgement: &Judgement) -> String {
    format!("{:?} of {}", judgement.verdict, judgement.created.as_second())
}

fn note_at(program: &mut Program, number: u64, note: &str, second: i64) {
    let known = program.ledger.annotation(id(number)).cloned();
    let known = known.unwrap_or_else(|| annotation(number, note));
    let noted = Annotation { changed: moment(second), note: note.into(), ..known };
    program.act(vec![setting(&program.ledger, &noted)]);
}

fn tag_at(program: &mut Program, number: u64, tag: &str, second: i64) {
    let known = program.ledger.annotation(id(number)).cloned();
    let mut tagged = known.unwrap_or_else(|| annotation(number, ""));
    tagged.tags.insert(TagName::new(tag).unwrap());
    let tagged = Annotation { changed: moment(second), ..tagged };
    program.act(vec![setting(&program.ledger, &tagged)]);
}

/// The tags of an annotation that a program knows.
fn tags(program: &Program, number: u64) -> Vec<String> {
    let known = program.ledger.annotation(id(number));
    known.into_iter().flat_map(|it| &it.tags).map(ToString::to_string).collect()
}

/// A tool puts the file, if it is whole, into a copy beside it.
fn copy(place: &Place, second: i64) {
    let copy = format!("notes.sync-conflict-20270115-{second:06}-ABCDEFG.ron");
    fs::copy(place.path(), place.folder.path().join(copy)).unwrap();
}

/// A save at a moment of its own, so that no two damaged files want the same name.
fn save_at(program: &mut Program, second: i64) {
    let saved = program.store.save(moment(second), &mut program.random).unwrap();
    let edit = crate::annotation::Edit { what: "merged".to_owned(), changes: saved.merged };
    program.ledger.apply(&edit).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_that_was_decided_is_lost(acts in vec(act(), 1..25)) {
        let place = Place::in_memory();
        let mut programs = [place.open(), place.open()];
        programs[1].random = fastrand::Rng::with_seed(8);
        let mut decided: BTreeSet<String> = BTreeSet::new();
        let mut superseded: BTreeSet<String> = BTreeSet::new();
        // What the file was after each act.
        let mut versions: Vec<String> = Vec::new();
        for (second, act) in (0..).zip(&acts) {
            match *act {
                Act::Note(who, number) => {
                    let note = format!("note {second}");
                    superseded.extend(programs[who].note(number).map(str::to_owned));
                    note_at(&mut programs[who], number, &note, second);
                    decided.insert(note);
                }
                Act::Tag(who, number) => {
                    let tag = format!("tag-{second}");
                    tag_at(&mut programs[who], number, &tag, second);
                    decided.insert(tag);
                }
                Act::Judge(who, number) => {
                    let turn = usize::try_from(second).unwrap();
                    let judged =
                        Judgement { created: moment(second), ..judgement(number, turn) };
                    superseded.extend(programs[who].ledger.judgement(id(number)).map(told));
                    decided.insert(told(&judged));
                    programs[who].judge_as(judged);
                }
                Act::Remove(who, number) => {
                    if let Some(note) = programs[who].note(number).map(str::to_owned) {
                        superseded.insert(note);
                        superseded.extend(tags(&programs[who], number));
                        programs[who].remove(number);
                    }
                }
                Act::Save(who) => save_at(&mut programs[who], second),
                Act::Restart(who) => {
                    // An act, since a program that has nothing to save never looks at the file.
                    programs[who].set(8, &format!("restart {second}"));
                    save_at(&mut programs[who], second);
                    let again = place.open();
                    programs[who].store = again.store;
                    programs[who].ledger = again.ledger;
                }
                Act::Outside(mishap @ (Mishap::Edited | Mishap::EditedAndCut)) => {
                    let mut third = place.open();
                    third.random = fastrand::Rng::with_seed(1000 + second.cast_unsigned());
                    let note = format!("note {second}");
                    superseded.extend(third.note(3).map(str::to_owned));
                    note_at(&mut third, 3, &note, second);
                    save_at(&mut third, second);
                    decided.insert(note);
                    if matches!(mishap, Mishap::EditedAndCut) {
                        let text = place.text();
                        place.put(text.strip_suffix("    ],\n)\n").unwrap());
                    }
                    // It has ended: what becomes of the file before anybody reads it is not ours.
                    programs[0].set(8, &format!("seen {second}"));
                    save_at(&mut programs[0], second);
                }
                Act::Outside(mishap) if place.path().exists() => match mishap {
                    Mishap::Deleted => fs::remove_file(place.path()).unwrap(),
                    Mishap::Emptied => place.put(""),
                    Mishap::Damaged => place.put("(version: 1, entr"),
                    Mishap::Renamed => {
                        fs::rename(place.path(), place.path().with_extension("old")).unwrap();
                    }
                    Mishap::Copied => copy(&place, second),
                    Mishap::Replaced => {
                        copy(&place, second);
                        let turn = usize::try_from(second).unwrap();
                        place.put(versions.get(turn / 2).map_or("", String::as_str));
                    }
                    Mishap::Edited | Mishap::EditedAndCut => {}
                },
                Act::Outside(_) => {}
            }
            versions.extend(fs::read_to_string(place.path()));
        }
        for (second, who) in (100..).zip([0, 1, 0]) {
            // An act, so that there is something to save.
            programs[who].set(9, &format!("last {second}"));
            save_at(&mut programs[who], second);
        }
        let end = place.open();
        let notes = end.notes().into_iter().map(str::to_owned);
        let tags = end.ledger.annotations().flat_map(|it| &it.tags).map(ToString::to_string);
        let judged = end.ledger.judgements().map(told);
        let kept: BTreeSet<String> = notes.chain(tags).chain(judged).collect();
        let lost: Vec<&String> =
            decided.iter().filter(|it| !superseded.contains(*it) && !kept.contains(*it)).collect();
        prop_assert!(lost.is_empty(), "lost: {lost:?}");
    }
}

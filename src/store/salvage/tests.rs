use std::collections::BTreeMap;
use std::io::Write;

use super::*;
use crate::store::contents::Reading;
use crate::store::samples::{annotation, id, judgement};

/// A file of so many annotations and judgements.
fn file(count: u64) -> String {
    let mut contents = Contents { lineage: Some(id(7)), ..Contents::default() };
    for number in 1..=count {
        let entry = match number % 3 {
            0 => Entry::Judgement(judgement(number, 1)),
            _ => Entry::Annotation(annotation(number, "a note\nof two lines, \"so\" (they) say]")),
        };
        contents.texts.insert(entry.key(), contents::text_of(&entry).unwrap());
    }
    contents.written(contents.lineage, &BTreeMap::new())
}

/// Where each entry of a file ends.
fn ends(file: &str) -> Vec<usize> {
    let ends = file.match_indices("\n        )),\n").map(|(at, end)| at + end.len() - 2);
    ends.collect()
}

fn count(bytes: &[u8]) -> usize {
    salvage(bytes).1.len()
}

#[test]
fn a_file_cut_short_anywhere_gives_every_entry_before_the_cut() {
    let file = file(12);
    let ends = ends(&file);
    assert_eq!(ends.len(), 12);
    for cut in 0..=file.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(count(&file.as_bytes()[..cut]), whole, "{cut}");
    }
    assert_eq!(salvage(&file.as_bytes()[..file.len() / 2]).0.lineage, Some(id(7)));
}

#[test]
fn an_entry_that_is_damaged_takes_no_other_with_it() {
    let file = file(12);
    let quote = file.find("\"a note\"").unwrap();
    for (from, to) in [
        ("\"a note\"", "\"a note"),
        ("anchor: (", "anchor: "),
        ("start: 14", "start: 1\u{0}4"),
        ("Annotation((", "Annotation(("),
    ] {
        let damaged = file.replacen(from, to, 1);
        assert!(count(damaged.as_bytes()) >= 11, "{to}");
    }
    let mut bytes = file.clone().into_bytes();
    bytes[quote] = 0xff;
    assert_eq!(count(&bytes), 11);
    let headless = file.replace("version: 1,", "");
    assert_eq!(count(headless.as_bytes()), 12);
}

#[test]
fn entries_of_a_later_version_are_salvaged_up_to_the_damage() {
    let strange = "Omen((\n            sign: \"raven\",\n        ))";
    let text = file(3).replacen(
        "        Annotation",
        &format!("        {strange},\n        Annotation"),
        1,
    );
    let (contents, entries) = salvage(&text.as_bytes()[..text.len() - 20]);
    assert_eq!((contents.carried, entries.len()), (vec![strange.into()], 2));
}

/// Does one of seven kinds of damage to a file.
fn damage(bytes: &[u8], kind: u64, random: &mut fastrand::Rng) -> (Vec<u8>, usize) {
    let mut damaged = bytes.to_vec();
    let at = random.usize(..bytes.len());
    match kind {
        0 => damaged.truncate(at),
        1 => damaged[at] ^= 1 << random.u8(..8),
        2 => {
            let end = (at + random.usize(1..600)).min(bytes.len());
            damaged[at..end].fill(0);
        }
        3 => {
            let text = String::from_utf8(damaged).unwrap();
            let (before, after) = text.split_at(text.floor_char_boundary(at));
            damaged = [before, &after.replace('\n', "\r\n")].concat().into_bytes();
        }
        4 => damaged.splice(..0, *b"\xef\xbb\xbf").for_each(drop),
        5 => {
            let piece = damaged[at..(at + random.usize(1..900)).min(bytes.len())].to_vec();
            let mut bytes = damaged[..at].to_vec();
            bytes.extend(piece.repeat(2));
            bytes.extend(&damaged[at..]);
            damaged = bytes;
        }
        _ => {
            damaged.truncate(at);
            damaged.write_all(b"<<<<<<< ours\n").unwrap();
        }
    }
    (damaged, if kind == 4 { bytes.len() } else { at })
}

#[test]
fn mutations_never_panic_and_nearly_every_entry_before_the_damage_is_read() {
    let file = file(15);
    let ends = ends(&file);
    let mut random = fastrand::Rng::with_seed(11);
    let (mut whole, mut salvaged, mut damaged) = (0, 0, 0);
    let cuts = (0..file.len().min(1000)).map(|at| (file.as_bytes()[..at].to_vec(), at));
    let mutations: Vec<(Vec<u8>, usize)> =
        cuts.chain((0..4000).map(|turn| damage(file.as_bytes(), turn % 7, &mut random))).collect();
    for (bytes, at) in &mutations {
        let before = ends.iter().filter(|end| *end <= at).count();
        match contents::read(&bytes.clone().into()) {
            Reading::Whole(_, entries, _) => assert!(entries.len() >= before, "{at}"),
            Reading::Damaged(reason) => {
                assert!(!reason.is_empty());
                damaged += 1;
                whole += before;
                salvaged += count(bytes).min(before);
            }
            Reading::Newer(_) | Reading::Strange(_) => assert_eq!(before, 0, "{at}"),
            Reading::Empty => assert!(bytes.iter().all(u8::is_ascii_whitespace)),
        }
    }
    println!(
        "damage: {} mutations, {damaged} damaged files, {salvaged} of {whole} entries before the \
         damage salvaged",
        mutations.len()
    );
    assert!(mutations.len() >= 5000 && salvaged * 100 >= whole * 95);
}

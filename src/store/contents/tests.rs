use std::fmt::Write;

use super::*;
use crate::annotation::{Ledger, TagName};
use crate::store::samples::{annotation, entry, id};
use crate::text::shared;
use proptest::collection::vec;
use proptest::prelude::*;

fn contents_of(entries: &[Entry]) -> Contents {
    let mut contents = Contents::default();
    for entry in entries {
        contents.texts.insert(entry.key(), text_of(entry).unwrap());
    }
    contents
}

fn read_bytes(bytes: &[u8]) -> Reading {
    read(&Bytes::copy_from_slice(bytes))
}

fn whole(bytes: &[u8]) -> (Contents, Vec<Entry>, Vec<String>) {
    match read_bytes(bytes) {
        Reading::Whole(contents, entries, oddities) => (contents, entries, oddities),
        other => panic!("{other:?}"),
    }
}

fn file(entries: &str) -> String {
    format!("(\n    version: 1,\n    entries: [\n{entries}    ],\n)\n")
}

#[test]
fn what_a_file_says_that_is_known_stays_where_it_was_and_the_rest_is_apart() {
    let noted = |note: &str| {
        [Entry::Annotation(annotation(1, "first")), Entry::Annotation(annotation(2, note))]
    };
    let file = |note| contents_of(&noted(note)).written(None, &BTreeMap::new());
    let (before, entries, _) = whole(file("second").as_bytes());
    let (now, ..) = whole(file("third").as_bytes());
    let beside = now.clone().beside(&before);
    assert_eq!(beside, now);
    let place =
        |contents: &Contents, entry: &Entry| contents.texts.get(&entry.key()).unwrap().as_ptr();
    assert_eq!(place(&beside, &entries[0]), place(&before, &entries[0]));
    assert_ne!(place(&beside, &entries[1]), place(&before, &entries[1]));
    assert_ne!(place(&beside, &entries[1]), place(&now, &entries[1]));
}

#[test]
fn all_that_is_read_from_a_file_is_part_of_one_text() {
    let entries = [1, 2].map(|number| Entry::Annotation(annotation(number, "a note")));
    let file = contents_of(&entries).written(None, &BTreeMap::new());
    let (contents, read, _) = whole(file.as_bytes());
    let texts: Vec<&EntryText> = contents.texts.iter().map(|it| it.1).collect();
    assert!(Arc::ptr_eq(texts[0].file(), texts[1].file()));
    for entry in &read {
        let Entry::Annotation(annotation) = entry else { panic!("{entry:?}") };
        let exact = annotation.anchor.exact();
        assert!(shared::place_of(texts[0].file(), exact).is_some_and(|place| !place.is_empty()));
    }
}

#[test]
fn passages_with_the_same_tags_share_them_until_one_gets_another() {
    let all = [1, 2, 3].map(|number| Entry::Annotation(annotation(number, "")));
    let (_, entries, _) = whole(contents_of(&all).written(None, &BTreeMap::new()).as_bytes());
    let mut tags: Vec<Tags> = entries
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Annotation(annotation) => Some(annotation.tags),
            _ => None,
        })
        .collect();
    let place = |tags: &Tags| std::ptr::from_ref(tags.iter().next().unwrap());
    assert_eq!(tags.iter().map(place).collect::<BTreeSet<_>>().len(), 1);
    tags[0].insert(TagName::new("late").unwrap());
    assert_eq!((tags[0].len(), tags[1].len(), tags[2].len()), (2, 1, 1));
}

proptest! {
    #[test]
    fn a_file_comes_back_byte_for_byte(entries in vec(entry(), 0..20), lineage in any::<bool>()) {
        let lineage = lineage.then(|| id(77));
        let written = contents_of(&entries).written(lineage, &BTreeMap::new());
        let (contents, read, oddities) = whole(written.as_bytes());
        let ledger: Ledger = entries.into_iter().collect();
        prop_assert_eq!(read.into_iter().collect::<Ledger>(), ledger);
        prop_assert_eq!(contents.lineage, lineage);
        prop_assert_eq!(contents.written(lineage, &BTreeMap::new()), written);
        prop_assert_eq!(oddities, Vec::<String>::new());
    }
}

/// Texts that may or may not be entries, as a hand or another program may leave them.
fn piece() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "Omen((sign: \"a ] raven\"))",
        "Weather",
        "Omen(r#\"\"]\"#)",
        "/* , */ Omen('\"')",
        "Omen(1) // why\n",
        "// why\nOmen(2)",
        "Omen[",
        "Omen(\"\\\")",
        "{1: [2, 3]}",
        "",
        ",",
        "]",
        "Tag((name: \"wet\", colour: Blue))",
        "\u{200e}Weather",
    ]);
    prop_oneof![
        odd.prop_map(str::to_owned),
        entry().prop_map(|entry| text_of(&entry).unwrap().to_string())
    ]
}

proptest! {
    #[test]
    fn scanning_reads_what_the_parser_of_ron_reads(
        pieces in vec(piece(), 0..6),
        cut in 0_usize..4000,
    ) {
        let text = file(&(pieces.join(",\n") + "\n"));
        let text = SharedText::from(text);
        prop_assert_eq!(read(text.as_bytes()), slowly(&text, Formats::CURRENT));
        let cut = text.slice_ref(text.get(..cut).unwrap_or(&text));
        let is_read_as = |reading| read(cut.as_bytes()) == reading;
        prop_assert!(cut.trim().is_empty() || is_read_as(slowly(&cut, Formats::CURRENT)));
    }
}

#[test]
fn one_change_in_a_thousand_touches_few_lines() {
    let entries: Vec<Entry> =
        (0..1000).map(|number| Entry::Annotation(annotation(number, "as it was"))).collect();
    let contents = contents_of(&entries);
    let before = contents.written(None, &BTreeMap::new());
    let changed = Entry::Annotation(annotation(500, "as it is\nnow"));
    let text = Some(text_of(&changed).unwrap());
    let after = contents.written(None, &[(changed.key(), text)].into());

    let lines: BTreeSet<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().filter(|line| !lines.contains(line)).collect();
    assert_eq!(new, [r#"                "as it is","#, r#"                "now","#]);
    assert_eq!(after.lines().count(), before.lines().count() + 1);
}

#[test]
fn untouched_entries_keep_how_a_hand_wrote_them() {
    let by_hand = file(
        "        // the first one\n        Tag((colour: Green,   name: \"late\")),\n\
         \x20       Tag((name:\"wet\", colour:Blue // like water\n)),\n",
    );
    let (contents, _, _) = whole(by_hand.as_bytes());
    let new = Entry::Annotation(annotation(1, ""));
    let text = Some(text_of(&new).unwrap());
    let after = contents.written(None, &[(new.key(), text)].into());
    assert!(after.contains("// the first one\n        Tag((colour: Green,   name: \"late\")),\n"));
    assert!(after.contains("Tag((name:\"wet\", colour:Blue // like water\n)),\n"));
    assert_eq!(whole(after.as_bytes()).1.len(), 3);
}

#[test]
fn what_cannot_be_read_is_carried_behind_the_rest_in_its_order() {
    let (first, second, third) = (
        r#"Omen((sign: "a \" raven", at: [1, 2, (3)], /* ) */ more: {"k": 'x'}))"#,
        r#"Tag((name: "late", colour: Green, mood: r"glum"))"#,
        "Weather",
    );
    let mut entries = String::new();
    for text in [first, r#"Tag((name: "wet", colour: Blue))"#, second, third] {
        writeln!(entries, "        {text},").unwrap();
    }
    let (contents, read, oddities) = whole(file(&entries).as_bytes());
    let carried = [first, second, third].map(EntryText::from);
    assert_eq!(contents.carried, carried);
    assert_eq!((read.len(), oddities.len()), (1, 3));

    let wet = EntryKey::Tag(Box::new(TagName::new("wet").unwrap()));
    let after = contents.written(None, &[(wet, None)].into());
    let expected = [first, second, third].map(|text| format!("        {text},\n")).concat();
    assert_eq!(after, file(&expected));
    assert_eq!(whole(after.as_bytes()).0.carried, carried);
}

#[test]
fn an_offset_beyond_every_article_is_carried_as_it_stands() {
    let text = text_of(&Entry::Annotation(annotation(1, "a note"))).unwrap();
    let far = text.replacen("end: ", "end: 99999999999", 1);
    let (contents, read, oddities) = whole(file(&format!("        {far},\n")).as_bytes());
    assert_eq!((read.len(), oddities.len()), (0, 1));
    assert_eq!(contents.carried, [EntryText::from(far)]);
}

#[test]
fn of_two_entries_of_one_key_the_first_counts_and_both_stay() {
    let texts = [annotation(1, "one"), annotation(1, "one"), annotation(1, "two")]
        .map(|annotation| text_of(&Entry::Annotation(annotation)).unwrap());
    let entries = texts.clone().map(|text| format!("        {},\n", &*text)).concat();
    let (contents, read, oddities) = whole(file(&entries).as_bytes());
    assert_eq!(read, [Entry::Annotation(annotation(1, "one"))]);
    assert_eq!(contents.carried, [texts[2].clone()]);
    assert_eq!(oddities, [format!("annotation {} stands there twice; the first counts", id(1))]);
}

#[test]
fn what_a_file_turns_out_to_be() {
    let is = |bytes: &[u8]| match read_bytes(bytes) {
        Reading::Empty => "empty".to_owned(),
        Reading::Damaged(_) => "damaged".to_owned(),
        Reading::Newer(version) => format!("newer {version}"),
        Reading::Strange(_) => "strange".to_owned(),
        Reading::Whole(..) => "whole".to_owned(),
    };
    let table: [(&[u8], &str); 17] = [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\0\0\0\0", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"hello", "damaged"),
        (b"(version: 1, entries: [", "damaged"),
        (b"(version: 0, entries: [])", "damaged"),
        (b"(version: 1)", "damaged"),
        (b"(entries: [])", "damaged"),
        (b"(version: 1, entries: []) more", "damaged"),
        (b"(version: 1, entries: [], index: [1])", "strange"),
        (b"(version: 2, entries: [])", "newer 2"),
        (b"(version: 2, chapters: [Omen])", "newer 2"),
        (b" ( version : 17, <<wholly other>>", "newer 17"),
        (b"\xef\xbb\xbf(version: 1, entries: [])", "whole"),
        (b"(version: 1,\r\n entries: [],\r\n)\r\n", "whole"),
    ];
    for (bytes, expected) in table {
        assert_eq!(is(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_file_cut_short_anywhere_is_damaged_or_empty() {
    let entries =
        [Entry::Annotation(annotation(1, "a note")), Entry::Annotation(annotation(2, ""))];
    let file = contents_of(&entries).written(None, &BTreeMap::new());
    let file = file.trim_end();
    for cut in 0..file.len() {
        let reading = read_bytes(&file.as_bytes()[..cut]);
        assert!(matches!(reading, Reading::Damaged(_) | Reading::Empty), "{cut}: {reading:?}");
    }
}

#[test]
fn what_is_taken_apart_says_the_same_and_keeps_no_file() {
    let entries =
        [Entry::Annotation(annotation(1, "a note")), Entry::Annotation(annotation(2, ""))];
    let file = contents_of(&entries).written(None, &BTreeMap::new());
    let file = file.replace("    ],\n)", "        Omen(1),\n    ],\n)");
    let (contents, ..) = whole(file.as_bytes());
    let apart = contents.clone().apart();
    assert_eq!((&apart, apart.carried.len()), (&contents, 1));
    let is_alone = |text: &EntryText| **text.file() == **text;
    assert!(!contents.texts.iter().map(|it| it.1).chain(&contents.carried).any(is_alone));
    assert!(apart.texts.iter().map(|it| it.1).chain(&apart.carried).all(is_alone));
}

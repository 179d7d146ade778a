use super::*;
use crate::annotation::{
    Anchor, Annotation, ArticleRecord, Corrections, Quotation, Role, StoryRecord, Verdict,
};
use crate::store::samples::{annotation, entry, id, judgement};
use crate::text::shared;
use proptest::prelude::*;

fn read(text: &str) -> Result<Entry, Unreadable> {
    super::read(text, &Arc::new(text.into()))
}

proptest! {
    #[test]
    fn every_entry_comes_back(entry in entry()) {
        let text = write(&entry).unwrap();
        let read = read(&text).unwrap();
        prop_assert_eq!(&read, &entry, "{}", text);
        prop_assert_eq!(write(&read).unwrap(), text);
    }

    #[test]
    fn no_control_character_and_no_reversing_one_is_written(entry in entry()) {
        let text = write(&entry).unwrap();
        let hidden = |c: char| {
            c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c)
        };
        prop_assert!(!text.contains(hidden), "{}", text);
    }
}

#[test]
fn an_annotation_reads_well() {
    let mut annotation = annotation(0x2a, "It's \"late\".\n\nAsk Zoé\u{301}.");
    annotation.role = Role::Claim(Some(Verdict::Accepted));
    let text = write(&Entry::Annotation(annotation)).unwrap();
    assert_eq!(
        text,
        r#"Annotation((
    id: "000000000000002a",
    article: "0000000000000001",
    anchor: (
        exact: "The 42th ferry left at noon.",
        prefix: "Nobody waved. ",
        suffix: " It rained.",
        start: 14,
        end: 44,
    ),
    role: AcceptedClaim,
    tags: [
        "disputed",
    ],
    note: [
        "It's \"late\".",
        "",
        "Ask ZoéX.",
    ],
    created: "2023-11-14T22:13:20Z",
    changed: "2023-11-14T22:13:20Z",
))"#
        .replace('X', "\u{301}")
    );
}

#[test]
fn a_judgement_reads_well_and_its_sides_can_be_turned() {
    let text = write(&Entry::Judgement(judgement(0x2a, 3))).unwrap();
    let quoted = |article| {
        format!(
            r#"(
        article: "000000000000000{article}",
        anchor: (
            exact: "The 42th ferry left at noon.",
            prefix: "Nobody waved. ",
            suffix: " It rained.",
            start: 14,
            end: 44,
        ),
    ),"#
        )
    };
    let told = |one, other| {
        format!(
            r#"Judgement((
    id: "000000000000002a",
    one: {}
    other: {}
    verdict: NoConflict,
    created: "2023-11-14T22:13:20Z",
    changed: "2023-11-14T22:13:20Z",
))"#,
            quoted(one),
            quoted(other)
        )
    };
    assert_eq!(text, told(1, 2));
    assert_eq!(read(&told(2, 1)).unwrap(), read(&text).unwrap());
}

#[test]
fn what_is_empty_is_left_out() {
    let article = ArticleRecord {
        id: id(7),
        bytes_hash: 1,
        text_hash: u64::MAX,
        path: None,
        url: None,
        title: "Ferry late".to_owned(),
        outlet: None,
        author: None,
        published: None,
        note: String::new(),
        corrections: Corrections::default(),
    };
    assert_eq!(
        write(&Entry::from(article)).unwrap(),
        r#"Article((
    id: "0000000000000007",
    bytes_hash: "0000000000000001",
    text_hash: "ffffffffffffffff",
    title: "Ferry late",
))"#
    );
}

#[test]
fn what_is_not_quite_an_entry_is_not_read() {
    for text in [
        r#"Tag((name: "late", colour: Green, mood: "glum"))"#,
        r#"Tag((name: "late", colour: Mauve))"#,
        r#"Tag((name: "Late", colour: Green))"#,
        r#"Tag((name: "", colour: Green))"#,
        r#"Story((id: "12", name: "x"))"#,
        r#"Story((id: "+00000000000000a", name: "x"))"#,
        r#"Chapter((id: "0000000000000001"))"#,
        r#"Story((id: "0000000000000001"))"#,
        r#"Judgement((id: "0000000000000001", verdict: Same))"#,
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn words_stay_parts_of_the_text_that_tells_them_where_they_stand_there_as_they_are() {
    let mut made = annotation(1, "");
    let anchor_in = |made: &Annotation| {
        let text = Arc::new(SharedText::from(write(&Entry::Annotation(made.clone())).unwrap()));
        let Ok(Entry::Annotation(read)) = super::read(&text, &text) else {
            panic!("no annotation")
        };
        assert_eq!(read, *made);
        (text, read.anchor)
    };
    let (text, anchor) = anchor_in(&made);
    let Quotation { exact, prefix, suffix, .. } = anchor.quotation();
    for words in [exact, prefix, suffix] {
        assert!(!words.is_empty() && shared::place_of(&text, words).is_some(), "{words}");
    }
    made.anchor =
        Anchor::of(Quotation { prefix: "He \"waved\".", ..Quotation::of("It rained.") }, 3, 13);
    let (text, anchor) = anchor_in(&made);
    assert_eq!(shared::place_of(&text, anchor.exact()), None);
}

#[test]
fn what_a_hand_wrote_more_loosely_is_read() {
    let loose = r#"Tag( // mine
        (colour: Green, name: "late", digit: 3))"#;
    let Entry::Tag(tag) = read(loose).unwrap() else { panic!("not a tag") };
    assert_eq!((tag.name.as_str(), tag.digit), ("late", Some(3)));
}

#[test]
fn notes_on_articles_and_stories_read_well() {
    let story = StoryRecord {
        id: id(1),
        name: "Ferries".to_owned(),
        members: [id(2)].into(),
        note: "Ask.\n\nTwice.".to_owned(),
    };
    let text = write(&Entry::Story(story.clone())).unwrap();
    assert!(
        text.contains("note: [\n        \"Ask.\",\n        \"\",\n        \"Twice.\",\n    ],"),
        "{text}"
    );
    assert_eq!(read(&text).unwrap(), Entry::Story(story));
    let without = r#"Story((id: "0000000000000001", name: "Ferries"))"#;
    let Entry::Story(story) = read(without).unwrap() else { panic!("{without}") };
    assert_eq!(story.note, "");
}

//! Entries for tests: plain ones, and random ones with every odd character.

use jiff::Timestamp;
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::annotation::correction::{BlockCorrection, Corrections, Fact};
use crate::annotation::{
    Anchor, Annotation, ArticleRecord, Colour, Id, Judgement, Ledger, Pair, PairVerdict, Quotation,
    Quoted, Role, StoryRecord, TagDefinition, TagName, Tags, Verdict,
};

/// An id by number.
pub(super) fn id(number: u64) -> Id {
    format!("{number:016x}").parse().unwrap()
}

/// A moment by its seconds.
pub(super) fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A highlight with a note.
pub(super) fn annotation(number: u64, note: &str) -> Annotation {
    Annotation {
        id: id(number),
        article: id(1),
        anchor: Anchor::of(
            Quotation {
                exact: &format!("The {number}th ferry left at noon."),
                prefix: "Nobody waved. ",
                suffix: " It rained.",
                ..Quotation::default()
            },
            14,
            44,
        ),
        role: Role::Highlight(Colour::Green),
        tags: Tags::from_iter([TagName::new("disputed").unwrap()]),
        note: note.into(),
        wording: "".into(),
        created: moment(1_700_000_000),
        changed: moment(1_700_000_000),
    }
}

/// An article by number.
pub(super) fn article(number: u64) -> Entry {
    Entry::from(ArticleRecord {
        id: id(number),
        bytes_hash: 1,
        text_hash: 2,
        path: None,
        url: None,
        title: "A ferry".to_owned(),
        outlet: None,
        author: None,
        published: None,
        note: String::new(),
        corrections: Corrections::default(),
    })
}

/// A judgement on claims of the first two articles, with one of four verdicts in turn.
pub(super) fn judgement(number: u64, turn: usize) -> Judgement {
    let verdicts =
        [PairVerdict::Same, PairVerdict::NotSame, PairVerdict::Conflicts, PairVerdict::NoConflict];
    let quoted = |article| Quoted { article: id(article), anchor: annotation(number, "").anchor };
    Judgement {
        id: id(number),
        pair: Pair::new(quoted(2), quoted(1)),
        verdict: verdicts[turn % verdicts.len()],
        created: moment(1_700_000_000),
        changed: moment(1_700_000_000),
    }
}

/// The change that makes or replaces an annotation.
pub(super) fn setting(ledger: &Ledger, annotation: &Annotation) -> Change {
    ledger.setting(Entry::Annotation(annotation.clone()))
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '"',
        '\\',
        '\'',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\u{301}',
        '\u{200d}',
        '\u{202e}',
        '\u{2028}',
        '\u{feff}',
        '\u{e0041}',
        '#',
        '{',
        '}',
        ',',
        '(',
        '/',
        '*',
        'é',
        '漢',
        '🙂',
        'u',
        'n',
        'x',
        '\u{10ffff}',
        '\u{93f}',
    ]);
    vec(prop_oneof![odd, any::<char>(), prop::char::range('a', 'z')], 0..12)
        .prop_map(|characters| characters.into_iter().collect())
}

fn name() -> impl Strategy<Value = TagName> {
    text().prop_filter_map("nothing left of the name", |typed| TagName::new(&typed))
}

fn ids() -> impl Strategy<Value = Id> {
    (0_u64..1_000_000).prop_map(id)
}

fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(Colour::ALL.to_vec())
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![
        Just(Role::Passage),
        colour().prop_map(Role::Highlight),
        prop::sample::select(vec![None, Some(Verdict::Accepted), Some(Verdict::Dismissed)])
            .prop_map(Role::Claim),
    ]
}

fn time() -> impl Strategy<Value = Timestamp> {
    (-3_000_000_000_i64..9_000_000_000, 0..1_000_000_000)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

fn tag() -> impl Strategy<Value = Entry> {
    (name(), text(), of(1_u8..10), colour()).prop_map(|(name, description, digit, colour)| {
        Entry::Tag(TagDefinition { name, description, digit, colour })
    })
}

fn any_article() -> impl Strategy<Value = Entry> {
    let texts = (of(text()), of(text()), text(), of(text()), of(text()), text());
    let day = of((-999_i16..9999, 1_i8..13, 1_i8..29));
    (ids(), any::<u64>(), any::<u64>(), texts, day, corrections()).prop_map(
        |(
            id,
            bytes_hash,
            text_hash,
            (path, url, title, outlet, author, note),
            day,
            corrections,
        )| {
            let published = day.map(|(year, month, day)| jiff::civil::date(year, month, day));
            Entry::from(ArticleRecord {
                id,
                bytes_hash,
                text_hash,
                path,
                url,
                title,
                outlet,
                author,
                published,
                note,
                corrections,
            })
        },
    )
}

fn corrections() -> impl Strategy<Value = Corrections> {
    let block = (anchor(), any::<bool>())
        .prop_map(|(anchor, is_boilerplate)| BlockCorrection { anchor, is_boilerplate });
    (of(text()), of(of(text())), vec(block, 0..2)).prop_map(|(title, author, blocks)| {
        let title = title.map(Fact::Title);
        let facts = title.into_iter().chain(author.map(Fact::Author)).collect();
        Corrections { facts, blocks }
    })
}

fn anchor() -> impl Strategy<Value = Anchor> {
    let words = (text(), text(), text(), text(), text());
    (words, 0_usize..9999, 0_usize..9999).prop_map(|(words, start, end)| {
        let (exact, prefix, suffix, before, after) = &words;
        Anchor::of(Quotation { exact, prefix, suffix, before, after }, start, end)
    })
}

fn story() -> impl Strategy<Value = Entry> {
    (ids(), text(), btree_set(ids(), 0..4), text())
        .prop_map(|(id, name, members, note)| Entry::Story(StoryRecord { id, name, members, note }))
}

fn decision() -> impl Strategy<Value = Entry> {
    let times = (time(), time());
    (ids(), ids(), anchor(), role(), btree_set(name(), 0..4), (text(), text()), times).prop_map(
        |(id, article, anchor, role, tags, (note, wording), (created, changed))| {
            Entry::Annotation(Annotation {
                id,
                article,
                anchor,
                role,
                tags: tags.into_iter().collect(),
                note: note.into(),
                wording: wording.into(),
                created,
                changed,
            })
        },
    )
}

fn judged() -> impl Strategy<Value = Entry> {
    let quoted = || (ids(), anchor()).prop_map(|(article, anchor)| Quoted { article, anchor });
    let times = (time(), time());
    (ids(), quoted(), quoted(), 0_usize..4, times).prop_map(
        |(id, one, other, turn, (created, changed))| {
            let pair = Pair::new(one, other);
            Entry::Judgement(Judgement { id, pair, created, changed, ..judgement(1, turn) })
        },
    )
}

/// Any entry.
pub(super) fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![tag(), any_article(), story(), decision(), judged()]
}

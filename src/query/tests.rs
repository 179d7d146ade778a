//! Queries held against an article whose items are known.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::annotation::{Anchor, Colour, Id, Quotation};
use crate::story::{Article, Source};

const TEXT: &str = "---\ntitle: The Ferry Sale\noutlet: Ostra Wire\nauthor: Ines Rodvall\n---\n\n\
    The harbour board sold 40 ferries on 3 May 2027. Everybody likes boats.\n\n\
    The buyer paid 12 million crowns, the board said. It was at 10:30 in the port.\n";

fn article() -> Article {
    Article::new(Source::StandardInput(TEXT.as_bytes().into()), TEXT.as_bytes()).assessed()
}

fn on(
    article: &Article,
    seed: u64,
    words: &str,
    role: Role,
    tags: &[&str],
    note: &str,
) -> Annotation {
    let text = article.document.text();
    let anchor = text.find(words).map_or_else(
        || Anchor::of(Quotation::of(words), 0, 0),
        |start| {
            let span = crate::text::Span::new(start, start + words.len());
            Anchor::new(text, &article.code_points, span)
        },
    );
    Annotation {
        id: Id::draw(&mut fastrand::Rng::with_seed(seed)),
        article: Id::draw(&mut fastrand::Rng::with_seed(9)),
        anchor,
        role,
        tags: tags.iter().filter_map(|tag| TagName::new(tag)).collect(),
        note: note.into(),
        wording: "".into(),
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
    }
}

fn annotations(article: &Article) -> Vec<Annotation> {
    let first = "The harbour board sold 40 ferries on 3 May 2027.";
    vec![
        on(article, 1, first, Role::Claim(Some(Verdict::Accepted)), &["disputed"], "see the Deed"),
        on(article, 2, "Everybody likes", Role::Highlight(Colour::Green), &[], ""),
        on(article, 3, "in the port", Role::Passage, &["opinion"], ""),
        on(article, 4, "words that are gone", Role::Claim(Some(Verdict::Dismissed)), &[], ""),
    ]
}

/// The first words of what a query finds.
fn found(typed: &str) -> Vec<String> {
    let article = article();
    let annotations = annotations(&article);
    let query = Query::parse(typed).unwrap();
    let first = |words: &str| words.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let all = items(&article, &annotations, |claim| claim == 0);
    all.iter().filter(|item| matches(&query, item)).map(|item| first(item.words)).collect()
}

fn complaint(typed: &str) -> String {
    Query::parse(typed).unwrap_err().to_string()
}

#[test]
fn each_term_finds_its_items() {
    let (sale, like, paid, port, gone) =
        ("The harbour", "Everybody likes", "The buyer", "in the", "words that");
    for (typed, expected) in [
        ("", &[sale, like, paid, port, gone][..]),
        ("boats", &[]),
        ("board", &[sale, paid]),
        ("Board", &[]),
        ("deed", &[sale]),
        ("\"board sold\"", &[sale]),
        ("\"sold board\"", &[]),
        ("sold board", &[sale]),
        ("tag:disputed", &[sale]),
        ("tag:Disputed", &[sale]),
        ("-tag:disputed -tag:opinion", &[like, paid, gone]),
        ("is:accepted", &[sale]),
        ("is:dismissed", &[gone]),
        ("is:undecided", &[paid]),
        ("is:highlight", &[like]),
        ("is:claim", &[sale, paid, gone]),
        ("is:conflict", &[sale]),
        ("is:note", &[sale]),
        ("is:tagged", &[sale, port]),
        ("is:passage", &[port]),
        ("kind:quantity is:undecided", &[paid]),
        ("by:ostra", &[sale, like, paid, port, gone]),
        ("by:\"ines rod\" is:highlight", &[like]),
        ("by:nobody", &[]),
        ("-by:ostra", &[]),
        ("title:ferry is:passage", &[port]),
        ("title:\"ferry sale\" title:the is:passage", &[port]),
        ("title:bridge", &[]),
    ] {
        assert_eq!(found(typed), expected, "{typed}");
    }
}

#[test]
fn an_article_matches_by_its_items_or_by_itself() {
    let article = article();
    let annotations = annotations(&article);
    let all = items(&article, &annotations, |claim| claim == 0);
    let text = article.document.text();
    for (typed, expected) in [
        ("", true),
        ("tag:disputed", true),
        ("tag:nothing", false),
        // Not in any item, but in the text.
        ("10:30", false),
        ("\"10:30\"", true),
        ("\"10:30\" board", true),
        ("\"10:30\" -board", false),
        ("title:sale by:rodvall", true),
        ("title:sale is:note", true),
        ("title:bridge is:note", false),
        ("\"10:30\" is:claim", false),
    ] {
        let Ok(query) = Query::parse(typed) else {
            assert!(!expected, "{typed}");
            continue;
        };
        let matched = matches_article(&query, About::of(&article), text, &all);
        assert_eq!(matched, expected, "{typed}");
    }
    let nothing = Query::parse("").unwrap();
    assert!(nothing.is_empty() && matches_article(&nothing, About::default(), "", &[]));
}

#[test]
fn what_is_not_known_names_the_nearest() {
    for (typed, told) in [
        ("tags:disputed", "tags: is no key; did you mean tag:?"),
        ("-tags:disputed", "tags: is no key; did you mean tag:?"),
        ("http://x", "http: is no key; there are tag: is: kind: by: title:; words with a colon"),
        ("is:acepted", "did you mean is:accepted?"),
        ("is:zzz", "there are undecided, accepted"),
        ("kind:quantities", "did you mean kind:quantity?"),
        ("tag:", "tag: asks for nothing"),
        ("by: x", "by: asks for nothing"),
        ("\"\"", "asks for nothing"),
        ("a \"b c", "a quote is not closed"),
    ] {
        assert!(complaint(typed).contains(told), "{typed}: {}", complaint(typed));
    }
}

#[test]
fn dismissed_claims_are_asked_for_by_name() {
    let asks = |typed| Query::parse(typed).unwrap().asks_for_dismissed();
    assert!(asks("boat is:dismissed"));
    assert!(!asks("boat -is:dismissed") && !asks("\"is:dismissed\"") && !asks(""));
}

#[test]
fn every_line_of_help_and_every_completion_is_a_query() {
    for (typed, doc) in help() {
        assert!(Query::parse(&typed).is_ok() && !doc.is_empty(), "{typed}");
    }
    for typed in ["is:", "-kind:", "tag:", "by:", "x"] {
        let offered = completions(typed, &["disputed"], &["Ostra Wire", "a\"b"]);
        assert!(!offered.is_empty(), "{typed}");
        let whole = offered.iter().filter(|it| !it.ends_with(':'));
        for each in whole {
            assert!(Query::parse(each).is_ok(), "{each}");
        }
    }
}

#[test]
fn completions_take_the_place_of_the_last_term() {
    let of = |typed: &str| completions(typed, &["disputed", "opinion"], &["Ostra Wire"]);
    assert_eq!(of(""), ["tag:", "is:", "kind:", "by:", "title:"]);
    assert_eq!(of("boat -"), ["-tag:", "-is:", "-kind:", "-by:", "-title:"]);
    assert_eq!(of("boat tag:d"), ["tag:disputed", "tag:opinion"]);
    assert_eq!(of("by:\"Ostra W"), ["by:\"Ostra Wire\""]);
    assert!(of("und").contains(&"is:undecided".to_owned()));
    assert!(of("title:x").is_empty() && of("nokey:x").is_empty());
    for (line, start) in [("", 0), ("a bc", 2), ("a \"b c", 2), ("a \"b c\"", 2), ("a b ", 4)] {
        assert_eq!(last_word(line), start, "{line}");
    }
}

#[test]
fn states_and_keys_have_names_of_their_own() {
    let states: BTreeSet<&str> = STATES.iter().map(|&(_, name, _)| name).collect();
    let keys: BTreeSet<&str> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!((states.len(), keys.len()), (STATES.len(), KEYS.len()));
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics(typed in "[a-z:\" -]{0,20}|\\PC{0,20}|(-?(is|kind|tag|by|title):.{0,5} ){0,3}") {
        if let Ok(query) = Query::parse(&typed) {
            let article = article();
            for item in items(&article, &annotations(&article), |_| false) {
                let _either = matches(&query, &item);
            }
        }
        let _some = completions(&typed, &["disputed"], &["Ostra Wire"]);
    }

    #[test]
    fn a_negated_term_finds_what_the_term_does_not(word in "[a-z]{1,6}") {
        let article = article();
        let annotations = annotations(&article);
        let (one, other) = (Query::parse(&word).unwrap(), Query::parse(&format!("-{word}")).unwrap());
        for item in items(&article, &annotations, |claim| claim == 0) {
            prop_assert!(matches(&one, &item) != matches(&other, &item));
        }
    }
}

#[test]
fn places_that_changed_are_asked_for() {
    let article = article();
    let anchored = |words: &str| Anchor::of(Quotation::of(words), 500, 500);
    let mut made = annotations(&article);
    let edited = "The buyer paid 13 million crowns, the board said.";
    for (seed, words) in [(5, edited), (6, "the")] {
        let it = on(&article, seed, "", Role::Passage, &[], "so");
        made.push(Annotation { anchor: anchored(words), ..it });
    }
    let all = items(&article, &made, |_| false);
    let found = |typed: &str| -> Vec<&str> {
        let query = Query::parse(typed).unwrap();
        assert_eq!(query.asks_for_places(), !typed.is_empty(), "{typed}");
        let fitting = all.iter().filter(|item| matches(&query, item));
        fitting.filter_map(|item| Some(item.annotation?.anchor.exact())).collect()
    };
    assert_eq!(found("is:edited"), [edited]);
    assert_eq!(found("is:uncertain"), ["the"]);
    assert_eq!(found("is:lost"), ["words that are gone"]);
    assert_eq!(found("-is:lost -is:edited -is:uncertain").len(), 3);
    assert_eq!(found("").len(), made.len());
}

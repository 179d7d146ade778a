//! Anything at all as input: 100,000 generated texts and files, of which none may break or hold the
//! program.

use std::fmt::Debug;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use fastrand::Rng;
use variorum::annotation::Anchor;
use variorum::annotation::tag::default_tags;
use variorum::claim;
use variorum::config;
use variorum::document::{self, Document};
use variorum::store::Store;
use variorum::text::code_points::CodePoints;
use variorum::text::sentence::sentences;
use variorum::text::{Span, clean};

use crate::hostile::shapes;

/// The longest that one input may take.
const LIMIT: Duration = Duration::from_secs(1);

#[expect(clippy::disallowed_methods, reason = "a deadline")]
fn clock() -> Instant {
    Instant::now()
}

/// Feeds so many inputs to `check`, which are told by their numbers; names the one that breaks it.
fn check<T: Debug>(
    name: &str,
    count: u64,
    make: impl Fn(&mut Rng) -> T,
    mut check: impl FnMut(&T),
) {
    let (mut longest, began) = (Duration::ZERO, clock());
    for number in 0..count {
        let input = make(&mut Rng::with_seed(number));
        let start = clock();
        let ended = catch_unwind(AssertUnwindSafe(|| check(&input)));
        let took = clock() - start;
        assert!(ended.is_ok(), "{name}, input {number}: {input:?}");
        assert!(took < LIMIT, "{name}, input {number} took {took:?}: {input:?}");
        longest = longest.max(took);
    }
    let all = clock() - began;
    println!("properties: {name}: {count} inputs in {all:?}, none longer than {longest:?}");
}

/// Words and signs that the readers of text look for.
const WORDS: [&str; 40] = [
    "The board",
    "sold",
    "12",
    "3.5",
    "million",
    "%",
    "May 2027",
    "on 3",
    "Dr.",
    "U.S.",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "\t",
    "- ",
    "* ",
    "1. ",
    "> ",
    "# ",
    "“",
    "”",
    "\"",
    "’",
    "said",
    "not",
    "Mr. Smith",
    "...",
    "!?",
    "www.a.example",
    "By A. Writer",
    "Read more:",
    "(",
    ")",
    "—",
    "漢字。",
    "é",
    "👩‍👧",
    "\r\n",
    "according to",
];

/// Marks of Markdown.
const MARKDOWN: [&str; 30] = [
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "> ",
    "\n\n",
    "\n",
    "    ",
    "---\n",
    "---\ntitle: ",
    "|",
    "|-|-|\n",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "[^1]: ",
    "\\",
    "&amp;",
    "&#8238;",
    "1) ",
    "===\n",
];

/// Marks of HTML.
const HTML: [&str; 44] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "<a href=x>",
    "</a>",
    "<ul><li>",
    "</ul>",
    "<table><tr><td>",
    "</table>",
    "<td>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "<h1>",
    "</h2>",
    "<br>",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "</title>",
    "<svg>",
    "<math>",
    "</svg>",
    "<template>",
    "<select><option>",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<p a=\"",
    "\">",
    "&#27;",
    "&#x202e;",
    "&amp",
    "<meta name=author content=\"By ",
    "<article>",
    "<body>",
    "</html>",
];

/// Pieces of a store and of settings.
const RON: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "\"",
    "\\u{1b}",
    "\\",
    "Some(",
    "None",
    "version: 1,",
    "entries: [",
    "Tag((",
    "name: \"x\"",
    "digit: 3,",
    "colour: \"blue\",",
    "Annotation((",
    "id: ",
    "true",
    "-1",
    "1e999",
    "0x",
    "'",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "#![enable(",
    "theme: ",
    "measure: 72,",
    "keys: {",
    "tags: [",
    "\n",
    "panes: (",
    "\u{feff}",
    "article_limit: ",
];

/// A text of such pieces, of hostile ones, and of any characters.
fn text(random: &mut Rng, pieces: &[&[&str]], most: usize) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(..most) {
        match random.u8(..20) {
            0 => text.push(random.char(..)),
            1 => text.push_str(&shapes::text(random)),
            _ => {
                let pieces = pieces[random.usize(..pieces.len())];
                let piece = pieces[random.usize(..pieces.len())];
                // Now and then many of one kind.
                let times = if random.u8(..30) == 0 { random.usize(1..60) } else { 1 };
                text.push_str(&piece.repeat(times));
            }
        }
    }
    text
}

/// The same as bytes, some of them spoilt.
fn bytes(random: &mut Rng, pieces: &[&[&str]], most: usize) -> Vec<u8> {
    let mut bytes = text(random, pieces, most).into_bytes();
    if random.u8(..4) == 0 && !bytes.is_empty() {
        let at = random.usize(..bytes.len());
        bytes[at] = random.u8(..);
    }
    bytes
}

/// What holds for every article.
fn assert_sound(document: &Document) {
    let text = document.text();
    assert_eq!(clean::clean(text), text, "the text is clean");
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.span.start() >= end && block.span.end() <= text.len(), "{block:?}");
        assert!(text.get(block.span.range()).is_some(), "{block:?}");
        end = block.span.end();
        let mut at = block.span.start();
        let sentences = document.sentences_of(block);
        for sentence in &sentences {
            assert_eq!(sentence.start(), at, "sentences leave nothing out");
            at = sentence.end();
        }
        assert!(sentences.is_empty() || at == end, "{block:?}");
    }
    let metadata = document.metadata();
    for said in [&metadata.title, &metadata.outlet, &metadata.author, &metadata.url] {
        assert!(said.as_ref().is_none_or(|said| clean::clean_line(said) == *said), "{said:?}");
    }
}

#[test]
fn any_text_is_sanitised() {
    let make = |random: &mut Rng| (text(random, &[&WORDS], 16), text(random, &[&WORDS], 6));
    check("sanitiser", 46_000, make, |(one, two)| {
        let cleaned = clean::clean(one);
        assert_eq!(clean::clean(&cleaned), cleaned);
        assert!(!cleaned.chars().any(|found| found.is_control() && found != '\n'));
        assert!(!clean::clean_line(one).contains('\n'));
        let whole = [&*cleaned, &clean::clean_after(&cleaned, two).text].concat();
        assert_eq!(clean::clean(&whole), whole);
    });
}

#[test]
fn any_bytes_are_an_article() {
    for (name, count, pieces) in [
        ("a.txt", 8_000, &[&WORDS[..]][..]),
        ("a.md", 6_000, &[&WORDS, &MARKDOWN]),
        ("a.html", 6_000, &[&WORDS, &HTML]),
    ] {
        check(
            name,
            count,
            |random| bytes(random, pieces, 40),
            |bytes| {
                assert_sound(&document::read(name, bytes.as_slice()).0);
            },
        );
    }
}

#[test]
fn any_block_has_sentences() {
    check(
        "sentences",
        22_000,
        |random| text(random, &[&WORDS], 30),
        |text| {
            let block = clean::clean(text);
            let found = sentences(&block);
            let mut at = 0;
            for sentence in &found {
                assert_eq!(sentence.start(), at);
                assert!(block.get(sentence.range()).is_some_and(|it| !it.is_empty()));
                at = sentence.end();
            }
            assert_eq!(at, block.len());
        },
    );
}

#[test]
fn any_article_has_claims() {
    check(
        "claims",
        2_500,
        |random| text(random, &[&WORDS], 40),
        |text| {
            let document = document::read("a.txt", text.as_bytes()).0;
            for claim in claim::assess(&document).iter() {
                assert!(document.text().get(claim.span.range()).is_some_and(|it| !it.is_empty()));
                assert!((0.0..=1.0).contains(&claim.score), "{}", claim.score);
            }
        },
    );
}

#[test]
fn any_passage_is_found_again_or_not_but_nowhere_outside() {
    let make = |random: &mut Rng| {
        let (one, two) = (text(random, &[&WORDS], 30), text(random, &[&WORDS], 30));
        (one, two, random.usize(..200), random.usize(..200))
    };
    check("anchors", 5_000, make, |(one, two, from, to)| {
        let (one, two) = (clean::clean(one), clean::clean(two));
        let inside = |at: usize| one.floor_char_boundary(at.min(one.len()));
        let span = Span::new(inside(*from), inside(*to));
        let anchor = Anchor::new(&one, &CodePoints::new(&one), span);
        let both = [one.as_ref(), &two].concat();
        for text in [&one, &*two, &both] {
            let placed = anchor.place(text, &CodePoints::new(text)).span();
            assert!(placed.is_none_or(|placed| text.get(placed.range()).is_some()), "{placed:?}");
        }
    });
}

#[test]
fn any_file_is_a_store_or_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("variorum.ron");
    let make = |random: &mut Rng| {
        let body = bytes(random, &[&RON], 30);
        let lead: &[u8] = if random.bool() { b"(version: 1, entries: [" } else { b"" };
        let deep =
            if random.u8(..50) == 0 { b"[(".repeat(random.usize(1..5000)) } else { Vec::new() };
        [lead, &body, &deep].concat()
    };
    check("store", 2_500, make, |bytes| {
        std::fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).unwrap();
        let (_, ledger, _) = Store::open(&path, &default_tags());
        for tag in ledger.tags() {
            assert_eq!(clean::clean_line(tag.name.as_str()), tag.name.as_str());
        }
        assert_eq!(std::fs::read(&path).unwrap(), *bytes, "opening changes nothing");
    });
}

#[test]
fn any_text_is_settings_and_faults() {
    check(
        "config",
        2_000,
        |random| text(random, &[&RON], 30),
        |text| {
            let (_, problems) = config::read("config.ron", text, &["dark"]);
            for problem in problems {
                let told = problem.to_string();
                assert_eq!(clean::clean_line(&told), told);
            }
        },
    );
    let deep = "[".repeat(1_000_000);
    assert!(!config::read("config.ron", &format!("(tags: {deep}"), &[]).1.is_empty());
}

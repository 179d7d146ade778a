use jiff::Timestamp;

use super::*;
use crate::annotation::Corrections;
use crate::annotation::{
    Anchor, Annotation, Entry, Judgement, Pair, PairVerdict, Quotation, Quoted, Role, Tags,
};
use crate::text::code_points::CodePoints;

/// What a search finds that goes on by so many quotes at a time: alike, then missing.
fn searched(
    ledger: &Ledger,
    looks: &Looks<'_>,
    gone: &BTreeSet<Id>,
    open: &BTreeSet<Id>,
) -> [Option<Id>; 2] {
    let found = [1, 3, 1000].map(|most| {
        let mut search = Search::new(looks.text);
        while !search.go_on(ledger, looks, gone, open, most) {}
        [search.alike(), search.missing(ledger, looks)]
    });
    assert!(found.iter().all(|it| *it == found[0]), "{found:?}");
    found[0]
}

fn alike(ledger: &Ledger, text: &str, open: &BTreeSet<Id>) -> Option<Id> {
    let code_points = CodePoints::new(text);
    let looks = Looks { path: None, title: "", outlet: None, text, code_points: &code_points };
    searched(ledger, &looks, &BTreeSet::new(), open)[0]
}

fn missing(
    ledger: &Ledger,
    looks: &Looks<'_>,
    gone: &BTreeSet<Id>,
    open: &BTreeSet<Id>,
) -> Option<Id> {
    searched(ledger, looks, gone, open)[1]
}

fn id(number: u64) -> Id {
    format!("{number:016x}").parse().unwrap()
}

fn record(number: u64, marks: Marks<'_>) -> Entry {
    Entry::from(ArticleRecord {
        id: id(number),
        bytes_hash: marks.bytes_hash,
        text_hash: marks.text_hash,
        path: marks.path.map(str::to_owned),
        url: marks.url.map(str::to_owned),
        title: "Ferry late".to_owned(),
        outlet: None,
        author: None,
        published: None,
        note: String::new(),
        corrections: Corrections::default(),
    })
}

fn quoting(number: u64, article: u64, words: &str) -> Entry {
    Entry::Annotation(Annotation {
        id: id(number),
        article: id(article),
        anchor: Anchor::of(Quotation::of(words), 0, 0),
        role: Role::Passage,
        tags: Tags::default(),
        note: "".into(),
        wording: "".into(),
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
    })
}

/// A judgement on the words of two articles.
fn judging(number: u64, sides: [(u64, &str); 2]) -> Entry {
    let [one, other] = sides.map(|(article, words)| Quoted {
        article: id(article),
        anchor: Anchor::of(Quotation::of(words), 0, 0),
    });
    Entry::Judgement(Judgement {
        id: id(number),
        pair: Pair::new(one, other),
        verdict: PairVerdict::Same,
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
    })
}

/// Bytes, text, path and URL; an empty place is none.
fn marks(bytes_hash: u64, text_hash: u64, path: &'static str, url: &'static str) -> Marks<'static> {
    let place = |place: &'static str| (!place.is_empty()).then_some(place);
    Marks { bytes_hash, text_hash, path: place(path), url: place(url) }
}

/// Holds what [`recognise`] says of files against the numbers of the known articles, 0 for none.
fn check(case: &str, known: &[Marks<'_>], files: &[Marks<'_>], expected: &[u64]) {
    let ledger: Ledger = (1..).zip(known).map(|(number, &marks)| record(number, marks)).collect();
    let expected: Vec<Recognised> = expected
        .iter()
        .map(|&number| if number == 0 { Recognised::New } else { Recognised::Known(id(number)) })
        .collect();
    assert_eq!(recognise(&ledger, files), expected, "{case}");
}

#[test]
fn one_file_and_the_article_it_is() {
    let page = "https://gull.example/1";
    let known = [marks(10, 1, "a.txt", page)];
    for (case, file, expected) in [
        ("the same file", known[0], 1),
        ("renamed", marks(10, 1, "b.txt", ""), 1),
        ("moved", marks(10, 1, "x/a.txt", page), 1),
        ("saved again with other bytes", marks(11, 1, "a.txt", ""), 1),
        ("saved again with another text", marks(11, 2, "a.txt", ""), 1),
        ("saved again elsewhere", marks(11, 2, "b.txt", page), 1),
        ("another article", marks(11, 2, "b.txt", "https://gull.example/2"), 0),
        ("another file without a name", marks(11, 1, "", ""), 0),
    ] {
        check(case, &known, &[file], &[expected]);
    }
}

#[test]
fn one_wire_copy_in_two_outlets_stays_two_articles() {
    let (gull, tern) = (marks(10, 1, "gull.txt", ""), marks(10, 1, "tern.txt", ""));
    let other = marks(10, 1, "skua.txt", "");
    for (case, known, files, expected) in [
        ("both known", vec![gull, tern], vec![gull, tern], vec![1, 2]),
        ("the other way round", vec![gull, tern], vec![tern, gull], vec![2, 1]),
        ("one known, the other opened first", vec![gull], vec![tern, gull], vec![0, 1]),
        ("two copies of a third", vec![gull], vec![tern, other], vec![0, 0]),
        ("a copy of two", vec![gull, tern], vec![other], vec![0]),
    ] {
        check(case, &known, &files, &expected);
    }
}

#[test]
fn several_files_and_the_articles_they_are() {
    let page = "https://gull.example/1";
    for (case, known, files, expected) in [
        (
            "two that swapped their names",
            [marks(10, 1, "a.txt", ""), marks(20, 2, "b.txt", "")],
            [marks(20, 2, "a.txt", ""), marks(10, 1, "b.txt", "")],
            [2, 1],
        ),
        (
            "one renamed, another in its place",
            [marks(10, 1, "a.txt", ""), marks(20, 2, "z.txt", "")],
            [marks(30, 3, "a.txt", ""), marks(10, 1, "old.txt", "")],
            [0, 1],
        ),
        (
            "two states of one page",
            [marks(10, 1, "a.html", page), marks(20, 2, "b.html", page)],
            [marks(21, 2, "c.html", page), marks(11, 1, "d.html", page)],
            [2, 1],
        ),
        (
            "two new states of one page",
            [marks(10, 1, "a.html", page), marks(20, 2, "z.txt", "")],
            [marks(11, 3, "c.html", page), marks(12, 4, "d.html", page)],
            [0, 0],
        ),
    ] {
        check(case, &known, &files, &expected);
    }
}

#[test]
fn of_one_article_twice_the_one_with_more_decisions_counts() {
    let same = marks(10, 1, "a.txt", "");
    let ledger: Ledger =
        [record(1, same), record(2, same), quoting(9, 2, "late")].into_iter().collect();
    assert_eq!(recognise(&ledger, &[same]), [Recognised::Known(id(2))]);
}

#[test]
fn a_text_is_like_the_article_half_of_whose_quotes_it_holds() {
    let text = "The ferry was late. Nobody waved. It rained for nine days.";
    let table: [(&str, &[&str], bool); 6] = [
        ("all", &["The ferry was late.", "Nobody waved."], true),
        ("half", &["Nobody waved.", "It was dry."], true),
        ("a third", &["Nobody waved.", "It was dry.", "They sang."], false),
        ("none", &["It was dry."], false),
        ("nothing quoted", &[""], false),
        ("nothing decided", &[], false),
    ];
    for (case, quotes, expected) in table {
        let quotes = (10..).zip(quotes).map(|(number, words)| quoting(number, 1, words));
        let ledger: Ledger = quotes.chain([record(1, marks(1, 1, "a.txt", ""))]).collect();
        assert_eq!(alike(&ledger, text, &BTreeSet::new()), expected.then_some(id(1)), "{case}");
        assert_eq!(alike(&ledger, text, &[id(1)].into()), None, "{case}, open");
    }
}

#[test]
fn of_two_alike_the_one_with_more_quotes_is_proposed() {
    let text = "The ferry was late. Nobody waved.";
    let ledger: Ledger = [
        record(1, marks(1, 1, "a.txt", "")),
        record(2, marks(2, 2, "b.txt", "")),
        quoting(10, 1, "late"),
        quoting(11, 2, "late"),
        quoting(12, 2, "Nobody"),
    ]
    .into_iter()
    .collect();
    assert_eq!(alike(&ledger, text, &BTreeSet::new()), Some(id(2)));
}

#[test]
fn what_was_judged_is_recognised_by_its_words_too() {
    let ledger: Ledger = [
        record(1, marks(1, 1, "a.txt", "")),
        record(2, marks(2, 2, "b.txt", "")),
        judging(10, [(1, "It was late."), (2, "It was on time.")]),
    ]
    .into_iter()
    .collect();
    for (text, expected) in [("It was late.", 1), ("It was on time.", 2)] {
        assert_eq!(alike(&ledger, text, &BTreeSet::new()), Some(id(expected)), "{text}");
    }
}

#[test]
fn of_one_article_known_twice_the_one_that_was_judged_is_taken() {
    let same = marks(1, 1, "a.txt", "");
    let judged = judging(10, [(2, "late"), (3, "on time")]);
    let ledger: Ledger = [record(1, same), record(2, same), judged].into_iter().collect();
    assert_eq!(recognise(&ledger, &[same]), [Recognised::Known(id(2))]);
}

#[test]
fn an_article_in_a_moved_folder_is_recognised_by_its_name_and_words() {
    let here = |path| marks(11, 2, path, "");
    let text = "The ferry was late. Nobody waved. It rained for nine days.";
    for (case, known, quotes, files, gone, expected) in [
        (
            "moved and changed",
            vec!["/old/a.txt"],
            vec!["Nobody waved."],
            vec!["/new/a.txt"],
            true,
            1,
        ),
        (
            "its file is still there",
            vec!["/old/a.txt"],
            vec!["Nobody waved."],
            vec!["/new/a.txt"],
            false,
            0,
        ),
        (
            "half of its words",
            vec!["/old/a.txt"],
            vec!["Nobody waved.", "It was dry."],
            vec!["/new/a.txt"],
            true,
            1,
        ),
        (
            "too few of its words",
            vec!["/old/a.txt"],
            vec!["Nobody waved.", "Dry.", "Wet."],
            vec!["/new/a.txt"],
            true,
            0,
        ),
        ("nothing was quoted", vec!["/old/a.txt"], vec![], vec!["/new/a.txt"], true, 0),
        ("another name", vec!["/old/b.txt"], vec!["Nobody waved."], vec!["/new/a.txt"], true, 0),
        (
            "two of that name",
            vec!["/old/a.txt", "/older/a.txt"],
            vec!["Nobody waved."],
            vec!["/new/a.txt"],
            true,
            0,
        ),
        (
            "two files of that name",
            vec!["/old/a.txt"],
            vec!["Nobody waved."],
            vec!["/new/a.txt", "/new/x/a.txt"],
            true,
            0,
        ),
    ] {
        let records =
            (1..).zip(&known).map(|(number, path)| record(number, marks(10, 1, path, "")));
        let quotes = (10..).zip(&quotes).map(|(number, words)| quoting(number, 1, words));
        let ledger: Ledger = records.chain(quotes).collect();
        let files: Vec<Marks<'_>> = files.iter().map(|path| here(path)).collect();
        let mut found = recognise(&ledger, &files);
        assert!(found.iter().all(|it| *it == Recognised::New), "{case}");
        let gone = if gone { [id(1), id(2)].into() } else { BTreeSet::new() };
        find_moved(&ledger, &files, &vec![text; files.len()], &gone, &mut found);
        let expected =
            if expected == 0 { Recognised::New } else { Recognised::Known(id(expected)) };
        assert_eq!(found[0], expected, "{case}");
    }
}

#[test]
fn one_that_was_found_is_not_found_again() {
    let ledger: Ledger =
        [record(1, marks(10, 1, "/old/a.txt", "")), quoting(10, 1, "Nobody waved.")]
            .into_iter()
            .collect();
    let files = [marks(10, 1, "/new/b.txt", ""), marks(11, 2, "/new/a.txt", "")];
    let mut found = recognise(&ledger, &files);
    let text = "Nobody waved.";
    find_moved(&ledger, &files, &[text, text], &[id(1)].into(), &mut found);
    assert_eq!(found, [Recognised::Known(id(1)), Recognised::New]);
}

#[test]
fn one_of_the_same_name_alone_is_to_be_asked_about() {
    let ledger: Ledger = [
        record(1, marks(10, 1, "/old/a.txt", "")),
        record(2, marks(20, 2, "/old/b.txt", "")),
        quoting(10, 1, "It was dry."),
    ]
    .into_iter()
    .collect();
    let gone: BTreeSet<Id> = [id(1), id(2)].into();
    let none = BTreeSet::new();
    let look = |path, gone: &BTreeSet<Id>, open: &BTreeSet<Id>| {
        let code_points = CodePoints::new("");
        let looks = Looks {
            path: Some(path),
            title: "",
            outlet: None,
            text: "",
            code_points: &code_points,
        };
        missing(&ledger, &looks, gone, open)
    };
    assert_eq!(look("/new/a.txt", &gone, &none), Some(id(1)));
    assert_eq!(look("/new/a.txt", &none, &none), None);
    assert_eq!(look("/new/a.txt", &gone, &[id(1)].into()), None);
    // Nothing would be attached.
    assert_eq!(look("/new/b.txt", &gone, &none), None);
}

#[test]
fn one_that_was_renamed_and_edited_is_to_be_asked_about() {
    let titled = |number: u64, title: &str, outlet: &str| {
        let Entry::Article(it) = record(number, marks(number, number, "/old/a.txt", "")) else {
            panic!("no article")
        };
        let outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
        Entry::from(ArticleRecord { title: title.to_owned(), outlet, ..*it })
    };
    let cost = "The ferry cost the harbour $13 million in the end.";
    let now = "It rained. The ferry cost the harbour $31 million in the end. Nobody waved.";
    let other = "The board of the museum met and found nothing to object to.";
    for (case, known, text, expected) in [
        ("the title", vec![("Late", "")], other, 1),
        ("the words, but for a figure", vec![("Early", "")], now, 1),
        ("neither", vec![("Early", "")], other, 0),
        ("no title", vec![("", "")], other, 0),
        ("two of the title", vec![("Late", ""), ("Late", "")], other, 0),
        ("two of the title, one of the outlet", vec![("Late", ""), ("Late", "Tern")], other, 2),
    ] {
        let records =
            (1..).zip(&known).map(|(number, (title, outlet))| titled(number, title, outlet));
        let quotes = (1..=known.len() as u64).map(|number| quoting(10 + number, number, cost));
        let ledger: Ledger = records.chain(quotes).collect();
        let code_points = CodePoints::new(text);
        let looks = Looks {
            path: Some("/new/b.txt"),
            title: if case == "no title" { "" } else { "Late" },
            outlet: Some("Tern"),
            text,
            code_points: &code_points,
        };
        let (gone, none) = ([id(1), id(2)].into(), BTreeSet::new());
        assert_eq!(alike(&ledger, text, &none), None, "{case}");
        let expected = (expected > 0).then(|| id(expected));
        assert_eq!(missing(&ledger, &looks, &gone, &none), expected, "{case}");
        assert_eq!(missing(&ledger, &looks, &none, &none), None, "{case}, not gone");
        assert_eq!(missing(&ledger, &looks, &gone, &gone), None, "{case}, open");
    }
}

//! Every view at every size, and windows that change all the time.

use jiff::Timestamp;
use variorum::app::layout::Size;
use variorum::app::remembered::RecentStory;
use variorum::app::search_all::{self, IsWanted, Shelf};
use variorum::app::{Effect, Event, Mode, Question, tutor, update};
use variorum::keymap::key::Key;
use variorum::problem::Problem;
use variorum::story::{Article, Source};

use crate::hostile::frames::Desk;
use crate::pty::Setup;

/// From this size on a view shows what is in front of the reader, whatever sizes came before.
const ROOM: Size = Size { columns: 55, rows: 15 };

/// A view: its name, what has to be so before, the keys that lead to it, and what it shows then.
type View = (&'static str, fn(&mut Desk), &'static str, &'static str);

/// Every view, at rest and as it is while something is done in it.
const VIEWS: [View; 58] = [
    ("the panes", as_it_is, "", "In 0 the board"),
    ("the list", as_it_is, "Tab Tab j", "▸ The sale"),
    ("the end of a long list", many, "Tab Tab G", "▸ Boat 39"),
    ("the claims", as_it_is, "Tab G", "X111y"),
    ("the claims of another order", as_it_is, "s", "likeliest claims"),
    ("every sentence", as_it_is, "g c", "every sentence"),
    ("the text alone", as_it_is, "z", "X101y"),
    ("a selection", as_it_is, "] v + V", "h highlight"),
    ("keys that are begun", as_it_is, "g", "g  g top"),
    ("a greeting", |desk| desk.model.greets = true, "", "Welcome!"),
    ("the tutorial", |desk| desk.model = tutor::open(&desk.model), "", "Five minutes"),
    ("an article that cannot be read", unreadable, "", "cannot"),
    ("a complaint of many lines", complained, "", "a complaint a complaint"),
    ("help", as_it_is, "?", "Moving"),
    ("help, searched", as_it_is, "? / t a", "Keys: ta"),
    ("help on a list", as_it_is, "g T ? G", "Keys: tags"),
    ("why", as_it_is, "] g w", "Why this claim"),
    ("a note", as_it_is, "] i w o r d s", "Note on claim"),
    (
        "the end of a long note",
        as_it_is,
        "g i a Enter b Enter c Enter d Enter e Enter f Enter g h i",
        "ghi",
    ),
    ("a note on an article", as_it_is, "Tab Tab i w o r d s", "Note on article"),
    ("a note on the story", as_it_is, "g i w o r d s", "Note on story"),
    ("tags being typed", as_it_is, "] t d i", "disputed"),
    ("other words for a claim", as_it_is, "] g r a", "sold"),
    ("a correction being typed", as_it_is, "g e o", "outlet"),
    ("a path being typed", as_it_is, "g o /", "open"),
    ("a command being typed", as_it_is, ": s Tab", ":s"),
    ("a search being typed", as_it_is, "/ X 1 0", "/X10"),
    ("the end of a long line", typed, "x y z", "xyz"),
    ("a hit", as_it_is, "/ X 1 0 Enter", "/X10 [1/10]"),
    ("a filter being typed", as_it_is, "f t a g : Tab", "tag:"),
    ("a filter", as_it_is, "f X 1 0 Enter j", "filter: X10"),
    ("a filter that nothing fits", as_it_is, "f z z z Enter", "nothing fits"),
    ("a letter being asked for", as_it_is, "M", "letter"),
    (
        "a long filter",
        as_it_is,
        "f n o t : 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 漢 Enter j",
        "filter: not:",
    ),
    ("an address being asked about", as_it_is, "o", "outside?"),
    ("an article being asked about", asked, "", "Is this a new version"),
    ("the comparison", as_it_is, "] =", "Claim 1 of 12"),
    ("the comparison, decided", as_it_is, "] = j s", "you: the same matter"),
    ("the matrix", as_it_is, "m", "Matrix"),
    ("the end of the matrix", |it| *it = desk(30), "m $ G", "▸  The"),
    ("the matrix, narrowed", as_it_is, "m / X 1 0 Enter", "Matrix"),
    ("the search of every article", as_it_is, "g / X 1", "Search"),
    ("the end of its hits", as_it_is, "g / X 1 0 Down Down", "X101y"),
    ("what was made", made, "g t G", "Highlights, notes"),
    ("what was made, narrowed", made, "g t / i s : n o t e Enter", "Highlights, notes"),
    ("nothing that was made", as_it_is, "g t", "nothing was highlighted"),
    ("the log", made, "g u", "Log"),
    ("the dismissed claims", made, "g x", "Dismissed"),
    ("the latest article", as_it_is, "J J G", "a line of code"),
    ("what is left out", as_it_is, "g -", "leaves out"),
    ("the tags", as_it_is, "g T G", "Tags"),
    ("a tag being named", as_it_is, "g T r a", "new name: "),
    ("a tag being merged", as_it_is, "g T m Tab", "merge into: "),
    ("a tag being described", as_it_is, "g T i a", "means: "),
    ("a tag being made", as_it_is, "g T a x", "new tag: "),
    ("a tag being deleted", as_it_is, "g T d", "Tags"),
    ("the stories before", remembering, "g R G", "story 39"),
    ("a note on a highlight in the list", made, "g t Enter i a", "Note on claim"),
];

fn as_it_is(_: &mut Desk) {}

/// A line of more cells than most windows have.
fn typed(desk: &mut Desk) {
    play(desk, "/");
    play(desk, &"a ".repeat(200));
}

fn many(desk: &mut Desk) {
    let boat = |number: usize| {
        let text = format!("# Boat {number}\n\nIt left.\n");
        Article::new(Source::file(format!("{number}.md")), text.as_bytes())
    };
    *desk = Desk::new((0..40).map(boat).collect(), "boats".to_owned(), desk.model.size);
}

/// Claims decided on, a highlight, a note and a dismissed claim.
fn made(desk: &mut Desk) {
    play(
        desk,
        "] 1 ] a ] x } h } i w o r d s Ctrl-s ] = s q ] t n a m e - o f - 3 0 - s i g n s - a n d - m o r e Enter",
    );
}

fn remembering(desk: &mut Desk) {
    let recent = (0..40).map(|number| RecentStory {
        name: format!("story {number} {}", "漢字".repeat(number)),
        paths: vec![format!("/stories/{number}"); number],
        opened: Timestamp::UNIX_EPOCH,
    });
    desk.model.remembered.recent = recent.collect();
}

fn complained(desk: &mut Desk) {
    let told = Problem::new("a/long/path ".repeat(30), "a complaint ".repeat(30));
    update(&mut desk.model, Event::Complaint(told.to_string()));
}

fn unreadable(desk: &mut Desk) {
    let article = Source::file("gone.md");
    let result = Err(Problem::new(article.label(), "cannot be read ".repeat(20)));
    update(&mut desk.model, Event::Loaded { index: 0, location: None, result });
}

fn asked(desk: &mut Desk) {
    play(desk, "] 1");
    let record = desk.model.ledger.articles().next().unwrap().id;
    desk.model.mode = Mode::Question(Question::SameArticle { record });
}

/// What the first article leaves out, and blocks that need more room than a small window has.
const MORE: &str = "The Nordvik Line paid 13 million crowns for the pier.\n\n\
    - one\n  - two\n    - three\n      - four\n        - five\n          - six 漢字漢字漢字漢字漢字\n\n\
    1000000. a number\n\n> > > > > > > > > said\n\n```\na line of code that goes on and on 漢字漢字\n```\n";
/// Names of more cells than a window has.
const LONG: &str = "title: 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 x\n\
    outlet: Harbour-Post-of-the-Northern-Shipping-Company-and-its-Subsidiaries 漢字漢字漢字\n";

/// Three articles of so many numbered sentences.
fn desk(count: usize) -> Desk {
    let articles = (0..3).map(|number| {
        let sentences: Vec<String> = (100..100 + count)
            .map(|it| format!("In {number} the board sold {it} ferries, said mayor X{it}y.\n\n"))
            .collect();
        let sentences = sentences.concat();
        // What the first of them leaves out, and what takes more room than there is.
        let more = if number == 0 { "" } else { MORE };
        let lead = if number == 2 { LONG } else { "" };
        let text = format!(
            "---\nurl: https://post.example/{number}\n{lead}---\n\n# The sale\n\n{sentences}{more}"
        );
        let source = Source::file(format!("article {number}.md"));
        Article::new(source, text.as_bytes()).assessed()
    });
    let mut desk =
        Desk::new(articles.collect(), format!("sizes {}", "漢字".repeat(20)), size(110, 36));
    desk.compare();
    desk
}

fn size(columns: u16, rows: u16) -> Size {
    Size { columns, rows }
}

fn play(desk: &mut Desk, keys: &str) {
    for key in keys.split_whitespace() {
        let key = Event::Key(Key::parse(key).unwrap());
        for effect in update(&mut desk.model, key) {
            let Effect::SearchAll(job) = effect else { continue };
            let mut events = Vec::new();
            let tell = |found, _| events.push(Event::Found(found));
            search_all::search(&job, &AllRead, || true, || true, tell);
            update(&mut desk.model, Event::Several(events));
        }
    }
}

/// Every article is read.
struct AllRead;

impl Shelf for AllRead {
    fn look<T>(
        &self,
        _: &Source,
        _: &mut [u8],
        _: IsWanted<'_>,
        _: impl FnOnce(&str) -> T,
    ) -> Option<T> {
        None
    }

    fn read(&self, _: &Source, _: IsWanted<'_>) -> Option<Article> {
        None
    }
}

/// Every small size, those around the ones from which on there is a border, a pane or a box more,
/// and a large one.
fn sizes() -> Vec<Size> {
    const COLUMNS: [u16; 9] = [20, 23, 30, 55, 69, 70, 99, 100, 140];
    const ROWS: [u16; 6] = [5, 6, 8, 11, 15, 21];
    let small = (1..=20).flat_map(|columns| (1..=8).map(move |rows| size(columns, rows)));
    let edges = COLUMNS.into_iter().flat_map(|columns| ROWS.map(|rows| size(columns, rows)));
    small.chain(edges).chain([size(500, 200), size(110, 36)]).collect()
}

#[test]
fn every_view_is_drawn_at_every_size_and_what_is_in_front_stays_there() {
    let sizes = sizes();
    for (name, prepare, keys, shows) in VIEWS {
        let mut desk = desk(12);
        prepare(&mut desk);
        play(&mut desk, keys);
        assert!(desk.screen().contains(shows), "{name}:\n{}", desk.screen());
        for &each in &sizes {
            update(&mut desk.model, Event::Resize(each));
            let shown = desk.screen();
            let has_room = each.columns >= ROOM.columns && each.rows >= ROOM.rows;
            assert!(!has_room || shown.contains(shows), "{name} at {each:?}:\n{shown}");
        }
        // A key in a tiny window is as good as in another.
        let keys = ["Down", "Right", "PgDn", "Up"].into_iter().cycle();
        for (&each, key) in sizes.iter().step_by(7).zip(keys) {
            update(&mut desk.model, Event::Resize(each));
            play(&mut desk, key);
            desk.screen();
        }
        update(&mut desk.model, Event::Resize(size(20, 5)));
        play(&mut desk, "Esc");
        desk.screen();
    }
    println!("sizes: {} views at {} sizes", VIEWS.len(), sizes.len());
}

#[test]
fn the_sentence_in_front_stays_in_front_whatever_becomes_of_the_window() {
    let mut desk = desk(100);
    play(&mut desk, "/ X 1 5 0 y Enter Esc");
    let before = desk.model.reader.cursor;
    let mut random = fastrand::Rng::with_seed(5);
    for turn in 0..5_000 {
        let each = size(random.u16(1..160), random.u16(1..50));
        update(&mut desk.model, Event::Resize(each));
        assert_eq!(desk.model.reader.cursor, before, "turn {turn}, {each:?}");
        if turn % 10 == 0 && each.columns >= 40 && each.rows >= 8 {
            assert!(desk.screen().contains("X150y"), "turn {turn}, {each:?}:\n{}", desk.screen());
        }
    }
}

#[test]
fn five_thousand_resizes_end_in_one_whole_screen() {
    let mut session = Setup::new(env!("CARGO_BIN_EXE_variorum")).size(120, 40).start();
    session.wait_for("Hollen Line may fit");
    session.wait_for(" left");
    session.send("}}");
    let mut random = fastrand::Rng::with_seed(6);
    for _ in 0..5_000 {
        session.resize(random.u16(1..200), random.u16(1..60));
    }
    session.resize(119, 39);
    session.wait_until("the last size", |seen| {
        let text = seen.text();
        let first = text.lines().next().unwrap_or_default();
        first.chars().count() == 119 && text.lines().count() == 39 && text.contains("Claims")
    });
    session.send("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

//! Every view at every size, and windows that change all the time.

use variorum::app::layout::Size;
use variorum::app::{Event, update};
use variorum::keymap::key::Key;
use variorum::story::{Article, Source};

use crate::hostile::frames::Desk;
use crate::pty::Setup;

/// The keys that lead to each view.
const VIEWS: [&str; 22] = [
    "",
    "Tab",
    "Tab Tab",
    "z",
    "?",
    "? / t",
    "] g w",
    "] i w o r d s",
    "] t",
    "/ t h e",
    "g / t h e",
    ": s",
    "f t a g :",
    "] =",
    "m",
    "] 1 g t",
    "] 1 g u",
    "g T",
    "g R",
    "] x g x",
    "o",
    "] v + V",
];

/// Three articles of numbered sentences.
fn desk() -> Desk {
    let articles = (0..3).map(|number| {
        let sentences: Vec<String> = (100..200)
            .map(|it| format!("In {number} the board sold {it} ferries, said mayor X{it}y.\n\n"))
            .collect();
        let sentences = sentences.concat();
        let text =
            format!("---\nurl: https://post.example/{number}\n---\n\n# The sale\n\n{sentences}");
        let source = Source::File(format!("article {number}.md").into());
        Article::new(source, text.as_bytes()).assessed()
    });
    let mut desk = Desk::new(articles.collect(), "sizes".to_owned(), size(110, 36));
    desk.compare();
    desk
}

fn size(columns: u16, rows: u16) -> Size {
    Size { columns, rows }
}

fn play(desk: &mut Desk, keys: &str) {
    for key in keys.split_whitespace() {
        update(&mut desk.model, Event::Key(Key::parse(key).unwrap()));
    }
}

#[test]
fn every_view_is_drawn_at_every_small_size_and_at_a_large_one() {
    let sizes = (1..=20).flat_map(|columns| (1..=8).map(move |rows| size(columns, rows)));
    let sizes: Vec<Size> = sizes.chain([size(500, 200), size(110, 36)]).collect();
    for keys in VIEWS {
        let mut desk = desk();
        play(&mut desk, keys);
        for &each in &sizes {
            update(&mut desk.model, Event::Resize(each));
            desk.screen();
        }
        // A key in a tiny window is as good as in another.
        for &each in sizes.iter().step_by(7) {
            update(&mut desk.model, Event::Resize(each));
            play(&mut desk, "j k Esc");
            desk.screen();
        }
    }
    println!("sizes: {} views at {} sizes", VIEWS.len(), sizes.len());
}

#[test]
fn the_sentence_in_front_stays_in_front_whatever_becomes_of_the_window() {
    let mut desk = desk();
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

//! Frames: what the screen shows, with its styles, at every size.

mod comparing;
mod matrix;

use std::sync::Arc;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Depth, Role, Theme, built_in};
use super::{Glyphs, Look, view};
use crate::annotation::Entry;
use crate::annotation::tag::default_tags;
use crate::app::accounts::{Grouped, Part};
use crate::app::layout::Size;
use crate::app::listing::ListingOf;
use crate::app::remembered::{RecentStory, Remembered};
use crate::app::search_all::excerpt::Excerpt;
use crate::app::search_all::{Found, Hit};
use crate::app::story::{Loading, Story};
use crate::app::{Event, Mode, Model, Opened, Question, Start, update};
use crate::keymap::Keymap;
use crate::keymap::key::Key;
use crate::patience::Patience;
use crate::problem::Problem;
use crate::story::{Article, Source};
use crate::text::Span;

const TEXT: &str = "---\ntitle: The ferry\noutlet: Harbour Post\nauthor: A. Writer\n\
    published: 2027-05-04\n---\n\n\
    The harbour board sold 40 ferries on 3 May 2027. Everybody likes *boats*.\n\n\
    ## What was paid\n\n\
    The buyer paid 12 million crowns, the board said.\n\n\
    - first item that is long enough to need a second line in a narrow pane\n- second item\n\n\
    > A quoted line.\n";

/// The model before its articles are read.
fn started(sources: Vec<Source>, size: Size) -> Model {
    Model::new(Start {
        size,
        story: Story::new("ferries".to_owned(), sources),
        themes: vec!["dark".to_owned()],
        theme: 0,
        keymap: Keymap::default(),
        remembered: Remembered::default(),
        now: Timestamp::UNIX_EPOCH,
        random: fastrand::Rng::with_seed(1),
    })
}

/// A model with these articles, compared.
fn with_groups(articles: Vec<Article>, size: Size) -> Model {
    let sources = articles.iter().map(|article| article.source.clone()).collect();
    let mut model = started(sources, size);
    for (index, article) in articles.into_iter().enumerate() {
        update(&mut model, Event::Loaded { index, location: None, result: Ok(Box::new(article)) });
    }
    let parts = Part::all_of(&model.story);
    let grouped = Arc::new(Grouped::new(&parts, &[], Patience::ENDLESS));
    update(&mut model, Event::Grouped(grouped.clone()));
    let stances = grouped.weigh(&parts, 0);
    update(&mut model, Event::Weighed { index: 0, of: grouped, stances });
    model
}

fn model(columns: u16, rows: u16) -> Model {
    model_of(TEXT, columns, rows)
}

/// A model with this article and one that cannot be read.
fn model_of(text: &str, columns: u16, rows: u16) -> Model {
    let sources = vec![Source::StandardInput(text.as_bytes().into()); 2];
    let mut model = started(sources.clone(), Size { columns, rows });
    let article = Article::new(sources[0].clone(), text.as_bytes()).assessed();
    update(&mut model, Event::Loaded { index: 0, location: None, result: Ok(Box::new(article)) });
    let problem = Problem::new("b.txt", "is a directory");
    update(&mut model, Event::Loaded { index: 1, location: None, result: Err(problem) });
    let opened = Opened {
        ledger: default_tags().into_iter().map(Entry::Tag).collect(),
        file: "test.ron".to_owned(),
        ..Opened::default()
    };
    update(&mut model, Event::Opened(Box::new(opened)));
    model
}

fn play(model: &mut Model, keys: &str) {
    for key in Key::parse_sequence(keys).unwrap() {
        update(model, Event::Key(key));
    }
}

fn frame(model: &Model, glyphs: &Glyphs) -> Buffer {
    let themes = built_in(Depth::True);
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.columns, model.size.rows));
    view(model, Look { theme: &themes[0], glyphs }, &mut buffer);
    buffer
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width.max(1));
    let symbols: Vec<&str> = buffer.content().iter().map(|cell| cell.symbol()).collect();
    symbols.chunks(width).map(|row| row.concat()).collect()
}

fn screen(model: &Model) -> String {
    rows(&frame(model, &Glyphs::UNICODE)).join("\n")
}

#[test]
fn a_list_that_became_empty_is_not_told_to_be_narrowed() {
    let mut model = model(120, 40);
    play(&mut model, "] x g x x");
    assert!(screen(&model).contains("nothing is left here"), "{}", screen(&model));
}

#[test]
fn a_note_that_was_begun_has_its_sign_in_the_margin() {
    let mut model = model(120, 40);
    let signs = |model: &Model| screen(model).matches(Glyphs::UNICODE.note).count();
    play(&mut model, "] i");
    let without = signs(&model);
    play(&mut model, "s o Esc");
    assert_eq!(signs(&model), without + 1);
    play(&mut model, "i Ctrl-s");
    let saved = signs(&model);
    play(&mut model, "i m o r e Esc");
    assert_eq!(signs(&model), saved, "one is enough");
}

#[test]
fn words_edited_in_an_article_behind_bear_their_sign_in_the_list() {
    let mut model = model(120, 40);
    play(&mut model, "j h");
    let source = Source::StandardInput(TEXT.as_bytes().into());
    let changed = TEXT.replace("40 ferries", "45 ferries");
    let article = Box::new(Article::new(source, changed.as_bytes()));
    update(&mut model, Event::Reread { index: 0, article });
    play(&mut model, "J g t");
    assert_eq!(model.story.front, 1);
    let screen = screen(&model);
    let row = screen.lines().find(|row| row.contains("sold 40 ferries")).unwrap();
    assert!(row.contains('±'), "{screen}");
}

#[test]
fn the_beginning_of_an_article_looks_like_all_of_it_but_for_how_much_was_read() {
    let source = Source::StandardInput(TEXT.as_bytes().into());
    let mut model = started(vec![source.clone()], Size { columns: 120, rows: 40 });
    let article = Box::new(Article::new(source, TEXT.as_bytes()));
    let begun = Event::Begun { index: 0, length: 1 << 20, article: article.clone() };
    update(&mut model, begun);
    let beginning = screen(&model);
    for shown in ["▸ The ferry", "reading...", "Harbour Post", "12 million", "looking for claims"]
    {
        assert!(beginning.contains(shown), "{shown} is missing in\n{beginning}");
    }
    update(&mut model, Event::Glimpsed { index: 0, article });
    let whole = screen(&model);
    let differing = beginning.lines().zip(whole.lines()).filter(|(one, two)| one != two);
    let is_told = |(one, two): (&str, &str)| !one.contains('%') && two.contains("100%");
    assert_eq!(differing.map(is_told).collect::<Vec<_>>(), [true, true], "{whole}");
}

#[test]
fn three_panes_show_list_text_and_claims() {
    let model = model(120, 40);
    let screen = screen(&model);
    for shown in [
        "ferries (2)",
        "▸ The ferry",
        "Harbour Post",
        "Claims",
        "12 million",
        "• first",
        "│ A quoted",
        "A. Writer",
        "4 May 2027",
        "is a directory",
        "saved",
    ] {
        assert!(screen.contains(shown), "{shown} is missing in\n{screen}");
    }
}

#[test]
fn every_size_and_state_is_drawn_without_harm() {
    let states =
        ["", "?", "] i t e x t", "] 1 a x h", "/ t h e", ": t", "t d", "] g w", "Tab", "J", "g"];
    for keys in states {
        for (columns, rows) in [
            (0, 0),
            (1, 1),
            (5, 2),
            (20, 5),
            (21, 6),
            (60, 20),
            (70, 8),
            (80, 24),
            (100, 10),
            (200, 60),
        ] {
            let mut model = model(120, 40);
            if !keys.is_empty() {
                play(&mut model, keys);
            }
            update(&mut model, Event::Resize(Size { columns, rows }));
            frame(&model, &Glyphs::UNICODE);
        }
    }
}

#[test]
fn a_line_of_code_is_cut_with_a_sign_and_the_cursor_stays_in_the_pane() {
    let text = format!("# Code\n\n```\nlet {} end\nshort\n```\n", "x".repeat(60));
    let source = Source::file("code.md");
    let mut model = Model::new(Start {
        size: Size { columns: 120, rows: 20 },
        story: Story::new("code".to_owned(), vec![source.clone()]),
        themes: vec!["dark".to_owned()],
        theme: 0,
        keymap: Keymap::default(),
        remembered: Remembered::default(),
        now: Timestamp::UNIX_EPOCH,
        random: fastrand::Rng::with_seed(1),
    });
    let article = Article::new(source, text.as_bytes()).assessed();
    update(&mut model, Event::Loaded { index: 0, location: None, result: Ok(Box::new(article)) });
    for key in "/end".chars() {
        update(&mut model, Event::Key(Key::char(key)));
    }
    play(&mut model, "Enter");
    let buffer = frame(&model, &Glyphs::UNICODE);
    let rows = rows(&buffer);
    let cut: Vec<&String> = rows.iter().filter(|row| row.contains("xxx…")).collect();
    assert_eq!(cut.len(), 1, "{rows:?}");
    let themes = built_in(Depth::True);
    let cursor = themes[0].style(Role::Cursor);
    let pane = model.places.unwrap().text.unwrap().inside();
    let under = |x, y| {
        let style: ratatui::style::Style = buffer[(x, y)].style();
        style.patch(cursor) == style
    };
    let found: Vec<u16> = (0..120).filter(|&x| (0..19).any(|y| under(x, y))).collect();
    assert_eq!(found.len(), 1);
    assert!((pane.x..pane.x + pane.width).contains(&found[0]), "the cursor is in another pane");
}

#[test]
fn a_window_too_small_says_so() {
    assert!(screen(&model(40, 4)).contains("too small"));
    assert!(!screen(&model(20, 5)).contains("too small"));
}

#[test]
fn ascii_mode_draws_nothing_else_around_the_text() {
    let mut model = model(120, 40);
    play(&mut model, "] 1 a i x Ctrl-s ? ?");
    let screen = rows(&frame(&model, &Glyphs::ASCII)).join("\n");
    let foreign: Vec<char> = screen.chars().filter(|c| !c.is_ascii()).collect();
    // The list marker belongs to the article.
    assert!(foreign.iter().all(|c| *c == '•'), "{foreign:?}");
}

#[test]
fn tags_and_verdicts_are_shown_with_their_digits() {
    let mut model = model(120, 40);
    play(&mut model, "] 1 2 a a [");
    let screen = screen(&model);
    for shown in ["1:supported", "2:disputed", "✓ accepted"] {
        assert!(screen.contains(shown), "{shown} is missing in\n{screen}");
    }
}

/// The style of the first cell of the reading pane that shows `words`.
fn style_of(model: &Model, buffer: &Buffer, words: &str) -> ratatui::style::Style {
    let pane = model.places.unwrap().text.unwrap().inside();
    for y in pane.y..pane.y + pane.height {
        let cells: Vec<&str> =
            (pane.x..pane.x + pane.width).map(|x| buffer[(x, y)].symbol()).collect();
        if let Some(at) = cells.concat().find(words) {
            let x = crate::text::wrap::cells(&cells.concat()[..at]);
            return buffer[(pane.x + u16::try_from(x).unwrap(), y)].style();
        }
    }
    panic!("{words} is not on the page");
}

#[test]
fn highlights_hits_and_the_sentence_have_their_styles() {
    let themes = built_in(Depth::True);
    let theme: &Theme = &themes[0];
    let mut model = model(120, 40);
    play(&mut model, "g g / s o l d Enter h / b u y e r Enter");
    let buffer = frame(&model, &Glyphs::UNICODE);
    let highlighted = style_of(&model, &buffer, "harbour board sold");
    assert_eq!(highlighted.bg, theme.style(Role::Highlight(crate::annotation::Colour::Yellow)).bg);
    assert_eq!(style_of(&model, &buffer, "uyer paid").bg, theme.style(Role::HitCurrent).bg);
    assert_eq!(style_of(&model, &buffer, "paid 12 million").bg, theme.style(Role::Sentence).bg);
}

#[test]
fn control_characters_never_reach_a_cell() {
    let text = "A title\u{1b}[31m with \u{202e}tricks\u{7}\n\nA line \u{9b}31m with more.\n";
    let source = Source::StandardInput(text.as_bytes().into());
    let mut model = Model::new(Start {
        size: Size { columns: 120, rows: 20 },
        story: Story::new("name\u{1b}]0;x\u{7}".to_owned(), vec![source.clone()]),
        themes: vec!["dark".to_owned()],
        theme: 0,
        keymap: Keymap::default(),
        remembered: Remembered::default(),
        now: Timestamp::UNIX_EPOCH,
        random: fastrand::Rng::with_seed(1),
    });
    let article = Article::new(source, text.as_bytes()).assessed();
    update(&mut model, Event::Loaded { index: 0, location: None, result: Ok(Box::new(article)) });
    let buffer = frame(&model, &Glyphs::UNICODE);
    for cell in buffer.content() {
        let harmful = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!cell.symbol().contains(harmful), "{:?}", cell.symbol());
    }
}

#[test]
fn a_filter_of_signs_that_are_shown_as_others_takes_no_more_room_than_it_has() {
    let mut model = model(120, 40);
    play(&mut model, "f");
    for _ in 0..20 {
        update(&mut model, Event::Key(Key::char('\u{9b}')));
    }
    play(&mut model, "Enter j");
    let bottom = rows(&frame(&model, &Glyphs::UNICODE)).pop().unwrap();
    assert!(bottom.contains("<9B><9B>") && bottom.contains("…"), "{bottom}");
    assert!(bottom.trim_end().ends_with("saved"), "{bottom}");
}

#[test]
fn the_cursor_of_a_line_stands_where_its_signs_are_shown() {
    for (typed, before) in [("ab", "ab"), ("\u{9b}\u{9b}", "<9B><9B>"), ("a\u{202e}b", "ab")] {
        let mut model = model(60, 20);
        play(&mut model, "/");
        typed.chars().for_each(|sign| drop(update(&mut model, Event::Key(Key::char(sign)))));
        let buffer = frame(&model, &Glyphs::UNICODE);
        let bottom = rows(&buffer).pop().unwrap();
        assert!(bottom.starts_with(&format!("/{before} ")), "{bottom}");
        let looks = |x: usize| buffer[(u16::try_from(x).unwrap(), 19)].style();
        let cursor = before.len() + 1;
        assert_ne!(looks(cursor), looks(cursor + 1), "{typed:?}");
        assert!((1..cursor).all(|x| looks(x) == looks(cursor + 1)), "{typed:?}");
    }
}

#[test]
fn words_that_are_offered_are_lit_as_far_as_they_are_shown() {
    let mut model = model(120, 40);
    model.searched_all.words = "\u{9b}a\u{202e}\u{9b}".to_owned();
    play(&mut model, "g /");
    let buffer = frame(&model, &Glyphs::UNICODE);
    let bottom = rows(&buffer).pop().unwrap();
    let (lead, words) = bottom.split_once("<9B>a<9B>").unwrap();
    assert_eq!(words.trim(), "", "{bottom}");
    let themes = built_in(Depth::True);
    let lit = themes[0].style(Role::Selection).bg;
    let is_lit = |x: usize| Some(buffer[(u16::try_from(x).unwrap(), 39)].bg) == lit;
    let start = lead.chars().count();
    assert!((start..start + 9).all(is_lit), "{bottom}");
    assert!(!is_lit(start + 10), "{bottom}");
}

#[test]
fn a_completion_of_signs_that_are_shown_as_others_has_room_in_its_box() {
    let mut model = model(60, 20);
    play(&mut model, ":");
    let Mode::Prompt(prompt) = &mut model.mode else { panic!("no prompt") };
    prompt.completions = vec!["pier\u{9b}\u{1b}\u{202e}\u{9b}".to_owned()];
    assert!(screen(&model).contains("│ pier<9B>␛<9B> │"), "{}", screen(&model));
}

#[test]
fn a_list_of_what_nobody_made_reminds_of_no_key_that_does_nothing_there() {
    let mut model = model(120, 40);
    play(&mut model, "] 1 g t");
    let bottom = |model: &Model| rows(&frame(model, &Glyphs::UNICODE)).pop().unwrap();
    assert!(bottom(&model).contains("d delete"), "{}", bottom(&model));
    let (name, paths) = ("Piers".to_owned(), vec!["/piers".to_owned()]);
    model.remembered.recent = vec![RecentStory { name, paths, opened: Timestamp::UNIX_EPOCH }];
    play(&mut model, "q g R");
    assert_eq!(model.listing.as_ref().unwrap().of, ListingOf::Recent);
    assert!(bottom(&model).contains("q close"), "{}", bottom(&model));
    assert!(!bottom(&model).contains("delete"), "{}", bottom(&model));
}

#[test]
fn all_of_a_question_is_shown_whatever_it_names() {
    let mut model = model(60, 20);
    let address = "\u{9b}".repeat(60);
    model.mode = Mode::Question(Question::OpenSource { address });
    let shown = screen(&model);
    assert_eq!(shown.matches('<').count(), 60, "{shown}");
    assert!(shown.contains("n does not"), "{shown}");
}

#[test]
fn a_filter_is_shown_while_it_is_on() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20)] {
        let mut model = model(columns, rows);
        play(&mut model, "f c r o w n s Enter j");
        let shown = screen(&model);
        assert!(shown.contains("filter: crowns"), "{shown}");
        play(&mut model, "f i s : x Enter");
        let complained = screen(&model);
        assert!(complained.contains("is:x is not known"), "{complained}");
        assert!(complained.contains("filter: is:x"), "{complained}");
    }
    let mut narrow = model(60, 20);
    play(&mut narrow, "f i s : u n d e c i d e d Space - z Enter j");
    assert!(screen(&narrow).contains("filter: is:undecide…"), "{}", screen(&narrow));
    let mut model = model(120, 40);
    play(&mut model, "f c r o w n s Enter");
    let one = screen(&model);
    assert!(one.contains("(1 of 2)") && one.contains("Claims 1 of 2"), "{one}");
    play(&mut model, "f z z z Enter");
    let none = screen(&model);
    assert!(none.contains("(0 of 2)") && none.contains("Esc shows them all"), "{none}");
    play(&mut model, "Esc");
    assert!(!screen(&model).contains("filter:"));
}

#[test]
fn edited_and_lost_words_are_marked_and_told_beside_what_they_were() {
    let mut model = model(120, 40);
    play(&mut model, "j h ) h");
    let text = TEXT.replace("40 ferries", "45 ferries").replace(" Everybody likes *boats*.", "");
    let article = Article::new(Source::StandardInput(text.as_bytes().into()), text.as_bytes());
    let article = Box::new(article.assessed());
    update(&mut model, Event::Reread { index: 0, article });
    play(&mut model, "g g j");
    let shown = screen(&model);
    assert!(shown.contains("± edited: \"40\" is now \"45\""), "{shown}");
    assert!(
        shown.lines().any(|line| line.contains('±') && line.contains("The harbour")),
        "{shown}"
    );
    let ascii = rows(&frame(&model, &Glyphs::ASCII)).join("\n");
    assert!(ascii.contains("% edited: \"40\" is now \"45\""), "{ascii}");
    play(&mut model, "g t");
    let shown = screen(&model);
    assert!(shown.contains("± [Y]"), "{shown}");
    assert!(shown.contains("∅ [Y]"), "{shown}");
    assert!(shown.contains("it stood in: [The harbour board"), "{shown}");
    play(&mut model, "j");
    assert!(screen(&model).contains("lost: its words are gone"), "{}", screen(&model));
}

#[test]
fn characters_that_cannot_be_seen_are_counted_as_long_as_the_article_is_in_front() {
    let text = TEXT.replace("boats", "bo\u{202e}ats\u{200b}");
    for (columns, told) in [(120, " 2 hidden characters · "), (80, " 2 hidden · "), (60, "")] {
        let mut model = model_of(&text, columns, 24);
        play(&mut model, "j j k");
        let shown = screen(&model);
        let line = shown.lines().last().unwrap();
        assert!(line.contains(told) && line.contains("100%"), "{line}");
        assert!(!told.is_empty() || !line.contains("hidden"), "{line}");
        let ascii = rows(&frame(&model, &Glyphs::ASCII));
        assert!(ascii.last().unwrap().is_ascii(), "{ascii:?}");
    }
    let mut model = model_of(TEXT, 120, 24);
    play(&mut model, "j");
    assert!(!screen(&model).contains("hidden"), "{}", screen(&model));
}

#[test]
fn completions_stand_in_a_box_of_their_own() {
    for size in [(120, 40), (60, 20), (24, 6)] {
        let mut model = model(size.0, size.1);
        play(&mut model, ": m a r");
        let shown = rows(&frame(&model, &Glyphs::UNICODE));
        let bottom = shown.len() - 2;
        assert!(shown[bottom].starts_with("└──"), "{}", shown.join("\n"));
        assert!(shown[bottom - 1].starts_with("│ mark"), "{}", shown.join("\n"));
        assert!(shown[bottom].contains('┘'), "{}", shown.join("\n"));
    }
}

/// A search finds this, and no more.
fn find(model: &mut Model, hit: Hit) {
    let number = model.searched_all.number;
    let found = Found { number, hits: vec![hit], searched: 1, is_done: true };
    update(model, Event::Found(found));
}

#[test]
fn a_hit_in_an_article_that_is_not_read_is_shown_with_the_words_around_it() {
    let mut model = model(80, 24);
    let source = Source::file("late.txt");
    model.story.add(vec![source.clone()]);
    play(&mut model, "g / q u a y");
    let text = "Late news\n\nNobody was on the quay to see it go, the board said.\n\nIt was noon.";
    let span = Span::new(29, 33);
    let excerpt = Some(Excerpt::new(text, span));
    find(&mut model, Hit::Text { article: 2, span, excerpt });
    let words = |model: &Model| -> Vec<String> {
        let shown = rows(&frame(model, &Glyphs::UNICODE));
        let words = shown.iter().filter_map(|row| Some(row.split_once("Nobody")?.1.to_owned()));
        words.collect()
    };
    let before = words(&model);
    assert_eq!(before.len(), 2, "in its row, and in full below");
    assert!(before[0].starts_with(" was on the quay to see it go, the board"), "{before:?}");
    let result = Ok(Box::new(Article::new(source, text)));
    update(&mut model, Event::Loaded { index: 2, location: None, result });
    assert_eq!(words(&model), before, "nothing moves once it is read");
    let source = model.story.articles[2].source.clone();
    model.story.put(2, Loading::Ready(Box::new(Article::new(source, "Other words by now."))));
    assert_eq!(words(&model), before, "what was found is shown where the file changed since");
}

#[test]
fn how_many_hits_there_are_is_told_and_that_there_may_be_more() {
    let mut model = model(80, 24);
    play(&mut model, "g / t h e Enter");
    let title = |model: &Model| rows(&frame(model, &Glyphs::UNICODE))[0].clone();
    assert!(title(&model).contains("Search (going to the first hit of 1 article)"));
    play(&mut model, "Backspace e");
    let hit = Hit::Text { article: 0, span: Span::new(0, 3), excerpt: None };
    let mut found = |count: usize, is_done: bool| {
        let number = model.searched_all.number;
        let hits = vec![hit.clone(); count];
        update(&mut model, Event::Found(Found { number, hits, searched: 1, is_done }));
        title(&model)
    };
    assert!(found(1, false).contains("Search (1 hit, searched 1 of 1 article)"));
    assert!(found(1, true).contains("Search (2 hits, 1 article searched)"));
    assert!(found(1998, true).contains("Search (the first 2000 hits, searched 1 of 1 article)"));
    play(&mut model, "Ctrl-u r e : (");
    assert!(title(&model).contains("Search (0)"), "nothing was searched: {}", title(&model));
}

#[test]
fn how_far_comparing_is_stands_in_the_bottom_line() {
    let mut model = model(80, 24);
    model.story.compares = Some(0);
    update(&mut model, Event::Comparing { percent: 48 });
    let shown = rows(&frame(&model, &Glyphs::UNICODE));
    assert!(shown.last().unwrap().contains("comparing 48%"), "{}", shown.join("\n"));
}

#[test]
fn a_hit_that_is_cut_says_so_on_both_sides() {
    let text = format!("{} quay {}", "before ".repeat(30), "after ".repeat(60));
    let mut model = model_of(&text, 80, 24);
    play(&mut model, "g / q u a y");
    let span = Span::new(211, 215);
    find(&mut model, Hit::Text { article: 0, span, excerpt: None });
    let shown = rows(&frame(&model, &Glyphs::UNICODE));
    let row = shown.iter().find(|row| row.contains("quay")).unwrap();
    let words = row.trim_matches('│').trim();
    assert!(words.contains("…") && words.ends_with('…'), "{row}");
    assert!(words.contains(" …efore before") || words.contains(" …"), "{row}");
    assert!(shown.iter().all(|row| row.chars().count() == 80), "{}", shown.join("\n"));
}

#[test]
fn where_all_keys_are_is_said_however_narrow_the_window() {
    for columns in [120, 60, 40] {
        let mut model = model(columns, 20);
        for pane in ["text", "list", "claims"] {
            let shown = rows(&frame(&model, &Glyphs::UNICODE));
            let last = shown.last().unwrap();
            assert!(last.contains("? help"), "{columns} {pane}: {last}");
            play(&mut model, "Tab");
        }
    }
}

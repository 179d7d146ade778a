//! Keys in, marked text and decisions out.

mod appearance;
mod comparing;
mod correcting;
mod deciding;
mod filter;
mod glimpsing;
mod jumps;
mod listing;
mod many;
mod matrix;
mod meanwhile;
mod noting;
mod opening;
mod plays;
mod reattaching;
mod recognising;
mod searching;
mod selecting;
mod sidebar;
mod storing;
mod typing;

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::event::Opening;
use super::layout::{Pane, Size};
use super::listing::Row;
use super::remembered::Remembered;
use super::story::{Loading, Story};
use super::{Effect, Event, Mode, Model, Opened, Start, update};
use crate::action::ACTIONS;
use crate::annotation::tag::default_tags;
use crate::annotation::{Annotation, ArticleRecord, Edit, Entry, Ledger, Role, Verdict};
use crate::keymap::Keymap;
use crate::keymap::input::{Mouse, MouseKind, Paste};
use crate::keymap::key::Key;
use crate::problem::Problem;
use crate::story::{Article, Source};

const FERRY: &str = "The ferry\n\n\
    The harbour board sold 40 ferries on 3 May 2027. Everybody likes boats. \
    The buyer paid 12 million crowns.\n\n\
    Why now? The mayor said the board had lost 5 million crowns in 2026.\n\n\
    - first item\n- second item\n";
const BRIDGE: &str = "The bridge\n\nThe bridge opened on 9 June 2025. It cost 80 million crowns.\n";

/// A model with two articles, the store opened and empty.
fn model() -> Model {
    let mut model = unopened();
    open_store(&mut model, None);
    model
}

fn open_store(model: &mut Model, read_only: Option<&str>) {
    let ledger: Ledger = default_tags().into_iter().map(Entry::Tag).collect();
    let opened = Opened {
        ledger,
        file: "test.ron".to_owned(),
        read_only: read_only.map(str::to_owned),
        ..Opened::default()
    };
    update(model, Event::Opened(Box::new(opened)));
}

/// Tells a model what is in the store.
fn open_with(model: &mut Model, ledger: Ledger) {
    let file = "test.ron".to_owned();
    let opened = Opened { ledger, file, ..Opened::default() };
    update(model, Event::Opened(Box::new(opened)));
}

fn started(sources: Vec<Source>) -> Model {
    Model::new(Start {
        size: Size { columns: 120, rows: 40 },
        story: Story::new("two".to_owned(), sources),
        themes: vec!["dark".to_owned(), "light".to_owned()],
        theme: 0,
        keymap: Keymap::default(),
        remembered: Remembered::default(),
        now: Timestamp::UNIX_EPOCH,
        random: fastrand::Rng::with_seed(1),
    })
}

fn unopened() -> Model {
    loaded(&[FERRY, BRIDGE])
}

/// A model with these articles, the store not opened yet.
fn loaded(texts: &[&str]) -> Model {
    let sources: Vec<Source> =
        (0..texts.len()).map(|index| Source::file(format!("{index}.txt"))).collect();
    let mut model = started(sources.clone());
    for (index, (source, text)) in sources.into_iter().zip(texts).enumerate() {
        let article = Article::new(source, text.as_bytes());
        let document = article.document.clone();
        let result = Ok(Box::new(article));
        update(&mut model, Event::Loaded { index, location: None, result });
        update(&mut model, assessed(index, document));
    }
    model
}

/// Presses keys as they are written in the table: `j j ] 1`.
fn play(model: &mut Model, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_sequence(keys).expect(keys);
    keys.into_iter().flat_map(|key| update(model, Event::Key(key))).collect()
}

/// Types a text key by key.
fn type_in(model: &mut Model, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|character| update(model, Event::Key(Key::char(character)))).collect()
}

/// The text with `|` where the cursor is, from its sentence on.
fn at_cursor(model: &Model) -> String {
    let text = model.story.article().unwrap().document.text();
    let rest: String = text[model.reader.cursor..].chars().take(18).collect();
    format!("|{rest}")
}

fn message(model: &Model) -> String {
    model.status.message().map_or_else(String::new, |message| message.text.clone())
}

/// The annotations of the article in front: role, words, tags and note.
fn decided(model: &Model) -> Vec<(Role, String, String, String)> {
    let Some(record) = model.story.slot().unwrap().record else { return Vec::new() };
    let told = |annotation: &Annotation| {
        let tags: Vec<&str> = annotation.tags.iter().map(|tag| tag.as_str()).collect();
        let words: String = annotation.anchor.exact().chars().take(12).collect();
        (annotation.role, words, tags.join(" "), annotation.note.to_string())
    };
    let mut all: Vec<_> = model.ledger.annotations_of(record).map(told).collect();
    all.sort();
    all
}

/// What is selected.
fn selected(model: &Model) -> String {
    let document = &model.story.article().unwrap().document;
    let span = model.selection.as_ref().map(|it| it.span(document, model.reader.cursor));
    span.map_or_else(String::new, |span| document.slice(span).to_owned())
}

/// The rows of the list over the panes.
fn listed(model: &Model) -> Vec<String> {
    let rows = model.listing.as_ref().map(|listing| listing.rows.clone()).unwrap_or_default();
    let told = |row: Row| match row {
        Row::Annotation(id) => {
            let exact = model.ledger.annotation(id).map(|it| it.anchor.exact().to_owned());
            exact.unwrap_or_default().chars().take(12).collect()
        }
        Row::Hit { article, span, .. } => {
            let document = &model.story.articles[article].article().unwrap().document;
            document.text()[span.start()..].chars().take(12).collect()
        }
        Row::Judgement(id) => {
            let judgement = model.ledger.judgement(id);
            judgement.map_or("", |it| it.verdict.name()).to_owned()
        }
        Row::Note(whole) => whole.told(&model.ledger).unwrap().1.to_owned(),
        Row::Story(index) => model.remembered.recent[index].name.clone(),
        Row::Tag { name, .. } => name.to_string(),
    };
    rows.into_iter().map(told).collect()
}

/// The claims that are in the reader's words.
fn wordings(model: &Model) -> Vec<String> {
    let own = model.ledger.entries().filter_map(|entry| match entry {
        Entry::Annotation(annotation) => Some(annotation.wording.to_string()),
        _ => None,
    });
    own.filter(|own| !own.is_empty()).collect()
}

/// What undo takes back: all but the records of what was annotated.
fn acts(ledger: &Ledger) -> Vec<Entry> {
    let is_act = |entry: &&Entry| matches!(entry, Entry::Annotation(_) | Entry::Tag(_));
    ledger.entries().filter(is_act).cloned().collect()
}

fn prompt_text(model: &Model) -> String {
    match &model.mode {
        Mode::Prompt(prompt) => prompt.editor.text(),
        _ => "no prompt".to_owned(),
    }
}

#[test]
fn quitting_suspending_and_redrawing_are_asked_of_the_world() {
    for (keys, effect) in [
        ("Q", Effect::Quit),
        ("q", Effect::Quit),
        ("Ctrl-z", Effect::Suspend),
        ("Ctrl-l", Effect::Redraw),
    ] {
        assert_eq!(play(&mut model(), keys), [effect], "{keys}");
    }
}

#[test]
fn the_key_that_quits_is_known_as_such_where_it_means_that() {
    let (quit, back) = (Key::char('Q'), Key::char('q'));
    assert!(model().asks_to_end(quit) && model().asks_to_end(back));
    for keys in ["g", ":", "/", "] i"] {
        let mut model = model();
        play(&mut model, keys);
        assert!(!model.asks_to_end(quit) && !model.asks_to_end(back), "{keys}");
    }
    // Where there is something to go back from, or was to be, only one of them ends.
    for (keys, columns) in [("g t", 120), ("m", 120), ("?", 120), ("z", 120), ("j", 60)] {
        let mut model = model();
        update(&mut model, Event::Resize(Size { columns, rows: 20 }));
        play(&mut model, keys);
        assert!(!model.asks_to_end(back), "{keys}");
        assert!(!play(&mut model, "q").contains(&Effect::Quit), "{keys}");
    }
    for keys in ["] =", "m", "g /"] {
        let mut model = comparing::compared();
        play(&mut model, keys);
        let views = [model.comparing.is_some(), model.matrix.is_some(), model.listing.is_some()];
        assert_eq!(views.into_iter().filter(|is_open| *is_open).count(), 1, "{keys}");
        model.mode = Mode::Panes;
        assert!(!model.asks_to_end(back), "{keys}");
        assert!(!play(&mut model, "q").contains(&Effect::Quit), "{keys}");
        assert!(model.asks_to_end(back), "{keys}");
    }
}

/// What the worker says of the claims of a document.
fn assessed(index: usize, document: std::sync::Arc<crate::document::Document>) -> Event {
    let claims = crate::claim::assess(&document).into();
    Event::Assessed { index, document, claims }
}

#[test]
fn an_article_that_cannot_be_read_says_so_and_the_rest_goes_on() {
    let mut model = model();
    model.story.put(1, Loading::Waiting);
    let problem = Problem::new("b.txt", "is a directory");
    update(&mut model, Event::Loaded { index: 1, location: None, result: Err(problem) });
    play(&mut model, "J");
    assert!(matches!(model.story.slot().unwrap().state, Loading::Failed(_)));
    play(&mut model, "] 1 / x Enter n h i g w K");
    assert_eq!(model.story.front, 0);
}

#[test]
fn what_is_wrong_with_an_article_is_told_when_it_comes_in_front() {
    let mut model = loaded(&["The ferry sank.", "The ferry\u{202e} sank\u{200b}."]);
    assert_eq!(message(&model), "");
    play(&mut model, "J");
    assert!(message(&model).contains("2 hidden characters"), "{}", message(&model));
}

#[test]
fn a_copied_quote_says_where_it_is_from() {
    let head = "---\ntitle: The ferry\noutlet: Harbour Post\nauthor: A. Writer\n\
        published: 2027-05-04\nurl: https://post.example/ferry\n---\n\n";
    let text = format!("{head}The harbour board sold\n40 ferries on 3 May 2027.\n");
    let source = Source::file("ferry.md");
    let mut model = started(vec![source.clone()]);
    let article = Box::new(Article::new(source, text.as_bytes()));
    update(&mut model, Event::Loaded { index: 0, location: None, result: Ok(article) });
    let effects = play(&mut model, "y");
    let [Effect::Copy { text, what }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        text,
        "“The harbour board sold 40 ferries on 3 May 2027.”\n\n\
         A. Writer, “The ferry”, Harbour Post, 4 May 2027\nhttps://post.example/ferry\n"
    );
    assert_eq!(what, "passage with its source");
    assert_eq!(play(&mut model, "o"), []);
    assert_eq!(play(&mut model, "n o Esc"), []);
    assert!(matches!(model.mode, Mode::Panes));
    assert_eq!(
        play(&mut model, "o y"),
        [Effect::OpenSource("https://post.example/ferry".to_owned())]
    );
}

#[test]
fn reading_can_be_stopped_and_goes_on_with_the_next_article_opened() {
    let sources = vec![Source::file("ferry"), Source::file("bridge")];
    let mut model = started(sources.clone());
    open_store(&mut model, None);
    let article = Box::new(Article::new(sources[0].clone(), FERRY.as_bytes()));
    update(&mut model, Event::Loaded { index: 0, location: None, result: Ok(article) });
    assert_eq!(play(&mut model, "/ f e r r y Enter Esc"), [], "the lights go out first");
    assert_eq!(play(&mut model, "Esc"), [Effect::StopReading]);
    assert!(message(&model).contains("reading was stopped; R goes on"), "{}", message(&model));
    assert_eq!(play(&mut model, "Esc"), []);
    assert_eq!(play(&mut model, "J"), [Effect::Load(1)]);
    assert!(!model.story.is_stopped);
    let article = Box::new(Article::new(sources[1].clone(), FERRY.as_bytes()));
    update(&mut model, Event::Loaded { index: 1, location: None, result: Ok(article) });
    // The search shows in the new article, too: its lights go out first.
    let effects = play(&mut model, "Esc Esc");
    assert!(effects.contains(&Effect::StopReading), "claims are still looked for");
    assert_eq!(message(&model), "finding claims was stopped; R goes on");
}

#[test]
fn in_a_window_too_small_nothing_is_decided_unseen() {
    let (small, large) = (Size { columns: 19, rows: 24 }, Size { columns: 20, rows: 24 });
    let mut model = model();
    open_store(&mut model, None);
    update(&mut model, Event::Resize(small));
    assert!(play(&mut model, "] a 1 h M a ] x g T d y Esc").is_empty());
    assert!(decided(&model).is_empty() && model.marks.is_empty() && model.listing.is_none());
    assert_eq!(play(&mut model, "q"), [Effect::Quit]);
    update(&mut model, Event::Resize(large));
    play(&mut model, "] a g t");
    assert_eq!(decided(&model).len(), 1);
    // Nor by the mouse, nor in what was open before.
    update(&mut model, Event::Resize(small));
    for _ in 0..2 {
        let mouse = Mouse { kind: MouseKind::Press, column: 5, row: 1 };
        update(&mut model, Event::Mouse(mouse));
    }
    assert!(model.listing.is_some());
    update(&mut model, Event::Resize(large));
    play(&mut model, "q i w");
    update(&mut model, Event::Resize(small));
    play(&mut model, "x Enter");
    update(&mut model, Event::Paste(Paste { text: "y".to_owned(), ..Paste::default() }));
    let Mode::Note { editor, .. } = &model.mode else { panic!("the note is closed") };
    assert_eq!(editor.text(), "w");
}

#[test]
fn in_a_window_too_small_nothing_ends_that_is_not_saved() {
    let mut model = model();
    open_store(&mut model, None);
    play(&mut model, "] a");
    update(&mut model, Event::SaveFailed { what: "no room".to_owned() });
    update(&mut model, Event::Resize(Size { columns: 19, rows: 24 }));
    assert!(play(&mut model, "q q Q Q").is_empty());
    update(&mut model, Event::Resize(Size { columns: 20, rows: 24 }));
    // Now it can be read.
    assert!(message(&model).contains("once more quits"), "{}", message(&model));
    assert_eq!(play(&mut model, "Q"), [Effect::Quit]);
}

#[test]
fn the_greeting_goes_with_the_first_key() {
    let mut model = model();
    model.greets = true;
    update(&mut model, Event::Resize(Size { columns: 80, rows: 24 }));
    assert!(model.greets);
    play(&mut model, "j");
    assert!(!model.greets && at_cursor(&model).starts_with("|The harbour"));
}

/// Plays the tutorial as its text says, and looks for what it promises.
#[test]
fn the_tutorial_can_be_done_as_it_says() {
    let mut tutor = super::tutor::open(&model());
    let front = |model: &Model| model.story.left();
    let claims = front(&tutor);
    assert_eq!(claims, 5, "the steps themselves are no claims");
    play(&mut tutor, "Esc");
    assert!(!tutor.story.is_cut_short(), "there is nothing to be stopped");
    type_in(&mut tutor, "/310");
    play(&mut tutor, "Enter Esc ( g w");
    assert!(matches!(tutor.mode, Mode::Why), "{}", at_cursor(&tutor));
    play(&mut tutor, "Esc [");
    assert!(at_cursor(&tutor).starts_with("|The village"), "{}", at_cursor(&tutor));
    play(&mut tutor, "] ]");
    assert!(at_cursor(&tutor).starts_with("|The council"), "{}", at_cursor(&tutor));
    play(&mut tutor, "1");
    assert_eq!(message(&tutor), "tagged claim: supported");
    play(&mut tutor, "1 a");
    assert!(at_cursor(&tutor).starts_with("|The village of Lo"), "{}", at_cursor(&tutor));
    play(&mut tutor, "x");
    assert_eq!(front(&tutor), claims - 2);
    type_in(&mut tutor, "/30 days");
    play(&mut tutor, "Enter h h i w e l l Ctrl-s");
    assert!(message(&tutor).contains("note on highlight saved"), "{}", message(&tutor));
    type_in(&mut tutor, "/crowns");
    play(&mut tutor, "Enter n N Esc Ctrl-o Ctrl-o");
    let undone = tutor.done.len();
    for _ in 0..undone {
        play(&mut tutor, "u");
        assert!(message(&tutor).starts_with("undone:"), "{}", message(&tutor));
    }
    assert_eq!(tutor.save.summary(), "practice");
    let text = tutor.story.article().unwrap().document.text().to_owned();
    for key in ["j", "k", ")", "(", "Space", "}", "]", "[", "a", "x", "h", "i", "Ctrl-s", "/", "n"]
    {
        let is_bound = ACTIONS.iter().any(|info| info.keys.contains(&key));
        assert!(is_bound && text.contains(key), "{key}");
    }
}

#[test]
fn back_leads_to_the_list_where_only_one_pane_is_shown() {
    let mut model = model();
    update(&mut model, Event::Resize(Size { columns: 60, rows: 20 }));
    assert_eq!(play(&mut model, "q"), []);
    assert_eq!(model.focus, Pane::List);
    assert_eq!(play(&mut model, "q"), [Effect::Quit]);
}

#[test]
fn the_mouse_scrolls_and_points() {
    let mut model = model();
    let mut mouse =
        |kind, column, row| update(&mut model, Event::Mouse(Mouse { kind, column, row }));
    mouse(MouseKind::Press, 100, 1);
    mouse(MouseKind::WheelDown, 5, 5);
    assert_eq!((model.focus, model.story.front), (Pane::Sidebar, 1));
    let text = model.places.unwrap().text.unwrap();
    let body = super::layout::text_body(text, model.comfort.measure);
    let press = Mouse { kind: MouseKind::Press, column: body.x + 4, row: body.y + 2 };
    update(&mut model, Event::Mouse(press));
    assert_eq!(model.focus, Pane::Text);
    assert!(at_cursor(&model).starts_with("|bridge opened"), "{}", at_cursor(&model));
}

#[test]
fn any_keys_at_any_size_do_no_harm() {
    let mut random = fastrand::Rng::with_seed(9);
    let keys: Vec<Key> = ACTIONS
        .iter()
        .flat_map(|info| info.keys.iter().filter_map(|keys| Key::parse_sequence(keys)))
        .flatten()
        .chain(["x", "é", "漢", "Enter", "Esc"].into_iter().filter_map(Key::parse))
        .collect();
    let odd = ["\n\n  \u{3000} leading space.\n", "", "\u{1f469}\u{200d}\u{1f680} e\u{301} one"];
    let mut model = loaded(&[FERRY, BRIDGE, odd[0], odd[1], odd[2]]);
    open_store(&mut model, None);
    for step in 0..12000 {
        if step % 10 == 0 {
            let size = Size { columns: random.u16(0..130), rows: random.u16(0..45) };
            update(&mut model, Event::Resize(size));
        }
        let key = keys[random.usize(..keys.len())];
        update(&mut model, Event::Key(key));
        let length = model.story.article().map_or(0, |article| article.document.text().len());
        assert!(model.reader.cursor <= length);
    }
}

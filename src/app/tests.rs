//! Keys in, marked text and decisions out.

mod appearance;
mod comparing;
mod correcting;
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
        (0..texts.len()).map(|index| Source::File(format!("{index}.txt").into())).collect();
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
        let words: String = annotation.anchor.exact.chars().take(12).collect();
        (annotation.role, words, tags.join(" "), annotation.note.clone())
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
            let exact = model.ledger.annotation(id).map(|it| it.anchor.exact.clone());
            exact.unwrap_or_default().chars().take(12).collect()
        }
        Row::Hit { article, span } => {
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
        Entry::Annotation(annotation) => Some(annotation.wording.clone()),
        _ => None,
    });
    own.filter(|own| !own.is_empty()).collect()
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

/// What undo takes back: all but the records of what was annotated.
fn acts(ledger: &Ledger) -> Vec<Entry> {
    let is_act = |entry: &&Entry| matches!(entry, Entry::Annotation(_) | Entry::Tag(_));
    ledger.entries().filter(is_act).cloned().collect()
}

#[test]
fn every_act_can_be_undone_and_done_again() {
    let mut model = model();
    let mut states = vec![acts(&model.ledger)];
    for keys in
        ["] 1", "] a", "x", "g g j ) h", "h", "j i n o t e Ctrl-s", "t n e w Enter", "J ] 2 a"]
    {
        play(&mut model, keys);
        states.push(acts(&model.ledger));
    }
    let done = model.done.len();
    for _ in 0..done {
        play(&mut model, "u");
    }
    assert_eq!(acts(&model.ledger), states[0]);
    for _ in 0..done {
        play(&mut model, "Ctrl-r");
    }
    assert_eq!(Some(&acts(&model.ledger)), states.last());
}

#[test]
fn undo_leaves_the_record_that_others_annotations_hang_on() {
    let mut model = model();
    play(&mut model, "] 1");
    let mut theirs = model.ledger.entries().find_map(|entry| match entry {
        Entry::Annotation(annotation) => Some(annotation.clone()),
        _ => None,
    });
    let mut theirs = theirs.take().unwrap();
    theirs.id = crate::annotation::Id::draw(&mut fastrand::Rng::with_seed(99));
    let merged = vec![model.ledger.setting(Entry::Annotation(theirs))];
    update(&mut model, Event::Saved { revision: 1, merged });
    play(&mut model, "u");
    assert_eq!((decided(&model).len(), model.ledger.articles().count()), (1, 1));
}

#[test]
fn an_empty_note_on_nothing_is_no_act() {
    let mut model = model();
    let effects = play(&mut model, "] i Ctrl-s");
    assert!(effects.iter().all(|effect| *effect == Effect::KeepDrafts), "{effects:?}");
    assert_eq!((model.done.len(), model.ledger.articles().count()), (0, 0));
}

#[test]
fn a_note_that_came_in_while_one_is_typed_is_kept_with_it() {
    let mut model = model();
    play(&mut model, "] 1 i m i n e");
    let mut theirs = model.ledger.entries().find_map(|entry| match entry {
        Entry::Annotation(annotation) => Some(annotation.clone()),
        _ => None,
    });
    let mut theirs = theirs.take().unwrap();
    theirs.note = "theirs".to_owned();
    let merged = vec![model.ledger.setting(Entry::Annotation(theirs))];
    update(&mut model, Event::Saved { revision: 1, merged });
    play(&mut model, "Ctrl-s");
    assert_eq!(decided(&model)[0].3, "theirs\n\nmine");
}

#[test]
fn a_claim_under_a_highlight_can_be_judged() {
    let mut model = model();
    play(&mut model, "] h a");
    assert!(decided(&model).iter().any(|it| it.0 == Role::Claim(Some(Verdict::Accepted))));
}

#[test]
fn what_hung_on_a_removed_highlight_goes_on_with_the_claim() {
    let mut model = model();
    play(&mut model, "] h i x Ctrl-s h h h h h");
    assert_eq!(decided(&model)[0].0, Role::Claim(None));
    play(&mut model, "i y Ctrl-s");
    assert_eq!(decided(&model)[0].3, "xy");
}

#[test]
fn every_act_is_sent_to_the_store_with_a_number_of_its_own() {
    let mut model = model();
    let mut revisions = Vec::new();
    for effect in play(&mut model, "] 1 2 u") {
        let Effect::Save { revision, changes } = effect else { panic!("{effect:?}") };
        assert!(!changes.is_empty());
        revisions.push(revision);
    }
    // The first act also records the article and the story.
    assert_eq!(revisions, [1, 2, 3, 4]);
    assert_eq!(model.save.summary(), "saving...");
    update(&mut model, Event::Saved { revision: 4, merged: Vec::new() });
    assert_eq!(model.save.summary(), "saved");
}

#[test]
fn the_first_annotation_records_article_and_story_and_reading_records_nothing() {
    let mut model = model();
    let asked = play(&mut model, "j j Space J K ] Tab Tab");
    assert!(asked.iter().all(|effect| matches!(effect, Effect::Check(_))), "{asked:?}");
    play(&mut model, "Tab ] 1");
    assert_eq!(model.ledger.articles().count(), 1);
    assert_eq!(model.ledger.stories().map(|story| story.members.len()).collect::<Vec<_>>(), [1]);
    play(&mut model, "J ] 1");
    assert_eq!(model.ledger.stories().map(|story| story.members.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn nothing_can_be_decided_while_the_store_is_closed_or_read_only() {
    let mut model = unopened();
    assert_eq!(play(&mut model, "] 1"), []);
    assert!(message(&model).contains("being opened"));
    open_store(&mut model, Some("a newer version wrote it"));
    assert_eq!(play(&mut model, "] 1"), []);
    assert!(message(&model).contains("newer version"));
}

#[test]
fn decisions_are_found_again_when_the_store_is_opened_after_the_articles() {
    let mut first = model();
    play(&mut first, "] 1 a");
    let mut second = unopened();
    open_with(&mut second, first.ledger.clone());
    assert_eq!(decided(&second), decided(&first));
    assert_eq!(second.story.slot().unwrap().counts.tagged, 1);
}

/// What the worker says of the claims of a document.
fn assessed(index: usize, document: std::sync::Arc<crate::document::Document>) -> Event {
    let claims = crate::claim::assess(&document).into();
    Event::Assessed { index, document, claims }
}

#[test]
fn claims_that_come_late_or_otherwise_leave_decisions_alone() {
    let mut model = model();
    play(&mut model, "] 1 ] a");
    let before = decided(&model);
    let document = model.story.articles[0].article().unwrap().document.clone();
    update(&mut model, Event::Assessed { index: 0, document, claims: std::sync::Arc::default() });
    assert_eq!(decided(&model), before);
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), 2);
}

#[test]
fn sidebar_and_text_go_together() {
    let mut model = model();
    play(&mut model, "Tab j");
    assert!(at_cursor(&model).starts_with("|The buyer"), "{}", at_cursor(&model));
    play(&mut model, "Tab Tab g g");
    assert_eq!(model.claim_cursor, 0);
    play(&mut model, "j ) )");
    assert_eq!(model.claim_cursor, 1);
}

#[test]
fn in_the_text_tags_go_to_the_claim_where_it_begins_and_else_to_the_highlight() {
    let mut model = model();
    play(&mut model, "] h w 2");
    assert_eq!(decided(&model).len(), 1);
    assert_eq!(decided(&model)[0].2, "disputed");
    play(&mut model, "b 1");
    assert_eq!(decided(&model).len(), 2);
    assert_eq!(decided(&model)[1].2, "supported");
}

#[test]
fn a_sentence_without_claim_can_be_tagged_and_becomes_neither() {
    let mut model = model();
    play(&mut model, "j ) 4");
    assert_eq!(decided(&model)[0].0, Role::Passage);
    play(&mut model, "4");
    assert_eq!(decided(&model), []);
}

#[test]
fn after_the_last_colour_the_highlight_is_gone_but_not_its_note() {
    let mut model = model();
    play(&mut model, "j ) h i x Ctrl-s h h h h h");
    assert_eq!(
        decided(&model),
        [(Role::Passage, "Everybody li".to_owned(), String::new(), "x".to_owned())]
    );
}

#[test]
fn a_note_closed_unsaved_is_kept_as_a_draft() {
    let mut model = model();
    play(&mut model, "] i h i Esc");
    assert_eq!(decided(&model), []);
    play(&mut model, "i ! Ctrl-s");
    assert_eq!(decided(&model)[0].3, "hi!");
    play(&mut model, "i Esc i");
    assert!(model.drafts.is_empty());
}

fn pasted(text: &str) -> Event {
    Event::Paste(Paste { text: text.to_owned(), truncated: false })
}

#[test]
fn pasted_text_never_runs_commands() {
    let mut model = model();
    assert_eq!(update(&mut model, pasted("] 1 a Q")), []);
    assert_eq!(decided(&model), []);
    play(&mut model, "] i");
    update(&mut model, pasted("two\nlines"));
    play(&mut model, "Ctrl-s");
    assert_eq!(decided(&model)[0].3, "two\nlines");
}

#[test]
fn commands_say_what_is_wrong_with_them() {
    for (typed, told) in [
        ("hihglight", "did you mean highlight?"),
        ("down 3", "takes nothing"),
        ("theme purple", "there are dark, light"),
        ("note-save", "works in the note only"),
    ] {
        let mut model = model();
        play(&mut model, ":");
        type_in(&mut model, typed);
        play(&mut model, "Enter");
        assert!(message(&model).contains(told), "{typed}: {}", message(&model));
    }
}

#[test]
fn commands_do_what_keys_do() {
    let mut model = model();
    play(&mut model, "] :");
    type_in(&mut model, "tag disputed two words");
    play(&mut model, "Enter");
    assert_eq!(decided(&model)[0].2, "disputed two words");
    play(&mut model, ":");
    assert_eq!(
        {
            type_in(&mut model, "q");
            play(&mut model, "Enter")
        },
        [Effect::Quit]
    );
}

#[test]
fn an_article_that_cannot_be_read_says_so_and_the_rest_goes_on() {
    let mut model = model();
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
fn undecided_claims_are_gone_through_over_all_articles() {
    let mut model = model();
    let mut seen = Vec::new();
    while model.story.left() > 0 {
        play(&mut model, "g ]");
        seen.push((model.story.front, at_cursor(&model)));
        play(&mut model, "1");
        assert!(seen.len() < 20);
    }
    let sorted = {
        let mut sorted = seen.clone();
        sorted.dedup();
        sorted
    };
    assert_eq!(seen.len(), sorted.len());
    play(&mut model, "g ]");
    assert!(message(&model).contains("every claim of the story is decided"));
}

#[test]
fn what_is_left_is_counted_over_the_story() {
    let mut model = model();
    let count = model.story.left();
    let undecided = model.story.articles.iter().map(|slot| slot.counts.undecided);
    assert_eq!(count, undecided.sum::<usize>());
    play(&mut model, "] 1 J ] a");
    assert_eq!(model.story.left(), count - 2);
    play(&mut model, "u u");
    assert_eq!(model.story.left(), count);
}

#[test]
fn a_copied_quote_says_where_it_is_from() {
    let head = "---\ntitle: The ferry\noutlet: Harbour Post\nauthor: A. Writer\n\
        published: 2027-05-04\nurl: https://post.example/ferry\n---\n\n";
    let text = format!("{head}The harbour board sold\n40 ferries on 3 May 2027.\n");
    let source = Source::File("ferry.md".into());
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
fn help_is_searched_as_one_types_and_closed_step_by_step() {
    let mut model = model();
    let shown = |model: &Model| match &model.mode {
        Mode::Help { about, sought, .. } => {
            super::help::lines(&model.keymap, *about, &sought.text()).len()
        }
        _ => 0,
    };
    play(&mut model, "?");
    let all = shown(&model);
    play(&mut model, "G / u n d o");
    let few = shown(&model);
    assert!(0 < few && few < 12 && 40 < all, "{few} of {all}");
    play(&mut model, "Enter j q");
    assert_eq!(shown(&model), all, "q shows the whole page again first");
    play(&mut model, "/ x x Esc");
    assert_eq!(shown(&model), all);
    play(&mut model, "q");
    assert!(matches!(model.mode, Mode::Panes));
    play(&mut model, "? / a :");
    assert!(matches!(model.mode, Mode::Help { .. }));
}

#[test]
fn reading_can_be_stopped_and_goes_on_with_the_next_article_opened() {
    let sources = vec![Source::File("ferry".into()), Source::File("bridge".into())];
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

#[test]
fn the_program_begins_where_it_ended() {
    let mut first = model();
    play(&mut first, "j ) Tab J ] K");
    let remembered = first.whereabouts();
    let sources = vec![Source::StandardInput(FERRY.as_bytes().into())];
    let mut second = started(sources.clone());
    second.remembered = remembered.clone();
    let article = Box::new(Article::new(sources[0].clone(), FERRY.as_bytes()));
    update(&mut second, Event::Loaded { index: 0, location: None, result: Ok(article) });
    assert_eq!(at_cursor(&second), at_cursor(&first));
    assert_eq!(remembered.focus, Some(Pane::Sidebar));
    assert_eq!(remembered.places.len(), 2);
}

#[test]
fn a_failed_save_is_said_and_holds_the_program_back_once() {
    let mut model = model();
    play(&mut model, "] 1");
    update(&mut model, Event::SaveFailed { what: "disk full".to_owned() });
    assert_eq!(model.save.summary(), "NOT SAVED");
    for keys in ["q", ": w q Enter", "Q"] {
        model.save.warned = false;
        assert_eq!(play(&mut model, keys), [], "{keys}");
        assert!(message(&model).contains("once more quits"), "{keys}");
    }
    assert_eq!(play(&mut model, "Q"), [Effect::Quit]);
    let revision = model.save.revision;
    model.status.complain("disk full");
    update(&mut model, Event::Saved { revision, merged: Vec::new() });
    assert_eq!((model.save.summary(), message(&model).as_str()), ("saved", "saved again"));
    assert_eq!(play(&mut model, "q"), [Effect::Quit]);
}

#[test]
fn the_warning_before_quitting_stays_until_it_is_answered() {
    let mut model = model();
    play(&mut model, "] 1");
    let fails = |model: &mut Model, what: &str| {
        update(model, Event::SaveFailed { what: what.to_owned() });
    };
    fails(&mut model, "disk full");
    play(&mut model, "Q");
    // It is tried again, and other things go wrong, before the reader has read it.
    fails(&mut model, "disk still full");
    assert_eq!(message(&model), "disk still full; once more quits all the same");
    update(&mut model, Event::Complaint("something else".to_owned()));
    assert!(message(&model).contains("once more quits"), "{}", message(&model));
    assert_eq!(play(&mut model, "Q"), [Effect::Quit]);

    // Any other act is an answer, too: the next time it is asked again.
    play(&mut model, "j");
    assert_eq!(message(&model), "something else");
    fails(&mut model, "disk full");
    assert_eq!(message(&model), "disk full");
    assert_eq!(play(&mut model, "Q"), []);
    play(&mut model, "j");
    assert_eq!(play(&mut model, "Q"), []);
    assert_eq!(play(&mut model, ": q Enter"), [Effect::Quit]);
}

/// The scores of the claims listed, in the order of the sidebar.
fn scores(model: &Model) -> Vec<f32> {
    let (front, article) = (model.front.as_ref().unwrap(), model.story.article().unwrap());
    let listed = model.listed_claims();
    let rows = (0..listed.len()).map(|nth| front.claims.get(listed.get(nth).unwrap()).unwrap());
    rows.map(|row| article.claims()[row.claim.unwrap()].score).collect()
}

#[test]
fn the_likeliest_claims_come_first_and_are_walked_in_that_order() {
    let mut model = model();
    play(&mut model, ": s o r t Space s c o r e Enter g c");
    let listed = scores(&model);
    assert!(listed.len() > 2 && listed.is_sorted_by(|one, other| one >= other), "{listed:?}");
    play(&mut model, "Tab g g");
    let order: Vec<usize> = model.cards.iter().map(|card| card.index).collect();
    let mut walked = vec![model.claim_cursor];
    for _ in 1..listed.len() {
        play(&mut model, "]");
        walked.push(model.claim_cursor);
    }
    assert_eq!(walked[..order.len().min(walked.len())], order);
    assert!(!walked.is_sorted(), "{walked:?}");
    play(&mut model, "g g x");
    assert_eq!(model.claim_cursor, walked[1], "the next to decide on is the next one listed");
    play(&mut model, ": s o r t Space s c a r e Enter");
    assert!(message(&model).contains("did you mean score?"));
}

#[test]
fn all_sentences_are_listed_and_what_is_left_counts_those_proposed() {
    let mut model = model();
    let (rows, left) = (model.front.as_ref().unwrap().claims.rows().len(), counts(&model));
    play(&mut model, "g c");
    assert!(model.front.as_ref().unwrap().claims.rows().len() > rows);
    assert_eq!(counts(&model), left);
    play(&mut model, "g c");
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), rows);
}

fn counts(model: &Model) -> (usize, usize) {
    let counts = &model.story.slot().unwrap().counts;
    (counts.claims, counts.undecided)
}

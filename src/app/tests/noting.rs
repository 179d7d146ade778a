//! Notes on articles and on the story, and what becomes of drafts.

use super::*;
use crate::annotation::{Change, StoryRecord};
use crate::app::note::DraftKey;

fn article_note(model: &Model, index: usize) -> String {
    model.story.articles[index].note(&model.ledger).to_owned()
}

fn story_note(model: &Model) -> String {
    model.ledger.stories().map(|story| story.note.clone()).collect()
}

#[test]
fn in_the_list_a_note_is_about_the_article() {
    let mut model = model();
    play(&mut model, "Shift-Tab j i s l y Ctrl-s");
    assert_eq!((article_note(&model, 0), article_note(&model, 1)), (String::new(), "sly".into()));
    assert_eq!(message(&model), "note on article saved");
    play(&mut model, "i ! Ctrl-s");
    assert_eq!(article_note(&model, 1), "sly!");
    play(&mut model, "i Ctrl-u Ctrl-s");
    assert_eq!(
        (article_note(&model, 1), message(&model)),
        (String::new(), "note on article removed".into())
    );
}

#[test]
fn undo_takes_the_note_back_and_leaves_what_the_record_became() {
    let mut model = model();
    play(&mut model, "g i a Ctrl-s Shift-Tab i b Ctrl-s");
    // The story gets another member, which is no act.
    play(&mut model, "j Tab ] 1");
    let members = |model: &Model| model.ledger.stories().next().unwrap().members.len();
    assert_eq!(members(&model), 2);
    play(&mut model, "u u u");
    assert_eq!((story_note(&model), article_note(&model, 0)), (String::new(), String::new()));
    assert!(message(&model).contains("undone: note on story saved"), "{}", message(&model));
    assert_eq!((members(&model), model.ledger.articles().count()), (2, 2));
    play(&mut model, "Ctrl-r Ctrl-r");
    assert_eq!((story_note(&model), article_note(&model, 0)), ("a".into(), "b".into()));
}

#[test]
fn a_note_on_the_story_that_came_in_meanwhile_is_kept() {
    let mut model = model();
    play(&mut model, "g i o u r s Ctrl-s g i !");
    let before = model.ledger.stories().next().unwrap().clone();
    let after = StoryRecord { note: "theirs".to_owned(), ..before };
    let merged: Vec<Change> = vec![model.ledger.setting(Entry::Story(after))];
    update(&mut model, Event::Saved { revision: 1, merged });
    play(&mut model, "Ctrl-s");
    assert_eq!(story_note(&model), "theirs\n\nours!");
}

#[test]
fn drafts_on_articles_and_stories_are_kept() {
    let mut model = model();
    play(&mut model, "g i o n e Esc Shift-Tab i t w o Esc j i t h r e e");
    let drafts = model.all_drafts();
    let told: Vec<(&str, bool)> =
        drafts.iter().map(|draft| (draft.text.as_str(), draft.is_open)).collect();
    assert_eq!(told, [("two", false), ("three", true), ("one", false)]);
    play(&mut model, "Esc i");
    let Mode::Note { editor, .. } = &model.mode else { panic!("{:?}", model.mode) };
    assert_eq!(editor.text(), "three");
    play(&mut model, "Ctrl-s k g i Ctrl-s i Ctrl-s");
    assert_eq!((story_note(&model), article_note(&model, 0)), ("one".into(), "two".into()));
    assert!(model.drafts.is_empty());
}

#[test]
fn a_draft_on_what_was_selected_is_found_by_its_words() {
    let mut model = model();
    play(&mut model, "j v w i o d d Esc Esc");
    assert!(matches!(model.drafts.keys().next(), Some(DraftKey::Passage(0, _))));
    play(&mut model, "i");
    let Mode::Note { editor, .. } = &model.mode else { panic!("{:?}", model.mode) };
    assert_eq!(editor.text(), "odd");
    play(&mut model, "Ctrl-s");
    assert_eq!(decided(&model)[0].1, "The harbour");
    assert!(model.drafts.is_empty());
}

#[test]
fn a_paste_into_a_note_is_taken_back_in_one_step() {
    let mut model = model();
    play(&mut model, "] i a");
    let text = "several words\r\nand\tlines\u{1b}[31m".to_owned();
    update(&mut model, Event::Paste(Paste { text, truncated: false }));
    play(&mut model, "b");
    let typed = |model: &Model| match &model.mode {
        Mode::Note { editor, .. } => editor.text(),
        other => panic!("{other:?}"),
    };
    assert!(typed(&model).starts_with("aseveral words\nand lines"), "{}", typed(&model));
    assert!(!typed(&model).contains('\u{1b}'));
    play(&mut model, "Ctrl-z Ctrl-z");
    assert_eq!(typed(&model), "a");
    play(&mut model, "Ctrl-y");
    assert!(typed(&model).starts_with("aseveral words\nand lines"));
}

#[test]
fn keys_typed_before_the_own_editor_had_the_terminal_do_nothing() {
    let mut model = model();
    play(&mut model, "] e j x");
    assert_eq!(
        at_cursor(&model),
        at_cursor(&{
            let mut other = super::model();
            play(&mut other, "]");
            other
        })
    );
    update(&mut model, Event::Edited(Ok("from outside\n".to_owned())));
    assert_eq!(decided(&model)[0].3, "from outside");
}

#[test]
fn what_the_own_editor_wrote_is_made_safe_to_show() {
    let mut model = model();
    play(&mut model, "] e");
    let written = "from\u{1b}[31m out\u{202e}side\r\nand on\n".to_owned();
    update(&mut model, Event::Edited(Ok(written)));
    assert_eq!(decided(&model)[0].3, "from␛[31m outside\nand on");
}

/// A model that has the drafts of another, before the texts are read.
fn resumed(drafts: Vec<crate::app::remembered::Draft>) -> Model {
    let sources: Vec<Source> = ["0.txt", "1.txt"].map(Source::file).into();
    let mut model = started(sources);
    model.remembered.drafts = drafts;
    model
}

fn load(model: &mut Model, index: usize, text: &str) {
    let source = model.story.articles[index].source.clone();
    let article = Article::new(source, text.as_bytes());
    let document = article.document.clone();
    update(model, Event::Loaded { index, location: None, result: Ok(Box::new(article)) });
    update(model, assessed(index, document));
}

#[test]
fn a_draft_is_found_by_its_words_in_an_article_that_changed() {
    let mut model = model();
    play(&mut model, "] ] i h a l f Esc");
    let mut again = resumed(model.all_drafts());
    load(&mut again, 0, &FERRY.replace("The harbour board sold", "On Monday the board has sold"));
    open_with(&mut again, model.ledger.clone());
    assert!(at_cursor(&again).starts_with("|The buyer paid"), "{}", at_cursor(&again));
    play(&mut again, "i");
    let Mode::Note { editor, .. } = &again.mode else { panic!() };
    assert_eq!(editor.text(), "half");
}

#[test]
fn a_draft_whose_words_are_gone_is_one_on_the_article() {
    let mut model = model();
    play(&mut model, "] ] i h a l f Esc");
    let mut again = resumed(model.all_drafts());
    load(&mut again, 0, "Nothing of it is left. Not a word is as it was.");
    let (key, draft) = again.drafts.iter().next().unwrap();
    let text = &draft.text;
    assert_eq!(*key, DraftKey::Article(0));
    assert!(text.starts_with("\"The buyer paid") && text.ends_with("\n\nhalf"), "{text}");
}

#[test]
fn that_a_note_was_cut_off_is_told_once() {
    let mut model = model();
    play(&mut model, "] i h a l f");
    let mut again = resumed(model.all_drafts());
    assert!(again.remembered.resume("two", |_| true).is_some());
    assert!(again.remembered.resume("two", |_| true).is_none());
    assert_eq!(again.remembered.drafts.len(), 1);
}

#[test]
fn a_draft_closed_empty_is_dropped_and_the_note_stays() {
    let mut model = model();
    play(&mut model, "] i a b Ctrl-s i c Esc");
    assert_eq!(model.drafts.len(), 1);
    play(&mut model, "i Ctrl-u Esc");
    assert!(model.drafts.is_empty());
    play(&mut model, "i");
    let Mode::Note { editor, .. } = &model.mode else { panic!() };
    assert_eq!(editor.text(), "ab");
}

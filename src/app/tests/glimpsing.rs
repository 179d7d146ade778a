//! Long articles, which can be read before all of them is known.

use super::*;
use crate::story::{Limits, load_in_steps};

/// A long article: what can be shown of it at first, and the whole.
fn long() -> (Source, Article, Article) {
    let paragraph = |number| {
        format!("Boat {number} left the quay of Karrow at noon with 40 cars on board.\n\n")
    };
    let text: String = (0..2_000).map(paragraph).collect();
    let source = Source::StandardInput(text.as_bytes().into());
    let mut glimpse = None;
    let whole =
        load_in_steps(&source, Limits::default(), |article| glimpse = Some(article)).unwrap();
    (source, glimpse.unwrap(), whole)
}

fn glimpsed() -> (Model, Article) {
    let (source, glimpse, whole) = long();
    let mut model = started(vec![source]);
    open_store(&mut model, None);
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    (model, whole)
}

fn tell_whole(model: &mut Model, whole: Article) {
    let result = Ok(Box::new(whole));
    update(model, Event::Loaded { index: 0, location: None, result });
}

#[test]
fn a_glimpsed_article_is_read_and_keeps_its_place_when_the_whole_comes() {
    let (mut model, whole) = glimpsed();
    assert_eq!(model.story.waiting(), 1);
    play(&mut model, "Space Space j j");
    let before = (model.reader.cursor, model.reader.page.clone());
    assert!(before.0 > 0);
    tell_whole(&mut model, whole);
    assert_eq!(model.story.waiting(), 0);
    assert_eq!((model.reader.cursor, model.reader.page.clone()), before);
}

#[test]
fn nothing_is_attached_to_an_article_that_is_not_whole() {
    let (mut model, whole) = glimpsed();
    assert!(play(&mut model, "1").is_empty());
    assert!(message(&model).contains("still being read"), "{}", message(&model));
    assert_eq!(model.story.slot().unwrap().record, None);
    tell_whole(&mut model, whole);
    play(&mut model, "1");
    assert_eq!(decided(&model).len(), 1);
}

#[test]
fn what_is_known_of_a_long_article_is_found_when_the_whole_comes() {
    let (mut model, whole) = glimpsed();
    tell_whole(&mut model, whole);
    play(&mut model, "1");
    let entries: Vec<Entry> = model.ledger.entries().cloned().collect();
    let (mut model, whole) = glimpsed();
    open_with(&mut model, entries.into_iter().collect());
    assert!(model.front.as_ref().unwrap().placed.is_empty());
    tell_whole(&mut model, whole);
    assert_eq!(model.front.as_ref().unwrap().placed.len(), 1);
}

#[test]
fn the_screen_waits_for_nothing_that_needs_the_whole_text() {
    let (source, ..) = long();
    let mut model = started(vec![source.clone()]);
    open_store(&mut model, None);
    load_in_steps(&source, Limits::default(), |article| {
        update(&mut model, Event::Glimpsed { index: 0, article: Box::new(article) });
        play(&mut model, "j Space ] n");
        assert_eq!(model.story.article().unwrap().known_bytes_hash(), None);
    })
    .unwrap();
}

//! Long articles, which can be read before all of them is known.

use super::*;
use crate::app::remembered::Whereabouts;
use crate::app::story::Coming;
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
        load_in_steps(&source, Limits::default(), Some(|article| glimpse = Some(article))).unwrap();
    (source, glimpse.unwrap(), whole)
}

fn glimpsed() -> (Model, Article) {
    glimpsed_with([], |_| {})
}

/// The same where places in articles are remembered, with a `look` at it before the whole text is
/// looked at.
fn glimpsed_with<const N: usize>(
    places: [(u64, Whereabouts); N],
    look: impl FnOnce(&Model),
) -> (Model, Article) {
    let (source, ..) = long();
    let mut model = started(vec![source.clone()]);
    model.remembered.places = places.into();
    open_store(&mut model, None);
    let show = |glimpse| {
        update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
        look(&model);
    };
    let whole = load_in_steps(&source, Limits::default(), Some(show)).unwrap();
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
fn what_could_not_be_read_and_is_read_again_is_waited_for_from_its_glimpse_on() {
    let (source, glimpse, whole) = long();
    let mut model = started(vec![source]);
    let result = Err(Problem::new("slow.txt", "takes longer than 10 s to read"));
    update(&mut model, Event::Loaded { index: 0, location: None, result });
    assert_eq!(model.story.waiting(), 0);
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    assert_eq!(model.story.waiting(), 1);
    tell_whole(&mut model, whole);
    assert_eq!(model.story.waiting(), 0);
}

#[test]
fn what_a_search_has_read_stays_when_the_reader_of_files_comes_to_it() {
    let (source, glimpse, whole) = long();
    let mut model = started(vec![source]);
    open_store(&mut model, None);
    tell_whole(&mut model, whole.clone());
    play(&mut model, "G h");
    let (cursor, made) = (model.reader.cursor, model.ledger.annotations().count());
    assert!(cursor > 0 && made == 1);
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    assert_eq!(model.reader.cursor, cursor);
    tell_whole(&mut model, whole);
    assert_eq!(model.reader.cursor, cursor);
    let result = Err(Problem::new("long.txt", "no such file"));
    update(&mut model, Event::Loaded { index: 0, location: None, result });
    assert_eq!((model.reader.cursor, model.story.waiting()), (cursor, 0));
    assert!(model.story.article().is_some());
    assert!(message(&model).contains("no such file"), "{}", message(&model));
}

#[test]
fn a_note_stays_on_its_words_when_an_article_is_read_that_a_search_had_read_before() {
    let read = |text: &str| {
        let source = Source::StandardInput(text.as_bytes().into());
        load_in_steps(&source, Limits::default(), None::<fn(Article)>).unwrap()
    };
    let said = "The ferry carried 40 cars.";
    let mut model = started(vec![Source::StandardInput(said.as_bytes().into())]);
    open_store(&mut model, None);
    tell_whole(&mut model, read(said));
    play(&mut model, "i d o u b t f u l");
    tell_whole(&mut model, read(&format!("Word came in late on Monday.\n\n{said}")));
    play(&mut model, "Ctrl-s");
    let quotes: Vec<&str> = model.ledger.annotations().map(|it| it.anchor.exact()).collect();
    assert_eq!(quotes, [said]);
}

#[test]
fn what_cannot_be_read_any_more_has_no_claims_to_be_found() {
    let (source, _, whole) = long();
    let mut model = started(vec![source]);
    tell_whole(&mut model, whole);
    let article = model.story.article().unwrap();
    let document = article.document.clone();
    update(&mut model, Event::Assessed { index: 0, document, claims: std::sync::Arc::default() });
    assert_eq!(model.story.unassessed(), 0);
    model.story.put(0, Loading::Failed(Box::new(Problem::new("long.txt", "no such file"))));
    assert_eq!(model.story.unassessed(), 0);
    model.story.put(0, Loading::Waiting);
    assert_eq!(model.story.unassessed(), 1);
}

#[test]
fn of_a_beginning_it_is_told_that_the_rest_is_being_read() {
    let (source, glimpse, _) = long();
    let mut model = started(vec![source]);
    open_store(&mut model, None);
    let length = 1 << 20;
    update(&mut model, Event::Begun { index: 0, length, article: Box::new(glimpse) });
    for key in ["j", "Space", "h", "1", "v", "]", "G"] {
        model.status.clear();
        play(&mut model, key);
        assert!(message(&model).contains("still being read"), "{key}: {}", message(&model));
    }
    assert_eq!(model.ledger.annotations().count(), 0);
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
    let show = |article| {
        update(&mut model, Event::Glimpsed { index: 0, article: Box::new(article) });
        play(&mut model, "j Space ] n");
        assert_eq!(model.story.article().unwrap().known_bytes_hash(), None);
    };
    load_in_steps(&source, Limits::default(), Some(show)).unwrap();
}

/// A place in the article, as it is known to be that long.
fn place(length: usize) -> Whereabouts {
    Whereabouts { position: 3_000, seen: 3_500, length }
}

/// Whether the hash of a glimpsed text was asked for; that would take a look at all of it.
fn is_hashed(model: &Model) -> bool {
    model.story.article().unwrap().known_bytes_hash().is_some()
}

#[test]
fn a_place_in_a_long_article_is_found_before_all_of_it_is_known() {
    let (_, _, whole) = long();
    let (hash, length) = (whole.bytes_hash(), whole.document.text().len());
    let places = [(hash, place(length)), (7, place(length + 1))];
    let (mut model, whole) = glimpsed_with(places, |model| {
        assert_eq!((model.reader.cursor, is_hashed(model)), (3_000, false));
    });
    tell_whole(&mut model, whole);
    assert_eq!(model.reader.cursor, 3_000);
    let places = model.whereabouts().places;
    assert_eq!(places.get(&hash).map(|place| place.length), Some(length));
}

#[test]
fn an_article_that_was_never_opened_is_not_read_through_for_its_place() {
    glimpsed_with([(7, place(12))], |model| {
        assert_eq!((model.reader.cursor, is_hashed(model)), (0, false));
    });
}

#[test]
fn the_place_of_another_article_as_long_is_given_up_when_the_whole_comes() {
    let length = long().2.document.text().len();
    let (mut model, whole) = glimpsed_with([(7, place(length))], |model| {
        assert_eq!(model.reader.cursor, 3_000);
    });
    tell_whole(&mut model, whole);
    assert_eq!(model.reader.cursor, 0);
}

#[test]
fn places_without_a_length_or_with_the_same_are_told_apart_by_the_hash() {
    let (_, _, whole) = long();
    let (hash, length) = (whole.bytes_hash(), whole.document.text().len());
    let other = Whereabouts { position: 9_000, ..place(length) };
    for (places, cursor) in [
        ([(hash, place(0)), (7, other)], 3_000),
        ([(hash, place(length)), (7, other)], 3_000),
        ([(7, place(0)), (8, place(1))], 0),
    ] {
        glimpsed_with(places, |model| assert_eq!(model.reader.cursor, cursor));
    }
}

/// The beginning of a long article, told to a reader who left these places.
fn begun<const N: usize>(places: [(u64, Whereabouts); N]) -> (Model, Article, Vec<Effect>) {
    let (source, glimpse, whole) = long();
    let text = whole.document.text();
    let beginning = text.as_bytes()[..text.len() / 4].to_vec();
    let article = Box::new(Article::new(source.clone(), beginning));
    let mut model = started(vec![source]);
    model.remembered.places = places.into();
    open_store(&mut model, None);
    let effects = update(&mut model, Event::Begun { index: 0, length: text.len() as u64, article });
    (model, glimpse, effects)
}

#[test]
fn the_beginning_of_an_article_is_looked_at_and_nothing_else() {
    let (mut model, glimpse, _) = begun([]);
    let page = model.reader.page.clone();
    assert!(!page.is_empty());
    assert_eq!(model.story.front_comes(), Some(Coming::Rest));
    // What is asked of an article is asked of all of it.
    play(&mut model, "G");
    assert_eq!((model.reader.cursor, &model.reader.page), (0, &page));
    assert!(play(&mut model, "1 h M a").is_empty());
    assert!(decided(&model).is_empty() && model.marks.is_empty());
    let slot = model.story.slot().unwrap();
    assert!(slot.article().is_none() && slot.record.is_none() && slot.progress() == 0);
    assert!(model.whereabouts().places.is_empty());
    // All of its text takes its place.
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    assert_eq!((model.reader.cursor, &model.reader.page), (0, &page));
    play(&mut model, "G");
    assert!(model.reader.cursor > 100_000);
}

#[test]
fn a_place_further_down_waits_for_all_of_the_text() {
    let length = long().2.document.text().len();
    for (place, is_shown) in [
        (place(length), false),
        (place(0), false),
        (place(length - length / 4), false),
        (place(length / 4), true),
        // Tabs, and bytes of other encodings, take more room in the text.
        (place(2 * length), false),
        (place(5 * length), true),
        (Whereabouts { position: 0, ..place(length) }, true),
    ] {
        let (model, _, effects) = begun([(7, place)]);
        assert_eq!(!model.reader.page.is_empty(), is_shown, "{place:?}");
        // Who reads the rest waits for a frame, if there is to be one.
        assert_eq!(effects == [Effect::ReadOn], !is_shown, "{place:?}");
    }
}

#[test]
fn a_beginning_that_comes_late_takes_nothing_away() {
    let (mut model, glimpse, _) = begun([]);
    let beginning = Box::new(glimpse.clone());
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    let effects =
        update(&mut model, Event::Begun { index: 0, length: 1 << 20, article: beginning });
    assert_eq!(effects, [Effect::ReadOn]);
    assert!(matches!(model.story.slot().unwrap().state, Loading::Glimpsed(_)));
}

#[test]
fn an_article_that_failed_can_be_read_in_steps() {
    let (source, glimpse, whole) = long();
    let mut model = started(vec![source]);
    let failed = Err(Problem::new("a.txt", "cannot be read"));
    update(&mut model, Event::Loaded { index: 0, location: None, result: failed });
    assert_eq!(model.story.waiting(), 0);
    update(&mut model, Event::Glimpsed { index: 0, article: Box::new(glimpse) });
    assert_eq!(model.story.waiting(), 1);
    tell_whole(&mut model, whole);
    assert_eq!(model.story.waiting(), 0);
}

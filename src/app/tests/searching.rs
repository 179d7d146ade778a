//! Searching the article in front.

use super::*;
use crate::app::search_all::excerpt::Excerpt;
use crate::app::search_all::{Found, Hit, Searched};
use crate::text::Span;

#[test]
fn a_search_shows_hits_while_typing_and_goes_back_on_escape() {
    let mut model = model();
    play(&mut model, "j / c r o");
    assert_eq!(model.front.as_ref().unwrap().hits.len(), 2);
    assert!(at_cursor(&model).starts_with("|crowns"));
    play(&mut model, "Esc");
    assert!(at_cursor(&model).starts_with("|The harbour"));
    assert!(model.front.as_ref().unwrap().hits.is_empty());
}

/// Lets a search go on to its end; how many turns it took.
fn seek(model: &mut Model) -> usize {
    let mut turns = 0;
    while model.is_seeking() {
        update(model, Event::SeekOn);
        turns += 1;
    }
    turns
}

#[test]
fn a_regular_expression_is_looked_for_between_keys() {
    let mut model = model();
    play(&mut model, "/");
    type_in(&mut model, "re:cr[o]wns?");
    assert!(model.is_seeking());
    seek(&mut model);
    assert!(at_cursor(&model).starts_with("|crowns"), "{}", at_cursor(&model));
    play(&mut model, "Enter");
    seek(&mut model);
    assert_eq!(message(&model), "/re:cr[o]wns? [1/2]");
    play(&mut model, "n");
    assert_eq!(message(&model), "/re:cr[o]wns? [2/2]");
    play(&mut model, "/");
    type_in(&mut model, "re:(");
    play(&mut model, "Enter");
    assert!(message(&model).contains("unclosed group"), "{}", message(&model));
    play(&mut model, "J");
    assert!(model.is_seeking(), "in the next article, too");
}

#[test]
fn a_search_that_takes_long_is_broken_off_by_another_and_by_escape() {
    let long = "a".repeat(1 << 20);
    let mut model = loaded(&[&long]);
    play(&mut model, "/");
    type_in(&mut model, "re:.*b|a");
    play(&mut model, "Enter");
    for _ in 0..3 {
        update(&mut model, Event::SeekOn);
        assert!(model.is_seeking());
    }
    let found = model.front.as_ref().unwrap().hits.len();
    assert!((1..10_000).contains(&found), "{found} in three turns");
    play(&mut model, "n");
    assert!(message(&model).contains("still searching"), "{}", message(&model));
    play(&mut model, "Esc");
    assert!(!model.is_seeking());
}

#[test]
fn escape_puts_the_lights_out_and_n_lights_them_again() {
    let mut model = model();
    play(&mut model, "/ c r o w n Enter Esc");
    assert!(model.front.as_ref().unwrap().hits.is_empty());
    play(&mut model, "n");
    assert_eq!(model.front.as_ref().unwrap().hits.len(), 2);
}

#[test]
fn words_searched_in_all_articles_before_are_offered_and_give_way_to_what_is_typed() {
    let mut model = model();
    let job = |effects: Vec<Effect>| match effects.last() {
        Some(Effect::SearchAll(job)) => job.words.clone(),
        other => format!("{other:?}"),
    };
    play(&mut model, "g / c r o w n Esc");
    assert_eq!(job(play(&mut model, "g /")), "crown", "the hits are there again");
    assert_eq!(prompt_text(&model), "crown");
    assert_eq!(job(play(&mut model, "p a i d")), "paid");
    play(&mut model, "Esc g /");
    assert_eq!(job(play(&mut model, "End s")), "paids", "a key about the line keeps it");
    play(&mut model, "Esc g / Backspace");
    assert_eq!(prompt_text(&model), "");
    play(&mut model, "b o a t s Esc g / Down");
    assert_eq!(prompt_text(&model), "boats", "choosing a hit keeps the words");
    let paste = || Paste { text: "quay".to_owned(), truncated: false };
    update(&mut model, Event::Paste(paste()));
    assert_eq!(prompt_text(&model), "boatsquay", "they are gone on with");
    play(&mut model, "Esc g / Ctrl-u Ctrl-z");
    assert_eq!(prompt_text(&model), "boatsquay");
    play(&mut model, "s");
    assert_eq!(prompt_text(&model), "boatsquays", "a line that was put back by hand stays");
    play(&mut model, "Esc g /");
    update(&mut model, Event::Paste(paste()));
    assert_eq!(prompt_text(&model), "quay");
    play(&mut model, "Esc : s e a r c h - a l l Space p i e r Enter x");
    assert_eq!(prompt_text(&model), "pierx", "what was asked for in full is no offer");
}

#[test]
fn the_articles_to_be_searched_are_gathered_once_until_another_is_read() {
    let mut model = model();
    let searched = |model: &mut Model, keys: &str| match play(model, keys).pop() {
        Some(Effect::SearchAll(job)) => job.articles.clone(),
        other => panic!("{other:?}"),
    };
    let first = searched(&mut model, "g / c");
    let other = searched(&mut model, "r");
    assert!(std::sync::Arc::ptr_eq(&first, &other));
    let source = Source::file("quay.txt");
    model.story.add(vec![source.clone()]);
    let with_it = searched(&mut model, "o");
    assert!(matches!(with_it.last(), Some((2, Searched::Unread(_)))));
    let result = Ok(Box::new(Article::new(source, b"Nobody was on the quay.")));
    update(&mut model, Event::Loaded { index: 2, location: None, result });
    let read = searched(&mut model, "w");
    assert!(matches!(read.last(), Some((2, Searched::Read(_)))));
}

/// A story with an article that is still to be read, in which a search of all found something.
fn found_in_unread(text: &str, words: &str) -> (Model, Source) {
    let mut model = model();
    let source = Source::file("late.txt");
    model.story.add(vec![source.clone()]);
    play(&mut model, "g / n o b o d y");
    let start = text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    let excerpt = Some(Excerpt::new(text, span));
    let hits = vec![Hit::Text { article: 2, span, excerpt }];
    let number = model.searched_all.number;
    update(&mut model, Event::Found(Found { number, hits, searched: 3, is_done: true }));
    (model, source)
}

fn comes(model: &mut Model, source: &Source, text: &str) {
    let result = Ok(Box::new(Article::new(source.clone(), text)));
    update(model, Event::Loaded { index: 2, location: None, result });
}

#[test]
fn a_hit_in_an_article_that_is_not_read_is_gone_to_when_it_is() {
    let text = "The ferry left.\n\nIt was noon. Nobody saw it.";
    let (mut model, source) = found_in_unread(text, "Nobody");
    let effects = play(&mut model, "Enter");
    assert!(effects.contains(&Effect::Load(2)), "{effects:?}");
    assert_eq!((model.story.front, model.front.is_some()), (2, false));
    comes(&mut model, &source, text);
    assert_eq!(model.reader.cursor, text.find("Nobody").unwrap());
    assert_eq!(model.front.as_ref().unwrap().hits.len(), 1, "it is lit");
    play(&mut model, "Ctrl-o");
    assert_eq!(model.story.front, 0, "back to where the search began");
    // From then on it is an article like any other.
    play(&mut model, "J J g g");
    assert_eq!((model.story.front, model.reader.cursor), (2, 0));
}

#[test]
fn an_article_that_became_another_is_gone_to_nearby() {
    let text = "The ferry left.\n\nIt was noon. Nobody saw it.";
    assert_eq!(text.find("Nobody"), Some(30));
    let in_between = ["a", &"ü".repeat(60)].concat();
    for (other, at) in [("The ferry left.", 15), ("", 0), (&in_between, 29)] {
        let (mut model, source) = found_in_unread(text, "Nobody");
        play(&mut model, "Enter");
        comes(&mut model, &source, other);
        assert_eq!((model.story.front, model.reader.cursor), (2, at), "{other}");
    }
}

#[test]
fn a_hit_in_the_article_in_front_is_gone_to_though_reading_was_stopped() {
    let text = "The ferry left.\n\nIt was noon. Nobody saw it.";
    let source = Source::file("late.txt");
    let mut model = started(vec![source.clone()]);
    play(&mut model, "Esc g / n o b o d y");
    let span = Span::new(30, 36);
    let hits = vec![Hit::Text { article: 0, span, excerpt: Some(Excerpt::new(text, span)) }];
    let number = model.searched_all.number;
    update(&mut model, Event::Found(Found { number, hits, searched: 1, is_done: true }));
    assert!(play(&mut model, "Enter").contains(&Effect::Load(0)));
    let result = Ok(Box::new(Article::new(source, text)));
    update(&mut model, Event::Loaded { index: 0, location: None, result });
    assert_eq!(model.reader.cursor, 30);
}

#[test]
fn a_hit_is_forgotten_where_its_article_cannot_be_read() {
    let text = "The ferry left.\n\nIt was noon. Nobody saw it.";
    let (mut model, source) = found_in_unread(text, "Nobody");
    play(&mut model, "Enter");
    let gone = Err(Problem::new("late.txt", "is gone"));
    update(&mut model, Event::Loaded { index: 2, location: None, result: gone });
    comes(&mut model, &source, text);
    assert_eq!(model.reader.cursor, 0, "much later nobody waits for it");
}

#[test]
fn a_long_article_is_not_shown_before_the_hit_in_it_can_be() {
    let text = "The ferry left.\n\nIt was noon. Nobody saw it.";
    let (mut model, source) = found_in_unread(text, "Nobody");
    play(&mut model, "Enter");
    let article = Box::new(Article::new(source.clone(), "The ferry left."));
    let effects = update(&mut model, Event::Begun { index: 2, length: 99, article });
    assert_eq!(effects, [Effect::ReadOn]);
    let article = Box::new(Article::new(source.clone(), text));
    update(&mut model, Event::Glimpsed { index: 2, article });
    assert_eq!(model.reader.cursor, text.find("Nobody").unwrap());
    play(&mut model, "g g");
    comes(&mut model, &source, text);
    assert_eq!(model.reader.cursor, 0, "it was gone to once");
}

/// A search of these words finds them in the first two articles.
fn find_in_two(model: &mut Model, is_done: bool) -> Vec<Effect> {
    let number = model.searched_all.number;
    let hits = (0..2).flat_map(|article| {
        let document = &model.story.articles[article].article().unwrap().document;
        let spans = crate::text::find::find(document.text(), "the");
        spans.into_iter().map(move |span| Hit::Text { article, span, excerpt: None })
    });
    let hits = hits.collect();
    update(model, Event::Found(Found { number, hits, searched: 2, is_done }))
}

#[test]
fn enter_typed_before_the_first_hit_goes_there_when_it_comes() {
    let mut model = model();
    play(&mut model, "J g g g / t h e Enter");
    assert!(model.searched_all.is_awaited && model.listing.is_some());
    let none = |model: &mut Model, is_done: bool| {
        let number = model.searched_all.number;
        update(model, Event::Found(Found { number, hits: vec![], searched: 1, is_done }));
    };
    none(&mut model, false);
    play(&mut model, "Enter");
    assert!(model.searched_all.is_awaited && model.listing.is_some(), "others may have one");
    let effects = find_in_two(&mut model, false);
    assert_eq!((effects.last(), model.listing.is_none()), (Some(&Effect::StopSearch), true));
    assert!(matches!(model.mode, Mode::Panes) && model.story.front == 0);
    play(&mut model, "Ctrl-o");
    assert_eq!(model.story.front, 1, "back to where the search began");
    // Other words are waited for anew, and nothing is where nothing is found.
    play(&mut model, "g / x Enter y");
    find_in_two(&mut model, true);
    assert!(model.listing.is_some());
    play(&mut model, "Ctrl-u x Enter");
    none(&mut model, true);
    assert_eq!(message(&model), "\"x\" is in no article");
}

#[test]
fn the_hits_of_the_same_words_are_gone_on_with_where_one_was() {
    let mut model = model();
    let cursor = |model: &Model| model.listing.as_ref().unwrap().cursor;
    play(&mut model, "g / t h e");
    find_in_two(&mut model, true);
    play(&mut model, "Down Down Enter g /");
    find_in_two(&mut model, false);
    assert_eq!(cursor(&model), 2);
    play(&mut model, "Up");
    find_in_two(&mut model, true);
    assert_eq!(cursor(&model), 1, "what comes later moves nothing");
    play(&mut model, "Esc g / t h e");
    find_in_two(&mut model, true);
    assert_eq!(cursor(&model), 0, "typed anew they begin anew");
}

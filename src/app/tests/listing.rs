//! Lists over the panes, and the tags.

use super::*;
use crate::annotation::{EntryKey, TagName};
use crate::app::search_all;

/// Decisions in both articles.
fn busy() -> Model {
    let mut model = model();
    play(&mut model, "] 1 ] 2 ) h J ] 2 i x Ctrl-s K");
    model
}

#[test]
fn everything_is_listed_in_the_order_of_the_text_and_narrowed_as_one_types() {
    let mut model = busy();
    play(&mut model, "g t");
    assert_eq!(listed(&model), ["The harbour ", "The buyer pa", "Why now?", "The bridge o"]);
    play(&mut model, "/");
    type_in(&mut model, "tag:disputed");
    assert_eq!(listed(&model), ["The buyer pa", "The bridge o"]);
    type_in(&mut model, " is:note");
    assert_eq!(listed(&model), ["The bridge o"]);
    play(&mut model, "Enter q");
    assert!(model.listing.is_none());
}

#[test]
fn escape_shows_the_whole_list_then_closes_it() {
    let mut model = busy();
    play(&mut model, "g t / x Enter Esc");
    assert_eq!(listed(&model).len(), 4);
    play(&mut model, "Esc");
    assert!(model.listing.is_none());
}

#[test]
fn a_query_that_cannot_be_used_shows_everything_and_says_why() {
    let mut model = busy();
    play(&mut model, "g t / t a g : Enter");
    assert_eq!(listed(&model).len(), 4);
    assert!(model.listing.as_ref().unwrap().fault.is_some());
}

#[test]
fn going_to_a_row_can_be_gone_back_on() {
    let mut model = busy();
    let before = (model.story.front, model.reader.cursor);
    play(&mut model, "g t G Enter");
    assert_eq!((model.story.front, model.focus), (1, Pane::Text));
    play(&mut model, "Ctrl-o");
    assert_eq!((model.story.front, model.reader.cursor), before);
}

#[test]
fn deleting_and_undoing_work_inside_the_list() {
    let mut model = busy();
    play(&mut model, "g t G d");
    assert_eq!(listed(&model), ["The harbour ", "The buyer pa", "Why now?"]);
    play(&mut model, "u");
    assert_eq!(listed(&model).len(), 4);
    play(&mut model, "?");
    play(&mut model, "q");
    assert_eq!(listed(&model).len(), 4, "help comes back to the list");
}

#[test]
fn the_log_begins_with_what_was_done_last() {
    let mut model = model();
    for (second, keys) in [(1, "] 1"), (2, "] 2"), (3, "[ 3")] {
        model.now = Timestamp::from_second(second).unwrap();
        play(&mut model, keys);
    }
    play(&mut model, "g u");
    assert_eq!(listed(&model), ["The harbour ", "The buyer pa"]);
}

#[test]
fn a_tag_is_renamed_merged_and_deleted_everywhere_and_each_is_one_undo() {
    let mut model = busy();
    let before = acts(&model.ledger);
    for keys in ["g T m d i s p u t e d Enter", "g T j r Ctrl-u n e w Enter", "g T j d"] {
        play(&mut model, keys);
        assert_ne!(acts(&model.ledger), before, "{keys}");
        play(&mut model, "u Esc");
        assert_eq!(acts(&model.ledger), before, "{keys}");
    }
    play(&mut model, "g T j d");
    assert!(message(&model).contains("from 2 passages"), "{}", message(&model));
}

#[test]
fn a_digit_moves_from_one_tag_to_another() {
    let mut model = busy();
    play(&mut model, "g T j 1");
    assert_eq!(listed(&model)[0], "disputed");
    assert!(message(&model).contains("no longer supported"));
    play(&mut model, "q");
    play(&mut model, "g g ] 1");
    assert!(decided(&model).iter().any(|it| it.2 == "disputed supported"));
}

#[test]
fn the_passages_of_a_tag_are_one_key_away() {
    let mut model = busy();
    play(&mut model, "g T j Enter");
    assert_eq!(listed(&model), ["The buyer pa", "The bridge o"]);
    // Back is where they were opened from, whichever key goes there.
    for back in ["q", "Esc"] {
        play(&mut model, back);
        assert_eq!(listed(&model)[1], "disputed", "{back}");
        play(&mut model, "Enter");
    }
    play(&mut model, "/ Space b r i d g e Enter");
    assert_eq!(listed(&model), ["The bridge o"]);
    play(&mut model, "Esc");
    assert_eq!(listed(&model), ["The buyer pa", "The bridge o"], "one level after the other");
    play(&mut model, "q q");
    assert!(model.listing.is_none());
    play(&mut model, "g T j Enter j Enter g T");
    let listing = model.listing.as_ref().unwrap();
    assert_eq!((listed(&model).len(), listing.cursor), (2, 1), "the same key goes on with them");
    play(&mut model, "q");
    assert_eq!(listed(&model)[1], "disputed");
    play(&mut model, "Enter Enter g t");
    assert_eq!(listed(&model).len(), 4, "the other key lists everything");
    play(&mut model, "q");
    assert!(model.listing.is_none(), "what was opened by its own key closes");
}

#[test]
fn a_name_that_another_tag_has_is_not_given() {
    let mut model = busy();
    let before = acts(&model.ledger);
    play(&mut model, "g T r Ctrl-u d i s p u t e d Enter");
    assert!(message(&model).contains("there is a tag disputed already"), "{}", message(&model));
    assert_eq!(acts(&model.ledger), before);
    // One that is only used is taken, too.
    let disputed = TagName::new("disputed").unwrap();
    let gone = model.ledger.removing(EntryKey::Tag(Box::new(disputed)));
    model.ledger.apply(&Edit { what: String::new(), changes: vec![gone] }).unwrap();
    let before = acts(&model.ledger);
    play(&mut model, "r Ctrl-u d i s p u t e d Enter");
    assert_eq!(acts(&model.ledger), before);
}

#[test]
fn rows_are_clicked_and_scrolled() {
    let mut model = busy();
    play(&mut model, "g t");
    let mouse = |kind, row| Event::Mouse(Mouse { kind, column: 5, row });
    update(&mut model, mouse(MouseKind::Press, 4));
    assert_eq!(model.listing.as_ref().unwrap().cursor, 3);
    update(&mut model, mouse(MouseKind::WheelUp, 4));
    assert_eq!(model.listing.as_ref().unwrap().cursor, 0);
    update(&mut model, mouse(MouseKind::Press, 4));
    update(&mut model, mouse(MouseKind::Press, 4));
    assert_eq!((model.listing.is_none(), model.story.front), (true, 1));
}

#[test]
fn an_empty_list_is_not_opened() {
    for keys in ["g t", "g u", "g x"] {
        let mut model = model();
        play(&mut model, keys);
        assert!(model.listing.is_none() && !message(&model).is_empty(), "{keys}");
    }
}

#[test]
fn what_is_in_another_story_says_where() {
    let mut model = busy();
    model.story.articles[1].record = None;
    play(&mut model, "g t G Enter");
    assert!(message(&model).contains("not open"), "{}", message(&model));
}

/// A shelf on which every article that is not read yet says the same.
struct OneFerry;

impl search_all::Shelf for OneFerry {
    fn look<T>(
        &self,
        _source: &Source,
        _room: &mut [u8],
        _is_wanted: search_all::IsWanted<'_>,
        _look: impl FnOnce(&str) -> T,
    ) -> Option<T> {
        None
    }

    fn read(&self, source: &Source, _is_wanted: search_all::IsWanted<'_>) -> Option<Article> {
        Some(Article::new(source.clone(), FERRY.as_bytes()))
    }
}

#[test]
fn what_is_not_read_yet_is_searched_and_gone_to_as_well() {
    let source = |name: &str| Source::file(name);
    let mut model = started(["a.txt", "b.txt", "c.txt"].map(source).to_vec());
    let read = |index: usize, name: &str| {
        let result = Ok(Box::new(Article::new(source(name), FERRY.as_bytes())));
        Event::Loaded { index, location: None, result }
    };
    update(&mut model, read(0, "a.txt"));
    let effects = play(&mut model, "g / c r o w n s Space i n");
    run_searches(&mut model, effects);
    assert_eq!(model.searched_all.of, 3);
    assert_eq!(listed(&model), ["crowns in 20"; 3]);
    play(&mut model, "Down Enter");
    assert_eq!(model.story.front, 1);
    assert!(at_cursor(&model).starts_with("|crowns in"), "{}", at_cursor(&model));
    // Those who read everything come to it later: nothing begins anew.
    update(&mut model, read(1, "b.txt"));
    assert!(at_cursor(&model).starts_with("|crowns in"), "{}", at_cursor(&model));
    assert_eq!(model.story.waiting(), 0);
}

/// Does what the worker would do with these effects.
fn run_searches(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::SearchAll(job) = effect else { continue };
        let mut told = Vec::new();
        search_all::search(
            &job,
            &OneFerry,
            || true,
            || true,
            |found, read| told.push((found, read)),
        );
        for (found, read) in told {
            let loaded =
                |(index, article)| Event::Loaded { index, location: None, result: Ok(article) };
            let mut events: Vec<Event> = read.into_iter().map(loaded).collect();
            events.push(Event::Found(found));
            update(model, Event::Several(events));
        }
    }
}

#[test]
fn every_article_and_note_is_searched_as_one_types() {
    let mut model = busy();
    play(&mut model, "g g");
    let effects = play(&mut model, "g / c r o w n");
    run_searches(&mut model, effects);
    let expected = ["crowns.\n\nWhy", "crowns in 20", "crowns.\n"];
    assert_eq!(listed(&model), expected);
    play(&mut model, "Down Down Enter");
    assert_eq!((model.story.front, model.listing.is_none()), (1, true));
    assert!(at_cursor(&model).starts_with("|crowns") && model.searched == "crown");
    assert_eq!(model.front.as_ref().unwrap().hits.len(), 1, "its hits are lit");
    play(&mut model, "Ctrl-o");
    assert_eq!((model.story.front, model.reader.cursor), (0, 0));
}

#[test]
fn what_is_found_for_words_before_is_left_out() {
    let mut model = busy();
    let early = play(&mut model, "g / c");
    let late = play(&mut model, "r o w n");
    run_searches(&mut model, early);
    assert!(listed(&model).is_empty());
    run_searches(&mut model, late);
    assert_eq!(listed(&model).len(), 3);
}

#[test]
fn notes_and_tags_are_searched_and_nothing_found_is_said() {
    let mut model = busy();
    let effects = play(&mut model, "g / d i s p u t e d");
    run_searches(&mut model, effects);
    assert_eq!(listed(&model), ["The buyer pa", "The bridge o"]);
    let effects = play(&mut model, "x x");
    run_searches(&mut model, effects);
    play(&mut model, "Enter");
    assert!(message(&model).contains("is in no article") && model.listing.is_none());
}

#[test]
fn what_cannot_be_searched_stays_to_be_put_right() {
    let mut model = busy();
    play(&mut model, "g / r e : ( Enter");
    assert!(message(&model).contains("cannot be searched"), "{}", message(&model));
    assert_eq!(prompt_text(&model), "re:(");
    let effects = play(&mut model, "Backspace c r o w n");
    assert!(model.searched_all.fault.is_none());
    run_searches(&mut model, effects);
    assert!(!listed(&model).is_empty());
}

#[test]
fn the_hits_are_walked_by_pages_and_with_the_mouse_while_one_types() {
    let mut model = loaded(&[&"The ferry. ".repeat(60), FERRY]);
    let effects = play(&mut model, "g / f e r r y");
    run_searches(&mut model, effects);
    let cursor = |model: &Model| model.listing.as_ref().unwrap().cursor;
    play(&mut model, "PgDn");
    let page = cursor(&model);
    assert!(page > 5);
    play(&mut model, "PgDn PgUp Ctrl-n Ctrl-n Ctrl-p");
    assert_eq!(cursor(&model), page + 1);
    let mut mouse = |kind, row| update(&mut model, Event::Mouse(Mouse { kind, column: 5, row }));
    mouse(MouseKind::WheelUp, 5);
    mouse(MouseKind::Press, 3);
    let effects = mouse(MouseKind::Press, 3);
    assert_eq!(effects.last(), Some(&Effect::StopSearch));
    assert!(model.listing.is_none() && matches!(model.mode, Mode::Panes));
    assert!(at_cursor(&model).contains("|ferry"), "{}", at_cursor(&model));
}

#[test]
fn enter_waits_for_the_hits_of_what_is_typed_and_escape_stops() {
    let mut model = busy();
    play(&mut model, "g / c r o w n Enter");
    assert!(model.searched_all.is_awaited && model.listing.is_some());
    let effects = play(&mut model, "Esc");
    assert_eq!(effects, [Effect::StopSearch]);
    assert!(model.listing.is_none() && matches!(model.mode, Mode::Panes));
}

#[test]
fn a_name_that_is_only_used_is_merged_with_too() {
    let mut model = busy();
    play(&mut model, "g T j j r Ctrl-u l o o s e Enter");
    let loose = TagName::new("loose").unwrap();
    let gone = model.ledger.removing(EntryKey::Tag(Box::new(loose.clone())));
    model.ledger.apply(&Edit { what: String::new(), changes: vec![gone] }).unwrap();
    play(&mut model, "q ] 1 g T");
    let mut tagged = model.ledger.annotations().next().unwrap().clone();
    tagged.tags.insert(loose.clone());
    let change = model.ledger.setting(Entry::Annotation(tagged));
    model.ledger.apply(&Edit { what: String::new(), changes: vec![change] }).unwrap();
    play(&mut model, "m l o o s e Enter");
    assert!(message(&model).contains("merged"), "{}", message(&model));
    assert!(model.ledger.tag(&loose).is_some());
}

#[test]
fn hits_in_a_text_that_was_read_again_are_taken_away() {
    let mut model = busy();
    let effects = play(&mut model, "g / c r o w n");
    run_searches(&mut model, effects);
    let source = model.story.articles[0].source.clone();
    let article = Box::new(Article::new(source, b"Nothing.\n"));
    update(&mut model, Event::Reread { index: 0, article });
    assert_eq!(listed(&model), ["crowns.\n"]);
}

#[test]
fn a_list_is_gone_on_with_where_it_was_left() {
    let mut model = busy();
    play(&mut model, "g t / i s : t a g g e d Enter j Enter g t");
    let listing = model.listing.as_ref().unwrap();
    assert_eq!((listing.cursor, listing.sought.as_str()), (1, "is:tagged"));
    play(&mut model, "Esc Esc g t");
    assert_eq!(model.listing.as_ref().unwrap().cursor, 0, "one that was closed begins anew");
}

#[test]
fn a_tag_is_merged_only_into_one_that_there_is() {
    let mut model = busy();
    play(&mut model, "g T m");
    type_in(&mut model, "disputd");
    assert_eq!(play(&mut model, "Enter"), []);
    assert!(message(&model).contains("did you mean disputed?"));
    let tags = model.ledger.tags().count();
    play(&mut model, "m");
    type_in(&mut model, "disputed");
    play(&mut model, "Enter");
    assert_eq!(model.ledger.tags().count(), tags - 1);
}

#[test]
fn giving_up_another_narrowing_keeps_the_one_there_was() {
    let mut model = busy();
    play(&mut model, "g t /");
    type_in(&mut model, "tag:disputed");
    play(&mut model, "Enter / x Esc");
    assert_eq!(listed(&model), ["The buyer pa", "The bridge o"]);
}

#[test]
fn taking_tags_off_is_not_what_is_repeated() {
    let mut model = model();
    play(&mut model, "] 1 ] 2 [ 1 .");
    let tags: Vec<String> = decided(&model).into_iter().map(|it| it.2).collect();
    assert_eq!(tags, ["disputed", "disputed"]);
}

#[test]
fn notes_on_articles_and_the_story_are_listed_found_and_removed() {
    let mut model = busy();
    play(&mut model, "g i w h o Ctrl-s Shift-Tab i w h y Ctrl-s Tab g t");
    assert_eq!(listed(&model)[..2], ["who", "why"]);
    play(&mut model, "/");
    type_in(&mut model, "is:note wh");
    assert_eq!(listed(&model), ["who", "why"]);
    play(&mut model, "Enter j Enter");
    assert!(matches!(&model.mode, Mode::Note { before, .. } if before == "why"));
    play(&mut model, "Esc g t");
    play(&mut model, "d");
    assert_eq!(listed(&model), ["who"]);
    play(&mut model, "u Esc Esc");
    let notes = search_all::notes(&model);
    let texts: Vec<&str> = notes.iter().map(|(_, text)| text.as_str()).take(2).collect();
    assert_eq!(texts, ["who", "why"]);
}

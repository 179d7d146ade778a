//! Verdicts, tags, highlights and notes, taken back and done again.

use super::*;

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
    let mut theirs = model.ledger.annotations().next().unwrap().clone();
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
    let mut theirs = model.ledger.annotations().next().unwrap().clone();
    theirs.note = "theirs".into();
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
fn several_words_are_one_tag_between_quotation_marks() {
    let mut model = model();
    play(&mut model, "] t");
    type_in(&mut model, "\"Key fact\" new  \"to ask");
    play(&mut model, "Enter");
    let tags = model.ledger.annotations().next().unwrap().tags.iter();
    assert_eq!(tags.map(|tag| tag.as_str()).collect::<Vec<_>>(), ["key-fact", "new", "to-ask"]);
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

//! What is saved, what is there again, and what keeps the program from ending.

use super::*;

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
    assert!(asked.iter().all(|effect| matches!(effect, Effect::Check(..))), "{asked:?}");
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

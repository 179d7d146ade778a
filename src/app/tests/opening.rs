//! Other stories, more articles, and articles that changed on disk.

use super::*;
use crate::app::event::FoundStory;
use crate::app::remembered::RecentStory;
use crate::app::story::FileSince;
use crate::story::Found;

pub(super) fn wish(opening: Opening, path: &str) -> Effect {
    Effect::FindStory { opening, paths: vec![path.to_owned()] }
}

/// What was found in `/x`: articles of these names.
fn found(opening: Opening, names: &[&str]) -> Event {
    let sources = names.iter().map(Source::file).collect();
    let found = Found { name: "x".to_owned(), sources, ..Found::default() };
    Event::FoundStory(Box::new(FoundStory { opening, paths: vec!["/x".into()], found }))
}

pub(super) fn reread(model: &mut Model, index: usize, text: &str) {
    let source = model.story.articles[index].source.clone();
    let article = Article::new(source, text.as_bytes());
    let document = article.document.clone();
    update(model, Event::Reread { index, article: Box::new(article) });
    update(model, assessed(index, document));
}

#[test]
fn added_articles_are_read_and_those_that_are_there_left_out() {
    let mut model = model();
    let effects = update(&mut model, found(Opening::AsWell, &["1.txt", "2.txt"]));
    let [Effect::More { sources, paths }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((sources.len(), paths.len()), (1, 1));
    assert_eq!((model.story.articles.len(), model.story.waiting()), (3, 1));
    assert_eq!(update(&mut model, found(Opening::AsWell, &["1.txt"])), []);
    assert!(message(&model).contains("open already"));
}

#[test]
fn another_story_waits_until_everything_is_saved() {
    let mut model = model();
    play(&mut model, "] 1");
    assert_eq!(update(&mut model, found(Opening::Instead, &["9.txt"])), []);
    assert!(message(&model).contains("not everything is saved"));
    let revision = model.save.revision;
    update(&mut model, Event::Saved { revision, merged: Vec::new() });
    let effects = update(&mut model, found(Opening::Instead, &["9.txt"]));
    assert!(matches!(effects.as_slice(), [Effect::OpenStory(_)]));
}

#[test]
fn a_story_opened_before_is_opened_again() {
    let mut model = model();
    model.remembered.recent = vec![RecentStory {
        name: "harbour".to_owned(),
        paths: vec!["/x".to_owned()],
        opened: Timestamp::UNIX_EPOCH,
    }];
    assert_eq!(play(&mut model, "g R Enter"), [wish(Opening::Instead, "/x")]);
}

#[test]
fn reading_again_asks_for_new_files_and_for_changed_ones() {
    let mut model = model();
    let effects = update(&mut model, found(Opening::Again, &["0.txt", "1.txt", "2.txt"]));
    let [Effect::More { sources, .. }, Effect::Reread { hashes, added }] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!((sources.len(), hashes.len(), *added), (1, 2, 1));
}

#[test]
fn an_article_read_again_keeps_the_sentence_decisions_and_drafts() {
    let mut model = model();
    play(&mut model, "] ] 1 i d r a f t Esc");
    let changed = FERRY.replace("The harbour board sold", "On Monday the harbour board sold");
    reread(&mut model, 0, &changed);
    assert!(at_cursor(&model).starts_with("|The buyer paid"));
    assert_eq!(decided(&model)[0].2, "supported");
    assert_eq!(model.front.as_ref().unwrap().marks.items().len(), 1);
    play(&mut model, "i");
    let Mode::Note { editor, .. } = &model.mode else { panic!() };
    assert_eq!(editor.text(), "draft");
}

#[test]
fn what_changed_is_known_still_when_another_article_comes() {
    let mut model = model();
    play(&mut model, "] ] 1");
    let changed = FERRY.replace("The harbour board sold", "On Monday the harbour board sold");
    reread(&mut model, 0, &changed);
    // It is known by its bytes alone, and those are others now.
    model.story.articles[0].location = None;
    update(&mut model, found(Opening::AsWell, &["2.txt"]));
    let article = Article::new(Source::file("2.txt"), b"Nothing happened on the pier.");
    let result = Ok(Box::new(article));
    update(&mut model, Event::Loaded { index: 2, location: None, result });
    assert!(matches!(model.mode, Mode::Panes), "nothing is asked");
    assert_eq!(decided(&model)[0].2, "supported");
}

#[test]
fn an_article_that_shrank_is_no_trouble() {
    let mut model = model();
    play(&mut model, "G i x Esc");
    for text in ["Short.\n", "", FERRY] {
        reread(&mut model, 0, text);
        play(&mut model, "j k G ] [");
    }
    assert_eq!(model.drafts.len(), 1);
}

#[test]
fn a_changed_file_is_looked_for_now_and_then_and_told_once() {
    let mut model = model();
    assert_eq!(play(&mut model, "j"), []);
    model.now = Timestamp::from_second(10).unwrap();
    assert_eq!(play(&mut model, "j j"), [Effect::Check(0, FileSince::Same)]);
    let told = |model: &mut Model, since: FileSince| {
        model.status.clear();
        update(model, Event::File { index: 0, since });
        message(model)
    };
    assert!(told(&mut model, FileSince::Changed).contains("R reads it again"));
    model.now = Timestamp::from_second(20).unwrap();
    assert_eq!(play(&mut model, "j"), [Effect::Check(0, FileSince::Changed)]);
    assert_eq!(told(&mut model, FileSince::Changed), "", "that is told once");
    // It is written anew by another program: gone for a moment, and there again.
    assert!(told(&mut model, FileSince::Gone).contains("is gone"));
    model.now = Timestamp::from_second(25).unwrap();
    assert_eq!(play(&mut model, "j"), [Effect::Check(0, FileSince::Gone)]);
    assert!(told(&mut model, FileSince::Same).ends_with("is as it was read"));
    assert!(told(&mut model, FileSince::Changed).contains("R reads it again"));
    reread(&mut model, 0, BRIDGE);
    assert_eq!(model.story.articles[0].file, FileSince::Same);
    model.now = Timestamp::from_second(30).unwrap();
    assert_eq!(play(&mut model, "j"), [Effect::Check(0, FileSince::Same)]);
    model.now = Timestamp::from_second(40).unwrap();
    assert_eq!(play(&mut model, "q"), [Effect::Quit], "whoever goes waits for no look");
}

#[test]
fn paths_are_completed_as_one_types_and_late_answers_left_out() {
    let mut model = model();
    let effects = play(&mut model, "g o / t");
    assert_eq!(effects.last(), Some(&Effect::CompletePath("/t".to_owned())));
    let told = |typed: &str| Event::Completions {
        typed: typed.to_owned(),
        candidates: vec!["/tmp/".to_owned()],
    };
    update(&mut model, told("/"));
    play(&mut model, "Tab");
    assert_eq!(prompt_text(&model), "/t");
    update(&mut model, told("/t"));
    play(&mut model, "Tab");
    assert_eq!(prompt_text(&model), "/tmp/");
}

#[test]
fn taking_a_correction_back_after_a_reload_leaves_the_annotations_where_they_are() {
    let mut model = model();
    play(&mut model, "] 1 : s e t Space t i t l e Space X Enter");
    reread(&mut model, 0, &FERRY.replace("The harbour board sold", "The harbour board has sold"));
    let made = model.front.as_ref().unwrap().marks.items().len();
    assert_eq!(model.story.articles[0].title(), "X");
    play(&mut model, "u");
    assert_eq!(model.front.as_ref().unwrap().marks.items().len(), made);
    assert_ne!(model.story.articles[0].title(), "X");
    play(&mut model, "Ctrl-r");
    assert_eq!(model.story.articles[0].title(), "X");
    assert_eq!(model.ledger.articles().count(), 1);
}

#[test]
fn claims_of_what_the_file_held_before_are_left_out() {
    let mut model = model();
    let before = model.story.articles[0].article().unwrap().document.clone();
    reread(&mut model, 0, BRIDGE);
    let now = model.front.as_ref().unwrap().claims.rows().len();
    update(&mut model, assessed(0, before));
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), now);
}

#[test]
fn another_story_does_not_come_in_the_middle_of_a_note() {
    let mut model = model();
    play(&mut model, "] i a");
    assert_eq!(update(&mut model, found(Opening::Instead, &["9.txt"])), []);
    assert!(message(&model).contains("open it once more"));
    assert!(matches!(model.mode, Mode::Note { .. }));
}

#[test]
fn hits_are_looked_for_anew_in_an_article_that_was_read_again() {
    let mut model = model();
    play(&mut model, "g / b o a r d");
    let number = model.searched_all.number;
    let source = model.story.articles[0].source.clone();
    let article = Box::new(Article::new(source, BRIDGE.as_bytes()));
    let effects = update(&mut model, Event::Reread { index: 0, article });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SearchAll(_))));
    assert!(model.searched_all.number > number);
}

#[test]
fn reading_again_names_those_that_could_not_be_read() {
    let mut model = model();
    model.story.put(1, Loading::Waiting);
    let problem = Problem::new("1.txt", "is gone");
    update(&mut model, Event::Loaded { index: 1, location: None, result: Err(problem) });
    let effects = update(&mut model, found(Opening::Again, &["0.txt", "1.txt"]));
    let [Effect::Reread { hashes, added }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((hashes[0].1.is_some(), hashes[1].1, *added), (true, None, 0));
}

#[test]
fn who_else_says_a_claim_is_put_down_with_it() {
    let mut model = model();
    let count =
        |index: usize, model: &Model| model.story.articles[index].article().unwrap().claims().len();
    let others = vec![vec![2; count(0, &model)], vec![1; count(1, &model) + 1]];
    assert_eq!(update(&mut model, Event::Heard { others }), []);
    let told = |index: usize| {
        let claims = model.story.articles[index].article().unwrap().claims();
        claims.iter().all(|claim| claim.reasons().any(|it| it == "two other articles speak of it"))
    };
    assert!(told(0), "the reasons name the others");
    assert!(!told(1), "counts of another text are not taken");
    let claims = model.story.articles[1].article().unwrap().claims();
    assert!(claims.iter().all(|claim| claim.others == 0));
}

#[test]
fn an_article_whose_file_was_removed_is_told_with_what_is_kept() {
    let mut model = model();
    update(&mut model, Event::File { index: 0, since: FileSince::Gone });
    assert!(message(&model).contains("is gone; its text stays here while the story is open"));
    assert_eq!(model.story.articles[0].file, FileSince::Gone);
    model.now = Timestamp::from_second(10).unwrap();
    let asked = play(&mut model, "j j");
    assert_eq!(asked, [Effect::Check(0, FileSince::Gone)], "it is not looked for at each key");
    update(&mut model, found(Opening::Again, &["0.txt", "1.txt"]));
    assert_eq!(model.story.articles[0].file, FileSince::Same, "it may be there again");
    play(&mut model, "] 1 ] 2");
    update(&mut model, Event::File { index: 0, since: FileSince::Gone });
    assert!(message(&model).ends_with("and its 2 annotations are kept"), "{}", message(&model));
}

#[test]
fn what_goes_wrong_while_the_end_is_asked_about_is_told_after_that() {
    let mut model = model();
    update(&mut model, Event::SaveFailed { what: "disk full".to_owned() });
    assert_eq!(play(&mut model, "q"), []);
    assert!(message(&model).contains("once more quits"));
    update(&mut model, Event::Complaint("no opener".to_owned()));
    assert!(message(&model).contains("once more quits"), "{}", message(&model));
    play(&mut model, "j");
    assert!(message(&model).contains("no opener"), "{}", message(&model));
}

#[test]
fn that_reading_goes_on_is_told_with_what_was_read_again() {
    let mut model = model();
    model.story.add(vec![Source::file("2.txt")]);
    assert_eq!(play(&mut model, "Esc"), [Effect::StopReading]);
    assert!(message(&model).contains("R goes on") && !message(&model).contains(" of "));
    update(&mut model, found(Opening::Again, &["0.txt"]));
    assert_eq!(message(&model), "reading goes on");
    update(&mut model, Event::Notice("no article changed".to_owned()));
    assert_eq!(message(&model), "reading goes on; no article changed");
    update(&mut model, Event::Notice("copied".to_owned()));
    assert_eq!(message(&model), "copied");
}

//! Putting right what was read of an article.

use super::*;

fn facts(model: &Model) -> (String, Option<String>, Option<String>) {
    let article = model.story.article().unwrap();
    let metadata = &article.metadata;
    let day = metadata.published.map(|day| day.to_string());
    (article.title.to_string(), metadata.outlet.clone(), day)
}

/// Does what the worker would do with these effects.
fn assess_anew(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::Assess(asked) = effect else { continue };
        for (index, document) in asked {
            update(model, assessed(index, document));
        }
    }
}

fn command(model: &mut Model, line: &str) -> Vec<Effect> {
    let mut effects = play(model, ":");
    effects.extend(type_in(model, line));
    effects.extend(play(model, "Enter"));
    effects
}

#[test]
fn title_outlet_and_day_are_put_right_undone_and_kept_by_the_next_act() {
    let mut model = model();
    let before = facts(&model);
    command(&mut model, "set title The Harbour Sale");
    command(&mut model, "set outlet Ostra Wire");
    command(&mut model, "set date 2027-05-04");
    let after = facts(&model);
    let expected = ("The Harbour Sale", Some("Ostra Wire"), Some("2027-05-04"));
    assert_eq!((after.0.as_str(), after.1.as_deref(), after.2.as_deref()), expected);
    play(&mut model, "] 1");
    let record = model.ledger.articles().next().unwrap();
    assert_eq!((record.title.as_str(), record.corrections.facts.len()), ("The Harbour Sale", 3));
    play(&mut model, "u u u u");
    assert_eq!(facts(&model), before);
    assert_eq!(model.ledger.articles().count(), 1, "the record stays");
    play(&mut model, "Ctrl-r Ctrl-r Ctrl-r");
    assert_eq!(facts(&model), after);
}

#[test]
fn nothing_takes_a_correction_back_and_a_dash_says_there_is_none() {
    let mut model = model();
    command(&mut model, "set outlet A");
    command(&mut model, "set outlet -");
    assert_eq!(facts(&model).1, None);
    assert_eq!(model.ledger.articles().next().unwrap().corrections.facts.len(), 1);
    command(&mut model, "set outlet");
    assert!(model.ledger.articles().next().unwrap().corrections.is_empty());
}

#[test]
fn what_cannot_be_is_refused_with_an_example() {
    let mut model = model();
    for (line, told) in [
        ("set date 2027-02-30", "2026-04-28"),
        ("set url ftp://x", "https://"),
        ("set outlt x", "did you mean outlet"),
        ("set title -", "has a title"),
    ] {
        assert_eq!(command(&mut model, line), [], "{line}");
        assert!(message(&model).contains(told), "{line}: {}", message(&model));
    }
}

#[test]
fn what_a_field_says_now_is_offered() {
    let mut model = model();
    play(&mut model, "g e t i Tab Space Tab");
    assert_eq!(prompt_text(&model), "title The ferry");
}

#[test]
fn a_block_is_taken_for_boilerplate_and_its_claims_go() {
    let mut model = model();
    let rows = |model: &Model| model.front.as_ref().unwrap().claims.rows().len();
    let before = rows(&model);
    let effects = play(&mut model, "] g b");
    assess_anew(&mut model, effects);
    assert_eq!(rows(&model), before - 2);
    assert!(at_cursor(&model).starts_with("|The harbour"));
    let effects = play(&mut model, "g b");
    assess_anew(&mut model, effects);
    assert_eq!(rows(&model), before);
    assert!(model.ledger.articles().next().unwrap().corrections.is_empty());
}

#[test]
fn what_was_decided_on_a_block_stays_when_it_becomes_boilerplate() {
    let mut model = model();
    let effects = play(&mut model, "] 1 g b");
    assess_anew(&mut model, effects);
    assert_eq!(decided(&model)[0].2, "supported");
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), 2);
}

#[test]
fn corrections_are_found_again_with_the_article() {
    let mut model = model();
    command(&mut model, "set title The Harbour Sale");
    play(&mut model, "] g b");
    let ledger = model.ledger.clone();
    let mut again = unopened();
    let opened = Opened { ledger, file: "test.ron".to_owned(), ..Opened::default() };
    let effects = update(&mut again, Event::Opened(Box::new(opened)));
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Assess(asked) if asked[0].0 == 0))
    );
    assert_eq!(facts(&again).0, "The Harbour Sale");
}

#[test]
fn a_mark_of_a_block_that_moved_since_is_taken_back() {
    let mut model = model();
    play(&mut model, "j g b");
    let source = model.story.articles[0].source.clone();
    let longer = FERRY.replace("The ferry\n", "The ferry\n\nIt rained all day.\n");
    let article = Article::new(source, longer.as_bytes());
    update(&mut model, Event::Reread { index: 0, article: Box::new(article) });
    let marked = |model: &Model| {
        let blocks = model.story.article().unwrap().document.blocks();
        blocks.iter().filter(|it| it.kind == crate::document::BlockKind::Boilerplate).count()
    };
    let count = marked(&model);
    play(&mut model, "g b");
    assert_eq!(marked(&model), count - 1, "{}", message(&model));
    let record = model.story.slot().unwrap().record.unwrap();
    assert_eq!(model.ledger.article(record).unwrap().corrections.blocks, []);
}

#[test]
fn a_mark_is_followed_while_other_articles_are_still_read() {
    let mut model = model();
    play(&mut model, "j g b");
    let ledger = model.ledger.clone();
    let sources: Vec<Source> = ["0.txt", "1.txt"].map(Source::file).into();
    let mut again = started(sources.clone());
    open_with(&mut again, ledger);
    let article = Article::new(sources[0].clone(), FERRY.as_bytes());
    let location = model.story.articles[0].location.clone();
    let result = Ok(Box::new(article));
    let effects = update(&mut again, Event::Loaded { index: 0, location, result });
    assert!(
        matches!(effects.as_slice(), [Effect::Assess(asked)] if asked[0].0 == 0),
        "{effects:?}"
    );
}

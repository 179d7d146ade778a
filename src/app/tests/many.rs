//! Stories of very many articles: what is held of those that are not in front.

use super::*;
use crate::app::story::KEPT;
use crate::claim;
use crate::story::Glance;

const LAST: usize = KEPT;

/// A story of one article too many for all claims to be kept, of which these are read.
fn many(read: &[usize]) -> Model {
    let source = |index: usize| Source::file(format!("{index}.txt"));
    let mut model = started((0..=LAST).map(source).collect());
    for &index in read {
        let article = Article::new(source(index), FERRY.as_bytes());
        let result = Ok(Box::new(article));
        update(&mut model, Event::Loaded { index, location: None, result });
    }
    model
}

fn document(model: &Model, index: usize) -> std::sync::Arc<crate::document::Document> {
    model.story.articles[index].article().unwrap().document.clone()
}

fn counted(model: &Model, index: usize) -> Event {
    let document = document(model, index);
    let proposed = claim::assess(&document).iter().filter(|it| it.proposed).count();
    Event::Counted { index, document, proposed }
}

/// The articles whose claims are held.
fn held(model: &Model) -> Vec<usize> {
    let slots = model.story.articles.iter().enumerate();
    let has = |slot: &crate::app::story::Slot| matches!(&slot.state, Loading::Ready(article) if article.claims.is_some());
    slots.filter(|(_, slot)| has(slot)).map(|(index, _)| index).collect()
}

#[test]
fn only_claims_in_front_and_near_it_are_held() {
    let read: Vec<usize> = (0..30).collect();
    let mut model = many(&read);
    for index in [1, 2] {
        let event = counted(&model, index);
        assert_eq!(update(&mut model, event), []);
    }
    let event = counted(&model, 0);
    let asked = update(&mut model, event);
    assert_eq!(asked, [Effect::Assess(vec![(0, document(&model, 0))])]);
    let event = assessed(0, document(&model, 0));
    update(&mut model, event);
    assert_eq!(held(&model), [0]);
    assert_eq!(model.story.unassessed(), LAST - 2);
    let of_each: Vec<usize> = model.story.articles[..3].iter().map(|it| it.counts.claims).collect();
    assert_eq!(of_each, [3, 3, 3]);
    // Another one comes to the front: its claims are asked for, and by themselves those that are next.
    assert_eq!(answer(&mut model, "J"), [vec![1], (2..=9).collect()]);
    assert_eq!(held(&model), (0..=9).collect::<Vec<_>>());
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), 3);
    assert_eq!(model.story.left(), 30);
    // While half of them are there nothing is asked for.
    for _ in 0..4 {
        assert!(answer(&mut model, "J").is_empty());
    }
    assert_eq!(answer(&mut model, "J"), [(10..=14).collect::<Vec<_>>()]);
    // What is further behind is let go, also what comes late of it.
    for _ in 0..3 {
        answer(&mut model, "J");
    }
    assert_eq!(held(&model), (1..=14).collect::<Vec<_>>());
    let event = assessed(0, document(&model, 0));
    update(&mut model, event);
    assert_eq!(held(&model), (1..=14).collect::<Vec<_>>());
    // The same the other way.
    for _ in 0..4 {
        assert!(answer(&mut model, "K").is_empty());
    }
    assert_eq!(answer(&mut model, "K"), [vec![0]]);
}

#[test]
fn the_claims_of_what_is_passed_over_are_not_asked_for() {
    let read: Vec<usize> = (0..30).collect();
    let mut model = many(&read);
    model.focus = Pane::List;
    let asked = answer(&mut model, "Ctrl-f");
    let front = model.story.front;
    assert!(front > 8);
    assert_eq!(asked, [vec![front], vec![front + 1]]);
}

/// Plays keys and has every claim found that is asked for; what was asked for at a time.
fn answer(model: &mut Model, keys: &str) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for effect in play(model, keys) {
        let Effect::Assess(asked) = effect else { continue };
        all.push(asked.iter().map(|it| it.0).collect());
        let found = asked.into_iter().map(|(index, document)| assessed(index, document));
        update(model, Event::Several(found.collect()));
    }
    all
}

#[test]
fn all_are_kept_from_when_they_are_asked_for() {
    let mut model = many(&[0, 1]);
    for index in [0, 1] {
        let event = counted(&model, index);
        update(&mut model, event);
    }
    assert!(!type_filter(&mut model, "ferry").contains(&Effect::KeepClaims));
    assert!(type_filter(&mut model, "kind:quantity").contains(&Effect::KeepClaims));
    for index in [0, 1] {
        let event = assessed(index, document(&model, index));
        update(&mut model, event);
    }
    assert_eq!(held(&model), [0, 1]);
    assert_eq!(model.shown_articles().len(), 2);
}

fn type_filter(model: &mut Model, query: &str) -> Vec<Effect> {
    play(model, "f");
    type_in(model, query);
    play(model, "Enter")
}

#[test]
fn decisions_in_an_article_behind_are_counted_with_its_claims() {
    let mut first = model();
    play(&mut first, "] 1 ] a");
    let mut model = many(&[0, 12]);
    let ledger = first.ledger.clone();
    open_with(&mut model, ledger);
    let record = first.story.articles[0].record;
    model.story.articles[12].record = record;
    let event = counted(&model, 12);
    let asked = update(&mut model, event);
    assert_eq!(asked, [Effect::Assess(vec![(12, document(&model, 12))])]);
    let event = assessed(12, document(&model, 12));
    update(&mut model, event);
    let counts = model.story.articles[12].counts;
    assert_eq!((counts.claims, counts.undecided, counts.tagged), (3, 1, 1));
    assert_eq!(held(&model), Vec::<usize>::new());
}

#[test]
fn a_glance_gives_way_to_what_was_read() {
    let mut model = many(&[0]);
    let glance = |title: &str| Glance { title: title.to_owned(), outlet: None, published: None };
    update(&mut model, Event::Glanced(vec![(0, glance("wrong")), (1, glance("A tunnel"))]));
    assert_ne!(model.story.articles[0].title(), "wrong");
    assert_eq!(model.story.articles[1].title(), "A tunnel");
    assert_eq!(model.story.articles[2].title(), "2.txt");
}

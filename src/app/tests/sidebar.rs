//! The claims beside the text: which, in which order, and how they follow it.

use super::*;

#[test]
fn claims_that_come_late_or_otherwise_leave_decisions_alone() {
    let mut model = model();
    play(&mut model, "] 1 ] a");
    let before = decided(&model);
    let document = model.story.articles[0].article().unwrap().document.clone();
    update(&mut model, Event::Assessed { index: 0, document, claims: std::sync::Arc::default() });
    assert_eq!(decided(&model), before);
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), 2);
}

#[test]
fn sidebar_and_text_go_together() {
    let mut model = model();
    play(&mut model, "Tab j");
    assert!(at_cursor(&model).starts_with("|The buyer"), "{}", at_cursor(&model));
    play(&mut model, "Tab Tab g g");
    assert_eq!(model.claim_cursor, 0);
    play(&mut model, "j ) )");
    assert_eq!(model.claim_cursor, 1);
}

/// The scores of the claims listed, in the order of the sidebar.
fn scores(model: &Model) -> Vec<f32> {
    let (front, article) = (model.front.as_ref().unwrap(), model.story.article().unwrap());
    let listed = model.listed_claims();
    let rows = (0..listed.len()).map(|nth| front.claims.get(listed.get(nth).unwrap()).unwrap());
    rows.map(|row| article.claims()[row.claim().unwrap()].score).collect()
}

#[test]
fn the_likeliest_claims_come_first_and_are_walked_in_that_order() {
    let mut model = model();
    play(&mut model, ": s o r t Space s c o r e Enter g c");
    let listed = scores(&model);
    assert!(listed.len() > 2 && listed.is_sorted_by(|one, other| one >= other), "{listed:?}");
    play(&mut model, "Tab g g");
    let order: Vec<usize> = model.cards.iter().map(|card| card.index).collect();
    let mut walked = vec![model.claim_cursor];
    for _ in 1..listed.len() {
        play(&mut model, "]");
        walked.push(model.claim_cursor);
    }
    assert_eq!(walked[..order.len().min(walked.len())], order);
    assert!(!walked.is_sorted(), "{walked:?}");
    play(&mut model, "g g x");
    assert_eq!(model.claim_cursor, walked[1], "the next to decide on is the next one listed");
    play(&mut model, ": s o r t Space s c a r e Enter");
    assert!(message(&model).contains("did you mean score?"));
}

#[test]
fn all_sentences_are_listed_and_what_is_left_counts_those_proposed() {
    let mut model = model();
    let (rows, left) = (model.front.as_ref().unwrap().claims.rows().len(), counts(&model));
    play(&mut model, "g c");
    assert!(model.front.as_ref().unwrap().claims.rows().len() > rows);
    assert_eq!(counts(&model), left);
    play(&mut model, "g c");
    assert_eq!(model.front.as_ref().unwrap().claims.rows().len(), rows);
}

fn counts(model: &Model) -> (usize, usize) {
    let counts = &model.story.slot().unwrap().counts;
    (counts.claims, counts.undecided)
}

#[test]
fn a_key_of_another_pane_says_which() {
    let mut model = model();
    play(&mut model, "Tab Tab s");
    assert_eq!(message(&model), "s (sort) works in the text; Tab goes from pane to pane");
    play(&mut model, "~");
    assert_eq!(message(&model), "~ is not bound here; ? shows the keys");
    play(&mut model, "g ~");
    assert_eq!(message(&model), "g~ is not bound here; ? shows the keys");
    play(&mut model, "g Esc");
    assert_eq!(message(&model), "", "whoever gives up is told nothing");
}

#[test]
fn esc_and_a_key_that_come_as_one_are_both_met() {
    for (keys, same) in [
        ("/ Esc ] Alt-] 1", "] ] 1"),
        ("g Alt-] 1", "] 1"),
        ("v Alt-j j", "j j"),
        ("] Alt-Left", "] Alt-Left"),
    ] {
        let (mut one, mut other) = (model(), model());
        play(&mut one, keys);
        play(&mut other, same);
        let told = |model: &Model| (decided(model), model.reader.cursor, model.pending.clone());
        assert_eq!(told(&one), told(&other), "{keys}");
        assert!(one.selection.is_none(), "{keys}");
    }
    let mut model = model();
    play(&mut model, "Alt-~");
    assert_eq!(message(&model), "~ is not bound here; ? shows the keys");
    play(&mut model, "/ a Alt-b");
    assert!(matches!(model.mode, Mode::Prompt(_)), "what is typed goes on");
}

//! Places that are gone back to: jumps and marks.

use super::*;

#[test]
fn the_place_in_each_article_is_kept() {
    let mut model = model();
    play(&mut model, "j ) J j K");
    assert!(at_cursor(&model).starts_with("|Everybody"));
}

#[test]
fn every_jump_can_be_gone_back_on_and_steps_are_none() {
    for (jump, back) in [
        ("j j j G", "|"),
        ("j G", "|The harbour"),
        ("j / c r o w n Enter", "|The harbour"),
        ("j / c r o w n Enter n", "|crowns.\n\nWhy"),
        ("] a", "|The harbour"),
        ("j J", "|The harbour"),
        ("j G : t o p Enter", "|"),
        ("j M a G J ' a", "|The bridge"),
        ("] 1 g g J u K u", "|"),
        ("j G ' '", "|The harbour"),
    ] {
        let mut model = model();
        play(&mut model, jump);
        let before = at_cursor(&model);
        play(&mut model, "Ctrl-o");
        let after = at_cursor(&model);
        assert!(after.starts_with(back), "{jump}: from {before} back to {after}");
    }
    let mut model = model();
    play(&mut model, "j j w ) Space Ctrl-o");
    assert_eq!(message(&model), "no jump further back");
}

#[test]
fn a_click_on_a_claim_is_a_jump() {
    let mut model = model();
    let sidebar = model.places.unwrap().sidebar.unwrap().inside();
    let rows = model.cards[0].lines.len();
    let row = sidebar.y + u16::try_from(rows).unwrap();
    let press = Mouse { kind: MouseKind::Press, column: sidebar.x + 4, row };
    update(&mut model, Event::Mouse(press));
    assert!(at_cursor(&model).starts_with("|The buyer"));
    play(&mut model, "Ctrl-o");
    assert!(at_cursor(&model).starts_with("|The ferry"));
}

#[test]
fn marks_take_one_letter_and_say_what_is_wrong() {
    let mut model = model();
    play(&mut model, "' b");
    assert!(message(&model).contains("there is no mark b; none is set"));
    play(&mut model, "M 1");
    assert!(message(&model).contains("a mark is a letter"));
    play(&mut model, "M Esc j");
    assert!(model.marks.is_empty() && matches!(model.mode, Mode::Panes));
    play(&mut model, "M é '");
    assert!(message(&model).contains("there are é"));
    play(&mut model, "Esc :");
    type_in(&mut model, "mark ab");
    play(&mut model, "Enter");
    assert!(message(&model).contains("single letter"));
}

//! Selecting, and what is done with a selection.

use super::*;
use crate::annotation::Colour;

#[test]
fn words_are_taken_whole_both_ways_and_characters_one_by_one() {
    let mut model = model();
    play(&mut model, "j w v w w");
    assert_eq!(selected(&model), "harbour board sold");
    play(&mut model, "b");
    assert_eq!(selected(&model), "harbour board");
    play(&mut model, "Left Left");
    assert_eq!(selected(&model), "harbour boa");
    play(&mut model, "r b");
    assert_eq!(selected(&model), "The harbour boa");
    play(&mut model, "Esc");
    assert_eq!((selected(&model), model.reader.cursor), (String::new(), 11));
}

#[test]
fn a_selection_goes_across_paragraphs_and_is_highlighted_whole() {
    let mut model = model();
    play(&mut model, "j } v } h");
    let text = model.story.article().unwrap().document.text();
    let (span, _) = model.front.as_ref().unwrap().marks.items()[0];
    assert!(span.of(text).starts_with("Why now?") && span.of(text).ends_with("2026."));
    assert_eq!(selected(&model), "", "an act ends the selection");
}

#[test]
fn highlights_overlap_and_the_inner_one_is_meant() {
    let mut model = model();
    play(&mut model, "j h w w v w h h");
    let roles: Vec<Role> = decided(&model).into_iter().map(|it| it.0).collect();
    assert_eq!(roles, [Role::Highlight(Colour::Yellow), Role::Highlight(Colour::Green)]);
    play(&mut model, "d");
    assert_eq!(decided(&model).len(), 1);
    assert!(decided(&model)[0].1.starts_with("The harbour"));
    play(&mut model, "u u");
    assert_eq!(decided(&model).len(), 2);
}

#[test]
fn everything_in_a_selection_is_deleted_by_one_act() {
    let mut model = model();
    play(&mut model, "] 1 h ) h ) 2 { v } d");
    assert_eq!(decided(&model), []);
    play(&mut model, "u");
    assert_eq!(decided(&model).len(), 4);
}

#[test]
fn several_tags_go_to_one_passage() {
    let mut model = model();
    play(&mut model, "j w v w 1 2 .");
    assert_eq!(decided(&model)[0].2, "disputed supported");
    assert_eq!((decided(&model).len(), selected(&model).as_str()), (1, "harbour board"));
}

#[test]
fn a_note_on_a_selection_stays_on_it() {
    let mut model = model();
    play(&mut model, "j w v w i x Ctrl-s");
    assert_eq!(decided(&model)[0].1, "harbour boar");
    assert_eq!((decided(&model)[0].3.as_str(), selected(&model).as_str()), ("x", ""));
}

#[test]
fn a_split_claim_is_two_rows_and_undo_makes_it_one_again() {
    let mut model = model();
    let rows = |model: &Model| model.front.as_ref().unwrap().claims.rows().to_vec();
    let before = rows(&model);
    play(&mut model, "] w w w g s");
    assert_eq!(rows(&model).len(), before.len() + 1);
    play(&mut model, "g j");
    assert_eq!(rows(&model).len(), before.len(), "{}", message(&model));
    play(&mut model, "u u");
    assert_eq!((rows(&model), decided(&model)), (before, Vec::new()));
}

#[test]
fn claims_of_different_paragraphs_are_joined_only_when_both_are_selected() {
    let mut model = model();
    play(&mut model, "] ] ] g j");
    assert!(message(&model).contains("no other claim"), "{}", message(&model));
    play(&mut model, "[ v } } g j");
    assert_eq!(decided(&model).len(), 1);
    assert!(message(&model).contains("2 claims joined"), "{}", message(&model));
}

#[test]
fn a_claim_is_not_made_twice() {
    let mut model = model();
    play(&mut model, "] c");
    assert!(message(&model).contains("a accepts it"));
    play(&mut model, ") c c");
    assert!(message(&model).contains("already") && decided(&model).len() == 1);
}

#[test]
fn a_claims_own_words_are_shown_and_given_up() {
    let mut model = model();
    play(&mut model, "] g r Ctrl-u s o l d Enter");
    let has_own = model.cards[0]
        .lines
        .iter()
        .any(|line| matches!(line, crate::app::cards::CardLine::Reworded { .. }));
    assert!(has_own, "{:?}", model.cards[0]);
    play(&mut model, "g r Ctrl-u Enter");
    assert_eq!(decided(&model), []);
}

#[test]
fn dragging_selects_and_a_click_gives_up() {
    let mut model = model();
    let text =
        crate::app::layout::text_body(model.places.unwrap().text.unwrap(), model.comfort.measure);
    let row =
        model.reader.page.iter().position(
            |line| matches!(line, crate::app::page::PageLine::Text(line) if line.block == 1),
        );
    let row = text.y + u16::try_from(row.unwrap()).unwrap();
    let mouse = |kind, column| Event::Mouse(Mouse { kind, column: text.x + column, row });
    update(&mut model, mouse(MouseKind::Press, 4));
    update(&mut model, mouse(MouseKind::Drag, 8));
    update(&mut model, mouse(MouseKind::Drag, 10));
    update(&mut model, mouse(MouseKind::Release, 10));
    assert_eq!(selected(&model), "harbour");
    update(&mut model, mouse(MouseKind::Press, 4));
    assert!(model.selection.is_none());
}

#[test]
fn a_selection_ends_with_its_article() {
    let mut model = model();
    play(&mut model, "j v w J");
    assert!(model.selection.is_none());
}

#[test]
fn nothing_is_selected_or_deleted_where_the_store_is_read_only() {
    let mut model = unopened();
    open_store(&mut model, Some("because"));
    for keys in ["j v h", "j v c", "] g s", "] g j", "] d", "] g r x Enter"] {
        assert_eq!(play(&mut model, keys), [], "{keys}");
    }
    assert_eq!(decided(&model), []);
}

#[test]
fn a_motion_by_lines_never_ends_inside_a_word() {
    let mut model = model();
    update(&mut model, Event::Resize(Size { columns: 60, rows: 20 }));
    for keys in ["j v j", "j j w w v k", "j w v j j k"] {
        play(&mut model, keys);
        let text = model.story.article().unwrap().document.text().to_owned();
        let span = crate::text::Span::new(0, text.len());
        let words: Vec<&str> = span.of(&text).split(|c: char| !c.is_alphanumeric()).collect();
        let chosen = selected(&model);
        let last = chosen.split(|c: char| !c.is_alphanumeric()).rfind(|it| !it.is_empty());
        assert!(last.is_some_and(|last| words.contains(&last)), "{keys}: {chosen}");
        play(&mut model, "Esc g g");
    }
}

#[test]
fn two_claims_of_one_sentence_are_gone_to_and_decided_on_one_by_one() {
    let mut model = loaded(&[
        "The ferry\n\nThe board sold 40 ferries to the Nordvik Line on 3 May 2027, and the mayor \
         closed the old bridge for two years. Everybody likes boats.\n",
    ]);
    open_store(&mut model, None);
    play(&mut model, "]");
    assert!(at_cursor(&model).starts_with("|The board sold"));
    play(&mut model, "]");
    assert!(at_cursor(&model).starts_with("|the mayor closed"), "{}", at_cursor(&model));
    play(&mut model, "x");
    assert_eq!(decided(&model).len(), 1);
    assert_eq!(decided(&model)[0].1, "the mayor cl");
    play(&mut model, "g g ]");
    assert!(at_cursor(&model).starts_with("|The board sold"));
    // Joined, they are one claim with the words of both; nothing is listed beside it.
    play(&mut model, "g j");
    let rows = model.front.as_ref().unwrap().claims.rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
}

//! The matrix: opened, walked, narrowed, gone from and come back to.

use std::sync::Arc;

use super::*;
use crate::app::accounts::{COMPARED_UNASKED, Grouped, Part};
use crate::app::matrix::{Cell, grid};
use crate::app::story::Comparison;
use crate::group::Relation;
use crate::patience::Patience;

const PIER: &str = "---\ntitle: The pier\noutlet: Harbour Post\n---\n\n\
    The toll revenue is shared between the Harbour Trust and the Nordvik Line until 2030, both said. \
    The line paid 13 million crowns for the pier in May.\n";
const QUAY: &str = "---\ntitle: The quay\noutlet: Ostra Wire\n---\n\n\
    Toll revenue is no longer shared between the Nordvik Line and the Harbour Trust. \
    The line paid 15 million crowns for the pier in May, a letter shows.\n";
const CRANE: &str = "---\ntitle: The crane\noutlet: The Bollard\n---\n\n\
    A crane fell into the sound on 9 June 2025. Nobody was hurt, the port said.\n";

/// What the worker says of the articles that are here.
pub(super) fn grouped(model: &Model) -> Event {
    let parts = Part::all_of(&model.story);
    Event::Grouped(Arc::new(Grouped::new(&parts, &[], Patience::ENDLESS)))
}

/// Three articles that were compared; the second and the first contradict each other.
pub(super) fn compared() -> Model {
    let mut model = loaded(&[PIER, QUAY, CRANE]);
    open_store(&mut model, None);
    let event = grouped(&model);
    update(&mut model, event);
    model
}

/// The rows on the screen, a letter for each cell: `h`ead, `a`grees, `d`iffers, `c`onflicts, `.`
fn cells(model: &Model) -> Vec<String> {
    let Some(matrix) = &model.matrix else { return Vec::new() };
    let letter = |cell: Option<&Cell>| match cell {
        None => ' ',
        Some(Cell::Absent) => '.',
        Some(Cell::Changed) => '?',
        Some(Cell::Head { .. }) => 'h',
        Some(Cell::Said { comparison, .. }) => match comparison.relation {
            Relation::Agrees => 'a',
            Relation::Differs => 'd',
            Relation::Conflicts => 'c',
        },
    };
    let row = |&group: &usize| {
        matrix.columns.iter().map(|&article| letter(matrix.cell(group, article))).collect()
    };
    matrix.rows.iter().map(row).collect()
}

fn cursor(model: &Model) -> (usize, usize) {
    model.matrix.as_ref().map_or((99, 99), |matrix| (matrix.row, matrix.column))
}

#[test]
fn every_matter_is_a_row_and_every_article_a_column() {
    let mut model = compared();
    play(&mut model, "m");
    let cells = cells(&model);
    assert!(cells.len() >= 2, "{cells:?}");
    for row in &cells {
        assert_eq!(row.chars().filter(|it| *it == 'h').count(), 1, "{cells:?}");
        assert_eq!(row.chars().nth(2), Some('.'), "the crane is in no other article: {cells:?}");
    }
    assert!(cells[0].contains('c'), "conflicts come first: {cells:?}");
    assert_eq!(cursor(&model), (0, 0));
}

#[test]
fn conflicts_come_first_then_what_most_articles_say_and_no_claim_leads_two_rows() {
    let mut model = compared();
    play(&mut model, "m");
    let matrix = model.matrix.as_ref().unwrap();
    let rows: Vec<_> = matrix.rows.iter().filter_map(|&row| matrix.get(row)).collect();
    let ranks: Vec<_> =
        rows.iter().map(|it| (!it.conflict, std::cmp::Reverse(it.articles), it.head)).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    let heads: BTreeSet<_> = rows.iter().map(|it| it.head).collect();
    assert_eq!(heads.len(), rows.len());
    assert!(rows.iter().all(|it| it.articles == 2), "{rows:?}");
}

#[test]
fn a_row_says_what_the_sidebar_counts() {
    let mut model = compared();
    play(&mut model, "m");
    let matrix = model.matrix.as_ref().unwrap();
    for &row in &matrix.rows {
        let head = matrix.get(row).unwrap().head;
        let stances = matrix.of.stances(head, |place| matrix.of.said(&model.story, place));
        let said = matrix.columns.iter().filter_map(|&it| match matrix.cell(row, it) {
            Some(Cell::Said { comparison, .. }) => Some(comparison.relation),
            _ => None,
        });
        let said: Vec<Relation> = said.collect();
        let count = |relation| said.iter().filter(|it| **it == relation).count();
        assert_eq!(count(Relation::Conflicts), stances.conflict);
        assert_eq!(count(Relation::Differs), stances.differ);
        assert_eq!(count(Relation::Agrees), stances.agree);
    }
}

#[test]
fn the_cursor_walks_over_rows_and_columns_and_stays_inside() {
    let mut model = compared();
    play(&mut model, "m l");
    assert_eq!(cursor(&model), (0, 1));
    play(&mut model, "Right Right Right");
    assert_eq!(cursor(&model), (0, 2));
    play(&mut model, "h");
    assert_eq!(cursor(&model), (0, 1));
    play(&mut model, "0 Left");
    assert_eq!(cursor(&model), (0, 0));
    let last = model.matrix.as_ref().unwrap().rows.len() - 1;
    play(&mut model, "$ G");
    assert_eq!(cursor(&model), (last, 2));
    play(&mut model, "k g g j");
    assert_eq!(cursor(&model), (1, 2));
}

#[test]
fn enter_goes_to_the_claim_and_the_matrix_is_there_again_as_it_was() {
    let mut model = compared();
    play(&mut model, "m j l");
    let row = cursor(&model).0;
    play(&mut model, "Enter");
    assert_eq!((model.story.front, model.focus), (1, Pane::Text));
    assert!(model.matrix.is_none());
    let document = &model.story.article().unwrap().document;
    let starts = document.sentences().any(|it| it.start() == model.reader.cursor);
    assert!(starts, "{}", at_cursor(&model));
    play(&mut model, "Ctrl-o");
    assert_eq!(model.story.front, 0);
    play(&mut model, "m");
    assert_eq!(cursor(&model), (row, 1));
    play(&mut model, "m");
    assert!(model.matrix.is_none(), "the same key closes it");
}

#[test]
fn a_jump_within_the_article_can_be_gone_back_on() {
    let mut model = compared();
    play(&mut model, "G m Enter");
    let article = model.story.front;
    assert_eq!(article, 0);
    let there = model.reader.cursor;
    play(&mut model, "Ctrl-o");
    assert!(model.reader.cursor > there);
}

#[test]
fn where_an_article_is_silent_enter_says_so() {
    let mut model = compared();
    play(&mut model, "m $ Enter");
    assert!(model.matrix.is_some());
    assert!(message(&model).contains("says nothing of it"), "{}", message(&model));
}

#[test]
fn rows_are_narrowed_by_a_query_as_one_types() {
    for (query, fits) in [
        ("crowns", true),
        ("crane", false),
        ("by:ostra", true),
        ("by:bollard", false),
        ("title:pier", true),
        ("kind:quantity", true),
        ("is:undecided", true),
        ("is:accepted", false),
        ("tag:disputed", false),
    ] {
        for key in ["/", "f"] {
            let mut model = compared();
            play(&mut model, "m");
            play(&mut model, key);
            type_in(&mut model, query);
            let rows = cells(&model).len();
            assert_eq!(rows > 0, fits, "{query}: {rows}");
            play(&mut model, "Enter");
            assert_eq!(cells(&model).len(), rows);
            play(&mut model, "Esc");
            assert!(cells(&model).len() >= 2, "Esc shows all rows again");
            play(&mut model, "Esc");
            assert!(model.matrix.is_none());
        }
    }
}

#[test]
fn what_was_decided_is_found_in_the_cells_and_narrowed_by() {
    let mut model = compared();
    play(&mut model, "] 2 J ] a m / i s : a c c e p t e d Enter");
    assert!(!cells(&model).is_empty());
    let mut model = compared();
    play(&mut model, "] 2 m / t a g : d i s p u t e d Enter");
    assert!(!cells(&model).is_empty());
    let matrix = model.matrix.as_ref().unwrap();
    let tagged = matrix.current().and_then(Cell::place);
    let decided = tagged.and_then(|place| matrix.decided(place, &model.ledger)).unwrap();
    assert!(decided.tags.iter().any(|tag| tag.as_str() == "disputed"));
}

#[test]
fn what_narrows_the_rows_is_offered_and_gives_way_to_what_is_typed() {
    let mut model = compared();
    play(&mut model, "m / c r o w n s Enter / p");
    assert_eq!(prompt_text(&model), "p");
    play(&mut model, "Esc / End");
    type_in(&mut model, " pier");
    assert_eq!(prompt_text(&model), "crowns pier", "a key about the line keeps it");
}

#[test]
fn a_query_that_cannot_be_used_shows_all_rows_and_says_why() {
    let mut model = compared();
    play(&mut model, "m");
    let all = cells(&model).len();
    play(&mut model, "/ t a g : Enter");
    assert_eq!(cells(&model).len(), all);
    assert!(model.matrix.as_ref().unwrap().fault.is_some());
    assert_eq!(prompt_text(&model), "tag:", "it stays to be put right");
    assert!(message(&model).contains("tag"), "{}", message(&model));
    play(&mut model, "Esc q");
    assert!(model.matrix.is_none());
}

#[test]
fn a_query_that_cannot_be_used_takes_no_other_away() {
    let mut model = compared();
    play(&mut model, "m / b y : o s t r a Enter");
    let narrowed = cells(&model);
    play(&mut model, "/ i s : n o n e Enter Esc");
    assert_eq!(cells(&model), narrowed);
}

#[test]
fn the_row_that_was_gone_to_is_under_the_cursor_whenever_it_fits() {
    let head = |model: &Model| model.matrix.as_ref().unwrap().current_row().unwrap().head;
    let mut model = compared();
    play(&mut model, "m j");
    let meant = head(&model);
    play(&mut model, "/ t o l l");
    assert_ne!(head(&model), meant);
    play(&mut model, "Ctrl-u");
    assert_eq!(head(&model), meant);
    play(&mut model, "t o l l Enter k / Ctrl-u");
    assert_ne!(head(&model), meant, "who goes to another one means that");
}

#[test]
fn giving_up_on_what_is_typed_shows_the_rows_of_before() {
    let mut model = compared();
    play(&mut model, "m");
    let all = cells(&model).len();
    play(&mut model, "/ c r a n e Esc");
    assert_eq!(cells(&model).len(), all);
    assert!(model.matrix.is_some());
}

#[test]
fn while_nothing_is_compared_it_says_so() {
    let mut model = loaded(&[PIER, QUAY]);
    play(&mut model, "m");
    assert!(model.matrix.is_none());
    assert!(message(&model).contains("still being compared"), "{}", message(&model));
    let mut model = loaded(&[PIER]);
    play(&mut model, "m");
    assert!(message(&model).contains("no other article"), "{}", message(&model));
    let event = grouped(&model);
    update(&mut model, event);
    play(&mut model, "m");
    assert!(message(&model).contains("no other article"), "{}", message(&model));
    let mut model = loaded(&[PIER, CRANE]);
    let event = grouped(&model);
    update(&mut model, event);
    play(&mut model, "m");
    assert!(model.matrix.is_none() && message(&model).contains("no two articles"));
}

#[test]
fn very_many_articles_are_compared_when_it_is_asked_for() {
    let sources: Vec<Source> =
        (0..=COMPARED_UNASKED).map(|it| Source::file(format!("{it}.txt"))).collect();
    let mut model = started(sources);
    assert!(!model.story.keeps_claims());
    assert_eq!(play(&mut model, "m"), [Effect::KeepClaims, Effect::Compare]);
    assert!(model.story.keeps_claims());
    assert!(message(&model).contains("m shows them then, Esc stops"), "{}", message(&model));
    let how_far = |model: &Model| model.story.comparison();
    assert_eq!(how_far(&model), Some(Comparison::Claims { found: 0, all: COMPARED_UNASKED + 1 }));
    let source = model.story.articles[0].source.clone();
    let article = Article::new(source, PIER.as_bytes());
    let document = article.document.clone();
    let result = Ok(Box::new(article));
    update(&mut model, Event::Loaded { index: 0, location: None, result });
    update(&mut model, assessed(0, document));
    assert_eq!(how_far(&model), Some(Comparison::Claims { found: 1, all: COMPARED_UNASKED + 1 }));
    // What was asked for last is stopped first; then reading is.
    let stopped = [Effect::StopComparing, Effect::LetClaimsGo];
    assert_eq!(play(&mut model, "Esc"), stopped, "no claims are found for it any more");
    assert!(message(&model).contains("comparing was stopped; m begins anew"));
    assert_eq!((how_far(&model), model.story.keeps_claims()), (None, false));
    let is_kept = |model: &Model| model.story.articles[0].article().unwrap().claims.is_some();
    assert!(is_kept(&model), "it is in front");
    assert_eq!(play(&mut model, "m"), [Effect::KeepClaims, Effect::Compare]);
    // What a filter asks for is not taken from it.
    play(&mut model, "f");
    type_in(&mut model, "kind:quantity");
    play(&mut model, "Enter");
    play(&mut model, "m");
    assert_eq!(play(&mut model, "Esc"), [Effect::StopComparing]);
    assert!(message(&model).contains("comparing was stopped; m goes on"), "{}", message(&model));
    assert_eq!(play(&mut model, "m"), [Effect::Compare], "the claims are kept already");
    for index in 1..model.story.articles.len() {
        let problem = Problem::new("file", "is gone");
        update(&mut model, Event::Loaded { index, location: None, result: Err(problem) });
    }
    assert_eq!(how_far(&model), Some(Comparison::Articles { percent: 0 }));
    update(&mut model, Event::Comparing { percent: 48 });
    assert_eq!(how_far(&model), Some(Comparison::Articles { percent: 48 }));
    let event = grouped(&model);
    update(&mut model, event);
    assert!(message(&model).ends_with("were compared; m shows who says what"));
    assert_eq!(how_far(&model), None);
    update(&mut model, Event::Comparing { percent: 48 });
    assert_eq!(how_far(&model), None, "what was stopped or is done is told no more");
}

#[test]
fn an_article_read_again_is_told_from_what_was_compared() {
    let mut model = compared();
    play(&mut model, "m");
    let source = model.story.articles[1].source.clone();
    let article = Box::new(Article::new(source, QUAY.as_bytes()));
    update(&mut model, Event::Reread { index: 1, article });
    assert!(cells(&model).iter().all(|row| row.contains('?')), "{:?}", cells(&model));
    play(&mut model, "l Enter");
    assert!(model.matrix.is_some() && message(&model).contains("read again"));
    let document = model.story.articles[1].article().unwrap().document.clone();
    update(&mut model, assessed(1, document));
    let event = grouped(&model);
    update(&mut model, event);
    assert!(cells(&model).iter().all(|row| !row.contains('?')), "{:?}", cells(&model));
    assert_eq!(cursor(&model), (0, 1));
}

#[test]
fn only_what_is_on_the_screen_is_compared() {
    let texts: Vec<String> = (0..40)
        .map(|paper| {
            let paid: Vec<String> = (0..12)
                .map(|pier| {
                    format!("The line paid {} million crowns for pier {pier}.", 10 + paper % 2)
                })
                .collect();
            paid.join(" ")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut model = loaded(&texts);
    update(&mut model, Event::Resize(Size { columns: 60, rows: 12 }));
    let event = grouped(&model);
    update(&mut model, event);
    play(&mut model, "m $");
    let grid = grid(model.size, 40);
    let (rows, columns) = (usize::from(grid.body.height), usize::from(grid.columns));
    let filled = |model: &Model| {
        cells(model).iter().flat_map(|row| row.chars()).filter(|cell| *cell != ' ').count()
    };
    assert!(filled(&model) > 0 && filled(&model) <= rows * columns);
    assert_eq!(cursor(&model).1, 39);
    play(&mut model, "h h G Ctrl-u 0");
    assert!(filled(&model) > 0 && filled(&model) <= rows * columns);
}

#[test]
fn the_wheel_walks_and_a_click_goes_to_a_cell_then_to_its_claim() {
    let mut model = compared();
    play(&mut model, "m");
    let grid = grid(model.size, 3);
    let at = |column: u16, row: u16| {
        let column = grid.first_column() + column * grid.column + 1;
        Event::Mouse(Mouse { kind: MouseKind::Press, column, row: grid.body.y + row })
    };
    update(&mut model, at(1, 1));
    assert_eq!(cursor(&model), (1, 1));
    update(&mut model, at(1, 1));
    assert_eq!((model.matrix.is_none(), model.story.front), (true, 1));
    play(&mut model, "Ctrl-o m");
    let wheel = |kind| Event::Mouse(Mouse { kind, column: 5, row: 5 });
    update(&mut model, wheel(MouseKind::WheelUp));
    assert_eq!(cursor(&model).0, 0);
    update(&mut model, wheel(MouseKind::WheelDown));
    assert_eq!(cursor(&model).0, model.matrix.as_ref().unwrap().rows.len() - 1);
}

#[test]
fn commands_reach_it_from_the_panes() {
    let mut model = compared();
    play(&mut model, ": m a t r i x Enter");
    assert!(model.matrix.is_some());
    play(&mut model, "? q");
    assert!(model.matrix.is_some(), "help comes back to it");
    play(&mut model, ": m a t r i x - r i g h t Enter");
    assert_eq!(cursor(&model), (0, 1));
}

#[test]
fn a_cell_is_compared_over_the_matrix_which_is_there_again_after_it() {
    let mut model = compared();
    play(&mut model, "m l =");
    let (head, on) = {
        let (view, matrix) = (model.comparing.as_ref().unwrap(), model.matrix.as_ref().unwrap());
        let head = matrix.current_row().unwrap().head;
        let claim = view.claim(&model).unwrap().claim();
        assert_eq!(
            (model.story.front, claim),
            (head.article, Some(head.claim)),
            "what \u{25c6} marks"
        );
        (head.article, (view.current().unwrap().article, matrix.article().unwrap()))
    };
    assert_eq!(on.0, on.1, "the cursor is on what the cell says");
    assert_ne!(head, on.0);
    let front = model.story.front;
    play(&mut model, "=");
    assert!(model.comparing.is_none() && model.matrix.is_some());
    play(&mut model, "= Esc");
    assert!(model.comparing.is_none() && model.matrix.is_some());
    play(&mut model, "= m");
    assert!(model.comparing.is_none() && model.matrix.is_some());
    play(&mut model, "= Enter");
    assert!(model.comparing.is_none() && model.matrix.is_none());
    assert_ne!(model.story.front, front);
}

#[test]
fn the_matrix_opens_over_a_comparison() {
    let mut model = compared();
    play(&mut model, "] = m");
    assert!(model.comparing.is_none() && model.matrix.is_some());
}

#[test]
fn a_silent_cell_is_compared_as_its_row_is() {
    let mut model = compared();
    play(&mut model, "m $ =");
    let view = model.comparing.as_ref().unwrap();
    let row = model.matrix.as_ref().unwrap().current_row().unwrap();
    assert_eq!(view.claim(&model).unwrap().claim(), Some(row.head.claim));
    assert_eq!(view.cursor, 0);
}

#[test]
fn keys_of_the_text_say_over_the_matrix_where_they_work() {
    for keys in ["m 2", "] = 2"] {
        let mut model = compared();
        play(&mut model, keys);
        assert_eq!(message(&model), "2 (tag-2) works on the claim in its text; Enter goes there");
    }
    let mut model = compared();
    play(&mut model, "m c");
    assert_eq!(message(&model), "c (conflicts) works in the comparison; = opens it");
    let mut model = compared();
    play(&mut model, "m ~");
    assert_eq!(message(&model), "~ is not bound here; ? shows the keys");
}

/// Two articles with the same very many claims, which were compared.
fn very_many() -> Model {
    let name = |mut number: usize| -> String {
        let mut name = String::from("Q");
        for _ in 0..4 {
            name.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
            number /= 26;
        }
        name
    };
    let claim = |number: usize| format!("{} sold {number} {}.\n\n", name(number * 7), name(number));
    let text: String = (1001..2301).map(claim).collect();
    let mut model = loaded(&[&text, &text]);
    open_store(&mut model, None);
    let event = grouped(&model);
    update(&mut model, event);
    model
}

/// Goes on until all rows are looked at.
fn narrow_all(model: &mut Model) {
    for _ in 0..10 {
        update(model, Event::SeekOn);
    }
    assert!(!model.is_seeking());
}

#[test]
fn very_many_rows_are_narrowed_a_few_at_a_time() {
    let mut model = very_many();
    play(&mut model, "m j j /");
    let rows = |model: &Model| model.matrix.as_ref().unwrap().rows.len();
    let all = rows(&model);
    assert!(all > 1200, "{all}");
    type_in(&mut model, "sold 22");
    let narrowed = |model: &Model| model.matrix.as_ref().unwrap().narrowed();
    assert!(narrowed(&model).is_some_and(|percent| (1..100).contains(&percent)));
    assert_eq!(rows(&model), all, "those of before stay meanwhile");
    assert!(model.is_seeking());
    narrow_all(&mut model);
    let with = |part: &str| (1001..2301).filter(|it| it.to_string().contains(part)).count();
    assert_eq!((rows(&model), narrowed(&model)), (with("22"), None));
    // Another key begins anew.
    play(&mut model, "Backspace 9");
    update(&mut model, Event::SeekOn);
    play(&mut model, "Backspace 7 Enter");
    assert!(model.is_seeking());
    narrow_all(&mut model);
    assert_eq!(rows(&model), with("27"));
    play(&mut model, "Esc");
    assert_eq!((rows(&model), model.is_seeking()), (all, false), "all are there at once");
}

#[test]
fn the_row_that_is_gone_to_while_rows_are_looked_for_stays_under_the_cursor() {
    let head = |model: &Model| model.matrix.as_ref().unwrap().current_row().unwrap().head;
    let mut model = very_many();
    play(&mut model, "m / s o l d Space 2 Enter");
    narrow_all(&mut model);
    play(&mut model, "j j j");
    let stays = head(&model);
    play(&mut model, "/ End");
    type_in(&mut model, " -absent");
    assert!(model.is_seeking());
    narrow_all(&mut model);
    assert_eq!(head(&model), stays, "where nobody moved");
    play(&mut model, "Enter / End");
    type_in(&mut model, " -none");
    play(&mut model, "Enter");
    assert!(model.is_seeking());
    play(&mut model, "j j");
    let gone_to = head(&model);
    assert_ne!(gone_to, stays);
    narrow_all(&mut model);
    assert_eq!(head(&model), gone_to);
    // A view that is left meanwhile goes on when it is opened again.
    play(&mut model, "/ End");
    type_in(&mut model, " -no");
    play(&mut model, "Enter m");
    assert!(!model.is_seeking());
    play(&mut model, "m");
    assert!(model.is_seeking());
    // Of what was compared anew the same claim is under the cursor, at once and later.
    let event = grouped(&model);
    update(&mut model, event);
    assert_eq!(head(&model), gone_to);
    narrow_all(&mut model);
    assert_eq!(head(&model), gone_to);
}

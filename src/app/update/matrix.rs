//! The matrix: opened, walked, narrowed, and gone from to a claim.

use std::sync::Arc;

use crate::action::Action;
use crate::app::accounts::COMPARED_UNASKED;
use crate::app::claim_rows::ClaimRow;
use crate::app::matrix::{Cell, Grid, Matrix, grid};
use crate::app::prompt::Asking;
use crate::app::{Effect, Model};
use crate::group::Place;
use crate::keymap::input::{Mouse, MouseKind};
use crate::text::Span;

use super::comparing::Here;
use super::{comparing, list, prompt};

/// Rows per turn of the wheel.
const WHEEL: isize = 3;
/// Why a claim is not at hand.
const READ_AGAIN: &str = "this article was read again; it is being compared anew";

/// Opens the matrix where it was left, or closes it.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = comparing::leave(model) {
        if model.matrix.is_some() {
            return effects;
        }
    } else if close(model) {
        return Vec::new();
    }
    let Some(grouped) = model.grouped.clone() else { return wait(model) };
    let left = model.left_matrix.take();
    let matrix = left.unwrap_or_else(|| Matrix::new(Arc::clone(&grouped), model));
    if grouped.groups.is_empty() {
        model.refuse(if grouped.accounts() < 2 {
            "there is no other article to compare with; {add} adds some"
        } else {
            "no two articles speak to the same matter"
        });
        return Vec::new();
    }
    model.listing = None;
    model.matrix = Some(matrix);
    Vec::new()
}

/// Says why there is nothing to show yet; asks for it where it does not come by itself.
fn wait(model: &mut Model) -> Vec<Effect> {
    let count = model.story.readable();
    if count < 2 {
        model.refuse("there is no other article to compare with; {add} adds some");
    } else if model.story.is_cut_short() {
        model.refuse(
            "reading was stopped; articles are compared when all is found; {reload} goes on",
        );
    } else if count > COMPARED_UNASKED {
        model.refuse("all articles are being compared; {matrix} shows them then, {cancel} stops");
        return comparing::ask(model);
    } else {
        model.refuse("the articles are still being compared");
    }
    Vec::new()
}

/// One level back: all rows again, then the panes. Whether the matrix was open.
pub(super) fn cancel(model: &mut Model) -> bool {
    let Some(matrix) = &model.matrix else { return false };
    if matrix.sought.is_empty() {
        return close(model);
    }
    narrow(model, "");
    true
}

/// Closes the matrix; whether it was open.
pub(super) fn close(model: &mut Model) -> bool {
    let Some(mut matrix) = model.matrix.take() else { return false };
    matrix.rest();
    model.left_matrix = Some(matrix);
    true
}

/// Asks what to narrow the rows by, or narrows them.
pub(super) fn seek(model: &mut Model, words: Option<&str>) {
    match words {
        Some(words) => narrow(model, words),
        None => prompt::open(model, Asking::Narrowing),
    }
}

/// Shows only the rows that fit.
pub(super) fn narrow(model: &mut Model, words: &str) {
    let Some(mut matrix) = model.matrix.take() else { return };
    matrix.narrow(words, model);
    model.matrix = Some(matrix);
}

/// Goes on with what narrows the rows, where there are very many.
pub(super) fn narrow_on(model: &mut Model) {
    let Some(mut matrix) = model.matrix.take() else { return };
    matrix.narrow_on(model);
    model.matrix = Some(matrix);
}

/// Brings the matrix up to date, its cursor on the screen, and what is on it compared.
pub(super) fn settle(model: &mut Model) {
    let Some(mut matrix) = model.matrix.take() else { return };
    matrix.follow(model);
    let grid = grid(model.size, matrix.columns.len());
    matrix.settle(
        &model.story,
        &model.ledger,
        usize::from(grid.body.height),
        usize::from(grid.columns),
    );
    model.matrix = Some(matrix);
}

fn placed(model: &Model) -> Option<Grid> {
    Some(grid(model.size, model.matrix.as_ref()?.columns.len()))
}

/// Moves among the rows.
pub(super) fn go(model: &mut Model, action: Action) {
    let Some(grid) = placed(model) else { return };
    step(model, list::rows(action, usize::from(grid.body.height)), 0);
}

/// Moves among the columns.
pub(super) fn sideways(model: &mut Model, action: Action) {
    let by = match action {
        Action::MatrixRight => 1,
        Action::MatrixLeft => -1,
        Action::LineEnd => isize::MAX,
        _ => -isize::MAX,
    };
    step(model, 0, by);
}

fn step(model: &mut Model, rows: isize, columns: isize) {
    if let Some(matrix) = &mut model.matrix {
        matrix.step(rows, columns);
    }
}

/// The wheel walks the rows, a click goes to a cell, another one to its claim.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelDown => step(model, WHEEL, 0),
        MouseKind::WheelUp => step(model, -WHEEL, 0),
        MouseKind::Press => return click(model, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn click(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let Some(grid) = placed(model) else { return Vec::new() };
    let Some(matrix) = &mut model.matrix else { return Vec::new() };
    let Some((row, column)) = grid.under(mouse.column, mouse.row) else { return Vec::new() };
    let row = matrix.top + row;
    let column = column.map_or(matrix.column, |column| matrix.left + column);
    if row >= matrix.rows.len() || column >= matrix.columns.len() {
        return Vec::new();
    }
    if (row, column) == (matrix.row, matrix.column) {
        return take(model);
    }
    (matrix.row, matrix.column) = (row, column);
    Vec::new()
}

/// Goes to the claim of the cell under the cursor.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let Some((Place { article, .. }, span)) = chosen(model) else { return Vec::new() };
    close(model);
    comparing::go_to_claim(model, article, span)
}

/// Sets the claim that leads the row beside what other articles say, over the matrix. The cursor is
/// on what the cell says.
pub(super) fn compare(model: &mut Model) -> Vec<Effect> {
    let Some(matrix) = &model.matrix else { return Vec::new() };
    let Some(Place { article, claim }) = matrix.current_row().map(|row| row.head) else {
        return Vec::new();
    };
    let said = |place: Place| Some(matrix.of.said(&model.story, place)?.claim.span);
    let Some(span) = said(Place { article, claim }) else {
        model.refuse(READ_AGAIN);
        return Vec::new();
    };
    let on = matrix.current().and_then(Cell::place);
    let on = on.and_then(|place| Some((place.article, said(place)?)));
    let back = (model.story.front, model.reader.cursor);
    let mut effects = comparing::go_to_claim(model, article, span);
    let row = ClaimRow::new(span, Some(claim), None);
    effects.extend(comparing::open(model, Here::Unlisted(row)));
    if let Some(comparing) = &mut model.comparing {
        comparing.back = Some(back);
        comparing.begins_on = on;
    }
    effects
}

/// The claim and the words of the cell under the cursor, or a word why there are none.
fn chosen(model: &mut Model) -> Option<(Place, Span)> {
    let matrix = model.matrix.as_ref()?;
    let place = match matrix.current()? {
        Cell::Head { place, .. } | Cell::Said { place, .. } => *place,
        Cell::Changed => {
            model.tell(READ_AGAIN);
            return None;
        }
        Cell::Absent => {
            model.status.say("this article says nothing of it");
            return None;
        }
    };
    let said = matrix.of.said(&model.story, place)?;
    Some((place, said.claim.span))
}

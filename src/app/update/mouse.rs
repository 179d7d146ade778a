//! The mouse: the wheel scrolls the pane under it, a click goes there.

use crate::action::Action;
use crate::app::layout::{Area, Pane, ROWS_PER_ARTICLE, text_body};
use crate::app::prompt::Asking;
use crate::app::{Effect, Mode, Model};
use crate::keymap::input::{Mouse, MouseKind};

use super::{comparing, focus, list, listing, matrix, overlay, reading, selecting};

/// Lines per turn of the wheel.
const WHEEL: isize = 3;

pub(super) fn handle(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match model.mode {
        Mode::Panes => {}
        Mode::Help { .. } => {
            match mouse.kind {
                MouseKind::WheelDown => overlay::scroll(model, Action::Down),
                MouseKind::WheelUp => overlay::scroll(model, Action::Up),
                MouseKind::Press | MouseKind::Drag | MouseKind::Release => {}
            }
            return Vec::new();
        }
        Mode::Prompt(ref prompt) if prompt.asking == Asking::SearchAll => {
            return listing::mouse(model, mouse);
        }
        Mode::Why | Mode::Letter(_) | Mode::Prompt(_) | Mode::Note { .. } | Mode::Question(_) => {
            return Vec::new();
        }
    }
    if model.comparing.is_some() {
        return comparing::mouse(model, mouse);
    }
    if model.matrix.is_some() {
        return matrix::mouse(model, mouse);
    }
    if model.listing.is_some() {
        return listing::mouse(model, mouse);
    }
    let Some(places) = model.places else { return Vec::new() };
    let under = Pane::ALL.into_iter().find_map(|pane| {
        let area = places.of(pane)?;
        area.contains(mouse.column, mouse.row).then_some((pane, area))
    });
    let Some((pane, area)) = under else { return Vec::new() };
    match mouse.kind {
        MouseKind::WheelDown => wheel(model, pane, true),
        MouseKind::WheelUp => wheel(model, pane, false),
        MouseKind::Press => click(model, pane, area, mouse),
        MouseKind::Drag => {
            drag(model, pane, area, mouse);
            Vec::new()
        }
        MouseKind::Release => Vec::new(),
    }
}

/// Selects from where the mouse was pressed.
fn drag(model: &mut Model, pane: Pane, area: Area, mouse: Mouse) {
    let inside = area.inside();
    let is_text = pane == Pane::Text && model.focus == Pane::Text;
    if is_text && inside.contains(mouse.column, mouse.row) {
        selecting::begin_at_cursor(model);
        point(model, area, mouse);
    }
}

/// Puts the text's cursor where the mouse is.
fn point(model: &mut Model, area: Area, mouse: Mouse) {
    let body = text_body(area, model.comfort.measure);
    let cell = usize::from(mouse.column.saturating_sub(body.x));
    let row = usize::from(mouse.row.saturating_sub(body.y));
    if let Some(article) = model.story.article() {
        let document = article.document.clone();
        model.reader.point(&document, row, cell);
    }
}

fn wheel(model: &mut Model, pane: Pane, down: bool) -> Vec<Effect> {
    match pane {
        Pane::List => return list::step(model, if down { 1 } else { -1 }),
        Pane::Text => {
            if let Some(article) = model.story.article() {
                let document = article.document.clone();
                model.reader.scroll(&document, if down { WHEEL } else { -WHEEL });
            }
        }
        Pane::Sidebar => {
            reading::go_in_sidebar(model, if down { Action::Down } else { Action::Up });
        }
    }
    Vec::new()
}

fn click(model: &mut Model, pane: Pane, area: Area, mouse: Mouse) -> Vec<Effect> {
    focus(model, pane);
    let inside = area.inside();
    if !inside.contains(mouse.column, mouse.row) {
        return Vec::new();
    }
    let row = usize::from(mouse.row - inside.y);
    match pane {
        Pane::List => {
            let nth = model.list_top + row / usize::from(ROWS_PER_ARTICLE);
            let clicked = model.shown_articles().get(nth);
            if let Some(index) = clicked.filter(|&index| index != model.story.front) {
                return list::bring_forward(model, index);
            }
        }
        Pane::Text => {
            selecting::give_up(model);
            point(model, area, mouse);
        }
        Pane::Sidebar => {
            let lines = model.cards.iter().flat_map(|card| card.lines.iter().map(|_| card.index));
            if let Some(index) = lines.into_iter().nth(row) {
                reading::go_to_claim(model, index);
            }
        }
    }
    Vec::new()
}

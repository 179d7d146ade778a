//! The screen, made of the model alone.
//!
//! Knows the model, themes and glyphs. Must never know files, threads or the terminal, and
//! changes nothing: what is drawn was laid out before.

mod article_list;
mod comparing;
mod glyphs;
mod greeting;
mod help;
mod listing;
mod matrix;
mod note;
mod paint;
mod prompt;
mod reading_pane;
mod sidebar;
mod status_bar;
pub mod theme;
mod typed;
mod why;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;

use crate::app::layout::{Pane, SMALLEST};
use crate::app::{Mode, Model};

pub use glyphs::Glyphs;
use paint::Painter;
use theme::{Role, Theme};

/// How things look: which theme, which glyphs.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The colours.
    pub theme: &'a Theme,
    /// The signs that are not text.
    pub glyphs: &'a Glyphs,
}

/// Draws the whole screen into a buffer of the window's size.
pub fn view(model: &Model, look: Look<'_>, buffer: &mut Buffer) {
    let mut painter = Painter::new(buffer, look);
    painter.fill(Role::Text);
    let Some(places) = model.places else {
        let wanted = format!("window too small: {}x{} at least", SMALLEST.columns, SMALLEST.rows);
        painter.text(0, 0, &wanted, painter.width(), Role::Text);
        return;
    };
    match &model.mode {
        Mode::Help { top, about, sought, .. } => {
            help::draw(model, *top, *about, &sought.text(), &mut painter);
        }
        Mode::Panes
        | Mode::Why
        | Mode::Letter(_)
        | Mode::Prompt(_)
        | Mode::Note { .. }
        | Mode::Question(_) => {
            if let Some(comparing) = &model.comparing {
                comparing::draw(model, comparing, &mut painter);
            } else if let Some(matrix) = &model.matrix {
                matrix::draw(model, matrix, &mut painter);
            } else if let Some(list) = &model.listing {
                listing::draw(model, list, &mut painter);
            }
            let is_covered =
                model.comparing.is_some() || model.matrix.is_some() || model.listing.is_some();
            for pane in Pane::ALL.into_iter().filter(|_| !is_covered) {
                let Some(area) = places.of(pane) else { continue };
                match pane {
                    Pane::List => article_list::draw(model, area, &mut painter),
                    Pane::Text => reading_pane::draw(model, area, &mut painter),
                    Pane::Sidebar => sidebar::draw(model, area, &mut painter),
                }
            }
        }
    }
    if let (Mode::Note { editor, on, .. }, Some(area)) = (&model.mode, places.note) {
        note::draw(model, editor, *on, area, &mut painter);
    }
    if matches!(model.mode, Mode::Why) {
        why::draw(model, &mut painter);
    }
    if let (true, Some(pane)) = (model.greets, places.text) {
        greeting::draw(model, pane, &mut painter);
    }
    status_bar::draw(model, places.status, &mut painter);
    match &model.mode {
        Mode::Prompt(prompt) => {
            prompt::draw(prompt, model.status.message(), places.status, &mut painter);
        }
        Mode::Help { sought, typing: true, .. } => {
            prompt::draw_line("/", sought, places.status, &mut painter);
        }
        _ => {}
    }
}

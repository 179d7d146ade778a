//! What lies over the panes: help, and why a claim was proposed. And themes.

use crate::action::Action;
use crate::app::comfort::ThemeChoice;
use crate::app::editor::Editor;
use crate::app::help;
use crate::app::layout::help_height;
use crate::app::{Mode, Model};

use super::target;

/// Opens the help page about the pane in focus, or closes it.
pub(super) fn help(model: &mut Model) {
    model.mode = match model.mode {
        Mode::Help { .. } => Mode::Panes,
        Mode::Panes
        | Mode::Why
        | Mode::Letter(_)
        | Mode::Prompt(_)
        | Mode::Note { .. }
        | Mode::Question(_) => {
            let about = match model.mode {
                Mode::Panes => model.context(),
                _ => crate::action::Context::Text,
            };
            Mode::Help { top: 0, about, sought: Editor::line(""), typing: false }
        }
    };
}

/// Says why the claim under the cursor was proposed.
pub(super) fn why(model: &mut Model) {
    if target::claim_under_cursor(model).is_some() {
        model.mode = Mode::Why;
    } else {
        model.refuse(target::NO_CLAIM);
    }
}

/// Scrolls the help page.
pub(super) fn scroll(model: &mut Model, action: Action) {
    let page = help_height(model.size);
    let Mode::Help { top, .. } = &mut model.mode else { return };
    *top = match action {
        Action::Down => *top + 1,
        Action::Up => top.saturating_sub(1),
        Action::HalfPageDown => *top + page / 2,
        Action::HalfPageUp => top.saturating_sub(page / 2),
        Action::PageDown => *top + page,
        Action::PageUp => top.saturating_sub(page),
        Action::Bottom => usize::MAX,
        _ => 0,
    };
}

/// Keeps the help page from scrolling past its end.
pub(super) fn settle(model: &mut Model) {
    let height = help_height(model.size);
    let Mode::Help { top, about, sought, .. } = &mut model.mode else { return };
    let lines = help::page(&model.keymap, *about, &sought.text(), model.size).lines.len();
    *top = (*top).min(lines.saturating_sub(height));
}

/// Asks what to search for on the help page; the page shows what matches as one types.
pub(super) fn seek(model: &mut Model, words: Option<&str>) {
    let Mode::Help { top, sought, typing, .. } = &mut model.mode else { return };
    *top = 0;
    *typing = words.is_none();
    sought.replace(words.unwrap_or_default());
}

/// Takes the words that are searched for on the help page; whether it was that what was typed.
pub(super) fn take_sought(model: &mut Model) -> bool {
    let Mode::Help { typing, .. } = &mut model.mode else { return false };
    std::mem::replace(typing, false)
}

/// Shows the whole help page again, or closes it.
pub(super) fn cancel_help(model: &mut Model) {
    match &mut model.mode {
        Mode::Help { sought, typing, .. } if *typing || !sought.text().is_empty() => {
            *typing = false;
            sought.replace("");
        }
        _ => model.mode = Mode::Panes,
    }
}

/// Takes the theme that is named, or the next one.
pub(super) fn theme(model: &mut Model, name: Option<&str>) {
    let index = match name {
        None => Some((model.theme + 1) % model.themes.len().max(1)),
        Some(name) => model.themes.iter().position(|theme| theme == name),
    };
    if let Some(index) = index {
        model.theme = index;
        model.comfort.theme = ThemeChoice::Made;
        let name = model.themes.get(index).map_or("", String::as_str);
        model.status.say(format!("theme: {name}"));
    } else {
        let all = model.themes.join(", ");
        model
            .status
            .complain(format!("no theme is called {}; there are {all}", name.unwrap_or("")));
    }
}

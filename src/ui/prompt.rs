//! The line being asked for, with what it may be completed to.

use super::paint::Painter;
use super::theme::Role;
use super::typed;
use crate::app::editor::Editor;
use crate::app::layout::Area;
use crate::app::prompt::Prompt;
use crate::app::status::Message;
use crate::text::{clean, wrap};

pub(super) fn draw(
    prompt: &Prompt,
    message: Option<&Message>,
    status: Area,
    painter: &mut Painter<'_>,
) {
    draw_line(prompt.asking.lead(), &prompt.editor, status, painter);
    if prompt.is_offered {
        let x = status.x + cells(prompt.asking.lead());
        let width =
            cells(&clean::clean_line(&prompt.editor.text())).min(status.width.saturating_sub(x));
        painter.tint(Area { x, width, ..status }, Role::Selection);
    }
    draw_completions(prompt, status, painter);
    if let Some(message) = message.filter(|message| message.is_error()) {
        draw_message(&message.text, status, painter);
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(wrap::cells(text)).unwrap_or(u16::MAX)
}

/// What is wrong with the line stands above it.
fn draw_message(text: &str, status: Area, painter: &mut Painter<'_>) {
    let width = status.width.saturating_sub(2);
    let lines = wrap::wrap(text, usize::from(width), wrap::Setting::Flowing);
    let above = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(status.y);
    let area = Area { y: status.y - above, height: above, ..status };
    painter.clear(area, Role::StatusError);
    for (line, y) in lines.iter().zip(area.y..status.y) {
        painter.text(area.x + 1, y, line.span.of(text), width, Role::StatusError);
    }
}

/// A line being typed, after what leads it.
pub(super) fn draw_line(lead: &str, editor: &Editor, status: Area, painter: &mut Painter<'_>) {
    painter.clear(status, Role::Prompt);
    let x = painter.text(status.x, status.y, lead, status.width, Role::PromptLead);
    let room = (status.x + status.width).saturating_sub(x);
    let (line, cursor) = typed::shown(&editor.text(), editor.cursor().1);
    let cursor = wrap::cell_of(&line, cursor);
    // A line longer than the window is shown from where its cursor is in sight.
    let skipped = (cursor + 1).saturating_sub(usize::from(room));
    let from = wrap::byte_at_cell(&line, skipped);
    painter.text(x, status.y, line.get(from..).unwrap_or_default(), room, Role::Prompt);
    let column = x + u16::try_from(cursor.saturating_sub(skipped))
        .unwrap_or(room)
        .min(room.saturating_sub(1));
    painter.tint(Area { x: column, y: status.y, width: 1, height: 1 }, Role::Cursor);
}

/// The completions stand above the line, the best one nearest to it; in a box, so that what they
/// cover is not taken for part of them.
fn draw_completions(prompt: &Prompt, status: Area, painter: &mut Painter<'_>) {
    let Some(widest) =
        prompt.completions.iter().map(|each| wrap::cells(&clean::clean_line(each))).max()
    else {
        return;
    };
    let width = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(status.width);
    let count = u16::try_from(prompt.completions.len()).unwrap_or(u16::MAX);
    let height = count.saturating_add(2).min(status.y);
    let frame = Area { x: status.x, y: status.y - height, width, height };
    painter.clear(frame, Role::Completion);
    painter.frame(frame, "", "", true);
    let inside = frame.inside();
    let rows = (inside.y..inside.y + inside.height).rev();
    for ((index, completion), y) in prompt.completions.iter().enumerate().zip(rows) {
        let role =
            if prompt.chosen == Some(index) { Role::CompletionChosen } else { Role::Completion };
        painter.clear(Area { y, height: 1, ..inside }, role);
        painter.cut_text(inside.x + 1, y, completion, inside.width.saturating_sub(2), role);
    }
}

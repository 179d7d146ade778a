//! The line being asked for, with what it may be completed to.

use super::paint::Painter;
use super::theme::Role;
use crate::app::editor::Editor;
use crate::app::layout::Area;
use crate::app::prompt::Prompt;
use crate::app::status::Message;
use crate::text::wrap;

pub(super) fn draw(
    prompt: &Prompt,
    message: Option<&Message>,
    status: Area,
    painter: &mut Painter<'_>,
) {
    draw_line(prompt.asking.lead(), &prompt.editor, status, painter);
    draw_completions(prompt, status, painter);
    if let Some(message) = message.filter(|message| message.is_error()) {
        draw_message(&message.text, status, painter);
    }
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
    let line = editor.text();
    let before = line.char_indices().nth(editor.cursor().1).map_or(line.len(), |(at, _)| at);
    let cursor = wrap::cell_of(&line, before);
    // A line longer than the window is shown from where its cursor is in sight.
    let skipped = (cursor + 1).saturating_sub(usize::from(room));
    let from = wrap::byte_at_cell(&line, skipped);
    painter.text(x, status.y, line.get(from..).unwrap_or_default(), room, Role::Prompt);
    let column = x + u16::try_from(cursor - skipped).unwrap_or(room).min(room.saturating_sub(1));
    painter.tint(Area { x: column, y: status.y, width: 1, height: 1 }, Role::Cursor);
}

/// The completions stand above the line, the best one nearest to it.
fn draw_completions(prompt: &Prompt, status: Area, painter: &mut Painter<'_>) {
    let widest = prompt.completions.iter().map(|each| wrap::cells(each)).max().unwrap_or(0);
    let width = u16::try_from(widest + 2).unwrap_or(u16::MAX).min(status.width);
    for (index, completion) in prompt.completions.iter().enumerate() {
        let above = u16::try_from(index + 1).unwrap_or(u16::MAX);
        let Some(y) = status.y.checked_sub(above) else { break };
        let role =
            if prompt.chosen == Some(index) { Role::CompletionChosen } else { Role::Completion };
        painter.clear(Area { x: status.x, y, width, height: 1 }, role);
        painter.text(status.x + 1, y, completion, width.saturating_sub(2), role);
    }
}

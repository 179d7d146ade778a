//! The help page.

use super::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::action::Context;
use crate::app::Model;
use crate::app::help::{self, HelpLine, HelpPage, INDENT, Sign};
use crate::app::layout::{Area, help_height};
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    top: usize,
    about: Context,
    sought: &str,
    painter: &mut Painter<'_>,
) {
    let HelpPage { lines, words_at } = help::page(&model.keymap, about, sought, model.size);
    let area =
        Area { x: 0, y: 0, width: painter.width(), height: painter.height().saturating_sub(1) };
    let height = help_height(model.size);
    let more = lines.len().saturating_sub(top + height);
    let foot = if more > 0 { format!("{more} more below") } else { String::new() };
    let title = match sought {
        "" => format!("Keys: {}", about.name()),
        sought => format!("Keys: {sought}"),
    };
    painter.frame(area, &title, &foot, true);
    let inside = area.inside();
    if lines.is_empty() {
        let none = "nothing here is about that; Esc shows all keys";
        painter.text(inside.x + 1, inside.y, none, inside.width.saturating_sub(1), Role::Dim);
    }
    for (line, y) in lines.iter().skip(top).zip(inside.y..inside.y + inside.height) {
        draw_line(line, words_at, Area { y, height: 1, ..inside }, painter);
    }
}

fn draw_line(line: &HelpLine, words_at: u16, area: Area, painter: &mut Painter<'_>) {
    let right = area.x + area.width;
    let keys_at = area.x + INDENT;
    let words_at = area.x + words_at;
    let room = right.saturating_sub(words_at);
    match line {
        HelpLine::Gap => {}
        HelpLine::Heading(name) => {
            painter.text(area.x + 1, area.y, name, area.width.saturating_sub(1), Role::Heading);
        }
        HelpLine::Sign { sign, doc } => {
            painter.text(keys_at, area.y, drawn(*sign, painter.glyphs()), 1, Role::Mark);
            painter.cut_text(words_at, area.y, doc, room, Role::Text);
        }
        HelpLine::Action { keys, name, doc } => {
            painter.cut_text(keys_at, area.y, keys, right.saturating_sub(keys_at), Role::Key);
            let end = painter.cut_text(words_at, area.y, doc, room, Role::Text);
            draw_name(name, Area { x: end, width: right.saturating_sub(end), ..area }, painter);
        }
        HelpLine::More { name, doc } => {
            let end = painter.cut_text(words_at, area.y, doc, room, Role::Text);
            draw_name(name, Area { x: end, width: right.saturating_sub(end), ..area }, painter);
        }
    }
}

/// The name of an action as a command, where there is room for all of it.
fn draw_name(name: &str, area: Area, painter: &mut Painter<'_>) {
    let command = format!("  :{name}");
    if !name.is_empty() && usize::from(area.width) >= wrap::cells(&command) {
        painter.text(area.x, area.y, &command, area.width, Role::Dim);
    }
}

/// How a sign is drawn.
const fn drawn(sign: Sign, glyphs: &Glyphs) -> &'static str {
    match sign {
        Sign::Claim => glyphs.claim,
        Sign::Accepted => glyphs.accepted,
        Sign::Dismissed => glyphs.dismissed,
        Sign::Highlight => "Y",
        Sign::Tag => glyphs.tag,
        Sign::Note => glyphs.note,
        Sign::Conflicts => glyphs.conflicts,
        Sign::Differs => glyphs.differs,
        Sign::Agrees => glyphs.agrees,
        Sign::Kind(kind) => glyphs.kind(kind),
        Sign::Head => glyphs.head,
        Sign::Absent => glyphs.absent,
        Sign::Cut => glyphs.cut,
        Sign::Edited => glyphs.edited,
        Sign::Uncertain => glyphs.uncertain,
        Sign::Lost => glyphs.lost,
    }
}

//! The help page.

use super::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::action::Context;
use crate::app::Model;
use crate::app::help::{self, HelpLine, INDENT, Sign};
use crate::app::layout::{Area, help_height};
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    top: usize,
    about: Context,
    sought: &str,
    painter: &mut Painter<'_>,
) {
    let lines = help::page(&model.keymap, about, sought, model.size);
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
    let keys_width = u16::try_from(help::keys_width(&lines)).unwrap_or(u16::MAX);
    for (line, y) in lines.iter().skip(top).zip(inside.y..inside.y + inside.height) {
        draw_line(line, keys_width, Area { y, height: 1, ..inside }, painter);
    }
}

fn draw_line(line: &HelpLine, keys_width: u16, area: Area, painter: &mut Painter<'_>) {
    let right = area.x + area.width;
    match line {
        HelpLine::Gap => {}
        HelpLine::Heading(name) => {
            painter.text(area.x + 1, area.y, name, area.width.saturating_sub(1), Role::Heading);
        }
        HelpLine::Sign { sign, doc } => {
            let x = area.x + INDENT;
            painter.text(x, area.y, drawn(*sign, painter.glyphs()), 1, Role::Mark);
            let x = x.saturating_add(keys_width + INDENT);
            painter.cut_text(x, area.y, doc, right.saturating_sub(x), Role::Text);
        }
        HelpLine::Action { keys, name, doc } => {
            let x = area.x + INDENT;
            painter.cut_text(x, area.y, keys, right.saturating_sub(x), Role::Key);
            let x = x.saturating_add(keys_width + INDENT);
            let x = painter.cut_text(x, area.y, doc, right.saturating_sub(x), Role::Text);
            let command = format!("  :{name}");
            let room = right.saturating_sub(x);
            if !name.is_empty() && usize::from(room) >= wrap::cells(&command) {
                painter.text(x, area.y, &command, room, Role::Dim);
            }
        }
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

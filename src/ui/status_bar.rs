//! The bottom line: a message or the keys of the pane on the left, how things stand on the right.

use super::glyphs::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::action::{Action, Context};
use crate::annotation::PairVerdict;
use crate::app::layout::Area;
use crate::app::status::Message;
use crate::app::story::Comparison;
use crate::app::update::question;
use crate::app::{Mode, Model};
use crate::text::{clean, wrap};

/// A reminder of keys: the actions, what stands between their keys, and what they do.
type Hint = (&'static [Action], &'static str, &'static str);

/// The fewest cells of a line that tells of hidden characters, and of one that does it in full.
const NARROW: usize = 70;
const WIDE: usize = 100;

/// The keys that the bottom line reminds of, by context.
#[rustfmt::skip]
const HINTS: &[(Context, &[Hint])] = &[
    (Context::List, &[
        (&[Action::Down, Action::Up], "/", "choose"),
        (&[Action::Open], "", "read"),
        (&[Action::Filter], "", "filter"),
        (&[Action::Note], "", "note"),
        (&[Action::NextPane], "", "pane"),
        (&[Action::Help], "", "help"),
        (&[Action::Back], "", "quit"),
    ]),
    (Context::Text, &[
        (&[Action::Down, Action::Up], "/", "move"),
        (&[Action::NextClaim, Action::PreviousClaim], "/", "claim"),
        (&[Action::Accept, Action::Dismiss], "/", "decide"),
        (&[Action::QuickTag(1), Action::QuickTag(9)], "-", "tag"),
        (&[Action::Help], "", "help"),
        (&[Action::NextPane], "", "pane"),
        (&[Action::Highlight], "", "highlight"),
        (&[Action::Note], "", "note"),
    ]),
    (Context::Sidebar, &[
        (&[Action::Down, Action::Up], "/", "claim"),
        (&[Action::Accept, Action::Dismiss], "/", "decide"),
        (&[Action::QuickTag(1), Action::QuickTag(9)], "-", "tag"),
        (&[Action::Tag], "", "tags"),
        (&[Action::Note], "", "note"),
        (&[Action::Why], "", "why"),
        (&[Action::NextPane], "", "pane"),
        (&[Action::Help], "", "help"),
    ]),
    (Context::Listing, &[
        (&[Action::Open], "", "go there"),
        (&[Action::Search], "", "narrow"),
        (&[Action::Back], "", "close"),
        (&[Action::Help], "", "help"),
        (&[Action::Delete], "", "delete"),
        (&[Action::Dismiss], "", "dismiss or restore"),
        (&[Action::Undo], "", "undo"),
    ]),
    (Context::Compare, &[
        (&[Action::Judge(PairVerdict::Same)], "", "same"),
        (&[Action::Judge(PairVerdict::NotSame)], "", "other matter"),
        (&[Action::Judge(PairVerdict::Conflicts)], "", "conflict"),
        (&[Action::Judge(PairVerdict::NoConflict)], "", "no conflict"),
        (&[Action::Back], "", "close"),
        (&[Action::Help], "", "help"),
        (&[Action::NextClaim, Action::PreviousClaim], "/", "claim"),
        (&[Action::Open], "", "go there"),
        (&[Action::Down, Action::Up], "/", "account"),
        (&[Action::Undo], "", "undo"),
    ]),
    (Context::Matrix, &[
        (&[Action::Compare], "", "compare"),
        (&[Action::Open], "", "go there"),
        (&[Action::Back], "", "close"),
        (&[Action::Help], "", "help"),
        (&[Action::MatrixLeft, Action::MatrixRight], "/", "article"),
        (&[Action::Search], "", "narrow"),
        (&[Action::Down, Action::Up], "/", "claim"),
    ]),
    (Context::Tags, &[
        (&[Action::Open], "", "passages"),
        (&[Action::RenameTag], "", "rename"),
        (&[Action::MergeTag], "", "merge"),
        (&[Action::DescribeTag], "", "describe"),
        (&[Action::ColourTag], "", "colour"),
        (&[Action::QuickTag(1), Action::QuickTag(9)], "-", "digit"),
        (&[Action::Delete], "", "delete"),
        (&[Action::NewTag], "", "new"),
        (&[Action::Undo], "", "undo"),
        (&[Action::Back], "", "close"),
        (&[Action::Help], "", "help"),
    ]),
    (Context::Help, &[
        (&[Action::Down, Action::Up], "/", "scroll"),
        (&[Action::Search], "", "search"),
        (&[Action::Back, Action::Cancel], "/", "close"),
    ]),
    (Context::Note, &[
        (&[Action::NoteSave], "", "save"),
        (&[Action::Cancel], "", "close, keep as draft"),
        (&[Action::NoteOutside], "", "own editor"),
        (&[Action::TypingUndo], "", "undo"),
    ]),
];

/// What it reminds of while it is told why a claim was proposed.
const WHY: &[Hint] = &[(&[Action::Back, Action::Cancel], "/", "close")];

/// What it reminds of in a list of what the reader did not make.
const LOOKING: &[Hint] = &[
    (&[Action::Open], "", "go there"),
    (&[Action::Search], "", "narrow"),
    (&[Action::Back], "", "close"),
    (&[Action::Help], "", "help"),
];

/// What it reminds of while something is selected.
const SELECTING: &[Hint] = &[
    (&[Action::Highlight], "", "highlight"),
    (&[Action::OwnClaim], "", "claim"),
    (&[Action::QuickTag(1), Action::QuickTag(9)], "-", "tag"),
    (&[Action::Note], "", "note"),
    (&[Action::Copy], "", "copy"),
    (&[Action::Grow, Action::Shrink], "/", "more/less"),
    (&[Action::SwapEnds], "", "other end"),
    (&[Action::Cancel], "", "no more"),
];

pub(super) fn draw(model: &Model, area: Area, painter: &mut Painter<'_>) {
    painter.clear(area, Role::Status);
    if let Mode::Question(asked) = &model.mode {
        // All of it, however long: an answer is about what can be read.
        draw_lines(&question(&model.ledger, asked), Role::Prompt, area, painter);
        return;
    }
    let room = area.width.saturating_sub(2);
    let x = area.x + 1;
    let right = standing(model, painter.glyphs(), usize::from(area.width));
    let right_width = u16::try_from(wrap::cells(&right)).unwrap_or(u16::MAX).min(room);
    // Two cells stand between what is on the left and what is on the right.
    let left_room = room.saturating_sub(right_width + 2);
    match model.status.message() {
        Some(message) if wrap::cells(&message.text) + 2 > usize::from(left_room) => {
            draw_lines(&message.text, message_role(message), area, painter);
            return;
        }
        Some(message) => {
            painter.text(x, area.y, &message.text, left_room, message_role(message));
        }
        None if !model.pending.is_empty() => draw_pending(model, x, area.y, left_room, painter),
        None => draw_hints(model, x, area.y, left_room, painter),
    }
    let role = if model.save.failed.is_some() { Role::StatusError } else { Role::Status };
    let start = (area.x + area.width).saturating_sub(right_width + 1);
    painter.text(start, area.y, &right, right_width, role);
}

fn message_role(message: &Message) -> Role {
    if message.is_error() { Role::StatusError } else { Role::StatusMessage }
}

/// A text too long for its place takes the whole line, and the lines above it.
fn draw_lines(text: &str, role: Role, area: Area, painter: &mut Painter<'_>) {
    let width = area.width.saturating_sub(2);
    // A question names articles out of the store: what is measured is what is drawn.
    let text = &*clean::clean(text);
    let lines = wrap::wrap(text, usize::from(width), wrap::Setting::Flowing);
    let above = u16::try_from(lines.len() - 1).unwrap_or(u16::MAX).min(area.y);
    let box_area = Area { y: area.y - above, height: above + 1, ..area };
    painter.clear(box_area, role);
    for (line, y) in lines.iter().zip(box_area.y..=area.y) {
        painter.text(area.x + 1, y, line.span.of(text), width, role);
    }
}

/// The filter, what cannot be seen of the article, where in it, and how things stand with the store,
/// on a line of so many cells.
fn standing(model: &Model, glyphs: &Glyphs, width: usize) -> String {
    let room = width / 3;
    let mut parts = Vec::new();
    // The matrix has rows of its own, which its own query narrows.
    if let Some(filter) = model.filter.as_ref().filter(|_| model.matrix.is_none()) {
        let told = clean::clean_line(&format!("filter: {}", filter.typed())).into_owned();
        // What is cut off has to be seen: another query may begin like this one.
        parts.push(if wrap::cells(&told) > room {
            let cells = room.saturating_sub(wrap::cells(glyphs.cut));
            format!("{}{}", wrap::truncate(&told, cells), glyphs.cut)
        } else {
            told
        });
    }
    if let Some(slot) = model.story.slot()
        && let Some(article) = slot.article()
    {
        parts.extend(hidden(article.hidden, width));
        let length = article.document.text().trim_end().len().max(1);
        parts.push(format!("{}%", (model.reader.seen() * 100 / length).min(100)));
    }
    parts.extend(model.story.comparison().map(compared));
    parts.push(model.save.summary().to_owned());
    parts.join(&format!(" {} ", glyphs.dot))
}

/// How far comparing is.
fn compared(comparison: Comparison) -> String {
    match comparison {
        Comparison::Claims { found, all } => {
            format!("finding claims {}%", found * 100 / all.max(1))
        }
        Comparison::Articles { percent } => format!("comparing {percent}%"),
    }
}

/// How many characters of the article were removed or made visible, in as many words as there is room
/// for.
fn hidden(count: usize, width: usize) -> Option<String> {
    match (count, width) {
        (0, _) | (_, ..NARROW) => None,
        (_, NARROW..WIDE) => Some(format!("{count} hidden")),
        (1, _) => Some("1 hidden character".to_owned()),
        (_, _) => Some(format!("{count} hidden characters")),
    }
}

fn draw_hints(model: &Model, x: u16, y: u16, room: u16, painter: &mut Painter<'_>) {
    let context = model.context();
    let of_context = HINTS.iter().find(|(of, _)| *of == context).map(|(_, hints)| *hints);
    let is_selecting = model.selection.is_some() && context == Context::Text;
    let is_made = model.listing.as_ref().is_none_or(|listing| listing.of.is_made());
    let hints = match model.mode {
        Mode::Why => Some(WHY),
        _ if is_selecting => Some(SELECTING),
        _ if context == Context::Listing && !is_made => Some(LOOKING),
        _ => of_context,
    };
    let Some(hints) = hints else { return };
    let told = |(actions, between, label): &Hint| {
        let keys = actions
            .iter()
            .filter_map(|&action| model.keymap.keys_of(context, action).into_iter().next());
        let keys = keys.collect::<Vec<_>>().join(between);
        let width = u16::try_from(wrap::cells(&keys) + wrap::cells(label) + 1).unwrap_or(u16::MAX);
        (keys, width)
    };
    // Whatever there is no room for, the way back and where all keys are found stand there.
    let is_kept = |hint: &&Hint| hint.0 == [Action::Help] || hint.0 == [Action::Back];
    let mut kept: u16 = hints.iter().filter(is_kept).map(|hint| told(hint).1 + 2).sum();
    let mut column = x;
    for hint in hints {
        let (keys, width) = told(hint);
        if is_kept(&hint) {
            kept -= width + 2;
        }
        if keys.is_empty() || (column - x).saturating_add(width).saturating_add(kept) > room {
            continue;
        }
        let label = hint.2;
        column = painter.text(column, y, &keys, room, Role::StatusKey);
        column = painter.text(column, y, &format!(" {label}"), room, Role::Status) + 2;
    }
}

/// The keys pressed so far and what may follow them.
fn draw_pending(model: &Model, x: u16, y: u16, room: u16, painter: &mut Painter<'_>) {
    let pressed: String = model.pending.iter().map(ToString::to_string).collect();
    let mut column = painter.text(x, y, &pressed, room, Role::StatusKey) + 2;
    for (keys, action) in model.keymap.continuations(model.context(), &model.pending) {
        let name = action.info().map_or("", |info| info.name);
        let left = room.saturating_sub(column - x);
        column = painter.text(column, y, &keys, left, Role::StatusKey);
        let left = room.saturating_sub(column - x);
        column = painter.text(column, y, &format!(" {name}"), left, Role::Status) + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Keymap;

    #[test]
    fn every_hint_is_bound_where_it_is_shown() {
        let keymap = Keymap::default();
        let others =
            [(Context::Text, SELECTING), (Context::Help, WHY), (Context::Listing, LOOKING)];
        for (context, hints) in HINTS.iter().copied().chain(others) {
            for action in hints.iter().flat_map(|(actions, ..)| actions.iter()) {
                assert!(!keymap.keys_of(context, *action).is_empty(), "{action:?} in {context:?}");
            }
        }
    }
}

//! What a newcomer is told: three things to try.

use super::paint::Painter;
use super::theme::Role;
use crate::action::{Action, Context};
use crate::app::Model;
use crate::app::layout::Area;

/// What to try, with the action whose key is shown.
const THINGS: [(Action, &str); 3] = [
    (Action::NextClaim, "the next claim; 1 to 5 tag it"),
    (Action::Help, "shows every key"),
    (Action::Command, "tutor Enter: all of it in five minutes"),
];

/// The widest the box is.
const WIDEST: u16 = 62;

/// Draws it at the foot of a pane.
pub(super) fn draw(model: &Model, pane: Area, painter: &mut Painter<'_>) {
    let inside = pane.inside();
    let width = WIDEST.min(inside.width);
    let height = 5.min(inside.height);
    let area = Area {
        x: inside.x + (inside.width - width) / 2,
        y: inside.y + inside.height - height,
        width,
        height,
    };
    painter.clear(area, Role::Text);
    painter.frame(area, "Welcome! Three things to try", "any key closes this", true);
    let inside = area.inside();
    for ((action, what), y) in THINGS.iter().zip(inside.y..inside.y + inside.height) {
        let key = model.keymap.keys_of(Context::Text, *action).into_iter().next();
        let x = painter.text(
            inside.x + 1,
            y,
            &key.unwrap_or_default(),
            inside.width.saturating_sub(1),
            Role::Key,
        ) + 2;
        let left = (inside.x + inside.width).saturating_sub(x);
        painter.cut_text(x, y, what, left, Role::Text);
    }
}

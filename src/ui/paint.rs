//! Putting text and styles into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Role;
use super::{Glyphs, Look};
use crate::app::layout::Area;
use crate::text::{clean, wrap};

/// A buffer being drawn on. Nothing drawn outside of it does harm.
pub(super) struct Painter<'a> {
    buffer: &'a mut Buffer,
    look: Look<'a>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: Look<'a>) -> Self {
        Self { buffer, look }
    }

    pub(super) fn glyphs(&self) -> &'a Glyphs {
        self.look.glyphs
    }

    pub(super) fn style(&self, role: Role) -> Style {
        self.look.theme.style(role)
    }

    pub(super) fn width(&self) -> u16 {
        self.buffer.area.width
    }

    pub(super) fn height(&self) -> u16 {
        self.buffer.area.height
    }

    /// Gives the whole screen a style.
    pub(super) fn fill(&mut self, role: Role) {
        let style = self.style(role);
        self.buffer.set_style(self.buffer.area, style);
    }

    /// Writes text of at most `width` cells; returns the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, text: &str, width: u16, role: Role) -> u16 {
        let style = self.style(role);
        self.styled(x, y, text, width, style)
    }

    /// The same with a style of its own; line breaks inside a line become spaces.
    pub(super) fn styled(&mut self, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
        if y >= self.height() || x >= self.width() || width == 0 {
            return x;
        }
        // Titles, tags and notes come from a file that other programs write too.
        let text = clean::clean(text);
        let line = if text.contains('\n') {
            Cow::Owned(wrap::glyphs(&text).map(|glyph| glyph.text).collect::<String>())
        } else {
            text
        };
        self.buffer.set_stringn(x, y, line, usize::from(width), style).0
    }

    /// Writes text of at most `width` cells, with a sign where it is cut.
    pub(super) fn cut_text(&mut self, x: u16, y: u16, text: &str, width: u16, role: Role) -> u16 {
        if wrap::cells(text) <= usize::from(width) {
            return self.text(x, y, text, width, role);
        }
        let short = wrap::truncate(text, usize::from(width.saturating_sub(1)));
        let end = self.text(x, y, short, width, role);
        self.text(end, y, self.look.glyphs.cut, width.saturating_sub(end - x), role)
    }

    /// Adds a style to cells that are there already.
    pub(super) fn tint(&mut self, area: Area, role: Role) {
        let style = self.style(role);
        let area = self.buffer.area.intersection(rect(area));
        self.buffer.set_style(area, style);
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area, role: Role) {
        let blank = " ".repeat(usize::from(area.width));
        for y in area.y..area.y.saturating_add(area.height) {
            self.text(area.x, y, &blank, area.width, role);
        }
    }

    /// Draws a frame with a title on its upper edge and one on its lower edge.
    pub(super) fn frame(&mut self, area: Area, title: &str, foot: &str, has_focus: bool) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (edge, name) = if has_focus {
            (Role::BorderFocus, Role::TitleFocus)
        } else {
            (Role::Border, Role::Title)
        };
        let [top_left, top_right, bottom_left, bottom_right, horizontal, vertical] =
            self.look.glyphs.border;
        let line = horizontal.repeat(usize::from(area.width - 2));
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        for (y, left, end) in [(area.y, top_left, top_right), (bottom, bottom_left, bottom_right)] {
            self.text(area.x, y, left, 1, edge);
            self.text(area.x + 1, y, &line, area.width - 2, edge);
            self.text(right, y, end, 1, edge);
        }
        for y in area.y + 1..bottom {
            self.text(area.x, y, vertical, 1, edge);
            self.text(right, y, vertical, 1, edge);
        }
        for (y, text) in [(area.y, title), (bottom, foot)] {
            if !text.is_empty() && area.width > 6 {
                let end = self.cut_text(area.x + 2, y, text, area.width - 4, name);
                self.text(area.x + 1, y, " ", 1, name);
                self.text(end, y, " ", 1, name);
            }
        }
    }
}

const fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Theme;

    fn painted(width: u16, draw: impl FnOnce(&mut Painter<'_>)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let theme = Theme::default();
        let look = Look { theme: &theme, glyphs: &Glyphs::UNICODE };
        draw(&mut Painter::new(&mut buffer, look));
        buffer.content().iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn a_line_break_in_a_line_is_a_space() {
        let row = painted(8, |painter| {
            painter.text(0, 0, "one\ntwo", 8, Role::Text);
        });
        assert_eq!(row, "one two ");
    }

    #[test]
    fn cut_text_says_so() {
        let row = painted(8, |painter| {
            painter.cut_text(0, 0, "a long title", 6, Role::Text);
        });
        assert_eq!(row, "a lon…  ");
    }

    #[test]
    fn outside_is_nowhere() {
        painted(4, |painter| {
            painter.text(9, 0, "x", 5, Role::Text);
            painter.text(0, 9, "x", 5, Role::Text);
            painter.frame(Area { x: 0, y: 0, width: 1, height: 1 }, "t", "", true);
        });
    }
}

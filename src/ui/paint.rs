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
        if line.is_ascii() {
            return self.ascii(x, y, &line, width, style);
        }
        self.buffer.set_stringn(x, y, line, usize::from(width), style).0
    }

    /// The same for clean ASCII on one line, of which every byte is a cell: nothing is to be
    /// measured.
    fn ascii(&mut self, x: u16, y: u16, line: &str, width: u16, style: Style) -> u16 {
        let room = width.min(self.width() - x);
        let from = self.buffer.index_of(self.buffer.area.x + x, self.buffer.area.y + y);
        let cells = self.buffer.content.iter_mut().skip(from).take(usize::from(room));
        let mut end = x;
        for (cell, byte) in cells.zip(line.bytes()) {
            cell.set_char(char::from(byte)).set_style(style);
            end += 1;
        }
        end
    }

    /// Repeats a sign of one cell.
    fn rule(&mut self, x: u16, y: u16, sign: &'static str, width: u16, role: Role) {
        let style = self.style(role);
        for x in x..x.saturating_add(width) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// Writes text of at most `width` cells, with a sign where it is cut.
    pub(super) fn cut_text(&mut self, x: u16, y: u16, text: &str, width: u16, role: Role) -> u16 {
        // What is measured is what is drawn.
        let text = &*clean::clean(text);
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
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        for (y, left, end) in [(area.y, top_left, top_right), (bottom, bottom_left, bottom_right)] {
            self.rule(area.x, y, left, 1, edge);
            self.rule(area.x + 1, y, horizontal, area.width - 2, edge);
            self.rule(right, y, end, 1, edge);
        }
        for y in area.y + 1..bottom {
            self.rule(area.x, y, vertical, 1, edge);
            self.rule(right, y, vertical, 1, edge);
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
    fn what_is_drawn_is_safe_to_show() {
        let row = painted(12, |painter| {
            painter.text(0, 0, "a\u{1b}[2J\u{202e}\u{9b}b", 12, Role::Text);
        });
        assert_eq!(row, "a␛[2J<9B>b  ");
        let row = painted(12, |painter| {
            painter.text(0, 0, "a\u{1b}]0;x\u{7}b", 12, Role::Text);
        });
        assert_eq!(row, "a␛]0;x␇b    ", "lines of ASCII take another way");
    }

    #[test]
    fn text_of_any_script_stops_at_its_width_and_at_the_edge() {
        for (text, width, row, wanted) in [
            ("one two", 5, "one t   ", 5),
            ("one two three", 20, "one two ", 8),
            ("zwölf Boote", 5, "zwölf   ", 5),
            ("船は正午", 5, "船 は     ", 4),
        ] {
            let mut end = 0;
            let drawn = painted(8, |painter| end = painter.text(0, 0, text, width, Role::Text));
            assert_eq!((drawn.as_str(), end), (row, wanted), "{text}");
        }
    }

    #[test]
    fn cut_text_says_so() {
        let row = painted(8, |painter| {
            painter.cut_text(0, 0, "a long title", 6, Role::Text);
        });
        assert_eq!(row, "a lon…  ");
        let row = painted(12, |painter| {
            painter.cut_text(0, 0, "a\u{9b}\u{9b}b", 8, Role::Text);
        });
        assert_eq!(row, "a<9B><9…    ", "signs that are shown as others are measured as shown");
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

//! What the terminal writes with: colours and attributes.
//!
//! Knows what the terminal was told last, and tells it only what differs: a frame is sent in up
//! to a third less bytes than by crossterm's own backend, which tells both colours with each change of
//! one, and those of letters also for blanks. Of what is written it knows
//! whether it is a blank, and must never know where.

use std::io::{self, Write};

use crossterm::style::Colored;
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What turns each attribute on and off (ECMA-48, 8.3.117, "SGR").
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// The attributes that are seen where there is no letter.
const SEEN_ON_BLANKS: Modifier =
    Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// What the terminal writes with; by default as one that was told nothing, or to begin anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Pen {
    /// What shows a cell as it is. The colour of its underline is not told: no theme has one.
    fn needed_for(self, cell: &Cell) -> Self {
        let is_blank = cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS);
        if is_blank {
            let modifier = self.modifier.difference(SEEN_ON_BLANKS);
            return Self { background: cell.bg, modifier, ..self };
        }
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    /// Changes to what shows a cell as it is.
    pub(super) fn change_for(&mut self, cell: &Cell, out: &mut Vec<u8>) -> io::Result<()> {
        let new = self.needed_for(cell);
        if new != *self {
            self.change(new, out)?;
        }
        Ok(())
    }

    /// Puts the pen down: what is written next looks as the terminal wants it to.
    pub(super) fn put_down(&mut self, out: &mut Vec<u8>) {
        if *self != Self::default() {
            self.put_down_anyway(out);
        }
    }

    /// The same whatever the terminal writes with.
    pub(super) fn put_down_anyway(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[0m");
        *self = Self::default();
    }

    fn change(&mut self, new: Self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut before = "\x1b[";
        let mut tell = |what: &dyn std::fmt::Display| {
            let separator = std::mem::replace(&mut before, ";");
            write!(out, "{separator}{what}")
        };
        let gone = self.modifier.difference(new.modifier);
        let mut left = self.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && left.contains(attribute) {
                tell(&off)?;
                // Bold and dim go together, and so do the two ways to blink.
                ATTRIBUTES.iter().filter(|it| it.2 == off).for_each(|it| left.remove(it.0));
            }
        }
        let come = new.modifier.difference(left);
        for (_, on, _) in ATTRIBUTES.iter().filter(|it| come.contains(it.0)) {
            tell(on)?;
        }
        if new.foreground != self.foreground {
            tell(&Colored::ForegroundColor(new.foreground.into_crossterm()))?;
        }
        if new.background != self.background {
            tell(&Colored::BackgroundColor(new.background.into_crossterm()))?;
        }
        out.push(b'm');
        *self = new;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    /// What is sent for cells one after another.
    fn sent(cells: &[(&'static str, Style)]) -> String {
        let mut pen = Pen::default();
        let mut bytes = Vec::new();
        for (symbol, style) in cells {
            let mut cell = Cell::new(symbol);
            cell.set_style(*style);
            pen.change_for(&cell, &mut bytes).unwrap();
            bytes.extend_from_slice(symbol.as_bytes());
        }
        pen.put_down(&mut bytes);
        bytes.escape_ascii().to_string().replace("\\x1b", "^")
    }

    #[test]
    fn only_what_differs_is_told() {
        let (red, grey) = (Style::new().fg(Color::Indexed(1)), Style::new().bg(Color::Indexed(8)));
        assert_eq!(sent(&[("a", Style::new())]), "a");
        assert_eq!(sent(&[("a", red), ("b", red)]), "^[38;5;1mab^[0m");
        assert_eq!(
            sent(&[("a", red), ("b", red.bg(Color::Indexed(8)))]),
            "^[38;5;1ma^[48;5;8mb^[0m"
        );
        assert_eq!(sent(&[("a", red.bold()), ("b", grey)]), "^[1;38;5;1ma^[22;39;48;5;8mb^[0m");
        let exact = Style::new().fg(Color::Rgb(1, 2, 3));
        assert_eq!(sent(&[("a", exact), ("b", Style::new())]), "^[38;2;1;2;3ma^[39mb");
    }

    #[test]
    fn what_goes_off_with_another_comes_on_again() {
        let bold = Style::new().bold();
        assert_eq!(sent(&[("a", bold.dim()), ("b", bold)]), "^[1;2ma^[22;1mb^[0m");
        assert_eq!(sent(&[("a", bold), ("b", bold.dim())]), "^[1ma^[2mb^[0m");
        let all = Style::new().add_modifier(Modifier::all());
        assert_eq!(
            sent(&[("a", all), ("b", Style::new())]),
            "^[1;2;3;4;5;6;7;8;9ma^[22;23;24;25;27;28;29mb"
        );
    }

    #[test]
    fn a_blank_has_a_ground_alone_unless_more_is_seen_on_it() {
        let red = Style::new().fg(Color::Indexed(1)).bold();
        let green = Style::new().fg(Color::Indexed(2));
        assert_eq!(sent(&[("a", red), (" ", green), ("b", red)]), "^[1;38;5;1ma b^[0m");
        let ground = green.bg(Color::Indexed(8));
        assert_eq!(sent(&[("a", red), (" ", ground)]), "^[1;38;5;1ma^[48;5;8m ^[0m");
        for style in [green.underlined(), green.reversed(), green.crossed_out()] {
            let told = sent(&[("a", style), (" ", style), (" ", green)]);
            assert!(told.contains("a ^[2") && told.ends_with("m ^[0m"), "{told}");
            let told = sent(&[(" ", style)]);
            assert!(told.contains("38;5;2"), "{told}");
        }
    }
}

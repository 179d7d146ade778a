//! Frames as bytes.
//!
//! It collects one frame at a time and knows nothing of where it goes. A frame without a change is
//! no byte.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io;

use super::pen::Pen;

/// What a frame of a large terminal takes.
const FRAME_ROOM: usize = 64 * 1024;

/// A backend that keeps the bytes of a frame instead of sending them.
#[derive(Debug)]
pub(super) struct Canvas {
    bytes: Vec<u8>,
    size: Size,
    cursor: Position,
    cursor_is_shown: bool,
}

impl Canvas {
    /// An empty frame of that size, for a terminal that hides its cursor.
    pub(super) fn new(size: Size) -> Self {
        Self {
            bytes: Vec::with_capacity(FRAME_ROOM),
            size,
            cursor: Position::ORIGIN,
            cursor_is_shown: false,
        }
    }

    /// The next frame has that size.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what has been collected: the terminal's cursor is hidden again.
    pub(super) fn start_over(&mut self) {
        self.bytes.clear();
        self.cursor_is_shown = false;
    }

    /// Whether the frame changes anything.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The frame, as one update that the terminal shows all at once.
    pub(super) fn finish(&mut self) -> io::Result<&[u8]> {
        queue!(self.bytes, EndSynchronizedUpdate)?;
        Ok(&self.bytes)
    }

    /// Begins the next frame.
    pub(super) fn next(&mut self) {
        self.bytes.clear();
    }

    fn out(&mut self) -> io::Result<&mut Vec<u8>> {
        if self.bytes.is_empty() {
            queue!(self.bytes, BeginSynchronizedUpdate)?;
        }
        Ok(&mut self.bytes)
    }
}

impl Backend for Canvas {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        let out = self.out()?;
        let mut pen = Pen::default();
        let mut next = None;
        for (x, y, cell) in content {
            // After a wide character, too: the terminal may have taken it to be narrow.
            if next != Some((x, y)) {
                queue!(out, MoveTo(x, y))?;
            }
            next = Some((x.saturating_add(1), y));
            pen.change_for(cell, out)?;
            out.extend_from_slice(cell.symbol().as_bytes());
        }
        pen.put_down(out);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_is_shown {
            self.cursor_is_shown = false;
            queue!(self.out()?, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_is_shown {
            self.cursor_is_shown = true;
            queue!(self.out()?, Show)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.is_empty() && position == self.cursor {
            return Ok(());
        }
        self.cursor = position;
        queue!(self.out()?, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        let out = self.out()?;
        // Another program may have left its colours.
        Pen::default().put_down_anyway(out);
        CrosstermBackend::new(out).clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::text::Line;

    fn frame(terminal: &mut Terminal<Canvas>, text: &str, cursor: Option<(u16, u16)>) -> String {
        terminal
            .draw(|frame| {
                frame.render_widget(Line::raw(text), frame.area());
                if let Some(place) = cursor {
                    frame.set_cursor_position(place);
                }
            })
            .unwrap();
        let canvas = terminal.backend_mut();
        if canvas.is_empty() {
            return String::new();
        }
        let bytes = canvas.finish().unwrap().escape_ascii().to_string();
        canvas.next();
        bytes
    }

    #[test]
    fn a_frame_is_one_update_and_no_change_is_no_byte() {
        let mut terminal = Terminal::new(Canvas::new(Size::new(20, 2))).unwrap();
        let first = frame(&mut terminal, "words", None);
        assert!(first.starts_with(r"\x1b[?2026h\x1b[1;1Hwords"), "{first}");
        assert!(first.ends_with(r"\x1b[?2026l"), "{first}");
        assert_eq!(frame(&mut terminal, "words", None), "");
        let second = frame(&mut terminal, "wards", None);
        assert!(second.contains(r"\x1b[1;2Ha") && !second.contains("wards"), "{second}");
    }

    #[test]
    fn the_cursor_is_told_only_what_is_new() {
        let mut terminal = Terminal::new(Canvas::new(Size::new(20, 2))).unwrap();
        frame(&mut terminal, "words", None);
        let shown = frame(&mut terminal, "words", Some((2, 0)));
        assert_eq!(shown, r"\x1b[?2026h\x1b[?25h\x1b[1;3H\x1b[?2026l");
        assert_eq!(frame(&mut terminal, "words", Some((2, 0))), "");
        let moved = frame(&mut terminal, "words", Some((3, 0)));
        assert_eq!(moved, r"\x1b[?2026h\x1b[1;4H\x1b[?2026l");
        // Drawing moves it, so it is put back.
        let drawn = frame(&mut terminal, "wards", Some((3, 0)));
        assert!(drawn.ends_with(r"\x1b[1;4H\x1b[?2026l"), "{drawn}");
        let hidden = frame(&mut terminal, "wards", None);
        assert_eq!(hidden, r"\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }

    #[test]
    fn another_size_or_a_fresh_start_draws_everything_again() {
        let mut terminal = Terminal::new(Canvas::new(Size::new(20, 2))).unwrap();
        frame(&mut terminal, "words", None);
        terminal.backend_mut().set_size(Size::new(10, 1));
        assert!(frame(&mut terminal, "words", None).contains("words"));
        terminal.backend_mut().start_over();
        terminal.clear().unwrap();
        let again = frame(&mut terminal, "words", None);
        assert!(again.contains(r"\x1b[2J") && again.contains("words"), "{again}");
    }

    #[test]
    fn no_size_panics() {
        for (columns, rows) in [(0, 0), (0, 5), (1, 1), (1000, 1)] {
            let mut terminal = Terminal::new(Canvas::new(Size::new(columns, rows))).unwrap();
            frame(&mut terminal, "words", Some((0, 0)));
        }
    }
}

//! Where the reader is in a text, and how motions move there. Pure but for the state it is given.

use unicode_segmentation::UnicodeSegmentation;

use super::page::{PageLine, Place, Setter, TextLine};
use crate::document::Document;
use crate::text::{Span, wrap};

/// The reading pane: a cursor in the text, and the part of it on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reader {
    /// The byte of the text the cursor is on.
    pub cursor: usize,
    /// The lines on the screen.
    pub page: Vec<PageLine>,
    /// The first of them.
    pub top: Place,
    /// How many lines the pane has.
    pub height: usize,
    /// Empty lines between two lines of text.
    pub spacing: usize,
    setter: Setter,
    /// The cell that moving up and down keeps to.
    goal: usize,
}

/// Lines kept between the cursor and the edge of the pane, where there are that many.
const MARGIN: usize = 3;
/// Lines of the page before that stay on the screen.
const OVERLAP: usize = 2;

impl Reader {
    /// A reader at a byte of the text, to be set for the screen.
    pub fn at(cursor: usize) -> Self {
        Self { cursor, ..Self::default() }
    }

    /// The same reader, for a text with the same blocks of which some are something else now.
    pub fn set_anew(self) -> Self {
        Self { setter: self.setter.emptied(), ..self }
    }

    /// Sets the page for a pane of this size; the cursor's line keeps its row.
    pub fn fit(&mut self, document: &Document, width: usize, height: usize) {
        if (self.setter.width(), self.setter.spacing()) != (width.max(1), self.spacing) {
            let row = self.cursor_row(document);
            self.setter = Setter::new(width).spaced(self.spacing);
            let place = self.setter.place_of(document, self.cursor);
            let row = row.unwrap_or(MARGIN).min(height.saturating_sub(1));
            self.top = self.setter.moved(document, place, -row.cast_signed());
        }
        self.height = height;
        self.show_cursor(document);
    }

    /// Scrolls as little as possible so that the cursor is on the page, and sets the page.
    pub fn show_cursor(&mut self, document: &Document) {
        let margin = MARGIN.min(self.height.saturating_sub(1) / 2);
        let place = self.setter.place_of(document, self.cursor);
        let lowest = self.height.saturating_sub(1 + margin);
        let row = self.setter.distance(document, self.top, place, lowest);
        if row.is_none_or(|row| row < margin) {
            let wanted = if place < self.top || row.is_some() { margin } else { lowest };
            self.top = self.setter.moved(document, place, -wanted.cast_signed());
        }
        self.page = self.setter.page(document, self.top, self.height);
        self.fill(document);
    }

    /// Moves the page up where the text ends before the pane does.
    fn fill(&mut self, document: &Document) {
        let missing = self.height.saturating_sub(self.page.len());
        if missing > 0 && self.top != Place::default() {
            self.top = self.setter.moved(document, self.top, -missing.cast_signed());
            self.page = self.setter.page(document, self.top, self.height);
        }
    }

    /// The row of the page the cursor is on.
    pub fn cursor_row(&self, document: &Document) -> Option<usize> {
        let block = document.block_at(self.cursor);
        self.page.iter().rposition(|line| match line {
            PageLine::Gap => false,
            PageLine::Text(line) => line.block == block && line.span.start() <= self.cursor,
        })
    }

    /// The byte after the last one on the page.
    pub fn seen(&self) -> usize {
        self.page
            .iter()
            .rev()
            .find_map(|line| match line {
                PageLine::Gap => None,
                PageLine::Text(line) => Some(line.span.end()),
            })
            .unwrap_or_default()
    }

    /// The sentence under the cursor.
    pub fn sentence(&self, document: &Document) -> Option<Span> {
        let sentence = document.sentence_at(self.cursor)?;
        Some(sentence.trimmed(document.text()))
    }

    /// Puts the cursor on a byte of the text.
    pub fn go_to(&mut self, document: &Document, offset: usize) {
        self.cursor = offset.min(document.text().len());
        let place = self.setter.place_of(document, self.cursor);
        if let Some(line) = self.setter.line_at(document, place) {
            // Before the first line there may be white space that stands in no line.
            self.cursor = self.cursor.max(line.span.start());
            self.goal = wrap::cell_of(document.slice(line.span), self.cursor - line.span.start());
        }
    }

    /// Moves the cursor up or down by lines that have text.
    pub fn move_lines(&mut self, document: &Document, lines: isize) {
        let step = lines.signum();
        let mut place = self.setter.place_of(document, self.cursor);
        for _ in 0..lines.unsigned_abs() {
            let Some(next) = self.line_beyond(document, place, step) else { break };
            place = next;
        }
        if let Some(line) = self.setter.line_at(document, place) {
            self.put_on(document, line);
        }
    }

    /// The nearest place with text before or after `from`.
    fn line_beyond(&mut self, document: &Document, from: Place, step: isize) -> Option<Place> {
        let mut place = from;
        loop {
            let next = self.setter.moved(document, place, step);
            if next == place {
                return None;
            }
            if self.setter.line_at(document, next).is_some() {
                return Some(next);
            }
            place = next;
        }
    }

    /// Puts the cursor on a line, as near to the goal as the line allows.
    fn put_on(&mut self, document: &Document, line: TextLine) {
        let text = document.slice(line.span);
        let byte = wrap::byte_at_cell(text, self.goal);
        let last = text.grapheme_indices(true).next_back().map_or(0, |(index, _)| index);
        self.cursor = line.span.start() + byte.min(last);
    }

    /// Scrolls by rows and takes the cursor along; at the ends only the cursor moves.
    pub fn scroll(&mut self, document: &Document, rows: isize) {
        let row = self.cursor_row(document).unwrap_or(0);
        let end = self.setter.end(document);
        let last_top = self.setter.moved(document, end, 1 - self.height.max(1).cast_signed());
        let wanted = self.setter.moved(document, self.top, rows);
        let top = wanted.min(last_top.max(self.top));
        if top == self.top {
            self.move_lines(document, rows);
            return;
        }
        self.top = top;
        let place = self.setter.moved(document, top, row.cast_signed());
        let on_text = self.setter.line_at(document, place).is_some();
        let place = if on_text {
            Some(place)
        } else {
            self.line_beyond(document, place, 1).or_else(|| self.line_beyond(document, place, -1))
        };
        if let Some(line) = place.and_then(|place| self.setter.line_at(document, place)) {
            self.put_on(document, line);
        }
    }

    /// Scrolls by pages, or halves of them.
    pub fn scroll_pages(&mut self, document: &Document, halves: isize) {
        let rows = match halves.unsigned_abs() {
            1 => self.height / 2,
            _ => self.height.saturating_sub(OVERLAP),
        };
        self.scroll(document, rows.max(1).cast_signed() * halves.signum());
    }

    /// Moves to the beginning of another sentence: forward to the next, back to the beginning of
    /// this one and then to the one before.
    pub fn move_sentence(&mut self, document: &Document, forward: bool) {
        let Some(this) = document.sentence_at(self.cursor) else { return };
        let at_start = this.trimmed(document.text()).start() == self.cursor;
        let there = match (forward, at_start) {
            (true, _) => document.sentence_after(this),
            (false, true) => document.sentence_before(this),
            (false, false) => Some(this),
        };
        if let Some(sentence) = there {
            self.go_to(document, sentence.trimmed(document.text()).start());
        }
    }

    /// Moves to the beginning of another block, as with sentences.
    pub fn move_paragraph(&mut self, document: &Document, forward: bool) {
        let blocks = document.blocks();
        let this = document.block_at(self.cursor);
        let at_start = blocks.get(this).is_none_or(|block| block.span.start() == self.cursor);
        let index = match (forward, at_start) {
            (true, _) => this + 1,
            (false, true) => this.saturating_sub(1),
            (false, false) => this,
        };
        if let Some(block) = blocks.get(index) {
            self.go_to(document, block.span.start());
        }
    }

    /// Moves by one character as readers count them, on to the next line or block at its end.
    pub fn move_character(&mut self, document: &Document, forward: bool) {
        let text = document.text();
        let (before, after) = text.split_at(self.cursor.min(text.len()));
        let to = if forward {
            let step = after.graphemes(true).next().map_or(0, str::len);
            let rest = &after[step..];
            self.cursor + step + (rest.len() - rest.trim_start_matches('\n').len())
        } else {
            let kept = before.trim_end_matches('\n');
            let step = kept.graphemes(true).next_back().map_or(0, str::len);
            kept.len() - step
        };
        if to < text.trim_end().len() {
            self.go_to(document, to);
        }
    }

    /// Moves to an end of the line on the screen.
    pub fn move_in_line(&mut self, document: &Document, forward: bool) {
        let place = self.setter.place_of(document, self.cursor);
        let Some(line) = self.setter.line_at(document, place) else { return };
        let text = document.slice(line.span).trim_end();
        let last = text.grapheme_indices(true).next_back().map_or(0, |(index, _)| index);
        self.go_to(document, line.span.start() + if forward { last } else { 0 });
    }

    /// Moves to the beginning of another word.
    pub fn move_word(&mut self, document: &Document, forward: bool) {
        let block = document.block_at(self.cursor);
        let reach = block.saturating_sub(1)..(block + 2).min(document.blocks().len());
        let Some(blocks) = document.blocks().get(reach) else { return };
        let mut starts = blocks.iter().flat_map(|block| {
            let words = document.slice(block.span).unicode_word_indices();
            words.map(|(index, _)| block.span.start() + index)
        });
        let found = if forward {
            starts.find(|&start| start > self.cursor)
        } else {
            starts.take_while(|&start| start < self.cursor).last()
        };
        if let Some(start) = found {
            self.go_to(document, start);
        }
    }

    /// Puts the cursor where the mouse points: a row of the page and a cell of the text.
    pub fn point(&mut self, document: &Document, row: usize, cell: usize) {
        let Some(PageLine::Text(line)) = self.page.get(row).copied() else { return };
        self.goal = cell.saturating_sub(line.indent);
        self.put_on(document, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    fn document() -> Document {
        let paragraph = |number| format!("Paragraph {number} is here. It has a second sentence.");
        let paragraphs: Vec<String> = (1..20).map(paragraph).collect();
        let text = format!("A heading\n\n{}\n", paragraphs.join("\n\n"));
        document::read("test.md", text.as_bytes()).0
    }

    fn reader(document: &Document) -> Reader {
        let mut reader = Reader::at(0);
        reader.fit(document, 30, 10);
        reader
    }

    fn word(reader: &Reader, document: &Document) -> String {
        document.text()[reader.cursor..].chars().take(11).collect()
    }

    #[test]
    fn down_and_up_keep_the_column_and_skip_gaps() {
        let document = document();
        let mut reader = reader(&document);
        reader.move_lines(&document, 1);
        assert_eq!(word(&reader, &document), "Paragraph 1");
        reader.go_to(&document, reader.cursor + 10);
        reader.move_lines(&document, 2);
        reader.move_lines(&document, -2);
        assert_eq!(word(&reader, &document), "1 is here. ");
    }

    #[test]
    fn the_cursor_is_always_on_the_page() {
        let document = document();
        let mut reader = reader(&document);
        let steps: [fn(&mut Reader, &Document); 8] = [
            |reader, document| reader.move_lines(document, 7),
            |reader, document| reader.scroll_pages(document, 2),
            |reader, document| reader.scroll_pages(document, -1),
            |reader, document| reader.move_sentence(document, true),
            |reader, document| reader.go_to(document, document.text().len()),
            |reader, document| reader.scroll_pages(document, 2),
            |reader, document| reader.move_paragraph(document, false),
            |reader, document| reader.go_to(document, 0),
        ];
        for step in steps.iter().cycle().take(64) {
            step(&mut reader, &document);
            reader.show_cursor(&document);
            assert!(reader.cursor_row(&document).is_some());
            assert_eq!(reader.page.len(), 10);
        }
    }

    #[test]
    fn resizing_keeps_the_cursors_row_and_sentence() {
        let document = document();
        let mut reader = reader(&document);
        reader.go_to(&document, document.text().find("Paragraph 9").unwrap());
        reader.show_cursor(&document);
        let row = reader.cursor_row(&document);
        for width in [20, 50, 8, 30] {
            reader.fit(&document, width, 10);
            assert_eq!(reader.cursor_row(&document), row);
            assert_eq!(word(&reader, &document), "Paragraph 9");
        }
    }

    #[test]
    fn sentences_are_stepped_through_both_ways() {
        let document = document();
        let mut reader = reader(&document);
        let mut forward = Vec::new();
        for _ in 0..6 {
            reader.move_sentence(&document, true);
            forward.push(reader.cursor);
        }
        for cursor in forward.iter().rev() {
            assert_eq!(reader.cursor, *cursor);
            reader.move_sentence(&document, false);
        }
    }

    #[test]
    fn words_go_on_across_blocks() {
        let document = document();
        let mut reader = reader(&document);
        for _ in 0..3 {
            reader.move_word(&document, true);
        }
        assert_eq!(word(&reader, &document), "1 is here. ");
        for _ in 0..3 {
            reader.move_word(&document, false);
        }
        assert_eq!(reader.cursor, 0);
    }

    #[test]
    fn a_line_has_two_ends() {
        let document = document();
        let mut reader = reader(&document);
        reader.move_lines(&document, 1);
        reader.move_in_line(&document, true);
        let end = reader.cursor;
        reader.move_in_line(&document, true);
        assert_eq!(reader.cursor, end);
        assert_eq!(word(&reader, &document), "a second se");
        reader.move_in_line(&document, false);
        assert_eq!(word(&reader, &document), "Paragraph 1");
    }

    #[test]
    fn characters_go_on_across_blocks_both_ways() {
        let document = document();
        let mut reader = reader(&document);
        for _ in 0..9 {
            reader.move_character(&document, true);
        }
        assert_eq!(word(&reader, &document), "Paragraph 1");
        reader.move_character(&document, false);
        assert_eq!(word(&reader, &document).lines().next(), Some("g"));
        reader.go_to(&document, 0);
        reader.move_character(&document, false);
        assert_eq!(reader.cursor, 0);
        for _ in 0..2000 {
            reader.move_character(&document, true);
        }
        assert_eq!(word(&reader, &document).trim_end(), ".");
    }

    #[test]
    fn the_ends_hold() {
        let document = document();
        let mut reader = reader(&document);
        reader.scroll_pages(&document, -2);
        reader.move_lines(&document, -3);
        assert_eq!((reader.cursor, reader.top), (0, Place::default()));
        for _ in 0..50 {
            reader.scroll_pages(&document, 2);
            reader.show_cursor(&document);
        }
        assert_eq!(reader.seen(), document.text().trim_end().len());
    }

    #[test]
    fn white_space_before_the_text_is_no_place_to_be() {
        let document = document::read("x.txt", b"\n\n  The text begins here.\n").0;
        let mut reader = reader(&document);
        reader.go_to(&document, 0);
        assert_eq!(word(&reader, &document), "The text be");
        reader.move_lines(&document, -1);
        reader.go_to(&document, document.text().len());
        reader.show_cursor(&document);
        assert!(reader.cursor_row(&document).is_some());
    }

    #[test]
    fn nothing_panics_without_text_or_room() {
        for document in [Document::default(), document()] {
            for (width, height) in [(0, 0), (1, 1), (3, 2)] {
                let mut reader = Reader::at(0);
                reader.fit(&document, width, height);
                reader.move_lines(&document, 1);
                reader.scroll_pages(&document, 2);
                reader.move_word(&document, true);
                reader.move_sentence(&document, false);
                reader.show_cursor(&document);
                reader.point(&document, 0, 9);
            }
        }
    }
}

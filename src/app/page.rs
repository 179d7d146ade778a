//! A document set to screen lines, block by block, from a place in it: never as a whole.

use std::collections::BTreeMap;

use crate::document::{BlockKind, Document};
use crate::text::{Span, wrap};

/// One line on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageLine {
    /// An empty line before a block.
    Gap,
    /// A line of a block.
    Text(TextLine),
}

/// A line of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextLine {
    /// The block's index.
    pub block: usize,
    /// Which line of the block, from 0.
    pub line: usize,
    /// The bytes of the document's text.
    pub span: Span,
    /// Cells left free before it, where markers and quote bars stand.
    pub indent: usize,
}

/// A place in a set document: a block, and a row among its gap and lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// The block's index.
    pub block: usize,
    /// The row: its gap first, where it has one, then its lines.
    pub row: usize,
}

/// How many set blocks are kept: more than any screen holds.
const KEPT_BLOCKS: usize = 512;

/// The lines of the blocks near the place being read.
///
/// It is a memory of a pure function: dropping it changes nothing but time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Setter {
    width: usize,
    /// Empty lines between two lines.
    spacing: usize,
    blocks: BTreeMap<usize, Vec<TextLine>>,
}

impl Setter {
    /// A setter for lines of at most `width` cells.
    pub fn new(width: usize) -> Self {
        Self { width: width.max(1), ..Self::default() }
    }

    /// The same with so many empty lines between two lines.
    pub fn spaced(self, spacing: usize) -> Self {
        Self { spacing, ..self }
    }

    /// The same without the lines it keeps.
    pub fn emptied(self) -> Self {
        Self { blocks: BTreeMap::new(), ..self }
    }

    /// The empty lines between two lines.
    pub fn spacing(&self) -> usize {
        self.spacing
    }

    /// The width in cells.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The lines of a block.
    pub fn lines(&mut self, document: &Document, block: usize) -> &[TextLine] {
        if !self.blocks.contains_key(&block) {
            if self.blocks.len() >= KEPT_BLOCKS {
                self.blocks.clear();
            }
            self.blocks.insert(block, set_block(document, block, self.width));
        }
        self.blocks.get(&block).map_or(&[], Vec::as_slice)
    }

    /// The number of rows of a block, its gap included.
    fn rows(&mut self, document: &Document, block: usize) -> usize {
        let lines = self.lines(document, block).len();
        self.gap_before(document, block) + lines + lines.saturating_sub(1) * self.spacing
    }

    /// The place of the line that holds a byte of the text.
    pub fn place_of(&mut self, document: &Document, offset: usize) -> Place {
        let block = document.block_at(offset);
        let lines = self.lines(document, block);
        let line = lines.partition_point(|line| line.span.start() <= offset).saturating_sub(1);
        Place { block, row: self.gap_before(document, block) + line * (1 + self.spacing) }
    }

    /// The line at a place.
    pub fn line_at(&mut self, document: &Document, place: Place) -> Option<TextLine> {
        let row = place.row.checked_sub(self.gap_before(document, place.block))?;
        let line = row.is_multiple_of(1 + self.spacing).then_some(row / (1 + self.spacing))?;
        self.lines(document, place.block).get(line).copied()
    }

    /// The place `rows` further down (up where negative), stopping at either end.
    pub fn moved(&mut self, document: &Document, from: Place, rows: isize) -> Place {
        let last_block = document.blocks().len().saturating_sub(1);
        let mut place = from;
        let mut left = rows.unsigned_abs();
        while left > 0 && rows > 0 {
            let below = self.rows(document, place.block).saturating_sub(place.row + 1);
            if left <= below || place.block == last_block {
                place.row += left.min(below);
                break;
            }
            left -= below + 1;
            place = Place { block: place.block + 1, row: 0 };
        }
        while left > 0 && rows < 0 {
            if left <= place.row || place.block == 0 {
                place.row -= left.min(place.row);
                break;
            }
            left -= place.row + 1;
            let block = place.block - 1;
            place = Place { block, row: self.rows(document, block).saturating_sub(1) };
        }
        place
    }

    /// How many rows `to` lies below `from`, counting no further than `most`.
    pub fn distance(
        &mut self,
        document: &Document,
        from: Place,
        to: Place,
        most: usize,
    ) -> Option<usize> {
        let mut rows = 0;
        let mut block = from.block;
        while block < to.block && rows <= most + from.row {
            rows += self.rows(document, block);
            block += 1;
        }
        (block == to.block).then(|| (rows + to.row).checked_sub(from.row))?.filter(|n| *n <= most)
    }

    /// The lines of a page of `height` rows that begins at `top`.
    pub fn page(&mut self, document: &Document, top: Place, height: usize) -> Vec<PageLine> {
        let mut page = Vec::with_capacity(height);
        let mut skip = top.row;
        for block in top.block..document.blocks().len() {
            if page.len() >= height {
                break;
            }
            let gap = std::iter::repeat_n(PageLine::Gap, self.gap_before(document, block));
            let spacing = self.spacing;
            let lines = self.lines(document, block).iter().enumerate().flat_map(|(index, line)| {
                let between = if index == 0 { 0 } else { spacing };
                let between = std::iter::repeat_n(PageLine::Gap, between);
                between.chain(std::iter::once(PageLine::Text(*line)))
            });
            page.extend(gap.chain(lines).skip(skip).take(height - page.len()));
            skip = 0;
        }
        page
    }

    /// The empty lines before a block.
    fn gap_before(&self, document: &Document, block: usize) -> usize {
        let spacing = if block == 0 { 0 } else { self.spacing };
        gap_before(document, block) + spacing
    }

    /// The last place of the document.
    pub fn end(&mut self, document: &Document) -> Place {
        let block = document.blocks().len().saturating_sub(1);
        Place { block, row: self.rows(document, block).saturating_sub(1) }
    }
}

/// The empty lines before a block: none between items of a list and none inside what was one
/// paragraph.
fn gap_before(document: &Document, block: usize) -> usize {
    let blocks = document.blocks();
    let (Some(this), Some(before)) =
        (blocks.get(block), block.checked_sub(1).and_then(|index| blocks.get(index)))
    else {
        return 0;
    };
    let together = match (&before.kind, &this.kind) {
        (BlockKind::ListItem { .. }, BlockKind::ListItem { .. })
        | (BlockKind::Boilerplate, BlockKind::Boilerplate) => true,
        (_, kind) => matches!(kind, BlockKind::Paragraph { continues: true }),
    };
    usize::from(!together)
}

fn set_block(document: &Document, index: usize, width: usize) -> Vec<TextLine> {
    let Some(block) = document.blocks().get(index) else { return Vec::new() };
    let indent = indent(&block.kind, block.depth).min(width / 2);
    let setting = match block.kind {
        BlockKind::Code => wrap::Setting::Preformatted,
        BlockKind::Heading(_)
        | BlockKind::Paragraph { .. }
        | BlockKind::ListItem { .. }
        | BlockKind::Quote
        | BlockKind::Boilerplate => wrap::Setting::Flowing,
    };
    wrap::wrap(document.slice(block.span), width - indent, setting)
        .into_iter()
        .enumerate()
        .map(|(line, set)| TextLine {
            block: index,
            line,
            span: set.span.shifted(block.span.start()),
            indent,
        })
        .collect()
}

/// The cells that a block's lines are set in by.
fn indent(kind: &BlockKind, depth: u8) -> usize {
    let nesting = usize::from(depth) * 2;
    match kind {
        BlockKind::Heading(_) | BlockKind::Boilerplate => 0,
        BlockKind::Paragraph { .. } => nesting,
        BlockKind::ListItem { marker } => nesting + wrap::cells(marker.as_str()) + 1,
        BlockKind::Quote | BlockKind::Code => nesting + 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    fn document() -> Document {
        let text =
            "A heading\n\nThe first paragraph has a few words in it.\n\n- one\n- two\n\nEnd.";
        document::read("test.md", text.as_bytes()).0
    }

    fn rows(setter: &mut Setter, document: &Document) -> Vec<PageLine> {
        setter.page(document, Place::default(), 1000)
    }

    #[test]
    fn a_page_is_a_window_of_the_whole() {
        let document = document();
        for (width, spacing) in [(1, 0), (5, 1), (12, 0), (12, 2), (80, 0), (80, 1)] {
            let mut setter = Setter::new(width).spaced(spacing);
            let all = rows(&mut setter, &document);
            let mut top = Place::default();
            for start in 0..all.len() {
                let page = setter.page(&document, top, 4);
                assert_eq!(page, all[start..(start + 4).min(all.len())], "{width} {start}");
                top = setter.moved(&document, top, 1);
            }
            assert_eq!(top, setter.end(&document));
        }
    }

    #[test]
    fn lines_set_apart_have_empty_lines_between_them() {
        let document = document();
        let texts = |spacing| -> Vec<bool> {
            rows(&mut Setter::new(12).spaced(spacing), &document)
                .into_iter()
                .map(|line| matches!(line, PageLine::Text(_)))
                .collect()
        };
        let close = texts(0).iter().filter(|is_text| **is_text).count();
        for spacing in 1..4 {
            let apart = texts(spacing);
            assert_eq!(apart.iter().filter(|is_text| **is_text).count(), close);
            assert!(!apart.windows(2).any(|pair| pair == [true, true]));
        }
    }

    #[test]
    fn moving_there_and_back_and_distances_agree() {
        let document = document();
        let mut setter = Setter::new(12).spaced(1);
        let count = rows(&mut setter, &document).len();
        for from in 0..count {
            let start = setter.moved(&document, Place::default(), from.cast_signed());
            for by in 0..count - from {
                let there = setter.moved(&document, start, by.cast_signed());
                assert_eq!(setter.moved(&document, there, -by.cast_signed()), start);
                assert_eq!(setter.distance(&document, start, there, 1000), Some(by));
            }
        }
        let end = setter.end(&document);
        assert_eq!(setter.distance(&document, Place::default(), end, 2), None);
    }

    #[test]
    fn every_offset_is_found_on_its_line() {
        let document = document();
        let mut setter = Setter::new(12);
        for block in document.blocks() {
            for offset in block.span.range() {
                let place = setter.place_of(&document, offset);
                let line = setter.line_at(&document, place).unwrap();
                assert!(line.span.start() <= offset, "{offset}");
            }
        }
    }

    #[test]
    fn an_empty_document_has_no_lines() {
        let document = Document::default();
        let mut setter = Setter::new(10);
        assert_eq!(setter.page(&document, Place::default(), 10), []);
        assert_eq!(setter.place_of(&document, 3), Place::default());
        assert_eq!(setter.moved(&document, Place::default(), 5), Place::default());
    }
}

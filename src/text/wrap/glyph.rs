//! What a line shows, glyph by glyph, and how many cells that takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Span;

/// One thing drawn: a grapheme, or white space with a line break in it, which takes one cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph<'text> {
    /// The bytes it stands for.
    pub span: Span,
    /// What to draw.
    pub text: &'text str,
    /// How many cells it takes: 0, 1 or 2, rarely more.
    pub width: usize,
}

/// How many cells a text takes on one line.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\n') {
        return text.len();
    }
    glyphs(text).map(|glyph| glyph.width).sum()
}

/// The cells before the glyph that holds `offset`; all of them for an offset at or beyond the end.
pub fn cell_of(line_text: &str, offset: usize) -> usize {
    glyphs(line_text).take_while(|glyph| glyph.span.end() <= offset).map(|glyph| glyph.width).sum()
}

/// Where the glyph that covers `cell` begins; the text's length for a cell beyond the last one.
pub fn byte_at_cell(line_text: &str, cell: usize) -> usize {
    let mut after = 0;
    for glyph in glyphs(line_text) {
        after += glyph.width;
        if after > cell {
            return glyph.span.start();
        }
    }
    line_text.len()
}

/// The longest beginning of a text that fits into `cells` cells and ends between two glyphs.
pub fn truncate(text: &str, cells: usize) -> &str {
    if let Some(short) = truncate_plain(text, cells) {
        return short;
    }
    let mut after = 0;
    for glyph in glyphs(text) {
        after += glyph.width;
        if after > cells {
            return Span::new(0, glyph.span.start()).of(text);
        }
    }
    text
}

/// The same for most texts, of which nothing is to be measured; none where it takes a look at each
/// glyph.
fn truncate_plain(text: &str, cells: usize) -> Option<&str> {
    // With what comes after it: white space there may be one glyph with what is before.
    let looked_at = text.as_bytes().get(..=cells).unwrap_or(text.as_bytes());
    let is_plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    let ends_plainly = text.len() <= cells || looked_at.last().is_some_and(u8::is_ascii_graphic);
    (ends_plainly && looked_at.iter().all(is_plain))
        .then(|| text.get(..cells.min(text.len())))
        .flatten()
}

/// Whether what comes next is one character of one cell, which takes no look at the rules for
/// graphemes: most of what is written is.
fn is_plain(bytes: &[u8]) -> bool {
    match bytes {
        [first, second, ..] if first.is_ascii_graphic() => second.is_ascii(),
        [b' ', second, ..] => second.is_ascii_graphic(),
        [only] => only.is_ascii_graphic() || *only == b' ',
        _ => false,
    }
}

/// What a line shows, in order. The spans tile the text.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut offset = 0;
    // Up to here white space is known to hold no line break.
    let mut plain_until = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..)?;
        let start = offset;
        if is_plain(rest.as_bytes()) {
            offset += 1;
            let span = Span::new(start, offset);
            return Some(Glyph { span, text: span.of(text), width: 1 });
        }
        let grapheme = rest.graphemes(true).next()?;
        if start >= plain_until && grapheme.starts_with(char::is_whitespace) {
            let run = rest.len() - rest.trim_start().len();
            if Span::new(0, run).of(rest).contains('\n') {
                offset += run;
                return Some(Glyph { span: Span::new(start, offset), text: " ", width: 1 });
            }
            plain_until = start + run;
        }
        offset += grapheme.len();
        let width = if grapheme.len() == 1 { 1 } else { grapheme.width() };
        Some(Glyph { span: Span::new(start, offset), text: grapheme, width })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::text;
    use super::*;

    #[test]
    fn a_line_break_in_the_source_takes_one_cell_however_the_next_line_is_indented() {
        assert_eq!(cells("noon \n   and"), 8);
        let shown: String = glyphs("noon \n   and").map(|glyph| glyph.text).collect();
        assert_eq!(shown, "noon and");
        assert_eq!(cells("noon   and"), 10);
    }

    #[test]
    fn cells_and_bytes_by_hand() {
        let text = "a漢\n  é";
        assert_eq!([0, 1, 2, 4, 6, 7, 9].map(|byte| cell_of(text, byte)), [0, 1, 1, 3, 3, 4, 5]);
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 9].map(|cell| byte_at_cell(text, cell)),
            [0, 1, 1, 4, 7, 9, 9]
        );
        assert_eq!(truncate(text, 2), "a");
        assert_eq!(truncate(text, 3), "a漢");
        assert_eq!(truncate(text, 99), text);
        assert_eq!(truncate(text, 0), "");
    }

    #[test]
    fn a_long_run_of_spaces_is_read_once() {
        let text = " ".repeat(200_000);
        assert_eq!(glyphs(&format!("{text}é")).count(), 200_001);
    }

    /// What `glyphs` shows where each of them is measured.
    fn measured(text: &str) -> Vec<(&str, usize)> {
        let mut shown = Vec::new();
        let mut rest = text;
        while let Some(grapheme) = rest.graphemes(true).next() {
            let run = rest.len() - rest.trim_start().len();
            let breaks = rest.get(..run).is_some_and(|run| run.contains('\n'));
            let len = if breaks { run } else { grapheme.len() };
            let width = if len == 1 || breaks { 1 } else { grapheme.width() };
            shown.push((if breaks { " " } else { grapheme }, width));
            rest = &rest[len..];
        }
        shown
    }

    proptest! {
        #[test]
        fn what_needs_no_measure_is_as_if_it_was_measured(
            text in "([a-c ]|\\PC|\u{301}|\r|\n|\t|漢|👩\u{200d}){0,12}", width in 0_usize..14
        ) {
            let shown: Vec<(&str, usize)> = glyphs(&text).map(|it| (it.text, it.width)).collect();
            prop_assert_eq!(&shown, &measured(&text));
            let mut after = 0;
            let over = glyphs(&text).find(|glyph| {
                after += glyph.width;
                after > width
            });
            let end = over.map_or(text.len(), |glyph| glyph.span.start());
            prop_assert_eq!(truncate(&text, width), &text[..end]);
        }

        #[test]
        fn glyphs_tile_and_cells_and_bytes_agree(text in text()) {
            let mut offset = 0;
            let mut cell = 0;
            for glyph in glyphs(&text) {
                prop_assert_eq!(glyph.span.start(), offset);
                prop_assert_eq!(cell_of(&text, offset), cell);
                if glyph.width > 0 {
                    prop_assert_eq!(byte_at_cell(&text, cell), offset);
                }
                offset = glyph.span.end();
                cell += glyph.width;
            }
            prop_assert_eq!(offset, text.len());
            prop_assert_eq!(cells(&text), cell);
        }

        #[test]
        fn what_is_cut_fits(text in text(), width in 0_usize..40) {
            let cut = truncate(&text, width);
            prop_assert!(cells(cut) <= width);
            prop_assert!(text.starts_with(cut));
        }
    }
}

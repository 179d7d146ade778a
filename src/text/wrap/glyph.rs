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
    let mut after = 0;
    for glyph in glyphs(text) {
        after += glyph.width;
        if after > cells {
            return Span::new(0, glyph.span.start()).of(text);
        }
    }
    text
}

/// What a line shows, in order. The spans tile the text.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut offset = 0;
    // Up to here white space is known to hold no line break.
    let mut plain_until = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..)?;
        let start = offset;
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

    proptest! {
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

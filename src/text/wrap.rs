//! Blocks to screen lines.
//!
//! Knows strings and cells (the columns of a terminal). Must never know blocks of a document,
//! panes, styles or scrolling. The only home of `textwrap`, of which the break opportunities (UAX
//! 14) and the two fitting algorithms are used; widths and overlong words are ours, since the
//! crate adds up characters and cuts inside graphemes.
//!
//! A line is shown glyph by glyph ([`glyphs`]): every function here counts cells that way, so what
//! is measured is what is drawn.

mod glyph;

pub use glyph::{Glyph, byte_at_cell, cell_of, cells, glyphs, truncate};

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use crate::text::Span;

/// Above this many bytes a block is filled line by line: nobody sees the better fit of a text that
/// long, but everybody would wait for it.
const OPTIMAL_LIMIT: usize = 16 * 1024;

/// No terminal is wider; the costs of the fit stay far from overflowing.
const WIDEST: usize = 10_000;

/// How a block is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// Words are set anew: any white space, line breaks included, only separates them.
    Flowing,
    /// Line breaks are kept and nothing is wrapped.
    Preformatted,
}

/// One screen line of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// The bytes of the block it shows, without the white space at which it was broken.
    pub span: Span,
    /// How many cells it takes.
    pub width: usize,
}

/// Sets a block to lines of at most `width` cells.
///
/// A width of 0 counts as 1. A line of a flowing block is wider than `width` only if it draws a
/// single grapheme that is; preformatted lines are as wide as they are. There is always at least
/// one line, so that an empty block still has a place for a cursor: it is one empty line.
pub fn wrap(block: &str, width: usize, setting: Setting) -> Vec<Line> {
    let mut lines = match setting {
        Setting::Flowing => flow(block, width.clamp(1, WIDEST)),
        Setting::Preformatted => keep(block),
    };
    if lines.is_empty() {
        lines.push(Line { span: Span::new(0, 0), width: 0 });
    }
    lines
}

/// The smallest part of a block that is never broken, with the gap that follows it.
#[derive(Clone, Copy, Debug)]
struct Part {
    span: Span,
    width: usize,
    /// The cells of the white space between it and the next part.
    gap: usize,
}

// Cells are at most a block's length; the fit compares costs, not cells, beyond 2^52.
#[expect(clippy::cast_precision_loss, reason = "cells are far below 2^52")]
impl Fragment for Part {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.gap as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn flow(block: &str, width: usize) -> Vec<Line> {
    let parts = parts(block, width);
    #[expect(clippy::cast_precision_loss, reason = "clamped to WIDEST")]
    let widths = [width as f64];
    let fitted = if block.len() > OPTIMAL_LIMIT {
        wrap_first_fit(&parts, &widths)
    } else {
        wrap_optimal_fit(&parts, &widths, &penalties(width))
            .unwrap_or_else(|_| wrap_first_fit(&parts, &widths))
    };
    fitted.into_iter().filter_map(|line| line_of(block, line)).collect()
}

/// With these a line never overflows to save a gap: two more lines cost at most `2 * width²` and
/// twice the penalty of a line, which is less than one cell too many.
fn penalties(width: usize) -> Penalties {
    let defaults = Penalties::new();
    let overflow_penalty = 2 * (width * width + defaults.nline_penalty) + 1000;
    Penalties { overflow_penalty, ..defaults }
}

fn line_of(block: &str, parts: &[Part]) -> Option<Line> {
    let (first, last) = (parts.first()?, parts.last()?);
    let span = Span::new(first.span.start(), last.span.end());
    Some(Line { span, width: cells(span.of(block)) })
}

fn parts(block: &str, width: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(block.len() / 6 + 1);
    let mut offset = 0;
    for found in WordSeparator::UnicodeBreakProperties.find_words(block) {
        let whole = Span::new(offset, offset + found.word.len() + found.whitespace.len());
        offset = whole.end();
        let word = whole.trimmed(block);
        if word.is_empty() {
            continue;
        }
        if let Some(before) = parts.last_mut() {
            before.gap = cells(Span::new(before.span.end(), word.start()).of(block));
        }
        split(block, word, width, &mut parts);
    }
    parts
}

/// Splits a word after hyphens between letters, and what is then too wide between graphemes.
fn split(block: &str, word: Span, width: usize, parts: &mut Vec<Part>) {
    let text = word.of(block);
    let mut start = 0;
    for (hyphen, _) in text.match_indices('-') {
        let (before, after) =
            (text[..hyphen].chars().next_back(), text[hyphen + 1..].chars().next());
        if before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) {
            push(text, Span::new(start, hyphen + 1), word.start(), width, parts);
            start = hyphen + 1;
        }
    }
    push(text, Span::new(start, text.len()), word.start(), width, parts);
}

fn push(text: &str, piece: Span, offset: usize, width: usize, parts: &mut Vec<Part>) {
    let slice = piece.of(text);
    let at = offset + piece.start();
    let whole = cells(slice);
    if whole <= width {
        parts.push(Part { span: piece.shifted(offset), width: whole, gap: 0 });
        return;
    }
    let (mut start, mut filled) = (0, 0);
    for glyph in glyphs(slice) {
        if filled + glyph.width > width && glyph.span.start() > start {
            let span = Span::new(at + start, at + glyph.span.start());
            parts.push(Part { span, width: filled, gap: 0 });
            (start, filled) = (glyph.span.start(), 0);
        }
        filled += glyph.width;
    }
    parts.push(Part { span: Span::new(at + start, at + slice.len()), width: filled, gap: 0 });
}

fn keep(block: &str) -> Vec<Line> {
    let mut offset = 0;
    block
        .split_inclusive('\n')
        .map(|line| {
            let start = offset;
            offset += line.len();
            let shown = line.strip_suffix('\n').unwrap_or(line);
            Line { span: Span::new(start, start + shown.len()), width: cells(shown) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(block: &str, width: usize) -> Vec<&str> {
        wrap(block, width, Setting::Flowing).iter().map(|line| line.span.of(block)).collect()
    }

    #[test]
    fn words_are_set_anew() {
        let block = "The ferry\nleft at noon\n  and came back at dusk.";
        assert_eq!(set(block, 20), ["The ferry\nleft at", "noon\n  and came back", "at dusk."]);
    }

    #[test]
    fn no_width_panics_and_an_empty_block_is_one_empty_line() {
        for width in [0, 1, 2, usize::MAX] {
            for block in ["", " \n ", "漢字", "a b", "👩‍👩‍👧‍👦 family"] {
                assert!(!wrap(block, width, Setting::Flowing).is_empty());
            }
            let empty = vec![Line { span: Span::new(0, 0), width: 0 }];
            assert_eq!(wrap("", width, Setting::Flowing), empty);
            assert_eq!(wrap("", width, Setting::Preformatted), empty);
        }
        assert_eq!(set("ab", 0), ["a", "b"]);
    }

    #[test]
    fn graphemes_are_never_cut() {
        let family = "👩‍👩‍👧‍👦";
        assert_eq!(set(&family.repeat(3), 4), [family.repeat(2), family.to_owned()]);
        assert_eq!(set("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn emoji_with_a_selector_count_two_cells() {
        assert_eq!(cells("✈\u{fe0f}"), 2);
        assert_eq!(set("✈\u{fe0f} ✈\u{fe0f}", 4), ["✈\u{fe0f}", "✈\u{fe0f}"]);
    }

    #[test]
    fn hyphens_between_letters_break_and_dates_do_not() {
        assert_eq!(set("a long-term deal", 7), ["a long-", "term", "deal"]);
        assert_eq!(set("on 2031-04-09 then", 9), ["on", "2031-04-0", "9 then"]);
        assert_eq!(set("on 2031-04-09 then", 12), ["on", "2031-04-09", "then"]);
    }

    #[test]
    fn wide_scripts_break_without_spaces() {
        assert_eq!(set("港口今天关闭", 8), ["港口今天", "关闭"]);
    }

    #[test]
    fn lines_are_evened_out() {
        // Filling line by line would give "one at", "a", "level".
        assert_eq!(set("one at a level", 6), ["one", "at a", "level"]);
    }

    #[test]
    fn a_narrow_overflow_is_never_taken() {
        let block = format!("xx {}", "y".repeat(60));
        assert_eq!(set(&block, 62), ["xx", &"y".repeat(60)]);
    }

    #[test]
    fn preformatted_lines_stay_as_they_are() {
        let block = "port   ships\n\nNorth      12 \n";
        let lines = wrap(block, 4, Setting::Preformatted);
        let shown: Vec<&str> = lines.iter().map(|line| line.span.of(block)).collect();
        assert_eq!(shown, ["port   ships", "", "North      12 "]);
        assert_eq!(lines[2].width, 14);
    }

    #[test]
    fn long_blocks_are_filled_line_by_line_and_still_tile() {
        let block = "The harbour board met again.\n".repeat(1000);
        assert_tiles(&block, 40);
    }

    fn assert_tiles(block: &str, width: usize) {
        let mut offset = 0;
        for line in wrap(block, width, Setting::Flowing) {
            assert!(line.span.start() >= offset);
            assert_eq!(Span::new(offset, line.span.start()).of(block).trim(), "");
            offset = line.span.end();
            let text = line.span.of(block);
            assert_eq!(line.width, cells(text));
            let drawn = glyphs(text).filter(|glyph| glyph.width > 0).count();
            assert!(line.width <= width || drawn == 1, "{text:?} in {width}");
        }
        assert_eq!(block[offset..].trim(), "");
    }

    pub(super) fn text() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            8 => "[a-z]{1,12}",
            4 => "[ \n]{1,3}",
            1 => "[0-9]{1,4}-[0-9]{1,2}",
            1 => "[漢字港口、。]{1,9}",
            1 => "[กำสวัสดี]{1,9}",
            1 => "[العربية]{1,9}",
            1 => "(👩‍👩‍👧‍👦|✈\u{fe0f}|👍🏽|🇫🇷|e\u{301}|\u{a0}|—|-|/){1,5}",
            1 => any::<String>(),
        ];
        proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn lines_and_skipped_white_space_tile_the_block(block in text(), width in 1_usize..60) {
            assert_tiles(&block, width);
        }

        #[test]
        fn preformatted_lines_and_line_breaks_tile(text in text()) {
            let lines = wrap(&text, 10, Setting::Preformatted);
            let joined: Vec<&str> = lines.iter().map(|line| line.span.of(&text)).collect();
            prop_assert_eq!(joined.join("\n"), text.strip_suffix('\n').unwrap_or(&text));
        }
    }
}

//! Which lines of a plain text go on with the line before: most pasted text has a paragraph a line,
//! typed text is wrapped by hand.

use super::line::{Line, Opening};
use crate::text::Span;

/// The widths that text is wrapped to by hand, in characters.
const WIDTHS: std::ops::RangeInclusive<u16> = 40..=WIDEST;

/// The widest of them.
pub(super) const WIDEST: u16 = 100;

/// How far a full line may stay behind the width: some programs count the line end.
const SLACK: usize = 3;

/// For each line, whether it goes on with the block of the line before.
pub(super) fn joined(lines: &[Line], text: &str) -> Vec<bool> {
    let whole = width(lines, text);
    let mut joined = Vec::with_capacity(lines.len());
    let mut from = 0;
    while from < lines.len() {
        let rest = &lines[from + 1..];
        let length = 1 + rest.iter().position(|line| line.gap).unwrap_or(rest.len());
        let group = &lines[from..from + length];
        let width = whole.or_else(|| (length >= 4).then(|| width(group, text))?);
        let indent = |line: &Line| (line.opening == Opening::Item).then_some(line.indent);
        let mut marker: Option<u32> = indent(&group[0]);
        joined.push(false);
        for pair in group.windows(2) {
            let begins = pair[1].opening.begins_block();
            let hangs = marker.is_some_and(|indent| pair[1].indent > indent);
            let flows = width.is_some_and(|width| flows(&pair[0], &pair[1], width, text));
            let quote = matches!(pair[0].opening, Opening::Quote { .. });
            let joins = !begins && !quote && (hangs || flows);
            if !joins {
                marker = indent(&pair[1]);
            }
            joined.push(joins);
        }
        from += length;
    }
    joined
}

/// The width that these lines are wrapped to, if they are wrapped: nearly every line that another
/// follows is full, and many of them stop in the middle of a sentence.
fn width(lines: &[Line], text: &str) -> Option<u16> {
    let pairs = || {
        let pairs = lines.windows(2).filter(|pair| !pair[1].gap && !pair[1].opening.begins_block());
        pairs.map(|pair| (&pair[0], &pair[1]))
    };
    let width = pairs().map(|(line, _)| line.width).max().filter(|width| WIDTHS.contains(width))?;
    let (mut all, mut full, mut open) = (0, 0, 0);
    for (line, next) in pairs() {
        all += 1;
        full += usize::from(is_full(line, next, width, text));
        open += usize::from(!is_ended(line, text));
    }
    // Two lines alone prove nothing.
    (all >= 3 && full * 4 >= all * 3 && open * 2 >= all).then_some(width)
}

fn flows(line: &Line, next: &Line, width: u16, text: &str) -> bool {
    line.width <= width
        && next.width <= width
        && (is_full(line, next, width, text)
            || (!is_ended(line, text) && next.span.of(text).starts_with(char::is_lowercase)))
}

/// Whether the first word of the next line would not have fitted.
fn is_full(line: &Line, next: &Line, width: u16, text: &str) -> bool {
    let width = usize::from(width);
    let start = next.span.start();
    let head = Span::new(start, text.floor_char_boundary((start + 4 * width).min(next.span.end())));
    let word = head.of(text).split(char::is_whitespace).next().unwrap_or_default();
    let indent = usize::try_from(line.indent).unwrap_or(width).min(width);
    indent + usize::from(line.width) + 1 + word.chars().count() + SLACK > width
}

/// Whether a line ends as a sentence does.
fn is_ended(line: &Line, text: &str) -> bool {
    line.span.of(text).ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', '…'])
}

//! The lines of a plain text.

use super::{list, wrapped};
use crate::patience::Patience;
use crate::text::Span;

/// A line that is not blank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its text without white space around it.
    pub(super) span: Span,
    /// How many characters of white space stand before it.
    pub(super) indent: u32,
    /// Whether a blank line, or nothing, stands before it.
    pub(super) gap: bool,
    /// Its width in characters; of one that is too long to be wrapped by hand no more than that.
    pub(super) width: u16,
    /// How it begins.
    pub(super) opening: Opening,
}

/// How a line begins. It is looked at once, while the line is at hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opening {
    /// With text.
    Text,
    /// It has no letter and no digit.
    Decoration,
    /// With the marks of a quotation: how deep (0 for one), and how many bytes.
    Quote { depth: u8, length: u32 },
    /// With the marker of an item.
    Item,
}

impl Opening {
    fn of(content: &str) -> Self {
        if let Some((depth, length)) = quoted(content) {
            Self::Quote { depth, length: saturated(length) }
        } else if list::marker(content).is_some() {
            Self::Item
        } else if content.chars().any(char::is_alphanumeric) {
            Self::Text
        } else {
            Self::Decoration
        }
    }

    /// Whether a line that begins so goes on with no block before it.
    pub(super) const fn begins_block(self) -> bool {
        matches!(self, Self::Quote { .. } | Self::Item)
    }
}

/// A line of more bytes has more characters than text wrapped by hand has in a line.
const LONG: u16 = 4 * wrapped::WIDEST;

/// All lines that are not blank.
pub(super) fn lines(text: &str, patience: Patience<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = true;
    let mut offset = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    for end in patience.through(ends.chain([text.len()])) {
        let whole = Span::new(offset, end);
        offset = end;
        let span = whole.trimmed(text);
        if span.is_empty() {
            gap = true;
            continue;
        }
        let content = span.of(text);
        let before = Span::new(whole.start(), span.start()).of(text);
        let most = usize::from(LONG);
        let width = if content.len() > most { most } else { content.chars().count() };
        let width = u16::try_from(width).unwrap_or(LONG);
        let opening = Opening::of(content);
        let indent = saturated(before.chars().count());
        lines.push(Line { span, indent, gap, width, opening });
        gap = false;
    }
    lines
}

/// There may be millions of lines, and none has so much in it that counts.
fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How deep a line is quoted (0 for one `>`) and the length of the marks.
fn quoted(content: &str) -> Option<(u8, usize)> {
    let mut depth = 0_u8;
    let mut rest = content;
    while let Some(after) = rest.strip_prefix('>') {
        depth = depth.saturating_add(1);
        rest = after.trim_start();
    }
    (depth > 0).then(|| (depth - 1, content.len() - rest.len()))
}

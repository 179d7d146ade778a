//! The lines of a plain text.

use crate::text::Span;

/// A line that is not blank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its text without white space around it.
    pub(super) span: Span,
    /// How many characters of white space stand before it.
    pub(super) indent: usize,
    /// Whether a blank line, or nothing, stands before it.
    pub(super) gap: bool,
    /// Its width in characters.
    pub(super) width: usize,
}

/// All lines that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = true;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trimmed(text);
        if span.is_empty() {
            gap = true;
        } else {
            let indent = line.chars().take_while(|each| each.is_whitespace()).count();
            let width = span.of(text).chars().count();
            lines.push(Line { span, indent, gap, width });
            gap = false;
        }
        offset += line.len();
    }
    lines
}

/// How deep a line is quoted (0 for one `>`) and the length of the marks.
pub(super) fn quoted(content: &str) -> Option<(u8, usize)> {
    let mut depth = 0_u8;
    let mut rest = content;
    while let Some(after) = rest.strip_prefix('>') {
        depth = depth.saturating_add(1);
        rest = after.trim_start();
    }
    (depth > 0).then(|| (depth - 1, content.len() - rest.len()))
}

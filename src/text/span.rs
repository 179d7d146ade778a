//! Half-open byte ranges into one text.

use std::ops::Range;

/// A half-open range of bytes, on character boundaries of the text it was made for.
///
/// Small, since a long text has millions of them: it reaches no further than 4 GiB, which is more
/// than any article may have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span from `start` up to, not including, `end`; a reversed pair becomes empty, and
    /// what is beyond 4 GiB stays out.
    pub const fn new(start: usize, end: usize) -> Self {
        let (start, end) = (within(start), within(end));
        Self { start, end: if end < start { start } else { end } }
    }

    /// The first byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether every byte of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes the two share; empty when they share none.
    pub fn intersection(self, other: Self) -> Self {
        Self::new(self.start().max(other.start()), self.end().min(other.end()))
    }

    /// The same span in a text in which this one's text begins `offset` bytes later, as far as
    /// [`Self::new`] can tell.
    pub const fn shifted(self, offset: usize) -> Self {
        Self::new(self.start() + offset, self.end() + offset)
    }

    /// The range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The part of `text` it covers; empty where `text` has no such characters.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same part of `text` without white space at either end.
    pub fn trimmed(self, text: &str) -> Self {
        let slice = self.of(text);
        let start = self.start() + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }
}

/// A place in a text, or the last one that a span can tell.
#[expect(clippy::cast_possible_truncation, reason = "what is greater is not cast")]
const fn within(offset: usize) -> u32 {
    if offset < u32::MAX as usize { offset as u32 } else { u32::MAX }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reversed_ends_make_an_empty_span() {
        assert!(Span::new(5, 3).is_empty());
    }

    #[test]
    fn a_span_ends_where_it_can_tell_and_takes_eight_bytes() {
        let last = u32::MAX as usize;
        assert_eq!(Span::new(3, usize::MAX), Span::new(3, last));
        assert!(Span::new(last + 1, last + 2).is_empty());
        assert_eq!(Span::new(4, 9).shifted(usize::MAX - 9).range(), last..last);
        assert_eq!(size_of::<Span>(), 8);
    }

    #[test]
    fn touching_spans_share_nothing() {
        let (left, right) = (Span::new(0, 4), Span::new(4, 6));
        assert!(!left.overlaps(right));
        assert!(left.intersection(right).is_empty());
    }

    #[test]
    fn a_cut_inside_a_character_gives_nothing_instead_of_a_panic() {
        assert_eq!(Span::new(0, 1).of("é"), "");
    }

    #[test]
    fn trimming_keeps_offsets_into_the_text() {
        let text = "one \u{a0}two \n three";
        let span = Span::new(3, 11).trimmed(text);
        assert_eq!(span.of(text), "two");
    }
}

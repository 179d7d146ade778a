//! Looks for passages in one text.
//!
//! Knows when a search is needed, and makes the text ready for it once. Must never know how a
//! search goes.

use super::folded::Folded;
use super::pattern::Pattern;
use super::search::Search;
use super::words::{Index, Word, ratio, words};
use super::{Anchor, Placement, Selector};
use crate::text::Span;
use crate::text::code_points::CodePoints;

/// What a mark tells, as a part of what a word would.
const MARK: f32 = 0.5;

/// A text in which passages are looked for.
#[derive(Debug)]
pub struct Finder<'a> {
    text: &'a str,
    code_points: &'a CodePoints,
    /// Made when the first passage is not simply where it was.
    ground: Option<Ground>,
}

/// A text made ready for the search.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) folded: Folded,
    pub(super) words: Vec<Word>,
    pub(super) index: Index,
}

impl<'a> Finder<'a> {
    /// Gets ready; costs nothing until something has to be searched for.
    pub const fn new(text: &'a str, code_points: &'a CodePoints) -> Self {
        Self { text, code_points, ground: None }
    }

    /// Describes a passage of the text.
    pub fn anchor(&self, span: Span) -> Anchor {
        Anchor::new(self.text, self.code_points, span)
    }

    /// What became of a passage.
    pub fn place(&mut self, selector: Selector<'_>) -> Placement {
        let expected = selector.start.map(|start| self.code_points.to_byte(self.text, start));
        if let Some(span) = expected.and_then(|start| self.unchanged(selector, start)) {
            return Placement::Exact(span);
        }
        let Some(pattern) = Pattern::new(selector) else { return Placement::Lost };
        let ground = self.ground.get_or_insert_with(|| Ground::new(self.text));
        Search::new(self.text, ground, &pattern, expected).run()
    }

    /// Where it is, if neither it nor anything around it has changed.
    fn unchanged(&self, selector: Selector<'_>, start: usize) -> Option<Span> {
        let Selector { exact, prefix, suffix, .. } = selector;
        let span = Span::new(start, start + exact.len());
        let before = self.text.get(..span.start())?;
        let after = self.text.get(span.end()..)?;
        let is_same =
            span.of(self.text) == exact && before.ends_with(prefix) && after.starts_with(suffix);
        (is_same && !exact.trim().is_empty()).then_some(span)
    }
}

impl Ground {
    fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let words = words(folded.text());
        let index = Index::new(&words);
        Self { folded, words, index }
    }

    /// What a word tells, 0 to 1: little where it stands everywhere, all where it stands once, and
    /// a mark never much.
    pub(super) fn weight(&self, word: Word) -> f32 {
        let all = self.words.len();
        let there = self.index.places(word.key).len().max(1);
        let told = ratio(all, there).ln_1p() / ratio(all + 1, 1).ln_1p();
        if word.is_mark { MARK * told } else { told }
    }
}

//! Where an annotation sits, told by its words.
//!
//! Knows passages, what stood around them and where. Must never know what an annotation says, nor
//! choose between places that are equally likely.

mod alignment;
mod candidate;
mod finder;
mod folded;
mod kept;
mod pattern;
mod rewording;
mod search;
mod windows;
mod words;

pub use finder::Finder;
pub use kept::Quotation;
pub use rewording::{Reworded, reworded};

use std::sync::Arc;

use kept::Kept;

use crate::document::Document;
use crate::text::code_points::CodePoints;
use crate::text::{SharedText, Span};

/// How many code points of context are kept on either side.
pub const CONTEXT: usize = 32;

/// How many code points of the sentences around are kept on either side, for the reader.
pub const AROUND: usize = 200;

/// A passage by its words, its surroundings and its place.
///
/// The words are the W3C Web Annotation `TextQuoteSelector`, the place its `TextPositionSelector` (<https://www.w3.org/TR/annotation-model/>): offsets count code points.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchor {
    kept: Kept,
    /// The code points before it.
    pub start: u32,
    /// The code points before its end.
    pub end: u32,
}

/// What a passage is looked for by: an anchor, or as much of one as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Selector<'a> {
    /// The passage itself.
    pub exact: &'a str,
    /// What stood before it; empty where it is not known or there was nothing.
    pub prefix: &'a str,
    /// What stood after it; empty where it is not known or there was nothing.
    pub suffix: &'a str,
    /// The code points before it.
    pub start: Option<usize>,
}

/// What became of an anchor in a text.
///
/// White space of any kind and length, typographic or plain quotation marks and soft hyphens make
/// no difference to words; any other character does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Placement {
    /// The same words at the same place.
    Exact(Span),
    /// The same words at another place.
    Moved(Span),
    /// Other words, by a character or by many, in the same place.
    Edited(Span),
    /// Words nearly as likely at several places, or at one that is not likely enough; best first.
    Uncertain(Vec<Span>),
    /// The words are gone.
    Lost,
}

impl Placement {
    /// Where it sits, when that is certain.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) | Self::Edited(span) => Some(*span),
            Self::Uncertain(_) | Self::Lost => None,
        }
    }

    /// Where its words are, when they are the same and that is certain.
    pub const fn same(&self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) => Some(*span),
            Self::Edited(_) | Self::Uncertain(_) | Self::Lost => None,
        }
    }

    /// What it is called.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Moved(_) => "moved",
            Self::Edited(_) => "edited",
            Self::Uncertain(_) => "uncertain",
            Self::Lost => "lost",
        }
    }
}

impl Anchor {
    /// A passage of these words, which begins and ends after so many code points; no article has
    /// more than 4,294,967,295.
    pub fn of(quotation: Quotation<'_>, start: usize, end: usize) -> Self {
        let [start, end] = [start, end].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
        Self { kept: Kept::apart(quotation), start, end }
    }

    /// The same, where the words are parts of a text that is kept anyway; that is kept as long as
    /// the anchor is.
    pub fn within(text: &Arc<SharedText>, quotation: Quotation<'_>, start: u32, end: u32) -> Self {
        Self { kept: Kept::within(text, quotation), start, end }
    }

    /// Describes a passage of a text.
    pub fn new(text: &str, code_points: &CodePoints, span: Span) -> Self {
        Self::with_sentences(text, code_points, span, ("", ""))
    }

    /// Describes a passage of a document, with the sentences around it.
    pub fn in_sentences(document: &Document, code_points: &CodePoints, span: Span) -> Self {
        let text = document.text();
        let first = document.sentence_at(span.start()).unwrap_or(span);
        let last = document.sentence_at(span.end().saturating_sub(1).max(span.start()));
        let last = last.unwrap_or(span);
        let start = document.sentence_before(first).unwrap_or(first).start();
        let before = last_of(text.get(start..span.start()).unwrap_or_default(), AROUND);
        let end = document.sentence_after(last).unwrap_or(last).end();
        let after = text.get(span.end()..end).unwrap_or_default().trim_end();
        let around = (before.trim_start(), first_of(after, AROUND));
        Self::with_sentences(text, code_points, span, around)
    }

    fn with_sentences(
        text: &str,
        code_points: &CodePoints,
        span: Span,
        (before, after): (&str, &str),
    ) -> Self {
        let quotation = Quotation {
            exact: span.of(text),
            prefix: last_of(text.get(..span.start()).unwrap_or_default(), CONTEXT),
            suffix: first_of(text.get(span.end()..).unwrap_or_default(), CONTEXT),
            before,
            after,
        };
        let place = |byte| code_points.of_byte(text, byte);
        Self::of(quotation, place(span.start()), place(span.end()))
    }

    /// The passage itself.
    pub fn exact(&self) -> &str {
        self.kept.exact()
    }

    /// The passage and what stood around it.
    pub fn quotation(&self) -> Quotation<'_> {
        self.kept.quotation()
    }

    /// What it is looked for by.
    pub fn selector(&self) -> Selector<'_> {
        let Quotation { exact, prefix, suffix, .. } = self.quotation();
        Selector { exact, prefix, suffix, start: Some(self.start as usize) }
    }

    /// Finds the passage in a text that may have changed; a [`Finder`] serves many.
    pub fn place(&self, text: &str, code_points: &CodePoints) -> Placement {
        Finder::new(text, code_points).place(self.selector())
    }
}

/// The first `count` code points of a text.
fn first_of(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    text.get(..end).unwrap_or_default()
}

/// The last `count` code points of a text.
fn last_of(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(index, _)| index);
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests;

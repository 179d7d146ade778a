//! The words of an anchor, as parts of one text.
//!
//! Knows how words are kept. Must never know where they are looked for. A large store has half a
//! million of them: each by itself they took twice the room of what they say.

use std::fmt;
use std::sync::Arc;

use crate::text::{SharedText, shared};

/// A passage and what stood around it, by their words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Quotation<'a> {
    /// The passage itself.
    pub exact: &'a str,
    /// Up to [`CONTEXT`](super::CONTEXT) code points before it.
    pub prefix: &'a str,
    /// Up to [`CONTEXT`](super::CONTEXT) code points after it.
    pub suffix: &'a str,
    /// What its sentences and the one before them say up to it, the last
    /// [`AROUND`](super::AROUND) code points; for the reader alone, and empty where it is not kept.
    pub before: &'a str,
    /// What its sentences and the one after them say from its end on, likewise.
    pub after: &'a str,
}

impl<'a> Quotation<'a> {
    /// A passage of which nothing is known but its words.
    pub fn of(exact: &'a str) -> Self {
        Self { exact, ..Self::default() }
    }

    const fn each(self) -> [&'a str; 5] {
        let Self { exact, prefix, suffix, before, after } = self;
        [exact, prefix, suffix, before, after]
    }
}

/// The words of an anchor and the text that they are parts of, which says other things, too.
#[derive(Clone, Default)]
pub(super) struct Kept {
    /// Shared, since a store of a hundred thousand anchors is one text.
    text: Arc<SharedText>,
    parts: [Part; 5],
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        // Of which text they are parts makes no difference.
        self.quotation() == other.quotation()
    }
}

impl Eq for Kept {}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.quotation().fmt(formatter)
    }
}

/// Bytes of a text, which lie before its 4,294,967,296th.
#[derive(Clone, Copy, Default)]
struct Part {
    start: u32,
    end: u32,
}

impl Part {
    fn new(start: usize, end: usize) -> Option<Self> {
        Some(Self { start: start.try_into().ok()?, end: end.try_into().ok()? })
    }

    fn of(text: &str, words: &str) -> Option<Self> {
        let place = shared::place_of(text, words)?;
        Self::new(place.start, place.end)
    }
}

impl Kept {
    /// These words, which are parts of a text; where one is not, they get a text of their own.
    pub(super) fn within(text: &Arc<SharedText>, quotation: Quotation<'_>) -> Self {
        let mut parts = [Part::default(); 5];
        for (part, words) in parts.iter_mut().zip(quotation.each()) {
            let Some(place) = Part::of(text, words) else { return Self::apart(quotation) };
            *part = place;
        }
        Self { text: text.clone(), parts }
    }

    /// These words, one after another, with no other text. What begins or ends beyond 4 GiB is left
    /// out; no article is as long.
    pub(super) fn apart(quotation: Quotation<'_>) -> Self {
        let mut end = 0;
        let parts = quotation.each().map(|it| {
            let start = end;
            end += it.len();
            Part::new(start, end).unwrap_or_default()
        });
        Self { text: Arc::new(quotation.each().concat().into()), parts }
    }

    /// They, each for itself.
    pub(super) fn quotation(&self) -> Quotation<'_> {
        let [exact, prefix, suffix, before, after] = self.parts.map(|part| self.part(part));
        Quotation { exact, prefix, suffix, before, after }
    }

    /// The first of them.
    pub(super) fn exact(&self) -> &str {
        let [exact, ..] = self.parts;
        self.part(exact)
    }

    fn part(&self, Part { start, end }: Part) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Quotation<'static> = Quotation {
        exact: "Zwölf sailed.",
        prefix: "It rained.\n",
        suffix: " 東京 waited.",
        before: "",
        after: " Nobody \"waved\".",
    };

    #[test]
    fn words_are_told_as_they_were_given() {
        for quotation in [ALL, Quotation::of("a"), Quotation::default()] {
            let kept = Kept::apart(quotation);
            assert_eq!((kept.quotation(), kept.exact()), (quotation, quotation.exact));
        }
    }

    #[test]
    fn parts_of_a_text_stay_there_and_one_that_is_none_takes_the_others_with_it() {
        let text = Arc::new(SharedText::from(ALL.each().concat()));
        let [exact, prefix] = [&text[..14], &text[14..25]];
        let there = Quotation { exact, prefix, ..Quotation::default() };
        let kept = Kept::within(&text, there);
        assert_eq!(kept.quotation(), there);
        assert!(std::ptr::eq(kept.exact(), exact));
        let partly = Quotation { suffix: ALL.suffix, ..there };
        let kept = Kept::within(&text, partly);
        assert_eq!(kept.quotation(), partly);
        assert_eq!(shared::place_of(&text, kept.exact()), None);
    }
}

//! The words of an anchor, as parts of one text.
//!
//! Knows how words are kept. Must never know where they are looked for. A large store has half a
//! million of them: each by itself they took twice the room of what they say.

use crate::text::{SharedText, shared};

/// The words of an anchor, each for itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words<'a> {
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

impl<'a> Words<'a> {
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
    text: SharedText,
    parts: [Part; 5],
}

/// Bytes of a text, which lie before its 4,294,967,296th.
#[derive(Clone, Copy, Default)]
struct Part {
    start: u32,
    end: u32,
}

impl Part {
    fn of(text: &str, words: &str) -> Option<Self> {
        let place = shared::place_of(text, words)?;
        Some(Self { start: place.start.try_into().ok()?, end: place.end.try_into().ok()? })
    }
}

impl Kept {
    /// These words, which are parts of a text; where one is not, they get a text of their own.
    pub(super) fn within(text: &SharedText, words: Words<'_>) -> Self {
        Self::parts_of(text.clone(), words.each()).unwrap_or_else(|| Self::apart(words))
    }

    /// These words, with no other text.
    pub(super) fn apart(words: Words<'_>) -> Self {
        let text = SharedText::from(words.each().concat());
        let mut rest = &*text;
        let own = words.each().map(|it| {
            let (own, after) = rest.split_at(it.len());
            rest = after;
            own
        });
        Self::parts_of(text.clone(), own).unwrap_or_default()
    }

    fn parts_of(text: SharedText, words: [&str; 5]) -> Option<Self> {
        let mut parts = [Part::default(); 5];
        for (part, words) in parts.iter_mut().zip(words) {
            *part = Part::of(&text, words)?;
        }
        Some(Self { text, parts })
    }

    /// They, each for itself.
    pub(super) fn words(&self) -> Words<'_> {
        let [exact, prefix, suffix, before, after] = self.parts.map(|part| self.part(part));
        Words { exact, prefix, suffix, before, after }
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

//! What is looked for: a passage with what stood around it, as words.

use std::ops::Range;

use super::Selector;
use super::folded::Folded;
use super::words::{Word, is_joined, words};

/// A passage between its surroundings, folded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pattern {
    text: String,
    passage: Range<usize>,
    words: Vec<Word>,
    parts: [usize; 2],
}

impl Pattern {
    /// Folds a selector; nothing where its passage is only white space.
    pub(super) fn new(selector: Selector<'_>) -> Option<Self> {
        let Selector { exact, prefix, suffix, .. } = selector;
        let folded = Folded::new(&[prefix, exact, suffix].concat());
        let lead = exact.len() - exact.trim_start().len();
        let passage = folded.place(prefix.len() + lead)
            ..folded.place(prefix.len() + lead + exact.trim().len());
        let words = words(folded.text());
        let parts = [
            words.partition_point(|word| word.end() <= passage.start),
            words.partition_point(|word| word.start() < passage.end),
        ];
        let text = folded.text().to_owned();
        (parts[0] < parts[1]).then_some(Self { text, passage, words, parts })
    }

    /// All of its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// All of its words.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Where the passage is in its text.
    pub(super) fn passage(&self) -> Range<usize> {
        self.passage.clone()
    }

    /// The folded passage.
    pub(super) fn quote(&self) -> &str {
        self.text.get(self.passage()).unwrap_or_default()
    }

    /// The text before the passage.
    pub(super) fn before(&self) -> &str {
        self.text.get(..self.passage.start).unwrap_or_default()
    }

    /// The text after the passage.
    pub(super) fn after(&self) -> &str {
        self.text.get(self.passage.end..).unwrap_or_default()
    }

    /// The words that the passage has a part in.
    pub(super) fn inside(&self) -> Range<usize> {
        self.parts[0]..self.parts[1]
    }

    /// The words before the passage.
    pub(super) fn words_before(&self) -> Range<usize> {
        0..self.parts[0]
    }

    /// The words after the passage.
    pub(super) fn words_after(&self) -> Range<usize> {
        self.parts[1]..self.words.len()
    }

    /// How much of the passage's first word and of its last one lie outside of it, in bytes.
    pub(super) fn cuts(&self) -> [usize; 2] {
        let cut = |word: Option<&Word>, of: &dyn Fn(&Word) -> usize| word.map_or(0, of);
        let inside = self.words.get(self.inside()).unwrap_or_default();
        [
            cut(inside.first(), &|word| self.passage.start.saturating_sub(word.start())),
            cut(inside.last(), &|word| word.end().saturating_sub(self.passage.end)),
        ]
    }

    /// Whether the passage begins and ends inside a word.
    pub(super) fn is_cut(&self) -> [bool; 2] {
        [self.passage.start, self.passage.end].map(|at| is_inside(&self.text, at))
    }
}

/// Whether the same word or figure goes on at this place of a text.
pub(super) fn is_inside(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    let (mut before, mut after) = (before.chars().rev(), after.chars());
    let (Some(last), Some(first)) = (before.next(), after.next()) else { return false };
    let is_digit = |character: Option<char>| character.is_some_and(|it| it.is_ascii_digit());
    let is_point = |character: char| matches!(character, '.' | ',');
    let is_sign = |character: char| matches!(character, '-' | '\u{2212}');
    let beyond = before.next();
    is_joined(last) && is_joined(first)
        || is_digit(beyond) && is_point(last) && first.is_ascii_digit()
        || last.is_ascii_digit() && is_point(first) && is_digit(after.next())
        || is_sign(last) && first.is_ascii_digit() && !beyond.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_figures_go_on() {
        for (text, at, expected) in [
            ("ferry", 2, true),
            ("a ferry", 2, false),
            ("ferry.", 5, false),
            ("港は", 3, false),
            ("1,250", 2, true),
            ("1,250", 1, true),
            ("in 1, 250", 4, false),
            ("12. May", 2, false),
            ("12.5", 2, true),
            ("-40", 1, true),
            ("2019-20", 5, false),
            ("ferry", 0, false),
            ("ferry", 9, false),
        ] {
            assert_eq!(is_inside(text, at), expected, "{text} at {at}");
        }
    }
}

//! Whether a passage that was found again still stands in the sentence it stood in.
//!
//! Knows what two anchors keep of the words around one passage. Must never know where the passage
//! is to be looked for: that is the anchor's.

use super::Anchor;
use super::anchor::{CONTEXT, Quotation};

/// Marks that can stand between the end of a sentence and the space after it.
const CLOSING: [char; 7] = ['"', '\'', '”', '’', ')', ']', '»'];

/// A word of so many letters that begins with a capital may be cut short by its full stop.
const SHORT: usize = 4;

/// Whether two anchors of the same words have the same sentence around them, as far as they keep it.
///
/// The surroundings are the same up to where a sentence surely begins and ends; what comes before
/// and after does not count, nor does how lines are broken. Where no such place is sure, anything
/// that differs counts.
pub(super) fn are_alike(one: &Anchor, other: &Anchor) -> bool {
    let (one, other) = (one.quotation(), other.quotation());
    let before = agreement(one.prefix.chars().rev(), other.prefix.chars().rev());
    let after = agreement(one.suffix.chars(), other.suffix.chars());
    is_enough(before, &beginnings(one), &beginnings(other))
        && is_enough(after, &ends(one), &ends(other))
}

/// Whether so many same characters are all that is kept, or reach to a break that both have.
fn is_enough(agreed: usize, breaks: &[usize], others: &[usize]) -> bool {
    agreed >= CONTEXT || breaks.iter().any(|at| *at <= agreed && others.contains(at))
}

/// How many characters are the same from the beginning; white space is all the same.
fn agreement(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other || one.is_whitespace() && other.is_whitespace())
        .count()
}

/// Where sentences surely begin before the passage, in characters before it.
fn beginnings(words: Quotation<'_>) -> Vec<usize> {
    let length = words.prefix.chars().count();
    cuts(words.prefix)
        .filter(|(_, left, right)| {
            let is_begun = |text: &str| text.starts_with(|c: char| !c.is_whitespace());
            let is_text_begun = length < CONTEXT && left.trim().is_empty();
            let right = [right, words.exact].concat();
            is_begun(&right) && (is_text_begun || is_break(left, &right))
        })
        .map(|(at, ..)| length - at)
        .collect()
}

/// Where sentences surely end after the passage, in characters after it.
fn ends(words: Quotation<'_>) -> Vec<usize> {
    let length = words.suffix.chars().count();
    cuts(words.suffix)
        .filter(|(_, left, right)| {
            let is_ended = |text: &str| text.ends_with(|c: char| !c.is_whitespace());
            let is_text_ended = length < CONTEXT && right.trim().is_empty();
            let left = [words.exact, left].concat();
            is_ended(&left) && (is_text_ended || is_break(&left, right))
        })
        .map(|(at, ..)| at)
        .collect()
}

/// Every way to cut a text in two, with the number of characters on the left.
fn cuts(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    places.enumerate().map(|(characters, at)| {
        let (left, right) = text.split_at(at);
        (characters, left, right)
    })
}

/// Whether one sentence surely ends and another begins between two pieces of text.
fn is_break(left: &str, right: &str) -> bool {
    let (ended, begun) = (left.trim_end(), right.trim_start());
    let between = [left.strip_prefix(ended), right.strip_suffix(begun)];
    let space = between.map(Option::unwrap_or_default).concat();
    if ended.is_empty() || begun.is_empty() || space.is_empty() {
        return false;
    }
    let is_blank_line = space.matches('\n').count() > 1;
    let first = begun.chars().find(|c| c.is_alphanumeric());
    is_blank_line || !first.is_some_and(char::is_lowercase) && is_end(ended)
}

/// Whether a text ends as a sentence does, and not with a word cut short.
fn is_end(text: &str) -> bool {
    let text = text.trim_end_matches(CLOSING);
    let without = text.trim_end_matches('.');
    if without.len() == text.len() {
        return text.ends_with(['!', '?', '…']);
    }
    let word = without.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_short = word.starts_with(char::is_uppercase) && word.chars().count() <= SHORT;
    !is_short && !word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::text::code_points::CodePoints;

    /// The anchor of what stands between brackets.
    fn anchor(marked: &str) -> Anchor {
        let (before, rest) = marked.split_once('[').unwrap();
        let (words, after) = rest.split_once(']').unwrap();
        let text = [before, words, after].concat();
        let span = Span::new(before.len(), before.len() + words.len());
        Anchor::new(&text, &CodePoints::new(&text), span)
    }

    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(are_alike(&anchor(one), &anchor(other)), expected, "{one}\n{other}");
        assert_eq!(are_alike(&anchor(other), &anchor(one)), expected, "{other}\n{one}");
    }

    #[test]
    fn other_sentences_do_not_count() {
        for (one, other) in [
            ("[It rained.]", "[It rained.]"),
            ("[It rained.]", "He left. [It rained.] She stayed."),
            ("He left! [It rained.] She stayed.", "\u{201c}Did he?\u{201d} [It rained.]\n"),
            ("A title\n\n[It rained.]", "Another heading\n\n[It rained.]"),
            (
                "He left. She says [it rained] there. Two.",
                "It froze. She says [it rained] there. Seven.",
            ),
            (
                "He left. She says [it rained]\nthere. Two.",
                "He left. She says [it rained] there. Six.",
            ),
            ("A heading of [some] words\n\nOne.", "A heading of [some] words\n\n\u{201c}Two."),
            (
                "It cost 12 crowns in 2027. [It rained.]",
                "Nobody came at all, he said. [It rained.]",
            ),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn the_sentence_around_counts() {
        for (one, other) in [
            ("[It rained]", "[It rained], she said."),
            ("[It rained.]", "She denies that [It rained.]"),
            ("He left. [It rained] a lot.", "He left. [It rained] a little."),
            ("He left. Now [it rained].", "He left. Then [it rained]."),
            ("He left. [It rained].", "He left. [It rained]!"),
            ("It seems [it rained] there.", "It seems not: [it rained] there."),
            ("Dr. Holm said [it rained].", "No, Dr. Holm said [it rained]."),
            ("The U.S. Navy said [it rained].", "Not the U.S. Navy said [it rained]."),
        ] {
            check(one, other, false);
        }
    }

    #[test]
    fn what_is_not_sure_counts() {
        check("He left in May. [It rained.]", "They left in May. [It rained.]", false);
    }

    #[test]
    fn what_is_beyond_the_kept_words_cannot_count() {
        let far = "the clerk of the harbour of Ostra wrote that";
        check(
            &format!("It is true that {far} [it rained]."),
            &format!("It is false that {far} [it rained]."),
            true,
        );
    }
}

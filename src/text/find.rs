//! Finding words in a text.

mod pattern;

use regex::{Regex, RegexBuilder};

pub use pattern::{Pattern, Seek};

use super::Span;

/// The most hits that are collected.
pub const MOST_HITS: usize = 100_000;

/// Where `words` stand in `text`, as they are typed: small letters match capitals too, capitals
/// only themselves (*smart case*), a space matches any white space, and the hyphen of a compound.
///
/// Nothing of a regular expression is found: that may take long, see [`Seek`].
pub fn find(text: &str, words: &str) -> Vec<Span> {
    if Pattern::is_typed(words) {
        return Vec::new();
    }
    let Some(finder) = Finder::new(words) else { return Vec::new() };
    finder.hits(text).take(MOST_HITS).collect()
}

/// Words to be looked for in many texts, by the rules of [`find`].
#[derive(Clone, Debug)]
pub struct Finder(Regex);

impl Finder {
    /// Makes them ready; none where there is nothing but white space.
    pub fn new(words: &str) -> Option<Self> {
        if words.trim().is_empty() {
            return None;
        }
        let pattern: Vec<String> = words.split(' ').map(pattern).collect();
        let has_capital = words.chars().any(char::is_uppercase);
        let finder =
            RegexBuilder::new(&pattern.join(BETWEEN)).case_insensitive(!has_capital).build();
        finder.ok().map(Self)
    }

    /// Where they stand in a text.
    pub fn hits(&self, text: &str) -> impl Iterator<Item = Span> {
        self.0.find_iter(text).map(|hit| Span::from(hit.range()))
    }

    /// Whether they stand in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// What may stand between two words: *profit sharing* is printed as *profit-sharing*, too.
const BETWEEN: &str = r"(?:\s+|[-‐‑])";

/// Signs that are typed in one way and printed in several.
const LIKE: [(char, &str); 3] = [('\'', "['‘’‛ʼ]"), ('"', "[\"“”„‟«»]"), ('-', "[-‐‑‒–—]")];

/// The pattern of a word: what is typed with a straight sign is found with a curved one, too.
fn pattern(word: &str) -> String {
    let each = word.chars().map(|letter| match LIKE.iter().find(|(typed, _)| *typed == letter) {
        Some((_, printed)) => (*printed).to_owned(),
        None => regex::escape(letter.encode_utf8(&mut [0; 4])),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str, words: &str) -> Vec<usize> {
        find(text, words).into_iter().map(Span::start).collect()
    }

    #[test]
    fn small_letters_match_capitals_but_not_the_other_way() {
        assert_eq!(hits("Port, port, PORT", "port"), [0, 6, 12]);
        assert_eq!(hits("Port, port, PORT", "Port"), [0]);
    }

    #[test]
    fn signs_are_taken_as_they_are() {
        assert_eq!(hits("a.b axb $5 (x", "a.b"), [0]);
        assert_eq!(hits("a.b axb $5 (x", "$5 ("), [8]);
        assert!(hits("any thing", "").is_empty());
        assert!(hits("any thing", " ").is_empty());
    }

    #[test]
    fn straight_signs_find_curved_ones_but_not_the_other_way() {
        assert_eq!(hits("the ferry’s “sale” – and the ferry's", "ferry's"), [4, 37]);
        assert_eq!(hits("the “sale” – is", "\"sale\" - is"), [4]);
        assert_eq!(hits("the ferry’s ferry's", "ferry’s"), [4]);
    }

    #[test]
    fn a_space_finds_the_hyphen_of_a_compound_but_not_the_other_way() {
        assert_eq!(hits("profit-sharing, profit‑sharing", "profit sharing"), [0, 16]);
        assert!(hits("profit – sharing profitsharing", "profit sharing").is_empty());
        assert!(hits("profit sharing", "profit-sharing").is_empty());
    }

    #[test]
    fn a_space_spans_a_line_end() {
        assert_eq!(hits("two\n  words", "two words"), [0]);
    }
}

//! Numbers in digits and in words, with their scale.

use crate::claim::lexicon::{NUMBER_WORDS, SCALES};
use crate::claim::token::{TokenKind, Tokens};

/// A number as tokens state it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    /// Its size, scale included.
    pub(super) size: f64,
    /// What its scale word multiplied it by, 1 without one.
    pub(super) scale: f64,
    /// The token after it.
    pub(super) end: usize,
    /// Whether it stands in digits.
    pub(super) digits: bool,
}

/// The number that begins at a token.
pub(super) fn at(tokens: &Tokens<'_>, index: usize) -> Option<Number> {
    let (size, end, digits) = if tokens.is_kind(index, TokenKind::Number) {
        (parse(tokens.word(index))?, index + 1, true)
    } else {
        let (size, end) = in_words(tokens, index)?;
        (size, end, false)
    };
    let (scale, end) = scales(tokens, end, digits);
    Some(Number { size: size * scale, scale, end, digits })
}

/// The first token after a run of tokens that belong to one code, version, time or fraction, or
/// the token after `index` where there is none.
pub(super) fn skip(tokens: &Tokens<'_>, index: usize) -> usize {
    let mut next = index + 1;
    if tokens.is_kind(index, TokenKind::Number) {
        while tokens.is_glued(next)
            && (tokens.is_kind(next, TokenKind::Number)
                || matches!(tokens.word(next), "/" | ":" | "-" | "–"))
        {
            next += 1;
        }
    }
    next
}

/// Digits with commas between groups of three.
fn parse(digits: &str) -> Option<f64> {
    if digits.contains(',') { digits.replace(',', "").parse().ok() } else { digits.parse().ok() }
}

fn small(word: &str) -> Option<f64> {
    NUMBER_WORDS.binary_search_by(|(known, _)| known.cmp(&word)).ok().map(|at| NUMBER_WORDS[at].1)
}

/// `five`, `twenty-five`, and `a` before a scale word.
fn in_words(tokens: &Tokens<'_>, index: usize) -> Option<(f64, usize)> {
    let word = tokens.word(index);
    if matches!(word, "a" | "an") {
        let scaled = matches!(
            tokens.word(index + 1),
            "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen"
        );
        return scaled.then_some((1.0, index + 1));
    }
    let size = small(word)?;
    let tens = size >= 20.0;
    if tens
        && tokens.word(index + 1) == "-"
        && let Some(ones) = small(tokens.word(index + 2))
    {
        return Some((size + ones, index + 3));
    }
    Some((size, index + 1))
}

/// The product of the scale words from a token on, and the token after them. Letters (`13bn`,
/// `40m`) count only right behind digits.
fn scales(tokens: &Tokens<'_>, mut end: usize, digits: bool) -> (f64, usize) {
    let mut product = 1.0;
    loop {
        let hyphen = usize::from(tokens.word(end) == "-" && tokens.is_glued(end + 1));
        let word = tokens.word(end + hyphen);
        let Ok(row) = SCALES.binary_search_by(|(known, _)| known.cmp(&word)) else { break };
        let letters = word.len() <= 3;
        let one_letter = word.len() == 1;
        if letters && (!digits || (one_letter && !tokens.is_glued(end))) {
            break;
        }
        product *= SCALES[row].1;
        end += hyphen + 1;
    }
    (product, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(NUMBER_WORDS.is_sorted_by(|one, two| one.0 < two.0));
        assert!(SCALES.is_sorted_by(|one, two| one.0 < two.0));
    }
}

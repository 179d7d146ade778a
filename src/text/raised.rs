//! Figures that stand above or below the line: marks of notes (`12³`), powers (`10⁶`), `CO₂`.
//!
//! Knows the signs that Unicode has for them. Must never know where they come from. Without them
//! `12<sup>3</sup>` would read 123.

use std::borrow::Cow;

/// Where figures stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Above the line.
    Raised,
    /// Below it.
    Lowered,
}

/// What has a sign above and one below the line.
const SIGNS: [(char, char, char); 15] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// A text as it is written on a level: its figures, and the signs beside them. Words stay as they
/// are (`4th`).
pub fn set(text: &str, level: Level) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let sign = |letter: char| {
        let found = SIGNS.iter().find(|(plain, ..)| *plain == letter);
        found.map_or(letter, |(_, raised, lowered)| match level {
            Level::Raised => *raised,
            Level::Lowered => *lowered,
        })
    };
    text.chars().map(sign).collect()
}

/// Whether a character stands above the line.
pub fn is_raised(character: char) -> bool {
    !character.is_ascii() && SIGNS.iter().any(|(_, raised, _)| *raised == character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_set_and_words_are_not() {
        for (text, raised, lowered) in [
            ("3", "³", "₃"),
            (" 12 ", " ¹² ", " ₁₂ "),
            ("-6", "⁻⁶", "₋₆"),
            ("(1)", "⁽¹⁾", "₍₁₎"),
            ("1,2", "¹,²", "₁,₂"),
            ("th", "th", "th"),
            ("-", "-", "-"),
            ("", "", ""),
        ] {
            assert_eq!(set(text, Level::Raised), raised);
            assert_eq!(set(text, Level::Lowered), lowered);
        }
        assert!("¹²³⁰⁹⁻⁾".chars().all(is_raised) && !"1½a₂-".chars().any(is_raised));
    }
}

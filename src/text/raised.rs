//! Figures that stand above the line: marks of notes (`12³`) and powers (`10⁶`).
//!
//! Knows the signs that Unicode has for them. Must never know where they come from. Without them
//! `12<sup>3</sup>` would read 123.

use std::borrow::Cow;

/// What has a sign above the line.
const SIGNS: [(char, char); 15] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
];

/// A text as it is written above the line: its figures, and the signs beside them. Words stay as
/// they are (`4th`).
pub fn set(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let sign = |letter: char| {
        let found = SIGNS.iter().find(|(plain, _)| *plain == letter);
        found.map_or(letter, |(_, raised)| *raised)
    };
    text.chars().map(sign).collect()
}

/// Whether a character stands above the line.
pub fn is_raised(character: char) -> bool {
    !character.is_ascii() && SIGNS.iter().any(|(_, raised)| *raised == character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_set_and_words_are_not() {
        for (text, raised) in [
            ("3", "³"),
            (" 12 ", " ¹² "),
            ("-6", "⁻⁶"),
            ("(1)", "⁽¹⁾"),
            ("1,2", "¹,²"),
            ("th", "th"),
            ("-", "-"),
            ("", ""),
        ] {
            assert_eq!(set(text), raised);
        }
        assert!("¹²³⁰⁹⁻⁾".chars().all(is_raised) && !"1½a₂-".chars().any(is_raised));
    }
}

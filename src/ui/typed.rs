//! Lines that are being typed, as they are shown.
//!
//! Knows text and where its cursor is. Must never know what it is typed for.

use crate::text::clean;

/// A line as it is shown, and the byte of that before which its cursor stands: what is measured is what
/// is drawn. `cursor` is how many code points stand before it in the line itself.
pub(super) fn shown(line: &str, cursor: usize) -> (String, usize) {
    let at = line.char_indices().nth(cursor).map_or(line.len(), |(at, _)| at);
    let (before, after) = line.split_at(at);
    let before = clean::clean_line(before);
    let after = clean::clean_after(&before, after).text;
    ([&*before, &*after].concat(), before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_before_the_sign_it_stood_before() {
        for (line, cursor, expected) in [
            ("abc", 1, ("abc", 1)),
            ("abc", 9, ("abc", 3)),
            ("\u{9b}\u{9b}a", 2, ("<9B><9B>a", 8)),
            ("a\u{202e}b", 2, ("ab", 1)),
            ("a\u{202e}b\u{9b}", 1, ("ab<9B>", 1)),
            ("✈\u{fe0f}\u{fe0e}x", 2, ("✈\u{fe0f}x", 6)),
            ("a\tb", 2, ("a b", 2)),
        ] {
            assert_eq!(shown(line, cursor), (expected.0.to_owned(), expected.1), "{line:?}");
        }
    }
}

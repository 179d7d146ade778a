//! What becomes of each character, as a table.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// What the sanitiser does with a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// It passes.
    Keep,
    /// It passes unless too many stand on one character.
    Mark,
    /// A mark of which never two stand together.
    Selector,
    /// It passes between characters that can be joined.
    Joiner,
    /// It passes in the flag of a country's part.
    Tag,
    /// It becomes a line break.
    Break,
    /// It becomes a space.
    Tab,
    /// It becomes something visible.
    Show,
    /// It goes.
    Remove,
}

/// From the first to the last character of each range, in order. A character in none of them is
/// [`Fate::Mark`] or [`Fate::Keep`] as its properties say; the ranges that are kept are here only
/// because looking them up is faster.
const FATES: &[(char, char, Fate)] = &[
    ('\u{0}', '\u{8}', Fate::Show),
    ('\t', '\t', Fate::Tab),
    ('\n', '\r', Fate::Break),
    ('\u{e}', '\u{1f}', Fate::Show),
    (' ', '~', Fate::Keep),
    ('\u{7f}', '\u{9f}', Fate::Show),
    ('\u{a0}', '\u{ac}', Fate::Keep),
    ('\u{ad}', '\u{ad}', Fate::Remove), // soft hyphen
    ('\u{ae}', '\u{2ff}', Fate::Keep),
    ('\u{370}', '\u{482}', Fate::Keep),   // Greek, Cyrillic
    ('\u{61c}', '\u{61c}', Fate::Remove), // direction
    ('\u{180b}', '\u{180d}', Fate::Selector),
    ('\u{180e}', '\u{180e}', Fate::Remove), // Mongolian vowel separator
    ('\u{180f}', '\u{180f}', Fate::Selector),
    ('\u{200b}', '\u{200b}', Fate::Remove), // zero width space
    ('\u{200c}', '\u{200d}', Fate::Joiner),
    ('\u{200e}', '\u{200f}', Fate::Remove), // direction
    ('\u{2010}', '\u{2027}', Fate::Keep),
    ('\u{2028}', '\u{2029}', Fate::Break),
    ('\u{202a}', '\u{202e}', Fate::Remove), // direction
    ('\u{202f}', '\u{205f}', Fate::Keep),
    ('\u{2060}', '\u{206f}', Fate::Remove), // word joiner, invisible operators, direction
    ('\u{2070}', '\u{20cf}', Fate::Keep),
    ('\u{2100}', '\u{2cee}', Fate::Keep), // symbols
    ('\u{3000}', '\u{3029}', Fate::Keep),
    ('\u{3030}', '\u{3098}', Fate::Keep),
    ('\u{309b}', '\u{3163}', Fate::Keep),
    ('\u{3164}', '\u{3164}', Fate::Remove), // Hangul filler
    ('\u{3165}', '\u{a66e}', Fate::Keep),   // Chinese, Japanese
    ('\u{ac00}', '\u{d7a3}', Fate::Keep),   // Korean
    ('\u{f900}', '\u{faff}', Fate::Keep),
    ('\u{fe00}', '\u{fe0f}', Fate::Selector),
    ('\u{feff}', '\u{feff}', Fate::Remove), // byte order mark
    ('\u{ff01}', '\u{ff9d}', Fate::Keep),
    ('\u{ffa0}', '\u{ffa0}', Fate::Remove),   // Hangul filler
    ('\u{fff0}', '\u{fffb}', Fate::Remove),   // interlinear annotation
    ('\u{1bca0}', '\u{1bca3}', Fate::Remove), // shorthand format
    ('\u{1d173}', '\u{1d17a}', Fate::Remove), // musical format
    ('\u{1f000}', '\u{1f3fa}', Fate::Keep),   // pictographs
    ('\u{1f400}', '\u{1faff}', Fate::Keep),
    ('\u{20000}', '\u{3fffd}', Fate::Keep), // Chinese
    ('\u{e0000}', '\u{e00ff}', Fate::Tag),
    ('\u{e0100}', '\u{e01ef}', Fate::Selector),
    ('\u{e01f0}', '\u{e0fff}', Fate::Remove),
];

/// Scripts whose letters change shape with their neighbours, so that joiners are spelling: Arabic
/// and its relatives, the scripts of India and South-East Asia, Mongolian, Adlam.
const JOINING: &[(char, char)] = &[
    ('\u{600}', '\u{8ff}'),
    ('\u{900}', '\u{109f}'),
    ('\u{1700}', '\u{18af}'),
    ('\u{1900}', '\u{1cff}'),
    ('\u{a800}', '\u{abff}'),
    ('\u{fb50}', '\u{fdff}'),
    ('\u{fe70}', '\u{fefc}'),
    ('\u{10a00}', '\u{10fff}'),
    ('\u{11000}', '\u{11fff}'),
    ('\u{1e900}', '\u{1e95f}'),
];

/// Pictographs that are joined to make others.
const PICTOGRAPHS: &[(char, char)] =
    &[('\u{2190}', '\u{2bff}'), ('\u{1f000}', '\u{1f3fa}'), ('\u{1f400}', '\u{1faff}')];

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// What becomes of a character.
pub(super) fn of(found: char) -> Fate {
    // The letters and signs that most texts have besides ASCII; a test holds them to the table.
    if matches!(found, 'à'..='ž' | '–'..='…') {
        return Fate::Keep;
    }
    in_table(found)
}

fn in_table(found: char) -> Fate {
    let index = FATES.partition_point(|&(_, last, _)| last < found);
    match FATES.get(index) {
        Some(&(first, _, fate)) if first <= found => fate,
        _ if is_mark(found) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Whether a joiner may stand between two characters.
pub(super) fn joins(before: char, joiner: char, after: char) -> bool {
    let both = |ranges| lies_in(ranges, before) && lies_in(ranges, after);
    both(JOINING) || (joiner == ZERO_WIDTH_JOINER && both(PICTOGRAPHS))
}

/// Whether a character belongs to a script in which joiners are spelling.
pub(super) fn of_joining_script(found: char) -> bool {
    lies_in(JOINING, found)
}

/// The picture of an ASCII control character, U+2400 and following.
pub(super) fn picture(control: char) -> Option<char> {
    match u32::from(control) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    }
}

/// Whether a character stands on the one before it: it takes no cell, or no grapheme begins with
/// it (UAX 29, rules `GB9` and `GB9a`).
fn is_mark(found: char) -> bool {
    let pair = String::from_iter(['a', found]);
    found.width() == Some(0) || pair.graphemes(true).count() == 1
}

fn lies_in(ranges: &[(char, char)], found: char) -> bool {
    ranges.iter().any(|&(first, last)| (first..=last).contains(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(FATES.iter().all(|(first, last, _)| first <= last));
        assert!(FATES.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn what_is_kept_before_a_look_at_the_table_is_kept_by_it() {
        for found in '\0'..='\u{3000}' {
            assert_eq!(of(found), in_table(found), "U+{:04X}", u32::from(found));
        }
    }

    #[test]
    fn what_is_kept_without_a_look_is_no_mark() {
        for &(first, last, _) in FATES.iter().filter(|(_, _, fate)| *fate == Fate::Keep) {
            for found in first..=last {
                assert!(!is_mark(found), "{found:?} U+{:04X}", u32::from(found));
            }
        }
    }

    #[test]
    fn every_control_has_a_visible_form() {
        for code in (0..=0x1f).chain([0x7f]).filter_map(char::from_u32) {
            assert!(picture(code).is_some_and(|picture| of(picture) == Fate::Keep));
        }
        assert_eq!(picture('\u{1b}'), Some('␛'));
        assert_eq!(picture('\u{9b}'), None);
    }

    #[test]
    fn properties_decide_outside_the_table() {
        assert_eq!(of('\u{301}'), Fate::Mark);
        assert_eq!(of('\u{93e}'), Fate::Mark);
        assert_eq!(of('क'), Fate::Keep);
        assert_eq!(of('ب'), Fate::Keep);
    }
}

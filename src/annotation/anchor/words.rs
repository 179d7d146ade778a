//! The words of a folded text, and where each of them stands.
//!
//! Knows where words begin and end, and which of two unlike words are nearly the same. Must never
//! know what is looked for.

use crate::text::hash::fnv1a;

/// A run of letters and digits, a character of a script without spaces, or a mark. Small, since an
/// article has millions of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    /// What words that differ by no more than capitals have in common.
    pub(super) key: u32,
    /// Whether it is a mark and no word.
    pub(super) is_mark: bool,
}

impl Word {
    /// Its first byte.
    pub(super) const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after its last.
    pub(super) const fn end(self) -> usize {
        self.end as usize
    }

    /// The word as it stands in the text that it was found in.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

/// The words of a text in order, as far as its 4,294,967,296th byte; white space belongs to none.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let is_more = |c: char| is_joined(first) && is_joined(c);
        while let Some((at, next)) = characters.next_if(|&(_, c)| is_more(c)) {
            end = at + next.len_utf8();
        }
        let word = text.get(start..end).unwrap_or_default();
        let is_mark = !first.is_alphanumeric();
        let (Ok(start), Ok(end)) = (start.try_into(), end.try_into()) else { break };
        words.push(Word { start, end, key: key(word), is_mark });
    }
    words
}

fn key(word: &str) -> u32 {
    let is_small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let hash =
        if is_small { fnv1a(word.as_bytes()) } else { fnv1a(word.to_lowercase().as_bytes()) };
    // The upper half, to which every byte has come.
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// Whether a character makes one word with its like.
pub(super) fn is_joined(character: char) -> bool {
    /// Thai to Burmese, Khmer, and from the radicals of Chinese to the end of its ideographs and
    /// the kana: these are written without spaces between words.
    const APART: [std::ops::RangeInclusive<char>; 5] = [
        '\u{e00}'..='\u{eff}',
        '\u{1000}'..='\u{109f}',
        '\u{1780}'..='\u{17ff}',
        '\u{2e80}'..='\u{a4cf}',
        '\u{20000}'..='\u{3ffff}',
    ];
    character.is_ascii_alphanumeric()
        || !character.is_ascii()
            && character.is_alphanumeric()
            && !APART.iter().any(|range| range.contains(&character))
}

/// How alike two words are, 0 to 1: the share of the longer one that is the same from the
/// beginning and from the end. A figure is like no other figure.
pub(super) fn likeness(one: &str, other: &str) -> f32 {
    let (head, tail) = (one.as_bytes().first(), one.as_bytes().last());
    let (other_head, other_tail) = (other.as_bytes().first(), other.as_bytes().last());
    if head.map(u8::to_ascii_lowercase) != other_head.map(u8::to_ascii_lowercase)
        && tail != other_tail
    {
        return 0.0;
    }
    let is_wordy = |word: &str| word.starts_with(char::is_alphabetic);
    if !is_wordy(one) || !is_wordy(other) {
        return 0.0;
    }
    let longer = one.len().max(other.len());
    let shorter = one.len().min(other.len());
    let same = |pair: &(u8, u8)| pair.0.eq_ignore_ascii_case(&pair.1);
    let begun = one.bytes().zip(other.bytes()).take_while(same).count();
    let ended = one.bytes().rev().zip(other.bytes().rev()).take_while(same).count();
    ratio((begun + ended).min(shorter), longer)
}

/// How often one number goes into another; nothing goes into nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words and bytes are far below 2^24")]
pub(super) fn ratio(one: usize, other: usize) -> f32 {
    if other == 0 { 0.0 } else { one as f32 / other as f32 }
}

/// Where each word of a text stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Index {
    /// The places of all words, those of one word together and in order.
    places: Vec<(u32, u32)>,
}

impl Index {
    /// Sorts the words of a text.
    pub(super) fn new(words: &[Word]) -> Self {
        let mut places: Vec<(u32, u32)> =
            (0..).zip(words).map(|(place, word)| (word.key, place)).collect();
        places.sort_unstable();
        Self { places }
    }

    /// Where a word stands, in order.
    pub(super) fn places(&self, key: u32) -> &[(u32, u32)] {
        let from = self.places.partition_point(|&(other, _)| other < key);
        let rest = self.places.get(from..).unwrap_or_default();
        let count = rest.partition_point(|&(other, _)| other == key);
        rest.get(..count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.of(text)).collect()
    }

    #[test]
    fn words_figures_and_marks_stand_alone() {
        for (text, expected) in [
            ("", vec![]),
            ("  It's 1,250 crowns. ", vec!["It", "'", "s", "1", ",", "250", "crowns", "."]),
            ("Zürich–Åbo 2nd", vec!["Zürich", "–", "Åbo", "2nd"]),
            ("港は開いた", vec!["港", "は", "開", "い", "た"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_make_no_other_word() {
        let text = "The the ÉTÉ été";
        let words = words(text);
        assert_eq!(words[0].key, words[1].key);
        assert_eq!(words[2].key, words[3].key);
        assert_ne!(words[0].key, words[2].key);
    }

    #[test]
    fn forms_of_a_word_are_alike_and_figures_are_not() {
        assert!(likeness("paid", "pays") < 1.0);
        assert!(likeness("harbour", "harbours") > 0.8);
        assert!(likeness("exactly", "eaxctly") > 0.6);
        assert!(likeness("council", "ferry") < 0.2);
        assert!(likeness("1250", "1251") < 0.1);
    }

    #[test]
    fn an_index_knows_every_place() {
        let text = "a b a c a";
        let words = words(text);
        let index = Index::new(&words);
        let places: Vec<u32> = index.places(words[0].key).iter().map(|&(_, at)| at).collect();
        assert_eq!(places, [0, 2, 4]);
        assert!(index.places(7).is_empty());
    }
}

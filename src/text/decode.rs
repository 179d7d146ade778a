//! Bytes to text.
//!
//! Knows encodings, line ends and tabs. Must never know formats: what it returns may be HTML.

mod legacy;

use std::borrow::Cow;

use crate::patience::Patience;
use crate::problem::Problem;
use crate::text::hash::fnv1a;
use crate::text::{Bytes, SharedText, clean, shared, wrap};

/// A NUL among this many first bytes tells a file that is no text, as in `grep` and `git`.
const LOOKED_AT: usize = 8 * 1024;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// The columns between tab stops.
const TAB: usize = 4;

/// What a file's bytes hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decoded {
    /// The text.
    pub text: SharedText,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// The hash of the bytes; absent where the text is made of the same ones.
    pub original: Option<u64>,
    /// How many characters were removed or made visible.
    pub hidden: usize,
}

/// Turns the bytes of a file into clean text with `\n` line ends and without tabs.
///
/// The encoding is UTF-16 if a byte order mark says so, else UTF-8; what is not even mostly UTF-8
/// is read as windows-1252, which never fails. Every line end, form feed and vertical tab becomes
/// `\n`, tabs become spaces up to the next of the columns 4, 8, 12 and so on, and the sanitiser
/// does the rest. `place` names the input in problems; a file that is no text gives an empty one.
///
/// Bytes that are such a text already are not copied.
pub fn decode(place: &str, bytes: impl Into<Bytes>) -> Decoded {
    decode_within(place, bytes.into(), Patience::ENDLESS)
}

/// The same for somebody who does not wait for ever.
pub fn decode_within(place: &str, bytes: Bytes, patience: Patience<'_>) -> Decoded {
    if let Some(problem) = refusal(place, &bytes) {
        let original = Some(fnv1a(&bytes));
        return Decoded { problems: vec![problem], original, ..Decoded::default() };
    }
    let Characters { text, what, mut original } = characters(&bytes);
    drop(bytes);
    let mut problems: Vec<Problem> =
        what.map(|what| Problem::new(place, what)).into_iter().collect();
    let mut hash_of = |text: &str| {
        original.get_or_insert_with(|| fnv1a(text.as_bytes()));
    };
    let mut cleaned = clean::clean_within(&text, patience);
    // The text itself is clean, or a beginning of it is and nothing else is left.
    if matches!(cleaned.text, Cow::Borrowed(same) if same.len() == text.len()) {
        return Decoded { text, problems, original, hidden: 0 };
    }
    hash_of(&text);
    // A tab is nothing clean: texts with tabs all come by here.
    let expanded = with_spaces(&text, patience);
    if let Cow::Owned(expanded) = &expanded {
        cleaned = clean::clean_within(expanded, patience);
    }
    problems.extend(hidden(place, cleaned.hidden, ""));
    let (cleaned, hidden) = (cleaned.text.into_owned(), cleaned.hidden);
    // What it was made of goes before room is made for it.
    drop(expanded);
    drop(text);
    Decoded { text: shared::kept(cleaned), problems, original, hidden }
}

/// The text that [`decode`] makes of these bytes, where it can be told at a glance that it is made of
/// the same ones; of most it can.
pub fn as_they_are(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok().filter(|text| clean::passes_at_a_glance(text))
}

/// Why these bytes are no text at all, where they are none.
pub fn refusal(place: &str, bytes: &[u8]) -> Option<Problem> {
    let beginning = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let has_nul = match beginning {
        // Here every other byte may be one.
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => rest.as_chunks().0.contains(&[0, 0]),
        _ => memchr::memchr(0, beginning).is_some(),
    };
    has_nul.then(|| Problem::new(place, "is not text").advise("open a text, Markdown or HTML file"))
}

/// What is told of so many hidden characters; `of` says which, if not all.
pub fn hidden(place: &str, count: usize, of: &str) -> Option<Problem> {
    let what = match count {
        0 => return None,
        1 => format!("1 hidden character{of} removed or made visible"),
        count => format!("{count} hidden characters{of} removed or made visible"),
    };
    Some(Problem::new(place, what))
}

/// The characters of a file without its byte order mark.
struct Characters {
    text: SharedText,
    /// What was wrong with their encoding.
    what: Option<String>,
    /// The hash of the bytes, where the text is not made of the same ones.
    original: Option<u64>,
}

fn characters(bytes: &Bytes) -> Characters {
    if let Ok(text) = SharedText::try_from(bytes.clone())
        && !text.starts_with(MARK)
    {
        return Characters { text, what: None, original: None };
    }
    let (text, what) = match &**bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf_8(rest),
        _ => utf_8(bytes),
    };
    Characters { text: text.into(), what, original: Some(fnv1a(bytes)) }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<String>) {
    let (pairs, odd) = bytes.as_chunks();
    let mut bad = odd.len();
    let mut text: String = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|found| {
            found.unwrap_or_else(|_| {
                bad += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, replaced(bad, "UTF-16"))
}

fn utf_8(bytes: &[u8]) -> (String, Option<String>) {
    if let Ok(text) = str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|found| !found.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Text in another encoding is hardly ever valid UTF-8 by chance; a cut or damaged file in
    // UTF-8 still has most of its characters.
    if good > bad {
        return (String::from_utf8_lossy(bytes).into_owned(), replaced(bad, "UTF-8"));
    }
    let (text, encoding) = legacy::decode(bytes);
    (text, Some(format!("not UTF-8: read as {encoding}")))
}

fn replaced(count: usize, encoding: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 character was not valid {encoding}: shown as �")),
        count => Some(format!("{count} characters were not valid {encoding}: shown as �")),
    }
}

fn with_spaces<'text>(text: &'text str, patience: Patience<'_>) -> Cow<'text, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut expanded = String::with_capacity(text.len() + text.len() / 8);
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];
    for line in patience.through(text.split_inclusive(ends)) {
        expand(line, &mut expanded);
    }
    Cow::Owned(expanded)
}

fn expand(line: &str, expanded: &mut String) {
    let (mut column, mut rest) = (0, line);
    while let Some((filled, after)) = rest.split_once('\t') {
        column += wrap::cells(&clean::clean_line(filled));
        let spaces = TAB - column % TAB;
        expanded.push_str(filled);
        expanded.extend(std::iter::repeat_n(' ', spaces));
        (column, rest) = (column + spaces, after);
    }
    expanded.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode("a.txt", bytes.to_vec()).text.to_string()
    }

    fn problems(bytes: &[u8]) -> Vec<String> {
        decode("a.txt", bytes.to_vec()).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn plain_text_comes_through_without_problems() {
        let bytes = "Zwölf Schiffe.\nEin Hafen.\n".as_bytes();
        assert_eq!(text(bytes).as_bytes(), bytes);
        assert!(problems(bytes).is_empty());
        assert_eq!(decode("a.txt", Vec::new()), Decoded::default());
    }

    #[test]
    fn bytes_that_are_a_text_already_are_known_without_decoding() {
        for known in ["", "Zwölf “Schiffe”.\nEin Hafen.\n", "港口\u{a0}– порт"] {
            assert_eq!(as_they_are(known.as_bytes()), Some(known));
        }
        for other in [&b"a\tb"[..], b"a\r\nb", b"a\0b", b"\xef\xbb\xbfa", b"\xffa", b"\x1b[m"] {
            assert_eq!(as_they_are(other), None, "{other:?}");
        }
    }

    #[test]
    fn byte_order_marks_are_read_and_gone() {
        assert_eq!(text(b"\xef\xbb\xbfHarbour"), "Harbour");
        assert_eq!(text(b"\xff\xfeH\0\xe9\0"), "Hé");
        assert_eq!(text(b"\xfe\xff\0H\x20\xac"), "H€");
        assert!(problems(b"\xef\xbb\xbfHarbour").is_empty());
        assert!(problems(b"\xff\xfeH\0").is_empty());
    }

    #[test]
    fn half_a_character_of_utf_16_is_shown() {
        assert_eq!(text(b"\xff\xfeH\0\x00\xd8i\0z"), "H�i�");
        let told = ["a.txt: 2 characters were not valid UTF-16: shown as �"];
        assert_eq!(problems(b"\xff\xfeH\0\x00\xd8i\0z"), told);
    }

    #[test]
    fn old_files_are_read_as_windows_1252() {
        assert_eq!(text(b"\x93Z\xfcrich\x94 \x80 5"), "“Zürich” € 5");
        assert_eq!(problems(b"\x93Z\xfcrich\x94"), ["a.txt: not UTF-8: read as windows-1252"]);
        assert_eq!(text(b"caf\xe9 \x81"), "café <81>");
    }

    #[test]
    fn a_damaged_file_in_utf_8_stays_utf_8() {
        let mut bytes = "„Größe“ – zwölf".as_bytes().to_vec();
        bytes.push(0xc3);
        assert_eq!(text(&bytes), "„Größe“ – zwölf�");
        assert_eq!(problems(&bytes), ["a.txt: 1 character was not valid UTF-8: shown as �"]);
    }

    #[test]
    fn every_line_end_is_a_line_feed() {
        assert_eq!(text(b"a\r\nb\rc\x0cd\x0be\n"), "a\nb\nc\nd\ne\n");
        assert!(problems(b"a\r\nb\r").is_empty());
    }

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(text(b"a\tb\n\tc\nabcd\te\r\tf"), "a   b\n    c\nabcd    e\n    f");
        assert_eq!(text("漢\té\t\tx".as_bytes()), "漢  é       x");
        assert_eq!(text(b"\x1b\tx"), "␛   x");
        assert_eq!(text("\u{9b}\tx".as_bytes()), "<9B>    x", "as wide as it is shown");
    }

    #[test]
    fn hidden_characters_are_counted() {
        assert_eq!(text("a\u{1b}[1mb\u{202e}c".as_bytes()), "a␛[1mbc");
        let told = ["a.txt: 2 hidden characters removed or made visible"];
        assert_eq!(problems("a\u{1b}[1mb\u{202e}c".as_bytes()), told);
        assert_eq!(text("abc\u{200b}".as_bytes()), "abc");
        let told = ["a.txt: 1 hidden character removed or made visible"];
        assert_eq!(problems("abc\u{200b}".as_bytes()), told);
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        assert_eq!(text(b"\x7fELF\x02\0\0\0"), "");
        let told = ["a.txt: is not text; open a text, Markdown or HTML file"];
        assert_eq!(problems(b"\x7fELF\x02\0\0\0"), told);
        assert_eq!(problems(b"\xff\xfe\0\0a\0\0\0"), told);
        let mut late = vec![b'a'; LOOKED_AT];
        late.push(0);
        assert!(text(&late).ends_with("a␀"));
    }

    proptest! {
        #[test]
        fn any_bytes_give_clean_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let text = text(&bytes);
            prop_assert_eq!(clean::clean(&text), text.as_str());
            prop_assert!(!text.contains('\t'));
        }

        #[test]
        fn what_is_known_without_decoding_is_what_decoding_gives(text in "[a-zé“—я\n ]{0,90}[\t\r\u{7f}\u{9b}\u{ad}\u{200b}\u{200d}\u{301}\u{feff}]?[a-zé“—я\n ]{0,90}") {
            let decoded = decode("a.txt", text.clone());
            let is_as_it_is = decoded == Decoded { text: text.clone().into(), ..Decoded::default() };
            prop_assert!(is_as_it_is || as_they_are(text.as_bytes()).is_none());
        }

        #[test]
        fn tabs_end_on_a_stop(line in "[a-z漢 \t]{0,40}") {
            let text = text(line.as_bytes());
            let words = line.rsplit_once('\t').map_or(line.as_str(), |(_, last)| last);
            let before = text.strip_suffix(words).map(wrap::cells);
            prop_assert!(before.is_some_and(|cells| cells % TAB == 0));
        }
    }
}

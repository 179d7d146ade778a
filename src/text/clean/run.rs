//! How far a text passes as it stands, many bytes at a time.
//!
//! Knows how characters are written in UTF-8. What passes is the table's to say: this is only a
//! faster way to see it, and tests hold it to the table.

use super::fate::{self, Fate};

/// How many bytes are looked at together.
pub(super) const CHUNK: usize = 64;
/// How many bytes after the first of a character tell whether it passes.
const AHEAD: usize = 2;

/// How many bytes at the beginning of a text are characters that pass wherever they stand, or that
/// ASCII character which `stays`, too.
pub(super) fn plain(text: &str, stays: u8) -> usize {
    let mut run = 0;
    while run < text.len() {
        let chunks = plain_chunks(&text.as_bytes()[run..], stays);
        // The last one may end within a character.
        run = text.floor_char_boundary(run + chunks * CHUNK);
        // What is not seen at once is looked at one by one.
        let end = run + CHUNK;
        for found in text[run..].chars() {
            if !passes(found, stays) {
                return run;
            }
            run += found.len_utf8();
            if run >= end {
                break;
            }
        }
    }
    run
}

fn passes(found: char, stays: u8) -> bool {
    match u8::try_from(found) {
        Ok(byte) if byte.is_ascii() => is_plain(byte, stays),
        _ => fate::of(found) == Fate::Keep,
    }
}

/// Whether an ASCII character passes.
pub(super) const fn is_plain(byte: u8, stays: u8) -> bool {
    matches!(byte, b' '..=b'~') || byte == stays
}

/// How many chunks at the beginning are seen at once to pass.
fn plain_chunks(mut bytes: &[u8], stays: u8) -> usize {
    let mut count = 0;
    while let Some(chunk) = bytes.first_chunk()
        && (is_plain_ascii(chunk, stays) || is_plain_text(chunk, stays))
    {
        bytes = &bytes[CHUNK..];
        count += 1;
    }
    count
}

// All of a chunk without a way out, so that the compiler looks at many bytes at once.

fn is_plain_ascii(chunk: &[u8; CHUNK + AHEAD], stays: u8) -> bool {
    let (chunk, _) = chunk.split_at(CHUNK);
    chunk.iter().fold(true, |all, &byte| all & is_plain(byte, stays))
}

/// The same with the letters and signs that most texts have besides ASCII.
#[expect(clippy::needless_bitwise_bool, reason = "with a way out it takes more than twice as long")]
fn is_plain_text(chunk: &[u8; CHUNK + AHEAD], stays: u8) -> bool {
    (0..CHUNK).fold(true, |all, at| {
        let (byte, next, third) = (chunk[at], chunk[at + 1], chunk[at + 2]);
        // Latin, Greek and Cyrillic letters: U+00C0 to U+02FF and U+0380 to U+047F.
        let is_letter = matches!(byte, 0xc3..=0xcb | 0xce..=0xd1);
        // Dashes, quotation marks, the ellipsis: U+2010 to U+2027.
        let is_sign = (byte == 0xe2) & (next == 0x80) & matches!(third, 0x90..=0xa7);
        // What follows the first byte of a character that passes.
        let follows = matches!(byte, 0x80..=0xbf);
        all & (is_plain(byte, stays) | is_letter | is_sign | follows)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes_by_table(found: char, stays: u8) -> bool {
        fate::of(found) == Fate::Keep || found == char::from(stays)
    }

    /// What [`plain`] is by the table.
    fn one_by_one(text: &str, stays: u8) -> usize {
        let plain = text.chars().take_while(|&found| passes_by_table(found, stays));
        plain.map(char::len_utf8).sum()
    }

    #[test]
    fn what_passes_among_many_passes_alone() {
        // What takes four bytes never does.
        for found in ('\0'..='\u{ffff}').chain(['\u{10000}', '\u{40000}', char::MAX]) {
            let mut bytes = [b'a'; CHUNK + AHEAD];
            let length = found.encode_utf8(&mut bytes).len();
            if is_plain_text(&bytes, b'\n') {
                assert!(passes_by_table(found, b'\n'), "U+{:04X}", u32::from(found));
            }
            assert_eq!(is_plain_ascii(&bytes, b'\n'), length == 1 && passes_by_table(found, b'\n'));
        }
    }

    #[test]
    fn most_letters_and_signs_pass_among_many() {
        for found in "azAZ09 ~éßžΩяЯ–—‘’“”…".chars() {
            let mut bytes = [b'a'; CHUNK + AHEAD];
            found.encode_utf8(&mut bytes);
            assert!(is_plain_text(&bytes, b'\n'), "{found}");
        }
    }

    #[test]
    fn it_ends_where_something_else_stands_wherever_that_is() {
        for found in
            ["", "é", "“", "я", "\u{a0}", "ب", "\n", "\u{1b}", "\u{ad}", "\u{200b}", "\u{301}"]
        {
            for (before, after) in (0..2 * CHUNK + 4).flat_map(|at| [(at, 0), (at, 1), (at, CHUNK)])
            {
                let text = format!("{}{found}{}\u{2028}", "b".repeat(before), "’é".repeat(after));
                for stays in [b'\n', b' '] {
                    assert_eq!(plain(&text, stays), one_by_one(&text, stays), "{text:?}");
                }
            }
        }
    }
}

//! Cuts overlong blocks, so that no single block is dear to wrap or to search.
//!
//! Knows one block's characters. Must never know what the block means.

use crate::text::Span;

/// The longest block in bytes. About a hundred lines on a screen; no paragraph meant to be read is
/// as long.
pub(super) const LIMIT: usize = 8 * 1024;

/// Where a cut may fall.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cut {
    /// After a sentence, else at white space.
    Prose,
    /// At the end of a line, else at white space.
    Lines,
}

/// The parts of `block`, each at most [`LIMIT`] bytes, without white space around them.
pub(super) fn parts(block: &str, cut: Cut) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = 0;
    while block.len() - from > LIMIT {
        let window = Span::new(from, block.floor_char_boundary(from + LIMIT)).of(block);
        let place = match cut {
            Cut::Prose => sentence_end(window),
            Cut::Lines => window.rfind('\n').map(|at| at + 1),
        };
        let length = place.or_else(|| white_space(window)).unwrap_or(window.len());
        parts.push(Span::new(from, from + length));
        from += length;
    }
    parts.push(Span::new(from, block.len()));
    let trim = |part: Span| match cut {
        Cut::Prose => part.trimmed(block),
        Cut::Lines => Span::new(part.start(), part.start() + part.of(block).trim_end().len()),
    };
    parts.into_iter().map(trim).filter(|part| !part.of(block).trim().is_empty()).collect()
}

/// The last place in the second half of `window` where a sentence seems to begin.
fn sentence_end(window: &str) -> Option<usize> {
    let half = window.len() / 2;
    let mut letters = 0;
    let (mut ended, mut spaced) = (false, false);
    let mut found = None;
    for (offset, character) in window.char_indices().skip_while(|(offset, _)| *offset < half) {
        if character.is_whitespace() {
            spaced = ended;
            letters = 0;
            continue;
        }
        if spaced && !character.is_lowercase() {
            found = Some(offset);
        }
        spaced = false;
        match character {
            '!' | '?' | '…' => ended = true,
            // A short word before a stop is likely an abbreviation.
            '.' => ended = letters > 3,
            '"' | '”' | '’' | '\'' | ')' | ']' | '»' => {}
            _ => {
                ended = false;
                letters += 1;
            }
        }
    }
    found
}

/// The place after the last white space in the second half of `window`.
fn white_space(window: &str) -> Option<usize> {
    let (offset, space) = window.char_indices().rfind(|(_, each)| each.is_whitespace())?;
    (offset > window.len() / 2).then(|| offset + space.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(block: &str, cut: Cut) -> Vec<&str> {
        parts(block, cut).into_iter().map(|part| part.of(block)).collect()
    }

    #[test]
    fn a_block_of_usual_length_stays_whole() {
        assert_eq!(texts("Two ships met. They parted.", Cut::Prose).len(), 1);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_sentences() {
        let block = "The harbour was closed on Monday. ".repeat(1000);
        let parts = texts(&block, Cut::Prose);
        assert!(parts.len() > 3);
        assert!(parts.iter().all(|part| part.ends_with("Monday.") && part.len() <= LIMIT));
        assert_eq!(parts.iter().map(|part| part.split(' ').count()).sum::<usize>(), 6000);
    }

    #[test]
    fn a_sentence_without_end_is_cut_at_white_space() {
        let parts = parts(&"rope and ".repeat(3000), Cut::Prose);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.len() <= LIMIT));
    }

    #[test]
    fn a_word_without_end_is_cut_between_characters() {
        let block = "é".repeat(20_000);
        let joined: String = texts(&block, Cut::Prose).concat();
        assert_eq!(joined, block);
    }

    #[test]
    fn lines_are_cut_at_line_ends_and_keep_their_indent() {
        let block = "    total 12\n".repeat(2000);
        assert!(texts(&block, Cut::Lines).iter().all(|part| part.starts_with("    total")));
    }
}

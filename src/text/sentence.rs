//! Blocks to sentences.
//!
//! Knows one block of text at a time and the marks of sentences, lists and quotations. Must never
//! know claims, or what kind of block it is. The `sentencex` crate finds the sentences; what it
//! gets wrong in news is repaired by small rules, each with its own tests: `piece` cuts a block
//! where a sentence cannot go on, `join` takes a break away, `split` puts one in.

mod join;
mod piece;
mod split;

use crate::text::Span;

/// A sentence of more bytes has most likely been swallowed by a bracket or quotation mark whose
/// partner stands somewhere else.
const OVERLONG: usize = 600;

/// The crate gets at most this many bytes at once: quotation marks that never close cost it the
/// square of the length (1.2 s for 200 KB).
const PORTION: usize = 16 * 1024;

/// Splits one block of text into sentences that partition it: white space belongs to the sentence
/// before it, at the beginning of the block to the first.
///
/// A line break is a space, unless a blank line, a list or a run of short lines shows that it is
/// none. An empty block has no sentence.
pub fn sentences(block: &str) -> Vec<Span> {
    // As long as the block, byte for byte.
    let flat = block.replace('\n', " ");
    let mut starts = Vec::new();
    for piece in piece::pieces(block) {
        starts.push(piece.whole.start());
        let body = piece.body.start();
        starts.extend(breaks(piece.body.of(&flat)).into_iter().map(|at| body + at));
    }
    partition(starts.get(1..).unwrap_or_default(), block.len())
}

/// Where the second and all further sentences of a text without line breaks begin.
fn breaks(text: &str) -> Vec<usize> {
    let mut sentences =
        if is_one(text) { partition(&[], text.len()) } else { partition(&found(text), text.len()) };
    if sentences.iter().any(|sentence| sentence.len() > OVERLONG) {
        sentences = sentences.into_iter().flat_map(|sentence| shortened(text, sentence)).collect();
    }
    let joined = join::joined(text, sentences);
    let mut starts = Vec::new();
    for sentence in joined {
        starts.push(sentence.start());
        let inner = split::starts(sentence.of(text));
        starts.extend(inner.into_iter().map(|at| sentence.start() + at));
    }
    starts.retain(|&start| start > 0);
    starts
}

/// Whether nothing that ends a sentence stands in a text but at its end. So it is with most titles
/// and headings: the crate, which takes its time when it is first asked for anything, is not needed
/// for them.
fn is_one(text: &str) -> bool {
    let goes_on = |each: char| match each {
        // `1) ` begins a sentence.
        '.' | '!' | '?' | ')' => false,
        '“' | '”' | '‘' | '’' | '–' | '—' => true,
        _ => each.is_ascii() || each.is_alphanumeric(),
    };
    text.trim_end().trim_end_matches(['.', '!', '?']).chars().all(goes_on)
}

/// What the crate finds, given a portion at a time.
fn found(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut offset = 0;
    while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
        let portion = portion(rest);
        let boundaries = sentencex::get_sentence_boundaries("en", portion);
        starts.extend(boundaries.iter().map(|boundary| offset + boundary.start_byte));
        offset += portion.len();
    }
    starts
}

/// The beginning of a text up to the last sentence that surely ends within [`PORTION`].
fn portion(text: &str) -> &str {
    if text.len() <= PORTION {
        return text;
    }
    let (window, _) = text.split_at(text.floor_char_boundary(PORTION));
    let next_sentence = window.rmatch_indices(". ").find_map(|(at, _)| {
        let next = window.get(at + 1..)?.trim_start();
        next.starts_with(char::is_uppercase).then(|| window.len() - next.len())
    });
    let end = next_sentence.or_else(|| window.rfind(' ').map(|at| at + 1));
    end.and_then(|end| window.get(..end)).unwrap_or(window)
}

/// An overlong sentence, looked at again without the brackets and quotation marks in it.
fn shortened(text: &str, sentence: Span) -> Vec<Span> {
    if sentence.len() <= OVERLONG {
        return vec![sentence];
    }
    let slice = sentence.of(text);
    let without: String = slice
        .chars()
        .flat_map(|found| {
            let blank = split::is_enclosing(found);
            let (shown, times) = if blank { (' ', found.len_utf8()) } else { (found, 1) };
            std::iter::repeat_n(shown, times)
        })
        .collect();
    let starts: Vec<usize> =
        found(&without).into_iter().map(|start| split::before_opening(slice, start)).collect();
    partition(&starts, slice.len()).into_iter().map(|each| each.shifted(sentence.start())).collect()
}

/// The spans between `starts`, the first of which reaches back to 0.
fn partition(starts: &[usize], length: usize) -> Vec<Span> {
    let mut spans = Vec::with_capacity(starts.len() + 1);
    let mut start = 0;
    for &next in starts.iter().skip_while(|&&next| next == 0) {
        if next > start && next < length {
            spans.push(Span::new(start, next));
            start = next;
        }
    }
    if start < length {
        spans.push(Span::new(start, length));
    }
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks a text in which `|` marks where sentences begin.
    #[track_caller]
    pub(super) fn check(marked: &str) {
        let block = marked.replace('|', "");
        let found: Vec<&str> = sentences(&block).iter().map(|span| span.of(&block)).collect();
        assert_eq!(found.join("|"), marked);
    }

    #[test]
    fn plain_sentences() {
        check("");
        check("  \n ");
        check("The port closed. |Nobody was told! |Why?");
        check("  The port closed. \n |Nobody was told.\n");
    }

    #[test]
    fn a_line_break_is_a_space() {
        check("The port closed on Jan.\n5 for repairs. |Gov.\nAda Holm was\nthere.");
    }

    #[test]
    fn far_apart_brackets_do_not_swallow_the_sentences_between() {
        let filling = "The board of the harbour met again on Monday. |".repeat(20);
        check(&format!("It began (so they say. |{filling}And it ended) in May. |Then it rained."));
        check(&format!("It began ‘so they say. |{filling}And it ended’ in May. |Then it rained."));
        check(&format!("“So they say. |{filling}And it ended.” |(Then it rained.) |It was May."));
    }

    #[test]
    fn long_blocks_are_read_in_portions() {
        check("It was Ms. Holm who closed the port. |".repeat(2000).trim_end_matches('|'));
        let mut endless = "“A b. ".repeat(40_000);
        endless.push('“');
        assert!(sentences(&endless).len() > 1);
        for text in ["漢".repeat(PORTION), "a ".repeat(PORTION), " ".repeat(2 * PORTION)] {
            assert_eq!(sentences(&text).last().map(|span| span.end()), Some(text.len()));
        }
    }

    #[test]
    fn most_titles_are_one_sentence_without_a_look() {
        for title in ["Ferries sold overnight: what the board did", "“Why?”", "It’s over!  ", ""]
        {
            assert_eq!(is_one(title), title != "“Why?”", "{title}");
        }
        for more in [
            "Sold. Gone.",
            "1) Sold 2) gone",
            "Sold.) Gone",
            "Sold… Gone",
            "售出。走了",
            "No. 5 is sold",
        ] {
            assert!(!is_one(more), "{more}");
        }
    }

    proptest! {
        #[test]
        fn the_crate_finds_nothing_in_what_is_one_sentence(
            text in "([A-Z]?[a-z]{1,6}|[ ]|[0-9]|[(\"“”‘’',;:–—/*)-]|1\\) |[éß文]|• ){0,40}[.!?]{0,3} ?",
        ) {
            let text = text.trim_start();
            if is_one(text) {
                prop_assert_eq!(partition(&found(text), text.len()), partition(&[], text.len()));
            }
        }

        #[test]
        fn the_sentences_partition_the_block(
            block in "([A-Z]?[a-z]{1,6}|[.!?]|[.] |\n|\n\n|[ ]|[(\"“”)]|• |- |1\\. |2\\) |a\\.m\\. |\\PC){0,60}",
        ) {
            let mut offset = 0;
            for span in sentences(&block) {
                prop_assert_eq!(span.start(), offset);
                prop_assert!(block.get(span.range()).is_some_and(|text| !text.is_empty()));
                let blank = span.of(&block).trim().is_empty();
                prop_assert!(!blank || block.trim().is_empty());
                prop_assert!(offset == 0 || !span.of(&block).starts_with(char::is_whitespace));
                offset = span.end();
            }
            prop_assert_eq!(offset, block.len());
        }
    }
}

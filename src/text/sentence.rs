//! Blocks to sentences.

use crate::text::Span;

/// Splits one block of text into sentences that partition it: white space belongs to the sentence
/// before it.
pub fn sentences(block: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = sentencex::get_sentence_boundaries("en", block)
        .iter()
        .map(|boundary| Span::new(boundary.start_byte, boundary.end_byte))
        .collect();
    for index in 0..spans.len() {
        let end = spans.get(index + 1).map_or(block.len(), |next| next.start());
        let start = if index == 0 { 0 } else { spans[index].start() };
        spans[index] = Span::new(start, end);
    }
    spans
}

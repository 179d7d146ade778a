//! What can still be read of a damaged file.
//!
//! Knows where entries begin and end in text that may be anything. Must never guess: a piece counts
//! only if it is a whole entry by itself.

use ron::value::RawValue;

use super::contents::{self, Contents};
use super::scan::Pieces;
use super::schema;
use crate::annotation::{Entry, Id};

/// How every entry of this version begins, at the beginning of a line.
const BEGINNINGS: [&str; 5] = ["Tag((", "Article((", "Story((", "Annotation((", "Judgement(("];

/// The entries that are whole, in the order of the file.
///
/// Up to the damage the file is read as it was written; behind it every line that begins an entry
/// is tried.
pub(super) fn salvage(bytes: &[u8]) -> (Contents, Vec<Entry>) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.as_ref();
    let (lineage, mut pieces, rest) = before_the_damage(text);
    pieces.extend(behind_it(rest));
    contents::of_pieces(lineage, &pieces)
}

/// What stands before the first piece that is no entry, and the text from there on.
fn before_the_damage(text: &str) -> (Option<Id>, Vec<&str>, &str) {
    let Some(mut reading) = Pieces::new(text) else { return (None, Vec::new(), text) };
    let (lineage, mut pieces, mut rest) = (reading.lineage(), Vec::new(), reading.rest());
    while let Some(piece) = reading.next() {
        if !is_entry(piece) {
            break;
        }
        pieces.push(piece);
        rest = reading.rest();
    }
    (lineage, pieces, rest)
}

/// The entries that begin a line of a text and are whole.
fn behind_it(text: &str) -> Vec<&str> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let begins = |line: &str| BEGINNINGS.iter().any(|it| line.trim_start().starts_with(it));
    let starts: Vec<usize> =
        lines.filter(|(_, line)| begins(line)).map(|(start, _)| start).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let regions = starts.iter().zip(ends).filter_map(|(&start, end)| text.get(start..end));
    regions.filter_map(whole_entry).collect()
}

/// The entry that a text begins with.
fn whole_entry(region: &str) -> Option<&str> {
    // The last one before a cut may have no comma behind it.
    let piece = Pieces::bare(region).next().unwrap_or_else(|| region.trim());
    schema::is_entry(piece).then_some(piece)
}

/// Whether a piece is an entry of this version or of a later one.
fn is_entry(piece: &str) -> bool {
    schema::is_entry(piece) || RawValue::from_ron(piece).is_ok()
}

#[cfg(test)]
mod tests;

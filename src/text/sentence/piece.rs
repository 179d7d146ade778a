//! Where a sentence cannot go on: blank lines, list items, runs of short lines.

use crate::text::Span;

/// Characters that begin a list item wherever they stand after white space.
const BULLETS: [char; 10] = ['•', '‣', '⁃', '◦', '▪', '▫', '●', '○', '■', '□'];

/// Characters that begin a list item only at the beginning of a line.
const DASHES: [char; 4] = ['-', '*', '+', '–'];

/// The markers of the items of a list are at most this many bytes apart.
const LONGEST_ITEM: usize = 4096;

/// In a block without a full stop, lines of at most this many bytes are items, not text.
const SHORT_LINE: usize = 40;

/// A part of a block that begins and ends with a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// All of it.
    pub(super) whole: Span,
    /// It without the marker of a list item at its beginning.
    pub(super) body: Span,
}

/// The number or letter of a list item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Numbering {
    value: u32,
    lettered: bool,
    suffix: &'static str,
    /// The bytes it takes, without white space.
    length: usize,
}

/// Cuts a block into pieces that tile it from its first character that is no white space.
pub(super) fn pieces(block: &str) -> Vec<Piece> {
    let mut starts = line_starts(block);
    starts.extend(bullets(block));
    starts.extend(numbered(block));
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().zip(ends).map(|(&start, end)| piece(block, Span::new(start, end))).collect()
}

fn piece(block: &str, whole: Span) -> Piece {
    let text = whole.of(block);
    let unmarked = after_bullet(text);
    let unmarked = match numbering(unmarked) {
        Some(numbering) => unmarked.get(numbering.length..).unwrap_or_default().trim_start(),
        None => unmarked,
    };
    Piece { whole, body: Span::new(whole.end() - unmarked.len(), whole.end()) }
}

fn after_bullet(text: &str) -> &str {
    let rest = text.trim_start_matches(BULLETS);
    let rest = if rest.len() == text.len() { after_dash(text).unwrap_or(text) } else { rest };
    rest.trim_start()
}

fn after_dash(text: &str) -> Option<&str> {
    text.strip_prefix(DASHES).filter(|rest| rest.starts_with(' '))
}

/// A line of a block: where its text begins, and its text.
fn lines(block: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    block.split_inclusive('\n').map(move |line| {
        let text = line.trim_start();
        let start = offset + (line.len() - text.len());
        offset += line.len();
        (start, text.trim_end())
    })
}

/// The lines that begin a piece.
fn line_starts(block: &str) -> Vec<usize> {
    let each = is_run_of_short_lines(block);
    let dashes = lines(block).filter(|(_, text)| after_dash(text).is_some()).count();
    let mut starts = Vec::new();
    // The last character of the line before; none at the beginning and after a blank line.
    let mut before = None;
    for (start, text) in lines(block) {
        if text.is_empty() {
            before = None;
            continue;
        }
        let is_item = after_dash(text).is_some();
        let clear = dashes > 1 || before.is_some_and(ends_clause);
        if before.is_none() || each || (is_item && clear) {
            starts.push(start);
        }
        before = text.chars().next_back();
    }
    starts
}

const fn ends_clause(last: char) -> bool {
    matches!(last, '.' | '!' | '?' | ':' | ';')
}

/// At least three short lines, none of which ends as text does: a menu, a table of contents.
fn is_run_of_short_lines(block: &str) -> bool {
    let mut count = 0;
    for (_, text) in lines(block).filter(|(_, text)| !text.is_empty()) {
        let open = text.ends_with(|last| ends_clause(last) || last == ',');
        if text.len() > SHORT_LINE || open || text.contains(". ") {
            return false;
        }
        count += 1;
    }
    count > 2
}

fn bullets(block: &str) -> impl Iterator<Item = usize> {
    block.match_indices(BULLETS).map(|(at, _)| at).filter(|&at| {
        Span::new(0, at).of(block).chars().next_back().is_none_or(char::is_whitespace)
    })
}

/// The items of numbered lists: a series that begins at the beginning of a line. A series from 1
/// or a may go on within the line, any other only at the beginning of another.
fn numbered(block: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    for (start, text) in lines(block) {
        if starts.last().is_some_and(|&last| start <= last) {
            continue;
        }
        let Some(first) = numbering(text) else { continue };
        let mut at = start;
        let mut current = first;
        while let Some((next, found)) = next_item(block, at + current.length, current) {
            if first.value != 1 && !begins_line(block, next) {
                break;
            }
            starts.extend((at == start).then_some(start));
            starts.push(next);
            (at, current) = (next, found);
        }
    }
    starts
}

fn begins_line(block: &str, at: usize) -> bool {
    Span::new(0, at).of(block).trim_end_matches(' ').ends_with('\n')
}

/// Whether the text of an item may end here, within a line: if it has sentences, after one.
fn may_end(item: &str) -> bool {
    let item = item.trim();
    item.ends_with(['.', '!', '?', ';', ',']) || !item.contains(". ")
}

/// The next item of a list after `from`.
fn next_item(block: &str, from: usize, current: Numbering) -> Option<(usize, Numbering)> {
    let rest = block.get(from..)?;
    let reach = rest.floor_char_boundary(LONGEST_ITEM);
    let value = current.value + 1;
    let marker = if current.lettered {
        format!("{}{}", letter(value)?, current.suffix)
    } else {
        format!("{value}{}", current.suffix)
    };
    rest.get(..reach)?.match_indices(&marker).find_map(|(at, _)| {
        let (item, from_marker) = rest.split_at_checked(at)?;
        let ends =
            item.ends_with(char::is_whitespace) && (begins_line(block, from + at) || may_end(item));
        let found = numbering(from_marker)?;
        let text = from_marker.get(found.length..)?.trim_start();
        let begins = found.suffix != "." || !text.starts_with(char::is_lowercase);
        (ends && begins && !text.is_empty()).then_some((from + at, found))
    })
}

fn letter(value: u32) -> Option<char> {
    ('a'..='z').nth(value.checked_sub(1)? as usize)
}

/// The numbering at the beginning of a text, if white space follows it.
fn numbering(text: &str) -> Option<Numbering> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let lettered = digits == 0;
    let (value, label) = match text.bytes().next()? {
        letter @ b'a'..=b'z' => (u32::from(letter - b'a') + 1, 1),
        _ if (1..=3).contains(&digits) => (text.get(..digits)?.parse().ok()?, digits),
        _ => return None,
    };
    let rest = text.get(label..)?;
    let suffix = [".)", ")", "."].into_iter().find(|suffix| rest.starts_with(suffix))?;
    let spaced = rest.get(suffix.len()..)?.starts_with(char::is_whitespace);
    spaced.then_some(Numbering { value, lettered, suffix, length: label + suffix.len() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn numberings() {
        let read = |text| numbering(text).map(|found| (found.value, found.suffix, found.length));
        assert_eq!(read("12. Next"), Some((12, ".", 3)));
        assert_eq!(read("3.) Next"), Some((3, ".)", 3)));
        assert_eq!(read("c) next"), Some((3, ")", 2)));
        assert_eq!(read("2031. Next"), None);
        assert_eq!(read("1.5 million"), None);
        assert_eq!(read("A. Holm"), None);
    }

    #[test]
    fn blank_lines() {
        check("A quiet harbour\n\n|The ferry left at noon. |It was full.");
        check("A quiet harbour\n  \n|the ferry left");
    }

    #[test]
    fn dashes_at_the_beginning_of_lines() {
        check("What is known:\n|- The ferry left\n|- It carried 40 people. |None was hurt.");
        check("The ferry left at noon.\n|* It was full");
        check("The ferry – an old one\n– left at noon.");
    }

    #[test]
    fn bullets_anywhere() {
        check("• The quay is closed. |It reopens in May. |• The ferry runs |▪ Fares rise");
        check("What is known: |• The ferry left |• 2. It was full");
    }

    #[test]
    fn numbered_items_in_a_row() {
        check("1. Close the quay |2. Sell the ferry |3. Move the office. |Then wait.");
        check("a) close the quay |b) sell the ferry");
        check("Three steps:\n|1.) Close the quay.\n|2.) Sell the ferry.");
        check("4. Close the quay\n|5. Sell the ferry");
    }

    #[test]
    fn numbers_that_are_no_list() {
        check("1. Close the quay. |It took 2. |Nobody knows why.");
        check("The ferry leaves from pier 1. |Cars wait at pier 2. |Cyclists do not.");
        check("3. The ferry left.");
    }

    #[test]
    fn short_lines_without_an_end() {
        check("harbour\n|timetables\n|fares, tickets\n");
        check("harbour\ntimetables and\nfares are all here.");
        check("harbour\ntimetables");
    }

    #[test]
    fn a_long_series_of_first_items_is_read_once() {
        let block = "1. item\n".repeat(20_000);
        assert!(!pieces(&block).is_empty());
    }
}

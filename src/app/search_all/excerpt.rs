//! What is shown of a hit in an article that is not read yet.
//!
//! Knows the article's text alone. Must never know its blocks or sentences: to find them would take
//! longer than to search all the others.

use crate::text::Span;

/// Bytes before a hit that are looked at.
const BEFORE: usize = 200;
/// Bytes from where it begins.
const AFTER: usize = 400;
/// What ends a paragraph.
const PARAGRAPH: &str = "\n\n";

/// The words around a hit, as far as they stand in the same paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// The words.
    pub text: Box<str>,
    /// The hit among them, as far as it is shown.
    pub hit: Span,
}

impl Excerpt {
    /// The words around a hit in a text; cut where white space is, if far away.
    pub fn new(text: &str, hit: Span) -> Self {
        let from = text.floor_char_boundary(hit.start().saturating_sub(BEFORE));
        let to = text.ceil_char_boundary(hit.start().saturating_add(AFTER).min(text.len()));
        // What a regular expression finds may be as long as a book.
        let hit = Span::new(hit.start(), hit.end().min(to));
        let (before, after) = (Span::new(from, hit.start()), Span::new(hit.end(), to));
        let is_cut = (from > 0, to < text.len());
        let start = before.start() + beginning(before.of(text), is_cut.0);
        let end = after.start() + ending(after.of(text), is_cut.1);
        let place = Span::new(hit.start() - start, hit.end() - start);
        Self { text: Span::new(start, end).of(text).into(), hit: place }
    }
}

/// Where the last paragraph of these words begins, or the first whole word of it.
fn beginning(words: &str, is_cut: bool) -> usize {
    match words.rfind(PARAGRAPH) {
        Some(at) => at + PARAGRAPH.len(),
        None if is_cut => {
            let space = words.char_indices().find(|(_, it)| it.is_whitespace());
            space.map_or(0, |(at, it)| at + it.len_utf8())
        }
        None => 0,
    }
}

/// Where the first paragraph of these words ends, or the last whole word of it.
fn ending(words: &str, is_cut: bool) -> usize {
    match words.find(PARAGRAPH) {
        Some(at) => at,
        None if is_cut => words.rfind(char::is_whitespace).unwrap_or(words.len()),
        None => words.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, words: &str) -> (String, String) {
        let start = text.find(words).unwrap();
        let excerpt = Excerpt::new(text, Span::new(start, start + words.len()));
        (excerpt.text.to_string(), excerpt.hit.of(&excerpt.text).to_owned())
    }

    #[test]
    fn the_paragraph_of_a_hit_is_shown() {
        let text = "The quay.\n\nThe ferry left\nat noon.\n\nNobody saw it.";
        for hit in ["The ferry", "left", "noon."] {
            assert_eq!(excerpt(text, hit), ("The ferry left\nat noon.".into(), hit.into()));
        }
        assert_eq!(excerpt("ferry", "ferry"), ("ferry".into(), "ferry".into()));
    }

    #[test]
    fn what_is_far_away_is_cut_at_a_word() {
        for word in ["über ", "ferry ", "\u{1f3f4} ", "ferry\u{a0}", "船\u{3000}"] {
            let text = [&word.repeat(200), "HIT ", &word.repeat(200)].concat();
            let (shown, hit) = excerpt(&text, "HIT");
            assert_eq!(hit, "HIT");
            assert!(shown.starts_with(word) && shown.ends_with(word.trim()), "{shown}");
            let most = BEFORE + AFTER;
            assert!((most - 20..most + 10).contains(&shown.len()), "{}", shown.len());
        }
    }

    #[test]
    fn words_without_white_space_are_cut_between_characters() {
        let text = ["ü".repeat(500), "HIT".to_owned(), "ü".repeat(500)].concat();
        let (shown, hit) = excerpt(&text, "HIT");
        assert_eq!((shown.len(), hit.as_str()), (BEFORE + AFTER + 1, "HIT"));
        let (shown, hit) = excerpt(&text, &text);
        assert_eq!((shown.len(), hit.len()), (AFTER, AFTER));
    }
}

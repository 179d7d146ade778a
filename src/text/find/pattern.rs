//! Finding what a regular expression describes, piece by piece.
//!
//! One match is found in time that grows with the text, but all matches of some expressions take the
//! square of it; therefore each line is looked at alone, a long one in parts, and whoever asks says
//! how much work is done at once.

use regex::{Regex, RegexBuilder};

use super::MOST_HITS;
use crate::text::Span;

/// What words begin with that are a regular expression.
const LEAD: &str = "re:";
/// The longest part of a text that is looked at as a whole, in bytes.
const LINE: usize = 64 * 1024;
/// How much memory an expression may take, and how much a search with it, in bytes.
const SIZES: (usize, usize) = (1 << 20, 8 << 20);

/// A regular expression to be looked for.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// The expression that was typed, after `re:`; none where plain words were. An error says what
    /// is wrong with it.
    pub fn typed(words: &str) -> Option<Result<Self, String>> {
        let expression = words.strip_prefix(LEAD)?;
        if expression.is_empty() || expression.starts_with(' ') {
            return None;
        }
        let has_capital = expression.chars().any(char::is_uppercase);
        let built = RegexBuilder::new(expression)
            .case_insensitive(!has_capital)
            .size_limit(SIZES.0)
            .dfa_size_limit(SIZES.1)
            .build();
        Some(built.map(Self).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the expression is too large".to_owned(),
            // What is wrong stands on the last line, under a picture of the place.
            other => {
                let told = other.to_string();
                let last = told.lines().last().unwrap_or_default();
                last.strip_prefix("error: ").unwrap_or(last).to_owned()
            }
        }))
    }

    /// Whether words are an expression.
    pub fn is_typed(words: &str) -> bool {
        Self::typed(words).is_some()
    }

    /// Whether it fits anywhere in a text.
    pub fn is_in(&self, text: &str) -> bool {
        let mut seek = Seek::new(self.clone());
        let mut hits = Vec::new();
        while hits.is_empty() {
            if seek.go_on(text, 1, &mut hits) {
                return !hits.is_empty();
            }
        }
        true
    }
}

/// A search through one text that can be broken off and gone on with.
#[derive(Clone, Debug)]
pub struct Seek {
    pattern: Pattern,
    /// The part that is looked at.
    line: Span,
    /// Where in the text the next match may begin.
    at: usize,
    found: usize,
}

impl Seek {
    /// A search from the beginning.
    pub fn new(pattern: Pattern) -> Self {
        Self { pattern, line: Span::default(), at: 0, found: 0 }
    }

    /// Looks on in `text` until `work` bytes were looked at, a byte as often as it was; whether that
    /// was all. `text` is the same each time.
    pub fn go_on(&mut self, text: &str, work: usize, hits: &mut Vec<Span>) -> bool {
        let mut done = 0;
        while done < work {
            if self.found >= MOST_HITS {
                return true;
            }
            if self.at >= self.line.end() {
                let Some(line) = next_line(text, self.line.end()) else { return true };
                (self.line, self.at) = (line, line.start());
            }
            let Self { line, at, .. } = *self;
            let hit = self.pattern.0.find_at(line.of(text), at - line.start());
            done += line.end() - at + 1;
            let Some(hit) = hit else {
                self.at = line.end();
                continue;
            };
            let span = Span::new(line.start() + hit.start(), line.start() + hit.end());
            if span.is_empty() {
                let next = text.get(span.end()..).and_then(|rest| rest.chars().next());
                self.at = span.end() + next.map_or(1, char::len_utf8);
            } else {
                self.at = span.end();
                self.found += 1;
                hits.push(span);
            }
        }
        false
    }
}

/// The next part of a text: a line without its end, or as much of it as is looked at.
fn next_line(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c| c != '\n')?;
    let most = text.floor_char_boundary(text.len().min(start + LINE));
    let part = text.get(start..most)?;
    Some(Span::new(start, start + part.find('\n').unwrap_or(part.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(words: &str) -> Pattern {
        Pattern::typed(words).unwrap().unwrap()
    }

    fn all(text: &str, words: &str, work: usize) -> Vec<String> {
        let (mut seek, mut hits) = (Seek::new(pattern(words)), Vec::new());
        while !seek.go_on(text, work, &mut hits) {}
        hits.into_iter().map(|hit| hit.of(text).to_owned()).collect()
    }

    #[test]
    fn plain_words_are_no_expression() {
        for words in ["ferry", "re:", "re: your letter", "a re:b"] {
            assert!(Pattern::typed(words).is_none(), "{words}");
        }
    }

    #[test]
    fn lines_are_looked_at_alone_and_small_letters_match_capitals() {
        let text = "One ferry.\nTwo Ferries\n\n3 boats";
        for work in [1, 7, 1000] {
            assert_eq!(all(text, "re:ferr(y|ies)", work), ["ferry", "Ferries"]);
            assert_eq!(all(text, "re:F\\w+$", work), ["Ferries"]);
            assert_eq!(all(text, "re:^.", work), ["O", "T", "3"]);
            assert_eq!(all(text, "re:[0-9]*", work), ["3"]);
            assert_eq!(all("äöü", "re:ö|x*", work), ["ö"]);
        }
        assert!(pattern("re:^3").is_in(text) && !pattern("re:x").is_in(text));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let told = |words: &str| Pattern::typed(words).unwrap().unwrap_err();
        assert_eq!(told("re:a("), "unclosed group");
        assert_eq!(told("re:(?:a{1000}){1000}"), "the expression is too large");
        assert!(told(&format!("re:{}{}", "(".repeat(5000), ")".repeat(5000))).contains("nest"));
    }

    #[test]
    fn one_turn_is_never_much_more_than_was_asked_for() {
        let text = "a".repeat(1 << 20);
        let mut seek = Seek::new(pattern("re:.*b|a"));
        let (mut hits, before) = (Vec::new(), 0);
        for _ in 0..20 {
            assert!(!seek.go_on(&text, 1 << 20, &mut hits));
            // Each hit is found by looking at what is left of a part.
            assert!(hits.len() - before <= (1 << 20) / 1024, "{}", hits.len());
        }
        assert!(hits.len() >= 16 * 20);
    }
}

//! Breaks inside what was taken for one sentence.

use crate::text::Span;

/// A rule that sees a sentence and says where further ones begin in it.
type Rule = fn(sentence: &str) -> Vec<usize>;

/// All of these split a sentence.
const RULES: [Rule; 3] = [after_bracket, within_quotation, after_label];

/// Quotation marks that open, and what closes them.
const QUOTATIONS: [(char, char); 2] = [('“', '”'), ('"', '"')];

/// Quoted words of more bytes are no title.
const LONGEST_TITLE: usize = 100;

/// Words after which a single letter is a label, not the initial of a name.
const LABELLED: &[&str] = &[
    "appendix",
    "called",
    "category",
    "class",
    "exhibit",
    "gate",
    "grade",
    "group",
    "hepatitis",
    "influenza",
    "letter",
    "option",
    "phase",
    "plan",
    "point",
    "row",
    "schedule",
    "section",
    "series",
    "terminal",
    "type",
    "vitamin",
];

/// Where further sentences begin in a sentence.
pub(super) fn starts(sentence: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = RULES.iter().flat_map(|rule| rule(sentence)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Whether a character may hold a sentence together with a far partner.
pub(super) const fn is_enclosing(found: char) -> bool {
    matches!(found, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | '`' | '“' | '”' | '‘' | '’')
        || matches!(found, '„' | '«' | '»' | '‹' | '›')
}

/// Moves the beginning of a sentence before the brackets and quotation marks that open it.
pub(super) fn before_opening(text: &str, start: usize) -> usize {
    let before = Span::new(0, start).of(text);
    let opened = before.trim_end_matches(is_enclosing);
    if opened.is_empty() || opened.ends_with(char::is_whitespace) { opened.len() } else { start }
}

/// `(So they said.) | Then`: a sentence in brackets of its own ends with them.
fn after_bracket(sentence: &str) -> Vec<usize> {
    let text = sentence.trim_start();
    let close = match text.chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return Vec::new(),
    };
    let Some(at) = text.find(close) else { return Vec::new() };
    let (inner, rest) = text.split_at(at);
    let after = rest.trim_start_matches([close, '"', '”']);
    let next = after.trim_start();
    if !inner.ends_with(['.', '!', '?']) || next.len() == after.len() || !begins(next) {
        return Vec::new();
    }
    vec![sentence.len() - next.len()]
}

/// `“It is over. | We go,” she said`: a quotation holds sentences of its own, a title does not.
fn within_quotation(sentence: &str) -> Vec<usize> {
    QUOTATIONS.iter().flat_map(|&marks| quoted(sentence, marks)).collect()
}

fn quoted(sentence: &str, (open, close): (char, char)) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(opened) = find(sentence, from, open) {
        let inner = opened + open.len_utf8();
        let Some(closed) = find(sentence, inner, close) else { break };
        from = closed + close.len_utf8();
        let before = Span::new(0, opened).of(sentence).trim_end();
        let text = Span::new(inner, closed).of(sentence);
        if !is_title(before, text) && may_hold_sentences(text) {
            let found = super::found(text).into_iter().filter(|&start| start > 0);
            starts.extend(found.map(|start| inner + start));
        }
    }
    starts
}

fn find(text: &str, from: usize, wanted: char) -> Option<usize> {
    Some(from + text.get(from..)?.find(wanted)?)
}

/// A title is short, begins with a capital and follows other words; a quotation begins the
/// sentence, follows a comma or colon, goes on with the words before it, or is long.
fn is_title(before: &str, text: &str) -> bool {
    let introduced = before.is_empty() || before.ends_with([',', ':']);
    !introduced && text.len() <= LONGEST_TITLE && !text.starts_with(char::is_lowercase)
}

/// A cheap look before the dear one.
fn may_hold_sentences(text: &str) -> bool {
    let trimmed = text.trim_end_matches(['.', '!', '?']);
    trimmed.contains(['.', '!', '?'])
}

/// `known as group K. | Doctors`: a letter that labels something may end a sentence.
fn after_label(sentence: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    // One character at a time is found faster than two.
    for (dot, _) in sentence.match_indices('.') {
        if sentence.as_bytes().get(dot + 1) != Some(&b' ') {
            continue;
        }
        let head = Span::new(0, dot).of(sentence);
        let Some((before, label)) = head.rsplit_once(' ') else { continue };
        let is_letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_letter {
            continue;
        }
        let word = before.rsplit(' ').next().unwrap_or_default();
        let next = Span::new(dot + 1, sentence.len()).of(sentence).trim_start();
        if LABELLED.contains(&word) && begins(next) {
            starts.push(sentence.len() - next.len());
        }
    }
    starts
}

/// Whether a text begins as sentences do.
fn begins(text: &str) -> bool {
    text.trim_start_matches(is_enclosing)
        .starts_with(|first: char| first.is_uppercase() || first.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LABELLED.is_sorted());
    }

    #[test]
    fn sentences_in_brackets() {
        check("The quay closed. |(It had been unsafe since May.) |Cars waited.");
        check("The quay (It had been unsafe.) closed.");
        check("(Unsafe since May.) the quay closed.");
        check("[Was it unsafe?] |“Yes,” she said.");
    }

    #[test]
    fn quotations_of_several_sentences() {
        check("“The quay is closed. |We wait,” she said.");
        check("She said: “The quay is closed. |We wait.” |Then she left.");
        check("\"The quay is closed. |We wait,\" she said.");
        check("His book “Who Knew? A Memoir” sold well.");
        check("She told us to “wait in the office. |We are closed.” |Then she left.");
        check("“We waited ... and waited,” she said.");
        check("“Gov. Holm lied,” she said.");
    }

    #[test]
    fn labels_and_initials() {
        check("He was put in group B. |Nurses were told.");
        check("The case of J. Smith is open.");
        check("He was put in group B. smith agreed.");
    }

    #[test]
    fn what_opens_a_sentence_belongs_to_it() {
        assert_eq!(before_opening("Yes. (No", 6), 5);
        assert_eq!(before_opening("Yes. “(No", 9), 5);
        assert_eq!(before_opening("Yes.” No", 8), 8);
    }
}

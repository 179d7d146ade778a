//! Who says it, and with which verb.
//!
//! Knows tokens. Must never know rules, scores or documents.

use super::Attribution;
use super::lexicon::Class;
use super::token::{TokenKind, Tokens};

/// The longest source in words; what is longer is a clause.
const LONGEST_SOURCE: usize = 9;

/// The first source named in a sentence, with its verb.
pub fn attribution(tokens: &Tokens<'_>) -> Option<Attribution> {
    (0..tokens.len())
        .find_map(|index| according_to(tokens, index).or_else(|| verb_of_saying(tokens, index)))
}

/// `according to the harbour master`.
fn according_to(tokens: &Tokens<'_>, index: usize) -> Option<Attribution> {
    if !tokens.phrase_at(index, &["according", "to"]) {
        return None;
    }
    let source = source_after(tokens, index + 2)?;
    Some(Attribution { source, verb: "according to".to_owned() })
}

/// `the mayor said`, `said the mayor`, `the filing shows`.
fn verb_of_saying(tokens: &Tokens<'_>, index: usize) -> Option<Attribution> {
    let strong = tokens.is(index, Class::Speech) && !is_noun_here(tokens, index);
    let weak = tokens.is(index, Class::WeakSpeech) && introduces_speech(tokens, index);
    let shows = tokens.is(index, Class::Show);
    if !(strong || weak || shows) || index == 0 && !strong {
        return None;
    }
    let inverted = follows_a_quote(tokens, index) && opens_a_source(tokens, index + 1);
    let source = if inverted && (strong || weak) {
        source_after(tokens, index + 1)
    } else {
        source_before(tokens, index, strong || weak)
    }?;
    Some(Attribution { source, verb: tokens.word(index).to_owned() })
}

/// Whether what looks like a verb is a noun: `the claims are`, `a report of`.
fn is_noun_here(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    if !matches!(
        word,
        "claim"
            | "claims"
            | "comment"
            | "comments"
            | "note"
            | "notes"
            | "state"
            | "states"
            | "stress"
            | "boast"
            | "request"
            | "caution"
            | "dispute"
            | "hint"
            | "hints"
            | "warning"
            | "suggestion"
    ) {
        return false;
    }
    let before = index.checked_sub(1);
    let subject = before.is_some_and(|before| {
        tokens.is_name(before)
            || tokens.is(before, Class::Group)
            || matches!(tokens.word(before), "he" | "she" | "they" | "who" | "also")
    });
    let stated = tokens.word(index + 1) == "that"
        || tokens.is(index + 1, Class::Pronoun)
        || tokens.word(index + 1) == "the";
    !(subject && stated)
}

/// Whether a clause or a quote stands right behind or before a verb.
fn introduces_speech(tokens: &Tokens<'_>, index: usize) -> bool {
    let next = tokens.word(index + 1);
    let clause = matches!(next, "that" | "," | ":" | "\"" | "“" | "‘" | "." | "");
    let behind_a_quote = index.checked_sub(1).is_some_and(|before| {
        tokens.is(before, Class::Pronoun)
            || tokens.is_name(before)
            || tokens.is(before, Class::Group)
    });
    let reads_on = next == "it" || next == "there" || tokens.is(index + 1, Class::Pronoun);
    clause && behind_a_quote
        || next == "that"
        || reads_on && behind_a_quote
        || follows_a_quote(tokens, index)
}

/// Whether a comma or a closing quote stands right before.
fn follows_a_quote(tokens: &Tokens<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), "," | "\"" | "”" | "’"))
}

/// Whether a source can begin here: a name, an office, a group.
fn opens_a_source(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.is_name(index)
        || tokens.is(index, Class::Group)
        || tokens.is(index, Class::Role)
        || matches!(
            tokens.word(index),
            "the" | "a" | "an" | "he" | "she" | "they" | "one" | "another"
        )
}

/// The noun phrase that begins at a token.
fn source_after(tokens: &Tokens<'_>, start: usize) -> Option<String> {
    let mut end = start;
    while end < tokens.len() && end - start < LONGEST_SOURCE {
        let in_name = tokens.is_kind(end, TokenKind::Word) || is_inside_a_name(tokens, end);
        let stops = tokens.is(end, Class::Boundary)
            || tokens.is(end, Class::Auxiliary)
            || end > start
                && matches!(
                    tokens.word(end),
                    "in" | "on" | "at" | "to" | "during" | "after" | "before" | "about" | "with"
                )
            || end > start
                && tokens.is(end, Class::When)
                && !tokens.get(end).is_some_and(|token| token.capital);
        if !in_name || stops {
            break;
        }
        end += 1;
    }
    named(tokens, start, end)
}

/// The noun phrase that ends right before a verb.
fn source_before(tokens: &Tokens<'_>, verb: usize, can_be_anyone: bool) -> Option<String> {
    let mut end = verb;
    while let Some(before) = end.checked_sub(1) {
        if !(tokens.is(before, Class::Auxiliary)
            || tokens.is(before, Class::Modal)
            || is_adverb(tokens, before))
        {
            break;
        }
        end = before;
    }
    if let Some(before) = end.checked_sub(1).filter(|&before| tokens.word(before) == ",") {
        end = before_the_apposition(tokens, before)?;
    }
    let mut start = end;
    while let Some(before) = start.checked_sub(1) {
        let in_name = tokens.is_kind(before, TokenKind::Word)
            || is_inside_a_name(tokens, before)
            || tokens.is_kind(before, TokenKind::Number);
        let stops = tokens.is(before, Class::Boundary) && tokens.word(before) != "and"
            || tokens.is(before, Class::Auxiliary)
            || tokens.is(before, Class::Modal);
        if !in_name || stops || end - before > LONGEST_SOURCE {
            break;
        }
        start = before;
    }
    while matches!(
        tokens.word(start),
        "and" | "in" | "on" | "at" | "to" | "for" | "by" | "however" | "still"
    ) && start < end
    {
        start += 1;
    }
    let speaks = can_be_anyone && (start..end).any(|index| can_speak(tokens, index))
        || (start..end).any(|index| tokens.is(index, Class::Paper));
    speaks.then(|| named(tokens, start, end)).flatten()
}

/// `Holm, the mayor of Lund, said`: from the second comma back to the first.
fn before_the_apposition(tokens: &Tokens<'_>, comma: usize) -> Option<usize> {
    (comma.saturating_sub(16)..comma).rev().find(|&index| tokens.word(index) == ",")
}

fn is_adverb(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    matches!(
        word,
        "also"
            | "later"
            | "first"
            | "then"
            | "once"
            | "now"
            | "again"
            | "previously"
            | "earlier"
            | "even"
            | "only"
            | "not"
            | "just"
    ) || word.len() > 4
        && word.ends_with("ly")
        && !tokens.get(index).is_some_and(|token| token.capital)
}

fn is_inside_a_name(tokens: &Tokens<'_>, index: usize) -> bool {
    match tokens.word(index) {
        "-" | "&" | "/" => true,
        "." => index.checked_sub(1).is_some_and(|before| {
            tokens.is_name(before) && tokens.word(before).chars().count() <= 3
        }),
        _ => false,
    }
}

/// Whether the word at a token is somebody (or something) that can speak.
fn can_speak(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.is_name(index)
        || tokens.is(index, Class::Group)
        || tokens.is(index, Class::Role)
        || tokens.is(index, Class::Paper)
        || tokens.is(index, Class::PluralNoun)
        || matches!(
            tokens.word(index),
            "he" | "she" | "they" | "i" | "we" | "who" | "one" | "many" | "some" | "others"
        )
}

fn named(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<String> {
    let (first, last) = (start, end.checked_sub(1)?);
    (first <= last)
        .then(|| tokens.slice(first, last).to_owned())
        .filter(|source| !source.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;
    use crate::text::Span;

    fn who(text: &str) -> Option<(String, String)> {
        let found = attribution(&Tokens::new(text, Span::new(0, text.len()), &Lexicon::new()))?;
        Some((found.source, found.verb))
    }

    #[track_caller]
    fn says(text: &str, source: &str, verb: &str) {
        assert_eq!(who(text), Some((source.to_owned(), verb.to_owned())), "{text}");
    }

    #[test]
    fn a_subject_and_its_verb() {
        says("The mayor said the bridge was safe.", "The mayor", "said");
        says("Anna Holm denied that she knew.", "Anna Holm", "denied");
        says("On Monday, the Harbour Trust also claimed the pier.", "the Harbour Trust", "claimed");
        says("But analysts said the toll was low.", "analysts", "said");
        says("“It holds,” he said.", "he", "said");
        says(
            "Two people briefed on the plan told the paper so.",
            "Two people briefed on the plan",
            "told",
        );
    }

    #[test]
    fn an_apposition_between_them() {
        says("Ada Berg, chair of the Harbour Trust, said it would pay.", "Ada Berg", "said");
    }

    #[test]
    fn the_verb_before_its_subject() {
        says("“It holds,” said Ada Berg, the chair.", "Ada Berg", "said");
        says("Bread is dear, said the mayor in a letter.", "the mayor", "said");
    }

    #[test]
    fn according_to_somebody() {
        says(
            "The toll is low, according to the Harbour Trust, which runs it.",
            "the Harbour Trust",
            "according to",
        );
    }

    #[test]
    fn documents_speak() {
        says("The filing shows a loss.", "The filing", "shows");
        says("A survey of tenants found mould.", "A survey of tenants", "found");
    }

    #[test]
    fn nobody_says_it() {
        for text in [
            "Unemployment claims are rising.",
            "The trust maintains the pier.",
            "Prices continued to rise.",
            "The wall shows cracks.",
            "The bridge was closed.",
        ] {
            assert_eq!(who(text), None, "{text}");
        }
    }
}

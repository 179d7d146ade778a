//! Whether a sentence tells what happened, what holds, what is announced or what is expected.
//!
//! Knows tokens and who says it. Must never know rules, scores or documents. The first finite verb
//! of what is stated decides, with the words right behind it; the verb of saying does not.

use super::clause::{DETERMINERS, LEANING, is_finite, is_verb};
use super::lexicon::Class;
use super::token::{TokenKind, Tokens};
use super::{Attribution, Tense};

/// How far behind its verb a word says more about it, in tokens.
const REACH: usize = 4;

/// Words by which somebody binds himself: behind *is*, or a verb of their own before *to*.
const ANNOUNCED: &[&str] = &[
    "agreed",
    "agrees",
    "aim",
    "aims",
    "committed",
    "due",
    "intend",
    "intends",
    "pledged",
    "pledges",
    "plan",
    "planned",
    "planning",
    "plans",
    "promised",
    "promises",
    "scheduled",
    "set",
    "slated",
    "vowed",
    "vows",
];

/// Words by which somebody makes known what shall be.
const MADE_KNOWN: &[&str] =
    &["announced", "announces", "pledged", "pledges", "promised", "promises", "vowed", "vows"];

/// Words by which somebody looks ahead.
const EXPECTED: &[&str] = &[
    "anticipate",
    "anticipated",
    "anticipates",
    "estimated",
    "expect",
    "expected",
    "expecting",
    "expects",
    "forecast",
    "forecasts",
    "likely",
    "poised",
    "predict",
    "predicted",
    "predicts",
    "projected",
    "projects",
];

/// Past participles that are no past tense and do not end in *-en*.
const PARTICIPLES: &[&str] = &[
    "become",
    "been",
    "begun",
    "come",
    "done",
    "drawn",
    "flown",
    "gone",
    "grown",
    "known",
    "run",
    "seen",
    "shown",
    "shrunk",
    "sunk",
    "thrown",
    "withdrawn",
];

/// What a sentence tells of; absent where it has no finite verb that is known.
pub fn tense(tokens: &Tokens<'_>, said: Option<&Attribution>) -> Option<Tense> {
    let saying = verb_of_saying(tokens, said);
    let made_known = saying.is_some_and(|index| MADE_KNOWN.contains(&tokens.word(index)));
    let mut told = Verbs { tokens, index: first_clause(tokens) }.filter(|&at| Some(at) != saying);
    let Some(verb) = told.next() else {
        return made_known.then_some(Tense::Announced);
    };
    if let Some(ahead) = looking_ahead(tokens, verb) {
        return Some(ahead);
    }
    let of_itself = saying.is_some_and(|index| index + REACH > verb && verb > index)
        && verb.checked_sub(1).is_some_and(|before| {
            matches!(tokens.word(before), "he" | "it" | "she" | "they" | "we")
        });
    let ahead = tokens.is(verb, Class::Ahead) || matches!(tokens.word(verb), "may" | "should");
    Some(match () {
        () if ahead && of_itself && matches!(tokens.word(verb), "will" | "would" | "won't") => {
            Tense::Announced
        }
        () if made_known || MADE_KNOWN.contains(&tokens.word(verb)) => Tense::Announced,
        () if ahead => Tense::Expected,
        () if tokens.is(verb, Class::Past) || is_perfect(tokens, verb) || is_past(tokens, verb) => {
            Tense::Happened
        }
        () => Tense::InForce,
    })
}

/// Where the verb of saying stands: that of the source, or one with a clause behind it.
fn verb_of_saying(tokens: &Tokens<'_>, said: Option<&Attribution>) -> Option<usize> {
    let clause = |index: usize| {
        matches!(tokens.word(index), "that" | "he" | "it" | "she" | "they" | "there" | "we")
    };
    (0..tokens.len()).find(|&index| match said {
        Some(said) => tokens.word(index) == said.verb,
        None => tokens.is(index, Class::Speech) && clause(index + 1),
    })
}

/// The token with which the main clause begins, behind a clause that leans on it.
fn first_clause(tokens: &Tokens<'_>) -> usize {
    let first =
        (0..tokens.len()).find(|&index| tokens.is_kind(index, TokenKind::Word)).unwrap_or_default();
    if !LEANING.contains(&tokens.word(first)) {
        return first;
    }
    (first..tokens.len()).find(|&index| tokens.word(index) == ",").map_or(first, |comma| comma + 1)
}

/// The finite verbs from a token on, but for those of relative clauses.
struct Verbs<'a> {
    tokens: &'a Tokens<'a>,
    index: usize,
}

impl Iterator for Verbs<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.index < self.tokens.len() {
            let index = self.index;
            self.index += 1;
            if is_relative(self.tokens, index) {
                self.index = behind_relative(self.tokens, index);
            } else if is_finite(self.tokens, index)
                || is_announced(self.tokens, index)
                || is_plain_present(self.tokens, index)
                || is_third_person(self.tokens, index)
            {
                return Some(index);
            }
        }
        None
    }
}

/// Whether *which*, *who* or *that* begins a clause about the noun before it.
fn is_relative(tokens: &Tokens<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    match tokens.word(index) {
        "which" | "who" | "whose" | "where" => true,
        "that" => {
            tokens.is_kind(before, TokenKind::Word)
                && !tokens.is(before, Class::Function)
                && !is_verb(tokens, before)
                && is_finite(tokens, index + 1)
        }
        _ => false,
    }
}

/// The token behind a relative clause: behind its comma if a comma began it, else behind its verb.
fn behind_relative(tokens: &Tokens<'_>, index: usize) -> usize {
    let comma = |index: &usize| tokens.word(*index) == ",";
    if comma(&(index - 1)) {
        return (index..tokens.len()).find(comma).unwrap_or(tokens.len());
    }
    let verb = (index..tokens.len()).find(|&index| is_finite(tokens, index));
    verb.map_or(tokens.len(), |verb| verb + 1)
}

/// `they plan to`: what is announced without a form that shows it to be finite.
fn is_announced(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.word(index + 1) == "to" && ANNOUNCED.contains(&tokens.word(index))
}

/// `boats carry`: a plain form behind a plural or a pronoun.
fn is_plain_present(tokens: &Tokens<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).filter(|_| is_verb(tokens, index)) else {
        return false;
    };
    let subject = matches!(tokens.word(before), "they" | "we" | "you" | "i")
        || tokens.is_kind(before, TokenKind::Word)
            && tokens.word(before).ends_with('s')
            && !tokens.is(before, Class::Function)
            && !is_finite(tokens, before);
    subject && !tokens.word(index).ends_with("ing") && !tokens.word(index).ends_with('s')
}

/// `the toll burdens the coast`: a word in *-s* between a noun that is no plural and what begins
/// another noun phrase.
fn is_third_person(tokens: &Tokens<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let word = tokens.word(index);
    word.len() > 4
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("'s")
        && !tokens.is_name(index)
        && !tokens.is(index, Class::Function)
        && DETERMINERS.contains(&tokens.word(index + 1))
        && tokens.is_kind(before, TokenKind::Word)
        && !tokens.word(before).ends_with('s')
        && !tokens.is(before, Class::Function)
        && !DETERMINERS.contains(&tokens.word(before))
}

/// `is set to`, `plans to`, `is expected to`, `is going to`.
fn looking_ahead(tokens: &Tokens<'_>, verb: usize) -> Option<Tense> {
    for index in verb..verb + REACH {
        let word = tokens.word(index);
        let leads = tokens.word(index + 1) == "to";
        if ANNOUNCED.contains(&word) && leads {
            return Some(Tense::Announced);
        }
        let is_own = index == verb && word.starts_with("expect");
        if EXPECTED.contains(&word) && (leads || is_own) || word == "going" && leads {
            return Some(Tense::Expected);
        }
        if index > verb && tokens.is_kind(index, TokenKind::Mark) {
            return None;
        }
    }
    None
}

/// *Has* or *have* with a past form close behind.
fn is_perfect(tokens: &Tokens<'_>, verb: usize) -> bool {
    matches!(tokens.word(verb), "has" | "have" | "hasn't" | "haven't")
        && (verb + 1..verb + REACH).any(|index| {
            let word = tokens.word(index);
            tokens.is(index, Class::Past)
                || word.len() > 4 && word.ends_with("en")
                || PARTICIPLES.contains(&word)
        })
}

fn is_past(tokens: &Tokens<'_>, verb: usize) -> bool {
    matches!(
        tokens.word(verb),
        "was" | "were" | "had" | "did" | "wasn't" | "weren't" | "hadn't" | "didn't"
    )
}

#[cfg(test)]
mod tests {
    use super::super::attribution::attribution;
    use super::super::lexicon::Lexicon;
    use super::*;
    use crate::text::Span;

    #[track_caller]
    fn tells(want: Option<Tense>, text: &str) {
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert_eq!(tense(&tokens, attribution(&tokens).as_ref()), want, "{text}");
    }

    #[test]
    fn what_happened() {
        for text in [
            "The board sold the pier.",
            "The pier was closed on Monday.",
            "The line has bought two boats.",
            "Fares have fallen since the strike.",
            "The strike has begun.",
            "The boats the council bought left the pier.",
            "Ada Berg said the pier was sold.",
            "The line, which will open in May, sold the pier.",
            "When the toll rose, the city closed the pier.",
        ] {
            tells(Some(Tense::Happened), text);
        }
    }

    #[test]
    fn what_is_in_force() {
        for text in [
            "The line is no longer the only carrier.",
            "Nordvik retains the pier until 2032.",
            "The operator can raise the toll once a year.",
            "Ada Berg said the pier is safe.",
            "The line that sold the pier has 40 boats.",
            "Boats gain 40 seats.",
            "The line says that the pier is closed.",
            "The new toll burdens the towns that were closely tied to it.",
        ] {
            tells(Some(Tense::InForce), text);
        }
    }

    #[test]
    fn what_is_announced() {
        for text in [
            "The line plans to close the pier.",
            "The line agreed to pay 40 million crowns.",
            "The bridge is set to open in May.",
            "The line said it would keep 120 jobs.",
            "The council announced the end of the toll.",
            "They plan to sell the boats.",
        ] {
            tells(Some(Tense::Announced), text);
        }
    }

    #[test]
    fn what_is_expected() {
        for text in [
            "The bridge will open in 2030.",
            "Fares could rise.",
            "The toll is expected to fall.",
            "Analysts said fares would rise.",
            "The line is likely to close.",
            "The line, which has powered every ferry, will receive a fifth of the fares.",
            "The harbour is going to lose money.",
        ] {
            tells(Some(Tense::Expected), text);
        }
    }

    #[test]
    fn a_line_without_a_verb_tells_of_no_time() {
        tells(None, "A cheap ferry for commuters");
        tells(None, "");
    }
}

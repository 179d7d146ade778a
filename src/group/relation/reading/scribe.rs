//! Reads claims.
//!
//! Knows tokens, values and word lists. Must never know a second claim.

use std::collections::BTreeMap;

use super::{Reading, Role, Word};
use crate::claim::lexicon::{Class, Lexicon, NUMBER_WORDS};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Value, ValueKind};
use crate::group::normal::Normals;
use crate::group::relation::Said;
use crate::group::relation::contrast::{self, Phrases};
use crate::group::relation::opposites::{self, Side};
use crate::group::relation::stance::{self, Stance};

/// Words that weaken what a claim states. Fewer than a reader may call hedges: *would* reports a
/// plan, *reported* tells who says it, *possible* belongs to a noun.
const WEAKENING: &[&str] = &[
    "allegedly",
    "apparently",
    "could",
    "expected",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "purportedly",
    "reportedly",
    "supposedly",
    "unconfirmed",
];

/// Makes readings.
#[derive(Debug)]
pub(in crate::group::relation) struct Scribe {
    normals: Normals,
    lexicon: Lexicon<'static>,
    sides: BTreeMap<String, Side>,
    phrases: Phrases,
}

/// The values, the whole left out where a part of it is stated; the part has its unit.
fn parts(text: &str, values: &[Value]) -> Vec<Value> {
    let of_the = |one: &Value, two: &Value| {
        let between = text.get(one.span.end()..two.span.start()).unwrap_or_default();
        matches!(between.trim(), "of" | "of its" | "of the" | "of their")
            && one.kind == two.kind
            && one.kind == ValueKind::Count
    };
    let mut parts: Vec<Value> = Vec::with_capacity(values.len());
    for value in values {
        match parts.last_mut() {
            Some(part) if of_the(part, value) => part.unit.clone_from(&value.unit),
            _ => parts.push(of_whole(text, value).unwrap_or_else(|| value.clone())),
        }
    }
    parts
}

/// The part of a count that is told in a word: *six of the 10 counts*.
fn of_whole(text: &str, whole: &Value) -> Option<Value> {
    let before = text.get(..whole.span.start())?.trim_end();
    let before = before.strip_suffix("the").or_else(|| before.strip_suffix("its"));
    let before = before.or_else(|| text.get(..whole.span.start()))?.trim_end();
    let word = before.strip_suffix(" of")?.rsplit(char::is_whitespace).next()?;
    let at = NUMBER_WORDS.binary_search_by(|(it, _)| (*it).cmp(word)).ok()?;
    let is_count = whole.kind == ValueKind::Count;
    is_count.then(|| Value { amount: NUMBER_WORDS[at].1, ..whole.clone() })
}

/// The words before which a mark parts the sentence and a conjunction or a subject goes on.
fn clauses(text: &str, words: &[Word]) -> Vec<usize> {
    const JOINTS: &[&str] = &["and", "but", "so", "while", "whereas", "yet"];
    let parts = |at: &usize| {
        let between = text.get(words[at - 1].span.end()..words[*at].span.start());
        let between = between.unwrap_or_default();
        let is_joint = JOINTS.contains(&words[*at].lower.as_str());
        between.contains(';') || between.contains(',') && is_joint
    };
    (1..words.len()).filter(parts).collect()
}

impl Scribe {
    pub(in crate::group::relation) fn new() -> Self {
        Self {
            normals: Normals::new(),
            lexicon: Lexicon::new(),
            sides: opposites::table(),
            phrases: Phrases::new(),
        }
    }

    pub(in crate::group::relation) fn read<'a>(&self, said: Said<'a>) -> Reading<'a> {
        let Said { text, claims, claim } = said;
        let values = claims.values_of(claim);
        let tokens = Tokens::new(text, claim.span, false, &self.lexicon);
        let mut words: Vec<Word> = (0..tokens.len())
            .filter(|&index| !tokens.is_kind(index, TokenKind::Mark))
            .map(|index| self.word(&tokens, index, values))
            .collect();
        let clauses = clauses(text, &words);
        stance::mark(&mut words, &clauses);
        let mut normals: Vec<String> =
            words.iter().filter(|word| word.is_content()).map(|word| word.normal.clone()).collect();
        normals.sort_unstable();
        normals.dedup();
        let mut reading = Reading {
            text,
            attribution: claims.attribution_of(claim),
            words,
            values: parts(text, values),
            normals,
            hedged: claim.hedged,
            negated: claim.negated,
            tense: claim.tense,
            cues: Vec::new(),
        };
        reading.cues = contrast::cues(&reading, &self.phrases);
        reading
    }

    fn word(&self, tokens: &Tokens<'_>, index: usize, values: &[Value]) -> Word {
        const EMPTY: &[Class] = &[
            Class::Function,
            Class::Pronoun,
            Class::Auxiliary,
            Class::Modal,
            Class::Numeral,
            Class::Speech,
        ];
        let span = tokens.get(index).map(|token| token.span).unwrap_or_default();
        let lower = tokens.word(index).to_owned();
        let mut values = values.iter().filter(|value| value.span.overlaps(span));
        let value = values.next().map(|value| value.kind);
        let in_amount = matches!(value, Some(ValueKind::Money | ValueKind::Percent));
        // What is counted is a matter; in what one pays is none.
        let glue = in_amount
            || EMPTY.iter().any(|class| tokens.is(index, *class)) && !is_noun(tokens, index)
            || tokens.is_kind(index, TokenKind::Number)
            || matches!(lower.as_str(), "mr" | "mrs" | "ms" | "dr");
        let role = if tokens.is(index, Class::Negation) {
            Role::Denial
        } else if tokens.is(index, Class::Hedge) && WEAKENING.contains(&lower.as_str()) {
            Role::Hedge
        } else if glue {
            Role::Glue
        } else if tokens.is_name(index) {
            Role::Name
        } else {
            Role::Content
        };
        // "Open-ended" does not end.
        let joined = tokens.is_glued(index) && index > 0 && tokens.word(index - 1) == "-";
        let side = self.side(tokens, index).filter(|_| !joined);
        Word {
            span,
            normal: self.normals.of(&lower),
            lower,
            role,
            stance: Stance::Asserted,
            side,
            in_value: value.is_some(),
        }
    }
}

/// Whether a word that could be a verb of saying is a noun: *the claims, which*, *claims quickly*.
fn is_noun(tokens: &Tokens<'_>, index: usize) -> bool {
    let ends = index + 1 >= tokens.len() || tokens.is_kind(index + 1, TokenKind::Mark);
    let led = tokens.is(index + 1, Class::Auxiliary) || tokens.word(index + 1).ends_with("ly");
    tokens.word(index) == "claims" && (ends || led)
}

impl Scribe {
    /// The side of a word, or of it and the next word together: *played down*.
    fn side(&self, tokens: &Tokens<'_>, index: usize) -> Option<Side> {
        let two = [tokens.word(index), tokens.word(index + 1)].join(" ");
        self.sides.get(&two).or_else(|| self.sides.get(tokens.word(index))).copied()
    }
}

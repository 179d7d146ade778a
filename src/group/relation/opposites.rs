//! Denial against assertion, and words that exclude each other.
//!
//! Knows words. A word stands on one of two sides; a denial puts it on the other.

use std::collections::BTreeMap;

use super::reading::{Reading, Role, Word};
use super::stance::Stance;
use super::{ALIKE, Parting, Relation};
use crate::group::common;

/// How many words around such a word are looked at.
const REACH: usize = 7;
/// How many of them two claims must share for the two to contradict each other.
const SURE: usize = 2;

/// How many words of content two claims share anywhere for what stands right behind a denial in
/// the one to be what the other asserts.
const MUCH: usize = 5;

/// How many words before a predicate its subject stands at most.
const SUBJECT: usize = 5;

/// How many words before a word its *no longer* begins at most.
const CEASED: usize = 3;
/// How many words from a word the verb stands that says it goes on.
const LASTING: usize = 3;
/// Verbs that say so.
const LASTS: &[&str] =
    &["continue", "extend", "keep", "maintain", "persist", "remain", "retain", "stay"];

/// On which side of which row a word stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Side {
    row: usize,
    second: bool,
}

impl Side {
    /// Which row it is of.
    pub(super) const fn row(self) -> usize {
        self.row
    }
}

/// Words that exclude each other when said of the same thing.
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (
        &[
            "accelerate",
            "expand",
            "gain",
            "grew",
            "grow",
            "higher",
            "rise",
            "risen",
            "rose",
            "soar",
            "surge",
        ],
        &["fall", "fallen", "fell", "lose", "lower", "plunge", "shrank", "shrink", "slow", "slump"],
    ),
    (
        &["remain", "continue", "persist", "extend"],
        &["end", "expire", "terminate", "lapse", "abolish"],
    ),
    (&["accept", "approve", "agree"], &["reject", "refuse", "decline"]),
    (
        &["confirm", "confirmed", "admit", "admitted", "acknowledge"],
        &["deny", "denied", "denies", "dispute", "downplay", "played down", "refute"],
    ),
    (&["allow", "permit", "let"], &["ban", "prohibit", "forbid", "block"]),
    (&["open", "opened", "reopen"], &["close", "closed", "shut"]),
    (&["support", "back", "endorse"], &["oppose", "opposed"]),
    (&["win", "won"], &["lose", "lost"]),
    (
        &["legal", "legally", "lawful", "lawfully"],
        &["illegal", "illegally", "unlawful", "unlawfully"],
    ),
    (&["exclusive"], &["nonexclusive"]),
    (&["strong"], &["soften", "weak", "weaken"]),
    (&["effective", "effectively"], &["ineffective"]),
    (&["likely"], &["unlikely"]),
    (&["safe"], &["unsafe"]),
    (&["successful"], &["unsuccessful"]),
    (&["keep", "kept", "retain"], &["abandon", "relinquish", "gave up", "give up"]),
    (&["include", "including"], &["exclude", "excluding"]),
];

/// Where one claim denies what the other asserts.
pub(super) fn partings(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Parting> {
    let mut found = Vec::new();
    let of_use = |word: &Word| word.side.is_some() || word.stance == Stance::Denied;
    if !one.words.iter().any(of_use) && !other.words.iter().any(of_use) {
        return found;
    }
    for (at, word) in one.words.iter().enumerate() {
        for (other_at, its) in other.words.iter().enumerate() {
            if !of_use(word) && !of_use(its) {
                continue;
            }
            if !parts(word, its) || found.len() > 3 {
                continue;
            }
            let Some(sure) = surely(one, at, other, other_at) else { continue };
            let (left, right) = (phrase(one, at), phrase(other, other_at));
            found.push(Parting {
                relation: if sure { Relation::Conflicts } else { Relation::Differs },
                reason: format!("{} / {}", one.quote(left), other.quote(right)),
                one: vec![left],
                other: vec![right],
            });
        }
    }
    found
}

/// Whether the words at two places exclude each other, and are said of one thing.
pub(super) fn contradict(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> bool {
    parts(&one.words[at], &other.words[its]) && surely(one, at, other, its) == Some(true)
}

/// Whether two words that exclude each other are surely said of one thing; none where that is
/// unlikely.
fn surely(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> Option<bool> {
    let (word, its_word) = (&one.words[at], &other.words[its]);
    let shared = one.shared_near(at, other, its, REACH);
    // "It was shut, and then it was opened."
    if shared == 0 || says_both(one, word) || says_both(other, its_word) {
        return None;
    }
    let of_one = subject(one, at).is_some_and(|it| subject(other, its) == Some(it));
    let of_two = one.names_alone(at, other, REACH) && other.names_alone(its, one, REACH);
    let same_word = word.normal == its_word.normal;
    // "Cannot make" and "made their way" have no matter in common.
    let telling = same_word && !common::is_common(&word.lower);
    let much = one.shared(other) >= MUCH && (is_none(one, at) || is_none(other, its));
    let goes_on =
        has_ceased(one, at) && lasts(other, its) || has_ceased(other, its) && lasts(one, at);
    let alike = telling && (shared >= SURE && one.overlap(other) >= ALIKE || much || goes_on);
    Some(!of_two && (of_one && (same_word || shared >= SURE) || alike))
}

/// Whether a word stands right behind its denial: *no jam*.
fn is_none(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| reading.words.get(before));
    before.is_some_and(|it| it.role == Role::Denial)
}

/// Whether what stands at a word was so and is so no more: *no longer share*.
fn has_ceased(reading: &Reading<'_>, at: usize) -> bool {
    let before = &reading.words[at.saturating_sub(CEASED)..at];
    before.windows(2).any(|two| two[0].lower == "no" && two[1].lower == "longer")
}

/// Whether what stands at a word is said to go on: *the share remains in place*, *keeps a share*.
fn lasts(reading: &Reading<'_>, at: usize) -> bool {
    let near = at.saturating_sub(LASTING)..reading.words.len().min(at + LASTING + 1);
    near.into_iter().any(|it| {
        let word = &reading.words[it];
        let is_said = word.stance == Stance::Asserted;
        is_said
            && LASTS.iter().any(|verb| forms(verb).contains(&word.lower))
            && reading.is_unbroken(at.min(it), at.max(it))
    })
}

/// Whether two words exclude each other.
fn parts(one: &Word, other: &Word) -> bool {
    use Stance::{Asserted, Denied};
    if one.role == Role::Content && other.role == Role::Content && one.normal == other.normal {
        let against = matches!((one.stance, other.stance), (Asserted, Denied) | (Denied, Asserted));
        // "Not questioned" does not deny "questions".
        return against && is_plural(one) == is_plural(other);
    }
    let (Some(left), Some(right)) = (one.side, other.side) else { return false };
    let plain = |word: &Word| word.stance == Asserted;
    left.row == right.row
        && (left.second != right.second && plain(one) && plain(other)
            || left.second == right.second
                && matches!((one.stance, other.stance), (Asserted, Denied) | (Denied, Asserted)))
}

/// Whether a claim has words of both sides of a word's row.
fn says_both(reading: &Reading<'_>, word: &Word) -> bool {
    let Some(side) = word.side else { return false };
    let mut sides = reading.words.iter().filter_map(|it| it.side);
    sides.any(|it| it.row == side.row && it.second != side.second)
}

/// What is said to be so: the normal form of the next word of content before, where only words
/// without content stand between.
pub(super) fn subject<'a>(reading: &'a Reading<'_>, at: usize) -> Option<&'a str> {
    let before = reading.words[at.saturating_sub(SUBJECT)..at].iter().rev();
    let word = before.into_iter().find(|word| word.is_content())?;
    let is_verb = word.role == Role::Content && word.lower.ends_with("ed");
    (!is_verb).then_some(word.normal.as_str())
}

/// Whether a word ends as a plural does.
fn is_plural(word: &Word) -> bool {
    word.lower.ends_with('s') && !word.lower.ends_with("ss")
}

/// From every form of every word to its side.
pub(super) fn table() -> BTreeMap<String, Side> {
    let rows = (0..).zip(OPPOSITES);
    rows.flat_map(|(row, (left, right))| {
        let side = |list: &'static [&'static str], second| {
            let words = list.iter().flat_map(|word| forms(word));
            words.map(move |word| (word, Side { row, second })).collect::<Vec<_>>()
        };
        [side(left, false), side(right, true)].concat()
    })
    .collect()
}

/// A word with the regular endings of a verb.
fn forms(word: &str) -> Vec<String> {
    let stem = word.strip_suffix('e').unwrap_or(word);
    let past = if stem == word { format!("{word}ed") } else { format!("{word}d") };
    vec![word.to_owned(), format!("{word}s"), past, format!("{stem}ing")]
}

/// The words to show: from the denial to the word, or the word alone.
fn phrase(reading: &Reading<'_>, at: usize) -> crate::text::Span {
    let denial =
        (at.saturating_sub(6)..at).rev().find(|&index| reading.words[index].role == Role::Denial);
    let first = if reading.words[at].stance == Stance::Denied { denial.unwrap_or(at) } else { at };
    reading.span(first, at)
}

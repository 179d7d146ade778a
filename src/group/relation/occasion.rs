//! Occasions: how many there have been, and whether something comes before one or at it.
//!
//! Knows the words of two claims, which are held against each other only where they are much
//! alike.

use super::reading::{Reading, Role, Word};
use super::{ALIKE, Parting, Relation};

/// How many words behind *before* or *at* the occasion is named, and behind that who takes part.
const REACH: usize = 9;
/// How many words around two occasions are looked at.
const NEAR: usize = 10;
/// How many of them two claims share, and how many of those who take part.
const SHARED: usize = 2;
/// How many words before and behind a count of occasions tell of what they are.
const BESIDE: usize = 4;

/// Normal forms of what other things come before or after; *weed* is that of *wedding*.
pub(super) const OCCASIONS: &[&str] = &[
    "ceremoni", "confer", "elect", "final", "hear", "launch", "match", "meet", "strike", "trial",
    "vote", "weed",
];

const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];
/// What stands before an ordinal that counts occasions.
const LEADS: &[&str] = &["a", "her", "his", "its", "only", "the", "their"];
const TIMES: &[&str] = &[
    "twice",
    "three times",
    "four times",
    "five times",
    "six times",
    "seven times",
    "eight times",
    "nine times",
    "ten times",
];

const BEFORE: &[&str] = &["ahead of", "before", "prior to"];
const AT: &[&str] = &["as part of", "at", "during", "when"];
/// Behind these, *before* tells how long before, which is a date.
const UNITS: &[&str] =
    &["day", "days", "hours", "minutes", "month", "months", "week", "weeks", "year", "years"];

/// A place in a claim.
#[derive(Clone, Copy, Debug)]
struct Mark {
    first: usize,
    last: usize,
    /// How many occasions there have been; 0 where that is not told.
    count: usize,
}

/// Where two claims tell an occasion in two ways.
pub(super) fn partings(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Parting> {
    if one.overlap(other) < ALIKE {
        return Vec::new();
    }
    let parting = |mine: &Mark, its: &Mark| {
        let span = |of: &Reading<'_>, mark: &Mark| of.span(mark.first, mark.last);
        Parting::of(Relation::Conflicts, one, span(one, mine), other, span(other, its))
    };
    let there = [counted(one, other), timed(one, other)].into_iter().flatten();
    let back = [counted(other, one), timed(other, one)].into_iter().flatten();
    there.chain(back.map(|(its, mine)| (mine, its))).map(|(it, its)| parting(&it, &its)).collect()
}

/// *The third summit* against *met six times*: as many, or one fewer, may have been before.
fn counted(one: &Reading<'_>, other: &Reading<'_>) -> Option<(Mark, Mark)> {
    let (nth, times) = (nth(one)?, times(other)?);
    let apart = nth.count != times.count && nth.count != times.count + 1;
    let its = beside(other, &times);
    (apart && beside(one, &nth).iter().any(|it| its.contains(it))).then_some((nth, times))
}

/// *Before the meeting* against *at the meeting*.
fn timed(one: &Reading<'_>, other: &Reading<'_>) -> Option<(Mark, Mark)> {
    let (before, at) = (led(one, BEFORE)?, led(other, AT)?);
    let same = one.words[before.last].normal == other.words[at.last].normal;
    let (names, its) = (names(one, before.last), names(other, at.last));
    let both = names.iter().filter(|it| its.contains(it)).count();
    let known = names.is_empty() || its.is_empty() || both >= SHARED;
    let near = one.shared_near(before.last, other, at.last, NEAR) >= SHARED;
    (same && known && near).then_some((before, at))
}

/// The ordinal of an occasion, with the word that names it.
fn nth(reading: &Reading<'_>) -> Option<Mark> {
    let words = &reading.words;
    (1..words.len()).find_map(|at| {
        let count = ORDINALS.iter().position(|it| *it == words[at].lower)? + 1;
        let behind = words[at + 1..].iter().take(BESIDE);
        let named = behind.into_iter().position(|it| it.role == Role::Content)?;
        let is_led = LEADS.contains(&words[at - 1].lower.as_str());
        is_led.then_some(Mark { first: at, last: at + 1 + named, count })
    })
}

fn times(reading: &Reading<'_>) -> Option<Mark> {
    (0..reading.words.len()).find_map(|at| {
        let found = TIMES.iter().zip(2..).find(|(it, _)| reading.stands(at, it));
        found.map(|(it, count)| Mark { first: at, last: at + it.matches(' ').count(), count })
    })
}

/// From a word that leads to an occasion to the occasion.
fn led(reading: &Reading<'_>, leads: &[&str]) -> Option<Mark> {
    let words = &reading.words;
    (0..words.len()).find_map(|at| {
        leads.iter().find(|it| reading.stands(at, it))?;
        let before = at.checked_sub(1).map_or("", |before| words[before].lower.as_str());
        let behind = words[at + 1..].iter().take(REACH);
        let is_occasion = |it: &Word| OCCASIONS.contains(&it.normal.as_str());
        let named = behind.into_iter().position(is_occasion)?;
        (!UNITS.contains(&before)).then_some(Mark { first: at, last: at + 1 + named, count: 0 })
    })
}

/// What is counted: the words of content beside the count.
fn beside<'a>(reading: &'a Reading<'_>, mark: &Mark) -> Vec<&'a str> {
    let from = mark.first.saturating_sub(BESIDE);
    let words = reading.words.iter().skip(from).take(mark.last + BESIDE + 1 - from);
    let told = words.filter(|it| it.role == Role::Content && !it.in_value);
    told.map(|it| it.normal.as_str()).collect()
}

/// Who takes part: the names behind an occasion.
fn names<'a>(reading: &'a Reading<'_>, at: usize) -> Vec<&'a str> {
    let behind = reading.words.iter().skip(at + 1).take(REACH);
    behind.filter(|it| it.role == Role::Name).map(|it| it.normal.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [OCCASIONS, LEADS, BEFORE, AT, UNITS] {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
    }
}

//! How exactly a value is meant: the words before and after it.

use crate::claim::lexicon::{BOUNDS_AFTER, BOUNDS_BEFORE};
use crate::claim::token::Tokens;
use crate::claim::{Bound, ValueKind};

/// The bound that the words around a value's tokens give it.
pub(super) fn around(tokens: &Tokens<'_>, first: usize, end: usize, kind: ValueKind) -> Bound {
    before(tokens, first, kind).or_else(|| after(tokens, end)).unwrap_or(Bound::Exact)
}

/// The bound of a date: what it is a date for may come earlier or later.
pub(super) fn of_date(tokens: &Tokens<'_>, first: usize) -> Bound {
    match first.checked_sub(1).map_or("", |before| tokens.word(before)) {
        "by" | "before" => Bound::AtMost,
        "after" => Bound::AtLeast,
        "around" | "about" | "circa" => Bound::About,
        _ => Bound::Exact,
    }
}

fn before(tokens: &Tokens<'_>, first: usize, kind: ValueKind) -> Option<Bound> {
    // "Over two years" is a stretch of time, not more than two years.
    let said = first.checked_sub(1).map_or("", |before| tokens.word(before));
    if kind == ValueKind::Duration && said == "over" {
        return None;
    }
    BOUNDS_BEFORE
        .iter()
        .filter(|(phrase, _)| phrase.last() == Some(&said))
        .find(|(phrase, _)| {
            first.checked_sub(phrase.len()).is_some_and(|start| tokens.phrase_at(start, phrase))
        })
        .map(|(_, bound)| *bound)
}

fn after(tokens: &Tokens<'_>, end: usize) -> Option<Bound> {
    BOUNDS_AFTER.iter().find(|(phrase, _)| tokens.phrase_at(end, phrase)).map(|(_, bound)| *bound)
}

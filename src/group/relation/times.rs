//! When something happened, told from the day of the report (*last week*, *two weeks ago*), by the
//! day of the week or by a feast.
//!
//! Knows words. Two such times are held against each other only where the claims are much alike,
//! and exclude each other only by their own unit: reports are not all of one day, and a feast may
//! have been last week.

use super::reading::{Reading, Role};
use super::{Parting, Relation};
use crate::group::common::is_common;
use crate::text::Span;

/// How much of the claim that says less the other says, for both to tell one act.
const ALIKE: f32 = 0.6;

/// How many words before a time tell the act.
const BEFORE: usize = 6;

/// A time told from the day of the report: how many units back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Ago {
    unit: &'static str,
    count: i32,
    first: usize,
    last: usize,
    /// Whether the claim tells no other.
    is_only: bool,
}

/// Days by name; a feast is told from each other by its place in the list.
pub(super) const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const FEASTS: &[&str] = &["christmas", "easter", "ramadan", "thanksgiving"];

const UNITS: &[(&str, &str)] = &[("month", "months"), ("week", "weeks"), ("year", "years")];

/// The two tell one act of different times.
pub(super) fn parting(one: &Reading<'_>, other: &Reading<'_>) -> Option<Parting> {
    let (left, right) = (time_of(one)?, time_of(other)?);
    if (left.unit, left.count) == (right.unit, right.count) {
        return None;
    }
    let (mine, its) = (span(one, &left), span(other, &right));
    let sure = left.unit == right.unit
        && left.unit != "feast"
        && bound(one, &left) == bound(other, &right)
        && left.is_only
        && right.is_only
        && (one.overlap(other) >= ALIKE || lead_from_one_act(one, &left, other, &right))
        && one.same_tense(other);
    Some(Parting {
        relation: if sure { Relation::Conflicts } else { Relation::Differs },
        one: vec![mine],
        other: vec![its],
        reason: format!("{} / {}", one.quote(mine), other.quote(its)),
    })
}

/// Whether one act, done by one of a name, stands before both times: *congratulated her on Monday*.
fn lead_from_one_act(one: &Reading<'_>, left: &Ago, other: &Reading<'_>, right: &Ago) -> bool {
    let (acts, its) = (acts(one, left), acts(other, right));
    one.shares_a_name(other) && acts.iter().any(|act| its.contains(act))
}

/// What makes of a time only one from when or until when: *by Monday*.
fn bound<'a>(reading: &'a Reading<'_>, time: &Ago) -> Option<&'a str> {
    const BOUNDS: &[&str] = &["after", "before", "by", "from", "since", "through", "until"];
    let before = reading.words.get(time.first.checked_sub(1)?)?;
    BOUNDS.contains(&before.lower.as_str()).then_some(before.lower.as_str())
}

/// The words of content before a time that are neither names nor in every report.
fn acts<'a>(reading: &'a Reading<'_>, time: &Ago) -> Vec<&'a str> {
    let before = &reading.words[time.first.saturating_sub(BEFORE)..time.first];
    let acts = before.iter().filter(|it| it.role == Role::Content && !is_common(&it.lower));
    acts.map(|it| it.normal.as_str()).collect()
}

fn span(reading: &Reading<'_>, time: &Ago) -> Span {
    reading.span(time.first, time.last)
}

/// The time that a claim tells. Beside another one, a day of the week is mostly that of the report:
/// *over Easter, officials said on Tuesday*.
fn time_of(reading: &Reading<'_>) -> Option<Ago> {
    let all = times(reading);
    let is_only = all.len() == 1;
    let mut telling = all.into_iter().filter(|it| is_only || it.unit != "day");
    let time = telling.next()?;
    telling.next().is_none().then_some(Ago { is_only, ..time })
}

fn times(reading: &Reading<'_>) -> Vec<Ago> {
    (0..reading.words.len()).filter_map(|at| time(reading, at)).collect()
}

/// The time that ends at a word.
fn time(reading: &Reading<'_>, at: usize) -> Option<Ago> {
    let word = |index: Option<usize>| {
        index.and_then(|index| reading.words.get(index)).map_or("", |word| word.lower.as_str())
    };
    let named = |list: &[&str]| {
        list.iter().zip(0..).find(|(it, _)| **it == word(Some(at))).map(|(_, count)| count)
    };
    let by_name = |unit, count| Some(Ago { unit, count, first: at, last: at, is_only: false });
    if let Some(count) = named(DAYS) {
        return by_name("day", count);
    }
    if let Some(count) = named(FEASTS) {
        return by_name("feast", count);
    }
    let before = word(at.checked_sub(1));
    let unit = |said: &str| UNITS.iter().find(|(one, many)| *one == said || *many == said);
    if let Some((unit, _)) = unit(word(Some(at)))
        && matches!(before, "last" | "this" | "next")
    {
        let count = match before {
            "last" => 1,
            "this" => 0,
            _ => -1,
        };
        return Some(Ago { unit, count, first: at - 1, last: at, is_only: false });
    }
    let (unit, _) = unit(before)?;
    let count = counted(word(at.checked_sub(2)))?;
    (word(Some(at)) == "ago").then_some(Ago {
        unit,
        count,
        first: at - 2,
        last: at,
        is_only: false,
    })
}

fn counted(word: &str) -> Option<i32> {
    const COUNTS: &[&str] = &["one", "two", "three", "four", "five", "six"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let told = COUNTS.iter().zip(1..).find(|(it, _)| **it == word).map(|(_, count)| count);
    told.or_else(|| word.parse().ok())
}

//! Times of day: *11:42 p.m.*, *five minutes past midnight*, *twenty past eight*.
//!
//! Knows the words of two claims. Two times exclude each other only where the claims tell one act
//! by them, which the words beside must show: a report has many times.

use super::reading::{Reading, Role, Word};
use super::times::DAYS;
use crate::claim::ValueKind;

/// How many words around two times are looked at.
const REACH: usize = 12;
/// How many of them two claims share to tell one act.
const SHARED: usize = 2;
/// How many minutes two reports of one act may be apart, where both are exact and where one is not.
const EXACT: i32 = 5;
const ABOUT: i32 = 30;
/// The minutes of half a day: what a time without its half is known by.
const HALF_DAY: i32 = 12 * 60;
const DAY: i32 = 2 * HALF_DAY;

const HOURS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const MINUTES: &[(&str, i32)] =
    &[("five", 5), ("half", 30), ("quarter", 15), ("ten", 10), ("twenty", 20)];

/// Before a time that is not quite it, and before a time that is only a bound.
const ROUGHLY: &[&str] = &["about", "almost", "approximately", "around", "nearly", "roughly"];
const BOUNDS: &[&str] =
    &["after", "and", "before", "between", "by", "from", "since", "till", "to", "until"];
/// What makes of a bound a time that is not quite it: *shortly after*.
const NARROW: &[&str] = &["just", "shortly", "soon"];
/// What a time is told with where it is not that of another place.
const ZONES: &[&str] =
    &["bst", "cet", "edt", "est", "et", "gmt", "local", "pdt", "pst", "pt", "utc"];

/// Acts with which something begins, and with which it ends.
const BEGINNINGS: &[&str] = &[
    "began",
    "begin",
    "begins",
    "depart",
    "departed",
    "departs",
    "departure",
    "leave",
    "leaves",
    "left",
    "open",
    "opened",
    "opens",
    "sailed",
    "start",
    "started",
    "starts",
];
const ENDINGS: &[&str] = &[
    "arrival", "arrive", "arrived", "arrives", "close", "closed", "closes", "docked", "end",
    "ended", "ends", "finished", "landed", "reach", "reached", "reaches", "stopped",
];
/// Words that tell a second act of a kind.
const AGAIN: &[&str] = &["again", "another", "later", "second", "then", "third"];

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// Its first and its last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Minutes since midnight, or since either twelve where the half of the day is not told.
    minute: i32,
    knows_half: bool,
    is_exact: bool,
}

impl Clock {
    /// Whether both are one time, but for a few minutes.
    pub(super) fn fits(&self, other: &Self) -> bool {
        self.apart(other) <= EXACT
    }

    /// Whether no time fits both.
    fn excludes(&self, other: &Self) -> bool {
        let spare = if self.is_exact && other.is_exact { EXACT } else { ABOUT };
        self.apart(other) > spare
    }

    fn apart(&self, other: &Self) -> i32 {
        let round = if self.knows_half && other.knows_half { DAY } else { HALF_DAY };
        let apart = (self.minute - other.minute).rem_euclid(round);
        apart.min(round - apart)
    }
}

/// The times of day of a claim.
pub(super) fn clocks(reading: &Reading<'_>) -> Vec<Clock> {
    let mut found: Vec<Clock> = Vec::new();
    for at in 0..reading.words.len() {
        if found.last().is_some_and(|it| it.last >= at) {
            continue;
        }
        found.extend(told(reading, at).and_then(|it| qualified(reading, it)));
    }
    found
}

fn word<'a>(reading: &'a Reading<'_>, at: usize) -> &'a str {
    reading.words.get(at).map_or("", |it| it.lower.as_str())
}

/// The time that begins at a word.
fn told(reading: &Reading<'_>, at: usize) -> Option<Clock> {
    twelve(reading, at).or_else(|| spoken(reading, at)).or_else(|| written(reading, at))
}

fn clock(first: usize, last: usize, minute: i32, knows_half: bool) -> Clock {
    Clock { first, last, minute, knows_half, is_exact: true }
}

/// *At midnight*.
fn twelve(reading: &Reading<'_>, at: usize) -> Option<Clock> {
    let is_led =
        at > 0 && (word(reading, at - 1) == "at" || ROUGHLY.contains(&word(reading, at - 1)));
    let minute = minute_of_name(word(reading, at))?;
    is_led.then(|| clock(at, at, minute, true))
}

fn minute_of_name(name: &str) -> Option<i32> {
    match name {
        "midnight" => Some(0),
        "noon" => Some(HALF_DAY),
        _ => None,
    }
}

/// *Ten minutes to four*, *half past midnight*.
fn spoken(reading: &Reading<'_>, at: usize) -> Option<Clock> {
    let said = word(reading, at);
    let named = MINUTES.iter().find(|(name, _)| *name == said).map(|(_, minutes)| *minutes);
    let minutes = named.or_else(|| said.parse().ok().filter(|it| (1..30).contains(it)))?;
    let has_unit = matches!(word(reading, at + 1), "minute" | "minutes");
    let link = at + 1 + usize::from(has_unit);
    let minutes = match word(reading, link) {
        "past" => minutes,
        "after" if has_unit => minutes,
        // "Ten to four" may be a range, or a vote.
        "to" if has_unit || said == "quarter" => -minutes,
        "before" if has_unit => -minutes,
        _ => return None,
    };
    let hour = word(reading, link + 1);
    let (base, knows_half) = match minute_of_name(hour) {
        Some(minute) => (minute, true),
        None => (60 * hour_of(hour)?, false),
    };
    let (last, minute, knows_half) = with_half(reading, link + 1, base, knows_half);
    Some(clock(at, last, (minute + minutes).rem_euclid(DAY), knows_half))
}

/// *11:42 p.m.*, *11.42pm*, *18:30*, *six o'clock*.
fn written(reading: &Reading<'_>, at: usize) -> Option<Clock> {
    let said = word(reading, at);
    let joined = said.split_once('.').and_then(|(hour, minutes)| parsed(hour, minutes));
    let parted = is_colon(reading, at).then(|| parsed(said, word(reading, at + 1))).flatten();
    let (last, minute) = match (joined, parted) {
        (Some(minute), _) => (at, minute),
        (_, Some(minute)) => (at + 1, minute),
        _ => (at, 60 * hour_of(said)?),
    };
    let is_whole = joined.is_none() && parted.is_none();
    // From one to twelve either half may be meant, and so it is at 12:30.
    let is_known = !is_whole && !(60..HALF_DAY + 60).contains(&minute);
    let (end, minute, knows_half) = with_half(reading, last, minute, is_known);
    let is_clock = word(reading, last + 1) == "o'clock";
    let is_time = end > last || parted.is_some() || is_whole && is_clock;
    is_time.then(|| clock(at, end, minute, knows_half))
}

fn is_colon(reading: &Reading<'_>, at: usize) -> bool {
    reading.between(at, at + 1) == ":"
}

fn parsed(hour: &str, minutes: &str) -> Option<i32> {
    let hour: i32 = hour.parse().ok().filter(|it| (0..24).contains(it))?;
    let of_two = minutes.len() == 2;
    let minutes: i32 = minutes.parse().ok().filter(|it| of_two && (0..60).contains(it))?;
    Some(60 * hour + minutes)
}

fn hour_of(said: &str) -> Option<i32> {
    let by_word = HOURS.iter().zip(1..).find(|(name, _)| **name == said).map(|(_, hour)| hour);
    by_word.or_else(|| said.parse().ok()).filter(|it| (1..=12).contains(it))
}

/// With the half of the day behind a word, where it is told.
fn with_half(reading: &Reading<'_>, last: usize, minute: i32, known: bool) -> (usize, i32, bool) {
    let of_half = minute % HALF_DAY;
    match word(reading, last + 1) {
        "am" | "a.m" | "a.m." => (last + 1, of_half, true),
        "pm" | "p.m" | "p.m." => (last + 1, of_half + HALF_DAY, true),
        _ => (last, minute, known),
    }
}

/// The time as far as it is one: not the bound of a span of time.
fn qualified(reading: &Reading<'_>, clock: Clock) -> Option<Clock> {
    let mut before = (0..clock.first).rev().map(|at| word(reading, at));
    let mut lead = before.find(|it| !matches!(*it, "a" | "good" | "the"))?;
    let mut is_exact = true;
    if BOUNDS.contains(&lead) {
        lead = before.next().unwrap_or_default();
        if !NARROW.contains(&lead) {
            return None;
        }
        is_exact = false;
    }
    is_exact = is_exact && !ROUGHLY.contains(&lead);
    Some(Clock { is_exact, ..clock })
}

/// Whether two times are told of one act and exclude each other.
pub(super) fn contradict(
    one: &Reading<'_>,
    mine: &Clock,
    other: &Reading<'_>,
    its: &Clock,
) -> bool {
    let zoned = |of: &Reading<'_>| of.words.iter().any(|it| ZONES.contains(&it.lower.as_str()));
    mine.excludes(its)
        && zoned(one) == zoned(other)
        && one.is_ahead() == other.is_ahead()
        && !tell_two_days(one, other)
        && is_one_act(one, mine, other, its)
}

/// Whether the words beside two times show that they are those of one act.
fn is_one_act(one: &Reading<'_>, mine: &Clock, other: &Reading<'_>, its: &Clock) -> bool {
    let (near, its_near) = (near(one, mine), near(other, its));
    let is_said = |word: &Word, by: &[&Word]| by.iter().any(|it| it.normal == word.normal);
    let mut shared: Vec<&Word> = near.iter().copied().filter(|it| is_said(it, &its_near)).collect();
    shared.dedup_by_key(|it| it.normal.as_str());
    let of_content = shared.iter().any(|it| it.role == Role::Content);
    let acts = |of: &[&Word]| of.iter().any(|it| it.lower.ends_with("ed"));
    let alone = |of: &[&Word], by: &[&Word]| {
        let mut acts = of.iter().filter(|it| it.lower.ends_with("ed"));
        acts.all(|it| !is_said(it, by))
    };
    let parted =
        acts(&near) && acts(&its_near) && alone(&near, &its_near) && alone(&its_near, &near);
    let has = |of: &[&Word], list: &[&str]| of.iter().any(|it| list.contains(&it.lower.as_str()));
    let ends = has(&near, BEGINNINGS) && has(&its_near, ENDINGS)
        || has(&near, ENDINGS) && has(&its_near, BEGINNINGS);
    let again = has(&near, AGAIN) != has(&its_near, AGAIN);
    shared.len() >= SHARED && of_content && !parted && !ends && !again
}

/// The words around a time that tell what it is the time of.
fn near<'a>(reading: &'a Reading<'_>, clock: &Clock) -> Vec<&'a Word> {
    let from = clock.first.saturating_sub(REACH);
    let words = reading.words.iter().enumerate().skip(from).take(clock.last + REACH + 1 - from);
    let beside = words.filter(|(at, _)| !(clock.first..=clock.last).contains(at));
    let tells = |word: &&Word| !word.in_value && !DAYS.contains(&word.lower.as_str());
    let counts = |word: &Word| AGAIN.contains(&word.lower.as_str()) || is_only(word);
    let is_word = |word: &&Word| word.is_content() || counts(word);
    beside.map(|(_, word)| word).filter(tells).filter(is_word).collect()
}

/// Whether a word tells one of a row: *the last boat*.
fn is_only(word: &Word) -> bool {
    matches!(word.lower.as_str(), "first" | "last")
}

/// Whether the claims name days that are not one.
fn tell_two_days(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let days = |of: &Reading<'_>| -> Vec<String> {
        let named = of.words.iter().filter(|it| DAYS.contains(&it.lower.as_str()));
        named.map(|it| it.lower.clone()).collect()
    };
    let has_date = |of: &Reading<'_>| of.values.iter().any(|it| it.kind == ValueKind::Date);
    let (mine, its) = (days(one), days(other));
    let named = !mine.is_empty() && !its.is_empty() && !mine.iter().any(|it| its.contains(it));
    named || has_date(one) && has_date(other) && !one.shares_a_date(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [ROUGHLY, BOUNDS, NARROW, ZONES, BEGINNINGS, ENDINGS, AGAIN] {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
        assert!(MINUTES.is_sorted_by(|one, two| one.0 < two.0));
    }
}

//! Amounts, shares, counts, lengths of time and dates held against each other.
//!
//! Two figures are held against each other only where they measure the same thing: the same unit,
//! and words in common beside them. They conflict only where no number fits both, the claims are
//! alike as a whole, and neither claim has a figure that is the other's.

use super::reading::{Reading, Role, Word};
use super::{ALIKE, Parting, Relation, crowd};
use crate::claim::{Bound, Value, ValueKind};
use crate::group::common;

/// How many words around a figure are looked at.
const REACH: usize = 6;
/// How many of them two claims must share for their figures to measure the same thing.
const SHARED: usize = 1;
/// How many of them two claims must share for their figures to conflict.
const SURE: usize = 2;
/// How many words around a figure may name whose figure it is.
const BESIDE: usize = 5;
/// How much of the claim that says less the other must say, for their figures to measure the same
/// thing wherever in the claims they stand.
const SAME: f32 = 0.75;
/// How many words around two figures are looked at where the claims are not alike, and how many of
/// them they share.
const NEAR: usize = 9;
const MANY: usize = 2;
/// How many words of content two claims share anywhere where only one word stands beside both.
const COMMON: usize = 3;
/// How many times one figure may be another there.
const FAR: f64 = 3.0;
/// What leads from a figure to what it is the figure of.
const LINKS: &[&str] = &["a", "by", "for", "from", "in", "into", "of", "on", "per", "to", "with"];
/// How many of them are followed.
const LED: usize = 2;
/// How far *about* goes, as a share of the number.
const ABOUT: f64 = 0.15;
/// How far two numbers may be apart that were only rounded differently.
const ROUNDED: f64 = 0.03;

/// Where the figures of two claims part.
pub(super) fn partings(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Parting> {
    let mut found = bounds(one, other);
    let left: Vec<&Value> = one.values.iter().filter(|it| !is_said(it, other)).collect();
    let right: Vec<&Value> = other.values.iter().filter(|it| !is_said(it, one)).collect();
    let mut taken = vec![false; right.len()];
    for value in left {
        let at = one.index_of(value.span);
        let best = right
            .iter()
            .enumerate()
            .filter(|(index, it)| !taken[*index] && comparable(value, it))
            .map(|(index, it)| (one.shared_near(at, other, other.index_of(it.span), REACH), index))
            .max_by_key(|(shared, index)| (*shared, usize::MAX - index));
        if let Some((shared, index)) = best
            && (shared >= SHARED || one.overlap(other) >= SAME)
        {
            taken[index] = true;
            found.push(parting(one, other, value, right[index], shared));
        }
    }
    found
}

/// The same figure, more or less exactly stated.
fn bounds(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Parting> {
    let mut found = Vec::new();
    for value in &one.values {
        let same = other.values.iter().filter(|it| equal(value, it));
        let Some(twin) =
            same.clone().find(|it| it.bound == value.bound).or_else(|| same.clone().next())
        else {
            found.extend(fitting(one, value, other));
            continue;
        };
        let sure = one.overlap(other) >= ALIKE && misses(one, value, other, twin);
        if twin.bound != value.bound {
            found.push(Parting {
                relation: if sure { Relation::Conflicts } else { Relation::Differs },
                one: vec![value.span],
                other: vec![twin.span],
                reason: format!(
                    "{}: {} / {}",
                    one.quote(value.span),
                    told(value.bound),
                    told(twin.bound)
                ),
            });
        }
    }
    found
}

/// Another number that fits the figure's bound: *about 40*, *42*.
fn fitting(one: &Reading<'_>, value: &Value, other: &Reading<'_>) -> Option<Parting> {
    let amount = |it: &Value| matches!(it.kind, ValueKind::Money | ValueKind::Percent);
    let mut fits = other.values.iter().filter(|it| {
        amount(it) && it.kind == value.kind && same_unit(value, it) && !excludes(value, it)
    });
    let twin = fits.next().filter(|it| !is_equalled(it, one))?;
    let shown = |of: &Reading<'_>, it: &Value| match it.bound {
        Bound::Exact => of.quote(it.span),
        bound => format!("{} {}", told(bound), of.quote(it.span)),
    };
    Some(Parting {
        relation: Relation::Differs,
        one: vec![value.span],
        other: vec![twin.span],
        reason: format!("{} / {}", shown(one, value), shown(other, twin)),
    })
}

fn is_equalled(value: &Value, other: &Reading<'_>) -> bool {
    other.values.iter().any(|it| equal(value, it))
}

/// The first figure of a claim that the other does not state.
pub(super) fn alone<'a>(one: &'a Reading<'_>, other: &Reading<'_>) -> Option<&'a Value> {
    one.values.iter().find(|it| !is_said(it, other) && !refers(it, one))
}

/// Whether a count only refers to those who were named: *the two companies*.
fn refers(value: &Value, of: &Reading<'_>) -> bool {
    value.kind == ValueKind::Count
        && value.amount.total_cmp(&2.0).is_eq()
        && matches!(of.before(value.span), "the" | "these" | "those")
}

/// Whether the one says that a number was all but reached, the other that it was.
fn misses(one: &Reading<'_>, left: &Value, other: &Reading<'_>, right: &Value) -> bool {
    let short = |of: &Reading<'_>, value: &Value| {
        matches!(of.before(value.span), "almost" | "nearly") && value.bound == Bound::About
    };
    short(one, left) && right.bound == Bound::AtLeast
        || short(other, right) && left.bound == Bound::AtLeast
}

const fn told(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exactly",
        Bound::About => "about",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    }
}

fn parting(
    one: &Reading<'_>,
    other: &Reading<'_>,
    left: &Value,
    right: &Value,
    shared: usize,
) -> Parting {
    let overlap = one.overlap(other);
    let (at, its) = (one.index_of(left.span), other.index_of(right.span));
    let of_two = one.names_alone(at, other, BESIDE) && other.names_alone(its, one, BESIDE);
    let beside = if left.kind == ValueKind::Duration {
        same_head(one, at, other, its) || same_verb(one, at, other, its)
    } else {
        shared >= SURE || overlap >= SAME || same_head(one, at, other, its)
    };
    let alike = overlap >= ALIKE || share_a_figure(one, other);
    let at_once = left.kind != ValueKind::Date
        || one.same_tense(other) && !tell_two_acts(one, at, other, its);
    let of_two = of_two
        || are_of_two_things(one, left, other, right)
        || crowd::count_two_things(one, left, other, right);
    let sure = beside && !of_two && alike && at_once && excludes(left, right);
    Parting {
        relation: if sure { Relation::Conflicts } else { Relation::Differs },
        one: vec![left.span],
        other: vec![right.span],
        reason: format!("{} / {}", one.quote(left.span), other.quote(right.span)),
    }
}

/// Whether the same word stands behind both figures: *41-year high*, *40-year high*.
fn same_head(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> bool {
    let head = |of: &Reading<'_>, at: usize| {
        let behind = of.words.iter().skip(at).find(|word| !word.in_value);
        behind.filter(|word| word.role == Role::Content).map(|word| word.normal.clone())
    };
    head(one, at).is_some_and(|it| head(other, its) == Some(it))
}

/// Whether the same word stands before both figures: *lasted three weeks*, *lasted two weeks*.
fn same_verb(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> bool {
    let verb = |of: &Reading<'_>, at: usize| {
        let before = at.checked_sub(1).and_then(|before| of.words.get(before));
        before.filter(|word| word.role == Role::Content).map(|word| word.normal.clone())
    };
    verb(one, at).is_some_and(|it| verb(other, its) == Some(it))
}

/// Whether two figures measure the same thing and exclude each other, however little else the claims
/// have in common: the words beside tell, and nothing tells that there are two things.
pub(super) fn contradict(
    one: &Reading<'_>,
    left: &Value,
    other: &Reading<'_>,
    right: &Value,
) -> bool {
    let (less, more) = (left.amount.min(right.amount), left.amount.max(right.amount));
    let far = left.kind != ValueKind::Date && more > FAR * less;
    if far
        || !comparable(left, right)
        || !excludes(left, right)
        || is_measured_again(one, left, other, right)
    {
        return false;
    }
    let (at, its) = (one.index_of(left.span), other.index_of(right.span));
    let near = one.words_near(at, NEAR);
    let shared = near
        .iter()
        .filter(|it| other.words_near(its, NEAR).iter().any(|its| its.normal == it.normal));
    let telling =
        shared.clone().filter(|it| it.role == Role::Content && !common::is_common(&it.lower));
    // One matter has more dates than prices.
    let many = MANY + usize::from(left.kind == ValueKind::Date);
    let of_one = shared.count() >= many && telling.count() >= SURE
        || left.kind != ValueKind::Date && are_beside_one_word(one, at, other, its);
    of_one
        && !one.asks()
        && !other.asks()
        && one.same_tense(other)
        && one.is_ahead() == other.is_ahead()
        && !tell_two_acts(one, at, other, its)
        && !are_of_two_things(one, left, other, right)
}

/// Whether a word that is no name stands right beside both figures, in claims that tell one date, or
/// tell no two and have more in common.
fn are_beside_one_word(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> bool {
    let dated = |of: &Reading<'_>| of.values.iter().any(|it| it.kind == ValueKind::Date);
    let undated = !dated(one) || !dated(other);
    let known = one.shares_a_date(other) || undated && one.shared(other) >= COMMON;
    let near = other.words_near(its, REACH);
    let is_shared = |it: &Word| near.iter().any(|its| its.normal == it.normal);
    let mut mine = one.words_near(at, REACH).into_iter().filter(|it| it.role == Role::Content);
    known && mine.any(is_shared)
}

/// Whether a figure is one of several of its kind: only one of them may be the other's.
fn is_measured_again(one: &Reading<'_>, left: &Value, other: &Reading<'_>, right: &Value) -> bool {
    let more = |of: &Reading<'_>, value: &Value| {
        of.values.iter().filter(|it| it.kind == value.kind && same_unit(it, value)).count() > 1
    };
    more(one, left) || more(other, right)
}

/// Whether the figures are led on to two things: *for the pier*, *for a crane on the pier*.
fn are_of_two_things(one: &Reading<'_>, left: &Value, other: &Reading<'_>, right: &Value) -> bool {
    let its = complements(other, right);
    complements(one, left).iter().any(|(link, head)| {
        its.iter().any(|(its_link, its_head)| link == its_link && head != its_head)
    })
}

/// The first prepositions behind a figure, each with the last word of the phrase that it leads to.
fn complements<'a>(reading: &'a Reading<'_>, value: &Value) -> Vec<(&'a str, &'a str)> {
    let (_, last) = reading.place_of(value.span);
    let mut at = last + 1;
    let mut found = Vec::new();
    while found.len() < LED && reading.is_unbroken(last, at) {
        let Some(link) = reading.words.get(at) else { break };
        if !LINKS.contains(&link.lower.as_str()) {
            break;
        }
        let behind = reading.words.iter().enumerate().skip(at + 1);
        let phrase =
            behind.skip_while(|(_, it)| !it.is_content()).take_while(|(_, it)| it.is_content());
        let Some((end, head)) = phrase.last() else { break };
        found.push((link.lower.as_str(), head.normal.as_str()));
        at = end + 1;
    }
    found
}

/// Whether two participles lead to the dates: *launched in 1998*, *owned since 2021*.
fn tell_two_acts(one: &Reading<'_>, at: usize, other: &Reading<'_>, its: usize) -> bool {
    let act = |of: &Reading<'_>, at: usize| {
        let led = of.words[at.saturating_sub(2)..at].first().filter(|it| it.lower.ends_with("ed"));
        led.map(|it| it.normal.clone())
    };
    let (mine, its) = (act(one, at), act(other, its));
    mine.is_some() && its.is_some() && mine != its
}

/// Whether both state the same amount or share.
fn share_a_figure(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let telling = |it: &&Value| matches!(it.kind, ValueKind::Money | ValueKind::Percent);
    one.values.iter().filter(telling).any(|it| other.values.iter().any(|its| equal(it, its)))
}

/// Whether a claim states a figure that fits a value.
fn is_said(value: &Value, other: &Reading<'_>) -> bool {
    other.values.iter().any(|it| fits(value, it))
}

/// Whether two figures may be one.
pub(super) fn fits(one: &Value, other: &Value) -> bool {
    equal(one, other) || one.kind == other.kind && same_unit(one, other) && !excludes(one, other)
}

fn equal(one: &Value, other: &Value) -> bool {
    one.kind == other.kind && same_unit(one, other) && (one.amount - other.amount).abs() < 1e-9
}

/// Whether two figures may measure the same thing.
fn comparable(one: &Value, other: &Value) -> bool {
    let age = |value: &Value| value.unit.ends_with(" old");
    one.kind == other.kind && same_unit(one, other) && !age(one) && !age(other)
}

fn same_unit(one: &Value, other: &Value) -> bool {
    match one.kind {
        ValueKind::Date | ValueKind::Duration => true,
        ValueKind::Money | ValueKind::Percent => one.unit == other.unit,
        ValueKind::Count => {
            !one.unit.is_empty()
                && one.unit.trim_end_matches('s') == other.unit.trim_end_matches('s')
        }
    }
}

/// Whether no number, or no day, fits both.
fn excludes(one: &Value, other: &Value) -> bool {
    if one.kind == ValueKind::Date {
        return dates_exclude(one, other);
    }
    let (left, right) = (range(one, ABOUT), range(other, ABOUT));
    let apart = left.1 < right.0 || right.1 < left.0;
    let size = one.amount.abs().max(other.amount.abs());
    // Lengths of time are not rounded to odd numbers.
    let rounded = if one.kind == ValueKind::Duration { 0.0 } else { ROUNDED * size };
    apart && (one.amount - other.amount).abs() > rounded
}

/// The numbers that a value allows, where *about* goes as far as a share of the number.
pub(super) fn range(value: &Value, about: f64) -> (f64, f64) {
    let amount = value.amount;
    match value.bound {
        Bound::Exact => (amount, amount),
        Bound::About => (amount - about * amount.abs(), amount + about * amount.abs()),
        Bound::AtLeast => (amount, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, amount),
    }
}

/// Whether two dates differ in a part that both tell.
fn dates_exclude(one: &Value, other: &Value) -> bool {
    if one.bound != other.bound || !one.unit.is_empty() || !other.unit.is_empty() {
        return false;
    }
    let parts = |amount: f64| {
        let year = (amount / 10_000.0).floor();
        let month = ((amount - year * 10_000.0) / 100.0).floor();
        [year, month, amount - year * 10_000.0 - month * 100.0]
    };
    parts(one.amount)
        .into_iter()
        .zip(parts(other.amount))
        .any(|(one, other)| one > 0.0 && other > 0.0 && (one - other).abs() > 0.5)
}

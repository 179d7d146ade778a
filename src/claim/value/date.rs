//! Years, months and days.

use super::bound;
use crate::claim::lexicon::{Class, MONTHS};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Value, ValueKind};

/// What is said of a date; 0 stands for what is not.
#[derive(Clone, Copy, Default)]
struct Civil {
    year: u32,
    month: u32,
    day: u32,
}

/// The date that begins at a token, and the token after it.
pub(super) fn at(tokens: &Tokens<'_>, index: usize) -> Option<(Value, usize)> {
    let (part, start) = part_of(tokens, index);
    let (day, end, decade) = iso(tokens, start)
        .or_else(|| month_first(tokens, start))
        .or_else(|| day_first(tokens, start))
        .map(|(day, end)| (day, end, false))
        .or_else(|| year_alone(tokens, start))?;
    let unit = if decade { "decade" } else { part };
    let value = Value {
        kind: ValueKind::Date,
        span: tokens.span(index, end - 1),
        amount: f64::from(day.year * 10_000 + day.month * 100 + day.day),
        unit: unit.into(),
        bound: bound::of_date(tokens, index),
    };
    Some((value, end))
}

/// `late` of `late 2027`, and the token where the date itself begins.
fn part_of(tokens: &Tokens<'_>, index: usize) -> (&'static str, usize) {
    let part = match tokens.word(index) {
        "early" => "early",
        "mid" => "mid",
        "late" => "late",
        _ => return ("", index),
    };
    (part, index + 1 + usize::from(tokens.word(index + 1) == "-"))
}

/// `2026-04-27`.
fn iso(tokens: &Tokens<'_>, index: usize) -> Option<(Civil, usize)> {
    let glued = (index + 1..=index + 4).all(|next| tokens.is_glued(next));
    if !glued || tokens.word(index + 1) != "-" || tokens.word(index + 3) != "-" {
        return None;
    }
    let (year, month, day) =
        (year(tokens, index)?, plain(tokens, index + 2)?, plain(tokens, index + 4)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some((Civil { year, month, day }, index + 5))
}

/// `April`, `April 27`, `April 27, 2026`, `April 2026`.
fn month_first(tokens: &Tokens<'_>, index: usize) -> Option<(Civil, usize)> {
    let (month, after) = month(tokens, index)?;
    if let Some((day, after_day)) = day_number(tokens, after) {
        let comma = usize::from(tokens.word(after_day) == ",");
        let (year, end) = year(tokens, after_day + comma)
            .map_or((0, after_day), |year| (year, after_day + comma + 1));
        return Some((Civil { year, month, day }, end));
    }
    let of = usize::from(matches!(tokens.word(after), "of" | ","));
    if let Some(year) = year(tokens, after + of) {
        return Some((Civil { year, month, day: 0 }, after + of + 1));
    }
    let sure = !matches!(tokens.word(index), "may" | "march") || comes_in_time(tokens, index);
    sure.then_some((Civil { month, ..Civil::default() }, after))
}

/// `27 April 2026`, `the 27th of April`.
fn day_first(tokens: &Tokens<'_>, index: usize) -> Option<(Civil, usize)> {
    let (day, after) = day_number(tokens, index)?;
    let of = usize::from(tokens.word(after) == "of");
    let (month, after) = month(tokens, after + of)?;
    let (year, end) = year(tokens, after).map_or((0, after), |year| (year, after + 1));
    Some((Civil { year, month, day }, end))
}

/// `2032`, and whether it is a decade (`1990s`).
fn year_alone(tokens: &Tokens<'_>, index: usize) -> Option<(Civil, usize, bool)> {
    let found = Civil { year: year(tokens, index)?, ..Civil::default() };
    if tokens.is_glued(index + 1) && tokens.word(index + 1) == "s" {
        return Some((found, index + 2, true));
    }
    let before = index.checked_sub(1).map_or("", |before| tokens.word(before));
    let part_of_more = tokens.is_glued(index + 1)
        && matches!(tokens.word(index + 1), "%" | "/" | ":" | "-")
        || tokens.is_kind(index + 1, TokenKind::Word) && tokens.is_glued(index + 1)
        || before == "than"
        || matches!(tokens.word(index + 1), "percent" | "million" | "billion");
    if part_of_more {
        return None;
    }
    let said_in_time =
        comes_in_time(tokens, index) || before == "the" || before == "-" || before == "mid";
    let counts_things = super::quantity::plural(tokens, index + 1);
    (said_in_time || !counts_things).then_some((found, index + 1, false))
}

/// Whether the word before places things in time.
fn comes_in_time(tokens: &Tokens<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).map_or("", |before| tokens.word(before));
    matches!(
        before,
        "in" | "of"
            | "by"
            | "since"
            | "until"
            | "till"
            | "through"
            | "from"
            | "before"
            | "after"
            | "during"
            | "last"
            | "next"
            | "this"
            | "late"
            | "early"
            | "mid"
            | "between"
            | "fiscal"
            | "and"
            | "to"
    )
}

/// The month at a token and the token after it (and after the point of `Jan.`).
fn month(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    if !tokens.is(index, Class::Month) || !tokens.get(index)?.capital {
        return None;
    }
    let word = tokens.word(index);
    let row = MONTHS.binary_search_by(|(known, _)| known.cmp(&word)).ok()?;
    let short = word.len() <= 4 && word != "may" && word != "june" && word != "july";
    let point =
        short && tokens.word(index + 1) == "." && tokens.is_kind(index + 2, TokenKind::Number);
    // "Mar" and "Dec" alone are more often parts of names.
    let next_is_number = tokens.is_kind(index + 1, TokenKind::Number) || point;
    let before_is_number =
        index.checked_sub(1).is_some_and(|before| tokens.is_kind(before, TokenKind::Number));
    (!short || next_is_number || before_is_number)
        .then_some((MONTHS[row].1, index + 1 + usize::from(point)))
}

/// The day of a month at a token, and the token after it (and after the `th` of `27th`).
fn day_number(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    let day = plain(tokens, index).filter(|day| (1..=31).contains(day))?;
    let ordinal =
        tokens.is_glued(index + 1) && matches!(tokens.word(index + 1), "st" | "nd" | "rd" | "th");
    Some((day, index + 1 + usize::from(ordinal)))
}

fn year(tokens: &Tokens<'_>, index: usize) -> Option<u32> {
    let glued_to_a_word = tokens.is_glued(index)
        && index
            .checked_sub(1)
            .is_some_and(|before| matches!(tokens.word(before), "$" | "€" | "£" | "#" | "/" | "."));
    plain(tokens, index).filter(|year| (1800..=2150).contains(year) && !glued_to_a_word)
}

/// Digits and nothing else.
fn plain(tokens: &Tokens<'_>, index: usize) -> Option<u32> {
    if !tokens.is_kind(index, TokenKind::Number) {
        return None;
    }
    tokens.word(index).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(MONTHS.is_sorted_by(|one, two| one.0 < two.0));
    }
}

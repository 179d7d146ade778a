//! Money, shares, durations and counts.

use super::bound;
use super::number::{self, Number};
use crate::claim::lexicon::{CURRENCIES, Class, DURATIONS};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Value, ValueKind};
use crate::text::ShortText;

/// What a number measures.
#[derive(Clone, Debug)]
struct Measure {
    kind: ValueKind,
    unit: ShortText,
    /// What one of it amounts to.
    factor: f64,
    /// The token after the unit.
    end: usize,
}

/// The values that begin at a token (two for a range), and the token after them.
pub(super) fn at(tokens: &Tokens<'_>, index: usize) -> Option<(Vec<Value>, usize)> {
    let (sign, start) = sign(tokens, index);
    let number = number::at(tokens, start)?;
    if let Some(range) = range(tokens, index, number, sign) {
        return Some(range);
    }
    let measure = measure(tokens, number, sign)?;
    if measure.kind == ValueKind::Count && !counts(tokens, index, number, &measure) {
        return None;
    }
    let end = measure.end;
    Some((vec![value(tokens, index, end, number.size, measure)], end))
}

/// `$10 to $15 billion`, `20-25%`: the first takes unit and scale from the second.
fn range(
    tokens: &Tokens<'_>,
    index: usize,
    first: Number,
    sign_of_first: Option<&'static str>,
) -> Option<(Vec<Value>, usize)> {
    let joins = match tokens.word(first.end) {
        "to" | "-" | "–" | "or" => true,
        "and" => index.checked_sub(1).is_some_and(|before| tokens.word(before) == "between"),
        _ => false,
    };
    if !joins {
        return None;
    }
    let (sign_of_second, start) = sign(tokens, first.end + 1);
    let second = number::at(tokens, start)?;
    let own = measure(tokens, second, sign_of_second)?;
    let measure = match sign_of_first {
        None => own,
        Some(_) if own.kind == ValueKind::Money => own,
        Some(_) if own.kind == ValueKind::Count => measure(tokens, second, sign_of_first)?,
        Some(_) => return None,
    };
    if measure.kind == ValueKind::Count && measure.unit.is_empty() {
        return None;
    }
    let scale = if first.scale > 1.0 { 1.0 } else { second.scale };
    let end = measure.end;
    let low = value(tokens, index, first.end, first.size * scale, measure.clone());
    let high = value(tokens, first.end + 1, end, second.size, measure);
    Some((vec![low, high], end))
}

fn value(tokens: &Tokens<'_>, first: usize, end: usize, size: f64, measure: Measure) -> Value {
    Value {
        kind: measure.kind,
        span: tokens.span(first, end - 1),
        amount: size * measure.factor,
        unit: measure.unit,
        bound: bound::around(tokens, first, end, measure.kind),
    }
}

/// The currency written before a number (`$`, `US$`, `EUR`), and the token where the number begins.
fn sign(tokens: &Tokens<'_>, index: usize) -> (Option<&'static str>, usize) {
    let country = tokens.is_kind(index, TokenKind::Word)
        && tokens.is_glued(index + 1)
        && tokens.word(index + 1) == "$";
    if country {
        let unit = match tokens.word(index) {
            "us" => "USD",
            "a" | "au" => "AUD",
            "c" | "ca" => "CAD",
            "hk" => "HKD",
            "nz" => "NZD",
            "s" => "SGD",
            _ => return (None, index),
        };
        return (Some(unit), index + 2);
    }
    let code = tokens.raw(index).len() == 3
        && tokens.raw(index).bytes().all(|byte| byte.is_ascii_uppercase());
    let mark = tokens.is_kind(index, TokenKind::Mark);
    match currency(tokens.word(index)) {
        Some(unit) if (mark || code) && tokens.is_kind(index + 1, TokenKind::Number) => {
            (Some(unit), index + 1)
        }
        _ => (None, index),
    }
}

fn currency(word: &str) -> Option<&'static str> {
    CURRENCIES.binary_search_by(|(known, _)| known.cmp(&word)).ok().map(|row| CURRENCIES[row].1)
}

/// What the words after a number make of it.
fn measure(tokens: &Tokens<'_>, number: Number, sign: Option<&'static str>) -> Option<Measure> {
    if let Some(unit) = sign {
        return Some(Measure {
            kind: ValueKind::Money,
            unit: unit.into(),
            factor: 1.0,
            end: number.end,
        });
    }
    if let Some(share) = share(tokens, number.end) {
        return Some(share);
    }
    let hyphen = usize::from(tokens.word(number.end) == "-" && tokens.is_glued(number.end + 1));
    let next = number.end + hyphen;
    if let Some(unit) = currency(tokens.word(next)).filter(|_| hyphen == 1 || !tokens.is_name(next))
    {
        return Some(Measure {
            kind: ValueKind::Money,
            unit: unit.into(),
            factor: 1.0,
            end: next + 1,
        });
    }
    duration(tokens, next, number.digits).or_else(|| count(tokens, next, number))
}

/// `%`, `per cent`, `percentage points`, `basis points`.
fn share(tokens: &Tokens<'_>, index: usize) -> Option<Measure> {
    let index = index + usize::from(tokens.word(index) == "-" && tokens.is_glued(index + 1));
    let (unit, factor, len) = match (tokens.word(index), tokens.word(index + 1)) {
        ("%" | "percent" | "pct" | "percents", _) => ("percent", 1.0, 1),
        ("per", "cent") => ("percent", 1.0, 2),
        ("percentage", "point" | "points") => ("percentage points", 1.0, 2),
        ("basis", "point" | "points") => ("percentage points", 0.01, 2),
        _ => return None,
    };
    Some(Measure { kind: ValueKind::Percent, unit: unit.into(), factor, end: index + len })
}

/// A unit of time, also behind one adjective: `two consecutive quarters`.
fn duration(tokens: &Tokens<'_>, index: usize, digits: bool) -> Option<Measure> {
    // "One-quarter" and "three quarters of the boats" are fractions.
    let of = tokens.word(index + 1) == "of";
    if !digits && (tokens.word(index) == "quarter" || tokens.word(index) == "quarters" && of) {
        return None;
    }
    let adjective = matches!(
        tokens.word(index),
        "consecutive"
            | "straight"
            | "more"
            | "full"
            | "further"
            | "additional"
            | "calendar"
            | "working"
            | "whole"
            | "-"
    );
    let index = index + usize::from(adjective);
    let word = tokens.word(index);
    let (_, unit, days) =
        DURATIONS.iter().find(|(single, plural, _)| *single == word || *plural == word)?;
    let hyphen = usize::from(tokens.word(index + 1) == "-");
    if tokens.word(index + 1 + hyphen) == "old" {
        let end = index + 2 + hyphen;
        return Some(Measure {
            kind: ValueKind::Count,
            unit: format!("{unit} old").into(),
            factor: 1.0,
            end,
        });
    }
    Some(Measure { kind: ValueKind::Duration, unit: (*unit).into(), factor: *days, end: index + 1 })
}

/// The things counted: the first plural among the next three words, which must be plain ones.
fn count(tokens: &Tokens<'_>, index: usize, number: Number) -> Option<Measure> {
    let counted = |end: usize, unit: &str| Measure {
        kind: ValueKind::Count,
        unit: unit.into(),
        factor: 1.0,
        end,
    };
    for step in index..index + 3 {
        if !describes(tokens, step) {
            break;
        }
        if plural(tokens, step) {
            return Some(counted(step + 1, tokens.word(step)));
        }
    }
    number.digits.then(|| counted(number.end, ""))
}

/// Whether the word at a token can stand between a number and its noun, or be the noun.
fn describes(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.is_kind(index, TokenKind::Word)
        && !tokens.is(index, Class::Function)
        && !tokens.is(index, Class::Pronoun)
        && !tokens.is(index, Class::Auxiliary)
        && !tokens.is(index, Class::Modal)
}

/// Whether the word at a token looks like a plural.
pub(super) fn plural(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    let ends_like_one = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("'s")
        && !word.ends_with("is");
    describes(tokens, index)
        && !tokens.is_name(index)
        && (ends_like_one || tokens.is(index, Class::PluralNoun))
}

/// Whether a number without a unit of money, share or time is a count at all.
fn counts(tokens: &Tokens<'_>, first: usize, number: Number, measure: &Measure) -> bool {
    let bare = measure.unit.is_empty();
    if measure.unit.ends_with(" old") {
        return true;
    }
    if !number.digits {
        let fraction =
            matches!(measure.unit.as_str(), "halves" | "thirds" | "quarters" | "fifths" | "tenths");
        return !bare && !fraction && number.size > 1.0 && tokens.word(number.end) != "-";
    }
    let is_time = matches!(
        tokens.word(number.end),
        "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "o'clock"
    );
    let is_name = bare
        && number.scale <= 1.0
        && first.checked_sub(1).is_some_and(|before| tokens.is_name(before));
    !(is_part_of_a_code(tokens, first, number.end)
        || is_a_label(tokens, first, number.end)
        || is_time
        || is_name)
}

/// `GPT-5`, `24/7`, `5:15`, `3rd`.
fn is_part_of_a_code(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    const OPENERS: &[&str] = &["(", "\"", "“", "~", "—", "–", ">", "<", "[", "‘"];
    let before = first.checked_sub(1).map_or("", |before| tokens.word(before));
    let glued_behind = tokens.is_glued(first) && !OPENERS.contains(&before);
    let glued_ahead = tokens.is_glued(end)
        && (tokens.is_kind(end, TokenKind::Word)
            || matches!(tokens.word(end), "/" | ":" | "-" | "–"));
    glued_behind || glued_ahead
}

/// `1.` at the start, `No. 1`, `Article 50`, the age in `Ada Berg, 52, said`.
fn is_a_label(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    const LABELS: &[&str] = &[
        "#", "article", "chapter", "figure", "no", "number", "page", "part", "section", "step",
        "version",
    ];
    const SHORT_LABELS: &[&str] = &["fig", "no", "nos", "p", "pp", "vol"];
    let Some(before) = first.checked_sub(1) else {
        return matches!(tokens.word(end), "." | ")" | ":");
    };
    let short = before.checked_sub(1).map_or("", |label| tokens.word(label));
    let age = tokens.word(before) == ","
        && tokens.word(end) == ","
        && before.checked_sub(1).is_some_and(|name| tokens.is_name(name));
    age || LABELS.contains(&tokens.word(before))
        || tokens.word(before) == "." && SHORT_LABELS.contains(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(CURRENCIES.is_sorted_by(|one, two| one.0 < two.0));
        assert!(DURATIONS.is_sorted_by(|one, two| one.0 < two.0));
    }
}

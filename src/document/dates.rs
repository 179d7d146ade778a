//! Calendar dates as articles print them.
//!
//! Knows forms of dates. Must never know where in an article a date stands.

use jiff::civil::Date;

/// The months; a token of at least three letters that begins one of them names it.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that may stand beside a date without making the line a sentence.
#[rustfmt::skip]
const FILLER: [&str; 45] = [
    "updated", "update", "published", "posted", "modified", "last", "first", "on", "at", "date",
    "of", "the", "am", "pm", "a.m", "p.m", "utc", "gmt", "est", "edt", "et", "pt", "pst", "pdt",
    "cet", "cest", "bst", "ist", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
];

/// The first date in a line.
pub(super) fn find(line: &str) -> Option<Date> {
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|from| at(tokens.get(from..)?)).map(|(date, _)| date)
}

/// The date of a line that holds a date and little else (`Updated Apr 28, 2026`).
pub(super) fn alone(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let tokens = tokens(line);
    let found = |from: usize| Some((from, at(tokens.get(from..)?)?));
    let (from, (date, used)) = (0..tokens.len()).find_map(found)?;
    let mut others = tokens.iter().take(from).chain(tokens.iter().skip(from + used));
    others.all(|token| is_filler(&token.to_lowercase())).then_some(date)
}

fn is_filler(token: &str) -> bool {
    let begins_with_digit = token.chars().next().is_some_and(|each| each.is_ascii_digit());
    FILLER.contains(&token) || (begins_with_digit && token.len() <= 8)
}

/// The words of a line without the punctuation around them.
fn tokens(line: &str) -> Vec<&str> {
    line.split(|each: char| each.is_whitespace() || matches!(each, ',' | '|' | '·' | '•'))
        .map(|token| token.trim_matches(|each: char| !each.is_alphanumeric()))
        .filter(|token| !token.is_empty())
        .collect()
}

/// The date at the head of `tokens`, and how many of them it takes.
fn at(tokens: &[&str]) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(date) = year_first(first).or_else(|| year_last(first)) {
        return Some((date, 1));
    }
    let (second, third) = (tokens.get(1)?, tokens.get(2)?);
    // `April 28, 2026`, then `28 April 2026`.
    let forms = [(month(first), day(second)), (month(second), day(first))];
    let year = number(third, 4)?;
    forms.into_iter().find_map(|(month, day)| Some((Date::new(year, month?, day?).ok()?, 3)))
}

/// `2026-04-28`, with or without a time behind it, and `2026/04/28`.
fn year_first(token: &str) -> Option<Date> {
    let token = token.split('T').next()?;
    let mut parts = token.split(['-', '/', '.']);
    let year = number(parts.next()?, 4)?;
    let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `28/04/2026` and `28.04.2026`: the day first, unless only the other way is a date.
fn year_last(token: &str) -> Option<Date> {
    let mut parts = token.split(['-', '/', '.']);
    let one = i8::try_from(number(parts.next()?, 2)?).ok()?;
    let other = i8::try_from(number(parts.next()?, 2)?).ok()?;
    let year = number(parts.next()?, 4)?;
    Date::new(year, other, one).or_else(|_| Date::new(year, one, other)).ok()
}

/// A number of at most, and for years exactly, that many digits.
fn number(token: &str, digits: usize) -> Option<i16> {
    let fits = if digits == 4 { token.len() == 4 } else { (1..=digits).contains(&token.len()) };
    let is_number = fits && token.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| token.parse().ok()).flatten()
}

fn month(token: &str) -> Option<i8> {
    let token = token.to_lowercase();
    let is_named = |name: &str| token.len() >= 3 && name.starts_with(&token);
    let index =
        MONTHS.iter().position(|name| is_named(name) || token == "sept" && *name == "september")?;
    i8::try_from(index + 1).ok()
}

/// `28`, `28th`.
fn day(token: &str) -> Option<i8> {
    let digits = token.trim_end_matches(|each: char| each.is_ascii_lowercase());
    let suffix = token.get(digits.len()..)?;
    let is_ordinal = matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    is_ordinal.then(|| i8::try_from(number(digits, 2)?).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn forms_of_dates() {
        let wanted = Some(date(2026, 4, 28));
        for line in [
            "2026-04-28",
            "2026-04-28T09:30:00Z",
            "28/04/2026",
            "04/28/2026",
            "28.4.2026",
            "Apr 28, 2026",
            "April 28th, 2026",
            "28 April 2026",
            "Tue, 28 Apr 2026 10:00:00 GMT",
            "Updated: Apr. 28, 2026 at 3:15 pm ET",
        ] {
            assert_eq!(find(line), wanted, "{line}");
            assert_eq!(alone(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for line in ["31/02/2026", "version 1.2.3", "2026", "in May 2026", "12 ferries 2026", ""] {
            assert_eq!(find(line), None, "{line}");
        }
    }

    #[test]
    fn a_date_within_a_sentence_does_not_stand_alone() {
        assert_eq!(alone("The ferry sank on 28 April 2026 off Karrow."), None);
        assert!(find("The ferry sank on 28 April 2026 off Karrow.").is_some());
    }
}

//! Amounts, dates and durations as a sentence states them.
//!
//! Knows tokens. Must never know rules, scores or documents. Not values: `24/7`, `GPT-5`, `No. 1`,
//! times of day, the numbers of list items.

mod bound;
mod date;
mod number;
mod quantity;

use super::Value;
use super::lexicon::Class;
use super::token::{TokenKind, Tokens};

/// The values of a sentence in text order; they do not overlap.
pub fn values(tokens: &Tokens<'_>) -> Vec<Value> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !may_begin(tokens, index) {
            index += 1;
        } else if let Some((value, end)) = date::at(tokens, index) {
            found.push(value);
            index = end;
        } else if let Some((values, end)) = quantity::at(tokens, index) {
            found.extend(values);
            index = end;
        } else {
            index = number::skip(tokens, index);
        }
    }
    found
}

/// Whether a value can begin at a token: most cannot, and this is cheap to tell.
fn may_begin(tokens: &Tokens<'_>, index: usize) -> bool {
    let before_a_figure =
        tokens.is_kind(index + 1, TokenKind::Number) || tokens.word(index + 1) == "$";
    tokens.is_kind(index, TokenKind::Number)
        || tokens.is(index, Class::Numeral)
        || tokens.is(index, Class::Month)
        || before_a_figure
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::{Bound, ValueKind};
    use super::*;
    use crate::text::Span;

    /// Reads `The fee is <money 40 crowns>.` and holds the marked spans against the found ones.
    fn check(marked: &str) -> Vec<Value> {
        let (mut text, mut want, mut open) = (String::new(), Vec::new(), None);
        let mut rest = marked;
        while let Some(at) = rest.find(['<', '>']) {
            text.push_str(&rest[..at]);
            if rest[at..].starts_with('<') {
                let (kind, after) = rest[at + 1..].split_once(' ').unwrap();
                open = Some((kind, text.len()));
                rest = after;
            } else {
                let (kind, start) = open.take().unwrap();
                want.push(format!("{kind} {}", &text[start..]));
                rest = &rest[at + 1..];
            }
        }
        text.push_str(rest);
        let found = values(&Tokens::new(&text, Span::new(0, text.len()), false, &Lexicon::new()));
        let have: Vec<String> = found
            .iter()
            .map(|value| {
                format!("{:?} {}", value.kind, value.span.of(&text)).replacen(
                    &format!("{:?}", value.kind),
                    &format!("{:?}", value.kind).to_lowercase(),
                    1,
                )
            })
            .collect();
        assert_eq!(have, want, "{text}");
        found
    }

    #[track_caller]
    fn one(marked: &str, amount: f64, unit: &str, bound: Bound) {
        let found = check(marked);
        assert_eq!(found.len(), 1, "{marked}: {found:?}");
        let value = &found[0];
        assert!(
            (value.amount - amount).abs() < 1e-6 * amount.abs().max(1.0),
            "{marked}: {value:?}"
        );
        assert_eq!((value.unit.as_str(), value.bound), (unit, bound), "{marked}");
    }

    #[test]
    fn money_in_every_dress() {
        use Bound::Exact;
        one("The fee is <money 40 crowns> a day.", 40.0, "crowns", Exact);
        one("It paid <money $13 billion> for it.", 13e9, "USD", Exact);
        one("It paid <money $13bn>.", 13e9, "USD", Exact);
        one("It paid <money $13-billion>.", 13e9, "USD", Exact);
        one("It paid <money 13bn euros>.", 13e9, "EUR", Exact);
        one("It paid <money €40m>.", 40e6, "EUR", Exact);
        one("It paid <money US$1.5 million>.", 1.5e6, "USD", Exact);
        one("It paid <money 13,000,000,000 dollars>.", 13e9, "USD", Exact);
        one("Bread costs <money $1.69>.", 1.69, "USD", Exact);
        one("It costs <money two million pounds>.", 2e6, "GBP", Exact);
        one("It costs <money EUR 300>.", 300.0, "EUR", Exact);
    }

    #[test]
    fn shares() {
        use Bound::Exact;
        one("It keeps <percent 20 per cent> of it.", 20.0, "percent", Exact);
        one("It keeps <percent 20%> of it.", 20.0, "percent", Exact);
        one("It keeps <percent 7.5 percent>.", 7.5, "percent", Exact);
        one("A <percent 12-percent> jump.", 12.0, "percent", Exact);
        one("Down <percent three percentage points>.", 3.0, "percentage points", Exact);
        one("Up by <percent 25 basis points>.", 0.25, "percentage points", Exact);
    }

    #[test]
    fn counts_carry_their_noun() {
        use Bound::Exact;
        one("The yard cut <count 1,200 jobs>.", 1200.0, "jobs", Exact);
        one("It hired <count 300 new welders>.", 300.0, "welders", Exact);
        one("<count Twelve people> were hurt.", 12.0, "people", Exact);
        one("It lost <count twenty-five ferries>.", 25.0, "ferries", Exact);
        one("It lost <count two dozen boats>.", 24.0, "boats", Exact);
        one("It serves <count 2 million households>.", 2e6, "households", Exact);
        one("The index stood at <count 106>.", 106.0, "", Exact);
        one("An <count 18-year-old> pilot.", 18.0, "years old", Exact);
        one("They met with <count 2000 workers>.", 2000.0, "workers", Exact);
    }

    #[test]
    fn dates_say_what_is_known() {
        use Bound::{AtLeast, AtMost, Exact};
        one("The lease runs until <date 2032>.", 20_320_000.0, "", Exact);
        one("They signed on <date April 27, 2026>.", 20_260_427.0, "", Exact);
        one("They signed on <date 27 April 2026>.", 20_260_427.0, "", Exact);
        one("They signed on <date 2026-04-27>.", 20_260_427.0, "", Exact);
        one("They signed on <date April 27> in the hall.", 427.0, "", Exact);
        one("They signed in <date May>.", 500.0, "", Exact);
        one("They signed in <date May 2026>.", 20_260_500.0, "", Exact);
        one("Work starts in <date late 2027>.", 20_270_000.0, "late", Exact);
        one("Work starts in <date mid-2027>.", 20_270_000.0, "mid", Exact);
        one("It was built in the <date 1990s>.", 19_900_000.0, "decade", Exact);
        one("It ends by <date 2030>.", 20_300_000.0, "", AtMost);
        one("It ends after <date 2030>.", 20_300_000.0, "", AtLeast);
        one("The <date 2022> elections came.", 20_220_000.0, "", Exact);
    }

    #[test]
    fn durations_are_days() {
        use Bound::{AtLeast, Exact};
        one("The pact lasts <duration ten years>.", 3650.0, "years", Exact);
        one("An <duration 18-month> licence.", 540.0, "months", Exact);
        one("It lasts at least <duration six weeks>.", 42.0, "weeks", AtLeast);
        one("It shrank for <duration two consecutive quarters>.", 182.0, "quarters", Exact);
        one("It rose over <duration two days>.", 2.0, "days", Exact);
    }

    #[test]
    fn bounds_before_and_after() {
        use Bound::{About, AtLeast, AtMost};
        one("It costs more than <money $5>.", 5.0, "USD", AtLeast);
        one("It costs up to <money $5>.", 5.0, "USD", AtMost);
        one("It costs roughly <money $5>.", 5.0, "USD", About);
        one("It holds no more than <count 40 cars>.", 40.0, "cars", AtMost);
        one("It holds no fewer than <count 40 cars>.", 40.0, "cars", AtLeast);
        one("It holds <count 40 cars> or more.", 40.0, "cars", AtLeast);
        one("Nearly <count 40 cars> were lost.", 40.0, "cars", About);
        one("It fell under <percent 5%>.", 5.0, "percent", AtMost);
    }

    #[test]
    fn ranges_share_unit_and_scale() {
        let found = check("It costs <money $10> to <money $15 billion>.");
        assert!((found[0].amount - 10e9).abs() < 1.0 && found[0].unit == "USD");
        let found = check("It takes <duration three> to <duration four months>.");
        assert!((found[0].amount - 90.0).abs() < 1e-9 && found[0].kind == ValueKind::Duration);
        check("It keeps <percent 20>-<percent 25%> of it.");
        check("It rose <money $9.14> or <percent 0.52%> to <money $1,765.34>.");
        check("It hired between <count 200> and <count 300 welders>.");
    }

    #[test]
    fn not_values() {
        for text in [
            "The line is open 24/7.",
            "It runs on GPT-5 and Covid-19 data.",
            "She is No. 1 in the ranking.",
            "It sells Windows 11 and Word.",
            "It opens at 5:15 in the morning.",
            "1. The first point",
            "Article 50 applies.",
            "One of them left.",
            "He came 3rd.",
            "You may march on.",
            "It was two-thirds full.",
            "They won 3-2 at home.",
            "It leaves about 7 p.m. and at 9 am.",
            "It runs at one-quarter the cost.",
            "It took three quarters of the boats.",
            "Then Ada Berg, 52, said so.",
        ] {
            check(text);
        }
    }

    #[test]
    fn several_values_keep_their_order() {
        check(
            "On <date May 5> it sold <count 40 boats> for <money $3m>, <percent 5%> more than in <date 2024>.",
        );
    }
}

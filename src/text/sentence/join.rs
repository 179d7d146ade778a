//! Breaks between sentences that are none.

use crate::text::Span;

/// A rule that sees two neighbours and says whether they are one sentence.
type Rule = fn(left: &str, right: &str) -> bool;

/// Any of these joins two sentences.
const RULES: [Rule; 3] = [time_of_day, nothing_said, cut_name];

/// Words that go on after a time of day.
const AFTER_TIME: &[&str] = &[
    "ACDT",
    "ACST",
    "AEDT",
    "AEST",
    "AKDT",
    "AKST",
    "AST",
    "AWST",
    "Alaska",
    "April",
    "Atlantic",
    "August",
    "BST",
    "British",
    "CDT",
    "CEST",
    "CET",
    "CST",
    "CT",
    "Central",
    "December",
    "EDT",
    "EEST",
    "EET",
    "EST",
    "ET",
    "Eastern",
    "February",
    "Friday",
    "GMT",
    "Greenwich",
    "HKT",
    "HST",
    "Hawaii",
    "IST",
    "January",
    "JST",
    "July",
    "June",
    "KST",
    "MDT",
    "MSK",
    "MST",
    "MT",
    "March",
    "May",
    "Monday",
    "Mountain",
    "NZDT",
    "NZST",
    "November",
    "October",
    "PDT",
    "PST",
    "PT",
    "Pacific",
    "SAST",
    "SGT",
    "Saturday",
    "September",
    "Sunday",
    "Thursday",
    "Tuesday",
    "UTC",
    "WEST",
    "WET",
    "WIB",
    "Wednesday",
];

/// Abbreviations that stand before a name or number and never end a sentence.
const BEFORE_NAME: &[&str] = &[
    "Adm.", "Amb.", "Asst.", "Brig.", "Capt.", "Cmdr.", "Col.", "Det.", "Dr.", "Fr.", "Gen.",
    "Gov.", "Hon.", "Insp.", "Lt.", "Maj.", "Messrs.", "Mr.", "Mrs.", "Ms.", "Mx.", "Nos.",
    "Pres.", "Prof.", "Pvt.", "Rep.", "Reps.", "Rev.", "Sen.", "Sens.", "Sgt.", "Supt.",
];

/// Joins the neighbours that a rule joins.
pub(super) fn joined(text: &str, sentences: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        if let Some(last) = joined.last_mut()
            && RULES.iter().any(|rule| rule(last.of(text).trim_end(), sentence.of(text)))
        {
            *last = Span::new(last.start(), sentence.end());
            continue;
        }
        joined.push(sentence);
    }
    joined
}

/// `at 9 a.m. | Eastern time`, `at 9 p.m. | Lisbon time`: a day, a month or a zone goes on.
fn time_of_day(left: &str, right: &str) -> bool {
    let last = last_word(left);
    let is_time = ["a.m.", "p.m."].iter().any(|time| last.eq_ignore_ascii_case(time));
    if !is_time {
        return false;
    }
    let mut words = right.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', '.']));
    words.next().is_some_and(|first| AFTER_TIME.contains(&first)) || words.next() == Some("time")
}

/// What holds neither a letter nor a digit belongs to the sentence before it.
fn nothing_said(_left: &str, right: &str) -> bool {
    !right.contains(char::is_alphanumeric)
}

/// `Gov. | Holm`: a title never ends a sentence.
fn cut_name(left: &str, _right: &str) -> bool {
    BEFORE_NAME.contains(&last_word(left).trim_start_matches(|found: char| !found.is_alphabetic()))
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(BEFORE_NAME.is_sorted());
        assert!(AFTER_TIME.iter().all(|word| word.starts_with(char::is_uppercase)));
    }

    #[test]
    fn times_of_day() {
        check(
            "The ferry left at 9 a.m. Pacific time. |It came back at 4 p.m. |Passengers cheered.",
        );
        check("The ferry left at 9 a.m. Monday and came back at 4 P.M. (GMT) on Tuesday.");
        check("The ferry left at 9 a.m. Lisbon time.");
    }

    #[test]
    fn dots_alone_are_no_sentence() {
        assert!(nothing_said("Then it stopped.", ". . ."));
        check("They waited. . . . |The ferry left.");
    }

    #[test]
    fn titles_before_names() {
        check("It was Adm. Ada Holm who spoke. |Reps. Ito and Ruiz left with Amb. Okafor.");
        assert!(cut_name("said (Gov.", "Holm left."));
        assert!(!cut_name("said the gov.", "Holm left."));
    }
}

//! The named things in a sentence: people, organisations, places, products.
//!
//! Knows tokens and values. Must never know rules, scores or documents. A name is a run of words
//! with a capital of their own, with what joins them (`Bank of Karrow`, `Q & A`, `AT&T`); titles and
//! offices before it (`Mr.`, `President`) are left out, as are months and days.

use super::Value;
use super::attribution::TITLES;
use super::lexicon::Class;
use super::token::{TokenKind, Tokens};
use crate::text::Span;

/// Words within a name.
const WITHIN: &[&str] =
    &["al", "da", "de", "del", "der", "di", "du", "for", "la", "of", "the", "van", "von"];
/// Words before a name that tell an office and are no part of it.
const OFFICES: &[&str] = &[
    "acting",
    "attorney",
    "chief",
    "counsel",
    "defence",
    "defense",
    "deputy",
    "foreign",
    "former",
    "general",
    "prime",
    "secretary",
    "senior",
    "special",
    "vice",
];
/// Capitals that name nothing.
const NO_NAMES: &[&str] = &[
    "ai", "ceo", "cfo", "coo", "cto", "faq", "gdp", "it", "ltd", "ok", "pc", "q1", "q2", "q3",
    "q4", "tv", "yoy",
];
/// Endings of what belongs to a land or people where a noun follows.
const BELONGING: &[&str] = &["ese", "ian", "ican", "ish"];

/// The names in text order, each place once.
pub fn names(tokens: &Tokens<'_>, values: &[Value]) -> Vec<Span> {
    let free = |index: usize| {
        let span = tokens.span(index, index);
        !values.iter().any(|value| value.span.overlaps(span))
    };
    let is_part =
        |index: usize| tokens.is_name(index) && !tokens.is(index, Class::Month) && free(index);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !is_part(index) {
            index += 1;
            continue;
        }
        let mut end = index + 1;
        while let Some(next) = next_part(tokens, end, &is_part) {
            end = next;
        }
        if let Some(span) = named(tokens, index, end) {
            found.push(span);
        }
        index = end;
    }
    found
}

/// The end of a name that goes on behind `end`.
fn next_part(tokens: &Tokens<'_>, end: usize, is_part: &impl Fn(usize) -> bool) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if tokens.word(last).ends_with("'s") || tokens.word(last).ends_with("s'") {
        return None;
    }
    if is_part(end) {
        return Some(end + 1);
    }
    let word = tokens.word(end);
    let glued = tokens.is_glued(end) && tokens.is_glued(end + 1);
    let figure = |index: usize| tokens.is_kind(index, TokenKind::Number);
    match word {
        "." if ends_short(tokens, last) && is_part(end + 1) => Some(end + 2),
        "-" if glued && (is_part(end + 1) || figure(end + 1)) => Some(end + 2),
        "&" if is_part(end + 1) => Some(end + 2),
        _ if WITHIN.contains(&word) && is_part(end + 1) && is_joined(tokens, last, end) => {
            Some(end + 2)
        }
        "of" | "for" if tokens.word(end + 1) == "the" && is_part(end + 2) => Some(end + 3),
        _ => None,
    }
}

/// Whether *of*, *for* and *the* behind a name belong to it: only behind what names a body.
fn is_joined(tokens: &Tokens<'_>, last: usize, link: usize) -> bool {
    const BODIES: &[&str] = &[
        "academy",
        "agency",
        "association",
        "bank",
        "board",
        "bureau",
        "centre",
        "center",
        "chamber",
        "college",
        "committee",
        "council",
        "court",
        "department",
        "federation",
        "house",
        "institute",
        "isle",
        "ministry",
        "office",
        "republic",
        "school",
        "state",
        "states",
        "union",
        "university",
    ];
    match tokens.word(link) {
        "of" | "for" => BODIES.contains(&tokens.word(last)),
        "the" => false,
        _ => true,
    }
}

/// `Mr` or `J` before its point.
fn ends_short(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    TITLES.binary_search(&word).is_ok() || word.chars().count() == 1
}

/// The span of a name without titles before it and an *'s* behind it.
fn named(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<Span> {
    let first = start;
    let mut start = start;
    let is_office =
        |index: usize| tokens.is(index, Class::Role) || OFFICES.contains(&tokens.word(index));
    while start < end {
        let word = tokens.word(start);
        let title = TITLES.binary_search(&word).is_ok();
        // "Danish Prime Minister Ada Berg", "Attorney General Quist", but "General Boats".
        let beside = start > first || is_office(start + 1);
        let needs = belongs(word) || matches!(word, "foreign" | "general" | "prime" | "special");
        let office = if needs { beside } else { is_office(start) } && end - start > 1;
        if !(title || office || word == ".") {
            break;
        }
        start += 1;
    }
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    if start == last && !names_alone(tokens, start) {
        return None;
    }
    let span = tokens.span(start, last);
    let raw = tokens.raw(last);
    let possessive = ["'s", "’s"].iter().find(|ending| raw.ends_with(**ending));
    let cut = possessive.map_or(0, |ending| ending.len());
    Some(Span::new(span.start(), span.end() - cut))
}

/// `Danish`: an adjective of a land or people by its ending.
fn belongs(word: &str) -> bool {
    BELONGING.iter().any(|ending| word.ends_with(ending))
}

/// Whether one word with a capital is a name.
fn names_alone(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    let adjective = belongs(word)
        && tokens.is_kind(index + 1, TokenKind::Word)
        && tokens.get(index + 1).is_some_and(|next| !next.capital)
        && !tokens.is(index + 1, Class::Function)
        && !tokens.is(index + 1, Class::Auxiliary);
    word.chars().count() > 1
        && !tokens.is(index, Class::Role)
        && !tokens.is(index, Class::FirstPerson)
        && !NO_NAMES.contains(&word)
        && !adjective
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::value::values;
    use super::*;

    /// Reads `[Ada Berg] left [Lund].` and holds the marked names against those found.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let want: Vec<&str> =
            marked.split('[').skip(1).filter_map(|part| Some(part.split_once(']')?.0)).collect();
        let tokens = Tokens::new(&text, Span::new(0, text.len()), false, &Lexicon::new());
        let found = names(&tokens, &values(&tokens));
        let have: Vec<&str> = found.iter().map(|span| span.of(&text)).collect();
        assert_eq!(have, want, "{text}");
    }

    #[test]
    fn people_bodies_places_and_products() {
        check("[Ada Berg] sold the [Harbour Trust] to [Nordvik] in [Lund].");
        check("The [Bank of Karrow] paid [AT&T] for [Deck & Drive].");
        check("A boat of the [Nordvik-Lund Line] runs on [Tidewright-4].");
        check("Then [Piet van Holm] met [J. Petra Quist].");
        check("[Nordvik]’s boats left [Ada Berg]'s pier.");
    }

    #[test]
    fn titles_and_offices_are_no_part_of_a_name() {
        check("Then Mr. [Holm] met President [Ada Berg] and Prime Minister [Quist].");
        check("Then Danish Prime Minister [Ada Berg] met Special Counsel [Quist].");
        check("Then Attorney General [Ada Berg] met [General Boats].");
        check("Then the Minister met the CEO.");
    }

    #[test]
    fn months_days_values_and_sentence_starts_are_no_names() {
        check("Boats left on Monday and on 3 May 2027 in March.");
        check("Boats cost US$3 million. However, fares fell.");
    }

    #[test]
    fn what_belongs_to_a_people_is_no_name_but_the_people_are() {
        check("The pier has Danish owners and a [Danish Line] boat.");
    }
}

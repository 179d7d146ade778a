//! The same quotation in two mouths.
//!
//! Knows who says a claim, and its words.

use super::reading::{Reading, Role};
use super::{Parting, Relation};

/// How much of the claim that says less the other says, for both to be the same quotation.
const SAME: f32 = 0.75;
/// How many words of content a quotation needs to be told from a turn of speech.
const LONG: usize = 8;

/// The same wording, said by two speakers whose names have nothing in common.
pub(super) fn parting(one: &Reading<'_>, other: &Reading<'_>) -> Option<Parting> {
    let (left, right) = (speaker(one)?, speaker(other)?);
    let content =
        |of: &Reading<'_>| of.words.iter().filter(|word| word.role == Role::Content).count();
    let apart = left.iter().all(|name| !right.contains(name));
    if !apart || content(one).min(content(other)) < LONG || one.overlap(other) < SAME {
        return None;
    }
    let spans = |of: &Reading<'_>, names: &[String]| {
        let said = of.words.iter().filter(|word| names.contains(&word.lower));
        said.map(|word| word.span).collect()
    };
    Some(Parting {
        relation: Relation::Conflicts,
        one: spans(one, &left),
        other: spans(other, &right),
        reason: format!("{} / {}", source(one), source(other)),
    })
}

/// The words of the name of a person who says a claim: two or more, each with a capital.
fn speaker(reading: &Reading<'_>) -> Option<Vec<String>> {
    let said = source(reading);
    let names: Vec<&str> =
        said.split(' ').filter(|word| word.starts_with(char::is_uppercase)).collect();
    let whole = names.len() > 1 && names.len() == said.split(' ').count();
    whole.then(|| names.iter().map(|name| name.to_lowercase()).collect())
}

fn source<'a>(reading: &Reading<'a>) -> &'a str {
    reading.attribution.map_or("", |it| it.source.as_str())
}

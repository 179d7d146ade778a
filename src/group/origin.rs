//! Which members of a group go back to the same source.
//!
//! Knows claims and who says them. Two members have one origin where they name the same source, or
//! share long wording: several articles that print one agency's sentence are one witness.

use super::Said;
use crate::text::hash::fnv1a;

/// How many words in a row two claims must share to have one origin.
const LONG: usize = 10;

/// The number of the origin of each claim, from 0 on in the order of the claims.
pub(super) fn origins(said: &[Said<'_>]) -> Vec<usize> {
    let traces: Vec<Trace> = said.iter().map(trace).collect();
    // Each claim points at the first one of its origin.
    let mut first: Vec<usize> = (0..said.len()).collect();
    for index in 0..said.len() {
        for earlier in 0..index {
            if first[earlier] != first[index] && traces[earlier].meets(&traces[index]) {
                let (from, to) =
                    (first[index].max(first[earlier]), first[index].min(first[earlier]));
                first.iter_mut().filter(|it| **it == from).for_each(|it| *it = to);
            }
        }
    }
    let mut seen: Vec<usize> = Vec::new();
    first
        .iter()
        .map(|&root| {
            seen.iter().position(|&it| it == root).unwrap_or_else(|| {
                seen.push(root);
                seen.len() - 1
            })
        })
        .collect()
}

/// By what a claim's origin is known.
struct Trace {
    /// The words of the source's name, sorted; empty where the claim names none.
    source: Vec<String>,
    /// The hashes of every run of words of a fixed length, sorted.
    runs: Vec<u64>,
}

impl Trace {
    fn meets(&self, other: &Self) -> bool {
        let run = self.runs.iter().any(|run| other.runs.binary_search(run).is_ok());
        run || self.is_of(other)
    }

    /// Whether the names of both sources are one, the shorter perhaps a part of the longer.
    fn is_of(&self, other: &Self) -> bool {
        let (less, more) = if self.source.len() <= other.source.len() {
            (&self.source, &other.source)
        } else {
            (&other.source, &self.source)
        };
        !less.is_empty() && less.iter().all(|word| more.contains(word))
    }
}

fn trace(said: &Said<'_>) -> Trace {
    let text = said.claim.span.of(said.text).to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let mut runs: Vec<u64> =
        words.windows(LONG).map(|run| fnv1a(run.join(" ").as_bytes())).collect();
    runs.sort_unstable();
    let source = said.claim.attribution.as_ref().map_or("", |it| it.source.as_str());
    Trace { source: name(source), runs }
}

/// The words of a source that are a name.
fn name(source: &str) -> Vec<String> {
    const NO_NAMES: &[&str] =
        &["a", "an", "he", "i", "it", "mr", "mrs", "ms", "she", "the", "they", "we"];
    let mut words: Vec<String> = source
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(str::to_lowercase)
        .filter(|word| !NO_NAMES.contains(&word.as_str()))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{self, Claim};
    use crate::document;

    fn numbers(texts: &[&str]) -> Vec<usize> {
        let read: Vec<(String, Vec<Claim>)> = texts
            .iter()
            .map(|text| {
                let (document, _) = document::read("a.txt", text.as_bytes());
                (document.text().to_owned(), claim::assess(&document))
            })
            .collect();
        let said: Vec<Said<'_>> =
            read.iter().map(|(text, claims)| Said { text, claim: &claims[0] }).collect();
        origins(&said)
    }

    #[test]
    fn one_named_source_is_one_origin() {
        let told = numbers(&[
            "The Harbour Times reported that the pier was sold.",
            "The north quay changed hands, according to the Harbour Times.",
            "Ada Berg said the pier was sold.",
        ]);
        assert_eq!(told, [0, 0, 1]);
    }

    #[test]
    fn long_shared_wording_is_one_origin() {
        let told = numbers(&[
            "The pier was sold on Monday to a ferry line that nobody on the island had heard of.",
            "Neighbours say little, but the pier was sold on Monday to a ferry line that nobody knew.",
            "A ferry line bought the pier on Monday.",
        ]);
        assert_eq!(told, [0, 0, 1]);
    }

    #[test]
    fn a_pronoun_is_no_origin() {
        assert_eq!(
            numbers(&["He said the pier was sold.", "He said the bridge was closed."]),
            [0, 1]
        );
    }
}

//! Which members of a group go back to the same source.
//!
//! Knows claims and who says them. Two members have one origin where they name the same source,
//! share long wording, or are an article's own words: several articles that print one agency's
//! sentence are one witness, and so is an article that says a thing twice.

use std::collections::BTreeMap;

use super::Said;
use super::gather::root;
use crate::text::hash::fnv1a;

/// How many words in a row two claims must share to have one origin.
const LONG: usize = 10;

/// How many different sources of a group are held against each other.
const SOURCES: usize = 64;

/// The number of the origin of each claim, from 0 on in the order of the claims, each of which comes
/// with its article.
pub(super) fn origins(said: &[(usize, Said<'_>)]) -> Vec<usize> {
    let traces: Vec<Trace> = said.iter().map(|(_, said)| trace(said)).collect();
    let mut roots: Vec<usize> = (0..said.len()).collect();
    let mut runs: Vec<(u64, usize)> = Vec::new();
    let mut sources: BTreeMap<&[String], usize> = BTreeMap::new();
    let mut own: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, (trace, (article, _))) in traces.iter().zip(said).enumerate() {
        runs.extend(trace.runs.iter().map(|&run| (run, index)));
        let first = if trace.source.is_empty() {
            *own.entry(*article).or_insert(index)
        } else {
            *sources.entry(&trace.source).or_insert(index)
        };
        unite(&mut roots, first, index);
    }
    runs.sort_unstable();
    for two in runs.windows(2) {
        if let [(one, first), (other, second)] = two
            && one == other
        {
            unite(&mut roots, *first, *second);
        }
    }
    let sources: Vec<(&[String], usize)> = sources.into_iter().take(SOURCES).collect();
    for (at, (one, first)) in sources.iter().enumerate() {
        for (other, second) in &sources[..at] {
            if is_part(one, other) || is_part(other, one) {
                unite(&mut roots, *first, *second);
            }
        }
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    (0..said.len())
        .map(|index| {
            let next = numbers.len();
            *numbers.entry(root(&mut roots, index)).or_insert(next)
        })
        .collect()
}

fn unite(roots: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(roots, one), root(roots, other));
    roots[one.max(other)] = one.min(other);
}

/// By what a claim's origin is known.
struct Trace {
    /// The words of the source's name, sorted; empty where the claim names none.
    source: Vec<String>,
    /// The hashes of every run of words of a fixed length.
    runs: Vec<u64>,
}

/// Whether all words of a name stand in another: *Berg* and *Ada Berg*.
fn is_part(less: &[String], more: &[String]) -> bool {
    less.iter().all(|word| more.contains(word))
}

fn trace(said: &Said<'_>) -> Trace {
    let text = said.claim.span.of(said.text).to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let runs = words.windows(LONG).map(|run| fnv1a(run.join(" ").as_bytes())).collect();
    let source = said.claims.attribution_of(said.claim).map_or("", |it| it.source.as_str());
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
    use crate::claim::{self, Claims};
    use crate::document;

    fn numbers(texts: &[&str]) -> Vec<usize> {
        let read: Vec<(String, Claims)> = texts
            .iter()
            .map(|text| {
                let (document, _) = document::read("a.txt", text.as_bytes());
                (document.text().to_owned(), claim::assess(&document))
            })
            .collect();
        let said = read.iter().map(|(text, claims)| Said::of(text, claims, 0).unwrap());
        origins(&said.enumerate().collect::<Vec<_>>())
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
    fn an_articles_own_words_are_one_origin() {
        let text =
            "The pier was sold on Monday. A line bought the pier. Ada Berg said it was sold.";
        let (document, _) = document::read("a.txt", text.as_bytes());
        let claims = claim::assess(&document);
        let of = |index| Said::of(document.text(), &claims, index);
        let said = (0..claims.len()).filter_map(of).map(|said| (0, said));
        assert_eq!(origins(&said.collect::<Vec<_>>()), [0, 0, 1]);
    }

    #[test]
    fn a_pronoun_is_no_origin() {
        assert_eq!(
            numbers(&["He said the pier was sold.", "He said the bridge was closed."]),
            [0, 1]
        );
    }
}

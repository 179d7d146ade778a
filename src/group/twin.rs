//! Articles that are mostly one text: an agency's report printed twice.
//!
//! Knows claims as strings of words. Must never know groups.

use std::collections::BTreeMap;

use super::{Account, number};
use crate::text::hash::fnv1a;

/// Two articles that are mostly one text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Twins {
    /// The article with the smaller index.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How much of the one that has fewer sentences stands in the other, 0 to 1.
    pub shared: f32,
}

/// How much of an article must stand in the other.
const SHARED: f32 = 0.5;
/// How many sentences an article must have for this to mean anything.
const ENOUGH: usize = 4;
/// How many words a sentence must have to be counted.
const WORDS: usize = 6;
/// With how many of the articles that share a sentence each of them is held together.
const LISTED: usize = 20;

/// The pairs of near-duplicate articles, sorted. Where many articles share a sentence, each is held
/// against its next neighbours only: the work stays linear, and chains stay whole.
pub fn twins(accounts: &[Account<'_>]) -> Vec<Twins> {
    let mut sentences: Vec<(u64, usize)> = Vec::new();
    let mut sizes = vec![0_usize; accounts.len()];
    for (index, account) in accounts.iter().enumerate() {
        let mut own: Vec<u64> =
            account.claims.iter().filter_map(|it| hashed(account, it)).collect();
        own.sort_unstable();
        own.dedup();
        sizes[index] = own.len();
        sentences.extend(own.into_iter().map(|hash| (hash, index)));
    }
    sentences.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for having in sentences.chunk_by(|one, other| one.0 == other.0) {
        for (at, &(_, one)) in having.iter().enumerate() {
            for &(_, other) in having.iter().skip(at + 1).take(LISTED) {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    let share = |(one, other): (usize, usize), count: usize| {
        let least = sizes[one].min(sizes[other]);
        let shared = number(count) / number(least.max(1));
        (least >= ENOUGH && shared >= SHARED).then_some(Twins { one, other, shared })
    };
    shared.into_iter().filter_map(|(pair, count)| share(pair, count)).collect()
}

/// The hash of a sentence's words.
fn hashed(account: &Account<'_>, claim: &crate::claim::Claim) -> Option<u64> {
    let text = claim.span.of(account.text).to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    (words.len() >= WORDS).then(|| fnv1a(words.join(" ").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{self, Claims};
    use crate::document;

    const WIRE: &str = "The pier was sold to a ferry line on Monday. The mayor of Lund welcomed \
                        the sale in a letter. Fishermen must leave the market by the end of June. \
                        The line keeps the right to moor until 2032. Tolls rise by a tenth.";

    fn found(texts: &[&str]) -> Vec<(usize, usize)> {
        let read: Vec<(String, Claims)> = texts
            .iter()
            .map(|text| {
                let (document, _) = document::read("a.txt", text.as_bytes());
                (document.text().to_owned(), claim::assess(&document))
            })
            .collect();
        let accounts: Vec<Account<'_>> =
            read.iter().map(|(text, claims)| Account { key: "a", text, claims }).collect();
        twins(&accounts).iter().map(|it| (it.one, it.other)).collect()
    }

    #[test]
    fn an_agency_report_printed_twice_is_found() {
        let longer = format!("The council met late on Sunday and said nothing of it. {WIRE}");
        let own = "The pier has a new owner. Nobody on the quay had been asked about the sale. \
                   The ferry line will moor there. The letter of the mayor came late that day.";
        assert_eq!(found(&[WIRE, own, &longer]), [(0, 2)]);
    }

    #[test]
    fn a_shared_sentence_makes_no_twins() {
        let one = "The pier was sold to a ferry line on Monday. Nobody on the quay had been asked. \
                   Ropes were cut in the night by someone. The council will meet about it in May. \
                   Salt and timber wait in the sheds of the market.";
        assert_eq!(found(&[WIRE, one]), []);
    }
}

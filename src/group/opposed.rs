//! Claims that contradict each other, however little else they have in common.
//!
//! Knows cues. Must never know likeness. The cues of a topic are found by the words beside them,
//! and each is held against so many: the work per claim is bounded.

use std::collections::BTreeMap;

use super::parts::in_parts;
use super::relation::Comparer;
use super::relation::contrast::{self, Cue, Topic};
use super::relation::reading::Reading;
use super::wording::Wordings;
use super::{Account, said};

/// Against how many of the next cues beside the same word a cue is held.
const NEXT: usize = 24;

/// A wording that has cues.
struct Cued<'a> {
    wording: u32,
    article: usize,
    reading: Reading<'a>,
}

/// A cue and where it stands.
#[derive(Clone, Copy)]
struct Stood<'a> {
    cue: &'a Cue,
    of: &'a Cued<'a>,
}

/// Pairs of wordings of different articles, as indices, the smaller first; sorted, each once.
pub(super) fn opposed(
    wordings: &Wordings,
    accounts: &[Account<'_>],
    comparer: &Comparer,
) -> Vec<(u32, u32)> {
    let all: Vec<u32> = (0..).zip(&wordings.all).map(|(index, _)| index).collect();
    let cued = in_parts(&all, |part| {
        let read = part.iter().map(|&wording| {
            let place = wordings.all[wording as usize].place;
            Cued { wording, article: place.article, reading: comparer.read(said(accounts, place)) }
        });
        read.filter(|it| !it.reading.cues.is_empty()).collect()
    });
    let found = in_parts(&lists(&cued), |part| part.iter().flat_map(|list| pairs(list)).collect());
    let of_article = by_article(&cued);
    // Where an article has the other's count, too, it counts two things.
    let says = |article: usize, cue: &Cue| {
        of_article.get(&article).is_some_and(|cues| cues.iter().any(|it| it.fits(cue)))
    };
    let parted = found
        .iter()
        .filter(|(one, two)| !says(one.of.article, two.cue) && !says(two.of.article, one.cue));
    let mut pairs: Vec<(u32, u32)> = parted
        .map(|(one, two)| (one.of.wording, two.of.wording))
        .map(|(one, two)| (one.min(two), one.max(two)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The cues of each topic beside each word.
fn lists<'a>(cued: &'a [Cued<'a>]) -> Vec<Vec<Stood<'a>>> {
    let mut lists: BTreeMap<(Topic, &str), Vec<Stood<'_>>> = BTreeMap::new();
    for of in cued {
        for cue in &of.reading.cues {
            for word in cue.beside(&of.reading) {
                lists.entry((cue.topic(), word)).or_default().push(Stood { cue, of });
            }
        }
    }
    lists.into_values().filter(|list| list.len() > 1).collect()
}

/// The cues of each article.
fn by_article<'a>(cued: &'a [Cued<'a>]) -> BTreeMap<usize, Vec<&'a Cue>> {
    let mut of_article: BTreeMap<usize, Vec<&Cue>> = BTreeMap::new();
    for it in cued {
        of_article.entry(it.article).or_default().extend(&it.reading.cues);
    }
    of_article
}

/// The pairs of a list that contradict each other.
fn pairs<'a>(list: &[Stood<'a>]) -> Vec<(Stood<'a>, Stood<'a>)> {
    let next = |at: usize| list.iter().skip(at + 1).take(NEXT);
    let all = list.iter().enumerate().flat_map(|(at, one)| next(at).map(move |two| (*one, *two)));
    let against = all.filter(|(one, two)| {
        one.of.article != two.of.article
            && contrast::contradict(&one.of.reading, one.cue, &two.of.reading, two.cue)
    });
    against.collect()
}

//! Claims that contradict each other, however little else they have in common.
//!
//! Knows cues. Must never know likeness. The cues of a topic are found by the words beside them,
//! and each is held against so many: the work per claim is bounded.

use std::collections::BTreeMap;

use super::parts::in_parts;
use super::relation::contrast::{self, Cue, Topic};
use super::relation::reading::Reading;
use super::wording::Wordings;

/// Against how many of the next cues beside the same word a cue is held.
const NEXT: usize = 24;

/// A cue and where it stands.
#[derive(Clone, Copy)]
struct Stood<'a> {
    cue: &'a Cue,
    reading: &'a Reading<'a>,
    wording: u32,
    article: usize,
}

/// Pairs of wordings of different articles, as indices, the smaller first; sorted, each once.
pub(super) fn opposed(wordings: &Wordings, readings: &[Reading<'_>]) -> Vec<(u32, u32)> {
    let of_each = (0..).zip(wordings.all.iter().zip(readings));
    let all: Vec<Stood<'_>> = of_each
        .flat_map(|(wording, (it, reading))| {
            let article = it.place.article;
            reading.cues.iter().map(move |cue| Stood { cue, reading, wording, article })
        })
        .collect();
    let found = in_parts(&lists(&all), |part| part.iter().flat_map(|list| pairs(list)).collect());
    let mut of_article: BTreeMap<usize, Vec<&Cue>> = BTreeMap::new();
    for it in &all {
        of_article.entry(it.article).or_default().push(it.cue);
    }
    // Where an article has the other's count, too, it counts two things.
    let says = |article: usize, cue: &Cue| {
        of_article.get(&article).is_some_and(|cues| cues.iter().any(|it| it.fits(cue)))
    };
    let parted = found
        .iter()
        .filter(|(one, two)| !says(one.article, two.cue) && !says(two.article, one.cue));
    let mut pairs: Vec<(u32, u32)> = parted
        .map(|(one, two)| (one.wording, two.wording))
        .map(|(one, two)| (one.min(two), one.max(two)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The cues of each topic beside each word.
fn lists<'a>(all: &'a [Stood<'a>]) -> Vec<Vec<Stood<'a>>> {
    let mut lists: BTreeMap<(Topic, &str), Vec<Stood<'_>>> = BTreeMap::new();
    for it in all {
        for word in it.cue.beside(it.reading) {
            lists.entry((it.cue.topic(), word)).or_default().push(*it);
        }
    }
    lists.into_values().filter(|list| list.len() > 1).collect()
}

/// The pairs of a list that contradict each other.
fn pairs<'a>(list: &[Stood<'a>]) -> Vec<(Stood<'a>, Stood<'a>)> {
    let against = |one: &Stood<'_>, two: &Stood<'_>| {
        contrast::contradict(one.reading, one.cue, two.reading, two.cue)
    };
    let of_one = |(at, one): (usize, &Stood<'a>)| {
        let one = *one;
        let elsewhere = list.iter().skip(at + 1).filter(move |it| it.article != one.article);
        elsewhere.take(NEXT).map(move |two| (one, *two))
    };
    list.iter().enumerate().flat_map(of_one).filter(|(one, two)| against(one, two)).collect()
}

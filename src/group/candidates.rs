//! Which claims are worth comparing: those of other articles that share rare terms.
//!
//! Knows terms. Must never know what makes two claims alike. The list of the claims that have a
//! term is walked only so far: the work per claim is bounded however large the story is.

use super::parts::in_parts_until;
use super::vocabulary::Term;
use super::wording::Wordings;
use crate::patience::Patience;

/// How many claims with a term are looked at, for each claim that has it.
const LISTED: usize = 160;
/// How many of a claim's rarest terms are followed.
const FOLLOWED: usize = 24;
/// The cosine below which two claims are no candidates.
const LEAST: f32 = 0.06;
/// How many candidates a claim keeps.
const KEPT: usize = 40;
/// How many in a large story, where others say what a claim says in more than one way.
const KEPT_OF_MANY: usize = 16;
/// How many claims a large story has.
const MANY: usize = 6000;

/// Pairs of wordings of different articles, as indices, the smaller first; sorted, each once.
pub(super) fn candidates(wordings: &Wordings, patience: Patience<'_>) -> Vec<(u32, u32)> {
    let lists = lists(wordings);
    let all: Vec<u32> = (0..).zip(&wordings.all).map(|(index, _)| index).collect();
    let mut pairs = in_parts_until(&all, patience, |part| of_part(wordings, &lists, part));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The pairs that these wordings have with any others.
fn of_part(wordings: &Wordings, lists: &[Vec<u32>], part: &[u32]) -> Vec<(u32, u32)> {
    let kept = if wordings.all.len() < MANY { KEPT } else { KEPT_OF_MANY };
    let mut shared = vec![0.0_f32; wordings.all.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for &this in part {
        let wording = &wordings.all[this as usize];
        let mut rarest: Vec<Term> = wording.terms.clone();
        rarest.sort_by_key(|&term| (lists[term as usize].len(), term));
        for &term in rarest.iter().take(FOLLOWED) {
            let weight = wordings.weight(term).powi(2);
            for &other in around(&lists[term as usize], this) {
                if wordings.all[other as usize].place.article == wording.place.article {
                    continue;
                }
                if shared[other as usize] == 0.0 {
                    touched.push(other);
                }
                shared[other as usize] += weight;
            }
        }
        let mut ranked: Vec<(f32, u32)> = touched
            .iter()
            .map(|&it| {
                let both = wordings.all[it as usize].norm * wording.norm;
                (shared[it as usize] / both.sqrt(), it)
            })
            .filter(|(cosine, _)| *cosine >= LEAST)
            .collect();
        if ranked.len() > kept {
            ranked.select_nth_unstable_by(kept - 1, |one, two| {
                two.0.total_cmp(&one.0).then(one.1.cmp(&two.1))
            });
        }
        pairs.extend(ranked.iter().take(kept).map(|&(_, it)| (this.min(it), this.max(it))));
        for other in touched.drain(..) {
            shared[other as usize] = 0.0;
        }
    }
    pairs
}

/// For each term the wordings that have it.
fn lists(wordings: &Wordings) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); wordings.terms()];
    for (index, wording) in (0..).zip(&wordings.all) {
        for &term in &wording.terms {
            lists[term as usize].push(index);
        }
    }
    lists
}

/// The part of a list that is looked at for a wording.
fn around(list: &[u32], index: u32) -> &[u32] {
    let at = list.partition_point(|&it| it < index);
    let start = at.saturating_sub(LISTED / 2).min(list.len().saturating_sub(LISTED));
    &list[start..(start + LISTED).min(list.len())]
}

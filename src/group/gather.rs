//! From links to groups.
//!
//! Knows links. Must never know what the claims say. Links are taken from the strongest down, ties
//! by article key and place, so that the order in which articles were given means nothing.

use std::collections::BTreeMap;

use super::likeness::{Likenesses, Link};
use super::number;
use super::wording::{Couple, Wordings};
use crate::patience::Patience;

/// The likeness from which two claims are one group.
const LINKED: f32 = 0.24;
/// The likeness below which one of two claims must not stand in a group yet.
const FIRM: f32 = 0.45;
/// The likeness from which two claims that contradict each other are one group.
const OPPOSED: f32 = 0.10;
/// The same in a story of two articles, where every link is looked at by itself.
const LINKED_OF_TWO: f32 = 0.23;
/// The mean likeness to the members with which a claim joins a group.
const JOINED: f32 = 0.7;
/// How many members two groups have at least that are made one.
const LARGE: usize = 12;
/// Of how many pairs of two groups one at most may have each a name of its own.
const APART: usize = 8;
/// With how many of the groups about the same phrase a group is held together.
const NEXT: usize = 3;
/// How many members a claim is compared with before it joins.
const ASKED: usize = 12;

/// The groups as sorted indices of wordings. What one claim asserts and the other denies is one
/// matter, though the two are less alike than others: `contradict` tells.
pub(super) fn gather(
    wordings: &Wordings,
    links: &[Link],
    opposed: &[(u32, u32)],
    patience: Patience<'_>,
    contradict: impl Fn(u32, u32) -> bool,
) -> Vec<Vec<u32>> {
    let mut made = Gathering { groups: Vec::new(), of: vec![Vec::new(); wordings.all.len()] };
    let linked = if wordings.articles > 2 { LINKED } else { LINKED_OF_TWO };
    let known = Likenesses::new(wordings, links);
    for link in patience.through(links).take_while(|link| link.likeness >= linked) {
        made.take(&known, *link);
    }
    let alike = made.groups.iter().filter(|group| !group.is_empty()).count();
    let mut asked = vec![0_usize; wordings.all.len()];
    let weak = links.iter().filter(|link| (OPPOSED..FIRM).contains(&link.likeness));
    for link in patience.through(weak) {
        let (one, other) = (link.one as usize, link.other as usize);
        if asked[one].max(asked[other]) >= ASKED || made.has_both(*link) {
            continue;
        }
        asked[one] += 1;
        asked[other] += 1;
        if contradict(link.one, link.other) {
            made.add(*link);
        }
    }
    for &(one, other) in opposed {
        let link = Link { one, other, likeness: 0.0 };
        if !made.has_both(link) {
            made.add(link);
        }
    }
    made.groups.retain(|group| !group.is_empty());
    let mut groups = merged(wordings, made.groups, alike);
    for group in &mut groups {
        group.sort_unstable();
        group.dedup();
    }
    groups.sort();
    groups.dedup();
    groups
}

/// Puts groups together that are about one phrase: two terms that stand close together in every
/// member of both, and in few claims beside. Those from `opposed` on hold two claims that contradict
/// each other: they go with the others that have one of the two.
fn merged(wordings: &Wordings, groups: Vec<Vec<u32>>, opposed: usize) -> Vec<Vec<u32>> {
    let mut of_phrase: BTreeMap<Couple, Vec<usize>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for couple in phrases(wordings, group) {
            of_phrase.entry(couple).or_default().push(index);
        }
    }
    let mut roots: Vec<usize> = (0..groups.len()).collect();
    let near = |about: &'_ Vec<usize>| -> Vec<(usize, usize)> {
        let next = |at: usize| about.iter().skip(at + 1).take(NEXT);
        (0..about.len()).flat_map(|at| next(at).map(move |&other| (about[at], other))).collect()
    };
    for (one, other) in of_phrase.values().flat_map(near) {
        let beside =
            one.max(other) >= opposed && groups[one].iter().any(|it| groups[other].contains(it));
        if beside || of_the_same(wordings, &groups[one], &groups[other]) {
            let (one, other) = (root(&mut roots, one), root(&mut roots, other));
            roots[one.max(other)] = one.min(other);
        }
    }
    let mut merged: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (index, group) in groups.into_iter().enumerate() {
        merged.entry(root(&mut roots, index)).or_default().extend(group);
    }
    merged.into_values().collect()
}

/// Where a chain of roots ends; the way there is cut short for the next time.
pub(super) fn root(roots: &mut [usize], index: usize) -> usize {
    let mut at = index;
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

/// Whether the claims of two groups are mostly about the same: in all but few pairs one has
/// every name that the other has.
fn of_the_same(wordings: &Wordings, one: &[u32], other: &[u32]) -> bool {
    let lacks = |has: u32, misses: u32| {
        let misses = &wordings.all[misses as usize].terms;
        let has = &wordings.all[has as usize].terms;
        has.iter().any(|&term| wordings.is_name(term) && misses.binary_search(&term).is_err())
    };
    let pairs =
        one.iter().take(ASKED).flat_map(|&it| other.iter().take(ASKED).map(move |&its| (it, its)));
    let (mut all, mut apart) = (0, 0);
    for (it, its) in pairs {
        all += 1;
        apart += usize::from(lacks(it, its) && lacks(its, it));
    }
    apart * APART <= all
}

/// The telling phrases that every member of a group has.
fn phrases(wordings: &Wordings, group: &[u32]) -> Vec<Couple> {
    let Some((first, rest)) = group.split_first() else { return Vec::new() };
    let couples = |index: u32| &wordings.all[index as usize].couples;
    couples(*first)
        .iter()
        .copied()
        .filter(|&couple| wordings.is_phrase(couple))
        .filter(|couple| rest.iter().all(|&it| couples(it).binary_search(couple).is_ok()))
        .collect()
}

/// Whether the mean of so many likenesses is enough to join. No more are asked for than it takes
/// to say no.
fn are_alike(count: usize, likenesses: impl Iterator<Item = f32>) -> bool {
    let spare = (1.0 - JOINED) * number(count);
    let mut missing = 0.0;
    for likeness in likenesses {
        missing += 1.0 - likeness;
        if missing > spare {
            return false;
        }
    }
    true
}

struct Gathering {
    groups: Vec<Vec<u32>>,
    /// For each wording the groups that have it.
    of: Vec<Vec<usize>>,
}

impl Gathering {
    fn take(&mut self, known: &Likenesses<'_>, link: Link) {
        if self.has_both(link) {
            return;
        }
        let grouped = |of: u32| !self.of[of as usize].is_empty();
        if link.likeness < FIRM && grouped(link.one) && grouped(link.other) {
            return;
        }
        if self.unite(known, link) {
            return;
        }
        if !self.join(known, link.one, link.other) && !self.join(known, link.other, link.one) {
            self.add(link);
        }
    }

    /// Whether a group has both ends.
    fn has_both(&self, link: Link) -> bool {
        let others = &self.of[link.other as usize];
        self.of[link.one as usize].iter().any(|group| others.contains(group))
    }

    /// Makes a group of both ends.
    fn add(&mut self, link: Link) {
        let index = self.groups.len();
        self.groups.push(vec![link.one, link.other]);
        self.of[link.one as usize].push(index);
        self.of[link.other as usize].push(index);
    }

    /// Makes one group of the first groups of both ends, where these are large and alike: what very
    /// many articles say begins in several places.
    fn unite(&mut self, known: &Likenesses<'_>, link: Link) -> bool {
        let first = |of: u32| self.of[of as usize].first().copied();
        let (Some(one), Some(other)) = (first(link.one), first(link.other)) else { return false };
        let (kept, gone) = (one.min(other), one.max(other));
        let asked = |group: usize| self.groups[group].iter().copied().take(ASKED / 2);
        let count = asked(kept).count() * asked(gone).count();
        let pairs = asked(kept).flat_map(|it| asked(gone).map(move |its| (it, its)));
        let small = self.groups[kept].len().min(self.groups[gone].len()) < LARGE;
        if small || !are_alike(count, pairs.map(|(it, its)| known.of(it, its))) {
            return false;
        }
        for member in std::mem::take(&mut self.groups[gone]) {
            self.of[member as usize].retain(|&group| group != gone);
            if !self.of[member as usize].contains(&kept) {
                self.of[member as usize].push(kept);
                self.groups[kept].push(member);
            }
        }
        true
    }

    /// Takes `new` into the first group of `member` that it fits.
    fn join(&mut self, known: &Likenesses<'_>, new: u32, member: u32) -> bool {
        let fits = |group: &&usize| {
            let asked = self.groups[**group].iter().take(ASKED);
            are_alike(asked.len(), asked.map(|&it| known.of(new, it)))
        };
        let Some(&group) = self.of[member as usize].iter().find(fits) else { return false };
        self.groups[group].push(new);
        self.of[new as usize].push(group);
        true
    }
}

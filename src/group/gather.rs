//! From links to groups.
//!
//! Knows links. Must never know what the claims say. Links are taken from the strongest down, ties
//! by article key and place, so that the order in which articles were given means nothing.

use super::likeness::{Link, likeness};
use super::number;
use super::wording::Wordings;

/// The likeness from which two claims are one group.
const LINKED: f32 = 0.40;
/// The same in a story of two articles, where every link is looked at by itself.
const LINKED_OF_TWO: f32 = 0.23;
/// The mean likeness to the members with which a claim joins a group.
const JOINED: f32 = 0.50;
/// How many members a claim is compared with before it joins.
const ASKED: usize = 12;

/// The groups as sorted indices of wordings.
pub(super) fn gather(wordings: &Wordings, links: &[Link]) -> Vec<Vec<u32>> {
    let mut made = Gathering { groups: Vec::new(), of: vec![Vec::new(); wordings.all.len()] };
    let linked = if wordings.articles > 2 { LINKED } else { LINKED_OF_TWO };
    for link in links.iter().take_while(|link| link.likeness >= linked) {
        made.take(wordings, *link);
    }
    for group in &mut made.groups {
        group.sort_unstable();
    }
    made.groups.sort();
    made.groups.dedup();
    made.groups
}

struct Gathering {
    groups: Vec<Vec<u32>>,
    /// For each wording the groups that have it.
    of: Vec<Vec<usize>>,
}

impl Gathering {
    fn take(&mut self, wordings: &Wordings, link: Link) {
        let together = |group: &usize| self.of[link.other as usize].contains(group);
        if self.of[link.one as usize].iter().any(together) {
            return;
        }
        if !self.join(wordings, link.one, link.other) && !self.join(wordings, link.other, link.one)
        {
            let index = self.groups.len();
            self.groups.push(vec![link.one, link.other]);
            self.of[link.one as usize].push(index);
            self.of[link.other as usize].push(index);
        }
    }

    /// Takes `new` into the first group of `member` that it fits.
    fn join(&mut self, wordings: &Wordings, new: u32, member: u32) -> bool {
        let fits = |group: &&usize| {
            let asked = self.groups[**group].iter().take(ASKED);
            let count = number(asked.len());
            asked.map(|&it| likeness(wordings, new, it)).sum::<f32>() / count >= JOINED
        };
        let Some(&group) = self.of[member as usize].iter().find(fits) else { return false };
        self.groups[group].push(new);
        self.of[new as usize].push(group);
        true
    }
}

//! Which claims the sidebar lists, and in what order.

use std::cmp::Reverse;

use crate::annotation::Ledger;
use crate::claim::Claim;
use crate::decided::claim_rows::{ClaimRow, is_undecided};

use super::Model;
use super::filter::Shown;
use super::front::Front;

/// The orders of the sidebar.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ClaimOrder {
    /// That of the text.
    #[default]
    Text,
    /// The likeliest first.
    Score,
    /// Those that other articles contradict first, then those that they say otherwise.
    Disagreement,
}

impl ClaimOrder {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Score, Self::Disagreement];

    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "order",
            Self::Score => "score",
            Self::Disagreement => "disagreement",
        }
    }

    /// The one after it.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&it| it == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// The claims of the article in front that are listed, in another order than that of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ordered {
    /// The places of those listed among all of them, in order.
    order: Vec<usize>,
    /// For each claim of the article how many listed ones come before it.
    ranks: Vec<usize>,
}

impl Ordered {
    /// Orders claims by a key, of which the least comes first; those of one key stay in the order of
    /// the text.
    fn new<K: Ord>(count: usize, shown: Shown<'_>, key: impl Fn(usize) -> K) -> Self {
        let mut all: Vec<usize> = (0..count).collect();
        all.sort_by_cached_key(|&index| key(index));
        let mut ranks = vec![0; count];
        let mut order = Vec::with_capacity(shown.len());
        for index in all {
            ranks[index] = order.len();
            if shown.has(index) {
                order.push(index);
            }
        }
        Self { order, ranks }
    }

    /// Them as what is shown of a list.
    pub fn shown(&self) -> Shown<'_> {
        Shown::Ordered { order: &self.order, ranks: &self.ranks }
    }
}

impl Model {
    /// The claims that the sidebar lists, in its order.
    pub fn listed_claims(&self) -> Shown<'_> {
        match &self.ordered {
            Some(ordered) => ordered.shown(),
            None => self.shown_claims(),
        }
    }

    /// Orders the claims of the article in front anew: some came, went, or are now shown.
    pub(super) fn order_claims(&mut self) {
        self.ordered = match (self.order, &self.front) {
            (ClaimOrder::Text, _) | (_, None) => None,
            (ClaimOrder::Score, Some(front)) => {
                let claims = self.story.article().map_or(&[][..], |article| article.claims());
                let key = |index: usize| Reverse(rank(front, claims, index));
                Some(Ordered::new(front.claims.rows().len(), self.shown_claims(), key))
            }
            (ClaimOrder::Disagreement, Some(front)) => {
                let stances = self.story.slot().map_or(&[][..], |slot| slot.stances.as_slice());
                let of = |row: ClaimRow| stances.get(row.claim()?).copied();
                let key = |index: usize| Reverse(front.claims.get(index).and_then(of));
                Some(Ordered::new(front.claims.rows().len(), self.shown_claims(), key))
            }
        };
    }

    /// The next claim after the one under the sidebar's cursor, in its order and round to the first,
    /// that is not decided on; and whether that went round.
    pub(super) fn next_undecided(&self) -> Option<(usize, bool)> {
        let front = self.front.as_ref()?;
        let listed = self.listed_claims();
        let (at, count) = (listed.before(self.claim_cursor), listed.len());
        let from = if listed.has(self.claim_cursor) { at + 1 } else { at };
        (from..from + count).find_map(|nth| {
            let index = listed.get(nth % count)?;
            is_open(front, &self.ledger, index).then_some((index, nth >= count))
        })
    }
}

fn is_open(front: &Front, ledger: &Ledger, index: usize) -> bool {
    let row = front.claims.get(index);
    row.is_some_and(|row| is_undecided(row.annotation().and_then(|id| ledger.annotation(id))))
}

/// What orders claims by score: the bits of a number that is not negative grow with it. The reader's
/// own claims come first.
fn rank(front: &Front, claims: &[Claim], index: usize) -> u32 {
    let proposed = front.claims.get(index).and_then(|row| claims.get(row.claim()?));
    proposed.map_or(u32::MAX, |claim| claim.score.max(0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_comes_first_and_equals_stay_in_the_order_of_the_text() {
        let keys = [3, 1, 3, 0, 1];
        let ordered = Ordered::new(keys.len(), Shown::These(&[0, 1, 2, 4]), |index| keys[index]);
        let shown = ordered.shown();
        let listed: Vec<usize> = (0..shown.len()).filter_map(|nth| shown.get(nth)).collect();
        assert_eq!(listed, [1, 4, 0, 2]);
        assert_eq!((0..5).map(|index| shown.before(index)).collect::<Vec<_>>(), [2, 0, 3, 0, 1]);
        assert!(!shown.has(3) && listed.iter().all(|&index| shown.has(index)));
        assert_eq!((shown.get(4), shown.has(9)), (None, false));
    }

    #[test]
    fn a_key_goes_through_all_orders() {
        let mut order = ClaimOrder::default();
        for _ in ClaimOrder::ALL {
            order = order.next();
        }
        assert_eq!(order, ClaimOrder::default());
    }
}

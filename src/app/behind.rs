//! Which articles behind the one in front are still to be looked at for what the reader made in
//! them.
//!
//! A store may hold very much about very many articles. What the lists say of them is found
//! between keys, article by article, since no key is to wait for all of it.

use std::collections::BTreeSet;

/// How many articles' claims are asked for at once: what is asked for meanwhile waits for no more.
const MOST_ASKED: usize = 4;

/// The articles that are to be looked at, by their places in the story.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Behind {
    due: BTreeSet<usize>,
    /// Those whose claims were let go, and asked for to be counted.
    asked: BTreeSet<usize>,
}

impl Behind {
    /// Has an article looked at.
    pub(super) fn add(&mut self, index: usize) {
        self.due.insert(index);
    }

    /// Whether there is something to be done now.
    pub fn is_due(&self) -> bool {
        !self.due.is_empty() && self.asked.len() < MOST_ASKED
    }

    /// The next one: from the one in front on, then those before it.
    pub(super) fn next(&mut self, front: usize) -> Option<usize> {
        if !self.is_due() {
            return None;
        }
        let next = self.due.range(front..).next().or_else(|| self.due.first()).copied()?;
        self.due.remove(&next);
        Some(next)
    }

    /// Waits for the claims of an article before many more are asked for.
    pub(super) fn ask(&mut self, index: usize) {
        self.asked.insert(index);
    }

    /// Whether the claims of an article are asked for.
    pub(super) fn has_asked(&self, index: usize) -> bool {
        self.asked.contains(&index)
    }

    /// Nothing that was asked for is on its way any more.
    pub(super) fn forget_asked(&mut self) {
        self.due.append(&mut self.asked);
    }

    /// The claims of an article were found.
    pub(super) fn answer(&mut self, index: usize) {
        self.asked.remove(&index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_looked_at_from_the_one_in_front_on() {
        let mut behind = Behind::default();
        for index in [5, 1, 3] {
            behind.add(index);
        }
        let order: Vec<usize> = std::iter::from_fn(|| behind.next(2)).collect();
        assert_eq!((order, behind.is_due()), (vec![3, 5, 1], false));
    }

    #[test]
    fn only_so_many_claims_are_waited_for() {
        let mut behind = Behind::default();
        for index in 0..=MOST_ASKED {
            behind.add(index);
        }
        for index in 0..MOST_ASKED {
            assert_eq!(behind.next(0), Some(index));
            behind.ask(index);
        }
        assert_eq!((behind.next(0), behind.is_due()), (None, false));
        behind.answer(1);
        assert_eq!(behind.next(0), Some(MOST_ASKED));
    }
}

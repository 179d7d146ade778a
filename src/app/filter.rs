//! What a filter shows of the story.
//!
//! It is asked when it is set and when an article's claims or decisions change, article by
//! article, never while moving about. What it shows of the article in front stays as it was when
//! that came to the front: a claim that was just decided on does not vanish under the cursor.

use std::collections::BTreeSet;

use crate::annotation::Ledger;
use crate::decided::claim_rows::{ClaimRows, is_undecided};
use crate::group::Place;
use crate::query::{self, About, Item, Query};
use crate::text::Span;

use super::Model;
use super::accounts::Grouped;
use super::story::{Slot, Story};

/// A query with what it comes to in the story that is open.
#[derive(Clone, Debug)]
pub struct Filter {
    query: Query,
    matches: Vec<Match>,
    /// The articles that match, by their places in the story.
    articles: Vec<usize>,
    /// The claims of the article in front that are not shown.
    hidden: BTreeSet<Span>,
    /// Those that are, by their places among all of them.
    claims: Vec<usize>,
}

/// What queries are asked of.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The reader's decisions.
    pub ledger: &'a Ledger,
    /// How the accounts stand to each other, where that is known.
    pub grouped: Option<&'a Grouped>,
}

/// What a query comes to in one article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Match {
    is_shown: bool,
    undecided: usize,
}

impl Filter {
    /// Asks every article.
    pub fn new(query: Query, story: &Story, known: Known<'_>) -> Self {
        let mut filter = Self {
            query,
            matches: Vec::new(),
            articles: Vec::new(),
            hidden: BTreeSet::new(),
            claims: Vec::new(),
        };
        filter.ask_all(story, known);
        filter
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        self.query.typed()
    }

    /// What is asked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Asks every article anew.
    pub fn ask_all(&mut self, story: &Story, known: Known<'_>) {
        let slots = story.articles.iter().enumerate();
        self.matches =
            slots.map(|(index, slot)| asked(&self.query, index, slot, known).0).collect();
        self.list();
    }

    /// Asks an article anew.
    pub fn ask(&mut self, index: usize, slot: &Slot, known: Known<'_>) {
        let (found, _) = asked(&self.query, index, slot, known);
        self.take(index, found);
    }

    /// Asks an article that comes to the front anew, and which of its claims to show.
    pub fn enter(&mut self, index: usize, slot: &Slot, known: Known<'_>, rows: Option<&ClaimRows>) {
        let (found, hidden) = asked(&self.query, index, slot, known);
        self.take(index, found);
        self.hidden = hidden;
        self.follow(rows);
    }

    /// Follows a change of the claims of the article in front; new ones are shown.
    pub fn follow(&mut self, rows: Option<&ClaimRows>) {
        let rows = rows.map_or(&[][..], ClaimRows::rows).iter().enumerate();
        let shown = rows.filter(|(_, row)| self.shows(row.span));
        self.claims = shown.map(|(index, _)| index).collect();
    }

    /// Whether a claim of the article in front is shown.
    pub fn shows(&self, claim: Span) -> bool {
        !self.hidden.contains(&claim)
    }

    /// How many claims of an article are shown and not decided on.
    pub fn undecided(&self, index: usize) -> usize {
        self.matches.get(index).filter(|found| found.is_shown).map_or(0, |found| found.undecided)
    }

    fn take(&mut self, index: usize, found: Match) {
        if self.matches.len() <= index {
            self.matches.resize(index + 1, Match::default());
        }
        if let Some(place) = self.matches.get_mut(index) {
            *place = found;
        }
        self.list();
    }

    fn list(&mut self) {
        let all = self.matches.iter().enumerate();
        self.articles = all.filter(|(_, found)| found.is_shown).map(|(index, _)| index).collect();
    }
}

/// What a query comes to in an article, and the claims it does not show.
fn asked(query: &Query, index: usize, slot: &Slot, known: Known<'_>) -> (Match, BTreeSet<Span>) {
    let Some(article) = slot.article() else { return (Match::default(), BTreeSet::new()) };
    let annotations = slot.records().flat_map(|id| known.ledger.annotations_of(id));
    let is_contested = |claim: usize| {
        let place = Place { article: index, claim };
        known.grouped.is_some_and(|grouped| grouped.is_contested(place))
    };
    let items = query::items(article, annotations, is_contested);
    let is_shown =
        query::matches_article(query, About::of(article), article.document.text(), &items);
    let claims = items.iter().filter(|item| item.is_claim);
    let (shown, hidden): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        claims.partition(|item| query::matches(query, item));
    let undecided = match &article.claims {
        // They were let go: it is at most all of them.
        None => slot.counts.undecided,
        Some(_) => shown.iter().filter(|item| is_undecided(item.annotation)).count(),
    };
    // Two decisions may be about the same words: one that is shown shows them.
    let shown: BTreeSet<Span> = shown.iter().filter_map(|item| item.span).collect();
    let hidden = hidden.iter().filter_map(|item| item.span);
    let hidden = hidden.filter(|span| !shown.contains(span)).collect();
    (Match { is_shown, undecided }, hidden)
}

/// Those of a list that are shown, in its order or another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown<'a> {
    /// All of so many.
    All(usize),
    /// These.
    These(&'a [usize]),
    /// These, in an order of their own.
    Ordered {
        /// Them.
        order: &'a [usize],
        /// For each of the whole list how many of them come before it.
        ranks: &'a [usize],
    },
}

impl Shown<'_> {
    /// How many they are.
    pub const fn len(self) -> usize {
        match self {
            Self::All(count) => count,
            Self::These(indices) | Self::Ordered { order: indices, .. } => indices.len(),
        }
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The place in the whole list of the one that is shown as number `nth`, from 0 on.
    pub fn get(self, nth: usize) -> Option<usize> {
        match self {
            Self::All(count) => (nth < count).then_some(nth),
            Self::These(indices) | Self::Ordered { order: indices, .. } => {
                indices.get(nth).copied()
            }
        }
    }

    /// How many are shown before a place in the whole list.
    pub fn before(self, index: usize) -> usize {
        match self {
            Self::All(count) => index.min(count),
            Self::These(indices) => indices.partition_point(|&shown| shown < index),
            Self::Ordered { order, ranks } => ranks.get(index).copied().unwrap_or(order.len()),
        }
    }

    /// Whether a place in the whole list is shown.
    pub fn has(self, index: usize) -> bool {
        self.get(self.before(index)) == Some(index)
    }
}

impl Model {
    /// The articles that are shown, by their places in the story.
    pub fn shown_articles(&self) -> Shown<'_> {
        match &self.filter {
            Some(filter) => Shown::These(&filter.articles),
            None => Shown::All(self.story.articles.len()),
        }
    }

    /// The claims of the article in front that are shown, by their places among all of them.
    pub fn shown_claims(&self) -> Shown<'_> {
        match (&self.filter, &self.front) {
            (Some(filter), _) => Shown::These(&filter.claims),
            (None, Some(front)) => Shown::All(front.claims.rows().len()),
            (None, None) => Shown::All(0),
        }
    }

    /// Whether a claim of the article in front is shown.
    pub fn shows_claim(&self, claim: Span) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.shows(claim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_what_is_shown_and_in_the_whole() {
        let these = Shown::These(&[1, 4]);
        assert_eq!((these.len(), these.get(1), these.get(2)), (2, Some(4), None));
        assert_eq!([0, 1, 2, 4, 9].map(|index| these.before(index)), [0, 0, 1, 1, 2]);
        assert_eq!([0, 1, 4, 9].map(|index| these.has(index)), [false, true, true, false]);
        let all = Shown::All(3);
        assert_eq!((all.get(2), all.get(3), all.before(9)), (Some(2), None, 3));
        assert!(all.has(2) && !all.has(3) && !all.is_empty() && Shown::All(0).is_empty());
    }
}

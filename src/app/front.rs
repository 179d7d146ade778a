//! What the article in front looks like to the reader: its annotations found in its text.
//!
//! All of it is derived from the article and the ledger, and is followed up act by act, so that
//! no key waits for the whole.

use std::collections::BTreeMap;

use crate::annotation::anchor::{Finder, Placement};
use crate::annotation::{Annotation, Change, Entry, Id, Ledger, Role};
use crate::story::Article;
use crate::text::Span;
use crate::text::find::{self, Pattern, Seek};
use crate::text::span_index::SpanIndex;

use super::cards::SetWords;
use super::claim_rows::{ClaimRow, ClaimRows, Scope, is_undecided, verdict};
use super::story::Counts;
use crate::annotation::Verdict;

/// The article in front, with everything attached to it.
#[derive(Debug, Default)]
pub struct Front {
    /// Where each annotation sits.
    pub placed: BTreeMap<Id, Placement>,
    /// The annotations that have a place, by place.
    pub marks: SpanIndex<Id>,
    /// The claims of the sidebar.
    pub claims: ClaimRows,
    /// Where the words searched for stand.
    pub hits: Vec<Span>,
    /// The search for a regular expression that is still going on.
    pub seek: Option<Seek>,
    /// From where on its first hit is to be gone to.
    pub wanted: Option<usize>,
    /// Which sentences are listed as claims.
    pub scope: Scope,
    /// The words of claims that were on the screen, set to lines.
    pub words: SetWords,
}

impl Front {
    /// Finds everything that is attached to an article.
    pub fn new(
        article: &Article,
        records: impl Iterator<Item = Id>,
        ledger: &Ledger,
        searched: &str,
        scope: Scope,
    ) -> Self {
        let text = article.document.text();
        let hits = find::find(text, searched);
        let seek = seek(searched);
        let mut front = Self { hits, seek, scope, ..Self::default() };
        let mut finder = Finder::new(text, &article.code_points);
        for annotation in records.flat_map(|id| ledger.annotations_of(id)) {
            let placement = finder.place(annotation.anchor.selector());
            front.placed.insert(annotation.id, placement);
        }
        front.marks =
            front.placed.iter().filter_map(|(&id, place)| Some((place.span()?, id))).collect();
        front.find_claims(article, ledger);
        front
    }

    /// Lists the claims anew: they were found, or found otherwise.
    pub fn find_claims(&mut self, article: &Article, ledger: &Ledger) {
        let decided = self
            .marks
            .items()
            .iter()
            .filter(|(_, id)| ledger.annotation(*id).is_some_and(is_claim));
        self.claims = ClaimRows::new(self.scope, article.claims(), decided.copied());
    }

    /// Follows a change of one annotation. One whose words and place are not what was changed is
    /// not looked for again: that may take a while, and the reader waits for it.
    pub fn follow(&mut self, article: &Article, ledger: &Ledger, id: Id, change: &Change) {
        let known = self.placed.remove(&id);
        let before = known.as_ref().and_then(Placement::span);
        if let Some(span) = before {
            self.marks.remove(span, &id);
        }
        let known = known.filter(|_| is_anchored_alike(change));
        let placement = ledger.annotation(id).map(|it| {
            known.unwrap_or_else(|| it.anchor.place(article.document.text(), &article.code_points))
        });
        let after = placement.as_ref().and_then(Placement::span);
        if let Some(placement) = placement {
            self.placed.insert(id, placement);
        }
        if let Some(span) = after {
            self.marks.insert(span, id);
        }
        let Self { marks, claims, .. } = self;
        let decided = |place: Span| -> Vec<(Span, Id)> {
            let there = marks.overlapping(place).copied();
            there.filter(|&(_, id)| ledger.annotation(id).is_some_and(is_claim)).collect()
        };
        for place in before.into_iter().chain(after) {
            claims.refresh(article.claims(), place, decided);
        }
    }

    /// Where an annotation sits, when that is certain.
    pub fn span_of(&self, id: Id) -> Option<Span> {
        self.placed.get(&id).and_then(|placement| placement.span())
    }

    /// The annotations that are not simply where their words are.
    pub fn astray(&self) -> BTreeMap<Id, Placement> {
        let is_astray = |place: &Placement| {
            matches!(place, Placement::Edited(_) | Placement::Uncertain(_) | Placement::Lost)
        };
        let astray = self.placed.iter().filter(|(_, place)| is_astray(place));
        astray.map(|(&id, place)| (id, place.clone())).collect()
    }

    /// What the list says of the article.
    pub fn counts(&self, article: &Article, ledger: &Ledger) -> Counts {
        let mut counts = Counts::default();
        let is_proposed = |row: &&ClaimRow| {
            let claim = row.claim().and_then(|index| article.claims().get(index));
            row.annotation().is_some() || claim.is_some_and(|claim| claim.proposed)
        };
        for row in self.claims.rows().iter().filter(is_proposed) {
            let decided = row.annotation().and_then(|id| ledger.annotation(id));
            counts.claims += usize::from(verdict(decided) != Some(Verdict::Dismissed));
            counts.undecided += usize::from(is_undecided(decided));
        }
        let tagged = |id: &&Id| ledger.annotation(**id).is_some_and(|each| !each.tags.is_empty());
        counts.tagged = self.placed.keys().filter(tagged).count();
        counts
    }
}

/// The search for what was typed, where that is a regular expression.
pub fn seek(words: &str) -> Option<Seek> {
    Pattern::typed(words)?.ok().map(Seek::new)
}

/// Whether an annotation had the same anchor before and has it after.
fn is_anchored_alike(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (Some(Entry::Annotation(before)), Some(Entry::Annotation(after))) => {
            before.anchor == after.anchor
        }
        _ => false,
    }
}

fn is_claim(annotation: &Annotation) -> bool {
    match annotation.role {
        Role::Claim(_) => true,
        Role::Passage | Role::Highlight(_) => false,
    }
}

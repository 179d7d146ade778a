//! The sidebar's claims: proposals and decisions brought together.

use crate::annotation::{Annotation, Id, Role, Verdict};
use crate::claim::Claim;
use crate::text::Span;

/// One claim of the sidebar: proposed, decided on, or both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimRow {
    /// Where it stands in the text.
    pub span: Span,
    /// Its index among the article's claims, where the program proposed it.
    pub claim: Option<usize>,
    /// What the reader decided about it.
    pub annotation: Option<Id>,
}

/// The claims of one article in text order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ClaimRows {
    rows: Vec<ClaimRow>,
}

impl ClaimRows {
    /// Brings the proposals of an article and the reader's placed claims together.
    pub fn new(claims: &[Claim], decided: impl IntoIterator<Item = (Span, Id)>) -> Self {
        let rows = claims
            .iter()
            .enumerate()
            .filter(|(_, claim)| claim.proposed)
            .map(|(index, claim)| ClaimRow {
                span: claim.span,
                claim: Some(index),
                annotation: None,
            })
            .collect();
        let mut together = Self { rows };
        for (span, id) in decided {
            together.decide(claims, span, id);
        }
        together
    }

    /// All rows.
    pub fn rows(&self) -> &[ClaimRow] {
        &self.rows
    }

    /// A row by its index.
    pub fn get(&self, index: usize) -> Option<ClaimRow> {
        self.rows.get(index).copied()
    }

    /// Attaches a decision to the claim it speaks of; one that speaks of none gets a row of its
    /// own.
    pub fn decide(&mut self, claims: &[Claim], span: Span, id: Id) {
        if let Some(index) = self.matching(span) {
            self.rows[index].annotation = Some(id);
            return;
        }
        let claim = claims.iter().position(|claim| claim.span == span);
        let at = self.rows.partition_point(|row| row.span < span);
        self.rows.insert(at, ClaimRow { span, claim, annotation: Some(id) });
    }

    /// Takes a decision off; a row that was never proposed goes with it.
    pub fn forget(&mut self, claims: &[Claim], id: Id) {
        let Some(index) = self.rows.iter().position(|row| row.annotation == Some(id)) else {
            return;
        };
        let claim = self.rows[index].claim;
        let proposed = claim.and_then(|claim| claims.get(claim));
        let is_listed = proposed.is_some_and(|claim| claim.proposed);
        let elsewhere = self
            .rows
            .iter()
            .enumerate()
            .any(|(other, row)| other != index && row.claim.is_some() && row.claim == claim);
        if is_listed && !elsewhere {
            self.rows[index].annotation = None;
        } else {
            self.rows.remove(index);
        }
    }

    /// The free row that covers most of `span`, at least half of both.
    fn matching(&self, span: Span) -> Option<usize> {
        let from = self.rows.partition_point(|row| row.span.end() <= span.start());
        (from..self.rows.len())
            .take_while(|&index| self.rows[index].span.start() < span.end())
            .map(|index| (self.rows[index].span.intersection(span).len(), index))
            .filter(|&(shared, index)| {
                let row = &self.rows[index];
                row.annotation.is_none() && shared * 2 >= row.span.len().max(span.len())
            })
            .max_by_key(|&(shared, index)| (shared, std::cmp::Reverse(index)))
            .map(|(_, index)| index)
    }

    /// The first row that shares a byte with `place`.
    pub fn overlapping(&self, place: Span) -> Option<usize> {
        let index = self.rows.partition_point(|row| row.span.end() <= place.start());
        self.rows.get(index).filter(|row| row.span.overlaps(place)).map(|_| index)
    }

    /// The last row that begins at or before `offset`, else the first one.
    pub fn nearest(&self, offset: usize) -> Option<usize> {
        let after = self.rows.partition_point(|row| row.span.start() <= offset);
        (!self.rows.is_empty()).then(|| after.saturating_sub(1))
    }

    /// The next row after `index` (round to the first) that `wanted` holds for.
    pub fn next_where(&self, index: usize, wanted: impl Fn(&ClaimRow) -> bool) -> Option<usize> {
        let count = self.rows.len();
        (1..=count).map(|step| (index + step) % count).find(|&next| wanted(&self.rows[next]))
    }
}

/// Whether nothing was decided yet: neither a verdict nor a tag.
pub fn is_undecided(annotation: Option<&Annotation>) -> bool {
    annotation.is_none_or(|decided| {
        decided.tags.is_empty() && !matches!(decided.role, Role::Claim(Some(_)))
    })
}

/// The verdict on a claim, where there is one.
pub fn verdict(annotation: Option<&Annotation>) -> Option<Verdict> {
    match annotation?.role {
        Role::Claim(verdict) => verdict,
        Role::Passage | Role::Highlight(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::ClaimKind;

    fn claims() -> Vec<Claim> {
        [(0, 10, true), (10, 30, false), (30, 50, true)]
            .map(|(start, end, proposed)| Claim {
                span: Span::new(start, end),
                kind: ClaimKind::Other,
                values: Vec::new(),
                attribution: None,
                hedged: false,
                negated: false,
                score: 0.5,
                proposed,
                reasons: Vec::new(),
            })
            .to_vec()
    }

    fn id(seed: u64) -> Id {
        Id::draw(&mut fastrand::Rng::with_seed(seed))
    }

    fn shape(rows: &ClaimRows) -> Vec<(usize, Option<usize>, bool)> {
        rows.rows()
            .iter()
            .map(|row| (row.span.start(), row.claim, row.annotation.is_some()))
            .collect()
    }

    #[test]
    fn only_proposals_and_decisions_are_listed() {
        let rows = ClaimRows::new(&claims(), []);
        assert_eq!(shape(&rows), [(0, Some(0), false), (30, Some(2), false)]);
    }

    #[test]
    fn a_decision_finds_its_claim_even_when_the_sentence_is_cut_otherwise() {
        let rows = ClaimRows::new(&claims(), [(Span::new(28, 49), id(1))]);
        assert_eq!(shape(&rows), [(0, Some(0), false), (30, Some(2), true)]);
    }

    #[test]
    fn a_decision_on_what_is_not_proposed_has_a_row_of_its_own_and_takes_it_along() {
        let claims = claims();
        let mut rows = ClaimRows::new(&claims, [(Span::new(10, 30), id(1))]);
        assert_eq!(shape(&rows), [(0, Some(0), false), (10, Some(1), true), (30, Some(2), false)]);
        rows.forget(&claims, id(1));
        assert_eq!(rows, ClaimRows::new(&claims, []));
    }

    #[test]
    fn deciding_and_forgetting_is_identity() {
        let claims = claims();
        let mut rows = ClaimRows::new(&claims, []);
        rows.decide(&claims, Span::new(0, 10), id(1));
        rows.forget(&claims, id(1));
        assert_eq!(rows, ClaimRows::new(&claims, []));
    }

    #[test]
    fn two_decisions_on_one_claim_leave_one_row_behind() {
        let claims = claims();
        let mut rows =
            ClaimRows::new(&claims, [(Span::new(0, 10), id(1)), (Span::new(0, 10), id(2))]);
        assert_eq!(rows.rows().len(), 3);
        rows.forget(&claims, id(2));
        rows.forget(&claims, id(1));
        assert_eq!(rows, ClaimRows::new(&claims, []));
    }

    #[test]
    fn found_by_place() {
        let rows = ClaimRows::new(&claims(), []);
        assert_eq!(rows.overlapping(Span::new(5, 6)), Some(0));
        assert_eq!(rows.overlapping(Span::new(12, 20)), None);
        assert_eq!(rows.nearest(29), Some(0));
        assert_eq!(rows.nearest(40), Some(1));
        assert_eq!(ClaimRows::default().nearest(4), None);
    }

    #[test]
    fn the_next_one_is_looked_for_round_the_end() {
        let rows = ClaimRows::new(&claims(), []);
        assert_eq!(rows.next_where(1, |row| row.claim == Some(0)), Some(0));
        assert_eq!(rows.next_where(1, |row| row.claim == Some(2)), Some(1));
        assert_eq!(rows.next_where(0, |_| false), None);
    }
}

//! The sidebar's claims: proposals and decisions brought together.

use std::cmp::Reverse;
use std::ops::Range;

use crate::annotation::{Annotation, Id, Role, Verdict};
use crate::claim::Claim;
use crate::text::Span;

/// One claim of the sidebar: proposed, decided on, or both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimRow {
    /// Where it stands in the text.
    pub span: Span,
    /// [`NONE`] where the program proposed nothing.
    claim: u32,
    /// Whether there is an annotation. An option beside it would take as much as the id, and a long
    /// article has a hundred thousand rows.
    is_decided: bool,
    annotation: Id,
}

/// The index of no claim.
const NONE: u32 = u32::MAX;

impl ClaimRow {
    /// What stands here: a claim by its index, where the program proposed it, and what the reader
    /// decided about it.
    pub fn new(span: Span, claim: Option<usize>, annotation: Option<Id>) -> Self {
        Self {
            span,
            claim: claim.and_then(|index| index.try_into().ok()).unwrap_or(NONE),
            is_decided: annotation.is_some(),
            annotation: annotation.unwrap_or(Id::FIRST),
        }
    }

    /// Its index among the article's claims, where the program proposed it.
    pub fn claim(&self) -> Option<usize> {
        (self.claim != NONE).then_some(self.claim as usize)
    }

    /// What the reader decided about it.
    pub fn annotation(&self) -> Option<Id> {
        self.is_decided.then_some(self.annotation)
    }
}

/// Which of an article's sentences are listed as claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scope {
    /// Those that are proposed.
    #[default]
    Proposed,
    /// All that are no boilerplate.
    All,
}

impl Scope {
    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Proposed => Self::All,
            Self::All => Self::Proposed,
        }
    }

    const fn has(self, claim: &Claim) -> bool {
        claim.proposed || matches!(self, Self::All)
    }
}

/// The claims of one article in text order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ClaimRows {
    scope: Scope,
    rows: Vec<ClaimRow>,
    /// `reach[i]` is the greatest end among `rows[..=i]`.
    reach: Vec<u32>,
}

impl ClaimRows {
    /// Brings the proposals of an article and the reader's placed claims together.
    ///
    /// A decision stands for the claim it shares most with, at least half of both. A proposal that
    /// decisions cover by half or more is not listed beside them: the reader split it, joined it,
    /// or drew its ends otherwise.
    pub fn new(
        scope: Scope,
        claims: &[Claim],
        decided: impl IntoIterator<Item = (Span, Id)>,
    ) -> Self {
        let decided: Vec<(Span, Id)> = decided.into_iter().collect();
        let rows = built(scope, claims, 0, &decided);
        let mut together = Self { scope, rows, reach: Vec::new() };
        together.measure(0);
        together
    }

    /// Lists anew what stands around a place where a decision was made, changed or taken back;
    /// `decided` finds the reader's claims that share a byte with a span.
    pub fn refresh(
        &mut self,
        claims: &[Claim],
        place: Span,
        decided: impl Fn(Span) -> Vec<(Span, Id)>,
    ) {
        // What is listed at a place depends on everything that overlaps it, and on what overlaps
        // that in turn.
        let mut region = place;
        loop {
            let rows = self.rows_in(region).map(|index| self.rows[index].span);
            let proposals = claims_in(claims, region).map(|index| claims[index].span);
            let around = rows.chain(proposals).chain(decided(region).into_iter().map(|it| it.0));
            let wider = around.fold(region, |whole, span| {
                Span::new(whole.start().min(span.start()), whole.end().max(span.end()))
            });
            if wider == region {
                break;
            }
            region = wider;
        }
        let proposals = claims_in(claims, region);
        let first = proposals.start;
        let anew = built(self.scope, &claims[proposals], first, &decided(region));
        let from = self.rows.partition_point(|row| row.span.start() < region.start());
        let to = self.rows.partition_point(|row| row.span.start() < region.end());
        self.rows.splice(from..to, anew);
        self.measure(from);
    }

    /// The rows that share a byte with `place`, last first.
    fn rows_in(&self, place: Span) -> impl Iterator<Item = usize> {
        let end = self.rows.partition_point(|row| row.span.start() < place.end());
        (0..end)
            .rev()
            .take_while(move |&index| self.reach[index] as usize > place.start())
            .filter(move |&index| self.rows[index].span.overlaps(place))
    }

    fn measure(&mut self, from: usize) {
        self.reach.truncate(from);
        let mut furthest = self.reach.last().copied().unwrap_or(0);
        for row in &self.rows[from..] {
            furthest = furthest.max(u32::try_from(row.span.end()).unwrap_or(u32::MAX));
            self.reach.push(furthest);
        }
    }

    /// All rows.
    pub fn rows(&self) -> &[ClaimRow] {
        &self.rows
    }

    /// A row by its index.
    pub fn get(&self, index: usize) -> Option<ClaimRow> {
        self.rows.get(index).copied()
    }

    /// The first row that shares a byte with `place`.
    pub fn overlapping(&self, place: Span) -> Option<usize> {
        self.rows_in(place).last()
    }

    /// The row that a cursor in a sentence is on: `current` while the cursor is in it, else the
    /// shortest one there, else one of the sentence.
    pub fn under(&self, cursor: usize, sentence: Span, current: usize) -> Option<usize> {
        let holds = |index: &usize| self.rows[*index].span.contains(cursor);
        if current < self.rows.len() && holds(&current) {
            return Some(current);
        }
        let place = Span::new(cursor, cursor + 1);
        let shortest = self.rows_in(place).min_by_key(|&index| self.rows[index].span.len());
        let is_there =
            |index: &usize| self.rows.get(*index).is_some_and(|row| row.span.overlaps(sentence));
        shortest.or_else(|| Some(current).filter(is_there)).or_else(|| self.overlapping(sentence))
    }

    /// The last row that begins at or before `offset`, else the first one.
    pub fn nearest(&self, offset: usize) -> Option<usize> {
        let after = self.rows.partition_point(|row| row.span.start() <= offset);
        (!self.rows.is_empty()).then(|| after.saturating_sub(1))
    }
}

/// The claims that share a byte with `place`; claims do not overlap each other.
fn claims_in(claims: &[Claim], place: Span) -> Range<usize> {
    let from = claims.partition_point(|claim| claim.span.end() <= place.start());
    let to = claims.partition_point(|claim| claim.span.start() < place.end());
    from..to.max(from)
}

/// The rows of these claims, the first of which has the index `first`, and of these decisions.
fn built(scope: Scope, claims: &[Claim], first: usize, decided: &[(Span, Id)]) -> Vec<ClaimRow> {
    let mut covered = vec![0; claims.len()];
    let mut rows = Vec::with_capacity(claims.len().max(decided.len()));
    for &(span, id) in decided {
        let there = claims_in(claims, span);
        for index in there.clone() {
            covered[index] += claims[index].span.intersection(span).len();
        }
        let shared = |index: &usize| claims[*index].span.intersection(span).len();
        let claim = there
            .filter(|index| shared(index) * 2 >= claims[*index].span.len().max(span.len()))
            .max_by_key(|index| (shared(index), Reverse(*index)));
        let claim = claim.map(|index| first + index);
        rows.push(ClaimRow::new(span, claim, Some(id)));
    }
    let free = claims
        .iter()
        .enumerate()
        .filter(|&(index, claim)| scope.has(claim) && covered[index] * 2 < claim.span.len().max(1));
    rows.extend(free.map(|(index, claim)| ClaimRow::new(claim.span, Some(first + index), None)));
    rows.sort_unstable_by_key(|row| (row.span, row.annotation()));
    rows
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

    fn claims() -> Vec<Claim> {
        [(0, 10, true), (10, 30, false), (30, 50, true)]
            .map(|(start, end, proposed)| Claim { proposed, ..Claim::bare(Span::new(start, end)) })
            .to_vec()
    }

    fn id(seed: u64) -> Id {
        Id::draw(&mut fastrand::Rng::with_seed(seed))
    }

    fn shape(rows: &ClaimRows) -> Vec<(usize, Option<usize>, bool)> {
        rows.rows()
            .iter()
            .map(|row| (row.span.start(), row.claim(), row.annotation().is_some()))
            .collect()
    }

    #[test]
    fn a_row_is_small() {
        assert!(size_of::<ClaimRow>() <= 24);
        let first = Some(Id::FIRST);
        for (claim, annotation) in [(None, None), (Some(7), None), (None, first), (Some(0), first)]
        {
            let row = ClaimRow::new(Span::new(1, 2), claim, annotation);
            assert_eq!((row.claim(), row.annotation()), (claim, annotation));
        }
    }

    #[test]
    fn only_proposals_and_decisions_are_listed() {
        let rows = ClaimRows::new(Scope::Proposed, &claims(), []);
        assert_eq!(shape(&rows), [(0, Some(0), false), (30, Some(2), false)]);
    }

    #[test]
    fn a_decision_finds_its_claim_even_when_the_sentence_is_cut_otherwise() {
        let rows = ClaimRows::new(Scope::Proposed, &claims(), [(Span::new(28, 49), id(1))]);
        assert_eq!(shape(&rows), [(0, Some(0), false), (28, Some(2), true)]);
    }

    #[test]
    fn a_decision_on_what_is_not_proposed_has_a_row_of_its_own() {
        let rows = ClaimRows::new(Scope::Proposed, &claims(), [(Span::new(10, 30), id(1))]);
        assert_eq!(shape(&rows), [(0, Some(0), false), (10, Some(1), true), (30, Some(2), false)]);
    }

    #[test]
    fn the_parts_of_a_split_claim_and_a_joined_one_stand_for_what_they_cover() {
        let halves = [(Span::new(30, 40), id(1)), (Span::new(40, 50), id(2))];
        let rows = ClaimRows::new(Scope::Proposed, &claims(), halves);
        assert_eq!(shape(&rows), [(0, Some(0), false), (30, Some(2), true), (40, Some(2), true)]);
        let rows = ClaimRows::new(Scope::Proposed, &claims(), [(Span::new(0, 50), id(1))]);
        assert_eq!(shape(&rows), [(0, None, true)]);
    }

    #[test]
    fn listing_around_a_change_equals_listing_everything() {
        let mut random = fastrand::Rng::with_seed(8);
        let claims: Vec<Claim> = (0..30)
            .map(|index| Claim {
                span: Span::new(index * 10, index * 10 + random.usize(4..10)),
                proposed: random.bool(),
                ..claims()[0]
            })
            .collect();
        let mut decided: Vec<(Span, Id)> = Vec::new();
        let mut rows = ClaimRows::new(Scope::Proposed, &claims, []);
        for step in 0..600 {
            let place = if step % 3 == 2 {
                decided.swap_remove(random.usize(..decided.len())).0
            } else {
                let start = random.usize(..300);
                let span = Span::new(start, start + random.usize(1..35));
                decided.push((span, id(step)));
                span
            };
            let at = |place: Span| -> Vec<(Span, Id)> {
                decided.iter().filter(|(span, _)| span.overlaps(place)).copied().collect()
            };
            rows.refresh(&claims, place, at);
            assert_eq!(
                rows,
                ClaimRows::new(Scope::Proposed, &claims, decided.iter().copied()),
                "{step}"
            );
        }
    }

    #[test]
    fn the_cursor_keeps_its_row_and_else_has_the_shortest_one() {
        let rows = ClaimRows::new(
            Scope::Proposed,
            &claims(),
            [(Span::new(0, 60), id(1)), (Span::new(12, 18), id(2)), (Span::new(14, 60), id(3))],
        );
        let sentence = Span::new(10, 30);
        assert_eq!(rows.rows().len(), 3);
        assert_eq!(rows.under(15, sentence, 0), Some(0));
        assert_eq!(rows.under(15, sentence, 7), Some(1));
        assert_eq!(rows.under(70, sentence, 1), Some(1));
        assert_eq!(rows.under(70, sentence, 7), Some(0));
        assert_eq!(rows.overlapping(Span::new(59, 61)), Some(0));
    }

    #[test]
    fn found_by_place() {
        let rows = ClaimRows::new(Scope::Proposed, &claims(), []);
        assert_eq!(rows.overlapping(Span::new(5, 6)), Some(0));
        assert_eq!(rows.overlapping(Span::new(12, 20)), None);
        assert_eq!(rows.nearest(29), Some(0));
        assert_eq!(rows.nearest(40), Some(1));
        assert_eq!(ClaimRows::default().nearest(4), None);
    }
}

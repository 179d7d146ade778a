//! What speaks for a place, and whether that is enough.
//!
//! Knows shares and distances. Must never know texts. The numbers below are round ones from the
//! middle of the range in which they hardly matter; they were not fitted one by one.

use super::Placement;
use crate::text::Span;

/// What the words of the passage count for.
const WORDS: f32 = 0.7;
/// What the words around it count for.
const AROUND: f32 = 0.25;
/// What the place counts for: never enough to choose between look-alikes on one page.
const PLACE: f32 = 0.05;
/// The distance in bytes at which the place counts for half.
const NEAR: f32 = 1000.0;

/// From this on a place is certain, if there is no rival.
const CERTAIN: f32 = 0.6;
/// Below this the words are gone.
const DOUBTFUL: f32 = 0.45;
/// How many of the words have to be there at all: surroundings alone are no passage.
const THERE: f32 = 0.3;
/// How much better than any rival a place has to be.
const LEAD: f32 = 0.04;

/// So many words may be in a text by chance: they need surroundings, too.
const FEW: usize = 5;
/// How much of the surroundings has to be there then.
const SOME: f32 = 0.3;

/// From this share of the surroundings on the same words need not fear other ones.
const MOST: f32 = 0.75;

/// How many places are named where none is certain.
const NAMED: usize = 8;

/// A place in a text, and what speaks for it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Candidate {
    /// The place.
    pub(super) span: Span,
    /// How much of the passage is there and how much of what is there was in it, 0 to 1; 1 where
    /// not a character differs.
    pub(super) words: f32,
    /// How much of what stood around it is there, 0 to 1; nothing where it is not known.
    pub(super) around: Option<f32>,
    /// How many bytes from where it was; nothing where that is not known.
    pub(super) distance: Option<usize>,
    /// Whether not a character differs.
    pub(super) is_same: bool,
}

impl Candidate {
    fn score(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a distance need not be exact")]
        let nearness = self.distance.map_or(0.0, |distance| NEAR / (NEAR + distance as f32));
        WORDS * self.words + AROUND * self.around.unwrap_or(0.0) + PLACE * nearness
    }

    /// Whether the same words stand in surroundings so alike that no other words can be meant.
    pub(super) fn is_settled(&self) -> bool {
        self.is_same && self.around.is_some_and(|around| around >= MOST)
    }

    fn placement(&self) -> Placement {
        match (self.is_same, self.distance) {
            (false, _) => Placement::Edited(self.span),
            (true, None | Some(0)) => Placement::Exact(self.span),
            (true, Some(_)) => Placement::Moved(self.span),
        }
    }
}

/// What became of a passage of so many words that may be at these places.
pub(super) fn decide(mut candidates: Vec<Candidate>, words: usize) -> Placement {
    candidates.sort_by(|one, other| {
        other.score().total_cmp(&one.score()).then(one.span.cmp(&other.span))
    });
    candidates.retain(|it| it.words >= THERE && it.score() >= DOUBTFUL);
    let Some(best) = candidates.first() else { return Placement::Lost };
    let is_rival =
        |it: &&Candidate| !it.span.overlaps(best.span) && it.score() > best.score() - LEAD;
    let is_chance = words < FEW && best.around.is_some_and(|around| around < SOME);
    if best.score() >= CERTAIN && !is_chance && !candidates.iter().any(|it| is_rival(&it)) {
        return best.placement();
    }
    let mut named: Vec<Span> = Vec::new();
    for candidate in &candidates {
        if named.len() < NAMED && !named.iter().any(|span| span.overlaps(candidate.span)) {
            named.push(candidate.span);
        }
    }
    Placement::Uncertain(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(start: usize, words: f32, around: Option<f32>) -> Candidate {
        Candidate {
            span: Span::new(start, start + 10),
            words,
            around,
            distance: Some(start),
            is_same: words >= 1.0,
        }
    }

    #[test]
    fn what_is_certain_and_what_is_not() {
        let at = |start: usize| Span::new(start, start + 10);
        for (name, candidates, words, expected) in [
            ("nothing", vec![], 9, Placement::Lost),
            ("in place", vec![candidate(0, 1.0, Some(1.0))], 9, Placement::Exact(at(0))),
            ("elsewhere", vec![candidate(50, 1.0, Some(0.0))], 9, Placement::Moved(at(50))),
            (
                "by chance",
                vec![candidate(50, 1.0, Some(0.0))],
                2,
                Placement::Uncertain(vec![at(50)]),
            ),
            ("nothing else known", vec![candidate(50, 1.0, None)], 2, Placement::Moved(at(50))),
            ("other words", vec![candidate(0, 0.8, Some(1.0))], 9, Placement::Edited(at(0))),
            (
                "half the words",
                vec![candidate(0, 0.5, Some(0.5))],
                9,
                Placement::Uncertain(vec![at(0)]),
            ),
            ("hardly any", vec![candidate(0, 0.3, Some(0.5))], 9, Placement::Lost),
            (
                "twins",
                vec![candidate(20, 1.0, Some(0.5)), candidate(80, 1.0, Some(0.5))],
                9,
                Placement::Uncertain(vec![at(20), at(80)]),
            ),
            (
                "told apart",
                vec![candidate(20, 1.0, Some(0.2)), candidate(80, 1.0, Some(0.8))],
                9,
                Placement::Moved(at(80)),
            ),
            (
                "two readings of one place",
                vec![candidate(20, 0.9, Some(0.5)), candidate(22, 0.89, Some(0.5))],
                9,
                Placement::Edited(at(20)),
            ),
        ] {
            assert_eq!(decide(candidates, words), expected, "{name}");
        }
    }
}

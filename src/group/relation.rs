//! How two claims of a group stand to each other, and in which words they part.
//!
//! Knows the words of two claims. Must never know how they came to stand in one group. Where it is
//! not sure of a contradiction it says that they differ.

mod clock;
pub(super) mod contrast;
mod crowd;
mod figures;
mod occasion;
mod opposites;
pub(super) mod reading;
mod share;
mod speakers;
mod stance;
mod times;

use reading::{Reading, Scribe};

use super::Ruling;
use crate::claim::{Claim, Claims};
use crate::text::Span;

/// How two claims about one matter stand to each other; the same from either side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Relation {
    /// They say the same.
    Agrees,
    /// One is more precise, or has another scope or another hedge.
    Differs,
    /// They cannot both be right.
    Conflicts,
}

impl Relation {
    /// What readers and scripts see as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Conflicts => "conflicts",
        }
    }
}

/// Two claims held against each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// How they stand to each other.
    pub relation: Relation,
    /// The words of the one in which they part, in its document's text, in text order.
    pub one: Vec<Span>,
    /// The same of the other.
    pub other: Vec<Span>,
    /// In what they part, in words, the one's before the other's; empty where they agree.
    pub reason: String,
}

/// One thing in which two claims part.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Parting {
    relation: Relation,
    one: Vec<Span>,
    other: Vec<Span>,
    reason: String,
}

impl Parting {
    /// A parting in one place of each, told by the words of both.
    fn of(
        relation: Relation,
        one: &Reading<'_>,
        mine: Span,
        other: &Reading<'_>,
        its: Span,
    ) -> Self {
        let reason = format!("{} / {}", one.quote(mine), other.quote(its));
        Self { relation, one: vec![mine], other: vec![its], reason }
    }
}

/// How much of the claim that says less the other must say, for the two to be held to contradict
/// each other.
const ALIKE: f32 = 0.4;
/// How much of the claim that says less the other says, where nothing else parts them, for the two
/// to agree.
const SAME: f32 = 0.6;

/// How many reasons are told.
const REASONS: usize = 2;

/// Against how many others a claim is held to see whether a group holds a conflict.
const ASKED: usize = 12;

/// A claim and the text it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The claims of the text.
    pub claims: &'a Claims,
    /// The claim.
    pub claim: &'a Claim,
}

impl<'a> Said<'a> {
    /// A claim of a text by its index; none where there are not so many.
    pub fn of(text: &'a str, claims: &'a Claims, index: usize) -> Option<Self> {
        claims.get(index).map(|claim| Self { text, claims, claim })
    }
}

/// Compares claims, two at a time. Making one costs more than a comparison: keep it.
#[derive(Debug)]
pub struct Comparer {
    scribe: Scribe,
}

impl Default for Comparer {
    fn default() -> Self {
        Self::new()
    }
}

impl Comparer {
    /// Merges the word lists.
    pub fn new() -> Self {
        Self { scribe: Scribe::new() }
    }

    /// Reads a claim.
    pub(super) fn read<'a>(&self, said: Said<'a>) -> Reading<'a> {
        self.scribe.read(said)
    }

    /// How two claims stand to each other, taken to speak to one matter.
    pub fn compare(&self, one: Said<'_>, other: Said<'_>) -> Comparison {
        compare(&self.scribe.read(one), &self.scribe.read(other))
    }
}

/// Whether one asserts what the other denies, or the opposite of it.
pub(super) fn contradict(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    if one.negated == other.negated {
        return false;
    }
    opposites::partings(one, other).iter().any(|it| it.relation == Relation::Conflicts)
}

/// Which of these claims conflict with another one. `may` says of two, by their places, whether
/// they can; `ruling` what was decided about them. Of very many, each is held against the ones
/// next before it.
pub(super) fn contested(
    read: &[&Reading<'_>],
    may: impl Fn(usize, usize) -> bool,
    ruling: impl Fn(usize, usize) -> Option<Ruling>,
) -> Vec<bool> {
    let mut contested = vec![false; read.len()];
    for (index, one) in read.iter().enumerate() {
        for (place, other) in read[..index].iter().enumerate().rev().take(ASKED) {
            if !may(place, index) {
                continue;
            }
            let found = compare(one, other).relation;
            let relation = ruling(place, index).map_or(Some(found), |it| it.on(found));
            if relation == Some(Relation::Conflicts) {
                contested[index] = true;
                contested[place] = true;
            }
        }
    }
    contested
}

/// Holds two claims against each other.
fn compare(one: &Reading<'_>, other: &Reading<'_>) -> Comparison {
    let mut partings = figures::partings(one, other);
    partings.extend(opposites::partings(one, other));
    partings.extend(contrast::partings(one, other));
    partings.extend(occasion::partings(one, other));
    partings.extend(times::parting(one, other));
    partings.extend(speakers::parting(one, other));
    if partings.is_empty() {
        partings.extend(denials(one, other));
    }
    partings.extend(hedges(one, other));
    if partings.is_empty() {
        return wording(one, other);
    }
    partings.sort_by_key(|parting| std::cmp::Reverse(parting.relation));
    let relation = partings.first().map_or(Relation::Agrees, |first| first.relation);
    let gathered = |side: fn(&Parting) -> &Vec<Span>| {
        let mut spans: Vec<Span> =
            partings.iter().flat_map(|it| side(it).iter().copied()).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    };
    let mut reasons: Vec<&str> = partings.iter().map(|it| it.reason.as_str()).collect();
    reasons.dedup();
    reasons.truncate(REASONS);
    Comparison {
        relation,
        one: gathered(|it| &it.one),
        other: gathered(|it| &it.other),
        reason: reasons.join("; "),
    }
}

/// One denies what the other speaks of and does not deny.
fn denials(one: &Reading<'_>, other: &Reading<'_>) -> Option<Parting> {
    let (left, right) = match (one.denial_of(other), other.denial_of(one)) {
        (Some((denial, its)), None) => (denial, its),
        (None, Some((denial, its))) => (its, denial),
        _ => return None,
    };
    Some(Parting {
        relation: Relation::Differs,
        one: vec![left],
        other: vec![right],
        reason: format!("{} / {}", one.quote(left), other.quote(right)),
    })
}

/// One is weakened, the other is not.
fn hedges(one: &Reading<'_>, other: &Reading<'_>) -> Option<Parting> {
    let (left, right) = (one.hedge(), other.hedge());
    if left.is_some() == right.is_some() {
        return None;
    }
    let said = |span: Option<Span>, of: &Reading<'_>| {
        span.map_or_else(|| "as a fact".to_owned(), |span| of.quote(span))
    };
    Some(Parting {
        relation: Relation::Differs,
        one: left.into_iter().collect(),
        other: right.into_iter().collect(),
        reason: format!("{} / {}", said(left, one), said(right, other)),
    })
}

/// What is left when no figure, no denial and no hedge parts two claims: a figure that only one
/// has, else their other words.
fn wording(one: &Reading<'_>, other: &Reading<'_>) -> Comparison {
    let (left, right) = (one.apart(other), other.apart(one));
    let overlap = one.overlap(other);
    if left.is_empty() && right.is_empty() || overlap >= SAME && one.agrees_in_figures(other) {
        let none = Vec::new();
        return Comparison {
            relation: Relation::Agrees,
            one: none.clone(),
            other: none,
            reason: String::new(),
        };
    }
    let told = match (figures::alone(one, other), figures::alone(other, one)) {
        (Some(mine), Some(its)) if mine.kind == its.kind => {
            (Some(one.led(mine)), Some(other.led(its)))
        }
        (Some(only), None) => (Some(one.led(only)), None),
        (None, Some(only)) => (None, Some(other.led(only))),
        _ => (one.most_telling(&left), other.most_telling(&right)),
    };
    let reason = match told {
        (Some(mine), Some(its)) => format!("{} / {}", one.quote(mine), other.quote(its)),
        (Some(only), None) => format!("only one says: {}", one.quote(only)),
        (None, Some(only)) => format!("only one says: {}", other.quote(only)),
        (None, None) => String::new(),
    };
    Comparison { relation: Relation::Differs, one: left, other: right, reason }
}

#[cfg(test)]
mod tests;

//! How alike two claims are.
//!
//! Knows terms and their weights. Must never know groups. The measure is a logistic regression
//! over a dozen shares ([`CUES`]); a cue and its weight stand in one row, so that a weight is
//! never without its meaning.

use super::candidates::candidates;
use super::number;
use super::parts::in_parts_until;
use super::vocabulary::Term;
use super::wording::{Wording, Wordings};
use crate::claim::ValueKind;
use crate::patience::Patience;

mod circles;

/// Two wordings that may speak to one matter.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Link {
    /// The wording with the smaller index.
    pub(super) one: u32,
    /// The other.
    pub(super) other: u32,
    /// How alike they are, 0 to 1.
    pub(super) likeness: f32,
}

/// All links worth a look, the strongest first.
pub(super) fn links(wordings: &Wordings, patience: Patience<'_>) -> Vec<Link> {
    let link =
        |&(one, other): &(u32, u32)| Link { one, other, likeness: likeness(wordings, one, other) };
    let pairs = candidates(wordings, patience);
    let at_first: Vec<Link> =
        in_parts_until(&pairs, patience, |part| part.iter().map(link).collect());
    let articles: Vec<usize> = wordings.all.iter().map(|it| it.place.article).collect();
    let mut links = circles::seen_from_others(&articles, &at_first);
    links.sort_unstable_by(|a, b| {
        b.likeness.total_cmp(&a.likeness).then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    links
}

/// The likeness of any two wordings: that of links is looked up, that of others reckoned.
pub(super) struct Likenesses<'a> {
    wordings: &'a Wordings,
    /// Sorted by the two wordings.
    links: Vec<Link>,
}

impl<'a> Likenesses<'a> {
    pub(super) fn new(wordings: &'a Wordings, links: &[Link]) -> Self {
        let mut links = links.to_vec();
        links.sort_unstable_by_key(|link| (link.one, link.other));
        Self { wordings, links }
    }

    pub(super) fn of(&self, one: u32, other: u32) -> f32 {
        let pair = (one.min(other), one.max(other));
        self.links.binary_search_by_key(&pair, |link| (link.one, link.other)).map_or_else(
            |_| likeness(self.wordings, pair.0, pair.1),
            |index| self.links[index].likeness,
        )
    }
}

/// How alike two wordings are by themselves, 0 to 1; the same both ways.
fn likeness(wordings: &Wordings, one: u32, other: u32) -> f32 {
    let pair = Pair::new(wordings, &wordings.all[one as usize], &wordings.all[other as usize]);
    if pair.says_nothing() {
        return 0.0;
    }
    logistic(CUES.iter().fold(BASE, |sum, cue| sum + cue.weight * (cue.measure)(&pair)))
}

/// The probability of these log-odds.
fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The log-odds of two claims that share nothing.
const BASE: f32 = -7.40;

/// A cue that two claims speak to one matter.
struct Cue {
    /// What it adds to the log-odds for each unit of its measure.
    weight: f32,
    measure: fn(&Pair<'_>) -> f32,
}

const CUES: &[Cue] = &[
    // How much of the one that says less is said by the other.
    Cue { weight: 1.21, measure: |pair| pair.overlap().sqrt() },
    // How much of a clause of the one is said by the other.
    Cue { weight: 2.16, measure: |pair| pair.best_clause() },
    // Terms that stand close together in both.
    Cue { weight: 0.55, measure: |pair| pair.couples().sqrt() },
    // Names in common.
    Cue { weight: 0.30, measure: |pair| pair.names().min(2.0) },
    // Other words in common, for what the shorter claim says.
    Cue { weight: 1.83, measure: |pair| pair.words() / (pair.least() / pair.unit()).max(3.0) },
    // Acts and changes in common.
    Cue { weight: 1.04, measure: |pair| pair.acts() },
    // Amounts, shares and large counts in common.
    Cue { weight: 2.06, measure: |pair| pair.figures() },
    // The rarest term in common.
    Cue { weight: 1.81, measure: |pair| pair.rarest() },
    // The claims around them are alike.
    Cue { weight: 1.72, measure: |pair| pair.surroundings() },
    // The claims around the one are like the other.
    Cue { weight: 1.65, measure: |pair| pair.crossing().sqrt() },
    // Both are worth checking.
    Cue { weight: 1.15, measure: |pair| pair.one.score.min(pair.other.score) },
    // The same words in a row.
    Cue { weight: 0.48, measure: |pair| pair.runs().sqrt() },
    // Statements of one kind.
    Cue { weight: 0.27, measure: |pair| number(usize::from(pair.one.kind == pair.other.kind)) },
];

/// Whether two claims hardly state such a figure by chance.
fn is_telling((kind, bits): (ValueKind, u64)) -> bool {
    match kind {
        ValueKind::Money | ValueKind::Percent => true,
        ValueKind::Count => f64::from_bits(bits) >= 10.0,
        ValueKind::Date | ValueKind::Duration => false,
    }
}

/// Two wordings and what they share.
struct Pair<'a> {
    wordings: &'a Wordings,
    one: &'a Wording,
    other: &'a Wording,
    shared: Vec<Term>,
}

impl<'a> Pair<'a> {
    fn new(wordings: &'a Wordings, one: &'a Wording, other: &'a Wording) -> Self {
        Self { wordings, one, other, shared: common(&one.terms, &other.terms).collect() }
    }

    /// Whether the two share nothing but names, which do not say what was done.
    fn says_nothing(&self) -> bool {
        self.shared.is_empty()
            || self.shared.iter().all(|&term| self.wordings.is_name(term)) && self.figures() <= 0.0
    }

    /// What the rarest term counts for: sums of weights are told in it.
    fn unit(&self) -> f32 {
        self.wordings.rarest
    }

    fn square_of(&self, terms: &[Term]) -> f32 {
        self.wordings.square(terms.iter().copied())
    }

    fn sum(&self, counts: impl Fn(Term) -> bool) -> f32 {
        let terms = self.shared.iter().copied().filter(|&term| counts(term));
        terms.map(|term| self.wordings.weight(term)).sum::<f32>() / self.unit()
    }

    /// The weight of the claim that says less.
    fn least(&self) -> f32 {
        self.one.sum.min(self.other.sum)
    }

    fn overlap(&self) -> f32 {
        self.sum(|_| true) / (self.least() / self.unit()).max(1.6)
    }

    fn best_clause(&self) -> f32 {
        let share = |clause: &Vec<Term>| {
            let (mut terms, mut said) = (0, 0.0);
            for term in common(clause, &self.shared) {
                terms += 1;
                said += self.wordings.weight(term).powi(2);
            }
            if terms < 2 {
                return 0.0;
            }
            said / (self.square_of(clause) + self.unit().powi(2))
        };
        let clauses = self.one.clauses.iter().chain(&self.other.clauses);
        clauses.map(share).fold(0.0, f32::max)
    }

    fn couples(&self) -> f32 {
        let shared = common(&self.one.couples, &self.other.couples);
        shared.map(|couple| self.wordings.weight_of_couple(couple)).sum::<f32>() / self.unit()
    }

    fn names(&self) -> f32 {
        self.sum(|term| self.wordings.is_name(term))
    }

    fn words(&self) -> f32 {
        self.sum(|term| !self.wordings.is_name(term))
    }

    fn acts(&self) -> f32 {
        self.sum(|term| self.wordings.is_act(term))
    }

    fn figures(&self) -> f32 {
        let shared = common(&self.one.figures, &self.other.figures);
        number(shared.filter(|&figure| is_telling(figure)).count())
    }

    fn runs(&self) -> f32 {
        number(common(&self.one.runs, &self.other.runs).count())
    }

    fn rarest(&self) -> f32 {
        let weights = self.shared.iter().map(|&term| self.wordings.weight(term));
        weights.fold(0.0, f32::max) / self.unit()
    }

    fn surroundings(&self) -> f32 {
        let shared = self.wordings.square(common(&self.one.around, &self.other.around));
        if shared > 0.0 {
            shared / (self.one.around_norm * self.other.around_norm).sqrt()
        } else {
            0.0
        }
    }

    fn crossing(&self) -> f32 {
        let mut terms: Vec<Term> = common(&self.one.around, &self.other.terms)
            .chain(common(&self.other.around, &self.one.terms))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        self.square_of(&terms) / (self.one.norm * self.other.norm).sqrt()
    }
}

/// What two sorted lists have in common.
pub(super) fn common<'a, T: Copy + Ord>(one: &'a [T], other: &'a [T]) -> impl Iterator<Item = T> {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let (a, b) = (**left.peek()?, **right.peek()?);
            match a.cmp(&b) {
                std::cmp::Ordering::Less => left.next(),
                std::cmp::Ordering::Greater => right.next(),
                std::cmp::Ordering::Equal => {
                    left.next();
                    right.next();
                    return Some(a);
                }
            };
        }
    })
}

//! The claims of one article, and what each states, names and ascribes.
//!
//! Knows claims. Must never know how they are found.
//!
//! Most claims state no figure, name nobody and are ascribed to nobody, and a long text has a
//! hundred thousand of them: what they do state lies in one list for all, in the order of the text,
//! and is found by where the claim stands.

use std::ops::{Deref, DerefMut};

use super::{Attribution, Claim, Value};
use crate::text::{Span, shared};

/// The claims of one article in the order of the text; none shares a byte with another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Claims {
    all: Vec<Claim>,
    values: Vec<Value>,
    names: Vec<Span>,
    /// Each with where its claim stands.
    attributions: Vec<(Span, Attribution)>,
}

/// What one claim has besides itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parts {
    /// The amounts, dates and durations it states.
    pub values: Vec<Value>,
    /// Where people, organisations, places and products are named in it.
    pub names: Vec<Span>,
    /// Who says it, where the sentence names someone.
    pub attribution: Option<Attribution>,
}

impl Claims {
    /// No claims.
    pub const fn new() -> Self {
        Self { all: Vec::new(), values: Vec::new(), names: Vec::new(), attributions: Vec::new() }
    }

    /// The claims of an article whose claims are not known.
    pub const fn none() -> &'static Self {
        static NONE: Claims = Claims::new();
        &NONE
    }

    /// Adds a claim that stands behind all others. What its parts say stands in it.
    pub fn push(&mut self, claim: Claim, parts: Parts) {
        self.values.extend(parts.values);
        self.names.extend(parts.names);
        self.attributions.extend(parts.attribution.map(|it| (claim.span, it)));
        self.all.push(claim);
    }

    /// The same without room for more.
    pub fn fitted(self) -> Self {
        Self {
            all: shared::fitted(self.all),
            values: shared::fitted(self.values),
            names: shared::fitted(self.names),
            attributions: shared::fitted(self.attributions),
        }
    }

    /// The amounts, dates and durations that a claim states.
    pub fn values_of(&self, claim: &Claim) -> &[Value] {
        within(&self.values, claim.span, |value| value.span)
    }

    /// Where people, organisations, places and products are named in a claim.
    pub fn names_of(&self, claim: &Claim) -> &[Span] {
        within(&self.names, claim.span, |name| *name)
    }

    /// Who says a claim, where the sentence names someone.
    pub fn attribution_of(&self, claim: &Claim) -> Option<&Attribution> {
        within(&self.attributions, claim.span, |(span, _)| *span).first().map(|(_, it)| it)
    }
}

impl Deref for Claims {
    type Target = [Claim];

    fn deref(&self) -> &[Claim] {
        &self.all
    }
}

impl DerefMut for Claims {
    fn deref_mut(&mut self) -> &mut [Claim] {
        &mut self.all
    }
}

/// The items of a list in text order that begin in `place`.
fn within<T>(list: &[T], place: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = list.partition_point(|item| span(item).start() < place.start());
    let to = from + list[from..].partition_point(|item| span(item).start() < place.end());
    &list[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Bound, ValueKind};

    fn claim(start: usize, end: usize) -> Claim {
        Claim::bare(Span::new(start, end))
    }

    fn value(start: usize) -> Value {
        let span = Span::new(start, start + 1);
        Value { kind: ValueKind::Count, span, amount: 1.0, unit: "".into(), bound: Bound::Exact }
    }

    #[test]
    fn each_claim_has_its_own_parts_and_no_others() {
        let said = Attribution { source: "Ada".into(), verb: "said".into() };
        let mut claims = Claims::new();
        let full = Parts {
            values: vec![value(10), value(19)],
            names: vec![Span::new(12, 15)],
            attribution: Some(said.clone()),
        };
        claims.push(claim(0, 10), Parts { values: vec![value(4)], ..Parts::default() });
        claims.push(claim(10, 20), full);
        claims.push(claim(20, 30), Parts::default());
        claims.push(claim(30, 40), Parts { names: vec![Span::new(30, 40)], ..Parts::default() });
        let claims = claims.fitted();
        let told = |claim: &Claim| {
            let starts = claims.values_of(claim).iter().map(|it| it.span.start());
            (starts.collect::<Vec<_>>(), claims.names_of(claim), claims.attribution_of(claim))
        };
        let expected = [
            (vec![4], &[][..], None),
            (vec![10, 19], &[Span::new(12, 15)][..], Some(&said)),
            (vec![], &[][..], None),
            (vec![], &[Span::new(30, 40)][..], None),
        ];
        assert_eq!(claims.iter().map(told).collect::<Vec<_>>(), expected);
    }
}

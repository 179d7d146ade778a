//! Statements that evidence could confirm or refute, proposed from the sentences of a document.
//!
//! Knows documents. Must never know annotations, stores or screens: what the reader decided about
//! a proposal is kept elsewhere and is never touched by a new proposal.

pub mod assess;
pub mod attribution;
mod claims;
mod clause;
pub mod echo;
pub mod lexicon;
pub mod names;
pub mod rules;
pub mod sentence;
pub mod split;
pub mod tense;
pub mod token;
pub mod value;

pub use assess::{Assessor, assess};
pub use claims::{Claims, Parts};
pub use rules::RuleSet;

use std::borrow::Cow;

use crate::text::{ShortText, Span};

/// A sentence (or part of one) assessed as a claim; what it states and names is kept by [`Claims`].
/// Small, since a book has a hundred thousand.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Claim {
    /// Where it stands in the document's text, without white space at either end.
    pub span: Span,
    /// What kind of statement it is.
    pub kind: ClaimKind,
    /// Whether it is weakened (*may*, *reportedly*).
    pub hedged: bool,
    /// Whether it denies something.
    pub negated: bool,
    /// What it tells of: what happened, holds, is announced or is expected.
    pub tense: Option<Tense>,
    /// How many other articles of the story say it, as far as they are known.
    pub others: u32,
    /// How well it suits a list of checkable claims, 0 to 1.
    pub score: f32,
    /// Whether the sidebar shows it.
    pub proposed: bool,
    /// The rules that gave it this score, but for what other articles add.
    pub fired: RuleSet,
}

impl Claim {
    /// A proposed claim of which nothing is known but where it stands.
    #[cfg(test)]
    pub(crate) fn bare(span: Span) -> Self {
        Self {
            span,
            kind: ClaimKind::Other,
            hedged: false,
            negated: false,
            tense: None,
            others: 0,
            score: 0.5,
            proposed: true,
            fired: RuleSet::default(),
        }
    }

    /// Why it got its score, in words: the rules, strongest first, then the other articles.
    pub fn reasons(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let rules = self.fired.strongest_first().into_iter().map(|rule| rule.reason.into());
        rules.chain(echo::reason(self.others as usize))
    }
}

/// The kinds of claims.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClaimKind {
    /// States an amount, a share or a count.
    Quantity,
    /// States when something happens or how long it lasts.
    Date,
    /// States that something happened.
    Event,
    /// States rights, obligations or arrangements.
    Terms,
    /// States that somebody said something.
    Attribution,
    /// Sets two things against each other.
    Comparison,
    /// Checkable, but none of these.
    Other,
}

impl ClaimKind {
    /// What readers and scripts see as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Event => "event",
            Self::Terms => "terms",
            Self::Attribution => "attribution",
            Self::Comparison => "comparison",
            Self::Other => "other",
        }
    }
}

/// What a claim tells of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tense {
    /// It was so, or has been done.
    Happened,
    /// It is so.
    InForce,
    /// Somebody bound himself to it.
    Announced,
    /// Somebody looks ahead to it.
    Expected,
}

impl Tense {
    /// What scripts see as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::InForce => "in_force",
            Self::Announced => "announced",
            Self::Expected => "expected",
        }
    }

    /// What the reader is told.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Happened => "tells what happened",
            Self::InForce => "tells what is in force",
            Self::Announced => "tells what is announced",
            Self::Expected => "tells what is expected",
        }
    }
}

/// Who says it, and with which verb.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribution {
    /// The source as the sentence names it.
    pub source: ShortText,
    /// The verb of saying (`said`, `according to`).
    pub verb: ShortText,
}

/// An amount, date or duration as the text states it.
#[derive(Clone, PartialEq, Debug)]
pub struct Value {
    /// What it measures.
    pub kind: ValueKind,
    /// Where it stands in the document's text.
    pub span: Span,
    /// The number: in units for money and counts, percent for shares, days for durations, and for
    /// dates the day as `yyyymmdd` with zeros for what is not said (`20300000` is the year 2030).
    pub amount: f64,
    /// The unit (`USD`, `jobs`, `years`), empty where there is none.
    pub unit: ShortText,
    /// How exactly it is stated.
    pub bound: Bound,
}

/// What a value measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ValueKind {
    /// An amount of money.
    Money,
    /// A share in percent.
    Percent,
    /// A number of things.
    Count,
    /// A day, month or year.
    Date,
    /// A length of time.
    Duration,
}

/// How exactly a value is stated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// About, roughly, approximately.
    About,
    /// More than, at least.
    AtLeast,
    /// Less than, up to, at most.
    AtMost,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_long_article_has_very_many_of_is_small() {
        assert!(size_of::<Claim>() <= 32 && size_of::<Value>() <= 48);
        assert!(size_of::<Attribution>() <= 48);
    }
}

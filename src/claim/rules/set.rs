//! Which of the rules found something.
//!
//! Knows the table of rules and its order. Must never know what a rule looks for. A claim keeps no
//! more of why it was proposed than this: a book has a hundred thousand claims.

use super::{RULES, Rule};
use crate::claim::sentence::Sentence;

/// Some of the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RuleSet(u64);

/// Each rule has a bit of a set.
const _: () = assert!(RULES.len() <= 64, "a set of rules has 64 bits");

impl RuleSet {
    /// Those that find something in a sentence.
    pub fn fired_by(sentence: &Sentence<'_>) -> Self {
        let bits = (0..).zip(RULES).map(|(nth, rule)| u64::from((rule.test)(sentence)) << nth);
        Self(bits.sum())
    }

    /// They, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = &'static Rule> {
        (0..).zip(RULES).filter(move |&(nth, _)| self.0 >> nth & 1 == 1).map(|(_, rule)| rule)
    }

    /// They, those that weigh most first.
    pub fn strongest_first(self) -> Vec<&'static Rule> {
        let mut rules: Vec<&Rule> = self.iter().collect();
        rules.sort_by(|one, two| two.weight.abs().total_cmp(&one.weight.abs()));
        rules
    }
}

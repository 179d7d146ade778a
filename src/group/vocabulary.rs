//! The terms of a story: stems, names, figures and dates as numbers.
//!
//! Knows words. Must never know which claim they stand in.

use std::collections::{BTreeMap, BTreeSet};

use super::common;
use super::normal::Normals;
use crate::claim::lexicon::Class;
use crate::claim::token::Tokens;

/// The number of a term.
pub(super) type Term = u32;

/// What is known of a term.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct About {
    /// How many wordings have it.
    pub(super) wordings: u32,
    /// How often it stood at all.
    pub(super) all: u32,
    /// How often it stood as part of a name.
    pub(super) names: u32,
    /// How often it stood for an act or a change.
    pub(super) acts: u32,
    /// How often it stood as a word of no matter of its own: *say*, *Monday*.
    pub(super) light: u32,
    /// What it counts for.
    pub(super) weight: f32,
}

/// The terms of a story and their numbers.
pub(super) struct Vocabulary {
    normals: Normals,
    common: BTreeSet<&'static str>,
    /// From a word as written, in lower case, to its term.
    words: BTreeMap<String, Term>,
    /// From a normal form to its term.
    stems: BTreeMap<String, Term>,
    /// By number.
    pub(super) about: Vec<About>,
}

impl Vocabulary {
    /// Without a term.
    pub(super) fn new() -> Self {
        Self {
            normals: Normals::new(),
            common: common::words(),
            words: BTreeMap::new(),
            stems: BTreeMap::new(),
            about: Vec::new(),
        }
    }

    /// The term of the word at an index.
    pub(super) fn word(&mut self, tokens: &Tokens<'_>, index: usize) -> Term {
        const LIGHT: &[Class] = &[
            Class::Speech,
            Class::When,
            Class::Weekday,
            Class::Month,
            Class::Hedge,
            Class::General,
        ];
        const ACTS: &[Class] = &[Class::Past, Class::Event, Class::Terms, Class::Change];
        let word = tokens.word(index);
        let term = self.words.get(word).copied().unwrap_or_else(|| {
            let term = self.number(self.normals.of(word));
            self.words.insert(word.to_owned(), term);
            term
        });
        let stands_in = |classes: &[Class]| classes.iter().any(|class| tokens.is(index, *class));
        let about = &mut self.about[term as usize];
        about.all += 1;
        about.names += u32::from(tokens.is_name(index));
        about.light += u32::from(stands_in(LIGHT) || self.common.contains(word));
        about.acts += u32::from(stands_in(ACTS));
        term
    }

    /// The term of a figure in its normal form.
    pub(super) fn figure(&mut self, form: &str) -> Term {
        let term = self.number(format!("#{form}"));
        let about = &mut self.about[term as usize];
        about.all += 1;
        term
    }

    fn number(&mut self, form: String) -> Term {
        if let Some(&term) = self.stems.get(&form) {
            return term;
        }
        let term = Term::try_from(self.about.len()).unwrap_or(Term::MAX);
        self.stems.insert(form, term);
        self.about.push(About::default());
        term
    }
}

//! A sentence with everything the rules look at.
//!
//! Knows tokens, values and attributions. Must never know rules or scores.

use super::attribution::attribution;
use super::lexicon::{Class, Classes, Lexicon};
use super::token::{TokenKind, Tokens};
use super::value::values;
use super::{Attribution, Value, ValueKind};
use crate::text::Span;

/// Where in an article a sentence stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Setting {
    /// A title or section heading.
    Heading,
    /// Running text.
    #[default]
    Running,
    /// An item of a list.
    Listed,
    /// An item of a list that a line such as `The new terms are:` leads to.
    LedTo,
}

/// What surrounds a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Place {
    /// Where in the article it stands.
    pub setting: Setting,
    /// Whether it begins inside a quotation that an earlier sentence opened.
    pub quoted: bool,
    /// How many words the sentence has of which this is a part; 0 where it is whole.
    pub within: usize,
}

/// A sentence as the rules see it.
#[derive(Clone, Debug)]
pub struct Sentence<'a> {
    /// Its words, numbers and marks.
    pub tokens: Tokens<'a>,
    /// The amounts, dates and durations it states.
    pub values: Vec<Value>,
    /// Who says it.
    pub attribution: Option<Attribution>,
    /// What surrounds it.
    pub place: Place,
    classes: Classes,
    names: usize,
}

impl<'a> Sentence<'a> {
    /// Reads the part `span` of a document's `text`.
    pub fn new(text: &'a str, span: Span, place: Place, lexicon: &Lexicon<'_>) -> Self {
        let tokens = Tokens::new(text, span, place.quoted, lexicon);
        let classes =
            tokens.all().iter().fold(Classes::default(), |all, token| all.union(token.classes));
        let names = (0..tokens.len()).filter(|&index| tokens.is_name(index)).count();
        Self {
            values: values(&tokens),
            attribution: attribution(&tokens),
            tokens,
            place,
            classes,
            names,
        }
    }

    /// Whether a word of a list stands in it.
    pub fn has(&self, class: Class) -> bool {
        self.classes.contains(class)
    }

    /// Whether a word of a list stands in it outside quotation marks.
    pub fn has_unquoted(&self, class: Class) -> bool {
        self.has(class)
            && self.tokens.all().iter().any(|token| !token.quoted && token.classes.contains(class))
    }

    /// Whether any of it stands in quotation marks.
    pub fn quotes(&self) -> bool {
        self.tokens.all().iter().any(|token| token.quoted)
    }

    /// Whether a word stands in two lists at once.
    pub fn has_both(&self, one: Class, other: Class) -> bool {
        self.has(one)
            && self.has(other)
            && self
                .tokens
                .all()
                .iter()
                .any(|token| token.classes.contains(one) && token.classes.contains(other))
    }

    /// How many words of a list stand in it.
    pub fn count(&self, class: Class) -> usize {
        if !self.has(class) {
            return 0;
        }
        self.tokens.all().iter().filter(|token| token.classes.contains(class)).count()
    }

    /// Whether it states a value of a kind.
    pub fn states(&self, kind: ValueKind) -> bool {
        self.values.iter().any(|value| value.kind == kind)
    }

    /// How many words and numbers it has, or the sentence of which it is a part.
    pub fn words(&self) -> usize {
        if self.place.within > 0 {
            return self.place.within;
        }
        self.tokens.all().iter().filter(|token| token.kind != TokenKind::Mark).count()
    }

    /// How many words of names stand in it.
    pub fn names(&self) -> usize {
        self.names
    }

    /// The index of its first word, behind quotes, brackets and list numbers.
    pub fn first_word(&self) -> usize {
        (0..self.tokens.len())
            .find(|&index| self.tokens.is_kind(index, TokenKind::Word))
            .unwrap_or_default()
    }

    /// Its first word in lower case.
    pub fn opening(&self) -> &str {
        self.tokens.word(self.first_word())
    }

    /// Its last mark, behind which only closing quotes and brackets stand; empty where it has none.
    pub fn ending(&self) -> &str {
        (0..self.tokens.len())
            .rev()
            .map(|index| self.tokens.word(index))
            .find(|word| !matches!(*word, "\"" | "”" | "’" | "'" | ")" | "]"))
            .filter(|word| matches!(*word, "." | "!" | "?" | ":" | "…" | ";" | ","))
            .unwrap_or_default()
    }

    /// Whether any of these phrases stands in it.
    pub fn has_phrase(&self, phrases: &[&[&str]]) -> bool {
        self.tokens.has_phrase(phrases)
    }

    /// Whether it begins with any of these phrases.
    pub fn opens_with(&self, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|phrase| self.tokens.phrase_at(self.first_word(), phrase))
    }

    /// Whether it holds a verb that the lists know, or a word in the past tense.
    pub fn has_verb(&self) -> bool {
        VERBS.iter().any(|class| self.has(*class))
    }
}

/// The lists that hold verbs only.
const VERBS: &[Class] = &[
    Class::Auxiliary,
    Class::Modal,
    Class::Speech,
    Class::WeakSpeech,
    Class::Change,
    Class::Event,
    Class::Terms,
    Class::Interpretation,
    Class::Past,
];

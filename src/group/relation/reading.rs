//! A claim as it is read beside another: its words in normal form, with what denies and weakens.
//!
//! Knows one claim at a time.

use super::super::normal::Normals;
use super::super::number;
use super::opposites::{self, Side};
use super::stance::{self, Stance};
use crate::claim::lexicon::{Class, Lexicon};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Attribution, Claim, Value};
use crate::text::Span;
use std::collections::BTreeMap;

/// How many words of a claim are told in a reason.
const TOLD: usize = 7;

/// Words that weaken what a claim states. Fewer than a reader may call hedges: *would* reports a
/// plan, *reported* tells who says it, *possible* belongs to a noun.
const WEAKENING: &[&str] = &[
    "allegedly",
    "apparently",
    "could",
    "expected",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "purportedly",
    "reportedly",
    "supposedly",
    "unconfirmed",
];

/// Makes readings.
#[derive(Debug)]
pub(super) struct Scribe {
    normals: Normals,
    lexicon: Lexicon<'static>,
    sides: BTreeMap<String, Side>,
}

/// A word of a claim.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    /// What all its forms have in common.
    pub(super) normal: String,
    /// In lower case.
    pub(super) lower: String,
    /// What it does.
    pub(super) role: Role,
    /// Whether it is denied, as far as one can tell.
    pub(super) stance: Stance,
    /// On which side of which pair of opposites it stands.
    pub(super) side: Option<Side>,
    /// Whether it stands in a value.
    pub(super) in_value: bool,
}

/// What a word does in a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Says something by itself.
    Content,
    /// Is part of a name.
    Name,
    /// Denies.
    Denial,
    /// Weakens.
    Hedge,
    /// Holds others together.
    Glue,
}

impl Word {
    /// Whether it says something by itself.
    pub(super) const fn is_content(&self) -> bool {
        matches!(self.role, Role::Content | Role::Name)
    }
}

/// A claim, read.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    text: &'a str,
    pub(super) attribution: Option<&'a Attribution>,
    pub(super) words: Vec<Word>,
    pub(super) values: &'a [Value],
    /// The normal forms of its words of content, sorted, each once.
    normals: Vec<String>,
    hedged: bool,
}

impl Scribe {
    pub(super) fn new() -> Self {
        Self { normals: Normals::new(), lexicon: Lexicon::new(), sides: opposites::table() }
    }

    pub(super) fn read<'a>(&self, text: &'a str, claim: &'a Claim) -> Reading<'a> {
        let tokens = Tokens::new(text, claim.span, false, &self.lexicon);
        let mut words: Vec<Word> = (0..tokens.len())
            .filter(|&index| !tokens.is_kind(index, TokenKind::Mark))
            .map(|index| self.word(&tokens, index, claim))
            .collect();
        stance::mark(&mut words);
        let mut normals: Vec<String> =
            words.iter().filter(|word| word.is_content()).map(|word| word.normal.clone()).collect();
        normals.sort_unstable();
        normals.dedup();
        Reading {
            text,
            attribution: claim.attribution.as_ref(),
            words,
            values: &claim.values,
            normals,
            hedged: claim.hedged,
        }
    }

    fn word(&self, tokens: &Tokens<'_>, index: usize, claim: &Claim) -> Word {
        const EMPTY: &[Class] = &[
            Class::Function,
            Class::Pronoun,
            Class::Auxiliary,
            Class::Modal,
            Class::Numeral,
            Class::Speech,
        ];
        let span = tokens.get(index).map(|token| token.span).unwrap_or_default();
        let lower = tokens.word(index).to_owned();
        let in_value = claim.values.iter().any(|value| value.span.overlaps(span));
        let glue = EMPTY.iter().any(|class| tokens.is(index, *class))
            || tokens.is_kind(index, TokenKind::Number)
            || matches!(lower.as_str(), "mr" | "mrs" | "ms" | "dr");
        let role = if tokens.is(index, Class::Negation) {
            Role::Denial
        } else if tokens.is(index, Class::Hedge) && WEAKENING.contains(&lower.as_str()) {
            Role::Hedge
        } else if glue {
            Role::Glue
        } else if tokens.is_name(index) {
            Role::Name
        } else {
            Role::Content
        };
        let side = self.sides.get(&lower).copied();
        Word {
            span,
            normal: self.normals.of(&lower),
            lower,
            role,
            stance: Stance::Asserted,
            side,
            in_value,
        }
    }
}

impl Reading<'_> {
    /// How much of the claim that says less the other says, 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let shared = self.normals.iter().filter(|normal| other.says(normal)).count();
        number(shared) / number(self.normals.len().min(other.normals.len()).max(3))
    }

    /// Whether a word of content with this normal form stands in it.
    pub(super) fn says(&self, normal: &str) -> bool {
        self.normals.binary_search_by(|it| it.as_str().cmp(normal)).is_ok()
    }

    /// How many words of content near one place stand near another place of the other claim.
    pub(super) fn shared_near(
        &self,
        at: usize,
        other: &Self,
        other_at: usize,
        reach: usize,
    ) -> usize {
        let near = other.near(other_at, reach);
        self.near(at, reach).iter().filter(|normal| near.contains(normal)).count()
    }

    /// Whether a name stands near a place that the other claim does not have.
    pub(super) fn names_alone(&self, at: usize, other: &Self, reach: usize) -> bool {
        let near = self.words.iter().skip(at.saturating_sub(reach)).take(reach * 2 + 1);
        let mut names = near.filter(|word| word.role == Role::Name && !word.in_value);
        names.any(|word| !other.says(&word.normal))
    }

    fn near(&self, at: usize, reach: usize) -> Vec<&str> {
        let from = at.saturating_sub(reach);
        let words = self.words.iter().enumerate().skip(from).take(reach * 2 + 1);
        let mut near: Vec<&str> = words
            .filter(|(index, word)| *index != at && word.is_content())
            .map(|(_, word)| word.normal.as_str())
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The index of the first word of a span.
    pub(super) fn index_of(&self, span: Span) -> usize {
        self.words.iter().position(|word| word.span.overlaps(span)).unwrap_or_default()
    }

    /// The word that weakens it.
    pub(super) fn hedge(&self) -> Option<Span> {
        self.words.iter().find(|word| word.role == Role::Hedge && self.hedged).map(|word| word.span)
    }

    /// The first word of denial, with what it denies.
    pub(super) fn denial(&self) -> Option<Span> {
        let at = self.words.iter().position(|word| word.role == Role::Denial)?;
        let behind = self.words.iter().enumerate().skip(at).take(5);
        let mut denied = behind.filter(|(_, word)| word.stance == Stance::Denied).map(|(it, _)| it);
        Some(self.span(at, denied.next_back().unwrap_or(at)))
    }

    /// Whether every figure of the one that says fewer is a figure of the other.
    pub(super) fn agrees_in_figures(&self, other: &Self) -> bool {
        let (less, more) =
            if self.values.len() <= other.values.len() { (self, other) } else { (other, self) };
        let same = |one: &Value, two: &Value| {
            one.kind == two.kind
                && (one.amount - two.amount).abs() < 1e-9 * one.amount.abs().max(1.0)
        };
        less.values.iter().all(|one| more.values.iter().any(|two| same(one, two)))
    }

    /// The runs of words that say something the other does not say.
    pub(super) fn apart(&self, other: &Self) -> Vec<Span> {
        let mut runs: Vec<Span> = Vec::new();
        let mut open = false;
        for word in &self.words {
            let alone = word.is_content() && !other.says(&word.normal)
                || word.in_value
                    && !word.is_content()
                    && !other.words.iter().any(|it| it.lower == word.lower);
            match runs.last_mut() {
                Some(run) if alone && open => *run = Span::new(run.start(), word.span.end()),
                _ if alone => runs.push(word.span),
                _ => {}
            }
            open = alone || open && !word.is_content() && !word.in_value;
        }
        runs
    }

    /// The longest of some runs, in words.
    pub(super) fn longest(&self, runs: &[Span]) -> Option<String> {
        runs.iter()
            .max_by_key(|run| (run.len(), usize::MAX - run.start()))
            .map(|&run| self.quote(run))
    }

    /// A part of the claim on one line, cut where it is long.
    pub(super) fn quote(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let cut = if words.len() > TOLD { " …" } else { "" };
        words.iter().take(TOLD).copied().collect::<Vec<_>>().join(" ") + cut
    }

    /// The word before a span, in lower case; empty where there is none.
    pub(super) fn before(&self, span: Span) -> &str {
        let at = self.words.iter().rposition(|word| word.span.end() <= span.start());
        at.map_or("", |at| self.words[at].lower.as_str())
    }

    /// The words from one index to another, both included, as a span.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        match (self.words.get(first), self.words.get(last)) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => Span::default(),
        }
    }
}

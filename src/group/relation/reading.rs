//! A claim as it is read beside another: its words in normal form, with what denies and weakens.
//!
//! Knows one claim at a time.

use super::super::number;
use super::contrast::Cue;
use super::opposites::Side;
use super::stance::{self, Stance};
use crate::claim::{Attribution, Tense, Value, ValueKind};
use crate::text::Span;

mod scribe;

pub(super) use scribe::Scribe;

/// How many words of a claim are told in a reason.
const TOLD: usize = 5;

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
pub(in crate::group) struct Reading<'a> {
    text: &'a str,
    pub(super) attribution: Option<&'a Attribution>,
    pub(super) words: Vec<Word>,
    /// What it states, the whole left out where a part is stated: *140 of the 155 jobs*.
    pub(super) values: Vec<Value>,
    /// The normal forms of its words of content, sorted, each once.
    normals: Vec<String>,
    /// The places where it takes a stand.
    pub(in crate::group) cues: Vec<Cue>,
    hedged: bool,
    /// Whether the claim denies something.
    pub(super) negated: bool,
    tense: Option<Tense>,
}

impl Reading<'_> {
    /// How much of the claim that says less the other says, 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let shared = self.normals.iter().filter(|normal| other.says(normal)).count();
        number(shared) / number(self.normals.len().min(other.normals.len()).max(3))
    }

    /// Whether a phrase in lower case stands at a word.
    pub(super) fn stands(&self, at: usize, phrase: &str) -> bool {
        let said = |(offset, part): (usize, &str)| {
            self.words.get(at + offset).is_some_and(|it| it.lower == part)
        };
        phrase.split(' ').enumerate().all(said)
    }

    /// Whether a form of *be* makes a participle tell what its subject suffers.
    pub(super) fn is_suffered(&self, at: usize) -> bool {
        const BE: &[&str] = &["are", "be", "been", "being", "is", "was", "were"];
        let before = &self.words[at.saturating_sub(2)..at];
        before.iter().any(|word| BE.contains(&word.lower.as_str()))
    }

    /// Whether both claims have a name.
    pub(super) fn shares_a_name(&self, other: &Self) -> bool {
        let mut names = self.words.iter().filter(|word| word.role == Role::Name && !word.in_value);
        names.any(|word| other.says(&word.normal))
    }

    /// Whether both claims tell the same day, month or year.
    pub(super) fn shares_a_date(&self, other: &Self) -> bool {
        let date = |it: &&Value| it.kind == ValueKind::Date;
        let its = |it: &Value| {
            other.values.iter().filter(date).any(|its| (its.amount - it.amount).abs() < 0.5)
        };
        self.values.iter().filter(date).any(its)
    }

    /// How many words of content both claims have.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.normals.iter().filter(|normal| other.says(normal)).count()
    }

    /// Whether it asks: what is asked is not asserted.
    pub(super) fn asks(&self) -> bool {
        let (Some(first), Some(last)) = (self.words.first(), self.words.last()) else {
            return false;
        };
        let behind = self.text.get(last.span.end()..).unwrap_or_default();
        let said = self.text.get(first.span.start()..last.span.end()).unwrap_or_default();
        said.contains('?') || behind.starts_with('?')
    }

    /// Whether it tells what is to come.
    pub(super) fn is_ahead(&self) -> bool {
        matches!(self.tense, Some(Tense::Announced | Tense::Expected))
    }

    /// Whether neither tells what has happened where the other tells what is to come.
    pub(super) fn same_tense(&self, other: &Self) -> bool {
        let is_past = |tense: Option<Tense>| tense.is_none_or(|it| it == Tense::Happened);
        is_past(self.tense) == is_past(other.tense)
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
        let near = at.saturating_sub(reach)..self.words.len().min(at + reach + 1);
        near.into_iter().any(|at| {
            let word = &self.words[at];
            let is_name = word.role == Role::Name && !word.in_value;
            is_name && !other.says(&word.normal) && !self.is_first_name(at, other)
        })
    }

    /// Whether a name stands before one that the other claim has without any before it: *Ada Berg*,
    /// where the other has *Berg*.
    fn is_first_name(&self, at: usize, other: &Self) -> bool {
        let Some(last) = self.words.get(at + 1).filter(|it| it.role == Role::Name) else {
            return false;
        };
        let mut places = (0..other.words.len()).filter(|&its| {
            other.words[its].role == Role::Name && other.words[its].normal == last.normal
        });
        places.any(|its| {
            let before = its.checked_sub(1).map(|before| &other.words[before]);
            before.is_none_or(|it| it.role != Role::Name || self.says(&it.normal))
        })
    }

    pub(super) fn near(&self, at: usize, reach: usize) -> Vec<&str> {
        let from = at.saturating_sub(reach);
        let words = self.words.iter().enumerate().skip(from).take(reach * 2 + 1);
        let mut near: Vec<&str> = words
            .filter(|(index, word)| *index != at && word.is_content() && !word.in_value)
            .map(|(_, word)| word.normal.as_str())
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The words of content near a place, each form once.
    pub(super) fn words_near(&self, at: usize, reach: usize) -> Vec<&Word> {
        let from = at.saturating_sub(reach);
        let words = self.words.iter().enumerate().skip(from).take(at + reach + 1 - from);
        let beside = words.filter(|(index, word)| *index != at && word.is_content());
        let mut near: Vec<&Word> =
            beside.map(|(_, word)| word).filter(|word| !word.in_value).collect();
        near.sort_by(|one, two| one.normal.cmp(&two.normal));
        near.dedup_by(|one, two| one.normal == two.normal);
        near
    }

    /// The index of the first word of a span.
    pub(super) fn index_of(&self, span: Span) -> usize {
        self.words.iter().position(|word| word.span.overlaps(span)).unwrap_or_default()
    }

    /// The indices of the first and the last word of a span.
    pub(super) fn place_of(&self, span: Span) -> (usize, usize) {
        let first = self.index_of(span);
        let inside = self.words.iter().skip(first).take_while(|word| word.span.overlaps(span));
        (first, first + inside.count().saturating_sub(1))
    }

    /// The word that weakens it.
    pub(super) fn hedge(&self) -> Option<Span> {
        self.words.iter().find(|word| word.role == Role::Hedge && self.hedged).map(|word| word.span)
    }

    /// The first denial of something that the other speaks of, with what it denies; and what the
    /// other says of it.
    pub(super) fn denial_of(&self, other: &Self) -> Option<(Span, Span)> {
        let denial = |at: &usize| self.words[*at].role == Role::Denial;
        (0..self.words.len()).filter(denial).find_map(|at| {
            let behind = self.words[at + 1..].iter().take(stance::REACH);
            let next = behind.into_iter().position(stance::is_denied)?;
            let denied = &self.words.get(at + 1 + next)?.normal;
            let its =
                other.words.iter().find(|word| word.is_content() && word.normal == *denied)?;
            Some((self.span(at, at + 1 + next), its.span))
        })
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

    /// The run that says most, who says it left aside.
    pub(super) fn most_telling(&self, runs: &[Span]) -> Option<Span> {
        let source = self.attribution.map_or("", |it| it.source.as_str());
        let tells = |word: &&Word| {
            word.is_content() && !source.contains(word.span.of(self.text)) && word.lower.len() > 2
        };
        let told = |run: &Span| {
            let within = self.words.iter().filter(|word| word.span.overlaps(*run));
            within.filter(tells).count()
        };
        let best = runs.iter().max_by_key(|run| (told(run), usize::MAX - run.start()))?;
        (told(best) > 0).then_some(*best)
    }

    /// A part of the claim on one line, cut where it is long.
    pub(super) fn quote(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let cut = if words.len() > TOLD { " …" } else { "" };
        words.iter().take(TOLD).copied().collect::<Vec<_>>().join(" ") + cut
    }

    /// A figure with the word that tells which end of a time it is: *since 2019*.
    pub(super) fn led(&self, value: &Value) -> Span {
        const LEADS: &[&str] = &["after", "before", "by", "from", "since", "through", "until"];
        let at = self.index_of(value.span);
        match at.checked_sub(1).and_then(|before| self.words.get(before)) {
            Some(word) if LEADS.contains(&word.lower.as_str()) => {
                Span::new(word.span.start(), value.span.end())
            }
            _ => value.span,
        }
    }

    /// Whether no mark stands between two words.
    pub(super) fn is_unbroken(&self, first: usize, last: usize) -> bool {
        (first..last).all(|at| self.between(at, at + 1).is_empty())
    }

    /// What stands between two words, without blanks.
    pub(super) fn between(&self, first: usize, last: usize) -> &str {
        let (Some(first), Some(last)) = (self.words.get(first), self.words.get(last)) else {
            return "";
        };
        self.text.get(first.span.end()..last.span.start()).unwrap_or_default().trim()
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

//! Claims in normal form: stems, names, figures and dates as numbered terms.
//!
//! Knows tokens and values. Must never know which claims are alike.

use std::collections::BTreeMap;

use super::form::{Form, form};
use super::vocabulary::{About, Term, Vocabulary};
use super::{Account, Place, number};
use crate::claim::lexicon::{Lexicon, Lists};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{ClaimKind, ValueKind};
use crate::patience::Patience;
use crate::text::hash::fnv1a;

/// The score below which a sentence is not compared with others. Lower than what is proposed: a
/// wording that the list of claims leaves out may still speak to one that it has.
const CUT: f32 = 0.3;
/// What a word of no matter of its own counts for, beside one of equal rarity.
const LIGHT: f32 = 0.4;
/// In how many claims a telling phrase stands at most, however many articles there are.
const PHRASE: usize = 60;
/// How many articles a small story has.
const STORY: usize = 5;
/// How many claims before and after one are its surroundings.
const NEIGHBOURS: usize = 3;

/// A pair of terms that stand close together, in one number.
pub(super) type Couple = u64;

/// A claim in normal form.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    /// Which claim it is.
    pub(super) place: Place,
    /// How well it suits a list of claims.
    pub(super) score: f32,
    /// Its terms, sorted, each once.
    pub(super) terms: Vec<Term>,
    /// The same for each of its clauses, and for each two neighbours together.
    pub(super) clauses: Vec<Vec<Term>>,
    /// The terms that stand close together, sorted, each once.
    pub(super) couples: Vec<Couple>,
    /// The terms of the claims before and after it, sorted, each once.
    pub(super) around: Vec<Term>,
    /// The hashes of every three words in a row, sorted, each once.
    pub(super) runs: Vec<u64>,
    /// What kind of statement it is.
    pub(super) kind: ClaimKind,
    /// The amounts it states, as kind and bits of the number, sorted.
    pub(super) figures: Vec<(ValueKind, u64)>,
    /// The sum of the squared weights of its terms.
    pub(super) norm: f32,
    /// The sum of the weights of its terms.
    pub(super) sum: f32,
    /// The sum of the squared weights of the terms around it.
    pub(super) around_norm: f32,
}

/// All claims of a story in normal form, sorted by article key and place in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordings {
    pub(super) all: Vec<Wording>,
    /// For each of them the claims of other articles that say it word for word.
    pub(super) copies: Vec<Vec<Place>>,
    /// How many articles have a wording.
    pub(super) articles: usize,
    /// How many claims have one, copies counted.
    said: usize,
    /// How much the rarest term counts for.
    pub(super) rarest: f32,
    about: Vec<About>,
    /// Every couple with the number of wordings that have it, sorted.
    couples: Vec<(Couple, u32)>,
}

impl Wordings {
    /// Reads the claims of all articles, for as long as that is waited for.
    pub(super) fn new(accounts: &[Account<'_>], patience: Patience<'_>) -> Self {
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|&index| (accounts[index].key, accounts[index].text));
        let (lists, mut vocabulary) = (Lists::new(), Vocabulary::new());
        let mut all = Vec::new();
        let mut copies = Copies::default();
        let mut articles = 0;
        for index in patience.through(order) {
            let before = all.len() + copies.count;
            read(index, &accounts[index], &lists, &mut vocabulary, &mut all, &mut copies);
            articles += usize::from(all.len() + copies.count > before);
        }
        let mut made = Self {
            articles,
            said: all.len() + copies.count,
            rarest: (1.0
                + number(all.len() + copies.count) * number(STORY) / number(articles.max(STORY)))
            .ln(),
            couples: counted(&all, &copies.of),
            about: vocabulary.about,
            copies: copies.of,
            all,
        };
        made.weigh();
        made
    }

    /// What a term counts for.
    pub(super) fn weight(&self, term: Term) -> f32 {
        self.about[term as usize].weight
    }

    /// Whether a term is mostly part of a name.
    pub(super) fn is_name(&self, term: Term) -> bool {
        let about = &self.about[term as usize];
        about.names * 2 > about.all
    }

    /// Whether a term mostly stands for an act or a change.
    pub(super) fn is_act(&self, term: Term) -> bool {
        let about = &self.about[term as usize];
        about.acts * 2 > about.all && !self.is_name(term)
    }

    /// What a couple counts for: nothing where both are parts of names, which stand together
    /// wherever they stand.
    pub(super) fn weight_of_couple(&self, couple: Couple) -> f32 {
        let (one, other) = parts(couple);
        if self.is_name(one) && self.is_name(other) {
            return 0.0;
        }
        let at = self.couples.binary_search_by_key(&couple, |(couple, _)| *couple);
        at.map_or(0.0, |at| self.rarity(self.couples[at].1))
    }

    /// Whether a couple is a telling phrase: an act and a thing that few claims have so close
    /// together.
    pub(super) fn is_phrase(&self, couple: Couple) -> bool {
        let (one, other) = parts(couple);
        let plain = |term: Term| {
            let about = &self.about[term as usize];
            !self.is_name(term) && about.light * 2 <= about.all
        };
        let at = self.couples.binary_search_by_key(&couple, |(couple, _)| *couple);
        let few = at.is_ok_and(|at| self.couples[at].1 as usize <= (self.articles * 3).min(PHRASE));
        few && plain(one) && plain(other) && (self.is_act(one) != self.is_act(other))
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.about.len()
    }

    /// The sum of the squared weights of some terms.
    pub(super) fn square(&self, terms: impl IntoIterator<Item = Term>) -> f32 {
        terms.into_iter().map(|term| self.weight(term).powi(2)).sum()
    }

    /// How rare something is that so many wordings have. What as large a share of a larger story
    /// has is as rare; nothing is rarer than what one claim of a small story has.
    fn rarity(&self, wordings: u32) -> f32 {
        let share = number(self.said) / number(wordings.max(1) as usize);
        (1.0 + share).ln().min(self.rarest)
    }

    /// Rare terms count for more; those of no matter of their own for little.
    fn weigh(&mut self) {
        for (wording, copies) in self.all.iter().zip(&self.copies) {
            for &term in &wording.terms {
                self.about[term as usize].wordings += counted_with(copies);
            }
        }
        for index in 0..self.about.len() {
            let about = self.about[index];
            let share = if about.light * 2 > about.all { LIGHT } else { 1.0 };
            self.about[index].weight = share * self.rarity(about.wordings);
        }
        for index in 0..self.all.len() {
            let terms = &self.all[index].terms;
            let norm = self.square(terms.iter().copied());
            let sum = terms.iter().map(|&term| self.weight(term)).sum();
            let known = |term: &Term| self.about[*term as usize].wordings > 0;
            let around: Vec<Term> = self.all[index].around.iter().copied().filter(known).collect();
            let around_norm = self.square(around.iter().copied());
            let wording = &mut self.all[index];
            (wording.norm, wording.sum, wording.around) = (norm, sum, around);
            wording.around_norm = around_norm;
        }
    }
}

/// A couple of two terms, in whatever order.
pub(super) fn couple(one: Term, other: Term) -> Couple {
    u64::from(one.min(other)) << 32 | u64::from(one.max(other))
}

/// The terms of a couple.
#[expect(clippy::cast_possible_truncation, reason = "the halves are terms")]
const fn parts(couple: Couple) -> (Term, Term) {
    ((couple >> 32) as Term, couple as Term)
}

/// The couples of all wordings with how many wordings have each.
fn counted(all: &[Wording], copies: &[Vec<Place>]) -> Vec<(Couple, u32)> {
    let of_each = all.iter().zip(copies);
    let mut couples: Vec<(Couple, u32)> = of_each
        .flat_map(|(it, copies)| it.couples.iter().map(|&couple| (couple, counted_with(copies))))
        .collect();
    couples.sort_unstable();
    let mut counted: Vec<(Couple, u32)> = Vec::new();
    for (couple, times) in couples {
        match counted.last_mut() {
            Some((last, count)) if *last == couple => *count += times,
            _ => counted.push((couple, times)),
        }
    }
    counted
}

/// How many claims a wording and its copies are.
fn counted_with(copies: &[Place]) -> u32 {
    u32::try_from(copies.len()).map_or(u32::MAX, |copies| copies.saturating_add(1))
}

/// Claims that several articles have word for word: they are brought to normal form once.
#[derive(Default)]
struct Copies {
    /// The wording that has these words.
    first: BTreeMap<u64, usize>,
    /// The claims that have the words of each wording.
    of: Vec<Vec<Place>>,
    count: usize,
}

impl Copies {
    /// Whether a claim has the words of a wording of another article; then it is put to it.
    fn take(&mut self, words: u64, place: Place, all: &[Wording]) -> bool {
        let first = self.first.get(&words).copied();
        let Some(first) = first.filter(|&it| all[it].place.article != place.article) else {
            self.first.entry(words).or_insert(all.len());
            self.of.push(Vec::new());
            return false;
        };
        self.of[first].push(place);
        self.count += 1;
        true
    }
}

/// The hash of the words of a claim, whatever stands between them.
fn words_of(tokens: &Tokens<'_>) -> u64 {
    let words = (0..tokens.len()).filter(|&index| !tokens.is_kind(index, TokenKind::Mark));
    let words: Vec<&str> = words.map(|index| tokens.word(index)).collect();
    fnv1a(words.join(" ").as_bytes())
}

/// Adds the claims of one article.
fn read(
    article: usize,
    account: &Account<'_>,
    lists: &Lists,
    vocabulary: &mut Vocabulary,
    all: &mut Vec<Wording>,
    copies: &mut Copies,
) {
    let lexicon =
        Lexicon::learnt_from(lists, account.claims.iter().map(|it| it.span.of(account.text)));
    let mut forms: Vec<Form> = Vec::with_capacity(account.claims.len());
    let mut spoken: Vec<Vec<u64>> = Vec::with_capacity(account.claims.len());
    let mut words: Vec<u64> = Vec::with_capacity(account.claims.len());
    for claim in account.claims.iter() {
        let tokens = Tokens::new(account.text, claim.span, false, &lexicon);
        forms.push(form(&tokens, account.claims.values_of(claim), vocabulary));
        spoken.push(runs(&tokens));
        words.push(words_of(&tokens));
    }
    for (index, claim) in account.claims.iter().enumerate() {
        if claim.score < CUT || is_headline(account, &forms, index) {
            continue;
        }
        let place = Place { article, claim: index };
        if copies.take(words[index], place, all) {
            continue;
        }
        let near = index.saturating_sub(NEIGHBOURS)..=index + NEIGHBOURS;
        let neighbours = near.filter(|&it| it != index).filter_map(|it| forms.get(it));
        let around = neighbours.flat_map(Form::terms);
        let values = account.claims.values_of(claim).iter();
        let mut figures: Vec<(ValueKind, u64)> =
            values.map(|value| (value.kind, value.amount.to_bits())).collect();
        figures.sort_unstable();
        figures.dedup();
        all.push(Wording {
            place,
            score: claim.score,
            terms: sorted(forms[index].terms()),
            clauses: forms[index].clauses(),
            couples: forms[index].couples(),
            around: sorted(around),
            runs: std::mem::take(&mut spoken[index]),
            kind: claim.kind,
            figures,
            norm: 0.0,
            sum: 0.0,
            around_norm: 0.0,
        });
    }
}

/// The hashes of every three words in a row, sorted, each once.
fn runs(tokens: &Tokens<'_>) -> Vec<u64> {
    let words: Vec<&str> = (0..tokens.len())
        .filter(|&index| !tokens.is_kind(index, TokenKind::Mark))
        .map(|index| tokens.word(index))
        .collect();
    let mut runs: Vec<u64> = words.windows(3).map(|run| fnv1a(run.join(" ").as_bytes())).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Whether a claim is the article's headline, though not set as one: it stands first, is short,
/// nobody says it, and one of the next claims says it again.
fn is_headline(account: &Account<'_>, forms: &[Form], index: usize) -> bool {
    let claim = &account.claims[index];
    let words = claim.span.of(account.text).split_whitespace().count();
    if index > 0 || words > 16 || account.claims.attribution_of(claim).is_some() {
        return false;
    }
    let title = sorted(forms[0].terms());
    forms.iter().skip(1).take(12).any(|form| {
        let later = sorted(form.terms());
        let shared = title.iter().filter(|term| later.binary_search(term).is_ok()).count();
        shared * 2 >= title.len() && later.len() >= title.len()
    })
}

/// Sorted, each once.
pub(super) fn sorted(terms: impl Iterator<Item = Term>) -> Vec<Term> {
    let mut terms: Vec<Term> = terms.collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

//! Claims in normal form: stems, names, figures and dates as numbered terms.
//!
//! Knows tokens and values. Must never know which claims are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::common;
use super::normal::Normals;
use super::{Account, Place, number};
use crate::claim::lexicon::{Class, Lexicon};
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Claim, ClaimKind, ValueKind};
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
/// How many terms further two of them still stand close together.
const REACH: usize = 3;

/// The number of a term.
pub(super) type Term = u32;

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

/// What is known of a term.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct About {
    /// How many wordings have it.
    wordings: u32,
    /// How often it stood at all.
    all: u32,
    /// How often it stood as part of a name.
    names: u32,
    /// How often it stood for an act or a change.
    acts: u32,
    /// How often it stood as a word of no matter of its own: *say*, *Monday*.
    light: u32,
    /// What it counts for.
    weight: f32,
}

/// All claims of a story in normal form, sorted by article key and place in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordings {
    pub(super) all: Vec<Wording>,
    /// How many articles have a wording.
    pub(super) articles: usize,
    /// How much the rarest term counts for.
    pub(super) rarest: f32,
    about: Vec<About>,
    /// Every couple with the number of wordings that have it, sorted.
    couples: Vec<(Couple, u32)>,
}

impl Wordings {
    /// Reads the claims of all articles.
    pub(super) fn new(accounts: &[Account<'_>]) -> Self {
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|&index| (accounts[index].key, accounts[index].text));
        let mut vocabulary = Vocabulary::new();
        let mut all = Vec::new();
        for index in order {
            read(index, &accounts[index], &mut vocabulary, &mut all);
        }
        let articles = all.chunk_by(|one, other| one.place.article == other.place.article).count();
        let mut made = Self {
            articles,
            rarest: (1.0 + number(all.len()) * number(STORY) / number(articles.max(STORY))).ln(),
            couples: counted(&all),
            about: vocabulary.about,
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
        let share = number(self.all.len()) / number(wordings.max(1) as usize);
        (1.0 + share).ln().min(self.rarest)
    }

    /// Rare terms count for more; those of no matter of their own for little.
    fn weigh(&mut self) {
        for term in self.all.iter().flat_map(|wording| &wording.terms) {
            self.about[*term as usize].wordings += 1;
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
fn couple(one: Term, other: Term) -> Couple {
    u64::from(one.min(other)) << 32 | u64::from(one.max(other))
}

/// The terms of a couple.
#[expect(clippy::cast_possible_truncation, reason = "the halves are terms")]
const fn parts(couple: Couple) -> (Term, Term) {
    ((couple >> 32) as Term, couple as Term)
}

/// The couples of all wordings with how many wordings have each.
fn counted(all: &[Wording]) -> Vec<(Couple, u32)> {
    let mut couples: Vec<Couple> = all.iter().flat_map(|it| it.couples.iter().copied()).collect();
    couples.sort_unstable();
    let mut counted: Vec<(Couple, u32)> = Vec::new();
    for couple in couples {
        match counted.last_mut() {
            Some((last, count)) if *last == couple => *count += 1,
            _ => counted.push((couple, 1)),
        }
    }
    counted
}

/// Adds the claims of one article.
fn read(
    article: usize,
    account: &Account<'_>,
    vocabulary: &mut Vocabulary,
    all: &mut Vec<Wording>,
) {
    let lexicon = Lexicon::learnt_from(account.claims.iter().map(|it| it.span.of(account.text)));
    let mut forms: Vec<Form> = Vec::with_capacity(account.claims.len());
    let mut spoken: Vec<Vec<u64>> = Vec::with_capacity(account.claims.len());
    for claim in account.claims {
        let tokens = Tokens::new(account.text, claim.span, false, &lexicon);
        forms.push(form(&tokens, claim, vocabulary));
        spoken.push(runs(&tokens));
    }
    for (index, claim) in account.claims.iter().enumerate() {
        if claim.score < CUT || is_headline(account, &forms, index) {
            continue;
        }
        let near = index.saturating_sub(NEIGHBOURS)..=index + NEIGHBOURS;
        let neighbours = near.filter(|&it| it != index).filter_map(|it| forms.get(it));
        let around = neighbours.flat_map(Form::terms);
        let mut figures: Vec<(ValueKind, u64)> =
            claim.values.iter().map(|value| (value.kind, value.amount.to_bits())).collect();
        figures.sort_unstable();
        figures.dedup();
        all.push(Wording {
            place: Place { article, claim: index },
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
    if index > 0 || words > 16 || claim.attribution.is_some() {
        return false;
    }
    let title = sorted(forms[0].terms());
    forms.iter().skip(1).take(12).any(|form| {
        let later = sorted(form.terms());
        let shared = title.iter().filter(|term| later.binary_search(term).is_ok()).count();
        shared * 2 >= title.len() && later.len() >= title.len()
    })
}

fn sorted(terms: impl Iterator<Item = Term>) -> Vec<Term> {
    let mut terms: Vec<Term> = terms.collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms of a claim in text order, each with the number of its clause.
struct Form(Vec<(Term, usize)>);

impl Form {
    fn terms(&self) -> impl Iterator<Item = Term> {
        self.0.iter().map(|(term, _)| *term)
    }

    fn clauses(&self) -> Vec<Vec<Term>> {
        let parts: Vec<Vec<Term>> = self
            .0
            .chunk_by(|one, other| one.1 == other.1)
            .map(|clause| sorted(clause.iter().map(|(term, _)| *term)))
            .collect();
        let unions = parts.windows(2).map(|two| sorted(two.iter().flatten().copied()));
        let unions: Vec<Vec<Term>> = unions.collect();
        parts.into_iter().chain(unions).filter(|clause| clause.len() > 1).collect()
    }

    fn couples(&self) -> Vec<Couple> {
        let mut couples = Vec::with_capacity(self.0.len() * REACH);
        for (index, (one, _)) in self.0.iter().enumerate() {
            for (other, _) in self.0.iter().skip(index + 1).take(REACH) {
                if one != other {
                    couples.push(couple(*one, *other));
                }
            }
        }
        couples.sort_unstable();
        couples.dedup();
        couples
    }
}

/// The terms of a claim in text order.
fn form(tokens: &Tokens<'_>, claim: &Claim, vocabulary: &mut Vocabulary) -> Form {
    let mut found = Vec::with_capacity(tokens.len());
    let mut values = claim.values.iter().peekable();
    let mut clause = 0;
    for (index, token) in tokens.all().iter().enumerate() {
        while values.peek().is_some_and(|value| value.span.end() <= token.span.start()) {
            values.next();
        }
        if let Some(value) = values.peek()
            && value.span.start() == token.span.start()
        {
            let kind = if value.kind == ValueKind::Date { "on" } else { "=" };
            found.push((vocabulary.figure(&format!("{kind}{}", value.amount)), clause));
        }
        let in_value = values.peek().is_some_and(|value| value.span.overlaps(token.span));
        clause += usize::from(begins_a_clause(tokens, index) && !in_value);
        match token.kind {
            TokenKind::Mark => {}
            TokenKind::Number if in_value => {}
            TokenKind::Number => found.push((vocabulary.figure(tokens.word(index)), clause)),
            TokenKind::Word if means_nothing(tokens, index) => {}
            TokenKind::Word => found.push((vocabulary.word(tokens, index), clause)),
        }
    }
    Form(found)
}

/// Whether a clause ends before a token.
fn begins_a_clause(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    if tokens.is_kind(index, TokenKind::Mark) {
        return matches!(word, "," | ";" | ":" | "—" | "–" | "(" | ")" | "\"" | "“" | "”");
    }
    tokens.is(index, Class::Boundary) && !matches!(word, "so" | "how")
}

/// Whether a word only holds others together, or is an address before a name.
fn means_nothing(tokens: &Tokens<'_>, index: usize) -> bool {
    const EMPTY: &[Class] =
        &[Class::Function, Class::Pronoun, Class::Auxiliary, Class::Modal, Class::Numeral];
    let word = tokens.word(index);
    EMPTY.iter().any(|class| tokens.is(index, *class))
        || word.ends_with("n't")
        || matches!(word, "mr" | "mrs" | "ms" | "dr")
}

/// The terms of a story and their numbers.
struct Vocabulary {
    normals: Normals,
    common: BTreeSet<&'static str>,
    /// From a word as written, in lower case, to its term.
    words: BTreeMap<String, Term>,
    /// From a normal form to its term.
    stems: BTreeMap<String, Term>,
    about: Vec<About>,
}

impl Vocabulary {
    fn new() -> Self {
        Self {
            normals: Normals::new(),
            common: common::words(),
            words: BTreeMap::new(),
            stems: BTreeMap::new(),
            about: Vec::new(),
        }
    }

    fn word(&mut self, tokens: &Tokens<'_>, index: usize) -> Term {
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

    fn figure(&mut self, form: &str) -> Term {
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

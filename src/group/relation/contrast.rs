//! What two claims cannot both say, however little else they have in common: acts and ways of doing
//! that exclude each other, counts that no number fits, a day that is set and one that is not.
//!
//! Knows the words of two claims. A cue is a place that takes a stand; two cues contradict each
//! other where their stands exclude each other and the words around show that they speak of one
//! thing.

mod rows;

use std::collections::BTreeMap;

use rows::{Bind, OPENERS, ROWS, SUFFERED, TRADES, UNSET};

use super::clock::{self, Clock};
use super::crowd::{self, Crowd};
use super::occasion::OCCASIONS;
use super::opposites::{self, Side, subject};
use super::reading::{Reading, Role, Word};
use super::share::{self, Share};
use super::stance::Stance;
use super::{Parting, Relation, figures};
use crate::claim::{Value, ValueKind};
use crate::text::Span;

/// How many words around a cue are looked at.
const REACH: usize = 8;
/// How many around a count may name whose it is.
const BESIDE: usize = 4;
/// How many of them two claims share to speak of one thing.
const SHARED: usize = 2;
/// How many words before a cue may leave it open.
const OPEN: usize = 4;

/// A place in a claim that takes a stand.
#[derive(Clone, Debug)]
pub(in crate::group) struct Cue {
    stand: Stand,
    /// Its first and its last word.
    first: usize,
    last: usize,
}

#[derive(Clone, Debug)]
enum Stand {
    /// On a side of a row.
    Side { row: usize, side: usize },
    /// A word that has an opposite.
    Opposite(Side),
    /// So many.
    Crowd(Crowd),
    /// At a time of day.
    Clock(Clock),
    /// So many of so many.
    Share(Share),
    /// A price, a percentage, a length of time or a date.
    Figure(Value),
    /// A day is set, or none is.
    Day { is_set: bool },
}

/// What cues have in common that can contradict each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::group) enum Topic {
    Row(usize),
    Opposite(usize),
    Crowd,
    Clock,
    Share,
    Figure(ValueKind),
    Day,
}

impl Cue {
    pub(in crate::group) fn topic(&self) -> Topic {
        match &self.stand {
            Stand::Side { row, .. } => Topic::Row(*row),
            Stand::Opposite(side) => Topic::Opposite(side.row()),
            Stand::Crowd(_) => Topic::Crowd,
            Stand::Clock(_) => Topic::Clock,
            Stand::Share(_) => Topic::Share,
            Stand::Figure(value) => Topic::Figure(value.kind),
            Stand::Day { .. } => Topic::Day,
        }
    }

    /// The normal forms by which the cues of other claims about the same are found.
    pub(in crate::group) fn beside<'a>(&'a self, reading: &'a Reading<'_>) -> Vec<&'a str> {
        let mut beside = reading.near(self.first, REACH);
        beside.extend(self.crowd().and_then(Crowd::key));
        if let Stand::Share(share) = &self.stand {
            beside.push(&share.key);
        }
        beside
    }

    /// How many there are, where that is its stand.
    pub(super) const fn crowd(&self) -> Option<&Crowd> {
        match &self.stand {
            Stand::Crowd(crowd) => Some(crowd),
            _ => None,
        }
    }

    /// Whether it is a count or a time that may be the same as another cue's.
    pub(in crate::group) fn fits(&self, other: &Self) -> bool {
        match (&self.stand, &other.stand) {
            (Stand::Crowd(one), Stand::Crowd(two)) => one.fits(two),
            (Stand::Clock(one), Stand::Clock(two)) => one.fits(two),
            (Stand::Share(one), Stand::Share(two)) => one.fits(two),
            (Stand::Figure(one), Stand::Figure(two)) => figures::fits(one, two),
            _ => false,
        }
    }

    fn span(&self, reading: &Reading<'_>) -> Span {
        match &self.stand {
            // With its currency.
            Stand::Figure(value) => value.span,
            _ => reading.span(self.first, self.last),
        }
    }
}

/// The phrases that take a stand, by their first words.
#[derive(Clone, Debug)]
pub(super) struct Phrases(BTreeMap<&'static str, Vec<Phrase>>);

#[derive(Clone, Copy, Debug)]
struct Phrase {
    words: &'static str,
    /// The row and the side; none where it says that no day is set.
    side: Option<(usize, usize)>,
}

impl Phrases {
    pub(super) fn new() -> Self {
        let rows = ROWS.iter().enumerate().flat_map(|(row, it)| {
            let sides = it.sides.into_iter().enumerate();
            let of = move |(side, words): (usize, &'static [&'static str])| {
                words.iter().map(move |words| Phrase { words, side: Some((row, side)) })
            };
            sides.flat_map(of)
        });
        let unset = UNSET.iter().map(|words| Phrase { words, side: None });
        let mut phrases: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
        for phrase in rows.chain(unset) {
            let first = phrase.words.split(' ').next().unwrap_or_default();
            phrases.entry(first).or_default().push(phrase);
        }
        Self(phrases)
    }

    /// The cue that begins at a word.
    fn at(&self, reading: &Reading<'_>, at: usize) -> Option<Cue> {
        let word = reading.words.get(at)?;
        let phrases = self.0.get(word.lower.as_str())?;
        let phrase = phrases.iter().find(|it| reading.stands(at, it.words))?;
        let stand = match phrase.side {
            None => Stand::Day { is_set: false },
            Some(_) if !is_said(reading, at, word) => return None,
            Some(_) if SUFFERED.contains(&phrase.words) && !reading.is_suffered(at) => return None,
            Some((row, side)) => Stand::Side { row, side },
        };
        Some(Cue { stand, first: at, last: at + phrase.words.matches(' ').count() })
    }
}

/// The cues of a claim.
pub(super) fn cues(reading: &Reading<'_>, phrases: &Phrases) -> Vec<Cue> {
    let sides = (0..reading.words.len()).filter_map(|at| phrases.at(reading, at));
    let dates = reading.values.iter().filter(|it| it.kind == ValueKind::Date).map(|value| {
        let (first, last) = reading.place_of(value.span);
        Cue { stand: Stand::Day { is_set: true }, first, last }
    });
    let crowds = crowd::crowds(reading).into_iter().map(|crowd| {
        let (first, last) = (crowd.first, crowd.last);
        Cue { stand: Stand::Crowd(crowd), first, last }
    });
    let opposites = (0..).zip(&reading.words).filter_map(|(at, word)| {
        let stand = Stand::Opposite(word.side?);
        (word.stance == Stance::Asserted).then_some(Cue { stand, first: at, last: at })
    });
    let figures = reading.values.iter().filter(|it| it.kind != ValueKind::Count).map(|value| {
        let (first, last) = reading.place_of(value.span);
        Cue { stand: Stand::Figure(value.clone()), first, last }
    });
    let shares = share::shares(reading).into_iter().map(|share| {
        let (first, last) = (share.first, share.last);
        Cue { stand: Stand::Share(share), first, last }
    });
    let clocks = clock::clocks(reading).into_iter().map(|clock| {
        let (first, last) = (clock.first, clock.last);
        Cue { stand: Stand::Clock(clock), first, last }
    });
    sides
        .chain(dates)
        .chain(crowds)
        .chain(figures)
        .chain(shares)
        .chain(clocks)
        .chain(opposites)
        .collect()
}

/// Whether what a word says is asserted, and of the matter itself.
fn is_said(reading: &Reading<'_>, at: usize, word: &Word) -> bool {
    let next = reading.words.get(at + 1).map_or("", |next| next.lower.as_str());
    let is_trade = word.lower == "legal" && TRADES.contains(&next);
    let is_told = word.stance != Stance::Denied && word.role != Role::Name;
    is_told && !is_trade && !is_open(reading, at)
}

/// Whether what stands at a word is only possible, asked or denied.
fn is_open(reading: &Reading<'_>, at: usize) -> bool {
    let mut before = reading.words[at.saturating_sub(OPEN)..at].iter();
    // "3 May" is no modal verb.
    let opens = |it: &Word| OPENERS.contains(&it.lower.as_str()) && !it.in_value;
    before.any(|it| it.role == Role::Denial || opens(it))
}

/// Whether two cues contradict each other.
pub(in crate::group) fn contradict(
    one: &Reading<'_>,
    mine: &Cue,
    other: &Reading<'_>,
    its: &Cue,
) -> bool {
    let against = match (&mine.stand, &its.stand) {
        (Stand::Side { row, side }, Stand::Side { row: its_row, side: its_side }) => {
            let excludes = row == its_row && side != its_side;
            excludes && are_of_one(ROWS[*row].bind, one, mine, other, its)
        }
        (Stand::Opposite(_), Stand::Opposite(_)) => {
            return opposites::contradict(one, mine.first, other, its.first);
        }
        (Stand::Crowd(crowd), Stand::Crowd(its)) => crowd::contradict(one, crowd, other, its),
        (Stand::Clock(clock), Stand::Clock(its)) => clock::contradict(one, clock, other, its),
        (Stand::Share(share), Stand::Share(its)) => share::contradict(one, share, other, its),
        (Stand::Figure(value), Stand::Figure(its)) => figures::contradict(one, value, other, its),
        (Stand::Day { is_set }, Stand::Day { is_set: its_is_set }) => {
            let may = is_to_come(one, mine) && is_to_come(other, its);
            is_set != its_is_set && may && share_an_occasion(one, mine, other, its)
        }
        _ => false,
    };
    let reach = if mine.topic() == Topic::Crowd { BESIDE } else { REACH };
    let alone = |of: &Reading<'_>, cue: &Cue, to| of.names_alone(cue.first, to, reach);
    against && !(alone(one, mine, other) && alone(other, its, one))
}

/// Whether the words around two cues show that they speak of one thing.
fn are_of_one(bind: Bind, one: &Reading<'_>, mine: &Cue, other: &Reading<'_>, its: &Cue) -> bool {
    let subject_of = |of, cue: &Cue| subject(of, cue.first).map(str::to_owned);
    let of_one = || subject_of(one, mine).is_some_and(|it| Some(it) == subject_of(other, its));
    let near = one.shared_near(mine.first, other, its.first, REACH);
    match bind {
        Bind::Subject => of_one(),
        Bind::Both => of_one() && near >= SHARED,
        Bind::Beside => {
            let known = one.shared(other) > SHARED || one.shares_a_date(other);
            let enough = near >= SHARED || near > 0 && known;
            enough && one.is_ahead() == other.is_ahead()
        }
        Bind::Attached => {
            let says = |word: Option<&str>, of: &Reading<'_>, cue: &Cue| {
                word.is_some_and(|word| of.near(cue.first, REACH).contains(&word))
            };
            let attached =
                says(attached(one, mine), other, its) || says(attached(other, its), one, mine);
            near >= SHARED && attached
        }
    }
}

/// The word that a cue says something of: *temporary closure*, *signed the bill*.
fn attached<'a>(reading: &'a Reading<'_>, cue: &Cue) -> Option<&'a str> {
    let article = |it: &Word| {
        matches!(it.lower.as_str(), "a" | "an" | "her" | "his" | "its" | "the" | "their")
    };
    let behind = reading.words.get(cue.last + 1)?;
    let at = cue.last + 1 + usize::from(article(behind));
    let word = reading.words.get(at).filter(|it| it.is_content() && !it.in_value)?;
    reading.is_unbroken(cue.last, at).then_some(word.normal.as_str())
}

/// Whether what stands at a cue about a day may be to come: a day with its year is, where the claim
/// looks ahead; a year is no day.
fn is_to_come(reading: &Reading<'_>, cue: &Cue) -> bool {
    const YEAR: f64 = 10_000.0;
    let value = reading.values.iter().find(|it| reading.place_of(it.span) == (cue.first, cue.last));
    value.is_none_or(|it| it.amount < YEAR || reading.is_ahead() && it.amount % YEAR > 0.0)
}

/// Whether both cues are about the day of a meeting, a vote or the like.
fn share_an_occasion(one: &Reading<'_>, mine: &Cue, other: &Reading<'_>, its: &Cue) -> bool {
    let near = other.near(its.first, REACH);
    let of_both = |it: &&str| OCCASIONS.contains(it) && near.contains(it);
    let near = one.near(mine.first, REACH);
    let beside = one.shared_near(mine.first, other, its.first, REACH) >= SHARED;
    near.iter().any(of_both) && (beside || one.shares_a_name(other))
}

/// Where two claims contradict each other by their cues.
pub(super) fn partings(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Parting> {
    let pairs = one.cues.iter().flat_map(|mine| other.cues.iter().map(move |its| (mine, its)));
    // Opposites are held against each other by themselves.
    let pairs = pairs.filter(|(mine, _)| !matches!(mine.stand, Stand::Opposite(_)));
    let found = pairs.filter(|(mine, its)| contradict(one, mine, other, its));
    let parting = |(mine, its): (&Cue, &Cue)| {
        Parting::of(Relation::Conflicts, one, mine.span(one), other, its.span(other))
    };
    found.map(parting).collect()
}

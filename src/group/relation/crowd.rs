//! How many there are of something, told exactly or not: *400 people*, *several dozen*, *eight lives*.
//!
//! Knows the words of two claims.

mod words;

use words::{ANYBODY, MEASURES, TOLLS, Toll, VAGUE, is_person};

use super::figures;
use super::reading::{Reading, Role, Word};
use super::times::DAYS;
use crate::claim::{Value, ValueKind};

/// The least number that is a crowd.
const LEAST: f64 = 3.0;
/// How many times one count may be another where both are of one thing.
const TIMES: f64 = 10.0;
/// How many times one toll may be another.
const TOLL: f64 = 3.0;
/// How far *about* goes, as a share of the number.
const ABOUT: f64 = 0.1;
/// How many words behind what is counted tell what is said of it.
const BEHIND: usize = 6;
/// How many words before a count may name the body it is the number of.
const BEFORE: usize = 5;
/// How many words behind a vague count name what is counted.
const NOUN: usize = 5;
/// How many words before and behind a count tell what became of the counted.
const FATE: usize = 4;
/// How many words around two counts are looked at.
const AROUND: usize = 8;
/// How many of them two claims share to tell of one thing.
const NEAR: usize = 2;
/// How many words of content two claims share anywhere for their counts to be of one thing.
const SHARED: usize = 3;

/// A count.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    /// Its first and its last word.
    pub(super) first: usize,
    pub(super) last: usize,
    of: Counted,
    /// The word for the counted; the count's last word where there is none.
    noun: usize,
    /// The least and the most it may be.
    low: f64,
    high: f64,
}

/// What is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Counted {
    /// The dead and the like, whoever they are.
    Toll(Toll),
    /// Those of a word, without its ending.
    Noun { stem: String, is_person: bool },
    /// People.
    Anybody,
    /// It does not say.
    Untold,
}

impl Crowd {
    fn new(
        reading: &Reading<'_>,
        (first, last): (usize, usize),
        (low, high): (f64, f64),
        noun: Option<usize>,
    ) -> Self {
        let of = counted(reading, (first, last), noun);
        Self { first, last, of, noun: noun.unwrap_or(last), low, high }
    }

    /// By what the counts of other claims are found; none where only words beside tell.
    pub(super) fn key(&self) -> Option<&str> {
        match &self.of {
            Counted::Toll(toll) => Some(toll.name()),
            Counted::Noun { stem, .. } => Some(stem),
            Counted::Anybody | Counted::Untold => None,
        }
    }

    /// Whether it may be the same number of the same. *At least 60* is not said of 300.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let far = |one: &Self, two: &Self| one.high.is_infinite() && two.low > TOLL * one.low;
        self.of != Counted::Untold
            && self.of == other.of
            && !self.excludes(other)
            && !far(self, other)
            && !far(other, self)
    }

    /// Whether no number fits both.
    fn excludes(&self, other: &Self) -> bool {
        self.high < other.low || other.high < self.low
    }

    /// Whether both may count the same: not what is far more than the other.
    fn is_like(&self, other: &Self) -> bool {
        use Counted::{Anybody, Noun, Untold};
        let of = match (&self.of, &other.of) {
            (Untold, _) | (_, Untold) => true,
            (Anybody, Noun { is_person, .. }) | (Noun { is_person, .. }, Anybody) => *is_person,
            (one, two) => one == two,
        };
        of && self.low <= TIMES * other.high && other.low <= TIMES * self.high
    }

    const fn is_toll(&self) -> bool {
        matches!(self.of, Counted::Toll(_))
    }

    const fn is_of_people(&self) -> bool {
        matches!(self.of, Counted::Anybody | Counted::Noun { is_person: true, .. })
    }
}

fn counted(reading: &Reading<'_>, (first, last): (usize, usize), noun: Option<usize>) -> Counted {
    if let Some(toll) = toll(reading, first, last) {
        return Counted::Toll(toll);
    }
    let word = |at: usize| reading.words.get(at).map_or("", |it| it.lower.as_str());
    match noun.map(|at| (word(at), word(at + 1))) {
        None => Counted::Untold,
        // "Members of the press" are not anybody.
        Some((noun, next)) if ANYBODY.contains(&noun) && next != "of" => Counted::Anybody,
        Some((noun, _)) => {
            let stem = noun.trim_end_matches('s').to_owned();
            Counted::Noun { stem, is_person: is_person(noun) }
        }
    }
}

/// What became of those of a count.
fn toll(reading: &Reading<'_>, first: usize, last: usize) -> Option<Toll> {
    let words = &reading.words;
    let before = &words[first.saturating_sub(FATE)..first];
    let behind = first..words.len().min(last + 1 + FATE);
    let is = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
    TOLLS.iter().copied().find(|toll| {
        before.iter().any(|word| is(toll.before(), word))
            || behind.clone().any(|at| {
                is(toll.behind(), &words[at])
                    || is(toll.suffered(), &words[at]) && reading.is_suffered(at)
            })
    })
}

/// The counts of a claim.
pub(super) fn crowds(reading: &Reading<'_>) -> Vec<Crowd> {
    let told = reading.values.iter().filter(|it| it.kind == ValueKind::Count && it.amount >= LEAST);
    // Two ages are two people.
    let told =
        told.filter(|it| !it.unit.ends_with(" old") && !MEASURES.contains(&it.unit.as_str()));
    let told = told.filter(|it| !is_share(reading, reading.index_of(it.span)));
    let exact = told.map(|value| exact(reading, value));
    let vague = (0..reading.words.len()).filter_map(|at| vague(reading, at));
    exact.chain(vague).collect()
}

/// Whether a number tells a share: *two of every three*, *two out of three*.
fn is_share(reading: &Reading<'_>, at: usize) -> bool {
    let before = |back| at.checked_sub(back).map_or("", |at| reading.words[at].lower.as_str());
    before(1) == "every" || before(1) == "of" && before(2) == "out"
}

fn exact(reading: &Reading<'_>, value: &Value) -> Crowd {
    let (first, last) = reading.place_of(value.span);
    let noun = (first..=last).rev().find(|&at| reading.words[at].lower == value.unit);
    Crowd::new(reading, (first, last), figures::range(value, ABOUT), noun)
}

fn vague(reading: &Reading<'_>, at: usize) -> Option<Crowd> {
    let (phrase, low, high) = VAGUE.iter().find(|(it, ..)| reading.stands(at, it))?;
    let last = at + phrase.matches(' ').count();
    if reading.words[last].in_value {
        return None;
    }
    let of = reading.words.get(last + 1).is_some_and(|it| it.lower == "of");
    let behind = reading.words.iter().enumerate().skip(last + 1 + usize::from(of)).take(NOUN);
    let phrase = behind.take_while(|(_, it)| it.is_content());
    let noun = phrase.filter(|(_, it)| it.lower.ends_with('s') || it.lower == "people").last();
    Some(Crowd::new(reading, (at, last), (*low, *high), noun.map(|(at, _)| at)))
}

/// Whether no number fits two counts of one thing.
pub(super) fn contradict(
    one: &Reading<'_>,
    mine: &Crowd,
    other: &Reading<'_>,
    its: &Crowd,
) -> bool {
    let is_said = |crowd: &Crowd, of: &Reading<'_>| {
        of.cues.iter().filter_map(|cue| cue.crowd()).any(|it| it.fits(crowd))
    };
    mine.excludes(its)
        && mine.is_like(its)
        && !is_listed(mine, one)
        && !is_listed(its, other)
        && !is_said(mine, other)
        && !is_said(its, one)
        && are_of_one(one, mine, other, its)
}

/// Whether a count is one of several of the same that are listed: *one count of fraud, three counts
/// of forgery*. What another tells may be their sum.
fn is_listed(crowd: &Crowd, of: &Reading<'_>) -> bool {
    let noun = of.words.get(crowd.noun).filter(|_| matches!(crowd.of, Counted::Noun { .. }));
    let again = |noun: &Word| {
        of.words.windows(2).any(|pair| {
            let is_number = pair[0].in_value || pair[0].lower == "one";
            is_number && pair[1].span != noun.span && pair[1].normal == noun.normal
        })
    };
    noun.is_some_and(again)
}

/// Whether two counts are of one thing. Tolls are, but for those of another time or far more: a
/// story has one. Else the same is said of both, or both are the number of one body (*a caravan of
/// hundreds*), or the noun is the same and no two acts are told.
fn are_of_one(one: &Reading<'_>, mine: &Crowd, other: &Reading<'_>, its: &Crowd) -> bool {
    let (acts, its_acts) = (behind(one, mine), behind(other, its));
    let near = one.shared_near(mine.first, other, its.first, AROUND) >= NEAR;
    let people = mine.is_of_people() && its.is_of_people();
    if mine.is_toll() && its.is_toll() {
        let far = mine.low > TOLL * its.high || its.low > TOLL * mine.high;
        return !far && !is_of_another_time(one) && !is_of_another_time(other);
    }
    if people && share(&done(&acts), &done(&its_acts)) {
        return true;
    }
    let is_anybody = [mine, its].iter().any(|it| it.of == Counted::Anybody);
    let same_noun = mine.key().is_some() && mine.of == its.of;
    let alike = share(&acts, &its_acts)
        || share(&bodies(one, mine), &bodies(other, its))
        || same_noun && !tell_two_acts(&acts, &its_acts);
    near && is_anybody || (near || one.shared(other) >= SHARED) && alike
}

/// Whether a claim tells of what was long before: it names a year, or how long ago it was. *Since
/// Sunday* is not long.
fn is_of_another_time(reading: &Reading<'_>) -> bool {
    const YEAR: f64 = 10_000.0;
    let is_year = |it: &Value| it.kind == ValueKind::Date && it.amount >= YEAR;
    let is_past = |(at, it): (usize, &Word)| match it.lower.as_str() {
        "ago" | "earlier" | "previous" => true,
        "since" => {
            let next = reading.words.get(at + 1);
            next.is_none_or(|next| !DAYS.contains(&next.lower.as_str()))
        }
        _ => false,
    };
    reading.values.iter().any(is_year) || reading.words.iter().enumerate().any(is_past)
}

/// Whether of one count this is told, of the other that: *12 were injured*, *3 drowned*.
fn tell_two_acts(acts: &[&Word], its: &[&Word]) -> bool {
    !done(acts).is_empty() && !done(its).is_empty() && !share(acts, its)
}

/// Whether two figures count two things: what two acts were done to, or far more than the other.
pub(super) fn count_two_things(
    one: &Reading<'_>,
    left: &Value,
    other: &Reading<'_>,
    right: &Value,
) -> bool {
    let both_count = left.kind == ValueKind::Count && right.kind == ValueKind::Count;
    let acts = |of, value| behind(of, &exact(of, value));
    let (less, more) = (left.amount.min(right.amount), left.amount.max(right.amount));
    let listed = |of, value| is_listed(&exact(of, value), of);
    both_count
        && (more > TIMES * less
            || listed(one, left)
            || listed(other, right)
            || tell_two_acts(&acts(one, left), &acts(other, right)))
}

/// What is said of the counted, as far as it stands next to them.
fn behind<'a>(reading: &'a Reading<'_>, crowd: &Crowd) -> Vec<&'a Word> {
    told(reading, crowd.noun + 1..crowd.noun + 1 + BEHIND, crowd)
}

/// What was done, as far as the ending tells.
fn done<'a>(words: &[&'a Word]) -> Vec<&'a Word> {
    words
        .iter()
        .copied()
        .filter(|it| it.lower.ends_with("ed") && !it.lower.ends_with("eed"))
        .collect()
}

/// The body that the count is the number of: *a caravan of hundreds*; where it is not told what is
/// counted, the last word of each phrase before: *a caravan that once numbered 1,200*.
fn bodies<'a>(reading: &'a Reading<'_>, crowd: &Crowd) -> Vec<&'a Word> {
    let words = &reading.words[..crowd.first];
    let reach = match words.last() {
        Some(last) if last.lower == "of" => 2,
        _ if crowd.of == Counted::Untold => BEFORE,
        _ => 0,
    };
    let before = told(reading, crowd.first.saturating_sub(reach)..crowd.first, crowd);
    // Caravan organisers are no caravan.
    let is_head = |it: &&Word| {
        let next = words.iter().find(|next| next.span.start() > it.span.start());
        next.is_none_or(|next| !next.is_content())
    };
    before.into_iter().filter(is_head).collect()
}

/// The words of content of a range, days and the counted left out.
fn told<'a>(
    reading: &'a Reading<'_>,
    range: std::ops::Range<usize>,
    crowd: &Crowd,
) -> Vec<&'a Word> {
    let noun = reading.words.get(crowd.noun).map(|it| it.normal.as_str());
    let words = reading.words.iter().take(range.end).skip(range.start);
    let tells = |it: &&Word| {
        let is_day = DAYS.contains(&it.lower.as_str());
        it.role == Role::Content && !it.in_value && !is_day && Some(it.normal.as_str()) != noun
    };
    words.filter(tells).collect()
}

fn share(left: &[&Word], right: &[&Word]) -> bool {
    left.iter().any(|it| right.iter().any(|its| its.normal == it.normal))
}

//! The same claim of several articles, set side by side: which claims speak to one matter, and how
//! each two of them stand to each other.
//!
//! Knows claims and the text they stand in. Must never know files, stores, screens or what the
//! reader decided. Everything here is derived: the same articles give the same groups, in
//! whatever order they come.
//!
//! The way there: every claim is brought to its normal form (`wording`), claims that share rare
//! terms are candidates (`candidates`), a small measure says how alike two of them are
//! (`likeness`), like ones are gathered (`gather`), and each two of a group are compared word
//! by word ([`relation`]). No step is quadratic in the number of claims.

mod candidates;
mod common;
mod form;
mod gather;
mod likeness;
mod normal;
mod opposed;
mod origin;
mod parts;
pub mod relation;
mod ruling;
mod synonym;
mod twin;
mod vocabulary;
mod wording;

use std::collections::BTreeSet;

use crate::claim::Claims;
use crate::patience::Patience;

pub use twin::{Twins, twins};

pub use relation::{Comparer, Comparison, Relation, Said};
pub use ruling::{Ruling, Rulings, ruled};

use parts::in_parts_until;
use relation::reading::Reading;
use wording::Wordings;

/// One article, as far as its claims are compared with others'.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// What tells it from the others and decides between equals: its path.
    pub key: &'a str,
    /// The document's text.
    pub text: &'a str,
    /// Its claims in text order, those not proposed included.
    pub claims: &'a Claims,
}

/// A claim of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The article, as an index into what was given.
    pub article: usize,
    /// The claim, as an index into the article's claims.
    pub claim: usize,
}

/// A claim in a group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Member {
    /// Which claim.
    pub place: Place,
    /// Which of the group's origins it goes back to, from 0 on: members that quote the same
    /// source, or share long wording, have the same.
    pub origin: usize,
    /// Whether it conflicts with a member of another article.
    pub is_contested: bool,
}

/// Claims of several articles that have the same truth conditions, or contradict each other about
/// the same matter. A claim may stand in several groups, since a sentence may state several things.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// In the order of the articles' keys, then of the text. At least two, of at least two articles.
    pub members: Vec<Member>,
    /// The member of the highest score: an index into `members`.
    pub head: usize,
    /// Whether any two members conflict.
    pub conflict: bool,
    /// How many origins the members have.
    pub origins: usize,
}

impl Group {
    /// How many articles have a claim in it.
    pub fn articles(&self) -> usize {
        self.members.iter().map(|it| it.place.article).collect::<BTreeSet<_>>().len()
    }
}

/// How much of the time is over when so much is done, in percent; measured with 10,000 articles of 5 KB.
enum Done {
    Wordings = 8,
    Links = 31,
    Readings = 48,
    Opposed = 66,
    Gathered = 73,
    Groups = 86,
}

/// Groups the claims of a story: those with a conflict first, then those of most articles. Worth
/// nothing once it is not waited for.
pub fn group(accounts: &[Account<'_>], patience: Patience<'_>) -> Vec<Group> {
    let wordings = Wordings::new(accounts, patience);
    patience.tell(Done::Wordings as usize);
    let links = likeness::links(&wordings, patience);
    patience.tell(Done::Links as usize);
    let readings: Vec<Reading<'_>> = in_parts_until(&wordings.all, patience, |part| {
        let comparer = Comparer::new();
        part.iter().map(|wording| comparer.read(said(accounts, wording.place))).collect()
    });
    // What follows looks readings up.
    if patience.is_over() {
        return Vec::new();
    }
    patience.tell(Done::Readings as usize);
    let opposed = opposed::opposed(&wordings, &readings);
    patience.tell(Done::Opposed as usize);
    let gathered = gather::gather(&wordings, &links, &opposed, patience, |one, other| {
        relation::contradict(&readings[one as usize], &readings[other as usize])
    });
    patience.tell(Done::Gathered as usize);
    let undecided = Rulings::default();
    // A copy reads as the wording does that it repeats.
    let read = |members: &[u32]| -> Vec<(Place, &Reading<'_>)> {
        let with_copies = members.iter().flat_map(|&it| {
            let first = wordings.all[it as usize].place;
            let places = std::iter::once(first).chain(wordings.copies[it as usize].iter().copied());
            places.map(move |place| (place, it))
        });
        let mut read: Vec<(Place, &Reading<'_>)> =
            with_copies.map(|(place, it)| (place, &readings[it as usize])).collect();
        read.sort_by_key(|(place, _)| keyed(accounts, *place));
        read
    };
    let alone = alone(&wordings, &gathered);
    let all: Vec<Vec<u32>> = gathered.into_iter().chain(alone).collect();
    let mut groups: Vec<Group> = in_parts_until(&all, patience, |part| {
        part.iter().map(|members| made(accounts, &undecided, &read(members))).collect()
    });
    patience.tell(Done::Groups as usize);
    order(accounts, &mut groups);
    groups
}

/// The wordings that several articles have word for word and that are in no group with others.
fn alone(wordings: &Wordings, gathered: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let known: BTreeSet<u32> = gathered.iter().flatten().copied().collect();
    let copied = (0..).zip(&wordings.copies).filter(|(_, copies)| !copies.is_empty());
    copied.filter(|(it, _)| !known.contains(it)).map(|(it, _)| vec![it]).collect()
}

/// Those with a conflict first, then those of most articles.
fn order(accounts: &[Account<'_>], groups: &mut [Group]) {
    groups.sort_by(|one, two| {
        let rank = |it: &Group| (!it.conflict, std::cmp::Reverse(it.articles()));
        let place = |it: &Group| it.members.first().map(|first| keyed(accounts, first.place));
        rank(one).cmp(&rank(two)).then_with(|| place(one).cmp(&place(two)))
    });
}

/// What an article leaves out: the groups of at least two other articles in which it has no claim,
/// as indices into `groups`, those of most articles first. A group whose claims mostly stand in
/// another group that has the article is not left out.
pub fn left_out(groups: &[Group], article: usize) -> Vec<usize> {
    let has = |group: &Group| group.members.iter().any(|it| it.place.article == article);
    let known: BTreeSet<Place> = groups
        .iter()
        .filter(|group| has(group))
        .flat_map(|group| group.members.iter().map(|it| it.place))
        .collect();
    let lacks = |group: &Group| {
        let beside = group.members.iter().filter(|it| known.contains(&it.place)).count();
        !has(group) && group.articles() > 1 && beside * 2 < group.members.len()
    };
    let mut left_out: Vec<usize> =
        (0..groups.len()).filter(|&index| lacks(&groups[index])).collect();
    left_out.sort_by_key(|&index| (std::cmp::Reverse(groups[index].articles()), index));
    left_out
}

/// A group of these claims.
fn made(accounts: &[Account<'_>], rulings: &Rulings, read: &[(Place, &Reading<'_>)]) -> Group {
    let places: Vec<Place> = read.iter().map(|(place, _)| *place).collect();
    let readings: Vec<&Reading<'_>> = read.iter().map(|(_, reading)| *reading).collect();
    let score = |place: &Place| accounts[place.article].claims[place.claim].score;
    let head = (0..places.len()).fold(0, |best, index| {
        if score(&places[index]) > score(&places[best]) { index } else { best }
    });
    let ruling = |one: usize, other: usize| rulings.on(places[one], places[other]);
    let apart = |one: usize, other: usize| places[one].article != places[other].article;
    let contested = relation::contested(&readings, apart, ruling);
    let of_articles: Vec<(usize, Said<'_>)> =
        places.iter().map(|&place| (place.article, said(accounts, place))).collect();
    let numbers = origin::origins(&of_articles);
    let origins = numbers.iter().max().map_or(0, |last| last + 1);
    let conflict = contested.contains(&true);
    let member = |((&place, origin), is_contested)| Member { place, origin, is_contested };
    let members = places.iter().zip(numbers).zip(contested).map(member).collect();
    Group { members, head, conflict, origins }
}

/// A claim with the text it stands in.
fn said<'a>(accounts: &[Account<'a>], place: Place) -> Said<'a> {
    let account = &accounts[place.article];
    Said { text: account.text, claims: account.claims, claim: &account.claims[place.claim] }
}

/// A place that does not depend on the order of the articles.
fn keyed<'a>(accounts: &[Account<'a>], place: Place) -> (&'a str, usize) {
    (accounts[place.article].key, place.claim)
}

/// A count, to be reckoned with. Stories are far too small for it to lose anything.
#[expect(clippy::cast_precision_loss, reason = "counts of a story fit 24 bits")]
const fn number(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests;

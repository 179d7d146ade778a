//! What the other articles of the story say of the claims of one.
//!
//! A worker groups the claims and puts what it found under the reader's word. It is told apart from
//! what is open now by the very documents that were read, so that nothing is looked up in a text
//! that was read again since.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::claim::{Claim, Claims};
use crate::decided::{self, Judged};
use crate::document::Document;
use crate::group::{
    self, Account, Comparer, Comparison, Group, Member, Place, Relation, Rulings, Said, Twins,
};
use crate::patience::Patience;

use super::story::Story;

/// Stories of more articles than this are compared when that is asked for.
pub const COMPARED_UNASKED: usize = 2000;

/// An article as it is compared.
#[derive(Clone, Debug)]
pub struct Part {
    /// What tells it from the others: its address.
    pub key: String,
    /// Its text.
    pub document: Arc<Document>,
    /// Its claims, those not proposed included.
    pub claims: Arc<Claims>,
}

#[cfg(test)]
impl Part {
    /// The articles of a story as they are compared.
    pub(crate) fn all_of(story: &Story) -> Vec<Option<Self>> {
        let part = |slot: &super::story::Slot| {
            let article = slot.article()?;
            let document = article.document.clone();
            let claims = article.claims.clone().unwrap_or_default();
            Some(Self { key: slot.source.address(), document, claims })
        };
        story.articles.iter().map(part).collect()
    }
}

/// The groups of a story's claims, under what the reader decided about pairs of them.
#[derive(Debug)]
pub struct Grouped {
    /// Those with a conflict first, then those of most articles.
    pub groups: Vec<Group>,
    /// What was found, whatever was decided.
    found: Arc<Computed>,
    /// What was decided by then, as it was told.
    judged: Vec<Judged>,
    /// What that comes to.
    rulings: Rulings,
    /// The groups that each claim stands in.
    of_claim: BTreeMap<Place, Vec<usize>>,
    /// The claims that a claim of another article contradicts.
    contested: BTreeSet<Place>,
    /// How many of the proposed ones each article has.
    conflicts: Vec<usize>,
    /// The claims that lead a group, those that are contradicted first, then those that most
    /// articles speak to, then as they come in the text.
    pub leads: Vec<Lead>,
    /// How many of the groups and of the leads are about a conflict.
    pub in_conflict: InConflict,
}

/// How many are about a conflict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InConflict {
    /// Groups in which two members contradict each other.
    pub groups: usize,
    /// Claims that lead groups and are contradicted.
    pub leads: usize,
}

/// A claim that leads groups, with all that speak to the same matters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lead {
    /// The claim that the others are compared with.
    pub head: Place,
    /// The groups it stands in.
    pub groups: Vec<usize>,
    /// Whether a claim of another article contradicts it.
    pub conflict: bool,
    /// How many articles speak to it.
    pub articles: usize,
}

/// What was found in the articles.
#[derive(Debug)]
struct Computed {
    groups: Vec<Group>,
    twins: Vec<Twins>,
    /// What was compared, by the articles' places in the story.
    documents: Vec<Option<Arc<Document>>>,
    /// How many of them have words.
    accounts: usize,
    comparer: Comparer,
}

/// How many other articles stand how to a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Stances {
    /// They contradict it. First, so that the order of stances is that of disagreement.
    pub conflict: usize,
    /// They say it otherwise.
    pub differ: usize,
    /// They say the same.
    pub agree: usize,
}

impl Stances {
    /// How many articles speak to the matter.
    pub const fn articles(self) -> usize {
        self.conflict + self.differ + self.agree
    }

    fn count(&mut self, relation: Relation) {
        match relation {
            Relation::Agrees => self.agree += 1,
            Relation::Differs => self.differ += 1,
            Relation::Conflicts => self.conflict += 1,
        }
    }
}

impl Grouped {
    /// Groups the claims of articles; those that are not read yet are left out. Worth nothing once it
    /// is not waited for.
    pub fn new(parts: &[Option<Part>], judged: &[Judged], patience: Patience<'_>) -> Self {
        let accounts = accounts(parts);
        let found = Computed {
            groups: group::group(&accounts, patience),
            twins: group::twins(&accounts),
            documents: parts.iter().map(|part| Some(part.as_ref()?.document.clone())).collect(),
            accounts: parts.iter().flatten().filter(|part| !part.document.is_blank()).count(),
            comparer: Comparer::new(),
        };
        Self::under(Arc::new(found), &accounts, judged)
    }

    /// The same groups under other decisions; `parts` is what they were made of.
    pub fn judged(&self, parts: &[Option<Part>], judged: &[Judged]) -> Self {
        Self::under(self.found.clone(), &accounts(parts), judged)
    }

    fn under(found: Arc<Computed>, accounts: &[Account<'_>], judged: &[Judged]) -> Self {
        let rulings = decided::decided(judged, accounts).rulings;
        let groups = group::ruled(accounts, &found.groups, &rulings);
        let mut of_claim: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            for member in &group.members {
                of_claim.entry(member.place).or_default().push(index);
            }
        }
        let members = groups.iter().flat_map(|group| &group.members);
        let contested: BTreeSet<Place> =
            members.filter(|member| member.is_contested).map(|member| member.place).collect();
        let mut conflicts = vec![0; accounts.len()];
        for place in &contested {
            if claim(accounts, *place).is_some_and(|claim| claim.proposed) {
                conflicts[place.article] += 1;
            }
        }
        let leads = leads(&groups, &of_claim, &contested, accounts);
        let in_conflict = InConflict {
            groups: groups.iter().filter(|group| group.conflict).count(),
            leads: leads.iter().filter(|lead| lead.conflict).count(),
        };
        let judged = judged.to_vec();
        Self { groups, found, judged, rulings, of_claim, contested, conflicts, leads, in_conflict }
    }

    /// Whether both were made of the same articles, whatever was decided.
    pub fn is_of_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.found, &other.found)
    }

    /// Whether they are under these decisions.
    pub fn is_under(&self, judged: &[Judged]) -> bool {
        self.judged == judged
    }

    /// Articles that are mostly one text.
    pub fn twins(&self) -> &[Twins] {
        &self.found.twins
    }

    /// How many articles were compared. One that cannot be read, or in which nothing stands, is no
    /// account that could be silent.
    pub fn accounts(&self) -> usize {
        self.found.accounts
    }

    /// Whether an article is one of them.
    pub fn is_account(&self, article: usize) -> bool {
        let compared = self.found.documents.get(article).and_then(Option::as_ref);
        compared.is_some_and(|document| !document.is_blank())
    }

    /// The groups that a claim stands in, by their places among all of them.
    pub fn groups_of(&self, place: Place) -> &[usize] {
        self.of_claim.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether a claim of another article contradicts it.
    pub fn is_contested(&self, place: Place) -> bool {
        self.contested.contains(&place)
    }

    /// The claims of other articles that speak to the same matter, in the order of the story.
    pub fn others(&self, place: Place) -> BTreeSet<Place> {
        let groups = self.groups_of(place).iter().filter_map(|&index| self.groups.get(index));
        let members = groups.flat_map(|group| group.members.iter().map(|member| member.place));
        members.filter(|other| other.article != place.article).collect()
    }

    /// How many of a claim's other articles stand how to it; of several claims of one article the
    /// one that contradicts it counts, then one that agrees.
    pub fn stances<'a>(&self, place: Place, said: impl Fn(Place) -> Option<Said<'a>>) -> Stances {
        let mut strongest: BTreeMap<usize, Relation> = BTreeMap::new();
        let Some(one) = said(place) else { return Stances::default() };
        for other in self.others(place) {
            let Some(their) = said(other) else { continue };
            let found = self.found.comparer.compare(one, their).relation;
            let Some(relation) = self.rulings.relation(place, other, found) else { continue };
            let kept = strongest.entry(other.article).or_insert(relation);
            if weight(relation) > weight(*kept) {
                *kept = relation;
            }
        }
        let mut stances = Stances::default();
        for relation in strongest.into_values() {
            stances.count(relation);
        }
        stances
    }

    /// How every claim of an article is stood to.
    pub fn weigh(&self, parts: &[Option<Part>], article: usize) -> Vec<Stances> {
        let claims = parts.get(article).and_then(Option::as_ref).map_or(0, |it| it.claims.len());
        let said = |place: Place| {
            let part = parts.get(place.article)?.as_ref()?;
            Said::of(part.document.text(), &part.claims, place.claim)
        };
        (0..claims).map(|claim| self.stances(Place { article, claim }, said)).collect()
    }

    /// Holds two claims of the story against each other, whatever was decided about them; none where
    /// one is not at hand.
    pub fn compare(&self, story: &Story, one: Place, other: Place) -> Option<Comparison> {
        Some(self.found.comparer.compare(self.said(story, one)?, self.said(story, other)?))
    }

    /// The same under the reader's word; none, too, where that is that the two are about different
    /// matters.
    pub fn judge(&self, story: &Story, one: Place, other: Place) -> Option<Comparison> {
        let found = self.compare(story, one, other)?;
        let relation = self.rulings.relation(one, other, found.relation)?;
        Some(Comparison { relation, ..found })
    }

    /// Whether what was compared of an article is what is open.
    pub fn is_of(&self, story: &Story, article: usize) -> bool {
        let open = story.articles.get(article).and_then(|slot| slot.article());
        let compared = self.found.documents.get(article).and_then(Option::as_ref);
        open.zip(compared).is_some_and(|(open, compared)| Arc::ptr_eq(&open.document, compared))
    }

    /// A claim with its text; none where the article is no longer what was compared.
    pub fn said<'a>(&self, story: &'a Story, place: Place) -> Option<Said<'a>> {
        let article = story.articles.get(place.article)?.article()?;
        let said = Said::of(article.document.text(), article.claims(), place.claim);
        said.filter(|_| self.is_of(story, place.article))
    }

    /// How many of an article's proposed claims others contradict.
    pub fn conflicts(&self, article: usize) -> usize {
        self.conflicts.get(article).copied().unwrap_or_default()
    }

    /// What an article leaves out: the groups of at least two others, by their places.
    pub fn left_out(&self, article: usize) -> Vec<usize> {
        group::left_out(&self.groups, article)
    }
}

/// Which of an article's claims speaks for it.
pub(super) const fn weight(relation: Relation) -> u8 {
    match relation {
        Relation::Differs => 0,
        Relation::Agrees => 1,
        Relation::Conflicts => 2,
    }
}

fn claim<'a>(accounts: &[Account<'a>], place: Place) -> Option<&'a Claim> {
    accounts.get(place.article)?.claims.get(place.claim)
}

/// What leads each group: of those that conflict, if any do, the claim with the highest score.
fn leads(
    groups: &[Group],
    of_claim: &BTreeMap<Place, Vec<usize>>,
    contested: &BTreeSet<Place>,
    accounts: &[Account<'_>],
) -> Vec<Lead> {
    let score = |member: &&Member| claim(accounts, member.place).map_or(0.0, |it| it.score);
    let head = |group: &Group| {
        let conflicting = group.members.iter().filter(|member| member.is_contested);
        // Of equals the first.
        let best = conflicting.rev().max_by(|one, other| score(one).total_cmp(&score(other)));
        Some(best.or_else(|| group.members.get(group.head))?.place)
    };
    let heads: BTreeSet<Place> = groups.iter().filter_map(head).collect();
    let lead = |head: Place| {
        let groups_of: Vec<usize> = of_claim.get(&head).cloned().unwrap_or_default();
        let members = groups_of.iter().flat_map(|&index| &groups[index].members);
        let articles: BTreeSet<usize> = members.map(|member| member.place.article).collect();
        Lead {
            head,
            groups: groups_of,
            conflict: contested.contains(&head),
            articles: articles.len(),
        }
    };
    let mut leads: Vec<Lead> = heads.into_iter().map(lead).collect();
    leads.sort_by_key(|lead| (!lead.conflict, Reverse(lead.articles), lead.head));
    leads
}

fn accounts(parts: &[Option<Part>]) -> Vec<Account<'_>> {
    parts.iter().map(|part| part.as_ref().map_or(NOTHING, account)).collect()
}

/// An article that is not read yet.
const NOTHING: Account<'_> = Account { key: "", text: "", claims: Claims::none() };

fn account(part: &Part) -> Account<'_> {
    Account { key: &part.key, text: part.document.text(), claims: &part.claims }
}

//! What somebody decided about pairs of claims. It stands above what is computed.

use std::collections::BTreeMap;

use super::relation::reading::Reading;
use super::{Account, Comparer, Group, Place, Relation, keyed, made, order, said};

/// What was decided about two claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ruling {
    /// They are about the same matter.
    Same,
    /// They are not.
    NotSame,
    /// They are about the same matter and cannot both be true.
    Conflicts,
    /// They are about the same matter and can both be true.
    NoConflict,
}

impl Ruling {
    /// How two claims stand to each other that were found to stand so; none where they are not
    /// about the same matter.
    pub const fn on(self, found: Relation) -> Option<Relation> {
        match (self, found) {
            (Self::NotSame, _) => None,
            (Self::Conflicts, _) => Some(Relation::Conflicts),
            (Self::NoConflict, Relation::Conflicts) => Some(Relation::Differs),
            (Self::Same | Self::NoConflict, found) => Some(found),
        }
    }
}

/// The decisions on a story's claims, each pair once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rulings {
    by_pair: BTreeMap<(Place, Place), Ruling>,
}

impl Rulings {
    /// Takes in a decision on two claims; it stands for every former one on them.
    pub fn put(&mut self, one: Place, other: Place, ruling: Ruling) {
        self.by_pair.insert(pair(one, other), ruling);
    }

    /// What was decided about two claims, named in any order.
    pub fn on(&self, one: Place, other: Place) -> Option<Ruling> {
        self.by_pair.get(&pair(one, other)).copied()
    }

    /// How two claims stand to each other, above how they were found to.
    pub fn relation(&self, one: Place, other: Place, found: Relation) -> Option<Relation> {
        match self.on(one, other) {
            Some(ruling) => ruling.on(found),
            None => Some(found),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (Place, Place, Ruling)> {
        self.by_pair.iter().map(|(&(one, other), &ruling)| (one, other, ruling))
    }
}

fn pair(one: Place, other: Place) -> (Place, Place) {
    (one.min(other), one.max(other))
}

/// The groups under what was decided: two claims that are about one matter stand in one group, two
/// that are not do not stand in one that is named after either, and only what was not found free of
/// it is a conflict.
pub fn ruled(accounts: &[Account<'_>], groups: &[Group], rulings: &Rulings) -> Vec<Group> {
    let mut drafts: Vec<Draft> = groups.iter().map(Draft::of).collect();
    for (one, other, ruling) in rulings.iter() {
        match ruling {
            Ruling::NotSame => part(&mut drafts, one, other),
            Ruling::Same | Ruling::Conflicts | Ruling::NoConflict => {
                join(&mut drafts, one, other);
            }
        }
    }
    let comparer = Comparer::new();
    let settled = drafts.iter().zip(groups.iter().map(Some).chain(std::iter::repeat(None)));
    let mut groups: Vec<Group> = settled
        .enumerate()
        .filter_map(|(index, (draft, group))| match group {
            Some(group) if !draft.is_touched => Some(group.clone()),
            _ if is_repeated(&drafts, index) => None,
            _ => {
                let mut places = draft.places.clone();
                places.sort_by_key(|&place| keyed(accounts, place));
                let read: Vec<(Place, Reading<'_>)> = places
                    .iter()
                    .map(|&place| (place, comparer.read(said(accounts, place))))
                    .collect();
                let read: Vec<(Place, &Reading<'_>)> =
                    read.iter().map(|(place, reading)| (*place, reading)).collect();
                let group = made(accounts, rulings, &read);
                Some(group).filter(|group| group.articles() > 1)
            }
        })
        .collect();
    order(accounts, &mut groups);
    groups
}

/// A group that decisions may change.
struct Draft {
    places: Vec<Place>,
    head: Option<Place>,
    is_touched: bool,
}

impl Draft {
    fn of(group: &Group) -> Self {
        Self {
            places: group.members.iter().map(|member| member.place).collect(),
            head: group.members.get(group.head).map(|member| member.place),
            is_touched: false,
        }
    }

    /// A group that was not there before.
    const fn new(places: Vec<Place>) -> Self {
        Self { places, head: None, is_touched: true }
    }

    fn has(&self, place: Place) -> bool {
        self.places.contains(&place)
    }
}

/// Whether all of a draft stands in another one, too.
fn is_repeated(drafts: &[Draft], index: usize) -> bool {
    let ours = &drafts[index].places;
    drafts.iter().enumerate().any(|(other, it)| {
        let comes_first = (it.places.len(), index) > (ours.len(), other);
        other != index && comes_first && ours.iter().all(|&place| it.has(place))
    })
}

/// Makes two groups of each that is named after one of two claims and holds the other: one without
/// the one and one without the other, so that what stands beside them loses neither.
fn part(drafts: &mut Vec<Draft>, one: Place, other: Place) {
    let mut others = Vec::new();
    for draft in drafts.iter_mut().filter(|it| it.has(one) && it.has(other)) {
        draft.is_touched = true;
        let leaves = match draft.head {
            Some(head) if head == one => other,
            Some(head) if head == other => one,
            _ => continue,
        };
        let head = if leaves == one { other } else { one };
        let without =
            |leaving: Place| draft.places.iter().copied().filter(move |&it| it != leaving);
        others.push(Draft::new(without(head).collect()));
        draft.places = without(leaves).collect();
    }
    drafts.extend(others);
}

/// Brings two claims into one group: that of the one or of the other, else a new one.
fn join(drafts: &mut Vec<Draft>, one: Place, other: Place) {
    let mut is_joined = false;
    for draft in drafts.iter_mut().filter(|it| it.has(one) && it.has(other)) {
        draft.is_touched = true;
        is_joined = true;
    }
    if is_joined {
        return;
    }
    let place = drafts.iter().position(|it| it.has(one)).map(|index| (index, other));
    let place = place.or_else(|| Some((drafts.iter().position(|it| it.has(other))?, one)));
    if let Some((index, joins)) = place {
        drafts[index].places.push(joins);
        drafts[index].is_touched = true;
    } else {
        drafts.push(Draft::new(vec![one, other]));
    }
}

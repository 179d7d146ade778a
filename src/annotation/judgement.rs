//! The reader's word about two claims of different articles.
//!
//! Knows the words that were judged and what was said of them. Must never know how claims are found
//! or compared: a judgement stands above what is computed.

use jiff::Timestamp;

use super::anchor::{Finder, Placement};
use super::surroundings;
use super::{Anchor, Id};
use crate::text::code_points::CodePoints;

/// What the reader decided about two claims.
///
/// Two judgements can be about the same claims, after two people judged them; the one that was
/// changed last counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// Random.
    pub id: Id,
    /// The two claims.
    pub pair: Pair,
    /// What is so of them.
    pub verdict: PairVerdict,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// What the reader decided about a pair of claims.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PairVerdict {
    /// They are about the same matter.
    Same,
    /// They are not.
    NotSame,
    /// They are about the same matter and cannot both be true.
    Conflicts,
    /// They can both be true.
    NoConflict,
}

impl PairVerdict {
    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "the same matter",
            Self::NotSame => "not the same",
            Self::Conflicts => "conflict",
            Self::NoConflict => "no conflict",
        }
    }
}

/// The words of a claim, in the article that says them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quoted {
    /// The article.
    pub article: Id,
    /// The words.
    pub anchor: Anchor,
}

/// Two claims, neither before the other: they are kept in the order of their articles and places,
/// so that the same two are equal however they were named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair(Box<[Quoted; 2]>);

/// Where the words of a claim are in a text that may have changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// What became of the words.
    pub placement: Placement,
    /// Whether they or the rest of their sentence are not as they were, so that they may mean
    /// something else; told as far as [`super::anchor::CONTEXT`] code points from them. Also where
    /// it cannot be told whether a change is in their sentence or in the next.
    pub is_changed: bool,
}

impl Judgement {
    /// Looks for both claims in the texts that `text_of` has of their articles; neither is told where
    /// that is not at hand.
    pub fn place<'a>(
        &self,
        text_of: impl Fn(Id) -> Option<(&'a str, &'a CodePoints)>,
    ) -> [Option<Site>; 2] {
        let place = |quoted: &Quoted| {
            let (text, code_points) = text_of(quoted.article)?;
            Some(quoted.place(&mut Finder::new(text, code_points)))
        };
        [place(self.pair.one()), place(self.pair.other())]
    }
}

impl Pair {
    /// The pair of two claims, named in any order.
    pub fn new(one: Quoted, other: Quoted) -> Self {
        let is_first = one.rank() <= other.rank();
        Self(Box::new(if is_first { [one, other] } else { [other, one] }))
    }

    /// The claim that comes first in the order of articles and places.
    pub const fn one(&self) -> &Quoted {
        let [one, _] = &*self.0;
        one
    }

    /// The claim that comes second.
    pub const fn other(&self) -> &Quoted {
        let [_, other] = &*self.0;
        other
    }

    /// Both, in their order.
    pub fn into_sides(self) -> [Quoted; 2] {
        *self.0
    }
}

impl Quoted {
    /// Looks for the words in a text of their article.
    pub fn place(&self, finder: &mut Finder<'_>) -> Site {
        let placement = finder.place(self.anchor.selector());
        let is_changed = match placement {
            Placement::Exact(span) | Placement::Moved(span) => {
                !surroundings::are_alike(&self.anchor, &finder.anchor(span))
            }
            Placement::Edited(_) => true,
            Placement::Uncertain(_) | Placement::Lost => false,
        };
        Site { placement, is_changed }
    }

    /// What a pair is ordered by.
    fn rank(&self) -> (Id, u32, u32, &str) {
        (self.article, self.anchor.start, self.anchor.end, self.anchor.exact())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const HARBOUR: &str =
        "Ostra voted early. The council paid 40 crowns, its clerk said. It rained.";
    const GAZETTE: &str = "The council paid 50 crowns. Nobody asked why.";

    fn id(number: u64) -> Id {
        format!("{number:016x}").parse().unwrap()
    }

    fn quoted(article: u64, text: &str, words: &str) -> Quoted {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Quoted { article: id(article), anchor: Anchor::new(text, &CodePoints::new(text), span) }
    }

    fn judgement() -> Judgement {
        let one = quoted(1, HARBOUR, "The council paid 40 crowns");
        let other = quoted(2, GAZETTE, "The council paid 50 crowns.");
        Judgement {
            id: id(3),
            pair: Pair::new(one, other),
            verdict: PairVerdict::Conflicts,
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
        }
    }

    /// The judgement's claims in these texts of its articles.
    fn placed(harbour: Option<&str>, gazette: Option<&str>) -> [Option<Site>; 2] {
        let at_hand =
            |text: Option<&str>| text.map(|text| (text.to_owned(), CodePoints::new(text)));
        let (harbour, gazette) = (at_hand(harbour), at_hand(gazette));
        judgement().place(|article| {
            let known = if article == id(1) { &harbour } else { &gazette };
            known.as_ref().map(|(text, code_points)| (text.as_str(), code_points))
        })
    }

    #[test]
    fn a_pair_has_no_first_side() {
        let one = quoted(1, HARBOUR, "Ostra voted early.");
        let later = quoted(1, HARBOUR, "It rained.");
        let other = quoted(2, GAZETTE, "The council paid 50 crowns.");
        for (first, second) in [(&one, &other), (&one, &later), (&later, &other)] {
            let pair = Pair::new(second.clone(), first.clone());
            assert_eq!(pair, Pair::new(first.clone(), second.clone()));
            assert_eq!((pair.one(), pair.other()), (first, second));
        }
    }

    #[test]
    fn both_claims_are_found_where_they_are_now() {
        let [one, other] = placed(Some(HARBOUR), Some(GAZETTE)).map(Option::unwrap);
        assert_eq!(one.placement.same().unwrap().of(HARBOUR), "The council paid 40 crowns");
        assert_eq!(other.placement.same().unwrap().of(GAZETTE), "The council paid 50 crowns.");

        let longer = format!("A correction\n\nThis was changed on Monday. {GAZETTE}");
        let [_, moved] = placed(Some(HARBOUR), Some(&longer)).map(Option::unwrap);
        let Placement::Moved(span) = moved.placement else { panic!("not moved") };
        assert_eq!((span.of(&longer), moved.is_changed), ("The council paid 50 crowns.", false));
    }

    #[test]
    fn a_claim_that_is_gone_is_told_from_one_whose_article_is_not_open() {
        let [gone, closed] = placed(Some("Nothing was paid for."), None);
        assert_eq!(gone, Some(Site { placement: Placement::Lost, is_changed: false }));
        assert_eq!(closed, None);
    }

    #[test]
    fn a_claim_whose_words_changed_is_found_and_told() {
        let edited = placed(Some(&HARBOUR.replace("40", "45")), Some(GAZETTE));
        let [one, _] = edited.map(Option::unwrap);
        assert!(matches!(one.placement, Placement::Edited(_)));
        assert!(one.is_changed);
    }

    #[test]
    fn the_same_words_in_another_sentence_are_told() {
        for (text, is_changed) in [
            (HARBOUR, false),
            ("It was dry. The council paid 40 crowns, its clerk said. It snowed.", false),
            ("The council paid 40 crowns, its clerk said.", false),
            ("The council paid 40 crowns,\nits clerk said.\n\nIt snowed.", false),
            ("Ostra voted early. The council paid 40 crowns, its clerk denied. It rained.", true),
            ("Ostra voted early. The council paid 40 crowns. It rained.", true),
            ("Ostra voted early. No clerk says: The council paid 40 crowns, its clerk said.", true),
        ] {
            let [one, _] = placed(Some(text), Some(GAZETTE)).map(Option::unwrap);
            assert!(one.placement.span().is_some(), "{text}");
            assert_eq!(one.is_changed, is_changed, "{text}");
        }
    }
}

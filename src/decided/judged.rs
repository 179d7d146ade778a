//! The reader's judgements on pairs of claims, put upon the claims that were found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::anchor::Finder;
use crate::annotation::{Id, Judgement, Ledger, PairVerdict, Quoted};
use crate::group::{Account, Place, Ruling, Rulings};
use crate::text::code_points::CodePoints;

/// A judgement on claims of two articles that are at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// The articles, by their places among all of them, each with its claim.
    pub sides: [(usize, Quoted); 2],
    /// What is so of the two.
    pub verdict: PairVerdict,
}

/// The judgements of which both articles are at hand, in the order in which they were made;
/// `articles` has the place of each record's article.
pub fn judged(ledger: &Ledger, articles: &BTreeMap<Id, usize>) -> Vec<Judged> {
    let mut all: Vec<&Judgement> = ledger.judgements().collect();
    all.sort_by_key(|judgement| (judgement.changed, judgement.id));
    let at_hand = all.into_iter().filter_map(|judgement| {
        let side = |quoted: &Quoted| Some((*articles.get(&quoted.article)?, quoted.clone()));
        let sides = [side(judgement.pair.one())?, side(judgement.pair.other())?];
        Some(Judged { sides, verdict: judgement.verdict })
    });
    at_hand.collect()
}

/// What the judgements come to among the claims that were found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decided {
    /// What follows for the groups.
    pub rulings: Rulings,
    /// What was said of each claim.
    words: BTreeMap<Place, BTreeMap<Place, Word>>,
}

/// What the reader said of two claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// What is so of the two.
    pub verdict: PairVerdict,
    /// Whether the text around either is not what it was when they were judged.
    pub is_stale: bool,
}

impl Decided {
    /// What was said of a claim, each with the other one.
    pub fn words(&self, place: Place) -> impl Iterator<Item = (Place, Word)> {
        self.words.get(&place).into_iter().flatten().map(|(&other, &word)| (other, word))
    }
}

/// What the judgements say of the claims of these articles. A judgement on words that are no claim,
/// or that are not there any more, says nothing here.
pub fn decided(judged: &[Judged], accounts: &[Account<'_>]) -> Decided {
    let articles: BTreeSet<usize> =
        judged.iter().flat_map(|it| it.sides.each_ref().map(|(article, _)| *article)).collect();
    let texts = articles.into_iter().filter_map(|index| {
        let text = accounts.get(index)?.text;
        Some((index, (text, CodePoints::new(text))))
    });
    let texts: BTreeMap<usize, (&str, CodePoints)> = texts.collect();
    let mut finders: BTreeMap<usize, Finder<'_>> =
        texts.iter().map(|(&index, it)| (index, Finder::new(it.0, &it.1))).collect();
    let mut place = |(article, quoted): &(usize, Quoted)| {
        let account = accounts.get(*article)?;
        let site = quoted.place(finders.get_mut(article)?);
        let span = site.placement.same()?;
        let claims = account.claims.iter().enumerate();
        let there = claims.filter(|(_, claim)| claim.span.overlaps(span));
        let shared = there
            .max_by_key(|(index, claim)| (claim.span.intersection(span).len(), Reverse(*index)));
        Some((Place { article: *article, claim: shared?.0 }, site.is_changed))
    };
    let mut decided = Decided::default();
    for judgement in judged {
        let [one, other] = &judgement.sides;
        let Some(((one, here), (other, there))) = place(one).zip(place(other)) else { continue };
        decided.rulings.put(one, other, ruling(judgement.verdict));
        let word = Word { verdict: judgement.verdict, is_stale: here || there };
        for (one, other) in [(one, other), (other, one)] {
            decided.words.entry(one).or_default().insert(other, word);
        }
    }
    decided
}

/// What follows of what the reader said.
pub const fn ruling(verdict: PairVerdict) -> Ruling {
    match verdict {
        PairVerdict::Same => Ruling::Same,
        PairVerdict::NotSame => Ruling::NotSame,
        PairVerdict::Conflicts => Ruling::Conflicts,
        PairVerdict::NoConflict => Ruling::NoConflict,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::annotation::{Anchor, Entry, Pair};
    use crate::text::Span;

    const PIER: &str =
        "The line paid 13 million crowns for the pier. It rained on Monday in Ostra.";
    const QUAY: &str = "The pier cost 15 million crowns, a letter shows. Nobody was there.";

    fn id(number: u64) -> Id {
        format!("{number:016x}").parse().unwrap()
    }

    fn quoted(article: u64, text: &str, words: &str) -> Quoted {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Quoted { article: id(article), anchor: Anchor::new(text, &CodePoints::new(text), span) }
    }

    fn judgement(number: u64, second: i64, verdict: PairVerdict, paid: &str) -> Entry {
        let changed = Timestamp::from_second(second).unwrap();
        Entry::Judgement(Judgement {
            id: id(number),
            pair: Pair::new(quoted(1, PIER, paid), quoted(2, QUAY, "cost 15 million crowns")),
            verdict,
            created: changed,
            changed,
        })
    }

    fn ruled(entries: impl IntoIterator<Item = Entry>, articles: &[(Id, usize)]) -> Rulings {
        let ledger: Ledger = entries.into_iter().collect();
        let judged = judged(&ledger, &articles.iter().copied().collect());
        let documents = [PIER, QUAY].map(|text| crate::document::read("a.txt", text.as_bytes()).0);
        let claims = documents.each_ref().map(crate::claim::assess);
        let accounts: Vec<Account<'_>> = documents
            .iter()
            .zip(&claims)
            .map(|(document, claims)| Account { key: "", text: document.text(), claims })
            .collect();
        decided(&judged, &accounts).rulings
    }

    const FIRST: Place = Place { article: 0, claim: 0 };
    const SECOND: Place = Place { article: 1, claim: 0 };

    #[test]
    fn a_judgement_is_found_by_its_words_and_the_last_one_counts() {
        let all = [
            judgement(7, 20, PairVerdict::NoConflict, "The line paid 13 million crowns"),
            judgement(8, 10, PairVerdict::Conflicts, "paid 13 million crowns"),
        ];
        let rulings = ruled(all, &[(id(1), 0), (id(2), 1)]);
        assert_eq!(rulings.on(FIRST, SECOND), Some(Ruling::NoConflict));
        assert_eq!(rulings.on(SECOND, FIRST), Some(Ruling::NoConflict));
    }

    #[test]
    fn a_judgement_on_an_article_that_is_not_open_says_nothing() {
        let one = [judgement(7, 20, PairVerdict::Same, "The line paid")];
        assert_eq!(ruled(one, &[(id(1), 0)]), Rulings::default());
    }

    #[test]
    fn a_judgement_on_words_that_were_edited_says_nothing() {
        let before = PIER.replace("13 million", "12 million");
        let one = quoted(1, &before, "The line paid 12 million crowns for the pier.");
        let changed = Timestamp::UNIX_EPOCH;
        let judgement = Entry::Judgement(Judgement {
            id: id(7),
            pair: Pair::new(one, quoted(2, QUAY, "cost 15 million crowns")),
            verdict: PairVerdict::NoConflict,
            created: changed,
            changed,
        });
        assert_eq!(ruled([judgement], &[(id(1), 0), (id(2), 1)]), Rulings::default());
    }
}

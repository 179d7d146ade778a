//! The reader's judgements on pairs of claims, put upon the claims that were found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::anchor::Finder;
use crate::annotation::{Anchor, Id, Judgement, Ledger, PairVerdict};
use crate::group::{Account, Place, Ruling, Rulings};
use crate::text::code_points::CodePoints;

/// A judgement on claims of two articles that are at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// The articles, by their places among all of them, each with the words of its claim.
    pub sides: [(usize, Anchor); 2],
    /// What is so of the two.
    pub verdict: PairVerdict,
}

/// The judgements of which both articles are at hand, in the order in which they were made;
/// `articles` has the place of each record's article.
pub fn judged(ledger: &Ledger, articles: &BTreeMap<Id, usize>) -> Vec<Judged> {
    let mut all: Vec<&Judgement> = ledger.judgements().collect();
    all.sort_by_key(|judgement| (judgement.changed, judgement.id));
    let at_hand = all.into_iter().filter_map(|judgement| {
        let side = |quoted: &crate::annotation::Quoted| {
            Some((*articles.get(&quoted.article)?, quoted.anchor.clone()))
        };
        let sides = [side(judgement.pair.one())?, side(judgement.pair.other())?];
        Some(Judged { sides, verdict: judgement.verdict })
    });
    at_hand.collect()
}

/// What the judgements say of the claims of these articles. A judgement on words that are no claim,
/// or that were edited or are gone, says nothing here.
pub fn rulings(judged: &[Judged], accounts: &[Account<'_>]) -> Rulings {
    let articles: BTreeSet<usize> =
        judged.iter().flat_map(|it| it.sides.each_ref().map(|(article, _)| *article)).collect();
    let texts = articles.into_iter().filter_map(|index| {
        let text = accounts.get(index)?.text;
        Some((index, (text, CodePoints::new(text))))
    });
    let texts: BTreeMap<usize, (&str, CodePoints)> = texts.collect();
    let mut finders: BTreeMap<usize, Finder<'_>> =
        texts.iter().map(|(&index, it)| (index, Finder::new(it.0, &it.1))).collect();
    let mut place = |(article, anchor): &(usize, Anchor)| {
        let account = accounts.get(*article)?;
        let span = finders.get_mut(article)?.place(anchor.selector()).same()?;
        let claims = account.claims.iter().enumerate();
        let there = claims.filter(|(_, claim)| claim.span.overlaps(span));
        let shared = there
            .max_by_key(|(index, claim)| (claim.span.intersection(span).len(), Reverse(*index)));
        Some(Place { article: *article, claim: shared?.0 })
    };
    let mut rulings = Rulings::default();
    for judgement in judged {
        let [one, other] = &judgement.sides;
        if let Some((one, other)) = place(one).zip(place(other)) {
            rulings.put(one, other, ruling(judgement.verdict));
        }
    }
    rulings
}

const fn ruling(verdict: PairVerdict) -> Ruling {
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
    use crate::annotation::{Entry, Pair, Quoted};
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
        rulings(&judged, &accounts)
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

//! How many other articles of a story say what a claim says.
//!
//! Knows claims and the words they share. Must never know files, screens or decisions. Claims are
//! looked up by the stems of their words in one index over the story, and words that stand in very
//! many of them are passed over, so that the work grows with the text and never with its square.
//! It is a cue for ranking and a reason to be told; which claims belong together is not decided
//! here.

use std::borrow::{Borrow, Cow};

use super::{Claim, Claims, Value, ValueKind};
use crate::text::hash::fnv1a;

/// How many letters of a word are its stem.
const STEM: usize = 6;
/// A stem in more claims than this tells nothing.
const COMMON: usize = 100;
/// From this likeness on (cosine of the weighted stems) two claims speak of the same.
const ALIKE: f32 = 0.3;
/// A claim of fewer stems is like too many others.
const LEAST: usize = 3;

/// What one, two, and three or more other articles that say it add to the log-odds of a claim.
const WEIGHTS: [f32; 3] = [0.5, 0.8, 1.0];

/// What the claims of one article are about: their stems, claim by claim.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    claims: Vec<Vec<u64>>,
}

impl Profile {
    /// Of the claims found in `text`.
    pub fn new(text: &str, claims: &Claims) -> Self {
        let stems = claims.iter().map(|claim| stems(text, claim, claims.values_of(claim)));
        Self { claims: stems.collect() }
    }
}

/// The stems of a claim, sorted, each once: words from three letters on, and values by amount.
fn stems(text: &str, claim: &Claim, values: &[Value]) -> Vec<u64> {
    let words = claim.span.of(text).split(|c: char| !c.is_alphanumeric());
    let mut stems: Vec<u64> = words.filter_map(stem).collect();
    let values = values.iter().filter(|value| value.kind != ValueKind::Count);
    stems.extend(values.map(|value| value.amount.to_bits() ^ value.kind as u64));
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn stem(word: &str) -> Option<u64> {
    let mut letters = [0_u8; STEM * 4];
    let mut len = 0;
    for letter in word.chars().flat_map(char::to_lowercase).take(STEM) {
        len += letter.encode_utf8(letters.get_mut(len..)?).len();
    }
    (word.chars().nth(2).is_some()).then(|| fnv1a(&letters[..len]))
}

/// For each claim of each article, how many of the other articles speak of it, too.
pub fn echoes<P: Borrow<Profile>>(articles: &[P]) -> Vec<Vec<usize>> {
    let index = Index::new(articles);
    let mut scratch = vec![0.0; index.owners.len()];
    let mut first = 0;
    articles
        .iter()
        .map(|article| {
            let claims = first..first + article.borrow().claims.len();
            first = claims.end;
            claims.map(|claim| index.echoes_of(claim, &mut scratch)).collect()
        })
        .collect()
}

/// The claims of a story by their stems.
struct Index<'a> {
    /// The article of each claim.
    owners: Vec<usize>,
    stems: Vec<&'a [u64]>,
    /// Every stem with a claim it stands in, sorted.
    places: Vec<(u64, usize)>,
    /// The length of each claim's vector of weighted stems.
    norms: Vec<f32>,
}

impl<'a> Index<'a> {
    fn new<P: Borrow<Profile>>(articles: &'a [P]) -> Self {
        let claims = articles.iter().enumerate().flat_map(|(article, it)| {
            it.borrow().claims.iter().map(move |stems| (article, &**stems))
        });
        let (owners, stems): (Vec<usize>, Vec<&[u64]>) = claims.unzip();
        let mut places: Vec<(u64, usize)> = stems
            .iter()
            .enumerate()
            .flat_map(|(claim, stems)| stems.iter().map(move |&stem| (stem, claim)))
            .collect();
        places.sort_unstable();
        let mut index = Self { owners, stems, places, norms: Vec::new() };
        let squares = |claim: usize| -> f32 {
            index.stems[claim].iter().map(|&stem| index.weight(index.of(stem).len()).powi(2)).sum()
        };
        index.norms = (0..index.stems.len()).map(|claim| squares(claim).sqrt()).collect();
        index
    }

    fn of(&self, stem: u64) -> &[(u64, usize)] {
        let from = self.places.partition_point(|place| place.0 < stem);
        let rest = &self.places[from..];
        &rest[..rest.partition_point(|place| place.0 == stem)]
    }

    /// What a stem that stands in so many claims weighs.
    #[expect(clippy::cast_precision_loss, reason = "a weight needs no more")]
    fn weight(&self, places: usize) -> f32 {
        if places > COMMON { 0.0 } else { (self.owners.len() as f32 / places as f32).ln() }
    }

    /// `scratch` is nought for each claim, before and after.
    fn echoes_of(&self, claim: usize, scratch: &mut [f32]) -> usize {
        if self.stems[claim].len() < LEAST {
            return 0;
        }
        let mut touched = Vec::new();
        for &stem in self.stems[claim] {
            let places = self.of(stem);
            let square = self.weight(places.len()).powi(2);
            if square == 0.0 {
                continue;
            }
            for &(_, other) in places.iter().filter(|it| self.owners[it.1] != self.owners[claim]) {
                if scratch[other] == 0.0 {
                    touched.push(other);
                }
                scratch[other] += square;
            }
        }
        let is_alike = |&other: &usize| {
            self.stems[other].len() >= LEAST
                && scratch[other] > ALIKE * self.norms[claim] * self.norms[other]
        };
        let mut alike: Vec<usize> =
            touched.iter().copied().filter(is_alike).map(|other| self.owners[other]).collect();
        alike.sort_unstable();
        alike.dedup();
        for other in touched {
            scratch[other] = 0.0;
        }
        alike.len()
    }
}

/// Puts down how many other articles say each claim, and lets its score tell it. What is proposed
/// stays as it is: that depends on the article alone.
pub fn hear(claims: &mut Claims, echoes: &[usize]) {
    for (claim, &others) in claims.iter_mut().zip(echoes) {
        let before = claim.others as usize;
        claim.others = u32::try_from(others).unwrap_or(u32::MAX);
        let odds = (claim.score / (1.0 - claim.score)).ln() + weight(others) - weight(before);
        if odds.is_finite() {
            claim.score = 1.0 / (1.0 + (-odds).exp());
        }
    }
}

/// What so many other articles that say a claim add to its log-odds.
pub fn weight(others: usize) -> f32 {
    others.checked_sub(1).map_or(0.0, |index| WEIGHTS[index.min(WEIGHTS.len() - 1)])
}

/// The reason that the reader is told; none where no other article says it.
pub fn reason(others: usize) -> Option<Cow<'static, str>> {
    const WORDS: [&str; 8] = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
    match others {
        0 => None,
        1 => Some("another article speaks of it".into()),
        _ => Some(match WORDS.get(others - 2) {
            Some(word) => format!("{word} other articles speak of it").into(),
            None => format!("{others} other articles speak of it").into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::assess;
    use crate::document;

    /// The claims of articles, and how many others say each.
    fn heard(texts: &[&str]) -> Vec<Vec<(String, usize)>> {
        let read = |text: &&str| {
            let (document, _) = document::read("a.txt", text.as_bytes());
            let claims = assess(&document);
            (document, claims)
        };
        let mut articles: Vec<_> = texts.iter().map(read).collect();
        let profiles: Vec<Profile> =
            articles.iter().map(|(it, claims)| Profile::new(it.text(), claims)).collect();
        let counts = echoes(&profiles);
        for ((_, claims), counts) in articles.iter_mut().zip(&counts) {
            hear(claims, counts);
        }
        let told = |document: &document::Document, claim: &Claim| {
            (document.slice(claim.span).to_owned(), claim.others as usize)
        };
        articles
            .iter()
            .map(|(document, claims)| claims.iter().map(|claim| told(document, claim)).collect())
            .collect()
    }

    const SALE: [&str; 3] = [
        "The Harbour Trust sold the north pier to Nordvik for 40 million crowns. Boats are slow in the rain.",
        "Nordvik bought the north pier from the Harbour Trust for 40 million crowns. Nobody wept at the gate.",
        "For 40 million crowns the Harbour Trust has sold its north pier to Nordvik. Gulls cried over the market.",
    ];

    #[test]
    fn what_other_articles_say_is_counted_article_by_article() {
        let heard = heard(&SALE);
        for article in &heard {
            let counts: Vec<usize> = article.iter().map(|claim| claim.1).collect();
            assert_eq!(counts, [2, 0], "{article:?}");
        }
    }

    #[test]
    fn one_article_has_no_echo_and_does_not_echo_itself() {
        let twice = format!("{} {}", SALE[0], SALE[0]);
        assert!(heard(&[&twice])[0].iter().all(|claim| claim.1 == 0));
        assert!(heard(&[]).is_empty());
    }

    #[test]
    fn hearing_raises_the_score_tells_the_reason_and_can_be_done_anew() {
        let (document, _) = document::read("a.txt", SALE[0].as_bytes());
        let alone = assess(&document);
        let mut claims = alone.clone();
        let counts = vec![3; claims.len()];
        hear(&mut claims, &counts);
        assert!(claims[0].score > alone[0].score && claims[0].score < 1.0);
        assert_eq!(claims[0].proposed, alone[0].proposed);
        assert_eq!(claims[0].reasons().last().unwrap(), "three other articles speak of it");
        hear(&mut claims, &vec![0; alone.len()]);
        assert!((claims[0].score - alone[0].score).abs() < 1e-4);
        assert!(claims[0].reasons().eq(alone[0].reasons()));
    }

    #[test]
    fn the_reason_in_words() {
        assert_eq!(reason(0), None);
        assert_eq!(reason(1).unwrap(), "another article speaks of it");
        assert_eq!(reason(9).unwrap(), "nine other articles speak of it");
        assert_eq!(reason(12).unwrap(), "12 other articles speak of it");
    }

    #[test]
    fn stems_are_the_beginnings_of_words() {
        assert_eq!(stem("Distributed"), stem("distributes"));
        assert_ne!(stem("pier"), stem("piers"));
        assert_eq!(stem("of"), None);
        assert_eq!(stem("ÉLANÉÉÉÉ"), stem("élanéééx"));
    }
}

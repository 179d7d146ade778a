//! How many of so many: *all eight boats*, *two of the eight lifeboats*, *none of the 12*.
//!
//! Knows the words of two claims. Two shares of one whole exclude each other only where the same is
//! said of both, or where the one says that something is still, not or never so.

use super::reading::{Reading, Role, Word};

/// The least number that is a whole.
const LEAST: u32 = 3;
/// How many words behind the counted tell what is said of them.
const BEHIND: usize = 4;
/// How many words lead from *every one of* to the number.
const LED: usize = 3;

const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
/// What says that the whole is meant, and what before it takes that back.
const ALL: &[&str] = &["all", "all of", "each of", "each one of", "every one of"];
const NEARLY: &[&str] = &["almost", "but", "nearly", "not", "nothing"];
/// What stands before the number of a whole.
const OWNERS: &[&str] = &["her", "his", "its", "our", "the", "their", "those"];
/// What ends the phrase of the counted before anything is said of them.
const LINKS: &[&str] = &["at", "by", "for", "from", "in", "of", "on", "who", "with"];
/// What is said to be otherwise.
const UNDONE: &[&str] = &["failed", "never", "not", "remained", "still"];

/// A share of a whole.
#[derive(Clone, Debug)]
pub(super) struct Share {
    /// Its first and its last word, which is that for the counted.
    pub(super) first: usize,
    pub(super) last: usize,
    part: u32,
    whole: u32,
    /// By what the shares of other claims are found; no word of a claim.
    pub(super) key: String,
}

/// The shares of a claim.
pub(super) fn shares(reading: &Reading<'_>) -> Vec<Share> {
    (0..reading.words.len())
        .filter_map(|at| part(reading, at).or_else(|| all(reading, at)))
        .collect()
}

fn word<'a>(reading: &'a Reading<'_>, at: usize) -> &'a str {
    reading.words.get(at).map_or("", |it| it.lower.as_str())
}

fn number(said: &str) -> Option<u32> {
    let named = NUMBERS.iter().zip(0..).find(|(it, _)| **it == said).map(|(_, number)| number);
    named.or_else(|| said.parse().ok())
}

/// *Two of the eight boats*.
fn part(reading: &Reading<'_>, at: usize) -> Option<Share> {
    let said = word(reading, at);
    let part = if said == "none" { 0 } else { number(said)? };
    let owned = usize::from(OWNERS.contains(&word(reading, at + 2)));
    let whole = number(word(reading, at + 2 + owned))?;
    let is_of = word(reading, at + 1) == "of" && part < whole;
    is_of.then(|| share(reading, at, at + 3 + owned, part, whole)).flatten()
}

/// *All eight boats*, *every one of the ship's eight boats*.
fn all(reading: &Reading<'_>, at: usize) -> Option<Share> {
    let before = at.checked_sub(1).map_or("", |before| word(reading, before));
    let lead = ALL.iter().rev().find(|it| reading.stands(at, it))?;
    let behind = at + 1 + lead.matches(' ').count();
    let counted = (behind..=behind + LED).find_map(|it| Some((it, number(word(reading, it))?)));
    let (place, whole) = counted.filter(|_| !NEARLY.contains(&before))?;
    share(reading, at, place + 1, whole, whole)
}

fn share(reading: &Reading<'_>, first: usize, last: usize, part: u32, whole: u32) -> Option<Share> {
    let counted = reading.words.get(last).filter(|it| it.is_content())?;
    let is_one = whole >= LEAST && counted.lower.ends_with('s');
    is_one.then(|| Share { first, last, part, whole, key: format!("= of {whole}") })
}

impl Share {
    /// Whether it is the same share.
    pub(super) const fn fits(&self, other: &Self) -> bool {
        self.part == other.part && self.whole == other.whole
    }
}

/// Whether two shares of one whole exclude each other.
pub(super) fn contradict(
    one: &Reading<'_>,
    mine: &Share,
    other: &Reading<'_>,
    its: &Share,
) -> bool {
    let (counted, its_counted) = (word(one, mine.last), word(other, its.last));
    // Lifeboats are boats.
    let of_one = counted.ends_with(its_counted) || its_counted.ends_with(counted);
    let (said, its_said) = (said(one, mine), said(other, its));
    let undone = |of: &[&Word]| of.iter().any(|it| UNDONE.contains(&it.lower.as_str()));
    let act = |of: &[&Word]| {
        let word = of.iter().find(|it| it.role == Role::Content);
        word.map(|it| it.normal.clone())
    };
    let alike = match (undone(&said), undone(&its_said)) {
        (false, false) => act(&said).is_some() && act(&said) == act(&its_said),
        (mine_is, its_is) => mine_is != its_is && act(&said).is_some() && act(&its_said).is_some(),
    };
    mine.whole == its.whole
        && mine.part != its.part
        && of_one
        && alike
        && one.is_ahead() == other.is_ahead()
}

/// What is said of the counted: the words behind them; nothing where their phrase goes on.
fn said<'a>(reading: &'a Reading<'_>, share: &Share) -> Vec<&'a Word> {
    let behind = reading.words.iter().skip(share.last + 1).take(BEHIND);
    behind.take_while(|it| !LINKS.contains(&it.lower.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [ALL, NEARLY, OWNERS, LINKS, UNDONE] {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
    }
}

//! Which words of a passage were changed.
//!
//! Knows two wordings. Must never know where either stands.

use super::alignment::align;
use super::folded::Folded;

/// Two wordings of more words than this, one times the other, are told whole.
const MOST: usize = 250_000;

/// Words that became others. One of the two may be empty: then words were put in, or taken out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reworded {
    /// The words before.
    pub old: String,
    /// The words now.
    pub new: String,
}

/// What became of the words of one wording in another, in order. Words are what white space
/// parts, so that a figure is told with all of its digits.
pub fn reworded(old: &str, new: &str) -> Vec<Reworded> {
    let (old, new) = (Folded::new(old), Folded::new(new));
    let old: Vec<&str> = old.text().split_whitespace().collect();
    let new: Vec<&str> = new.text().split_whitespace().collect();
    let matches = if old.len() * new.len() > MOST {
        Vec::new()
    } else {
        let same = |one: usize, other: usize| f32::from(u8::from(old[one] == new[other]));
        align(&vec![1.0; old.len()], [0, old.len()], new.len(), same)
    };
    let mut changes = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let ends = matches.iter().map(|it| (it.sought, it.found));
    for (to_old, to_new) in ends.chain([(old.len(), new.len())]) {
        let (was, is) = (&old[from_old..to_old], &new[from_new..to_new]);
        if !was.is_empty() || !is.is_empty() {
            changes.push(Reworded { old: was.join(" "), new: is.join(" ") });
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_told() {
        let old = "The council paid 1,250 crowns for the pump.";
        for (new, expected) in [
            (old, vec![]),
            ("The  council\npaid 1,250 crowns for the pump.", vec![]),
            ("The council paid 1,350 crowns for the pump.", vec![("1,250", "1,350")]),
            ("The council never paid 1,250 crowns for the pump.", vec![("", "never")]),
            (
                "Council paid crowns for the pump, too.",
                vec![("The council", "Council"), ("1,250", ""), ("pump.", "pump, too.")],
            ),
            ("", vec![(old, "")]),
        ] {
            let expected: Vec<Reworded> = expected
                .into_iter()
                .map(|(old, new)| Reworded { old: old.to_owned(), new: new.to_owned() })
                .collect();
            assert_eq!(reworded(old, new), expected, "{new}");
        }
    }

    #[test]
    fn what_is_very_long_is_told_whole() {
        let (old, new) = ("a ".repeat(600), "a ".repeat(601));
        assert_eq!(reworded(&old, &new).len(), 1);
    }
}

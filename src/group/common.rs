//! Words of so many uses that two claims share them by chance.
//!
//! Knows words. Rarity in one story does not tell them: most words of a small story are rare in it.

use std::collections::BTreeSet;

/// The words, in lower case.
pub(super) fn words() -> BTreeSet<&'static str> {
    WORDS.split_ascii_whitespace().collect()
}

/// Whether a word in lower case is one of them.
pub(super) fn is_common(word: &str) -> bool {
    WORDS.split_ascii_whitespace().any(|it| it == word)
}

/// Sorted.
const WORDS: &str = "\
    able account add again age already amid another appear area around ask away back bad base \
    become begin best better big bring call came care carry case cause certain chance change \
    clear come common consider continue could country course day decade different direct early \
    easy effect enough even event ever every expect face fact far feel few final find first \
    follow force form found free full further future gave general get give given go goes going \
    gone good great grow half hand hard hear held help high hold hope hour idea important include \
    interest involve issue keep kind know known large last lead less let level life like line \
    little live long look lose lot low made main major make man matter mean member minute moment \
    month more most move much name near need never new next night note number office old order \
    part pass past person place play point possible problem provide put quite rather reach read \
    ready real really reason recent remain rest result return right rule run same saw second see \
    seem seen send sense set several short show side simple single sit situation small sort speak \
    stand start stay step still story strong sure take taken tell term thing think third time \
    together told took toward try turn two type understand use used via view want way week well \
    went whole wide will within word work world year yet young";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_work_are_common_and_those_of_a_matter_are_not() {
        assert!(WORDS.split_ascii_whitespace().is_sorted_by(|one, two| one < two));
        let words = words();
        assert!(["able", "took", "young"].iter().all(|word| words.contains(word)));
        assert!(["", "ferry", "harbour"].iter().all(|word| !words.contains(word)));
        assert!(is_common("made") && !is_common("ferry"));
    }
}

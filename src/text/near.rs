//! "Did you mean": the word nearest to one that is not known.

/// From which likeness on (Jaro and Winkler, 0 to 1) a word is proposed for a mistyped one.
const LEAST_LIKENESS: f64 = 0.75;

/// The word most like what was typed, where one is like it.
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    words
        .into_iter()
        .map(|word| (strsim::jaro_winkler(typed, word), word))
        .filter(|(likeness, _)| *likeness > LEAST_LIKENESS)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_proposed_and_no_strange_one() {
        let words = ["measure", "mouse", "theme"];
        assert_eq!(nearest("mesure", words), Some("measure"));
        assert_eq!(nearest("mous", words), Some("mouse"));
        assert_eq!(nearest("xyz", words), None);
    }
}

//! What different forms of a word, and different words for the same, have in common.
//!
//! Knows words. Must never know claims.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rust_stemmers::{Algorithm, Stemmer};

use super::synonym;

/// Makes normal forms.
pub(super) struct Normals {
    stemmer: Stemmer,
    /// From a stem to the stem that stands for all that mean the same.
    synonyms: BTreeMap<String, String>,
    /// What was made of a word before: a story has few words, again and again.
    made: Mutex<BTreeMap<String, String>>,
}

/// How many words are remembered.
const REMEMBERED: usize = 50_000;

impl Normals {
    pub(super) fn new() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let synonyms = synonym::table(|word| stemmer.stem(word).into_owned());
        Self { synonyms, stemmer, made: Mutex::default() }
    }

    /// The stem of a word in lower case, or of the word that stands for all that mean the same.
    pub(super) fn of(&self, word: &str) -> String {
        // Each thread has its own: nobody waits here.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.get(word) {
            return known.clone();
        }
        let stem = self.stem(word);
        let normal = self.synonyms.get(&stem).cloned().unwrap_or(stem);
        if made.len() < REMEMBERED {
            made.insert(word.to_owned(), normal.clone());
        }
        normal
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        let bare = word.strip_suffix("'s").unwrap_or(word).replace('.', "");
        self.stemmer.stem(&bare).into_owned()
    }
}

impl std::fmt::Debug for Normals {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Normals").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_synonyms_of_a_word_are_one() {
        let normals = Normals::new();
        assert_eq!(normals.of("suspended"), normals.of("halts"));
        assert_eq!(normals.of("u.s."), normals.of("american"));
        assert_eq!(normals.of("council's"), normals.of("councils"));
        assert_ne!(normals.of("ferry"), normals.of("bridge"));
    }
}

//! Where clauses begin, and which words are their verbs.
//!
//! Knows tokens. Must never know sentences, rules or scores.

use super::lexicon::Class;
use super::token::{TokenKind, Tokens};

/// Words that begin a clause which leans on another.
pub(super) const LEANING: &[&str] = &[
    "after", "although", "as", "because", "before", "even", "given", "if", "once", "since",
    "though", "unless", "until", "when", "whenever", "where", "whereas", "whether", "while",
    "with",
];
/// Words behind which a determiner does not begin another clause.
pub(super) const BEFORE_A_NOUN: &[&str] = &[
    "about", "across", "after", "against", "all", "among", "and", "around", "at", "between",
    "both", "by", "during", "for", "from", "half", "in", "inside", "into", "near", "of", "on",
    "or", "outside", "over", "to", "toward", "towards", "under", "with", "within",
];
/// Words with which a noun phrase begins.
pub(super) const DETERMINERS: &[&str] =
    &["a", "an", "every", "her", "his", "its", "our", "the", "their", "this"];
/// Forms of *be*, *have* and *do* that need no other verb.
pub(super) const FINITE: &[&str] =
    &["are", "did", "do", "does", "had", "has", "have", "is", "was", "were"];
/// Lists of verbs whose third person is a verb wherever a subject stands before it.
pub(super) const PRESENT: &[Class] = &[
    Class::Speech,
    Class::WeakSpeech,
    Class::Change,
    Class::Event,
    Class::Terms,
    Class::Interpretation,
    Class::Lasting,
];

/// Whether a token is a verb that a subject can stand before.
pub(super) fn is_finite(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    if tokens.is(index, Class::Modal) {
        return true;
    }
    if tokens.is(index, Class::Auxiliary) {
        return FINITE.contains(&word) || word.ends_with("n't");
    }
    let is_past = tokens.is(index, Class::Past);
    let Some(before) = index.checked_sub(1) else { return false };
    if !(is_past || word.ends_with('s') && is_verb(tokens, index))
        || tokens.is_name(index)
        || DETERMINERS.contains(&tokens.word(before))
    {
        return false;
    }
    let joined = matches!(tokens.word(before), "-") || tokens.word(index + 1) == "-";
    let noun_follows =
        |index: usize| tokens.is_kind(index, TokenKind::Word) && !tokens.is(index, Class::Function);
    if joined {
        return false;
    }
    if is_past {
        let adverb = tokens.word(before).ends_with("ly");
        let helper = tokens.is(before, Class::Auxiliary)
            || adverb && before > 0 && tokens.is(before - 1, Class::Auxiliary);
        // "for revised plans", "tightly joined boats": a participle before its noun.
        let adjective =
            (adverb || BEFORE_A_NOUN.contains(&tokens.word(before))) && noun_follows(index + 1);
        return !helper && !adjective;
    }
    let singular = tokens.is_name(before)
        || matches!(tokens.word(before), "he" | "it" | "she" | "also" | "still" | "now")
        || tokens.is_kind(before, TokenKind::Word)
            && !tokens.word(before).ends_with('s')
            && !tokens.is(before, Class::Function);
    let next_is_verb =
        FINITE.contains(&tokens.word(index + 1)) || tokens.is(index + 1, Class::Modal);
    let ends = tokens.is_kind(index + 1, TokenKind::Mark) && !tokens.is_glued(index + 2);
    singular && !next_is_verb && !ends
}

pub(super) fn is_verb(tokens: &Tokens<'_>, index: usize) -> bool {
    PRESENT.iter().any(|class| tokens.is(index, *class)) || tokens.is(index, Class::Past)
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;
    use crate::text::Span;

    /// The finite verbs of a text.
    fn verbs(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        (0..tokens.len()).filter(|&at| is_finite(&tokens, at)).map(|at| tokens.raw(at)).collect()
    }

    #[test]
    fn verbs_with_a_subject_are_finite() {
        assert_eq!(verbs("The line sold the pier, and the mayor can keep it."), ["sold", "can"]);
        assert_eq!(verbs("Nordvik retains the pier that was closed."), ["retains", "was"]);
    }

    #[test]
    fn participles_plurals_and_compounds_are_not() {
        assert_eq!(verbs("The revised plan of long-closed piers"), [""; 0]);
        assert_eq!(verbs("the drops of closed lines"), [""; 0]);
        assert_eq!(verbs("its ban on boat gains, large"), [""; 0]);
        assert_eq!(verbs("the tightly joined boats of a line being closely tied to it"), [""; 0]);
    }
}

//! Which words of a claim are denied.
//!
//! Knows words. What stands beside a denial, under a condition or behind a verb of ending is left
//! open: no contradiction is built on it.

use super::reading::{Role, Word};

/// Whether what a word says is asserted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stance {
    /// Nothing near it denies it.
    Asserted,
    /// It is denied.
    Denied,
    /// Who can tell.
    Open,
}

/// How many words may stand between a word of denial and what it denies.
pub(super) const REACH: usize = 4;
/// How many words around a denial, and behind a verb of ending, are left open.
const NEAR: usize = 7;

/// Words of denial whose next word of content is denied. Others leave open what they deny.
const DENIALS: &[&str] = &["cannot", "denied", "denies", "deny", "never", "no", "non", "not"];

/// What makes more of a denial, or less: *not only*.
const TURNS: &[&str] = &["further", "just", "least", "more", "only", "sure", "yet"];

/// Verbs behind which something has ended.
const ENDINGS: &[&str] = &[
    "abolish",
    "cancel",
    "drop",
    "eliminate",
    "end",
    "lift",
    "lose",
    "remove",
    "repeal",
    "revoke",
    "scrap",
    "stop",
    "strip",
    "suspend",
    "terminate",
    "waive",
];

/// Verbs behind which, and behind their *from*, something is kept from happening.
const PREVENTIONS: &[&str] =
    &["banned", "barred", "blocked", "forbidden", "kept", "prevented", "prohibited", "stopped"];
/// How many words may stand between such a verb and its *from*.
const KEPT: usize = 4;

/// Words whose next word tells which one is meant.
const OWNERS: &[&str] = &["her", "his", "its", "our", "their"];

/// Words whose next word is not stated.
const NO_STATEMENTS: &[&str] = &["alleged", "possible", "potential", "supposed", "suspected", "to"];

/// Words behind which nothing is asserted.
const CONDITIONS: &[&str] = &["if", "unless", "whether", "who", "whoever"];

/// Marks the words of a claim; `parted` are the words before which a clause begins.
pub(super) fn mark(words: &mut [Word], parted: &[usize]) {
    let condition = words.iter().position(|word| CONDITIONS.contains(&word.lower.as_str()));
    if let Some(behind) = condition.and_then(|at| words.get_mut(at..)) {
        for word in behind {
            word.stance = Stance::Open;
        }
    }
    for index in 0..words.len() {
        if is_ending(&words[index].lower) || keeps_from(words, index) {
            open(words, index + 1, index + 1 + NEAR);
        }
        if words[index].role == Role::Denial {
            // What it says itself ("rejected") is said.
            let own = words[index].stance;
            // What was said in a clause before stands.
            let clause = parted.iter().rev().find(|it| **it <= index).copied().unwrap_or_default();
            open(words, index.saturating_sub(NEAR).max(clause), index + NEAR);
            words[index].stance = own;
        }
    }
    for index in 1..words.len() {
        if is_no_statement(words, index) {
            words[index].stance = Stance::Open;
        }
    }
    for index in 0..words.len() {
        let conditional = condition.is_some_and(|at| at < index);
        if !conditional && denies(words, index) {
            let behind = words[index + 1..].iter_mut().take(REACH);
            if let Some(word) = behind.into_iter().find(|word| is_denied(word)) {
                word.stance = Stance::Denied;
            }
        }
    }
}

/// Whether what a word says is only aimed at, suspected or named: *to end*, *alleged sale*,
/// *the end of*, *the limits of exclusivity*, *their exclusive partnership*.
fn is_no_statement(words: &[Word], index: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let named = matches!(lower(index - 1), "a" | "an" | "the") && lower(index + 1) == "of";
    let of = lower(index - 1) == "of" && words[index].role == Role::Content;
    let owned = OWNERS.contains(&lower(index - 1))
        && words[index].side.is_some()
        && words.get(index + 1).is_some_and(|next| next.role == Role::Content);
    let manner = usize::from(index > 1 && lower(index - 1).ends_with("ly"));
    let before = lower(index - 1 - manner);
    named || of || owned || words[index].role == Role::Content && NO_STATEMENTS.contains(&before)
}

fn open(words: &mut [Word], from: usize, to: usize) {
    for word in words.iter_mut().take(to).skip(from) {
        word.stance = Stance::Open;
    }
}

/// Whether the word at an index denies the next word of content.
fn denies(words: &[Word], index: usize) -> bool {
    let lower = words[index].lower.as_str();
    let turned = words.get(index + 1).is_some_and(|next| TURNS.contains(&next.lower.as_str()));
    (DENIALS.contains(&lower) || lower.ends_with("n't")) && !turned
}

/// Whether a word behind a denial is what is denied: *longer* only says since when.
pub(super) fn is_denied(word: &Word) -> bool {
    word.role == Role::Content && !matches!(word.lower.as_str(), "longer" | "yet" | "any")
}

/// Whether a *from* stands behind what keeps somebody from something: *barred the jury from*.
fn keeps_from(words: &[Word], index: usize) -> bool {
    let mut before = words[index.saturating_sub(KEPT + 1)..index].iter();
    let prevents = |word: &Word| PREVENTIONS.contains(&word.lower.as_str());
    words[index].lower == "from" && before.any(prevents)
}

fn is_ending(lower: &str) -> bool {
    let stems = [lower, lower.trim_end_matches('s'), lower.trim_end_matches('d')];
    let doubled = lower.strip_suffix("ped").or_else(|| lower.strip_suffix("ping"));
    let base = lower.strip_suffix("ed").or_else(|| lower.strip_suffix("ing"));
    stems.into_iter().chain(doubled).chain(base).any(|stem| ENDINGS.contains(&stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [DENIALS, TURNS, ENDINGS, PREVENTIONS, OWNERS, NO_STATEMENTS, CONDITIONS] {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
    }

    #[test]
    fn verbs_of_ending_are_known_in_every_form() {
        for word in ["end", "ends", "ended", "ending", "drops", "dropped", "revoked", "stripping"] {
            assert!(is_ending(word), "{word}");
        }
        assert!(!is_ending("mooring"));
    }
}

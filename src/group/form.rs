//! A claim as a row of terms, with its clauses and the terms that stand close together.
//!
//! Knows tokens and values. Must never know other claims.

use super::vocabulary::{Term, Vocabulary};
use super::wording::{Couple, couple, sorted};
use crate::claim::lexicon::Class;
use crate::claim::token::{TokenKind, Tokens};
use crate::claim::{Value, ValueKind};

/// How many terms further two of them still stand close together.
const REACH: usize = 3;

/// The terms of a claim in text order, each with the number of its clause.
pub(super) struct Form(Vec<(Term, usize)>);

impl Form {
    /// The terms, as often as they stand.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> {
        self.0.iter().map(|(term, _)| *term)
    }

    /// The terms of each clause, and of each two neighbours together.
    pub(super) fn clauses(&self) -> Vec<Vec<Term>> {
        let parts: Vec<Vec<Term>> = self
            .0
            .chunk_by(|one, other| one.1 == other.1)
            .map(|clause| sorted(clause.iter().map(|(term, _)| *term)))
            .collect();
        let unions = parts.windows(2).map(|two| sorted(two.iter().flatten().copied()));
        let unions: Vec<Vec<Term>> = unions.collect();
        parts.into_iter().chain(unions).filter(|clause| clause.len() > 1).collect()
    }

    /// The terms that stand close together.
    pub(super) fn couples(&self) -> Vec<Couple> {
        let mut couples = Vec::with_capacity(self.0.len() * REACH);
        for (index, (one, _)) in self.0.iter().enumerate() {
            for (other, _) in self.0.iter().skip(index + 1).take(REACH) {
                if one != other {
                    couples.push(couple(*one, *other));
                }
            }
        }
        couples.sort_unstable();
        couples.dedup();
        couples
    }
}

/// The terms of a claim that states these values, in text order.
pub(super) fn form(tokens: &Tokens<'_>, values: &[Value], vocabulary: &mut Vocabulary) -> Form {
    let mut found = Vec::with_capacity(tokens.len());
    let mut values = values.iter().peekable();
    let mut clause = 0;
    for (index, token) in tokens.all().iter().enumerate() {
        while values.peek().is_some_and(|value| value.span.end() <= token.span.start()) {
            values.next();
        }
        if let Some(value) = values.peek()
            && value.span.start() == token.span.start()
        {
            let kind = if value.kind == ValueKind::Date { "on" } else { "=" };
            found.push((vocabulary.figure(&format!("{kind}{}", value.amount)), clause));
        }
        let in_value = values.peek().is_some_and(|value| value.span.overlaps(token.span));
        clause += usize::from(begins_a_clause(tokens, index) && !in_value);
        match token.kind {
            TokenKind::Mark => {}
            TokenKind::Number if in_value => {}
            TokenKind::Number => found.push((vocabulary.figure(tokens.word(index)), clause)),
            TokenKind::Word if means_nothing(tokens, index) => {}
            TokenKind::Word => found.push((vocabulary.word(tokens, index), clause)),
        }
    }
    Form(found)
}

/// Whether a clause ends before a token.
fn begins_a_clause(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    if tokens.is_kind(index, TokenKind::Mark) {
        return matches!(word, "," | ";" | ":" | "—" | "–" | "(" | ")" | "\"" | "“" | "”");
    }
    tokens.is(index, Class::Boundary) && !matches!(word, "so" | "how")
}

/// Whether a word only holds others together, or is an address before a name.
fn means_nothing(tokens: &Tokens<'_>, index: usize) -> bool {
    const EMPTY: &[Class] =
        &[Class::Function, Class::Pronoun, Class::Auxiliary, Class::Modal, Class::Numeral];
    let word = tokens.word(index);
    EMPTY.iter().any(|class| tokens.is(index, *class))
        || word.ends_with("n't")
        || matches!(word, "mr" | "mrs" | "ms" | "dr")
}

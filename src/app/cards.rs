//! The sidebar's claims set for the screen: only those that are on it.

use std::collections::BTreeMap;

use crate::annotation::{Annotation, Ledger};
use crate::story::Article;
use crate::text::{Span, wrap};

use super::Model;
use super::accounts::Stances;
use super::claim_rows::{ClaimRow, ClaimRows};
use super::filter::Shown;

/// A claim on the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// Its index among the sidebar's claims.
    pub index: usize,
    /// The claim.
    pub row: ClaimRow,
    /// Its lines.
    pub lines: Vec<CardLine>,
    /// How other articles stand to it; absent where they were not compared.
    pub stances: Option<Stances>,
}

/// A line of a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CardLine {
    /// A line of the claim's own words.
    Wording {
        /// The bytes of the document's text.
        span: Span,
        /// Whether words are left out after it.
        cut: bool,
    },
    /// A line of the claim in the reader's words.
    Reworded {
        /// The bytes of those words.
        span: Span,
        /// Whether words are left out after it.
        cut: bool,
    },
    /// Who says it.
    Source,
    /// How other articles stand to it.
    Stances,
    /// What the reader decided.
    Decision,
    /// Nothing, to set claims apart.
    Gap,
}

/// Cells before a claim's words: number and kind.
pub const LEAD: u16 = 6;
/// Lines of a claim's words that are shown while the cursor is elsewhere.
const SHORT: usize = 2;
/// Lines that are shown of the claim under the cursor.
const LONG: usize = 6;

/// What the cards are made of.
#[derive(Clone, Copy, Debug)]
pub struct Deck<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its claims.
    pub claims: &'a ClaimRows,
    /// Those that are shown.
    pub shown: Shown<'a>,
    /// What else is known of them.
    pub model: &'a Model,
    /// The reader's decisions.
    pub ledger: &'a Ledger,
    /// The claim under the cursor.
    pub cursor: usize,
    /// The pane's inner width in cells.
    pub width: u16,
}

/// How many claims' words are kept: more than any screen holds.
const KEPT: usize = 256;

/// The words of claims of one article set to lines.
///
/// It is a memory of a pure function: dropping it changes nothing but time.
#[derive(Clone, Debug, Default)]
pub struct SetWords {
    width: usize,
    lines: BTreeMap<Span, Vec<Span>>,
}

impl SetWords {
    /// The lines of the words at `span` of a text, which must be the same at every call.
    fn lines(&mut self, text: &str, span: Span, width: usize) -> &[Span] {
        if self.width != width || self.lines.len() >= KEPT {
            *self = Self { width, ..Self::default() };
        }
        self.lines.entry(span).or_insert_with(|| set(span.of(text), width))
    }
}

fn set(words: &str, width: usize) -> Vec<Span> {
    wrap::wrap(words, width, wrap::Setting::Flowing).into_iter().map(|line| line.span).collect()
}

impl Deck<'_> {
    /// The cards of a pane of `height` lines: those from `top` on, or others if the one under the
    /// cursor would not be among them. `known` are words of this article that were set before.
    pub fn lay_out(&self, top: usize, height: usize, known: &mut SetWords) -> Vec<Card> {
        // The last one shown up to the cursor is to be in sight.
        let nth = self.nth_of_cursor();
        let Some(cursor) = self.shown.get(nth) else { return Vec::new() };
        let from = self.shown.before(top).min(nth);
        let cards = self.from(from, height, known);
        let lines: usize = cards.iter().map(|card| card.lines.len()).sum();
        if lines < height && from > 0 {
            // Nothing comes after them: what stands before them takes the room.
            let top = self.top_for(self.shown.len().saturating_sub(1), height, known);
            return self.from(top.min(from), height, known);
        }
        let wholes = cards.iter().scan(0, |sum, card| {
            *sum += card.lines.len();
            Some((*sum, card.index))
        });
        let mut wholes = wholes.take_while(|(sum, _)| *sum <= height + 1);
        if wholes.any(|(_, index)| index == cursor) {
            return cards;
        }
        let top = self.top_for(nth, height, known);
        self.from(top, height, known)
    }

    /// The place of the claim under the cursor among those shown, or of the last one before it.
    fn nth_of_cursor(&self) -> usize {
        let before = self.shown.before(self.cursor);
        if self.shown.has(self.cursor) { before } else { before.saturating_sub(1) }
    }

    /// The cards from the one shown as number `first` on.
    fn from(&self, first: usize, height: usize, known: &mut SetWords) -> Vec<Card> {
        let mut left = height;
        let mut cards = Vec::new();
        for nth in first..self.shown.len() {
            if left == 0 {
                break;
            }
            let Some(card) = self.card(nth, known) else { break };
            left = left.saturating_sub(card.lines.len());
            cards.push(card);
        }
        cards
    }

    /// The number of the first card of a pane in which the card shown as number `last` is the last.
    fn top_for(&self, last: usize, height: usize, known: &mut SetWords) -> usize {
        let mut left = height + 1;
        let mut top = last;
        for nth in (0..=last).rev() {
            let lines = self.card(nth, known).map_or(0, |card| card.lines.len());
            if lines > left {
                break;
            }
            left -= lines;
            top = nth;
        }
        top
    }

    /// The card of the claim shown as number `nth`.
    fn card(&self, nth: usize, known: &mut SetWords) -> Option<Card> {
        let index = self.shown.get(nth)?;
        let row = self.claims.get(index)?;
        let decided = row.annotation().and_then(|id| self.ledger.annotation(id));
        let most = if index == self.cursor { LONG } else { SHORT };
        let mut lines = self.words(row.span, decided, most, known);
        let claim = row.claim().and_then(|claim| self.article.claims().get(claim));
        if claim.is_some_and(|claim| self.article.claims().attribution_of(claim).is_some()) {
            lines.push(CardLine::Source);
        }
        let stances = self.model.stances(row);
        if stances.is_some_and(|stances| stances.articles() > 0) {
            lines.push(CardLine::Stances);
        }
        if decided.is_some_and(|annotation| !annotation.is_empty()) {
            lines.push(CardLine::Decision);
        }
        lines.push(CardLine::Gap);
        Some(Card { index, row, lines, stances })
    }

    /// The lines of a claim's words: the reader's own, else those of the article.
    fn words(
        &self,
        span: Span,
        decided: Option<&Annotation>,
        most: usize,
        known: &mut SetWords,
    ) -> Vec<CardLine> {
        let own = decided.map(|it| &*it.wording).filter(|own| !own.is_empty());
        let width = usize::from(self.width.saturating_sub(LEAD));
        let rewritten = own.map(|own| set(own, width));
        let set = match &rewritten {
            Some(set) => set,
            None => known.lines(self.article.document.text(), span, width),
        };
        let last = most.min(set.len());
        let is_cut = set.len() > most;
        let lines = set.iter().take(most).enumerate().map(|(index, line)| {
            let cut = is_cut && index + 1 == last;
            match own {
                Some(_) => CardLine::Reworded { span: *line, cut },
                None => CardLine::Wording { span: line.shifted(span.start()), cut },
            }
        });
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_once_for_each_width() {
        let text = "The ferry carries 40 cars. It leaves at noon.";
        let (first, second) = (Span::new(0, 26), Span::new(27, 45));
        let mut known = SetWords::default();
        let lines = known.lines(text, first, 10).to_vec();
        assert_eq!(lines, set(first.of(text), 10));
        // What is known is not looked at again.
        assert_eq!(known.lines("", first, 10), lines);
        assert_eq!(known.lines(text, second, 10), set(second.of(text), 10));
        assert_eq!(known.lines(text, first, 80), set(first.of(text), 80));
    }

    #[test]
    fn no_more_words_are_kept_than_a_screen_may_hold() {
        let text = "a ".repeat(4 * KEPT);
        let mut known = SetWords::default();
        for at in 0..2 * KEPT {
            known.lines(&text, Span::new(2 * at, 2 * at + 1), 10);
            assert!(known.lines.len() <= KEPT);
        }
    }
}

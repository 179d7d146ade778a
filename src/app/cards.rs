//! The sidebar's claims set for the screen: only those that are on it.

use crate::annotation::{Annotation, Ledger};
use crate::story::Article;
use crate::text::{Span, wrap};

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
    /// The reader's decisions.
    pub ledger: &'a Ledger,
    /// The claim under the cursor.
    pub cursor: usize,
    /// The pane's inner width in cells.
    pub width: u16,
}

impl Deck<'_> {
    /// The cards of a pane of `height` lines: those from `top` on, or others if the one under the
    /// cursor would not be among them.
    pub fn lay_out(&self, top: usize, height: usize) -> Vec<Card> {
        // The last one shown up to the cursor is to be in sight.
        let nth = self.nth_of_cursor();
        let Some(cursor) = self.shown.get(nth) else { return Vec::new() };
        let from = self.shown.before(top).min(nth);
        let cards = self.from(from, height);
        let wholes = cards.iter().scan(0, |sum, card| {
            *sum += card.lines.len();
            Some((*sum, card.index))
        });
        let mut wholes = wholes.take_while(|(sum, _)| *sum <= height + 1);
        if wholes.any(|(_, index)| index == cursor) {
            return cards;
        }
        self.from(self.top_for(nth, height), height)
    }

    /// The place of the claim under the cursor among those shown, or of the last one before it.
    fn nth_of_cursor(&self) -> usize {
        let before = self.shown.before(self.cursor);
        if self.shown.has(self.cursor) { before } else { before.saturating_sub(1) }
    }

    /// The cards from the one shown as number `first` on.
    fn from(&self, first: usize, height: usize) -> Vec<Card> {
        let mut left = height;
        let mut cards = Vec::new();
        for nth in first..self.shown.len() {
            if left == 0 {
                break;
            }
            let Some(card) = self.card(nth) else { break };
            left = left.saturating_sub(card.lines.len());
            cards.push(card);
        }
        cards
    }

    /// The number of the first card of a pane in which the card shown as number `last` is the last.
    fn top_for(&self, last: usize, height: usize) -> usize {
        let mut left = height + 1;
        let mut top = last;
        for nth in (0..=last).rev() {
            let lines = self.card(nth).map_or(0, |card| card.lines.len());
            if lines > left {
                break;
            }
            left -= lines;
            top = nth;
        }
        top
    }

    /// The card of the claim shown as number `nth`.
    fn card(&self, nth: usize) -> Option<Card> {
        let index = self.shown.get(nth)?;
        let row = self.claims.get(index)?;
        let decided = row.annotation.and_then(|id| self.ledger.annotation(id));
        let most = if index == self.cursor { LONG } else { SHORT };
        let mut lines = self.words(row.span, decided, most);
        let claim = row.claim.and_then(|claim| self.article.claims().get(claim));
        if claim.is_some_and(|claim| claim.attribution.is_some()) {
            lines.push(CardLine::Source);
        }
        if decided.is_some_and(|annotation| !annotation.is_empty()) {
            lines.push(CardLine::Decision);
        }
        lines.push(CardLine::Gap);
        Some(Card { index, row, lines })
    }
    /// The lines of a claim's words: the reader's own, else those of the article.
    fn words(&self, span: Span, decided: Option<&Annotation>, most: usize) -> Vec<CardLine> {
        let own = decided.map(|it| it.wording.as_str()).filter(|own| !own.is_empty());
        let width = usize::from(self.width.saturating_sub(LEAD));
        let text = own.unwrap_or_else(|| self.article.document.slice(span));
        let set = wrap::wrap(text, width, wrap::Setting::Flowing);
        let last = most.min(set.len());
        let is_cut = set.len() > most;
        let lines = set.into_iter().take(most).enumerate().map(|(index, line)| {
            let cut = is_cut && index + 1 == last;
            match own {
                Some(_) => CardLine::Reworded { span: line.span, cut },
                None => CardLine::Wording { span: line.span.shifted(span.start()), cut },
            }
        });
        lines.collect()
    }
}

//! Where an annotation sits, told by its words.

use crate::text::Span;
use crate::text::code_points::CodePoints;

/// How many code points of context are kept on either side.
pub const CONTEXT: usize = 32;

/// A passage by its words, its surroundings and its place.
///
/// The words are the W3C Web Annotation `TextQuoteSelector`, the place its `TextPositionSelector` (<https://www.w3.org/TR/annotation-model/>): offsets count code points.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchor {
    /// The passage itself.
    pub exact: String,
    /// Up to [`CONTEXT`] code points before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] code points after it.
    pub suffix: String,
    /// The code points before it.
    pub start: usize,
    /// The code points before its end.
    pub end: usize,
}

/// What became of an anchor in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placement {
    /// The same words at the same place.
    Exact(Span),
    /// The same words, once, at another place.
    Moved(Span),
    /// The same words at several other places, none better than the rest.
    Uncertain,
    /// The words are gone.
    Lost,
}

impl Placement {
    /// Where it sits, when that is certain.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) => Some(span),
            Self::Uncertain | Self::Lost => None,
        }
    }
}

impl Anchor {
    /// Describes a passage of a text.
    pub fn new(text: &str, code_points: &CodePoints, span: Span) -> Self {
        let before = text.get(..span.start()).unwrap_or_default();
        let after = text.get(span.end()..).unwrap_or_default();
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(index, _)| index);
        Self {
            exact: span.of(text).to_owned(),
            prefix: before.get(from..).unwrap_or_default().to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
            start: code_points.of_byte(text, span.start()),
            end: code_points.of_byte(text, span.end()),
        }
    }

    /// Finds the passage in a text that may have changed.
    ///
    /// The same words count; of several places the one whose surroundings are alike wins, and
    /// where none does the answer is [`Placement::Uncertain`], never a guess.
    pub fn place(&self, text: &str, code_points: &CodePoints) -> Placement {
        if self.exact.is_empty() {
            return Placement::Lost;
        }
        let start = code_points.to_byte(text, self.start);
        let hint = Span::new(start, start + self.exact.len());
        if hint.of(text) == self.exact && self.likeness(text, hint) == self.context_len() {
            return Placement::Exact(hint);
        }
        let mut candidates: Vec<(usize, Span)> = text
            .match_indices(&self.exact)
            .map(|(start, words)| Span::new(start, start + words.len()))
            .map(|span| (self.likeness(text, span), span))
            .collect();
        candidates.sort_by_key(|&(likeness, span)| (std::cmp::Reverse(likeness), span));
        match candidates.as_slice() {
            [] => Placement::Lost,
            [(_, only)] => found(*only, hint),
            [(best, first), (second, _), ..] if best > second => found(*first, hint),
            [..] => Placement::Uncertain,
        }
    }

    fn context_len(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }

    /// How many bytes of context, counted outwards from the passage, are the same.
    fn likeness(&self, text: &str, span: Span) -> usize {
        let before = text.get(..span.start()).unwrap_or_default();
        let after = text.get(span.end()..).unwrap_or_default();
        let same = |pair: &(u8, u8)| pair.0 == pair.1;
        self.prefix.bytes().rev().zip(before.bytes().rev()).take_while(same).count()
            + self.suffix.bytes().zip(after.bytes()).take_while(same).count()
    }
}

fn found(span: Span, hint: Span) -> Placement {
    if span == hint { Placement::Exact(span) } else { Placement::Moved(span) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(text: &str, words: &str) -> Anchor {
        let start = text.find(words).unwrap();
        Anchor::new(text, &CodePoints::new(text), Span::new(start, start + words.len()))
    }

    fn place(anchor: &Anchor, text: &str) -> Placement {
        anchor.place(text, &CodePoints::new(text))
    }

    #[test]
    fn the_same_text_is_exact() {
        let text = "Zürich – the fee was 40 crowns. It is no longer.";
        let anchor = anchor(text, "the fee was 40 crowns.");
        assert_eq!(anchor.start, 9);
        assert_eq!(place(&anchor, text).span().unwrap().of(text), "the fee was 40 crowns.");
        assert!(matches!(place(&anchor, text), Placement::Exact(_)));
    }

    #[test]
    fn text_put_in_before_it_moves_it() {
        let anchor = anchor("One. Two. Three.", "Two.");
        let longer = "Zero. One. Two. Three.";
        assert!(matches!(place(&anchor, longer), Placement::Moved(span) if span.start() == 11));
    }

    #[test]
    fn context_tells_two_equal_sentences_apart() {
        let anchor = anchor("In May it rose. He agreed. In June it fell.", "He agreed.");
        let other =
            "At first he refused. He agreed. Then: In May it rose. He agreed. In June it fell.";
        let span = place(&anchor, other).span().unwrap();
        assert_eq!(span.start(), other.rfind("He agreed.").unwrap());
    }

    #[test]
    fn look_alikes_are_never_chosen() {
        let anchor = anchor("Yes. ", "Yes.");
        assert_eq!(place(&anchor, "x Yes.x x Yes.x"), Placement::Uncertain);
    }

    #[test]
    fn changed_words_are_lost() {
        let anchor = anchor("It costs 12 crowns.", "It costs 12 crowns.");
        assert_eq!(place(&anchor, "It costs 15 crowns."), Placement::Lost);
    }
}

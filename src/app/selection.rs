//! A selection in the text: where it was begun, and what it covers up to the cursor. Pure.

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::Id;
use crate::document::Document;
use crate::text::Span;

/// A selection. Its head is the cursor of the reading pane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selection {
    /// The byte it was begun at.
    pub anchor: usize,
    /// What it is made of.
    pub grain: Grain,
    /// The ends before each step of growing, for the way back: anchor and head.
    grown: Vec<(usize, usize)>,
    /// The annotation whose ends are being moved, where it is that.
    pub adjusts: Option<Id>,
}

/// What a selection is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    /// Characters: it ends where its ends are.
    Characters,
    /// Sentences: it covers all of those that its ends are in.
    Sentences,
}

/// What a selection grows to and moves by, smallest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A word, without the signs around it.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph, heading or list item.
    Block,
}

const UNITS: [Unit; 3] = [Unit::Word, Unit::Sentence, Unit::Block];

impl Selection {
    /// A selection that begins at a byte of the text.
    pub const fn new(anchor: usize, grain: Grain) -> Self {
        Self { anchor, grain, grown: Vec::new(), adjusts: None }
    }

    /// What is selected while the cursor is on `head`: both ends are inside, white space around
    /// them is not.
    pub fn span(&self, document: &Document, head: usize) -> Span {
        let (from, to) = (self.anchor.min(head), self.anchor.max(head));
        let text = document.text();
        match self.grain {
            Grain::Characters => Span::new(from, glyph_end(text, to)).trimmed(text),
            Grain::Sentences => {
                let sentence = |at| unit_at(document, Unit::Sentence, at);
                Span::new(sentence(from).start(), sentence(to).end()).trimmed(text)
            }
        }
    }

    /// Covers the smallest of word, sentence and paragraph that is more than what is selected, and
    /// after that one paragraph more; answers where the head is then.
    pub fn grow(&mut self, document: &Document, head: usize) -> usize {
        let now = self.span(document, head);
        let text = document.text();
        let around = |unit| {
            let end = unit_at(document, unit, now.end().saturating_sub(1)).end();
            Span::new(unit_at(document, unit, now.start()).start(), end).trimmed(text)
        };
        let next_block = document.blocks().get(document.block_at(now.end()) + 1);
        let further = next_block.map(|block| Span::new(now.start(), block.span.end()));
        let larger = UNITS.into_iter().map(around).chain(further);
        let wanted = larger.into_iter().find(|span| span.covers(now) && span.len() > now.len());
        let Some(wanted) = wanted else { return head };
        self.grown.push((self.anchor, head));
        self.cover(document, wanted)
    }

    /// Takes the last step of growing back, else keeps the largest unit under the head that is
    /// less than what is selected; answers where the head is then.
    pub fn shrink(&mut self, document: &Document, head: usize) -> usize {
        if let Some((anchor, head)) = self.grown.pop() {
            self.anchor = anchor;
            return head;
        }
        let now = self.span(document, head);
        let units = UNITS.into_iter().rev().map(|unit| unit_at(document, unit, head));
        let smaller = units
            .map(|span| span.intersection(now).trimmed(document.text()))
            .find(|span| span.len() < now.len() && !span.is_empty());
        smaller.map_or(head, |span| self.cover(document, span))
    }

    /// Makes the selection cover a span, with the head at its end.
    pub fn cover(&mut self, document: &Document, span: Span) -> usize {
        self.grain = Grain::Characters;
        self.anchor = span.start();
        last_glyph(document.text(), span)
    }
}

/// The byte at which the last glyph of a span begins.
pub fn last_glyph(text: &str, span: Span) -> usize {
    let last = span.of(text).grapheme_indices(true).next_back();
    span.start() + last.map_or(0, |(index, _)| index)
}

/// The byte after the glyph at `offset`.
fn glyph_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    offset + rest.graphemes(true).next().map_or(0, str::len)
}

/// The word at a byte of the text; between words the one before.
pub fn word_at(document: &Document, offset: usize) -> Span {
    unit_at(document, Unit::Word, offset)
}

/// Where the next unit ends that ends after `head`, or the last one that ends before it: its last
/// glyph.
pub fn end_of(document: &Document, unit: Unit, head: usize, forward: bool) -> Option<usize> {
    let text = document.text();
    let mut ends = units_near(document, unit, head)
        .into_iter()
        .map(|span| span.trimmed(text))
        .filter(|span| !span.is_empty())
        .map(|span| last_glyph(text, span));
    if forward { ends.find(|&end| end > head) } else { ends.take_while(|&end| end < head).last() }
}

/// The units of the block at `head`, of the one before and of the one after.
fn units_near(document: &Document, unit: Unit, head: usize) -> Vec<Span> {
    let block = document.block_at(head);
    let near = block.saturating_sub(1)..(block + 2).min(document.blocks().len());
    let blocks = document.blocks().get(near).unwrap_or_default();
    match unit {
        Unit::Block => blocks.iter().map(|block| block.span).collect(),
        Unit::Sentence => blocks.iter().flat_map(|block| document.sentences_of(block)).collect(),
        Unit::Word => blocks.iter().flat_map(|block| words(document, block.span)).collect(),
    }
}

fn words(document: &Document, block: Span) -> impl Iterator<Item = Span> {
    document.slice(block).unicode_word_indices().map(move |(index, word)| {
        Span::new(block.start() + index, block.start() + index + word.len())
    })
}

fn unit_at(document: &Document, unit: Unit, offset: usize) -> Span {
    let block = document.blocks().get(document.block_at(offset));
    let block = block.map(|block| block.span).unwrap_or_default();
    match unit {
        Unit::Block => block,
        Unit::Sentence => document.sentence_at(offset).unwrap_or(block),
        Unit::Word => {
            let before = words(document, block).take_while(|span| span.start() <= offset);
            before.last().unwrap_or(block)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The ferry was sold. It cost 40 million crowns.\n\nThe mayor said nothing.\n\nThe end.\n";

    fn document() -> Document {
        crate::document::read("a.txt", TEXT.as_bytes()).0
    }

    fn at(words: &str) -> usize {
        TEXT.find(words).unwrap()
    }

    fn told<'a>(document: &'a Document, selection: &Selection, head: usize) -> &'a str {
        selection.span(document, head).of(document.text())
    }

    #[test]
    fn both_ends_are_inside_whichever_is_first() {
        let document = document();
        let forward = Selection::new(at("ferry"), Grain::Characters);
        assert_eq!(told(&document, &forward, at("ry was")), "ferr");
        let backward = Selection::new(at("ry was"), Grain::Characters);
        assert_eq!(told(&document, &backward, at("ferry")), "ferr");
    }

    #[test]
    fn sentences_are_covered_whole_and_across_paragraphs() {
        let document = document();
        let selection = Selection::new(at("cost"), Grain::Sentences);
        assert_eq!(told(&document, &selection, at("crowns")), "It cost 40 million crowns.");
        let both = told(&document, &selection, at("nothing"));
        assert!(both.starts_with("It cost") && both.ends_with("said nothing."));
    }

    #[test]
    fn growing_goes_by_units_and_shrinking_goes_back() {
        let document = document();
        let mut selection = Selection::new(at("ost 40"), Grain::Characters);
        let mut head = at("ost 40");
        let mut seen = vec![told(&document, &selection, head).to_owned()];
        for _ in 0..4 {
            head = selection.grow(&document, head);
            seen.push(told(&document, &selection, head).to_owned());
        }
        assert_eq!(seen[1..3], ["cost", "It cost 40 million crowns."]);
        assert!(seen[3].starts_with("The ferry") && seen[3].ends_with("crowns."));
        assert!(seen[4].starts_with("The ferry") && seen[4].ends_with("said nothing."));
        for before in seen.iter().rev().skip(1) {
            head = selection.shrink(&document, head);
            assert_eq!(told(&document, &selection, head), before);
        }
    }

    #[test]
    fn shrinking_what_was_not_grown_keeps_the_unit_under_the_head() {
        let document = document();
        let mut selection = Selection::new(at("ferry"), Grain::Characters);
        let head = selection.shrink(&document, at("million"));
        assert_eq!(told(&document, &selection, head), "It cost 40 m");
    }

    #[test]
    fn nothing_panics_at_any_place() {
        for document in [document(), Document::default()] {
            let text = document.text().to_owned();
            for (index, _) in text.char_indices().chain([(text.len(), ' ')]) {
                for grain in [Grain::Characters, Grain::Sentences] {
                    let mut selection = Selection::new(index, grain);
                    let mut head = 0;
                    for _ in 0..6 {
                        head = selection.grow(&document, head);
                        assert!(text.is_char_boundary(head));
                    }
                    for _ in 0..7 {
                        head = selection.shrink(&document, head);
                    }
                    assert!(text.is_char_boundary(head));
                }
            }
        }
    }
}

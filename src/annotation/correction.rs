//! What the reader put right of what was read of an article.

use jiff::civil::Date;

use super::Anchor;
use crate::document::{Block, BlockKind, Document, Metadata};
use crate::text::code_points::CodePoints;

/// What the reader put right of an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Corrections {
    /// What the article says of itself, as far as that was put right.
    pub facts: Vec<Fact>,
    /// The blocks that are boilerplate, or are not, by their words.
    pub blocks: Vec<BlockCorrection>,
}

/// One thing an article says of itself, put right; absent where it says none after all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fact {
    /// The title.
    Title(String),
    /// Who published it.
    Outlet(Option<String>),
    /// Who wrote it.
    Author(Option<String>),
    /// The day it was published.
    Published(Option<Date>),
    /// Where it stands on the web.
    Url(Option<String>),
}

/// A block that the reader takes for something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BlockCorrection {
    /// Its words.
    pub anchor: Anchor,
    /// Whether it is boilerplate; else it is text.
    pub is_boilerplate: bool,
}

impl BlockCorrection {
    /// The block's place among those of a document, where its words are there.
    pub fn place(&self, document: &Document, code_points: &CodePoints) -> Option<usize> {
        let span = self.anchor.place(document.text(), code_points).span()?;
        (!span.is_empty()).then(|| document.block_at(span.start()))
    }
}

impl Fact {
    /// Whether both are about the same thing.
    fn is_about_same(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Corrections {
    /// Whether nothing was put right.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.blocks.is_empty()
    }

    /// Puts a fact in the place of what was said of the same thing before.
    pub fn set(&mut self, fact: Fact) {
        self.unset(&fact);
        self.facts.push(fact);
        self.facts.sort();
    }

    /// Brings the blocks into the order of the text, so that the same decisions are the same words.
    pub fn sort_blocks(&mut self) {
        self.blocks.sort_by_key(|it| (it.anchor.start, it.anchor.end));
    }

    /// Takes back what was said of the same thing as `fact`.
    pub fn unset(&mut self, fact: &Fact) {
        self.facts.retain(|it| !it.is_about_same(fact));
    }

    /// What the article says of itself, put right.
    pub fn metadata(&self, read: &Metadata) -> Metadata {
        let mut metadata = read.clone();
        for fact in self.facts.iter().cloned() {
            match fact {
                Fact::Title(title) => metadata.title = Some(title),
                Fact::Outlet(outlet) => metadata.outlet = outlet,
                Fact::Author(author) => metadata.author = author,
                Fact::Published(published) => metadata.published = published,
                Fact::Url(url) => metadata.url = url,
            }
        }
        metadata
    }

    /// The document with its blocks put right; none where that changes nothing.
    pub fn document(&self, read: &Document, code_points: &CodePoints) -> Option<Document> {
        let mut document = None;
        for correction in &self.blocks {
            let Some(index) = correction.place(read, code_points) else { continue };
            let Some(block) = read.blocks().get(index) else { continue };
            if is_boilerplate(block) != correction.is_boilerplate {
                let kind = if correction.is_boilerplate {
                    BlockKind::Boilerplate
                } else {
                    BlockKind::Paragraph { continues: false }
                };
                document.get_or_insert_with(|| read.clone()).set_kind(index, kind);
            }
        }
        document
    }

    /// What both put right; where both put the same thing right differently, `self` stands.
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        let mut merged = self.clone();
        for fact in &theirs.facts {
            let ours = self.facts.iter().find(|it| it.is_about_same(fact));
            let before = base.facts.iter().find(|it| it.is_about_same(fact));
            if ours == before {
                merged.set(fact.clone());
            }
        }
        for fact in &base.facts {
            // They took back what we left as it was.
            let is_gone = !theirs.facts.iter().any(|it| it.is_about_same(fact));
            if is_gone && self.facts.contains(fact) {
                merged.unset(fact);
            }
        }
        let gone = |it: &BlockCorrection| base.blocks.contains(it) && !theirs.blocks.contains(it);
        merged.blocks.retain(|it| !gone(it));
        let new = |it: &&BlockCorrection| {
            let is_ours = self.blocks.iter().any(|our| our.anchor == it.anchor);
            !is_ours && !base.blocks.contains(it)
        };
        merged.blocks.extend(theirs.blocks.iter().filter(new).cloned());
        merged.sort_blocks();
        merged
    }
}

/// Whether a block is boilerplate.
pub fn is_boilerplate(block: &Block) -> bool {
    block.kind == BlockKind::Boilerplate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const TEXT: &str =
        "A title here\n\nThe ferry cost 40 million crowns in 2027.\n\nAccept cookies now\n";

    fn article() -> (Document, CodePoints) {
        let document = crate::document::read("a.txt", TEXT.as_bytes()).0;
        let code_points = CodePoints::new(document.text());
        (document, code_points)
    }

    fn block(words: &str, is_boilerplate: bool) -> BlockCorrection {
        let (document, code_points) = article();
        let start = document.text().find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let anchor = Anchor::new(document.text(), &code_points, span);
        BlockCorrection { anchor, is_boilerplate }
    }

    fn outlet(name: &str) -> Fact {
        Fact::Outlet(Some(name.to_owned()))
    }

    #[test]
    fn facts_take_the_place_of_what_was_read() {
        let mut corrections = Corrections::default();
        corrections.set(outlet("Ostra Wire"));
        corrections.set(outlet("Ostra Post"));
        corrections.set(Fact::Author(None));
        let read = Metadata { author: Some("Nobody".to_owned()), ..Metadata::default() };
        let metadata = corrections.metadata(&read);
        assert_eq!((metadata.outlet.as_deref(), metadata.author), (Some("Ostra Post"), None));
        corrections.unset(&Fact::Author(Some("Anybody".to_owned())));
        assert_eq!(corrections.facts, [outlet("Ostra Post")]);
    }

    #[test]
    fn a_block_becomes_boilerplate_and_text_again() {
        let (document, code_points) = article();
        let words = "The ferry cost 40 million crowns in 2027.";
        let of = |blocks| Corrections { blocks, ..Corrections::default() };
        let corrected = of(vec![block(words, true)]).document(&document, &code_points).unwrap();
        let index = corrected.block_at(corrected.text().find(words).unwrap());
        assert!(is_boilerplate(&corrected.blocks()[index]));
        assert_eq!(of(vec![block(words, false)]).document(&document, &code_points), None);
        let back = of(vec![block(words, false)]).document(&corrected, &code_points).unwrap();
        assert!(!is_boilerplate(&back.blocks()[index]));
    }

    #[test]
    fn both_sides_are_kept_and_ours_stands_where_they_clash() {
        let base = Corrections { facts: vec![outlet("a")], blocks: vec![block("Accept", true)] };
        let mut ours = base.clone();
        ours.set(outlet("b"));
        let mut theirs = base.clone();
        theirs.set(outlet("c"));
        theirs.set(Fact::Author(Some("d".to_owned())));
        theirs.blocks = vec![block("The ferry", true)];
        let merged = ours.merged(&base, &theirs);
        assert_eq!(merged.facts, [outlet("b"), Fact::Author(Some("d".to_owned()))]);
        assert_eq!(merged.blocks, theirs.blocks);
        assert_eq!(base.merged(&base, &theirs), theirs);
        assert_eq!(ours.merged(&base, &base), ours);
        let nothing = Corrections::default();
        assert_eq!(base.merged(&base, &nothing), nothing);
    }
}

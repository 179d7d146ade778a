//! An article parsed: its text, blocks, sentences and what it says of itself.
//!
//! Knows files only as bytes and a name to guess the format from. Must never know claims,
//! annotations, or where the bytes came from.

mod aside;
pub mod builder;
mod cut;
mod dates;
mod format;
mod front_matter;
mod furniture;
mod html;
mod markdown;
mod marker;
mod metadata;
mod names;
mod outline;
mod plain;
mod rough;
mod writer;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::Date;

pub use aside::is_aside;
pub use format::is_marked_up_by_name;
pub use marker::Marker;
pub use outline::{Outline, Outlined, beginning, glance, look_at_text, outline, trim_head};

use crate::patience::Patience;
use crate::problem::Problem;
use crate::text::span_index::SpanIndex;
use crate::text::{Bytes, SharedText, Span, sentence};

/// An article as the reader shows it.
///
/// `text` has passed the sanitiser: it can go to a screen as it is. Blocks are in text order and
/// do not overlap. Sentences are not kept: those of a block depend on that block alone, and are
/// found when they are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    text: SharedText,
    blocks: Vec<Block>,
    emphasis: SpanIndex<Emphasis>,
    /// Shared with the article, which most often takes it as it is.
    metadata: Arc<Metadata>,
}

/// One paragraph, heading, list item or the like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without the marker of a list item and without blank lines around it.
    pub span: Span,
    /// How deep it is nested in lists or quotes, 0 at the top.
    pub depth: u8,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A title or section heading, level 1 to 6.
    Heading(u8),
    /// Running text. `continues` where an overlong paragraph was cut: no gap before it.
    Paragraph {
        /// Whether it goes on with the text of the block before it.
        continues: bool,
    },
    /// An item of a list, with the marker to print before it (`•`, `3.`).
    ListItem {
        /// The marker.
        marker: Marker,
    },
    /// Quoted text set off from the rest.
    Quote,
    /// Preformatted text or a table: its line breaks count and it is never wrapped.
    Code,
    /// Navigation, share lines, disclaimers, bylines: shown dimmed, never searched for claims.
    Boilerplate,
}

/// How a run of text is set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Emphasis {
    /// Emphasised.
    Italic,
    /// Strongly emphasised.
    Bold,
    /// Set as code.
    Code,
}

/// What an article says of itself. Each is absent where the text does not tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Where it stands on the web.
    pub url: Option<String>,
}

/// Reads an article of any supported format from the bytes of a file.
///
/// `name` is the file's name: with the content it decides the format, and it names the input in
/// problems.
pub fn read(name: &str, bytes: impl Into<Vec<u8>>) -> (Document, Vec<Problem>) {
    let outline = outline(name, Bytes::from(bytes.into()), Patience::ENDLESS);
    (outline.document.complete(Patience::ENDLESS), outline.problems)
}

impl Document {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing stands in it that could be read.
    pub fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }

    /// Whether the two have the same text; of one text in two hands that takes no time.
    pub fn has_text_of(&self, other: &Self) -> bool {
        let (one, other) = (&*self.text, &*other.text);
        std::ptr::eq(one, other) || one == other
    }

    /// The blocks in text order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences of a block, which partition it; the lines of preformatted text.
    pub fn sentences_of(&self, block: &Block) -> Vec<Span> {
        let text = self.slice(block.span);
        let found = match block.kind {
            BlockKind::Code => lines(text),
            BlockKind::Heading(_)
            | BlockKind::Paragraph { .. }
            | BlockKind::ListItem { .. }
            | BlockKind::Quote
            | BlockKind::Boilerplate => sentence::sentences(text),
        };
        found.into_iter().map(|span| span.shifted(block.span.start())).collect()
    }

    /// All sentences in text order, those of boilerplate included, found as they are asked for.
    pub fn sentences(&self) -> impl Iterator<Item = Span> {
        self.blocks.iter().flat_map(|block| self.sentences_of(block))
    }

    /// Emphasised runs, by place.
    pub fn emphasis(&self) -> &SpanIndex<Emphasis> {
        &self.emphasis
    }

    /// What the article says of itself.
    pub const fn metadata(&self) -> &Arc<Metadata> {
        &self.metadata
    }

    /// Takes a block for something else.
    pub fn set_kind(&mut self, block: usize, kind: BlockKind) {
        if let Some(block) = self.blocks.get_mut(block) {
            block.kind = kind;
        }
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The byte at which the article begins, after what a page has above it.
    pub fn beginning(&self) -> usize {
        let is_read = |block: &&Block| block.kind != BlockKind::Boilerplate;
        self.blocks.iter().find(is_read).map_or(0, |block| block.span.start())
    }

    /// The index of the block that holds `offset`, or of the last one before it.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start() <= offset).saturating_sub(1)
    }

    /// The sentence that holds `offset`, or the last one before it, or the first.
    pub fn sentence_at(&self, offset: usize) -> Option<Span> {
        let sentences = self.sentences_of(self.blocks.get(self.block_at(offset))?);
        let index = sentences.partition_point(|span| span.start() <= offset).saturating_sub(1);
        sentences.get(index).copied()
    }

    /// The sentence after this one.
    pub fn sentence_after(&self, sentence: Span) -> Option<Span> {
        let near = self.blocks.get(self.block_at(sentence.start())..)?;
        let mut sentences = near.iter().flat_map(|block| self.sentences_of(block));
        sentences.find(|span| span.start() > sentence.start())
    }

    /// The sentence before this one.
    pub fn sentence_before(&self, sentence: Span) -> Option<Span> {
        let near = self.blocks.get(..=self.block_at(sentence.start()))?;
        let mut sentences = near.iter().rev().flat_map(|block| {
            // Those of one block are few; the last first.
            self.sentences_of(block).into_iter().rev()
        });
        sentences.find(|span| span.start() < sentence.start())
    }
}

/// The lines of preformatted text; blank ones belong to the line before.
fn lines(block: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in block.split_inclusive('\n') {
        let end = start + line.len();
        match spans.last_mut() {
            Some(last) if line.trim().is_empty() => *last = Span::new(last.start(), end),
            _ => spans.push(Span::new(start, end)),
        }
        start = end;
    }
    spans
}

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
mod metadata;
mod names;
mod plain;
mod rough;
mod writer;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use aside::is_aside;

use format::Format;
use rough::Rough;

use crate::problem::Problem;
use crate::text::span_index::SpanIndex;
use crate::text::{Span, decode};

/// An article as the reader shows it.
///
/// `text` has passed the sanitiser: it can go to a screen as it is. Blocks are in text order and
/// do not overlap; the sentences of a block partition it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    emphasis: SpanIndex<Emphasis>,
    metadata: Metadata,
}

/// One paragraph, heading, list item or the like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without the marker of a list item and without blank lines around it.
    pub span: Span,
    /// Its sentences, as a half-open range of indices into [`Document::sentences`].
    pub sentences: std::ops::Range<usize>,
    /// How deep it is nested in lists or quotes, 0 at the top.
    pub depth: u8,
}

/// What a block is.
#[derive(Clone, PartialEq, Eq, Debug)]
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
        /// The marker, without white space.
        marker: String,
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
pub fn read(name: &str, bytes: &[u8]) -> (Document, Vec<Problem>) {
    let (mut rough, problems) = drafted(name, bytes);
    furniture::mark(&mut rough);
    (builder::build(rough), problems)
}

/// What an article says of itself, by its beginning alone. What [`read`] makes of all of it counts.
pub fn glance(name: &str, beginning: &[u8]) -> Metadata {
    drafted(name, beginning).0.metadata
}

/// The blocks of an article and what it says of itself.
fn drafted(name: &str, bytes: &[u8]) -> (Rough, Vec<Problem>) {
    let (text, mut problems) = decode::decode(name, bytes);
    let format = Format::detect(name, &text);
    let mut rough = match format {
        Format::Plain => plain::read(text),
        Format::Markdown => markdown::read(&text),
        Format::Html => {
            let (rough, found) = html::read(name, &text);
            problems.extend(found);
            rough
        }
    };
    problems.extend(decode::hidden(name, rough.hidden, " that mark-up stood for"));
    metadata::complete(&mut rough, format != Format::Plain);
    (rough, problems)
}

impl Document {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in text order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences in text order, those of boilerplate included.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Emphasised runs, by place.
    pub fn emphasis(&self) -> &SpanIndex<Emphasis> {
        &self.emphasis
    }

    /// What the article says of itself.
    pub fn metadata(&self) -> &Metadata {
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

    /// The index of the sentence that holds `offset`, or of the last one before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|span| span.start() <= offset).saturating_sub(1)
    }
}

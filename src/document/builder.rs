//! Puts a document together block by block.
//!
//! Knows that no block may be overlong. Must never know a file
//! format.

use super::cut::{self, Cut};
use super::rough::{Draft, Rough};
use super::{Block, BlockKind, Document, Emphasis, Metadata};
use crate::patience::Patience;
use crate::text::hash::quick;
use crate::text::seen::Seen;
use crate::text::{SharedText, Span, shared};

/// The shortest block, in bytes, of which a second copy is taken for a reprint.
const REPEAT: usize = 40;

/// A document being read. Blocks are pushed in text order.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// A builder over a text that is already complete.
    pub fn over(text: String) -> Self {
        Self::over_shared(text.into())
    }

    fn over_shared(text: SharedText) -> Self {
        Self { document: Document { text, ..Document::default() } }
    }

    /// Adds a block that covers `span` of the text; an overlong one becomes several.
    pub fn block(&mut self, first: BlockKind, span: Span, depth: u8) {
        let after = continuation(&first);
        let place = if first == BlockKind::Code { Cut::Lines } else { Cut::Prose };
        let parts = cut::parts(span.of(&self.document.text), place);
        let kinds = std::iter::once(first).chain(std::iter::repeat(after));
        for (part, kind) in parts.into_iter().zip(kinds) {
            let span = part.shifted(span.start());
            self.document.blocks.push(Block { kind, span, depth });
        }
    }

    /// Marks a run of the text as emphasised.
    pub fn emphasis(&mut self, span: Span, emphasis: Emphasis) {
        self.document.emphasis.insert(span, emphasis);
    }

    /// The finished document.
    pub fn finish(self, metadata: Metadata) -> Document {
        Document { metadata: metadata.into(), ..self.document }
    }
}

/// Turns what a reader found into a document; a passage printed twice is boilerplate the second
/// time.
pub(super) fn build(rough: Rough, patience: Patience<'_>) -> Document {
    let mut document = outline(rough, &[]);
    for index in repeats(&document, patience) {
        document.blocks[index].kind = BlockKind::Boilerplate;
    }
    document
}

/// The same without looking for what is printed twice; `after` are the drafts after those of `rough`.
pub(super) fn outline(rough: Rough, after: &[Draft]) -> Document {
    let mut builder = Builder::over_shared(rough.text);
    let text = builder.document.text.clone();
    let is_whole = |Draft { span, .. }: &Draft| {
        let is_trimmed = || !span.is_empty() && span.trimmed(&text) == *span;
        span.len() <= cut::LIMIT && (rough.is_trimmed || is_trimmed())
    };
    if after.is_empty() && rough.drafts.iter().all(is_whole) {
        // In the same place: a text of millions of lines has as many blocks.
        let blocks = rough.drafts.into_iter().map(Block::from).collect();
        builder.document.blocks = shared::fitted(blocks);
    } else {
        builder.document.blocks.reserve_exact(rough.drafts.len() + after.len());
        for draft in rough.drafts.into_iter().chain(after.iter().cloned()) {
            if is_whole(&draft) {
                builder.document.blocks.push(draft.into());
            } else {
                builder.block(draft.kind, draft.span, draft.depth);
            }
        }
    }
    for (span, emphasis) in rough.emphasis {
        builder.emphasis(span, emphasis);
    }
    builder.finish(rough.metadata)
}

impl From<Draft> for Block {
    fn from(Draft { kind, span, depth }: Draft) -> Self {
        Self { kind, span, depth }
    }
}

/// The kind of the parts after the first of a block that was cut.
fn continuation(kind: &BlockKind) -> BlockKind {
    match kind {
        BlockKind::Heading(_) | BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } => {
            BlockKind::Paragraph { continues: true }
        }
        BlockKind::Quote => BlockKind::Quote,
        BlockKind::Code => BlockKind::Code,
        BlockKind::Boilerplate => BlockKind::Boilerplate,
    }
}

/// The blocks of which every sentence has been printed before.
fn repeats(document: &Document, patience: Patience<'_>) -> Vec<usize> {
    // The sentences so far.
    let mut seen = Seen::default();
    let mut repeats = Vec::new();
    for (index, block) in patience.through(document.blocks.iter().enumerate()) {
        let sentences = document.sentences_of(block);
        let hash = |span: &Span| quick(span.of(&document.text).trim().as_bytes());
        let said: Vec<u64> = sentences.iter().map(hash).collect();
        let running = match block.kind {
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } | BlockKind::Quote => true,
            BlockKind::Heading(_) | BlockKind::Code | BlockKind::Boilerplate => false,
        };
        if running && block.span.len() > REPEAT && said.iter().all(|&each| seen.has(each)) {
            repeats.push(index);
        }
        for hash in said {
            seen.insert(hash);
        }
    }
    repeats
}

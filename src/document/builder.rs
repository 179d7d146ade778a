//! Puts a document together block by block.

use super::{Block, BlockKind, Document, Emphasis, Metadata};
use crate::text::{Span, sentence};

/// A document being read. Blocks are pushed in text order; sentences are found here, in one place.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// A builder over a text that is already complete, for readers that keep it as it is.
    pub fn over(text: String) -> Self {
        Self { document: Document { text, ..Document::default() } }
    }

    /// Adds a block that covers `span` of the text.
    pub fn block(&mut self, kind: BlockKind, span: Span, depth: u8) {
        let from = self.document.sentences.len();
        let found = sentence::sentences(span.of(&self.document.text));
        self.document.sentences.extend(found.into_iter().map(|each| each.shifted(span.start())));
        let sentences = from..self.document.sentences.len();
        self.document.blocks.push(Block { kind, span, sentences, depth });
    }

    /// Marks a run of the text as emphasised.
    pub fn emphasis(&mut self, span: Span, emphasis: Emphasis) {
        self.document.emphasis.push((span, emphasis));
    }

    /// The finished document.
    pub fn finish(self, metadata: Metadata) -> Document {
        Document { metadata, ..self.document }
    }
}

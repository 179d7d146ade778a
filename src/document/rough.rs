//! What every reader hands on: a text, the blocks seen in it, and what the format itself declares.
//!
//! Knows blocks before furniture, title and sentences are settled. Must never know a file format.

use super::{BlockKind, Emphasis, Metadata};
use crate::text::{SharedText, Span};

/// A block whose kind may still change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
    pub(super) depth: u8,
}

/// A document before furniture, title and sentences are settled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Rough {
    pub(super) text: SharedText,
    pub(super) drafts: Vec<Draft>,
    pub(super) emphasis: Vec<(Span, Emphasis)>,
    pub(super) metadata: Metadata,
    /// Whether no draft has white space at either end.
    pub(super) is_trimmed: bool,
    /// How many characters had to be hidden that were not there before mark-up was read.
    pub(super) hidden: usize,
}

/// A paragraph that is not the continuation of another.
pub(super) const PARAGRAPH: BlockKind = BlockKind::Paragraph { continues: false };

impl Draft {
    /// The words of the draft.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }
}

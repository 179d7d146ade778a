//! The reader of plain text.

use super::{BlockKind, Document, Metadata, builder::Builder};
use crate::text::Span;

/// Reads clean plain text; the document's text is the input as it is.
pub fn read(text: String) -> Document {
    let mut spans = Vec::new();
    let mut start = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            spans.extend(start.take().map(|from| Span::new(from, offset)));
        } else if start.is_none() {
            start = Some(offset);
        }
        offset += line.len();
    }
    spans.extend(start.map(|from| Span::new(from, offset)));
    let spans: Vec<Span> = spans.into_iter().map(|span| span.trimmed(&text)).collect();
    let mut builder = Builder::over(text);
    for span in spans {
        builder.block(BlockKind::Paragraph { continues: false }, span, 0);
    }
    builder.finish(Metadata::default())
}

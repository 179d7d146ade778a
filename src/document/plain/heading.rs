//! Headings without mark-up.

use super::list;
use crate::document::BlockKind;
use crate::document::rough::Draft;

/// The longest heading, in bytes and in words.
const LONGEST: (usize, usize) = (140, 18);

/// Whether a draft that is one line alone is a heading: short, without a final stop, and before
/// something longer.
pub(super) fn is_heading(draft: &Draft, next: Option<&Draft>, text: &str) -> bool {
    if draft.span.len() > LONGEST.0 {
        return false;
    }
    let content = draft.of(text);
    let Some(next) = next.filter(|_| is_title_like(content)) else { return false };
    match &draft.kind {
        BlockKind::Paragraph { .. } => leads(draft, next),
        // `2. A Second Cause` over its paragraph.
        BlockKind::ListItem { marker } if list::is_number(marker.as_str()) => {
            let paragraph = matches!(next.kind, BlockKind::Paragraph { .. });
            paragraph && next.span.len() > 2 * draft.span.len()
        }
        _ => false,
    }
}

/// Whether a line is worded and ended like a heading.
fn is_title_like(content: &str) -> bool {
    let closing = ['.', '!', ',', ';', ':', '…', '"', '”', '\'', '’', ')'];
    content.split_whitespace().count() <= LONGEST.1
        && !content.ends_with(closing)
        && !content.starts_with(char::is_lowercase)
        && content.chars().any(char::is_alphabetic)
}

fn leads(draft: &Draft, next: &Draft) -> bool {
    matches!(next.kind, BlockKind::ListItem { .. }) || next.span.len() > draft.span.len()
}

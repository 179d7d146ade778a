//! Passages that are asked for, and where they are found.

use serde::{Deserialize, Serialize};

use super::line;
use crate::annotation::anchor::{Placement, Selector};
use crate::text::Span;

/// A line of selectors; see [`Selector`].
#[derive(Deserialize)]
pub(in crate::cli) struct Selected {
    id: Option<serde_json::Value>,
    exact: String,
    prefix: Option<String>,
    suffix: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Selected {
    /// Reads a line; an error says what is wrong with it.
    pub(in crate::cli) fn read(line: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(line).map_err(|error| format!("is no selector: {error}"))
    }

    /// What it asks for. Either offset tells where the passage was.
    pub(in crate::cli) fn selector(&self) -> Selector<'_> {
        let begun = |end: usize| end.saturating_sub(self.exact.chars().count());
        Selector {
            exact: &self.exact,
            prefix: self.prefix.as_deref().unwrap_or_default(),
            suffix: self.suffix.as_deref().unwrap_or_default(),
            start: self.start.or_else(|| self.end.map(begun)),
        }
    }
}

#[derive(Serialize)]
struct LocatedLine<'a> {
    id: Option<&'a serde_json::Value>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<PlacePart>>,
}

#[derive(Serialize)]
struct PlacePart {
    start: usize,
    end: usize,
}

/// What became of what a line asks for; `offset` counts the code points before a byte.
pub(in crate::cli) fn located(
    selected: &Selected,
    placement: &Placement,
    offset: impl Fn(usize) -> usize,
) -> String {
    let part = |span: Span| PlacePart { start: offset(span.start()), end: offset(span.end()) };
    let place = placement.span().map(part);
    let candidates = match placement {
        Placement::Uncertain(spans) => Some(spans.iter().map(|&span| part(span)).collect()),
        _ => None,
    };
    let located = LocatedLine {
        id: selected.id.as_ref(),
        state: placement.name(),
        start: place.as_ref().map(|place| place.start),
        end: place.as_ref().map(|place| place.end),
        candidates,
    };
    line(&located) + "\n"
}

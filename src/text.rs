//! Strings and offsets. Knows nothing of articles, claims or screens.

pub mod clean;
pub mod code_points;
pub mod decode;
pub mod find;
pub mod hash;
pub mod near;
pub mod raised;
mod rare;
pub mod seen;
pub mod sentence;
pub mod shared;
pub mod span;
pub mod span_index;
pub mod stretches;
pub mod wrap;

/// A text of its own, most often short: up to 24 bytes lie in it, not beside it.
pub use compact_str::CompactString as ShortText;
pub use rare::RareText;
pub use shared::{Bytes, SharedText};
pub use span::Span;

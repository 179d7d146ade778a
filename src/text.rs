//! Strings and offsets. Knows nothing of articles, claims or screens.

pub mod clean;
pub mod code_points;
pub mod decode;
pub mod find;
pub mod hash;
pub mod near;
pub mod seen;
pub mod sentence;
pub mod shared;
pub mod span;
pub mod span_index;
pub mod stretches;
pub mod wrap;

pub use shared::{Bytes, SharedText};
pub use span::Span;

//! What the reader decided, brought together with what the articles hold.
//!
//! Knows articles, their claims and the decisions about them. Must never know the store's file,
//! screens or what is asked for.

pub mod claim_rows;
mod corrected;
mod judged;

pub use corrected::correct;
pub use judged::{Decided, Judged, Word, decided, judged, ruling};

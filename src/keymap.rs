//! Keys, and what they are bound to.

pub mod key;

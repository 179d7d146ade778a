//! Keys and the other things a reader does to a terminal, and what they are bound to.

pub mod input;
pub mod key;

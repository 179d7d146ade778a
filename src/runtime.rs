//! The terminal and the clock.

pub mod decoder;

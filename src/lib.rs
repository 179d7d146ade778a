//! The library behind the `variorum` program.

pub mod annotation;
pub mod claim;
pub mod document;
pub mod keymap;
pub mod problem;
pub mod runtime;
pub mod text;

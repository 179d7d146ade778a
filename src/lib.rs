//! The library behind the `variorum` program.

pub mod action;
pub mod annotation;
pub mod claim;
pub mod cli;
pub mod document;
pub mod keymap;
pub mod problem;
pub mod runtime;
pub mod store;
pub mod story;
pub mod text;

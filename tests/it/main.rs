//! Tests of the whole program.

mod sentences;

//! Tests of the whole program.
fn main() {}

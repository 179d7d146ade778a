//! Tests of the whole program.

#[cfg(test)]
mod pty;
#[cfg(test)]
mod terminal;

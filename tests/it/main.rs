//! Tests of the whole program.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod terminal;

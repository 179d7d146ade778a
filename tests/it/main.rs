//! Tests of the whole program.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod data;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod editor;
#[cfg(test)]
mod fit;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod log;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod scores;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod wide;

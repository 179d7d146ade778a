//! Tests of the whole program.

#[cfg(test)]
mod anchors;
#[cfg(test)]
mod bursts;
#[cfg(test)]
mod check;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod data;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod editor;
#[cfg(test)]
mod ends;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fit;
#[cfg(test)]
mod git;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod log;
#[cfg(test)]
mod many;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod power;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod saving;
#[cfg(test)]
mod scores;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod user;
#[cfg(test)]
mod wide;

//! The file in which the reader's decisions are kept.
//!
//! Knows annotations, the file's format and the disk. Must never know claims, screens or the
//! clock: times and random numbers are passed in. A save either puts the whole new file in place
//! or leaves the old one; it takes in what other programs wrote since, and loses neither side.
//! Reading makes no file and changes none.

mod atomic;
pub mod backups;
mod combine;
pub mod companions;
mod contents;
mod copies;
mod damage;
pub mod drafts;
mod error;
pub mod git;
mod merge;
mod opening;
mod outside;
pub mod paths;
pub mod restore;
mod salvage;
mod saving;
mod scan;
mod schema;
pub mod scratch;
pub mod session;
mod storage;
pub mod titles;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

pub use copies::{ConflictCopy, CopyState, conflict_copies};
pub use error::{ReadOnly, SaveError, Step};
use saving::aside_path;

use crate::annotation::{Change, Entry, EntryKey};
use crate::problem::Problem;
use crate::text::hash::Quick;
use atomic::Failure;
use backups::Backups;
use contents::{Contents, EntryText};
use storage::{Looks, Storage};
use versions::Formats;

/// A store that was opened: what its file held, and what is still to be written.
pub struct Store {
    path: PathBuf,
    storage: Box<dyn Storage>,
    /// Where earlier versions of the file are kept, where they are.
    backups: Option<Backups>,
    formats: Formats,
    /// What the file held when it was last read or written.
    contents: Contents,
    /// The file those are from; none where there is no such file.
    on_disk: Option<Fingerprint>,
    /// What that file looked like.
    looked: Option<Looks>,
    /// What our own saves changed since the file was last read: as it was before them.
    saved_since: BTreeMap<EntryKey, Option<EntryText>>,
    /// The conflict copies that lay beside the file when it was opened: nothing is known of what
    /// they and it grew from.
    old_copies: BTreeSet<PathBuf>,
    /// Those that are merged in memory and not yet in the file.
    taken_copies: BTreeSet<PathBuf>,
    /// Those that are merged, or cannot be.
    finished_copies: BTreeSet<PathBuf>,
    /// Whether the contents are those of a new store that was never written.
    is_new: bool,
    pending: BTreeMap<EntryKey, Pending>,
    /// Whether the file in place has to be written again: it may not outlast a power cut, or lacks
    /// what nobody removed.
    is_behind: bool,
    /// Whether it was told that the file system has no locks.
    is_lockless: bool,
    /// What the file was found to be when it was opened.
    state: State,
    /// What came in from outside and was not yet reported.
    merged: Vec<Change>,
    /// What is to be told with the next save.
    problems: Vec<Problem>,
    /// Where a damaged file went, until it is told.
    set_aside: Option<PathBuf>,
    read_only: Option<ReadOnly>,
}

/// What a store's file was found to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// There is none yet.
    Missing,
    /// There is nothing in it.
    Empty,
    /// All of it can be read.
    Whole,
    /// Some of it cannot be read by anybody.
    Damaged,
    /// Nothing can be saved in it.
    ReadOnly,
}

/// A save that came about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Saved {
    /// What other programs changed since: to be carried out on the ledger, in this order, and not
    /// to be applied to the store again.
    pub merged: Vec<Change>,
    /// The new name of a damaged file that was in the way.
    pub set_aside: Option<PathBuf>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
}

/// An entry that is to be written: what it was for us, and what it shall be.
#[derive(Clone, Debug)]
struct Pending {
    before: Option<Entry>,
    after: Option<Entry>,
}

/// Tells two contents of a file apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Fingerprint {
    length: usize,
    hash: u64,
}

impl Fingerprint {
    fn of(bytes: &[u8]) -> Self {
        let mut print = Print::default();
        print.add(bytes);
        print.finish()
    }

    fn of_file(storage: &dyn Storage, path: &Path) -> io::Result<Self> {
        let mut print = Print::default();
        storage.read_pieces(path, &mut |piece| {
            print.add(piece);
            Ok(())
        })?;
        Ok(print.finish())
    }
}

/// A fingerprint of what is read piece by piece.
#[derive(Default)]
struct Print {
    length: usize,
    hash: Quick,
}

impl Print {
    fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        self.hash.add(bytes);
    }

    fn finish(self) -> Fingerprint {
        Fingerprint { length: self.length, hash: self.hash.finish() }
    }
}

impl Store {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file was found to be when it was opened.
    pub fn state(&self) -> State {
        self.state
    }

    /// Why nothing can be saved, where that is so.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// Whether something is not yet safely on the disk.
    pub fn is_dirty(&self) -> bool {
        !self.pending.is_empty() || self.is_behind
    }

    /// Takes changes that were carried out on the ledger, to be written with the next save.
    pub fn apply(&mut self, changes: &[Change]) {
        for Change { key, before, after } in changes {
            let pending = self
                .pending
                .entry(key.clone())
                .or_insert_with(|| Pending { before: before.clone(), after: None });
            pending.after.clone_from(after);
            if pending.before == pending.after {
                self.pending.remove(key);
            }
        }
    }

    fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::new(self.path.display().to_string(), what)
    }

    /// Tells with the next save what may have been found by one before that failed.
    fn tell_once(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn failed(&self, (step, error): Failure) -> SaveError {
        SaveError::Failed { path: self.path.clone(), step, error }
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

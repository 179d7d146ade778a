//! Copies that a tool left beside the store because two machines had changed it.
//!
//! Knows how a copy is taken in, and what it may be held against. Nothing that stands in a copy is
//! lost, and nothing counts as removed because a copy lacks it: it may be older than the store.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::combine::{Combined, combine};
use super::contents::{self, Contents, Reading};
use super::error::{ReadOnly, SaveError, Step};
use super::storage::{Disk, Storage};
use super::{Store, aside_path, companions};
use crate::problem::Problem;

/// A copy of a store that a tool made when two machines had changed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConflictCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// What it was found to be.
    pub state: CopyState,
}

/// Whether a copy can be merged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CopyState {
    /// With the next save.
    Whole,
    /// There is nothing in it.
    Empty,
    /// It cannot be read.
    Unread {
        /// Why.
        why: String,
        /// What to do about it.
        advice: &'static str,
    },
}

impl ConflictCopy {
    /// What to tell of one that cannot be read.
    fn problem(&self, store: &Path) -> Option<Problem> {
        let CopyState::Unread { why, advice } = &self.state else { return None };
        let told = format!("the conflict copy {} cannot be read: {why}", self.path.display());
        Some(Problem::new(store.display().to_string(), told).advise(*advice))
    }
}

/// The copies of a store that lie beside it, sorted by their paths.
pub fn conflict_copies(store: &Path) -> Vec<ConflictCopy> {
    let target = Disk.resolve(store).unwrap_or_else(|_| store.to_owned());
    let paths = companions::copies_on(&Disk, &target).into_iter();
    paths.map(|path| ConflictCopy { state: read(&Disk, &path).0, path }).collect()
}

/// What a copy is, and what is in it where it can be merged.
fn read(storage: &dyn Storage, path: &Path) -> (CopyState, Option<Contents>) {
    let reason = match storage.read(path).map(|bytes| contents::read(&bytes)) {
        Ok(Reading::Whole(contents, ..)) => return (CopyState::Whole, Some(contents.apart())),
        Ok(Reading::Empty) => return (CopyState::Empty, None),
        Ok(Reading::Damaged(reason)) => {
            let advice =
                "once it is repaired a save merges it; else take what you need of it and delete it";
            return (CopyState::Unread { why: format!("it is damaged: {reason}"), advice }, None);
        }
        Ok(Reading::Newer(version)) => ReadOnly::Newer(version),
        Ok(Reading::Strange(what)) => ReadOnly::Strange(what),
        Err(error) => ReadOnly::Unopenable(error.to_string()),
    };
    let advice = match &reason {
        ReadOnly::Newer(_) | ReadOnly::Strange(_) => "update the program, and a save merges it",
        ReadOnly::Unopenable(_) => "check its permissions; once it can be read a save merges it",
    };
    (CopyState::Unread { why: reason.to_string(), advice }, None)
}

impl Store {
    /// What to tell of the copies that lie beside the file when it is opened. What is told of one
    /// that cannot be read is not told again.
    pub fn copies_beside(&self) -> Vec<Problem> {
        let copies = self.old_copies.iter();
        let copies: Vec<ConflictCopy> = copies
            .map(|path| ConflictCopy { state: read(&*self.storage, path).0, path: path.clone() })
            .collect();
        let whole = copies.iter().filter(|copy| copy.state == CopyState::Whole).count();
        let promise = match whole {
            0 => None,
            1 => Some(("a conflict copy lies beside it".to_owned(), "the next save merges it")),
            _ => Some((
                format!("{whole} conflict copies lie beside it"),
                "the next save merges them",
            )),
        };
        let promise = promise.map(|(told, advice)| self.problem(told).advise(advice));
        let unread = copies.iter().filter_map(|copy| copy.problem(&self.path));
        unread.chain(promise).collect()
    }

    /// The copies beside the store that were not yet looked at, with what is in them, and whether
    /// there are others, which cannot be read: those are told once and left alone.
    pub(super) fn copies(&mut self, target: &Path) -> (Vec<(PathBuf, Contents)>, bool) {
        let (mut found, mut is_any_unread) = (Vec::new(), false);
        for path in companions::copies_on(&*self.storage, target) {
            if self.finished_copies.contains(&path) || self.taken_copies.contains(&path) {
                continue;
            }
            let (state, contents) = read(&*self.storage, &path);
            if let Some(contents) = contents {
                found.push((path, contents));
                continue;
            }
            is_any_unread = true;
            let copy = ConflictCopy { path, state };
            // One that lay there at the start was told then.
            let is_told = self.old_copies.contains(&copy.path);
            self.problems.extend(copy.problem(&self.path).filter(|_| !is_told));
            self.finished_copies.insert(copy.path);
        }
        (found, is_any_unread)
    }

    /// The file as it was when it was last read: what is here without our own saves since then.
    pub(super) fn loaded(&self) -> Contents {
        let mut loaded = self.contents.clone();
        loaded.set(self.saved_since.clone());
        loaded
    }

    /// Merges copies with what the file holds. `loaded` is what was last read of it.
    pub(super) fn take_in_copies(
        &mut self,
        copies: &[(PathBuf, Contents)],
        loaded: &Contents,
    ) -> Result<(), SaveError> {
        for (path, copy) in copies {
            let mut copy = copy.clone();
            let is_base = !self.old_copies.contains(path)
                && knows(&self.contents, loaded)
                && knows(&copy, loaded);
            let none = Contents { lineage: self.contents.lineage, ..Contents::default() };
            let base = if is_base { loaded } else { &none };
            for (key, text) in base.texts.iter() {
                if !copy.texts.has(key) {
                    copy.texts.insert(key.clone(), text.clone());
                }
            }
            copy.carried.extend(base.carried.iter().cloned());
            let Combined { contents, doubled } = combine(base, &self.contents, &copy)
                .map_err(|error| self.failed((Step::Serialise, std::io::Error::other(error))))?;
            if doubled > 0 {
                let told = format!("annotations changed here and in {}: {doubled}", path.display());
                self.problems.push(self.problem(told).advise("both versions of each are kept"));
            }
            let contents = Contents { lineage: self.contents.lineage, ..contents };
            self.is_behind |= contents != self.contents;
            self.adopt(contents, true);
            self.taken_copies.insert(path.clone());
        }
        Ok(())
    }

    /// Gives copies that are merged and saved names under which they are not found again.
    pub(super) fn put_away(&mut self, now: Timestamp) {
        for path in std::mem::take(&mut self.taken_copies) {
            let aside = aside_path(&*self.storage, &path, "merged", now);
            let told = match self.storage.rename_aside(&path, &aside) {
                Ok(()) => {
                    format!("merged with a conflict copy, which is now called {}", aside.display())
                }
                Err(error) => {
                    format!("merged with {}, which keeps its name: {error}", path.display())
                }
            };
            self.problems.push(self.problem(told));
            self.finished_copies.insert(path);
        }
    }
}

/// Whether a file surely grew from another: it is of its lineage, and every decision of that one
/// stands in it, the same or changed later. That one of them is gone may mean that it was never
/// known; that one is another, in a file begun anew, that it is another.
pub(super) fn knows(file: &Contents, other: &Contents) -> bool {
    if file.lineage != other.lineage {
        return false;
    }
    let mut decisions =
        other.texts.iter().filter_map(|(key, text)| Some((key, text, contents::changed(text)?)));
    decisions.all(|(key, text, time)| {
        let here = file.texts.get(key);
        here == Some(text)
            || here.and_then(|here| contents::changed(here)).is_some_and(|here| here > time)
    })
}

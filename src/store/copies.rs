//! Copies that a tool left beside the store because two machines had changed it.
//!
//! Knows how a copy is taken in, and what it may be held against. Nothing that stands in a copy is
//! lost, and nothing counts as removed because a copy lacks it: it may be older than the store.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::combine::{Combined, combine};
use super::contents::{self, Contents, Reading};
use super::error::{SaveError, Step};
use super::{Store, aside_path, companions};
use crate::annotation::{Entry, EntryKey};

impl Store {
    /// The copies beside the store that were not yet looked at, with what is in them; one that
    /// cannot be read is told once and left alone.
    pub(super) fn copies(&mut self, target: &Path) -> Vec<(PathBuf, Contents)> {
        let mut found = Vec::new();
        for path in companions::copies_on(&*self.storage, target) {
            if self.finished_copies.contains(&path) || self.taken_copies.contains(&path) {
                continue;
            }
            match self.storage.read(&path).map(|bytes| contents::read(&bytes)) {
                Ok(Reading::Whole(contents, ..)) => found.push((path, contents)),
                Ok(Reading::Empty) => drop(self.finished_copies.insert(path)),
                Ok(Reading::Damaged(_) | Reading::Newer(_) | Reading::Strange(_)) | Err(_) => {
                    let told = format!("the conflict copy {} cannot be read", path.display());
                    self.problems.push(self.problem(told).advise("it is left as it is"));
                    self.finished_copies.insert(path);
                }
            }
        }
        found
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
            for (key, text) in &base.texts {
                copy.texts.entry(key.clone()).or_insert_with(|| text.clone());
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
            self.adopt(contents);
            self.taken_copies.insert(path.clone());
        }
        Ok(())
    }

    /// Gives copies that are merged and saved names under which they are not found again.
    pub(super) fn put_away(&mut self, now: Timestamp) {
        for path in std::mem::take(&mut self.taken_copies) {
            let aside = aside_path(&path, "merged", now);
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

/// Whether a file grew from another, as far as that can be told: it holds what was decided last
/// there.
fn knows(file: &Contents, other: &Contents) -> bool {
    let changed = |(key, text): (&EntryKey, &String)| match contents::entry_of(text)? {
        Entry::Annotation(annotation) => Some((annotation.changed, key.clone())),
        Entry::Judgement(judgement) => Some((judgement.changed, key.clone())),
        Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) => None,
    };
    let decisions: Vec<(Timestamp, EntryKey)> = other.texts.iter().filter_map(changed).collect();
    let last = decisions.iter().map(|(time, _)| *time).max();
    let mut last = decisions.iter().filter(|(time, _)| Some(*time) == last);
    last.all(|(_, key)| file.texts.get(key) == other.texts.get(key))
}

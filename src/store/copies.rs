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

impl Store {
    /// The copies beside the store that were not yet looked at, with what is in them, and whether
    /// there are others, which cannot be read: those are told once and left alone.
    pub(super) fn copies(&mut self, target: &Path) -> (Vec<(PathBuf, Contents)>, bool) {
        let (mut found, mut is_any_unread) = (Vec::new(), false);
        for path in companions::copies_on(&*self.storage, target) {
            if self.finished_copies.contains(&path) || self.taken_copies.contains(&path) {
                continue;
            }
            match self.storage.read(&path).map(|bytes| contents::read(&bytes)) {
                Ok(Reading::Whole(contents, ..)) => found.push((path, contents)),
                Ok(Reading::Empty) => {
                    is_any_unread = true;
                    self.finished_copies.insert(path);
                }
                Ok(Reading::Damaged(_) | Reading::Newer(_) | Reading::Strange(_)) | Err(_) => {
                    let told = format!("the conflict copy {} cannot be read", path.display());
                    self.problems.push(self.problem(told).advise("it is left as it is"));
                    is_any_unread = true;
                    self.finished_copies.insert(path);
                }
            }
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

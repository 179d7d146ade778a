//! The file in which the reader's decisions are kept.
//!
//! Knows annotations, the file's format and the disk. Must never know claims, screens or the
//! clock: times and random numbers are passed in. A save either puts the whole new file in place
//! or leaves the old one; it takes in what other programs wrote since, and loses neither side.
//! Reading makes no file and changes none.

mod atomic;
mod combine;
mod contents;
pub mod drafts;
mod error;
pub mod git;
mod merge;
mod outside;
pub mod paths;
mod scan;
mod schema;
pub mod scratch;
pub mod session;
mod storage;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use error::{ReadOnly, SaveError, Step};

use crate::annotation::tag::TagDefinition;
use crate::annotation::{Change, Entry, EntryKey, Id, Ledger};
use crate::problem::Problem;
use crate::text::hash::fnv1a;
use atomic::Failure;
use contents::{Contents, Reading};
use storage::{Disk, Lock, Storage};

/// How many oddities of a file are told one by one.
const MOST_ODDITIES: usize = 3;

/// A store that was opened: what its file held, and what is still to be written.
pub struct Store {
    path: PathBuf,
    storage: Box<dyn Storage>,
    /// What the file held when it was last read or written.
    contents: Contents,
    /// The file those are from; none where there is no such file.
    on_disk: Option<Fingerprint>,
    /// Whether the contents are those of a new store that was never written.
    is_new: bool,
    pending: BTreeMap<EntryKey, Pending>,
    /// Whether the file in place may not outlast a power cut.
    unsynced: bool,
    /// Whether it was told that the file system has no locks.
    is_lockless: bool,
    /// What came in from outside and was not yet reported.
    merged: Vec<Change>,
    /// What is to be told with the next save.
    problems: Vec<Problem>,
    /// Where a damaged file went, until it is told.
    set_aside: Option<PathBuf>,
    read_only: Option<ReadOnly>,
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
        Self { length: bytes.len(), hash: fnv1a(bytes) }
    }
}

impl Store {
    /// Opens a store; one that is not there yet is new, with these tags.
    ///
    /// Nothing on the disk is touched. What stands in the way of reading is told in the problems,
    /// and the ledger then is that of a new store.
    pub fn open(path: &Path, new_tags: &[TagDefinition]) -> (Self, Ledger, Vec<Problem>) {
        Self::open_on(Box::new(Disk), path, new_tags)
    }

    fn open_on(
        storage: Box<dyn Storage>,
        path: &Path,
        new_tags: &[TagDefinition],
    ) -> (Self, Ledger, Vec<Problem>) {
        let mut store = Self {
            path: path.to_owned(),
            storage,
            contents: Contents::default(),
            on_disk: None,
            is_new: false,
            pending: BTreeMap::new(),
            unsynced: false,
            is_lockless: false,
            merged: Vec::new(),
            problems: Vec::new(),
            set_aside: None,
            read_only: None,
        };
        let bytes = match store.storage.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return store.into_new(new_tags, Vec::new());
            }
            Err(error) => {
                return store.into_read_only(new_tags, ReadOnly::Unopenable(error.to_string()));
            }
        };
        match contents::read(&bytes) {
            Reading::Whole(contents, entries, oddities) => {
                store.contents = contents;
                store.on_disk = Some(Fingerprint::of(&bytes));
                let problems = store.told(oddities);
                (store, entries.into_iter().collect(), problems)
            }
            Reading::Empty => {
                let problem = store.problem("the file is empty");
                store.into_new(new_tags, vec![problem.advise("look for a backup of it")])
            }
            Reading::Damaged(reason) => {
                let problem = store
                    .problem(format!("the file is damaged: {reason}"))
                    .advise("it stays as it is; the first save gives it another name and tells it");
                store.into_new(new_tags, vec![problem])
            }
            Reading::Newer(version) => store.into_read_only(new_tags, ReadOnly::Newer(version)),
            Reading::Strange(what) => store.into_read_only(new_tags, ReadOnly::Strange(what)),
        }
    }

    fn into_new(
        mut self,
        new_tags: &[TagDefinition],
        mut problems: Vec<Problem>,
    ) -> (Self, Ledger, Vec<Problem>) {
        self.is_new = true;
        let mut ledger = Vec::new();
        for entry in new_tags.iter().cloned().map(Entry::Tag) {
            match contents::text_of(&entry) {
                Ok(text) => {
                    self.contents.texts.insert(entry.key(), text);
                    ledger.push(entry);
                }
                Err(error) => problems.push(self.problem(error.to_string())),
            }
        }
        (self, ledger.into_iter().collect(), problems)
    }

    fn into_read_only(
        self,
        new_tags: &[TagDefinition],
        reason: ReadOnly,
    ) -> (Self, Ledger, Vec<Problem>) {
        let told = self.problem(format!("nothing can be saved: {reason}")).advise(reason.advice());
        let (store, ledger, mut problems) = self.into_new(new_tags, vec![told]);
        problems.truncate(1);
        (Self { read_only: Some(reason), ..store }, ledger, problems)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be saved, where that is so.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// Whether something is not yet safely on the disk.
    pub fn is_dirty(&self) -> bool {
        !self.pending.is_empty() || self.unsynced
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

    /// Writes what is not yet on the disk; where that is nothing, the disk is left alone.
    ///
    /// On an error everything stays as it was, in memory and on the disk: saving again is the
    /// way to go on. `now` names a damaged file that is set aside; `random` names a file that does
    /// not follow from the one before it.
    pub fn save(&mut self, now: Timestamp, random: &mut fastrand::Rng) -> Result<Saved, SaveError> {
        if !self.is_dirty() {
            return Ok(self.saved());
        }
        if let Some(reason) = self.read_only.clone() {
            return Err(SaveError::ReadOnly { path: self.path.clone(), reason });
        }
        let target = self
            .storage
            .resolve(&self.path)
            .map_err(|error| self.failed((Step::Resolve, error)))?;
        self.storage
            .create_directory(storage::directory_of(&target))
            .map_err(|error| self.failed((Step::CreateDirectory, error)))?;
        let _lock = self.locked(&target)?;

        let damaged = self.take_in(&target)?;
        let resolved = self.resolved()?;
        if resolved.texts.is_empty() && !self.unsynced && self.on_disk.is_some() {
            self.commit(resolved);
            return Ok(self.saved());
        }
        let lineage = self.on_disk.and(self.contents.lineage).unwrap_or_else(|| Id::draw(random));
        let bytes = self.contents.written(Some(lineage), &resolved.texts).into_bytes();
        let aside = damaged.then(|| aside_path(&target, now));
        let replaced = atomic::replace(&*self.storage, &target, &bytes, aside.as_deref())
            .map_err(|failure| self.failed(failure));
        let is_in_place = replaced.as_ref().err().is_none_or(SaveError::is_in_place);
        if is_in_place {
            self.on_disk = Some(Fingerprint::of(&bytes));
            self.contents.lineage = Some(lineage);
            self.unsynced = replaced.is_err();
            self.commit(resolved);
        }
        let is_aside = match &replaced {
            Ok(()) => true,
            Err(SaveError::Failed { step, .. }) => *step > Step::SetAside,
            Err(_) => false,
        };
        if is_aside && let Some(aside) = aside {
            self.tell_set_aside(aside);
        }
        replaced.map(|()| self.saved())
    }

    fn locked(&mut self, target: &Path) -> Result<Lock, SaveError> {
        let lock = self
            .storage
            .lock(&atomic::lock_path(target))
            .map_err(|error| self.failed((Step::Lock, error)))?;
        match lock {
            Lock::Busy => return Err(SaveError::Busy { path: self.path.clone() }),
            Lock::Unsupported if !self.is_lockless => {
                self.is_lockless = true;
                let problem = self.problem("this file system has no locks");
                let advice = "do not save from two programs at the same moment";
                self.problems.push(problem.advise(advice));
            }
            Lock::Held(_) | Lock::Unsupported => {}
        }
        Ok(lock)
    }

    fn tell_set_aside(&mut self, aside: PathBuf) {
        let told = format!("the damaged file is now called {}", aside.display());
        self.problems.push(self.problem(told).advise("keep it until it has been looked at"));
        self.set_aside = Some(aside);
    }

    fn saved(&mut self) -> Saved {
        Saved {
            merged: std::mem::take(&mut self.merged),
            set_aside: self.set_aside.take(),
            problems: std::mem::take(&mut self.problems),
        }
    }

    fn told(&self, oddities: Vec<String>) -> Vec<Problem> {
        let more = oddities.len().saturating_sub(MOST_ODDITIES);
        let mut problems: Vec<Problem> =
            oddities.into_iter().take(MOST_ODDITIES).map(|what| self.problem(what)).collect();
        if more > 0 {
            problems.push(self.problem(format!("{more} more entries like these")));
        }
        problems
    }

    fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::new(self.path.display().to_string(), what)
    }

    fn failed(&self, (step, error): Failure) -> SaveError {
        SaveError::Failed { path: self.path.clone(), step, error }
    }
}

/// `NAME.damaged-TIME` beside the file, the time in UTC.
fn aside_path(target: &Path, now: Timestamp) -> PathBuf {
    let time = now.strftime("%Y%m%dT%H%M%SZ");
    atomic::beside(target, "", &format!(".damaged-{time}"))
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

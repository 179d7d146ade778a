//! A store written to its file.
//!
//! Knows the order in which things are done. What a save puts on the disk is whole, or not there.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::atomic;
use super::contents::{self, Contents, Reading};
use super::error::{SaveError, Step};
use super::storage::{self, Lock, Storage};
use super::{Fingerprint, Saved, Store};
use crate::annotation::{Change, EntryKey, Id};

/// How many files may be set aside in one second.
const MOST_ASIDE: u32 = 100;

impl Store {
    /// The save at the end of the program: also where there is nothing to write, a file that was
    /// damaged, emptied or removed from outside is put right from what is known here.
    pub fn save_last(
        &mut self,
        now: Timestamp,
        random: &mut fastrand::Rng,
    ) -> Result<Saved, SaveError> {
        self.is_behind |= self.is_hurt_outside();
        self.save(now, random)
    }

    /// Whether a file that was whole when it was last read or written is not any more.
    fn is_hurt_outside(&self) -> bool {
        let Some(known) = self.on_disk.filter(|_| !self.contents.is_empty()) else { return false };
        // To read all of a large file at the end would be waited for. Where it looks another, the bytes
        // decide; where something is to be written, they do anyway.
        if self.looked.is_some() && self.storage.looks(&self.path).ok() == self.looked {
            return false;
        }
        match Fingerprint::of_file(&*self.storage, &self.path) {
            Ok(fingerprint) if fingerprint == known => return false,
            Ok(_) | Err(_) => {}
        }
        match self.storage.read(&self.path) {
            Err(error) => error.kind() == ErrorKind::NotFound,
            Ok(bytes) => match contents::read_as(&bytes, self.formats) {
                Reading::Empty | Reading::Damaged(_) => true,
                Reading::Whole(theirs, ..) => theirs.is_empty(),
                Reading::Newer(_) | Reading::Strange(_) => false,
            },
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

        let was_whole = self.on_disk.is_some();
        let (copies, is_any_unread) = self.copies(&target);
        let loaded = if copies.is_empty() { Contents::default() } else { self.loaded() };
        let is_in_doubt = is_any_unread || !copies.is_empty();
        let damaged = self.take_in(&target, is_in_doubt)?;
        self.take_in_copies(&copies, &loaded)?;
        let resolved = self.resolved()?;
        let is_written = !self.is_behind && self.on_disk.is_some();
        if resolved.texts.is_empty() && is_written {
            self.commit(resolved);
            self.put_away(now);
            return Ok(self.saved());
        }
        // Where a tool made copies, what is in place need not follow from what others last read.
        let is_sure = !is_in_doubt && self.taken_copies.is_empty();
        let follows = self.on_disk.is_some() && is_sure;
        let lineage = self.contents.lineage.filter(|_| follows);
        let lineage = lineage.unwrap_or_else(|| Id::draw(random));
        let aside = damaged.then(|| aside_path(&*self.storage, &target, "damaged", now));
        self.keep_older(&target)?;
        let is_incident = self.back_up(&target, was_whole, now);
        let version = self.formats.newest();
        let written = self.contents.written_as(version, Some(lineage), &resolved.texts);
        let fingerprint = atomic::write_beside(&*self.storage, &target, &written)
            .map_err(|failure| self.failed(failure))?;
        let looked = self.storage.looks(&atomic::temporary_path(&target)).ok();
        let replaced = atomic::put_in_place(&*self.storage, &target, aside.as_deref())
            .map_err(|failure| self.failed(failure));
        let is_in_place = replaced.as_ref().err().is_none_or(SaveError::is_in_place);
        if is_in_place {
            if is_incident {
                self.back_up_anew(&target);
            }
            self.on_disk = Some(fingerprint);
            self.looked = looked;
            self.contents.lineage = Some(lineage);
            self.contents.older = None;
            self.is_behind = replaced.is_err();
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
        replaced?;
        self.put_away(now);
        Ok(self.saved())
    }

    /// Keeps a file of an older format for good, as `NAME.vNUMBER.bak`, before it is replaced by
    /// one of this format; the first where there are several.
    fn keep_older(&mut self, target: &Path) -> Result<(), SaveError> {
        let Some(version) = self.contents.older.filter(|_| self.on_disk.is_some()) else {
            return Ok(());
        };
        let kept = atomic::beside(target, "", &format!(".v{version}.bak"));
        match atomic::duplicate(&*self.storage, target, &kept) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(self.failed((Step::KeepOlder, error)));
            }
            _ => {}
        }
        let told = format!(
            "the file was of format {version} and is now of format {}; as it was it is kept in {}",
            self.formats.newest(),
            kept.display()
        );
        self.problems.push(self.problem(told));
        Ok(())
    }

    /// Keeps the file that is about to be replaced. Where that is not whole, or not there any more,
    /// the backup before it is kept in its stead unless all of it is known here; whether that is so.
    fn back_up(&mut self, target: &Path, was_whole: bool, now: Timestamp) -> bool {
        let Some(backups) = &self.backups else { return false };
        let kept = match (self.on_disk, was_whole) {
            (Some(_), _) => backups.keep(&*self.storage, target, now).map(|()| false),
            (None, true) => Ok(true),
            (None, false) => backups.keep_from_damage(&*self.storage, now),
        };
        kept.unwrap_or_else(|error| {
            self.tell_no_backup(&error);
            false
        })
    }

    /// Keeps what has just been put in the place of a file that was hurt: there is no other.
    fn back_up_anew(&mut self, target: &Path) {
        let Some(backups) = &self.backups else { return };
        if let Err(error) = backups.keep_last(&*self.storage, target) {
            self.tell_no_backup(&error);
        }
    }

    fn tell_no_backup(&mut self, error: &io::Error) {
        let Some(backups) = self.backups.take() else { return };
        let told = format!("no backup can be kept in {}: {error}", backups.folder().display());
        self.problems.push(self.problem(told).advise("check that folder"));
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
            merged: each_once(std::mem::take(&mut self.merged)),
            set_aside: self.set_aside.take(),
            problems: std::mem::take(&mut self.problems),
        }
    }
}

/// Changes with one for each entry, from what it first was to what it last became.
fn each_once(changes: Vec<Change>) -> Vec<Change> {
    let mut places: BTreeMap<EntryKey, usize> = BTreeMap::new();
    let mut once: Vec<Change> = Vec::new();
    for change in changes {
        let first = places.get(&change.key).and_then(|place| once.get_mut(*place));
        if let Some(first) = first {
            first.after = change.after;
            continue;
        }
        places.insert(change.key.clone(), once.len());
        once.push(change);
    }
    once.retain(|change| change.before != change.after);
    once
}

/// `NAME.WHAT-TIME` beside the file, the time in UTC; with a number behind it where another file
/// already has that name.
pub(super) fn aside_path(
    storage: &dyn Storage,
    target: &Path,
    what: &str,
    now: Timestamp,
) -> PathBuf {
    let time = now.strftime("%Y%m%dT%H%M%SZ");
    let first = atomic::beside(target, "", &format!(".{what}-{time}"));
    let others = (2..MOST_ASIDE).map(|number| {
        let number = format!(".{what}-{time}-{number}");
        atomic::beside(target, "", &number)
    });
    let is_free = |path: &PathBuf| match storage.read(path) {
        Err(error) => error.kind() == ErrorKind::NotFound,
        // A save that came no further than this has made it already.
        Ok(there) => storage.read(target).is_ok_and(|here| here == there),
    };
    // Where none is, setting aside fails and says so.
    std::iter::once(first.clone()).chain(others).find(is_free).unwrap_or(first)
}

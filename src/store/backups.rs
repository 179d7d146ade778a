//! Earlier versions of a store, kept apart from it.
//!
//! Knows which of them are kept, under which names. Must never know what is in them, and must never
//! stand in the way of a save: a backup that cannot be made is told and no more.
//!
//! In a folder for each store lie `last.ron` (the file before the last save), `hour-TIME.ron` and
//! `day-TIME.ron` (the file before the first save of an hour or a day, in UTC) and
//! `damage-TIME.ron` (the last one before a file was found damaged or gone). Where it can be done they are
//! second names of files that were replaced, and cost no room and no writing.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan};

use super::atomic;
use super::contents::{self, Reading};
use super::storage::{Disk, Storage, directory_of};
use crate::text::hash::fnv1a;

/// How many hours and days they are kept.
const HOURS: i64 = 24;
const DAYS: i64 = 30;
/// How many bytes they take together, but for the last one, which is always kept.
const MOST_BYTES: u64 = 20 << 20;
/// The name of the last one.
const LAST: &str = "last";
const EXTENSION: &str = ".ron";

/// The folder of the backups of one store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backups {
    folder: PathBuf,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// What it is called: `last`, or a kind and a time.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many entries are in it; none where it cannot be read whole.
    pub entries: Option<usize>,
}

impl Backup {
    /// Whether it was kept because the file after it was damaged or gone.
    pub(super) fn is_from_damage(&self) -> bool {
        self.name.starts_with("damage-")
    }
}

impl fmt::Display for Backup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entries {
            Some(1) => write!(formatter, "{}: 1 entry", self.name),
            Some(entries) => write!(formatter, "{}: {entries} entries", self.name),
            None => write!(formatter, "{}: cannot be read", self.name),
        }
    }
}

impl Backups {
    /// Those of a store, below the folder of all backups.
    pub fn of(above: &Path, store: &Path) -> Self {
        let target = Disk.resolve(store).unwrap_or_else(|_| store.to_owned());
        let target = std::path::absolute(&target).unwrap_or(target);
        let folder = directory_of(&target).canonicalize();
        let target = folder.map_or_else(
            |_| target.clone(),
            |folder| folder.join(target.file_name().unwrap_or_default()),
        );
        let hash = fnv1a(target.as_os_str().as_encoded_bytes());
        let name = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { folder: above.join(format!("{name}-{hash:016x}")) }
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All of them, the newest first.
    pub fn list(&self) -> Vec<Backup> {
        let files = Disk.files(&self.folder).unwrap_or_default();
        let mut backups: Vec<Backup> =
            files.into_iter().filter_map(|(name, bytes)| self.backup(&name, bytes)).collect();
        backups.sort_by(|one, other| age(&other.name).cmp(&age(&one.name)));
        backups
    }

    fn backup(&self, file: &str, bytes: u64) -> Option<Backup> {
        let name = file.strip_suffix(EXTENSION).filter(|name| !name.starts_with('.'))?;
        let path = self.folder.join(file);
        let read = Disk.read(&path).map(|bytes| contents::read(&bytes));
        let entries = match read {
            Ok(Reading::Whole(contents, ..)) if !contents.is_empty() => Some(contents.count()),
            _ => None,
        };
        Some(Backup { name: name.to_owned(), path, bytes, entries })
    }

    /// Those that were kept because the file after them was damaged or gone, the newest first.
    pub(super) fn before_damage(&self) -> impl Iterator<Item = Backup> {
        self.list().into_iter().filter(Backup::is_from_damage)
    }

    /// Makes the last one of this one: the store is as it says.
    pub(super) fn make_last(&self, storage: &dyn Storage, backup: &Backup) -> io::Result<()> {
        storage.rename(&backup.path, &self.folder.join(file_of(LAST)))
    }

    /// The newest one that can be read whole.
    pub fn newest(&self) -> Option<Backup> {
        self.list().into_iter().find(|backup| backup.entries.is_some())
    }

    /// Keeps the file that is about to be replaced, and lets go of what is too old or too much.
    pub(super) fn keep(
        &self,
        storage: &dyn Storage,
        target: &Path,
        now: Timestamp,
    ) -> io::Result<()> {
        storage.create_directory(&self.folder)?;
        let files = storage.files(&self.folder)?;
        let size = target.metadata().map_or(0, |found| found.len());
        // A store that is too large for more than one of them has that one.
        let is_small = size.saturating_mul(3) <= MOST_BYTES;
        for slot in [day(now), hour(now)].into_iter().filter(|_| is_small) {
            if !files.iter().any(|(name, _)| *name == slot) {
                self.put(storage, target, &slot)?;
            }
        }
        self.put(storage, target, &file_of(LAST))?;
        let reserved = if is_small { size.saturating_mul(3) } else { size };
        for name in superfluous(files, reserved, now) {
            storage.remove(&self.folder.join(name))?;
        }
        Ok(())
    }

    /// Keeps the last one apart from those that follow: the file after it was damaged or gone.
    /// Tells whether there was one.
    pub(super) fn keep_from_damage(
        &self,
        storage: &dyn Storage,
        now: Timestamp,
    ) -> io::Result<bool> {
        let name = file_of(&now.strftime("damage-%Y-%m-%dT%H-%M-%S").to_string());
        match storage.rename(&self.folder.join(file_of(LAST)), &self.folder.join(name)) {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(false)
            }
            renamed => renamed.map(|()| true),
        }
    }

    /// Keeps a file as the last one.
    pub(super) fn keep_last(&self, storage: &dyn Storage, target: &Path) -> io::Result<()> {
        storage.create_directory(&self.folder)?;
        self.put(storage, target, &file_of(LAST))
    }

    /// Gives a file a second name here, or copies it where that cannot be.
    fn put(&self, storage: &dyn Storage, target: &Path, name: &str) -> io::Result<()> {
        let path = self.folder.join(name);
        remove_if_there(storage, &path)?;
        atomic::duplicate(storage, target, &path)
    }
}

fn remove_if_there(storage: &dyn Storage, path: &Path) -> io::Result<()> {
    match storage.remove(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn file_of(name: &str) -> String {
    format!("{name}{EXTENSION}")
}

fn hour(time: Timestamp) -> String {
    file_of(&time.strftime("hour-%Y-%m-%dT%H").to_string())
}

fn day(time: Timestamp) -> String {
    file_of(&time.strftime("day-%Y-%m-%d").to_string())
}

/// The age of a backup by its name: what is greater is newer. The first save of a day comes before
/// those of its hours, the last save after everything.
fn age(name: &str) -> (bool, &str) {
    (name == LAST, name.split_once('-').map_or("", |(_, time)| time))
}

/// The backups that are older than they have to be kept, and the oldest of those that take more
/// room than there is beside so many bytes.
fn superfluous(files: Vec<(String, u64)>, reserved: u64, now: Timestamp) -> Vec<String> {
    let before = |hours: i64| now.checked_sub(hours.hours()).unwrap_or(Timestamp::MIN);
    let (first_hour, first_day) = (hour(before(HOURS)), day(before(DAYS * 24)));
    let first_damage = first_day.replace("day-", "damage-");
    let is_old = |name: &str| {
        let is_before = |kind: &str, first: &str| name.starts_with(kind) && name < first;
        is_before("hour-", &first_hour)
            || is_before("day-", &first_day)
            || is_before("damage-", &first_damage)
    };
    let is_ours = |name: &str| ["hour-", "day-", "damage-"].iter().any(|it| name.starts_with(it));
    let mut dated: Vec<(String, u64)> =
        files.into_iter().filter(|(name, _)| is_ours(name)).collect();
    dated.sort_by(|(one, _), (other, _)| age(other).cmp(&age(one)));
    let mut left = MOST_BYTES.saturating_sub(reserved);
    let mut is_superfluous = |name: &str, bytes: u64| {
        if is_old(name) || bytes > left {
            return true;
        }
        left -= bytes;
        false
    };
    dated.retain(|(name, bytes)| is_superfluous(name, *bytes));
    dated.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests;

//! A backup put in the place of the store.
//!
//! Knows the store's file and its backups. Whatever it replaces is kept.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backups::{Backup, Backups};
use super::contents::{self, Contents, Reading};
use super::error::{SaveError, Step};
use super::storage::{self, Disk, Lock, Storage};
use super::{aside_path, atomic};
use crate::problem::Problem;
use crate::text::Bytes;

/// A store that was brought back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// The backup it is from.
    pub backup: Backup,
    /// The new name of the file that was there.
    pub replaced: Option<PathBuf>,
}

/// The command that brings a backup of a store back, as it is typed in a shell.
pub fn command(store: &Path) -> String {
    let path = store.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let quoted = if path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    };
    format!("variorum restore --store {quoted}")
}

/// A backup from before some damage, and how much of it the store still lacks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lacking {
    /// The one that holds most of it; the newest of several.
    pub backup: Backup,
    /// How many of its entries are not in the store.
    pub entries: usize,
}

/// What a store that is whole lacks of the backups that were kept because it was damaged or gone.
pub fn lacking(store: &Path, backups: &Backups) -> Option<Lacking> {
    let target = Disk.resolve(store).ok()?;
    let here = whole(&Disk.read(&target).ok()?)?;
    let counted = backups.before_damage().filter_map(|backup| {
        let kept = whole(&Disk.read(&backup.path).ok()?)?;
        let missing = kept.texts.keys().filter(|key| !here.texts.has(key)).count();
        let carried = kept.carried.iter().filter(|text| !here.carried.contains(text)).count();
        Some(Lacking { backup, entries: missing + carried }).filter(|it| it.entries > 0)
    });
    // Of equals the last is taken: the newest has to come last.
    counted.collect::<Vec<_>>().into_iter().rev().max_by_key(|it| it.entries)
}

fn whole(bytes: &Bytes) -> Option<Contents> {
    match contents::read(bytes) {
        Reading::Whole(contents, ..) => Some(contents),
        Reading::Empty | Reading::Damaged(_) | Reading::Newer(_) | Reading::Strange(_) => None,
    }
}

/// Puts a backup in the place of the store: the one of this name; or one from before some damage of
/// which the store still lacks something; or the newest that can be read whole and says something
/// else than the store does.
pub fn restore(
    store: &Path,
    backups: &Backups,
    name: Option<&str>,
    now: Timestamp,
) -> Result<Restored, Problem> {
    let place = store.display().to_string();
    let failed = |step: Step, error: io::Error| {
        let failed = SaveError::Failed { path: store.to_owned(), step, error };
        Problem::new(place.clone(), failed.what()).advise(failed.advice())
    };
    let target = Disk.resolve(store).map_err(|error| failed(Step::Resolve, error))?;
    let (backup, bytes) = chosen(&target, backups, name)?;
    Disk.create_directory(storage::directory_of(&target))
        .map_err(|error| failed(Step::CreateDirectory, error))?;
    let lock = Disk.lock(&atomic::lock_path(&target)).map_err(|error| failed(Step::Lock, error))?;
    if matches!(lock, Lock::Busy) {
        let busy = SaveError::Busy { path: store.to_owned() };
        return Err(Problem::new(place, busy.what()).advise(busy.advice()));
    }
    let replaced = target.exists().then(|| aside_path(&Disk, &target, "replaced", now));
    atomic::replace(&Disk, &target, &*bytes, replaced.as_deref())
        .map_err(|(step, error)| failed(step, error))?;
    if backup.is_from_damage() {
        // Nothing of it is missed any more. Where that fails it is told once more, and no harm.
        drop(backups.make_last(&Disk, &backup));
    }
    Ok(Restored { backup, replaced })
}

/// The backup to bring back, and its bytes.
fn chosen(
    target: &Path,
    backups: &Backups,
    name: Option<&str>,
) -> Result<(Backup, Bytes), Problem> {
    let place = backups.folder().display().to_string();
    let now = Disk.read(target).ok();
    let missed = lacking(target, backups).filter(|_| name.is_none());
    let missed = missed.map(|missed| missed.backup.name);
    let name = name.or(missed.as_deref());
    let read = |backup: Backup| Some((Disk.read(&backup.path).ok()?, backup));
    let mut whole = backups.list().into_iter().filter(|it| it.entries.is_some()).filter_map(read);
    let found = match name {
        Some(name) => whole.find(|(_, backup)| backup.name == name),
        None => whole.find(|(bytes, _)| now.as_ref() != Some(bytes)),
    };
    let found = found.map(|(bytes, backup)| (backup, bytes));
    found.ok_or_else(|| match name {
        Some(name) => Problem::new(place, format!("no backup called {name} can be read"))
            .advise("`variorum restore --list` names them"),
        None => {
            Problem::new(place, "there is no backup that can be read and differs from the store")
        }
    })
}

#[cfg(test)]
mod tests;

//! A backup put in the place of the store.
//!
//! Knows the store's file and its backups. Whatever it replaces is kept.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backups::{Backup, Backups};
use super::error::{SaveError, Step};
use super::storage::{self, Disk, Lock, Storage};
use super::{aside_path, atomic};
use crate::problem::Problem;

/// A store that was brought back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// The backup it is from.
    pub backup: Backup,
    /// The new name of the file that was there.
    pub replaced: Option<PathBuf>,
}

/// The command that brings the newest backup of a store back, as it is typed in a shell.
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

/// Puts a backup in the place of the store: the one of this name, or the newest that can be read
/// whole and says something else than the store does.
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
    atomic::replace(&Disk, &target, &bytes, replaced.as_deref())
        .map_err(|(step, error)| failed(step, error))?;
    Ok(Restored { backup, replaced })
}

/// The backup to bring back, and its bytes.
fn chosen(
    target: &Path,
    backups: &Backups,
    name: Option<&str>,
) -> Result<(Backup, Vec<u8>), Problem> {
    let place = backups.folder().display().to_string();
    let now = Disk.read(target).ok();
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

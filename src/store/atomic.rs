//! Putting a file in the place of another so that at any moment one of the two is whole.
//!
//! Knows the order of calls that survives kills and power cuts, and nothing of what is written.
//! The order is that of T. S. Pillai and others, "All File Systems Are Not Created Equal" (OSDI
//! 2014): write beside, wait for the disk, rename, wait for the directory.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::Step;
use super::storage::{Storage, directory_of, mode_of_new_files};

/// A step that failed.
pub(super) type Failure = (Step, io::Error);

/// Puts `bytes` in the place of `target`, a path without symbolic links at its end. What is there
/// now gets the name `aside`, where there is one.
pub(super) fn replace(
    storage: &dyn Storage,
    target: &Path,
    bytes: &[u8],
    aside: Option<&Path>,
) -> Result<(), Failure> {
    let temporary = temporary_path(target);
    match storage.remove(&temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err((Step::ClearTemporary, error));
        }
        _ => {}
    }
    let in_place = write_beside(storage, target, &temporary, bytes).and_then(|()| {
        if let Some(aside) = aside {
            set_aside(storage, target, aside).map_err(|error| (Step::SetAside, error))?;
        }
        storage.rename(&temporary, target).map_err(|error| (Step::Rename, error))
    });
    if let Err(failure) = in_place {
        // Where this fails too, the next save removes it.
        drop(storage.remove(&temporary));
        return Err(failure);
    }
    storage.sync_directory(directory_of(target)).map_err(|error| (Step::SyncDirectory, error))
}

/// Gives what is there another name. By a second name where that can be, so that at no moment there
/// is nothing under the first.
pub(super) fn set_aside(storage: &dyn Storage, target: &Path, aside: &Path) -> io::Result<()> {
    match storage.link(target, aside) {
        Err(error) if has_no_links(&error) => storage.rename_aside(target, aside),
        // A save that came no further than this has done it already.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let is_done = storage.read(aside)? == storage.read(target)?;
            if is_done { Ok(()) } else { Err(error) }
        }
        done => done,
    }
}

/// Gives a file a second name that no file has, or copies it where that cannot be.
pub(super) fn duplicate(storage: &dyn Storage, target: &Path, to: &Path) -> io::Result<()> {
    match storage.link(target, to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {}
        Ok(()) => return Ok(()),
    }
    let beside = temporary_path(to);
    match storage.remove(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let bytes = storage.read(target)?;
    let mut file = storage.create(&beside)?;
    storage.write(&mut file, &bytes)?;
    storage.sync(&file)?;
    storage.rename_aside(&beside, to)
}

/// Whether this file system has no second names for files.
fn has_no_links(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::TooManyLinks
    )
}

fn write_beside(
    storage: &dyn Storage,
    target: &Path,
    temporary: &Path,
    bytes: &[u8],
) -> Result<(), Failure> {
    let mode = match storage.mode(target) {
        Ok(mode) => mode,
        Err(error) if error.kind() == ErrorKind::NotFound => mode_of_new_files(),
        Err(error) => return Err((Step::SetMode, error)),
    };
    let mut file = storage.create(temporary).map_err(|error| (Step::CreateTemporary, error))?;
    storage.write(&mut file, bytes).map_err(|error| (Step::Write, error))?;
    storage.set_mode(&file, mode).map_err(|error| (Step::SetMode, error))?;
    storage.sync(&file).map_err(|error| (Step::Sync, error))?;
    let written = storage.read(temporary).map_err(|error| (Step::Verify, error))?;
    if written != bytes {
        return Err((Step::Verify, io::Error::other("other bytes came back")));
    }
    Ok(())
}

/// `.NAME.tmp` beside the file: always the same, so that a killed program leaves one at most.
pub(super) fn temporary_path(target: &Path) -> PathBuf {
    beside(target, ".", ".tmp")
}

/// `NAME.lock` beside the file. A lock on the file itself would end with the first rename.
pub(super) fn lock_path(target: &Path) -> PathBuf {
    beside(target, "", ".lock")
}

/// A path in the same directory, the name between `before` and `after`.
pub(super) fn beside(target: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(target.file_name().unwrap_or_default());
    name.push(after);
    target.with_file_name(name)
}

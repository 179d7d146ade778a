//! Putting a file in the place of another so that at any moment one of the two is whole.
//!
//! Knows the order of calls that survives kills and power cuts, and nothing of what is written but
//! how it goes to a file and comes back piece by piece: a save needs room for one piece alone.
//! The order is that of T. S. Pillai and others, "All File Systems Are Not Created Equal" (OSDI
//! 2014): write beside, wait for the disk, rename, wait for the directory.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::Step;
use super::storage::{PIECE, Storage, directory_of, mode_of_new_files};
use super::{Fingerprint, Print};

/// A step that failed.
pub(super) type Failure = (Step, io::Error);

/// What a file is to hold.
pub(super) trait Content {
    /// Its bytes in parts of any length, each time the same.
    fn parts(&self) -> impl Iterator<Item = &[u8]>;
}

impl Content for [u8] {
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(self)
    }
}

/// Puts `content` in the place of `target`, a path without symbolic links at its end. What is there
/// now gets the name `aside`, where there is one.
pub(super) fn replace(
    storage: &dyn Storage,
    target: &Path,
    content: &(impl Content + ?Sized),
    aside: Option<&Path>,
) -> Result<(), Failure> {
    write_beside(storage, target, content)?;
    put_in_place(storage, target, aside)
}

/// The first half of [`replace`]: writes the file beside the other and waits until it is on the
/// disk and has come back as it is to be.
pub(super) fn write_beside(
    storage: &dyn Storage,
    target: &Path,
    content: &(impl Content + ?Sized),
) -> Result<Fingerprint, Failure> {
    let temporary = temporary_path(target);
    match storage.remove(&temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err((Step::ClearTemporary, error));
        }
        _ => {}
    }
    let written = write_temporary(storage, target, &temporary, content);
    cleared_on_failure(storage, &temporary, written)
}

/// The second half: gives what was written beside the file its name.
pub(super) fn put_in_place(
    storage: &dyn Storage,
    target: &Path,
    aside: Option<&Path>,
) -> Result<(), Failure> {
    let temporary = temporary_path(target);
    let set_aside = match aside {
        Some(aside) => set_aside(storage, target, aside).map_err(|error| (Step::SetAside, error)),
        None => Ok(()),
    };
    let renamed = set_aside
        .and_then(|()| storage.rename(&temporary, target).map_err(|error| (Step::Rename, error)));
    cleared_on_failure(storage, &temporary, renamed)?;
    storage.sync_directory(directory_of(target)).map_err(|error| (Step::SyncDirectory, error))
}

/// Removes what was written beside the file where it will not get its name.
fn cleared_on_failure<T>(
    storage: &dyn Storage,
    temporary: &Path,
    done: Result<T, Failure>,
) -> Result<T, Failure> {
    if done.is_err() {
        // Where this fails too, the next save removes it.
        drop(storage.remove(temporary));
    }
    done
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

fn write_temporary(
    storage: &dyn Storage,
    target: &Path,
    temporary: &Path,
    content: &(impl Content + ?Sized),
) -> Result<Fingerprint, Failure> {
    let mode = match storage.mode(target) {
        Ok(mode) => mode,
        Err(error) if error.kind() == ErrorKind::NotFound => mode_of_new_files(),
        Err(error) => return Err((Step::SetMode, error)),
    };
    let mut file = storage.create(temporary).map_err(|error| (Step::CreateTemporary, error))?;
    let written = write_parts(storage, &mut file, content).map_err(|error| (Step::Write, error))?;
    storage.set_mode(&file, mode).map_err(|error| (Step::SetMode, error))?;
    storage.sync(&file).map_err(|error| (Step::Sync, error))?;
    verify(storage, temporary, content).map_err(|error| (Step::Verify, error))?;
    Ok(written)
}

/// Writes everything to a file, and tells the fingerprint of that.
fn write_parts(
    storage: &dyn Storage,
    file: &mut File,
    content: &(impl Content + ?Sized),
) -> io::Result<Fingerprint> {
    let mut print = Print::default();
    let mut piece: Vec<u8> = Vec::new();
    for mut part in content.parts() {
        while PIECE <= piece.len() + part.len() {
            let (filling, rest) = part.split_at(PIECE - piece.len());
            piece.extend_from_slice(filling);
            storage.write(file, &piece)?;
            print.add(&piece);
            piece.clear();
            part = rest;
        }
        piece.extend_from_slice(part);
    }
    storage.write(file, &piece)?;
    print.add(&piece);
    Ok(print.finish())
}

/// Reads a file again and holds it against what it is to be, byte by byte.
fn verify(storage: &dyn Storage, path: &Path, content: &(impl Content + ?Sized)) -> io::Result<()> {
    let others = || io::Error::other("other bytes came back");
    let mut parts = content.parts();
    let mut part: &[u8] = &[];
    storage.read_pieces(path, &mut |mut piece| {
        while !piece.is_empty() {
            if part.is_empty() {
                part = parts.next().ok_or_else(others)?;
            }
            let length = part.len().min(piece.len());
            let (expected, later) = part.split_at(length);
            let (read, rest) = piece.split_at(length);
            if read != expected {
                return Err(others());
            }
            (part, piece) = (later, rest);
        }
        Ok(())
    })?;
    let is_all = part.is_empty() && parts.all(<[u8]>::is_empty);
    if is_all { Ok(()) } else { Err(others()) }
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

#[cfg(test)]
mod tests;

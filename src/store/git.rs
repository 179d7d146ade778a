//! Merging for git: three files, of which one becomes the result.
//!
//! Knows what git asks of a merge driver (gitattributes(5), `merge.*.driver`). Must never know git's
//! repositories. What cannot be read whole is refused, and no file is touched then.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::atomic;
use super::combine::{Combined, combine};
use super::contents::{self, Contents, Reading};
use super::storage::{Disk, Lock, Storage};
use super::{ReadOnly, SaveError, Step};
use crate::problem::Problem;

/// Puts what two sides made of `base` in the place of `ours`; how many annotations and judgements
/// were changed on both sides, of which both versions are kept.
///
/// A base that is missing or empty is none. The other two have to be stores that can be read whole
/// and are of no later version.
pub fn merge(base: &Path, ours: &Path, theirs: &Path) -> Result<usize, Problem> {
    let target = Disk.resolve(ours).map_err(|error| unreadable(ours, &error.to_string()))?;
    let _lock = locked(&target)?;
    let base = read(base)?.unwrap_or_default();
    let ours_read = present(&target, read(&target)?)?;
    let theirs_read = present(theirs, read(theirs)?)?;
    let Combined { contents, doubled } = combine(&base, &ours_read, &theirs_read)
        .map_err(|error| unreadable(&target, &error.to_string()))?;
    if contents != ours_read {
        let text = contents.written(contents.lineage, &BTreeMap::new());
        atomic::replace(&Disk, &target, text.as_bytes(), None).map_err(|(step, error)| {
            let failed = SaveError::Failed { path: target.clone(), step, error };
            Problem::new(target.display().to_string(), failed.what()).advise(failed.advice())
        })?;
    }
    Ok(doubled)
}

/// The lock of a store that a reader has used, so that no save of one gets lost; where none lies
/// beside the file none is made: git gives drivers files of their own.
fn locked(target: &Path) -> Result<Option<Lock>, Problem> {
    let path = atomic::lock_path(target);
    if !path.exists() {
        return Ok(None);
    }
    match Disk.lock(&path) {
        Ok(Lock::Busy) => {
            let busy = SaveError::Busy { path: target.to_owned() };
            Err(Problem::new(target.display().to_string(), busy.what()).advise(busy.advice()))
        }
        Ok(lock) => Ok(Some(lock)),
        Err(error) => Err(unreadable(target, &format!("{}: {error}", Step::Lock))),
    }
}

/// What a file holds; none where there is no such file or nothing in it.
fn read(path: &Path) -> Result<Option<Contents>, Problem> {
    let bytes = match Disk.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(path, &error.to_string())),
    };
    let later = |reason: ReadOnly| {
        Problem::new(path.display().to_string(), format!("not merged: {reason}")).advise(UPDATE)
    };
    match contents::read(&bytes) {
        Reading::Whole(contents, ..) => Ok(Some(contents)),
        Reading::Empty => Ok(None),
        Reading::Damaged(reason) => Err(unreadable(path, &format!("it is damaged: {reason}"))),
        Reading::Newer(version) => Err(later(ReadOnly::Newer(version))),
        Reading::Strange(what) => Err(later(ReadOnly::Strange(what))),
    }
}

fn present(path: &Path, found: Option<Contents>) -> Result<Contents, Problem> {
    found.ok_or_else(|| {
        let is_there = path.try_exists().unwrap_or(true);
        let what = if is_there { "there is nothing in it" } else { "there is no such file" };
        unreadable(path, what)
    })
}

const UPDATE: &str = "update the program, then merge again";

fn unreadable(path: &Path, what: &str) -> Problem {
    Problem::new(path.display().to_string(), format!("not merged: {what}"))
        .advise("nothing was changed; `git checkout --ours` or `--theirs` takes one side")
}

#[cfg(test)]
mod tests;

//! The files that lie beside a store and are about it.
//!
//! Knows names. Must never know what is in such files.

use std::path::{Path, PathBuf};

use super::paths::STORE_NAME;
use super::storage::{Disk, Storage, directory_of};

/// What tools that carry files between machines put into the name of a copy that they could not
/// reconcile: Syncthing; Dropbox, Nextcloud and others.
const SIGNS: [&str; 2] = [".sync-conflict-", "conflicted copy"];
/// What follows the store's name where it was set aside or replaced.
const ASIDE: [&str; 2] = [".damaged-", ".replaced-"];

/// Copies of a store that a tool made when two machines had changed it, sorted.
pub(super) fn copies_on(storage: &dyn Storage, store: &Path) -> Vec<PathBuf> {
    named(storage, store, |stem, extension, name| {
        let Some(rest) = name.strip_prefix(stem) else { return false };
        let rest = rest.to_lowercase();
        let is_signed = SIGNS.iter().any(|sign| rest.contains(sign));
        is_signed && rest.ends_with(extension)
    })
}

/// Versions of a store that were set aside because they were damaged, or replaced by a backup,
/// sorted.
pub fn set_aside(store: &Path) -> Vec<PathBuf> {
    named(&Disk, store, |stem, extension, name| {
        let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix(extension));
        rest.is_some_and(|rest| ASIDE.iter().any(|it| rest.starts_with(it)))
    })
}

/// How many files of a store, itself included, a reader of its folder meets: those of one with the
/// usual name are passed over there.
pub fn met(store: &Path) -> usize {
    let is_met = |name: &str| !name.starts_with('.') && !name.starts_with(STORE_NAME);
    let own = named(&Disk, store, |stem, extension, name| {
        let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix(extension));
        is_met(name) && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let name = |path: &PathBuf| path.file_name().is_some_and(|it| is_met(&it.to_string_lossy()));
    let copies = copies_on(&Disk, store);
    copies.iter().filter(|path| name(path) && !own.contains(path)).count() + own.len()
}

/// The files beside a store whose names fit its own, taken apart before its extension.
fn named(
    storage: &dyn Storage,
    store: &Path,
    fits: impl Fn(&str, &str, &str) -> bool,
) -> Vec<PathBuf> {
    let stem = store.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let extension = store.extension().and_then(|it| it.to_str());
    let extension = extension.map_or_else(String::new, |it| format!(".{it}"));
    let folder = directory_of(store);
    let files = storage.files(folder).unwrap_or_default();
    let names = files.into_iter().map(|(name, _)| name);
    let mut found: Vec<PathBuf> =
        names.filter(|name| fits(stem, &extension, name)).map(|name| folder.join(name)).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_are_told_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let copies = [
            "notes (Ines's conflicted copy 2027-01-15).ron",
            "notes (conflicted copy 2027-01-15 080000).ron",
            "notes.sync-conflict-20270115-080000-ABCDEFG.ron",
        ];
        let aside = [
            "notes.ron.damaged-20270115T080000Z",
            "notes.ron.damaged-20270115T080000Z-2",
            "notes.ron.replaced-20270115T080000Z",
        ];
        let others = [
            "notes.ron",
            "notes.ron.lock",
            ".notes.ron.tmp",
            "other.sync-conflict-20270115-080000-ABCDEFG.ron",
            "notes.sync-conflict-20270115-080000-ABCDEFG.ron.merged-20270115T080000Z",
            "notes on a conflicted copy.txt",
        ];
        for name in copies.iter().chain(&aside).chain(&others) {
            std::fs::File::create(path(name)).unwrap();
        }
        assert_eq!(copies_on(&Disk, &path("notes.ron")), copies.map(path));
        assert_eq!(set_aside(&path("notes.ron")), aside.map(path));
        assert_eq!(copies_on(&Disk, Path::new("/nowhere/at/all.ron")), Vec::<PathBuf>::new());
    }
}

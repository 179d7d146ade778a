//! A fault at every call of a save.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::text::Bytes;

/// A disk on which one call fails, or that one and all after it.
struct Faulty {
    /// How many calls are still to succeed.
    left: Arc<AtomicUsize>,
    /// Whether nothing succeeds any more after the fault, as when the program is killed.
    for_good: bool,
    error: rustix::io::Errno,
    has_locks: bool,
    has_links: bool,
}

impl Faulty {
    fn call<T>(&self, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let left = self.left.load(Ordering::SeqCst);
        if left > 0 || !self.for_good {
            self.left.store(left.wrapping_sub(1), Ordering::SeqCst);
        }
        if left == 0 { Err(self.error.into()) } else { call() }
    }
}

impl Storage for Faulty {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(|| Disk.resolve(path))
    }
    fn read(&self, path: &Path) -> io::Result<Bytes> {
        self.call(|| Disk.read(path))
    }
    fn read_pieces(
        &self,
        path: &Path,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        self.call(|| Disk.read_pieces(path, take))
    }
    fn looks(&self, path: &Path) -> io::Result<Looks> {
        self.call(|| Disk.looks(path))
    }
    fn mode(&self, path: &Path) -> io::Result<u32> {
        self.call(|| Disk.mode(path))
    }
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.call(|| Disk.create_directory(path))
    }
    fn lock(&self, path: &Path) -> io::Result<Lock> {
        self.call(|| if self.has_locks { Disk.lock(path) } else { Ok(Lock::Unsupported) })
    }
    fn create(&self, path: &Path) -> io::Result<File> {
        self.call(|| Disk.create(path))
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes some of the bytes.
        let half = &bytes[..bytes.len() / 2];
        let written = self.call(|| Disk.write(file, bytes));
        written.or_else(|error| Disk.write(file, half).and(Err(error)))
    }
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.call(|| Disk.set_mode(file, mode))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.call(|| Disk.sync(file))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| Disk.rename(from, to))
    }
    fn rename_aside(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| Disk.rename_aside(from, to))
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let unlinked = || Err(rustix::io::Errno::XDEV.into());
        self.call(|| if self.has_links { Disk.link(from, to) } else { unlinked() })
    }
    fn files(&self, path: &Path) -> io::Result<Vec<(String, u64)>> {
        self.call(|| Disk.files(path))
    }
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.call(|| Disk.sync_directory(path))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(|| Disk.remove(path))
    }
}

const NEVER: usize = usize::MAX / 2;
const TEMPORARY: &str = ".notes.ron.tmp";

/// What lies there when the store is opened.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Start {
    Nothing,
    Saved,
    Damaged,
    ChangedOutside,
    KilledBefore,
}

const STARTS: [Start; 5] =
    [Start::Nothing, Start::Saved, Start::Damaged, Start::ChangedOutside, Start::KilledBefore];

/// A program on a faulty disk that has an act to save, and the faults' switch.
fn prepared(
    place: &Place,
    start: Start,
    for_good: bool,
    error: rustix::io::Errno,
) -> (Program, Arc<AtomicUsize>) {
    if !matches!(start, Start::Nothing | Start::Damaged) {
        let mut first = place.open();
        first.set(1, "old");
        first.save();
    }
    if start == Start::Damaged {
        place.put("(version: 1, entr");
    }
    if start == Start::KilledBefore {
        fs::copy(place.path(), place.folder.path().join(TEMPORARY)).unwrap();
    }
    let left = Arc::new(AtomicUsize::new(NEVER));
    let disk = Faulty { left: left.clone(), for_good, error, has_locks: true, has_links: true };
    let backups = Backups::of(&place.folder.path().join("backups"), &place.path());
    let opened = Store::open_on(Box::new(disk), &place.path(), Some(backups), &default_tags());
    let mut program = Program::of(opened);
    if start == Start::ChangedOutside {
        let mut other = place.open();
        other.set(3, "from outside");
        other.save();
    }
    program.set(2, "new");
    (program, left)
}

/// The file under its name, or under the name it was set aside with.
fn old_file(place: &Place) -> Option<String> {
    place
        .names()
        .into_iter()
        .find(|name| name.starts_with("notes.ron") && name != "notes.ron.lock")
        .map(|name| fs::read_to_string(place.folder.path().join(name)).unwrap())
}

/// Runs a save whose call number `nth` fails; tells whether there was such a call.
fn one_fault(start: Start, nth: usize, for_good: bool, error: rustix::io::Errno) -> bool {
    let case = format!("{start:?}, call {nth}, for good: {for_good}, {error:?}");
    let place = Place::in_memory();
    let (mut program, left) = prepared(&place, start, for_good, error);
    let before = old_file(&place);
    left.store(nth, Ordering::SeqCst);
    let result = program.try_save();
    let had_fault = left.load(Ordering::SeqCst) == 0 || left.load(Ordering::SeqCst) > NEVER;
    left.store(NEVER, Ordering::SeqCst);

    let after = old_file(&place);
    let is_new = place.path().exists() && place.open().note(2) == Some("new");
    assert!(after == before || is_new, "{case}: neither old nor new: {after:?}");
    match &result {
        Ok(_) => assert!(is_new && !program.store.is_dirty(), "{case}: said saved"),
        Err(failure) => {
            assert!(program.store.is_dirty(), "{case}: forgotten after {failure}");
            assert!(failure.to_string().contains("notes.ron"), "{case}: {failure}");
            assert_eq!(failure.is_in_place(), is_new, "{case}: {failure}");
        }
    }
    let temporary = place.names().iter().any(|name| name == TEMPORARY);
    let may_leave =
        for_good || matches!(failed_step(&result), Some(step) if step <= Step::ClearTemporary);
    assert!(!temporary || may_leave, "{case}: temporary file left");

    program.save();
    assert!(!program.store.is_dirty(), "{case}");
    let again = place.open();
    assert_eq!(again.note(2), Some("new"), "{case}");
    assert_eq!(again.ledger, program.ledger, "{case}");
    if start == Start::ChangedOutside {
        assert_eq!(again.note(3), Some("from outside"), "{case}");
    }
    assert!(!place.names().iter().any(|name| name == TEMPORARY), "{case}");
    if start == Start::Damaged {
        let kept = place.names().iter().any(|name| name.contains(".damaged-"));
        assert!(kept, "{case}: damaged file lost");
    }
    had_fault
}

fn failed_step(result: &Result<Saved, SaveError>) -> Option<Step> {
    match result {
        Err(SaveError::Failed { step, .. }) => Some(*step),
        _ => None,
    }
}

#[test]
fn a_fault_at_any_call_leaves_the_old_file_or_the_new_one_and_saving_again_succeeds() {
    use rustix::io::Errno;
    let mut faults = 0;
    for start in STARTS {
        for for_good in [false, true] {
            for error in [Errno::NOSPC, Errno::IO, Errno::DQUOT, Errno::ROFS, Errno::INTR] {
                let calls =
                    (0..100).take_while(|&nth| one_fault(start, nth, for_good, error)).count();
                assert!(calls >= 11, "{start:?}: only {calls} calls");
                faults += calls;
            }
        }
    }
    println!("faults: {faults}");
    assert!(faults >= 300);
}

#[test]
fn every_step_can_fail_and_says_its_name() {
    let place = Place::new();
    let mut seen = Vec::new();
    for nth in 0..20 {
        let (mut program, left) = prepared(&place, Start::Nothing, false, rustix::io::Errno::IO);
        left.store(nth, Ordering::SeqCst);
        if let Err(failure) = program.try_save() {
            seen.push(failed_step(&Err(failure)).unwrap());
        }
        left.store(NEVER, Ordering::SeqCst);
        for name in place.names() {
            fs::remove_file(place.folder.path().join(name)).unwrap();
        }
    }
    assert_eq!(
        seen,
        [
            Step::Resolve,
            Step::CreateDirectory,
            Step::Lock,
            Step::Compare,
            Step::ClearTemporary,
            Step::SetMode,
            Step::CreateTemporary,
            Step::Write,
            Step::SetMode,
            Step::Sync,
            Step::Verify,
            Step::Rename,
            Step::SyncDirectory,
        ]
    );
}

#[test]
fn without_locks_it_is_saved_and_told_once() {
    let place = Place::new();
    let disk = Faulty {
        left: Arc::new(AtomicUsize::new(NEVER)),
        for_good: false,
        error: rustix::io::Errno::IO,
        has_locks: false,
        has_links: true,
    };
    let mut program =
        Program::of(Store::open_on(Box::new(disk), &place.path(), None, &default_tags()));
    program.set(1, "one");
    assert_eq!(program.save().problems.len(), 1);
    program.set(1, "two");
    assert_eq!(program.save().problems, []);
    assert_eq!(place.open().note(1), Some("two"));
}

#[test]
fn where_files_have_no_second_names_backups_are_copies() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    place.put("(version: 1, entries: [Omen(1)])");
    let left = Arc::new(AtomicUsize::new(NEVER));
    let error = rustix::io::Errno::IO;
    let disk = Faulty { left, for_good: false, error, has_locks: true, has_links: false };
    let backups = Backups::of(&place.folder.path().join("backups"), &place.path());
    backups.keep(&disk, &place.path(), moment(1_800_000_000)).unwrap();
    let all = backups.list();
    assert_eq!(all.len(), 3);
    for backup in all {
        let found = fs::metadata(&backup.path).unwrap();
        assert_eq!((found.nlink(), found.permissions().mode() & 0o777), (1, 0o600));
        assert_eq!(backup.entries, Some(1));
    }
}

#[test]
fn where_nothing_tells_how_a_file_looks_the_bytes_decide() {
    for was_told in [true, false] {
        let place = Place::new();
        let (mut program, left) = prepared(&place, Start::Saved, false, rustix::io::Errno::IO);
        program.save();
        if !was_told {
            program.store.looked = None;
        }
        fs::remove_file(place.path()).unwrap();
        left.store(0, Ordering::SeqCst);
        program.store.save_last(moment(9), &mut program.random).unwrap();
        assert_eq!(place.open().notes(), ["new", "old"]);
    }
}

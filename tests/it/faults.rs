//! A fault of the system at every call of a save, put in by `strace`.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use variorum::annotation::{Id, Ledger};
use variorum::store::backups::Backups;

use crate::driver::{Driver, Found, found, left_over};

/// The calls that a save makes on its files.
const CALLS: [&str; 10] =
    ["openat", "read", "write", "fsync", "rename", "fchmod", "unlink", "flock", "statx", "linkat"];
const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EINTR"];
/// No call is made more often than this in a save.
const MOST: usize = 20;
/// How many programs run at once.
const AT_ONCE: usize = 4;
/// How long the reader may wait for news of a save.
const SOON: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_mins(1);

/// What came of a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// There was no such call.
    None,
    /// The store could not be opened and is only read.
    ReadOnly,
    /// It was saved all the same.
    Saved,
    /// It was not, and then it was.
    SavedThen,
}

/// Counts over all faults.
#[derive(Default)]
struct Counts {
    faults: AtomicUsize,
    failed: AtomicUsize,
    read_only: AtomicUsize,
    late: AtomicUsize,
}

fn note_of<'a>(ledger: &'a Ledger, name: &str) -> Option<&'a str> {
    Some(&*ledger.annotation(Id::of(name.as_bytes()))?.note)
}

/// The program whose call of this name and number on the store's files fails.
fn faulty(store: &Path, log: &Path, fault: &str) -> Driver {
    let folder = store.parent().unwrap();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", log.to_str().unwrap()]);
    let own = [".variorum.ron.tmp", "variorum.ron", "variorum.ron.lock"];
    let own = own.iter().map(|name| folder.join(name)).chain([folder.to_owned()]);
    let backups = Backups::of(&folder.join("data/variorum/backups"), store).folder().to_owned();
    let backups = [backups.join("last.ron"), backups];
    for path in own.chain(backups) {
        command.arg("-P").arg(path);
    }
    command.args(["-e", &format!("inject={fault}"), env!("CARGO_BIN_EXE_variorum")]);
    Driver::start_by(command, store)
}

/// One save with one fault in it, and one more act after it.
fn one(call: &str, error: &str, nth: usize, counts: &Counts) -> Outcome {
    let case = format!("{call} number {nth}: {error}");
    let (folder, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (store, log) = (folder.path().join("variorum.ron"), logs.path().join("log"));
    let mut first = Driver::start(&store);
    first.note("a", "old");
    assert!(first.end());

    let mut driver = faulty(&store, &log, &format!("{call}:error={error}:when={nth}"));
    assert!(driver.hears("opened\n", PATIENCE), "{case}");
    driver.note("a", "new");
    if !driver.hears("saved", SOON) {
        counts.late.fetch_add(1, Ordering::Relaxed);
        assert!(driver.hears("saved", PATIENCE), "{case}: nothing was said");
    }
    driver.hears("\n", PATIENCE);
    let has_failed = driver.said().contains("not saved");
    let (state, ledger) = found(&store);
    assert_eq!(state, Found::Whole, "{case}");
    let now = note_of(&ledger, "a").unwrap();
    assert!(now == "new" || now == "old" && has_failed, "{case}: {now}");

    if driver.said().contains("it cannot be opened") {
        assert!(!driver.end(), "{case}: ended as if all were well");
        return Outcome::ReadOnly;
    }
    if !std::fs::read_to_string(&log).unwrap().contains("INJECTED") {
        return Outcome::None;
    }
    driver.note("b", "more");
    driver.hears("saved 2\n", PATIENCE);
    assert!(driver.end(), "{case}");
    let (_, ledger) = found(&store);
    assert_eq!(
        (note_of(&ledger, "a"), note_of(&ledger, "b")),
        (Some("new"), Some("more")),
        "{case}"
    );
    assert_eq!(left_over(&store), Vec::<std::path::PathBuf>::new(), "{case}");
    if has_failed { Outcome::SavedThen } else { Outcome::Saved }
}

fn every(call: &str, error: &str, counts: &Counts) {
    for nth in 1..MOST {
        match one(call, error, nth, counts) {
            Outcome::None => break,
            Outcome::Saved => {}
            Outcome::ReadOnly => drop(counts.read_only.fetch_add(1, Ordering::Relaxed)),
            Outcome::SavedThen => drop(counts.failed.fetch_add(1, Ordering::Relaxed)),
        }
        counts.faults.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_fault_of_the_system_loses_nothing_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let try_out = faulty(
        &folder.path().join("variorum.ron"),
        &folder.path().join("log"),
        "rename:error=EIO:when=9",
    );
    if Command::new("strace").arg("-V").output().is_err() || !try_out.end() {
        println!("faults: not run: there is no strace, or it may not trace");
        return;
    }
    let counts = Counts::default();
    let pairs = CALLS.iter().flat_map(|call| ERRORS.iter().map(move |error| (call, error)));
    let left = Mutex::new(pairs);
    // They wait for each other's processes most of the time.
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().next();
                    let Some((call, error)) = next else { return };
                    every(call, error, &counts);
                }
            });
        }
    });
    let count = |it: &AtomicUsize| it.load(Ordering::Relaxed);
    println!(
        "faults: {} calls failed by strace, of which {} failed a save that then succeeded, {} the \
         opening, 0 files damaged, {} told later than {SOON:?}",
        count(&counts.faults),
        count(&counts.failed),
        count(&counts.read_only),
        count(&counts.late),
    );
    assert!(count(&counts.faults) >= 60, "too few calls");
    assert!(count(&counts.late) * 50 <= count(&counts.faults), "faults are told too late");
}

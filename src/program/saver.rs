//! The worker that keeps the store.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::annotation::tag::TagDefinition;
use crate::annotation::{Change, Ledger};
use crate::app::{Event, Opened};
use crate::problem::Problem;
use crate::store::{SaveError, Saved, Store, paths};

use super::late::Late;
use super::log::Log;

/// How long after a failed save the next one is tried; doubled each time, up to the longest.
const FIRST_RETRY: Duration = Duration::from_secs(1);
/// The longest time between two tries.
const LONGEST_RETRY: Duration = Duration::from_secs(30);

/// How often a save that fails at the end is tried again.
const LAST_TRIES: usize = 3;

/// A way to save.
///
/// Dropping it saves what is left and waits for the end of that, also when a panic unwinds.
#[derive(Debug)]
pub(super) struct Saver {
    worker: Option<Late<Order>>,
    /// What the worker says when everything is saved; absent once it was asked.
    ended: Option<Receiver<Last>>,
    /// Whether the worker has read the store.
    is_open: Arc<AtomicBool>,
    has_ordered: bool,
}

/// What came of the last save.
#[derive(Debug, Default)]
pub(super) struct Last {
    /// Why it failed, where it did.
    pub(super) error: Option<SaveError>,
    /// What the reader should know of it.
    pub(super) problems: Vec<Problem>,
}

/// Changes to be brought to the store, and the number of the last act among them.
#[derive(Debug)]
struct Order {
    revision: u64,
    changes: Vec<Change>,
}

impl Saver {
    /// A way to save to a store that is still to be opened. Earlier versions of it are kept below
    /// `backups`.
    pub(super) fn new(
        path: PathBuf,
        backups: PathBuf,
        new_tags: Vec<TagDefinition>,
        random: fastrand::Rng,
        log: Log,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Self {
        let file = path.clone();
        let open = move || Store::open_backed_up(&file, &backups, &new_tags);
        Self::with(path, open, random, log, tell)
    }

    fn with(
        path: PathBuf,
        open: impl FnOnce() -> (Store, Ledger, Vec<Problem>) + Send + 'static,
        random: fastrand::Rng,
        log: Log,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Self {
        let (done, ended) = channel();
        let is_open = Arc::new(AtomicBool::new(false));
        let opened = Arc::clone(&is_open);
        let worker = Late::new(move |inbox| {
            let tell_opened = |event| {
                opened.store(true, Ordering::SeqCst);
                tell(event);
            };
            let store = opened_store(&path, open, &log, tell_opened);
            let (last, store) = work(store, &inbox, random, &log, &tell);
            // Nobody waits while a large store is taken apart.
            let _nobody_waits = done.send(last);
            drop(store);
        });
        Self { worker: Some(worker), ended: Some(ended), is_open, has_ordered: false }
    }

    /// Opens the store in the background and tells what is in it, if that has not begun.
    pub(super) fn begin(&self) {
        if let Some(worker) = &self.worker {
            worker.begin();
        }
    }

    /// Brings changes to the store.
    pub(super) fn save(&mut self, revision: u64, changes: Vec<Change>) {
        self.has_ordered = true;
        if let Some(worker) = &self.worker {
            worker.order(Order { revision, changes });
        }
    }

    /// Saves what is left and ends the worker, for which nobody waits yet. Nothing is saved after
    /// that.
    pub(super) fn finish(&mut self) {
        self.worker = None;
    }

    /// The same, and waits for it. A store that is not yet open, and to which nothing was brought, is
    /// not waited for.
    pub(super) fn end(&mut self) -> Last {
        self.finish();
        let Some(ended) = self.ended.take() else { return Last::default() };
        if !self.has_ordered && !self.is_open.load(Ordering::SeqCst) {
            return Last::default();
        }
        ended.recv().unwrap_or_default()
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        // Nobody is left to be told of a failure.
        let _untold = self.end();
    }
}

/// Opens the store and tells what is in it.
fn opened_store(
    path: &Path,
    open: impl FnOnce() -> (Store, Ledger, Vec<Problem>),
    log: &Log,
    tell: impl FnOnce(Event),
) -> Store {
    let (store, ledger, mut problems) = log.timed("opening the store", open);
    problems.extend(store.copies_beside());
    let read_only = store.read_only().map(ToString::to_string);
    let file = path.to_string_lossy().into_owned();
    let gone = paths::gone(path, &ledger);
    tell(Event::Opened(Box::new(Opened { ledger, file, read_only, problems, gone })));
    store
}

/// Saves what is ordered until nothing more can be; what came of the last save, and the store.
fn work(
    mut store: Store,
    inbox: &Receiver<Order>,
    mut random: fastrand::Rng,
    log: &Log,
    tell: &impl Fn(Event),
) -> (Last, Store) {
    let mut revision = 0;
    let (mut wait, mut retry) = (FIRST_RETRY, FIRST_RETRY);
    loop {
        let order = if store.is_dirty() {
            inbox.recv_timeout(wait)
        } else {
            inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let last = matches!(order, Err(RecvTimeoutError::Disconnected));
        // Acts that came while the last save ran go to disk together.
        for order in order.into_iter().chain(inbox.try_iter()) {
            revision = order.revision.max(revision);
            store.apply(&order.changes);
        }
        if last {
            let last = log.if_slow("the last save", || save_last(&mut store, &mut random));
            return (last, store);
        }
        let saved = log.if_slow("saving", || store.save(super::now(), &mut random));
        match saved {
            Ok(saved) => {
                retry = FIRST_RETRY;
                tell_saved(saved, revision, tell);
            }
            Err(error) => {
                wait = retry;
                retry = (retry * 2).min(LONGEST_RETRY);
                tell(Event::SaveFailed { what: shortened(&error.to_string(), home().as_deref()) });
            }
        }
    }
}

/// Saves for the last time. What fails is tried again for as long as another program may hold the
/// lock or the disk may be away for a moment.
fn save_last(store: &mut Store, random: &mut fastrand::Rng) -> Last {
    let mut tries = 0;
    loop {
        let error = match store.save_last(super::now(), random) {
            Ok(saved) => return Last { error: None, problems: saved.problems },
            Err(error) => error,
        };
        if tries == LAST_TRIES || matches!(error, SaveError::ReadOnly { .. }) {
            return Last { error: Some(error), problems: Vec::new() };
        }
        tries += 1;
        thread::sleep(FIRST_RETRY);
    }
}

fn tell_saved(saved: Saved, revision: u64, tell: &impl Fn(Event)) {
    tell(Event::Saved { revision, merged: saved.merged });
    for problem in saved.problems {
        tell(Event::Notice(shortened(&problem.to_string(), home().as_deref())));
    }
}

fn home() -> Option<String> {
    std::env::var("HOME").ok()
}

/// A message with the paths below the home directory told from there.
fn shortened(text: &str, home: Option<&str>) -> String {
    let Some(home) = home.filter(|home| home.len() > 1) else { return text.to_owned() };
    let below = format!("{}/", home.trim_end_matches('/'));
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(&below) {
        short.push_str(before);
        // The same names in the middle of a path are another place.
        let is_begun = short.ends_with(|c: char| !c.is_whitespace() && !"(\"'".contains(c));
        short.push_str(if is_begun { &below } else { "~/" });
        rest = after;
    }
    short + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Entry;
    use crate::annotation::tag::default_tags;

    fn change() -> Change {
        let tag = default_tags().remove(0);
        Ledger::default().setting(Entry::Tag(tag))
    }

    #[test]
    fn paths_below_home_are_told_from_there() {
        for (home, text, told) in [
            ("/home/u", "/home/u/a.ron: not saved", "~/a.ron: not saved"),
            ("/home/u/", "kept in /home/u/a, /home/u/b", "kept in ~/a, ~/b"),
            ("/home/u", "/disk/home/u/a and /home/user/b", "/disk/home/u/a and /home/user/b"),
            ("/", "/a", "/a"),
            ("", "/a", "/a"),
        ] {
            assert_eq!(shortened(text, Some(home)), told);
        }
        assert_eq!(shortened("/a", None), "/a");
    }

    #[test]
    fn what_was_ordered_last_is_on_disk_when_a_panic_unwinds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.ron");
        let mut saver = Saver::new(
            path.clone(),
            folder.path().join("backups"),
            default_tags(),
            fastrand::Rng::with_seed(1),
            Log::default(),
            |_| {},
        );
        let unwound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            saver.save(1, vec![change()]);
            panic!("this is meant to happen");
        }));
        assert!(unwound.is_err());
        assert!(std::fs::read_to_string(path).unwrap().contains("supported"));
    }

    #[test]
    fn an_end_waits_for_a_store_that_is_not_open_only_where_something_is_to_be_saved() {
        for (has_begun, has_decided) in [(false, false), (true, false), (false, true)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("store.ron");
            let (gate, passed) = channel::<()>();
            let file = path.clone();
            let open = move || {
                let _open_at_last = passed.recv_timeout(Duration::from_secs(5));
                Store::open_backed_up(&file, &file.with_file_name("backups"), &default_tags())
            };
            let (sender, told) = channel();
            let tell = move |event| drop(sender.send(event));
            let random = fastrand::Rng::with_seed(1);
            let mut saver = Saver::with(path.clone(), open, random, Log::default(), tell);
            if has_begun {
                saver.begin();
            }
            if has_decided {
                saver.save(1, vec![change()]);
                gate.send(()).unwrap();
                saver.finish();
            }
            assert!(saver.end().error.is_none());
            assert_eq!(told.try_recv().is_ok(), has_decided);
            assert_eq!(path.exists(), has_decided);
        }
    }

    #[test]
    fn a_save_that_fails_is_told_and_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("blocked");
        let path = blocked.join("store.ron");
        let (sender, told) = channel();
        let mut saver = Saver::new(
            path.clone(),
            folder.path().join("backups"),
            default_tags(),
            fastrand::Rng::with_seed(1),
            Log::default(),
            move |event| {
                let _ended = sender.send(event);
            },
        );
        saver.begin();
        let opened = told.iter().find(|event| matches!(event, Event::Opened(_)));
        assert!(opened.is_some());
        std::fs::File::create(&blocked).unwrap();
        saver.save(7, vec![change()]);
        let failed = told.iter().find(|event| matches!(event, Event::SaveFailed { .. }));
        assert!(format!("{failed:?}").contains("blocked"));
        std::fs::remove_file(&blocked).unwrap();
        let done = told.iter().find(|event| matches!(event, Event::Saved { .. }));
        assert!(format!("{done:?}").contains("revision: 7"));
        assert!(saver.end().error.is_none());
        assert!(path.exists());
    }
}

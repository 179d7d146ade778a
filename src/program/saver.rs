//! The worker that keeps the store.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::annotation::Change;
use crate::app::{Event, Opened};
use crate::runtime::sources::Waker;
use crate::store::{SaveError, Saved, Store};
use crate::text::clean;

/// How long after a failed save the next one is tried; doubled each time, up to the longest.
const FIRST_RETRY: Duration = Duration::from_secs(1);
/// The longest time between two tries.
const LONGEST_RETRY: Duration = Duration::from_secs(30);

/// A way to save.
#[derive(Debug)]
pub(super) struct Saver {
    orders: Sender<Order>,
    worker: JoinHandle<Option<SaveError>>,
}

/// Changes to be brought to the store, and the number of the last act among them.
#[derive(Debug)]
struct Order {
    revision: u64,
    changes: Vec<Change>,
}

impl Saver {
    /// Opens the store in the background and tells what is in it.
    pub(super) fn start(path: PathBuf, random: fastrand::Rng, waker: Waker<Event>) -> Self {
        let (orders, inbox) = channel();
        let worker = thread::spawn(move || work(&path, &inbox, random, &waker));
        Self { orders, worker }
    }

    /// Brings changes to the store.
    pub(super) fn save(&self, revision: u64, changes: Vec<Change>) {
        // The worker ends only when this sender does.
        let _never_fails = self.orders.send(Order { revision, changes });
    }

    /// Saves what is left and ends the worker; why it failed, where it did.
    pub(super) fn finish(self) -> Option<SaveError> {
        drop(self.orders);
        self.worker.join().ok().flatten()
    }
}

fn work(
    path: &Path,
    inbox: &Receiver<Order>,
    mut random: fastrand::Rng,
    waker: &Waker<Event>,
) -> Option<SaveError> {
    let (mut store, ledger, problems) = Store::open(path);
    let read_only = store.read_only().map(ToString::to_string);
    let file = clean::clean_line(&path.to_string_lossy()).into_owned();
    let _unheard =
        waker.send(Event::Opened(Box::new(Opened { ledger, file, read_only, problems })));
    let mut revision = 0;
    let mut retry = FIRST_RETRY;
    loop {
        let order = if store.is_dirty() {
            inbox.recv_timeout(retry)
        } else {
            inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let last = matches!(order, Err(RecvTimeoutError::Disconnected));
        // Acts that came while the last save ran go to disk together.
        for order in order.into_iter().chain(inbox.try_iter()) {
            revision = order.revision.max(revision);
            store.apply(&order.changes);
        }
        let saved = store.save(super::now(), &mut random);
        if last {
            return saved.err();
        }
        match saved {
            Ok(saved) => {
                retry = FIRST_RETRY;
                tell(saved, revision, waker);
            }
            Err(error) => {
                retry = (retry * 2).min(LONGEST_RETRY);
                let _unheard = waker.send(Event::SaveFailed {
                    what: clean::clean_line(&error.to_string()).into_owned(),
                });
            }
        }
    }
}

fn tell(saved: Saved, revision: u64, waker: &Waker<Event>) {
    let _unheard = waker.send(Event::Saved { revision, merged: saved.merged });
    for problem in saved.problems {
        let told = clean::clean_line(&problem.to_string()).into_owned();
        let _unheard = waker.send(Event::Notice(told));
    }
}

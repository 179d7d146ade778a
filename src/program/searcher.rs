//! The worker that searches every article.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use crate::app::Event;
use crate::app::search_all::{self, Job};

use super::late::Late;
use super::voice::Voice;

/// No job has this number.
const NONE: u64 = 0;

/// A way to have every article of a story searched. The worker ends with it.
#[derive(Debug)]
pub(super) struct Searcher {
    jobs: Late<Arc<Job>>,
    /// The number of the job that is wanted.
    wanted: Arc<AtomicU64>,
}

impl Drop for Searcher {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Searcher {
    /// Waits for something to search.
    pub(super) fn start(voice: Voice) -> Self {
        let wanted = Arc::new(AtomicU64::new(NONE));
        let is_wanted = wanted.clone();
        let jobs = Late::new(move |asked| work(&asked, &is_wanted, &voice));
        Self { jobs, wanted }
    }

    /// Searches this, and nothing that was asked for before.
    pub(super) fn search(&self, job: Arc<Job>) {
        self.wanted.store(job.number, Ordering::Relaxed);
        self.jobs.order(job);
    }

    /// Searches no more.
    pub(super) fn stop(&self) {
        self.wanted.store(NONE, Ordering::Relaxed);
    }
}

fn work(asked: &Receiver<Arc<Job>>, wanted: &AtomicU64, voice: &Voice) {
    for job in asked {
        let is_wanted = || wanted.load(Ordering::Relaxed) == job.number;
        search_all::search(&job, is_wanted, |found| {
            voice.tell(Event::Found(found));
        });
    }
}

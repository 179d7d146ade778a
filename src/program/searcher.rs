//! The worker that searches every article.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use crate::app::Event;
use crate::app::search_all::{self, IsWanted, Job, Shelf};
use crate::store::paths::Locator;
use crate::story::{self, Article, Limits, Source};

use super::late::Late;
use super::loader::Pauser;
use super::stopwatch::{stopwatch, within_budget};
use super::voice::Voice;

/// How often it is told how far a search is: each time is a frame.
const PACE: Duration = Duration::from_millis(30);
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
    /// Waits for something to search. Articles whose text is not known before they are read are
    /// read for it, none of more than `limit` bytes, and told as this store does.
    /// The `reading` of all articles is paused meanwhile: it would take half of the time.
    pub(super) fn start(store: PathBuf, limit: u64, reading: Pauser, voice: Voice) -> Self {
        let wanted = Arc::new(AtomicU64::new(NONE));
        let is_wanted = wanted.clone();
        let jobs =
            Late::new(move |asked| work(&asked, &store, limit, &reading, &is_wanted, &voice));
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

fn work(
    asked: &Receiver<Arc<Job>>,
    store: &Path,
    limit: u64,
    reading: &Pauser,
    wanted: &AtomicU64,
    voice: &Voice,
) {
    let mut locator = Locator::new(store);
    for job in asked {
        let is_wanted = || wanted.load(Ordering::Relaxed) == job.number;
        if !is_wanted() {
            // To begin it costs an expression and two threads.
            continue;
        }
        let _pause = reading.pause();
        let files = Files { limit };
        let mut since = stopwatch();
        let is_due = || {
            let is_due = since() >= PACE;
            if is_due {
                since = stopwatch();
            }
            is_due
        };
        search_all::search(&job, &files, is_wanted, is_due, |found, read| {
            let loaded = read.into_iter().map(|(index, article)| {
                let location = article.source.path().and_then(|path| locator.location(path));
                Event::Loaded { index, location, result: Ok(article) }
            });
            let events = loaded.chain(std::iter::once(Event::Found(found))).collect();
            voice.tell(Event::Several(events));
        });
    }
}

/// The files of articles that are not read yet.
struct Files {
    /// The most bytes that one may have.
    limit: u64,
}

impl Files {
    /// What `read` makes of a source in the time that one may take.
    fn within<T>(
        &self,
        is_wanted: IsWanted<'_>,
        read: impl FnOnce(Limits<'_>) -> Option<T>,
    ) -> Option<T> {
        within_budget(self.limit, &|| !is_wanted(), read)
    }
}

impl Shelf for Files {
    fn look<T>(
        &self,
        source: &Source,
        room: &mut [u8],
        is_wanted: IsWanted<'_>,
        look: impl FnOnce(&str) -> T,
    ) -> Option<T> {
        self.within(is_wanted, |limits| story::look_at_text(source, room, limits, look))
    }

    fn read(&self, source: &Source, is_wanted: IsWanted<'_>) -> Option<Article> {
        self.within(is_wanted, |limits| story::load_document_within(source, limits).ok())
    }
}

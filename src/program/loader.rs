//! The workers that read articles and find their claims, and read them again.

mod relief;
mod shelf;
mod titles;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use crate::document::Document;
use crate::story::Source;

use self::shelf::Shelf;
use self::titles::Titles;
use self::worker::Worker;
use super::grouper::Grouper;
use super::voice::Voice;

/// How many articles are read at the same time.
const WORKERS: usize = 2;
/// From how many articles on it is worth while to glance at each before the first is read whole.
const GLANCED: usize = 100;

/// A way to ask for articles. The workers end with it.
#[derive(Debug)]
pub(super) struct Loader {
    table: Arc<Table>,
    store: PathBuf,
    voice: Voice,
    grouper: Grouper,
    /// How many work.
    workers: usize,
    /// How many articles there are.
    articles: usize,
}

/// A way to have the workers pause.
#[derive(Clone, Debug)]
pub(super) struct Pauser(Arc<Table>);

/// A pause of the workers, until this is dropped: what nobody waits for is left until then.
#[derive(Debug)]
pub(super) struct Pause<'a>(&'a Table);

impl Pauser {
    /// Has the workers pause: somebody waits for work that is done elsewhere.
    pub(super) fn pause(&self) -> Pause<'_> {
        self.0.lock().pause(true);
        Pause(&self.0)
    }
}

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        self.0.lock().pause(false);
        self.0.bell.notify_all();
    }
}

/// What is asked of the workers.
#[derive(Debug)]
enum Wish {
    /// This article before the others.
    First(usize),
    /// Nothing more, until the next article is asked for.
    Stop,
    /// These articles as well, after those there are.
    More(Vec<Source>),
    /// The claims of all articles to be kept, however many there are.
    KeepClaims,
    /// All articles again whose bytes no longer have these hashes, by their places; without a hash
    /// those that could not be read.
    Again(Vec<(usize, Option<u64>)>),
    /// The claims of these texts, which are those of the articles at these places, told at once.
    Assess(Vec<(usize, Arc<Document>)>),
    /// Whether the file of this article changed since it was read.
    Check(usize),
}

/// Where wishes are put down and workers find what to do.
#[derive(Debug)]
struct Table {
    shelf: Mutex<Shelf>,
    bell: Condvar,
    /// Where titles are kept.
    titles_file: PathBuf,
    titles: OnceLock<Titles>,
    /// The most bytes that an article may have.
    limit: u64,
    /// How often what is under way was stopped.
    stops: AtomicU64,
}

impl Table {
    fn lock(&self) -> MutexGuard<'_, Shelf> {
        // A panic of another thread ends the program.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often what is under way was stopped.
    fn stops(&self) -> u64 {
        self.stops.load(Ordering::SeqCst)
    }

    /// The titles that were kept; they are read when they are first asked for.
    fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| Titles::read(&self.titles_file))
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.table.lock().end();
        self.table.bell.notify_all();
    }
}

impl Loader {
    /// Starts reading all of `sources`, beginning with the article in front.
    ///
    /// Of every article is told when its text is read, and when its claims are found; of very many
    /// their titles before that. None is read that has more than `limit` bytes.
    pub(super) fn start(
        sources: Vec<Source>,
        front: usize,
        store: &Path,
        titles_file: PathBuf,
        voice: &Voice,
        grouper: &Grouper,
        limit: u64,
    ) -> Self {
        let articles = sources.len();
        let glances = articles > GLANCED;
        let shelf = Mutex::new(Shelf::new(sources, front, glances));
        let table = Arc::new(Table {
            shelf,
            bell: Condvar::new(),
            titles_file,
            titles: OnceLock::new(),
            limit,
            stops: AtomicU64::new(0),
        });
        let mut loader = Self {
            table,
            store: store.to_owned(),
            voice: voice.clone(),
            grouper: grouper.clone(),
            workers: 0,
            articles,
        };
        loader.hire();
        loader
    }

    /// Has as many work as there is work for.
    fn hire(&mut self) {
        while self.workers < WORKERS.min(self.articles) {
            let (table, store) = (self.table.clone(), self.store.clone());
            let (voice, grouper) = (self.voice.clone(), self.grouper.clone());
            // What a worker needs it makes itself: nothing waits for that but what it finds.
            thread::spawn(move || Worker::new(table, &store, voice, grouper).work());
            self.workers += 1;
        }
    }

    /// A way to have the workers pause.
    pub(super) fn pauser(&self) -> Pauser {
        Pauser(self.table.clone())
    }

    /// Asks for an article before the others.
    pub(super) fn prefer(&self, index: usize) {
        self.ask(Wish::First(index));
    }

    /// Stops reading until an article is asked for, also those that are being read.
    pub(super) fn stop(&self) {
        self.table.stops.fetch_add(1, Ordering::SeqCst);
        self.ask(Wish::Stop);
    }

    /// Reads these as well.
    pub(super) fn add(&mut self, sources: Vec<Source>) {
        self.articles += sources.len();
        self.hire();
        self.ask(Wish::More(sources));
    }

    /// Finds the claims of all articles and keeps them, however many there are.
    pub(super) fn keep_claims(&self) {
        self.ask(Wish::KeepClaims);
    }

    /// Reads what changed again.
    pub(super) fn reread(&self, hashes: Vec<(usize, Option<u64>)>) {
        self.ask(Wish::Again(hashes));
    }

    /// Finds the claims of articles' texts.
    pub(super) fn assess(&self, documents: Vec<(usize, Arc<Document>)>) {
        self.ask_one(Wish::Assess(documents));
    }

    /// Looks whether an article's file changed.
    pub(super) fn check(&self, index: usize) {
        self.ask_one(Wish::Check(index));
    }

    /// For a wish that is done by one worker.
    fn ask_one(&self, wish: Wish) {
        self.table.lock().wish(wish);
        self.table.bell.notify_one();
    }

    /// For a wish after which there is work for all.
    fn ask(&self, wish: Wish) {
        self.table.lock().wish(wish);
        self.table.bell.notify_all();
    }
}

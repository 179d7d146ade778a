//! The worker that reads articles and finds their claims.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::Event;
use crate::claim;
use crate::runtime::sources::Waker;
use crate::store::paths;
use crate::story::{self, Source};

/// A way to ask for articles.
#[derive(Debug)]
pub(super) struct Loader {
    wishes: Sender<usize>,
}

impl Loader {
    /// Starts reading all of `sources`, beginning with the article in front.
    ///
    /// Every article is told twice: when its text is read, and when its claims are found. The
    /// worker ends when nobody listens any more.
    pub(super) fn start(
        sources: Vec<Source>,
        front: usize,
        store: PathBuf,
        waker: Waker<Event>,
    ) -> Self {
        let (sender, wishes) = channel();
        thread::spawn(move || work(&sources, front, &wishes, &Means { store, waker }));
        Self { wishes: sender }
    }

    /// Asks for an article before the others.
    pub(super) fn prefer(&self, index: usize) {
        // A worker that has read everything has ended; nothing is left to ask it for.
        let _ended = self.wishes.send(index);
    }
}

/// What the worker works with.
struct Means {
    store: PathBuf,
    waker: Waker<Event>,
}

fn work(sources: &[Source], front: usize, wishes: &Receiver<usize>, means: &Means) {
    let mut done = vec![false; sources.len()];
    let mut turn = (front..sources.len()).chain(0..front.min(sources.len()));
    loop {
        let urgent = wishes.try_iter().last();
        let Some(index) = urgent.or_else(|| turn.find(|&index| !done[index])) else { return };
        let Some((wanted, is_done)) = sources.get(index).zip(done.get_mut(index)) else {
            continue;
        };
        if std::mem::replace(is_done, true) {
            continue;
        }
        if !read_one(index, wanted, means) {
            return;
        }
    }
}

/// Reads one article; whether anybody listens still.
fn read_one(index: usize, source: &Source, means: &Means) -> bool {
    let result = story::load_document(source);
    let document = result.as_ref().ok().map(|article| article.document.clone());
    let location = source.path().and_then(|path| location(&means.store, path));
    if !means.waker.send(Event::Loaded { index, location, result: result.map(Box::new) }) {
        return false;
    }
    let Some(document) = document else { return true };
    means.waker.send(Event::Assessed { index, claims: claim::assess(&document) })
}

/// Where an article lies, as the store tells it.
fn location(store: &Path, article: &Path) -> Option<String> {
    // Both as they really are: a link on the way would make a near article look far.
    let folder = store.parent().and_then(|folder| folder.canonicalize().ok());
    let store = folder.map_or_else(|| store.to_owned(), |folder| folder.join("store"));
    paths::told_by(&store, &article.canonicalize().ok()?)
}

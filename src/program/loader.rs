//! The worker that reads articles and finds their claims.

use std::path::PathBuf;
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
    wishes: Sender<Wish>,
}

/// What is asked of the worker.
#[derive(Debug)]
enum Wish {
    /// This article before the others.
    First(usize),
    /// Nothing more, until the next wish.
    Stop,
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
        let _ended = self.wishes.send(Wish::First(index));
    }

    /// Stops reading until an article is asked for.
    pub(super) fn stop(&self) {
        // As above.
        let _ended = self.wishes.send(Wish::Stop);
    }
}

/// What the worker works with.
struct Means {
    store: PathBuf,
    waker: Waker<Event>,
}

fn work(sources: &[Source], front: usize, wishes: &Receiver<Wish>, means: &Means) {
    let mut done = vec![false; sources.len()];
    let mut turn = (front..sources.len()).chain(0..front.min(sources.len()));
    loop {
        let mut wish = wishes.try_iter().last();
        while matches!(wish, Some(Wish::Stop)) {
            // It waits in vain only when the program has ended.
            let Ok(next) = wishes.recv() else { return };
            wish = Some(next);
        }
        let urgent = match wish {
            Some(Wish::First(index)) => Some(index),
            Some(Wish::Stop) | None => None,
        };
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
    let location = source.path().and_then(|path| paths::location(&means.store, path));
    if !means.waker.send(Event::Loaded { index, location, result: result.map(Box::new) }) {
        return false;
    }
    let Some(document) = document else { return true };
    means.waker.send(Event::Assessed { index, claims: claim::assess(&document) })
}

//! The worker that reads articles and finds their claims, and reads them again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::SystemTime;

use crate::app::Event;
use crate::app::accounts::Part;
use crate::claim;
use crate::claim::echo::{self, Profile};
use crate::document::Document;
use crate::store::paths;
use crate::story::{self, Source};

use super::grouper::Grouper;
use super::voice::Voice;

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
    /// Nothing more, until the next article is asked for.
    Stop,
    /// These articles as well, after those there are.
    More(Vec<Source>),
    /// All articles again whose bytes no longer have these hashes, by their places; without a hash
    /// those that could not be read.
    Again(Vec<(usize, Option<u64>)>),
    /// The claims of this text, which is that of the article at this place.
    Assess(usize, Arc<Document>),
    /// Whether the file of this article changed since it was read.
    Check(usize),
}

impl Loader {
    /// Starts reading all of `sources`, beginning with the article in front.
    ///
    /// Every article is told twice: when its text is read, and when its claims are found. The
    /// worker ends with this.
    pub(super) fn start(
        sources: Vec<Source>,
        front: usize,
        store: PathBuf,
        voice: Voice,
        grouper: Grouper,
    ) -> Self {
        let (sender, wishes) = channel();
        let seen = vec![None; sources.len()];
        let profiles = vec![Profile::default(); sources.len()];
        let mut shelf =
            Shelf { sources, seen, profiles, front, is_stopped: false, store, voice, grouper };
        thread::spawn(move || shelf.work(&wishes));
        Self { wishes: sender }
    }

    /// Asks for an article before the others.
    pub(super) fn prefer(&self, index: usize) {
        self.ask(Wish::First(index));
    }

    /// Stops reading until an article is asked for.
    pub(super) fn stop(&self) {
        self.ask(Wish::Stop);
    }

    /// Reads these as well.
    pub(super) fn add(&self, sources: Vec<Source>) {
        self.ask(Wish::More(sources));
    }

    /// Reads what changed again.
    pub(super) fn reread(&self, hashes: Vec<(usize, Option<u64>)>) {
        self.ask(Wish::Again(hashes));
    }

    /// Finds the claims of an article's text anew.
    pub(super) fn assess(&self, index: usize, document: Arc<Document>) {
        self.ask(Wish::Assess(index, document));
    }

    /// Looks whether an article's file changed.
    pub(super) fn check(&self, index: usize) {
        self.ask(Wish::Check(index));
    }

    fn ask(&self, wish: Wish) {
        // The worker ends before this only by a panic, which ends the program.
        let _ended = self.wishes.send(wish);
    }
}

/// What is put down of the reading of an article.
fn reading(source: &Source) -> String {
    format!("reading {}", source.address())
}

/// The articles and how far they are read.
struct Shelf {
    sources: Vec<Source>,
    /// What each file was like when it was read; absent before that.
    seen: Vec<Option<Stamp>>,
    /// What the claims of each article are about; nothing of those that cannot be read.
    profiles: Vec<Profile>,
    front: usize,
    is_stopped: bool,
    store: PathBuf,
    voice: Voice,
    grouper: Grouper,
}

/// What tells a changed file without reading it; nothing for what is no file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp(Option<(u64, SystemTime)>);

impl Stamp {
    fn of(source: &Source) -> Self {
        let status = source.path().and_then(|path| path.metadata().ok());
        Self(status.and_then(|status| Some((status.len(), status.modified().ok()?))))
    }
}

impl Shelf {
    fn work(&mut self, wishes: &Receiver<Wish>) {
        loop {
            let next = self.next();
            let wish = match next {
                None => wishes.recv().map_err(|_| TryRecvError::Disconnected),
                Some(_) => wishes.try_recv(),
            };
            let goes_on = match (wish, next) {
                (Ok(wish), _) => self.grant(wish),
                (Err(TryRecvError::Disconnected), _) => false,
                (Err(TryRecvError::Empty), Some(index)) => self.read(index),
                (Err(TryRecvError::Empty), None) => true,
            };
            if !goes_on {
                return;
            }
        }
    }

    /// The next article to be read: the one in front, those after it, those before.
    fn next(&self) -> Option<usize> {
        let count = self.sources.len();
        let mut turn = (self.front..count).chain(0..self.front.min(count));
        turn.find(|&index| self.seen[index].is_none()).filter(|_| !self.is_stopped)
    }

    /// Whether anybody listens still.
    fn grant(&mut self, wish: Wish) -> bool {
        match wish {
            Wish::Stop => self.is_stopped = true,
            Wish::First(index) => {
                self.is_stopped = false;
                return self.seen.get(index).is_none_or(Option::is_some) || self.read(index);
            }
            Wish::More(sources) => {
                self.is_stopped = false;
                self.seen.extend(sources.iter().map(|_| None));
                self.profiles.extend(sources.iter().map(|_| Profile::default()));
                self.sources.extend(sources);
            }
            Wish::Again(hashes) => return self.reread(&hashes),
            Wish::Assess(index, document) => {
                return self.assess(index, document);
            }
            Wish::Check(index) => return self.check(index),
        }
        true
    }

    /// Reads one article.
    fn read(&mut self, index: usize) -> bool {
        let (Some(source), Some(seen)) = (self.sources.get(index), self.seen.get_mut(index)) else {
            return true;
        };
        *seen = Some(Stamp::of(source));
        let voice = &self.voice;
        let is_front = index == self.front;
        let show = |article: story::Article| {
            if is_front {
                voice.tell(Event::Glimpsed { index, article: Box::new(article) });
            }
        };
        let result = voice.log().timed(reading(source), || story::load_in_steps(source, show));
        let document = result.as_ref().ok().map(|article| article.document.clone());
        let location = self.location(source.path());
        let result = result.map(Box::new);
        if !self.voice.send(Event::Loaded { index, location, result }) {
            return false;
        }
        match document {
            Some(document) => self.assess(index, document),
            None => self.compare(),
        }
    }

    /// Finds the claims of an article.
    fn assess(&mut self, index: usize, document: Arc<Document>) -> bool {
        let what = format!("article {}: claims", index + 1);
        let claims = self.voice.log().timed(what, || claim::assess(&document));
        if let Some(profile) = self.profiles.get_mut(index) {
            *profile = Profile::new(document.text(), &claims);
        }
        let key = self.sources.get(index).map_or_else(String::new, Source::address);
        let part = Part { key, document: document.clone(), claims: claims.clone() };
        self.grouper.take(index, Some(part));
        self.voice.send(Event::Assessed { index, document, claims }) && self.compare()
    }

    /// Counts who else says each claim, once every article was read.
    fn compare(&self) -> bool {
        if self.sources.len() < 2 || self.seen.contains(&None) {
            return true;
        }
        self.grouper.begin();
        let count = || echo::echoes(&self.profiles);
        let others = self.voice.log().timed("claims held against each other", count);
        self.voice.send(Event::Heard { others })
    }

    /// Reads those again that changed, and tells how many did.
    fn reread(&mut self, hashes: &[(usize, Option<u64>)]) -> bool {
        self.is_stopped = false;
        let mut changed = 0;
        for &(index, hash) in hashes {
            let (Some(source), Some(Some(seen))) = (self.sources.get(index), self.seen.get(index))
            else {
                // Its first turn comes.
                continue;
            };
            let stamp = Stamp::of(source);
            if source.path().is_none() || *seen == stamp {
                continue;
            }
            let Some(hash) = hash else {
                if !self.read(index) {
                    return false;
                }
                continue;
            };
            let read = self.voice.log().timed(reading(source), || story::load_document(source));
            let article = match read {
                Ok(article) if article.bytes_hash() == hash => continue,
                Ok(article) => article,
                Err(problem) => {
                    self.voice.tell(Event::Complaint(problem.to_string()));
                    continue;
                }
            };
            changed += 1;
            let document = article.document.clone();
            self.seen[index] = Some(stamp);
            self.voice.tell(Event::Reread { index, article: Box::new(article) });
            self.assess(index, document);
        }
        self.voice.send(Event::Notice(match changed {
            0 => "no article that is open changed on disk".to_owned(),
            1 => "1 article was read again; your annotations were found anew".to_owned(),
            some => format!("{some} articles were read again; your annotations were found anew"),
        }))
    }

    fn check(&self, index: usize) -> bool {
        let (Some(source), Some(Some(seen))) = (self.sources.get(index), self.seen.get(index))
        else {
            return true;
        };
        let is_same = Stamp::of(source) == *seen;
        is_same || self.voice.send(Event::Changed { index })
    }

    fn location(&self, path: Option<&Path>) -> Option<String> {
        paths::location(&self.store, path?)
    }
}

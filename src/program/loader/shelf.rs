//! The articles of a story, how far each is read, and what is to be done next.
//!
//! Knows what is asked for and what is being done; does none of it. Must never touch a file or
//! wait. Every question is answered without going through all articles.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::story::KEPT;
use crate::claim::echo::Profile;
use crate::document::{Document, Metadata};
use crate::story::{Article, Source, Stamp};

use super::Wish;
use super::titles::Titled;

/// How many articles are glanced at in one go.
const GLANCES: usize = 512;
/// How many the first time: those that are on the screen.
const FIRST_GLANCES: usize = 48;
/// How many articles are read in one go: what is asked for in between waits for no more.
pub(super) const READS: usize = 4;

/// Something for a worker to do.
#[derive(Debug)]
pub(super) enum Task {
    /// What is asked for.
    Grant(Wish),
    /// To see what these articles say of themselves.
    Glance(Vec<(usize, Source)>),
    /// To read these articles.
    Read(Vec<(usize, Source)>),
    /// To make articles of the bytes that are gathered.
    GoOn,
    /// To find the claims of these texts anew.
    Assess(Vec<(usize, Arc<Document>)>),
    /// To hold the articles against each other, and keep their titles: all of them are read.
    Finish {
        /// What their claims are about, where that is kept.
        profiles: Vec<Arc<Profile>>,
        /// What they say of themselves, where that is kept.
        titled: Vec<Titled>,
    },
}

/// Whether a worker has articles of which the bytes are gathered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fill {
    /// None.
    Empty,
    /// Some, and there is room for more.
    Partly,
    /// As many as there is room for.
    Full,
}

/// How far an article is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stage {
    /// Not at all.
    Waiting,
    /// A worker has its bytes, and made nothing of them yet.
    Gathered,
    /// A worker reads it.
    Begun,
    /// Its claims are to be found.
    Unassessed,
    /// All is done, or it cannot be read.
    Done,
}

/// An article and how far it is read.
#[derive(Debug)]
struct Place {
    source: Source,
    stage: Stage,
    is_glanced: bool,
    /// What its file was like when it was read.
    stamp: Option<Stamp>,
    /// What it says of itself, where titles are kept.
    titled: Option<(Arc<str>, Arc<Metadata>)>,
    /// Its text as it is shown.
    document: Option<Arc<Document>>,
    /// Whether its claims were found once.
    is_counted: bool,
    /// What its claims are about, where that is kept.
    profile: Arc<Profile>,
}

impl Place {
    fn new(source: Source, profile: &Arc<Profile>) -> Self {
        Self {
            source,
            stage: Stage::Waiting,
            is_glanced: false,
            stamp: None,
            titled: None,
            document: None,
            is_counted: false,
            profile: profile.clone(),
        }
    }
}

/// Articles of which nothing is read. What is not known of their claims is the same of all.
fn places(sources: Vec<Source>) -> impl Iterator<Item = Place> {
    let profile = Arc::default();
    sources.into_iter().map(move |source| Place::new(source, &profile))
}

/// The articles of a story.
#[derive(Debug)]
pub(super) struct Shelf {
    places: Vec<Place>,
    wishes: VecDeque<Wish>,
    front: usize,
    pace: Pace,
    /// How far they were glanced at, where they are before they are read.
    glancing: Option<Turn>,
    reading: Turn,
    assessing: Turn,
    /// How many articles are not done.
    left: usize,
    /// Whether the claims of all articles are kept, however many there are.
    keeps_all: bool,
    /// Whether something was done since the articles were last held against each other.
    is_changed: bool,
    held: Held,
    /// Whether a text was told that a frame is to show.
    is_told: bool,
}

/// Why only what somebody waits for is done for now, where that is so.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// Somebody waits for work that is done elsewhere.
    by_pause: bool,
    /// The first frame is not out.
    by_frame: bool,
}

/// How an article was read.
#[derive(Debug)]
pub(super) struct Before {
    /// Where it comes from.
    pub(super) source: Source,
    /// What its file was like.
    pub(super) stamp: Stamp,
    /// Whether it could be read.
    pub(super) is_read: bool,
}

/// Whether work goes on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Pace {
    /// It does.
    Working,
    /// Not before an article is asked for.
    Stopped,
    /// Never more.
    Ended,
}

/// How far all articles were gone through: from the one in front on, then those before it.
#[derive(Clone, Copy, Debug, Default)]
struct Turn {
    from: usize,
    gone: usize,
}

impl Turn {
    fn from(from: usize) -> Self {
        Self { from, gone: 0 }
    }

    /// The next `most` places that are `wanted`.
    fn next(&mut self, count: usize, most: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        while self.gone < count && found.len() < most {
            let index = (self.from + self.gone) % count;
            self.gone += 1;
            found.extend(wanted(index).then_some(index));
        }
        found
    }
}

impl Shelf {
    /// Nothing of these is read; `front` is to be first.
    pub(super) fn new(sources: Vec<Source>, front: usize, glances: bool) -> Self {
        let turn = Turn::from(front);
        Self {
            left: sources.len(),
            places: places(sources).collect(),
            wishes: VecDeque::new(),
            front,
            pace: Pace::Working,
            glancing: glances.then_some(turn),
            reading: turn,
            assessing: turn,
            keeps_all: false,
            is_changed: true,
            held: Held::default(),
            is_told: false,
        }
    }

    /// Does only what somebody waits for, or all again.
    pub(super) const fn pause(&mut self, is_paused: bool) {
        self.held.by_pause = is_paused;
    }

    /// Does only what somebody waits for until the first frame is out, or all again.
    pub(super) const fn await_frame(&mut self, awaits_frame: bool) {
        self.held.by_frame = awaits_frame;
    }

    /// A text is told that the first frame is to show.
    pub(super) const fn begin_showing(&mut self) {
        self.is_told = true;
    }

    /// No frame shows it.
    pub(super) const fn end_showing(&mut self) {
        self.is_told = false;
    }

    /// Whether the first frame is still to show what was told.
    pub(super) const fn is_showing(&self) -> bool {
        self.held.by_frame && self.is_told
    }

    /// Takes down what is asked for.
    pub(super) fn wish(&mut self, wish: Wish) {
        match wish {
            Wish::First(index) => {
                self.front = index;
                self.go_on();
                self.begin_anew();
            }
            Wish::Stop => self.pace = self.pace.max(Pace::Stopped),
            Wish::More(sources) => {
                self.go_on();
                if self.is_alone() {
                    // What its claims are about was of no use by then.
                    self.assess_again();
                }
                self.left += sources.len();
                self.is_changed = true;
                self.places.extend(places(sources));
                self.begin_anew();
            }
            Wish::KeepClaims => {
                if self.keeps() {
                    return;
                }
                self.keeps_all = true;
                self.assess_again();
                self.go_on();
            }
            Wish::LetClaimsGo => {
                self.keeps_all = false;
                if !self.keeps() {
                    self.let_claims_go();
                }
            }
            Wish::Again(..) => {
                self.go_on();
                self.wishes.push_back(wish);
            }
            Wish::Assess(ref documents) => {
                for (index, document) in documents {
                    if let Some(place) = self.places.get_mut(*index) {
                        place.document = Some(document.clone());
                    }
                }
                self.wishes.push_back(wish);
            }
            Wish::Check(..) => self.wishes.push_back(wish),
        }
    }

    /// Has the claims of all articles found again.
    fn assess_again(&mut self) {
        for place in &mut self.places {
            if place.stage == Stage::Done && place.document.is_some() {
                place.stage = Stage::Unassessed;
                self.left += 1;
            }
        }
        self.is_changed = true;
        self.assessing = Turn::from(self.front);
    }

    /// Leaves claims that were to be found again to be kept.
    fn let_claims_go(&mut self) {
        for place in &mut self.places {
            place.profile = Arc::default();
            if place.stage == Stage::Unassessed && place.is_counted {
                place.stage = Stage::Done;
                self.left -= 1;
            }
        }
    }

    /// Lets the workers end.
    pub(super) fn end(&mut self) {
        self.pace = Pace::Ended;
    }

    /// Whether they are to end.
    pub(super) fn has_ended(&self) -> bool {
        self.pace == Pace::Ended
    }

    fn go_on(&mut self) {
        if self.pace == Pace::Stopped {
            self.pace = Pace::Working;
        }
    }

    /// Goes through all articles from the one in front on.
    fn begin_anew(&mut self) {
        let turn = Turn::from(self.front);
        self.reading = turn;
        self.glancing = self.glancing.map(|_| turn);
    }

    /// What is to be done next, by one who has gathered so much; it is then taken to be under way.
    /// None while there is nothing.
    pub(super) fn next(&mut self, gathered: Fill) -> Option<Task> {
        if let Some(wish) = self.wishes.pop_front() {
            return Some(Task::Grant(wish));
        }
        if self.pace != Pace::Working {
            return None;
        }
        // The one in front before all others, and by itself: somebody waits for it.
        if self.is_waiting(self.front) {
            return Some(Task::Read(self.begin(vec![self.front])));
        }
        if self.held.by_pause || self.held.by_frame {
            return None;
        }
        if gathered == Fill::Full {
            return Some(Task::GoOn);
        }
        let go_on = || (gathered == Fill::Partly).then_some(Task::GoOn);
        let read = self.glance().or_else(|| self.read()).or_else(go_on);
        read.or_else(|| self.assess()).or_else(|| self.finish())
    }

    fn is_waiting(&self, index: usize) -> bool {
        let is_unread = |stage: Stage| matches!(stage, Stage::Waiting | Stage::Gathered);
        self.places.get(index).is_some_and(|place| is_unread(place.stage))
    }

    /// A worker has the bytes of an article that it had begun.
    pub(super) fn gather(&mut self, index: usize) {
        if let Some(place) = self.places.get_mut(index) {
            place.stage = Stage::Gathered;
        }
    }

    /// Whether the worker who has the bytes of an article is to make it of them: not where somebody
    /// could not wait for that.
    pub(super) fn take_up(&mut self, index: usize) -> bool {
        let Some(place) = self.places.get_mut(index) else { return false };
        let is_gathered = place.stage == Stage::Gathered;
        if is_gathered {
            place.stage = Stage::Begun;
        }
        is_gathered
    }

    /// Has all articles read anew of which the bytes are gathered.
    pub(super) fn let_gathered_go(&mut self) {
        self.let_go(0..self.places.len());
    }

    /// Has those among these articles read anew of which the bytes are gathered.
    pub(super) fn let_go(&mut self, indices: impl Iterator<Item = usize>) {
        for index in indices {
            if self.take_up(index) {
                self.places[index].stage = Stage::Waiting;
            }
        }
        self.reading = Turn::from(self.front);
    }

    fn begin(&mut self, indices: Vec<usize>) -> Vec<(usize, Source)> {
        let mut begun = Vec::with_capacity(indices.len());
        for index in indices {
            if let Some(place) = self.places.get_mut(index) {
                place.stage = Stage::Begun;
                begun.push((index, place.source.clone()));
            }
        }
        begun
    }

    fn glance(&mut self) -> Option<Task> {
        let Self { glancing: Some(glancing), places, .. } = self else { return None };
        let is_new = |index: usize| {
            let place = &places[index];
            place.stage == Stage::Waiting && !place.is_glanced
        };
        let most = if glancing.gone == 0 { FIRST_GLANCES } else { GLANCES };
        let indices = glancing.next(places.len(), most, is_new);
        let mut sources = Vec::with_capacity(indices.len());
        for index in indices {
            places[index].is_glanced = true;
            sources.push((index, places[index].source.clone()));
        }
        (!sources.is_empty()).then_some(Task::Glance(sources))
    }

    fn read(&mut self) -> Option<Task> {
        let Self { reading, places, .. } = self;
        let is_new = |index: usize| places[index].stage == Stage::Waiting;
        let indices = reading.next(places.len(), READS, is_new);
        (!indices.is_empty()).then(|| Task::Read(self.begin(indices)))
    }

    fn assess(&mut self) -> Option<Task> {
        let Self { assessing, places, .. } = self;
        let is_left = |index: usize| places[index].stage == Stage::Unassessed;
        let indices = assessing.next(places.len(), READS, is_left);
        let mut documents = Vec::with_capacity(indices.len());
        for index in indices {
            places[index].stage = Stage::Begun;
            documents.extend(places[index].document.clone().map(|document| (index, document)));
        }
        (!documents.is_empty()).then_some(Task::Assess(documents))
    }

    fn finish(&mut self) -> Option<Task> {
        if self.left > 0 || !std::mem::take(&mut self.is_changed) {
            return None;
        }
        let profiles = self.places.iter().map(|place| place.profile.clone()).collect();
        let known = |place: &Place| {
            let (title, metadata) = place.titled.clone()?;
            Some(Titled { source: place.source.clone(), stamp: place.stamp?, title, metadata })
        };
        // In one piece: a list that grows to a megabyte leaves as much behind it.
        let mut titled = Vec::with_capacity(self.glancing.map_or(0, |_| self.places.len()));
        titled.extend(self.places.iter().filter_map(known));
        Some(Task::Finish { profiles, titled })
    }

    /// An article was read, or cannot be.
    pub(super) fn put(&mut self, index: usize, stamp: Stamp, read: Option<&Article>) {
        let keeps_titles = self.glancing.is_some();
        let Some(place) = self.places.get_mut(index) else { return };
        place.stamp = Some(stamp);
        match read {
            None => {
                place.titled = None;
                self.done(index, Arc::default());
            }
            Some(article) => {
                place.document = Some(article.document.clone());
                place.is_counted = false;
                place.titled =
                    keeps_titles.then(|| (article.title.clone(), article.metadata.clone()));
            }
        }
    }

    /// An article's file was read again, and holds what it held.
    pub(super) fn is_same(&mut self, index: usize, stamp: Stamp) {
        if let Some(place) = self.places.get_mut(index) {
            place.stamp = Some(stamp);
        }
    }

    /// The claims of an article that was read are to be found later.
    pub(super) fn leave(&mut self, index: usize) {
        let Some(place) = self.places.get_mut(index) else { return };
        // It could not be read before, and now it can.
        self.left += usize::from(place.stage == Stage::Done);
        place.stage = Stage::Unassessed;
        self.assessing = Turn::from(self.front);
    }

    /// The claims of an article were found; `profile` is what is kept of what they are about.
    pub(super) fn done(&mut self, index: usize, profile: Arc<Profile>) {
        let keeps = self.keeps();
        let Some(place) = self.places.get_mut(index) else { return };
        if place.stamp.is_none() {
            // A search read it: nothing is known here of its file yet.
            return;
        }
        let is_new = place.stage != Stage::Done;
        self.left -= usize::from(is_new);
        place.stage = Stage::Done;
        place.is_counted = place.document.is_some();
        place.profile = profile;
        // Claims that are found again only to be shown change nothing for the others.
        self.is_changed |= is_new || keeps;
    }

    /// Whether an article is being read, or its claims are being found, for the first time.
    pub(super) fn is_begun(&self, index: usize) -> bool {
        self.places.get(index).is_some_and(|place| place.stage == Stage::Begun)
    }

    /// An article's reading, or the finding of its claims, was stopped: it is to be done later. Not
    /// so what was done before, and was to be done once more.
    pub(super) fn put_back(&mut self, index: usize) -> bool {
        let turn = Turn::from(self.front);
        let Some(place) = self.places.get_mut(index) else { return false };
        if place.stage != Stage::Begun {
            return false;
        }
        if place.document.is_some() {
            place.stage = Stage::Unassessed;
            self.assessing = turn;
        } else {
            place.stage = Stage::Waiting;
            self.reading = turn;
        }
        true
    }

    /// Whether there is one article only: nothing is held against it.
    pub(super) fn is_alone(&self) -> bool {
        self.places.len() == 1
    }

    /// Whether the claims of all articles are kept.
    pub(super) fn keeps(&self) -> bool {
        self.keeps_all || self.places.len() <= KEPT
    }

    /// What tells an article from the others.
    pub(super) fn address(&self, index: usize) -> String {
        self.places.get(index).map_or_else(String::new, |place| place.source.address())
    }

    /// Whether somebody waits for an article.
    pub(super) fn is_front(&self, index: usize) -> bool {
        self.front == index
    }

    /// How an article was read; none before it was.
    pub(super) fn read_before(&self, index: usize) -> Option<Before> {
        let Place { source, stamp, document, .. } = self.places.get(index)?;
        Some(Before { source: source.clone(), stamp: (*stamp)?, is_read: document.is_some() })
    }
}

#[cfg(test)]
mod tests;

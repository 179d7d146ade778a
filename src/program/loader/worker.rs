//! One who does what the shelf says is next.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crate::app::Event;
use crate::app::accounts::Part;
use crate::app::story::{FileSince, SHORT};
use crate::claim::Claim;
use crate::claim::echo::{self, Profile};
use crate::document::Document;
use crate::patience::{Over, Patience};
use crate::problem::Problem;
use crate::program::grouper::Grouper;
use crate::program::stopwatch::within_budget;
use crate::program::voice::Voice;
use crate::store::paths::Locator;
use crate::story::{
    self, Article, BUDGET, Batch, Beginning, Gathered, Limits, NotTaken, Source, Stamp,
};

use super::relief::Relief;
use super::shelf::{Before, Fill, READS, Task};
use super::titles::Titled;
use super::{FRAME, Table, Wish};

/// How many bytes of text are read before that is told: not every article is worth a frame.
const UNTOLD: usize = 256 * 1024;
/// From how many bytes on an article may take long.
const SLOW: u64 = Batch::LONGEST as u64;
/// How much longer than it may an article takes before someone else goes on with the others: by then
/// it has not come to a place where it can be ended.
const GRACE: Duration = Duration::from_secs(2);

/// What is wanted of the claims of an article, where not those of all are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wanted {
    /// They themselves: somebody asked for them.
    Claims,
    /// How many there are.
    Count,
}

/// An article of more bytes is a shelf of books: of its sentences only those are kept that are
/// proposed, and its claims are not counted among those that others say, too. All of them would take
/// several times the memory that the text does.
const LONG: usize = 8 * 1024 * 1024;
/// The same of an article of more blocks.
const MANY: usize = 100_000;

/// A worker.
#[derive(Debug)]
pub(super) struct Worker {
    table: Arc<Table>,
    locator: Locator,
    voice: Voice,
    grouper: Grouper,
    /// How often work was stopped before the task at hand.
    stops: u64,
    /// What is not told yet.
    untold: Vec<Event>,
    /// How many bytes of text that is about.
    untold_bytes: usize,
    /// The bytes of some of very many articles, while there is room for more.
    batch: Batch,
    /// Those of which articles are being made. Nobody waits for any: who does has it read anew.
    gathered: VecDeque<Gathered>,
    /// Those among what is not told whose claims are still to be found: not before it is told that
    /// they were read, since another worker may find them.
    left: Vec<usize>,
}

impl Worker {
    pub(super) fn new(table: Arc<Table>, locator: Locator, voice: Voice, grouper: Grouper) -> Self {
        Self {
            locator,
            voice,
            grouper,
            stops: table.stops(),
            table,
            untold: Vec::new(),
            untold_bytes: 0,
            batch: Batch::default(),
            gathered: VecDeque::new(),
            left: Vec::new(),
        }
    }

    /// Works until nobody asks for anything any more.
    pub(super) fn work(&mut self) {
        while let Some(task) = self.next() {
            if !self.perform(task) {
                return;
            }
        }
    }

    /// Waits for the next task; none when the work has ended.
    fn next(&mut self) -> Option<Task> {
        let table = self.table.clone();
        let mut at_hand = table.lock();
        loop {
            if at_hand.has_ended() {
                return None;
            }
            let stops = table.stops();
            if std::mem::replace(&mut self.stops, stops) != stops {
                let gathered = self.gathered.drain(..).chain(self.batch.unpack());
                at_hand.let_go(gathered.map(|it| it.index));
            }
            if let Some(task) = at_hand.next(self.fill()) {
                return Some(task);
            }
            if !self.untold.is_empty() {
                drop(at_hand);
                self.tell();
                at_hand = table.lock();
                continue;
            }
            at_hand = table.bell.wait(at_hand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn fill(&self) -> Fill {
        match (self.gathered.is_empty(), self.batch.is_empty()) {
            (false, _) => Fill::Full,
            (true, false) => Fill::Partly,
            (true, true) => Fill::Empty,
        }
    }

    /// Whether anybody listens still.
    fn perform(&mut self, task: Task) -> bool {
        match task {
            Task::Grant(Wish::Again(hashes, added)) => self.reread(&hashes, added),
            Task::Grant(Wish::Assess(documents)) => {
                for (index, document) in documents {
                    self.assess(index, document, Wanted::Claims);
                }
                self.tell()
            }
            Task::Grant(Wish::Check(index, known)) => self.check(index, known),
            // The shelf has seen to these.
            Task::Grant(
                Wish::First(_) | Wish::Stop | Wish::More(_) | Wish::KeepClaims | Wish::LetClaimsGo,
            ) => true,
            Task::Glance(sources) => self.glance_at_all(&sources),
            Task::Read(sources) => self.read_all(&sources),
            Task::GoOn => self.go_on(),
            Task::Assess(documents) => {
                for (index, document) in documents {
                    self.assess(index, document, Wanted::Count);
                }
                self.tell_if_due()
            }
            Task::Finish { profiles, titled } => {
                self.keep_titles(&titled);
                self.compare(&profiles)
            }
        }
    }

    /// Sees what articles say of themselves; of those that did not change since the last time that
    /// is known.
    fn glance_at_all(&self, sources: &[(usize, Source)]) -> bool {
        let titles = self.table.titles();
        let glance = |(index, source): &(usize, Source)| {
            let known = || titles.get(source);
            Some((*index, known().or_else(|| story::glance(source))?))
        };
        self.voice.send(Event::Glanced(sources.iter().filter_map(glance).collect()))
    }

    /// Keeps what articles say of themselves for the next time.
    fn keep_titles(&self, titled: &[Titled]) {
        // Of few articles there are none.
        if !titled.is_empty()
            && let Some(problem) = self.table.titles().keep(titled)
        {
            self.voice.log().put(format_args!("titles are not kept: {problem}"));
        }
        self.table.let_titles_go();
    }

    fn read_all(&mut self, sources: &[(usize, Source)]) -> bool {
        for (nth, (index, source)) in sources.iter().enumerate() {
            if self.is_stopped() && self.table.lock().put_back(*index) {
                continue;
            }
            let rest = sources.get(nth + 1..).unwrap_or_default();
            let relief = self.relief(source, rest);
            let (is_waited_for, keeps) = {
                let at_hand = self.table.lock();
                (at_hand.is_front(*index), at_hand.keeps())
            };
            if !is_waited_for && !keeps {
                // Of very many all are to be there to be read and searched before their claims.
                self.gather(*index, source);
            } else if !self.read_and_assess(*index, source, is_waited_for) {
                return false;
            }
            if relief.is_some_and(|relief| relief.has_acted()) {
                break;
            }
        }
        self.tell_if_due()
    }

    /// Reads an article and finds its claims; whether anybody listens.
    fn read_and_assess(&mut self, index: usize, source: &Source, is_waited_for: bool) -> bool {
        let document = self.read(index, source, is_waited_for);
        // The claims of a short text are there at once: the next frame shows them, too.
        let is_short = document.as_ref().is_some_and(|document| document.text().len() < SHORT);
        if is_waited_for && !is_short && !self.tell() {
            return false;
        }
        if let Some(document) = document {
            self.assess(index, document, Wanted::Claims);
        }
        !is_waited_for || self.tell()
    }

    /// Reads the bytes of one of very many articles, or all of it where these find no room.
    fn gather(&mut self, index: usize, source: &Source) {
        let stamp = Stamp::of(source);
        let mut taken = self.batch.take(index, source, stamp);
        if taken == Err(NotTaken::Full) {
            self.gathered.extend(self.batch.unpack());
            taken = self.batch.take(index, source, stamp);
        }
        match taken {
            Ok(()) => self.table.lock().gather(index),
            Err(_) => self.read_alone(index, source),
        }
    }

    /// Reads one of very many articles; its claims are found later.
    fn read_alone(&mut self, index: usize, source: &Source) {
        if self.read(index, source, false).is_some() {
            self.left.push(index);
        }
    }

    /// Makes articles of the next bytes that were gathered; whether anybody listens.
    fn go_on(&mut self) -> bool {
        if self.gathered.is_empty() {
            self.gathered.extend(self.batch.unpack());
        }
        for _ in 0..READS {
            let Some(Gathered { index, source, stamp, bytes }) = self.gathered.pop_front() else {
                break;
            };
            if !self.table.lock().take_up(index) {
                continue;
            }
            let read = |limits: Limits<'_>| story::load_bytes(&source, bytes, limits);
            let result = self.timed(&source, read);
            if self.put_down(index, &source, stamp, result).is_some() {
                self.left.push(index);
            }
        }
        self.tell_if_due()
    }

    /// For an article that may take long: another worker, who goes on with the `rest` when it does.
    fn relief(&self, source: &Source, rest: &[(usize, Source)]) -> Option<Relief> {
        let is_long = Stamp::of(source).file().is_some_and(|file| file.size > SLOW);
        is_long.then(|| {
            let (table, locator) = (self.table.clone(), self.locator.clone());
            let (voice, grouper) = (self.voice.clone(), self.grouper.clone());
            let (label, rest) = (source.label(), rest.to_vec());
            Relief::after(BUDGET + GRACE, move || {
                let seconds = BUDGET.as_secs();
                voice.tell(Event::Complaint(format!(
                    "{label} takes longer than {seconds} s; the rest of the story goes on without it"
                )));
                // What the other one has gathered may stay with it for ever.
                table.lock().let_gathered_go();
                let mut other = Self::new(table, locator, voice, grouper);
                if other.read_all(&rest) {
                    other.work();
                }
            })
        })
    }

    /// Reads one article. Of one that is waited for, what can be shown is shown at once.
    fn read(
        &mut self,
        index: usize,
        source: &Source,
        is_waited_for: bool,
    ) -> Option<Arc<Document>> {
        let stamp = Stamp::of(source);
        if is_waited_for {
            self.show_beginning(index, source);
        }
        let show = |article| {
            let event = Event::Glimpsed { index, article: Box::new(article) };
            self.table.show(FRAME, || self.voice.tell(event));
        };
        let result = self.load(source, is_waited_for.then_some(show));
        self.put_down(index, source, stamp, result)
    }

    /// Puts down what became of the reading of an article, unless that was stopped.
    fn put_down(
        &mut self,
        index: usize,
        source: &Source,
        stamp: Stamp,
        result: Result<Article, Problem>,
    ) -> Option<Arc<Document>> {
        if result.is_err() && self.is_stopped() && self.table.lock().put_back(index) {
            return None;
        }
        let document = result.as_ref().ok().map(|article| article.document.clone());
        self.table.lock().put(index, stamp, result.as_ref().ok());
        let location = source.path().and_then(|path| self.locator.location(path));
        self.untold_bytes += document.as_ref().map_or(0, |it| it.text().len());
        self.untold.push(Event::Loaded { index, location, result: result.map(Box::new) });
        document
    }

    /// Shows the beginning of a long article before the rest is read.
    fn show_beginning(&self, index: usize, source: &Source) {
        if let Some(Beginning { article, length }) = story::beginning(source, self.table.limit) {
            let event = Event::Begun { index, length, article: Box::new(article) };
            self.table.show(FRAME, || self.voice.tell(event));
        }
    }

    fn load(
        &self,
        source: &Source,
        show: Option<impl FnOnce(Article)>,
    ) -> Result<Article, Problem> {
        self.timed(source, |limits| story::load_in_steps(source, limits, show))
    }

    /// Reads an article in the time that one may take.
    fn timed(
        &self,
        source: &Source,
        read: impl FnOnce(Limits<'_>) -> Result<Article, Problem>,
    ) -> Result<Article, Problem> {
        let what = format_args!("reading {}", source.address());
        let read = || within_budget(self.table.limit, &|| self.is_stopped(), read);
        self.voice.log().timed(what, read)
    }

    /// Whether the task at hand is not wanted any more.
    fn is_stopped(&self) -> bool {
        self.table.stops() != self.stops
    }

    /// Finds the claims of an article.
    fn assess(&mut self, index: usize, document: Arc<Document>, wanted: Wanted) {
        let what = format_args!("article {}: claims", index + 1);
        let is_long = document.text().len() > LONG || document.blocks().len() > MANY;
        let is_kept = |claim: &Claim| claim.proposed || !is_long;
        // What somebody asked for besides is not put back.
        let is_due = self.table.lock().is_begun(index);
        let is_stopped = || is_due && self.is_stopped();
        let over = || is_stopped().then_some(Over::Stopped);
        let assessor = self.table.assessor();
        let find = || assessor.assess_keeping(&document, Patience::until(&over), is_kept);
        let claims = Arc::new(self.voice.log().timed(what, find));
        if is_stopped() {
            self.table.lock().put_back(index);
            return;
        }
        let (keeps, is_alone, key) = {
            let at_hand = self.table.lock();
            let key = at_hand.address(index);
            (at_hand.keeps(), at_hand.is_alone(), key)
        };
        if keeps {
            let profile = Arc::new(if is_long || is_alone {
                Profile::default()
            } else {
                Profile::new(document.text(), &claims)
            });
            let part = Part { key, document: document.clone(), claims: claims.clone() };
            self.grouper.take(index, Some(part));
            self.table.lock().done(index, profile);
        } else {
            self.table.lock().done(index, Arc::default());
        }
        self.untold_bytes += document.text().len();
        self.untold.push(if keeps || wanted == Wanted::Claims {
            Event::Assessed { index, document, claims }
        } else {
            let proposed = claims.iter().filter(|claim| claim.proposed).count();
            Event::Counted { index, document, proposed }
        });
    }

    /// Tells what was done, if that is worth a frame.
    fn tell_if_due(&mut self) -> bool {
        self.untold_bytes < UNTOLD || self.tell()
    }

    /// Tells what was done; whether anybody listens.
    fn tell(&mut self) -> bool {
        self.untold_bytes = 0;
        let untold = std::mem::take(&mut self.untold);
        if untold.is_empty() {
            return true;
        }
        let is_heard = self.voice.send(Event::Several(untold));
        if !self.left.is_empty() {
            let mut at_hand = self.table.lock();
            for index in self.left.drain(..) {
                at_hand.leave(index);
            }
            drop(at_hand);
            self.table.bell.notify_all();
        }
        is_heard
    }

    /// Reads those again that changed, and tells how many did.
    fn reread(&mut self, hashes: &[(usize, Option<u64>)], added: usize) -> bool {
        let mut changed = 0;
        for &(index, hash) in hashes {
            let before = self.table.lock().read_before(index);
            // Of those without, the first turn comes.
            let Some(Before { source, stamp: seen, is_read }) = before else { continue };
            if !is_read {
                if !self.table.lock().keeps() {
                    self.read_alone(index, &source);
                } else if !self.read_all(&[(index, source)]) {
                    return false;
                }
                continue;
            }
            let stamp = Stamp::of(&source);
            if source.path().is_none() || seen == stamp {
                continue;
            }
            // What was read a moment ago is on its way.
            let Some(hash) = hash else { continue };
            let article = match self.load(&source, None::<fn(Article)>) {
                Ok(article) if article.bytes_hash() == hash => {
                    self.table.lock().is_same(index, stamp);
                    continue;
                }
                Ok(article) => article,
                Err(_) if is_removed(&source) => {
                    self.untold.push(Event::File { index, since: FileSince::Gone });
                    continue;
                }
                Err(problem) => {
                    self.untold.push(Event::Complaint(problem.to_string()));
                    continue;
                }
            };
            changed += 1;
            let document = article.document.clone();
            self.table.lock().put(index, stamp, Some(&article));
            self.untold.push(Event::Reread { index, article: Box::new(article) });
            self.assess(index, document, Wanted::Claims);
        }
        self.untold.push(Event::Notice(read_again(changed, added)));
        self.tell()
    }

    /// Tells what became of an article's file, unless that is known.
    fn check(&self, index: usize, known: FileSince) -> bool {
        let Some(before) = self.table.lock().read_before(index) else { return true };
        let since = if Stamp::of(&before.source) == before.stamp {
            FileSince::Same
        } else if is_removed(&before.source) {
            FileSince::Gone
        } else {
            FileSince::Changed
        };
        since == known || self.voice.send(Event::File { index, since })
    }

    /// Counts who else says each claim, once every article was read.
    fn compare(&mut self, profiles: &[Arc<Profile>]) -> bool {
        let keeps = self.table.lock().keeps();
        if profiles.len() < 2 || !keeps {
            return self.tell();
        }
        if !self.tell() {
            return false;
        }
        self.grouper.begin();
        let count = || echo::echoes(profiles);
        let others = self.voice.log().timed("claims held against each other", count);
        self.voice.send(Event::Heard { others })
    }
}

/// What came of reading a story again.
fn read_again(changed: usize, added: usize) -> String {
    let new = match added {
        0 => String::new(),
        1 => "1 new article".to_owned(),
        some => format!("{some} new articles"),
    };
    let changed = match changed {
        0 if added > 0 => return new,
        0 => "no article that is open changed on disk".to_owned(),
        1 => "1 article was read again; your annotations were found anew".to_owned(),
        some => format!("{some} articles were read again; your annotations were found anew"),
    };
    if new.is_empty() { changed } else { format!("{new}; {changed}") }
}

/// Whether an article's file is not there.
fn is_removed(source: &Source) -> bool {
    source.path().is_some_and(|path| matches!(path.try_exists(), Ok(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_reading_again_counts_what_is_new_and_what_changed() {
        for (changed, added, told) in [
            (0, 0, "no article that is open changed on disk"),
            (0, 2, "2 new articles"),
            (1, 0, "1 article was read again; your annotations were found anew"),
            (2, 1, "1 new article; 2 articles were read again; your annotations were found anew"),
        ] {
            assert_eq!(read_again(changed, added), told);
        }
    }
}

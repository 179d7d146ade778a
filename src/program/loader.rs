//! The workers that read articles and find their claims, and read them again.

mod relief;
mod shelf;
mod titles;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::story::FileSince;
use crate::claim::Assessor;
use crate::document::Document;
use crate::store::paths::Locator;
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

/// How long what comes after the text in front waits for the first frame at most: a terminal may
/// take its time.
const FRAME: Duration = Duration::from_millis(100);

/// A way to ask for articles. The workers end with it.
#[derive(Debug)]
pub(super) struct Loader {
    table: Arc<Table>,
    locator: Locator,
    voice: Voice,
    grouper: Grouper,
    /// How many work.
    workers: usize,
    /// How many articles there are.
    articles: usize,
    /// Whether the first frame is out.
    is_shown: bool,
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
    /// Those of very many no longer.
    LetClaimsGo,
    /// All articles again whose bytes no longer have these hashes, by their places; without a hash
    /// those that could not be read. How many are new is told with it.
    Again(Vec<(usize, Option<u64>)>, usize),
    /// The claims of these texts, which are those of the articles at these places, told at once.
    Assess(Vec<(usize, Arc<Document>)>),
    /// What became of the file of this article since it was read, where that is not this.
    Check(usize, FileSince),
}

/// Where wishes are put down and workers find what to do.
#[derive(Debug)]
struct Table {
    shelf: Mutex<Shelf>,
    bell: Condvar,
    /// Where titles are kept.
    titles_file: PathBuf,
    titles: Mutex<Option<Arc<Titles>>>,
    assessor: OnceLock<Assessor>,
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

    /// Tells of a text that the first frame is to show, and waits for that frame: who works on
    /// meanwhile takes the processor from those who draw it and show it. It waits for so long at
    /// most, then the frame is waited for no more.
    fn show(&self, patience: Duration, tell: impl FnOnce()) {
        self.lock().begin_showing();
        tell();
        let waits = |shelf: &mut Shelf| shelf.is_showing() && !shelf.has_ended();
        let waited = self.bell.wait_timeout_while(self.lock(), patience, waits);
        let (mut at_hand, end) = waited.unwrap_or_else(PoisonError::into_inner);
        if end.timed_out() {
            at_hand.await_frame(false);
            self.bell.notify_all();
        }
    }

    /// No frame shows what was told last.
    fn end_showing(&self) {
        self.lock().end_showing();
        self.bell.notify_all();
    }

    /// The titles that were kept; they are read when they are first asked for.
    fn titles(&self) -> Arc<Titles> {
        let mut titles = self.titles.lock().unwrap_or_else(PoisonError::into_inner);
        titles.get_or_insert_with(|| Arc::new(Titles::read(&self.titles_file))).clone()
    }

    /// All articles are read: the titles that were kept are not asked for until there are more.
    fn let_titles_go(&self) {
        *self.titles.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What finds claims; it is made when the first text is there, which nobody shall wait for.
    fn assessor(&self) -> &Assessor {
        self.assessor.get_or_init(Assessor::default)
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
        let mut shelf = Shelf::new(sources, front, glances);
        shelf.await_frame(true);
        let table = Arc::new(Table {
            shelf: Mutex::new(shelf),
            bell: Condvar::new(),
            titles_file,
            titles: Mutex::new(None),
            assessor: OnceLock::new(),
            limit,
            stops: AtomicU64::new(0),
        });
        let mut loader = Self {
            table,
            locator: Locator::new(store),
            voice: voice.clone(),
            grouper: grouper.clone(),
            workers: 0,
            articles,
            is_shown: false,
        };
        loader.hire();
        loader
    }

    /// Has as many work as there is work for.
    fn hire(&mut self) {
        while self.workers < WORKERS.min(self.articles) {
            let (table, locator) = (self.table.clone(), self.locator.clone());
            let (voice, grouper) = (self.voice.clone(), self.grouper.clone());
            thread::spawn(move || Worker::new(table, locator, voice, grouper).work());
            self.workers += 1;
        }
    }

    /// Tells that a frame is out: after the first of all the rest of the work begins.
    pub(super) fn frame_is_out(&mut self) {
        if std::mem::replace(&mut self.is_shown, true) {
            return;
        }
        self.table.lock().await_frame(false);
        self.table.bell.notify_all();
    }

    /// Tells that no frame shows what was told last: the rest of that article is read at once.
    pub(super) fn read_on(&self) {
        self.table.end_showing();
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

    /// Keeps the claims of very many articles no longer, and finds none again for that.
    pub(super) fn keep_claims_no_longer(&self) {
        self.ask(Wish::LetClaimsGo);
    }

    /// Reads what changed again, and tells how much did and how many articles are new.
    pub(super) fn reread(&self, hashes: Vec<(usize, Option<u64>)>, added: usize) {
        self.ask(Wish::Again(hashes, added));
    }

    /// Finds the claims of articles' texts.
    pub(super) fn assess(&self, documents: Vec<(usize, Arc<Document>)>) {
        self.ask_one(Wish::Assess(documents));
    }

    /// Looks what became of an article's file since it was read, which is told where it is not what
    /// is `known`.
    pub(super) fn check(&self, index: usize, known: FileSince) {
        self.ask_one(Wish::Check(index, known));
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use std::collections::BTreeSet;
    use std::fs::{self, File};
    use std::sync::mpsc::Receiver;
    use std::time::SystemTime;

    use super::*;
    use crate::app::Event;
    use crate::app::story::KEPT;
    use crate::program::log::Log;
    use crate::program::voice::Message;
    use crate::runtime::sources::Waker;
    use crate::story::{Article, LIMIT};

    /// So many that only the claims around the one in front are kept.
    const VERY_MANY: usize = KEPT + 60;

    /// Waits for the first event of which there is `what` is asked for.
    fn heard<T>(told: &Receiver<Message>, mut what: impl FnMut(&Event) -> Option<T>) -> T {
        loop {
            let event = told.recv_timeout(Duration::from_mins(1)).unwrap().event;
            let events = if let Event::Several(events) = event { events } else { vec![event] };
            if let Some(found) = events.iter().find_map(&mut what) {
                return found;
            }
        }
    }

    fn table() -> Arc<Table> {
        let mut shelf = Shelf::new(Vec::new(), 0, false);
        shelf.await_frame(true);
        Arc::new(Table {
            shelf: Mutex::new(shelf),
            bell: Condvar::new(),
            titles_file: PathBuf::new(),
            titles: Mutex::new(None),
            assessor: OnceLock::new(),
            limit: LIMIT,
            stops: AtomicU64::new(0),
        })
    }

    #[test]
    fn titles_are_read_once_and_held_as_long_as_they_are_asked_for() {
        let table = table();
        let (one, other) = (table.titles(), table.titles());
        assert!(Arc::ptr_eq(&one, &other));
        drop((one, table.titles()));
        table.let_titles_go();
        assert_eq!(Arc::strong_count(&other), 1);
    }

    #[test]
    fn who_tells_a_text_waits_until_a_frame_shows_it_or_none_will() {
        let frame_is_out = |table: &Table| {
            table.lock().await_frame(false);
            table.bell.notify_all();
        };
        let ended = |table: &Table| {
            table.lock().end();
            table.bell.notify_all();
        };
        for end in [Table::end_showing, frame_is_out, ended] {
            let table = table();
            let (sender, gone_on) = std::sync::mpsc::channel();
            let waits = table.clone();
            thread::spawn(move || {
                waits.show(Duration::from_mins(5), || {});
                sender.send(()).unwrap();
            });
            while !table.lock().is_showing() {
                thread::yield_now();
            }
            assert!(gone_on.try_recv().is_err());
            end(&table);
            gone_on.recv_timeout(Duration::from_mins(1)).unwrap();
        }
    }

    #[test]
    fn a_frame_that_takes_long_holds_nobody_any_more() {
        let table = table();
        table.show(Duration::from_millis(1), || {});
        table.lock().begin_showing();
        assert!(!table.lock().is_showing());
    }

    fn name_of(index: usize) -> String {
        format!("{index}.{}", if index % 50 == 3 { "md" } else { "txt" })
    }

    /// A story of very many short articles that is being read, and where that is told.
    fn very_many(folder: &Path, text_of: &dyn Fn(usize) -> String) -> (Loader, Receiver<Message>) {
        let write = |index: usize| {
            let path = folder.join(name_of(index));
            fs::write(&path, text_of(index)).unwrap();
            Source::file(path)
        };
        let (waker, told) = Waker::unheard().unwrap();
        let voice = Voice::new(waker, Log::open(None).unwrap());
        let grouper = Grouper::start(voice.clone());
        let (store, titles) = (folder.join("s.ron"), folder.join("titles"));
        let sources = (0..VERY_MANY).map(write).collect();
        let mut loader = Loader::start(sources, 0, &store, titles, &voice, &grouper, LIMIT);
        loader.frame_is_out();
        (loader, told)
    }

    /// The texts that are told of very many articles until the claims of all were found.
    fn texts(told: &Receiver<Message>) -> Vec<Vec<String>> {
        let mut texts = vec![Vec::new(); VERY_MANY];
        let mut counted = BTreeSet::new();
        while counted.len() < VERY_MANY {
            let event = told.recv_timeout(Duration::from_mins(1)).unwrap().event;
            let events = if let Event::Several(events) = event { events } else { vec![event] };
            for event in events {
                match event {
                    Event::Loaded { index, result, .. } => {
                        texts[index].push(result.unwrap().document.text().to_owned());
                    }
                    Event::Counted { index, .. } | Event::Assessed { index, .. } => {
                        counted.insert(index);
                    }
                    _ => {}
                }
            }
        }
        texts
    }

    #[test]
    fn of_very_many_articles_each_is_told_once_and_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let text_of = |index: usize| match index % 9 {
            0 => format!("Ferry {index} sailed.\r\n\tIt came back.\n"),
            1 => "The ferry carries 40 cars. ".repeat(600),
            _ => format!("Ferry {index} sailed.\n"),
        };
        let (loader, told) = very_many(folder.path(), &text_of);
        // One that may be gathered by then, and one that is not begun.
        loader.prefer(9);
        loader.prefer(VERY_MANY - 1);
        for (index, texts) in texts(&told).into_iter().enumerate() {
            let read = Article::new(Source::file(name_of(index)), text_of(index));
            assert_eq!(texts, [read.document.text()], "{index}");
        }
    }

    #[test]
    fn what_was_gathered_is_not_lost_by_a_stop() {
        let folder = tempfile::tempdir().unwrap();
        let (loader, told) = very_many(folder.path(), &|index| format!("Ferry {index} sailed.\n"));
        for article in 1..40 {
            loader.stop();
            loader.prefer(article);
            thread::yield_now();
        }
        for (index, texts) in texts(&told).into_iter().enumerate() {
            // The end of a line is none of Markdown's text.
            let texts: Vec<&str> = texts.iter().map(|text| text.trim_end()).collect();
            assert_eq!(texts, [format!("Ferry {index} sailed.")], "{index}");
        }
    }

    /// What is told of a file the next time.
    fn file(told: &Receiver<Message>) -> FileSince {
        heard(told, |event| match event {
            Event::File { since, .. } => Some(*since),
            _ => None,
        })
    }

    #[test]
    fn a_file_that_was_touched_is_the_same_once_it_was_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = "The ferry sailed.\n";
        fs::write(&path, text).unwrap();
        let source = Source::file(&path);
        let hash = Article::new(source.clone(), text).bytes_hash();
        let (waker, told) = Waker::unheard().unwrap();
        let voice = Voice::new(waker, Log::open(None).unwrap());
        let grouper = Grouper::start(voice.clone());
        let (store, titles) = (folder.path().join("s.ron"), folder.path().join("titles"));
        let loader = Loader::start(vec![source], 0, &store, titles, &voice, &grouper, LIMIT);
        heard(&told, |event| matches!(event, Event::Loaded { .. }).then_some(()));
        File::open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        loader.check(0, FileSince::Same);
        assert_eq!(file(&told), FileSince::Changed);
        loader.reread(vec![(0, Some(hash))], 0);
        heard(&told, |event| matches!(event, Event::Notice(_)).then_some(()));
        // What is known already is not told.
        loader.check(0, FileSince::Same);
        loader.check(0, FileSince::Changed);
        assert_eq!(file(&told), FileSince::Same);
        fs::remove_file(&path).unwrap();
        loader.check(0, FileSince::Same);
        assert_eq!(file(&told), FileSince::Gone);
        fs::write(&path, text).unwrap();
        loader.check(0, FileSince::Gone);
        assert_eq!(file(&told), FileSince::Changed);
        drop(loader);
    }
}

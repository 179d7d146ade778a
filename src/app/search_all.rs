//! Searching every article and every note. Pure: a worker runs it, finds the texts of what is not read
//! yet, and tells what is in them.

pub mod excerpt;
mod turns;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::annotation::Id;
use crate::document::Document;
use crate::story::{Article, Source};
use crate::text::Span;
use crate::text::find::{Finder, Pattern, Seek};

use super::Model;
use super::listing::NotedWhole;
use excerpt::Excerpt;
use turns::in_turns;

/// The most hits that are told.
pub const MOST: usize = 2000;
/// How many bytes are looked at for a regular expression before it is asked whether it is wanted.
const SLICE: usize = 1 << 20;
/// How much text is searched in one go, in bytes.
const STRETCH: usize = 2 << 20;
/// How much the first time.
const FIRST_STRETCH: usize = 128 << 10;
/// For how much text an article stands that is not read yet, and how much room there is for one that is
/// looked at.
const UNREAD: usize = 32 << 10;

/// How things stand with the search of every article.
#[derive(Clone, Debug, Default)]
pub struct SearchedAll {
    /// The words searched last.
    pub words: String,
    /// The number of the last job.
    pub number: u64,
    /// Whether the rows shown are still those of the words before.
    pub is_stale: bool,
    /// How many articles are searched.
    pub searched: usize,
    /// Of how many.
    pub of: usize,
    /// Whether that was all.
    pub is_done: bool,
    /// Why the words cannot be searched, where they cannot.
    pub fault: Option<String>,
    /// Whether the first hit is to be gone to as soon as there is one.
    pub is_awaited: bool,
    /// The hit that was gone to last: article and byte.
    pub last: Option<(usize, usize)>,
    /// The hit the cursor is to be on again.
    pub again: Option<(usize, usize)>,
    /// What the reader wrote, as it was when the search was opened.
    pub notes: Arc<Vec<(Written, String)>>,
    /// The articles while words are typed, as of a revision of the story: to gather them for each key
    /// would take a time for each of them.
    pub articles: Option<(u64, Articles)>,
}

/// What the reader wrote something on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// A claim, highlight or passage.
    Annotation(Id),
    /// An article or the story.
    Whole(NotedWhole),
}

/// Articles to be searched, with their places in the story.
pub type Articles = Arc<[(usize, Searched)]>;

/// What is to be searched, and for what.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number: what is found for an earlier one is no longer wanted.
    pub number: u64,
    /// The words.
    pub words: String,
    /// The articles.
    pub articles: Articles,
    /// What the reader wrote, by what it is attached to.
    pub notes: Arc<Vec<(Written, String)>>,
}

impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Job {}

/// A hit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hit {
    /// In an article's text.
    Text {
        /// The article's place in the story.
        article: usize,
        /// Where in its text.
        span: Span,
        /// The words around it, where the article is not read yet.
        excerpt: Option<Excerpt>,
    },
    /// In what the reader wrote.
    Note(Written),
}

/// An article to be searched.
#[derive(Clone, Debug)]
pub enum Searched {
    /// It is read.
    Read(Arc<Document>),
    /// It is not.
    Unread(Source),
}

/// What was found so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The job's number.
    pub number: u64,
    /// Hits that were not told before.
    pub hits: Vec<Hit>,
    /// How many articles are searched.
    pub searched: usize,
    /// Whether that was all, or all that is told.
    pub is_done: bool,
}

/// Whether what is being done is wanted still.
pub type IsWanted<'a> = &'a (dyn Fn() -> bool + Sync);

/// How articles are read that are not read yet, as long as they are wanted.
pub trait Shelf: Sync {
    /// What `look` sees in the text that the article has once it is read, where that is known before.
    /// What is in the `room` counts for nothing: the bytes of a short article are read into it.
    fn look<T>(
        &self,
        source: &Source,
        room: &mut [u8],
        is_wanted: IsWanted<'_>,
        look: impl FnOnce(&str) -> T,
    ) -> Option<T>;
    /// The article; none where it cannot be read.
    fn read(&self, source: &Source, is_wanted: IsWanted<'_>) -> Option<Article>;
}

/// What was found in an article.
struct InArticle {
    hits: Vec<Hit>,
    /// The article, where it was read for this, with its place in the story.
    read: Option<(usize, Box<Article>)>,
}

/// Searches, as long as `is_wanted` says so: notes first, then the articles. The first hits are told
/// at once, what comes after them when `is_due` says so, in order. Articles that had to be read for
/// it and hold a hit are told with it.
pub fn search(
    job: &Job,
    shelf: &impl Shelf,
    is_wanted: impl Fn() -> bool + Sync,
    mut is_due: impl FnMut() -> bool,
    mut tell: impl FnMut(Found, Vec<(usize, Box<Article>)>),
) {
    let Some(sought) = Sought::new(&job.words) else { return };
    let notes = job.notes.iter().filter(|(_, text)| sought.is_in(text));
    let mut hits: Vec<Hit> = notes.map(|(on, _)| Hit::Note(*on)).take(MOST).collect();
    let (mut told, mut searched, mut read) = (0, 0, Vec::new());
    let found =
        |hits: Vec<Hit>, searched, is_done| Found { number: job.number, hits, searched, is_done };
    // What is begun by then is not waited for.
    let is_enough = AtomicBool::new(false);
    let is_wanted = || !is_enough.load(Ordering::Relaxed) && is_wanted();
    let is_wanted: IsWanted<'_> = &is_wanted;
    let look = || {
        // Each has a finder of its own: they would wait for each other.
        let sought = sought.clone();
        move |stretch: &&[(usize, Searched)]| -> Vec<InArticle> {
            let mut room = vec![0; UNREAD];
            let wanted = stretch.iter().take_while(|_| is_wanted());
            let find =
                |(index, it): &_| in_article(*index, it, shelf, &mut room, &sought, is_wanted);
            wanted.map(find).collect()
        }
    };
    let stretches: Vec<_> = stretches(&job.articles).collect();
    let is_complete = in_turns(&stretches, look, |of_each| {
        if !is_wanted() {
            return false;
        }
        for here in of_each {
            searched += 1;
            let room = MOST.saturating_sub(told + hits.len());
            hits.extend(here.hits.into_iter().take(room));
            read.extend(here.read);
            if told + hits.len() >= MOST {
                is_enough.store(true, Ordering::Relaxed);
                tell(found(std::mem::take(&mut hits), searched, true), std::mem::take(&mut read));
                return false;
            }
        }
        if (told == 0 && !hits.is_empty()) || is_due() {
            told += hits.len();
            let hits = std::mem::take(&mut hits);
            tell(found(hits, searched, false), std::mem::take(&mut read));
        }
        true
    });
    if is_complete {
        tell(found(hits, job.articles.len(), true), read);
    }
}

/// The articles in stretches of about as much text; the first ones are short, so that what stands
/// in them is told early.
fn stretches(mut articles: &[(usize, Searched)]) -> impl Iterator<Item = &[(usize, Searched)]> {
    let mut length = FIRST_STRETCH;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |(_, searched): &&(usize, Searched)| {
            let is_room = bytes < length;
            bytes += match searched {
                Searched::Read(document) => document.text().len(),
                Searched::Unread(_) => UNREAD,
            };
            is_room
        };
        let count = articles.iter().take_while(fits).count();
        let (stretch, rest) = articles.split_at(count);
        articles = rest;
        length = STRETCH.min(2 * length);
        (count > 0).then_some(stretch)
    })
}

/// What is in one article. One that is not read yet is read for it only where its text cannot be told
/// without.
fn in_article(
    index: usize,
    searched: &Searched,
    shelf: &impl Shelf,
    room: &mut [u8],
    sought: &Sought,
    is_wanted: IsWanted<'_>,
) -> InArticle {
    let hits_in = |document: &Document| -> Vec<Hit> {
        let here = sought.hits(document.text(), is_wanted);
        here.into_iter().map(|span| Hit::Text { article: index, span, excerpt: None }).collect()
    };
    let source = match searched {
        Searched::Read(document) => return InArticle { hits: hits_in(document), read: None },
        Searched::Unread(source) => source,
    };
    let seen = shelf.look(source, room, is_wanted, |text| {
        let here = sought.hits(text, is_wanted).into_iter();
        let told =
            |span| Hit::Text { article: index, span, excerpt: Some(Excerpt::new(text, span)) };
        here.map(told).collect()
    });
    if let Some(hits) = seen {
        return InArticle { hits, read: None };
    }
    let article = shelf.read(source, is_wanted);
    let hits = article.as_ref().map_or_else(Vec::new, |article| hits_in(&article.document));
    let read = article.filter(|_| !hits.is_empty()).map(|article| (index, Box::new(article)));
    InArticle { hits, read }
}

/// What is looked for.
#[derive(Clone)]
enum Sought {
    Words(Finder),
    Pattern(Pattern),
}

impl Sought {
    fn new(typed: &str) -> Option<Self> {
        match Pattern::typed(typed) {
            Some(pattern) => pattern.ok().map(Self::Pattern),
            None => Finder::new(typed).map(Self::Words),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Words(finder) => finder.is_in(text),
            Self::Pattern(pattern) => pattern.is_in(text),
        }
    }

    /// The first places in a text, as long as anybody wants them.
    fn hits(&self, text: &str, is_wanted: impl Fn() -> bool) -> Vec<Span> {
        let pattern = match self {
            Self::Words(finder) => {
                return finder.hits(text).take_while(|_| is_wanted()).take(MOST).collect();
            }
            Self::Pattern(pattern) => pattern,
        };
        let (mut seek, mut hits) = (Seek::new(pattern.clone()), Vec::new());
        while hits.len() < MOST && is_wanted() && !seek.go_on(text, SLICE, &mut hits) {}
        hits.truncate(MOST);
        hits
    }
}

/// What the reader wrote about the articles of the story: notes, tags, claims in other words.
pub fn notes(model: &Model) -> Vec<(Written, String)> {
    let records: BTreeSet<Id> =
        model.story.articles.iter().flat_map(|slot| slot.records()).collect();
    let stories = model.ledger.stories().filter(|it| !it.members.is_disjoint(&records));
    let stories = stories.map(|it| (NotedWhole::Story(it.id), &it.note));
    let articles = records.iter().filter_map(|id| model.ledger.article(*id));
    let articles = articles.map(|it| (NotedWhole::Article(it.id), &it.note));
    let wholes = stories.chain(articles).filter(|(_, note)| !note.is_empty());
    let wholes = wholes.map(|(whole, note)| (Written::Whole(whole), note.clone()));
    let annotations = records.iter().flat_map(|record| model.ledger.annotations_of(*record));
    let annotations = annotations.map(|it| {
        let tags: Vec<&str> = it.tags.iter().map(|tag| tag.as_str()).collect();
        let text = format!("{}\n{}\n{}", it.note, it.wording, tags.join(" "));
        (Written::Annotation(it.id), text)
    });
    wholes.chain(annotations).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;

    fn job(texts: &[&str], words: &str) -> Job {
        let read = |(index, text): (usize, &&str)| {
            let document = crate::document::read("a.txt", text.as_bytes()).0;
            (index, Searched::Read(Arc::new(document)))
        };
        let on = Written::Annotation(Id::draw(&mut fastrand::Rng::with_seed(1)));
        let note = (on, "ask the ferry board".to_owned());
        Job {
            number: 7,
            words: words.to_owned(),
            articles: texts.iter().enumerate().map(read).collect(),
            notes: Arc::new(vec![note]),
        }
    }

    /// A shelf without articles.
    struct Nothing;

    impl Shelf for Nothing {
        fn look<T>(
            &self,
            _source: &Source,
            _room: &mut [u8],
            _is_wanted: IsWanted<'_>,
            _look: impl FnOnce(&str) -> T,
        ) -> Option<T> {
            None
        }

        fn read(&self, _source: &Source, _is_wanted: IsWanted<'_>) -> Option<Article> {
            None
        }
    }

    /// A shelf where texts stand by their own names; those with mark-up have to be read whole, and
    /// one cannot be read.
    #[derive(Default)]
    struct Names(AtomicUsize);

    impl Shelf for Names {
        fn look<T>(
            &self,
            source: &Source,
            _room: &mut [u8],
            _is_wanted: IsWanted<'_>,
            look: impl FnOnce(&str) -> T,
        ) -> Option<T> {
            Some(source.label()).filter(|text| !text.contains(['*', '?'])).map(|text| look(&text))
        }

        fn read(&self, source: &Source, _is_wanted: IsWanted<'_>) -> Option<Article> {
            self.0.fetch_add(1, Ordering::Relaxed);
            let label = source.label();
            (!label.contains('?')).then(|| Article::new(source.clone(), label.replace('*', "")))
        }
    }

    fn all(job: &Job) -> (Vec<Hit>, Option<Found>) {
        let mut told = Vec::new();
        search(job, &Nothing, || true, || false, |found, _| told.push(found));
        let hits = told.iter().flat_map(|found| found.hits.clone()).collect();
        (hits, told.pop())
    }

    #[test]
    fn notes_and_texts_are_found_in_order() {
        let job = job(&["One ferry. A Ferry.", "No boat.", "The ferry."], "ferry");
        let (hits, last) = all(&job);
        let places: Vec<Option<usize>> = hits
            .iter()
            .map(|hit| match hit {
                Hit::Text { article, .. } => Some(*article),
                Hit::Note(_) => None,
            })
            .collect();
        assert_eq!(places, [None, Some(0), Some(0), Some(2)]);
        let last = last.unwrap();
        assert_eq!((last.number, last.searched, last.is_done), (7, 3, true));
    }

    #[test]
    fn no_more_is_told_than_can_be_used() {
        let long = "ferry ".repeat(MOST);
        let (hits, last) = all(&job(&[&long, &long], "ferry"));
        assert_eq!((hits.len(), last.unwrap().searched), (MOST, 1));
    }

    /// A shelf where the first article is full of hits, and is there once the last one is begun,
    /// which takes as long as it may.
    #[derive(Default)]
    struct Slow(AtomicBool);

    impl Shelf for Slow {
        fn look<T>(
            &self,
            source: &Source,
            _room: &mut [u8],
            is_wanted: IsWanted<'_>,
            look: impl FnOnce(&str) -> T,
        ) -> Option<T> {
            match source.label().as_str() {
                "first" => {
                    while !self.0.load(Ordering::Relaxed) {
                        thread::yield_now();
                    }
                }
                "last" => {
                    self.0.store(true, Ordering::Relaxed);
                    while is_wanted() {
                        thread::yield_now();
                    }
                }
                _ => return Some(look("")),
            }
            None
        }

        fn read(&self, source: &Source, _is_wanted: IsWanted<'_>) -> Option<Article> {
            Some(Article::new(source.clone(), "ferry ".repeat(MOST)))
        }
    }

    #[test]
    fn what_is_begun_when_no_more_can_be_used_is_not_waited_for() {
        let mut job = job(&[], "ferry");
        let unread = |name: &str| Searched::Unread(Source::file(name));
        let names = ["first", "other", "other", "other", "last"];
        job.articles = names.into_iter().map(unread).enumerate().collect();
        assert_eq!(stretches(&job.articles).count(), 2, "each has a thread");
        let (most, asked, mut hits) = (20_000_000, AtomicUsize::new(0), 0);
        let is_wanted = || asked.fetch_add(1, Ordering::Relaxed) < most;
        search(&job, &Slow::default(), is_wanted, || false, |found, _| hits += found.hits.len());
        assert_eq!(hits, MOST);
        assert!(asked.into_inner() < most);
    }

    #[test]
    fn the_first_hits_are_told_at_once_and_the_others_when_it_is_time() {
        let text = format!("A ferry. {}", "No boat. ".repeat(1 << 14));
        let job = job(&[&*text; 20], "ferry");
        for (is_due, most) in [(false, 2), (true, 20)] {
            let mut told = Vec::new();
            search(&job, &Nothing, || true, || is_due, |found, _| told.push(found.hits.len()));
            // With the note there is a hit before the first article.
            assert_eq!((told[0], told.iter().sum()), (2, 21), "{told:?}");
            assert!(told.len() == 2 || is_due && told.len() > 3, "{told:?}");
            assert!(told.len() <= most, "{told:?}");
        }
    }

    #[test]
    fn a_regular_expression_is_found_and_can_be_broken_off() {
        let (hits, _) =
            all(&job(&["One ferry. Two ferries.", "The board."], "re:ferr(y|ies)|bo.rd"));
        assert_eq!(hits.len(), 4);
        let long = "a".repeat(1 << 20);
        let asked = AtomicUsize::new(0);
        let is_wanted = || asked.fetch_add(1, Ordering::Relaxed) < 4;
        search(&job(&[&long], "re:.*b|a"), &Nothing, is_wanted, || true, |_, _| {});
        let asked = asked.into_inner();
        assert!((5..9).contains(&asked), "{asked}");
    }

    #[test]
    fn what_is_not_read_yet_is_read_for_it_only_where_its_text_is_not_known_before() {
        let mut job = job(&["The ferry."], "ferry");
        let names = ["A ferry, a ferry", "no boat", "the fer*ry*", "*boat*", "ferry?"];
        let unread = |(nth, name): (usize, &str)| (nth + 1, Searched::Unread(Source::file(name)));
        let unread = names.into_iter().enumerate().map(unread);
        job.articles = job.articles.iter().cloned().chain(unread).collect();
        let (shelf, mut places, mut read) = (Names::default(), Vec::new(), Vec::new());
        let mut last = None;
        search(
            &job,
            &shelf,
            || true,
            || true,
            |found, articles| {
                places.extend(found.hits.iter().filter_map(|hit| match hit {
                    Hit::Text { article, span, excerpt } => {
                        let excerpt = excerpt.as_ref().map(|it| it.text.to_string());
                        Some((*article, span.start(), excerpt))
                    }
                    Hit::Note(_) => None,
                }));
                read.extend(
                    articles.into_iter().map(|(index, it)| (index, it.document.text().len())),
                );
                last = Some((found.searched, found.is_done));
            },
        );
        let known = Some("A ferry, a ferry".to_owned());
        assert_eq!(places, [(0, 4, None), (1, 2, known.clone()), (1, 11, known), (3, 4, None)]);
        assert_eq!((read, last), (vec![(3, 9)], Some((6, true))));
        assert_eq!(shelf.0.into_inner(), 3, "the text of two is known");
    }

    #[test]
    fn it_stops_when_nobody_wants_it() {
        let mut told = 0;
        search(&job(&["ferry"], "ferry"), &Nothing, || false, || true, |_, _| told += 1);
        search(&job(&["ferry"], "  "), &Nothing, || true, || true, |_, _| told += 1);
        assert_eq!(told, 0);
    }
}

//! Searching every article and every note. Pure: a worker runs it and tells what it finds.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use crate::annotation::Id;
use crate::document::Document;
use crate::text::Span;
use crate::text::find::{Finder, Pattern, Seek};

use super::Model;
use super::listing::NotedWhole;

/// The most hits that are told.
pub const MOST: usize = 2000;
/// How many bytes are looked at for a regular expression before it is asked whether it is wanted.
const SLICE: usize = 1 << 20;
/// Hits told at once, so that the first ones are seen early.
const BATCH: usize = 200;
/// How much text is searched in one go, in bytes.
const STRETCH: usize = 2 << 20;

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
    /// What the reader wrote, as it was when the search was opened.
    pub notes: Arc<Vec<(Written, String)>>,
}

/// What the reader wrote something on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// A claim, highlight or passage.
    Annotation(Id),
    /// An article or the story.
    Whole(NotedWhole),
}

/// What is to be searched, and for what.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number: what is found for an earlier one is no longer wanted.
    pub number: u64,
    /// The words.
    pub words: String,
    /// The articles that are read, with their places in the story.
    pub articles: Vec<Searched>,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// In an article's text.
    Text {
        /// The article's place in the story.
        article: usize,
        /// Where in its text.
        span: Span,
    },
    /// In what the reader wrote.
    Note(Written),
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

/// Searches, telling what is found, as long as `is_wanted` says so: notes first, then the articles.
pub fn search(job: &Job, is_wanted: impl Fn() -> bool + Sync, mut tell: impl FnMut(Found)) {
    let Some(sought) = Sought::new(&job.words) else { return };
    let notes = job.notes.iter().filter(|(_, text)| sought.is_in(text));
    let mut hits: Vec<Hit> = notes.map(|(on, _)| Hit::Note(*on)).take(MOST).collect();
    let (mut told, mut searched) = (0, 0);
    let found =
        |hits: Vec<Hit>, searched, is_done| Found { number: job.number, hits, searched, is_done };
    for stretch in stretches(&job.articles) {
        let of_each = in_halves(stretch, &sought, &is_wanted);
        if !is_wanted() {
            return;
        }
        for here in of_each {
            searched += 1;
            let room = MOST.saturating_sub(told + hits.len());
            hits.extend(here.into_iter().take(room));
            if told + hits.len() >= MOST {
                tell(found(hits, searched, true));
                return;
            }
        }
        if hits.len() >= BATCH || (told == 0 && !hits.is_empty()) {
            told += hits.len();
            tell(found(std::mem::take(&mut hits), searched, false));
        }
    }
    tell(found(hits, job.articles.len(), true));
}

/// An article to be searched, and its place in the story.
pub type Searched = (usize, Arc<Document>);

/// The articles in stretches of about as much text.
fn stretches(mut articles: &[Searched]) -> impl Iterator<Item = &[Searched]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |(_, document): &&Searched| {
            let is_room = bytes < STRETCH;
            bytes += document.text().len();
            is_room
        };
        let count = articles.iter().take_while(fits).count();
        let (stretch, rest) = articles.split_at(count);
        articles = rest;
        (count > 0).then_some(stretch)
    })
}

/// The hits in each article of a stretch, found by two threads where there are several articles.
fn in_halves(
    stretch: &[Searched],
    sought: &Sought,
    is_wanted: &(impl Fn() -> bool + Sync),
) -> Vec<Vec<Hit>> {
    let hits_in = |part: &[Searched], sought: &Sought| -> Vec<Vec<Hit>> {
        let hits = |(article, document): &Searched| -> Vec<Hit> {
            let article = *article;
            let here = sought.hits(document.text(), is_wanted);
            here.into_iter().map(|span| Hit::Text { article, span }).collect()
        };
        part.iter().take_while(|_| is_wanted()).map(hits).collect()
    };
    let (first, second) = stretch.split_at(stretch.len() / 2);
    if first.is_empty() {
        return hits_in(second, sought);
    }
    thread::scope(|scope| {
        // Each has a finder of its own: they would wait for each other.
        let other = sought.clone();
        let begun = scope.spawn(move || hits_in(second, &other));
        let mut found = hits_in(first, sought);
        // A thread that panicked: its part is done here, where the panic is told.
        found.extend(begun.join().unwrap_or_else(|_| hits_in(second, sought)));
        found
    })
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
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn job(texts: &[&str], words: &str) -> Job {
        let read = |(index, text): (usize, &&str)| {
            (index, Arc::new(crate::document::read("a.txt", text.as_bytes()).0))
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

    fn all(job: &Job) -> (Vec<Hit>, Option<Found>) {
        let mut told = Vec::new();
        search(job, || true, |found| told.push(found));
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

    #[test]
    fn a_regular_expression_is_found_and_can_be_broken_off() {
        let (hits, _) =
            all(&job(&["One ferry. Two ferries.", "The board."], "re:ferr(y|ies)|bo.rd"));
        assert_eq!(hits.len(), 4);
        let long = "a".repeat(1 << 20);
        let asked = AtomicUsize::new(0);
        let is_wanted = || asked.fetch_add(1, Ordering::Relaxed) < 4;
        search(&job(&[&long], "re:.*b|a"), is_wanted, |_| {});
        let asked = asked.into_inner();
        assert!((5..9).contains(&asked), "{asked}");
    }

    #[test]
    fn it_stops_when_nobody_wants_it() {
        let mut told = 0;
        search(&job(&["ferry"], "ferry"), || false, |_| told += 1);
        search(&job(&["ferry"], "  "), || true, |_| told += 1);
        assert_eq!(told, 0);
    }
}

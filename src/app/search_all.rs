//! Searching every article and every note. Pure: a worker runs it and tells what it finds.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    pub articles: Vec<(usize, Arc<Document>)>,
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
pub fn search(job: &Job, is_wanted: impl Fn() -> bool, mut tell: impl FnMut(Found)) {
    let Some(sought) = Sought::new(&job.words) else { return };
    let notes = job.notes.iter().filter(|(_, text)| sought.is_in(text));
    let mut hits: Vec<Hit> = notes.map(|(on, _)| Hit::Note(*on)).take(MOST).collect();
    let mut told = 0;
    let found =
        |hits: Vec<Hit>, searched, is_done| Found { number: job.number, hits, searched, is_done };
    for (searched, (article, document)) in job.articles.iter().enumerate() {
        if !is_wanted() {
            return;
        }
        let room = MOST.saturating_sub(told + hits.len());
        let here = sought.hits(document.text(), room, &is_wanted);
        hits.extend(here.into_iter().map(|span| Hit::Text { article: *article, span }));
        if told + hits.len() >= MOST {
            tell(found(hits, searched + 1, true));
            return;
        }
        if hits.len() >= BATCH || (told == 0 && !hits.is_empty()) {
            told += hits.len();
            tell(found(std::mem::take(&mut hits), searched + 1, false));
        }
    }
    tell(found(hits, job.articles.len(), true));
}

/// What is looked for.
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

    /// At most so many places in a text, as long as anybody wants them.
    fn hits(&self, text: &str, room: usize, is_wanted: impl Fn() -> bool) -> Vec<Span> {
        let pattern = match self {
            Self::Words(finder) => return finder.hits(text).take(room).collect(),
            Self::Pattern(pattern) => pattern,
        };
        let (mut seek, mut hits) = (Seek::new(pattern.clone()), Vec::new());
        while hits.len() < room && is_wanted() && !seek.go_on(text, SLICE, &mut hits) {}
        hits.truncate(room);
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
        let asked = std::cell::Cell::new(0);
        let is_wanted = || {
            asked.set(asked.get() + 1);
            asked.get() < 5
        };
        search(&job(&[&long], "re:.*b|a"), is_wanted, |_| {});
        assert_eq!(asked.get(), 5);
    }

    #[test]
    fn it_stops_when_nobody_wants_it() {
        let mut told = 0;
        search(&job(&["ferry"], "ferry"), || false, |_| told += 1);
        search(&job(&["ferry"], "  "), || true, |_| told += 1);
        assert_eq!(told, 0);
    }
}

//! The articles of the story that is open.

use std::collections::BTreeSet;

use super::accounts::Stances;
use crate::annotation::{Id, Ledger};
use crate::claim::Claim;
use crate::problem::Problem;
use crate::story::{Article, Source};

/// The articles opened together.
#[derive(Debug)]
pub struct Story {
    /// Its name as shown to the reader.
    pub name: String,
    /// The articles, in the order of the list.
    pub articles: Vec<Slot>,
    /// Which of them is in front.
    pub front: usize,
    /// Whether the reader stopped the reading of the others.
    pub is_stopped: bool,
    /// How many of them are still to be read.
    waiting: usize,
    /// How many claims are not decided on.
    left: usize,
}

/// An article's place in the story, whether it is read yet or not.
#[derive(Debug)]
pub struct Slot {
    /// Where it comes from.
    pub source: Source,
    /// How far it is loaded.
    pub state: Loading,
    /// Where it lies, as the store tells it.
    pub location: Option<String>,
    /// Whether its file is no longer what was read.
    pub is_changed: bool,
    /// Whether its words were looked for among the known articles.
    pub is_compared: bool,
    /// Its record in the store, where something is attached to it.
    pub record: Option<Id>,
    /// Records of the same article that another program made at the same time.
    pub twins: Vec<Id>,
    /// The reader's place in it, in bytes of its text.
    pub cursor: usize,
    /// The furthest byte that was on the screen.
    pub seen: usize,
    /// What the list says of it.
    pub counts: Counts,
    /// How other articles stand to its claims; none before they were compared.
    pub stances: Vec<Stances>,
    /// In how many groups of its claims there is a conflict.
    pub conflicts: usize,
}

/// How far an article is loaded.
#[derive(Debug)]
pub enum Loading {
    /// Not read yet.
    Waiting,
    /// It can be read, and the rest of it is being found out; nothing can be attached to it yet.
    Glimpsed(Box<Article>),
    /// It cannot be read.
    Failed(Problem),
    /// It is here.
    Ready(Box<Article>),
}

/// What the list says of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Claims in the sidebar that are not dismissed.
    pub claims: usize,
    /// Those among them that are not decided on.
    pub undecided: usize,
    /// Passages that carry a tag.
    pub tagged: usize,
}

impl Story {
    /// A story of articles that are still to be read.
    pub fn new(name: String, sources: Vec<Source>) -> Self {
        let articles: Vec<Slot> = sources.into_iter().map(Slot::new).collect();
        Self { name, waiting: articles.len(), articles, front: 0, is_stopped: false, left: 0 }
    }

    /// The same story with another article in front.
    pub fn with_front(self, front: usize) -> Self {
        Self { front, ..self }
    }

    /// Takes in articles that are still to be read; those that are there already are left out.
    pub fn add(&mut self, sources: Vec<Source>) -> Vec<Source> {
        let known: BTreeSet<String> =
            self.articles.iter().map(|slot| slot.source.address()).collect();
        let new: Vec<Source> =
            sources.into_iter().filter(|source| !known.contains(&source.address())).collect();
        self.waiting += new.len();
        self.articles.extend(new.iter().cloned().map(Slot::new));
        new
    }

    /// Takes in how an article was loaded.
    pub fn put(&mut self, index: usize, state: Loading) {
        let Some(slot) = self.articles.get_mut(index) else { return };
        let is_waiting = |state: &Loading| matches!(state, Loading::Waiting | Loading::Glimpsed(_));
        let is_done = is_waiting(&slot.state) && !is_waiting(&state);
        slot.state = state;
        self.waiting -= usize::from(is_done);
    }

    /// The article in front, when it is here.
    pub fn article(&self) -> Option<&Article> {
        self.articles.get(self.front)?.article()
    }

    /// Whether nothing of the article in front can be shown yet.
    pub fn is_front_waiting(&self) -> bool {
        self.slot().is_some_and(|slot| matches!(slot.state, Loading::Waiting))
    }

    /// The place of the article in front.
    pub fn slot(&self) -> Option<&Slot> {
        self.articles.get(self.front)
    }

    /// The same, to change it.
    pub fn slot_mut(&mut self) -> Option<&mut Slot> {
        self.articles.get_mut(self.front)
    }

    /// The place of the article with this address.
    pub fn index_of(&self, address: &str) -> Option<usize> {
        self.articles.iter().position(|slot| slot.source.address() == address)
    }

    /// Takes in what the list says of an article.
    pub fn count(&mut self, index: usize, counts: Counts) {
        let Some(slot) = self.articles.get_mut(index) else { return };
        self.left = self.left - slot.counts.undecided + counts.undecided;
        slot.counts = counts;
    }

    /// How many claims of the articles read so far are not decided on.
    pub fn left(&self) -> usize {
        self.left
    }

    /// How many articles are still to be read.
    pub fn waiting(&self) -> usize {
        self.waiting
    }
}

impl Slot {
    /// An article that is still to be read.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            state: Loading::Waiting,
            location: None,
            is_changed: false,
            is_compared: false,
            record: None,
            twins: Vec::new(),
            cursor: 0,
            seen: 0,
            counts: Counts::default(),
            stances: Vec::new(),
            conflicts: 0,
        }
    }

    /// The article, when it can be read.
    pub fn article(&self) -> Option<&Article> {
        match &self.state {
            Loading::Ready(article) | Loading::Glimpsed(article) => Some(article),
            Loading::Waiting | Loading::Failed(_) => None,
        }
    }

    /// The article, when all of it is known.
    pub fn whole(&self) -> Option<&Article> {
        match &self.state {
            Loading::Ready(article) => Some(article),
            Loading::Waiting | Loading::Glimpsed(_) | Loading::Failed(_) => None,
        }
    }

    /// Every record of it: what is attached to any of them is attached to it.
    pub fn records(&self) -> impl Iterator<Item = Id> {
        self.record.into_iter().chain(self.twins.iter().copied())
    }

    /// Its title, or its file where it is not here.
    pub fn title(&self) -> String {
        self.article().map_or_else(|| self.source.label(), |article| article.title.clone())
    }

    /// The reader's note on it, empty where there is none.
    pub fn note<'a>(&self, ledger: &'a Ledger) -> &'a str {
        let mut notes = self.records().filter_map(|id| Some(ledger.article(id)?.note.as_str()));
        notes.find(|note| !note.is_empty()).unwrap_or_default()
    }

    /// The claims, none before they are found.
    pub fn claims(&self) -> &[Claim] {
        self.article().map_or(&[], Article::claims)
    }

    /// How much of it was on the screen, in percent.
    pub fn progress(&self) -> usize {
        let length = self.article().map_or(0, |article| article.document.text().len());
        (self.seen.min(length) * 100).checked_div(length).unwrap_or(0)
    }
}

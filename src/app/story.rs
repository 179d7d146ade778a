//! The articles of the story that is open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::accounts::{COMPARED_UNASKED, Stances};
use crate::annotation::anchor::Placement;
use crate::annotation::{Id, Ledger};
use crate::claim::Claims;
use crate::problem::Problem;
use crate::story::{Article, Glance, Source};

/// Of stories of more articles than this only the claims of the one in front and those
/// near it are kept: they take several times the room of the text.
pub const KEPT: usize = COMPARED_UNASKED;

/// All of an article of fewer bytes, and its claims, are found in less time than it takes to draw.
pub const SHORT: usize = 16 * 1024;

/// All of an article of fewer bytes but for its claims is known a moment after its text.
const QUICK: usize = 1024 * 1024;

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
    /// How far it is to compare very many articles, in percent, where that was asked for and is not
    /// done.
    pub compares: Option<usize>,
    /// How many of them are still to be read.
    waiting: usize,
    /// How many of them cannot be read.
    failed: usize,
    /// Of how many the claims were found.
    assessed: usize,
    /// Whether the claims of all are kept, however many they are.
    keeps_all: bool,
    /// Of how many they are at hand.
    kept: usize,
    /// How many claims are not decided on.
    left: usize,
    /// How often an article came, or how far one is read changed.
    revision: u64,
}

/// An article's place in the story, whether it is read yet or not.
#[derive(Debug)]
pub struct Slot {
    /// Where it comes from.
    pub source: Source,
    /// How far it is loaded.
    pub state: Loading,
    /// What is known of it before it is read.
    pub glance: Option<Box<Glance>>,
    /// How many of its claims are proposed; absent before they are found.
    proposed: Option<usize>,
    /// Where it lies, as the store tells it.
    pub location: Option<String>,
    /// What became of its file since it was read.
    pub file: FileSince,
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
    /// The byte of the hit that was chosen before it was read: to go to once it is.
    pub chosen: Option<usize>,
    /// What the list says of it.
    pub counts: Counts,
    /// The annotations that are not simply where their words are, as it was when it was last
    /// looked at behind another.
    pub astray: BTreeMap<Id, Placement>,
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
    /// Its beginning can be looked at, and the rest of its text is being read. To all but the eye it
    /// is not here: what is asked of an article is asked of all of it.
    Begun(Box<Article>),
    /// It can be read, and the rest of it is being found out; nothing can be attached to it yet.
    Glimpsed(Box<Article>),
    /// It cannot be read.
    Failed(Box<Problem>),
    /// It is here.
    Ready(Box<Article>),
}

/// Whether the claims of an article are at hand.
fn has_claims(state: &Loading) -> bool {
    matches!(state, Loading::Ready(article) if article.claims.is_some())
}

/// What of an article is on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coming {
    /// Its text: nothing of it can be shown yet.
    Text,
    /// What is not known at first of a text that can be read.
    Rest,
}

/// How far it is to compare very many articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// Their claims are found once more, to be kept.
    Claims {
        /// Of how many they are.
        found: usize,
        /// How many articles there are.
        all: usize,
    },
    /// They are held against each other.
    Articles {
        /// How far that is.
        percent: usize,
    },
}

/// What became of a file since it was read, as far as that was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FileSince {
    /// It is what was read.
    #[default]
    Same,
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Gone,
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
        Self {
            name,
            waiting: articles.len(),
            articles,
            front: 0,
            is_stopped: false,
            compares: None,
            kept: 0,
            failed: 0,
            assessed: 0,
            keeps_all: false,
            left: 0,
            revision: 0,
        }
    }

    /// A number that stands for the articles and how far each is read: as long as it is the same, so
    /// are their texts. What is known of their blocks may change without it.
    pub fn revision(&self) -> u64 {
        self.revision
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
        self.revision += u64::from(!new.is_empty());
        self.articles.extend(new.iter().cloned().map(Slot::new));
        new
    }

    /// Takes in how an article was loaded.
    pub fn put(&mut self, index: usize, state: Loading) {
        let Some(slot) = self.articles.get_mut(index) else { return };
        let is_waiting = |state: &Loading| {
            matches!(state, Loading::Waiting | Loading::Begun(_) | Loading::Glimpsed(_))
        };
        // What could not be read is waited for again from what can be shown of it on.
        self.waiting -= usize::from(is_waiting(&slot.state));
        self.waiting += usize::from(is_waiting(&state));
        self.failed -= usize::from(matches!(slot.state, Loading::Failed(_)));
        self.failed += usize::from(matches!(state, Loading::Failed(_)));
        self.kept -= usize::from(has_claims(&slot.state));
        self.kept += usize::from(has_claims(&state));
        if matches!(state, Loading::Failed(_)) && slot.proposed.take().is_some() {
            self.assessed -= 1;
        }
        slot.state = state;
        slot.glance = None;
        self.revision += 1;
    }

    /// Takes in that the claims of an article were found, and how many of them are proposed.
    pub fn assess(&mut self, index: usize, proposed: usize) {
        let Some(slot) = self.articles.get_mut(index) else { return };
        self.assessed += usize::from(slot.proposed.replace(proposed).is_none());
    }

    /// Of how many articles the claims are still to be found. Those that cannot be read have none.
    pub fn unassessed(&self) -> usize {
        self.articles.len() - self.assessed - self.failed
    }

    /// Whether the claims of every article are kept. Of very many it is those of the one in front and
    /// near it alone, until all are asked for.
    pub fn keeps_claims(&self) -> bool {
        self.keeps_all || self.articles.len() <= KEPT
    }

    /// Keeps the claims of every article from now on; whether they have to be found again for that.
    pub fn keep_claims(&mut self) -> bool {
        let is_new = !self.keeps_claims();
        self.keeps_all = true;
        is_new
    }

    /// Keeps the claims of very many articles no longer.
    pub fn keep_claims_no_longer(&mut self) {
        self.keeps_all = false;
    }

    /// Takes in the claims of an article that is here, to be kept as long as they are not let go.
    pub fn keep(&mut self, index: usize, claims: Arc<Claims>) {
        let slot = self.articles.get_mut(index);
        if let Some(Slot { state: Loading::Ready(article), .. }) = slot {
            self.kept += usize::from(article.claims.replace(claims).is_none());
        }
    }

    /// How far comparing is that was asked for or takes its time.
    pub fn comparison(&self) -> Option<Comparison> {
        let (percent, all) = (self.compares?, self.readable());
        Some(if self.kept < all {
            Comparison::Claims { found: self.kept, all }
        } else {
            Comparison::Articles { percent }
        })
    }

    /// Lets the claims of an article go, where not those of all are kept.
    pub fn let_go(&mut self, index: usize) {
        if self.keeps_claims() {
            return;
        }
        let Some(slot) = self.articles.get_mut(index) else { return };
        if let Loading::Ready(article) = &mut slot.state {
            self.kept -= usize::from(article.claims.take().is_some());
        }
        slot.stances = Vec::new();
    }

    /// The article in front, when it is here.
    pub fn article(&self) -> Option<&Article> {
        self.articles.get(self.front)?.article()
    }

    /// What of the article in front will be here in a moment. Of a long article all of the text is
    /// waited for, but no more: it is read before its claims are found.
    pub fn front_comes(&self) -> Option<Coming> {
        match &self.slot()?.state {
            Loading::Waiting => Some(Coming::Text),
            Loading::Begun(_) => (!self.is_stopped).then_some(Coming::Rest),
            Loading::Glimpsed(article) => self.comes_soon(article, QUICK),
            Loading::Ready(article) => {
                self.comes_soon(article, SHORT).filter(|_| article.claims.is_none())
            }
            Loading::Failed(_) => None,
        }
    }

    /// What is not known of an article yet, if its text is so short that it will be in a moment.
    fn comes_soon(&self, article: &Article, short: usize) -> Option<Coming> {
        let is_coming = article.document.text().len() < short && !self.is_stopped;
        is_coming.then_some(Coming::Rest)
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

    /// How many of them can be read, or may be.
    pub fn readable(&self) -> usize {
        self.articles.len() - self.failed
    }

    /// Whether it was stopped before all articles were read and their claims found.
    pub fn is_cut_short(&self) -> bool {
        self.is_stopped && self.unassessed() > 0
    }
}

impl Slot {
    /// An article that is still to be read.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            state: Loading::Waiting,
            glance: None,
            proposed: None,
            location: None,
            file: FileSince::Same,
            is_compared: false,
            record: None,
            twins: Vec::new(),
            cursor: 0,
            seen: 0,
            chosen: None,
            counts: Counts::default(),
            astray: BTreeMap::new(),
            stances: Vec::new(),
            conflicts: 0,
        }
    }

    /// The article, when it can be read.
    pub fn article(&self) -> Option<&Article> {
        match &self.state {
            Loading::Ready(article) | Loading::Glimpsed(article) => Some(article),
            Loading::Waiting | Loading::Begun(_) | Loading::Failed(_) => None,
        }
    }

    /// What there is of it to be looked at.
    pub fn shown(&self) -> Option<&Article> {
        match &self.state {
            Loading::Begun(article) => Some(article),
            Loading::Waiting | Loading::Glimpsed(_) | Loading::Failed(_) | Loading::Ready(_) => {
                self.article()
            }
        }
    }

    /// The article, when all of it is known.
    pub fn whole(&self) -> Option<&Article> {
        match &self.state {
            Loading::Ready(article) => Some(article),
            Loading::Waiting | Loading::Begun(_) | Loading::Glimpsed(_) | Loading::Failed(_) => {
                None
            }
        }
    }

    /// Every record of it: what is attached to any of them is attached to it.
    pub fn records(&self) -> impl Iterator<Item = Id> {
        self.record.into_iter().chain(self.twins.iter().copied())
    }

    /// Its title, or the name of its file where it is not here.
    pub fn title(&self) -> String {
        match (self.shown(), &self.glance) {
            (Some(article), _) => article.title.to_string(),
            (_, Some(glance)) => glance.title.clone(),
            (_, None) => self.source.name(),
        }
    }

    /// How many of its claims are proposed; none before they are found.
    pub fn proposed(&self) -> Option<usize> {
        self.proposed
    }

    /// The reader's note on it, empty where there is none.
    pub fn note<'a>(&self, ledger: &'a Ledger) -> &'a str {
        let mut notes = self.records().filter_map(|id| Some(ledger.article(id)?.note.as_str()));
        notes.find(|note| !note.is_empty()).unwrap_or_default()
    }

    /// The claims, none before they are found.
    pub fn claims(&self) -> &Claims {
        self.article().map_or(Claims::none(), Article::claims)
    }

    /// Whether it was read, and nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.whole().is_some_and(|article| article.document.is_blank())
    }

    /// How much of it was on the screen, in percent.
    pub fn progress(&self) -> usize {
        let length = self.article().map_or(0, |article| article.document.text().len());
        (self.seen.min(length) * 100).checked_div(length).unwrap_or(0)
    }
}

//! A list over the panes: what the reader made, tags, hits of a search. Rows are told when they
//! are drawn, from what is so then; none goes stale.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::annotation::{Annotation, Id, Judgement, Ledger, Role, TagName, Verdict};
use crate::query::{self, About, Item, Query};
use crate::text::Span;

use super::search_all::excerpt::Excerpt;
use super::story::Story;
use super::{Model, placing};

/// A list over the panes.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it lists.
    pub of: ListingOf,
    /// Its rows, those that are sought alone.
    pub rows: Vec<Row>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// What narrows it, as it was typed.
    pub sought: String,
    /// Why that cannot be used, where it cannot.
    pub fault: Option<String>,
    /// How many rows there are without narrowing.
    pub whole: usize,
    /// The act after which the rows were made.
    pub revision: u64,
    /// What it was opened with, narrower than all there is.
    pub began: String,
    /// The list it was opened from, to go back to.
    pub from: Option<Box<Self>>,
}

/// What a list is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListingOf {
    /// Everything the reader made, in the order of articles and text.
    Passages,
    /// The same by time, the latest first.
    Log,
    /// The claims of this story that were dismissed.
    Dismissed,
    /// The tags.
    Tags,
    /// The hits of a search of every article.
    Hits,
    /// The stories opened before, the last first.
    Recent,
    /// What others say and the article in front leaves out.
    LeftOut,
}

impl ListingOf {
    /// Whether its rows are what the reader made, to be deleted or dismissed.
    pub const fn is_made(self) -> bool {
        match self {
            // The hits in notes and tags are.
            Self::Passages | Self::Log | Self::Dismissed | Self::Tags | Self::Hits => true,
            Self::Recent | Self::LeftOut => false,
        }
    }

    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passages => "Highlights, notes and decisions",
            Self::Log => "Log, latest first (UTC)",
            Self::Dismissed => "Dismissed claims",
            Self::Tags => "Tags",
            Self::Hits => "Search",
            Self::Recent => "Stories opened before",
            Self::LeftOut => "What this article leaves out",
        }
    }
}

/// A whole with a note on it, by its record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotedWhole {
    /// An article.
    Article(Id),
    /// A story.
    Story(Id),
}

impl NotedWhole {
    /// What it is called, and the note.
    pub fn told(self, ledger: &Ledger) -> Option<(&str, &str)> {
        match self {
            Self::Article(id) => ledger.article(id).map(|it| (it.title.as_str(), it.note.as_str())),
            Self::Story(id) => ledger.story(id).map(|it| (it.name.as_str(), it.note.as_str())),
        }
    }

    fn fits(self, query: &Query, ledger: &Ledger) -> bool {
        let Some((name, note)) = self.told(ledger) else { return false };
        let about = match self {
            Self::Article(id) => ledger.article(id).map(About::remembered).unwrap_or_default(),
            Self::Story(_) => About { title: name, ..About::default() },
        };
        query::matches_note(query, about, note)
    }
}

/// A row of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// Something the reader made.
    Annotation(Id),
    /// A note on an article or a story.
    Note(NotedWhole),
    /// What the reader decided about two claims.
    Judgement(Id),
    /// A hit in an article's text.
    Hit {
        /// The article's place in the story.
        article: usize,
        /// Where in its text.
        span: Span,
        /// The words around it, where the article was not read when it was found.
        excerpt: Option<Box<Excerpt>>,
    },
    /// A story opened before, by its place among them.
    Story(usize),
    /// A tag.
    Tag {
        /// Its name.
        name: TagName,
        /// How many passages of this story carry it.
        here: usize,
        /// How many passages of the store do.
        everywhere: usize,
    },
}

impl Listing {
    /// The list as things stand.
    pub fn new(of: ListingOf, sought: &str, model: &Model) -> Self {
        let mut listing = Self {
            of,
            rows: Vec::new(),
            cursor: 0,
            top: 0,
            sought: sought.to_owned(),
            fault: None,
            whole: 0,
            revision: model.save.revision,
            began: String::new(),
            from: None,
        };
        listing.fill(model);
        listing
    }

    /// Makes the rows anew; the cursor stays on its row where that is still there.
    pub fn fill(&mut self, model: &Model) {
        self.revision = model.save.revision;
        let current = self.rows.get(self.cursor).map(Row::key);
        let all = match self.of {
            ListingOf::Passages => passages(&model.story, &model.ledger),
            ListingOf::Log => log(&model.ledger),
            ListingOf::Dismissed => dismissed(&model.story, &model.ledger),
            ListingOf::Tags => tags(&model.story, &model.ledger),
            ListingOf::Recent => (0..model.remembered.recent.len()).map(Row::Story).collect(),
            ListingOf::LeftOut => left_out(model),
            // They come in from a worker.
            ListingOf::Hits => return,
        };
        self.whole = all.len();
        self.rows = match self.narrowing() {
            Ok(narrowing) => {
                self.fault = None;
                all.into_iter().filter(|row| narrowing.fits(row, model)).collect()
            }
            Err(fault) => {
                self.fault = Some(fault);
                all
            }
        };
        let same = current.and_then(|key| self.rows.iter().position(|row| row.key() == key));
        self.cursor = same.unwrap_or(self.cursor).min(self.rows.len().saturating_sub(1));
    }

    fn narrowing(&self) -> Result<Narrowing, String> {
        match self.of {
            ListingOf::Tags | ListingOf::Recent => {
                Ok(Narrowing::Name(self.sought.trim().to_lowercase()))
            }
            ListingOf::Passages
            | ListingOf::Log
            | ListingOf::Dismissed
            | ListingOf::LeftOut
            | ListingOf::Hits => {
                let query = Query::parse(&self.sought).map_err(|problem| problem.to_string())?;
                Ok(Narrowing::Query(query))
            }
        }
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// Scrolls as little as possible so that the cursor is on the screen.
    pub fn show_cursor(&mut self, height: usize) {
        let height = height.max(1);
        let last_top = self.rows.len().saturating_sub(height);
        let lowest = (self.cursor + 1).saturating_sub(height);
        self.top = self.top.min(self.cursor).max(lowest).min(last_top);
    }
}

/// What a row is found again by.
#[derive(PartialEq, Eq)]
enum RowKey {
    Annotation(Id),
    Note(NotedWhole),
    Judgement(Id),
    Hit(usize, Span),
    Story(usize),
    Tag(TagName),
}

impl Row {
    fn key(&self) -> RowKey {
        match self {
            Self::Annotation(id) => RowKey::Annotation(*id),
            Self::Note(whole) => RowKey::Note(*whole),
            Self::Judgement(id) => RowKey::Judgement(*id),
            Self::Story(index) => RowKey::Story(*index),
            Self::Hit { article, span, .. } => RowKey::Hit(*article, *span),
            Self::Tag { name, .. } => RowKey::Tag(name.clone()),
        }
    }
}

/// What rows have to fit.
enum Narrowing {
    /// A query about what was made.
    Query(Query),
    /// A part of a name, in small letters.
    Name(String),
}

impl Narrowing {
    fn fits(&self, row: &Row, model: &Model) -> bool {
        match (self, row) {
            (Self::Query(query), Row::Annotation(id)) => {
                let annotation = model.ledger.annotation(*id);
                annotation.is_some_and(|it| {
                    let item = item(it, &model.ledger);
                    let is_placed = query.asks_for_places();
                    let placement = is_placed.then(|| placing::anywhere(model, it).cloned());
                    query::matches(query, &Item { placement: placement.flatten(), ..item })
                })
            }
            (Self::Query(query), Row::Note(whole)) => whole.fits(query, &model.ledger),
            (Self::Query(query), Row::Judgement(id)) => {
                let judgement = model.ledger.judgement(*id);
                judgement.is_some_and(|it| {
                    let mut sides = [it.pair.one(), it.pair.other()].into_iter();
                    sides.any(|side| query::matches(query, &Item::judged(it, side, &model.ledger)))
                })
            }
            (Self::Name(part), Row::Tag { name, .. }) => holds(name.as_str(), part),
            (Self::Name(part), Row::Story(index)) => {
                let recent = model.remembered.recent.get(*index);
                recent.is_some_and(|it| holds(&it.name, part) || holds(&it.told_paths(), part))
            }
            (Self::Query(_), Row::Tag { .. } | Row::Story(_))
            | (Self::Name(_), Row::Annotation(_) | Row::Note(_) | Row::Judgement(_))
            | (_, Row::Hit { .. }) => true,
        }
    }
}

fn holds(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(part)
}

/// An annotation as a query is asked of it, with what the store knows of its article.
fn item<'a>(annotation: &'a Annotation, ledger: &'a Ledger) -> Item<'a> {
    let record = ledger.article(annotation.article);
    Item::remembered(annotation, record.map(About::remembered).unwrap_or_default())
}

/// The annotations of an article, in the order of the text.
fn in_order(article: Id, ledger: &Ledger) -> Vec<&Annotation> {
    let mut here: Vec<&Annotation> = ledger.annotations_of(article).collect();
    here.sort_by_key(|it| (it.anchor.start, it.anchor.end, it.id));
    here
}

fn of_story(story: &Story) -> impl Iterator<Item = Id> {
    story.articles.iter().flat_map(|slot| slot.records())
}

/// The note on the story, what is made in its articles, each with its own note first, then that of
/// other stories and articles by title.
fn passages(story: &Story, ledger: &Ledger) -> Vec<Row> {
    let ours: BTreeSet<Id> = of_story(story).collect();
    let mut others: Vec<_> = ledger.articles().filter(|it| !ours.contains(&it.id)).collect();
    others.sort_by_key(|it| (&it.title, it.id));
    let articles = of_story(story).chain(others.into_iter().map(|it| it.id));
    let of_article = |id: Id| {
        let is_noted = ledger.article(id).is_some_and(|it| !it.note.is_empty());
        let note = is_noted.then_some(Row::Note(NotedWhole::Article(id)));
        let made = in_order(id, ledger).into_iter().map(|it| Row::Annotation(it.id));
        // Each once: with the article of its first claim.
        let mut judged: Vec<&Judgement> =
            ledger.judgements_of(id).filter(|it| it.pair.one().article == id).collect();
        judged.sort_by_key(|it| (it.pair.one().anchor.start, it.id));
        let judged = judged.into_iter().map(|it| Row::Judgement(it.id));
        note.into_iter().chain(made).chain(judged).collect::<Vec<Row>>()
    };
    let mut stories: Vec<_> = ledger.stories().filter(|it| !it.note.is_empty()).collect();
    stories.sort_by_key(|it| (it.members.is_disjoint(&ours), &it.name, it.id));
    let stories = stories.into_iter().map(|it| Row::Note(NotedWhole::Story(it.id)));
    stories.chain(articles.flat_map(of_article)).collect()
}

/// For each matter that at least two others speak to, the claim that tells it best.
fn left_out(model: &Model) -> Vec<Row> {
    let Some(grouped) = &model.grouped else { return Vec::new() };
    let groups = grouped.left_out(model.story.front).into_iter();
    let heads = groups.filter_map(|index| {
        let group = grouped.groups.get(index)?;
        Some(group.members.get(group.head)?.place)
    });
    // A claim may lead several groups.
    let mut listed = BTreeSet::new();
    let firsts = heads.filter(|&place| listed.insert(place));
    firsts
        .filter_map(|place| {
            let span = grouped.said(&model.story, place)?.claim.span;
            Some(Row::Hit { article: place.article, span, excerpt: None })
        })
        .collect()
}

fn log(ledger: &Ledger) -> Vec<Row> {
    let made = ledger.annotations().map(|it| (Reverse(it.changed), it.id, Row::Annotation(it.id)));
    let judged = ledger.judgements().map(|it| (Reverse(it.changed), it.id, Row::Judgement(it.id)));
    let mut all: Vec<(Reverse<Timestamp>, Id, Row)> = made.chain(judged).collect();
    all.sort_by_key(|(changed, id, _)| (*changed, *id));
    all.into_iter().map(|(_, _, row)| row).collect()
}

fn dismissed(story: &Story, ledger: &Ledger) -> Vec<Row> {
    let is_dismissed = |it: &&Annotation| it.role == Role::Claim(Some(Verdict::Dismissed));
    let all = of_story(story).flat_map(|article| in_order(article, ledger));
    all.filter(is_dismissed).map(|it| Row::Annotation(it.id)).collect()
}

/// Every tag that is defined or used: those with a digit first, then by name.
fn tags(story: &Story, ledger: &Ledger) -> Vec<Row> {
    let ours: BTreeSet<Id> = of_story(story).collect();
    let mut counts: BTreeMap<&TagName, (usize, usize)> =
        ledger.tags().map(|tag| (&tag.name, (0, 0))).collect();
    for annotation in ledger.annotations() {
        let is_here = usize::from(ours.contains(&annotation.article));
        for name in &annotation.tags {
            let count = counts.entry(name).or_default();
            *count = (count.0 + is_here, count.1 + 1);
        }
    }
    let digit = |name: &TagName| ledger.tag(name).and_then(|tag| tag.digit).unwrap_or(u8::MAX);
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|&(name, _)| (digit(name), name));
    rows.into_iter()
        .map(|(name, (here, everywhere))| Row::Tag { name: name.clone(), here, everywhere })
        .collect()
}

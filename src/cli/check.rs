//! `check`: whether the store is whole, and whether everything in it is still found in its article.

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::annotated::{self, Annotated};
use super::arguments::ListFormat;
use super::json;
use super::output::Output;
use super::reading::Inputs;
use crate::annotation::anchor::Finder;
use crate::annotation::{Anchor, ArticleRecord, Entry, Id, Ledger};
use crate::store::backups::{Backup, Backups};
use crate::store::paths::Directories;
use crate::store::restore::{self, Lacking};
use crate::store::{self, ConflictCopy, CopyState, State, companions};

/// The states of anchors, in the order in which they are counted.
const STATES: [&str; 6] = ["exact", "moved", "edited", "uncertain", "lost", "unread"];
/// Those that have to be looked at.
const TROUBLES: [&str; 3] = ["edited", "uncertain", "lost"];
/// The state of those whose article could not be read.
const UNREAD: &str = "unread";

/// Everything that was found.
pub(super) struct Health {
    pub(super) store: PathBuf,
    pub(super) state: &'static str,
    /// How many entries of each kind there are.
    pub(super) entries: BTreeMap<&'static str, usize>,
    /// How many anchors are in each state.
    pub(super) anchors: BTreeMap<&'static str, usize>,
    /// The anchors that are not where they were.
    pub(super) troubles: Vec<Trouble>,
    /// The annotated articles that could not be read.
    pub(super) unread: Vec<Unread>,
    /// What was not asked for and lies where the store says.
    pub(super) elsewhere: Elsewhere,
    /// What was not asked for and is gone.
    pub(super) gone: Elsewhere,
    pub(super) backups: Vec<Backup>,
    /// Where they lie.
    pub(super) folder: Option<PathBuf>,
    pub(super) conflict_copies: Vec<ConflictCopy>,
    pub(super) set_aside: Vec<PathBuf>,
    /// What a backup from before some damage holds, and the store does not.
    pub(super) lacking: Option<Lacking>,
    /// What to do.
    pub(super) advice: Vec<String>,
}

/// An anchor that is not where it was.
pub(super) struct Trouble {
    pub(super) state: &'static str,
    pub(super) path: String,
    pub(super) quote: String,
}

/// An annotated article that could not be read.
pub(super) struct Unread {
    pub(super) path: String,
    /// How many places in it are not known for that.
    pub(super) annotations: usize,
    pub(super) why: String,
}

/// Annotated articles that were not asked for.
#[derive(Clone, Copy, Default)]
pub(super) struct Elsewhere {
    pub(super) articles: usize,
    pub(super) annotations: usize,
}

impl Elsewhere {
    /// Those of the articles that are gone, or of the others.
    fn of(annotated: &Annotated, gone: bool) -> Self {
        let articles = annotated.elsewhere.iter().filter(|(_, is_gone)| *is_gone == gone);
        let counts = articles.map(|(id, _)| anchors_of(&annotated.ledger, &[*id].into()).len());
        counts.fold(Self::default(), |sum, count| Self {
            articles: sum.articles + 1,
            annotations: sum.annotations + count,
        })
    }
}

impl Health {
    /// Whether something is lost or damaged.
    fn is_bad(&self) -> bool {
        let is_gone = self.state == "missing" && !self.backups.is_empty();
        let mut copies = self.conflict_copies.iter();
        matches!(self.state, "damaged" | "empty")
            || is_gone
            || self.lacking.is_some()
            || self.has("lost")
            || !self.unread.is_empty()
            || self.gone.articles > 0
            || copies.any(|copy| matches!(copy.state, CopyState::Unread { .. }))
    }

    /// Whether an anchor is in this state.
    fn has(&self, state: &str) -> bool {
        self.anchors.get(state).is_some_and(|count| *count > 0)
    }

    /// The newest backup that can be read.
    fn newest(&self) -> Option<&Backup> {
        self.backups.iter().find(|backup| backup.entries.is_some())
    }
}

pub(super) fn print(
    named: Option<&Path>,
    paths: &[PathBuf],
    format: ListFormat,
    inputs: &mut Inputs<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let gone = named.filter(|named| !named.exists()).and_then(with_backups);
    let Some(path) = gone.or_else(|| annotated::store_path(named, paths, output)) else {
        return Ok(());
    };
    let (opened, ledger, problems) = annotated::open_silently(&path);
    let state = opened.state();
    for problem in &problems {
        // Of a store that cannot be read nothing can be said.
        if state == State::ReadOnly { output.fail(problem) } else { output.warn(problem) }
    }
    let annotated = match state {
        State::Missing | State::ReadOnly => Annotated::nothing(),
        State::Empty | State::Whole | State::Damaged => {
            Annotated::inspect(&path, ledger, paths, inputs, output)
        }
    };
    let backups = Directories::find().map(|own| Backups::of(&own.backups(), &path));
    let (anchors, troubles) = anchors(&annotated);
    let mut health = Health {
        state: name_of(state),
        entries: kinds(&annotated.ledger),
        anchors,
        troubles,
        unread: unread(&annotated),
        elsewhere: Elsewhere::of(&annotated, false),
        gone: Elsewhere::of(&annotated, true),
        lacking: backups.as_ref().and_then(|backups| restore::lacking(&path, backups)),
        backups: backups.as_ref().map(Backups::list).unwrap_or_default(),
        folder: backups.map(|backups| backups.folder().to_owned()),
        conflict_copies: store::conflict_copies(&path),
        set_aside: companions::set_aside(&path),
        store: path,
        advice: Vec::new(),
    };
    health.advice = told::advice(&health);
    if health.is_bad() {
        output.find();
    }
    output.write(&match format {
        ListFormat::Text => told::text(&health),
        ListFormat::Json => json::health(&health),
    })
}

/// A store that is not there but was: it has backups.
fn with_backups(store: &Path) -> Option<PathBuf> {
    let backups = Backups::of(&Directories::find()?.backups(), store);
    let path = std::path::absolute(store).ok()?;
    (!backups.list().is_empty()).then_some(path)
}

const fn name_of(state: State) -> &'static str {
    match state {
        State::Missing => "missing",
        State::Empty => "empty",
        State::Whole => "whole",
        State::Damaged => "damaged",
        State::ReadOnly => "read-only",
    }
}

fn kinds(ledger: &Ledger) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for entry in ledger.entries() {
        let kind = match entry {
            Entry::Tag(_) => "tags",
            Entry::Article(_) => "articles",
            Entry::Story(_) => "stories",
            Entry::Annotation(_) => "annotations",
            Entry::Judgement(_) => "judgements",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

/// The states of all anchors, counted, and those that have to be looked at.
fn anchors(annotated: &Annotated) -> (BTreeMap<&'static str, usize>, Vec<Trouble>) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut troubles = Vec::new();
    let mut count = |state: &'static str, path: &str, anchor: &Anchor| {
        *counts.entry(state).or_default() += 1;
        if state == UNREAD || TROUBLES.contains(&state) {
            let (path, quote) = (path.to_owned(), anchor.exact().to_owned());
            troubles.push(Trouble { state, path, quote });
        }
    };
    for (article, records) in &annotated.articles {
        let path = article.source.address();
        let mut finder = Finder::new(article.document.text(), &article.code_points);
        for anchor in anchors_of(&annotated.ledger, records) {
            count(finder.place(anchor.selector()).name(), &path, anchor);
        }
    }
    for unread in &annotated.unread {
        for anchor in anchors_of(&annotated.ledger, &[unread.record.id].into()) {
            count(UNREAD, &unread.address(), anchor);
        }
    }
    (counts, troubles)
}

/// The annotated articles that could not be read, with how much that concerns.
fn unread(annotated: &Annotated) -> Vec<Unread> {
    let told = |it: &annotated::Unread| Unread {
        path: it
            .path
            .as_ref()
            .map_or_else(|| it.record.title.clone(), |path| path.to_string_lossy().into_owned()),
        annotations: anchors_of(&annotated.ledger, &[it.record.id].into()).len(),
        why: it.why.clone(),
    };
    annotated.unread.iter().map(told).collect()
}

/// Where everything sits that was decided about these records of one article.
fn anchors_of<'a>(ledger: &'a Ledger, records: &BTreeSet<Id>) -> Vec<&'a Anchor> {
    let mut anchors = Vec::new();
    for &id in records {
        anchors.extend(ledger.annotations_of(id).map(|it| &it.anchor));
        let sides = ledger.judgements_of(id).flat_map(|it| [it.pair.one(), it.pair.other()]);
        anchors.extend(sides.filter(|side| side.article == id).map(|side| &side.anchor));
        let blocks =
            ledger.article(id).map_or(&[][..], |it: &ArticleRecord| &it.corrections.blocks);
        anchors.extend(blocks.iter().map(|block| &block.anchor));
    }
    anchors
}

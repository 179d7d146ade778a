//! `check`: whether the store is whole, and whether everything in it is still found in its article.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::annotated::{self, Annotated};
use super::arguments::ListFormat;
use super::json;
use super::output::Output;
use crate::annotation::anchor::Finder;
use crate::annotation::{Anchor, ArticleRecord, Entry, Id, Ledger};
use crate::store::backups::{Backup, Backups};
use crate::store::paths::Directories;
use crate::store::{State, companions, restore};

/// The states of anchors, in the order in which they are counted.
const STATES: [&str; 6] = ["exact", "moved", "edited", "uncertain", "lost", "unread"];
/// Those that are worth a line each.
const TROUBLES: [&str; 4] = ["edited", "uncertain", "lost", "unread"];

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
    pub(super) backups: Vec<Backup>,
    /// Where they lie.
    pub(super) folder: Option<PathBuf>,
    pub(super) conflict_copies: Vec<PathBuf>,
    pub(super) set_aside: Vec<PathBuf>,
    /// What to do.
    pub(super) advice: Vec<String>,
}

/// An anchor that is not where it was.
pub(super) struct Trouble {
    pub(super) state: &'static str,
    pub(super) path: String,
    pub(super) quote: String,
}

impl Health {
    /// Whether something is lost or damaged.
    fn is_bad(&self) -> bool {
        let is_lost = |state: &str| self.anchors.get(state).is_some_and(|count| *count > 0);
        let is_gone = self.state == "missing" && !self.backups.is_empty();
        matches!(self.state, "damaged" | "empty") || is_gone || is_lost("lost") || is_lost("unread")
    }
}

pub(super) fn print(
    store: Option<&Path>,
    paths: &[PathBuf],
    format: ListFormat,
    input: &mut dyn Read,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let gone = store.filter(|named| !named.exists()).and_then(with_backups);
    let Some(path) = gone.or_else(|| annotated::store_path(store, paths, output)) else {
        return Ok(());
    };
    let (opened, ..) = annotated::open_silently(&path);
    let annotated = match paths {
        _ if !path.exists() => Annotated::nothing(),
        [] => Annotated::read_all(Some(&path), output)?,
        paths => Annotated::read(Some(&path), paths, input, output)?,
    };
    let backups = Directories::find().map(|own| Backups::of(&own.backups(), &path));
    let (anchors, troubles) = anchors(&annotated);
    let mut health = Health {
        state: name_of(opened.state()),
        entries: kinds(&annotated.ledger),
        anchors,
        troubles,
        backups: backups.as_ref().map(Backups::list).unwrap_or_default(),
        folder: backups.map(|backups| backups.folder().to_owned()),
        conflict_copies: companions::conflict_copies(&path),
        set_aside: companions::set_aside(&path),
        store: path,
        advice: Vec::new(),
    };
    health.advice = advice(&health);
    if health.is_bad() {
        output.find();
    }
    output.write(&match format {
        ListFormat::Text => text(&health),
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

/// The states of all anchors, counted, and those worth a line.
fn anchors(annotated: &Annotated) -> (BTreeMap<&'static str, usize>, Vec<Trouble>) {
    let mut counts = BTreeMap::new();
    let mut troubles = Vec::new();
    let mut count = |state: &'static str, path: &str, anchor: &Anchor| {
        *counts.entry(state).or_default() += 1;
        if TROUBLES.contains(&state) {
            let (path, quote) = (path.to_owned(), anchor.exact.clone());
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
    for record in &annotated.unread {
        let path = record.path.as_deref().unwrap_or(&record.title);
        for anchor in anchors_of(&annotated.ledger, &[record.id].into()) {
            count("unread", path, anchor);
        }
    }
    (counts, troubles)
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

/// What to do about what was found.
fn advice(health: &Health) -> Vec<String> {
    let mut advice = Vec::new();
    let mut say = |when: bool, what: String| {
        if when {
            advice.push(what);
        }
    };
    let has = |state: &str| health.anchors.get(state).is_some_and(|count| *count > 0);
    let newest = health.backups.iter().find(|backup| backup.entries.is_some());
    let is_hurt = matches!(health.state, "damaged" | "empty" | "missing");
    if let Some(backup) = newest.filter(|_| is_hurt) {
        let command = restore::command(&health.store);
        say(true, format!("{command}: brings back the backup {backup}"));
    }
    say(health.state == "damaged", "keep the damaged file until it has been looked at".to_owned());
    let copies = health.conflict_copies.len();
    say(
        copies > 0,
        format!("{copies} conflict copies beside the store: the next save takes them in"),
    );
    let aside = health.set_aside.len();
    say(aside > 0, format!("{aside} files set aside beside the store: delete them once looked at"));
    let edited = "edited: the words changed; read what is there now and decide again";
    say(has("edited"), edited.to_owned());
    let uncertain = "uncertain: the words stand in several places; none was chosen";
    say(has("uncertain"), uncertain.to_owned());
    let lost = "lost: the words are gone; the annotations are kept, gt lists them and gh puts them elsewhere";
    say(has("lost"), lost.to_owned());
    let unread =
        "unread: the article is not where it was; name its folder, or open it from there once";
    say(has("unread"), unread.to_owned());
    let no_backup = newest.is_none() && health.state == "whole";
    say(no_backup, "no backup yet: the next save makes one".to_owned());
    advice
}

fn text(health: &Health) -> String {
    let counted = |counts: &BTreeMap<&str, usize>, order: &[&str]| {
        let told = order.iter().filter_map(|it| Some((*it, *counts.get(it)?)));
        let told: Vec<String> = told.map(|(it, count)| format!("{it} {count}")).collect();
        if told.is_empty() { "none".to_owned() } else { told.join(", ") }
    };
    let kinds = ["tags", "articles", "stories", "annotations", "judgements"];
    let mut text = format!(
        "store    {}: {}\nentries  {}\nanchors  {}\nbackups  {}\n",
        health.store.display(),
        health.state,
        counted(&health.entries, &kinds),
        counted(&health.anchors, &STATES),
        backups(health),
    );
    for path in health.conflict_copies.iter().chain(&health.set_aside) {
        text.push_str(&format!("beside   {}\n", path.display()));
    }
    if !health.troubles.is_empty() {
        text.push('\n');
    }
    for Trouble { state, path, quote } in &health.troubles {
        text.push_str(&format!("{state:<9}  {path}: \"{quote}\"\n"));
    }
    if !health.advice.is_empty() {
        text.push('\n');
    }
    for advice in &health.advice {
        text.push_str(&format!("- {advice}\n"));
    }
    crate::text::clean::clean(&text).into_owned()
}

fn backups(health: &Health) -> String {
    let newest = health.backups.iter().find(|backup| backup.entries.is_some());
    match (newest, &health.folder) {
        (Some(newest), Some(folder)) => {
            let count = health.backups.len();
            format!("{count}, the newest {newest}, in {}", folder.display())
        }
        _ => "none".to_owned(),
    }
}

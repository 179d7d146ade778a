//! Articles with what the reader decided about them.
//!
//! The store is read and never written.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::Reading;
use super::output::Output;
use super::reading::Inputs;
use crate::annotation::library::{self, Marks, Recognised};
use crate::annotation::{Annotation, ArticleRecord, Id, Ledger, StoryRecord};
use crate::decided::{self, Decided};
use crate::group::{self, Account, Group, Place};
use crate::patience::Patience;
use crate::problem::Problem;
use crate::query::{Item, Query, items};
use crate::store::Store;
use crate::store::paths::{self, Directories};
use crate::story::{self, Article, Found, Source};
use crate::text::code_points::CodePoints;

/// Articles, and the store's decisions.
pub(super) struct Annotated {
    /// What was read, in the order of the command line, each with its records.
    pub(super) articles: Vec<(Article, BTreeSet<Id>)>,
    /// Annotated articles that were asked for and could not be read.
    pub(super) unread: Vec<Unread>,
    /// Annotated articles that were not asked for, and whether each is gone.
    pub(super) elsewhere: Vec<(Id, bool)>,
    pub(super) ledger: Ledger,
    /// The claims on which articles conflict; none where nobody asks for them.
    contested: BTreeSet<Place>,
}

/// An annotated article that could not be read.
pub(super) struct Unread {
    pub(super) record: ArticleRecord,
    /// Where it was looked for.
    pub(super) path: Option<PathBuf>,
    /// Why it could not be read.
    pub(super) why: String,
}

impl Unread {
    /// Where it was looked for, or its title where that is not known.
    pub(super) fn address(&self) -> String {
        let path = self.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        path.unwrap_or_else(|| self.record.title.clone())
    }
}

impl Annotated {
    /// Reads the articles of these paths with what the store says of them.
    pub(super) fn read(
        store: Option<&Path>,
        named: &[PathBuf],
        inputs: &mut Inputs<'_>,
        output: &mut Output<'_>,
    ) -> Self {
        let Some(store) = store_path(store, named, output) else { return Self::nothing() };
        let ledger = open(&store, output);
        let found = if named.is_empty() { story::sample() } else { inputs.find(named) };
        fail_all(&found.problems, output);
        let (articles, failed) = load(&found.sources, |it| inputs.reading.load(it), output);
        fail_all(failed.iter().map(|(_, problem)| problem), output);
        Self::of(articles, ledger, &store)
    }

    /// Reads every article that the store has decisions about.
    pub(super) fn read_all(
        store: Option<&Path>,
        reading: Reading<'_>,
        output: &mut Output<'_>,
    ) -> Self {
        let Some(store) = store_path(store, &[], output) else { return Self::nothing() };
        let ledger = open(&store, output);
        let wanted: Vec<ArticleRecord> = decided_about(&ledger).cloned().collect();
        let (articles, failed) = load(&sources(&store, &wanted), |it| reading.load(it), output);
        fail_all(failed.iter().map(|(_, problem)| problem), output);
        let mut read = Self::of(articles, ledger, &store);
        read.articles.retain(|(_, records)| !records.is_empty());
        read.miss(wanted, &store, &failed);
        read
    }

    /// Reads the articles that the store has decisions about, without their claims: all of them, or
    /// those in these folders and files, with what else lies there. What cannot be read is told
    /// only where nothing was decided about it: the rest is in `unread`.
    pub(super) fn inspect(
        store: &Path,
        ledger: Ledger,
        named: &[PathBuf],
        inputs: &mut Inputs<'_>,
        output: &mut Output<'_>,
    ) -> Self {
        let found = if named.is_empty() { Found::default() } else { inputs.find(named) };
        let gone = paths::gone(store, &ledger);
        let files: BTreeSet<&OsStr> =
            found.sources.iter().filter_map(|it| it.path()?.file_name()).collect();
        let is_asked_for = |record: &ArticleRecord| {
            // One that is gone may be the one of its name here.
            let name = record.path.as_deref().and_then(|told| Path::new(told).file_name());
            let may_be_here =
                gone.contains(&record.id) && name.is_some_and(|it| files.contains(it));
            named.is_empty()
                || may_be_here
                || named.iter().any(|named| lies_in(store, record, named))
        };
        let (wanted, others): (Vec<ArticleRecord>, Vec<ArticleRecord>) =
            decided_about(&ledger).cloned().partition(is_asked_for);
        let explains = |problem: &&Problem| {
            wanted.iter().any(|record| lies_in(store, record, Path::new(&problem.place)))
        };
        fail_all(found.problems.iter().filter(|problem| !explains(problem)), output);

        let mut all = found.sources;
        let known: BTreeSet<PathBuf> = all.iter().filter_map(Source::path).map(real).collect();
        let is_new = |source: &Source| source.path().is_none_or(|it| !known.contains(&real(it)));
        all.extend(sources(store, &wanted).into_iter().filter(is_new));
        let (articles, failed) = load(&all, |it| inputs.reading.load_document(it), output);
        let mut read = Self::of(articles, ledger, store);
        for (source, problem) in &failed {
            let path = source.path().map(real);
            let meant = wanted.iter().filter_map(|it| it.path.as_deref());
            if meant.map(|told| real(&paths::meant_by(store, told))).any(|it| Some(it) == path) {
                continue;
            }
            let is_named = source.path().is_some_and(|path| named.iter().any(|it| it == path));
            if is_named { output.fail(problem) } else { output.warn(problem) }
        }
        read.miss(wanted, store, &failed);
        let known = read.known();
        let others = others.iter().map(|record| record.id).filter(|id| !known.contains(id));
        read.elsewhere = others.map(|id| (id, gone.contains(&id))).collect();
        read
    }

    /// The records of the articles that were read.
    fn known(&self) -> BTreeSet<Id> {
        self.articles.iter().flat_map(|(_, ids)| ids).copied().collect()
    }

    /// No articles and no decisions.
    pub(super) fn nothing() -> Self {
        Self {
            articles: Vec::new(),
            unread: Vec::new(),
            elsewhere: Vec::new(),
            ledger: Ledger::default(),
            contested: BTreeSet::new(),
        }
    }

    /// Articles with their records.
    fn of(articles: Vec<Article>, ledger: Ledger, store: &Path) -> Self {
        let told: Vec<Option<String>> = articles.iter().map(|it| location(it, store)).collect();
        let marks: Vec<Marks<'_>> =
            articles.iter().zip(&told).map(|(it, path)| marks(it, path.as_deref())).collect();
        let mut recognised = library::recognise(&ledger, &marks);
        let texts: Vec<&str> = articles.iter().map(|it| it.document.text()).collect();
        let gone = paths::gone(store, &ledger);
        library::find_moved(&ledger, &marks, &texts, &gone, &mut recognised);
        let records: Vec<BTreeSet<Id>> = recognised
            .into_iter()
            .zip(&marks)
            .map(|(recognised, marks)| {
                let mut ids: BTreeSet<Id> = library::twins(&ledger, marks).into_iter().collect();
                if let Recognised::Known(id) = recognised {
                    ids.insert(id);
                }
                ids
            })
            .collect();
        let correct = |(mut article, records): (Article, BTreeSet<Id>)| {
            let known = records.iter().filter_map(|id| ledger.article(*id));
            if let Some(record) = known.max_by_key(|it| !it.corrections.is_empty())
                && decided::correct(&mut article, &record.corrections)
                && article.claims.is_some()
            {
                article = article.assessed();
            }
            (article, records)
        };
        let articles = articles.into_iter().zip(records).map(correct).collect();
        Self {
            articles,
            unread: Vec::new(),
            elsewhere: Vec::new(),
            ledger,
            contested: BTreeSet::new(),
        }
    }

    /// Notes which of the wanted articles are not among those read, and why.
    fn miss(&mut self, wanted: Vec<ArticleRecord>, store: &Path, failed: &[(Source, Problem)]) {
        let known = self.known();
        let missed = wanted.into_iter().filter(|record| !known.contains(&record.id));
        self.unread = missed
            .map(|record| {
                let path = record.path.as_deref().map(|told| paths::meant_by(store, told));
                let is_it = |source: &Source| source.path().map(real) == path.as_deref().map(real);
                let why = match (&path, failed.iter().find(|(source, _)| is_it(source))) {
                    (None, _) => "nothing is known of where it lies".to_owned(),
                    (Some(_), Some((_, problem))) => problem.what.clone(),
                    (Some(_), None) => "another article lies there".to_owned(),
                };
                Unread { record, path, why }
            })
            .collect();
    }

    /// The text of a record's article, where it was read.
    pub(super) fn text_of(&self, record: Id) -> Option<(&str, &CodePoints)> {
        let (article, _) = self.articles.iter().find(|(_, records)| records.contains(&record))?;
        Some((article.document.text(), &article.code_points))
    }

    /// What the reader decided about an article.
    pub(super) fn annotations<'a>(
        &'a self,
        records: &'a BTreeSet<Id>,
    ) -> impl Iterator<Item = &'a Annotation> {
        records.iter().flat_map(|&id| self.ledger.annotations_of(id))
    }

    /// The stories that have one of these articles.
    pub(super) fn stories(&self) -> impl Iterator<Item = &StoryRecord> {
        let read = self.articles.iter().flat_map(|(_, records)| records.iter().copied());
        let ids: BTreeSet<Id> = read.chain(self.unread.iter().map(|it| it.record.id)).collect();
        self.ledger.stories().filter(move |story| !story.members.is_disjoint(&ids))
    }

    /// The reader's notes on an article.
    pub(super) fn notes<'a>(&'a self, records: &'a BTreeSet<Id>) -> impl Iterator<Item = &'a str> {
        let known = records.iter().filter_map(|&id| self.ledger.article(id));
        known.map(|record| record.note.as_str()).filter(|note| !note.is_empty())
    }

    /// The same with what a query has to know of all articles together.
    pub(super) fn prepared(mut self, query: &Query) -> Self {
        if query.asks_for_conflicts() {
            let (groups, _) = self.groups();
            let members = groups.iter().flat_map(|group| &group.members);
            let contested = members.filter(|member| member.is_contested);
            self.contested = contested.map(|member| member.place).collect();
        }
        self
    }

    /// The groups of the claims under the reader's word, and that word.
    pub(super) fn groups(&self) -> (Vec<Group>, Decided) {
        let articles = || self.articles.iter().enumerate();
        let keys: Vec<String> =
            articles().map(|(_, (article, _))| article.source.address()).collect();
        let accounts: Vec<Account<'_>> = articles()
            .zip(&keys)
            .map(|((_, (article, _)), key)| Account {
                key,
                text: article.document.text(),
                claims: article.claims(),
            })
            .collect();
        let places =
            articles().flat_map(|(index, (_, ids))| ids.iter().map(move |&id| (id, index)));
        let judged = decided::judged(&self.ledger, &places.collect());
        let decided = decided::decided(&judged, &accounts);
        let groups = group::group(&accounts, Patience::ENDLESS);
        (group::ruled(&accounts, &groups, &decided.rulings), decided)
    }

    /// Everything that can be asked for in the article at a place among all of them.
    pub(super) fn items(&self, index: usize) -> Vec<Item<'_>> {
        let Some((article, records)) = self.articles.get(index) else { return Vec::new() };
        let is_contested = |claim| self.contested.contains(&Place { article: index, claim });
        items(article, self.annotations(records), is_contested)
    }
}

/// The store: the one named, one beside the articles, or that of the data directory.
pub(super) fn store_path(
    named: Option<&Path>,
    articles: &[PathBuf],
    output: &mut Output<'_>,
) -> Option<PathBuf> {
    if let Some(named) = named.filter(|named| !named.exists()) {
        let place = named.to_string_lossy();
        let missing = Problem::new(place, "there is no such store").advise("check --store");
        output.fail(&missing);
        return None;
    }
    let files: Vec<PathBuf> =
        articles.iter().filter(|path| path.as_os_str() != "-").cloned().collect();
    let path = named.map(Path::to_owned).or_else(|| paths::store_beside(&files));
    let Some(path) = path.or_else(|| Directories::find().map(|own| own.store())) else {
        let advice = "name the store with --store, or set HOME";
        output.fail(&Problem::new("home directory", "there is none").advise(advice));
        return None;
    };
    Some(std::path::absolute(&path).unwrap_or(path))
}

/// Opens a store and tells nothing. What is not there holds nothing, no tags either.
pub(super) fn open_silently(store: &Path) -> (Store, Ledger, Vec<Problem>) {
    match Directories::find() {
        Some(own) => Store::open_backed_up(store, &own.backups(), &[]),
        None => Store::open(store, &[]),
    }
}

fn open(store: &Path, output: &mut Output<'_>) -> Ledger {
    let (_, ledger, problems) = open_silently(store);
    fail_all(&problems, output);
    ledger
}

fn fail_all<'a>(problems: impl IntoIterator<Item = &'a Problem>, output: &mut Output<'_>) {
    for problem in problems {
        output.fail(problem);
    }
}

/// The articles that the store has decisions about.
fn decided_about(ledger: &Ledger) -> impl Iterator<Item = &ArticleRecord> {
    ledger.articles().filter(|it| !it.note.is_empty() || ledger.about(it.id).next().is_some())
}

/// Where these articles lie.
fn sources(store: &Path, records: &[ArticleRecord]) -> Vec<Source> {
    let files: BTreeSet<&str> = records.iter().filter_map(|it| it.path.as_deref()).collect();
    let files = files.into_iter().map(|told| Source::file(paths::meant_by(store, told)));
    let has_sample = records.iter().any(|record| record.path.is_none());
    let sample = if has_sample { story::sample().sources } else { Vec::new() };
    files.chain(sample).collect()
}

/// Reads articles; those that cannot be read come with the reason.
fn load(
    sources: &[Source],
    load: impl Fn(&Source) -> Result<Article, Problem>,
    output: &mut Output<'_>,
) -> (Vec<Article>, Vec<(Source, Problem)>) {
    let (mut articles, mut failed) = (Vec::new(), Vec::new());
    for source in sources {
        match load(source) {
            Ok(article) => {
                for problem in &article.problems {
                    output.warn(problem);
                }
                articles.push(article);
            }
            Err(problem) => failed.push((source.clone(), problem)),
        }
    }
    (articles, failed)
}

/// Whether an article is this file, or lies in this folder, there or not.
fn lies_in(store: &Path, record: &ArticleRecord, named: &Path) -> bool {
    let told = record.path.as_deref();
    told.is_some_and(|told| real(&paths::meant_by(store, told)).starts_with(real(named)))
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut ways = path.ancestors().filter_map(|way| Some((way, way.canonicalize().ok()?)));
    let Some((way, real)) = ways.next() else { return path };
    match path.strip_prefix(way) {
        Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
        // Nothing is joined to it: it may be a file.
        Ok(_) | Err(_) => real,
    }
}

fn location(article: &Article, store: &Path) -> Option<String> {
    paths::location(store, article.source.path()?)
}

fn marks<'a>(article: &'a Article, path: Option<&'a str>) -> Marks<'a> {
    Marks {
        bytes_hash: article.bytes_hash(),
        text_hash: article.text_hash(),
        path,
        url: article.document.metadata().url.as_deref(),
    }
}

//! Articles with what the reader decided about them.
//!
//! The store is read and never written.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::output::Output;
use crate::annotation::library::{self, Marks, Recognised};
use crate::annotation::tag::default_tags;
use crate::annotation::{Annotation, ArticleRecord, Id, Ledger, StoryRecord};
use crate::decided::{self, Decided};
use crate::group::{self, Account, Group, Place};
use crate::problem::Problem;
use crate::query::{Item, Query, items};
use crate::store::Store;
use crate::store::paths::{self, Directories};
use crate::story::{self, Article, Found, Source};

/// Articles, and the store's decisions.
pub(super) struct Annotated {
    /// What was read, in the order of the command line, each with its records.
    pub(super) articles: Vec<(Article, BTreeSet<Id>)>,
    /// Annotated articles that were asked for and could not be read.
    pub(super) unread: Vec<ArticleRecord>,
    pub(super) ledger: Ledger,
    /// The claims on which articles conflict; none where nobody asks for them.
    contested: BTreeSet<Place>,
}

impl Annotated {
    /// Reads the articles of these paths with what the store says of them.
    pub(super) fn read(
        store: Option<&Path>,
        named: &[PathBuf],
        input: &mut dyn Read,
        output: &mut Output<'_>,
    ) -> io::Result<Self> {
        let Some(store) = store_path(store, named, output) else { return Ok(Self::nothing()) };
        let ledger = open(&store, output);
        let found = if named.is_empty() { story::sample() } else { super::find(named, input) };
        Self::of(&found, ledger, &store, output)
    }

    /// Reads every article that the store has decisions about.
    pub(super) fn read_all(store: Option<&Path>, output: &mut Output<'_>) -> io::Result<Self> {
        let Some(store) = store_path(store, &[], output) else { return Ok(Self::nothing()) };
        let ledger = open(&store, output);
        let is_annotated = |it: &&ArticleRecord| {
            !it.note.is_empty()
                || ledger.annotations_of(it.id).next().is_some()
                || ledger.judgements_of(it.id).next().is_some()
        };
        let annotated: Vec<&ArticleRecord> = ledger.articles().filter(is_annotated).collect();
        let files: BTreeSet<&str> = annotated.iter().filter_map(|it| it.path.as_deref()).collect();
        let mut found = Found {
            sources: files
                .into_iter()
                .map(|told| Source::File(paths::meant_by(&store, told)))
                .collect(),
            ..Found::default()
        };
        if annotated.iter().any(|record| record.path.is_none()) {
            found.sources.extend(story::sample().sources);
        }
        let wanted: Vec<ArticleRecord> = annotated.into_iter().cloned().collect();
        let mut read = Self::of(&found, ledger, &store, output)?;
        read.articles.retain(|(_, records)| !records.is_empty());
        let known: BTreeSet<Id> = read.articles.iter().flat_map(|(_, ids)| ids).copied().collect();
        read.unread = wanted.into_iter().filter(|record| !known.contains(&record.id)).collect();
        Ok(read)
    }

    /// No articles and no decisions.
    pub(super) fn nothing() -> Self {
        Self {
            articles: Vec::new(),
            unread: Vec::new(),
            ledger: Ledger::default(),
            contested: BTreeSet::new(),
        }
    }

    fn of(
        found: &Found,
        ledger: Ledger,
        store: &Path,
        output: &mut Output<'_>,
    ) -> io::Result<Self> {
        let mut articles = Vec::new();
        output.each_article(found, |article| {
            articles.push(article);
            String::new()
        })?;
        let told: Vec<Option<String>> = articles.iter().map(|it| location(it, store)).collect();
        let marks: Vec<Marks<'_>> =
            articles.iter().zip(&told).map(|(it, path)| marks(it, path.as_deref())).collect();
        let recognised = library::recognise(&ledger, &marks);
        let records: Vec<BTreeSet<Id>> = recognised
            .into_iter()
            .zip(&marks)
            .map(|(recognised, marks)| {
                let twins = ledger.articles().filter(|it| library::is_twin(it, marks));
                let mut ids: BTreeSet<Id> = twins.map(|it| it.id).collect();
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
            {
                article = article.assessed();
            }
            (article, records)
        };
        let articles = articles.into_iter().zip(records).map(correct).collect();
        Ok(Self { articles, unread: Vec::new(), ledger, contested: BTreeSet::new() })
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
        let ids: BTreeSet<Id> = read.chain(self.unread.iter().map(|record| record.id)).collect();
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
            let conflicts = groups.iter().filter(|group| group.conflict);
            let members = conflicts.flat_map(|group| &group.members);
            self.contested = members.map(|member| member.place).collect();
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
        (group::ruled(&accounts, &group::group(&accounts), &decided.rulings), decided)
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

/// Opens a store and tells nothing.
pub(super) fn open_silently(store: &Path) -> (Store, Ledger, Vec<Problem>) {
    match Directories::find() {
        Some(own) => Store::open_backed_up(store, &own.backups(), &default_tags()),
        None => Store::open(store, &default_tags()),
    }
}

fn open(store: &Path, output: &mut Output<'_>) -> Ledger {
    let (_, ledger, problems) = open_silently(store);
    for problem in &problems {
        output.fail(problem);
    }
    ledger
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

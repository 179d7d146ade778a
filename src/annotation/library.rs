//! Which of the known articles an opened file is.
//!
//! Knows the records of articles and what identifies a file. Must never know how files are read.

mod search;

use std::collections::{BTreeMap, BTreeSet};

use super::{ArticleRecord, Id, Ledger};

pub use search::{Looks, Search};

/// What a file is recognised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marks<'a> {
    /// [`crate::text::hash::fnv1a`] of its bytes.
    pub bytes_hash: u64,
    /// The same of the text that was made of them.
    pub text_hash: u64,
    /// Where it lies, told as in [`ArticleRecord::path`].
    pub path: Option<&'a str>,
    /// Where it stands on the web.
    pub url: Option<&'a str>,
}

/// What became of the search for a file's article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Recognised {
    /// It is this article.
    Known(Id),
    /// It is none of the known ones; perhaps one that [`Search`] finds.
    New,
}

/// The ways to recognise a file, the surest first. Each is tried for all files before the next is
/// for any, so that a file never takes the record that is more surely another's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    BytesAndPath,
    BytesAndUrl,
    Bytes,
    UrlAndText,
    Url,
    PathAndText,
    Path,
}

const WAYS: [Way; 7] = [
    Way::BytesAndPath,
    Way::BytesAndUrl,
    Way::Bytes,
    Way::UrlAndText,
    Way::Url,
    Way::PathAndText,
    Way::Path,
];

/// A hash and a place; two files or records are the same in some way if these are equal.
type Trait<'a> = (Option<u64>, Option<&'a str>);

impl Way {
    /// What has to be the same; none where the file or record has no such mark.
    fn of<'a>(self, marks: &Marks<'a>) -> Option<Trait<'a>> {
        let (bytes, text) = (Some(marks.bytes_hash), Some(marks.text_hash));
        match self {
            Self::BytesAndPath => Some((bytes, Some(marks.path?))),
            Self::BytesAndUrl => Some((bytes, Some(marks.url?))),
            Self::Bytes => Some((bytes, None)),
            Self::UrlAndText => Some((text, Some(marks.url?))),
            Self::Url => Some((None, Some(marks.url?))),
            Self::PathAndText => Some((text, Some(marks.path?))),
            Self::Path => Some((None, Some(marks.path?))),
        }
    }

    /// The records that may be the same as a file in this way.
    fn likely<'a>(self, ledger: &'a Ledger, marks: &Marks<'_>) -> Vec<&'a ArticleRecord> {
        match self {
            Self::BytesAndPath | Self::BytesAndUrl | Self::Bytes => {
                ledger.articles_of_bytes(marks.bytes_hash).collect()
            }
            Self::UrlAndText | Self::Url => {
                marks.url.map_or_else(Vec::new, |url| ledger.articles_at_url(url).collect())
            }
            Self::PathAndText | Self::Path => {
                marks.path.map_or_else(Vec::new, |path| ledger.articles_at_path(path).collect())
            }
        }
    }

    /// The records that are the same as a file in this way.
    fn same<'a>(self, ledger: &'a Ledger, file: &Marks<'_>) -> Vec<&'a ArticleRecord> {
        let mut records = self.likely(ledger, file);
        records.retain(|record| self.of(&marks_of(record)) == self.of(file));
        records
    }

    /// Whether two records that are the same in this way are one article twice, as they are after
    /// two people who know the same files merge their stores.
    const fn is_certain(self) -> bool {
        matches!(self, Self::BytesAndPath | Self::BytesAndUrl)
    }
}

/// Which article each of the open files is.
///
/// A renamed, moved or changed file is found again; of two files with the same bytes each remains
/// an article of its own. No article is two files, and where two files or two articles are equally
/// likely nothing is guessed.
pub fn recognise(ledger: &Ledger, files: &[Marks<'_>]) -> Vec<Recognised> {
    let mut found: Vec<Recognised> = vec![Recognised::New; files.len()];
    let mut taken: BTreeSet<Id> = BTreeSet::new();
    for way in WAYS {
        // Files that are the same as no record are no rivals either: nearly all of very many.
        let mut rivals: BTreeMap<Trait<'_>, (Vec<&ArticleRecord>, Vec<usize>)> = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            if found[index] != Recognised::New {
                continue;
            }
            let Some(same) = way.of(file) else { continue };
            if let Some((_, alike)) = rivals.get_mut(&same) {
                alike.push(index);
                continue;
            }
            let records = way.same(ledger, file);
            if !records.is_empty() {
                rivals.insert(same, (records, vec![index]));
            }
        }
        for (records, alike) in rivals.into_values() {
            let [index] = alike.as_slice() else { continue };
            let free = records.iter().filter(|record| !taken.contains(&record.id));
            let records: Vec<Id> = free.map(|record| record.id).collect();
            if let Some(id) = choice(ledger, way, &records) {
                found[*index] = Recognised::Known(id);
                taken.insert(id);
            }
        }
    }
    found
}

fn marks_of(record: &ArticleRecord) -> Marks<'_> {
    Marks {
        bytes_hash: record.bytes_hash,
        text_hash: record.text_hash,
        path: record.path.as_deref(),
        url: record.url.as_deref(),
    }
}

fn choice(ledger: &Ledger, way: Way, records: &[Id]) -> Option<Id> {
    match records {
        [only] => Some(*only),
        several if way.is_certain() => {
            let weight = |id: &Id| (ledger.about(*id).count(), std::cmp::Reverse(*id));
            several.iter().copied().max_by_key(weight)
        }
        _ => None,
    }
}

/// The records that are a file's, by id: those that have its bytes, and its path or address.
pub fn twins(ledger: &Ledger, marks: &Marks<'_>) -> Vec<Id> {
    let same = ledger.articles_of_bytes(marks.bytes_hash);
    same.filter(|record| is_twin(record, marks)).map(|record| record.id).collect()
}

/// Whether a record has the bytes of a file, and its path or address: then it is that file's,
/// whichever other record is, too.
fn is_twin(record: &ArticleRecord, marks: &Marks<'_>) -> bool {
    let (path, url) = (record.path.as_deref(), record.url.as_deref());
    let same_place = (path.is_some() && path == marks.path)
        || (url.is_some() && url == marks.url)
        || (path.is_none() && url.is_none() && marks.path.is_none() && marks.url.is_none());
    record.bytes_hash == marks.bytes_hash && same_place
}

/// Takes files that are still new for articles of the same file name whose own files are gone: the
/// folder they lay in was moved, and they were changed since. Only where there is one such file and
/// one such article, and at least half of what was quoted of it stands in the text.
///
/// `texts` are those of the files, `gone` the articles that are not where the store says.
pub fn find_moved(
    ledger: &Ledger,
    files: &[Marks<'_>],
    texts: &[&str],
    gone: &BTreeSet<Id>,
    found: &mut [Recognised],
) {
    let taken: BTreeSet<Recognised> = found.iter().copied().collect();
    let mut by_name: BTreeMap<&str, (Vec<usize>, Vec<Id>)> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        if found.get(index) == Some(&Recognised::New)
            && let Some(name) = file.path.and_then(file_name)
        {
            by_name.entry(name).or_default().0.push(index);
        }
    }
    if by_name.is_empty() {
        return;
    }
    for record in gone.iter().filter_map(|id| ledger.article(*id)) {
        if !taken.contains(&Recognised::Known(record.id))
            && let Some(name) = record.path.as_deref().and_then(file_name)
            && let Some((_, records)) = by_name.get_mut(name)
        {
            records.push(record.id);
        }
    }
    for (files, records) in by_name.values() {
        if let ([file], [id]) = (files.as_slice(), records.as_slice())
            && let (Some(text), Some(found)) = (texts.get(*file), found.get_mut(*file))
            && fitting(ledger, *id, |quote| text.contains(quote)).is_some()
        {
            *found = Recognised::Known(*id);
        }
    }
}

fn file_name(path: &str) -> Option<&str> {
    path.rsplit('/').next().filter(|name| !name.is_empty())
}

/// Of how many quotes of an article it is asked whether they stand in a text.
const MOST_QUOTES: usize = 64;

/// How many of the words that were quoted of an article stand in a text, where that is at least
/// half of them. Of very many the first ones tell.
fn fitting(ledger: &Ledger, article: Id, is_in: impl Fn(&str) -> bool) -> Option<usize> {
    let told = ledger.quotes_of(article).filter(|quote| !quote.is_empty());
    let quotes: Vec<&str> = told.take(MOST_QUOTES).collect();
    let found = quotes.iter().filter(|quote| is_in(quote)).count();
    (found > 0 && 2 * found >= quotes.len()).then_some(found)
}

#[cfg(test)]
mod tests;

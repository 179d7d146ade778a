//! Articles by what they are recognised by, so that a file is found among very many of them without
//! going through all.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::{ArticleRecord, Id};

/// The ids of articles by their marks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Marked {
    of_bytes: BTreeMap<u64, BTreeSet<Id>>,
    at_path: BTreeMap<String, BTreeSet<Id>>,
    at_url: BTreeMap<String, BTreeSet<Id>>,
}

impl<'a> FromIterator<&'a ArticleRecord> for Marked {
    fn from_iter<I: IntoIterator<Item = &'a ArticleRecord>>(records: I) -> Self {
        let mut marked = Self::default();
        for record in records {
            marked.add(record);
        }
        marked
    }
}

impl Marked {
    /// Takes an article in.
    pub(super) fn add(&mut self, record: &ArticleRecord) {
        self.of_bytes.entry(record.bytes_hash).or_default().insert(record.id);
        for (places, place) in [(&mut self.at_path, &record.path), (&mut self.at_url, &record.url)]
        {
            if let Some(place) = place {
                places.entry(place.clone()).or_default().insert(record.id);
            }
        }
    }

    /// Takes an article out, which has to be as it was taken in.
    pub(super) fn remove(&mut self, record: &ArticleRecord) {
        take_out(&mut self.of_bytes, &record.bytes_hash, record.id);
        if let Some(path) = &record.path {
            take_out(&mut self.at_path, path, record.id);
        }
        if let Some(url) = &record.url {
            take_out(&mut self.at_url, url, record.id);
        }
    }

    pub(super) fn of_bytes(&self, hash: u64) -> impl Iterator<Item = Id> {
        self.of_bytes.get(&hash).into_iter().flatten().copied()
    }

    pub(super) fn at_path(&self, path: &str) -> impl Iterator<Item = Id> {
        self.at_path.get(path).into_iter().flatten().copied()
    }

    pub(super) fn at_url(&self, url: &str) -> impl Iterator<Item = Id> {
        self.at_url.get(url).into_iter().flatten().copied()
    }
}

fn take_out<K: Ord>(ids: &mut BTreeMap<K, BTreeSet<Id>>, key: &K, id: Id) {
    let Some(there) = ids.get_mut(key) else { return };
    there.remove(&id);
    if there.is_empty() {
        ids.remove(key);
    }
}

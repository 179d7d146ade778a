//! The texts of entries, by their keys.
//!
//! Knows the order of the file. Must never know what a text says.

use super::EntryText;
use crate::annotation::EntryKey;
use crate::sorted::Sorted;

/// The texts of entries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::store) struct Texts(Sorted<(EntryKey, EntryText)>);

impl FromIterator<(EntryKey, EntryText)> for Texts {
    fn from_iter<I: IntoIterator<Item = (EntryKey, EntryText)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}

impl Texts {
    /// The text of a key.
    pub(in crate::store) fn get(&self, key: &EntryKey) -> Option<&EntryText> {
        self.0.get(key).map(|(_, text)| text)
    }

    /// Whether there is one of a key.
    pub(in crate::store) fn has(&self, key: &EntryKey) -> bool {
        self.0.get(key).is_some()
    }

    /// Sets the text of a key.
    pub(in crate::store) fn insert(&mut self, key: EntryKey, text: EntryText) {
        self.0.insert((key, text));
    }

    /// Takes the text of a key out.
    pub(in crate::store) fn remove(&mut self, key: EntryKey) {
        self.0.remove(key);
    }

    /// All of them with their keys.
    pub(in crate::store) fn iter(&self) -> impl Iterator<Item = (&EntryKey, &EntryText)> {
        self.0.iter().map(|(key, text)| (key, text))
    }

    /// All keys.
    pub(in crate::store) fn keys(&self) -> impl Iterator<Item = &EntryKey> {
        self.iter().map(|(key, _)| key)
    }

    /// How many there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

//! What other programs made of the file, and how our changes go with it.
//!
//! Knows the store's memory of the file and the file as it is now. Must never write.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::contents::{self, Contents, EntryText, Reading};
use super::error::{ReadOnly, SaveError, Step};
use super::merge::{self, Merged};
use super::{Fingerprint, Pending, Store, copies};
use crate::annotation::{Change, Entry, EntryKey, Id};

/// What pending changes come to, with what the file holds now.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) texts: BTreeMap<EntryKey, Option<EntryText>>,
    changes: Vec<Change>,
    conflicts: usize,
}

impl Store {
    /// Compares the file with what it held when it was last read or written, and takes in what
    /// others made of it. Tells whether what is there now is damaged.
    ///
    /// The bytes decide, not the time or the number of the file: these can stay the same when the
    /// bytes change, and change when the bytes stay. A file that is gone or empty tells nothing:
    /// that is never taken as the removal of entries. Where a tool has just made copies (`is_in_doubt`)
    /// one that does not surely follow from ours takes nothing away either.
    pub(super) fn take_in(&mut self, target: &Path, is_in_doubt: bool) -> Result<bool, SaveError> {
        // Nearly always it is as it was, and then the bytes themselves are not needed.
        match Fingerprint::of_file(&*self.storage, target) {
            Ok(fingerprint) if self.on_disk == Some(fingerprint) => return Ok(false),
            Ok(_) | Err(_) => {}
        }
        let bytes = match self.storage.read(target) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(self.written_again("removed"));
            }
            Err(error) => return Err(self.failed((Step::Compare, error))),
        };
        let fingerprint = Fingerprint::of(&bytes);
        if self.on_disk == Some(fingerprint) {
            return Ok(false);
        }
        let read_only = match contents::read_as(&bytes, self.formats) {
            Reading::Empty => return Ok(self.written_again("emptied")),
            Reading::Whole(theirs, ..) if theirs.is_empty() => {
                return Ok(self.written_again("emptied"));
            }
            Reading::Whole(theirs, ..) => {
                let is_trusted = !is_in_doubt || copies::knows(&theirs, &self.contents);
                self.adopt(theirs, is_trusted);
                self.on_disk = Some(fingerprint);
                return Ok(false);
            }
            Reading::Damaged(reason) => {
                self.keep_salvaged(&bytes, &reason)?;
                return Ok(true);
            }
            Reading::Newer(version) => ReadOnly::Newer(version),
            Reading::Strange(what) => ReadOnly::Strange(what),
        };
        Err(SaveError::ReadOnly { path: self.path.clone(), reason: read_only })
    }

    fn written_again(&mut self, what: &str) -> bool {
        if self.on_disk.take().is_some() {
            let problem = format!("another program has {what} the file: it is written again");
            self.problems.push(self.problem(problem));
        }
        false
    }

    /// Makes the contents of the changed file those to start from.
    ///
    /// In a file of the same lineage an entry that is not there was removed. Any other file was
    /// written by somebody who did not know ours: what it lacks is put in again.
    pub(super) fn adopt(&mut self, theirs: Contents, is_trusted: bool) {
        let theirs = theirs.beside(&self.contents);
        let knew_ours = self.is_new || is_trusted && theirs.lineage == self.contents.lineage;
        let keys: BTreeSet<&EntryKey> =
            self.contents.texts.keys().chain(theirs.texts.keys()).collect();
        for key in keys {
            if self.contents.texts.get(key) == theirs.texts.get(key) {
                continue;
            }
            if let Some(pending) = self.pending.get_mut(key) {
                if !knew_ours && pending.after.is_some() {
                    // What theirs lacks of it was not taken out either.
                    pending.before = None;
                }
                continue;
            }
            let (before, after) = (self.contents.entry(key), theirs.entry(key));
            if before == after {
                continue;
            }
            let is_hung_on = after.is_none() && is_hung_on(&self.pending, key);
            if before.is_some() && (!knew_ours || is_hung_on) {
                self.pending.insert(key.clone(), Pending { before: None, after: before });
            } else {
                self.merged.push(Change { key: key.clone(), before, after });
            }
        }
        let carried = std::mem::replace(&mut self.contents, theirs).carried;
        if !knew_ours {
            let missing = carried.into_iter().filter(|text| !self.contents.carried.contains(text));
            let missing: Vec<EntryText> = missing.collect();
            self.is_behind |= !missing.is_empty();
            self.contents.carried.extend(missing);
        }
        self.is_new = false;
        self.saved_since.clear();
    }

    /// Merges what is pending with what the file holds.
    pub(super) fn resolved(&self) -> Result<Resolved, SaveError> {
        let mut resolved = Resolved::default();
        for (key, Pending { before, after }) in &self.pending {
            let theirs = self.contents.entry(key);
            match merge::merge(before.as_ref(), after.as_ref(), theirs.as_ref()) {
                Merged::One(entry) => {
                    if entry != theirs {
                        let text = entry.as_ref().map(|entry| self.text_of(entry)).transpose()?;
                        resolved.texts.insert(key.clone(), text);
                    }
                    resolved.note(key.clone(), after.clone(), entry);
                }
                Merged::Both { theirs, ours } => {
                    let taken = |key: &EntryKey| self.contents.texts.get(key);
                    let (own, text) = contents::of_its_own(&ours, taken)
                        .map_err(|error| self.unserialised(error))?;
                    resolved.note(key.clone(), after.clone(), Some(theirs));
                    resolved.note(
                        own.clone(),
                        self.contents.entry(&own),
                        contents::entry_of(&text),
                    );
                    resolved.texts.insert(own, Some(text));
                    resolved.conflicts += 1;
                }
            }
        }
        self.keep_hung_on(&mut resolved);
        Ok(resolved)
    }

    /// An article that we removed stays while something of others hangs on it.
    fn keep_hung_on(&self, resolved: &mut Resolved) {
        let removed: Vec<(EntryKey, Id)> = resolved
            .texts
            .iter()
            .filter_map(|(key, text)| match (key, text) {
                (EntryKey::Article(id), None) => Some((key.clone(), *id)),
                _ => None,
            })
            .collect();
        for (key, id) in removed {
            let kept = self.contents.texts.iter();
            let kept = kept.filter(|(key, _)| !resolved.texts.contains_key(*key));
            let set = resolved.texts.iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
            if contents::hangs_on(kept.chain(set), id) {
                resolved.texts.remove(&key);
                let entry = self.contents.entry(&key);
                resolved.note(key, None, entry);
            }
        }
    }

    fn text_of(&self, entry: &Entry) -> Result<EntryText, SaveError> {
        contents::text_of(entry).map_err(|error| self.unserialised(error))
    }

    fn unserialised(&self, error: ron::Error) -> SaveError {
        self.failed((Step::Serialise, io::Error::other(error)))
    }

    pub(super) fn commit(&mut self, resolved: Resolved) {
        self.pending.clear();
        self.is_new = false;
        for key in resolved.texts.keys() {
            let before = self.contents.texts.get(key);
            self.saved_since.entry(key.clone()).or_insert_with(|| before.cloned());
        }
        self.contents.set(resolved.texts);
        self.merged.extend(resolved.changes);
        if resolved.conflicts > 0 {
            let count = resolved.conflicts;
            let told = format!("annotations changed here and by another program: {count}");
            self.problems.push(self.problem(told).advise("both versions of each are kept"));
        }
    }
}

/// Whether something that is to be written is about this article.
fn is_hung_on(pending: &BTreeMap<EntryKey, Pending>, key: &EntryKey) -> bool {
    let EntryKey::Article(id) = key else { return false };
    pending.values().any(|pending| match &pending.after {
        Some(Entry::Annotation(annotation)) => annotation.article == *id,
        Some(Entry::Judgement(judgement)) => {
            [judgement.pair.one(), judgement.pair.other()].iter().any(|it| it.article == *id)
        }
        _ => false,
    })
}

impl Resolved {
    fn note(&mut self, key: EntryKey, before: Option<Entry>, after: Option<Entry>) {
        if before != after {
            self.changes.push(Change { key, before, after });
        }
    }
}

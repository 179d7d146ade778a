//! Two files that grew from one, made one again.
//!
//! Knows whole files as entries. Must never know disks. The result does not depend on who merges:
//! the same three files the other way round give the same decisions under the same ids, so that
//! people who merge each other's work end with the same file and not with a copy for every merge.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{self, Contents, EntryText, Texts};
use super::merge::{self, Decision, Merged};
use crate::annotation::{Entry, EntryKey, Id};

/// Two files in one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Combined {
    /// All of it.
    pub(super) contents: Contents,
    /// How many annotations and judgements were changed on both sides: both versions are kept.
    pub(super) doubled: usize,
}

/// Merges what two sides made of `base`, which is empty where nothing is known of it.
///
/// A side removed an entry only if it is of the lineage of `base` and holds anything at all: every
/// other file was written by somebody who did not know what it lacks.
pub(super) fn combine(
    base: &Contents,
    ours: &Contents,
    theirs: &Contents,
) -> Result<Combined, ron::Error> {
    let mut merging = Merging { base, ours, theirs, texts: Texts::default(), losers: Vec::new() };
    let sides = [&base.texts, &ours.texts, &theirs.texts];
    let keys: BTreeSet<&EntryKey> = sides.into_iter().flat_map(Texts::keys).collect();
    for key in keys {
        merging.merge(key)?;
    }
    let doubled = merging.losers.len();
    merging.put_losers()?;
    merging.put_back_articles();
    let carried = carried(base, ours, theirs);
    let lineage = [ours.lineage, theirs.lineage].into_iter().flatten().min();
    Ok(Combined {
        contents: Contents { lineage, texts: merging.texts, carried, older: None },
        doubled,
    })
}

struct Merging<'a> {
    base: &'a Contents,
    ours: &'a Contents,
    theirs: &'a Contents,
    texts: Texts,
    /// The versions that have to get ids of their own.
    losers: Vec<Decision>,
}

impl<'a> Merging<'a> {
    fn merge(&mut self, key: &EntryKey) -> Result<(), ron::Error> {
        let base = self.base.texts.get(key);
        let ours = self.side(self.ours, key);
        let theirs = self.side(self.theirs, key);
        if ours == theirs || theirs == base {
            self.put(key, ours);
            return Ok(());
        }
        if ours == base {
            self.put(key, theirs);
            return Ok(());
        }
        // Sorted, so that it does not matter which side is whose.
        let (one, other) = (ours.max(theirs), ours.min(theirs));
        let [was, one_entry, other_entry] = [base, one, other].map(entry);
        // What a side that did not know the base lacks of a decision was not taken out either.
        let is_known = self.knew_base(self.ours) && self.knew_base(self.theirs);
        let is_annotation = matches!(key, EntryKey::Annotation(_));
        let was = was.filter(|_| is_known || !is_annotation);
        match merge::merge(was.as_ref(), one_entry.as_ref(), other_entry.as_ref()) {
            Merged::One(None) => {}
            Merged::One(merged) if merged == one_entry => self.put(key, one),
            Merged::One(merged) if merged == other_entry => self.put(key, other),
            Merged::One(Some(merged)) => {
                self.texts.insert(key.clone(), contents::text_of(&merged)?);
            }
            Merged::Both { theirs: their_version, ours: our_version } => {
                let (text, loser) = match their_version {
                    Entry::Annotation(it) => winner(*our_version, Decision::Annotation(it)),
                    Entry::Judgement(it) => winner(*our_version, Decision::Judgement(it)),
                    other => (contents::text_of(&other), *our_version),
                };
                self.texts.insert(key.clone(), text?);
                self.losers.push(loser);
            }
        }
        Ok(())
    }

    /// What a side holds; one that did not know the base removed nothing of it.
    fn side(&self, side: &'a Contents, key: &EntryKey) -> Option<&'a EntryText> {
        let knew_base = self.knew_base(side);
        side.texts.get(key).or_else(|| if knew_base { None } else { self.base.texts.get(key) })
    }

    /// Whether what a side lacks of the base was removed there.
    fn knew_base(&self, side: &Contents) -> bool {
        side.lineage == self.base.lineage && !side.is_empty()
    }

    fn put(&mut self, key: &EntryKey, text: Option<&EntryText>) {
        if let Some(text) = text {
            self.texts.insert(key.clone(), text.clone());
        }
    }

    fn put_losers(&mut self) -> Result<(), ron::Error> {
        for loser in std::mem::take(&mut self.losers) {
            let (key, text) = contents::of_its_own(&loser, |key| self.texts.get(key))?;
            self.texts.insert(key, text);
        }
        Ok(())
    }

    /// An article that one side removed stays while something of the other side hangs on it.
    fn put_back_articles(&mut self) {
        let sides = [self.ours, self.theirs, self.base];
        let articles: BTreeMap<Id, &EntryText> = sides
            .into_iter()
            .flat_map(|side| side.texts.iter())
            .filter_map(|(key, text)| match key {
                EntryKey::Article(id) if !self.texts.has(key) => Some((*id, text)),
                _ => None,
            })
            .collect();
        for (id, text) in articles {
            if contents::hangs_on(self.texts.iter(), id) {
                self.texts.insert(EntryKey::Article(id), text.clone());
            }
        }
    }
}

/// The version that keeps the id, as text, and the other one: the later change keeps it, whichever
/// side it is from.
fn winner(one: Decision, other: Decision) -> (Result<EntryText, ron::Error>, Decision) {
    let text = |it: &Decision| contents::text_of(&it.entry());
    let rank = |it: &Decision| (it.changed(), text(it).unwrap_or_default());
    if rank(&one) > rank(&other) { (text(&one), other) } else { (text(&other), one) }
}

fn entry(text: Option<&EntryText>) -> Option<Entry> {
    contents::entry_of(text?)
}

/// The entries that cannot be read here: those of both sides but for those that one of them took
/// out; those of the base come first, in its order.
fn carried(base: &Contents, ours: &Contents, theirs: &Contents) -> Vec<EntryText> {
    let stands = |side: &Contents, text: &EntryText| side.carried.contains(text);
    let knew = |side: &Contents| side.lineage == base.lineage && !side.is_empty();
    let removed = |side: &Contents, text: &EntryText| knew(side) && !stands(side, text);
    let old = base.carried.iter().filter(|text| !removed(ours, text) && !removed(theirs, text));
    let added = ours.carried.iter().chain(&theirs.carried).filter(|text| !stands(base, text));
    let added: BTreeSet<&EntryText> = added.collect();
    old.chain(added).cloned().collect()
}

#[cfg(test)]
mod tests;

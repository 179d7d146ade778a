//! The file as text: a version, then entries, each with its own bytes.
//!
//! Knows how entries stand in a file. Must never know disks or what becomes of entries. Entries
//! keep the bytes they were read from, so that writing the file again after one change changes
//! that entry alone.

mod text;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;
use std::sync::Arc;

use jiff::Timestamp;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::atomic::Content;
use super::merge::Decision;
use super::scan::Pieces;
use super::schema::{self, Shown};
use super::versions::Formats;
use crate::annotation::{Entry, EntryKey, Id, Tags};
use crate::text::{Bytes, SharedText};
pub(super) use text::EntryText;
pub(super) use texts::Texts;

/// Where entries stand in the file.
const INDENT: &str = "        ";

/// All entries of a file, as text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Contents {
    /// Drawn when a file is written that does not follow from the one before it. Of two files of
    /// one lineage the later one lacks an entry only because somebody removed it.
    pub(super) lineage: Option<Id>,
    /// The entries this version reads, each with its own bytes.
    pub(super) texts: Texts,
    /// The entries this version cannot read, in the order of the file.
    pub(super) carried: Vec<EntryText>,
    /// The number of the format they were read from, where that is an older one.
    pub(super) older: Option<u32>,
}

/// A file as it is to be written: never in one piece, since a large one would have to be held twice.
pub(super) struct Written<'a> {
    /// Everything before the first entry.
    head: String,
    texts: Vec<&'a EntryText>,
}

impl Written<'_> {
    /// Its text in parts.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let entries = self.texts.iter().flat_map(|text| [INDENT, &***text, ",\n"]);
        once(self.head.as_str()).chain(entries).chain(once("    ],\n)\n"))
    }
}

impl Content for Written<'_> {
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.texts().map(str::as_bytes)
    }
}

/// What the bytes of a file turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// Nothing at all: no bytes, or only white space.
    Empty,
    /// Not a store, with the place and the reason.
    Damaged(String),
    /// A store of a later version.
    Newer(u32),
    /// A store of this version that holds more than entries, with what that is.
    Strange(String),
    /// A store, the entries in the order of the file, and what is odd about them.
    Whole(Contents, Vec<Entry>, Vec<String>),
}

#[derive(Deserialize)]
#[serde(rename = "Store", deny_unknown_fields)]
struct Parsed<'a> {
    version: u32,
    #[serde(default, with = "schema::present")]
    lineage: Option<Shown<Id>>,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

/// A file that is whole, whatever it holds.
#[derive(Deserialize)]
#[serde(rename = "Store")]
struct AnyParsed {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(rename = "entries")]
    _entries: Vec<IgnoredAny>,
}

/// Reads a file.
pub(super) fn read(bytes: &Bytes) -> Reading {
    read_as(bytes, Formats::CURRENT)
}

/// Reads a file of one of these formats.
pub(super) fn read_as(bytes: &Bytes, formats: Formats) -> Reading {
    let text = match SharedText::try_from(bytes.clone()) {
        Ok(text) => text.slice_ref(text.strip_prefix('\u{feff}').unwrap_or(&text)),
        Err(error) => {
            return Reading::Damaged(format!("byte {} is not UTF-8", error.valid_up_to()));
        }
    };
    if text.trim().is_empty() {
        return Reading::Empty;
    }
    at_once(&text, formats).unwrap_or_else(|| slowly(&text, formats))
}

/// Reads a file that is as a save leaves it. Only its end tells that it is.
fn at_once(text: &SharedText, formats: Formats) -> Option<Reading> {
    if !text.trim_end().ends_with(')') {
        return None;
    }
    let mut pieces = Pieces::new(text)?;
    let (version, lineage) = (pieces.version(), pieces.lineage());
    let reading = of_version(version, lineage, text, pieces.by_ref(), formats)?;
    pieces.end_file().then_some(reading)
}

/// Reads a file that is not as a save leaves it.
fn slowly(text: &SharedText, formats: Formats) -> Reading {
    match ron::from_str::<Parsed<'_>>(text) {
        Ok(file) if file.version > formats.newest() => Reading::Newer(file.version),
        Ok(file) if file.version == 0 => Reading::Damaged("there is no version 0".to_owned()),
        Ok(file) => {
            let pieces = file.entries.iter().map(|raw| trimmed(raw));
            of_version(file.version, file.lineage.map(|Shown(id)| id), text, pieces, formats)
                .unwrap_or_else(|| Reading::Damaged("it cannot be read".to_owned()))
        }
        Err(error) => match version_by_eye(text) {
            Some(version) if version > formats.newest() => Reading::Newer(version),
            Some(_) if ron::from_str::<AnyParsed>(text).is_ok() => {
                Reading::Strange(error.to_string())
            }
            _ => Reading::Damaged(schema::told(&error)),
        },
    }
}

/// The entries of a file of this version; none where one of them is nothing at all, or where there
/// is no such version.
fn of_version<'a>(
    version: u32,
    lineage: Option<Id>,
    text: &SharedText,
    pieces: impl Iterator<Item = &'a str>,
    formats: Formats,
) -> Option<Reading> {
    if version == formats.newest() {
        let file = Arc::new(text.clone());
        return whole(lineage, pieces.map(|piece| EntryText::within(&file, piece)));
    }
    if !formats.is_older(version) {
        return None;
    }
    let raised = |piece: &str| formats.raise(version, piece).into();
    match whole(lineage, pieces.map(raised))? {
        Reading::Whole(contents, entries, oddities) => {
            Some(Reading::Whole(Contents { older: Some(version), ..contents }, entries, oddities))
        }
        other => Some(other),
    }
}

/// The text of a piece without white space at its ends, except a line's end that closes a comment.
fn trimmed(raw: &RawValue) -> &str {
    let text = raw.get_ron().trim();
    if RawValue::from_ron(text).is_ok() { text } else { raw.get_ron() }
}

/// The entries that stand in pieces of a file; none where one of them is nothing at all.
fn whole(lineage: Option<Id>, pieces: impl Iterator<Item = EntryText>) -> Option<Reading> {
    let mut gathered = Gathered::of(lineage);
    for piece in pieces {
        gathered.take(piece)?;
    }
    let Gathered { contents, entries, oddities, .. } = gathered;
    Some(Reading::Whole(contents, entries, oddities))
}

/// The entries that stand in pieces that are known to be some.
pub(super) fn of_pieces(lineage: Option<Id>, pieces: &[&str]) -> (Contents, Vec<Entry>) {
    let mut gathered = Gathered::of(lineage);
    let _known_to_be_entries =
        pieces.iter().filter_map(|&piece| gathered.take(piece.into())).count();
    (gathered.contents, gathered.entries)
}

/// What is in the pieces read so far.
#[derive(Default)]
struct Gathered {
    contents: Contents,
    entries: Vec<Entry>,
    oddities: Vec<String>,
    /// The sets of tags so far.
    tags: BTreeSet<Tags>,
}

impl Gathered {
    fn of(lineage: Option<Id>) -> Self {
        Self { contents: Contents { lineage, ..Contents::default() }, ..Self::default() }
    }

    /// The same entry, whose tags are those of an earlier one that has the same.
    fn sharing_tags(&mut self, mut entry: Entry) -> Entry {
        if let Entry::Annotation(annotation) = &mut entry {
            match self.tags.get(&annotation.tags) {
                Some(tags) => annotation.tags = tags.clone(),
                None => _ = self.tags.insert(annotation.tags.clone()),
            }
        }
        entry
    }

    /// Takes a piece in; none where it is nothing at all.
    fn take(&mut self, text: EntryText) -> Option<()> {
        let entry = match schema::read(&text, text.file()) {
            Ok(entry) => self.sharing_tags(entry),
            Err(error) => {
                RawValue::from_ron(&text).ok()?;
                self.contents.carried.push(text);
                self.oddities.push(format!("an entry is kept but cannot be shown: {}", error.code));
                return Some(());
            }
        };
        let key = entry.key();
        match self.contents.texts.get(&key) {
            None => {
                self.contents.texts.insert(key, text);
                self.entries.push(entry);
            }
            Some(first) if entry_of(first).is_some_and(|first| first == entry) => {}
            Some(_) => {
                self.contents.carried.push(text);
                self.oddities.push(format!("{} stands there twice; the first counts", named(&key)));
            }
        }
        Some(())
    }
}

/// What a key is called in messages.
fn named(key: &EntryKey) -> String {
    match key {
        EntryKey::Tag(name) => format!("tag {name}"),
        EntryKey::Article(id) => format!("article {id}"),
        EntryKey::Story(id) => format!("story {id}"),
        EntryKey::Annotation(id) => format!("annotation {id}"),
        EntryKey::Judgement(id) => format!("judgement {id}"),
    }
}

/// The version of a file whose rest cannot be read.
fn version_by_eye(text: &str) -> Option<u32> {
    let rest = text.trim_start().strip_prefix('(')?.trim_start();
    let rest = rest.strip_prefix("version")?.trim_start().strip_prefix(':')?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..digits)?.parse().ok()
}

/// The text of an entry as it stands in a file.
pub(super) fn text_of(entry: &Entry) -> Result<EntryText, ron::Error> {
    Ok(schema::write(entry)?.replace('\n', &format!("\n{INDENT}")).into())
}

/// The entry that a text tells, without the file that this may be a part of.
pub(super) fn entry_of(text: &str) -> Option<Entry> {
    let text = EntryText::from(text);
    schema::read(&text, text.file()).ok()
}

/// When a decision was last changed; none for what is no decision.
pub(super) fn changed(text: &str) -> Option<Timestamp> {
    match entry_of(text)? {
        Entry::Annotation(annotation) => Some(annotation.changed),
        Entry::Judgement(judgement) => Some(judgement.changed),
        Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) => None,
    }
}

/// A decision as an entry of its own beside another version of it: its key and text.
///
/// The id follows from what it says, so that the same version gets the same id however often and by
/// whomever it is set apart; `taken` tells what stands under an id already.
pub(super) fn of_its_own<'a>(
    decision: &Decision,
    taken: impl Fn(&EntryKey) -> Option<&'a EntryText>,
) -> Result<(EntryKey, EntryText), ron::Error> {
    let mut seed = text_of(&decision.entry())?.to_string();
    loop {
        let entry = decision.clone().under(Id::of(seed.as_bytes()));
        let (key, text) = (entry.key(), text_of(&entry)?);
        if taken(&key).is_none_or(|other| *other == text) {
            return Ok((key, text));
        }
        seed.push(' ');
    }
}

/// Whether one of these entries is about an article: it stands there by its id.
pub(super) fn hangs_on<'a>(
    mut texts: impl Iterator<Item = (&'a EntryKey, &'a EntryText)>,
    article: Id,
) -> bool {
    let named = format!("\"{article}\"");
    texts.any(|(key, text)| {
        matches!(key, EntryKey::Annotation(_) | EntryKey::Judgement(_)) && text.contains(&named)
    })
}

impl Contents {
    /// Whether there is no entry at all.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.carried.is_empty()
    }

    /// The same, without the rest of the file that its texts are parts of: where a few of them are to
    /// be kept and the file is not.
    pub(super) fn apart(self) -> Self {
        self.beside(&Self::default())
    }

    /// The same, where the texts that are in `before`, too, are parts of its file and the others are
    /// apart: that file is kept anyway, by the anchors that were read from it.
    pub(super) fn beside(self, before: &Self) -> Self {
        let known = |key: &EntryKey, text: &EntryText| {
            before.texts.get(key).filter(|known| *known == text).cloned()
        };
        let apart = |text: &EntryText| EntryText::from(&**text);
        let texts = self.texts.iter().map(|(key, text)| {
            let text = known(key, text).unwrap_or_else(|| apart(text));
            (key.clone(), text)
        });
        Self { texts: texts.collect(), carried: self.carried.iter().map(apart).collect(), ..self }
    }

    /// How many entries there are.
    pub(super) fn count(&self) -> usize {
        self.texts.len() + self.carried.len()
    }

    /// The entry of a key, as its text tells it.
    pub(super) fn entry(&self, key: &EntryKey) -> Option<Entry> {
        entry_of(self.texts.get(key)?)
    }

    /// The whole file, of this lineage, with some entries set or taken out.
    pub(super) fn written(
        &self,
        lineage: Option<Id>,
        changed: &BTreeMap<EntryKey, Option<EntryText>>,
    ) -> String {
        self.written_as(Formats::CURRENT.newest(), lineage, changed).texts().collect()
    }

    /// The same in parts, with the number of its format.
    pub(super) fn written_as<'a>(
        &'a self,
        version: u32,
        lineage: Option<Id>,
        changed: &'a BTreeMap<EntryKey, Option<EntryText>>,
    ) -> Written<'a> {
        let lineage = lineage.map(|id| format!("    lineage: \"{id}\",\n")).unwrap_or_default();
        let head = format!("(\n    version: {version},\n{lineage}    entries: [\n");
        Written { head, texts: self.texts_with(changed) }
    }

    /// The texts in their order, with some set or taken out: two sorted lists, gone through together.
    fn texts_with<'a>(
        &'a self,
        changed: &'a BTreeMap<EntryKey, Option<EntryText>>,
    ) -> Vec<&'a EntryText> {
        let most = self.texts.len() + changed.len() + self.carried.len();
        let mut texts: Vec<&EntryText> = Vec::with_capacity(most);
        let mut changed = changed.iter().peekable();
        for (key, text) in self.texts.iter() {
            while let Some((_, set)) = changed.next_if(|(other, _)| *other < key) {
                texts.extend(set);
            }
            match changed.next_if(|(other, _)| *other == key) {
                Some((_, set)) => texts.extend(set),
                None => texts.push(text),
            }
        }
        texts.extend(changed.filter_map(|(_, set)| set.as_ref()));
        texts.extend(&self.carried);
        texts
    }

    /// Sets some entries or takes them out.
    pub(super) fn set(&mut self, changed: BTreeMap<EntryKey, Option<EntryText>>) {
        for (key, text) in changed {
            match text {
                Some(text) => self.texts.insert(key, text),
                None => self.texts.remove(key),
            }
        }
    }
}

#[cfg(test)]
mod tests;

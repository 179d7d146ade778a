//! A store read from its file.
//!
//! Knows what a file may turn out to be. Touches nothing on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use super::backups::Backups;
use super::contents::{self, Reading};
use super::storage::{Disk, Storage};
use super::versions::Formats;
use super::{Fingerprint, ReadOnly, State, Store, companions, restore, salvage};
use crate::annotation::tag::TagDefinition;
use crate::annotation::{Entry, Ledger};
use crate::problem::Problem;

/// How many oddities of a file are told one by one.
const MOST_ODDITIES: usize = 3;

impl Store {
    /// Opens a store; one that is not there yet is new, with these tags.
    ///
    /// Nothing on the disk is touched. What stands in the way of reading is told in the problems,
    /// and the ledger then is that of a new store.
    pub fn open(path: &Path, new_tags: &[TagDefinition]) -> (Self, Ledger, Vec<Problem>) {
        Self::open_on(Box::new(Disk), path, None, new_tags)
    }

    /// The same with a folder in which earlier versions of all stores are kept.
    pub fn open_backed_up(
        path: &Path,
        backups: &Path,
        new_tags: &[TagDefinition],
    ) -> (Self, Ledger, Vec<Problem>) {
        Self::open_on(Box::new(Disk), path, Some(Backups::of(backups, path)), new_tags)
    }

    pub(super) fn open_on(
        storage: Box<dyn Storage>,
        path: &Path,
        backups: Option<Backups>,
        new_tags: &[TagDefinition],
    ) -> (Self, Ledger, Vec<Problem>) {
        Self::open_as(storage, path, backups, Formats::CURRENT, new_tags)
    }

    /// The same with the formats that are known.
    pub(super) fn open_as(
        storage: Box<dyn Storage>,
        path: &Path,
        backups: Option<Backups>,
        formats: Formats,
        new_tags: &[TagDefinition],
    ) -> (Self, Ledger, Vec<Problem>) {
        let mut store = Self {
            path: path.to_owned(),
            backups,
            formats,
            contents: contents::Contents::default(),
            on_disk: None,
            looked: storage.looks(path).ok(),
            storage,
            is_new: false,
            pending: BTreeMap::new(),
            is_behind: false,
            saved_since: BTreeMap::new(),
            old_copies: BTreeSet::new(),
            taken_copies: BTreeSet::new(),
            finished_copies: BTreeSet::new(),
            state: State::Missing,
            is_lockless: false,
            merged: Vec::new(),
            problems: Vec::new(),
            set_aside: None,
            read_only: None,
        };
        let bytes = match store.storage.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return store.into_new(new_tags, Vec::new());
            }
            Err(error) => {
                return store.into_read_only(new_tags, ReadOnly::Unopenable(error.to_string()));
            }
        };
        match contents::read_as(&bytes, formats) {
            Reading::Whole(contents, entries, oddities) => {
                store.contents = contents;
                store.on_disk = Some(Fingerprint::of(&bytes));
                store.state = State::Whole;
                store.find_old_copies();
                let problems = store.told(oddities);
                (store, entries.into_iter().collect(), problems)
            }
            Reading::Empty => {
                store.state = State::Empty;
                let problem = store.problem("the file is empty");
                let problem = problem.advise(store.backup_advice());
                store.into_new(new_tags, vec![problem])
            }
            Reading::Damaged(reason) => store.into_salvaged(new_tags, &bytes, &reason),
            Reading::Newer(version) => store.into_read_only(new_tags, ReadOnly::Newer(version)),
            Reading::Strange(what) => store.into_read_only(new_tags, ReadOnly::Strange(what)),
        }
    }

    /// Notes which conflict copies are there.
    fn find_old_copies(&mut self) {
        if let Ok(target) = self.storage.resolve(&self.path) {
            self.old_copies = companions::copies_on(&*self.storage, &target).into_iter().collect();
        }
    }

    /// The store of a damaged file, with what can be read of it. The file stays as it is until
    /// the first save, which gives it another name.
    fn into_salvaged(
        mut self,
        new_tags: &[TagDefinition],
        bytes: &[u8],
        reason: &str,
    ) -> (Self, Ledger, Vec<Problem>) {
        self.state = State::Damaged;
        let (contents, entries) = salvage::salvage(bytes);
        let told = match entries.len() {
            0 => "nothing in it can be read".to_owned(),
            1 => "1 entry of it can be read".to_owned(),
            count => format!("{count} entries of it can be read"),
        };
        let problem = self.problem(format!("the file is damaged: {reason}; {told}")).advise(
            format!("{}; the first save keeps it under another name", self.backup_advice()),
        );
        if entries.is_empty() {
            return self.into_new(new_tags, vec![problem]);
        }
        self.contents = contents;
        (self, entries.into_iter().collect(), vec![problem])
    }

    /// What to do where the file is not what it was.
    fn backup_advice(&self) -> String {
        match self.backups.as_ref().and_then(Backups::newest) {
            Some(backup) => {
                let command = restore::command(&self.path);
                format!("`{command}` brings back the backup {backup}")
            }
            None => "look for a backup of it".to_owned(),
        }
    }

    fn into_new(
        mut self,
        new_tags: &[TagDefinition],
        mut problems: Vec<Problem>,
    ) -> (Self, Ledger, Vec<Problem>) {
        self.is_new = true;
        let mut ledger = Vec::new();
        for entry in new_tags.iter().cloned().map(Entry::Tag) {
            match contents::text_of(&entry) {
                Ok(text) => {
                    self.contents.texts.insert(entry.key(), text);
                    ledger.push(entry);
                }
                Err(error) => problems.push(self.problem(error.to_string())),
            }
        }
        (self, ledger.into_iter().collect(), problems)
    }

    fn into_read_only(
        self,
        new_tags: &[TagDefinition],
        reason: ReadOnly,
    ) -> (Self, Ledger, Vec<Problem>) {
        let told = self.problem(format!("nothing can be saved: {reason}")).advise(reason.advice());
        let (store, ledger, mut problems) = self.into_new(new_tags, vec![told]);
        problems.truncate(1);
        (Self { read_only: Some(reason), state: State::ReadOnly, ..store }, ledger, problems)
    }

    fn told(&self, oddities: Vec<String>) -> Vec<Problem> {
        let more = oddities.len().saturating_sub(MOST_ODDITIES);
        let mut problems: Vec<Problem> =
            oddities.into_iter().take(MOST_ODDITIES).map(|what| self.problem(what)).collect();
        if more > 0 {
            problems.push(self.problem(format!("{more} more entries like these")));
        }
        problems
    }
}

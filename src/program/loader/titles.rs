//! The titles that are kept from one start to the next, between the store's file and the workers.

use std::path::{Path, PathBuf};

use crate::store::titles::{self, Entitled, FileMark};
use crate::story::{FileStamp, Glance, Source, Stamp};

/// What was kept of a story's articles.
#[derive(Debug)]
pub(super) struct Titles {
    file: PathBuf,
    kept: titles::Titles,
}

impl Titles {
    pub(super) fn read(file: &Path) -> Self {
        Self { file: file.to_owned(), kept: titles::Titles::read(file) }
    }

    /// What an article says of itself, if that is known and its file did not change since.
    pub(super) fn get(&self, source: &Source) -> Option<Glance> {
        if self.kept.is_empty() {
            return None;
        }
        let known = self.kept.get(source.path()?, mark(Stamp::of(source))?)?;
        let Entitled { title, outlet, published } = known;
        Some(Glance { title, outlet, published })
    }

    /// Keeps what articles say of themselves, if that is not kept already; what went wrong.
    pub(super) fn keep(&self, glances: &[(Source, Stamp, Glance)]) -> Option<std::io::Error> {
        let titles = titles::Titles::new(glances.iter().filter_map(|(source, stamp, glance)| {
            let Glance { title, outlet, published } = glance.clone();
            Some((source.path()?, mark(*stamp)?, Entitled { title, outlet, published }))
        }));
        if titles == self.kept {
            return None;
        }
        titles.write(&self.file).err()
    }
}

fn mark(stamp: Stamp) -> Option<FileMark> {
    let FileStamp { size, seconds, nanoseconds } = stamp.file()?;
    Some(FileMark { size, seconds, nanoseconds })
}

//! The titles that are kept from one start to the next, between the store's file and the workers.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::Metadata;
use crate::store::titles::{self, Entitled, FileMark};
use crate::story::{FileStamp, Glance, Source, Stamp};

/// What an article says of itself that was read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Titled {
    pub(super) source: Source,
    pub(super) stamp: Stamp,
    pub(super) title: Arc<str>,
    pub(super) metadata: Arc<Metadata>,
}

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
        Some(Glance { title: title.into_owned(), outlet: outlet.map(Cow::into_owned), published })
    }

    /// Keeps what articles say of themselves, if that is not kept already; what went wrong.
    pub(super) fn keep(&self, titled: &[Titled]) -> Option<std::io::Error> {
        let now = titles::Titles::new(titled.iter().filter_map(|it| {
            let told = Entitled {
                title: Cow::Borrowed(&it.title),
                outlet: it.metadata.outlet.as_deref().map(Cow::Borrowed),
                published: it.metadata.published,
            };
            Some((it.source.path()?, mark(it.stamp)?, told))
        }));
        if now == self.kept {
            return None;
        }
        now.write(&self.file).err()
    }
}

fn mark(stamp: Stamp) -> Option<FileMark> {
    let FileStamp { size, seconds, nanoseconds } = stamp.file()?;
    Some(FileMark { size, seconds, nanoseconds })
}

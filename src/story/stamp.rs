//! What tells a changed file without reading it.

use std::os::unix::fs::MetadataExt;

use super::Source;

/// What a file was like at some time; nothing for what is no file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stamp(Option<FileStamp>);

/// Size and time of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileStamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed, in seconds since 1970.
    pub seconds: i64,
    /// The nanoseconds of that.
    pub nanoseconds: i64,
}

impl Stamp {
    /// What a source is like now.
    pub fn of(source: &Source) -> Self {
        let status = source.path().and_then(|path| path.metadata().ok());
        Self(status.map(|status| FileStamp {
            size: status.size(),
            seconds: status.mtime(),
            nanoseconds: status.mtime_nsec(),
        }))
    }

    /// The file's, where it is one.
    pub fn file(self) -> Option<FileStamp> {
        self.0
    }
}

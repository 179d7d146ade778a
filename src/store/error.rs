//! Why a store could not be saved, told so that the reader knows what to do.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// The steps of a save, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// Following symbolic links.
    Resolve,
    /// Making the directory.
    CreateDirectory,
    /// Taking the lock.
    Lock,
    /// Reading what the file holds now.
    Compare,
    /// Turning entries into text.
    Serialise,
    /// Keeping the file of an older format.
    KeepOlder,
    /// Removing the temporary file of a program that was killed.
    ClearTemporary,
    /// Making the temporary file.
    CreateTemporary,
    /// Writing it.
    Write,
    /// Giving it the permissions of the old file.
    SetMode,
    /// Reading it back.
    Verify,
    /// Waiting for the disk.
    Sync,
    /// Renaming a damaged file out of the way.
    SetAside,
    /// Putting the new file in place of the old.
    Rename,
    /// Waiting for the directory: the new file is in place, but a power cut may undo that.
    SyncDirectory,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Resolve => "following its symbolic links",
            Self::CreateDirectory => "making its directory",
            Self::Lock => "locking",
            Self::Compare => "reading what is there now",
            Self::Serialise => "putting an entry into words",
            Self::KeepOlder => "keeping the file of the older format",
            Self::ClearTemporary => "removing an old temporary file",
            Self::CreateTemporary => "making a temporary file",
            Self::Write => "writing",
            Self::SetMode => "setting permissions",
            Self::Verify => "reading back what was written",
            Self::Sync => "waiting for the disk",
            Self::SetAside => "setting the damaged file aside",
            Self::Rename => "renaming",
            Self::SyncDirectory => "waiting for the directory",
        }
    }
}

/// Why a store is only read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadOnly {
    /// A later version of the program wrote it; with the version of the format.
    Newer(u32),
    /// It holds more than entries, with what this is.
    Strange(String),
    /// It is there but cannot be opened, with the reason.
    Unopenable(String),
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(version) => {
                write!(formatter, "a later version of the program wrote it (format {version})")
            }
            Self::Strange(what) => {
                write!(formatter, "it holds more than this version can keep ({what})")
            }
            Self::Unopenable(error) => write!(formatter, "it cannot be opened ({error})"),
        }
    }
}

impl ReadOnly {
    /// What to do about it.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Newer(_) | Self::Strange(_) => {
                "update the program, or name another file with --store"
            }
            Self::Unopenable(_) => "check its permissions, or name another file with --store",
        }
    }
}

/// A save that did not come about. Whatever was to be saved is still in memory.
#[derive(Debug)]
pub enum SaveError {
    /// The store is only read.
    ReadOnly {
        /// The store.
        path: PathBuf,
        /// Why.
        reason: ReadOnly,
    },
    /// Another program is saving at this moment.
    Busy {
        /// The store.
        path: PathBuf,
    },
    /// A step failed.
    Failed {
        /// The store.
        path: PathBuf,
        /// The step.
        step: Step,
        /// How it failed.
        error: io::Error,
    },
}

impl SaveError {
    /// What happened, without the store's name.
    pub fn what(&self) -> String {
        match self {
            Self::ReadOnly { reason, .. } => format!("not saved: {reason}"),
            Self::Busy { .. } => "not saved: another program is saving".to_owned(),
            Self::Failed { step, error, .. } => format!("not saved: {step} failed: {error}"),
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::ReadOnly { reason, .. } => reason.advice(),
            Self::Busy { .. } => "try again in a moment",
            Self::Failed { error, .. } => match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    "make room on the disk; nothing is lost while the program runs"
                }
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    "make the directory writable, or name another file with --store"
                }
                _ => "it is tried again; nothing is lost while the program runs",
            },
        }
    }

    /// Whether the new file is in place all the same, only not proof against a power cut.
    pub const fn is_in_place(&self) -> bool {
        matches!(self, Self::Failed { step: Step::SyncDirectory, .. })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::ReadOnly { path, .. } | Self::Busy { path } | Self::Failed { path, .. }) = self;
        write!(formatter, "{}: {}; {}", path.display(), self.what(), self.advice())
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed { error, .. } => Some(error),
            Self::ReadOnly { .. } | Self::Busy { .. } => None,
        }
    }
}

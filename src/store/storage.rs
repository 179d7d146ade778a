//! The file system as a save sees it, call by call.
//!
//! Knows disks. Must never know what is written. A trait, so that tests can let any one call fail.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, OFlags, RenameFlags};

use crate::text::{Bytes, shared};

/// The mode of a new file: the reader's own.
const PRIVATE_FILE: u32 = 0o600;
/// The mode of a new directory.
const PRIVATE_DIRECTORY: u32 = 0o700;
/// How much of a file is read or written in one go where not all of it is needed at once: what the
/// caches of a processor hold.
pub(super) const PIECE: usize = 256 * 1024;
/// How many symbolic links are followed one after another; as many as Linux follows.
const MOST_LINKS: usize = 40;
/// How often a lock that somebody else holds is tried, and the pause between: a save of the
/// largest stores takes less than the second that this adds up to.
const LOCK_TRIES: usize = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Lock {
    /// Held for as long as the file is open.
    Held(#[expect(dead_code, reason = "held until it is dropped")] File),
    /// Somebody else holds it.
    Busy,
    /// This file system has no locks.
    Unsupported,
}

/// What a file looks like from outside. Nearly always another one where the bytes are others; it takes
/// no time to tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Looks {
    device: u64,
    number: u64,
    /// Its size in bytes.
    size: u64,
    /// When it was changed, in seconds since 1970, and the nanoseconds of that.
    changed: (i64, i64),
}

/// The calls that opening and saving make.
pub(super) trait Storage: Send {
    /// The path with every symbolic link at its end followed, also one that leads to no file.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// All bytes of a regular file.
    fn read(&self, path: &Path) -> io::Result<Bytes>;
    /// Hands over the bytes of a regular file piece by piece, so that a large one needs no room.
    fn read_pieces(
        &self,
        path: &Path,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()>;
    /// What a file looks like from outside.
    fn looks(&self, path: &Path) -> io::Result<Looks>;
    /// The permission bits of a file.
    fn mode(&self, path: &Path) -> io::Result<u32>;
    /// Makes a directory and those above it, for the reader alone, to last.
    fn create_directory(&self, path: &Path) -> io::Result<()>;
    /// Asks for the lock of a lock file, which is made where it is missing.
    fn lock(&self, path: &Path) -> io::Result<Lock>;
    /// Makes a file that is not there yet, for the reader alone.
    fn create(&self, path: &Path) -> io::Result<File>;
    /// Writes all bytes.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Sets the permission bits.
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()>;
    /// Waits until the file's bytes are on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Puts a file in the place of another.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a name that no file has.
    fn rename_aside(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which no file has.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// The regular files in a directory, with their sizes in bytes. Those whose names are not
    /// Unicode are none of ours.
    fn files(&self, path: &Path) -> io::Result<Vec<(String, u64)>>;
    /// Waits until the names in a directory are on the disk.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// Opens a regular file; its size.
fn regular(path: &Path) -> io::Result<(File, usize)> {
    // Without this flag opening a named pipe would wait for a writer.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok((file, usize::try_from(metadata.len()).unwrap_or_default()))
}

/// A long file that holds as much as it says, in large pages; none where that is not so or it cannot
/// be read, and then the file stands at its beginning again.
fn read_long(file: &mut File, size: usize) -> io::Result<Option<Bytes>> {
    if let Ok(Some(bytes)) = shared::filled(size, |room| file.read(room)) {
        return Ok(Some(bytes));
    }
    file.rewind().map(|()| None)
}

/// The disk itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk;

impl Storage for Disk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            match fs::symlink_metadata(&path) {
                Ok(found) if found.is_symlink() => {
                    path = directory_of(&path).join(fs::read_link(&path)?);
                }
                Ok(_) => return Ok(path),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(path),
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("its symbolic links lead in a circle"))
    }

    fn read(&self, path: &Path) -> io::Result<Bytes> {
        let (mut file, size) = regular(path)?;
        if let Some(bytes) = read_long(&mut file, size)? {
            return Ok(bytes);
        }
        let mut bytes = Vec::with_capacity(size.saturating_add(1));
        file.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    fn read_pieces(
        &self,
        path: &Path,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let (mut file, size) = regular(path)?;
        let mut piece = vec![0; size.saturating_add(1).min(PIECE)];
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(count) => take(piece.get(..count).unwrap_or_default())?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn looks(&self, path: &Path) -> io::Result<Looks> {
        // Of the open file: in a network a name may be told as it was some time ago.
        let found = regular(path)?.0.metadata()?;
        Ok(Looks {
            device: found.dev(),
            number: found.ino(),
            size: found.size(),
            changed: (found.mtime(), found.mtime_nsec()),
        })
    }

    fn mode(&self, path: &Path) -> io::Result<u32> {
        Ok(fs::metadata(path)?.permissions().mode() & 0o7777)
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = path
            .ancestors()
            .filter(|above| !above.as_os_str().is_empty())
            .take_while(|above| !above.exists())
            .collect();
        for directory in missing.into_iter().rev() {
            match DirBuilder::new().mode(PRIVATE_DIRECTORY).create(directory) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => self.sync_directory(directory_of(directory))?,
            }
        }
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(PRIVATE_FILE)
            .open(path)?;
        for attempt in 0..LOCK_TRIES {
            if attempt > 0 {
                thread::sleep(LOCK_PAUSE);
            }
            match file.try_lock() {
                Ok(()) => return Ok(Lock::Held(file)),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => {
                    return if has_no_locks(&error) { Ok(Lock::Unsupported) } else { Err(error) };
                }
            }
        }
        Ok(Lock::Busy)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        file.set_permissions(Permissions::from_mode(mode))
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_aside(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
                // This file system cannot rename so; a link does not replace either.
                fs::hard_link(from, to)?;
                fs::remove_file(from)
            }
            done => Ok(done?),
        }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn files(&self, path: &Path) -> io::Result<Vec<(String, u64)>> {
        let entries = fs::read_dir(path)?;
        let file = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let found = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((entry.file_name().into_string().ok()?, found.len()))
        };
        Ok(entries.filter_map(file).collect())
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some file systems have nothing to wait for here and say so.
            Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            done => done,
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// The mode that a file gets where there was none.
pub(super) const fn mode_of_new_files() -> u32 {
    PRIVATE_FILE
}

/// The directory a path is in; the current one for a bare name.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn has_no_locks(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let code = error.raw_os_error();
    [Errno::OPNOTSUPP, Errno::NOLCK, Errno::NOSYS].iter().any(|no| code == Some(no.raw_os_error()))
}

#[cfg(test)]
mod tests;

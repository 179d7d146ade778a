//! Opens article files: regular files of a bearable size, and nothing else.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};

use super::{Limits, MEGABYTE, NotTaken};
use crate::patience::Patience;
use crate::problem::Problem;
use crate::text::{Bytes, shared};

/// How many bytes are read before it is asked whether they are still wanted.
const PIECE: usize = 4 * 1024 * 1024;

/// Reads a whole file within its limits. `place` names it in problems.
pub(super) fn read(path: &Path, place: &str, limits: Limits<'_>) -> Result<Bytes, Problem> {
    let (file, size) = regular(path, place)?;
    if size > limits.bytes {
        return Err(too_large(place, limits.bytes));
    }
    let known = read_long(&file, size, place, limits)?;
    match known.or_else(|| read_at_once(&file, size)) {
        Some(bytes) => limits.keep(place).map(|()| bytes),
        None => read_sized(&file, size, place, limits).map(Bytes::from),
    }
}

/// A long file that holds as much as it says, in large pages; none where that is not so.
fn read_long(
    file: &File,
    size: u64,
    place: &str,
    limits: Limits<'_>,
) -> Result<Option<Bytes>, Problem> {
    let Ok(size) = usize::try_from(size) else { return Ok(None) };
    let mut read = 0;
    shared::filled(size, |room| {
        let most = room.len().min(PIECE);
        let piece = room.get_mut(..most).unwrap_or_default();
        // What fails here is told by reading it otherwise.
        let count = rustix::io::pread(file, piece, read).unwrap_or(0);
        read += count as u64;
        limits.keep(place).map(|()| count)
    })
}

/// A short file that holds as much as it says, in one call; none where that is not so.
fn read_at_once(file: &File, size: u64) -> Option<Bytes> {
    let size = usize::try_from(size).ok().filter(|&size| size <= PIECE)?;
    // With room for one more it would have given more.
    let mut bytes = Vec::with_capacity(size + 1);
    let read = rustix::io::pread(file, rustix::buffer::spare_capacity(&mut bytes), 0).ok()?;
    (read == size).then(|| bytes.into())
}

/// Reads a file of less than `most` bytes that holds as much as it says to the beginning of `room`;
/// how many bytes it has.
pub(super) fn read_into(room: &mut [u8], path: &Path, most: usize) -> Result<usize, NotTaken> {
    let (file, size) = regular(path, "").map_err(|_| NotTaken::Otherwise)?;
    let size = usize::try_from(size).unwrap_or(most);
    if size >= most {
        return Err(NotTaken::Otherwise);
    }
    // With room for one more it would give more.
    let place = room.get_mut(..=size).ok_or(NotTaken::Full)?;
    let read = rustix::io::pread(file, place, 0).map_err(|_| NotTaken::Otherwise)?;
    if read == size { Ok(size) } else { Err(NotTaken::Otherwise) }
}

/// Reads a file to the beginning of `room`; how many bytes it has. None where it does not end there,
/// or cannot be read so. What it is is not asked, which would take longer than to read it: what is
/// no file has nothing to be read at a place, nothing at all, or no end.
pub(super) fn read_short(room: &mut [u8], path: &Path) -> Option<usize> {
    let file = opened(path).ok()?;
    let read = rustix::io::pread(file, &mut *room, 0).ok()?;
    (read < room.len()).then_some(read)
}

/// Reads to the end, but no more than an article may have: what a file says of its size need not
/// be true (files of the kernel say nought), and a stream says nothing.
pub(super) fn read_limited(input: impl Read, place: &str, limit: u64) -> Result<Vec<u8>, Problem> {
    // Who types or pipes a text takes the time that it takes.
    read_sized(input, 0, place, Limits { bytes: limit, patience: Patience::ENDLESS })
}

/// The same, with room for `size` bytes made at once, and for one more by which the end is known.
fn read_sized(
    input: impl Read,
    size: u64,
    place: &str,
    limits: Limits<'_>,
) -> Result<Vec<u8>, Problem> {
    let limit = limits.bytes;
    let room = usize::try_from(size.min(limit)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room + 1);
    let mut input = input.take(limit + 1);
    loop {
        let read = input.by_ref().take(PIECE as u64).read_to_end(&mut bytes);
        let is_all = read.map_err(|error| unreadable(place, &error))? != PIECE;
        limits.keep(place)?;
        if is_all {
            break;
        }
    }
    if bytes.len() as u64 > limit { Err(too_large(place, limit)) } else { Ok(bytes) }
}

/// The first `length` bytes of a regular file that has more than `least` bytes, and how many it has.
pub(super) fn head_of_long(path: &Path, length: u64, least: u64) -> Option<(Vec<u8>, u64)> {
    let (file, size) = regular(path, "").ok().filter(|(_, size)| *size > least)?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    Some((bytes, size))
}

/// The first `length` bytes of a regular file, or fewer.
pub(super) fn head(path: &Path, length: u64) -> Option<Vec<u8>> {
    let (file, _) = regular(path, "").ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Opens a file. Without waiting, so that a pipe nobody writes to does not hold the program for ever.
fn opened(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

/// Opens a regular file and tells its size. The kind is asked of the open file, since a name can
/// change its meaning in between.
fn regular(path: &Path, place: &str) -> Result<(File, u64), Problem> {
    let file = opened(path).map_err(|error| unreadable(place, &error))?;
    let status = rustix::fs::fstat(&file).map_err(|error| unreadable(place, &error.into()))?;
    let what = match FileType::from_raw_mode(status.st_mode) {
        FileType::RegularFile => {
            return Ok((file, u64::try_from(status.st_size).unwrap_or_default()));
        }
        FileType::Directory => "is a folder",
        FileType::Fifo => "is a pipe",
        FileType::Socket => "is a socket",
        FileType::CharacterDevice | FileType::BlockDevice => "is a device",
        FileType::Symlink | FileType::Unknown => "is not a file",
    };
    Err(Problem::new(place, format!("{what}, not a text"))
        .advise("name a file, a folder, or - for standard input"))
}

/// A failure of the operating system in the reader's words.
pub(super) fn unreadable(place: &str, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Problem::new(place, "there is no such file or folder").advise("check the spelling")
        }
        io::ErrorKind::PermissionDenied => Problem::new(place, "reading it is not permitted")
            .advise("change its permissions or name another file"),
        // A socket cannot be opened at all; this is how that is told.
        _ if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => {
            Problem::new(place, "is a socket or a device, not a text")
                .advise("name a file, a folder, or - for standard input")
        }
        _ => Problem::new(place, format!("cannot be read: {error}"))
            .advise("check the disk or name another file"),
    }
}

fn too_large(place: &str, limit: u64) -> Problem {
    Problem::new(place, format!("is larger than {} MB", limit / MEGABYTE))
        .advise("cut it into articles, or raise article_limit in config.ron")
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use super::super::LIMIT;
    use super::*;
    use crate::patience::Over;

    fn refusal(path: &Path) -> String {
        read(path, "it", Limits::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_a_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.txt");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        let socket = folder.path().join("socket.txt");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(refusal(&pipe).starts_with("it: is a pipe, not a text; name a file"));
        assert!(refusal(&socket).contains("is a socket"));
        assert!(refusal(folder.path()).contains("is a folder"));
        assert!(refusal(Path::new("/dev/zero")).contains("is a device"));
        assert!(refusal(Path::new("/proc/self/mem")).contains("cannot be read"));
        assert!(refusal(&folder.path().join("none")).contains("no such file"));
    }

    #[test]
    fn links_are_followed_and_loops_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("a.txt"), "words").unwrap();
        std::os::unix::fs::symlink("a.txt", path("link.txt")).unwrap();
        std::os::unix::fs::symlink("loop.txt", path("loop.txt")).unwrap();
        assert_eq!(read(&path("link.txt"), "it", Limits::default()), Ok(Bytes::from("words")));
        assert!(refusal(&path("loop.txt")).contains("cannot be read"));
        assert_eq!(head(&path("a.txt"), 2), Some(b"wo".to_vec()));
    }

    #[test]
    fn at_once_a_file_is_read_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "five!").unwrap();
        let file = File::open(&path).unwrap();
        assert_eq!(read_at_once(&file, 5).as_deref(), Some(&b"five!"[..]));
        for size in [0, 4, 6, PIECE as u64 + 1] {
            assert_eq!(read_at_once(&file, size), None, "{size}");
        }
        // Whoever reads it then begins at its beginning.
        assert_eq!(read_sized(&file, 4, "a.txt", Limits::default()).unwrap(), b"five!");
    }

    #[test]
    fn a_long_file_is_read_whole_into_large_pages_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let bytes: Vec<u8> = (0..PIECE + 3).map(|at| b"abcdefg"[at % 7]).collect();
        std::fs::write(&path, &bytes).unwrap();
        let file = File::open(&path).unwrap();
        let limits = Limits::default();
        let read_as = |size: usize| read_long(&file, size as u64, "it", limits);
        assert_eq!(read_as(bytes.len()), Ok(Some(Bytes::from(bytes.clone()))));
        for size in [5, bytes.len() - 1, bytes.len() + 1] {
            assert_eq!(read_as(size), Ok(None), "{size}");
        }
        assert_eq!(read(&path, "it", limits).unwrap(), bytes);
        let over = || Some(Over::Stopped);
        let stopped = Limits { patience: Patience::until(&over), ..limits };
        assert!(read_long(&file, bytes.len() as u64, "it", stopped).is_err());
    }

    #[test]
    fn a_short_file_is_read_without_asking_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "five!").unwrap();
        for (length, read) in [(0, None), (5, None), (6, Some(5)), (99, Some(5))] {
            assert_eq!(read_short(&mut vec![0; length], &path), read, "{length}");
        }
        let pipe = folder.path().join("pipe.txt");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        let none = folder.path().join("none.txt");
        for other in [&pipe, folder.path(), Path::new("/dev/zero"), &none] {
            assert_eq!(read_short(&mut [0; 99], other), None, "{other:?}");
        }
    }

    #[test]
    fn too_much_is_refused_whatever_the_size_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.txt");
        File::create(&path).unwrap().set_len(LIMIT + 1).unwrap();
        assert!(refusal(&path).contains("larger than 50 MB"));
        assert!(read_limited(io::repeat(b'a'), "it", LIMIT).is_err());
        let more = Limits { bytes: LIMIT + 1, ..Limits::default() };
        assert!(read(&path, "it", more).is_ok());
    }
}

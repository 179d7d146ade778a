//! Short articles that are read one after another into one room.
//!
//! Knows files and where their bytes lie. Must never know what they say.
//!
//! Of very many articles each would take its memory by itself, and give it back by itself at the end.

use std::ops::Range;

use super::{Source, open};
use crate::text::Bytes;
use crate::text::shared::{LARGE, Room};

/// The longest article that is read so, in bytes.
const LONGEST: usize = LARGE / 8;

/// Articles that are read, in the order in which they were, with what the reader calls each.
#[derive(Debug)]
pub struct Batch<Name> {
    room: Option<Room>,
    /// How many bytes are taken.
    used: usize,
    articles: Vec<(Name, Source, Range<usize>)>,
}

/// Why an article was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotTaken {
    /// It finds no room: those that are there are to be unpacked first.
    Full,
    /// It is long, or is not what it says, or cannot be read: that is to be found out by reading it
    /// by itself.
    Otherwise,
}

impl<Name> Default for Batch<Name> {
    fn default() -> Self {
        Self { room: None, used: 0, articles: Vec::new() }
    }
}

impl<Name> Batch<Name> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Reads an article in.
    pub fn take(&mut self, name: Name, source: &Source) -> Result<(), NotTaken> {
        let path = source.path().ok_or(NotTaken::Otherwise)?;
        if self.room.is_none() {
            self.room = Room::new(LARGE);
        }
        let room = self.room.as_mut().ok_or(NotTaken::Otherwise)?;
        let left = room.bytes().get_mut(self.used..).unwrap_or_default();
        let end = self.used + open::read_into(left, path, LONGEST)?;
        self.articles.push((name, source.clone(), self.used..end));
        self.used = end;
        Ok(())
    }

    /// All that was read, after which nothing is in it.
    pub fn unpack(&mut self) -> impl Iterator<Item = (Name, Source, Bytes)> + use<Name> {
        let Self { room, used, articles } = std::mem::take(self);
        let bytes = room.map(|room| room.kept(used)).unwrap_or_default();
        articles.into_iter().map(move |(name, source, place)| (name, source, bytes.slice(place)))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn articles_are_read_until_there_is_no_room_and_unpacked_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            Source::file(path)
        };
        let short = write("a.txt", b"The ferry sailed.");
        let none = write("b.txt", b"");
        let longest = write("c.txt", &vec![b'x'; LONGEST - 1]);
        let mut batch = Batch::default();
        assert!(batch.is_empty());
        assert_eq!([batch.take(0, &short), batch.take(1, &none)], [Ok(()); 2]);
        let taken = (2..9).take_while(|name| batch.take(*name, &longest).is_ok()).count();
        // One byte of room more than a file has is needed to know that it has no more.
        assert_eq!(taken, LARGE / LONGEST - 1);
        assert_eq!(batch.take(9, &longest), Err(NotTaken::Full));
        assert_eq!(batch.take(10, &short), Ok(()));
        let unpacked: Vec<_> = batch.unpack().collect();
        assert_eq!(unpacked[0], (0, short.clone(), Bytes::from("The ferry sailed.")));
        assert_eq!(unpacked[1], (1, none, Bytes::new()));
        assert_eq!(unpacked[8].2.len(), LONGEST - 1);
        assert_eq!(unpacked[9], (10, short, Bytes::from("The ferry sailed.")));
        assert!(batch.is_empty() && batch.unpack().next().is_none());
        assert_eq!(batch.take(11, &longest), Ok(()));
    }

    #[test]
    fn what_is_long_or_no_article_is_read_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("long.txt");
        fs::write(&long, vec![b'x'; LONGEST]).unwrap();
        let others = [
            Source::file(&long),
            Source::file(folder.path()),
            Source::file(folder.path().join("none.txt")),
            // Its size is not what it says.
            Source::file("/proc/self/status"),
            Source::StandardInput(b"words".as_slice().into()),
        ];
        let mut batch = Batch::default();
        for source in others {
            assert_eq!(batch.take((), &source), Err(NotTaken::Otherwise), "{source:?}");
        }
        assert!(batch.is_empty());
    }
}

//! Short articles that are read one after another into one room.
//!
//! Knows files and where their bytes lie. Must never know what they say.
//!
//! Of very many articles each would take its memory by itself, and give it back by itself at the end.

use std::ops::Range;

use super::{Source, Stamp, open};
use crate::document;
use crate::text::Bytes;
use crate::text::shared::{LARGE, Room};

/// The bytes of articles in one room.
#[derive(Debug, Default)]
pub struct Batch {
    room: Option<Room>,
    /// How many bytes are taken.
    used: usize,
    articles: Vec<(usize, Source, Stamp, Range<usize>)>,
}

/// An article whose bytes are at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gathered {
    /// Its place in the story.
    pub index: usize,
    /// Where it comes from.
    pub source: Source,
    /// What its file was like before it was read.
    pub stamp: Stamp,
    /// All that is in it.
    pub bytes: Bytes,
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

impl Batch {
    /// No article of so many bytes is taken.
    pub const LONGEST: usize = LARGE / 8;

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Reads an article in.
    pub fn take(&mut self, index: usize, source: &Source, stamp: Stamp) -> Result<(), NotTaken> {
        // Of mark-up nothing stays as it was read.
        let path = source.path().filter(|_| !document::is_marked_up_by_name(&source.label()));
        let path = path.ok_or(NotTaken::Otherwise)?;
        if self.room.is_none() {
            self.room = Room::new(LARGE);
        }
        let room = self.room.as_mut().ok_or(NotTaken::Otherwise)?;
        let left = room.bytes().get_mut(self.used..).unwrap_or_default();
        let end = self.used + open::read_into(left, path, Self::LONGEST)?;
        self.articles.push((index, source.clone(), stamp, self.used..end));
        self.used = end;
        Ok(())
    }

    /// All that was read, in the order in which it was, after which nothing is in it.
    pub fn unpack(&mut self) -> impl Iterator<Item = Gathered> + use<> {
        let Self { room, used, articles } = std::mem::take(self);
        let all = room.map(|room| room.kept(used)).unwrap_or_default();
        // What little there is does not keep a room.
        let part = move |bytes: Bytes| if used < LARGE / 2 { bytes.to_vec().into() } else { bytes };
        let gathered = move |(index, source, stamp, place)| Gathered {
            index,
            source,
            stamp,
            bytes: part(all.slice(place)),
        };
        articles.into_iter().map(gathered)
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
        let longest = write("c.txt", &vec![b'x'; Batch::LONGEST - 1]);
        let mut batch = Batch::default();
        let take = |batch: &mut Batch, index, source| batch.take(index, source, Stamp::of(source));
        assert!(batch.is_empty());
        assert_eq!([take(&mut batch, 0, &short), take(&mut batch, 1, &none)], [Ok(()); 2]);
        let taken = (2..9).take_while(|&index| take(&mut batch, index, &longest).is_ok()).count();
        // One byte of room more than a file has is needed to know that it has no more.
        assert_eq!(taken, LARGE / Batch::LONGEST - 1);
        assert_eq!(take(&mut batch, 9, &longest), Err(NotTaken::Full));
        assert_eq!(take(&mut batch, 10, &short), Ok(()));
        let unpacked: Vec<_> = batch.unpack().collect();
        let gathered = |index, source: &Source, bytes: &'static str| Gathered {
            index,
            source: source.clone(),
            stamp: Stamp::of(source),
            bytes: bytes.into(),
        };
        assert_eq!(unpacked[0], gathered(0, &short, "The ferry sailed."));
        assert_eq!(unpacked[1], gathered(1, &none, ""));
        assert_eq!(unpacked[8].bytes.len(), Batch::LONGEST - 1);
        assert_eq!(unpacked[9], gathered(10, &short, "The ferry sailed."));
        assert!(batch.is_empty() && batch.unpack().next().is_none());
        // A room that is hardly used is not kept.
        assert_eq!(take(&mut batch, 11, &short), Ok(()));
        let alone: Vec<_> = batch.unpack().collect();
        assert_eq!(alone, [gathered(11, &short, "The ferry sailed.")]);
        assert!(alone[0].bytes.is_unique() && !unpacked[0].bytes.is_unique());
    }

    #[test]
    fn what_is_long_or_marked_up_or_no_article_is_read_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("long.txt");
        fs::write(&long, vec![b'x'; Batch::LONGEST]).unwrap();
        let page = folder.path().join("page.html");
        fs::write(&page, "<p>The ferry sailed.").unwrap();
        let page = Source::file(page);
        let others = [
            Source::file(&long),
            Source::file(folder.path()),
            Source::file(folder.path().join("none.txt")),
            // Its size is not what it says.
            Source::file("/proc/self/status"),
            Source::StandardInput(b"words".as_slice().into()),
            page,
        ];
        let mut batch = Batch::default();
        for source in others {
            assert_eq!(
                batch.take(0, &source, Stamp::default()),
                Err(NotTaken::Otherwise),
                "{source:?}"
            );
        }
        assert!(batch.is_empty());
    }
}

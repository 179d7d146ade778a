//! Text that many hold, alone or together with other texts.
//!
//! Knows memory. Must never know what a text says.
//!
//! When the program ends, the kernel takes its memory back page by page: 25,000 of them for a story
//! of 100 MB, which is waited for. What is long, and what is much together, lies in large pages
//! where the system has them; each stands for 512 others.

use std::convert::Infallible;
use std::ops::Range;

use memmap2::MmapMut;

/// Bytes that may be a part of more that others hold, too. A copy takes no time.
pub use bytes::Bytes;
/// A text that may be a part of a longer one that others hold, too. A copy takes no time.
pub use bytestring::ByteString as SharedText;

/// How many bytes a large page has.
pub const LARGE: usize = 2 * 1024 * 1024;

/// Of how many bytes on a list may be given pages of its own.
const OWN_PAGES: usize = 64 * 1024;

/// Room in large pages.
#[derive(Debug)]
pub struct Room(MmapMut);

impl Room {
    /// Room for so many bytes; none where that is less than one large page, or there is none left.
    pub fn new(length: usize) -> Option<Self> {
        // Linux from 6.7 on puts to the boundary of a large page what is as long as some of them.
        let enough = length.checked_next_multiple_of(LARGE).filter(|_| length >= LARGE)?;
        let room = MmapMut::map_anon(enough).ok()?;
        // Of a large page that is begun all is taken: an end that would fill less than half of one is
        // left in small pages. A system without large pages does without.
        #[cfg(target_os = "linux")]
        let _refused =
            room.advise_range(memmap2::Advice::HugePage, 0, (length + LARGE / 2) / LARGE * LARGE);
        Some(Self(room))
    }

    /// Its bytes, to be written.
    pub fn bytes(&mut self) -> &mut [u8] {
        &mut self.0
    }

    /// The first `length` of its bytes, which are not written any more.
    pub fn kept(self, length: usize) -> Bytes {
        let mut bytes = Bytes::from_owner(self.0);
        bytes.truncate(length);
        bytes
    }
}

/// Bytes to be set here and there, nought at first: many of them in large pages, which go when they
/// do.
#[derive(Debug)]
pub struct Noughts(Place);

#[derive(Debug)]
enum Place {
    Few(Vec<u8>),
    Many(Room),
}

impl Noughts {
    /// So many bytes.
    pub fn new(length: usize) -> Self {
        let room = if length.is_multiple_of(LARGE) { Room::new(length) } else { None };
        Self(room.map_or_else(|| Place::Few(vec![0; length]), Place::Many))
    }

    /// All of them, to be read.
    pub fn bytes(&self) -> &[u8] {
        match &self.0 {
            Place::Few(bytes) => bytes,
            Place::Many(room) => &room.0,
        }
    }

    /// All of them, to be set.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        match &mut self.0 {
            Place::Few(bytes) => bytes,
            Place::Many(room) => room.bytes(),
        }
    }
}

/// The bytes that `read` puts into the room it is given, which tells how many each time, until it
/// puts in none. None where these are not as many as is told, and where they need no large page.
///
/// # Errors
/// What `read` fails by.
pub fn filled<E>(
    length: usize,
    mut read: impl FnMut(&mut [u8]) -> Result<usize, E>,
) -> Result<Option<Bytes>, E> {
    // With room for one more there would be more.
    let Some(mut room) = Room::new(length.saturating_add(1)) else { return Ok(None) };
    let mut filled = 0;
    while let Some(left) = room.bytes().get_mut(filled..=length) {
        match read(left)? {
            0 => break,
            count => filled += count,
        }
    }
    Ok((filled == length).then(|| room.kept(length)))
}

/// A text that was made and is kept for long: a long one in large pages.
pub fn kept(text: String) -> SharedText {
    let mut left = text.as_bytes();
    let copied = filled(text.len(), |room| {
        let (now, after) = left.split_at(left.len().min(room.len()));
        if let Some(place) = room.get_mut(..now.len()) {
            place.copy_from_slice(now);
        }
        left = after;
        Ok::<usize, Infallible>(now.len())
    });
    let in_room = copied.ok().flatten().and_then(|bytes| SharedText::try_from(bytes).ok());
    in_room.unwrap_or_else(|| text.into())
}

/// A list that is kept for long, without room for more. A short one moves: where it grew, the next
/// one may grow, and what is kept lies close together. A long one stays, and gives back what it does
/// not need.
pub fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    if list.capacity() * size_of::<T>() >= OWN_PAGES {
        list.shrink_to_fit();
        return list;
    }
    let mut exact = Vec::with_capacity(list.len());
    exact.append(&mut list);
    exact
}

/// Where a part of a text stands in it, in bytes; none where it is no part of it, whether or not the
/// same words stand there. Nothing is at the beginning.
pub fn place_of(text: &str, part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return Some(0..0);
    }
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let place = start..start.checked_add(part.len())?;
    text.get(place.clone()).filter(|found| std::ptr::eq(*found, part)).map(|_| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_needs_no_room() {
        assert!(Room::new(0).is_none() && Room::new(LARGE - 1).is_none());
        assert!(Room::new(usize::MAX).is_none());
    }

    #[test]
    fn a_room_is_filled_by_as_much_as_was_told_or_not_at_all() {
        let text = "ferry".repeat(LARGE);
        let read = |length: usize| {
            let mut left = text.as_bytes();
            filled(length, |room| {
                let (given, after) = left.split_at(room.len().min(left.len()).min(3_000_000));
                room[..given.len()].copy_from_slice(given);
                left = after;
                Ok::<usize, ()>(given.len())
            })
        };
        assert_eq!(read(text.len()), Ok(Some(Bytes::from(text.clone()))));
        for length in [0, 5, LARGE, text.len() - 1, text.len() + 1] {
            assert_eq!(read(length), Ok(None), "{length}");
        }
        assert_eq!(filled(LARGE, |_| Err("gone")), Err("gone"));
    }

    #[test]
    fn a_list_that_is_kept_has_no_room_for_more() {
        for (length, room) in [(0, 5), (3, 9), (OWN_PAGES - 5, OWN_PAGES), (9, 9)] {
            let mut list = Vec::with_capacity(room);
            list.extend((0..length).map(|it| it.to_le_bytes()[0]));
            let (copy, place) = (list.clone(), list.as_ptr());
            let fitted = fitted(list);
            assert_eq!((fitted.capacity(), &fitted), (length, &copy));
            assert!(fitted.as_ptr() != place || room >= OWN_PAGES, "{length}");
        }
    }

    #[test]
    fn noughts_are_as_many_as_were_asked_for_wherever_they_lie() {
        for length in [0, 8, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE] {
            let mut noughts = Noughts::new(length);
            assert_eq!(matches!(noughts.0, Place::Many(_)), length > 0 && length % LARGE == 0);
            assert!(noughts.bytes().len() == length && noughts.bytes().iter().all(|it| *it == 0));
            if let Some(last) = noughts.bytes_mut().last_mut() {
                *last = 7;
            }
            assert_eq!(noughts.bytes().last(), Some(&7).filter(|_| length > 0));
        }
    }

    #[test]
    fn a_text_is_kept_as_it_is_and_a_long_one_elsewhere() {
        for length in [0, 5, LARGE - 3, LARGE, 2 * LARGE + 1] {
            let text = "é".repeat(length);
            let (copy, place) = (text.clone(), text.as_ptr());
            let kept = kept(text);
            assert_eq!(kept, copy, "{length}");
            assert_eq!(kept.as_ptr() == place, copy.len() < LARGE - 1, "{length}");
        }
    }

    #[test]
    fn a_part_is_found_where_it_is_and_not_where_the_same_words_are() {
        let text = "Zwölf ferries, zwölf crowns".to_owned();
        for place in [0..6, 7..14, 16..22, 0..text.len()] {
            let part = &text[place.clone()];
            let elsewhere = part.to_owned();
            assert_eq!(place_of(&text, part), Some(place));
            assert_eq!(place_of(&text, &elsewhere), None);
            assert_eq!(place_of(&text, ""), Some(0..0));
        }
        assert_eq!(place_of(&text[7..], &text[..9]), None);
        assert_eq!(place_of(&text[..9], &text[7..]), None);
    }

    #[test]
    fn what_is_written_in_a_room_is_kept_and_nothing_else() {
        for length in [LARGE, LARGE + 5] {
            let mut room = Room::new(length).unwrap();
            let place = room.bytes().get_mut(..length).unwrap();
            assert!(place.iter().all(|&byte| byte == 0));
            place.fill(b'a');
            let kept = room.kept(length);
            assert_eq!(kept, vec![b'a'; length]);
            // A part of it keeps all of it.
            let part = kept.slice(length - 3..);
            drop(kept);
            assert_eq!(SharedText::try_from(part).unwrap(), "aaa");
        }
    }
}

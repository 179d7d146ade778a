//! The text of an entry.
//!
//! Knows where it stands. Must never know what it says. A large store has a hundred thousand: each is
//! told by its place in the file, and takes half as much as a text that knows its own.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::text::{SharedText, Span, shared};

/// The text of an entry as it stands in a file, which keeps all of the file: of a store the others
/// are held anyway, see [`Contents::apart`](super::Contents::apart) and
/// [`Contents::beside`](super::Contents::beside).
#[derive(Clone, Default)]
pub(in crate::store) struct EntryText {
    file: Arc<SharedText>,
    /// One that ends at [`TO_THE_END`] goes on to the end of the file.
    place: Span,
}

/// As far as a [`Span`] reaches.
const TO_THE_END: usize = u32::MAX as usize;

impl EntryText {
    /// A part of a file. What is none, or ends beyond what a [`Span`] can tell, is a text of its own.
    pub(super) fn within(file: &Arc<SharedText>, part: &str) -> Self {
        let place = shared::place_of(file, part);
        match place.filter(|place| place.end < TO_THE_END) {
            Some(place) => Self { file: file.clone(), place: Span::new(place.start, place.end) },
            None => Self::from(part),
        }
    }

    /// The file that it is a part of.
    pub(super) fn file(&self) -> &Arc<SharedText> {
        &self.file
    }
}

impl<T: Into<SharedText>> From<T> for EntryText {
    /// A text that is no part of a file.
    fn from(text: T) -> Self {
        let file: SharedText = text.into();
        let place = Span::new(0, file.len());
        Self { file: Arc::new(file), place }
    }
}

impl Deref for EntryText {
    type Target = str;

    fn deref(&self) -> &str {
        let Range { start, end } = self.place.range();
        let end = if end == TO_THE_END { self.file.len() } else { end };
        self.file.get(start..end).unwrap_or_default()
    }
}

impl fmt::Debug for EntryText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the file: every other entry stands in it, too.
        (**self).fmt(formatter)
    }
}

impl PartialEq for EntryText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for EntryText {}

impl PartialOrd for EntryText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntryText {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_file_stays_there_and_what_is_none_stands_alone() {
        let file = Arc::new(SharedText::from("Tag(1),\nTag(2),\n"));
        let part = EntryText::within(&file, &file[8..14]);
        let alone = EntryText::within(&file, "Tag(2)");
        assert_eq!((&*part, &part), ("Tag(2)", &alone));
        assert!(Arc::ptr_eq(part.file(), &file) && !Arc::ptr_eq(alone.file(), &file));
        assert!(EntryText::within(&file, &file[..6]) < part);
        assert_eq!(size_of::<EntryText>(), 16);
    }
}

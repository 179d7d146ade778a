//! What is printed before an item of a list.
//!
//! Knows characters. Must never know the item. A long text has a hundred thousand blocks, and this
//! is the largest part of what a block is: it lies in the block, not beside it.

use std::fmt;

/// The mark before an item of a list (`•`, `3.`, `(iv)`), without white space; at most 11 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    length: u8,
    bytes: [u8; Self::LONGEST],
}

impl Marker {
    /// How many bytes the longest has: ten digits and a full stop.
    const LONGEST: usize = 11;

    /// The mark of an item without a number.
    pub fn bullet() -> Self {
        Self::new("•")
    }

    /// The mark of an item with that number.
    pub fn number(number: u32) -> Self {
        Self::new(&format!("{number}."))
    }

    /// A mark as it is printed; of a longer one the beginning.
    pub(super) fn new(shown: &str) -> Self {
        let shown = &shown[..shown.floor_char_boundary(Self::LONGEST)];
        let mut marker = Self { length: 0, bytes: [0; Self::LONGEST] };
        for (byte, from) in marker.bytes.iter_mut().zip(shown.bytes()) {
            *byte = from;
            marker.length += 1;
        }
        marker
    }

    /// The mark as it is printed.
    pub fn as_str(&self) -> &str {
        let shown = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(shown).unwrap_or_default()
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Marker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn a_mark_is_told_as_it_was_given() {
        for shown in ["", "•", "3.", "(viii)", "123456789ab"] {
            assert_eq!(Marker::new(shown).as_str(), shown);
        }
        assert_eq!(Marker::bullet().to_string(), "•");
        assert_eq!(Marker::new("123456789•").as_str(), "123456789");
    }

    #[test]
    fn a_block_is_small() {
        assert!(size_of::<Block>() <= 24);
    }

    #[test]
    fn there_is_room_for_every_number() {
        let told = [0, 4, u32::MAX].map(|number| Marker::number(number).to_string());
        assert_eq!(told, ["0.", "4.", "4294967295."]);
    }
}

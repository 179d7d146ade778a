//! What was met before, by its hash.
//!
//! Knows hashes. Must never know of what.

use std::hash::{BuildHasher, RandomState};

use super::shared::Noughts;

/// How many there is room for at first.
const FIRST: usize = 1 << 10;
/// The bytes of a hash.
const WIDTH: usize = 8;

/// Hashes that were met before.
///
/// A table with open addressing and linear probing (Knuth, The Art of Computer Programming, volume
/// 3, algorithm 6.4 L), at most half full, in one piece, which goes when it does: a book has half a
/// million sentences, and a tree of them is many small pieces among what stays for longer.
#[derive(Debug)]
pub struct Seen {
    /// The hashes, each at its place or after it; nought where there is none.
    slots: Noughts,
    count: usize,
    /// An odd number that no text can know: it cannot make all of its hashes belong at one place.
    key: u64,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            slots: Noughts::new(FIRST * WIDTH),
            count: 0,
            key: RandomState::new().hash_one(0) | 1,
        }
    }
}

impl Seen {
    /// Puts a hash in; whether it is new. Nought and one are taken for the same.
    pub fn insert(&mut self, hash: u64) -> bool {
        let hash = hash.max(1);
        let is_new = put(self.slots.bytes_mut(), hash, self.key);
        self.count += usize::from(is_new);
        if self.count * 2 * WIDTH >= self.slots.bytes().len() {
            self.grow();
        }
        is_new
    }

    /// Whether a hash was met.
    pub fn has(&self, hash: u64) -> bool {
        let hash = hash.max(1);
        let (slots, _) = self.slots.bytes().as_chunks::<WIDTH>();
        let mut at = place(hash, self.key, slots.len());
        loop {
            match u64::from_ne_bytes(slots[at]) {
                0 => return false,
                other if other == hash => return true,
                _ => at = (at + 1) % slots.len(),
            }
        }
    }

    fn grow(&mut self) {
        let mut slots = Noughts::new(self.slots.bytes().len() * 2);
        let (hashes, _) = self.slots.bytes().as_chunks::<WIDTH>();
        for hash in hashes.iter().map(|hash| u64::from_ne_bytes(*hash)).filter(|hash| *hash != 0) {
            put(slots.bytes_mut(), hash, self.key);
        }
        self.slots = slots;
    }
}

/// Puts a hash that is not nought into slots that are not full; whether it is new.
fn put(slots: &mut [u8], hash: u64, key: u64) -> bool {
    let (slots, _) = slots.as_chunks_mut::<WIDTH>();
    let mut at = place(hash, key, slots.len());
    loop {
        match u64::from_ne_bytes(slots[at]) {
            0 => {
                slots[at] = hash.to_ne_bytes();
                return true;
            }
            other if other == hash => return false,
            _ => at = (at + 1) % slots.len(),
        }
    }
}

/// Where a hash belongs among so many slots, a power of two: by the highest bits of a product, to
/// which every bit of both has come.
#[expect(clippy::cast_possible_truncation, reason = "there are no more slots than that")]
const fn place(hash: u64, key: u64, slots: usize) -> usize {
    (hash.wrapping_mul(key) >> (u64::BITS - slots.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn it_is_a_set_however_many_there_are() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut seen = Seen::default();
        let mut expected = BTreeSet::new();
        for step in 0..600_000 {
            let hash = if random.bool() { random.u64(2..1000) } else { random.u64(..) };
            assert_eq!(seen.insert(hash), expected.insert(hash), "{step}");
        }
        assert!(expected.iter().all(|&hash| seen.has(hash)));
        let others = (0..1000).map(|_| random.u64(..));
        assert!(others.filter(|hash| !expected.contains(hash)).all(|hash| !seen.has(hash)));
    }

    #[test]
    fn hashes_that_were_chosen_to_be_alike_do_not_all_belong_at_one_place() {
        // One key of many: a few of them are worse.
        const KEY: u64 = 0x9e37_79b9_7f4a_7c15;
        for shift in [0, 20, 44, 52] {
            let places: BTreeSet<usize> =
                (0..512).map(|number| place(number << shift | 5, KEY, 1 << 10)).collect();
            assert!(places.len() > 64, "{shift}: {}", places.len());
        }
    }

    #[test]
    fn nought_and_one_are_the_same() {
        let mut seen = Seen::default();
        assert!(!seen.has(0) && seen.insert(0) && seen.has(1) && !seen.insert(1));
    }
}

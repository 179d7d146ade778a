//! A hash whose values may be stored for ever.

use std::sync::{Arc, OnceLock};

/// FNV-1a, 64 bits (Fowler, Noll, Vo; <http://www.isthe.com/chongo/tech/comp/fnv/>).
///
/// The standard library's hasher may change between releases; this one may not, since its values
/// are written to the store. It tells files apart; it is no defence against forgery.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// A hash that tells bytes from others within one run of the program, an order of magnitude faster.
/// Its values must not be written anywhere: they may be others tomorrow.
#[derive(Clone, Debug)]
pub struct Quick {
    /// Four numbers side by side, none of which waits for another.
    lanes: [u64; 4],
    /// The bytes that do not make a block yet.
    held: Vec<u8>,
    length: u64,
}

const KEY: u64 = 0x9e37_79b9_7f4a_7c15;
/// The bytes of a block: eight for each lane.
const BLOCK: usize = 32;

impl Default for Quick {
    fn default() -> Self {
        let lanes = [KEY, KEY ^ 1, KEY ^ 2, KEY ^ 3];
        Self { lanes, held: Vec::with_capacity(2 * BLOCK), length: 0 }
    }
}

impl Quick {
    /// Takes more bytes in; how they are cut into pieces makes no difference.
    pub fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let missing = (BLOCK - self.held.len()) % BLOCK;
        let (first, bytes) = bytes.split_at(missing.min(bytes.len()));
        self.held.extend_from_slice(first);
        if let Ok(block) = <[u8; BLOCK]>::try_from(self.held.as_slice()) {
            self.block(&block);
            self.held.clear();
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            self.block(block);
        }
        self.held.extend_from_slice(rest);
    }

    fn block(&mut self, block: &[u8; BLOCK]) {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in self.lanes.iter_mut().zip(words) {
            *lane = lane.rotate_left(29) ^ mixed(*lane ^ u64::from_ne_bytes(*word), KEY);
        }
    }

    /// The hash of all of them.
    pub fn finish(mut self) -> u64 {
        let mut last = [0; BLOCK];
        last[..self.held.len()].copy_from_slice(&self.held);
        self.block(&last);
        let fold = |hash, lane| mixed(hash ^ lane, KEY).wrapping_add(lane);
        self.lanes.into_iter().fold(self.length, fold)
    }
}

/// The same of bytes that are at hand.
pub fn quick(bytes: &[u8]) -> u64 {
    let mut hash = Quick::default();
    hash.add(bytes);
    hash.finish()
}

/// Both halves of a product, laid over each other.
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
const fn mixed(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    (product as u64) ^ (product >> 64) as u64
}

/// The hash of certain bytes, found when it is first asked for: every byte waits for the one before
/// it, which takes a millisecond for each megabyte.
///
/// It is a memory of a pure function, which clones share. Two of them are equal where what they are
/// of is, so whoever holds one compares that.
#[derive(Clone, Debug, Default)]
pub struct LazyHash(Arc<OnceLock<u64>>);

impl LazyHash {
    /// The hash of `bytes`, which must be the same at every call.
    pub fn of(&self, bytes: &[u8]) -> u64 {
        *self.0.get_or_init(|| fnv1a(bytes))
    }

    /// The hash, where it was asked for before.
    pub fn known(&self) -> Option<u64> {
        self.0.get().copied()
    }
}

impl PartialEq for LazyHash {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{LazyHash, Quick, fnv1a, quick};

    #[test]
    fn a_hash_is_found_once_and_only_if_asked_for() {
        let hash = LazyHash::default();
        assert_eq!(hash.known(), None);
        assert_eq!((hash.of(b"a"), hash.known()), (fnv1a(b"a"), Some(fnv1a(b"a"))));
        assert_eq!(hash.clone().known(), hash.known());
    }

    #[test]
    fn any_change_of_a_byte_or_of_the_length_is_told() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        let mut seen = std::collections::BTreeSet::from([quick(&bytes)]);
        for at in 0..bytes.len() {
            for change in [1, 0x80, 0xff] {
                let mut other = bytes.clone();
                other[at] ^= change;
                assert!(seen.insert(quick(&other)), "byte {at}");
            }
            assert!(seen.insert(quick(&bytes[..at])), "length {at}");
        }
        // One zero is how the bytes above begin.
        for length in 2..100 {
            assert!(seen.insert(quick(&vec![0; length])), "{length} zeros");
        }
    }

    #[test]
    fn bytes_in_pieces_are_the_same_bytes() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        for size in [1, 3, 31, 32, 33, 64, 199, 200] {
            let mut hash = Quick::default();
            bytes.chunks(size).for_each(|piece| hash.add(piece));
            assert_eq!(hash.finish(), quick(&bytes), "{size}");
        }
    }

    #[test]
    fn published_test_vectors() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

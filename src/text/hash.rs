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
pub fn quick(bytes: &[u8]) -> u64 {
    const KEY: u64 = 0x9e37_79b9_7f4a_7c15;
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut last = [0; 32];
    last[..rest.len()].copy_from_slice(rest);
    // Four numbers side by side, none of which waits for another.
    let mut lanes = [KEY, KEY ^ 1, KEY ^ 2, KEY ^ 3];
    for block in blocks.iter().chain([&last]) {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = lane.rotate_left(29) ^ mixed(*lane ^ u64::from_ne_bytes(*word), KEY);
        }
    }
    let length = bytes.len() as u64;
    lanes.into_iter().fold(length, |hash, lane| mixed(hash ^ lane, KEY).wrapping_add(lane))
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
    use super::{LazyHash, fnv1a, quick};

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
        assert_eq!(quick(&bytes), quick(&bytes.clone()));
    }

    #[test]
    fn published_test_vectors() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

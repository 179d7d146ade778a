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
    use super::{LazyHash, fnv1a};

    #[test]
    fn a_hash_is_found_once_and_only_if_asked_for() {
        let hash = LazyHash::default();
        assert_eq!(hash.known(), None);
        assert_eq!((hash.of(b"a"), hash.known()), (fnv1a(b"a"), Some(fnv1a(b"a"))));
        assert_eq!(hash.clone().known(), hash.known());
    }

    #[test]
    fn published_test_vectors() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

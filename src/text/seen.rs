//! What was met before, by its hash.
//!
//! Knows hashes. Must never know of what.

/// Hashes that were met before.
///
/// In one piece, which goes when they do: a book has half a million sentences, and a tree of them is
/// many small pieces among what stays for longer.
#[derive(Debug, Default)]
#[expect(clippy::disallowed_types, reason = "it is asked and never gone through: no order shows")]
pub struct Seen(std::collections::HashSet<u64>);

impl Seen {
    /// Puts a hash in; whether it is new.
    pub fn insert(&mut self, hash: u64) -> bool {
        self.0.insert(hash)
    }

    /// Whether a hash was met.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_new_once() {
        let mut seen = Seen::default();
        assert!(!seen.has(7) && seen.insert(7) && !seen.insert(7) && seen.has(7) && !seen.has(8));
    }
}

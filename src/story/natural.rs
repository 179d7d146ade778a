//! The order of names in which `part 2` comes before `part 10`.

/// A name as it is compared: letters without case, runs of digits as numbers, and where that
/// tells two names not apart, the names themselves.
///
/// All of it as one run of bytes that sorts as that does: the letters, a number as `0`, how many
/// digits it has and those (the longer number is the larger one), and behind a nought the name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct NaturalKey(Vec<u8>);

impl NaturalKey {
    pub(super) fn new(name: &str) -> Self {
        let mut key = Vec::with_capacity(2 * name.len() + 8);
        let alike = |one: &u8, other: &u8| one.is_ascii_digit() == other.is_ascii_digit();
        for run in name.as_bytes().chunk_by(alike) {
            if run.first().is_some_and(u8::is_ascii_digit) {
                // Leading noughts do not count.
                let noughts = run.iter().take_while(|digit| **digit == b'0').count();
                let digits = run.get(noughts..).unwrap_or_default();
                let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
                key.push(b'0');
                key.extend(length.to_be_bytes());
                key.extend(digits);
            } else if run.is_ascii() {
                key.extend(run.iter().map(u8::to_ascii_lowercase));
            } else {
                key.extend(String::from_utf8_lossy(run).to_lowercase().as_bytes());
            }
        }
        // No name holds it, and nothing sorts below it.
        key.push(0);
        key.extend(name.as_bytes());
        Self(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_and_case_does_not() {
        let sorted = [
            "",
            "1.txt",
            "01.txt.bak",
            "2.txt",
            "10.txt",
            "99999999999999999999998",
            "99999999999999999999999",
            "a.txt",
            "a2.txt",
            "a10.txt",
            "B.txt",
            "c.txt",
            "é.txt",
        ];
        let mut shuffled: Vec<&str> = sorted.iter().rev().copied().collect();
        shuffled.sort_by_cached_key(|name| NaturalKey::new(name));
        assert_eq!(shuffled, sorted);
    }

    #[test]
    fn names_that_differ_are_never_equal() {
        assert_ne!(NaturalKey::new("a"), NaturalKey::new("A"));
        assert_ne!(NaturalKey::new("a1"), NaturalKey::new("a01"));
    }
}

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
        let mut rest = name;
        while let Some(letter) = rest.chars().next() {
            if let (Ok(byte), false) = (u8::try_from(letter), letter.is_ascii_digit())
                && letter.is_ascii()
            {
                key.push(byte.to_ascii_lowercase());
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (part, after) = rest.split_at(if number > 0 { number } else { letter.len_utf8() });
            if number > 0 {
                // Leading noughts do not count.
                let digits = part.trim_start_matches('0').as_bytes();
                let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
                key.push(b'0');
                key.extend(length.to_be_bytes());
                key.extend(digits);
            } else {
                let mut bytes = [0; 4];
                for small in letter.to_lowercase() {
                    key.extend(small.encode_utf8(&mut bytes).as_bytes());
                }
            }
            rest = after;
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

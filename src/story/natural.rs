//! The order of names in which `part 2` comes before `part 10`.

/// A name as it is compared: letters without case, runs of digits as numbers, and where that
/// tells two names not apart, the names themselves.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct NaturalKey {
    parts: Vec<Part>,
    name: String,
}

/// A letter, or a number, which stands where the digit nought stands among letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Part {
    letter: char,
    /// How many digits, leading noughts aside: the longer number is the larger one.
    length: usize,
    digits: String,
}

impl NaturalKey {
    pub(super) fn new(name: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = name;
        while let Some(letter) = rest.chars().next() {
            let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (part, after) = rest.split_at(if number > 0 { number } else { letter.len_utf8() });
            if number > 0 {
                let digits = part.trim_start_matches('0').to_owned();
                parts.push(Part { letter: '0', length: digits.len(), digits });
            } else {
                let small = letter.to_lowercase();
                parts.extend(small.map(|letter| Part { letter, length: 0, digits: String::new() }));
            }
            rest = after;
        }
        Self { parts, name: name.to_owned() }
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

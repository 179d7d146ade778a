//! Names that stay unique when two stores are merged.

use std::fmt;
use std::str::FromStr;

use crate::text::hash::fnv1a;

/// A random name of 64 bits, written as 16 hexadecimal digits.
///
/// Among 100,000 of them the chance that two are equal is below one in a thousand million.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(u64);

impl Id {
    /// The first in their order.
    pub(crate) const FIRST: Self = Self(0);

    /// The last in their order.
    pub(super) const LAST: Self = Self(u64::MAX);

    /// Draws the next one.
    pub fn draw(random: &mut fastrand::Rng) -> Self {
        Self(random.u64(..))
    }

    /// The name that follows from some bytes: the same for the same bytes everywhere.
    pub fn of(bytes: &[u8]) -> Self {
        Self(fnv1a(bytes))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// The text is not 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an id is 16 hexadecimal digits")
    }
}

impl std::error::Error for NotAnId {}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !digits {
            return Err(NotAnId);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| NotAnId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..100 {
            let id = Id::draw(&mut random);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn only_sixteen_hexadecimal_digits_are_an_id() {
        for text in ["", "12", "+123456789abcdef", "0123456789abcdeg", "0123456789abcdef0"] {
            assert_eq!(text.parse::<Id>(), Err(NotAnId), "{text}");
        }
    }
}

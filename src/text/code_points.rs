//! Byte offsets and code point offsets of one text, turned into each other.

use std::sync::{Arc, OnceLock};

/// The bytes between two counted places.
const STRIDE: usize = 4096;

/// How many code points lie before every 4096th byte: turning an offset costs one stretch of that
/// length, however long the text is. The text is counted when that is first needed.
///
/// It is a memory of a pure function, which clones share: two of them are equal where their texts
/// are.
#[derive(Clone, Debug, Default)]
pub struct CodePoints {
    /// `before[i]` counts the code points that begin before byte `i * STRIDE`.
    before: Arc<OnceLock<Vec<usize>>>,
}

impl CodePoints {
    /// Those of a text that is counted at once.
    pub fn new(text: &str) -> Self {
        let code_points = Self::default();
        code_points.before(text);
        code_points
    }

    fn before(&self, text: &str) -> &[usize] {
        self.before.get_or_init(|| {
            let mut count = 0;
            let stretch = |chunk: &[u8]| {
                let before = count;
                count += begun(chunk);
                before
            };
            text.as_bytes().chunks(STRIDE).map(stretch).collect()
        })
    }

    /// The code points before a byte offset of the same text.
    pub fn of_byte(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let stretches = self.before(text);
        let stretch = byte / STRIDE;
        let Some(&before) = stretches.get(stretch).or_else(|| stretches.last()) else {
            return 0;
        };
        let from = stretch.min(stretches.len() - 1) * STRIDE;
        before + begun(&text.as_bytes()[from..byte])
    }

    /// The byte at which the code point number `code_point` begins; the text's length beyond it.
    pub fn to_byte(&self, text: &str, code_point: usize) -> usize {
        let stretches = self.before(text);
        let stretch = stretches.partition_point(|&before| before <= code_point).saturating_sub(1);
        let Some(&before) = stretches.get(stretch) else { return 0 };
        let mut left = code_point - before;
        for (index, &byte) in text.as_bytes().iter().enumerate().skip(stretch * STRIDE) {
            if is_continuation(byte) {
                continue;
            }
            if left == 0 {
                return index;
            }
            left -= 1;
        }
        text.len()
    }
}

impl PartialEq for CodePoints {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for CodePoints {}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn begun(bytes: &[u8]) -> usize {
    // Counted in bytes as far as a byte goes, so that the compiler counts many at once.
    let of = |few: &[u8]| few.iter().map(|&byte| u8::from(!is_continuation(byte))).sum::<u8>();
    bytes.chunks(128).map(|few| usize::from(of(few))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_agree_with_counting_by_hand() {
        let text = "aé漢🙂".repeat(2000);
        let code_points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate().step_by(37) {
            assert_eq!(code_points.of_byte(&text, byte), count);
            assert_eq!(code_points.to_byte(&text, count), byte);
        }
        assert_eq!(code_points.of_byte(&text, text.len()), 8000);
        assert_eq!(code_points.to_byte(&text, 8000), text.len());
    }

    #[test]
    fn offsets_beyond_the_end_stop_there() {
        let code_points = CodePoints::new("äb");
        assert_eq!(code_points.to_byte("äb", 9), 3);
        assert_eq!(code_points.of_byte("äb", 9), 2);
        assert_eq!(CodePoints::default().to_byte("", 0), 0);
        assert_eq!(CodePoints::default().of_byte("", 4), 0);
    }
}

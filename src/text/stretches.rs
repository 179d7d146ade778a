//! Which short stretches of bytes a text holds: a quick no to most words that do not stand in it.
//!
//! Knows bytes alone. It may say that something might stand in a text that does not; it never says
//! that something does not that does.

use super::shared::Noughts;

/// How long a stretch is, in bytes.
const WIDTH: usize = 8;
/// How many bits there are for each byte of the text, so that few of them are set.
const BITS_PER_BYTE: usize = 16;
/// The least and the most bits there are: 8 KiB and 4 MiB.
const BITS: (usize, usize) = (1 << 16, 1 << 25);
/// An odd number whose products are well mixed.
const KEY: u64 = 0x9e37_79b9_7f4a_7c15;

/// The stretches of a text.
#[derive(Debug)]
pub struct Stretches {
    bits: Noughts,
    /// How far the text is taken in.
    taken: usize,
}

impl Stretches {
    /// Of a text of which nothing is taken in yet.
    pub fn new(text: &str) -> Self {
        let wanted = text.len().saturating_mul(BITS_PER_BYTE).clamp(BITS.0, BITS.1);
        Self { bits: Noughts::new(wanted.next_power_of_two() / 8), taken: 0 }
    }

    /// Takes more of the text in, which must be the same at every call; whether that was all.
    pub fn go_on(&mut self, text: &str, most: usize) -> bool {
        let last = (text.len() + 1).saturating_sub(WIDTH);
        let end = self.taken.saturating_add(most).min(last);
        let part = text.as_bytes().get(self.taken..(end + WIDTH - 1).min(text.len()));
        let bits = self.bits.bytes_mut();
        for window in part.unwrap_or_default().array_windows::<WIDTH>() {
            let (at, bit) = place(*window, bits.len());
            bits[at] |= bit;
        }
        self.taken = end;
        end == last
    }

    /// Whether words may stand in the text, all of which was taken in.
    pub fn may_hold(&self, words: &str) -> bool {
        let (steps, _) = words.as_bytes().as_chunks::<WIDTH>();
        steps.iter().chain(words.as_bytes().last_chunk()).all(|window| self.has(*window))
    }

    /// How much of some words stands in the text, from 0 to 1000.
    pub fn share(&self, words: &str) -> usize {
        let windows = words.as_bytes().array_windows::<WIDTH>();
        let (all, held) = windows
            .fold((0, 0), |(all, held), window| (all + 1, held + usize::from(self.has(*window))));
        (1000 * held).checked_div(all).unwrap_or(0)
    }

    fn has(&self, window: [u8; WIDTH]) -> bool {
        let bits = self.bits.bytes();
        let (at, bit) = place(window, bits.len());
        bits[at] & bit != 0
    }
}

/// The byte and the bit in it that a stretch sets, of so many bytes: the highest bits of the product
/// tell all of it.
#[expect(clippy::cast_possible_truncation, reason = "there are no more bits than that")]
fn place(window: [u8; WIDTH], bytes: usize) -> (usize, u8) {
    let bits = (bytes * 8).trailing_zeros();
    let hash = u64::from_ne_bytes(window).wrapping_mul(KEY) >> (u64::BITS - bits);
    (hash as usize / 8, 1 << (hash % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(text: &str, piece: usize) -> Stretches {
        let mut stretches = Stretches::new(text);
        while !stretches.go_on(text, piece) {}
        stretches
    }

    #[test]
    fn what_stands_in_a_text_may_stand_in_it_and_most_else_may_not() {
        let text = "The harbour board sold 40 ferries on 3 May 2027; the café stays.";
        for piece in [1, 7, 8, 1000] {
            let stretches = stretches(text, piece);
            for (start, _) in text.char_indices() {
                for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
                    assert!(stretches.may_hold(&text[start..end]), "{start}..{end}");
                }
            }
            assert!(stretches.may_hold(text));
            for other in ["The harbour board sold 41", "nothing of the kind", "ferries in 3 May"] {
                assert!(!stretches.may_hold(other), "{other}");
            }
            assert_eq!((stretches.share(text), stretches.share("nothing of it")), (1000, 0));
        }
    }

    #[test]
    fn a_text_shorter_than_a_stretch_holds_what_is_short() {
        for text in ["", "boat", "seven b"] {
            let stretches = stretches(text, 1);
            assert!(stretches.may_hold(text) && !stretches.may_hold("eight by"));
        }
    }
}

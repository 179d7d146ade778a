//! Two runs of words laid one beside the other.
//!
//! Knows words and what each weighs. Must never know texts, anchors or what is decided.

/// What it costs that words on one side have none on the other, however many they are.
const GAP: f32 = 0.6;

/// The same where words of the text come in between the passage and its surroundings: what is put
/// in there is rather no part of the passage.
const SEAM_GAP: f32 = 0.4;

/// What each of those words costs beyond that.
const GAP_WORD: f32 = 0.02;

/// What it costs that two words stand for each other that are not alike.
const UNLIKE: f32 = 0.2;

/// From this likeness on two words count as forms of one.
const ALIKE: f32 = 0.5;

/// Two words that stand for each other.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Match {
    /// The place of the first among the words looked for.
    pub(super) sought: usize,
    /// The place of the second among the words of the text.
    pub(super) found: usize,
    /// How alike they are, 0 to 1.
    pub(super) likeness: f32,
}

const STOP: u8 = 0;
const BOTH: u8 = 1;
const SOUGHT: u8 = 2;
const FOUND: u8 = 3;
const SOUGHT_GOES_ON: u8 = 4;
const FOUND_GOES_ON: u8 = 8;

/// The matches of the best local alignment of `weights.len()` sought words with `found` words of a
/// text, in order. `likeness` is 0 to 1.
///
/// Smith and Waterman 1981 (<https://doi.org/10.1016/0022-2836(81)90087-5>) with the gaps of Gotoh
/// 1982 (<https://doi.org/10.1016/0022-2836(82)90398-9>): a sentence put in is one change, not one
/// for each of its words.
pub(super) fn align(
    weights: &[f32],
    seams: [usize; 2],
    found: usize,
    likeness: impl Fn(usize, usize) -> f32,
) -> Vec<Match> {
    let width = found + 1;
    let mut trace = vec![STOP; (weights.len() + 1) * width];
    let mut best = vec![0.0_f32; width];
    let mut without_found = vec![f32::NEG_INFINITY; width];
    let (mut top, mut top_at) = (0.0, None);
    for (row, &weight) in weights.iter().enumerate() {
        let mut diagonal = 0.0;
        let mut without_sought = f32::NEG_INFINITY;
        let gap = if seams.contains(&(row + 1)) { SEAM_GAP } else { GAP };
        for column in 0..found {
            let alike = likeness(row, column);
            let gain = if alike >= ALIKE { weight * alike } else { -UNLIKE };
            let (above, left) = (best[column + 1], best[column]);
            let mut mark = STOP;
            let cell = &mut without_found[column + 1];
            if *cell > above - GAP {
                mark |= SOUGHT_GOES_ON;
            }
            *cell = cell.max(above - GAP) - GAP_WORD;
            if without_sought > left - gap {
                mark |= FOUND_GOES_ON;
            }
            without_sought = without_sought.max(left - gap) - GAP_WORD;
            let both = diagonal + gain;
            let score = both.max(*cell).max(without_sought).max(0.0);
            if score <= 0.0 {
                mark |= STOP;
            } else if both >= score {
                mark |= BOTH;
            } else if *cell >= score {
                mark |= SOUGHT;
            } else {
                mark |= FOUND;
            }
            trace[(row + 1) * width + column + 1] = mark;
            diagonal = above;
            best[column + 1] = score;
            if score > top {
                (top, top_at) = (score, Some((row + 1, column + 1)));
            }
        }
    }
    let Some(end) = top_at else { return Vec::new() };
    follow(&trace, width, end, likeness)
}

/// Reads the alignment that ends at `end` off the marks.
fn follow(
    trace: &[u8],
    width: usize,
    end: (usize, usize),
    likeness: impl Fn(usize, usize) -> f32,
) -> Vec<Match> {
    let (mut row, mut column) = end;
    let mut matches = Vec::new();
    let mut state = BOTH;
    let mut is_open = false;
    while row > 0 && column > 0 {
        let mark = trace[row * width + column];
        if !is_open {
            state = mark & 3;
        }
        match state {
            STOP => break,
            BOTH => {
                (row, column) = (row - 1, column - 1);
                let likeness = likeness(row, column);
                if likeness >= ALIKE {
                    matches.push(Match { sought: row, found: column, likeness });
                }
                is_open = false;
            }
            SOUGHT => {
                row -= 1;
                is_open = mark & SOUGHT_GOES_ON != 0;
            }
            _ => {
                column -= 1;
                is_open = mark & FOUND_GOES_ON != 0;
            }
        }
    }
    matches.reverse();
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the words that stand for each other.
    fn pairs(sought: &str, found: &str, seams: [usize; 2]) -> Vec<(usize, usize)> {
        let sought: Vec<&str> = sought.split_whitespace().collect();
        let found: Vec<&str> = found.split_whitespace().collect();
        let alike = |one: usize, other: usize| f32::from(u8::from(sought[one] == found[other]));
        let weights = vec![1.0; sought.len()];
        let matches = align(&weights, seams, found.len(), alike);
        matches.into_iter().map(|it| (it.sought, it.found)).collect()
    }

    #[test]
    fn words_stand_for_each_other_in_order() {
        for (sought, found, expected) in [
            ("", "a b", vec![]),
            ("a b", "", vec![]),
            ("a b", "c d", vec![]),
            ("a b c", "x a b c y", vec![(0, 1), (1, 2), (2, 3)]),
            ("a b c d", "a b x c d", vec![(0, 0), (1, 1), (2, 3), (3, 4)]),
            ("a b x c d", "a b c d", vec![(0, 0), (1, 1), (3, 2), (4, 3)]),
            ("a b x c d", "a b y c d", vec![(0, 0), (1, 1), (3, 3), (4, 4)]),
            ("a b c d", "c d a b", vec![(0, 2), (1, 3)]),
        ] {
            assert_eq!(pairs(sought, found, [9, 9]), expected, "{sought} / {found}");
        }
    }

    #[test]
    fn what_is_put_in_comes_in_at_a_seam_if_it_can() {
        let (sought, found) = ("p q a b . r s", "p q a b . x y z . r s");
        assert_eq!(pairs(sought, found, [2, 5])[4], (4, 4));
        let found = "p q . x a b . r s";
        assert_eq!(pairs("p q . a b . r s", found, [3, 6])[2], (2, 2));
    }
}

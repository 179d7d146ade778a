//! The stretches of a text that share the most words with what is looked for.
//!
//! Knows places and weights of words. Must never know the words themselves.

/// How many stretches are looked at more closely.
const WINDOWS: usize = 4;

/// A stretch that shares less than this part of what the best one shares is left out.
const WORTH: f32 = 0.5;

/// A stretch that shares less than this part of all is left out: it could not be chosen.
const LEAST: f32 = 0.25;

/// How many places of sought words are followed up, rare words first: this bounds the work in a
/// text that says the same all over.
const PLACES: usize = 4096;

/// Where one of the sought words stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed<'a> {
    /// What it weighs.
    pub(super) weight: f32,
    /// Its places among the words of the text.
    pub(super) places: &'a [(u32, u32)],
}

/// The best stretches of at most `length` words, best first: the first and the last shared word.
pub(super) fn windows(seeds: &mut [Seed<'_>], length: usize) -> Vec<(usize, usize)> {
    seeds.sort_by_key(|seed| seed.places.len());
    let mut left = PLACES;
    let mut hits: Vec<(usize, usize)> = Vec::new();
    let mut all = 0.0;
    for (name, seed) in seeds.iter().enumerate() {
        if seed.places.len() > left {
            break;
        }
        left -= seed.places.len();
        all += seed.weight;
        hits.extend(seed.places.iter().map(|&(_, place)| (place as usize, name)));
    }
    hits.sort_unstable();
    let mut found = scored(&hits, seeds, length);
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let least = found.first().map_or(0.0, |best| (best.0 * WORTH).max(all * LEAST));
    let mut windows: Vec<(usize, usize)> = Vec::new();
    for (score, first, last) in found {
        if windows.len() == WINDOWS || score < least {
            break;
        }
        if windows.iter().all(|&(from, to)| last < from || to < first) {
            windows.push((first, last));
        }
    }
    windows
}

/// The stretch that ends at each hit, with what the different words in it weigh.
fn scored(hits: &[(usize, usize)], seeds: &[Seed<'_>], length: usize) -> Vec<(f32, usize, usize)> {
    let weight = |name: usize| seeds.get(name).map_or(0.0, |seed| seed.weight);
    let mut present = vec![0_usize; seeds.len()];
    let mut score = 0.0;
    let mut first = 0;
    let mut found = Vec::with_capacity(hits.len());
    for &(last, name) in hits {
        present[name] += 1;
        if present[name] == 1 {
            score += weight(name);
        }
        while let Some(&(_, name)) = hits.get(first).filter(|(from, _)| from + length < last) {
            present[name] -= 1;
            if present[name] == 0 {
                score -= weight(name);
            }
            first += 1;
        }
        let from = hits.get(first).map_or(last, |&(from, _)| from);
        found.push((score, from, last));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(places: &[&[u32]], length: usize) -> Vec<(usize, usize)> {
        let keyed: Vec<Vec<(u32, u32)>> =
            places.iter().map(|all| all.iter().map(|&at| (0, at)).collect()).collect();
        let mut seeds: Vec<Seed<'_>> =
            keyed.iter().map(|places| Seed { weight: 1.0, places }).collect();
        windows(&mut seeds, length)
    }

    #[test]
    fn the_stretch_with_the_most_different_words_comes_first() {
        let places: [&[u32]; 3] = [&[10, 90], &[12, 50], &[14, 51, 92]];
        assert_eq!(best(&places, 5), [(10, 14), (50, 51), (90, 92)]);
        assert_eq!(best(&[], 5), []);
        assert_eq!(best(&[&[7, 8, 9]], 5), [(7, 7)]);
    }

    #[test]
    fn words_that_stand_everywhere_are_left_out() {
        let everywhere: Vec<u32> = (0..100_000).collect();
        assert_eq!(best(&[&[70], &everywhere], 5), [(70, 70)]);
        assert_eq!(best(&[&everywhere], 5), []);
    }
}

//! One search for one passage in one text.
//!
//! The same words are found by search; changed ones by the rare words that they share with a
//! stretch of the text, which is then laid word by word beside what is looked for. No step costs
//! more than the text once and a stretch of the passage's length a few times.

use std::cmp::Reverse;
use std::ops::Range;

use memchr::memmem;

use super::Placement;
use super::alignment::{self, Match};
use super::candidate::{Candidate, decide};
use super::finder::Ground;
use super::pattern::{Pattern, is_inside};
use super::windows::{Seed, windows};
use super::words::{Word, likeness};
use crate::text::Span;

/// How many places of the same words are held against each other.
const SAME: usize = 16;

/// A passage of more words than twice this is found by so many at either end of it, and what is in
/// between is counted: the work stays in step with its length.
const END: usize = 32;

/// What is looked for and where.
pub(super) struct Search<'a> {
    text: &'a str,
    ground: &'a Ground,
    pattern: &'a Pattern,
    /// What each word of the pattern tells.
    weights: Vec<f32>,
    /// The byte at which the passage was.
    expected: Option<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        text: &'a str,
        ground: &'a Ground,
        pattern: &'a Pattern,
        expected: Option<usize>,
    ) -> Self {
        let weights = pattern.words().iter().map(|&word| ground.weight(word)).collect();
        Self { text, ground, pattern, weights, expected }
    }

    pub(super) fn run(&self) -> Placement {
        let mut candidates = self.same();
        if !candidates.iter().any(Candidate::is_settled) {
            for stretch in self.stretches() {
                let found = self.changed(stretch);
                candidates.extend(found.filter(|new| {
                    !candidates.iter().any(|old| old.is_same && old.span.overlaps(new.span))
                }));
            }
        }
        decide(candidates, self.pattern.inside().len())
    }

    /// The places of the same words; of many those in the most similar surroundings.
    fn same(&self) -> Vec<Candidate> {
        let (text, quote) = (self.ground.folded.text(), self.pattern.quote());
        let is_bare = self.pattern.before().is_empty() && self.pattern.after().is_empty();
        let mut places: Vec<(Reverse<usize>, usize)> = memmem::find_iter(text.as_bytes(), quote)
            .filter(|&at| {
                let ends = [at, at + quote.len()];
                // Without surroundings nobody knows whether it was part of a word.
                is_bare || ends.map(|end| is_inside(text, end)) == self.pattern.is_cut()
            })
            .map(|at| (Reverse(self.agreement(at..at + quote.len())), at))
            .collect();
        if places.len() > SAME {
            places.select_nth_unstable(SAME);
            places.truncate(SAME);
        }
        let candidate = |(_, at)| self.candidate(at..at + quote.len(), 1.0, true);
        places.into_iter().map(candidate).collect()
    }

    /// How many bytes around a place are the same, counted outwards.
    fn agreement(&self, range: Range<usize>) -> usize {
        let text = self.ground.folded.text();
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        let same = |pair: &(u8, u8)| pair.0 == pair.1;
        let (sought_before, sought_after) = (self.pattern.before(), self.pattern.after());
        before.bytes().rev().zip(sought_before.bytes().rev()).take_while(same).count()
            + after.bytes().zip(sought_after.bytes()).take_while(same).count()
    }

    /// The stretches of the text, in words, where changed words may be.
    fn stretches(&self) -> Vec<Range<usize>> {
        let words = self.pattern.words();
        let mut different = words.to_vec();
        different.sort_unstable_by_key(|word| word.key);
        different.dedup_by_key(|word| word.key);
        let mut seeds: Vec<Seed<'_>> = different
            .into_iter()
            .map(|word| Seed {
                weight: self.ground.weight(word),
                places: self.ground.index.places(word.key),
            })
            .collect();
        let longest = words.len() * 2 + 8;
        windows(&mut seeds, words.len() + words.len() / 2 + 8)
            .into_iter()
            .map(|(first, last)| {
                let spare = longest.saturating_sub(last - first);
                first.saturating_sub(spare)..self.ground.words.len().min(last + spare + 1)
            })
            .collect()
    }

    /// The passage with changed words, if it is in this stretch.
    fn changed(&self, stretch: Range<usize>) -> Option<Candidate> {
        let from = stretch.start;
        let mut matches = self.matches(stretch);
        for it in &mut matches {
            it.found += from;
        }
        let range = self.bounds(&matches)?;
        let words = &self.ground.words;
        let first = words.partition_point(|word| word.end() <= range.start);
        let last = words.partition_point(|word| word.start() < range.end);
        let there = words.get(first..last).unwrap_or_default();
        let is_inside = |it: &&Match| self.pattern.inside().contains(&it.sought);
        let shared: f32 = if self.is_long() {
            self.common(there)
        } else {
            matches.iter().filter(is_inside).map(|it| self.told(it)).sum()
        };
        let old: f32 = self.weights[self.pattern.inside()].iter().sum();
        let new: f32 = there.iter().map(|&word| self.ground.weight(word)).sum();
        let is_same = self.ground.folded.text().get(range.clone()) == Some(self.pattern.quote());
        Some(self.candidate(range, 2.0 * shared / (old + new), is_same))
    }

    fn is_long(&self) -> bool {
        self.pattern.inside().len() > 2 * END
    }

    /// The words of the pattern beside those of a stretch; of a long one those near either end.
    fn matches(&self, stretch: Range<usize>) -> Vec<Match> {
        let (inside, all) = (self.pattern.inside(), self.pattern.words().len());
        if !self.is_long() {
            return self.align(0..all, stretch);
        }
        let mut matches = self.align(0..inside.start + END, stretch.clone());
        matches.extend(self.align(inside.end - END..all, stretch));
        matches
    }

    /// What the words tell that the passage has in common with these, in any order.
    fn common(&self, there: &[Word]) -> f32 {
        let mut theirs: Vec<u32> = there.iter().map(|word| word.key).collect();
        theirs.sort_unstable();
        let words = self.pattern.words().iter().zip(&self.weights);
        let mut ours: Vec<(u32, f32)> = words
            .skip(self.pattern.inside().start)
            .take(self.pattern.inside().len())
            .map(|(word, &weight)| (word.key, weight))
            .collect();
        ours.sort_unstable_by_key(|&(key, _)| key);
        let mut theirs = theirs.into_iter().peekable();
        ours.into_iter()
            .filter(|&(key, _)| {
                while theirs.next_if(|&other| other < key).is_some() {}
                theirs.next_if_eq(&key).is_some()
            })
            .map(|(_, weight)| weight)
            .sum()
    }

    /// What a match of the pattern's words tells.
    fn told(&self, it: &Match) -> f32 {
        self.weights.get(it.sought).copied().unwrap_or_default() * it.likeness
    }

    /// Where the passage begins and ends in the folded text, by the words that are matched.
    ///
    /// Where its first word is gone it begins after what stood before it; where that is gone too,
    /// as many words earlier as are missing.
    fn bounds(&self, matches: &[Match]) -> Option<Range<usize>> {
        let inside = self.pattern.inside();
        let words = &self.ground.words;
        let first = matches.iter().find(|it| inside.contains(&it.sought))?;
        let last = matches.iter().rev().find(|it| inside.contains(&it.sought))?;
        let before = matches.iter().rev().find(|it| it.sought < inside.start);
        let after = matches.iter().find(|it| it.sought >= inside.end);
        let [cut_first, cut_last] = self.pattern.cuts();

        let floor = before.map_or(0, |it| it.found + 1);
        let missing = first.sought - inside.start;
        let start = if missing == 0 {
            let word = words.get(first.found)?;
            word.start() + cut_first.min(word.end() - word.start())
        } else if before.is_some_and(|it| it.sought + 1 == inside.start) {
            words.get(floor)?.start()
        } else {
            words.get(first.found.saturating_sub(missing).max(floor))?.start()
        };

        let ceiling = after.map_or(words.len(), |it| it.found).checked_sub(1)?;
        let missing = inside.end - 1 - last.sought;
        let end = if missing == 0 {
            let word = words.get(last.found)?;
            word.end() - cut_last.min(word.end() - word.start())
        } else if after.is_some_and(|it| it.sought == inside.end) {
            words.get(ceiling)?.end()
        } else {
            words.get((last.found + missing).min(ceiling))?.end()
        };
        let text = self.ground.folded.text();
        let (start, end) = (floor_char(text, start), floor_char(text, end));
        (start < end).then(|| self.whole(start..end))
    }

    /// The same with all of the figure that it would cut, where the passage did not cut one.
    fn whole(&self, Range { mut start, mut end }: Range<usize>) -> Range<usize> {
        let (text, words) = (self.ground.folded.text(), &self.ground.words);
        let [cuts_first, cuts_last] = self.pattern.is_cut();
        while !cuts_first && is_inside(text, start) {
            let before = words.partition_point(|word| word.end() <= start).checked_sub(1);
            let Some(word) = before.and_then(|before| words.get(before)) else { break };
            start = word.start();
        }
        while !cuts_last && is_inside(text, end) {
            let Some(word) = words.get(words.partition_point(|word| word.start() < end)) else {
                break;
            };
            end = word.end();
        }
        start..end
    }

    fn candidate(&self, range: Range<usize>, words: f32, is_same: bool) -> Candidate {
        let span = self.span(range.clone());
        let distance = self.expected.map(|expected| expected.abs_diff(span.start()));
        Candidate { span, words, around: self.around(range), distance, is_same }
    }

    /// The place in the text of a place in the folded text.
    fn span(&self, range: Range<usize>) -> Span {
        let folded = &self.ground.folded;
        let inside = folded.text().get(range.clone()).unwrap_or_default();
        let last = inside.char_indices().next_back().map_or(0, |(at, _)| at);
        let last = folded.origin(range.start + last);
        let length = self.text.get(last..).and_then(|rest| rest.chars().next());
        Span::new(folded.origin(range.start), last + length.map_or(0, char::len_utf8))
    }

    /// How much of what stood around the passage stands around this place, 0 to 1.
    fn around(&self, range: Range<usize>) -> Option<f32> {
        let reach = |sought: &Range<usize>| sought.len() * 2 + 4;
        let words = &self.ground.words;
        let (before, after) = (self.pattern.words_before(), self.pattern.words_after());
        let first = words.partition_point(|word| word.start() < range.start);
        let last = words.partition_point(|word| word.end() <= range.end);
        let sides = [
            (before.clone(), first.saturating_sub(reach(&before))..first),
            (after.clone(), last..words.len().min(last + reach(&after))),
        ];
        let shares = sides
            .into_iter()
            .filter(|(sought, _)| !sought.is_empty())
            .map(|(sought, there)| self.shared(sought, there));
        let (count, sum) = shares.fold((0.0, 0.0), |(count, sum), it| (count + 1.0, sum + it));
        (count > 0.0).then(|| sum / count)
    }

    /// How much of these words of the pattern is in a stretch, 0 to 1.
    fn shared(&self, sought: Range<usize>, there: Range<usize>) -> f32 {
        let all: f32 = self.weights[sought.clone()].iter().sum();
        let found: f32 = self.align(sought, there).iter().map(|it| self.told(it)).sum();
        if all > 0.0 { found / all } else { 0.0 }
    }

    /// Lays words of the pattern beside a stretch, whose words are counted from its first.
    fn align(&self, sought: Range<usize>, there: Range<usize>) -> Vec<Match> {
        let ours = read(self.pattern.words(), sought.clone(), self.pattern.text());
        let theirs = read(&self.ground.words, there, self.ground.folded.text());
        let weights = self.weights.get(sought.clone()).unwrap_or_default();
        let inside = self.pattern.inside();
        let seams = [inside.start, inside.end].map(|seam| seam.saturating_sub(sought.start));
        let mut matches = alignment::align(weights, seams, theirs.len(), |one, other| {
            let ((one, ours), (other, theirs)) = (ours[one], theirs[other]);
            if one == other { 1.0 } else { likeness(ours, theirs) }
        });
        for it in &mut matches {
            it.sought += sought.start;
        }
        matches
    }
}

/// Some words of a text with their keys.
fn read<'a>(words: &[Word], range: Range<usize>, text: &'a str) -> Vec<(u32, &'a str)> {
    let words = words.get(range).unwrap_or_default();
    words.iter().map(|word| (word.key, word.of(text))).collect()
}

/// The last beginning of a character at or before a place.
fn floor_char(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

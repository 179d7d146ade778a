//! Long lists that are read in order, and changed here and there.
//!
//! Knows keys. Must never know what it holds. Of a store there are a hundred thousand entries: what
//! was read stays as it came, in one piece, and what was made since lies beside it. A tree of them
//! takes more room, and gives it back in pieces.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::{iter, mem};

/// What is found by a key that follows from it.
pub trait Keyed {
    /// The key, which takes next to no time to make for most: it is made at each comparison.
    type Key: Ord;

    /// What it is found by.
    fn key(&self) -> Self::Key;
}

impl<K: Ord + Clone, V> Keyed for (K, V) {
    type Key = K;

    fn key(&self) -> K {
        self.0.clone()
    }
}

/// A map to what follows from the key or has it with it.
#[derive(Clone, Debug)]
pub struct Sorted<T: Keyed> {
    /// What came in order; changed where it stands.
    read: Vec<T>,
    /// Which of these were taken out.
    gone: BTreeSet<T::Key>,
    /// What was put in between.
    made: BTreeMap<T::Key, T>,
}

impl<T: Keyed> Default for Sorted<T> {
    fn default() -> Self {
        Self { read: Vec::new(), gone: BTreeSet::new(), made: BTreeMap::new() }
    }
}

impl<T: Keyed> FromIterator<T> for Sorted<T> {
    /// Of two under one key the last counts.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut read: Vec<T> = items.into_iter().collect();
        if !read.is_sorted_by(|one, other| one.key() < other.key()) {
            let sorted: BTreeMap<_, _> = read.into_iter().map(|item| (item.key(), item)).collect();
            read = sorted.into_values().collect();
        }
        Self { read, ..Self::default() }
    }
}

impl<T: Keyed + PartialEq> PartialEq for Sorted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Keyed + Eq> Eq for Sorted<T> {}

impl<T: Keyed> Sorted<T> {
    /// What stands under a key.
    pub fn get(&self, key: &T::Key) -> Option<&T> {
        match self.place(key) {
            Ok(place) => self.read.get(place).filter(|_| !self.gone.contains(key)),
            Err(_) => self.made.get(key),
        }
    }

    /// Puts something in; returns what stood under its key.
    pub fn insert(&mut self, item: T) -> Option<T> {
        let key = item.key();
        match self.place(&key) {
            Ok(place) => {
                let was_gone = self.gone.remove(&key);
                Some(mem::replace(&mut self.read[place], item)).filter(|_| !was_gone)
            }
            Err(place) if place == self.read.len() && self.made.is_empty() => {
                self.read.push(item);
                None
            }
            Err(_) => self.made.insert(key, item),
        }
    }

    /// Takes out what stands under a key.
    pub fn remove(&mut self, key: T::Key) {
        match self.place(&key) {
            Ok(_) => drop(self.gone.insert(key)),
            Err(_) => drop(self.made.remove(&key)),
        }
    }

    /// All of it, by key.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.merged(&self.read, self.made.iter())
    }

    /// What stands under these keys, the first of which comes before the last. What was taken out
    /// behind them costs nothing.
    pub fn range(&self, keys: RangeInclusive<T::Key>) -> impl Iterator<Item = &T> {
        let start = self.place(keys.start()).unwrap_or_else(|place| place);
        let end = self.place(keys.end()).map_or_else(|place| place, |place| place + 1);
        let read = self.read.get(start..end).unwrap_or_default();
        self.merged(read, self.made.range(keys))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len() - self.gone.len() + self.made.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn merged<'a>(
        &'a self,
        read: &'a [T],
        made: impl Iterator<Item = (&'a T::Key, &'a T)>,
    ) -> impl Iterator<Item = &'a T>
    where
        T::Key: 'a,
    {
        let stays = |item: &&T| self.gone.is_empty() || !self.gone.contains(&item.key());
        let mut read = read.iter().filter(stays).peekable();
        let mut made = made.peekable();
        iter::from_fn(move || match (read.peek(), made.peek()) {
            (Some(one), Some((other, _))) if **other < one.key() => Some(made.next()?.1),
            (Some(_), _) => read.next(),
            (None, _) => Some(made.next()?.1),
        })
    }

    /// Where a key stands among what was read, or would.
    fn place(&self, key: &T::Key) -> Result<usize, usize> {
        self.read.binary_search_by(|item| item.key().cmp(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    type List = Sorted<(u64, usize)>;

    #[test]
    fn it_is_a_map_whatever_was_read_put_in_and_taken_out() {
        let mut random = fastrand::Rng::with_seed(4);
        for _ in 0..60 {
            let read: Vec<_> =
                (0..random.usize(..20)).map(|step| (random.u64(..30), step)).collect();
            let mut expected: BTreeMap<_, _> = read.iter().copied().collect();
            let mut list: List = read.into_iter().collect();
            for step in 20..80 {
                let key = random.u64(..40);
                if random.bool() {
                    list.remove(key);
                    expected.remove(&key);
                } else {
                    let before = list.insert((key, step)).map(|it| it.1);
                    assert_eq!(before, expected.insert(key, step));
                }
                let told = |it: &(u64, usize)| (it.0, it.1);
                let all: Vec<_> = expected.iter().map(|(&key, &step)| (key, step)).collect();
                assert_eq!(list.get(&key).map(told), all.iter().copied().find(|it| it.0 == key));
                assert_eq!((list.len(), list.is_empty()), (all.len(), all.is_empty()));
                assert_eq!(list.iter().map(told).collect::<Vec<_>>(), all);
                let end = random.u64(key..41);
                let expected_between = all.iter().copied().filter(|it| (key..=end).contains(&it.0));
                assert!(list.range(key..=end).map(told).eq(expected_between));
                let other = all.iter().copied().chain([(key, 0)]).collect::<List>();
                assert!(list != other || all.contains(&(key, 0)));
                assert_eq!(list, all.into_iter().collect());
            }
        }
    }

    /// A number that counts how often it is asked for its key.
    struct Counted<'a>(u64, &'a Cell<usize>);

    impl Keyed for Counted<'_> {
        type Key = u64;

        fn key(&self) -> u64 {
            self.1.set(self.1.get() + 1);
            self.0
        }
    }

    #[test]
    fn what_was_taken_out_behind_a_range_costs_nothing() {
        let asked = Cell::new(0);
        let mut list: Sorted<Counted<'_>> = (0..9_000).map(|key| Counted(key, &asked)).collect();
        for key in 100..9_000 {
            list.remove(key);
        }
        asked.set(0);
        assert_eq!(list.range(90..=110).count(), 10);
        assert!(asked.get() < 100, "{}", asked.get());
    }

    #[test]
    fn what_comes_in_order_stays_in_one_piece() {
        let mut list = List::default();
        for key in 0..9 {
            list.insert((key, 0));
        }
        assert_eq!((list.read.len(), list.made.len()), (9, 0));
        list.insert((4, 1));
        list.insert((20, 0));
        list.insert((15, 0));
        list.insert((30, 0));
        assert_eq!((list.read.len(), list.made.len()), (10, 2));
    }

    #[test]
    fn of_two_under_one_key_the_last_counts() {
        let list: List = [(1, 1), (0, 2), (1, 3)].into_iter().collect();
        assert!(list.iter().eq(&[(0, 2), (1, 3)]));
    }
}

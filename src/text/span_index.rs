//! Spans with something attached, found by place.

use super::Span;

/// Items by the span they cover, sorted by start. Spans may overlap.
///
/// A query costs the logarithm of the number of items plus what it returns, as long as few long
/// spans cover the place asked for: it never walks all items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpanIndex<T> {
    items: Vec<(Span, T)>,
    /// `reach[i]` is the greatest end among `items[..=i]`.
    reach: Vec<usize>,
}

impl<T> Default for SpanIndex<T> {
    fn default() -> Self {
        Self { items: Vec::new(), reach: Vec::new() }
    }
}

impl<T: Ord> FromIterator<(Span, T)> for SpanIndex<T> {
    fn from_iter<I: IntoIterator<Item = (Span, T)>>(items: I) -> Self {
        let mut items: Vec<_> = items.into_iter().collect();
        items.sort_unstable();
        let mut reach = Vec::with_capacity(items.len());
        let mut furthest = 0;
        for (span, _) in &items {
            furthest = furthest.max(span.end());
            reach.push(furthest);
        }
        Self { items, reach }
    }
}

impl<T> SpanIndex<T> {
    /// All items in text order.
    pub fn items(&self) -> &[(Span, T)] {
        &self.items
    }

    /// Puts an item in.
    pub fn insert(&mut self, span: Span, item: T)
    where
        T: Ord,
    {
        let at =
            self.items.partition_point(|(other, other_item)| (*other, other_item) < (span, &item));
        self.items.insert(at, (span, item));
        let before = at.checked_sub(1).map_or(0, |index| self.reach[index]);
        self.reach.insert(at, before.max(span.end()));
        for reach in self.reach.iter_mut().skip(at + 1) {
            if *reach >= span.end() {
                break;
            }
            *reach = span.end();
        }
    }

    /// Takes an item out.
    pub fn remove(&mut self, span: Span, item: &T)
    where
        T: Ord,
    {
        let Ok(at) = self
            .items
            .binary_search_by(|(other, other_item)| (*other, other_item).cmp(&(span, item)))
        else {
            return;
        };
        self.items.remove(at);
        self.reach.remove(at);
        let mut furthest = at.checked_sub(1).map_or(0, |index| self.reach[index]);
        for ((span, _), reach) in self.items.iter().zip(&mut self.reach).skip(at) {
            furthest = furthest.max(span.end());
            if *reach == furthest {
                break;
            }
            *reach = furthest;
        }
    }

    /// The items that share a byte with `place`, last first.
    pub fn overlapping(&self, place: Span) -> impl Iterator<Item = &(Span, T)> {
        let end = self.items.partition_point(|(span, _)| span.start() < place.end());
        (0..end)
            .rev()
            .take_while(move |&index| self.reach[index] > place.start())
            .map(|index| &self.items[index])
            .filter(move |(span, _)| span.overlaps(place))
    }

    /// The index of the first item that starts after `offset`.
    pub fn first_after(&self, offset: usize) -> Option<usize> {
        let index = self.items.partition_point(|(span, _)| span.start() <= offset);
        (index < self.items.len()).then_some(index)
    }

    /// The index of the last item that starts before `offset`.
    pub fn last_before(&self, offset: usize) -> Option<usize> {
        self.items.partition_point(|(span, _)| span.start() < offset).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> SpanIndex<char> {
        [(4..6, 'b'), (0..20, 'a'), (8..9, 'c'), (30..40, 'd')]
            .into_iter()
            .map(|(range, name)| (Span::from(range), name))
            .collect()
    }

    fn names(start: usize, end: usize) -> String {
        let mut names: Vec<char> =
            index().overlapping(Span::new(start, end)).map(|(_, name)| *name).collect();
        names.sort_unstable();
        names.into_iter().collect()
    }

    #[test]
    fn finds_what_overlaps_and_nothing_else() {
        assert_eq!(names(5, 9), "abc");
        assert_eq!(names(10, 12), "a");
        assert_eq!(names(20, 30), "");
        assert_eq!(names(39, 90), "d");
    }

    #[test]
    fn putting_in_and_taking_out_equals_making_anew() {
        let mut random = fastrand::Rng::with_seed(4);
        let mut index = SpanIndex::default();
        let mut kept: Vec<(Span, u32)> = Vec::new();
        for name in 0..300 {
            let start = random.usize(..50);
            let span = Span::new(start, start + random.usize(..30));
            index.insert(span, name);
            kept.push((span, name));
            if name % 3 == 0 {
                let (span, name) = kept.swap_remove(random.usize(..kept.len()));
                index.remove(span, &name);
            }
            let anew: SpanIndex<u32> = kept.iter().copied().collect();
            assert_eq!(index.items, anew.items);
            assert_eq!(index.reach, anew.reach);
        }
    }

    #[test]
    fn neighbours_by_offset() {
        assert_eq!(index().first_after(4), Some(2));
        assert_eq!(index().last_before(4), Some(0));
        assert_eq!(index().first_after(30), None);
        assert_eq!(index().last_before(0), None);
    }
}

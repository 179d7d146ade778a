//! Several threads at the items of a row.
//!
//! Knows the order of what they make of them. Must never know what that is.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// How many threads take turns: on the least of machines one beside that of the screen.
const THREADS: usize = 2;

/// Has threads take the items in turns; each does what `work` gives it. `take` gets what they made,
/// in the order of the items, until it wants no more. Whether that was all.
pub(super) fn in_turns<T: Sync, R: Send, W: Fn(&T) -> R>(
    items: &[T],
    work: impl Fn() -> W + Sync,
    mut take: impl FnMut(R) -> bool,
) -> bool {
    if let [item] = items {
        return take(work()(item));
    }
    let next = AtomicUsize::new(0);
    let (sender, made) = channel();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                let work = work();
                while let Some((index, item)) = turn(items, next) {
                    // Nobody hears it when no more is wanted.
                    if sender.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let (mut early, mut due) = (BTreeMap::new(), 0);
        for (index, one) in made {
            early.insert(index, one);
            while let Some(one) = early.remove(&due) {
                due += 1;
                if !take(one) {
                    return false;
                }
            }
        }
        due == items.len()
    })
}

/// The next item that nobody has taken.
fn turn<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn what_is_made_comes_in_order_and_all_of_it() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let mut made = Vec::new();
            let is_all = in_turns(
                &items,
                || |item: &usize| 2 * item,
                |one| {
                    made.push(one);
                    true
                },
            );
            assert!(is_all);
            assert_eq!(made, (0..count).map(|item| 2 * item).collect::<Vec<_>>());
        }
    }

    #[test]
    fn two_are_at_work_at_the_same_time() {
        let both = Barrier::new(THREADS);
        let mut made = 0;
        // Neither goes on before the other has come.
        in_turns(
            &[(); 10],
            || |(): &()| both.wait(),
            |_| {
                made += 1;
                true
            },
        );
        assert_eq!(made, 10);
    }

    #[test]
    fn nothing_is_begun_once_no_more_is_wanted() {
        let begun = AtomicUsize::new(0);
        let items: Vec<usize> = (0..1_000_000).collect();
        let count = || |_: &usize| begun.fetch_add(1, Ordering::Relaxed);
        let mut taken = 0;
        let is_all = in_turns(&items, count, |_| {
            taken += 1;
            taken < 3
        });
        assert!(!is_all && taken == 3);
        assert!(begun.into_inner() < items.len());
    }
}

//! Several threads at the items of a row.
//!
//! Knows the order of what they make of them. Must never know what that is.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many threads take turns: on the least of machines one beside that of the screen.
const THREADS: usize = 2;
/// How many items before the one that is due next nothing more is begun: what is made of them is
/// kept until then.
const AHEAD: usize = 8;

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
    let turns = Turns::default();
    let (sender, made) = channel();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let (sender, turns, work) = (sender.clone(), &turns, &work);
            scope.spawn(move || {
                let work = work();
                while let Some((index, item)) = turns.next(items) {
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
                    turns.end();
                    return false;
                }
                turns.taken(due);
            }
        }
        due == items.len()
    })
}

/// Whose turn it is.
#[derive(Debug, Default)]
struct Turns {
    turn: Mutex<Turn>,
    bell: Condvar,
}

/// How far the items are gone through.
#[derive(Debug, Default)]
struct Turn {
    /// The next one that nobody has begun.
    next: usize,
    /// The first one that is not done with.
    due: usize,
    /// Whether no more is wanted.
    has_ended: bool,
}

impl Turns {
    fn lock(&self) -> MutexGuard<'_, Turn> {
        // A panic of another thread ends the program.
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item that nobody has begun, once it is near enough to what is due.
    fn next<'a, T>(&self, items: &'a [T]) -> Option<(usize, &'a T)> {
        let is_far = |turn: &mut Turn| {
            !turn.has_ended && (turn.due + AHEAD..items.len()).contains(&turn.next)
        };
        let turn = self.bell.wait_while(self.lock(), is_far);
        let mut turn = turn.unwrap_or_else(PoisonError::into_inner);
        if turn.has_ended {
            return None;
        }
        let index = turn.next;
        turn.next += 1;
        items.get(index).map(|item| (index, item))
    }

    /// All items before this one are done with.
    fn taken(&self, due: usize) {
        self.lock().due = due;
        self.bell.notify_all();
    }

    /// No more is wanted.
    fn end(&self) {
        self.lock().has_ended = true;
        self.bell.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
    fn nobody_goes_far_ahead_of_what_is_due() {
        let items: Vec<usize> = (0..1000).collect();
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let is_too_far = AtomicBool::new(false);
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if *item >= taken.load(Ordering::SeqCst) + AHEAD {
                is_too_far.store(true, Ordering::SeqCst);
            }
            // The first one takes longer than all that may be begun meanwhile.
            while *item == 0 && begun.load(Ordering::SeqCst) < AHEAD {
                thread::yield_now();
            }
        };
        let take = |()| taken.fetch_add(1, Ordering::SeqCst) < items.len();
        assert!(in_turns(&items, || work, take));
        assert_eq!(begun.into_inner(), items.len());
        assert!(!is_too_far.into_inner());
    }

    #[test]
    fn one_who_waits_is_let_go_when_no_more_is_wanted() {
        let begun = AtomicUsize::new(0);
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            while *item == 0 && begun.load(Ordering::SeqCst) < AHEAD {
                thread::yield_now();
            }
        };
        let items: Vec<usize> = (0..1000).collect();
        assert!(!in_turns(&items, || work, |()| false));
        assert!(begun.into_inner() <= AHEAD + 1);
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

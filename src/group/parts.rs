//! Work on many things, done by as many threads as there are cores.
//!
//! Knows nothing of claims. What comes out does not depend on how many threads there are.

use std::num::NonZero;
use std::thread;

use crate::patience::Patience;

/// Fewer things than this are not worth a thread.
const WORTH: usize = 500;
/// After how many things it is asked whether the work is waited for still.
const ASKED: usize = 8192;

/// The same as [`in_parts`] for as long as it is waited for; what is not done by then is left out.
pub(super) fn in_parts_until<T: Sync, R: Send>(
    all: &[T],
    patience: Patience<'_>,
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let waited_for = all.chunks(ASKED).take_while(|_| !patience.is_over());
    waited_for.flat_map(|block| in_parts(block, &work)).collect()
}

/// What `work` makes of all things, part by part, in their order.
pub(super) fn in_parts<T: Sync, R: Send>(
    all: &[T],
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let size = all.len().div_ceil(cores).max(WORTH);
    if all.len() <= size {
        return work(all);
    }
    thread::scope(|scope| {
        let begun: Vec<_> = all.chunks(size).map(|part| scope.spawn(|| work(part))).collect();
        let mut made = Vec::new();
        for (part, thread) in all.chunks(size).zip(begun) {
            // A thread that panicked: its part is done here, where the panic is told.
            made.extend(thread.join().unwrap_or_else(|_| work(part)));
        }
        made
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::patience::Over;

    #[test]
    fn all_is_done_once_and_in_order() {
        for count in [0, 1, WORTH, WORTH * 3 + 7] {
            let all: Vec<usize> = (0..count).collect();
            let doubled = in_parts(&all, |part| part.iter().map(|it| it * 2).collect());
            assert!(doubled.iter().enumerate().all(|(index, &it)| it == index * 2));
            assert_eq!(doubled.len(), count);
        }
    }

    #[test]
    fn no_more_is_done_than_is_waited_for() {
        let all: Vec<usize> = (0..ASKED * 3).collect();
        let same = |patience| in_parts_until(&all, patience, <[usize]>::to_vec);
        assert_eq!(same(Patience::ENDLESS), all);
        let asked = Cell::new(0);
        let over = || {
            asked.set(asked.get() + 1);
            (asked.get() > 2).then_some(Over::Stopped)
        };
        assert_eq!(same(Patience::until(&over)), all[..ASKED * 2]);
    }
}

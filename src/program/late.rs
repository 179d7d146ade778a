//! Threads that begin when they are told to, at the latest with the first order they get: most starts
//! need none of them at once.
//!
//! Knows threads and channels. Must never know what is ordered.

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// A way to order from a thread; its clones order from the same one. The thread ends with the last
/// of them.
pub(super) struct Late<T, R = ()> {
    orders: Sender<T>,
    stage: Arc<Mutex<Stage<R>>>,
}

/// How far the thread is.
enum Stage<R> {
    /// Nothing was ordered yet; this is what it will do.
    Unbegun(Box<dyn FnOnce() -> R + Send>),
    /// It works, or waits for orders.
    Working(JoinHandle<R>),
    Ended,
}

impl<T: Send + 'static, R: Send + 'static> Late<T, R> {
    /// A thread that will do this.
    pub(super) fn new(work: impl FnOnce(Receiver<T>) -> R + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let work = Box::new(move || work(inbox));
        Self { orders, stage: Arc::new(Mutex::new(Stage::Unbegun(work))) }
    }

    /// Orders something.
    pub(super) fn order(&self, order: T) {
        // The worker ends before this only by a panic, which ends the program.
        let _ended = self.orders.send(order);
        self.begin();
    }

    /// Begins without an order, if it has not begun.
    pub(super) fn begin(&self) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        *stage = match std::mem::replace(&mut *stage, Stage::Ended) {
            Stage::Unbegun(work) => Stage::Working(thread::spawn(work)),
            begun => begun,
        };
    }

    /// Waits until everything is done, as the only one who orders. What was never begun is done
    /// here and now.
    pub(super) fn finish(self, last: T) -> Option<R> {
        let Self { orders, stage } = self;
        let _ended = orders.send(last);
        drop(orders);
        let mut stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *stage, Stage::Ended) {
            Stage::Unbegun(work) => Some(work()),
            Stage::Working(worker) => worker.join().ok(),
            Stage::Ended => None,
        }
    }
}

impl<T, R> Clone for Late<T, R> {
    fn clone(&self) -> Self {
        Self { orders: self.orders.clone(), stage: self.stage.clone() }
    }
}

impl<T, R> fmt::Debug for Late<T, R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Late")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::ThreadId;

    fn summing() -> Late<u32, (u32, ThreadId)> {
        Late::new(|inbox: Receiver<u32>| (inbox.iter().sum(), thread::current().id()))
    }

    #[test]
    fn a_thread_begins_with_the_first_order_and_does_all() {
        let late = summing();
        let other = late.clone();
        late.order(1);
        other.order(2);
        drop(other);
        let (sum, worker) = late.finish(4).unwrap();
        assert_eq!(sum, 7);
        assert_ne!(worker, thread::current().id());
    }

    #[test]
    fn a_thread_begins_once_when_it_is_told_to() {
        let late = summing();
        late.begin();
        late.begin();
        let (sum, worker) = late.finish(4).unwrap();
        assert_eq!(sum, 4);
        assert_ne!(worker, thread::current().id());
    }

    #[test]
    fn without_an_order_there_is_no_thread() {
        let (sum, worker) = summing().finish(4).unwrap();
        assert_eq!((sum, worker), (4, thread::current().id()));
    }
}

//! Someone who steps in where a step takes too long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Stands by until it is dropped.
#[derive(Debug)]
pub(super) struct Relief {
    _at_work: Sender<()>,
    has_acted: Arc<AtomicBool>,
}

impl Relief {
    /// Does `act` on a thread of its own if this still stands by after `patience`.
    pub(super) fn after(patience: Duration, act: impl FnOnce() + Send + 'static) -> Self {
        let (at_work, ended) = channel();
        let has_acted = Arc::new(AtomicBool::new(false));
        let acts = has_acted.clone();
        thread::spawn(move || {
            if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                acts.store(true, Ordering::SeqCst);
                act();
            }
        });
        Self { _at_work: at_work, has_acted }
    }

    /// Whether it stepped in.
    pub(super) fn has_acted(&self) -> bool {
        self.has_acted.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_steps_in_where_a_step_takes_too_long_and_nowhere_else() {
        let (acted, acts) = channel();
        let relief = Relief::after(Duration::from_millis(1), {
            let acted = acted.clone();
            move || acted.send("late").unwrap()
        });
        assert_eq!(acts.recv(), Ok("late"));
        assert!(relief.has_acted());
        drop(relief);
        let relief = Relief::after(Duration::from_mins(5), move || acted.send("early").unwrap());
        assert!(!relief.has_acted());
        drop(relief);
        // What would have been done went with the thread.
        assert!(acts.recv().is_err());
    }
}

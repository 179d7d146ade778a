//! How much time goes by, and how much of it reading an article may take.

use std::time::{Duration, Instant};

use crate::patience::{Over, Patience};
use crate::story::{BUDGET, Limits};

/// Tells how much time went by since this was called.
pub fn stopwatch() -> impl Fn() -> Duration + Copy {
    let began = clock();
    move || since(began)
}

/// How much time went by since then.
pub(super) fn since(began: Instant) -> Duration {
    clock() - began
}

/// This moment, to measure from.
#[expect(clippy::disallowed_methods, reason = "what takes too long is measured")]
pub(super) fn clock() -> Instant {
    Instant::now()
}

/// What `read` makes of an article of at most `bytes` bytes, in the time that one may take, as long
/// as nobody stopped it.
pub(super) fn within_budget<T>(
    bytes: u64,
    is_stopped: &dyn Fn() -> bool,
    read: impl FnOnce(Limits<'_>) -> T,
) -> T {
    let time = stopwatch();
    let over = || match time() > BUDGET {
        _ if is_stopped() => Some(Over::Stopped),
        is_late => is_late.then_some(Over::Late),
    };
    read(Limits { bytes, patience: Patience::until(&over) })
}

//! How much time goes by.

use std::time::{Duration, Instant};

/// Tells how much time went by since this was called.
pub fn stopwatch() -> impl Fn() -> Duration + Copy {
    let began = clock();
    move || clock() - began
}

#[expect(clippy::disallowed_methods, reason = "what takes too long is measured")]
fn clock() -> Instant {
    Instant::now()
}

//! What the reader does before the article in front is there: it is kept, and done then.
//!
//! Knows how long what is waited for. Must never know what a key means, or read the clock.

use std::time::{Duration, Instant};

use crate::app::story::Coming;
use crate::keymap::input::Input;

/// How long the first frame waits for the article in front; what takes longer is told on it.
const FRAME_WAIT: Duration = Duration::from_millis(100);
/// How long keys wait for it. Hardly an article takes longer, but a machine may have much else to do.
const KEYS_WAIT: Duration = Duration::from_secs(1);

/// The moments between the start and the article in front.
#[derive(Debug)]
pub(super) struct Early {
    began: Instant,
    kept: Vec<Input>,
    is_over: bool,
}

impl Early {
    /// They begin now.
    pub(super) fn new(now: Instant) -> Self {
        Self { began: now, kept: Vec::new(), is_over: false }
    }

    /// Whether the first frame waits, so that there is no frame without an article.
    pub(super) fn holds(&self, coming: Option<Coming>, now: Instant) -> bool {
        coming == Some(Coming::Text) && self.left(FRAME_WAIT, now).is_some()
    }

    /// How long the next event is waited for, before what is coming is waited for no more.
    pub(super) fn patience(&self, coming: Option<Coming>, now: Instant) -> Option<Duration> {
        let frame = self.left(FRAME_WAIT, now).filter(|_| coming == Some(Coming::Text));
        frame.or_else(|| self.left(KEYS_WAIT, now).filter(|_| coming.is_some()))
    }

    /// Keeps what the reader does while something is coming; else it is handed back.
    pub(super) fn keep(
        &mut self,
        input: Input,
        coming: Option<Coming>,
        now: Instant,
    ) -> Option<Input> {
        let is_kept = coming.is_some()
            && self.left(KEYS_WAIT, now).is_some()
            && matches!(input, Input::Key(_) | Input::Mouse(_) | Input::Paste(_));
        if !is_kept {
            return Some(input);
        }
        self.kept.push(input);
        None
    }

    /// What was kept, once nothing is waited for any more.
    pub(super) fn take(&mut self, coming: Option<Coming>, now: Instant) -> Vec<Input> {
        self.is_over |= coming.is_none() || self.left(KEYS_WAIT, now).is_none();
        if self.is_over { std::mem::take(&mut self.kept) } else { Vec::new() }
    }

    /// How much of a time since the beginning is left, where some is.
    fn left(&self, wait: Duration, now: Instant) -> Option<Duration> {
        let end = self.began.checked_add(wait).filter(|_| !self.is_over)?;
        Some(end.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::input::{Background, Paste};
    use crate::program::stopwatch::clock;

    fn paste(text: &str) -> Input {
        Input::Paste(Paste { text: text.to_owned(), ..Paste::default() })
    }

    #[test]
    fn keys_wait_for_the_article_and_are_done_in_their_order() {
        let now = clock();
        let mut early = Early::new(now);
        for (coming, holds, wait) in
            [(Coming::Text, true, FRAME_WAIT), (Coming::Rest, false, KEYS_WAIT)]
        {
            let coming = Some(coming);
            assert_eq!(early.holds(coming, now), holds);
            assert_eq!(early.patience(coming, now), Some(wait));
            assert_eq!(early.keep(paste(&holds.to_string()), coming, now), None);
            assert_eq!(early.take(coming, now), []);
        }
        assert_eq!(early.take(None, now), [paste("true"), paste("false")]);
        // Another article that comes is nothing that the program starts with.
        let coming = Some(Coming::Text);
        assert!(!early.holds(coming, now) && early.patience(coming, now).is_none());
        assert_eq!(early.keep(paste("late"), coming, now), Some(paste("late")));
    }

    #[test]
    fn what_takes_too_long_is_waited_for_no_more() {
        let (now, coming) = (clock(), Some(Coming::Text));
        let mut early = Early::new(now);
        assert_eq!(early.keep(paste("a"), coming, now), None);
        // First the frame does not wait any more, then keys do not.
        let later = now + FRAME_WAIT;
        assert!(!early.holds(coming, later));
        assert_eq!(early.patience(coming, later), Some(KEYS_WAIT.saturating_sub(FRAME_WAIT)));
        assert_eq!(early.keep(paste("b"), coming, later), None);
        let late = now + KEYS_WAIT;
        assert_eq!(early.patience(coming, late), None);
        assert_eq!(early.take(coming, late), [paste("a"), paste("b")]);
        assert_eq!(early.keep(paste("c"), coming, late), Some(paste("c")));
    }

    #[test]
    fn what_the_terminal_answers_waits_for_nothing() {
        let now = clock();
        let answer = Input::Background(Background { red: 0, green: 0, blue: 0 });
        let kept = Early::new(now).keep(answer.clone(), Some(Coming::Text), now);
        assert_eq!(kept, Some(answer));
    }
}

//! What the reader does before the article in front is there: it is kept, and done then.
//!
//! Knows how long what is waited for. Must never know what a key means.

use std::time::Duration;

use crate::app::story::Coming;
use crate::keymap::input::Input;

/// How long the first frame waits for the article in front; what takes longer is told on it.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// How long keys wait for the rest of an article of which that is a matter of moments: a machine may
/// have much else to do.
const REST_WAIT: Duration = Duration::from_secs(1);

/// The moments between the start and the article in front.
#[derive(Debug, Default)]
pub(super) struct Early {
    kept: Vec<Input>,
    is_over: bool,
}

impl Early {
    /// Whether the first frame waits, so that there is no frame without an article.
    pub(super) fn holds(&self, coming: Option<Coming>) -> bool {
        !self.is_over && coming == Some(Coming::Text)
    }

    /// How long the next event is waited for, before what is coming is waited for no more.
    pub(super) fn patience(&self, coming: Option<Coming>) -> Option<Duration> {
        let wait = |coming| match coming {
            Coming::Text => FIRST_WAIT,
            Coming::Rest => REST_WAIT,
        };
        coming.filter(|_| !self.is_over).map(wait)
    }

    /// Keeps what the reader does while something is coming; else it is handed back.
    pub(super) fn keep(&mut self, input: Input, coming: Option<Coming>) -> Option<Input> {
        let is_kept = !self.is_over
            && coming.is_some()
            && matches!(input, Input::Key(_) | Input::Mouse(_) | Input::Paste(_));
        if !is_kept {
            return Some(input);
        }
        self.kept.push(input);
        None
    }

    /// Waits no more.
    pub(super) fn give_up(&mut self) {
        self.is_over = true;
    }

    /// What was kept, once nothing is waited for any more.
    pub(super) fn take(&mut self, coming: Option<Coming>) -> Vec<Input> {
        self.is_over |= coming.is_none();
        if self.is_over { std::mem::take(&mut self.kept) } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::input::{Background, Paste};

    fn paste(text: &str) -> Input {
        Input::Paste(Paste { text: text.to_owned(), ..Paste::default() })
    }

    #[test]
    fn keys_wait_for_the_article_and_are_done_in_their_order() {
        let mut early = Early::default();
        for (coming, holds) in [(Coming::Text, true), (Coming::Rest, false)] {
            let coming = Some(coming);
            assert_eq!(early.holds(coming), holds);
            assert!(early.patience(coming).is_some());
            assert_eq!(early.keep(paste(&holds.to_string()), coming), None);
            assert_eq!(early.take(coming), []);
        }
        assert_eq!(early.take(None), [paste("true"), paste("false")]);
        // Another article that comes is nothing that the program starts with.
        let coming = Some(Coming::Text);
        assert!(!early.holds(coming) && early.patience(coming).is_none());
        assert_eq!(early.keep(paste("late"), coming), Some(paste("late")));
    }

    #[test]
    fn what_takes_too_long_is_waited_for_no_more() {
        let mut early = Early::default();
        let coming = Some(Coming::Text);
        assert_eq!(early.keep(paste("a"), coming), None);
        early.give_up();
        assert_eq!(early.take(coming), [paste("a")]);
        assert!(!early.holds(coming));
    }

    #[test]
    fn what_the_terminal_answers_waits_for_nothing() {
        let answer = Input::Background(Background { red: 0, green: 0, blue: 0 });
        assert_eq!(Early::default().keep(answer.clone(), Some(Coming::Text)), Some(answer));
    }
}

//! What the reader types before the article in front is there: it is kept, and done then.
//!
//! Knows what is waited for, and until when. Must never know what a key means.

use std::collections::VecDeque;
use std::time::Duration;

use crate::app::story::Coming;
use crate::keymap::input::Input;

/// How long after the start the first frame waits for the article in front; what takes longer is
/// told on it.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// How long after the start keys wait for the rest of an article of which that is a matter of
/// moments: a machine may have much else to do.
const REST_WAIT: Duration = Duration::from_secs(1);

/// The moments between the start and the article in front. What is asked of it is asked with what is
/// on its way, and with the time since the start.
#[derive(Debug, Default)]
pub(super) struct Early {
    kept: VecDeque<Input>,
    is_over: bool,
}

impl Early {
    /// Whether the first frame waits, so that there is no frame without an article.
    pub(super) fn holds(&self, coming: Option<Coming>, since: Duration) -> bool {
        coming == Some(Coming::Text) && self.patience(coming, since).is_some()
    }

    /// How much longer is waited for what is coming; none where nothing is waited for.
    pub(super) fn patience(&self, coming: Option<Coming>, since: Duration) -> Option<Duration> {
        let until = match coming.filter(|_| !self.is_over)? {
            Coming::Text => FIRST_WAIT,
            Coming::Rest => REST_WAIT,
        };
        until.checked_sub(since).filter(|left| !left.is_zero())
    }

    /// Keeps a key or a paste while something is waited for, or something was kept before it; else
    /// it is handed back. A click is not kept: what it was meant for may not be there any more.
    pub(super) fn keep(&mut self, input: Input, is_waiting: bool) -> Option<Input> {
        if !is_waiting && self.kept.is_empty() {
            return Some(input);
        }
        match input {
            Input::Key(_) | Input::Paste(_) => self.kept.push_back(input),
            Input::Mouse(_) => {}
            Input::Background(_) => return Some(input),
        }
        None
    }

    /// The next of what was kept, once nothing is waited for. When all is done the start is over:
    /// another article that comes later is waited for by nothing.
    pub(super) fn next(&mut self, is_waiting: bool) -> Option<Input> {
        if is_waiting {
            return None;
        }
        self.is_over |= self.kept.is_empty();
        self.kept.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::input::{Background, Mouse, MouseKind, Paste};

    const START: Duration = Duration::ZERO;

    fn paste(text: &str) -> Input {
        Input::Paste(Paste { text: text.to_owned(), ..Paste::default() })
    }

    #[test]
    fn keys_wait_for_the_article_and_are_done_in_their_order() {
        let mut early = Early::default();
        for (coming, holds) in [(Coming::Text, true), (Coming::Rest, false)] {
            let coming = Some(coming);
            assert_eq!(early.holds(coming, START), holds);
            assert!(early.patience(coming, START).is_some());
            assert_eq!(early.keep(paste(&holds.to_string()), true), None);
            assert_eq!(early.next(true), None);
        }
        assert_eq!(early.next(false), Some(paste("true")));
        // The first one went to an article that is not here: the second waits for it.
        assert_eq!(early.next(true), None);
        assert_eq!(early.next(false), Some(paste("false")));
        // What need not wait still comes after what was typed before it.
        assert_eq!(early.keep(paste("first"), true), None);
        assert_eq!(early.keep(paste("then"), false), None);
        assert_eq!(early.next(false), Some(paste("first")));
        assert_eq!(early.next(false), Some(paste("then")));
        assert_eq!(early.next(false), None);
        // Another article that comes is nothing that the program starts with.
        let coming = Some(Coming::Text);
        assert!(!early.holds(coming, START) && early.patience(coming, START).is_none());
        assert_eq!(early.keep(paste("late"), false), Some(paste("late")));
    }

    #[test]
    fn what_takes_too_long_is_waited_for_no_more_however_much_happens_meanwhile() {
        let early = Early::default();
        let coming = Some(Coming::Text);
        let left = Duration::from_millis(1);
        let nearly = FIRST_WAIT.saturating_sub(left);
        assert_eq!(early.patience(coming, nearly), Some(left));
        assert!(early.holds(coming, nearly) && !early.holds(coming, FIRST_WAIT));
        assert_eq!(early.patience(coming, FIRST_WAIT), None);
        assert_eq!(early.patience(Some(Coming::Rest), REST_WAIT), None);
    }

    #[test]
    fn what_the_terminal_answers_waits_for_nothing_and_a_click_is_let_go() {
        let answer = Input::Background(Background { red: 0, green: 0, blue: 0 });
        let mut early = Early::default();
        assert_eq!(early.keep(answer.clone(), true), Some(answer));
        let click = Input::Mouse(Mouse { kind: MouseKind::Press, column: 0, row: 0 });
        assert_eq!(early.keep(click, true), None);
        assert_eq!(early.next(false), None);
    }
}

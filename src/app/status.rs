//! What the bottom line says.

use crate::text::clean;

/// The message of the bottom line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Status {
    message: Option<Message>,
}

/// A message and how serious it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// One line, clean.
    pub text: String,
    /// Of what kind it is.
    pub kind: Kind,
}

/// What a message tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// What was done, or how things stand.
    Said,
    /// Why a view was not opened. Who goes back then means that view.
    Refused,
    /// What went wrong.
    Wrong,
}

impl Status {
    /// The message, where there is one.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Says what was done; what went wrong stays until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.put_unless_wrong(&text.into(), Kind::Said);
    }

    /// Says why a view was not opened.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.put_unless_wrong(&text.into(), Kind::Refused);
    }

    /// Says what went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.put(&text.into(), Kind::Wrong);
    }

    /// Whether it says why a view was not opened.
    pub fn has_refused(&self) -> bool {
        self.message.as_ref().is_some_and(|message| message.kind == Kind::Refused)
    }

    fn put_unless_wrong(&mut self, text: &str, kind: Kind) {
        if !self.message.as_ref().is_some_and(Message::is_error) {
            self.put(text, kind);
        }
    }

    /// Messages name files, tags and titles: whatever they hold passes the sanitiser here.
    fn put(&mut self, text: &str, kind: Kind) {
        let text = clean::clean_line(text).into_owned();
        self.message = Some(Message { text, kind });
    }

    /// Says nothing more.
    pub fn clear(&mut self) {
        self.message = None;
    }
}

impl Message {
    /// Whether something went wrong.
    pub fn is_error(&self) -> bool {
        self.kind == Kind::Wrong
    }
}

/// How things stand with the store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SaveState {
    /// The store's file, once it is opened.
    pub file: Option<String>,
    /// Why nothing can be saved, where that is so.
    pub read_only: Option<String>,
    /// The number of the last act.
    pub revision: u64,
    /// The number of the last act that is on disk.
    pub saved: u64,
    /// Why the last save failed, until one ends well.
    pub failed: Option<String>,
    /// Whether the reader was told so when quitting: the next time the program ends.
    pub warned: bool,
    /// What went wrong since then and is to be told after that.
    pub untold: Option<String>,
    /// Whether nothing is meant to be saved.
    pub is_practice: bool,
}

impl SaveState {
    /// What the bottom line says of it.
    pub fn summary(&self) -> &'static str {
        if self.is_practice {
            return "practice";
        }
        match (&self.file, &self.read_only, &self.failed) {
            (None, _, _) => "opening store...",
            (_, Some(_), _) => "read-only",
            (_, _, Some(_)) => "NOT SAVED",
            _ if self.saved < self.revision => "saving...",
            _ => "saved",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_clean() {
        let mut status = Status::default();
        status.complain("a\u{1b}[31mb\nc.txt: gone");
        let text = &status.message().unwrap().text;
        assert!(!text.contains(['\u{1b}', '\n']), "{text:?}");
    }

    #[test]
    fn saved_is_said_only_when_the_last_act_is_on_disk() {
        let mut save = SaveState { file: Some("x".to_owned()), ..SaveState::default() };
        save.revision = 2;
        save.saved = 1;
        assert_eq!(save.summary(), "saving...");
        save.saved = 2;
        assert_eq!(save.summary(), "saved");
        save.failed = Some("disk full".to_owned());
        assert_eq!(save.summary(), "NOT SAVED");
    }
}

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
    /// Whether something went wrong.
    pub is_error: bool,
}

impl Status {
    /// The message, where there is one.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Says what was done; what went wrong stays until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        if !self.message.as_ref().is_some_and(|message| message.is_error) {
            self.put(&text.into(), false);
        }
    }

    /// Says what went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.put(&text.into(), true);
    }

    /// Messages name files, tags and titles: whatever they hold passes the sanitiser here.
    fn put(&mut self, text: &str, is_error: bool) {
        let text = clean::clean_line(text).into_owned();
        self.message = Some(Message { text, is_error });
    }

    /// Says nothing more.
    pub fn clear(&mut self) {
        self.message = None;
    }
}

/// How things stand with the store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SaveState {
    /// The store's file as shown to the reader, once it is opened.
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

//! A key as the reader presses it, and its written form.

use std::fmt;

/// One key press.
///
/// It is made the same way for every terminal: a capital letter is its character without a shift,
/// `Ctrl` and a letter is the lower-case letter, `Ctrl-i` is Tab where the terminal cannot tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters, which carry it in themselves.
    pub shift: bool,
}

/// The keys that are told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum KeyCode {
    /// A character.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Tab; with shift it is back-tab.
    Tab,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow left.
    Left,
    /// The arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// The keys that have a name, with the name that is printed first.
const NAMES: [(KeyCode, &str); 16] = [
    (KeyCode::Enter, "Enter"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Insert, "Insert"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Char('-'), "Minus"),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn char(character: char) -> Self {
        Self::plain(KeyCode::Char(character))
    }

    /// What stands behind Esc where that and a character, sent together, were read as one with Alt.
    pub const fn behind_escape(self) -> Option<Self> {
        match self.code {
            KeyCode::Char(_) if self.alt => Some(Self { alt: false, ..self }),
            _ => None,
        }
    }

    /// A character with Ctrl.
    pub const fn ctrl(character: char) -> Self {
        Self { ctrl: true, ..Self::char(character) }
    }

    /// Reads one key as it is written in tables and configuration: `j`, `G`, `Ctrl-d`, `Alt-Left`,
    /// `Shift-Tab`, `PgDn`, `Space`, `F1`.
    pub fn parse(written: &str) -> Option<Self> {
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = written;
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                (key.ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (key.alt, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Shift-") {
                (key.shift, rest) = (true, after);
            } else {
                break;
            }
        }
        key.code = parse_code(rest)?;
        Some(key)
    }

    /// Reads several keys pressed one after another: `g g`, `Ctrl-w h`.
    pub fn parse_sequence(written: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = written.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// The byte a plain terminal sends for it, where that is the same as for another key: Tab is
    /// Ctrl-i, Enter is Ctrl-m, Esc is Ctrl-[, Backspace is Ctrl-h on some.
    pub fn as_sent(self) -> Self {
        let twin = match (self.ctrl, self.code) {
            (true, KeyCode::Char('i')) => KeyCode::Tab,
            (true, KeyCode::Char('m')) => KeyCode::Enter,
            (true, KeyCode::Char('[')) => KeyCode::Esc,
            (true, KeyCode::Char('h')) => KeyCode::Backspace,
            _ => return self,
        };
        Self { code: twin, ctrl: false, ..self }
    }
}

fn parse_code(written: &str) -> Option<KeyCode> {
    let named = NAMES.iter().find(|(_, name)| *name == written).map(|&(code, _)| code);
    if named.is_some() {
        return named;
    }
    let mut characters = written.chars();
    match (characters.next(), characters.as_str()) {
        (Some(character), "") => Some(KeyCode::Char(character)),
        (Some('F'), number) => {
            number.parse().ok().filter(|number| (1..=12).contains(number)).map(KeyCode::F)
        }
        _ => None,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                formatter.write_str(name)?;
            }
        }
        let held = self.ctrl || self.alt;
        match self.code {
            KeyCode::Char('-') if !held => formatter.write_str("-"),
            KeyCode::F(number) => write!(formatter, "F{number}"),
            code => match (NAMES.iter().find(|(named, _)| *named == code), code) {
                (Some((_, name)), _) => formatter.write_str(name),
                (None, KeyCode::Char(character)) => write!(formatter, "{character}"),
                (None, _) => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_keys_are_read_and_printed_alike() {
        for written in [
            "j",
            "G",
            "Ctrl-d",
            "Alt-Left",
            "Shift-Tab",
            "PgDn",
            "Space",
            "F1",
            "F12",
            "<",
            ">",
            "=",
            "-",
            "é",
            "Ctrl-Minus",
            "Ctrl-Alt-x",
        ] {
            let key = Key::parse(written).unwrap();
            assert_eq!(key.to_string(), written);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for written in ["", "Ctrl-", "F0", "F13", "Tabb", "ab"] {
            assert_eq!(Key::parse(written), None, "{written}");
        }
    }

    #[test]
    fn twins_on_a_plain_terminal() {
        assert_eq!(Key::ctrl('i').as_sent(), Key::plain(KeyCode::Tab));
        assert_eq!(Key::ctrl('m').as_sent(), Key::plain(KeyCode::Enter));
        assert_eq!(Key::ctrl('[').as_sent(), Key::plain(KeyCode::Esc));
        assert_eq!(Key::ctrl('d').as_sent(), Key::ctrl('d'));
    }
}

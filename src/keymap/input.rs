//! What a reader does to the terminal: keys, the mouse, a paste.
//!
//! It knows nothing of the bytes a terminal sends for them.

use super::key::Key;

/// One thing the reader did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A key was pressed, or repeated itself; releases are not told.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text came from the clipboard, as one piece.
    Paste(Paste),
    /// Not the reader but the terminal: it was asked for its background's colour, and this is it.
    Background(Background),
}

/// The colour of the terminal's background.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Background {
    /// From 0 to 255, as the other two.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Background {
    /// Whether dark text is easier to read on it than light text: its luma (ITU-R BT.601) is above
    /// the middle.
    pub fn is_light(self) -> bool {
        let [red, green, blue] = [self.red, self.green, self.blue].map(u32::from);
        299 * red + 587 * green + 114 * blue > 127_500
    }
}

/// What the mouse did, and where.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column, 0 at the left.
    pub column: u16,
    /// The row, 0 at the top.
    pub row: u16,
}

/// What a mouse can do; of its buttons only the left one is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MouseKind {
    /// The wheel turned away from the reader.
    WheelUp,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
}

/// Text from the clipboard. It is data like any other: it has not been sanitised.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paste {
    /// The text, its line ends made `\n`, bytes that are no UTF-8 made U+FFFD.
    pub text: String,
    /// Whether there was more of it than is kept.
    pub truncated: bool,
}

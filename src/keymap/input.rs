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

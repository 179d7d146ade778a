//! The mouse, as far as the program uses it.

/// One thing the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column of the cell under it, from 0.
    pub column: u16,
    /// The row of the cell under it, from 0.
    pub row: u16,
}

/// What the mouse does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MouseKind {
    /// The wheel turned towards the beginning.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
}

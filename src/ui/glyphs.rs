//! The signs that are not text, in two sets.

use crate::claim::ClaimKind;

/// Signs one cell wide each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyphs {
    /// Beside the sentence under the cursor.
    pub bar: &'static str,
    /// Before the item under the cursor.
    pub cursor: &'static str,
    /// A claim not decided on.
    pub claim: &'static str,
    /// A claim that was accepted.
    pub accepted: &'static str,
    /// A claim that was dismissed.
    pub dismissed: &'static str,
    /// A passage with a tag.
    pub tag: &'static str,
    /// A passage with a note.
    pub note: &'static str,
    /// A passage whose words were edited.
    pub edited: &'static str,
    /// Something that may be at several places.
    pub uncertain: &'static str,
    /// Something whose words are gone.
    pub lost: &'static str,
    /// An account that says the same.
    pub agrees: &'static str,
    /// An account that says it otherwise.
    pub differs: &'static str,
    /// An account that contradicts.
    pub conflicts: &'static str,
    /// Beside quoted text.
    pub quote: &'static str,
    /// Where words are left out.
    pub cut: &'static str,
    /// Between facts on one line.
    pub dot: &'static str,
    /// An article that says nothing of it.
    pub absent: &'static str,
    /// The account that the others are compared with.
    pub head: &'static str,
    /// An article that was read again since it was compared.
    pub changed: &'static str,
    /// A claim that says that something happened.
    pub event: &'static str,
    /// Corners and edges of panes: top left, top right, bottom left, bottom right, horizontal,
    /// vertical.
    pub border: [&'static str; 6],
}

impl Glyphs {
    /// Signs for terminals that show Unicode.
    pub const UNICODE: Self = Self {
        bar: "▌",
        cursor: "▸",
        claim: "•",
        accepted: "✓",
        dismissed: "✗",
        tag: "#",
        note: "✎",
        edited: "±",
        uncertain: "?",
        lost: "∅",
        agrees: "=",
        differs: "~",
        conflicts: "≠",
        quote: "│",
        cut: "…",
        dot: "·",
        absent: "·",
        head: "◆",
        changed: "?",
        event: "!",
        border: ["┌", "┐", "└", "┘", "─", "│"],
    };

    /// Signs of ASCII alone.
    pub const ASCII: Self = Self {
        bar: "|",
        cursor: ">",
        claim: "*",
        accepted: "+",
        dismissed: "x",
        tag: "#",
        note: "n",
        edited: "%",
        uncertain: "?",
        lost: "0",
        agrees: "=",
        differs: "~",
        conflicts: "!",
        quote: "|",
        cut: "\\",
        dot: "-",
        absent: ".",
        head: "&",
        changed: "?",
        event: "^",
        border: ["+", "+", "+", "+", "-", "|"],
    };
}

impl Glyphs {
    /// The sign of a kind of claim. They stand in a column of their own and are ASCII in both sets; that
    /// of events gives way in one of them to the sign of a conflict.
    pub(super) const fn kind(&self, kind: ClaimKind) -> &'static str {
        match kind {
            ClaimKind::Quantity => "#",
            ClaimKind::Date => "@",
            ClaimKind::Event => self.event,
            ClaimKind::Terms => "=",
            ClaimKind::Attribution => "\"",
            ClaimKind::Comparison => ">",
            ClaimKind::Other => ".",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap::cells;

    /// All of a set but the border.
    fn signs(set: &Glyphs) -> [&'static str; 20] {
        [
            set.bar,
            set.cursor,
            set.claim,
            set.accepted,
            set.dismissed,
            set.tag,
            set.note,
            set.edited,
            set.uncertain,
            set.lost,
            set.agrees,
            set.differs,
            set.conflicts,
            set.quote,
            set.cut,
            set.dot,
            set.absent,
            set.head,
            set.changed,
            set.event,
        ]
    }

    #[test]
    fn every_glyph_is_one_cell_wide() {
        for set in [Glyphs::UNICODE, Glyphs::ASCII] {
            for glyph in signs(&set).iter().chain(&set.border) {
                assert_eq!(cells(glyph), 1, "{glyph}");
            }
        }
    }

    #[test]
    fn how_accounts_stand_and_where_words_are_cut_is_said_by_signs_of_their_own() {
        let kinds = [
            ClaimKind::Quantity,
            ClaimKind::Date,
            ClaimKind::Terms,
            ClaimKind::Attribution,
            ClaimKind::Comparison,
            ClaimKind::Other,
        ];
        for set in [Glyphs::UNICODE, Glyphs::ASCII] {
            for own in [set.differs, set.conflicts, set.head, set.cut] {
                let signs = signs(&set).into_iter().chain(kinds.map(|kind| set.kind(kind)));
                assert_eq!(signs.filter(|sign| *sign == own).count(), 1, "{own}");
            }
        }
    }

    #[test]
    fn ascii_is_ascii() {
        let set = format!("{:?}", Glyphs::ASCII);
        assert!(set.is_ascii());
    }
}

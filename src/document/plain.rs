//! The reader of plain text, pasted or typed.
//!
//! Knows the shapes that people give to text without mark-up. Must never change the text: the
//! document's text is the input, byte for byte.

mod heading;
mod line;
mod list;
mod wrapped;

use super::rough::{Draft, PARAGRAPH, Rough};
use super::{BlockKind, Marker};
use crate::patience::Patience;
use crate::text::{SharedText, Span};
use line::{Line, Opening};

/// A block and, where it is one line alone, that line with its marker.
struct Passage {
    draft: Draft,
    line: Option<Span>,
}

/// The blocks so far. Only the last two are more than that: a text may have millions.
struct Passages<'a> {
    text: &'a str,
    drafts: Vec<Draft>,
    /// The last one that is complete: whether it is a heading is told by what follows it.
    last: Option<Passage>,
}

/// Reads clean plain text.
pub(super) fn read(text: SharedText, patience: Patience<'_>) -> Rough {
    let lines = line::lines(&text, patience);
    let joined = wrapped::joined(&lines, &text);
    let mut passages = Passages { text: &text, drafts: Vec::new(), last: None };
    let mut open: Option<Passage> = None;
    let mut items = list::Nesting::default();
    for (line, joined) in patience.through(lines.iter().zip(joined)) {
        match &mut open {
            Some(Passage { draft, line: alone }) if joined => {
                draft.span = Span::new(draft.span.start(), line.span.end());
                *alone = None;
            }
            _ => {
                let draft = draft(line, &text, &mut items);
                passages.extend(open.replace(Passage { draft, line: Some(line.span) }));
            }
        }
    }
    passages.extend(open);
    let drafts = passages.finish();
    Rough { text, drafts, is_trimmed: true, ..Rough::default() }
}

impl Passages<'_> {
    /// Takes in the next one, which is complete; an empty one is none.
    fn extend(&mut self, next: Option<Passage>) {
        let Some(next) = next.filter(|next| !next.draft.span.is_empty()) else { return };
        if let Some(last) = self.last.take() {
            self.drafts.push(last.before(Some(&next.draft), self.text));
        }
        self.last = Some(next);
    }

    fn finish(mut self) -> Vec<Draft> {
        let text = self.text;
        self.drafts.extend(self.last.map(|last| last.before(None, text)));
        self.drafts
    }
}

impl Passage {
    /// The block; a line that reads like a heading of what follows it is one, a number included.
    fn before(self, next: Option<&Draft>, text: &str) -> Draft {
        let Self { draft, line } = self;
        match line.filter(|_| heading::is_heading(&draft, next, text)) {
            Some(span) => {
                let level = if draft.kind == PARAGRAPH { 2 } else { 3 };
                Draft { kind: BlockKind::Heading(level), span, depth: 0 }
            }
            None => draft,
        }
    }
}

/// The block that a line begins.
fn draft(line: &Line, text: &str, items: &mut list::Nesting) -> Draft {
    match line.opening {
        Opening::Item => {
            if let Some(marker) = list::marker(line.span.of(text)) {
                let depth = items.enter(line.indent);
                let span = Span::new(line.span.start() + marker.length, line.span.end());
                let kind = BlockKind::ListItem { marker: Marker::new(marker.shown) };
                return Draft { kind, span: span.trimmed(text), depth };
            }
        }
        Opening::Quote { .. } | Opening::Decoration | Opening::Text => items.leave(),
    }
    let (kind, length, depth) = match line.opening {
        Opening::Quote { depth, length } => {
            (BlockKind::Quote, usize::try_from(length).unwrap_or_default(), depth)
        }
        Opening::Decoration => (BlockKind::Boilerplate, 0, 0),
        Opening::Item | Opening::Text => (PARAGRAPH, 0, 0),
    };
    Draft { kind, span: Span::new(line.span.start() + length, line.span.end()), depth }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks as one letter each and their text.
    fn blocks(text: &str) -> Vec<String> {
        let rough = read(text.into(), Patience::ENDLESS);
        let show = |draft: &Draft| {
            let kind = match &draft.kind {
                BlockKind::Heading(_) => "H".to_owned(),
                BlockKind::Paragraph { .. } => "P".to_owned(),
                BlockKind::ListItem { marker } => format!("L{} {marker}", draft.depth),
                BlockKind::Quote => format!("Q{}", draft.depth),
                BlockKind::Code => "C".to_owned(),
                BlockKind::Boilerplate => "B".to_owned(),
            };
            format!("{kind}|{}", draft.of(&rough.text))
        };
        rough.drafts.iter().map(show).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_where_text_is_not_wrapped() {
        assert_eq!(
            blocks("The ferry sailed at dawn.\nIt carried forty.\n\nNobody was hurt.\n"),
            ["P|The ferry sailed at dawn.", "P|It carried forty.", "P|Nobody was hurt."]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The ferry to the outer islands was taken out of service on Monday\n\
            after inspectors found rust in two of its four ballast tanks, and the\n\
            company said that repairs would take at least until the end of June.\n\
            Passengers were told to use the mail boat instead.\n\n\
            The mail boat has room for twelve. It sails on Tuesdays and Fridays,\n\
            weather permitting.\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        assert!(blocks[1].ends_with("weather permitting."));
    }

    #[test]
    fn markers_leave_the_text_of_items() {
        assert_eq!(
            blocks(
                "Terms include:\n  • Rope at cost\n  • Tar, capped\n1. One\n2) Two\n(a) Three\n"
            ),
            [
                "P|Terms include:",
                "L0 •|Rope at cost",
                "L0 •|Tar, capped",
                "L0 1.|One",
                "L0 2)|Two",
                "L0 (a)|Three"
            ]
        );
    }

    #[test]
    fn deeper_items_are_nested_and_go_on_where_indented() {
        assert_eq!(
            blocks("- rope\n  - hemp\n  - steel\n    of two kinds\n- tar\n"),
            ["L0 -|rope", "L1 -|hemp", "L1 -|steel\n    of two kinds", "L0 -|tar"]
        );
    }

    #[test]
    fn quoted_lines_lose_their_mark() {
        assert_eq!(
            blocks("> It sank.\n>> It did not.\nSo it went.\n"),
            ["Q0|It sank.", "Q1|It did not.", "P|So it went."]
        );
    }

    #[test]
    fn short_lines_before_longer_text_are_headings() {
        let text = "Why It Happened\nThe rudder had been loose since the spring, the harbour master said.\n\
            1. A Loose Rudder\n\nNobody had looked at the bolts for eleven months.\nThe end\n";
        assert_eq!(
            blocks(text),
            [
                "H|Why It Happened",
                "P|The rudder had been loose since the spring, the harbour master said.",
                "H|1. A Loose Rudder",
                "P|Nobody had looked at the bolts for eleven months.",
                "P|The end"
            ]
        );
    }

    #[test]
    fn a_heading_below_a_list_is_none_of_its_items() {
        let text = "What changes:\n  • Fares are being made simpler for all who sail often\n\
            Why the piers move\n\nThe piers are old, and nobody has painted them in years.\n";
        let kinds: Vec<char> = blocks(text).iter().filter_map(|each| each.chars().next()).collect();
        assert_eq!(kinds, ['P', 'L', 'H', 'P']);
    }

    #[test]
    fn many_short_lines_without_a_gap_are_read_in_time_that_grows_with_them() {
        assert_eq!(
            read("A short line\n".repeat(50_000).into(), Patience::ENDLESS).drafts.len(),
            50_000
        );
    }

    #[test]
    fn the_text_stays_as_it_is() {
        let text = "  One.\n\n\n • two\n";
        assert_eq!(read(text.into(), Patience::ENDLESS).text, text);
    }

    #[test]
    fn decoration_is_boilerplate_and_empty_marks_are_nothing() {
        assert_eq!(blocks("* * *\n-\n>\nTide.\n"), ["B|* * *", "B|-", "P|Tide."]);
    }
}

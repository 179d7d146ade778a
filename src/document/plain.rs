//! The reader of plain text: paragraphs, headings, lists and quotes without any markup.

use super::BlockKind;
use super::rough::{Draft, PARAGRAPH, Rough};
use crate::text::Span;

/// The longest line that may be a heading, in bytes.
const LONGEST_HEADING: usize = 110;
/// The shortest line that is taken for wrapped by hand, in bytes.
const SHORTEST_WRAPPED: usize = 45;
/// The longest such line.
const LONGEST_WRAPPED: usize = 100;

/// A line that has text.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// Whether an empty line stands before it.
    after_gap: bool,
}

/// Reads clean plain text; the document's text is the input as it is.
pub(super) fn read(text: String) -> Rough {
    let lines = lines(&text);
    let mut drafts = Vec::new();
    let mut rest = lines.as_slice();
    while let [first, after @ ..] = rest {
        let run = wrapped(&text, rest);
        if run > 1 {
            let last = rest.get(run - 1).unwrap_or(first);
            drafts.push(draft(&text, Span::new(first.span.start(), last.span.end()), None));
            rest = rest.get(run..).unwrap_or_default();
        } else {
            drafts.push(draft(&text, first.span, Some((*first, after.first().copied()))));
            rest = after;
        }
    }
    Rough { text, drafts, ..Rough::default() }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut offset = 0;
    let mut after_gap = true;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trimmed(text);
        offset += line.len();
        if span.is_empty() {
            after_gap = true;
        } else {
            lines.push(Line { span, after_gap });
            after_gap = false;
        }
    }
    lines
}

/// How many of the first lines are one paragraph wrapped by hand; 1 where the first stands alone.
fn wrapped(text: &str, lines: &[Line]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let is_item = marker(first.span.of(text)).is_some();
    let goes_on = |line: &Line| {
        let begins = line.span.of(text).chars().next();
        begins.is_some_and(|each| !each.is_uppercase())
    };
    // A line below an item or a single line may be a heading; one in small letters is not.
    let is_joined = |line: &&Line| {
        let is_plain = !line.after_gap && marker(line.span.of(text)).is_none();
        is_plain && (!is_item || goes_on(line))
    };
    let run = 1 + lines.iter().skip(1).take_while(is_joined).count();
    let full = lines.get(..run - 1).unwrap_or_default();
    let is_full = |line: &Line| (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&line.span.len());
    let runs_on = |line: &Line| !line.span.of(text).ends_with(['.', '!', '?', ':', '”', '"']);
    let alike = full.iter().map(|line| line.span.len()).min().unwrap_or(0) + 30
        >= full.iter().map(|line| line.span.len()).max().unwrap_or(0);
    let wraps = first.span.len() >= SHORTEST_WRAPPED
        && !full.is_empty()
        && (run > 2 || lines.get(1).is_some_and(goes_on))
        && alike
        && full.iter().all(is_full)
        && full.iter().filter(|line| runs_on(line)).count() * 2 > full.len();
    if wraps { run } else { 1 }
}

/// The block of a span; `alone` is its line and the line after it, where it is a single line.
fn draft(text: &str, span: Span, alone: Option<(Line, Option<Line>)>) -> Draft {
    let line = span.of(text);
    let titled = alone.is_some_and(|(this, next)| is_heading(text, this, next));
    if let Some(length) = marker(line) {
        let (marker, item) = line.split_at(length);
        // `1. Cost` above a paragraph is a heading with a number.
        let numbered = marker.starts_with(|each: char| each.is_ascii_digit());
        if !(numbered && titled && alone.is_some_and(|(_, next)| is_paragraph(text, next))) {
            let start = span.start() + length + (item.len() - item.trim_start().len());
            let kind = BlockKind::ListItem { marker: marker.trim().to_owned() };
            return Draft { kind, span: Span::new(start, span.end()), depth: 0 };
        }
        return Draft { kind: BlockKind::Heading(3), span, depth: 0 };
    }
    if let Some(quoted) = line.strip_prefix("> ") {
        let start = span.end() - quoted.len();
        return Draft { kind: BlockKind::Quote, span: Span::new(start, span.end()), depth: 0 };
    }
    let kind = if titled { BlockKind::Heading(2) } else { PARAGRAPH };
    Draft { kind, span, depth: 0 }
}

/// The bytes of a list marker at the beginning of a line, with the space after it; none where
/// there is no marker or no text after it.
fn marker(line: &str) -> Option<usize> {
    let (marker, rest) = line.split_once([' ', '\u{a0}', '\t'])?;
    if rest.trim().is_empty() {
        return None;
    }
    let bullet = matches!(marker, "•" | "‣" | "◦" | "▪" | "●" | "·" | "*" | "-" | "–");
    let inner = marker.trim_start_matches('(').trim_end_matches(['.', ')']);
    let closed = inner.len() < marker.len();
    let number = inner.len() <= 2 && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let letter = marker.ends_with(')')
        && inner.len() == 1
        && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    (bullet || (closed && (number || letter))).then_some(line.len() - rest.len())
}

fn is_paragraph(text: &str, line: Option<Line>) -> bool {
    line.is_some_and(|line| {
        let line = line.span.of(text);
        line.len() > LONGEST_HEADING || line.ends_with(['.', '!', '?', '”', '"', ':'])
    })
}

/// Whether a line is the heading of what follows: short, without a full stop, and a longer text,
/// a list or another heading after it.
fn is_heading(text: &str, this: Line, next: Option<Line>) -> bool {
    let line = this.span.of(text);
    let words = line.split_whitespace().count();
    let begins = line.chars().next().is_some_and(|each| each.is_uppercase() || each.is_numeric());
    let ends = !line.ends_with(['.', '!', ',', ';', ':', '…']);
    let Some(next) = next else { return false };
    let longer = next.span.len() > this.span.len() || next.after_gap;
    (1..=16).contains(&words)
        && line.len() <= LONGEST_HEADING
        && begins
        && ends
        && longer
        && line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(String, String)> {
        let rough = read(text.to_owned());
        let kind = |kind: &BlockKind| match kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::ListItem { marker } => marker.clone(),
            BlockKind::Quote => "quote".to_owned(),
            BlockKind::Paragraph { .. } | BlockKind::Code | BlockKind::Boilerplate => {
                "p".to_owned()
            }
        };
        rough
            .drafts
            .iter()
            .map(|draft| (kind(&draft.kind), draft.of(&rough.text).to_owned()))
            .collect()
    }

    fn kinds(text: &str) -> String {
        shape(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_line_is_a_paragraph_where_text_is_pasted() {
        let text = "The board sold the ferries on Monday and told nobody in the town about it.\n\
            It had lost money for years.\nA tug stays.\n";
        assert_eq!(kinds(text), "p p p");
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text = "The harbour board sold forty ferries on Monday, and nobody in\n\
            the town was told of it before the papers had been signed by\n\
            both sides.\n\nA second paragraph that is also wrapped by hand because it\nis long.\n";
        assert_eq!(kinds(text), "p p");
        assert!(shape(text)[0].1.ends_with("both sides."));
    }

    #[test]
    fn a_heading_below_a_list_is_none_of_its_items() {
        let text = "What changes:\n  • Fares are being made simpler for all who sail often\n\
            Why the piers move\n\nThe piers are old, and nobody has painted them in years.\n";
        assert_eq!(kinds(text), "p • h2 p");
    }

    #[test]
    fn headings_stand_above_longer_text() {
        let text = "What was paid\n\nThe buyer paid twelve million crowns for the ferries.\n\n\
            1. Cost of rope\n\nRope was dear in those years, and tar was dearer still.\n";
        assert_eq!(kinds(text), "h2 p h3 p");
    }

    #[test]
    fn lists_keep_their_markers_out_of_the_text() {
        let text =
            "What changes:\n  • Fares stay.\n  • Piers move.\n- One\n2. Two boats sail.\n(a) x y\n";
        assert_eq!(
            shape(text)[1..],
            [
                ("•", "Fares stay."),
                ("•", "Piers move."),
                ("-", "One"),
                ("2.", "Two boats sail."),
                ("(a)", "x y")
            ]
            .map(|(kind, text)| (kind.to_owned(), text.to_owned()))
        );
    }

    #[test]
    fn numbers_and_dashes_within_text_are_no_markers() {
        for line in ["2030 is the year.", "3.5 million came.", "-5 degrees", "A) is unlikely"] {
            assert_eq!(marker(line), None, "{line}");
        }
    }

    #[test]
    fn the_text_stays_as_it_is() {
        let text = "  One.\n\n\n • two\n";
        assert_eq!(read(text.to_owned()).text, text);
    }
}

//! Renders marked-up text into plain text with blocks, for the readers of Markdown and HTML.
//!
//! Knows nesting, white space and emphasis. Must never know a mark-up language.

use super::rough::{Draft, PARAGRAPH, Rough};
use super::{BlockKind, Emphasis, Marker};
use crate::text::{Span, clean, raised, shared};

/// A text being rendered. Blocks open by themselves when text comes and end at [`Writer::end`].
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    /// All but the text.
    rough: Rough,
    start: Option<usize>,
    /// A space that is due if more text follows in the block.
    space: bool,
    lists: Vec<Option<Numbering>>,
    quotes: usize,
    asides: usize,
    preformatted: usize,
    heading: Option<u8>,
    /// The marker of an item whose text has not begun.
    marker: Option<Marker>,
    kind: Option<(BlockKind, u8)>,
    emphases: Vec<(Emphasis, Option<usize>)>,
    is_raised: bool,
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbering {
    /// The number of the next item.
    pub(super) next: u32,
    /// Whether the numbers fall.
    pub(super) falls: bool,
}

impl Writer {
    /// Adds text to the block; white space is collapsed unless the text is preformatted.
    pub(super) fn text(&mut self, text: &str) {
        let set = self.is_raised.then(|| raised::set(text));
        let text = set.as_deref().unwrap_or(text);
        let is_new = self.start.is_none() || self.space;
        let before = if is_new { "" } else { self.text.as_str() };
        let cleaned = clean::clean_after(before, text);
        self.rough.hidden += cleaned.hidden;
        let text = cleaned.text;
        if self.preformatted > 0 {
            if self.start.is_some() || !text.trim().is_empty() {
                self.push(&text);
            }
            return;
        }
        let outer = |character: Option<char>| character.is_some_and(char::is_whitespace);
        self.space |= outer(text.chars().next());
        for (index, word) in text.split_whitespace().enumerate() {
            self.space |= index > 0;
            self.word(word);
        }
        self.space |= outer(text.chars().next_back());
    }

    /// Counts characters that were hidden before the text came here.
    pub(super) fn count_hidden(&mut self, hidden: usize) {
        self.rough.hidden += hidden;
    }

    fn word(&mut self, word: &str) {
        let glued = self.start.is_none() || self.text.ends_with('\n');
        if std::mem::take(&mut self.space) && !glued {
            self.text.push(' ');
        }
        self.push(word);
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.start.is_none() {
            self.open();
        }
        let at = self.text.len();
        for (_, start) in &mut self.emphases {
            start.get_or_insert(at);
        }
        self.text.push_str(text);
    }

    fn open(&mut self) {
        let (kind, depth) = self.next_kind();
        let item = |kind: &BlockKind| matches!(kind, BlockKind::ListItem { .. });
        match self.rough.drafts.last() {
            None => {}
            Some(last) if item(&last.kind) && item(&kind) => self.text.push('\n'),
            Some(_) => self.text.push_str("\n\n"),
        }
        self.start = Some(self.text.len());
        self.kind = Some((kind, depth));
        self.space = false;
    }

    fn next_kind(&mut self) -> (BlockKind, u8) {
        let nested = self.lists.len() + self.quotes;
        let (kind, depth) = if self.asides > 0 {
            (BlockKind::Boilerplate, 0)
        } else if self.preformatted > 0 {
            (BlockKind::Code, nested)
        } else if let Some(level) = self.heading {
            (BlockKind::Heading(level), 0)
        } else if let Some(marker) = self.marker.take() {
            (BlockKind::ListItem { marker }, nested.saturating_sub(1))
        } else if self.quotes > 0 {
            (BlockKind::Quote, nested.saturating_sub(1))
        } else {
            (PARAGRAPH, nested)
        };
        (kind, u8::try_from(depth).unwrap_or(u8::MAX))
    }

    /// Breaks the line inside a block.
    pub(super) fn line_break(&mut self) {
        if self.start.is_some() {
            let length = self.text.trim_end_matches(' ').len();
            self.text.truncate(length);
            self.text.push('\n');
            self.space = false;
        }
    }

    /// Ends the open block, if there is one.
    pub(super) fn end(&mut self) {
        self.space = false;
        self.is_raised = false;
        let (Some(start), Some((kind, depth))) = (self.start.take(), self.kind.take()) else {
            return;
        };
        let end = self.text.trim_end().len().max(start);
        self.text.truncate(end);
        for (emphasis, from) in &mut self.emphases {
            if let Some(from) = from.take().filter(|from| *from < end) {
                self.rough.emphasis.push((Span::new(from, end), *emphasis));
            }
        }
        self.rough.drafts.push(Draft { kind, span: Span::new(start, end), depth });
    }

    /// Begins a list, which is numbered or is not.
    pub(super) fn start_list(&mut self, numbering: Option<Numbering>) {
        self.end();
        self.lists.push(numbering);
    }

    /// Ends the innermost list.
    pub(super) fn end_list(&mut self) {
        self.end();
        self.marker = None;
        self.lists.pop();
    }

    /// Begins an item of the innermost list, which has a number of its own or the next one.
    pub(super) fn start_item(&mut self, own: Option<u32>) {
        self.end();
        self.marker = Some(match self.lists.last_mut() {
            Some(Some(numbering)) => {
                let number = own.unwrap_or(numbering.next);
                let step: fn(u32, u32) -> u32 =
                    if numbering.falls { u32::saturating_sub } else { u32::saturating_add };
                numbering.next = step(number, 1);
                Marker::number(number)
            }
            _ => Marker::bullet(),
        });
    }

    /// Ends an item.
    pub(super) fn end_item(&mut self) {
        self.end();
        self.marker = None;
    }

    /// Begins a quotation set off from the text.
    pub(super) fn start_quote(&mut self) {
        self.end();
        self.quotes += 1;
    }

    /// Ends a quotation.
    pub(super) fn end_quote(&mut self) {
        self.end();
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Begins a part that is no part of the article.
    pub(super) fn start_aside(&mut self) {
        self.end();
        self.asides += 1;
    }

    /// Ends such a part.
    pub(super) fn end_aside(&mut self) {
        self.end();
        self.asides = self.asides.saturating_sub(1);
    }

    /// Begins text whose white space counts.
    pub(super) fn start_preformatted(&mut self) {
        self.end();
        self.preformatted += 1;
    }

    /// Ends such text.
    pub(super) fn end_preformatted(&mut self) {
        self.end();
        self.preformatted = self.preformatted.saturating_sub(1);
    }

    /// Begins a heading of a level from 1 to 6.
    pub(super) fn start_heading(&mut self, level: u8) {
        self.end();
        self.heading = Some(level.clamp(1, 6));
    }

    /// Ends a heading.
    pub(super) fn end_heading(&mut self) {
        self.end();
        self.heading = None;
    }

    /// Begins an emphasised run.
    pub(super) fn start_emphasis(&mut self, emphasis: Emphasis) {
        self.emphases.push((emphasis, None));
    }

    /// Ends the innermost emphasised run of that kind.
    pub(super) fn end_emphasis(&mut self, emphasis: Emphasis) {
        let Some(index) = self.emphases.iter().rposition(|(each, _)| *each == emphasis) else {
            return;
        };
        if let (_, Some(from)) = self.emphases.remove(index) {
            let span = Span::new(from, self.text.len()).trimmed(&self.text);
            if !span.is_empty() {
                self.rough.emphasis.push((span, emphasis));
            }
        }
    }

    /// Whether text that comes stands above the line.
    pub(super) const fn is_raised(&self) -> bool {
        self.is_raised
    }

    /// Text that comes stands above the line, to the end of the block at the latest, or it does not.
    pub(super) const fn raise(&mut self, is_raised: bool) {
        self.is_raised = is_raised;
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Rough {
        self.end();
        self.rough.emphasis.sort_unstable();
        Rough { text: shared::kept(self.text), ..self.rough }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_within_a_block_and_is_gone_at_its_ends() {
        let mut writer = Writer::default();
        writer.text("  The \n ferry");
        writer.text(" sailed. ");
        writer.end();
        writer.text("It sank.");
        assert_eq!(writer.finish().text, "The ferry sailed.\n\nIt sank.");
    }

    #[test]
    fn items_stand_on_lines_of_their_own_and_are_numbered() {
        let mut writer = Writer::default();
        writer.start_list(Some(Numbering { next: 3, falls: false }));
        for item in ["rope", "tar"] {
            writer.start_item(None);
            writer.text(item);
            writer.end_item();
        }
        writer.end_list();
        let rough = writer.finish();
        assert_eq!(rough.text, "rope\ntar");
        assert_eq!(rough.drafts[1].kind, BlockKind::ListItem { marker: Marker::number(4) });
    }

    #[test]
    fn emphasis_that_runs_over_a_block_end_is_cut_there() {
        let mut writer = Writer::default();
        writer.start_emphasis(Emphasis::Bold);
        writer.text("one ");
        writer.end();
        writer.text("two");
        writer.end_emphasis(Emphasis::Bold);
        let rough = writer.finish();
        let texts: Vec<&str> =
            rough.emphasis.iter().map(|(span, _)| span.of(&rough.text)).collect();
        assert_eq!(texts, ["one", "two"]);
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        let mut writer = Writer::default();
        writer.start_preformatted();
        writer.text("a  b\n  c\n");
        writer.end_preformatted();
        let rough = writer.finish();
        assert_eq!(rough.text, "a  b\n  c");
        assert_eq!(rough.drafts[0].kind, BlockKind::Code);
    }
}

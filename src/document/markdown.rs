//! The reader of Markdown.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::rough::Rough;
use super::writer::{Numbering, Writer};
use super::{Emphasis, front_matter, html};
use crate::patience::Patience;
use crate::text::{clean, raised};

/// Reads clean Markdown; the document's text is what it renders to.
pub(super) fn read(text: &str, patience: Patience<'_>) -> Rough {
    let (matter, body) = front_matter::split(text).unwrap_or(("", text));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut writer = Writer::default();
    let mut cells = Cells::default();
    // The mark-up of an HTML block comes line by line.
    let mut markup = String::new();
    for event in patience.through(Parser::new_ext(body, options)) {
        match event {
            Event::Start(tag) => start(&mut writer, &mut cells, &tag),
            Event::End(TagEnd::HtmlBlock) => {
                html::strip(&std::mem::take(&mut markup), &mut writer, patience);
            }
            Event::End(tag) => end(&mut writer, &mut cells, tag),
            Event::Text(text) if cells.is_open => cells.push(&text),
            Event::Code(code) if cells.is_open => cells.text.push_str(&code),
            Event::FootnoteReference(label) if cells.is_open => cells.text.push_str(&mark(&label)),
            Event::FootnoteReference(label) => writer.text(&mark(&label)),
            Event::Text(text) if !cells.is_hidden => writer.text(&text),
            Event::Code(code) if !cells.is_hidden => {
                writer.start_emphasis(Emphasis::Code);
                writer.text(&code);
                writer.end_emphasis(Emphasis::Code);
            }
            Event::SoftBreak => writer.text(" "),
            Event::HardBreak => writer.line_break(),
            Event::Rule => writer.end(),
            Event::TaskListMarker(done) => writer.text(if done { "[x] " } else { "[ ] " }),
            Event::Html(part) => markup.push_str(&part),
            Event::InlineHtml(tag) if cells.is_open => {
                cells.is_raised = html::is_raised_behind(&tag, cells.is_raised);
            }
            Event::InlineHtml(tag) if !cells.is_hidden => html::write_inline(&tag, &mut writer),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }
    Rough { metadata: front_matter::read(matter), ..writer.finish() }
}

/// A table being read, and text that is not shown.
#[derive(Default)]
struct Cells {
    is_open: bool,
    is_hidden: bool,
    text: String,
    is_raised: bool,
    row: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Cells {
    fn push(&mut self, text: &str) {
        let set = if self.is_raised { raised::set(text) } else { Cow::Borrowed(text) };
        self.text.push_str(&set);
    }

    /// The table with its columns aligned by spaces.
    fn aligned(&mut self) -> String {
        let rows = std::mem::take(&mut self.rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            cells.join("  ").trim_end().to_owned()
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn start(writer: &mut Writer, cells: &mut Cells, tag: &Tag<'_>) {
    match tag {
        Tag::Heading { level, .. } => writer.start_heading(level_number(*level)),
        Tag::BlockQuote(_) => writer.start_quote(),
        Tag::CodeBlock(_) => writer.start_preformatted(),
        Tag::List(first) => {
            // CommonMark knows numbers of nine digits.
            let numbering = first.map(|number| Numbering {
                next: u32::try_from(number).unwrap_or(u32::MAX),
                falls: false,
            });
            writer.start_list(numbering);
        }
        Tag::Item => writer.start_item(None),
        Tag::Emphasis => writer.start_emphasis(Emphasis::Italic),
        Tag::Strong => writer.start_emphasis(Emphasis::Bold),
        Tag::Table(_) => writer.end(),
        Tag::TableCell => cells.is_open = true,
        Tag::FootnoteDefinition(label) => {
            writer.end();
            writer.text(&mark(label));
            writer.text(" ");
        }
        // Pictures are no part of the running text.
        Tag::Image { .. } | Tag::MetadataBlock(_) => cells.is_hidden = true,
        _ => {}
    }
}

fn end(writer: &mut Writer, cells: &mut Cells, tag: TagEnd) {
    match tag {
        TagEnd::Paragraph | TagEnd::FootnoteDefinition => writer.end(),
        TagEnd::Heading(_) => {
            writer.end();
            writer.end_heading();
        }
        TagEnd::BlockQuote(_) => writer.end_quote(),
        TagEnd::CodeBlock => writer.end_preformatted(),
        TagEnd::List(_) => writer.end_list(),
        TagEnd::Item => writer.end_item(),
        TagEnd::Emphasis => writer.end_emphasis(Emphasis::Italic),
        TagEnd::Strong => writer.end_emphasis(Emphasis::Bold),
        TagEnd::TableCell => {
            cells.is_open = false;
            cells.is_raised = false;
            let cell = std::mem::take(&mut cells.text);
            // Before it is measured; a line break out of an entity is none of the table's.
            let cleaned = clean::clean_counted(cell.trim());
            writer.count_hidden(cleaned.hidden);
            cells.row.push(cleaned.text.replace('\n', " "));
        }
        TagEnd::TableHead | TagEnd::TableRow => {
            let row = std::mem::take(&mut cells.row);
            cells.rows.push(row);
        }
        TagEnd::Table => {
            let table = cells.aligned();
            writer.start_preformatted();
            writer.text(&table);
            writer.end_preformatted();
        }
        TagEnd::Image | TagEnd::MetadataBlock(_) => cells.is_hidden = false,
        _ => {}
    }
}

/// What stands for a note at the foot, in the text and before the note.
fn mark(label: &str) -> String {
    let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { raised::set(label).into_owned() } else { format!("[{label}]") }
}

const fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn shape(text: &str) -> Vec<(String, String)> {
        let rough = read(text, Patience::ENDLESS);
        let kind = |kind: &BlockKind| match kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph { .. } => "p".to_owned(),
            BlockKind::ListItem { marker } => marker.to_string(),
            BlockKind::Quote => "quote".to_owned(),
            BlockKind::Code => "code".to_owned(),
            BlockKind::Boilerplate => "boilerplate".to_owned(),
        };
        rough
            .drafts
            .iter()
            .map(|draft| (kind(&draft.kind), draft.of(&rough.text).to_owned()))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn blocks_of_every_kind() {
        let text = "# One\n\nA *few*\nwords.\n\n- rope\n- tar\n\n2. two\n3. three\n\n> Said.\n\n\
            ```\na  b\n```\n";
        assert_eq!(
            shape(text),
            pairs(&[
                ("h1", "One"),
                ("p", "A few words."),
                ("•", "rope"),
                ("•", "tar"),
                ("2.", "two"),
                ("3.", "three"),
                ("quote", "Said."),
                ("code", "a  b"),
            ])
        );
    }

    #[test]
    fn a_table_keeps_its_columns() {
        let text = "| Term | Now |\n|---|---|\n| Share | 18 % |\n| Cap | none |\n";
        assert_eq!(shape(text), pairs(&[("code", "Term   Now\nShare  18 %\nCap    none")]));
    }

    #[test]
    fn what_a_table_hides_is_counted_and_leaves_its_columns_alone() {
        let text = "| a&#27;b | c |\n|---|---|\n| d&#10;e&#8203; | f |\n";
        assert_eq!(shape(text), pairs(&[("code", "a␛b  c\nd e  f")]));
        assert_eq!(read(text, Patience::ENDLESS).hidden, 2);
    }

    #[test]
    fn links_are_their_text_and_pictures_and_tags_are_gone() {
        let text = "See [the *list*](https://x.example) ![alt](p.png) <b>now</b>.";
        assert_eq!(shape(text), pairs(&[("p", "See the list now.")]));
    }

    #[test]
    fn notes_at_the_foot_are_text_and_marked_where_they_belong() {
        let text = "It rose[^1] by 12<sup>3</sup> percent[^as].\n\n\
            [^1]: Before, it was 9 percent.\n\n[^as]: Of all.\n\nEnd.\n";
        assert_eq!(
            shape(text),
            pairs(&[
                ("p", "It rose¹ by 12³ percent[as]."),
                ("p", "¹ Before, it was 9 percent."),
                ("p", "[as] Of all."),
                ("p", "End."),
            ])
        );
    }

    #[test]
    fn figures_above_the_line_stay_there_in_a_table() {
        let table = "| a | b |\n|---|---|\n| 12<sup>3</sup>[^1] % | 4<sup>th</sup> 5 |\n";
        assert_eq!(shape(table), pairs(&[("code", "a          b\n12³[^1] %  4th 5")]));
    }

    #[test]
    fn emphasis_is_marked() {
        let rough = read("A *few* **strong** words.", Patience::ENDLESS);
        let found: Vec<(&str, Emphasis)> =
            rough.emphasis.iter().map(|(span, kind)| (span.of(&rough.text), *kind)).collect();
        assert_eq!(found, [("few", Emphasis::Italic), ("strong", Emphasis::Bold)]);
    }

    #[test]
    fn front_matter_declares() {
        let text = "---\ntitle: \"A: b\"\noutlet: Post\nby: A. Writer\ndate: 2025-03-04\n\
            link: https://a.example\nother: x\n---\n\nText.\n";
        let metadata = read(text, Patience::ENDLESS).metadata;
        assert_eq!(metadata.title.as_deref(), Some("A: b"));
        assert_eq!(metadata.outlet.as_deref(), Some("Post"));
        assert_eq!(metadata.author.as_deref(), Some("A. Writer"));
        assert_eq!(metadata.published, Some(jiff::civil::date(2025, 3, 4)));
        assert_eq!(metadata.url.as_deref(), Some("https://a.example"));
        assert_eq!(shape(text), pairs(&[("p", "Text.")]));
    }

    #[test]
    fn front_matter_without_an_end_is_text() {
        assert!(!shape("---\ntitle: x\n\nText.").is_empty());
    }

    #[test]
    fn text_between_tags_stays() {
        let text = "<div align=x>\nThe <b>tide</b> &amp; ebb\n</div>\n\nIt<br>rose <i>fast</i>.\n";
        assert_eq!(shape(text), pairs(&[("p", "The tide & ebb"), ("p", "It\nrose fast.")]));
    }
}

//! `text`: articles as they are read.

use std::io;

use super::Reading;
use super::arguments::LineFormat;
use super::json;
use super::output::Output;
use crate::document::{Block, BlockKind, Document};
use crate::story::{Article, Found};

pub(super) fn print(
    found: &Found,
    format: LineFormat,
    reading: Reading<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let mut first = true;
    reading.each_article(found, output, |article, _| match format {
        LineFormat::Jsonl => json::article(&article),
        LineFormat::Text if std::mem::take(&mut first) => readable(&article),
        LineFormat::Text => format!("\n---\n\n{}", readable(&article)),
    })
}

/// The title, where it is from, and the blocks that are no boilerplate.
pub(super) fn readable(article: &Article) -> String {
    let document = &article.document;
    let metadata = document.metadata();
    let day = metadata.published.map(|date| date.to_string());
    let origin = [metadata.outlet.clone(), metadata.author.clone(), day];
    let origin = origin.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let origin = if origin.is_empty() { origin } else { format!("\n{origin}\n") };
    let mut text = format!("# {}\n{origin}", article.title);
    let shown = document.blocks().iter().filter(|block| block.kind != BlockKind::Boilerplate);
    let mut before = None;
    for block in shown.skip_while(|block| is_title(article, block)) {
        text.push_str(gap(before, block));
        text.push_str(&set(document, block));
        before = Some(block);
    }
    if before.is_some() {
        text.push('\n');
    }
    text
}

/// Whether a heading says the title that was printed already.
fn is_title(article: &Article, block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
        && joined(article.document.slice(block.span)) == *article.title
}

/// What stands between two blocks: a list is kept together, and so is a paragraph that was cut.
fn gap(before: Option<&Block>, block: &Block) -> &'static str {
    let Some(before) = before else { return "\n" };
    match (&before.kind, &block.kind) {
        (BlockKind::ListItem { .. }, BlockKind::ListItem { .. }) => "\n",
        (_, BlockKind::Paragraph { continues: true }) => " ",
        _ => "\n\n",
    }
}

/// A block with the marks of Markdown, its lines as they are.
fn set(document: &Document, block: &Block) -> String {
    let text = document.slice(block.span);
    match &block.kind {
        BlockKind::Heading(level) => {
            format!("{} {}", "#".repeat(usize::from(*level)), joined(text))
        }
        BlockKind::ListItem { marker } => {
            let indent = "  ".repeat(usize::from(block.depth));
            let hanging = " ".repeat(marker.as_str().chars().count() + 1);
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            format!("{indent}{marker} {}", lines.join(&format!("\n{indent}{hanging}")))
        }
        BlockKind::Quote => {
            let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
            lines.join("\n")
        }
        BlockKind::Paragraph { .. } | BlockKind::Code | BlockKind::Boilerplate => text.to_owned(),
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

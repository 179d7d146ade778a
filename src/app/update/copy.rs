//! Copying a quote with its source.

use crate::app::{Effect, Model};
use crate::document::{BlockKind, Document};
use crate::story::Article;
use crate::text::{Span, clean};

use super::target;

/// The most bytes that are copied: terminals drop what is longer.
const MOST: usize = 64 * 1024;

/// Copies what the cursor is on, with where it is from.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let (Some(target), Some(article)) = (target(model), model.story.article()) else {
        model.status.say("there is nothing here to copy");
        return Vec::new();
    };
    let (text, is_cut) = composed(&quote(&article.document, target.span), &source(article));
    let cut = if is_cut { ", cut at 64 KB" } else { "" };
    let what = format!("{} with its source{cut}", target.name());
    model.status.say(format!("copying the {what}..."));
    vec![Effect::Copy { text, what }]
}

/// A quote with its source, and whether the quote had to be cut.
fn composed(whole: &str, source: &str) -> (String, bool) {
    // Two quotation marks, an ellipsis and the lines between take few more bytes.
    let room = MOST.saturating_sub(source.len() + 32);
    let short = whole.get(..whole.floor_char_boundary(room)).unwrap_or_default();
    let is_cut = short.len() < whole.len();
    let end = if is_cut { "…" } else { "" };
    (clean::clean(&format!("“{short}{end}”\n\n{source}\n")).into_owned(), is_cut)
}

/// The words of a passage: lines are set anew, paragraphs stay apart.
fn quote(document: &Document, span: Span) -> String {
    let from = document.block_at(span.start());
    let blocks = document.blocks().get(from..).unwrap_or_default();
    let parts: Vec<String> = blocks
        .iter()
        .take_while(|block| block.span.start() < span.end())
        .filter(|block| block.span.overlaps(span))
        .map(|block| {
            let words = document.slice(block.span.intersection(span));
            match block.kind {
                BlockKind::Code => words.to_owned(),
                _ => words.split_whitespace().collect::<Vec<_>>().join(" "),
            }
        })
        .collect();
    parts.join("\n\n")
}

/// Who wrote what where and when, and its address.
fn source(article: &Article) -> String {
    let metadata = &article.metadata;
    let date = metadata.published.map(|date| date.strftime("%-d %B %Y").to_string());
    let title = Some(format!("“{}”", article.title));
    let parts = [metadata.author.clone(), title, metadata.outlet.clone(), date];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match &metadata.url {
        Some(url) => format!("{line}\n{url}"),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_copied_than_terminals_take() {
        let (text, is_cut) = composed(&"é".repeat(60_000), "A paper");
        assert!(is_cut && text.len() <= MOST && text.len() > MOST - 64, "{}", text.len());
        assert!(text.ends_with("é…”\n\nA paper\n"));
        assert_eq!(composed("a\u{1b}b", "c"), ("“a␛b”\n\nc\n".to_owned(), false));
    }

    #[test]
    fn lines_are_set_anew_and_paragraphs_stay_apart() {
        let text = "One line\nand more.\n\n    code  as\n    it is\n\nThe end.\n";
        let (document, _) = crate::document::read("a.md", text.as_bytes());
        let all = Span::new(0, document.text().len());
        assert_eq!(quote(&document, all), "One line and more.\n\ncode  as\nit is\n\nThe end.");
    }
}

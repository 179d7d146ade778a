//! `list`: what is there, a line each.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::Reading;
use super::annotated::Annotated;
use super::arguments::ListFormat;
use super::json;
use super::output::Output;
use crate::patience::Patience;
use crate::query::{self, About, Query};
use crate::story::{Article, Found};
use crate::text::clean;

/// One article of a list.
pub(super) struct Row {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) words: usize,
    pub(super) claims: usize,
}

pub(super) fn print(
    found: &Found,
    format: ListFormat,
    reading: Reading<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let mut rows = Vec::new();
    reading.each_article(found, output, |mut article, assessor| {
        // Those that are not proposed are not counted.
        let claims =
            assessor.assess_keeping(&article.document, Patience::ENDLESS, |it| it.proposed);
        article.claims = Some(claims.into());
        rows.push(row(&article));
        String::new()
    })?;
    write(&rows, format, output)
}

/// Lists the articles that a query fits.
pub(super) fn print_matching(
    annotated: &Annotated,
    query: &Query,
    format: ListFormat,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let fits = |index: usize, article: &Article| {
        let items = annotated.items(index);
        query::matches_article(query, About::of(article), article.document.text(), &items)
    };
    let articles = annotated.articles.iter().map(|(article, _)| article).enumerate();
    let matching = articles.filter(|&(index, article)| fits(index, article));
    let rows: Vec<Row> = matching.map(|(_, article)| row(article)).collect();
    write(&rows, format, output)
}

fn write(rows: &[Row], format: ListFormat, output: &mut Output<'_>) -> io::Result<()> {
    output.write(&match format {
        ListFormat::Text => columns(rows),
        ListFormat::Json => json::list(rows),
    })
}

fn row(article: &Article) -> Row {
    let metadata = &article.metadata;
    Row {
        path: article.source.address(),
        title: article.title.to_string(),
        outlet: metadata.outlet.clone(),
        author: metadata.author.clone(),
        published: metadata.published.map(|date| date.to_string()),
        url: metadata.url.clone(),
        words: article.words(),
        claims: article.proposed().count(),
    }
}

/// Columns wide enough for what is in them: text to the left, numbers to the right.
fn columns(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head = ["TITLE", "OUTLET", "DATE", "WORDS", "CLAIMS"].map(str::to_owned);
    let cells = |row: &Row| {
        // What the store puts right comes from its file as it is.
        let told = |what: Option<&str>| clean::clean_line(what.unwrap_or("-")).into_owned();
        [
            told(Some(&row.title)),
            told(row.outlet.as_deref()),
            told(row.published.as_deref()),
            row.words.to_string(),
            row.claims.to_string(),
        ]
    };
    let lines: Vec<[String; 5]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let widths: [usize; 5] =
        std::array::from_fn(|i| lines.iter().map(|cells| cells[i].width()).max().unwrap_or(0));
    lines.iter().map(|cells| line(cells, widths)).collect()
}

fn line(cells: &[String; 5], widths: [usize; 5]) -> String {
    let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        if column < 3 { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
    });
    format!("{}\n", padded.collect::<Vec<_>>().join("  "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_store_put_right_cannot_reach_the_terminal() {
        let hostile = "a\u{1b}[31m\u{9b}2J\nb".to_owned();
        let row = Row {
            path: String::new(),
            title: hostile.clone(),
            outlet: Some(hostile.clone()),
            author: None,
            published: Some(hostile),
            url: None,
            words: 7,
            claims: 2,
        };
        let told = columns(&[row]);
        assert_eq!(clean::clean(&told), told);
        assert_eq!(told.lines().count(), 2, "{told}");
        let widths: Vec<usize> = told.lines().map(UnicodeWidthStr::width).collect();
        assert_eq!(widths[0], widths[1], "{told}");
    }
}

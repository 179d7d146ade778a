//! Articles, their text and their claims.

use std::borrow::Cow;

use serde::Serialize;

use super::{array, line, offsets};
use crate::claim::{Bound, Claim, Tense, Value, ValueKind};
use crate::cli::list::Row;
use crate::document::{Block, BlockKind};
use crate::story::Article;

#[derive(Serialize)]
struct RowLine<'a> {
    path: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    url: Option<&'a str>,
    words: usize,
    claims: usize,
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    path: String,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    blocks: Vec<BlockPart>,
}

#[derive(Serialize)]
struct BlockPart {
    kind: &'static str,
    start: usize,
    end: usize,
    sentences: Vec<(usize, usize)>,
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    path: String,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    kind: &'static str,
    values: Vec<ValuePart<'a>>,
    attribution: Option<AttributionPart<'a>>,
    hedged: bool,
    negated: bool,
    why: Vec<Cow<'static, str>>,
    tense: Option<&'static str>,
    names: Vec<&'a str>,
    others: u32,
}

#[derive(Serialize)]
pub(super) struct ValuePart<'a> {
    kind: &'static str,
    text: &'a str,
    amount: f64,
    unit: &'a str,
    bound: &'static str,
}

#[derive(Serialize)]
struct AttributionPart<'a> {
    source: &'a str,
    verb: &'a str,
}

/// An array with an article on each line.
pub(in crate::cli) fn list(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| format!("  {}", line(&row_line(row)))).collect();
    array(&lines) + "\n"
}

/// One line for an article.
pub(in crate::cli) fn article(article: &Article) -> String {
    let document = &article.document;
    let metadata = document.metadata();
    let told = ArticleLine {
        path: article.source.address(),
        title: &article.title,
        outlet: metadata.outlet.as_deref(),
        author: metadata.author.as_deref(),
        published: metadata.published.map(|date| date.to_string()),
        text: document.text(),
        blocks: document.blocks().iter().map(|block| block_part(article, block)).collect(),
    };
    line(&told) + "\n"
}

/// One line for a claim.
pub(in crate::cli) fn claim(article: &Article, claim: &Claim) -> String {
    let (start, end) = offsets(article, claim.span);
    let attribution = article.claims().attribution_of(claim);
    let told = ClaimLine {
        path: article.source.address(),
        start,
        end,
        text: article.document.slice(claim.span),
        score: claim.score,
        kind: claim.kind.name(),
        values: article
            .claims()
            .values_of(claim)
            .iter()
            .map(|value| value_part(article, value))
            .collect(),
        attribution: attribution.map(|it| AttributionPart { source: &it.source, verb: &it.verb }),
        hedged: claim.hedged,
        negated: claim.negated,
        why: claim.reasons().collect(),
        tense: claim.tense.map(Tense::name),
        names: names(article, claim),
        others: claim.others,
    };
    line(&told) + "\n"
}

/// The names in a claim as the text has them, each once.
fn names<'a>(article: &'a Article, claim: &Claim) -> Vec<&'a str> {
    let mut told: Vec<&str> = Vec::new();
    for name in article.claims().names_of(claim).iter().map(|&span| article.document.slice(span)) {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told
}

fn row_line(row: &Row) -> RowLine<'_> {
    RowLine {
        path: &row.path,
        title: &row.title,
        outlet: row.outlet.as_deref(),
        author: row.author.as_deref(),
        published: row.published.as_deref(),
        url: row.url.as_deref(),
        words: row.words,
        claims: row.claims,
    }
}

fn block_part(article: &Article, block: &Block) -> BlockPart {
    let kind = match block.kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph { .. } => "paragraph",
        BlockKind::ListItem { .. } => "list_item",
        BlockKind::Quote => "quote",
        BlockKind::Code => "code",
        BlockKind::Boilerplate => "boilerplate",
    };
    let (start, end) = offsets(article, block.span);
    let sentences = article.document.sentences_of(block);
    let sentences = sentences.into_iter().map(|span| offsets(article, span)).collect();
    BlockPart { kind, start, end, sentences }
}

/// A figure of a claim.
pub(super) fn value_part<'a>(article: &'a Article, value: &'a Value) -> ValuePart<'a> {
    ValuePart {
        kind: match value.kind {
            ValueKind::Money => "money",
            ValueKind::Percent => "percent",
            ValueKind::Count => "count",
            ValueKind::Date => "date",
            ValueKind::Duration => "duration",
        },
        text: article.document.slice(value.span),
        amount: value.amount,
        unit: &value.unit,
        bound: match value.bound {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at_least",
            Bound::AtMost => "at_most",
        },
    }
}

//! What is asked: claims, highlights and passages, as plain facts.

use std::collections::BTreeMap;

use crate::annotation::anchor::{Finder, Placement};
use crate::annotation::{
    Annotation, ArticleRecord, Id, Judgement, Ledger, PairVerdict, Quoted, Role,
};
use crate::claim::ClaimKind;
use crate::decided::claim_rows::{ClaimRows, Scope};
use crate::story::Article;
use crate::text::Span;

/// What an article says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
}

impl<'a> About<'a> {
    /// What the store remembers of an article.
    pub fn remembered(record: &'a ArticleRecord) -> Self {
        Self {
            title: &record.title,
            outlet: record.outlet.as_deref(),
            author: record.author.as_deref(),
        }
    }

    /// What an article says of itself.
    pub fn of(article: &'a Article) -> Self {
        let metadata = &article.metadata;
        Self {
            title: &article.title,
            outlet: metadata.outlet.as_deref(),
            author: metadata.author.as_deref(),
        }
    }
}

/// A claim, highlight or passage.
#[derive(Clone, PartialEq, Debug)]
pub struct Item<'a> {
    /// The article it is in.
    pub about: About<'a>,
    /// Its own words.
    pub words: &'a str,
    /// Whether it is a claim, proposed or the reader's own.
    pub is_claim: bool,
    /// What kind of claim, where the program can tell.
    pub kind: Option<ClaimKind>,
    /// Where it stands in the text, when that is certain.
    pub span: Option<Span>,
    /// What the reader decided about it.
    pub annotation: Option<&'a Annotation>,
    /// Whether articles conflict on the matter.
    pub is_contested: bool,
    /// What became of the place of that.
    pub placement: Option<Placement>,
}

impl<'a> Item<'a> {
    /// What the store alone knows of an annotation, in an article of this kind.
    pub fn remembered(annotation: &'a Annotation, about: About<'a>) -> Self {
        Self {
            about,
            words: annotation.anchor.exact(),
            is_claim: matches!(annotation.role, Role::Claim(_)),
            kind: None,
            span: None,
            annotation: Some(annotation),
            placement: None,
            is_contested: false,
        }
    }

    /// A claim that was held against another, as the store knows it.
    pub fn judged(judgement: &Judgement, side: &'a Quoted, ledger: &'a Ledger) -> Self {
        Self {
            about: ledger.article(side.article).map(About::remembered).unwrap_or_default(),
            words: side.anchor.exact(),
            is_claim: false,
            kind: None,
            span: None,
            annotation: None,
            is_contested: judgement.verdict == PairVerdict::Conflicts,
            placement: None,
        }
    }

    /// The reader's note, empty where there is none.
    pub fn note(&self) -> &str {
        self.annotation.map_or("", |it| &it.note)
    }

    /// The claim in the reader's words, empty where the article's own are good enough.
    pub fn wording(&self) -> &str {
        self.annotation.map_or("", |it| &it.wording)
    }
}

/// Everything in an article that can be asked for, in the order of the text; what has no certain
/// place comes last. `is_contested` says of a claim, by its place among the article's, whether
/// articles conflict on its matter.
pub fn items<'a>(
    article: &'a Article,
    annotations: impl IntoIterator<Item = &'a Annotation>,
    is_contested: impl Fn(usize) -> bool,
) -> Vec<Item<'a>> {
    let text = article.document.text();
    let about = About::of(article);
    let mut finder = Finder::new(text, &article.code_points);
    let placed: Vec<(Placement, &Annotation)> =
        annotations.into_iter().map(|it| (finder.place(it.anchor.selector()), it)).collect();
    let claims = placed.iter().filter(|(_, it)| matches!(it.role, Role::Claim(_)));
    let mut decided: Vec<(Span, Id)> =
        claims.filter_map(|(placement, it)| Some((placement.span()?, it.id))).collect();
    decided.sort();
    let rows = ClaimRows::new(Scope::Proposed, article.claims(), decided);
    let by_id: BTreeMap<Id, (&Placement, &Annotation)> =
        placed.iter().map(|(placement, it)| (it.id, (placement, *it))).collect();
    let mut items: Vec<Item<'a>> = rows
        .rows()
        .iter()
        .map(|row| {
            let known = row.annotation().and_then(|id| by_id.get(&id));
            Item {
                about,
                words: article.document.slice(row.span),
                is_claim: true,
                kind: row.claim().and_then(|index| article.claims().get(index)).map(|it| it.kind),
                span: Some(row.span),
                annotation: known.map(|(_, it)| *it),
                placement: known.map(|&(placement, _)| placement.clone()),
                is_contested: row.claim().is_some_and(&is_contested),
            }
        })
        .collect();
    for (placement, annotation) in &placed {
        let is_claim = matches!(annotation.role, Role::Claim(_));
        let span = placement.span();
        if is_claim && span.is_some() {
            continue;
        }
        let words = span.map_or_else(|| annotation.anchor.exact(), |span| span.of(text));
        items.push(Item {
            about,
            words,
            is_claim,
            kind: None,
            span,
            annotation: Some(annotation),
            placement: Some(placement.clone()),
            is_contested: false,
        });
    }
    items.sort_by_key(|item| {
        let start = item.annotation.map_or(0, |it| it.anchor.start);
        (item.span.is_none(), item.span, start)
    });
    items
}

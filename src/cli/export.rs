//! `export`: what the reader decided, article by article.

use std::io;

use super::annotated::Annotated;
use super::arguments::ExportFormat;
use super::output::Output;
use super::{json, markdown};
use crate::annotation::anchor::Placement;
use crate::annotation::judgement::Site;
use crate::annotation::{Annotation, ArticleRecord, Colour, Id, Judgement, Role, Verdict};
use crate::claim::ClaimKind;
use crate::query::{self, About, Item, Query};
use crate::story::Article;

/// An article, or the story, and what of it is exported.
pub(super) struct Chapter<'a> {
    /// What it is, in a word.
    pub(super) what: &'static str,
    pub(super) path: String,
    pub(super) title: &'a str,
    pub(super) outlet: Option<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) published: Option<String>,
    pub(super) url: Option<&'a str>,
    /// The reader's notes on the whole.
    pub(super) notes: Vec<&'a str>,
    pub(super) passages: Vec<Passage<'a>>,
    /// What the reader decided about its claims and those of other articles.
    pub(super) judgements: Vec<Judged<'a>>,
}

/// What the reader decided about two claims.
pub(super) struct Judged<'a> {
    pub(super) judgement: &'a Judgement,
    /// The words of the claim of this article.
    pub(super) quote: &'a str,
    /// The other article's title.
    pub(super) other_title: &'a str,
    /// The words of its claim.
    pub(super) other_quote: &'a str,
    /// What became of the two claims, of that for which it is the worse, in a word.
    pub(super) anchor: &'static str,
    /// Whether it is known that one of them has other words now: then it counts no more.
    pub(super) is_void: bool,
}

impl Chapter<'_> {
    /// Whether there is anything to export; a note on the article is no passage to be asked for.
    fn has_any(&self, query: &Query) -> bool {
        !self.passages.is_empty()
            || !self.judgements.is_empty()
            || (query.is_empty() && !self.notes.is_empty())
    }
}

/// One annotated passage.
pub(super) struct Passage<'a> {
    pub(super) annotation: &'a Annotation,
    pub(super) kind: Option<ClaimKind>,
    /// What became of its place, in a word.
    pub(super) anchor: &'static str,
    /// Where it begins and ends in code points, when that is certain.
    pub(super) place: Option<(usize, usize)>,
}

impl Passage<'_> {
    pub(super) const fn what(&self) -> &'static str {
        match self.annotation.role {
            Role::Claim(_) => "claim",
            Role::Highlight(_) => "highlight",
            Role::Passage => "passage",
        }
    }

    pub(super) const fn verdict(&self) -> Option<&'static str> {
        match self.annotation.role {
            Role::Claim(Some(Verdict::Accepted)) => Some("accepted"),
            Role::Claim(Some(Verdict::Dismissed)) => Some("dismissed"),
            Role::Claim(None) | Role::Highlight(_) | Role::Passage => None,
        }
    }

    pub(super) const fn colour(&self) -> Option<Colour> {
        match self.annotation.role {
            Role::Highlight(colour) => Some(colour),
            Role::Claim(_) | Role::Passage => None,
        }
    }
}

pub(super) fn print(
    annotated: &Annotated,
    query: &Query,
    format: ExportFormat,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let read = annotated.articles.iter().enumerate().map(|(index, (article, records))| {
        let items = annotated.items(index);
        let passages = wanted(query, &items).filter_map(|item| passage(article, item)).collect();
        Chapter {
            notes: annotated.notes(records).collect(),
            judgements: judgements(annotated, query, records),
            ..chapter(article, passages)
        }
    });
    let unread = annotated.unread.iter().map(|it| unread(annotated, query, &it.record));
    let chapters: Vec<Chapter<'_>> = stories(annotated)
        .chain(read)
        .chain(unread)
        .filter(|chapter| chapter.has_any(query))
        .collect();
    output.write(&match format {
        ExportFormat::Markdown => markdown::export(&chapters),
        ExportFormat::Json => json::export(&chapters),
    })
}

/// The judgements that are asked for by either claim, each with the article of its first one.
fn judgements<'a>(
    annotated: &'a Annotated,
    query: &Query,
    records: impl IntoIterator<Item = &'a Id>,
) -> Vec<Judged<'a>> {
    let ledger = &annotated.ledger;
    let of_record = records
        .into_iter()
        .flat_map(|&id| ledger.judgements_of(id).filter(move |it| it.pair.one().article == id));
    let wanted = of_record.filter(|judgement| {
        let mut sides = [judgement.pair.one(), judgement.pair.other()].into_iter();
        sides.any(|side| query::matches(query, &Item::judged(judgement, side, ledger)))
    });
    let judged = wanted.map(|judgement| {
        let sites = judgement.place(|id| annotated.text_of(id));
        let void = sites.iter().flatten().find(|it| it.placement.same().is_none());
        Judged {
            judgement,
            quote: judgement.pair.one().anchor.exact(),
            other_title: ledger
                .article(judgement.pair.other().article)
                .map_or("", |record| record.title.as_str()),
            other_quote: judgement.pair.other().anchor.exact(),
            anchor: void.map_or_else(|| kept(&sites), |it| it.placement.name()),
            is_void: void.is_some(),
        }
    });
    let mut judged: Vec<Judged<'a>> = judged.collect();
    judged.sort_by_key(|it| (it.judgement.pair.one().anchor.start, it.judgement.id));
    judged
}

/// What became of two claims of which none is known to have other words.
fn kept(sites: &[Option<Site>; 2]) -> &'static str {
    let [Some(one), Some(other)] = sites else { return "unread" };
    let moved = [one, other].into_iter().find(|it| matches!(it.placement, Placement::Moved(_)));
    moved.unwrap_or(one).placement.name()
}

/// The stories with a note that have an article among these.
fn stories(annotated: &Annotated) -> impl Iterator<Item = Chapter<'_>> {
    annotated.stories().map(|story| Chapter {
        what: "story",
        path: String::new(),
        title: &story.name,
        outlet: None,
        author: None,
        published: None,
        url: None,
        notes: Some(story.note.as_str()).into_iter().filter(|note| !note.is_empty()).collect(),
        passages: Vec::new(),
        judgements: Vec::new(),
    })
}

/// What was decided on and is asked for; of dismissed claims only those asked for by name.
fn wanted<'a, 'b>(query: &'b Query, items: &'b [Item<'a>]) -> impl Iterator<Item = &'b Item<'a>> {
    items.iter().filter(|item| {
        let dismissed =
            item.annotation.is_some_and(|it| it.role == Role::Claim(Some(Verdict::Dismissed)));
        item.annotation.is_some()
            && (!dismissed || query.asks_for_dismissed())
            && query::matches(query, item)
    })
}

fn chapter<'a>(article: &'a Article, passages: Vec<Passage<'a>>) -> Chapter<'a> {
    let metadata = &article.metadata;
    Chapter {
        what: "article",
        path: article.source.address(),
        title: &article.title,
        outlet: metadata.outlet.as_deref(),
        author: metadata.author.as_deref(),
        published: metadata.published.map(|date| date.to_string()),
        url: metadata.url.as_deref(),
        notes: Vec::new(),
        passages,
        judgements: Vec::new(),
    }
}

fn note_of(record: &ArticleRecord) -> Option<&str> {
    Some(record.note.as_str()).filter(|note| !note.is_empty())
}

/// What is exported of an item; items without a decision are not.
fn passage<'a>(article: &Article, item: &Item<'a>) -> Option<Passage<'a>> {
    let of = |byte| article.code_points.of_byte(article.document.text(), byte);
    // The place of the decision itself: a proposal may be cut otherwise.
    let span = item.placement.as_ref().and_then(Placement::span);
    Some(Passage {
        annotation: item.annotation?,
        kind: item.kind,
        anchor: item.placement.as_ref().map_or("unread", Placement::name),
        place: span.map(|span| (of(span.start()), of(span.end()))),
    })
}

/// An article whose file could not be read, as the store remembers it.
fn unread<'a>(annotated: &'a Annotated, query: &Query, record: &'a ArticleRecord) -> Chapter<'a> {
    let about = About::remembered(record);
    let mut annotations: Vec<&Annotation> = annotated.ledger.annotations_of(record.id).collect();
    annotations.sort_by_key(|it| (it.anchor.start, it.anchor.end, it.id));
    let items: Vec<Item<'a>> =
        annotations.into_iter().map(|annotation| Item::remembered(annotation, about)).collect();
    let passages = wanted(query, &items).filter_map(|item| {
        Some(Passage { annotation: item.annotation?, kind: None, anchor: "unread", place: None })
    });
    Chapter {
        what: "article",
        path: record.path.clone().unwrap_or_default(),
        title: &record.title,
        outlet: record.outlet.as_deref(),
        author: record.author.as_deref(),
        published: record.published.map(|date| date.to_string()),
        url: record.url.as_deref(),
        notes: note_of(record).into_iter().collect(),
        passages: passages.collect(),
        judgements: judgements(annotated, query, [&record.id]),
    }
}

//! What a reader decided, as an export tells it.

use serde::Serialize;

use super::{array, line};
use crate::annotation::{Colour, TagName};
use crate::claim::ClaimKind;
use crate::cli::export::{Chapter, Judged, Passage};

#[derive(Serialize)]
struct ItemLine<'a> {
    path: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    url: Option<&'a str>,
    what: &'static str,
    quote: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    anchor: Option<&'static str>,
    kind: Option<&'static str>,
    verdict: Option<&'static str>,
    colour: Option<&'static str>,
    tags: Vec<&'a str>,
    note: &'a str,
    wording: Option<&'a str>,
    created: Option<String>,
    changed: Option<String>,
    /// Of a judgement: the other article's title and the words of its claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other_quote: Option<&'a str>,
}

/// An array with an item of an export on each line.
pub(in crate::cli) fn export(chapters: &[Chapter<'_>]) -> String {
    let lines: Vec<String> = chapters
        .iter()
        .flat_map(|chapter| {
            let notes = chapter.notes.iter().map(|note| note_line(chapter, note));
            let passages = chapter.passages.iter().map(|it| item_line(chapter, it));
            let judgements = chapter.judgements.iter().map(|it| judgement_line(chapter, it));
            notes.chain(passages).chain(judgements)
        })
        .map(|it| format!("  {}", line(&it)))
        .collect();
    array(&lines) + "\n"
}

fn item_line<'a>(chapter: &'a Chapter<'_>, passage: &'a Passage<'_>) -> ItemLine<'a> {
    let decided = passage.annotation;
    ItemLine {
        what: passage.what(),
        quote: decided.anchor.exact(),
        start: passage.place.map(|(start, _)| start),
        end: passage.place.map(|(_, end)| end),
        anchor: Some(passage.anchor),
        kind: passage.kind.map(ClaimKind::name),
        verdict: passage.verdict(),
        colour: passage.colour().map(Colour::name),
        tags: decided.tags.iter().map(TagName::as_str).collect(),
        wording: Some(&*decided.wording).filter(|own| !own.is_empty()),
        created: Some(decided.created.to_string()),
        changed: Some(decided.changed.to_string()),
        ..note_line(chapter, &decided.note)
    }
}

/// A judgement: its quote is the claim of the article, the other claim comes with its title.
fn judgement_line<'a>(chapter: &'a Chapter<'_>, judged: &'a Judged<'_>) -> ItemLine<'a> {
    ItemLine {
        what: "judgement",
        quote: judged.quote,
        anchor: Some(judged.anchor),
        verdict: Some(judged.judgement.verdict.name()),
        created: Some(judged.judgement.created.to_string()),
        changed: Some(judged.judgement.changed.to_string()),
        other_title: Some(judged.other_title),
        other_quote: Some(judged.other_quote),
        ..note_line(chapter, "")
    }
}

/// A note on an article or a story: it has no passage, and nobody knows when it was made.
fn note_line<'a>(chapter: &'a Chapter<'_>, note: &'a str) -> ItemLine<'a> {
    ItemLine {
        path: &chapter.path,
        title: chapter.title,
        outlet: chapter.outlet,
        author: chapter.author,
        published: chapter.published.as_deref(),
        url: chapter.url,
        what: chapter.what,
        quote: "",
        start: None,
        end: None,
        anchor: None,
        kind: None,
        verdict: None,
        colour: None,
        tags: Vec::new(),
        note,
        wording: None,
        created: None,
        changed: None,
        other_title: None,
        other_quote: None,
    }
}

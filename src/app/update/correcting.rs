//! Putting right what was read of the article in front.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::annotation::correction::{BlockCorrection, Fact, is_boilerplate};
use crate::annotation::{Anchor, ArticleRecord, Change, Corrections, Edit, Entry, EntryKey, Id};
use crate::app::story::Loading;
use crate::app::{Effect, Model};
use crate::decided;
use crate::story::Article;
use crate::text::near::nearest;

use super::acting::{article_record, carry_out, record, refusal};
use super::list;

/// What can be put right, by the words that name it.
pub(super) const FIELDS: [&str; 5] = ["title", "outlet", "author", "date", "url"];

/// Puts a field of the article in front right: `outlet Ostra Wire`.
pub(super) fn set(model: &mut Model, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let (field, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match fact(field, value.trim()) {
        Ok(fact) => put_right(model, field, value.trim(), &fact),
        Err(told) => {
            model.status.complain(told);
            Vec::new()
        }
    }
}

fn put_right(model: &mut Model, field: &str, value: &str, fact: &Fact) -> Vec<Effect> {
    let (what, takes_back) = match value {
        "" => (format!("{field} as the article has it"), true),
        "-" => (format!("no {field}"), false),
        value => (format!("{field}: {value}"), false),
    };
    change(model, what, |corrections| {
        if takes_back {
            corrections.unset(fact);
        } else {
            corrections.set(fact.clone());
        }
    })
}

/// What a line says; nothing after the field, or `-`, is no value.
fn fact(field: &str, value: &str) -> Result<Fact, String> {
    let text = Some(value).filter(|value| !["", "-"].contains(value)).map(str::to_owned);
    match field {
        "title" if value == "-" => Err("an article has a title; write it after `title`".to_owned()),
        "title" => Ok(Fact::Title(text.unwrap_or_default())),
        "outlet" => Ok(Fact::Outlet(text)),
        "author" => Ok(Fact::Author(text)),
        "date" => match text.map(|text| text.parse::<Date>()) {
            None => Ok(Fact::Published(None)),
            Some(Ok(date)) => Ok(Fact::Published(Some(date))),
            Some(Err(_)) => Err(format!("\"{value}\" is no day; write one as 2026-04-28")),
        },
        "url" => match text {
            Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
                Err(format!("\"{url}\" does not begin with https:// or http://"))
            }
            url => Ok(Fact::Url(url)),
        },
        other => {
            let near = nearest(other, FIELDS);
            let near = near.map_or_else(String::new, |near| format!("did you mean {near}? "));
            Err(format!("{near}there are {}", FIELDS.join(", ")))
        }
    }
}

/// What a field says now, to be changed.
pub(super) fn present(article: &Article, field: &str) -> Option<String> {
    let metadata = &article.metadata;
    match field {
        "title" => Some(article.title.to_string()),
        "outlet" => metadata.outlet.clone(),
        "author" => metadata.author.clone(),
        "date" => metadata.published.map(|date| date.to_string()),
        "url" => metadata.url.clone(),
        _ => None,
    }
}

/// Takes the block under the cursor for boilerplate, or for text where it is that.
pub(super) fn toggle_boilerplate(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.story.article() else { return Vec::new() };
    let document = &article.document;
    let index = document.block_at(model.reader.cursor);
    let Some(block) = document.blocks().get(index) else { return Vec::new() };
    let is_boilerplate_now = !is_boilerplate(block);
    let anchor = Anchor::new(document.text(), &article.code_points, block.span);
    let is_as_read = article
        .read
        .blocks()
        .get(index)
        .is_some_and(|read| is_boilerplate(read) == is_boilerplate_now);
    let what = if is_boilerplate_now {
        "this block is boilerplate now, and nothing in it is proposed"
    } else {
        "this block is text now"
    };
    // The block may have stood elsewhere when it was marked.
    let kept: Vec<BlockCorrection> = known(model)
        .iter()
        .filter(|it| it.place(&article.read, &article.code_points) != Some(index))
        .cloned()
        .collect();
    change(model, what.to_owned(), |corrections| {
        corrections.blocks = kept;
        if !is_as_read {
            let is_boilerplate = is_boilerplate_now;
            corrections.blocks.push(BlockCorrection { anchor, is_boilerplate });
            corrections.sort_blocks();
        }
    })
}

/// The blocks of the article in front that were put right.
fn known(model: &Model) -> &[BlockCorrection] {
    let record = model.story.slot().and_then(|slot| model.ledger.article(slot.record?));
    record.map_or(&[], |record| &record.corrections.blocks)
}

/// Changes what was put right of the article in front.
fn change(model: &mut Model, what: String, edit: impl FnOnce(&mut Corrections)) -> Vec<Effect> {
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let Some(before) = article_record(model) else { return Vec::new() };
    let mut after = before.clone();
    edit(&mut after.corrections);
    if after.corrections == before.corrections {
        model.status.say("that is how it is");
        return Vec::new();
    }
    tell(model, &mut after);
    let mut effects = record(model, before);
    let changes = vec![model.ledger.setting(Entry::from(after))];
    effects.extend(carry_out(model, Edit { what, changes }));
    effects
}

/// Lets a record say what its corrections come to.
fn tell(model: &Model, record: &mut ArticleRecord) {
    let Some(article) = model.story.article() else { return };
    let metadata = record.corrections.metadata(article.read.metadata());
    record.title = article.title_of(&metadata);
    record.outlet = metadata.outlet;
    record.author = metadata.author;
    record.published = metadata.published;
}

/// Puts an article right by what is known of it; whether its claims are to be found anew.
pub(super) fn apply(model: &mut Model, index: usize) -> bool {
    let Model { story, ledger, .. } = model;
    let Some(slot) = story.articles.get_mut(index) else { return false };
    let known = slot.record.and_then(|id| ledger.article(id));
    let corrections = known.map(|record| record.corrections.clone()).unwrap_or_default();
    let Loading::Ready(article) = &mut slot.state else { return false };
    let is_other = decided::correct(article, &corrections);
    if is_other && index == model.story.front {
        let cursor = model.reader.cursor;
        list::show_front(model);
        model.reader.cursor = cursor;
    }
    is_other
}

/// Asks for the claims of articles to be found anew: for those of the one in front by itself, since they
/// are looked at.
pub(super) fn assess(model: &Model, articles: Vec<usize>) -> Vec<Effect> {
    let document = |index: usize| {
        let article = model.story.articles.get(index)?.article()?;
        Some((index, article.document.clone()))
    };
    let (front, others): (Vec<usize>, Vec<usize>) =
        articles.into_iter().partition(|&index| index == model.story.front);
    [front, others]
        .into_iter()
        .map(|asked| asked.into_iter().filter_map(document).collect::<Vec<_>>())
        .filter(|asked| !asked.is_empty())
        .map(Effect::Assess)
        .collect()
}

/// Puts every article right by what is known of it.
pub(super) fn apply_all(model: &mut Model) -> Vec<Effect> {
    let all: Vec<usize> = (0..model.story.articles.len()).collect();
    let other = all.into_iter().filter(|&index| apply(model, index)).collect();
    assess(model, other)
}

/// Follows changes of records: what was put right is shown, and claims are found anew where other
/// blocks are text now.
pub(super) fn follow(model: &mut Model, changes: &[Change]) -> Vec<Effect> {
    let records: BTreeSet<Id> = changes
        .iter()
        .filter_map(|change| match change.key {
            EntryKey::Article(id) => Some(id),
            EntryKey::Tag(_)
            | EntryKey::Story(_)
            | EntryKey::Annotation(_)
            | EntryKey::Judgement(_) => None,
        })
        .collect();
    if records.is_empty() {
        return Vec::new();
    }
    let slots = model.story.articles.iter().enumerate();
    let theirs = slots.filter(|(_, slot)| slot.record.is_some_and(|id| records.contains(&id)));
    let theirs: Vec<usize> = theirs.map(|(index, _)| index).collect();
    let other = theirs.into_iter().filter(|&index| apply(model, index)).collect();
    assess(model, other)
}

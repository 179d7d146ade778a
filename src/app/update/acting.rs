//! Carrying acts out: an annotation made or changed, its article and story put down, the store told.

use std::collections::BTreeSet;

use crate::annotation::{
    Anchor, Annotation, ArticleRecord, Change, Edit, Entry, EntryKey, Id, StoryRecord, Tags,
};
use crate::app::story::Loading;
use crate::app::{Effect, Model};

use super::target::Target;
use super::{correcting, list, loading};

pub(super) fn change(
    model: &mut Model,
    target: Target,
    what: String,
    edit: impl FnOnce(&mut Annotation),
) -> Vec<Effect> {
    change_with(model, target, what, Vec::new(), edit)
}

/// Changes the target's annotation, or makes it; one that says nothing any more is removed.
pub(super) fn change_with(
    model: &mut Model,
    target: Target,
    what: String,
    mut changes: Vec<Change>,
    edit: impl FnOnce(&mut Annotation),
) -> Vec<Effect> {
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let Some(record_of_article) = article_record(model) else { return Vec::new() };
    let known = target.annotation.and_then(|id| model.ledger.annotation(id)).cloned();
    let made = known.or_else(|| new_annotation(model, record_of_article.id, target));
    let Some(mut annotation) = made else { return Vec::new() };
    edit(&mut annotation);
    annotation.changed = model.now;
    let id = annotation.id;
    changes.push(if annotation.is_empty() {
        model.ledger.removing(EntryKey::Annotation(annotation.id))
    } else {
        model.ledger.setting(Entry::Annotation(annotation))
    });
    if changes.iter().all(|change| change.before == change.after) {
        return Vec::new();
    }
    let mut effects = record(model, record_of_article);
    effects.extend(carry_out(model, Edit { what, changes }));
    list::stay_on(model, id);
    effects
}

/// Puts down which article and story are annotated. That is no act of the reader: it is not undone,
/// since annotations that come in from elsewhere may hang on it.
pub(super) fn record(model: &mut Model, article: ArticleRecord) -> Vec<Effect> {
    let story = story_record(model, article.id).map(Entry::Story);
    let settings = std::iter::once(Entry::from(article)).chain(story);
    let changes: Vec<Change> = settings
        .map(|entry| model.ledger.setting(entry))
        .filter(|change| change.before != change.after)
        .collect();
    if changes.is_empty() {
        return Vec::new();
    }
    commit(model, &Edit { what: String::new(), changes })
}

/// Carries out an act of the reader: it is said, and can be taken back.
pub(super) fn carry_out(model: &mut Model, edit: Edit) -> Vec<Effect> {
    let effects = commit(model, &edit);
    if !effects.is_empty() {
        model.status.say(edit.what.clone());
        model.undone.clear();
        model.done.push(edit);
    }
    effects
}

/// An annotation of the article in front that says nothing yet.
pub(super) fn new_annotation(model: &mut Model, article: Id, target: Target) -> Option<Annotation> {
    let id = Id::draw(&mut model.random);
    let source = model.story.article()?;
    Some(Annotation {
        id,
        article,
        anchor: Anchor::in_sentences(&source.document, &source.code_points, target.span),
        role: target.role,
        tags: Tags::default(),
        note: "".into(),
        wording: "".into(),
        created: model.now,
        changed: model.now,
    })
}

/// Why nothing can be decided now, where that is so.
pub(super) fn refusal(model: &Model) -> Option<String> {
    let slot = model.story.slot();
    if slot.is_some_and(|slot| matches!(slot.state, Loading::Glimpsed(_))) {
        return Some("this article is still being read; try again in a moment".to_owned());
    }
    match (&model.save.file, &model.save.read_only) {
        (None, _) => Some("the store is still being opened; try again in a moment".to_owned()),
        (Some(_), Some(reason)) => Some(format!("read-only: {reason}")),
        (Some(_), None) => None,
    }
}

/// The record of the article in front as it is now.
pub(super) fn article_record(model: &mut Model) -> Option<ArticleRecord> {
    record_of(model, model.story.front)
}

/// The record of an article of the story as it is now.
pub(super) fn record_of(model: &mut Model, index: usize) -> Option<ArticleRecord> {
    let known = model.story.articles.get(index)?.record;
    let id = known.unwrap_or_else(|| Id::draw(&mut model.random));
    let note = model.ledger.article(id).map(|known| known.note.clone()).unwrap_or_default();
    let corrections = model.ledger.article(id).map(|record| record.corrections.clone());
    let slot = model.story.articles.get_mut(index)?;
    slot.record = Some(id);
    let article = slot.article()?;
    let metadata = &article.metadata;
    Some(ArticleRecord {
        id,
        bytes_hash: article.bytes_hash(),
        text_hash: article.text_hash(),
        path: slot.location.clone(),
        url: article.read.metadata().url.clone(),
        title: article.title.to_string(),
        outlet: metadata.outlet.clone(),
        author: metadata.author.clone(),
        published: metadata.published,
        note,
        corrections: corrections.unwrap_or_default(),
    })
}

/// The record of the story that is open, where there is one.
pub(super) fn known_story(model: &Model) -> Option<&StoryRecord> {
    let ours = || model.story.articles.iter().filter_map(|slot| slot.record);
    model
        .ledger
        .stories()
        .filter(|story| story.name == model.story.name)
        .find(|story| ours().any(|id| story.members.contains(&id)))
}

/// The record of the story with this article among its members; none where it is put down already.
fn story_record(model: &mut Model, article: Id) -> Option<StoryRecord> {
    let known = known_story(model);
    if known.is_some_and(|story| story.members.contains(&article)) {
        return None;
    }
    let mut story = known.cloned().unwrap_or_else(|| StoryRecord {
        id: Id::draw(&mut model.random),
        name: model.story.name.clone(),
        members: BTreeSet::new(),
        note: String::new(),
    });
    story.members.insert(article);
    Some(story)
}

/// Carries an edit out and sends it to the store.
pub(super) fn commit(model: &mut Model, edit: &Edit) -> Vec<Effect> {
    if model.ledger.apply(edit).is_err() {
        model.status.complain("this was changed elsewhere in the meantime; nothing was done");
        return Vec::new();
    }
    let found_anew = loading::follow(model, &edit.changes);
    model.save.revision += 1;
    let mut effects =
        vec![Effect::Save { revision: model.save.revision, changes: edit.changes.clone() }];
    effects.extend(found_anew);
    effects.extend(correcting::follow(model, &edit.changes));
    effects
}

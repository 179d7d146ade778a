//! The reader's acts: tags, verdicts, highlights, notes; taking them back and doing them again.

use std::collections::BTreeSet;

use crate::action::Action;
use crate::annotation::{
    Anchor, Annotation, ArticleRecord, Change, Colour, Edit, Entry, EntryKey, Id, Role,
    StoryRecord, TagDefinition, TagName, Verdict,
};
use crate::app::claim_rows::{is_undecided, verdict};
use crate::app::editor::Editor;
use crate::app::layout::Pane;
use crate::app::{Effect, Mode, Model};
use crate::text::Span;

use super::{list, loading, reading};

/// What is said where a claim is wanted and there is none.
pub(super) const NO_CLAIM: &str = "no claim in this sentence; ] goes to the next one";

/// What an act is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The passage.
    pub span: Span,
    /// What a new annotation makes of it.
    pub role: Role,
    /// The annotation that is there already.
    pub annotation: Option<Id>,
}

impl Target {
    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self.role {
            Role::Passage => "sentence",
            Role::Highlight(_) => "highlight",
            Role::Claim(_) => "claim",
        }
    }
}

/// What digits, tags and notes act on: in the sidebar the claim under the cursor; in the text the
/// highlight there, else the claim of the sentence, else the sentence itself.
pub fn target(model: &Model) -> Option<Target> {
    let front = model.front.as_ref()?;
    if model.focus == Pane::Sidebar {
        return claim_target(model, model.claim_cursor);
    }
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    let cursor = Span::new(model.reader.cursor, model.reader.cursor + 1);
    let annotation_at = |place: Span, wanted: fn(Role) -> bool| {
        let mut there = front.marks.overlapping(place).filter_map(|&(span, id)| {
            let role = model.ledger.annotation(id)?.role;
            wanted(role).then_some(Target { span, role, annotation: Some(id) })
        });
        there.next()
    };
    annotation_at(cursor, |role| matches!(role, Role::Highlight(_)))
        .or_else(|| claim_target(model, claim_of(model, sentence)?))
        .or_else(|| annotation_at(sentence, |role| role == Role::Passage))
        .or(Some(Target { span: sentence, role: Role::Passage, annotation: None }))
}

/// The claim of a sentence: the one under the sidebar's cursor where there are several.
fn claim_of(model: &Model, sentence: Span) -> Option<usize> {
    let front = model.front.as_ref()?;
    let under_cursor = front.claims.get(model.claim_cursor)?;
    if under_cursor.span.overlaps(sentence) {
        return Some(model.claim_cursor);
    }
    front.claims.overlapping(sentence)
}

/// The claim that verdicts are about: under the sidebar's cursor, or in the sentence.
pub(super) fn claim_under_cursor(model: &Model) -> Option<Target> {
    if model.focus == Pane::Sidebar {
        return claim_target(model, model.claim_cursor);
    }
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    claim_target(model, claim_of(model, sentence)?)
}

fn claim_target(model: &Model, index: usize) -> Option<Target> {
    let row = model.front.as_ref()?.claims.get(index)?;
    let role = row.annotation.and_then(|id| model.ledger.annotation(id)).map(|each| each.role);
    Some(Target {
        span: row.span,
        role: role.unwrap_or(Role::Claim(None)),
        annotation: row.annotation,
    })
}

/// Accepts or dismisses the claim under the cursor and goes to the next undecided one.
pub(super) fn judge(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(target) = claim_under_cursor(model) else {
        model.status.say(NO_CLAIM);
        return Vec::new();
    };
    let wanted = match action {
        Action::Dismiss => Verdict::Dismissed,
        _ => Verdict::Accepted,
    };
    let current = target.annotation.and_then(|id| model.ledger.annotation(id));
    let takes_back = verdict(current) == Some(wanted);
    let (what, verdict) = match (takes_back, wanted) {
        (true, _) => ("verdict taken back", None),
        (false, Verdict::Accepted) => ("claim accepted", Some(wanted)),
        (false, Verdict::Dismissed) => ("claim dismissed", Some(wanted)),
    };
    let effects = change(model, target, what.to_owned(), |annotation| {
        annotation.role = Role::Claim(verdict);
    });
    if !effects.is_empty() && !takes_back {
        go_to_undecided(model);
    }
    effects
}

fn go_to_undecided(model: &mut Model) {
    let Some(front) = &model.front else { return };
    let ledger = &model.ledger;
    let next = front.claims.next_where(model.claim_cursor, |row| {
        is_undecided(row.annotation.and_then(|id| ledger.annotation(id)))
    });
    match next {
        Some(index) => reading::go_to_claim(model, index),
        None => {
            model.status.say("every claim of this article is decided; J goes to the next article");
        }
    }
}

/// Toggles the tag with this digit.
pub(super) fn quick_tag(model: &mut Model, digit: u8) -> Vec<Effect> {
    let tag = model.ledger.tags().find(|tag| tag.digit == Some(digit));
    if let Some(name) = tag.map(|tag| tag.name.as_str().to_owned()) {
        toggle_tags(model, &name)
    } else {
        let told = format!("no tag has the digit {digit}; t tags by name");
        model.status.complain(refusal(model).unwrap_or(told));
        Vec::new()
    }
}

/// Toggles tags by name; a name that is not known makes a new tag.
pub(super) fn toggle_tags(model: &mut Model, typed: &str) -> Vec<Effect> {
    let names: BTreeSet<TagName> = typed.split_whitespace().filter_map(TagName::new).collect();
    let Some(target) = target(model).filter(|_| !names.is_empty()) else { return Vec::new() };
    let has = target.annotation.and_then(|id| model.ledger.annotation(id)).map(|each| &each.tags);
    let all_there = has.is_some_and(|tags| names.is_subset(tags));
    let list: Vec<&str> = names.iter().map(TagName::as_str).collect();
    let what = if all_there {
        format!("untagged {}: {}", target.name(), list.join(", "))
    } else {
        format!("tagged {}: {}", target.name(), list.join(", "))
    };
    let new_tags: Vec<Change> = names
        .iter()
        .filter(|name| !model.ledger.tags().any(|tag| tag.name == **name))
        .map(|name| model.ledger.setting(Entry::Tag(new_tag(model, name))))
        .collect();
    change_with(model, target, what, new_tags, |annotation| {
        for name in names {
            if all_there {
                annotation.tags.remove(&name);
            } else {
                annotation.tags.insert(name);
            }
        }
    })
}

/// A tag made in passing: the first free digit, the colours in turn.
fn new_tag(model: &Model, name: &TagName) -> TagDefinition {
    let taken: BTreeSet<u8> = model.ledger.tags().filter_map(|tag| tag.digit).collect();
    let colour = Colour::ALL[model.ledger.tags().count() % Colour::ALL.len()];
    TagDefinition {
        name: name.clone(),
        description: String::new(),
        digit: (1..=9).find(|digit| !taken.contains(digit)),
        colour,
    }
}

/// What is said of a highlight: the reader's name of its colour.
fn highlighted(model: &Model, colour: Colour) -> String {
    format!("highlighted {}", model.comfort.colours.name(colour))
}

/// Highlights the sentence, or gives the highlight its next colour; after the last there is none.
pub(super) fn highlight(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.story.article() else { return Vec::new() };
    let sentence = match model.focus {
        Pane::Sidebar => claim_target(model, model.claim_cursor).map(|target| target.span),
        Pane::List | Pane::Text => model.reader.sentence(&article.document),
    };
    let Some(sentence) = sentence else { return Vec::new() };
    let there = model.front.as_ref().and_then(|front| {
        front.marks.overlapping(sentence).find_map(|&(span, id)| {
            match model.ledger.annotation(id)?.role {
                Role::Highlight(colour) => Some((span, id, colour)),
                Role::Passage | Role::Claim(_) => None,
            }
        })
    });
    let Some((span, id, colour)) = there else {
        let role = Role::Highlight(Colour::Yellow);
        let target = Target { span: sentence, role, annotation: None };
        return change(model, target, highlighted(model, Colour::Yellow), |_| {});
    };
    let target = Target { span, role: Role::Highlight(colour), annotation: Some(id) };
    if let Some(next) = colour.next() {
        return change(model, target, highlighted(model, next), |annotation| {
            annotation.role = Role::Highlight(next);
        });
    }
    // What is attached to it goes on with the claim of the sentence, where there is one.
    let free = claim_under_cursor(model).filter(|claim| claim.annotation.is_none());
    let role = free.map_or(Role::Passage, |claim| claim.role);
    change(model, target, "highlight removed".to_owned(), |annotation| annotation.role = role)
}

/// Opens the note editor on what is under the cursor.
pub(super) fn open_note(model: &mut Model) {
    let Some(target) = target(model) else { return };
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return;
    }
    let draft = model.drafts.get(&(model.story.front, target.span));
    let note = target.annotation.and_then(|id| model.ledger.annotation(id)).map(|each| &each.note);
    let text = draft.or(note).cloned().unwrap_or_default();
    if draft.is_some() {
        model.status.say("draft; Ctrl-s saves it");
    }
    let before = note.cloned().unwrap_or_default();
    model.mode = Mode::Note { editor: Editor::lines_of(&text), target, before };
}

/// Closes the note editor; what was typed and not saved is kept as a draft.
pub(super) fn close_note(model: &mut Model) {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Note { editor, target, .. } = mode else { return };
    let saved = target.annotation.and_then(|id| model.ledger.annotation(id));
    let key = (model.story.front, target.span);
    if saved.map_or("", |annotation| annotation.note.as_str()) == editor.text() {
        model.drafts.remove(&key);
        return;
    }
    model.drafts.insert(key, editor.text());
    model.status.say("draft kept; i opens it again");
}

/// Saves the note and closes the editor.
pub(super) fn save_note(model: &mut Model) -> Vec<Effect> {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Note { editor, target, before } = mode else { return Vec::new() };
    let key = (model.story.front, target.span);
    let now = target.annotation.and_then(|id| model.ledger.annotation(id));
    let now = now.map_or("", |annotation| annotation.note.as_str());
    let typed = editor.text().trim_end().to_owned();
    if typed == now {
        model.drafts.remove(&key);
        model.status.say("the note is as it was");
        return Vec::new();
    }
    let what = if typed.is_empty() { "removed" } else { "saved" };
    let what = format!("note on {} {what}", target.name());
    // Another program may have changed the note while this one was typed: both are kept.
    let came_in = now != before && !now.is_empty();
    let note = if came_in { format!("{now}\n\n{typed}") } else { typed };
    let effects = change(model, target, what, |annotation| annotation.note = note);
    if effects.is_empty() {
        model.drafts.insert(key, editor.text());
    } else {
        model.drafts.remove(&key);
    }
    effects
}

fn change(
    model: &mut Model,
    target: Target,
    what: String,
    edit: impl FnOnce(&mut Annotation),
) -> Vec<Effect> {
    change_with(model, target, what, Vec::new(), edit)
}

/// Changes the target's annotation, or makes it; one that says nothing any more is removed.
fn change_with(
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
    effects
}

/// Puts down which article and story are annotated. That is no act of the reader: it is not undone,
/// since annotations that come in from elsewhere may hang on it.
fn record(model: &mut Model, article: ArticleRecord) -> Vec<Effect> {
    let story = story_record(model, article.id);
    let settings = [Entry::Article(article), Entry::Story(story)];
    let changes: Vec<Change> = settings
        .map(|entry| model.ledger.setting(entry))
        .into_iter()
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

fn new_annotation(model: &mut Model, article: Id, target: Target) -> Option<Annotation> {
    let id = Id::draw(&mut model.random);
    let source = model.story.article()?;
    Some(Annotation {
        id,
        article,
        anchor: Anchor::new(source.document.text(), &source.code_points, target.span),
        role: target.role,
        tags: BTreeSet::new(),
        note: String::new(),
        created: model.now,
        changed: model.now,
    })
}

/// Why nothing can be decided now, where that is so.
fn refusal(model: &Model) -> Option<String> {
    match (&model.save.file, &model.save.read_only) {
        (None, _) => Some("the store is still being opened; try again in a moment".to_owned()),
        (Some(_), Some(reason)) => Some(format!("read-only: {reason}")),
        (Some(_), None) => None,
    }
}

/// The record of the article in front as it is now.
pub(super) fn article_record(model: &mut Model) -> Option<ArticleRecord> {
    let known = model.story.slot()?.record;
    let id = known.unwrap_or_else(|| Id::draw(&mut model.random));
    let slot = model.story.slot_mut()?;
    slot.record = Some(id);
    let article = slot.article()?;
    let metadata = article.document.metadata();
    Some(ArticleRecord {
        id,
        bytes_hash: article.bytes_hash,
        text_hash: article.text_hash,
        path: slot.location.clone(),
        url: metadata.url.clone(),
        title: article.title.clone(),
        outlet: metadata.outlet.clone(),
        author: metadata.author.clone(),
        published: metadata.published,
    })
}

/// The record of the story, with this article among its members.
fn story_record(model: &mut Model, article: Id) -> StoryRecord {
    let ours: BTreeSet<Id> = model.story.articles.iter().filter_map(|slot| slot.record).collect();
    let known = model
        .ledger
        .stories()
        .find(|story| story.name == model.story.name && !story.members.is_disjoint(&ours));
    let mut story = known.cloned().unwrap_or_else(|| StoryRecord {
        id: Id::draw(&mut model.random),
        name: model.story.name.clone(),
        members: BTreeSet::new(),
    });
    story.members.insert(article);
    story
}

/// Carries an edit out and sends it to the store.
fn commit(model: &mut Model, edit: &Edit) -> Vec<Effect> {
    if model.ledger.apply(edit).is_err() {
        model.status.complain("this was changed elsewhere in the meantime; nothing was done");
        return Vec::new();
    }
    loading::follow(model, &edit.changes);
    model.save.revision += 1;
    vec![Effect::Save { revision: model.save.revision, changes: edit.changes.clone() }]
}

/// Takes the last act back.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(edit) = model.done.pop() else {
        model.status.say("nothing to undo");
        return Vec::new();
    };
    let effects = commit(model, &edit.inverse());
    if !effects.is_empty() {
        show(model, &edit);
        model.status.say(format!("undone: {}{}", edit.what, elsewhere(model, &edit)));
        model.undone.push(edit);
    }
    effects
}

/// Does the act again that was taken back.
pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
    let Some(edit) = model.undone.pop() else {
        model.status.say("nothing to redo");
        return Vec::new();
    };
    let effects = commit(model, &edit);
    if !effects.is_empty() {
        show(model, &edit);
        model.status.say(format!("done again: {}{}", edit.what, elsewhere(model, &edit)));
        model.done.push(edit);
    }
    effects
}

/// The annotation an edit is about, as it was or is.
fn subject(edit: &Edit) -> Option<&Annotation> {
    edit.changes.iter().find_map(|change| match change.after.as_ref().or(change.before.as_ref()) {
        Some(Entry::Annotation(annotation)) => Some(annotation),
        Some(Entry::Tag(_) | Entry::Article(_) | Entry::Story(_)) | None => None,
    })
}

/// Goes to where an edit took effect, if that is in the article in front.
fn show(model: &mut Model, edit: &Edit) {
    let Some(annotation) = subject(edit) else { return };
    let Some(slot) = model.story.slot().filter(|slot| slot.record == Some(annotation.article))
    else {
        return;
    };
    let Some(article) = slot.article() else { return };
    let placement = annotation.anchor.place(article.document.text(), &article.code_points);
    let Some(span) = placement.span() else { return };
    reading::go_to(model, span.start());
    list::count(model);
}

/// Names the article an edit took effect in, if it is not the one in front.
fn elsewhere(model: &Model, edit: &Edit) -> String {
    let Some(annotation) = subject(edit) else { return String::new() };
    if model.story.slot().is_some_and(|slot| slot.record == Some(annotation.article)) {
        return String::new();
    }
    let record = model.story.articles.iter().find(|slot| slot.record == Some(annotation.article));
    record.map_or_else(String::new, |slot| format!(" (in \"{}\")", slot.title()))
}

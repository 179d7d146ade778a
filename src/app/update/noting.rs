//! Notes: the editor opened, closed and saved.

use crate::annotation::{Anchor, Edit, Entry, Quotation, StoryRecord};
use crate::app::editor::Editor;
use crate::app::event::EditFailed;
use crate::app::layout::Pane;
use crate::app::note::{DraftKey, NoteOn, Typed};
use crate::app::remembered::{Draft, DraftOf};
use crate::app::{Effect, Mode, Model, NoteAt};
use crate::story::Article;
use crate::text::{Span, clean};

use super::acting::{self, change, refusal};
use super::selecting;
use super::target::{Target, target};

/// Keeps a draft. One that is there already stays: neither is to be lost.
pub(super) fn put_draft(model: &mut Model, key: DraftKey, draft: Typed) {
    let Typed { text, before } = draft;
    let both = match model.drafts.remove(&key) {
        Some(there) if there.text.contains(&text) => there,
        Some(there) if !text.contains(&there.text) => {
            Typed { text: format!("{}\n\n{text}", there.text), before }
        }
        Some(_) | None => Typed { text, before },
    };
    model.drafts.insert(key, both);
}

/// Takes the drafts on this story from what was kept.
pub(in crate::app) fn take_story_drafts(model: &mut Model) {
    let name = model.story.name.clone();
    let is_ours = |draft: &Draft| matches!(&draft.about, DraftOf::Story(it) if *it == name);
    for draft in model.remembered.take_drafts(is_ours) {
        put_draft(model, DraftKey::Story, Typed { text: draft.text, before: draft.before });
    }
}

/// Takes the drafts on an article that was read from what was kept: by its bytes, or by where it lies
/// if those changed since then.
pub(super) fn take_drafts(model: &mut Model, index: usize, article: &Article) {
    let (hash, address) = (article.bytes_hash(), article.source.address());
    let is_its = |draft: &Draft| match draft.about.article() {
        Some(of) => of == hash || draft.address == address,
        None => false,
    };
    for draft in model.remembered.take_drafts(is_its) {
        let (key, text) = match draft.about {
            DraftOf::Passage { article: of, start, end, quote } => {
                let byte = |place| article.code_points.to_byte(article.document.text(), place);
                let span = if of == hash {
                    Some(Span::new(byte(start), byte(end)))
                } else {
                    let anchor = Anchor::of(Quotation::of(&quote), start, end);
                    anchor.place(article.document.text(), &article.code_points).span()
                };
                match span {
                    Some(span) => {
                        if let Some(slot) =
                            model.story.articles.get_mut(index).filter(|_| of != hash)
                        {
                            slot.cursor = span.start();
                        }
                        (DraftKey::Passage(index, span), draft.text)
                    }
                    // Its words are gone: the article is what is left of what it was about.
                    None => (DraftKey::Article(index), format!("\"{quote}\"\n\n{}", draft.text)),
                }
            }
            DraftOf::Article(_) | DraftOf::Story(_) => (DraftKey::Article(index), draft.text),
        };
        put_draft(model, key, Typed { text, before: draft.before });
    }
}

/// Opens the note editor on what is under the cursor: in the list that is the article.
pub(super) fn open_note(model: &mut Model) {
    let on = match model.focus {
        Pane::List => Some(NoteOn::Article(model.story.front)),
        Pane::Text | Pane::Sidebar => passage(model).map(NoteOn::Passage),
    };
    if let Some(on) = on {
        open(model, on);
    }
}

/// Opens the note editor on the story.
pub(super) fn open_story_note(model: &mut Model) {
    open(model, NoteOn::Story);
}

fn open(model: &mut Model, on: NoteOn) {
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return;
    }
    if model.story.article().is_none() {
        // The record of a note tells what is in the article's file.
        model.status.say("the article is not here yet");
        return;
    }
    let saved = saved_note(model, on).to_owned();
    let draft = model.drafts.get(&on.key(model.story.front)).cloned();
    match &draft {
        Some(draft) if draft.before != saved && !saved.is_empty() => {
            model.tell("draft; the note was changed since it was begun: {note-save} keeps both");
        }
        Some(_) => model.tell("draft; {note-save} saves it, closing it empty drops it"),
        None => {}
    }
    let Typed { text, before } =
        draft.unwrap_or_else(|| Typed { text: saved.clone(), before: saved });
    let editor = Editor::lines_of(&text);
    model.mode = Mode::Note { editor, on, before, at: NoteAt::Here };
}

/// The passage that a note here is about: that of a draft which could not be reached otherwise,
/// since nothing but a selection made its passage, else that of any act.
fn passage(model: &Model) -> Option<Target> {
    let target = target(model)?;
    let front = model.story.front;
    if model.selection.is_some()
        || model.drafts.contains_key(&DraftKey::Passage(front, target.span))
    {
        return Some(target);
    }
    let made = model.front.as_ref()?;
    let is_known = |span: Span| {
        let is_mark = made.marks.overlapping(span).any(|(it, _)| *it == span);
        is_mark || made.claims.rows().iter().any(|row| row.span == span)
    };
    let role = crate::annotation::Role::Passage;
    let lost = model.drafted().find(|&span| span.overlaps(target.span) && !is_known(span));
    Some(lost.map_or(target, |span| Target { span, role, annotation: None }))
}

/// The note as it is saved, empty where there is none.
fn saved_note(model: &Model, on: NoteOn) -> &str {
    match on {
        NoteOn::Passage(target) => {
            let made = target.annotation.and_then(|id| model.ledger.annotation(id));
            made.map_or("", |annotation| &annotation.note)
        }
        NoteOn::Article(index) => {
            model.story.articles.get(index).map_or("", |slot| slot.note(&model.ledger))
        }
        NoteOn::Story => acting::known_story(model).map_or("", |story| &story.note),
    }
}

/// Closes the note editor; what was typed and not saved is kept as a draft.
pub(super) fn close_note(model: &mut Model) {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Note { editor, on, before, .. } = mode else { return };
    let key = on.key(model.story.front);
    if saved_note(model, on) == editor.text() {
        model.drafts.remove(&key);
        return;
    }
    if editor.text().trim().is_empty() {
        // A saved note is removed by saving an empty one.
        model.drafts.remove(&key);
        model.status.say("nothing typed, so no draft is kept; the note is as it was");
        return;
    }
    model.drafts.insert(key, Typed { text: editor.text(), before });
    model.tell(match on {
        NoteOn::Story => "draft kept; {story-note} opens it again",
        NoteOn::Passage(_) | NoteOn::Article(_) => "draft kept; {note} opens it again",
    });
}

/// Saves the note and closes the editor.
pub(super) fn save_note(model: &mut Model) -> Vec<Effect> {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Note { editor, on, before, .. } = mode else { return Vec::new() };
    let key = on.key(model.story.front);
    let now = saved_note(model, on).to_owned();
    let typed = editor.text().trim_end().to_owned();
    if typed == now {
        model.drafts.remove(&key);
        model.status.say("the note is as it was");
        return Vec::new();
    }
    let what = if typed.is_empty() { "removed" } else { "saved" };
    let what = format!("note on {} {what}", on.name());
    // Another program may have changed the note while this one was typed: both are kept.
    let note = match now {
        now if now == before || now.is_empty() => typed,
        _ if typed.is_empty() => {
            model.status.say("another program changed the note meanwhile; it stays");
            model.drafts.remove(&key);
            return Vec::new();
        }
        now => format!("{now}\n\n{typed}"),
    };
    let effects = match on {
        NoteOn::Passage(target) => {
            change(model, target, what, |annotation| annotation.note = note.into())
        }
        NoteOn::Article(_) | NoteOn::Story => note_record(model, on, what, note),
    };
    if effects.is_empty() {
        model.drafts.insert(key, Typed { text: editor.text(), before });
    } else {
        model.drafts.remove(&key);
    }
    effects
}

/// Puts a note on the record of the article in front, or of the story.
fn note_record(model: &mut Model, on: NoteOn, what: String, note: String) -> Vec<Effect> {
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let Some(article) = acting::article_record(model) else { return Vec::new() };
    let id = article.id;
    // The record itself stays when the note is taken back.
    let mut effects = acting::record(model, article);
    let record = match on {
        NoteOn::Story => acting::known_story(model)
            .map(|story| Entry::Story(StoryRecord { note, ..story.clone() })),
        NoteOn::Article(_) | NoteOn::Passage(_) => {
            let mut record = model.ledger.article(id).cloned();
            if let Some(record) = &mut record {
                record.note = note;
            }
            record.map(Entry::from)
        }
    };
    let Some(record) = record else { return effects };
    let changes = vec![model.ledger.setting(record)];
    effects.extend(acting::carry_out(model, Edit { what, changes }));
    effects
}

/// Whether the reader's own editor has the note, and the terminal.
pub(super) fn is_outside(model: &Model) -> bool {
    matches!(model.mode, Mode::Note { at: NoteAt::Outside { .. }, .. })
}

/// Hands the note to the reader's own editor: the one being typed, else that of what is under the
/// cursor.
pub(super) fn go_outside(model: &mut Model) -> Vec<Effect> {
    let from_here = matches!(model.mode, Mode::Note { .. });
    if !from_here {
        open_note(model);
    }
    let Mode::Note { editor, at, .. } = &mut model.mode else { return Vec::new() };
    *at = NoteAt::Outside { from_here };
    vec![Effect::EditOutside(editor.text())]
}

/// The reader's own editor has ended: what it wrote is the note.
pub(super) fn edited(model: &mut Model, result: Result<String, EditFailed>) -> Vec<Effect> {
    let Mode::Note { editor, at: at @ NoteAt::Outside { .. }, .. } = &mut model.mode else {
        return Vec::new();
    };
    let from_here = *at == NoteAt::Outside { from_here: true };
    *at = NoteAt::Here;
    let result = result.map(|text| clean::clean(&text).trim_end().to_owned());
    match result {
        Ok(text) if text != editor.text().trim_end() => {
            editor.replace(&text);
            let effects = save_note(model);
            if !effects.is_empty() {
                selecting::give_up(model);
            }
            return effects;
        }
        Ok(_) => model.status.say("the note is as it was"),
        Err(EditFailed { what }) => model.status.complain(what),
    }
    if !from_here {
        // A draft is still where it was.
        model.mode = Mode::Panes;
    }
    Vec::new()
}

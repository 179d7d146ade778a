//! Notes: the editor opened, closed and saved.

use crate::app::editor::Editor;
use crate::app::event::EditFailed;
use crate::app::{DraftKey, Effect, Mode, Model, NoteAt};
use crate::text::clean;

use super::acting::{change, refusal};
use super::selecting;
use super::target::target;

/// Keeps a draft. One that is there already stays: neither is to be lost.
pub(super) fn put_draft(model: &mut Model, key: DraftKey, text: String) {
    let both = match model.drafts.remove(&key) {
        Some(there) if there.contains(&text) => there,
        Some(there) if !text.contains(&there) => format!("{there}\n\n{text}"),
        Some(_) | None => text,
    };
    model.drafts.insert(key, both);
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
        model.status.say(model.keymap.told("draft; {note-save} saves it"));
    }
    let before = note.cloned().unwrap_or_default();
    model.mode = Mode::Note { editor: Editor::lines_of(&text), target, before, at: NoteAt::Here };
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
    model.tell("draft kept; {note} opens it again");
}

/// Saves the note and closes the editor.
pub(super) fn save_note(model: &mut Model) -> Vec<Effect> {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Note { editor, target, before, .. } = mode else { return Vec::new() };
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

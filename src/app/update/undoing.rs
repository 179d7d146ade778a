//! Taking acts back and doing them again.

use crate::annotation::{Annotation, Edit, Entry};
use crate::app::{Effect, Model};

use super::acting::commit;
use super::{list, reading};

/// Takes the last act back.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(edit) = model.done.pop() else {
        model.status.say("nothing to undo");
        return Vec::new();
    };
    let back = model.ledger.rebased(&edit.inverse());
    let effects = commit(model, &back);
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
    let again = model.ledger.rebased(&edit);
    let effects = commit(model, &again);
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
        Some(Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) | Entry::Judgement(_)) | None => {
            None
        }
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

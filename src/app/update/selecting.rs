//! Selecting: begun, moved, grown and given up; and the ends of what is there already.

use crate::action::Action;
use crate::annotation::{Anchor, Id};
use crate::app::layout::Pane;
use crate::app::placing;
use crate::app::selection::{self, Grain, Selection, Unit};
use crate::app::{Effect, Model};
use crate::text::Span;

use super::acting::change;
use super::reading;
use super::target::{Target, annotation_under_cursor, target};

/// Begins a selection, changes what it is made of, or gives it up.
pub(super) fn begin(model: &mut Model, grain: Grain) {
    let Some(article) = model.story.article() else { return };
    if model.focus != Pane::Text {
        model.tell("only text can be selected; {next-pane} goes there");
        return;
    }
    let cursor = model.reader.cursor;
    model.selection = match model.selection.take() {
        Some(there) if there.grain == grain => None,
        Some(mut there) => {
            there.grain = grain;
            Some(there)
        }
        None => {
            let mut begun = Selection::new(cursor, grain);
            let word = selection::word_at(&article.document, cursor);
            if grain == Grain::Characters && word.contains(cursor) {
                model.reader.cursor = begun.cover(&article.document, word);
            }
            Some(begun)
        }
    };
}

/// Begins a selection where the mouse was pressed.
pub(super) fn begin_at_cursor(model: &mut Model) {
    model.selection.get_or_insert_with(|| Selection::new(model.reader.cursor, Grain::Characters));
}

/// Gives the selection up; whether there was one.
pub(super) fn give_up(model: &mut Model) -> bool {
    model.selection.take().is_some()
}

/// What is selected.
pub(super) fn selected(model: &Model) -> Option<Span> {
    let selection = model.selection.as_ref().filter(|_| model.focus == Pane::Text)?;
    let span = selection.span(&model.story.article()?.document, model.reader.cursor);
    (!span.is_empty()).then_some(span)
}

/// Makes the selection larger or smaller; without one, the word under the cursor is where it
/// begins.
pub(super) fn resize(model: &mut Model, action: Action) {
    if model.selection.is_none() {
        begin(model, Grain::Characters);
        return;
    }
    let Model { selection, story, reader, .. } = model;
    let (Some(selection), Some(article)) = (selection, story.article()) else { return };
    reader.cursor = match action {
        Action::Grow => selection.grow(&article.document, reader.cursor),
        _ => selection.shrink(&article.document, reader.cursor),
    };
}

/// Puts the cursor on the other end.
pub(super) fn swap(model: &mut Model) {
    let Some(selection) = &mut model.selection else {
        model.tell("nothing is selected; {select} selects");
        return;
    };
    let head = std::mem::replace(&mut selection.anchor, model.reader.cursor);
    reading::go_to(model, head);
}

/// Moves the head of a selection of characters by whole units, the last one included; whether it
/// did.
pub(super) fn motion(model: &mut Model, action: Action) -> bool {
    let (unit, forward) = match action {
        Action::NextWord => (Unit::Word, true),
        Action::PreviousWord => (Unit::Word, false),
        Action::NextSentence => (Unit::Sentence, true),
        Action::PreviousSentence => (Unit::Sentence, false),
        Action::NextParagraph => (Unit::Block, true),
        Action::PreviousParagraph => (Unit::Block, false),
        _ => return false,
    };
    let Model { selection, story, reader, .. } = model;
    let (Some(selection), Some(article)) = (selection, story.article()) else { return false };
    let backwards = reader.cursor < selection.anchor;
    if selection.grain == Grain::Sentences || backwards {
        return false;
    }
    let end = selection::end_of(&article.document, unit, reader.cursor, forward);
    let Some(end) = end.filter(|&end| end >= selection.anchor) else { return false };
    reading::go_to(model, end);
    true
}

/// Lets a selection of characters end with a whole word, unless it was moved by characters.
pub(super) fn end_at_word(model: &mut Model, action: Action) {
    if matches!(action, Action::NextCharacter | Action::PreviousCharacter) {
        return;
    }
    let Model { selection, story, reader, .. } = model;
    let (Some(selection), Some(article)) = (selection, story.article()) else { return };
    if selection.grain == Grain::Sentences {
        return;
    }
    let text = article.document.text();
    let (first, last) = (|word: Span| word.start(), |word| selection::last_glyph(text, word));
    let backwards = reader.cursor < selection.anchor;
    let word = selection::word_at(&article.document, reader.cursor);
    if word.contains(reader.cursor) {
        reader.cursor = if backwards { first(word) } else { last(word) };
    }
    // The word it began with stays in it on whichever side the head is.
    let begun = selection::word_at(&article.document, selection.anchor);
    if [first(begun), last(begun)].contains(&selection.anchor) {
        selection.anchor = if backwards { last(begun) } else { first(begun) };
    }
}

/// Selects what the reader made here, so that its ends can be moved.
pub(super) fn adjust(model: &mut Model) {
    let there = annotation_under_cursor(model);
    let (Some((span, id)), Some(article)) = (there, model.story.article()) else {
        model.status.say("nothing of yours is here whose ends could be moved");
        return;
    };
    let mut begun = Selection::new(span.start(), Grain::Characters);
    begun.adjusts = Some(id);
    model.reader.cursor = begun.cover(&article.document, span);
    model.selection = Some(begun);
    model.tell(
        "move the end, {swap-ends} goes to the other one, {enter} takes it, {cancel} leaves it",
    );
}

/// Gives an annotation the ends of the selection, where that is what it is for.
pub(super) fn take(model: &mut Model) -> Option<Vec<Effect>> {
    let id = model.selection.as_ref()?.adjusts?;
    let span = selected(model);
    model.selection = None;
    let span = span?;
    Some(move_ends(model, id, span))
}

fn move_ends(model: &mut Model, id: Id, span: Span) -> Vec<Effect> {
    let (Some(annotation), Some(article)) = (model.ledger.annotation(id), model.story.article())
    else {
        return Vec::new();
    };
    let anchor = Anchor::in_sentences(&article.document, &article.code_points, span);
    let is_there = (anchor.start, anchor.end) == (annotation.anchor.start, annotation.anchor.end);
    if is_there && anchor.exact() == annotation.anchor.exact() {
        model.status.say("its ends are where they were");
        return Vec::new();
    }
    let target = Target { span, role: annotation.role, annotation: Some(id) };
    let what = format!("ends of the {} moved", target.name());
    change(model, target, what, |annotation| annotation.anchor = anchor)
}

/// Whether the selection has served its purpose once this was done.
pub(super) const fn ends_it(action: Action) -> bool {
    matches!(
        action,
        Action::Highlight
            | Action::OwnClaim
            | Action::Reattach
            | Action::Accept
            | Action::Dismiss
            | Action::Join
            | Action::Split
            | Action::Copy
            | Action::Delete
            | Action::NoteSave
    )
}

/// Goes to what the reader made after the cursor, or before it.
pub(super) fn step_annotation(model: &mut Model, forward: bool) {
    let Some(front) = &model.front else { return };
    let cursor = model.reader.cursor;
    let marks = &front.marks;
    let index = if forward { marks.first_after(cursor) } else { marks.last_before(cursor) };
    let count = marks.items().len();
    let place = index.and_then(|index| Some((index, marks.items().get(index)?.0)));
    match place {
        Some((index, span)) => {
            reading::go_to(model, span.start());
            let name = target(model).map_or("", |target| target.name());
            let told = annotation_under_cursor(model)
                .and_then(|(_, id)| placing::told(model, model.ledger.annotation(id)?))
                .map_or_else(String::new, |told| format!(" {told}"));
            model.status.say(format!("{name} [{}/{count}]{told}", index + 1));
        }
        None if count == 0 => model.status.say("nothing of yours is in this article yet"),
        None if forward => model.status.say("nothing of yours is further down"),
        None => model.status.say("nothing of yours is further up"),
    }
}

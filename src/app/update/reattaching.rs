//! What has no certain place in the text: shown where it may be, and put where the reader says.

use crate::annotation::anchor::Placement;
use crate::annotation::{Anchor, Id};
use crate::app::selection::{Grain, Selection};
use crate::app::{Effect, Model};
use crate::text::Span;

use super::acting::change;
use super::reading;
use super::selecting::selected;
use super::target::Target;

/// Remembers that a place is sought for an annotation, and goes to the next one that is likely.
pub(super) fn seek(model: &mut Model, id: Id) {
    let placement = model.front.as_ref().and_then(|front| front.placed.get(&id)).cloned();
    let again = model.adrift.replace(id) == Some(id);
    let Some(Placement::Uncertain(likely)) = placement else {
        model.tell("its words are gone; select its new place, then {reattach}; until then it is kept as it is");
        return;
    };
    let further = likely.iter().filter(|span| span.start() > model.reader.cursor).min();
    let next = if again { further.or_else(|| likely.iter().min()) } else { likely.first() };
    let Some(&span) = next else { return };
    select(model, span);
    model.tell("look-alikes: {reattach} takes this one; {passages} and {enter} go to the next");
}

fn select(model: &mut Model, span: Span) {
    reading::go_to(model, span.start());
    let Some(article) = model.story.article() else { return };
    let mut begun = Selection::new(span.start(), Grain::Characters);
    model.reader.cursor = begun.cover(&article.document, span);
    model.selection = Some(begun);
}

/// Puts an annotation where the selection or the sentence is: the one a place is sought for; or
/// takes the words of an edited one as they are now; or the only one without a place.
pub(super) fn reattach(model: &mut Model) -> Vec<Effect> {
    let chosen = selected(model);
    let sentence =
        model.story.article().and_then(|article| model.reader.sentence(&article.document));
    let edited = edited_here(model).filter(|_| chosen.is_none());
    let sought = model.adrift.filter(|&id| is_unplaced(model, id));
    let meant = match (sought, edited) {
        (Some(id), _) => chosen.or(sentence).map(|span| (id, span)),
        (None, Some(found)) => Some(found),
        // Nothing is put anywhere that was not meant: this takes a selection.
        (None, None) => only_unplaced(model).zip(chosen),
    };
    let Some((id, span)) = meant else {
        model.tell("choose what is to be put here in {passages}; or go to what is edited, to take its words as they are");
        return Vec::new();
    };
    let (Some(annotation), Some(article)) = (model.ledger.annotation(id), model.story.article())
    else {
        return Vec::new();
    };
    let anchor = Anchor::in_sentences(&article.document, &article.code_points, span);
    let target = Target { span, role: annotation.role, annotation: Some(id) };
    let what = format!("{} put on these words", target.name());
    let effects = change(model, target, what, |annotation| annotation.anchor = anchor);
    if !effects.is_empty() {
        model.adrift = None;
    }
    effects
}

/// The shortest edited annotation under the cursor, or else of its sentence, with its place.
fn edited_here(model: &Model) -> Option<(Id, Span)> {
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    let placed = model.front.as_ref()?.placed.iter();
    let edited = placed.filter_map(|(&id, placement)| match placement {
        Placement::Edited(span) => Some((id, *span)),
        _ => None,
    });
    let is_here = |span: Span| span.contains(model.reader.cursor);
    edited
        .filter(|(_, span)| span.overlaps(sentence))
        .min_by_key(|(id, span)| (!is_here(*span), span.len(), *id))
}

fn is_unplaced(model: &Model, id: Id) -> bool {
    let placed = model.front.as_ref().and_then(|front| front.placed.get(&id));
    placed.is_some_and(|placement| placement.span().is_none())
}

/// The annotation without a place, where there is one alone.
fn only_unplaced(model: &Model) -> Option<Id> {
    let front = model.front.as_ref()?;
    let mut unplaced = front.placed.iter().filter(|(_, placement)| placement.span().is_none());
    let (&id, _) = unplaced.next()?;
    unplaced.next().is_none().then_some(id)
}

//! What is told of the place of an annotation in a text that changed.

use crate::annotation::anchor::{Placement, Reworded, reworded};
use crate::annotation::{Annotation, Id};

use super::Model;
use super::story::Slot;

/// How many changes of words are told.
const MOST: usize = 3;

/// What became of an annotation's place in the article in front.
pub fn placement(model: &Model, id: Id) -> Option<&Placement> {
    model.front.as_ref()?.placed.get(&id)
}

/// The article of an annotation, where it is read.
fn slot<'a>(model: &'a Model, annotation: &Annotation) -> Option<&'a Slot> {
    let mut slots = model.story.articles.iter();
    slots.find(|slot| slot.records().any(|record| record == annotation.article))
}

/// What became of its place in whichever article it is in; nothing where it is simply where its
/// words are, unless that article is in front.
pub fn anywhere<'a>(model: &'a Model, annotation: &Annotation) -> Option<&'a Placement> {
    let here = placement(model, annotation.id);
    here.or_else(|| slot(model, annotation)?.astray.get(&annotation.id))
}

/// What there is to say of it: which words were changed, or why it has no place. Nothing where it
/// is where its words are, or in an article that is not read.
pub fn told(model: &Model, annotation: &Annotation) -> Option<String> {
    let place = anywhere(model, annotation)?;
    match place {
        Placement::Exact(_) | Placement::Moved(_) => None,
        Placement::Edited(span) => {
            let document = &slot(model, annotation)?.article()?.document;
            Some(edited(&reworded(annotation.anchor.exact(), document.slice(*span))))
        }
        Placement::Uncertain(likely) if likely.len() > 1 => {
            Some(format!("uncertain: {} places are like it, none is chosen", likely.len()))
        }
        Placement::Uncertain(_) => Some("uncertain: one place is like it, not enough".to_owned()),
        Placement::Lost => Some("lost: its words are gone from this text".to_owned()),
    }
}

fn edited(changes: &[Reworded]) -> String {
    let mut parts: Vec<String> = changes.iter().take(MOST).map(change).collect();
    if changes.len() > MOST {
        parts.push(format!("{} more", changes.len() - MOST));
    }
    if parts.is_empty() {
        // Only where words are parted has changed.
        return "edited".to_owned();
    }
    format!("edited: {}", parts.join(", "))
}

fn change(Reworded { old, new }: &Reworded) -> String {
    match (old.as_str(), new.as_str()) {
        ("", new) => format!("\"{new}\" was put in"),
        (old, "") => format!("\"{old}\" was taken out"),
        (old, new) => format!("\"{old}\" is now \"{new}\""),
    }
}

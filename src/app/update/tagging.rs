//! The tags themselves: named, described, coloured, given a digit, merged, deleted.

use crate::annotation::{Change, Colour, Edit, Entry, EntryKey, TagDefinition, TagName};
use crate::app::listing::{Listing, Row};
use crate::app::{Effect, Model};
use crate::text::near::nearest;

use super::deciding::new_tag;
use super::listing::act;

const NO_NAME: &str = "a tag needs a name; it was left as it is";

/// The tag under the list's cursor.
pub(super) fn current(model: &Model) -> Option<TagName> {
    match model.listing.as_ref().and_then(Listing::current)? {
        Row::Tag { name, .. } => Some(name.clone()),
        Row::Annotation(_) | Row::Note(_) | Row::Judgement(_) | Row::Hit { .. } | Row::Story(_) => {
            None
        }
    }
}

/// What is known of a tag; one that is only used has no definition yet.
fn definition(model: &Model, name: &TagName) -> TagDefinition {
    let known = model.ledger.tag(name).cloned();
    known.unwrap_or_else(|| TagDefinition {
        name: name.clone(),
        description: String::new(),
        digit: None,
        colour: Colour::Yellow,
    })
}

/// The changes that put `new`, or nothing, in the place of a tag on everything that carries it.
fn replacing(model: &Model, name: &TagName, new: Option<&TagName>) -> Vec<Change> {
    let tagged = model.ledger.annotations().filter(|it| it.tags.contains(name));
    tagged
        .map(|annotation| {
            let mut annotation = annotation.clone();
            annotation.tags.remove(name);
            if let Some(new) = new {
                annotation.tags.insert(new.clone());
            }
            annotation.changed = model.now;
            if annotation.is_empty() {
                model.ledger.removing(EntryKey::Annotation(annotation.id))
            } else {
                model.ledger.setting(Entry::Annotation(annotation))
            }
        })
        .collect()
}

/// Gives the tag under the cursor another name, that no other has.
pub(super) fn rename(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(old) = current(model) else { return Vec::new() };
    let Some(new) = TagName::new(typed) else {
        model.status.complain(NO_NAME);
        return Vec::new();
    };
    if new == old {
        return Vec::new();
    }
    if is_known(model, &new) {
        let how = model.keymap.told("{merge-tag} makes one of the two");
        model.status.complain(format!("there is a tag {new} already; {how}"));
        return Vec::new();
    }
    put(model, &old, new, "renamed", "to")
}

/// Makes one tag of the one under the cursor and another that there is.
pub(super) fn merge(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(old) = current(model) else { return Vec::new() };
    let Some(new) = TagName::new(typed).filter(|name| is_known(model, name)) else {
        let near = nearest(typed.trim(), model.ledger.tags().map(|tag| tag.name.as_str()));
        let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        model.status.complain(format!("no tag is called {}{near}", typed.trim()));
        return Vec::new();
    };
    if new == old {
        return Vec::new();
    }
    put(model, &old, new, "merged", "into")
}

/// Puts a tag in the place of another, wherever that is; it is what the other was, if it was nothing.
fn put(model: &mut Model, old: &TagName, new: TagName, did: &str, to: &str) -> Vec<Effect> {
    let mut changes = replacing(model, old, Some(&new));
    let what = format!("{did} {old} {to} {new}, on {}", passages(changes.len()));
    if model.ledger.tag(&new).is_none() {
        let known = TagDefinition { name: new, ..definition(model, old) };
        changes.push(model.ledger.setting(Entry::Tag(known)));
    }
    changes.extend(forgetting(model, old));
    act(model, Edit { what, changes })
}

/// Whether there is a tag of this name, defined or used.
fn is_known(model: &Model, name: &TagName) -> bool {
    model.ledger.tag(name).is_some() || model.ledger.annotations().any(|it| it.tags.contains(name))
}

fn passages(count: usize) -> String {
    if count == 1 { "1 passage".to_owned() } else { format!("{count} passages") }
}

/// The change that removes a tag's definition, where it has one.
fn forgetting(model: &Model, name: &TagName) -> Option<Change> {
    model.ledger.tag(name)?;
    Some(model.ledger.removing(EntryKey::Tag(Box::new(name.clone()))))
}

/// Takes a tag off everything, and forgets it.
pub(super) fn delete(model: &mut Model, name: &TagName) -> Vec<Effect> {
    let mut changes = replacing(model, name, None);
    let what = format!("deleted {name}, from {}", passages(changes.len()));
    changes.extend(forgetting(model, name));
    act(model, Edit { what, changes })
}

/// Says what the tag under the cursor means.
pub(super) fn describe(model: &mut Model, words: &str) -> Vec<Effect> {
    let Some(name) = current(model) else { return Vec::new() };
    let tag = TagDefinition { description: words.trim().to_owned(), ..definition(model, &name) };
    set(model, tag, format!("{name} described"))
}

/// What the tag under the cursor means, to be put in other words.
pub(super) fn description(model: &Model) -> Option<String> {
    Some(definition(model, &current(model)?).description)
}

/// Gives the tag under the cursor the next colour.
pub(super) fn colour(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model) else { return Vec::new() };
    let tag = definition(model, &name);
    let colour = tag.colour.next().unwrap_or(Colour::ALL[0]);
    let what = format!("{name} is {} now", model.comfort.colours.name(colour));
    set(model, TagDefinition { colour, ..tag }, what)
}

/// Gives the tag under the cursor a digit, or takes it away; a tag that had it loses it.
pub(super) fn digit(model: &mut Model, digit: Option<u8>) -> Vec<Effect> {
    let Some(name) = current(model) else { return Vec::new() };
    let had = model.ledger.tags().find(|tag| digit.is_some() && tag.digit == digit).cloned();
    let mut changes = Vec::new();
    let what = match (digit, had) {
        (None, _) => format!("{name} has no digit now"),
        (Some(digit), Some(other)) if other.name != name => {
            let what = format!("{digit} is {name} now, no longer {}", other.name);
            let without = TagDefinition { digit: None, ..other };
            changes.push(model.ledger.setting(Entry::Tag(without)));
            what
        }
        (Some(digit), _) => format!("{digit} is {name} now"),
    };
    let tag = TagDefinition { digit, ..definition(model, &name) };
    changes.push(model.ledger.setting(Entry::Tag(tag)));
    act(model, Edit { what, changes })
}

/// Makes a tag.
pub(super) fn make(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(name) = TagName::new(typed) else {
        model.status.complain(NO_NAME);
        return Vec::new();
    };
    if model.ledger.tag(&name).is_some() {
        model.status.say(format!("there is a tag {name} already"));
        return Vec::new();
    }
    let tag = new_tag(model, &name, 0);
    set(model, tag, format!("tag {name} made"))
}

fn set(model: &mut Model, tag: TagDefinition, what: String) -> Vec<Effect> {
    let change = model.ledger.setting(Entry::Tag(tag));
    if change.before == change.after {
        return Vec::new();
    }
    act(model, Edit { what, changes: vec![change] })
}

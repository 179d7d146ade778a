//! The reader's acts: verdicts, tags, highlights.

use std::collections::BTreeSet;

use crate::action::Action;
use crate::annotation::{Change, Colour, Entry, Role, TagDefinition, TagName, Tags, Verdict};
use crate::app::claim_rows::{ClaimRow, is_undecided, verdict};
use crate::app::layout::Pane;
use crate::app::story::Slot;
use crate::app::{Effect, Model};
use crate::text::Span;

use super::acting::{change, change_with, refusal};
use super::selecting::selected;
use super::target::{NO_CLAIM, Target, claim_under_cursor, shortest, sidebar_target, target};
use super::{list, reading};

/// How many words of a claim are said where it is told what became of it.
const WORDS_TOLD: usize = 5;

/// Accepts or dismisses the claim under the cursor and goes to the next undecided one.
pub(super) fn judge(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(target) = claim_under_cursor(model) else {
        model.tell(NO_CLAIM);
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
        tell_judged(model, target.span, what);
        go_to_undecided(model);
    }
    effects
}

/// Says which claim was judged: the cursor is about to leave it.
fn tell_judged(model: &mut Model, span: Span, what: &str) {
    let Some(article) = model.story.article() else { return };
    let words = article.document.slice(span).split_whitespace();
    let words: Vec<&str> = words.take(WORDS_TOLD).collect();
    let left = model.story.slot().map_or(0, |slot| slot.counts.undecided);
    model.status.say(format!("{what}: \"{}…\"; {left} left here", words.join(" ")));
}

fn go_to_undecided(model: &mut Model) {
    let next = model.next_undecided();
    if let Some((index, _)) = next {
        reading::go_to_claim(model, index);
    }
    let how = match next {
        Some((_, false)) => return,
        Some((_, true)) => "on from the top",
        None if model.filter.is_some() => {
            "the last one shown; {next-undecided} goes to the next article"
        }
        None => "the last one; {next-undecided} goes to the next article",
    };
    let told = model.status.message().map_or("", |message| message.text.as_str());
    let told = format!("{told}; {}", model.keymap.told(how));
    model.status.say(told);
}

/// Goes to the next undecided claim: further down in this article, then in those below it in the
/// list, round to the claims above.
pub(super) fn go_to_undecided_anywhere(model: &mut Model) -> Vec<Effect> {
    let from = model.reader.cursor;
    if let Some(index) = undecided(model, |row| row.span.start() > from) {
        reading::go_to_claim(model, index);
        return Vec::new();
    }
    let (count, front) = (model.story.articles.len(), model.story.front);
    let is_left = |index: &usize| {
        let undecided = |slot: &Slot| match &model.filter {
            Some(filter) => filter.undecided(*index),
            None => slot.counts.undecided,
        };
        model.story.articles.get(*index).is_some_and(|slot| undecided(slot) > 0)
    };
    let next = (1..count).map(|step| (front + step) % count).find(is_left);
    let effects = next.map_or_else(Vec::new, |index| list::bring_forward(model, index));
    if let Some(index) = undecided(model, |_| true) {
        reading::go_to_claim(model, index);
    } else if model.filter.is_some() {
        model.status.say("every claim that the filter shows is decided");
    } else if model.story.waiting() > 0 {
        model.status.say("nothing is left to decide in the articles read so far");
    } else {
        model.status.say("every claim of the story is decided");
    }
    effects
}

/// The first undecided claim of the article in front that `wanted` holds for.
fn undecided(model: &Model, wanted: impl Fn(&ClaimRow) -> bool) -> Option<usize> {
    let ledger = &model.ledger;
    model.front.as_ref()?.claims.rows().iter().position(|row| {
        wanted(row)
            && model.shows_claim(row.span)
            && is_undecided(row.annotation().and_then(|id| ledger.annotation(id)))
    })
}

/// Toggles the tag with this digit.
pub(super) fn quick_tag(model: &mut Model, digit: u8) -> Vec<Effect> {
    let tag = model.ledger.tags().find(|tag| tag.digit == Some(digit));
    if let Some(name) = tag.map(|tag| tag.name.as_str().to_owned()) {
        toggle_tags(model, &name)
    } else {
        let by_name = model.keymap.told("{tag} tags by name");
        let told = format!("no tag has the digit {digit}; {by_name}");
        model.status.complain(refusal(model).unwrap_or(told));
        Vec::new()
    }
}

/// The names in a line of tags: words, or several words between quotation marks. Within a word these
/// are a part of it.
fn tag_names(typed: &str) -> Tags {
    let mut rest = typed.trim_start();
    let next = || {
        if rest.is_empty() {
            return None;
        }
        let (name, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        rest = after.trim_start();
        Some(name)
    };
    std::iter::from_fn(next).filter_map(TagName::new).collect()
}

/// Toggles tags by name; a name that is not known makes a new tag.
pub(super) fn toggle_tags(model: &mut Model, typed: &str) -> Vec<Effect> {
    let names = tag_names(typed);
    let Some(target) = target(model).filter(|_| !names.is_empty()) else { return Vec::new() };
    let has = target.annotation.and_then(|id| model.ledger.annotation(id)).map(|each| &each.tags);
    let all_there = has.is_some_and(|tags| names.is_subset(tags));
    let list: Vec<&str> = names.iter().map(TagName::as_str).collect();
    let what = if all_there {
        format!("untagged {}: {}", target.name(), list.join(", "))
    } else {
        format!("tagged {}: {}", target.name(), list.join(", "))
    };
    let is_new = |name: &&TagName| model.ledger.tag(name).is_none();
    let new: Vec<&str> = names.iter().filter(is_new).map(TagName::as_str).collect();
    let what = match new.as_slice() {
        [] => what,
        new => format!("{what} (new: {})", new.join(", ")),
    };
    let new_tags: Vec<Change> = names
        .iter()
        .filter(is_new)
        .enumerate()
        .map(|(nth, name)| model.ledger.setting(Entry::Tag(new_tag(model, name, nth))))
        .collect();
    let effects = change_with(model, target, what, new_tags, |annotation| {
        for name in &names {
            if all_there {
                annotation.tags.remove(name);
            } else {
                annotation.tags.insert(name.clone());
            }
        }
    });
    if !all_there && !effects.is_empty() {
        model.last_tags = names;
    }
    effects
}

/// Puts the tags on that were put on last.
pub(super) fn repeat_tags(model: &mut Model) -> Vec<Effect> {
    let Some(target) = target(model) else { return Vec::new() };
    let has = target.annotation.and_then(|id| model.ledger.annotation(id)).map(|each| &each.tags);
    let names: Vec<&str> = model.last_tags.iter().map(TagName::as_str).collect();
    let names = names.join(" ");
    if names.is_empty() {
        model.tell("no tag was put on yet; digits and {tag} do that");
        return Vec::new();
    }
    if has.is_some_and(|tags| model.last_tags.is_subset(tags)) {
        model.status.say(format!("this {} has {names} already", target.name()));
        return Vec::new();
    }
    toggle_tags(model, &names)
}

/// A tag made in passing, the `nth` of several: the first free digit, the colours in turn.
pub(super) fn new_tag(model: &Model, name: &TagName, nth: usize) -> TagDefinition {
    let taken: BTreeSet<u8> = model.ledger.tags().filter_map(|tag| tag.digit).collect();
    let colour = Colour::ALL[(model.ledger.tags().count() + nth) % Colour::ALL.len()];
    TagDefinition {
        name: name.clone(),
        description: String::new(),
        digit: (1..=9).filter(|digit| !taken.contains(digit)).nth(nth),
        colour,
    }
}

/// What is said of a highlight: the reader's name of its colour.
fn highlighted(model: &Model, colour: Colour) -> String {
    format!("highlighted {}", model.comfort.colours.name(colour))
}

/// Highlights the selection or the sentence, or gives the highlight its next colour; after the
/// last there is none.
pub(super) fn highlight(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.story.article() else { return Vec::new() };
    let sentence = match model.focus {
        Pane::Sidebar => sidebar_target(model).map(|target| target.span),
        Pane::List | Pane::Text => model.reader.sentence(&article.document),
    };
    let chosen = selected(model);
    let Some(place) = chosen.or(sentence) else { return Vec::new() };
    let is_highlight = |role| matches!(role, Role::Highlight(_));
    let there = shortest(model, place, |span, role| is_highlight(role) && span == place)
        .or_else(|| {
            let cursor = Span::new(model.reader.cursor, model.reader.cursor + 1);
            let is_in_text = chosen.is_none() && model.focus == Pane::Text;
            is_in_text.then(|| shortest(model, cursor, |_, role| is_highlight(role)))?
        })
        .and_then(|target| match (target.role, target.annotation) {
            (Role::Highlight(colour), Some(id)) => Some((target.span, id, colour)),
            _ => None,
        });
    let Some((span, id, colour)) = there else {
        let role = Role::Highlight(Colour::Yellow);
        let target = Target { span: place, role, annotation: None };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_words_together_and_stand_in_a_name_where_they_open_none() {
        for (typed, names) in [
            ("late  cost", vec!["cost", "late"]),
            (r#""key fact" late"#, vec!["key-fact", "late"]),
            (r#"late "key fact"#, vec!["key-fact", "late"]),
            (r#"my-"best"-tag"#, vec![r#"my-"best"-tag"#]),
            (r#" "" " "#, vec![]),
        ] {
            let read = tag_names(typed);
            assert_eq!(read.iter().map(TagName::as_str).collect::<Vec<_>>(), names, "{typed}");
        }
    }
}

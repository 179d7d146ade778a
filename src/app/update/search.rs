//! Searching the article in front.

use crate::app::{Effect, Mode, Model, front};
use crate::text::find::{self, Pattern};

use super::reading;

/// How many bytes are looked at for a regular expression before the next key is: few milliseconds.
const SLICE: usize = 1 << 20;

/// Searches words and goes to the first hit at or after the cursor.
pub(super) fn look_for(model: &mut Model, words: &str) {
    if let Some(Err(wrong)) = Pattern::typed(words) {
        model.status.complain(format!("{words} cannot be searched: {wrong}"));
        return;
    }
    light(model, words);
    words.clone_into(&mut model.searched);
    let cursor = model.reader.cursor;
    go_to_hit(model, cursor);
    report(model);
}

/// Lights every hit.
pub(super) fn light(model: &mut Model, words: &str) {
    let (Some(article), Some(front)) = (model.story.article(), &mut model.front) else { return };
    front.hits = find::find(article.document.text(), words);
    front.seek = front::seek(words);
    front.wanted = None;
}

/// Looks on for a regular expression, a little at a time, between keys.
pub(super) fn seek_on(model: &mut Model) -> Vec<Effect> {
    let (Some(article), Some(front)) = (model.story.article(), &mut model.front) else {
        return Vec::new();
    };
    let Some(seek) = &mut front.seek else { return Vec::new() };
    let is_done = seek.go_on(article.document.text(), SLICE, &mut front.hits);
    if is_done {
        front.seek = None;
    }
    if let Some(from) = front.wanted {
        let ahead = front.hits.get(front.hits.partition_point(|hit| hit.start() < from));
        let hit = ahead.or_else(|| front.hits.first().filter(|_| is_done)).copied();
        if is_done || hit.is_some() {
            front.wanted = None;
        }
        if let Some(hit) = hit {
            reading::go_to(model, hit.start());
        }
    }
    if is_done && !matches!(model.mode, Mode::Prompt(_)) {
        report(model);
    }
    Vec::new()
}

/// Goes to the first hit at or after `offset`, else to the first one.
pub(super) fn go_to_hit(model: &mut Model, offset: usize) {
    let Some(front) = &mut model.front else { return };
    if front.seek.is_some() {
        front.wanted = Some(offset);
        return;
    }
    let index = front.hits.partition_point(|hit| hit.start() < offset);
    let hit = front.hits.get(index).or_else(|| front.hits.first()).copied();
    if let Some(hit) = hit {
        reading::go_to(model, hit.start());
    }
}

/// Goes to the next hit or the one before, round the ends.
pub(super) fn step(model: &mut Model, forward: bool) {
    if model.searched.is_empty() {
        model.tell("nothing was searched yet; {search} searches");
        return;
    }
    let is_unlit = |front: &front::Front| front.hits.is_empty() && front.seek.is_none();
    if model.front.as_ref().is_some_and(is_unlit) {
        let words = model.searched.clone();
        light(model, &words);
    }
    let Some(front) = &model.front else { return };
    let (hits, cursor) = (&front.hits, model.reader.cursor);
    let index = if forward {
        Some(hits.partition_point(|hit| hit.start() <= cursor)).filter(|&at| at < hits.len())
    } else {
        hits.partition_point(|hit| hit.start() < cursor).checked_sub(1)
    };
    let round = index.is_none();
    let beyond = if forward { 0 } else { hits.len().saturating_sub(1) };
    let index = index.unwrap_or(beyond);
    let Some(hit) = hits.get(index).copied() else {
        report(model);
        return;
    };
    reading::go_to(model, hit.start());
    report(model);
    if round {
        let end = if forward { "end" } else { "beginning" };
        let told = model.status.message().map_or_else(String::new, |message| message.text.clone());
        model.status.say(format!("{told} · went on past the {end}"));
    }
}

/// Puts the lights out, and tells whether any were lit; the words are remembered.
pub(super) fn put_out(model: &mut Model) -> bool {
    let Some(front) = &mut model.front else { return false };
    let were_lit = !front.hits.is_empty() || front.seek.is_some();
    front.hits.clear();
    (front.seek, front.wanted) = (None, None);
    were_lit
}

/// Says which of how many hits the cursor is on.
pub(super) fn report(model: &mut Model) {
    let Some(front) = &model.front else { return };
    let cursor = model.reader.cursor;
    let count = front.hits.len();
    let at = front.hits.partition_point(|hit| hit.start() <= cursor);
    let words = &model.searched;
    let told = match count {
        _ if front.seek.is_some() => format!("/{words} [{at}/{count}…] still searching"),
        0 => format!("\"{words}\" is not in this article"),
        find::MOST_HITS.. => format!("/{words} [{at}/{count}+]"),
        _ => format!("/{words} [{at}/{count}]"),
    };
    model.status.say(told);
}

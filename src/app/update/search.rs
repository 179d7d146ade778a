//! Searching the article in front.

use crate::app::Model;
use crate::text::find;

use super::reading;

/// Searches words and goes to the first hit at or after the cursor.
pub(super) fn look_for(model: &mut Model, words: &str) {
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
}

/// Goes to the first hit at or after `offset`, else to the first one.
pub(super) fn go_to_hit(model: &mut Model, offset: usize) {
    let Some(front) = &model.front else { return };
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
    if model.front.as_ref().is_some_and(|front| front.hits.is_empty()) {
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
    let were_lit = !front.hits.is_empty();
    front.hits.clear();
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
        0 => format!("\"{words}\" is not in this article"),
        find::MOST_HITS.. => format!("/{words} [{at}/{count}+]"),
        _ => format!("/{words} [{at}/{count}]"),
    };
    model.status.say(told);
}

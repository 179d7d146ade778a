//! The article list: moving in it puts another article in front.

use crate::action::Action;
use crate::annotation::Id;
use crate::annotation::anchor::Placement;
use crate::app::front::Front;
use crate::app::layout::{Area, Pane, ROWS_PER_ARTICLE};
use crate::app::reader::Reader;
use crate::app::story::Loading;
use crate::app::{Effect, Model};

use super::{comparing, filter, recognising};

/// Of how many articles before and behind the one in front the claims are kept, where they are not
/// kept of all.
const NEAR: usize = 8;

/// Moves the list's cursor.
pub(super) fn go(model: &mut Model, action: Action) -> Vec<Effect> {
    let by = rows(action, page_len(model));
    step(model, by)
}

/// How many rows of a list an action moves by; `page` is how many are shown.
pub(super) fn rows(action: Action, page: usize) -> isize {
    let page = page.max(1).cast_signed();
    match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::HalfPageDown => (page / 2).max(1),
        Action::HalfPageUp => -(page / 2).max(1),
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::Bottom => isize::MAX,
        _ => -isize::MAX,
    }
}

/// Puts the article in front that is `by` further on; at either end it says so.
pub(super) fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let (shown, front) = (model.shown_articles(), model.story.front);
    // From between two that are shown, one step forward leads to the second.
    let ahead = by - isize::from(by > 0 && !shown.has(front));
    let nth = shown.before(front).saturating_add_signed(ahead);
    let Some(to) = shown.get(nth.min(shown.len().saturating_sub(1))) else {
        model.tell("no article fits the filter; {cancel} shows them all");
        return Vec::new();
    };
    if to == front || (to > front) != (by > 0) {
        model.status.say(if by > 0 {
            "this is the last article"
        } else {
            "this is the first article"
        });
        return Vec::new();
    }
    bring_forward(model, to)
}

/// Puts an article in front; where it is not read yet, asks for it.
pub(super) fn bring_forward(model: &mut Model, index: usize) -> Vec<Effect> {
    let left = model.story.front;
    if let Some((front, slot)) = model.front.as_ref().zip(model.story.slot_mut()) {
        slot.astray = front.astray();
    }
    let near_left = near(model, NEAR);
    model.story.front = index.min(model.story.articles.len().saturating_sub(1));
    filter::ask(model, left);
    let_go_far(model, near_left);
    show_front(model);
    // What was stopped goes on, from here.
    let goes_on = model.story.is_cut_short();
    model.story.is_stopped = false;
    let mut effects = match model.story.slot().map(|slot| &slot.state) {
        Some(Loading::Waiting | Loading::Begun(_)) => return vec![Effect::Load(model.story.front)],
        Some(Loading::Ready(_)) if !model.story.keeps_claims() => claims_ahead(model, left),
        Some(Loading::Failed(_) | Loading::Ready(_) | Loading::Glimpsed(_)) | None => {
            comparing::weigh(model)
        }
    };
    effects.extend(goes_on.then_some(Effect::Load(model.story.front)));
    effects
}

/// The article in front, and as many as `reach` that are listed before and behind it.
fn near(model: &Model, reach: usize) -> Vec<usize> {
    let shown = model.shown_articles();
    let nth = shown.before(model.story.front);
    let listed = nth.saturating_sub(reach)..=nth.saturating_add(reach);
    std::iter::once(model.story.front).chain(listed.filter_map(|nth| shown.get(nth))).collect()
}

/// Lets those of these claims go that are not kept: of very many articles they are of those near the
/// one in front, of which one is likely to be next, and is then drawn at once.
pub(super) fn let_go_far(model: &mut Model, articles: impl IntoIterator<Item = usize>) {
    if model.story.keeps_claims() {
        return;
    }
    let kept = near(model, NEAR);
    for far in articles.into_iter().filter(|index| !kept.contains(index)) {
        model.story.let_go(far);
    }
}

/// Asks for the claims of the article in front, where they are not here, and of those that come next
/// if the reader goes on as from the one that was `left`.
///
/// Those are asked for several at once, while half of them are still there: to find them, to tell of
/// them and to draw what came of it once for several keys.
fn claims_ahead(model: &mut Model, left: usize) -> Vec<Effect> {
    let shown = model.shown_articles();
    let (nth, nth_left) = (shown.before(model.story.front), shown.before(left));
    // Where a page is turned, most of what lies between is never looked at.
    let reach = if nth.abs_diff(nth_left) == 1 { NEAR } else { 1 };
    let ahead = |by: usize| {
        if nth < nth_left { nth.checked_sub(by) } else { nth.checked_add(by) }
    };
    let unassessed = |index: usize| {
        let article = model.story.articles.get(index)?.article()?;
        article.claims.is_none().then(|| (index, article.document.clone()))
    };
    let asked = &model.behind;
    let missing = |by: usize| unassessed(shown.get(ahead(by)?).filter(|it| !asked.has_asked(*it))?);
    let is_due = (1..=reach.div_ceil(2)).any(|by| missing(by).is_some());
    let next: Vec<_> = if is_due { (1..=reach).filter_map(missing).collect() } else { Vec::new() };
    let front = unassessed(model.story.front).into_iter().collect();
    for (index, _) in &next {
        model.behind.ask(*index);
    }
    [front, next]
        .into_iter()
        .filter(|asked: &Vec<_>| !asked.is_empty())
        .map(Effect::Assess)
        .collect()
}

/// Sets what is derived from the article in front anew.
pub(super) fn show_front(model: &mut Model) {
    model.cards = Vec::new();
    model.selection = None;
    model.adrift = None;
    model.claim_cursor = 0;
    let cursor = model.story.slot().map_or(0, |slot| slot.cursor);
    model.reader = Reader::at(cursor);
    model.front = model.story.slot().and_then(|slot| {
        let article = slot.article()?;
        Some(Front::new(article, slot.records(), &model.ledger, &model.searched, model.scope))
    });
    filter::enter(model);
    count(model);
    tell_state(model);
    recognising::ask(model);
}

/// The same for an article that was shown before: the reader stays where he is in it.
pub(super) fn show_front_anew(model: &mut Model) {
    let (reader, selection) = (std::mem::take(&mut model.reader), model.selection.take());
    show_front(model);
    model.reader = reader.set_anew();
    model.selection = selection;
}

/// Puts the sidebar's cursor on the claim of an annotation where it is on another of the same words.
pub(super) fn stay_on(model: &mut Model, id: Id) {
    let Some(rows) = model.front.as_ref().map(|front| front.claims.rows()) else { return };
    let Some(at) = rows.iter().position(|row| row.annotation() == Some(id)) else { return };
    let current = rows.get(model.claim_cursor).map(|row| row.span);
    if current == rows.get(at).map(|row| row.span) {
        model.claim_cursor = at;
    }
}

/// Says what was wrong with the article, how many annotations have no certain place in the text, and
/// how many are on edited words: those without a place are kept, but not shown.
fn tell_state(model: &mut Model) {
    let Some(front) = &model.front else { return };
    let count = |is: fn(&Placement) -> bool| front.placed.values().filter(|it| is(it)).count();
    let unplaced = count(|placement| placement.span().is_none());
    let edited = count(|placement| matches!(placement, Placement::Edited(_)));
    let problems = model.story.article().map_or(&[][..], |article| &article.problems);
    let problem = problems.first().map(|problem| match problems.len() - 1 {
        0 => problem.to_string(),
        more => format!("{problem} ({more} more)"),
    });
    let is_troubled = problem.is_some();
    let unplaced = (unplaced > 0).then(|| {
        format!("{unplaced} of your annotations fit no place in this text; the store keeps them")
    });
    let edited = (edited > 0).then(|| format!("{edited} of yours are on words that were edited"));
    let parts: Vec<String> = problem.into_iter().chain(unplaced).chain(edited).collect();
    match parts.join("; ") {
        told if told.is_empty() => {}
        told if is_troubled => model.status.complain(told),
        told => model.status.say(told),
    }
}

/// Counts anew what the list says of the article in front.
pub(super) fn count(model: &mut Model) {
    let Some((front, article)) = model.front.as_ref().zip(model.story.article()) else { return };
    let counts = front.counts(article, &model.ledger);
    model.story.count(model.story.front, counts);
}

/// How many articles the list shows at once.
fn page_len(model: &Model) -> usize {
    let area = model.places.and_then(|places| places.of(Pane::List)).map(Area::inside);
    area.map_or(1, |area| usize::from(area.height / ROWS_PER_ARTICLE).max(1))
}

/// Scrolls the list as little as possible so that the article in front is on it.
pub(super) fn settle(model: &mut Model) {
    let page = page_len(model);
    let shown = model.shown_articles();
    let front = shown.before(model.story.front).min(shown.len().saturating_sub(1));
    let last_top = shown.len().saturating_sub(page);
    model.list_top = model.list_top.min(front).max((front + 1).saturating_sub(page)).min(last_top);
}

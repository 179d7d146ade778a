//! Searching every article while words are typed.

use std::sync::Arc;

use crate::action::Action;
use crate::app::listing::{Listing, ListingOf, Row};
use crate::app::prompt::Asking;
use crate::app::search_all::{self, Articles, Found, Hit, Job, Searched, Written};
use crate::app::story::{Loading, Slot};
use crate::app::{Effect, Mode, Model};
use crate::text::find::Pattern;

use super::{jumps, listing, prompt, search};

/// Opens the list of hits and asks for words. Those searched last are offered: their hits can be gone
/// on with, and what is typed takes their place.
pub(super) fn open(model: &mut Model, words: Option<&str>) -> Vec<Effect> {
    let is_offered = words.is_none() && !model.searched_all.words.is_empty();
    let words = words.map_or_else(|| model.searched_all.words.clone(), str::to_owned);
    model.searched_all.notes = Arc::new(search_all::notes(model));
    model.listing = Some(Listing::new(ListingOf::Hits, "", model));
    prompt::open(model, Asking::SearchAll);
    if let Mode::Prompt(prompt) = &mut model.mode {
        prompt.editor.replace(&words);
        prompt.is_offered = is_offered;
    }
    look_for(model, words)
}

/// Searches other words; what is found for those before is no longer wanted.
pub(super) fn look_for(model: &mut Model, words: String) -> Vec<Effect> {
    let searched = &mut model.searched_all;
    if words != searched.words {
        searched.last = None;
    }
    searched.is_awaited = false;
    searched.again = searched.last;
    searched.number += 1;
    searched.is_stale = true;
    let wrong = Pattern::typed(&words).and_then(Result::err);
    searched.fault = wrong.map(|wrong| format!("this cannot be searched: {wrong}"));
    searched.is_done = words.trim().is_empty() || searched.fault.is_some();
    searched.searched = 0;
    searched.words = words;
    if searched.is_done {
        clear(model);
        if let Some(fault) = model.searched_all.fault.clone() {
            model.status.complain(fault);
        }
        return vec![Effect::StopSearch];
    }
    let job = Job {
        number: model.searched_all.number,
        words: model.searched_all.words.clone(),
        articles: articles(model),
        notes: model.searched_all.notes.clone(),
    };
    model.searched_all.of = job.articles.len();
    vec![Effect::SearchAll(Arc::new(job))]
}

/// The articles that are searched, gathered anew where one of them changed since the last time.
fn articles(model: &mut Model) -> Articles {
    let revision = model.story.revision();
    if let Some((of, articles)) = &model.searched_all.articles
        && *of == revision
    {
        return articles.clone();
    }
    let all = model.story.articles.iter().enumerate();
    let articles: Articles =
        all.filter_map(|(index, slot)| Some((index, searched_in(slot)?))).collect();
    model.searched_all.articles = Some((revision, articles.clone()));
    articles
}

/// What of an article is searched; nothing where it cannot be read.
fn searched_in(slot: &Slot) -> Option<Searched> {
    match (&slot.state, slot.article()) {
        (_, Some(article)) => Some(Searched::Read(article.document.clone())),
        (Loading::Waiting | Loading::Begun(_), None) => Some(Searched::Unread(slot.source.clone())),
        (Loading::Glimpsed(_) | Loading::Failed(_) | Loading::Ready(_), None) => None,
    }
}

/// Whether hits of these words may come, and none is here.
pub(super) fn has_no_hit_yet(model: &Model) -> bool {
    let has_rows = model.listing.as_ref().is_some_and(|listing| !listing.rows.is_empty());
    let searched = &model.searched_all;
    !searched.is_done && (searched.is_stale || !has_rows)
}

/// Goes to the first hit as soon as there is one.
pub(super) fn await_hit(model: &mut Model) {
    model.searched_all.is_awaited = true;
    model.searched_all.again = None;
}

/// Takes in what was found; rows of earlier words give way when the first new ones come.
pub(super) fn found(model: &mut Model, found: Found) -> Vec<Effect> {
    let is_open = model.listing.as_ref().is_some_and(|it| it.of == ListingOf::Hits);
    if found.number != model.searched_all.number || !is_open {
        return Vec::new();
    }
    if std::mem::take(&mut model.searched_all.is_stale) {
        clear(model);
    }
    model.searched_all.searched = found.searched;
    model.searched_all.is_done = found.is_done;
    let rows = found.hits.into_iter().map(|hit| match hit {
        Hit::Text { article, span, excerpt } => {
            Row::Hit { article, span, excerpt: excerpt.map(Box::new) }
        }
        Hit::Note(Written::Annotation(id)) => Row::Annotation(id),
        Hit::Note(Written::Whole(whole)) => Row::Note(whole),
    });
    let Some(listing) = &mut model.listing else { return Vec::new() };
    listing.rows.extend(rows);
    listing.whole = listing.rows.len();
    let searched = &mut model.searched_all;
    if let (0, Some(again)) = (listing.cursor, searched.again)
        && let Some(at) = listing.rows.iter().position(|row| place(row) == Some(again))
    {
        listing.cursor = at;
        searched.again = None;
    }
    if !searched.is_awaited || has_no_hit_yet(model) {
        return Vec::new();
    }
    let before = jumps::before(model, Action::PromptAccept);
    model.mode = Mode::Panes;
    let effects = take(model);
    jumps::follow(model, before, false);
    effects
}

/// Where a hit in a text is.
fn place(row: &Row) -> Option<(usize, usize)> {
    match row {
        Row::Hit { article, span, .. } => Some((*article, span.start())),
        _ => None,
    }
}

fn clear(model: &mut Model) {
    if let Some(listing) = model.listing.as_mut().filter(|it| it.of == ListingOf::Hits) {
        listing.rows.clear();
        listing.whole = 0;
        listing.cursor = 0;
    }
}

/// Nothing that a search finds is wanted any more.
fn end(model: &mut Model) {
    model.searched_all.number += 1;
    model.searched_all.is_awaited = false;
    // Texts that are read anew are not to be kept twice.
    model.searched_all.articles = None;
}

/// Closes the list and stops the search.
pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    end(model);
    listing::close(model);
    vec![Effect::StopSearch]
}

/// Goes to the hit under the cursor, and lights the words.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    end(model);
    let words = model.searched_all.words.clone();
    if model.listing.as_ref().is_none_or(|listing| listing.current().is_none()) {
        model.status.say(format!("\"{words}\" is in no article"));
        return cancel(model);
    }
    words.clone_into(&mut model.searched);
    let current = model.listing.as_ref().and_then(Listing::current);
    model.searched_all.last = current.and_then(place);
    let mut effects = listing::take(model);
    search::light(model, &words);
    effects.push(Effect::StopSearch);
    effects
}

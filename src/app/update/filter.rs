//! Setting the filter, clearing it, and keeping it true.

use crate::app::filter::{Filter, Known};
use crate::app::{Effect, Model};
use crate::problem::Problem;
use crate::query::Query;
use crate::text::near::nearest;

use super::list;

/// Shows only what a query fits; one that asks for nothing shows everything again.
///
/// Where the article in front is not shown, the next one that is comes to the front.
pub(super) fn set(model: &mut Model, typed: &str) -> Result<Vec<Effect>, Problem> {
    let query = Query::parse(typed)?;
    if query.is_empty() {
        clear(model);
        return Ok(Vec::new());
    }
    let has_to_keep = query.asks_for_claims() && model.story.keep_claims();
    let known = Known { ledger: &model.ledger, grouped: model.grouped.as_deref() };
    model.filter = Some(Filter::new(query, &model.story, known));
    enter(model);
    let (shown, front) = (model.shown_articles(), model.story.front);
    let next = shown.get(shown.before(front)).or_else(|| shown.get(0));
    let mut effects = match next {
        Some(index) if index != front => list::bring_forward(model, index),
        Some(_) | None => Vec::new(),
    };
    tell(model);
    effects.extend(has_to_keep.then_some(Effect::KeepClaims));
    Ok(effects)
}

/// What is said of a filter that was set.
fn tell(model: &mut Model) {
    let Some(filter) = &model.filter else { return };
    let (shown, count) = (model.shown_articles().len(), model.story.articles.len());
    if shown > 0 {
        let claims = model.shown_claims().len();
        let claims = if claims == 1 { "1 claim".to_owned() } else { format!("{claims} claims") };
        model.status.say(format!("{shown} of {count} articles, {claims} here"));
        return;
    }
    let is_known = |name: &str| model.ledger.tags().any(|tag| tag.name.as_str() == name);
    let unknown = filter.query().tags().find(|name| !is_known(name.as_str()));
    let hint = unknown.map_or_else(String::new, |name| {
        let names = model.ledger.tags().map(|tag| tag.name.as_str());
        let near = nearest(name.as_str(), names)
            .map_or_else(String::new, |near| format!("; did you mean tag:{near}?"));
        format!(" (no tag is called {name}{near})")
    });
    let again = model.keymap.told("{cancel} shows everything again");
    let told = format!("nothing fits {}{hint}; {again}", filter.typed());
    model.status.say(told);
}

/// Shows everything again.
pub(super) fn clear(model: &mut Model) {
    let was_on = model.filter.take().is_some();
    model.order_claims();
    model.status.say(if was_on { "filter off" } else { "no filter is on" });
}

/// Asks an article anew: what is known of it has changed. The one in front is asked when it is
/// left, so that nothing vanishes under the cursor.
pub(super) fn ask(model: &mut Model, index: usize) {
    let Model { filter, story, ledger, grouped, .. } = model;
    if let (Some(filter), Some(slot)) = (filter, story.articles.get(index)) {
        filter.ask(index, slot, Known { ledger, grouped: grouped.as_deref() });
    }
}

/// Asks every article anew.
pub(super) fn ask_all(model: &mut Model) {
    let Model { filter, story, ledger, grouped, .. } = model;
    if let Some(filter) = filter {
        filter.ask_all(story, Known { ledger, grouped: grouped.as_deref() });
    }
}

/// Asks the article in front anew, and which of its claims to show.
pub(super) fn enter(model: &mut Model) {
    let Model { filter, story, ledger, front, grouped, .. } = model;
    let known = Known { ledger, grouped: grouped.as_deref() };
    if let (Some(filter), Some(slot)) = (filter, story.slot()) {
        filter.enter(story.front, slot, known, front.as_ref().map(|front| &front.claims));
    }
    model.order_claims();
}

/// Follows a change of the claims of the article in front.
pub(super) fn follow(model: &mut Model) {
    let Model { filter, front, .. } = model;
    if let Some(filter) = filter {
        filter.follow(front.as_ref().map(|front| &front.claims));
    }
    model.order_claims();
}

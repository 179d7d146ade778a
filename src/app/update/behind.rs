//! Looking at the articles behind the one in front, a little at a time.

use crate::app::{Effect, Model};

use super::{filter, loading};

/// After how many annotations the next key is answered; an article is looked at as a whole. Most
/// annotations take microseconds, one whose words are gone a millisecond.
const SLICE: usize = 64;

/// Has articles looked at: those where nothing was made now, the others one after another.
pub(super) fn look_at(model: &mut Model, indices: impl Iterator<Item = usize>) -> Vec<Effect> {
    for index in indices {
        if !loading::recount_bare(model, index) {
            model.behind.add(index);
        }
    }
    look_on(model)
}

/// Looks at some of those that are still to be looked at.
pub(super) fn look_on(model: &mut Model) -> Vec<Effect> {
    let (mut effects, mut looked) = (Vec::new(), 0);
    while looked < SLICE
        && let Some(index) = model.behind.next(model.story.front)
    {
        let slot = model.story.articles.get(index);
        let made = slot.into_iter().flat_map(|slot| slot.records());
        looked += 1 + made.map(|it| model.ledger.annotations_of(it).count()).sum::<usize>();
        if let Some(effect) = loading::recount(model, index) {
            model.behind.ask(index);
            effects.push(effect);
        }
        filter::ask(model, index);
    }
    effects
}

//! The accounts of the other articles: taken in, and set beside the claim in front.

use std::sync::Arc;

use crate::app::accounts::{Grouped, Stances};
use crate::app::{Effect, Model};

/// All articles were held against each other.
pub(super) fn grouped(model: &mut Model, grouped: Arc<Grouped>) -> Vec<Effect> {
    for (index, slot) in model.story.articles.iter_mut().enumerate() {
        slot.stances = Vec::new();
        slot.conflicts = grouped.conflicts(index);
    }
    model.grouped = Some(grouped);
    weigh(model)
}

/// Asks how others stand to the claims of the article in front, unless that is known.
pub(super) fn weigh(model: &Model) -> Vec<Effect> {
    let is_asked =
        model.grouped.is_some() && model.story.slot().is_some_and(|slot| slot.stances.is_empty());
    if is_asked { vec![Effect::Weigh(model.story.front)] } else { Vec::new() }
}

/// How others stand to the claims of an article.
pub(super) fn weighed(model: &mut Model, index: usize, of: &Arc<Grouped>, stances: Vec<Stances>) {
    let is_current = model.grouped.as_ref().is_some_and(|grouped| Arc::ptr_eq(grouped, of));
    if let Some(slot) = model.story.articles.get_mut(index).filter(|_| is_current) {
        slot.stances = stances;
    }
    model.order_claims();
}

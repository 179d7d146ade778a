//! Which claims the sidebar lists and in what order, as the reader wishes.

use crate::app::Model;
use crate::app::order::ClaimOrder;
use crate::decided::claim_rows::Scope;
use crate::text::near::nearest;

use super::{filter, list};

/// Lists the claims in another order: the one named, else the next.
pub(super) fn sort(model: &mut Model, named: Option<&str>) {
    let order = match named {
        None => Some(model.order.next()),
        Some(name) => ClaimOrder::ALL.into_iter().find(|order| order.name() == name),
    };
    let Some(order) = order else {
        complain(model, "order", named.unwrap_or_default(), ClaimOrder::ALL.map(ClaimOrder::name));
        return;
    };
    model.order = order;
    model.order_claims();
    model.status.say(match order {
        ClaimOrder::Text => "claims in the order of the text",
        ClaimOrder::Score => "the likeliest claims first",
        ClaimOrder::Disagreement if model.grouped.is_none() => {
            "the articles are still being compared"
        }
        ClaimOrder::Disagreement => "the claims first that other articles contradict",
    });
}

/// Lists every sentence that could be a claim, or only those proposed: as named, else the other.
pub(super) fn scope(model: &mut Model, named: Option<&str>) {
    const NAMES: [&str; 2] = ["all", "proposed"];
    let scope = match named {
        None => model.scope.other(),
        Some("all") => Scope::All,
        Some("proposed") => Scope::Proposed,
        Some(other) => return complain(model, "choice", other, NAMES),
    };
    model.scope = scope;
    let Some((article, front)) = model.story.article().zip(model.front.as_mut()) else { return };
    front.scope = scope;
    front.find_claims(article, &model.ledger);
    let count = front.claims.rows().len();
    filter::enter(model);
    list::count(model);
    model.status.say(match scope {
        Scope::All => format!("every sentence that is no boilerplate: {count}"),
        Scope::Proposed => format!("the proposed claims and yours: {count}"),
    });
}

fn complain<const N: usize>(model: &mut Model, what: &str, typed: &str, names: [&str; N]) {
    let near = nearest(typed, names).map_or_else(String::new, |it| format!("did you mean {it}? "));
    let names = names.join(", ");
    model.status.complain(format!("no {what} is called {typed}; {near}there are {names}"));
}

//! The accounts of the other articles: taken in, and set beside the claim in front.

use std::sync::Arc;

use crate::action::Action;
use crate::app::accounts::{COMPARED_UNASKED, Grouped, Stances};
use crate::app::claim_rows::ClaimRow;
use crate::app::comparing::{Comparing, Line, Standing};
use crate::app::layout::{Pane, compare_place};
use crate::app::listing::ListingOf;
use crate::app::story::Comparison;
use crate::app::{Effect, Model};
use crate::group::Place;
use crate::keymap::input::{Mouse, MouseKind};
use crate::text::Span;

use super::target::{NO_CLAIM, claim_under_cursor};
use super::{filter, focus, list, listing, matrix, reading};

/// How many accounts a page is.
const PAGE: usize = 3;

/// All articles were held against each other.
pub(super) fn grouped(model: &mut Model, grouped: Arc<Grouped>) -> Vec<Effect> {
    let front = model.story.front;
    let is_judged_anew = model.grouped.as_ref().is_some_and(|it| it.is_of_same(&grouped));
    for (index, slot) in model.story.articles.iter_mut().enumerate() {
        // Those of the article in front stay on the screen until they are counted anew.
        if !(is_judged_anew && index == front) {
            slot.stances = Vec::new();
        }
        slot.conflicts = grouped.conflicts(index);
    }
    if model.grouped.is_none() {
        tell_twins(model, &grouped);
    }
    if model.story.compares.take().is_some() {
        let count = grouped.accounts();
        let shown = model.keymap.told("{matrix} shows who says what");
        model.status.say(format!("{count} articles were compared; {shown}"));
    }
    // Articles may have been recognised since.
    model.judgements.are_due = true;
    model.grouped = Some(grouped);
    listing::refresh(model);
    filter::ask_all(model);
    filter::enter(model);
    vec![Effect::Weigh(model.story.front)]
}

/// Tells the worker what the reader decided about pairs of claims, if that has changed.
pub(super) fn tell_judgements(model: &mut Model) -> Vec<Effect> {
    if !std::mem::take(&mut model.judgements.are_due) {
        return Vec::new();
    }
    let judged = model.judged();
    if judged == model.judgements.told {
        return Vec::new();
    }
    model.judgements.told.clone_from(&judged);
    vec![Effect::Judge(judged)]
}

/// Says which articles are mostly one text: what they agree on is said once.
fn tell_twins(model: &mut Model, grouped: &Grouped) {
    let Some(first) = grouped.twins().first() else { return };
    let title = |index: usize| {
        model.story.articles.get(index).map_or_else(String::new, |slot| slot.title())
    };
    let more = match grouped.twins().len() - 1 {
        0 => String::new(),
        more => format!(" ({more} more pairs)"),
    };
    let (one, other) = (title(first.one), title(first.other));
    model.status.say(format!("mostly one text: \"{one}\" and \"{other}\"{more}"));
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

/// Opens the view of the claim in front and what others say of it, or closes it.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = leave(model) {
        return effects;
    }
    let Some(here) = claim_here(model) else {
        model.refuse(NO_CLAIM);
        return Vec::new();
    };
    model.listing = None;
    open(model, here)
}

/// Opens the view of a claim over whatever else is open.
pub(super) fn open(model: &mut Model, here: Here) -> Vec<Effect> {
    let subject = match here {
        Here::Listed(_) => None,
        Here::Unlisted(row) => Some(row),
    };
    model.comparing = Some(Comparing::of(subject));
    if model.grouped.is_none() { ask(model) } else { Vec::new() }
}

/// Asks for the articles to be compared: very many are only then, and their claims kept for it.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let are_many = model.story.readable() > COMPARED_UNASKED;
    model.story.compares = are_many.then(|| model.story.compares.unwrap_or_default());
    let has_to_keep = model.story.keep_claims().then_some(Effect::KeepClaims);
    has_to_keep.into_iter().chain([Effect::Compare]).collect()
}

/// It was told how far comparing is, in percent.
pub(super) fn told(model: &mut Model, percent: usize) {
    if let Some(so_far) = &mut model.story.compares {
        *so_far = percent;
    }
}

/// Waits no longer for very many articles to be compared; none where nothing was asked for. Claims
/// that are still being found for it are let go, unless a filter asks for them, too.
pub(super) fn stop(model: &mut Model) -> Option<Vec<Effect>> {
    let is_finding = matches!(model.story.comparison(), Some(Comparison::Claims { .. }));
    model.story.compares.take()?;
    let is_filtered = model.filter.as_ref().is_some_and(|it| it.query().asks_for_claims());
    if is_finding && (is_filtered || model.grouped.is_some()) {
        model.tell("comparing was stopped; {matrix} goes on");
        return Some(vec![Effect::StopComparing]);
    }
    model.tell("comparing was stopped; {matrix} begins anew");
    if !is_finding {
        return Some(vec![Effect::StopComparing]);
    }
    model.story.keep_claims_no_longer();
    list::let_go_far(model, 0..model.story.articles.len());
    Some(vec![Effect::StopComparing, Effect::LetClaimsGo])
}

/// The claim that the cursor is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Here {
    /// The sidebar's cursor is on it.
    Listed(ClaimRow),
    /// The sidebar does not list it.
    Unlisted(ClaimRow),
}

impl Here {
    pub(super) const fn row(self) -> ClaimRow {
        match self {
            Self::Listed(row) | Self::Unlisted(row) => row,
        }
    }
}

/// The claim under the cursor: the one listed, else the sentence itself where it could be one.
pub(super) fn claim_here(model: &Model) -> Option<Here> {
    if claim_under_cursor(model).is_some() {
        return model.front.as_ref()?.claims.get(model.claim_cursor).map(Here::Listed);
    }
    if model.focus == Pane::Sidebar {
        return None;
    }
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    let claims = model.story.slot()?.claims();
    let claim = claims.iter().position(|it| it.span.overlaps(sentence))?;
    let place = Place { article: model.story.front, claim };
    // A sentence that nobody else speaks to is no matter to be compared.
    let is_known = model.grouped.as_ref().is_some_and(|it| !it.groups_of(place).is_empty());
    let span = claims.get(claim).filter(|_| is_known)?.span;
    Some(Here::Unlisted(ClaimRow::new(span, Some(claim), None)))
}

/// Why nothing is known of what other articles say.
const fn not_compared(articles: usize) -> &'static str {
    match articles {
        0 | 1 => "there is no other article to compare with; {add} adds some",
        count if count > COMPARED_UNASKED => {
            "so many articles are compared when that is asked for; {compare} asks"
        }
        _ => "the articles are still being compared",
    }
}

/// Closes the view; whether it was open.
pub(super) fn close(model: &mut Model) -> bool {
    model.comparing.take().is_some()
}

/// Closes the view and goes back to where it was opened from; none where it was not open.
pub(super) fn leave(model: &mut Model) -> Option<Vec<Effect>> {
    let comparing = model.comparing.take()?;
    let Some((article, offset)) = comparing.back else { return Some(Vec::new()) };
    let is_there = article == model.story.front;
    let effects = if is_there { Vec::new() } else { list::bring_forward(model, article) };
    reading::go_to(model, offset);
    Some(effects)
}

/// Sets the view for what is to be seen now.
pub(super) fn settle(model: &mut Model) {
    let Some(mut comparing) = model.comparing.take() else { return };
    let area = compare_place(model.size).inside();
    comparing.settle(model, usize::from(area.width), usize::from(area.height));
    model.comparing = Some(comparing);
}

/// Moves among the accounts.
pub(super) fn go(model: &mut Model, action: Action) {
    let Some(comparing) = &mut model.comparing else { return };
    let last = comparing.accounts.len().saturating_sub(1);
    comparing.cursor = match action {
        Action::Down => comparing.cursor + 1,
        Action::Up => comparing.cursor.saturating_sub(1),
        Action::HalfPageDown | Action::PageDown => comparing.cursor + PAGE,
        Action::HalfPageUp | Action::PageUp => comparing.cursor.saturating_sub(PAGE),
        Action::Bottom => last,
        _ => 0,
    }
    .min(last);
}

/// The wheel walks the accounts, a click goes to one, another one opens it.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelDown => go(model, Action::Down),
        MouseKind::WheelUp => go(model, Action::Up),
        MouseKind::Press => return click(model, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn click(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let inside = compare_place(model.size).inside();
    let Some(comparing) = &mut model.comparing else { return Vec::new() };
    if !inside.contains(mouse.column, mouse.row) {
        return Vec::new();
    }
    match comparing.line_at(usize::from(mouse.row - inside.y)).and_then(Line::account) {
        Some(account) if account == comparing.cursor => return take(model),
        Some(account) => comparing.cursor = account,
        None => {}
    }
    Vec::new()
}

/// Goes to the sentence of the account under the cursor.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let current = model.comparing.as_ref().and_then(Comparing::current);
    let Some((article, span)) = current.map(|it| (it.article, it.span)) else {
        close(model);
        return Vec::new();
    };
    close(model);
    matrix::close(model);
    go_to_claim(model, article, span)
}

pub(super) fn go_to_claim(model: &mut Model, article: usize, span: Span) -> Vec<Effect> {
    let effects =
        if article == model.story.front { Vec::new() } else { list::bring_forward(model, article) };
    focus(model, Pane::Text);
    reading::go_to(model, span.start());
    effects
}

/// Goes to the same claim in the next article that has it, round to the first.
pub(super) fn same_claim(model: &mut Model) -> Vec<Effect> {
    let Some(here) = claim_here(model) else {
        model.tell(NO_CLAIM);
        return Vec::new();
    };
    let mut all = Comparing::of(Some(here.row()));
    all.settle(model, 1, 1);
    let count = model.story.articles.len();
    let front = model.story.front;
    let accounts = all.accounts.iter().filter(|it| it.standing() != Standing::Apart);
    let next = accounts.min_by_key(|it| ((it.article + count - front) % count, it.standing()));
    if let Some((article, span)) = next.map(|it| (it.article, it.span)) {
        return go_to_claim(model, article, span);
    }
    if model.grouped.is_some() {
        model.status.say("no other article speaks to this");
    } else {
        model.tell(not_compared(model.story.readable()));
    }
    Vec::new()
}

/// Lists what at least two others say and the article in front does not.
pub(super) fn left_out(model: &mut Model) {
    if model.grouped.is_none() {
        model.refuse(not_compared(model.story.readable()));
        return;
    }
    listing::open(model, ListingOf::LeftOut, None);
}

//! Moving in the text and among its claims.

use crate::action::{Action, Context, Group};
use crate::app::Model;
use crate::app::cards::{Card, Deck, SetWords};
use crate::app::layout::{Area, Pane, text_body};
use crate::app::story::{Loading, Story};

use super::selecting;

/// Whether an action is about a text of which only the beginning can be looked at yet.
pub(super) fn needs_more(model: &Model, action: Action) -> bool {
    let is_begun = model.story.slot().is_some_and(|slot| matches!(slot.state, Loading::Begun(_)));
    if !is_begun || !matches!(model.context(), Context::Text | Context::Sidebar) {
        return false;
    }
    let group = action.info().map(|info| info.group);
    matches!(group, Some(Group::Moving | Group::Selecting | Group::Deciding))
}

/// Moves the cursor in the text.
pub(super) fn motion(model: &mut Model, action: Action) {
    if selecting::motion(model, action) {
        return;
    }
    let Some(article) = model.story.article() else { return };
    let document = article.document.clone();
    let reader = &mut model.reader;
    match action {
        Action::Down => reader.move_lines(&document, 1),
        Action::Up => reader.move_lines(&document, -1),
        Action::HalfPageDown => reader.scroll_pages(&document, 1),
        Action::HalfPageUp => reader.scroll_pages(&document, -1),
        Action::PageDown => reader.scroll_pages(&document, 2),
        Action::PageUp => reader.scroll_pages(&document, -2),
        Action::Top => reader.go_to(&document, 0),
        Action::Bottom => reader.go_to(&document, document.text().len()),
        Action::NextCharacter => reader.move_character(&document, true),
        Action::PreviousCharacter => reader.move_character(&document, false),
        Action::NextWord => reader.move_word(&document, true),
        Action::PreviousWord => reader.move_word(&document, false),
        Action::LineStart => reader.move_in_line(&document, false),
        Action::LineEnd => reader.move_in_line(&document, true),
        Action::NextSentence => reader.move_sentence(&document, true),
        Action::PreviousSentence => reader.move_sentence(&document, false),
        Action::NextParagraph => reader.move_paragraph(&document, true),
        Action::PreviousParagraph => reader.move_paragraph(&document, false),
        _ => {}
    }
    selecting::end_at_word(model, action);
}

/// Moves the sidebar's cursor; the text follows.
pub(super) fn go_in_sidebar(model: &mut Model, action: Action) {
    let shown = model.listed_claims();
    let last = shown.len().saturating_sub(1);
    let page = model.cards.len().saturating_sub(1).max(1);
    let cursor = shown.before(model.claim_cursor);
    let to = match action {
        Action::Down => cursor + 1,
        Action::Up => cursor.saturating_sub(1),
        Action::HalfPageDown => cursor + page.div_ceil(2),
        Action::HalfPageUp => cursor.saturating_sub(page.div_ceil(2)),
        Action::PageDown => cursor + page,
        Action::PageUp => cursor.saturating_sub(page),
        Action::Bottom => last,
        _ => 0,
    };
    if let Some(index) = shown.get(to.min(last)) {
        go_to_claim(model, index);
    }
}

/// Goes to the claim after the cursor, or before it.
pub(super) fn step_claim(model: &mut Model, forward: bool) {
    let Some(front) = &model.front else { return };
    let cursor = model.reader.cursor;
    let rows = front.claims.rows();
    let shown = model.listed_claims();
    let at = shown.before(model.claim_cursor);
    let on_cursor = shown.get(at).filter(|&index| index == model.claim_cursor);
    let on_cursor = on_cursor.and_then(|index| rows.get(index));
    let to = match (on_cursor.filter(|row| row.span.start() == cursor), forward) {
        (Some(_), true) => Some(at + 1),
        (Some(_), false) => at.checked_sub(1),
        // In another order than the text's the nearest one is where it goes on.
        (None, _) if model.ordered.is_some() => Some(at),
        (None, true) => Some(shown.before(rows.partition_point(|row| row.span.start() <= cursor))),
        (None, false) => {
            shown.before(rows.partition_point(|row| row.span.start() < cursor)).checked_sub(1)
        }
    };
    match to.and_then(|to| shown.get(to)) {
        Some(to) => go_to_claim(model, to),
        None if shown.is_empty() && model.filter.is_some() => {
            model.tell("no claim of this article fits the filter; {cancel} shows them all");
        }
        None if model.story.slot().is_some_and(|slot| slot.proposed().is_none()) => {
            model.tell(if model.story.is_stopped {
                "finding claims was stopped; {reload} goes on"
            } else {
                "the claims of this article are still being looked for"
            });
        }
        None if rows.is_empty() => model.status.say("no claims are proposed in this article"),
        None if forward => {
            model.tell("no claim further down; {previous-claim} goes back, {next-article} to the next article");
        }
        None => model.status.say("no claim further up"),
    }
}

/// Puts both cursors on a claim.
pub(super) fn go_to_claim(model: &mut Model, index: usize) {
    let Some(row) = model.front.as_ref().and_then(|front| front.claims.get(index)) else { return };
    model.claim_cursor = index;
    go_to(model, row.span.start());
}

/// Puts the text's cursor on a byte of the article in front.
pub(super) fn go_to(model: &mut Model, offset: usize) {
    let Some(article) = model.story.article() else { return };
    model.reader.go_to(&article.document, offset);
}

/// Brings page, sidebar and what is remembered of the reader's place up to date.
pub(super) fn settle(model: &mut Model) {
    let Model { story, reader, front, places, .. } = model;
    let Story { articles, front: index, .. } = story;
    let Some(slot) = articles.get_mut(*index) else { return };
    let Some(article) = slot.shown() else { return };
    let document = article.document.clone();
    // A pane that is not shown keeps its page: what was read stays where it was.
    if let Some(pane) = places.as_ref().and_then(|places| places.text) {
        let area = text_body(pane, model.comfort.measure);
        reader.spacing = usize::from(model.comfort.spacing);
        reader.fit(&document, usize::from(area.width), usize::from(area.height));
        slot.seen = slot.seen.max(reader.seen());
    }
    slot.cursor = reader.cursor;
    let Some(front) = front else { return };

    let sentence = reader.sentence(&document).unwrap_or_default();
    let found = front.claims.under(reader.cursor, sentence, model.claim_cursor);
    let found = found.filter(|&index| may_be_current(model, index));
    model.claim_cursor = found.or_else(|| nearest_claim(model)).unwrap_or_default();
    settle_cards(model);
}

/// Whether the sidebar's cursor may stand on a claim: in the text also on one of the sentence that
/// the filter does not show, since acts are about it.
fn may_be_current(model: &Model, index: usize) -> bool {
    model.focus != Pane::Sidebar || model.shown_claims().has(index)
}

/// The nearest claim shown.
fn nearest_claim(model: &Model) -> Option<usize> {
    let claims = &model.front.as_ref()?.claims;
    let (shown, cursor) = (model.shown_claims(), model.reader.cursor);
    let after = claims.rows().partition_point(|row| row.span.start() <= cursor);
    shown.get(shown.before(after).saturating_sub(1))
}

fn settle_cards(model: &mut Model) {
    let Some(front) = &mut model.front else { return };
    let mut known = std::mem::take(&mut front.words);
    if let Some(cards) = cards(model, &mut known) {
        model.cards = cards;
    }
    if let Some(front) = &mut model.front {
        front.words = known;
    }
}

fn cards(model: &Model, known: &mut SetWords) -> Option<Vec<Card>> {
    let sidebar = model.places.and_then(|places| places.of(Pane::Sidebar)).map(Area::inside);
    let (area, article, front) = (sidebar?, model.story.article()?, model.front.as_ref()?);
    let deck = Deck {
        article,
        claims: &front.claims,
        shown: model.listed_claims(),
        model,
        ledger: &model.ledger,
        cursor: model.claim_cursor,
        width: area.width,
    };
    let top = model.cards.first().map_or(0, |card| card.index);
    Some(deck.lay_out(top, usize::from(area.height), known))
}

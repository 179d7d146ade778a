//! Lists over the panes: opened, walked, narrowed, and what is done to their rows.

use crate::action::Action;
use crate::annotation::anchor::Finder;
use crate::annotation::{ArticleRecord, Edit, Entry, EntryKey, Id, Role, StoryRecord, Verdict};
use crate::app::claim_rows::ClaimRow;
use crate::app::layout::{Pane, listing_places};
use crate::app::listing::{Listing, ListingOf, NotedWhole, Row};
use crate::app::placing;
use crate::app::prompt::Asking;
use crate::app::story::Loading;
use crate::app::{Effect, Mode, Model};
use crate::keymap::input::{Mouse, MouseKind};

use super::acting::{carry_out, refusal};
use super::{
    acting, claiming, comparing, focus, judging, list, noting, opening, prompt, reading,
    reattaching, tagging,
};

/// Lines per turn of the wheel.
const WHEEL: isize = 3;

/// Opens a list, narrowed by what is given.
pub(super) fn open(model: &mut Model, of: ListingOf, sought: Option<&str>) {
    // The list of a tag's passages is gone on with by the key of the tags.
    let opened_as = |left: &Listing| left.from.as_ref().map_or(left.of, |from| from.of);
    let left = model.left_listing.take().filter(|left| opened_as(left) == of && sought.is_none());
    let listing = match left {
        Some(mut left) => {
            left.fill(model);
            left
        }
        None => Listing::new(of, sought.unwrap_or_default(), model),
    };
    let is_compared = model.grouped.is_some();
    if listing.whole == 0 {
        model.refuse(match of {
            ListingOf::Passages | ListingOf::Log => "nothing was highlighted, tagged or noted yet",
            ListingOf::Dismissed => "no claim of this story is dismissed",
            ListingOf::Recent => "no other story was opened yet",
            ListingOf::LeftOut if is_compared => {
                "this article leaves nothing out that two others say"
            }
            ListingOf::LeftOut => "the articles are not compared yet",
            ListingOf::Hits => "nothing was found",
            ListingOf::Tags => "there are no tags yet; {tag} makes one",
        });
        return;
    }
    model.listing = Some(listing);
}

/// One level back: the list as it was opened again, then none. Whether there was one.
pub(super) fn cancel(model: &mut Model) -> bool {
    let Some(listing) = &model.listing else { return false };
    if listing.sought == listing.began {
        return close(model);
    }
    let began = listing.began.clone();
    narrow(model, &began);
    true
}

/// Closes the list, and goes back to the one it was opened from; whether there was one.
pub(super) fn close(model: &mut Model) -> bool {
    let Some(listing) = model.listing.take() else { return false };
    model.listing = listing.from.map(|from| *from);
    true
}

/// Makes the rows anew: what they are made of has changed.
pub(super) fn refresh(model: &mut Model) {
    let Some(mut listing) = model.listing.take() else { return };
    listing.fill(model);
    model.listing = Some(listing);
}

/// Asks what to narrow the list by, or narrows it.
pub(super) fn seek(model: &mut Model, words: Option<&str>) {
    match words {
        Some(words) => narrow(model, words),
        None => prompt::open(model, Asking::Narrowing),
    }
}

/// Lists only what fits.
pub(super) fn narrow(model: &mut Model, words: &str) {
    let Some(mut listing) = model.listing.take() else { return };
    words.clone_into(&mut listing.sought);
    listing.fill(model);
    model.listing = Some(listing);
}

/// Brings the list up to date after an act, and its cursor on the screen.
pub(super) fn settle(model: &mut Model) {
    let Some(mut listing) = model.listing.take() else { return };
    if listing.revision != model.save.revision {
        listing.fill(model);
    }
    let (rows, _) = listing_places(model.size);
    listing.show_cursor(usize::from(rows.inside().height));
    model.listing = Some(listing);
}

/// Moves the list's cursor.
pub(super) fn go(model: &mut Model, action: Action) {
    let (rows, _) = listing_places(model.size);
    let by = list::rows(action, usize::from(rows.inside().height));
    step(model, by);
}

pub(super) fn step(model: &mut Model, by: isize) {
    let Some(listing) = &mut model.listing else { return };
    let last = listing.rows.len().saturating_sub(1);
    listing.cursor = listing.cursor.saturating_add_signed(by).min(last);
}

/// The wheel walks the list, a click goes to a row, another one opens it.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelDown => step(model, WHEEL),
        MouseKind::WheelUp => step(model, -WHEEL),
        MouseKind::Press => return click(model, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn click(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let inside = listing_places(model.size).0.inside();
    let Some(listing) = &mut model.listing else { return Vec::new() };
    if !inside.contains(mouse.column, mouse.row) {
        return Vec::new();
    }
    let row = listing.top + usize::from(mouse.row - inside.y);
    if row == listing.cursor {
        let is_typing = matches!(model.mode, Mode::Prompt(_));
        return if is_typing { prompt::accept(model) } else { take(model) };
    }
    if row < listing.rows.len() {
        listing.cursor = row;
    }
    Vec::new()
}

/// Goes to what the row under the cursor is about.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    match model.listing.as_ref().and_then(Listing::current).cloned() {
        Some(Row::Annotation(id)) => go_to_annotation(model, id),
        Some(Row::Judgement(id)) => go_to_judgement(model, id),
        Some(Row::Note(whole)) => go_to_whole(model, whole),
        Some(Row::Story(index)) => opening::open_recent(model, index),
        Some(Row::Hit { article, span, .. }) => go_to_hit(model, article, span.start()),
        Some(Row::Tag { name, .. }) => {
            let tags = model.listing.take();
            let began = format!("tag:{name}");
            open(model, ListingOf::Passages, Some(&began));
            match &mut model.listing {
                Some(passages) => {
                    passages.began = began;
                    passages.from = tags.map(Box::new);
                }
                refused => *refused = tags,
            }
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Puts the article of this record in front and leaves the list; says so where it is not open.
fn go_to_article(model: &mut Model, article: Id) -> Option<Vec<Effect>> {
    let is_its = |slot: &crate::app::story::Slot| slot.records().any(|it| it == article);
    let Some(index) = model.story.articles.iter().position(is_its) else {
        let record = model.ledger.article(article);
        let path = record.and_then(|it| it.path.as_deref().or(it.url.as_deref()));
        let title = record.map_or("", |it| it.title.as_str());
        let how = path.map_or_else(String::new, |path| {
            format!("; :add {path} opens it if it is still there")
        });
        model.status.complain(format!("this is in \"{title}\", which is not open{how}"));
        return None;
    };
    model.left_listing = model.listing.take();
    let is_front = index == model.story.front;
    Some(if is_front { Vec::new() } else { list::bring_forward(model, index) })
}

/// Goes to where a note on a whole can be read and changed.
fn go_to_whole(model: &mut Model, whole: NotedWhole) -> Vec<Effect> {
    match whole {
        NotedWhole::Article(article) => {
            let Some(effects) = go_to_article(model, article) else { return Vec::new() };
            focus(model, Pane::List);
            noting::open_note(model);
            effects
        }
        NotedWhole::Story(id) => {
            if acting::known_story(model).is_some_and(|it| it.id == id) {
                model.left_listing = model.listing.take();
                noting::open_story_note(model);
            } else {
                model.tell("this is on a story that is not open; {recent} lists them");
            }
            Vec::new()
        }
    }
}

/// Removes the note on a whole.
fn delete_note(model: &mut Model, whole: NotedWhole) -> Vec<Effect> {
    let none = String::new();
    let without = match whole {
        NotedWhole::Article(id) => model
            .ledger
            .article(id)
            .map(|it| Entry::from(ArticleRecord { note: none, ..it.clone() })),
        NotedWhole::Story(id) => {
            model.ledger.story(id).map(|it| Entry::Story(StoryRecord { note: none, ..it.clone() }))
        }
    };
    let changes = without.map(|entry| model.ledger.setting(entry)).into_iter().collect();
    act(model, Edit { what: "note removed".to_owned(), changes })
}

/// Puts the article of an annotation in front, with the cursor on it.
fn go_to_annotation(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(article) = model.ledger.annotation(id).map(|it| it.article) else {
        return Vec::new();
    };
    let Some(effects) = go_to_article(model, article) else { return Vec::new() };
    focus(model, Pane::Text);
    if model.front.is_none() {
        return effects;
    }
    match model.front.as_ref().and_then(|front| front.span_of(id)) {
        Some(span) => {
            reading::go_to(model, span.start());
            let told = model.ledger.annotation(id).and_then(|it| placing::told(model, it));
            if let Some(told) = told {
                model.status.say(told);
            }
        }
        None => reattaching::seek(model, id),
    }
    effects
}

/// Sets the claims of a judgement beside each other, from the first whose article is open.
fn go_to_judgement(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(judgement) = model.ledger.judgement(id).cloned() else { return Vec::new() };
    let (one, other) = (judgement.pair.one(), judgement.pair.other());
    let is_open =
        |record: Id| model.story.articles.iter().any(|slot| slot.records().any(|it| it == record));
    let side = if !is_open(one.article) && is_open(other.article) { other } else { one };
    let Some(mut effects) = go_to_article(model, side.article) else { return Vec::new() };
    focus(model, Pane::Text);
    let article = model.story.article();
    let place = article.and_then(|it| {
        side.place(&mut Finder::new(it.document.text(), &it.code_points)).placement.span()
    });
    let Some(span) = place else {
        model.status.say("its words fit no place in this text; the store keeps it");
        return effects;
    };
    reading::go_to(model, span.start());
    let row = ClaimRow::new(span, None, None);
    effects.extend(comparing::open(model, comparing::Here::Unlisted(row)));
    effects
}

/// Puts an article in front, with the cursor on a byte of its text; where that is still to be read, as
/// soon as it is.
fn go_to_hit(model: &mut Model, index: usize, offset: usize) -> Vec<Effect> {
    model.listing = None;
    let Some(slot) = model.story.articles.get_mut(index) else { return Vec::new() };
    let is_read = matches!(slot.state, Loading::Ready(_) | Loading::Failed(_));
    slot.chosen = (!is_read).then_some(offset);
    let is_here = slot.article().is_some() && index == model.story.front;
    let effects = if is_here { Vec::new() } else { list::bring_forward(model, index) };
    focus(model, Pane::Text);
    reading::go_to(model, offset);
    effects
}

/// Deletes what the row under the cursor stands for.
pub(super) fn delete(model: &mut Model) -> Vec<Effect> {
    match model.listing.as_ref().and_then(Listing::current).cloned() {
        Some(Row::Annotation(id)) => {
            let removing = model.ledger.removing(EntryKey::Annotation(id));
            let what = claiming::deleted(model, id).to_owned();
            act(model, Edit { what, changes: vec![removing] })
        }
        Some(Row::Judgement(id)) => judging::take_back(model, id),
        Some(Row::Note(whole)) => delete_note(model, whole),
        Some(Row::Tag { name, .. }) => tagging::delete(model, &name),
        Some(Row::Hit { .. } | Row::Story(_)) | None => Vec::new(),
    }
}

/// Dismisses the claim under the cursor, or takes that back.
pub(super) fn dismiss(model: &mut Model) -> Vec<Effect> {
    let id = match model.listing.as_ref().and_then(Listing::current) {
        Some(Row::Annotation(id)) => id,
        Some(Row::Judgement(_) | Row::Note(_)) => {
            model.tell("only claims are dismissed; {delete} deletes this");
            return Vec::new();
        }
        Some(Row::Hit { .. } | Row::Story(_) | Row::Tag { .. }) | None => return Vec::new(),
    };
    let Some(mut annotation) = model.ledger.annotation(*id).cloned() else { return Vec::new() };
    let (role, what) = match annotation.role {
        Role::Claim(Some(Verdict::Dismissed)) => (Role::Claim(None), "claim restored"),
        Role::Claim(_) => (Role::Claim(Some(Verdict::Dismissed)), "claim dismissed"),
        Role::Passage | Role::Highlight(_) => {
            model.tell("only claims are dismissed; {delete} deletes this");
            return Vec::new();
        }
    };
    annotation.role = role;
    annotation.changed = model.now;
    let change = if annotation.is_empty() {
        model.ledger.removing(EntryKey::Annotation(annotation.id))
    } else {
        model.ledger.setting(Entry::Annotation(annotation))
    };
    act(model, Edit { what: what.to_owned(), changes: vec![change] })
}

/// Carries an act out, unless nothing can be decided now.
pub(super) fn act(model: &mut Model, edit: Edit) -> Vec<Effect> {
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    carry_out(model, edit)
}

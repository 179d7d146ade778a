//! The reader's own claims: made of a selection, split, joined, put in other words. And removing
//! what was made.

use crate::annotation::{
    Anchor, Annotation, Change, Edit, Entry, EntryKey, Id, Role, Tags, Verdict,
};
use crate::app::claim_rows::ClaimRow;
use crate::app::layout::Pane;
use crate::app::selection;
use crate::app::{Effect, Model};
use crate::text::Span;

use super::acting::{article_record, carry_out, change, change_with, new_annotation, refusal};
use super::selecting::selected;
use super::target::{NO_CLAIM, Target, claim_under_cursor, target};

/// What a claim of the reader's own is.
const OWN: Role = Role::Claim(Some(Verdict::Accepted));

/// Makes a claim of what is selected, or of the sentence.
pub(super) fn own_claim(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.story.article() else { return Vec::new() };
    let Some(span) = selected(model).or_else(|| model.reader.sentence(&article.document)) else {
        return Vec::new();
    };
    let row = model
        .front
        .as_ref()
        .and_then(|front| front.claims.rows().iter().find(|row| row.span == span).copied());
    if row.is_some_and(|row| row.annotation().is_none()) {
        model.tell("this is a proposed claim already; {accept} accepts it");
        return Vec::new();
    }
    if row.is_some() {
        model.status.say("this is one of your claims already");
        return Vec::new();
    }
    let target = Target { span, role: OWN, annotation: None };
    change(model, target, "claim made".to_owned(), |_| {})
}

/// Splits the claim under the cursor before the word that the cursor is on.
pub(super) fn split(model: &mut Model) -> Vec<Effect> {
    let Some((claim, article)) = claim_under_cursor(model).zip(model.story.article()) else {
        model.tell(NO_CLAIM);
        return Vec::new();
    };
    let text = article.document.text();
    let cut = selection::word_at(&article.document, model.reader.cursor).start();
    let parts = [Span::new(claim.span.start(), cut), Span::new(cut, claim.span.end())];
    let [left, right] = parts.map(|part| without_joints(text, part));
    if model.focus != Pane::Text || !claim.span.contains(cut) || left.is_empty() || right.is_empty()
    {
        model.status.say("put the text's cursor on the word that begins the second part");
        return Vec::new();
    }
    let anchor = Anchor::in_sentences(&article.document, &article.code_points, left);
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let Some(record) = article_record(model) else { return Vec::new() };
    let second = Target { span: right, role: OWN, annotation: None };
    let Some(mut second) = new_annotation(model, record.id, second) else { return Vec::new() };
    let known = claim.annotation.and_then(|id| model.ledger.annotation(id));
    second.tags = known.map(|annotation| annotation.tags.clone()).unwrap_or_default();
    let second = model.ledger.setting(Entry::Annotation(second));
    let first = Target { span: left, role: OWN, annotation: claim.annotation };
    change_with(model, first, "claim split into two".to_owned(), vec![second], |annotation| {
        annotation.anchor = anchor;
        annotation.role = OWN;
        annotation.wording = "".into();
    })
}

/// A part of a sentence without the white space and commas at either end.
fn without_joints(text: &str, span: Span) -> Span {
    let joints = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—');
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start_matches(joints).len());
    Span::new(start, start + words.trim_matches(joints).len())
}

/// Joins the selected claims, or the one under the cursor with the next one.
pub(super) fn join(model: &mut Model) -> Vec<Effect> {
    let (Some(front), Some(article)) = (&model.front, model.story.article()) else {
        return Vec::new();
    };
    let rows = front.claims.rows();
    let block = |offset| article.document.block_at(offset);
    let joined: Vec<ClaimRow> = match selected(model) {
        Some(span) => rows.iter().filter(|row| row.span.overlaps(span)).copied().collect(),
        None => neighbours(rows, model.claim_cursor, |row| block(row.span.start())),
    };
    let [first, .., _] = joined.as_slice() else {
        model.tell("no other claim is in this paragraph; {select} selects those to be joined");
        return Vec::new();
    };
    let end = joined.iter().map(|row| row.span.end()).max().unwrap_or_default();
    let span = Span::new(first.span.start(), end);
    let anchor = Anchor::in_sentences(&article.document, &article.code_points, span);
    let known: Vec<&Annotation> =
        joined.iter().filter_map(|row| model.ledger.annotation(row.annotation()?)).collect();
    let tags: Tags = known.iter().flat_map(|it| it.tags.iter().cloned()).collect();
    let notes = known.iter().map(|it| &*it.note).filter(|note| !note.is_empty());
    let note = notes.collect::<Vec<_>>().join("\n\n");
    let kept: Option<Id> = known.first().map(|it| it.id);
    let gone: Vec<Change> =
        known.iter().skip(1).map(|it| model.ledger.removing(EntryKey::Annotation(it.id))).collect();
    let what = format!("{} claims joined", joined.len());
    let target = Target { span, role: OWN, annotation: kept };
    change_with(model, target, what, gone, |annotation| {
        annotation.anchor = anchor;
        annotation.role = OWN;
        annotation.tags = tags;
        annotation.note = note.into();
        annotation.wording = "".into();
    })
}

/// The claim at `index` with the next one of its block, else with the one before.
fn neighbours(
    rows: &[ClaimRow],
    index: usize,
    block: impl Fn(&ClaimRow) -> usize,
) -> Vec<ClaimRow> {
    let Some(this) = rows.get(index) else { return Vec::new() };
    let is_near = |row: &&ClaimRow| block(row) == block(this);
    let next = rows.get(index + 1).filter(is_near);
    let before = index.checked_sub(1).and_then(|index| rows.get(index)).filter(is_near);
    match (next, before) {
        (Some(next), _) => vec![*this, *next],
        (None, Some(before)) => vec![*before, *this],
        (None, None) => vec![*this],
    }
}

/// The words that the claim under the cursor has now: the reader's own, or the article's.
pub(super) fn wording(model: &Model) -> Option<String> {
    let claim = claim_under_cursor(model)?;
    let known = claim.annotation.and_then(|id| model.ledger.annotation(id));
    let own = known.map(|annotation| annotation.wording.to_string()).filter(|own| !own.is_empty());
    own.or_else(|| Some(article_words(model, claim.span)))
}

fn article_words(model: &Model, span: Span) -> String {
    let words = model.story.article().map_or("", |article| article.document.slice(span));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts the claim under the cursor in the reader's words; the article's own, or none, take that
/// back.
pub(super) fn reword(model: &mut Model, words: &str) -> Vec<Effect> {
    let Some(claim) = claim_under_cursor(model) else {
        model.tell(NO_CLAIM);
        return Vec::new();
    };
    let words = words.trim();
    let is_own = !words.is_empty() && words != article_words(model, claim.span);
    let (what, wording) = if is_own {
        ("claim put in other words", words.to_owned())
    } else {
        ("claim in the article's words", String::new())
    };
    change(model, claim, what.to_owned(), |annotation| annotation.wording = wording.into())
}

/// What is said when this is deleted.
pub(super) fn deleted(model: &Model, id: Id) -> &'static str {
    match model.ledger.annotation(id).map(|annotation| annotation.role) {
        Some(Role::Highlight(_)) => "highlight deleted",
        Some(Role::Claim(_)) => "what was decided on this claim deleted",
        Some(Role::Passage) | None => "tags and note of this passage deleted",
    }
}

/// Removes what the reader made: everything in the selection, else what acts are about here.
pub(super) fn delete(model: &mut Model) -> Vec<Effect> {
    let ids: Vec<Id> = match (selected(model), &model.front) {
        (Some(span), Some(front)) => front.marks.overlapping(span).map(|&(_, id)| id).collect(),
        _ => target(model).and_then(|target| target.annotation).into_iter().collect(),
    };
    let what = match ids.as_slice() {
        [] => {
            model.status.say("nothing of yours is here to delete");
            return Vec::new();
        }
        [id] => deleted(model, *id).to_owned(),
        several => format!("{} highlights, notes and decisions deleted", several.len()),
    };
    if let Some(reason) = refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let removing = |id: &Id| model.ledger.removing(EntryKey::Annotation(*id));
    let changes = ids.iter().map(removing).collect();
    carry_out(model, Edit { what, changes })
}

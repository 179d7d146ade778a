//! What an act is about.

use crate::annotation::{Id, Role};
use crate::app::Model;
use crate::app::layout::Pane;
use crate::text::Span;

use super::selecting::selected;

/// What is said where a claim is wanted and there is none.
pub(super) const NO_CLAIM: &str = "no claim in this sentence; {next-claim} goes to the next one";

/// What an act is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The passage.
    pub span: Span,
    /// What a new annotation makes of it.
    pub role: Role,
    /// The annotation that is there already.
    pub annotation: Option<Id>,
}

impl Target {
    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self.role {
            Role::Passage => "passage",
            Role::Highlight(_) => "highlight",
            Role::Claim(_) => "claim",
        }
    }
}

/// What digits, tags and notes act on: in the sidebar the claim under the cursor; in the text what
/// is selected, else the claim that begins there, else the highlight there, else the claim of the
/// sentence, else the sentence itself.
pub fn target(model: &Model) -> Option<Target> {
    if model.focus == Pane::Sidebar {
        return sidebar_target(model);
    }
    if let Some(span) = selected(model) {
        let there = shortest(model, span, |each, _| each == span);
        return there.or(Some(Target { span, role: Role::Passage, annotation: None }));
    }
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    let cursor = Span::new(model.reader.cursor, model.reader.cursor + 1);
    let claim = claim_of(model, sentence).and_then(|index| claim_target(model, index));
    // Whoever went to a claim means the claim, whatever is highlighted where it begins.
    claim
        .filter(|claim| claim.span.start() == model.reader.cursor)
        .or_else(|| shortest(model, cursor, |_, role| matches!(role, Role::Highlight(_))))
        .or(claim)
        .or_else(|| shortest(model, sentence, |_, role| role == Role::Passage))
        .or(Some(Target { span: sentence, role: Role::Passage, annotation: None }))
}

/// The shortest annotation that shares a byte with `place` and that `wanted` holds for.
pub(super) fn shortest(
    model: &Model,
    place: Span,
    wanted: impl Fn(Span, Role) -> bool,
) -> Option<Target> {
    let there = model.front.as_ref()?.marks.overlapping(place).filter_map(|&(span, id)| {
        let role = model.ledger.annotation(id)?.role;
        wanted(span, role).then_some(Target { span, role, annotation: Some(id) })
    });
    there.min_by_key(|target| target.span.len())
}

/// The shortest annotation under the text's cursor, else what acts are about here.
pub(super) fn annotation_under_cursor(model: &Model) -> Option<(Span, Id)> {
    let cursor = Span::new(model.reader.cursor, model.reader.cursor + 1);
    let there = shortest(model, cursor, |_, _| true).or_else(|| target(model));
    there.and_then(|target| Some((target.span, target.annotation?)))
}

/// The claim of a sentence: the one that the sidebar's cursor is on where there are several.
fn claim_of(model: &Model, sentence: Span) -> Option<usize> {
    let front = model.front.as_ref()?;
    let index = front.claims.under(model.reader.cursor, sentence, model.claim_cursor)?;
    front.claims.get(index).filter(|row| row.span.overlaps(sentence)).map(|_| index)
}

/// The claim that verdicts are about: under the sidebar's cursor, or in the sentence.
pub(super) fn claim_under_cursor(model: &Model) -> Option<Target> {
    if model.focus == Pane::Sidebar {
        return sidebar_target(model);
    }
    let sentence = model.reader.sentence(&model.story.article()?.document)?;
    claim_target(model, claim_of(model, sentence)?)
}

/// The claim under the sidebar's cursor: none where the filter shows none.
pub(super) fn sidebar_target(model: &Model) -> Option<Target> {
    let is_shown = model.shown_claims().has(model.claim_cursor);
    claim_target(model, model.claim_cursor).filter(|_| is_shown)
}

fn claim_target(model: &Model, index: usize) -> Option<Target> {
    let row = model.front.as_ref()?.claims.get(index)?;
    let role = row.annotation().and_then(|id| model.ledger.annotation(id)).map(|each| each.role);
    Some(Target {
        span: row.span,
        role: role.unwrap_or(Role::Claim(None)),
        annotation: row.annotation(),
    })
}

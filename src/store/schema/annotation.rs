//! An annotation as it stands in the file, and the place of anything.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::forms::{Label, lines_of, shown};
use super::tag::WireColour;
use crate::annotation::{Anchor, Annotation, Id, Quotation, Role, Verdict};
use crate::text::SharedText;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Annotation", deny_unknown_fields)]
pub(super) struct WireAnnotation<'a> {
    #[serde(with = "shown")]
    id: Id,
    #[serde(with = "shown")]
    article: Id,
    #[serde(borrow)]
    anchor: WireAnchor<'a>,
    role: WireRole,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Label>,
    /// Line by line, so that a long note reads and merges well, and no tool that converts line
    /// ends can change it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
    /// The claim in the reader's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wording: String,
    #[serde(with = "shown")]
    created: Timestamp,
    #[serde(with = "shown")]
    changed: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Anchor", deny_unknown_fields)]
pub(super) struct WireAnchor<'a> {
    #[serde(borrow)]
    exact: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    prefix: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    suffix: Cow<'a, str>,
    start: u32,
    end: u32,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    before: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    after: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Role")]
enum WireRole {
    Passage,
    Highlight(WireColour),
    Claim,
    AcceptedClaim,
    DismissedClaim,
}

impl<'a> From<&'a Annotation> for WireAnnotation<'a> {
    fn from(annotation: &'a Annotation) -> Self {
        // What is not written here cannot be read below.
        let Annotation { id, article, anchor, role, tags, note, wording, created, changed } =
            annotation;
        Self {
            id: *id,
            article: *article,
            anchor: anchor.into(),
            role: (*role).into(),
            tags: tags.iter().cloned().map(Label).collect(),
            note: lines_of(note),
            wording: wording.to_string(),
            created: *created,
            changed: *changed,
        }
    }
}

impl WireAnnotation<'_> {
    /// The annotation that a text tells, see [`WireAnchor::anchor`].
    pub(super) fn annotation(self, text: &Arc<SharedText>) -> Annotation {
        let Self { id, article, anchor, role, tags, note, wording, created, changed } = self;
        Annotation {
            id,
            article,
            anchor: anchor.anchor(text),
            role: role.into(),
            tags: tags.into_iter().map(|Label(name)| name).collect(),
            note: note.join("\n").into(),
            wording: wording.into(),
            created,
            changed,
        }
    }
}

impl<'a> From<&'a Anchor> for WireAnchor<'a> {
    fn from(anchor: &'a Anchor) -> Self {
        let Quotation { exact, prefix, suffix, before, after } = anchor.quotation();
        Self {
            exact: exact.into(),
            prefix: prefix.into(),
            suffix: suffix.into(),
            start: anchor.start,
            end: anchor.end,
            before: before.into(),
            after: after.into(),
        }
    }
}

impl WireAnchor<'_> {
    /// The anchor that a text tells: its words stay parts of the text, as far as they stand there as
    /// they are.
    pub(super) fn anchor(&self, text: &Arc<SharedText>) -> Anchor {
        let words = Quotation {
            exact: &self.exact,
            prefix: &self.prefix,
            suffix: &self.suffix,
            before: &self.before,
            after: &self.after,
        };
        Anchor::within(text, words, self.start, self.end)
    }
}

impl From<Role> for WireRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Passage => Self::Passage,
            Role::Highlight(colour) => Self::Highlight(colour.into()),
            Role::Claim(None) => Self::Claim,
            Role::Claim(Some(Verdict::Accepted)) => Self::AcceptedClaim,
            Role::Claim(Some(Verdict::Dismissed)) => Self::DismissedClaim,
        }
    }
}

impl From<WireRole> for Role {
    fn from(wire: WireRole) -> Self {
        match wire {
            WireRole::Passage => Self::Passage,
            WireRole::Highlight(colour) => Self::Highlight(colour.into()),
            WireRole::Claim => Self::Claim(None),
            WireRole::AcceptedClaim => Self::Claim(Some(Verdict::Accepted)),
            WireRole::DismissedClaim => Self::Claim(Some(Verdict::Dismissed)),
        }
    }
}

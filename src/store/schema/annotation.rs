//! An annotation as it stands in the file, and the place of anything.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::forms::{Label, lines_of, shown};
use super::tag::WireColour;
use crate::annotation::{Anchor, Annotation, Id, Role, Verdict};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Annotation", deny_unknown_fields)]
pub(super) struct WireAnnotation {
    #[serde(with = "shown")]
    id: Id,
    #[serde(with = "shown")]
    article: Id,
    anchor: WireAnchor,
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
pub(super) struct WireAnchor {
    exact: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    suffix: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    before: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    after: String,
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

impl From<&Annotation> for WireAnnotation {
    fn from(annotation: &Annotation) -> Self {
        let Annotation { id, article, anchor, role, tags, note, wording, created, changed } =
            annotation.clone();
        Self {
            id,
            article,
            anchor: anchor.into(),
            role: role.into(),
            tags: tags.into_iter().map(Label).collect(),
            note: lines_of(&note),
            wording,
            created,
            changed,
        }
    }
}

impl From<WireAnnotation> for Annotation {
    fn from(wire: WireAnnotation) -> Self {
        let WireAnnotation { id, article, anchor, role, tags, note, wording, created, changed } =
            wire;
        Self {
            id,
            article,
            anchor: anchor.into(),
            role: role.into(),
            tags: tags.into_iter().map(|Label(name)| name).collect(),
            note: note.join("\n"),
            wording,
            created,
            changed,
        }
    }
}

impl From<Anchor> for WireAnchor {
    fn from(Anchor { exact, prefix, suffix, start, end, before, after }: Anchor) -> Self {
        Self { exact, prefix, suffix, start, end, before, after }
    }
}

impl From<WireAnchor> for Anchor {
    fn from(WireAnchor { exact, prefix, suffix, start, end, before, after }: WireAnchor) -> Self {
        Self { exact, prefix, suffix, start, end, before, after }
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

//! A judgement as it stands in the file.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::annotation::WireAnchor;
use super::forms::shown;
use crate::annotation::{Id, Judgement, Pair, PairVerdict, Quoted};
use crate::text::SharedText;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Judgement", deny_unknown_fields)]
pub(super) struct WireJudgement<'a> {
    #[serde(with = "shown")]
    id: Id,
    #[serde(borrow)]
    one: WireQuoted<'a>,
    #[serde(borrow)]
    other: WireQuoted<'a>,
    verdict: WirePairVerdict,
    #[serde(with = "shown")]
    created: Timestamp,
    #[serde(with = "shown")]
    changed: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Quoted", deny_unknown_fields)]
struct WireQuoted<'a> {
    #[serde(with = "shown")]
    article: Id,
    #[serde(borrow)]
    anchor: WireAnchor<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Verdict")]
enum WirePairVerdict {
    Same,
    NotSame,
    Conflicts,
    NoConflict,
}

impl<'a> From<&'a Judgement> for WireJudgement<'a> {
    fn from(judgement: &'a Judgement) -> Self {
        // What is not written here cannot be read below.
        let Judgement { id, pair, verdict, created, changed } = judgement;
        Self {
            id: *id,
            one: pair.one().into(),
            other: pair.other().into(),
            verdict: (*verdict).into(),
            created: *created,
            changed: *changed,
        }
    }
}

impl WireJudgement<'_> {
    /// The judgement that a text tells, see [`WireAnchor::anchor`].
    pub(super) fn judgement(self, text: &Arc<SharedText>) -> Judgement {
        let Self { id, one, other, verdict, created, changed } = self;
        let pair = Pair::new(one.quoted(text), other.quoted(text));
        Judgement { id, pair, verdict: verdict.into(), created, changed }
    }
}

impl<'a> From<&'a Quoted> for WireQuoted<'a> {
    fn from(Quoted { article, anchor }: &'a Quoted) -> Self {
        Self { article: *article, anchor: anchor.into() }
    }
}

impl WireQuoted<'_> {
    fn quoted(&self, text: &Arc<SharedText>) -> Quoted {
        Quoted { article: self.article, anchor: self.anchor.anchor(text) }
    }
}

impl From<PairVerdict> for WirePairVerdict {
    fn from(verdict: PairVerdict) -> Self {
        match verdict {
            PairVerdict::Same => Self::Same,
            PairVerdict::NotSame => Self::NotSame,
            PairVerdict::Conflicts => Self::Conflicts,
            PairVerdict::NoConflict => Self::NoConflict,
        }
    }
}

impl From<WirePairVerdict> for PairVerdict {
    fn from(wire: WirePairVerdict) -> Self {
        match wire {
            WirePairVerdict::Same => Self::Same,
            WirePairVerdict::NotSame => Self::NotSame,
            WirePairVerdict::Conflicts => Self::Conflicts,
            WirePairVerdict::NoConflict => Self::NoConflict,
        }
    }
}

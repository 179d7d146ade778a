//! A judgement as it stands in the file.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::annotation::WireAnchor;
use super::forms::shown;
use crate::annotation::{Id, Judgement, Pair, PairVerdict, Quoted};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Judgement", deny_unknown_fields)]
pub(super) struct WireJudgement {
    #[serde(with = "shown")]
    id: Id,
    one: WireQuoted,
    other: WireQuoted,
    verdict: WirePairVerdict,
    #[serde(with = "shown")]
    created: Timestamp,
    #[serde(with = "shown")]
    changed: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Quoted", deny_unknown_fields)]
struct WireQuoted {
    #[serde(with = "shown")]
    article: Id,
    anchor: WireAnchor,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Verdict")]
enum WirePairVerdict {
    Same,
    NotSame,
    Conflicts,
    NoConflict,
}

impl From<&Judgement> for WireJudgement {
    fn from(judgement: &Judgement) -> Self {
        let Judgement { id, pair, verdict, created, changed } = judgement.clone();
        let [one, other] = pair.into_sides().map(WireQuoted::from);
        Self { id, one, other, verdict: verdict.into(), created, changed }
    }
}

impl From<WireJudgement> for Judgement {
    fn from(wire: WireJudgement) -> Self {
        let WireJudgement { id, one, other, verdict, created, changed } = wire;
        let pair = Pair::new(one.into(), other.into());
        Self { id, pair, verdict: verdict.into(), created, changed }
    }
}

impl From<Quoted> for WireQuoted {
    fn from(Quoted { article, anchor }: Quoted) -> Self {
        Self { article, anchor: anchor.into() }
    }
}

impl From<WireQuoted> for Quoted {
    fn from(WireQuoted { article, anchor }: WireQuoted) -> Self {
        Self { article, anchor: anchor.into() }
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

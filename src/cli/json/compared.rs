//! Claims of several articles side by side.

use serde::Serialize;

use super::article::{ValuePart, value_part};
use super::{array, line, offsets};
use crate::cli::compare::{Compared, Judged, Wording};
use crate::group::Group;
use crate::story::Article;

#[derive(Serialize)]
struct ComparedArticle<'a> {
    path: String,
    title: &'a str,
}

#[derive(Serialize)]
struct GroupPart<'a> {
    id: usize,
    claim: &'a str,
    conflict: bool,
    origins: usize,
    accounts: Vec<AccountPart<'a>>,
}

/// What the reader decided about a claim and this one.
#[derive(Serialize)]
struct JudgedPart<'a> {
    path: String,
    text: &'a str,
    verdict: &'static str,
    /// Whether the text around either has changed since.
    changed: bool,
}

#[derive(Serialize)]
struct AccountPart<'a> {
    path: String,
    start: usize,
    end: usize,
    text: &'a str,
    stance: &'static str,
    origin: usize,
    differs: Vec<(usize, usize)>,
    reason: &'a str,
    values: Vec<ValuePart<'a>>,
    /// What the reader decided, left out where that is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    judged: Vec<JudgedPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
}

/// One object with an article or a group on each line.
pub(in crate::cli) fn compare(compared: &Compared<'_>) -> String {
    let told = |article: &Article| {
        line(&ComparedArticle { path: article.source.address(), title: &article.title })
    };
    let told: Vec<String> =
        compared.articles().map(|article| format!("  {}", told(article))).collect();
    let parts: Vec<String> = (1..)
        .zip(&compared.groups)
        .map(|(id, group)| {
            let wordings = compared.accounts(group);
            let accounts: Vec<AccountPart<'_>> = wordings.iter().map(account_part).collect();
            let claim = accounts.get(group.head).map_or("", |head| head.text);
            let Group { conflict, origins, .. } = *group;
            format!("  {}", line(&GroupPart { id, claim, conflict, origins, accounts }))
        })
        .collect();
    format!("{{\"articles\":{},\"groups\":{}}}\n", array(&told), array(&parts))
}

fn judged_part<'a>(judged: &Judged<'a>) -> JudgedPart<'a> {
    JudgedPart {
        path: judged.article.source.address(),
        text: judged.article.document.slice(judged.claim.span),
        verdict: judged.word.verdict.name(),
        changed: judged.word.is_stale,
    }
}

fn account_part<'a>(wording: &'a Wording<'_>) -> AccountPart<'a> {
    let Wording { article, claim, towards, .. } = wording;
    let (start, end) = offsets(article, claim.span);
    AccountPart {
        path: article.source.address(),
        start,
        end,
        text: article.document.slice(claim.span),
        stance: towards.relation.name(),
        origin: wording.origin,
        differs: towards.other.iter().map(|&span| offsets(article, span)).collect(),
        reason: &towards.reason,
        values: article
            .claims()
            .values_of(claim)
            .iter()
            .map(|value| value_part(article, value))
            .collect(),
        judged: wording.judged.iter().map(judged_part).collect(),
        verdict: wording.verdict(),
        tags: wording.tags(),
        notes: wording.notes(),
    }
}

//! The JSON that scripts rely on: the names and the order of the fields are fixed. Offsets count
//! Unicode code points.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::check::{Elsewhere, Health};
use super::compare::{Compared, Judged, Wording};
use super::export::{self, Chapter, Passage};
use super::list::Row;
use crate::annotation::anchor::{Placement, Selector};
use crate::annotation::{Colour, TagName};
use crate::claim::{Bound, Claim, ClaimKind, Tense, Value, ValueKind};
use crate::document::{Block, BlockKind};
use crate::group::Group;
use crate::store::CopyState;
use crate::story::Article;
use crate::text::{Span, clean};

#[derive(Serialize)]
struct RowLine<'a> {
    path: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    url: Option<&'a str>,
    words: usize,
    claims: usize,
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    path: String,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    blocks: Vec<BlockPart>,
}

#[derive(Serialize)]
struct BlockPart {
    kind: &'static str,
    start: usize,
    end: usize,
    sentences: Vec<(usize, usize)>,
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    path: String,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    kind: &'static str,
    values: Vec<ValuePart<'a>>,
    attribution: Option<AttributionPart<'a>>,
    hedged: bool,
    negated: bool,
    why: &'a [Cow<'static, str>],
    tense: Option<&'static str>,
    names: Vec<&'a str>,
    others: usize,
}

#[derive(Serialize)]
struct ValuePart<'a> {
    kind: &'static str,
    text: &'a str,
    amount: f64,
    unit: &'a str,
    bound: &'static str,
}

#[derive(Serialize)]
struct AttributionPart<'a> {
    source: &'a str,
    verb: &'a str,
}

/// An array with an article on each line.
pub(super) fn list(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| format!("  {}", line(&row_line(row)))).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[derive(Serialize)]
struct HealthObject<'a> {
    store: String,
    state: &'static str,
    entries: &'a BTreeMap<&'static str, usize>,
    anchors: &'a BTreeMap<&'static str, usize>,
    troubles: Vec<TroublePart<'a>>,
    unread: Vec<UnreadPart<'a>>,
    elsewhere: ElsewherePart,
    gone: ElsewherePart,
    backups: Vec<BackupPart<'a>>,
    conflict_copies: Vec<String>,
    unread_copies: Vec<CopyPart<'a>>,
    set_aside: Vec<String>,
    lacking: Option<LackingPart<'a>>,
    advice: &'a [String],
}

#[derive(Serialize)]
struct ElsewherePart {
    articles: usize,
    annotations: usize,
}

#[derive(Serialize)]
struct LackingPart<'a> {
    backup: &'a str,
    entries: usize,
}

#[derive(Serialize)]
struct UnreadPart<'a> {
    path: &'a str,
    annotations: usize,
    why: &'a str,
}

#[derive(Serialize)]
struct CopyPart<'a> {
    path: String,
    why: &'a str,
}

#[derive(Serialize)]
struct TroublePart<'a> {
    state: &'static str,
    path: &'a str,
    quote: &'a str,
}

#[derive(Serialize)]
struct BackupPart<'a> {
    name: &'a str,
    bytes: u64,
    entries: Option<usize>,
}

/// What a check found, as one object.
pub(super) fn health(health: &Health) -> String {
    let paths = |paths: &[PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    };
    let troubles = health.troubles.iter();
    let troubles =
        troubles.map(|it| TroublePart { state: it.state, path: &it.path, quote: &it.quote });
    let unread = health.unread.iter().map(|it| UnreadPart {
        path: &it.path,
        annotations: it.annotations,
        why: &it.why,
    });
    let copies: Vec<PathBuf> = health.conflict_copies.iter().map(|it| it.path.clone()).collect();
    let unread_copies = health.conflict_copies.iter().filter_map(|copy| match &copy.state {
        CopyState::Unread { why, .. } => {
            Some(CopyPart { path: copy.path.to_string_lossy().into_owned(), why })
        }
        CopyState::Whole | CopyState::Empty => None,
    });
    let backups = health.backups.iter();
    let backups =
        backups.map(|it| BackupPart { name: &it.name, bytes: it.bytes, entries: it.entries });
    let elsewhere =
        |it: Elsewhere| ElsewherePart { articles: it.articles, annotations: it.annotations };
    let object = HealthObject {
        store: health.store.to_string_lossy().into_owned(),
        state: health.state,
        entries: &health.entries,
        anchors: &health.anchors,
        troubles: troubles.collect(),
        unread: unread.collect(),
        elsewhere: elsewhere(health.elsewhere),
        gone: elsewhere(health.gone),
        backups: backups.collect(),
        conflict_copies: paths(&copies),
        unread_copies: unread_copies.collect(),
        set_aside: paths(&health.set_aside),
        lacking: health
            .lacking
            .as_ref()
            .map(|it| LackingPart { backup: &it.backup.name, entries: it.entries }),
        advice: &health.advice,
    };
    line(&object) + "\n"
}

#[derive(Serialize)]
struct ItemLine<'a> {
    path: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    url: Option<&'a str>,
    what: &'static str,
    quote: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    anchor: Option<&'static str>,
    kind: Option<&'static str>,
    verdict: Option<&'static str>,
    colour: Option<&'static str>,
    tags: Vec<&'a str>,
    note: &'a str,
    wording: Option<&'a str>,
    created: Option<String>,
    changed: Option<String>,
    /// Of a judgement: the other article's title and the words of its claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other_quote: Option<&'a str>,
}

/// An array with an item of an export on each line.
pub(super) fn export(chapters: &[Chapter<'_>]) -> String {
    let lines: Vec<String> = chapters
        .iter()
        .flat_map(|chapter| {
            let notes = chapter.notes.iter().map(|note| note_line(chapter, note));
            let passages = chapter.passages.iter().map(|it| item_line(chapter, it));
            let judgements = chapter.judgements.iter().map(|it| judgement_line(chapter, it));
            notes.chain(passages).chain(judgements)
        })
        .map(|it| format!("  {}", line(&it)))
        .collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn item_line<'a>(chapter: &'a Chapter<'_>, passage: &'a Passage<'_>) -> ItemLine<'a> {
    let decided = passage.annotation;
    ItemLine {
        path: &chapter.path,
        title: chapter.title,
        outlet: chapter.outlet,
        author: chapter.author,
        published: chapter.published.as_deref(),
        url: chapter.url,
        what: passage.what(),
        quote: &decided.anchor.exact,
        start: passage.place.map(|(start, _)| start),
        end: passage.place.map(|(_, end)| end),
        anchor: Some(passage.anchor),
        kind: passage.kind.map(ClaimKind::name),
        verdict: passage.verdict(),
        colour: passage.colour().map(Colour::name),
        tags: decided.tags.iter().map(TagName::as_str).collect(),
        note: &decided.note,
        wording: Some(decided.wording.as_str()).filter(|own| !own.is_empty()),
        created: Some(decided.created.to_string()),
        changed: Some(decided.changed.to_string()),
        other_title: None,
        other_quote: None,
    }
}

/// A judgement: its quote is the claim of the article, the other claim comes with its title.
fn judgement_line<'a>(chapter: &'a Chapter<'_>, judged: &'a export::Judged<'_>) -> ItemLine<'a> {
    ItemLine {
        what: "judgement",
        quote: judged.quote,
        verdict: Some(judged.judgement.verdict.name()),
        created: Some(judged.judgement.created.to_string()),
        changed: Some(judged.judgement.changed.to_string()),
        other_title: Some(judged.other_title),
        other_quote: Some(judged.other_quote),
        ..note_line(chapter, "")
    }
}

/// A note on an article or a story: it has no passage, and nobody knows when it was made.
fn note_line<'a>(chapter: &'a Chapter<'_>, note: &'a str) -> ItemLine<'a> {
    ItemLine {
        path: &chapter.path,
        title: chapter.title,
        outlet: chapter.outlet,
        author: chapter.author,
        published: chapter.published.as_deref(),
        url: chapter.url,
        what: chapter.what,
        quote: "",
        start: None,
        end: None,
        anchor: None,
        kind: None,
        verdict: None,
        colour: None,
        tags: Vec::new(),
        note,
        wording: None,
        created: None,
        changed: None,
        other_title: None,
        other_quote: None,
    }
}

/// One line for an article.
pub(super) fn article(article: &Article) -> String {
    let document = &article.document;
    let metadata = document.metadata();
    let told = ArticleLine {
        path: article.source.address(),
        title: &article.title,
        outlet: metadata.outlet.as_deref(),
        author: metadata.author.as_deref(),
        published: metadata.published.map(|date| date.to_string()),
        text: document.text(),
        blocks: document.blocks().iter().map(|block| block_part(article, block)).collect(),
    };
    line(&told) + "\n"
}

/// One line for a claim.
pub(super) fn claim(article: &Article, claim: &Claim) -> String {
    let (start, end) = offsets(article, claim.span);
    let attribution = claim.attribution.as_ref();
    let told = ClaimLine {
        path: article.source.address(),
        start,
        end,
        text: article.document.slice(claim.span),
        score: claim.score,
        kind: claim.kind.name(),
        values: claim.values.iter().map(|value| value_part(article, value)).collect(),
        attribution: attribution.map(|it| AttributionPart { source: &it.source, verb: &it.verb }),
        hedged: claim.hedged,
        negated: claim.negated,
        why: &claim.reasons,
        tense: claim.tense.map(Tense::name),
        names: names(article, claim),
        others: claim.others,
    };
    line(&told) + "\n"
}

/// The names in a claim as the text has them, each once.
fn names<'a>(article: &'a Article, claim: &Claim) -> Vec<&'a str> {
    let mut told: Vec<&str> = Vec::new();
    for name in claim.names.iter().map(|&span| article.document.slice(span)) {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told
}

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
pub(super) fn compare(compared: &Compared<'_>) -> String {
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
    let list = |lines: &[String]| {
        if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) }
    };
    format!("{{\"articles\":{},\"groups\":{}}}\n", list(&told), list(&parts))
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
        values: claim.values.iter().map(|value| value_part(article, value)).collect(),
        judged: wording.judged.iter().map(judged_part).collect(),
        verdict: wording.verdict(),
        tags: wording.tags(),
        notes: wording.notes(),
    }
}

fn row_line(row: &Row) -> RowLine<'_> {
    RowLine {
        path: &row.path,
        title: &row.title,
        outlet: row.outlet.as_deref(),
        author: row.author.as_deref(),
        published: row.published.as_deref(),
        url: row.url.as_deref(),
        words: row.words,
        claims: row.claims,
    }
}

fn block_part(article: &Article, block: &Block) -> BlockPart {
    let kind = match block.kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph { .. } => "paragraph",
        BlockKind::ListItem { .. } => "list_item",
        BlockKind::Quote => "quote",
        BlockKind::Code => "code",
        BlockKind::Boilerplate => "boilerplate",
    };
    let (start, end) = offsets(article, block.span);
    let sentences = article.document.sentences_of(block);
    let sentences = sentences.into_iter().map(|span| offsets(article, span)).collect();
    BlockPart { kind, start, end, sentences }
}

fn value_part<'a>(article: &'a Article, value: &'a Value) -> ValuePart<'a> {
    ValuePart {
        kind: match value.kind {
            ValueKind::Money => "money",
            ValueKind::Percent => "percent",
            ValueKind::Count => "count",
            ValueKind::Date => "date",
            ValueKind::Duration => "duration",
        },
        text: article.document.slice(value.span),
        amount: value.amount,
        unit: &value.unit,
        bound: match value.bound {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at_least",
            Bound::AtMost => "at_most",
        },
    }
}

/// A line of selectors; see [`Selector`].
#[derive(Deserialize)]
pub(super) struct Selected {
    id: Option<serde_json::Value>,
    exact: String,
    prefix: Option<String>,
    suffix: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Selected {
    /// Reads a line; an error says what is wrong with it.
    pub(super) fn read(line: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(line).map_err(|error| format!("is no selector: {error}"))
    }

    /// What it asks for. Either offset tells where the passage was.
    pub(super) fn selector(&self) -> Selector<'_> {
        let begun = |end: usize| end.saturating_sub(self.exact.chars().count());
        Selector {
            exact: &self.exact,
            prefix: self.prefix.as_deref().unwrap_or_default(),
            suffix: self.suffix.as_deref().unwrap_or_default(),
            start: self.start.or_else(|| self.end.map(begun)),
        }
    }
}

#[derive(Serialize)]
struct LocatedLine<'a> {
    id: Option<&'a serde_json::Value>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<PlacePart>>,
}

#[derive(Serialize)]
struct PlacePart {
    start: usize,
    end: usize,
}

/// What became of what a line asks for; `offset` counts the code points before a byte.
pub(super) fn located(
    selected: &Selected,
    placement: &Placement,
    offset: impl Fn(usize) -> usize,
) -> String {
    let part = |span: Span| PlacePart { start: offset(span.start()), end: offset(span.end()) };
    let place = placement.span().map(part);
    let candidates = match placement {
        Placement::Uncertain(spans) => Some(spans.iter().map(|&span| part(span)).collect()),
        _ => None,
    };
    let located = LocatedLine {
        id: selected.id.as_ref(),
        state: placement.name(),
        start: place.as_ref().map(|place| place.start),
        end: place.as_ref().map(|place| place.end),
        candidates,
    };
    line(&located) + "\n"
}

fn offsets(article: &Article, span: Span) -> (usize, usize) {
    let of = |byte| article.code_points.of_byte(article.document.text(), byte);
    (of(span.start()), of(span.end()))
}

/// A value on one line that any terminal can bear.
///
/// The shapes above have only fields that JSON can hold, so there is no error to report.
fn line(value: &impl Serialize) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default())
}

/// JSON escapes the controls of ASCII by itself, but for one. Other characters that a terminal
/// would not show as they are can only come from a path, which scripts need unchanged: then
/// everything outside ASCII is escaped.
fn escaped(json: String) -> String {
    if clean::clean(&json) == json {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() && !letter.is_control() {
            safe.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _never = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_string_comes_back_and_its_line_is_clean(string in "\\PC*|.*|[\\p{M}\\p{C}a]*") {
            let line = line(&string);
            prop_assert_eq!(&clean::clean(&line), &line);
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), string);
        }
    }
}

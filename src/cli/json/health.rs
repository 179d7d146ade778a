//! What a check of a store found.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::line;
use crate::cli::check::{Elsewhere, Health};
use crate::store::CopyState;

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
pub(in crate::cli) fn health(health: &Health) -> String {
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

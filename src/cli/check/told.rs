//! What was found, in words, with what to do about it.

use std::collections::BTreeMap;

use super::{CopyState, Elsewhere, Health, STATES, Trouble, UNREAD, Unread};
use crate::keymap::Keymap;
use crate::store::restore::{self, Lacking};
use crate::text::clean;

/// The kinds of entries, in the order of the file.
const KINDS: [&str; 5] = ["tags", "articles", "stories", "annotations", "judgements"];

/// What to do where anchors are in a state, with the actions that help.
const HELP: [(&str, &str); 4] = [
    (
        "edited",
        "the words changed; read what is there now and decide again, or {reattach} takes the new words",
    ),
    (
        "uncertain",
        "the words stand in several places, and none was chosen; {passages} lists them, \
         {enter} there goes to the likely places, {reattach} takes one",
    ),
    (
        "lost",
        "the words are gone; the annotations are kept, {passages} lists them, and {reattach} puts one \
         on the words that are selected",
    ),
    (
        "unread",
        "put the article back where it was, or open it once from where it is now: it is known by its \
         bytes, its address, or its name and words, or you are asked whether it is this one",
    ),
];

/// What to do about what was found. The keys are those of a reader who changed none.
pub(super) fn advice(health: &Health) -> Vec<String> {
    let mut advice = of_store(health);
    advice.extend(of_copies(health));
    let aside = health.set_aside.len();
    if aside > 0 {
        let files = if aside == 1 { "1 file" } else { &format!("{aside} files") };
        let what = match health.lacking {
            Some(_) => "keep them until nothing is missing",
            None => "delete what was looked at",
        };
        advice.push(format!("{files} set aside beside the store: {what}"));
    }
    let keymap = Keymap::default();
    let helped = HELP.iter().filter(|(state, _)| match *state {
        "unread" => !health.unread.is_empty(),
        state => health.has(state),
    });
    advice.extend(helped.map(|&(state, help)| format!("{state}: {}", keymap.told(help))));
    if health.newest().is_none() && health.state == "whole" {
        advice.push("no backup yet: the next save makes one".to_owned());
    }
    advice
}

fn of_store(health: &Health) -> Vec<String> {
    let is_hurt = matches!(health.state, "damaged" | "empty" | "missing");
    let command =
        |backup| format!("{}: brings back the backup {backup}", restore::command(&health.store));
    let backup = health.newest().filter(|_| is_hurt).map(command);
    let kept = "keep the damaged file until it has been looked at".to_owned();
    let lacking = health.lacking.as_ref().map(|Lacking { backup, entries }| {
        let (name, path) = (&backup.name, backup.path.display());
        let told = if *entries == 1 { "1 entry" } else { &format!("{entries} entries") };
        format!(
            "{name} holds {told} that the store lacks since it was damaged: {} {name}; \
             where nothing of that is missed, delete {path}",
            restore::command(&health.store)
        )
    });
    let kept = (health.state == "damaged").then_some(kept);
    backup.into_iter().chain(lacking).chain(kept).collect()
}

fn of_copies(health: &Health) -> Vec<String> {
    let copies = || health.conflict_copies.iter();
    let others = copies().filter_map(|copy| {
        let path = copy.path.display();
        match &copy.state {
            CopyState::Whole => None,
            CopyState::Empty => Some(format!("{path}: nothing is in it: delete it")),
            CopyState::Unread { why, advice } => {
                Some(format!("{path} cannot be read: {why}; {advice}"))
            }
        }
    });
    let whole = match copies().filter(|copy| copy.state == CopyState::Whole).count() {
        0 => None,
        1 => Some("1 conflict copy beside the store: the next save merges it".to_owned()),
        count => {
            Some(format!("{count} conflict copies beside the store: the next save merges them"))
        }
    };
    others.chain(whole).collect()
}

/// Everything, to be read: what is named in a row, paths and quotes, cannot begin another.
pub(super) fn text(health: &Health) -> String {
    let is_known = health.state != "read-only";
    let counted = |counts: &BTreeMap<&str, usize>, order: &[&str]| {
        let told = order.iter().filter_map(|it| Some((*it, *counts.get(it)?)));
        let told: Vec<String> = told.map(|(it, count)| format!("{it} {count}")).collect();
        match (is_known, told.is_empty()) {
            (false, _) => "unknown".to_owned(),
            (true, true) => "none".to_owned(),
            (true, false) => told.join(", "),
        }
    };
    let mut rows = vec![
        format!("store    {}: {}", health.store.display(), health.state),
        format!("entries  {}", counted(&health.entries, &KINDS)),
        format!("anchors  {}", counted(&health.anchors, &STATES)),
        format!("backups  {}", backups(health)),
    ];
    rows.extend(elsewhere(health.elsewhere, "that were not asked for"));
    rows.extend(elsewhere(health.gone, "that are gone: check without PATH"));
    let copies = health.conflict_copies.iter().map(|copy| &copy.path);
    let beside = copies.chain(&health.set_aside);
    rows.extend(beside.map(|path| format!("beside   {}", path.display())));
    if !health.troubles.is_empty() || !health.unread.is_empty() {
        rows.push(String::new());
    }
    rows.extend(health.unread.iter().map(|Unread { path, annotations, why }| {
        let have = if *annotations == 1 { "annotation has" } else { "annotations have" };
        format!("unread     {path}: {annotations} {have} no text: {why}")
    }));
    // Those are told above, by their article.
    let troubles = health.troubles.iter().filter(|it| it.state != UNREAD);
    rows.extend(
        troubles.map(|Trouble { state, path, quote }| format!("{state:<9}  {path}: \"{quote}\"")),
    );
    if !health.advice.is_empty() {
        rows.push(String::new());
    }
    rows.extend(health.advice.iter().map(|advice| format!("- {advice}")));
    rows.iter().flat_map(|row| [clean::clean_line(row), "\n".into()]).collect()
}

fn elsewhere(Elsewhere { articles, annotations }: Elsewhere, what: &str) -> Option<String> {
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let told =
        format!("{} in {}", counted(annotations, "annotation"), counted(articles, "article"));
    (articles > 0).then(|| format!("besides  {told} {what}"))
}

fn backups(health: &Health) -> String {
    match (health.newest(), &health.folder) {
        (Some(newest), Some(folder)) => {
            let count = health.backups.len();
            format!("{count}, the newest {newest}, in {}", folder.display())
        }
        _ => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::store::ConflictCopy;
    use crate::store::backups::Backup;

    #[test]
    fn whatever_is_named_stays_in_its_row_and_is_clean() {
        const HARM: &str = "x\u{1b}[2J\u{202e}\nstore    y: whole\u{9b}0m";
        let harm = || HARM.to_owned();
        let backup = Backup { name: harm(), path: HARM.into(), bytes: 1, entries: Some(1) };
        let copy = |state| ConflictCopy { path: HARM.into(), state };
        let mut health = Health {
            store: HARM.into(),
            state: "damaged",
            entries: BTreeMap::new(),
            anchors: BTreeMap::new(),
            troubles: vec![Trouble { state: "lost", path: harm(), quote: harm() }],
            unread: vec![Unread { path: harm(), annotations: 1, why: harm() }],
            elsewhere: Elsewhere::default(),
            gone: Elsewhere::default(),
            backups: vec![backup.clone()],
            folder: Some(HARM.into()),
            conflict_copies: vec![
                copy(CopyState::Unread { why: harm(), advice: "delete it" }),
                copy(CopyState::Empty),
            ],
            set_aside: vec![PathBuf::from(HARM)],
            lacking: Some(Lacking { backup, entries: 1 }),
            advice: Vec::new(),
        };
        health.advice = advice(&health);
        let told = text(&health);
        assert_eq!(clean::clean(&told), told);
        let leads =
            ["store ", "entries ", "anchors ", "backups ", "beside ", "unread ", "lost ", "- "];
        for line in told.lines().filter(|line| !line.is_empty()) {
            assert!(leads.iter().any(|lead| line.starts_with(lead)), "{line}");
        }
        assert_eq!(told.lines().filter(|line| line.starts_with("store ")).count(), 1, "{told}");
    }
}

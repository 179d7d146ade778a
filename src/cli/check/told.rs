//! What was found, in words, with what to do about it.

use std::collections::BTreeMap;

use super::{CopyState, Health, STATES, Trouble, UNREAD, Unread};
use crate::keymap::Keymap;
use crate::store::restore;
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
        "put the article back where it was, or open it once from where it is now, and its annotations \
         are found by its bytes, its address or its name",
    ),
];

/// What to do about what was found. The keys are those of a reader who changed none.
pub(super) fn advice(health: &Health) -> Vec<String> {
    let mut advice = of_store(health);
    advice.extend(of_copies(health));
    let aside = health.set_aside.len();
    if aside > 0 {
        let files = if aside == 1 { "1 file" } else { &format!("{aside} files") };
        advice.push(format!("{files} set aside beside the store: delete what was looked at"));
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
    backup.into_iter().chain((health.state == "damaged").then_some(kept)).collect()
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

/// Everything, to be read.
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
    let mut text = format!(
        "store    {}: {}\nentries  {}\nanchors  {}\nbackups  {}\n",
        health.store.display(),
        health.state,
        counted(&health.entries, &KINDS),
        counted(&health.anchors, &STATES),
        backups(health),
    );
    let copies = health.conflict_copies.iter().map(|copy| &copy.path);
    for path in copies.chain(&health.set_aside) {
        text.push_str(&format!("beside   {}\n", path.display()));
    }
    if !health.troubles.is_empty() || !health.unread.is_empty() {
        text.push('\n');
    }
    for Unread { path, annotations, why } in &health.unread {
        let have = if *annotations == 1 { "annotation has" } else { "annotations have" };
        text.push_str(&format!("unread     {path}: {annotations} {have} no text: {why}\n"));
    }
    // Those are told above, by their article.
    let troubles = health.troubles.iter().filter(|it| it.state != UNREAD);
    for Trouble { state, path, quote } in troubles {
        text.push_str(&format!("{state:<9}  {path}: \"{quote}\"\n"));
    }
    if !health.advice.is_empty() {
        text.push('\n');
    }
    for advice in &health.advice {
        text.push_str(&format!("- {advice}\n"));
    }
    clean::clean(&text).into_owned()
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

//! Typing: prompts and the note editor.

use std::collections::BTreeSet;

use crate::action::{ACTIONS, Action};
use crate::annotation::Ledger;
use crate::app::event::Opening;
use crate::app::listing::ListingOf;
use crate::app::order::ClaimOrder;
use crate::app::prompt::{Asking, Prompt, takes_path};
use crate::app::story::Story;
use crate::app::{Effect, Mode, Model};
use crate::config;
use crate::keymap::input::Paste;
use crate::keymap::key::{Key, KeyCode};
use crate::query;
use crate::story::Article;
use crate::text::clean;

use super::target::{self, target};
use super::{
    claiming, correcting, deciding, filter, jumps, listing, matrix, opening, reading, search,
    searching, tagging,
};

/// Other names for commands that vim's and less's users type.
const ALIASES: [(&str, &str); 5] =
    [("q", "quit"), ("q!", "quit"), ("wq", "quit"), ("x", "quit"), ("h", "help")];

/// What vim's users type to save: nothing here waits for it.
const SAVING: [&str; 3] = ["w", "write", "save"];

/// What the program does without a screen, and no command of its own is called.
pub const OF_THE_SHELL: [&str; 10] = [
    "list",
    "text",
    "export",
    "check",
    "restore",
    "merge",
    "locate",
    "config",
    "completions",
    "man",
];

/// How many lines of each prompt are remembered.
const REMEMBERED: usize = 100;

/// Opens a prompt.
pub(super) fn open(model: &mut Model, asking: Asking) {
    if asking == Asking::Tags && target(model).is_none() {
        return;
    }
    let mut prompt = Prompt::new(asking, model.reader.cursor);
    if let Some(present) = present(model, asking) {
        prompt.editor.replace(&present);
        prompt.is_offered = asking == Asking::Narrowing && !present.is_empty();
        prompt.began = present;
    } else if asking == Asking::Wording {
        model.tell(target::NO_CLAIM);
        return;
    }
    model.mode = Mode::Prompt(prompt);
    offer(model);
}

/// The path that is being typed, where one is.
pub(super) fn path_typed(prompt: &Prompt) -> Option<String> {
    let line = prompt.editor.text();
    match prompt.asking {
        Asking::StoryPath | Asking::MorePath => Some(line),
        Asking::Command if takes_path(&line) => Some(prompt.word().1),
        _ => None,
    }
}

/// What is there already, to be changed.
fn present(model: &Model, asking: Asking) -> Option<String> {
    match asking {
        Asking::Wording => claiming::wording(model),
        Asking::Narrowing => {
            let matrix = model.matrix.as_ref().map(|matrix| matrix.sought.clone());
            matrix.or_else(|| Some(model.listing.as_ref()?.sought.clone()))
        }
        Asking::TagName => tagging::current(model).map(|name| name.as_str().to_owned()),
        Asking::TagDescription => tagging::description(model),
        Asking::Search
        | Asking::Command
        | Asking::Tags
        | Asking::Filter
        | Asking::TagToMerge
        | Asking::SearchAll
        | Asking::Correction
        | Asking::StoryPath
        | Asking::MorePath
        | Asking::NewTag => None,
    }
}

/// Takes a key that is typed.
pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    match &mut model.mode {
        Mode::Prompt(prompt) => {
            if std::mem::take(&mut prompt.is_offered) && gives_way(key) {
                prompt.editor.replace("");
                prompt.editor.press(key);
                return changed(model);
            }
            if key.code == KeyCode::Backspace && prompt.editor.text().is_empty() {
                return cancel(model);
            }
            if prompt.editor.press(key) {
                return changed(model);
            }
        }
        Mode::Note { editor, .. } | Mode::Help { sought: editor, typing: true, .. } => {
            editor.press(key);
        }
        Mode::Letter(wanted) => {
            let wanted = *wanted;
            return jumps::letter(model, wanted, key);
        }
        Mode::Panes | Mode::Help { .. } | Mode::Why | Mode::Question(_) => {}
    }
    Vec::new()
}

/// Whether a line that is offered gives way to this key; others are about the line itself.
fn gives_way(key: Key) -> bool {
    let types = matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
    types || matches!(key.code, KeyCode::Backspace | KeyCode::Delete)
}

/// Takes pasted text as one piece where something is being typed; elsewhere it does nothing.
pub(super) fn paste(model: &mut Model, paste: &Paste) -> Vec<Effect> {
    let text = clean::clean(&paste.text).into_owned();
    let mut effects = Vec::new();
    match &mut model.mode {
        Mode::Prompt(prompt) => {
            if std::mem::take(&mut prompt.is_offered) {
                prompt.editor.replace("");
            }
            prompt.editor.insert(&text);
            effects = changed(model);
        }
        Mode::Note { editor, .. } | Mode::Help { sought: editor, typing: true, .. } => {
            editor.insert(&text);
        }
        Mode::Panes | Mode::Letter(_) | Mode::Help { .. } | Mode::Why | Mode::Question(_) => {
            model.tell("pasted text is ignored here; {search} {note} {tag} and {command} take it");
            return Vec::new();
        }
    }
    if paste.truncated {
        model.status.complain("the pasted text was too long: only its beginning was taken");
    }
    effects
}

/// Undo, redo and clearing of what is typed.
pub(super) fn edit(model: &mut Model, action: Action) -> Vec<Effect> {
    let editor = match &mut model.mode {
        Mode::Prompt(prompt) => {
            // What stands in it afterwards was put there by hand.
            prompt.is_offered = false;
            &mut prompt.editor
        }
        Mode::Note { editor, .. } | Mode::Help { sought: editor, typing: true, .. } => editor,
        Mode::Panes | Mode::Letter(_) | Mode::Help { .. } | Mode::Why | Mode::Question(_) => {
            return Vec::new();
        }
    };
    match action {
        Action::TypingUndo => editor.undo(),
        Action::TypingRedo => editor.redo(),
        _ => editor.clear_line(),
    }
    changed(model)
}

/// What is typed has changed: hits are lit and completions offered as one types.
fn changed(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &model.mode else { return Vec::new() };
    if prompt.asking == Asking::SearchAll {
        let words = prompt.editor.text();
        return searching::look_for(model, words);
    }
    if let Some(typed) = path_typed(prompt) {
        return vec![Effect::CompletePath(typed)];
    }
    let narrowing = (prompt.asking == Asking::Narrowing).then(|| prompt.editor.text());
    if prompt.asking == Asking::Search {
        let (words, origin) = (prompt.editor.text(), prompt.origin);
        search::light(model, &words);
        reading::go_to(model, origin);
        search::go_to_hit(model, origin);
    }
    if let Some(words) = narrowing {
        narrow(model, &words);
    }
    offer(model);
    Vec::new()
}

/// Narrows the list over the panes, or the matrix.
fn narrow(model: &mut Model, words: &str) {
    if model.matrix.is_some() {
        matrix::narrow(model, words);
    } else {
        listing::narrow(model, words);
    }
}

fn offer(model: &mut Model) {
    let is_tags = model.listing.as_ref().is_some_and(|listing| listing.of == ListingOf::Tags);
    let Model { mode, ledger, themes, story, .. } = model;
    let Mode::Prompt(prompt) = mode else { return };
    let article = story.article();
    let line = prompt.editor.text();
    match prompt.asking {
        Asking::Search
        | Asking::Wording
        | Asking::TagName
        | Asking::TagDescription
        | Asking::SearchAll
        | Asking::StoryPath
        | Asking::MorePath
        | Asking::NewTag => {}
        Asking::Tags | Asking::TagToMerge => {
            prompt.offer(ledger.tags().map(|tag| tag.name.as_str()));
        }
        Asking::Correction => offer_fields(prompt, &line, article),
        Asking::Narrowing if is_tags => {}
        Asking::Filter | Asking::Narrowing => offer_terms(prompt, &line, ledger, story),
        Asking::Command => match line.split_once(' ') {
            None => prompt.offer(ACTIONS.iter().map(|info| info.name)),
            Some(("set", rest)) => offer_fields(prompt, rest, article),
            Some(("sort", _)) => prompt.offer(ClaimOrder::ALL.map(ClaimOrder::name)),
            Some(("claims", _)) => prompt.offer(["all", "proposed"]),
            Some(("theme", _)) => prompt.offer(themes.iter().map(String::as_str)),
            Some(("tag", _)) => prompt.offer(ledger.tags().map(|tag| tag.name.as_str())),
            Some(("filter", query)) => offer_terms(prompt, query, ledger, story),
            Some(_) => prompt.offer([]),
        },
    }
}

/// Offers keys and values for the term being typed.
fn offer_terms(prompt: &mut Prompt, typed: &str, ledger: &Ledger, story: &Story) {
    let tags: Vec<&str> = ledger.tags().map(|tag| tag.name.as_str()).collect();
    let metadata = story.articles.iter().filter_map(|slot| Some(&slot.article()?.metadata));
    let sources: BTreeSet<&str> = metadata
        .flat_map(|metadata| [metadata.outlet.as_deref(), metadata.author.as_deref()])
        .flatten()
        .collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let terms = query::completions(typed, &tags, &sources);
    prompt.offer(terms.iter().map(String::as_str));
}

/// Offers the fields that can be put right; after one of them, what it says now.
fn offer_fields(prompt: &mut Prompt, typed: &str, article: Option<&Article>) {
    match typed.split_once(' ') {
        None => prompt.offer(correcting::FIELDS),
        Some((field, "")) => {
            let present = article.and_then(|article| correcting::present(article, field));
            prompt.offer_these(present.as_slice());
        }
        Some(_) => prompt.offer([]),
    }
}

/// Completes the word being typed; again: with the next completion.
pub(super) fn complete(model: &mut Model) {
    if let Mode::Prompt(prompt) = &mut model.mode {
        // Who goes on with a line keeps it.
        prompt.is_offered = false;
        let is_only_one = prompt.completions.len() == 1;
        prompt.complete(true);
        // A key that is certain: its values are next.
        if is_only_one && prompt.editor.text().ends_with(':') {
            offer(model);
        }
    }
}

/// Goes through the completions where some are shown, else through the lines typed before.
pub(super) fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut model.mode else { return Vec::new() };
    // Who goes on with a line keeps it.
    prompt.is_offered = false;
    if prompt.asking == Asking::SearchAll {
        listing::step(model, if forward { 1 } else { -1 });
        return Vec::new();
    }
    let typed_nothing = prompt.editor.text().is_empty() || prompt.history.is_some();
    if !typed_nothing && !prompt.completions.is_empty() {
        prompt.complete(forward);
        return Vec::new();
    }
    let lines = model.histories.get(&prompt.asking).map_or(&[][..], Vec::as_slice);
    let back = match (prompt.history, forward) {
        (None, true) => return Vec::new(),
        (None, false) => 0,
        (Some(0), true) => {
            prompt.history = None;
            prompt.editor.replace("");
            return changed(model);
        }
        (Some(back), true) => back - 1,
        (Some(back), false) => back + 1,
    };
    let Some(line) = lines.iter().rev().nth(back) else { return Vec::new() };
    prompt.history = Some(back);
    prompt.editor.replace(line);
    changed(model)
}

/// Goes through the hits by pages.
pub(super) fn page(model: &mut Model, action: Action) {
    if matches!(&model.mode, Mode::Prompt(prompt) if prompt.asking == Asking::SearchAll) {
        listing::go(model, action);
    }
}

/// Closes the prompt; a search goes back to where it began.
pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Prompt(prompt) = mode else { return Vec::new() };
    match prompt.asking {
        Asking::Search => {
            search::put_out(model);
            reading::go_to(model, prompt.origin);
        }
        Asking::Narrowing => narrow(model, &prompt.began),
        Asking::SearchAll => return searching::cancel(model),
        _ => {}
    }
    Vec::new()
}

/// What is wrong with a line that was tried while it was typed.
fn fault(model: &Model, asking: Asking) -> Option<String> {
    match (asking, &model.matrix) {
        (Asking::SearchAll, _) => model.searched_all.fault.clone(),
        (Asking::Narrowing, Some(matrix)) => matrix.fault.clone(),
        (Asking::Narrowing, None) => model.listing.as_ref()?.fault.clone(),
        _ => None,
    }
}

/// Says what is wrong with a line, which stays to be put right.
fn refuse(model: &mut Model, mut prompt: Prompt, fault: String) -> Vec<Effect> {
    model.status.complain(fault);
    prompt.completions.clear();
    model.mode = Mode::Prompt(prompt);
    Vec::new()
}

/// Takes the line.
pub(super) fn accept(model: &mut Model) -> Vec<Effect> {
    let mode = std::mem::replace(&mut model.mode, Mode::Panes);
    let Mode::Prompt(prompt) = mode else { return Vec::new() };
    let line = prompt.editor.text();
    if let Some(fault) = fault(model, prompt.asking) {
        return refuse(model, prompt, fault);
    }
    remember(model, prompt.asking, &line);
    match prompt.asking {
        Asking::Search => {
            let words = if line.is_empty() { model.searched.clone() } else { line };
            reading::go_to(model, prompt.origin);
            if !words.is_empty() {
                search::look_for(model, &words);
            }
            Vec::new()
        }
        Asking::Tags => deciding::toggle_tags(model, &line),
        Asking::Wording => claiming::reword(model, &line),
        Asking::Narrowing => {
            narrow(model, &line);
            Vec::new()
        }
        Asking::TagName => tagging::rename(model, &line),
        Asking::TagToMerge => tagging::merge(model, &line),
        Asking::TagDescription => tagging::describe(model, &line),
        Asking::NewTag => tagging::make(model, &line),
        Asking::SearchAll if searching::has_no_hit_yet(model) => {
            model.mode = Mode::Prompt(prompt);
            searching::await_hit(model);
            Vec::new()
        }
        Asking::SearchAll => searching::take(model),
        Asking::Correction => correcting::set(model, &line),
        Asking::StoryPath => opening::find(Opening::Instead, &line),
        Asking::MorePath => opening::find(Opening::AsWell, &line),
        Asking::Command => run(model, &line),
        Asking::Filter => filter::set(model, &line)
            .unwrap_or_else(|problem| refuse(model, prompt, problem.to_string())),
    }
}

fn remember(model: &mut Model, asking: Asking, line: &str) {
    if line.trim().is_empty() {
        return;
    }
    let lines = model.histories.entry(asking).or_default();
    lines.retain(|before| before != line);
    lines.push(line.to_owned());
    if lines.len() > REMEMBERED {
        lines.remove(0);
    }
}

/// Runs a command line.
fn run(model: &mut Model, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let (typed, argument) = line.split_once(' ').unwrap_or((line, ""));
    let argument = Some(argument.trim()).filter(|argument| !argument.is_empty());
    if typed.is_empty() {
        return Vec::new();
    }
    let name = ALIASES.iter().find(|(alias, _)| *alias == typed).map_or(typed, |(_, name)| name);
    let Some(info) = Action::named(name) else {
        if SAVING.contains(&typed) {
            model.status.say("every act is saved as it happens; the bottom line says when");
            return Vec::new();
        }
        if OF_THE_SHELL.contains(&typed) {
            model.status.say(format!("{typed} is a command of the shell: variorum {typed} --help"));
            return Vec::new();
        }
        let hint = nearest(typed).map_or_else(
            || model.keymap.told("{help} shows them all"),
            |name| format!("did you mean {name}?"),
        );
        model.status.complain(format!("no command is called {typed}; {hint}"));
        return Vec::new();
    };
    if argument.is_some() && info.argument.is_none() {
        model.status.complain(format!("{name} takes nothing after its name"));
        return Vec::new();
    }
    if !info.contexts.contains(&model.context()) {
        let place = info.contexts.first().map_or("", |context| context.name());
        let there = model.keymap.told("{next-pane} goes there");
        model.status.complain(format!("{name} works in the {place} only; {there}"));
        return Vec::new();
    }
    super::perform(model, info.action, argument)
}

/// The command whose name is most like what was typed.
fn nearest(typed: &str) -> Option<&'static str> {
    config::nearest(typed, ACTIONS.iter().map(|info| info.name))
}

//! From an event to a changed model and what is to be done outside.

mod acting;
mod behind;
mod claiming;
mod comfort;
mod comparing;
mod copy;
mod correcting;
mod deciding;
mod filter;
mod judging;
mod jumps;
mod list;
mod listing;
mod loading;
mod matrix;
mod mouse;
mod noting;
mod open;
mod opening;
mod order;
mod overlay;
mod prompt;
mod question;
mod reading;
mod reattaching;
mod recognising;
mod search;
mod searching;
mod selecting;
mod tagging;
mod target;
mod undoing;

use crate::action::{Action, Context};
use crate::keymap::key::{Key, KeyCode};
use crate::keymap::{self, Meaning};

use super::event::Opening;
use super::layout::{self, Pane};
use super::listing::ListingOf;
use super::prompt::Asking;
use super::selection::Grain;
use super::{Effect, Event, LetterFor, Mode, Model};

pub(super) use noting::take_story_drafts;
pub use prompt::OF_THE_SHELL;
pub use question::question;
pub use recognising::Alike;
pub use target::{Target, target};

/// Takes an event in.
pub fn update(model: &mut Model, event: Event) -> Vec<Effect> {
    let is_input = matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_));
    if is_input && noting::is_outside(model) {
        // Typed before the reader's own editor had the terminal.
        return Vec::new();
    }
    let may_type = is_input || matches!(event, Event::Edited(_));
    let was_typing = matches!(model.mode, Mode::Note { .. });
    let mut effects = take_in(model, event);
    if may_type && (was_typing || matches!(model.mode, Mode::Note { .. })) {
        effects.push(Effect::KeepDrafts);
    }
    tell_untold(model);
    effects.extend(comparing::tell_judgements(model));
    settle(model);
    effects
}

/// What an event changes, but for what is derived from that for the screen.
fn take_in(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Several(events) => {
            events.into_iter().flat_map(|event| take_in(model, event)).collect()
        }
        Event::Key(key) => {
            let mut effects = press(model, key);
            if !effects.contains(&Effect::Quit) {
                effects.extend(opening::look(model));
            }
            effects
        }
        Event::Mouse(_) | Event::Paste(_) if model.places.is_none() => Vec::new(),
        Event::Mouse(mouse) => jumps::around_mouse(model, mouse),
        Event::Paste(paste) => prompt::paste(model, &paste),
        Event::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Event::Background { is_light } => {
            comfort::background(model, is_light);
            Vec::new()
        }
        Event::Begun { index, length, article } => loading::begun(model, index, length, article),
        Event::Glimpsed { index, article } => loading::glimpsed(model, index, article),
        Event::Loaded { index, location, result } => {
            loading::loaded(model, index, location, result)
        }
        Event::Glanced(glances) => loading::glanced(model, glances),
        Event::Assessed { index, document, claims } => {
            loading::assessed(model, index, &document, claims)
        }
        Event::Counted { index, document, proposed } => {
            loading::counted(model, index, document, proposed)
        }
        Event::Heard { others } => {
            loading::heard(model, &others);
            Vec::new()
        }
        Event::Grouped(grouped) => comparing::grouped(model, grouped),
        Event::Comparing { percent } => {
            comparing::told(model, percent);
            Vec::new()
        }
        Event::Weighed { index, of, stances } => {
            comparing::weighed(model, index, &of, stances);
            Vec::new()
        }
        Event::Reread { index, article } => opening::reread(model, index, *article),
        Event::File { index, since } => {
            opening::file(model, index, since);
            Vec::new()
        }
        Event::FoundStory(story) => opening::found(model, *story),
        Event::Completions { typed, candidates } => {
            opening::complete(model, &typed, &candidates);
            Vec::new()
        }
        Event::Found(found) => searching::found(model, found),
        Event::SeekOn => seek_on(model),
        Event::Opened(opened) => loading::opened(model, *opened),
        Event::Saved { revision, merged } => loading::saved(model, revision, merged),
        Event::SaveFailed { what } => loading::save_failed(model, what),
        Event::Edited(result) => noting::edited(model, result),
        Event::Notice(text) => {
            loading::notice(model, text);
            Vec::new()
        }
        Event::Complaint(text) => complained(model, text),
        Event::Gone(gone) => {
            model.gone = gone;
            Vec::new()
        }
    }
}

/// Goes on with whatever is done a little at a time.
fn seek_on(model: &mut Model) -> Vec<Effect> {
    let mut effects = search::seek_on(model);
    effects.extend(behind::look_on(model));
    matrix::narrow_on(model);
    if model.alike.is_some() {
        recognising::ask(model);
    }
    effects
}

/// Tells what went wrong outside, but what the reader is asked about the end stays until it is
/// answered.
fn complained(model: &mut Model, text: String) -> Vec<Effect> {
    model.save.untold = Some(text);
    tell_untold(model);
    Vec::new()
}

fn tell_untold(model: &mut Model) {
    if !model.save.warned
        && let Some(text) = model.save.untold.take()
    {
        model.status.complain(text);
    }
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.places.is_none() {
        return press_unseen(model, key);
    }
    let context = model.context();
    let has_refused = model.status.has_refused();
    model.status.clear();
    model.greets = false;
    model.pending.push(key);
    match model.keymap.meaning(context, &model.pending) {
        Meaning::Pending => Vec::new(),
        Meaning::Action(action) => {
            model.pending.clear();
            let is_back = action == Action::Back
                || action == Action::Cancel && model.story.compares.is_none();
            if has_refused && is_back {
                // Who goes back from a view that was not opened is where they were: what was said
                // about it is gone. To stop what the view waits for is another matter.
                return Vec::new();
            }
            // To go on is an answer to what was asked about the end.
            let may_end = matches!(action, Action::Back | Action::Quit | Action::Command);
            model.save.warned &= may_end || !matches!(model.mode, Mode::Panes);
            perform(model, action, None)
        }
        Meaning::Unbound => {
            let pending = std::mem::take(&mut model.pending);
            if context.is_typing() {
                return prompt::typed(model, key);
            }
            if let Some(alone) = key.behind_escape() {
                // As in vim: where the two mean nothing together, Esc was typed and then the key.
                model.pending.extend(&pending[..pending.len() - 1]);
                let mut effects = press(model, Key::plain(KeyCode::Esc));
                effects.extend(press(model, alone));
                return effects;
            }
            let gives_up = Meaning::Action(Action::Cancel);
            match pending.as_slice() {
                [key] => model.status.say(not_bound(model, context, *key)),
                [.., last] if model.keymap.meaning(context, &[*last]) == gives_up => {}
                keys => model.status.say(bound_nowhere(model, keys)),
            }
            Vec::new()
        }
    }
}

/// What a key does in a window too small to draw in: nothing but to lead out of it.
fn press_unseen(model: &mut Model, key: Key) -> Vec<Effect> {
    let Meaning::Action(action) = model.keymap.meaning(model.context(), &[key]) else {
        return Vec::new();
    };
    match action {
        Action::Back | Action::Cancel | Action::Quit | Action::Suspend | Action::Redraw => {
            // Nobody saw what would be lost.
            model.save.warned = false;
            perform(model, action, None)
        }
        _ => Vec::new(),
    }
}

/// What is said of a key that means nothing here: where it does, or where all keys are.
fn not_bound(model: &Model, context: Context, key: Key) -> String {
    let is_over_panes = matches!(context, Context::Compare | Context::Matrix);
    let panes: &[Context] = match context {
        Context::Matrix => &[Context::Compare, Context::Text],
        Context::Compare => &[Context::Text],
        Context::List => &[Context::Text, Context::Sidebar],
        Context::Text => &[Context::Sidebar, Context::List],
        Context::Sidebar => &[Context::Text, Context::List],
        _ => &[],
    };
    let means = |&pane: &Context| match model.keymap.meaning(pane, &[key]) {
        Meaning::Action(action) => Some((pane, action.info()?.name)),
        Meaning::Pending | Meaning::Unbound => None,
    };
    match panes.iter().find_map(means) {
        Some((Context::Compare, name)) => {
            let opens = model.keymap.told("{compare} opens it");
            format!("{key} ({name}) works in the comparison; {opens}")
        }
        Some((_, name)) if is_over_panes => {
            let there = model.keymap.told("{enter} goes there");
            format!("{key} ({name}) works on the claim in its text; {there}")
        }
        Some((pane, name)) => {
            let there = model.keymap.told("{next-pane} goes from pane to pane");
            format!("{key} ({name}) works in the {}; {there}", pane.name())
        }
        None => bound_nowhere(model, &[key]),
    }
}

fn bound_nowhere(model: &Model, keys: &[Key]) -> String {
    let shows = model.keymap.told("{help} shows the keys");
    format!("{} is not bound here; {shows}", keymap::written(keys))
}

/// Does what an action says; `argument` is what followed its name in a command.
fn perform(model: &mut Model, action: Action, argument: Option<&str>) -> Vec<Effect> {
    if reading::needs_more(model, action) {
        model.status.say("the rest of this article is still being read");
        return Vec::new();
    }
    let before = jumps::before(model, action);
    let effects = carry_out(model, action, argument);
    if selecting::ends_it(action) && !effects.is_empty() {
        selecting::give_up(model);
    }
    jumps::follow(model, before, jumps::is_step(action));
    effects
}

#[expect(clippy::too_many_lines, reason = "a row for every action, and nothing else")]
fn carry_out(model: &mut Model, action: Action, argument: Option<&str>) -> Vec<Effect> {
    match action {
        Action::Down
        | Action::Up
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp
        | Action::Top
        | Action::Bottom => return go(model, action),
        Action::LineStart | Action::LineEnd if model.matrix.is_some() => {
            matrix::sideways(model, action);
        }
        Action::NextCharacter
        | Action::PreviousCharacter
        | Action::NextWord
        | Action::PreviousWord
        | Action::LineStart
        | Action::LineEnd
        | Action::NextSentence
        | Action::PreviousSentence
        | Action::NextParagraph
        | Action::PreviousParagraph => reading::motion(model, action),
        Action::NextClaim => reading::step_claim(model, true),
        Action::PreviousClaim => reading::step_claim(model, false),
        Action::NextAnnotation => selecting::step_annotation(model, true),
        Action::PreviousAnnotation => selecting::step_annotation(model, false),
        Action::Select => selecting::begin(model, Grain::Characters),
        Action::SelectSentences => selecting::begin(model, Grain::Sentences),
        Action::Grow | Action::Shrink => selecting::resize(model, action),
        Action::SwapEnds => selecting::swap(model),
        Action::AdjustEnds => selecting::adjust(model),
        Action::Reattach => return reattaching::reattach(model),
        Action::NextUndecided => return deciding::go_to_undecided_anywhere(model),
        Action::JumpBack => return jumps::step(model, false),
        Action::JumpForward => return jumps::step(model, true),
        Action::SetMark => return jumps::mark(model, LetterFor::SetMark, argument),
        Action::GoToMark => return jumps::mark(model, LetterFor::GoToMark, argument),
        Action::NextPane => focus(model, model.focus.neighbour(true)),
        Action::PreviousPane => focus(model, model.focus.neighbour(false)),
        Action::Open if model.comparing.is_some() => return comparing::take(model),
        Action::Open if model.matrix.is_some() => return matrix::take(model),
        Action::Open if model.listing.is_some() => return listing::take(model),
        Action::Open => match selecting::take(model) {
            Some(effects) => return effects,
            None => focus(model, Pane::Text),
        },
        Action::NextArticle => return list::step(model, 1),
        Action::PreviousArticle => return list::step(model, -1),
        Action::Dismiss if model.listing.is_some() => return listing::dismiss(model),
        Action::Accept | Action::Dismiss => return deciding::judge(model, action),
        Action::QuickTag(digit) if model.listing.is_some() => {
            return tagging::digit(model, Some(digit));
        }
        Action::QuickTag(digit) => return deciding::quick_tag(model, digit),
        Action::Tag => match argument {
            Some(names) => return deciding::toggle_tags(model, names),
            None => prompt::open(model, Asking::Tags),
        },
        Action::RepeatTag => return deciding::repeat_tags(model),
        Action::Note => noting::open_note(model),
        Action::StoryNote => noting::open_story_note(model),
        Action::EditNote | Action::NoteOutside => return noting::go_outside(model),
        Action::NoteSave => return noting::save_note(model),
        Action::Highlight => return deciding::highlight(model),
        Action::OwnClaim => return claiming::own_claim(model),
        Action::Split => return claiming::split(model),
        Action::Join => return claiming::join(model),
        Action::Reword => match argument {
            Some(words) => return claiming::reword(model, words),
            None => prompt::open(model, Asking::Wording),
        },
        Action::Delete if model.listing.is_some() => return listing::delete(model),
        Action::Delete => return claiming::delete(model),
        Action::Why => overlay::why(model),
        Action::Passages => listing::open(model, ListingOf::Passages, argument),
        Action::Log => listing::open(model, ListingOf::Log, argument),
        Action::Dismissed => listing::open(model, ListingOf::Dismissed, argument),
        Action::Tags => listing::open(model, ListingOf::Tags, None),
        Action::Matrix => return matrix::toggle(model),
        Action::MatrixRight | Action::MatrixLeft => matrix::sideways(model, action),
        Action::RenameTag | Action::MergeTag | Action::DescribeTag | Action::NewTag => {
            return about_tags(model, action, argument);
        }
        Action::ColourTag => return tagging::colour(model),
        Action::NoDigit => return tagging::digit(model, None),
        Action::Undo => return undoing::undo(model),
        Action::Redo => return undoing::redo(model),
        Action::Search if matches!(model.mode, Mode::Help { .. }) => overlay::seek(model, argument),
        Action::Search | Action::Filter if model.matrix.is_some() => matrix::seek(model, argument),
        Action::Search if model.listing.is_some() => listing::seek(model, argument),
        Action::Search => match argument {
            Some(words) => search::look_for(model, words),
            None => prompt::open(model, Asking::Search),
        },
        Action::SearchAll => return searching::open(model, argument),
        Action::SearchNext => search::step(model, true),
        Action::SearchPrevious => search::step(model, false),
        Action::Filter => match argument.map(|typed| filter::set(model, typed)) {
            None => prompt::open(model, Asking::Filter),
            Some(Ok(effects)) => return effects,
            Some(Err(problem)) => model.status.complain(problem.to_string()),
        },
        Action::Help => overlay::help(model),
        Action::Set => match argument {
            Some(line) => return correcting::set(model, line),
            None => prompt::open(model, Asking::Correction),
        },
        Action::Boilerplate => return correcting::toggle_boilerplate(model),
        Action::OpenStory => match argument {
            Some(path) => return opening::find(Opening::Instead, path),
            None => prompt::open(model, Asking::StoryPath),
        },
        Action::AddArticles => match argument {
            Some(path) => return opening::find(Opening::AsWell, path),
            None => prompt::open(model, Asking::MorePath),
        },
        Action::Recent => listing::open(model, ListingOf::Recent, None),
        Action::Reload => return vec![Effect::FindAgain],
        Action::Tutor => return vec![Effect::Tutor],
        Action::Copy => return copy::copy(model),
        Action::OpenSource => open::ask(model),
        Action::Yes => return question::yes(model),
        Action::No => question::no(model),
        Action::Command => prompt::open(model, Asking::Command),
        Action::TextOnly => comfort::text_only(model),
        Action::Wider | Action::Narrower => comfort::width(model, action),
        Action::Measure => comfort::measure(model, argument),
        Action::Spacing => comfort::spacing(model, argument),
        Action::Mouse => return comfort::mouse(model, argument),
        Action::Compare if model.comparing.is_none() && model.matrix.is_some() => {
            return matrix::compare(model);
        }
        Action::Compare => return comparing::toggle(model),
        Action::SameClaim => return comparing::same_claim(model),
        Action::LeftOut => comparing::left_out(model),
        Action::Pair => return judging::pair(model),
        Action::Judge(verdict) => return judging::judge(model, verdict),
        Action::SortClaims => order::sort(model, argument),
        Action::ClaimScope => order::scope(model, argument),
        Action::Theme => overlay::theme(model, argument),
        Action::Cancel => return cancel(model),
        Action::Back => return back(model),
        Action::Quit => return quit(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::PromptAccept if overlay::take_sought(model) => {}
        Action::PromptAccept => return prompt::accept(model),
        Action::PromptComplete => prompt::complete(model),
        Action::PromptPrevious => return prompt::step(model, false),
        Action::PromptNext => return prompt::step(model, true),
        Action::PromptPageUp => prompt::page(model, Action::PageUp),
        Action::PromptPageDown => prompt::page(model, Action::PageDown),
        Action::TypingUndo | Action::TypingRedo | Action::TypingClear => {
            return prompt::edit(model, action);
        }
    }
    Vec::new()
}

/// Does what is said of a tag, or asks for the words it takes.
fn about_tags(model: &mut Model, action: Action, argument: Option<&str>) -> Vec<Effect> {
    let asking = match action {
        Action::RenameTag => Asking::TagName,
        Action::MergeTag => Asking::TagToMerge,
        Action::DescribeTag => Asking::TagDescription,
        _ => Asking::NewTag,
    };
    match (argument, asking) {
        (None, _) => {
            prompt::open(model, asking);
            Vec::new()
        }
        (Some(words), Asking::TagDescription) => tagging::describe(model, words),
        (Some(words), Asking::NewTag) => tagging::make(model, words),
        (Some(words), _) => tagging::rename(model, words),
    }
}

/// Moves in the pane or page that has the keys.
fn go(model: &mut Model, action: Action) -> Vec<Effect> {
    match model.context() {
        Context::List => return list::go(model, action),
        Context::Text => reading::motion(model, action),
        Context::Sidebar => reading::go_in_sidebar(model, action),
        Context::Help => overlay::scroll(model, action),
        Context::Listing | Context::Tags => listing::go(model, action),
        Context::Compare => comparing::go(model, action),
        Context::Matrix => matrix::go(model, action),
        Context::Prompt | Context::Note | Context::Question | Context::Letter => {}
    }
    Vec::new()
}

fn focus(model: &mut Model, pane: Pane) {
    model.focus = pane;
    if pane != Pane::Text {
        model.side = pane;
    }
}

/// One level back: what is typed, an overlay, the lights of a search.
fn cancel(model: &mut Model) -> Vec<Effect> {
    match model.mode {
        Mode::Prompt(_) => return prompt::cancel(model),
        Mode::Note { .. } => noting::close_note(model),
        Mode::Help { .. } => overlay::cancel_help(model),
        Mode::Why | Mode::Letter(_) => model.mode = Mode::Panes,
        Mode::Question(_) => question::no(model),
        Mode::Panes => {
            if let Some(effects) = comparing::leave(model) {
                return effects;
            }
            if matrix::cancel(model)
                || listing::cancel(model)
                || selecting::give_up(model)
                || search::put_out(model)
            {
                return Vec::new();
            }
            if let Some(effects) = comparing::stop(model) {
                return effects;
            }
            let is_reading = model.story.waiting() > 0 && !model.story.is_stopped;
            if model.filter.is_some() && !is_reading {
                filter::clear(model);
                return Vec::new();
            }
            return loading::stop(model);
        }
    }
    Vec::new()
}

/// What is gone back from next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Level {
    /// What lies over everything, or asks for something.
    Overlay,
    Comparison,
    Matrix,
    Listing,
    /// The text, shown alone.
    TextOnly,
    /// A pane beside which there is no room for the list.
    Pane,
    Program,
}

/// From the innermost to the outermost.
pub(super) fn level(model: &Model) -> Level {
    let is_only_pane = model.places.is_some_and(|places| {
        Pane::ALL.into_iter().filter(|&pane| places.of(pane).is_some()).count() == 1
    });
    match model {
        _ if !matches!(model.mode, Mode::Panes) => Level::Overlay,
        _ if model.comparing.is_some() => Level::Comparison,
        _ if model.matrix.is_some() => Level::Matrix,
        _ if model.listing.is_some() => Level::Listing,
        _ if model.comfort.alone => Level::TextOnly,
        _ if is_only_pane && model.focus != Pane::List => Level::Pane,
        _ => Level::Program,
    }
}

/// Goes back one level.
fn back(model: &mut Model) -> Vec<Effect> {
    match level(model) {
        Level::Overlay => return cancel(model),
        Level::Comparison => return comparing::leave(model).unwrap_or_default(),
        Level::Matrix => {
            matrix::close(model);
        }
        Level::Listing => {
            listing::close(model);
        }
        Level::TextOnly => model.comfort.alone = false,
        Level::Pane => focus(model, Pane::List),
        Level::Program => return quit(model),
    }
    Vec::new()
}

/// Ends the program, unless the last save failed: then it takes a second word.
fn quit(model: &mut Model) -> Vec<Effect> {
    let failed = model.save.failed.clone().filter(|_| !model.save.warned);
    let Some(reason) = failed else { return vec![Effect::Quit] };
    model.save.warned = true;
    model.status.complain(once_more(&reason));
    Vec::new()
}

fn once_more(reason: &str) -> String {
    format!("{reason}; once more quits all the same")
}

/// Brings everything that is derived from the state up to date: places, page, cards.
pub(super) fn settle(model: &mut Model) {
    let note_open = matches!(model.mode, Mode::Note { .. });
    model.places =
        layout::lay_out(model.size, model.focus, model.side, note_open, model.comfort.wishes());
    list::settle(model);
    reading::settle(model);
    listing::settle(model);
    comparing::settle(model);
    matrix::settle(model);
    overlay::settle(model);
}

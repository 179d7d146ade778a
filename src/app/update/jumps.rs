//! Going back to where a jump began, and to marks.
//!
//! A jump is whatever moves the cursor to another sentence without being a step: what steps are
//! is listed here, so that every new way to get about can be taken back.

use crate::action::Action;
use crate::app::jumps::Spot;
use crate::app::layout::Pane;
use crate::app::prompt::Asking;
use crate::app::{Effect, LetterFor, Mode, Model};
use crate::keymap::input::{Mouse, MouseKind};
use crate::keymap::key::{Key, KeyCode};
use crate::story::Article;

use super::{list, mouse, reading};

/// The place before something happened.
pub(super) struct Before {
    spot: Spot,
    offset: usize,
}

/// The place before an action, where that may be a jump: going through the list of jumps is none,
/// and a command line is not one but what it says.
pub(super) fn before(model: &Model, action: Action) -> Option<Before> {
    let is_command =
        matches!(&model.mode, Mode::Prompt(prompt) if prompt.asking == Asking::Command);
    match action {
        Action::JumpBack | Action::JumpForward => None,
        Action::PromptAccept if is_command => None,
        _ => here(model),
    }
}

/// The mouse: a click on a claim is a jump, one in the text and the wheel are steps.
pub(super) fn around_mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let before = here(model);
    let is_over = model.matrix.is_some();
    let effects = mouse::handle(model, mouse);
    let is_on_claim = is_over || model.focus == Pane::Sidebar;
    let step = mouse.kind != MouseKind::Press || !is_on_claim;
    follow(model, before, step);
    effects
}

/// Where the reader is. While words to search are typed that is where the search began.
fn here(model: &Model) -> Option<Before> {
    let slot = model.story.slot()?;
    let article = slot.article()?;
    let offset = match &model.mode {
        Mode::Prompt(prompt) => prompt.origin,
        _ => model.reader.cursor,
    };
    let position = article.code_points.of_byte(article.document.text(), offset);
    Some(Before { spot: Spot { address: slot.source.address(), position }, offset })
}

/// Remembers where the reader was, if what happened since was a jump: another article always is,
/// another sentence unless it was a `step`.
pub(super) fn follow(model: &mut Model, before: Option<Before>, step: bool) {
    let (Some(before), Some(slot)) = (before, model.story.slot()) else { return };
    let same_article = slot.source.address() == before.spot.address;
    // Sentences are looked for only where it is they that tell: a step costs next to nothing.
    let same_sentence = || {
        let of = |article: &Article, offset| article.document.sentence_at(offset);
        slot.article().is_some_and(|it| of(it, before.offset) == of(it, model.reader.cursor))
    };
    if !same_article || !(step || same_sentence()) {
        model.jumps.record(before.spot);
    }
}

/// Whether an action moves by small steps, or through the list of jumps itself.
pub(super) const fn is_step(action: Action) -> bool {
    matches!(
        action,
        Action::Down
            | Action::Up
            | Action::HalfPageDown
            | Action::HalfPageUp
            | Action::PageDown
            | Action::PageUp
            | Action::NextCharacter
            | Action::PreviousCharacter
            | Action::Select
            | Action::SelectSentences
            | Action::Grow
            | Action::Shrink
            | Action::SwapEnds
            | Action::AdjustEnds
            | Action::NextWord
            | Action::LineStart
            | Action::LineEnd
            | Action::PreviousWord
            | Action::NextSentence
            | Action::PreviousSentence
            | Action::NextParagraph
            | Action::PreviousParagraph
            | Action::NextClaim
            | Action::PreviousClaim
    )
}

/// Goes back to where the last jump began, or forward again.
pub(super) fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    let here = here(model).map(|before| before.spot);
    let story = &model.story;
    let spot = model.jumps.step(here, forward, |spot| story.index_of(&spot.address).is_some());
    let Some(spot) = spot else {
        model.status.say(if forward { "no jump further on" } else { "no jump further back" });
        return Vec::new();
    };
    go(model, &spot)
}

fn go(model: &mut Model, spot: &Spot) -> Vec<Effect> {
    let Some(index) = model.story.index_of(&spot.address) else { return Vec::new() };
    let effects =
        if index == model.story.front { Vec::new() } else { list::bring_forward(model, index) };
    let offset = model
        .story
        .article()
        .map(|article| article.code_points.to_byte(article.document.text(), spot.position));
    if let Some(offset) = offset {
        reading::go_to(model, offset);
    }
    effects
}

/// Sets a mark, or goes to one; without a letter it is asked for.
pub(super) fn mark(model: &mut Model, wanted: LetterFor, letter: Option<&str>) -> Vec<Effect> {
    let Some(letter) = letter else {
        model.mode = Mode::Letter(wanted);
        model.status.say(match wanted {
            LetterFor::SetMark => "mark this place: press a letter".to_owned(),
            LetterFor::GoToMark => format!("go to a mark: {}", marks(model)),
        });
        return Vec::new();
    };
    let mut letters = letter.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return put(model, wanted, letter);
    }
    model.status.complain("a mark is a single letter");
    Vec::new()
}

/// Takes the letter that was asked for.
pub(super) fn letter(model: &mut Model, wanted: LetterFor, key: Key) -> Vec<Effect> {
    model.mode = Mode::Panes;
    let KeyCode::Char(letter) = key.code else {
        model.status.say("a mark is a letter");
        return Vec::new();
    };
    put(model, wanted, letter)
}

fn put(model: &mut Model, wanted: LetterFor, letter: char) -> Vec<Effect> {
    if letter == '\'' && wanted == LetterFor::GoToMark {
        return step(model, false);
    }
    if !letter.is_alphabetic() {
        model.status.complain("a mark is a letter");
        return Vec::new();
    }
    match wanted {
        LetterFor::SetMark => {
            let Some(here) = here(model) else { return Vec::new() };
            model.marks.insert(letter, here.spot);
            model.status.say(format!("mark {letter} set; '{letter} comes back here"));
            Vec::new()
        }
        LetterFor::GoToMark => go_to_mark(model, letter),
    }
}

fn go_to_mark(model: &mut Model, letter: char) -> Vec<Effect> {
    let Some(spot) = model.marks.get(&letter).cloned() else {
        let told = format!("there is no mark {letter}; {}", marks(model));
        model.status.complain(told);
        return Vec::new();
    };
    if model.story.index_of(&spot.address).is_none() {
        model.status.complain(format!("mark {letter} is in an article that is not open"));
        return Vec::new();
    }
    let before = here(model);
    let effects = go(model, &spot);
    follow(model, before, false);
    effects
}

/// Which marks there are.
fn marks(model: &Model) -> String {
    let letters: Vec<String> = model.marks.keys().map(char::to_string).collect();
    match letters.as_slice() {
        [] => "none is set, M and a letter sets one".to_owned(),
        letters => format!("there are {}", letters.join(" ")),
    }
}

//! The program without a terminal: a model, what changes it, and what it asks of the world.
//!
//! `update` takes an event and answers with effects; a view is made of the model alone. Knows
//! everything below it. Must never know files, threads, the clock or the screen: time, random
//! numbers, articles and the store's content arrive from outside.

pub mod accounts;
pub mod behind;
pub mod cards;
pub mod comfort;
pub mod comparing;
pub mod editor;
pub mod effect;
pub mod event;
pub mod filter;
pub mod front;
pub mod help;
pub mod jumps;
pub mod layout;
pub mod listing;
pub mod matrix;
pub mod note;
pub mod order;
pub mod page;
pub mod placing;
pub mod prompt;
pub mod reader;
pub mod remembered;
pub mod search_all;
pub mod selection;
pub mod status;
pub mod story;
pub mod tutor;
pub mod update;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::action::{Action, Context};
use crate::annotation::{Edit, Id, Ledger, Tags};
use crate::decided::Judged;
use crate::decided::claim_rows::Scope;
use crate::keymap::key::Key;
use crate::keymap::{Keymap, Meaning};
use crate::text::Span;

use accounts::Grouped;
use behind::Behind;
use cards::Card;
use comfort::Comfort;
use comparing::Comparing;
use editor::Editor;
use filter::Filter;
use front::Front;
use jumps::{Jumps, Spot};
use layout::{Pane, Places, Size};
use listing::{Listing, ListingOf};
use matrix::Matrix;
use note::{DraftKey, NoteOn, Typed};
use order::{ClaimOrder, Ordered};
use prompt::{Asking, Prompt};
use reader::Reader;
use remembered::Remembered;
use search_all::SearchedAll;
use selection::Selection;
use status::{SaveState, Status};
use story::Story;
use update::Alike;

pub use crate::decided::claim_rows;
pub use effect::Effect;
pub use event::{Event, Opened};
pub use update::update;

/// Everything the screen shows and every key depends on.
#[derive(Debug)]
pub struct Model {
    /// The window's size.
    pub size: Size,
    /// Where the panes stand; absent where the window is too small.
    pub places: Option<Places>,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The pane that shares a window of middling width with the text.
    pub side: Pane,
    /// The list over the panes.
    pub listing: Option<Listing>,
    /// The list that was gone from last, to be gone on with.
    pub left_listing: Option<Listing>,
    /// An annotation without a certain place in the article in front, for which one is sought.
    pub adrift: Option<Id>,
    /// What the worker knows of the reader's judgements.
    pub judgements: KnownJudgements,
    /// A claim that is to be set beside another.
    pub picked: Option<Picked>,
    /// The claim in front with the accounts beside it, over the panes.
    pub comparing: Option<Comparing>,
    /// The matters of the story against its articles, over the panes.
    pub matrix: Option<Matrix>,
    /// The same as it was left, to be gone on with.
    pub left_matrix: Option<Matrix>,
    /// What lies over the panes, or over that list.
    pub mode: Mode,
    /// The articles.
    pub story: Story,
    /// The first article shown in the list.
    pub list_top: usize,
    /// The search for the known article that the one in front may be, while it goes on.
    pub alike: Option<Alike>,
    /// The articles that are still to be looked at for what was made in them.
    pub behind: Behind,
    /// The article in front, set for the screen; absent while it is being read.
    pub front: Option<Front>,
    /// How the claims of the articles stand to each other; absent until all were compared.
    pub grouped: Option<Arc<Grouped>>,
    /// Where the reader is in the article in front.
    pub reader: Reader,
    /// What is selected in the article in front.
    pub selection: Option<Selection>,
    /// The tags that were put on last.
    pub last_tags: Tags,
    /// The claim the sidebar's cursor is on.
    pub claim_cursor: usize,
    /// The claims on the screen.
    pub cards: Vec<Card>,
    /// The order of the sidebar.
    pub order: ClaimOrder,
    /// The claims in that order, where it is not that of the text.
    pub ordered: Option<Ordered>,
    /// Which sentences the sidebar lists.
    pub scope: Scope,
    /// The reader's decisions.
    pub ledger: Ledger,
    /// Acts that can be taken back, oldest first.
    pub done: Vec<Edit>,
    /// Acts taken back that can be done again, oldest first.
    pub undone: Vec<Edit>,
    /// The articles that were not where the store says when it was opened.
    pub gone: BTreeSet<Id>,
    /// Notes that were closed without being saved.
    pub drafts: BTreeMap<DraftKey, Typed>,
    /// The words searched last.
    pub searched: String,
    /// How things stand with the search of every article.
    pub searched_all: SearchedAll,
    /// What is shown of the story, where that is not everything.
    pub filter: Option<Filter>,
    /// The lines typed into prompts before, oldest first.
    pub histories: BTreeMap<Asking, Vec<String>>,
    /// The keys of a sequence that is not yet whole.
    pub pending: Vec<Key>,
    /// What keys mean.
    pub keymap: Keymap,
    /// How the reader likes to read.
    pub comfort: Comfort,
    /// The bottom line's message.
    pub status: Status,
    /// How things stand with the store.
    pub save: SaveState,
    /// The themes' names.
    pub themes: Vec<String>,
    /// Which of them is used.
    pub theme: usize,
    /// Where the reader was in articles that are not read yet.
    pub remembered: Remembered,
    /// The article whose file was last looked at, and when.
    pub looked: (usize, Timestamp),
    /// Whether a newcomer is greeted, until the first key.
    pub greets: bool,
    /// Where jumps began.
    pub jumps: Jumps,
    /// The places with a letter.
    pub marks: BTreeMap<char, Spot>,
    /// What the clock said when the last event came.
    pub now: Timestamp,
    /// Where new ids come from.
    pub random: fastrand::Rng,
}

/// What lies over the panes and takes the keys.
#[derive(Debug)]
pub enum Mode {
    /// Nothing: the panes, or the list over them, take them.
    Panes,
    /// The keys, from a line on.
    Help {
        /// The first line shown.
        top: usize,
        /// The context whose keys are shown.
        about: Context,
        /// What is searched for on the page.
        sought: Editor,
        /// Whether that is being typed.
        typing: bool,
    },
    /// Why a claim was proposed.
    Why,
    /// A question to be answered with yes or no.
    Question(Question),
    /// A letter being asked for.
    Letter(LetterFor),
    /// A line being asked for.
    Prompt(Prompt),
    /// A note being written.
    Note {
        /// What is typed.
        editor: Editor,
        /// What it is about.
        on: NoteOn,
        /// The note as it was when the editor was opened.
        before: String,
        /// Where it is being written.
        at: NoteAt,
    },
}

/// Where a note is being written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteAt {
    /// In the editor on the screen.
    Here,
    /// In the reader's own editor, which has the terminal.
    Outside {
        /// Whether the editor on the screen was open before.
        from_here: bool,
    },
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// Whether the article in front is a known one that was changed and moved.
    SameArticle {
        /// The known one.
        record: Id,
    },
    /// Whether this address is to be opened outside.
    OpenSource {
        /// The whole of it; it can be shown as it is.
        address: String,
    },
}

/// What a letter is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LetterFor {
    /// The mark to be set.
    SetMark,
    /// The mark to go to.
    GoToMark,
}

/// What the program starts with.
#[derive(Debug)]
pub struct Start {
    /// The window's size.
    pub size: Size,
    /// The articles, none of them read yet.
    pub story: Story,
    /// The themes' names.
    pub themes: Vec<String>,
    /// Which of them is used.
    pub theme: usize,
    /// What the keys do.
    pub keymap: Keymap,
    /// Where the reader was when the program last ended.
    pub remembered: Remembered,
    /// What the clock says.
    pub now: Timestamp,
    /// Where new ids come from.
    pub random: fastrand::Rng,
}

/// What the worker that compares articles knows of the reader's judgements.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KnownJudgements {
    /// What it was told.
    pub told: Vec<Judged>,
    /// Whether that may be out of date.
    pub are_due: bool,
}

/// A claim that is to be set beside another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Picked {
    /// The article, by its place in the story.
    pub article: usize,
    /// The claim's words.
    pub span: Span,
}

impl Model {
    /// The model before the first event.
    pub fn new(start: Start) -> Self {
        let mut model = Self {
            size: start.size,
            places: None,
            focus: start.remembered.focus.unwrap_or(Pane::Text),
            side: Pane::Sidebar,
            listing: None,
            left_listing: None,
            adrift: None,
            judgements: KnownJudgements::default(),
            picked: None,
            comparing: None,
            matrix: None,
            left_matrix: None,
            mode: Mode::Panes,
            story: start.story,
            list_top: 0,
            alike: None,
            behind: Behind::default(),
            front: None,
            grouped: None,
            reader: Reader::default(),
            selection: None,
            last_tags: Tags::default(),
            claim_cursor: 0,
            cards: Vec::new(),
            order: ClaimOrder::default(),
            ordered: None,
            scope: Scope::default(),
            ledger: Ledger::default(),
            done: Vec::new(),
            undone: Vec::new(),
            drafts: BTreeMap::new(),
            gone: BTreeSet::new(),
            searched: String::new(),
            searched_all: SearchedAll::default(),
            filter: None,
            histories: BTreeMap::new(),
            pending: Vec::new(),
            keymap: start.keymap,
            comfort: Comfort { by_hand: start.remembered.widths, ..Comfort::default() },
            status: Status::default(),
            save: SaveState::default(),
            themes: start.themes,
            theme: start.theme,
            looked: (0, start.now),
            greets: false,
            jumps: Jumps::default(),
            marks: start.remembered.marks.clone(),
            remembered: start.remembered,
            now: start.now,
            random: start.random,
        };
        update::take_story_drafts(&mut model);
        update::settle(&mut model);
        model
    }

    /// The passages of the article in front on which a note was begun.
    pub fn drafted(&self) -> impl Iterator<Item = Span> {
        self.drafts.keys().filter_map(|key| match *key {
            DraftKey::Passage(index, span) if index == self.story.front => Some(span),
            DraftKey::Passage(..) | DraftKey::Article(_) | DraftKey::Story => None,
        })
    }

    /// Says something in which every `{name}` of an action is its key.
    pub(crate) fn tell(&mut self, text: &'static str) {
        self.status.say(self.keymap.told(text));
    }

    /// Says in the same way why a view is not opened.
    pub(crate) fn refuse(&mut self, text: &'static str) {
        self.status.refuse(self.keymap.told(text));
    }

    /// Which meaning keys have while nothing is typed or asked.
    fn pane_context(&self) -> Context {
        match (&self.listing, self.focus) {
            (Some(listing), _) if listing.of == ListingOf::Tags => Context::Tags,
            (Some(_), _) => Context::Listing,
            (None, Pane::List) => Context::List,
            (None, Pane::Text) => Context::Text,
            (None, Pane::Sidebar) => Context::Sidebar,
        }
    }

    /// Whether there is something that goes on whenever nothing else is to be done: a search, rows that
    /// are looked for, or looking at articles behind the one in front.
    pub fn is_seeking(&self) -> bool {
        let is_compared = self.alike.is_some() && matches!(self.mode, Mode::Panes);
        is_compared
            || self.behind.is_due()
            || self.matrix.as_ref().is_some_and(|matrix| matrix.narrowed().is_some())
            || self.front.as_ref().is_some_and(|front| front.seek.is_some())
    }

    /// Whether a key that is pressed now does nothing but end the program: the one that quits, or the
    /// one that goes back where there is nothing to go back from.
    pub fn asks_to_end(&self, key: Key) -> bool {
        let Meaning::Action(action) = self.keymap.meaning(self.context(), &[key]) else {
            return false;
        };
        let ends = match action {
            Action::Quit => true,
            Action::Back => {
                update::level(self) == update::Level::Program && !self.status.has_refused()
            }
            _ => false,
        };
        ends && self.pending.is_empty()
    }

    /// Which meaning keys have now.
    pub fn context(&self) -> Context {
        match self.mode {
            Mode::Panes if self.comparing.is_some() => Context::Compare,
            Mode::Panes if self.matrix.is_some() => Context::Matrix,
            Mode::Panes => self.pane_context(),
            Mode::Prompt(_) | Mode::Help { typing: true, .. } => Context::Prompt,
            Mode::Help { .. } | Mode::Why => Context::Help,
            Mode::Letter(_) => Context::Letter,
            Mode::Note { .. } => Context::Note,
            Mode::Question(_) => Context::Question,
        }
    }
}

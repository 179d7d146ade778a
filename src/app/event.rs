//! Everything that can happen to the program: a closed list.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::{Change, Id, Ledger};
use crate::claim::Claims;
use crate::document::Document;
use crate::keymap::input::{Mouse, Paste};
use crate::keymap::key::Key;
use crate::problem::Problem;
use crate::story::{Article, Found, Glance};

use super::accounts::{Grouped, Stances};
use super::layout::Size;
use super::search_all;
use super::story::FileSince;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted, as one piece.
    Paste(Paste),
    /// The window has a new size.
    Resize(Size),
    /// The terminal told what its background is like.
    Background {
        /// Whether it is light.
        is_light: bool,
    },
    /// Several things, one after another: what is derived from them for the screen is derived once.
    Several(Vec<Event>),
    /// The beginning of a long article can be looked at; the rest of its text is being read.
    Begun {
        /// Its place in the story.
        index: usize,
        /// How many bytes its file has.
        length: u64,
        /// The beginning, as if it were the article.
        article: Box<Article>,
    },
    /// An article can be read; the rest of it is being found out.
    Glimpsed {
        /// Its place in the story.
        index: usize,
        /// The article as far as it is known.
        article: Box<Article>,
    },
    /// Articles that are not read yet were glanced at: by their places in the story what they say of
    /// themselves.
    Glanced(Vec<(usize, Glance)>),
    /// An article of the story was read, or could not be.
    Loaded {
        /// Its place in the story.
        index: usize,
        /// Where it lies, as the store tells it.
        location: Option<String>,
        /// The article.
        result: Result<Box<Article>, Problem>,
    },
    /// The claims of an article were found.
    Assessed {
        /// Its place in the story.
        index: usize,
        /// What they were found in.
        document: Arc<Document>,
        /// The claims.
        claims: Arc<Claims>,
    },
    /// The claims of an article were found, and let go again: there are very many articles.
    Counted {
        /// Its place in the story.
        index: usize,
        /// What they were found in.
        document: Arc<Document>,
        /// How many are proposed to the reader.
        proposed: usize,
    },
    /// The claims of very many articles are being held against each other.
    Comparing {
        /// How far that is, in percent.
        percent: usize,
    },
    /// The claims of all articles were held against each other.
    Heard {
        /// For each article of the story how many others say each of its claims.
        others: Vec<Vec<usize>>,
    },
    /// The claims of all articles were held against each other.
    Grouped(Arc<Grouped>),
    /// How other articles stand to the claims of one.
    Weighed {
        /// Its place in the story.
        index: usize,
        /// The groups they stand in.
        of: Arc<Grouped>,
        /// How they stand, claim by claim.
        stances: Vec<Stances>,
    },
    /// An article was read again, because its file changed.
    Reread {
        /// Its place in the story.
        index: usize,
        /// The article.
        article: Box<Article>,
    },
    /// What became of the file of an article since it was read.
    File {
        /// Its place in the story.
        index: usize,
        /// What it is now.
        since: FileSince,
    },
    /// Which articles are not where the store says was looked for anew.
    Gone(BTreeSet<Id>),
    /// The articles that were asked for were found.
    FoundStory(Box<FoundStory>),
    /// What a path that is being typed may become.
    Completions {
        /// What was typed.
        typed: String,
        /// What it may become, best first.
        candidates: Vec<String>,
    },
    /// Words were found in some of the articles.
    Found(search_all::Found),
    /// Nothing else is to be done, and there is something that is done a little at a time.
    SeekOn,
    /// The store was opened.
    Opened(Box<Opened>),
    /// A save ended well.
    Saved {
        /// The revision that is now on disk.
        revision: u64,
        /// What came in from outside and was taken over.
        merged: Vec<Change>,
    },
    /// A save failed; what it held is still to be saved.
    SaveFailed {
        /// What happened, to which file, and what to do.
        what: String,
    },
    /// The reader's own editor has ended.
    Edited(Result<String, EditFailed>),
    /// Something that the reader should know of, from a worker.
    Notice(String),
    /// Something that went wrong outside.
    Complaint(String),
}

/// The reader's own editor gave no text back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditFailed {
    /// Why not, and what became of the text.
    pub what: String,
}

/// What found articles are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opening {
    /// To be the story.
    Instead,
    /// To be part of the story.
    AsWell,
    /// To be compared with the story, whose own paths they are from.
    Again,
}

/// Articles that were found, at least one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundStory {
    /// What they are for.
    pub opening: Opening,
    /// Where they were looked for, from the root.
    pub paths: Vec<PathBuf>,
    /// The articles.
    pub found: Found,
}

/// What the store held when it was opened.
#[derive(Default, Debug)]
pub struct Opened {
    /// The reader's decisions so far.
    pub ledger: Ledger,
    /// The store's file.
    pub file: String,
    /// Why nothing can be saved, where that is so.
    pub read_only: Option<String>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// The articles that are not where it says.
    pub gone: BTreeSet<Id>,
}

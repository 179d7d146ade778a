//! Everything the program can ask of the world: a closed list.

use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::Change;
use crate::decided::Judged;
use crate::document::Document;
use crate::story::Source;

use super::event::{FoundStory, Opening};
use super::search_all::Job;
use super::story::FileSince;

/// Something to be done outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Read this article before the others.
    Load(usize),
    /// Bring these changes to the store.
    Save {
        /// The number of the last act among them; it comes back when they are on disk.
        revision: u64,
        /// Entries made, changed or removed.
        changes: Vec<Change>,
    },
    /// Put text into the clipboard; how that went comes back.
    Copy {
        /// The text, clean.
        text: String,
        /// What it is, for the reader.
        what: String,
    },
    /// Open this address outside: of the web, of a letter box, or a whole path.
    OpenSource(String),
    /// Find the articles of these paths, as they were typed; they come back.
    FindStory {
        /// What they are for.
        opening: Opening,
        /// The paths.
        paths: Vec<String>,
    },
    /// Look again for articles in the paths of the story.
    FindAgain,
    /// Open these articles instead of those that are open.
    OpenStory(Box<FoundStory>),
    /// Read these articles as well, which were found in these paths.
    More {
        /// The articles.
        sources: Vec<Source>,
        /// Where they were found.
        paths: Vec<PathBuf>,
    },
    /// Read those articles again whose bytes no longer have these hashes; those without a hash could
    /// not be read.
    Reread {
        /// Their places, with the hashes.
        hashes: Vec<(usize, Option<u64>)>,
        /// How many articles are new, which is told with it.
        added: usize,
    },
    /// Read on without a frame: nothing is shown of the beginning that was told.
    ReadOn,
    /// Find the claims of every article and keep them, however many there are.
    KeepClaims,
    /// Do so no longer: of very many articles claims are found to be counted, and where one asks.
    LetClaimsGo,
    /// Hold the articles against each other, however many there are.
    Compare,
    /// Do so no longer.
    StopComparing,
    /// Tell how other articles stand to the claims of this one.
    Weigh(usize),
    /// Put the groups of claims under these decisions of the reader.
    Judge(Vec<Judged>),
    /// Find the claims of these texts, which are those of the articles at these places, and tell of
    /// all of them at once.
    Assess(Vec<(usize, Arc<Document>)>),
    /// Look what became of the file of this article, and tell it where it is not this.
    Check(usize, FileSince),
    /// Complete a path.
    CompletePath(String),
    /// Search every article; what is found comes back.
    SearchAll(Arc<Job>),
    /// Search no more.
    StopSearch,
    /// Show the tutorial.
    Tutor,
    /// Read no more articles until one is asked for.
    StopReading,
    /// Hand this text to the reader's own editor; what came of it comes back.
    EditOutside(String),
    /// Keep the drafts, soon: what is being typed may have changed.
    KeepDrafts,
    /// Draw the whole screen anew.
    Redraw,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Give the terminal back to the shell until the program is continued.
    Suspend,
    /// End, after everything is saved.
    Quit,
}

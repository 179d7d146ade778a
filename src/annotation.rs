//! What the reader decided: highlights, tags, notes, verdicts and judgements, and the records they
//! hang on.
//!
//! Knows texts and documents. Must never know claims (a proposal is derived, a decision is not),
//! files, or screens. Nothing here can be lost by deriving something anew.

pub mod anchor;
pub mod correction;
pub mod id;
pub mod judgement;
pub mod ledger;
pub mod library;
mod surroundings;
pub mod tag;

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};

use crate::sorted::Keyed;
use crate::text::RareText;

pub use anchor::{Anchor, Quotation};
pub use correction::Corrections;
pub use id::Id;
pub use judgement::{Judgement, Pair, PairVerdict, Quoted};
pub use ledger::{Change, Edit, Ledger};
pub use tag::{Colour, TagDefinition, TagName, Tags};

/// One thing the store keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// What a tag means.
    Tag(TagDefinition),
    /// An article that something is attached to; boxed, since it is larger than an annotation and
    /// there are very many of those.
    Article(Box<ArticleRecord>),
    /// A set of articles opened together.
    Story(StoryRecord),
    /// A decision of the reader about a passage.
    Annotation(Annotation),
    /// A decision of the reader about two claims.
    Judgement(Judgement),
}

/// What an entry is found by. The order is the order of the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EntryKey {
    /// A tag by its name; boxed, since there are few of them and very many of the others.
    Tag(Box<TagName>),
    /// An article by its id.
    Article(Id),
    /// A story by its id.
    Story(Id),
    /// An annotation by its id.
    Annotation(Id),
    /// A judgement by its id.
    Judgement(Id),
}

impl From<ArticleRecord> for Entry {
    fn from(record: ArticleRecord) -> Self {
        Self::Article(Box::new(record))
    }
}

impl Keyed for Entry {
    type Key = EntryKey;

    fn key(&self) -> EntryKey {
        Entry::key(self)
    }
}

impl Entry {
    /// What it is found by.
    pub fn key(&self) -> EntryKey {
        match self {
            Self::Tag(tag) => EntryKey::Tag(Box::new(tag.name.clone())),
            Self::Article(article) => EntryKey::Article(article.id),
            Self::Story(story) => EntryKey::Story(story.id),
            Self::Annotation(annotation) => EntryKey::Annotation(annotation.id),
            Self::Judgement(judgement) => EntryKey::Judgement(judgement.id),
        }
    }
}

/// How an article is recognised when it is opened again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleRecord {
    /// Random, made when the first annotation is.
    pub id: Id,
    /// [`crate::text::hash::fnv1a`] of the file's bytes.
    pub bytes_hash: u64,
    /// The same of the text that was made of them.
    pub text_hash: u64,
    /// Where the file lay, relative to the store where that is possible.
    pub path: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// The reader's note on it, empty where there is none.
    pub note: String,
    /// What the reader put right of it. Title, outlet, author and day are told as they are then;
    /// the address is the article's own, since it is recognised by that.
    pub corrections: Corrections,
}

impl ArticleRecord {
    /// This record with what the reader decided in `other`.
    pub fn decided_as(&self, other: &Self) -> Self {
        Self {
            title: other.title.clone(),
            outlet: other.outlet.clone(),
            author: other.author.clone(),
            published: other.published,
            corrections: other.corrections.clone(),
            ..self.clone()
        }
    }
}

/// The articles that were opened together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoryRecord {
    /// Random, made when the first annotation in the story is.
    pub id: Id,
    /// What the reader sees as its name.
    pub name: String,
    /// The articles of it that something is attached to.
    pub members: BTreeSet<Id>,
    /// The reader's note on it, empty where there is none.
    pub note: String,
}

/// A decision of the reader about a passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Annotation {
    /// Random.
    pub id: Id,
    /// The article it is in.
    pub article: Id,
    /// Where it sits.
    pub anchor: Anchor,
    /// What it makes of the passage.
    pub role: Role,
    /// The reader's tags.
    pub tags: Tags,
    /// The reader's note, empty where there is none.
    pub note: RareText,
    /// The claim in the reader's words, empty where the article's own are good enough.
    pub wording: RareText,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// What an annotation makes of its passage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// A place for tags and a note, nothing more.
    Passage,
    /// A highlight.
    Highlight(Colour),
    /// A claim, with the verdict on its proposal where there is one.
    Claim(Option<Verdict>),
}

/// What the reader decided about a proposed claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// It is a claim to keep.
    Accepted,
    /// It is not worth listing.
    Dismissed,
}

impl Annotation {
    /// Whether it still says anything; one that does not is removed.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
            && self.note.is_empty()
            && self.wording.is_empty()
            && matches!(self.role, Role::Passage | Role::Claim(None))
    }
}

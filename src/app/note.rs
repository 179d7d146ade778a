//! What a note is about.

use super::update::Target;
use crate::text::Span;

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteOn {
    /// A claim, a highlight or a passage of the article in front.
    Passage(Target),
    /// An article, by its place in the story.
    Article(usize),
    /// The story.
    Story,
}

/// What a draft belongs to. Articles are told by their place in the story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DraftKey {
    /// A passage of an article.
    Passage(usize, Span),
    /// An article.
    Article(usize),
    /// The story.
    Story,
}

/// A note that was typed and not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    /// What was typed.
    pub text: String,
    /// The note as it was when typing began.
    pub before: String,
}

impl NoteOn {
    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage(target) => target.name(),
            Self::Article(_) => "article",
            Self::Story => "story",
        }
    }

    /// What a draft of it belongs to while this article is in front.
    pub const fn key(self, front: usize) -> DraftKey {
        match self {
            Self::Passage(target) => DraftKey::Passage(front, target.span),
            Self::Article(index) => DraftKey::Article(index),
            Self::Story => DraftKey::Story,
        }
    }
}

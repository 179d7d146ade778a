//! Entries as they stand in the file, version 1.
//!
//! Knows the wire form of one entry and its conversion both ways, nothing else: not the file
//! around it, not where it lies. A field or variant that is not in these types makes an entry
//! unreadable, so that it is carried along instead of being cut down to what is known here.

mod annotation;
mod article;
mod escapes;
mod forms;
mod judgement;
mod story;
mod tag;

use std::sync::Arc;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::annotation::Entry;
use crate::text::SharedText;

use annotation::WireAnnotation;
use article::WireArticle;
use escapes::readable;
pub(super) use forms::{Shown, present};
use judgement::WireJudgement;
use story::WireStory;
use tag::WireTag;

/// Why a file cannot be read, and where in it.
pub(super) fn told(error: &ron::error::SpannedError) -> String {
    match &error.code {
        // The parser's own words are for those who wrote the program.
        ron::Error::ExceededRecursionLimit => format!("{}: nested too deeply", error.span),
        _ => error.to_string(),
    }
}

/// Why the text of an entry is not one.
pub(super) type Unreadable = Box<ron::error::SpannedError>;

/// The entry that a piece of a file tells; the words of its anchors stay parts of the file, so that
/// it is kept as long as they are.
pub(super) fn read(piece: &str, file: &Arc<SharedText>) -> Result<Entry, Unreadable> {
    Ok(match ron::from_str::<Wire<'_>>(piece)? {
        Wire::Tag(tag) => Entry::Tag(tag.into()),
        Wire::Article(article) => Entry::from(article.record(file)),
        Wire::Story(story) => Entry::Story(story.into()),
        Wire::Annotation(annotation) => Entry::Annotation(annotation.annotation(file)),
        Wire::Judgement(judgement) => Entry::Judgement(judgement.judgement(file)),
    })
}

/// Whether a piece of the file tells an entry.
pub(super) fn is_entry(text: &str) -> bool {
    ron::from_str::<Wire<'_>>(text).is_ok()
}

/// The text of an entry, its first line without indentation.
pub(super) fn write(entry: &Entry) -> Result<String, ron::Error> {
    let pretty = PrettyConfig::new().new_line("\n").indentor("    ").struct_names(false);
    Ok(readable(&ron::ser::to_string_pretty(&Wire::from(entry), pretty)?))
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Entry")]
enum Wire<'a> {
    Tag(WireTag),
    #[serde(borrow)]
    Article(WireArticle<'a>),
    Story(WireStory),
    #[serde(borrow)]
    Annotation(WireAnnotation<'a>),
    #[serde(borrow)]
    Judgement(WireJudgement<'a>),
}

impl<'a> From<&'a Entry> for Wire<'a> {
    fn from(entry: &'a Entry) -> Self {
        match entry {
            Entry::Tag(tag) => Self::Tag(tag.into()),
            Entry::Article(article) => Self::Article((&**article).into()),
            Entry::Story(story) => Self::Story(story.into()),
            Entry::Annotation(annotation) => Self::Annotation(annotation.into()),
            Entry::Judgement(judgement) => Self::Judgement(judgement.into()),
        }
    }
}

#[cfg(test)]
mod tests;

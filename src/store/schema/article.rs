//! An article's record as it stands in the file.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::annotation::WireAnchor;
use super::forms::{Shown, hash, lines_of, present, shown};
use crate::annotation::correction::{BlockCorrection, Corrections, Fact};
use crate::annotation::{ArticleRecord, Id};
use crate::text::SharedText;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Article", deny_unknown_fields)]
pub(super) struct WireArticle<'a> {
    #[serde(with = "shown")]
    id: Id,
    #[serde(with = "hash")]
    bytes_hash: u64,
    #[serde(with = "hash")]
    text_hash: u64,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    url: Option<String>,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    published: Option<Shown<Date>>,
    /// Line by line, as in an annotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
    /// What the reader put right of what the article says of itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrected: Vec<WireFact>,
    /// What the reader put right of its blocks.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<WireBlock<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Fact")]
enum WireFact {
    Title(String),
    Outlet(String),
    NoOutlet,
    Author(String),
    NoAuthor,
    Published(Shown<Date>),
    NotPublished,
    Url(String),
    NoUrl,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Block")]
enum WireBlock<'a> {
    #[serde(borrow)]
    Boilerplate(WireAnchor<'a>),
    #[serde(borrow)]
    Text(WireAnchor<'a>),
}

impl<'a> From<&'a ArticleRecord> for WireArticle<'a> {
    fn from(record: &'a ArticleRecord) -> Self {
        // What is not written here cannot be read below.
        let ArticleRecord {
            id,
            bytes_hash,
            text_hash,
            path,
            url,
            title,
            outlet,
            author,
            published,
            note,
            corrections: Corrections { facts, blocks },
        } = record;
        Self {
            id: *id,
            bytes_hash: *bytes_hash,
            text_hash: *text_hash,
            path: path.clone(),
            url: url.clone(),
            title: title.clone(),
            outlet: outlet.clone(),
            author: author.clone(),
            published: published.map(Shown),
            note: lines_of(note),
            corrected: facts.iter().cloned().map(WireFact::from).collect(),
            blocks: blocks.iter().map(WireBlock::from).collect(),
        }
    }
}

impl WireArticle<'_> {
    /// The record that a text tells, see [`WireAnchor::anchor`].
    pub(super) fn record(self, text: &Arc<SharedText>) -> ArticleRecord {
        let facts = self.corrected.into_iter().map(Fact::from).collect();
        let blocks = self.blocks.iter().map(|block| block.correction(text)).collect();
        ArticleRecord {
            id: self.id,
            bytes_hash: self.bytes_hash,
            text_hash: self.text_hash,
            path: self.path,
            url: self.url,
            title: self.title,
            outlet: self.outlet,
            author: self.author,
            published: self.published.map(|Shown(date)| date),
            note: self.note.join("\n"),
            corrections: Corrections { facts, blocks },
        }
    }
}

impl From<Fact> for WireFact {
    fn from(fact: Fact) -> Self {
        match fact {
            Fact::Title(title) => Self::Title(title),
            Fact::Outlet(outlet) => outlet.map_or(Self::NoOutlet, Self::Outlet),
            Fact::Author(author) => author.map_or(Self::NoAuthor, Self::Author),
            Fact::Published(day) => {
                day.map_or(Self::NotPublished, |day| Self::Published(Shown(day)))
            }
            Fact::Url(url) => url.map_or(Self::NoUrl, Self::Url),
        }
    }
}

impl From<WireFact> for Fact {
    fn from(wire: WireFact) -> Self {
        match wire {
            WireFact::Title(title) => Self::Title(title),
            WireFact::Outlet(outlet) => Self::Outlet(Some(outlet)),
            WireFact::NoOutlet => Self::Outlet(None),
            WireFact::Author(author) => Self::Author(Some(author)),
            WireFact::NoAuthor => Self::Author(None),
            WireFact::Published(Shown(day)) => Self::Published(Some(day)),
            WireFact::NotPublished => Self::Published(None),
            WireFact::Url(url) => Self::Url(Some(url)),
            WireFact::NoUrl => Self::Url(None),
        }
    }
}

impl<'a> From<&'a BlockCorrection> for WireBlock<'a> {
    fn from(block: &'a BlockCorrection) -> Self {
        let anchor = (&block.anchor).into();
        if block.is_boilerplate { Self::Boilerplate(anchor) } else { Self::Text(anchor) }
    }
}

impl WireBlock<'_> {
    fn correction(&self, text: &Arc<SharedText>) -> BlockCorrection {
        let (anchor, is_boilerplate) = match self {
            Self::Boilerplate(anchor) => (anchor, true),
            Self::Text(anchor) => (anchor, false),
        };
        BlockCorrection { anchor: anchor.anchor(text), is_boilerplate }
    }
}

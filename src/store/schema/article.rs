//! An article's record as it stands in the file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::annotation::WireAnchor;
use super::forms::{Shown, hash, lines_of, present, shown};
use crate::annotation::correction::{BlockCorrection, Corrections, Fact};
use crate::annotation::{ArticleRecord, Id};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Article", deny_unknown_fields)]
pub(super) struct WireArticle {
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<WireBlock>,
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
enum WireBlock {
    Boilerplate(WireAnchor),
    Text(WireAnchor),
}

impl From<&ArticleRecord> for WireArticle {
    fn from(article: &ArticleRecord) -> Self {
        // What is not written here cannot be read below.
        let article = article.clone();
        Self {
            id: article.id,
            bytes_hash: article.bytes_hash,
            text_hash: article.text_hash,
            path: article.path,
            url: article.url,
            title: article.title,
            outlet: article.outlet,
            author: article.author,
            published: article.published.map(Shown),
            note: lines_of(&article.note),
            corrected: article.corrections.facts.into_iter().map(WireFact::from).collect(),
            blocks: article.corrections.blocks.into_iter().map(WireBlock::from).collect(),
        }
    }
}

impl From<WireArticle> for ArticleRecord {
    fn from(wire: WireArticle) -> Self {
        let facts = wire.corrected.into_iter().map(Fact::from).collect();
        let blocks = wire.blocks.into_iter().map(BlockCorrection::from).collect();
        Self {
            id: wire.id,
            bytes_hash: wire.bytes_hash,
            text_hash: wire.text_hash,
            path: wire.path,
            url: wire.url,
            title: wire.title,
            outlet: wire.outlet,
            author: wire.author,
            published: wire.published.map(|Shown(date)| date),
            note: wire.note.join("\n"),
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

impl From<BlockCorrection> for WireBlock {
    fn from(block: BlockCorrection) -> Self {
        let anchor = block.anchor.into();
        if block.is_boilerplate { Self::Boilerplate(anchor) } else { Self::Text(anchor) }
    }
}

impl From<WireBlock> for BlockCorrection {
    fn from(wire: WireBlock) -> Self {
        let (anchor, is_boilerplate) = match wire {
            WireBlock::Boilerplate(anchor) => (anchor, true),
            WireBlock::Text(anchor) => (anchor, false),
        };
        Self { anchor: anchor.into(), is_boilerplate }
    }
}

//! Entries as they stand in the file, version 1.
//!
//! Knows the wire form of one entry and its conversion both ways, nothing else: not the file
//! around it, not where it lies. A field or variant that is not in these types makes an entry
//! unreadable, so that it is carried along instead of being cut down to what is known here.

mod judgement;

use std::collections::BTreeSet;
use std::fmt;

use jiff::{Timestamp, civil::Date};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::annotation::correction::{BlockCorrection, Corrections, Fact};
use crate::annotation::{
    self, Anchor, Annotation, ArticleRecord, Entry, Id, Role, StoryRecord, TagDefinition, TagName,
};

use judgement::WireJudgement;

/// Why the text of an entry is not one.
pub(super) type Unreadable = Box<ron::error::SpannedError>;

/// The entry that a piece of the file tells.
pub(super) fn read(text: &str) -> Result<Entry, Unreadable> {
    ron::from_str::<Wire>(text).map(Entry::from).map_err(Box::new)
}

/// The text of an entry, its first line without indentation.
pub(super) fn write(entry: &Entry) -> Result<String, ron::Error> {
    let pretty = PrettyConfig::new().new_line("\n").indentor("    ").struct_names(false);
    Ok(readable(&ron::ser::to_string_pretty(&Wire::from(entry), pretty)?))
}

/// Takes back the escapes of characters that can stand in a string as they are: apostrophes and
/// accents put on by combining. In what is written a backslash stands only in strings, and always
/// begins an escape.
fn readable(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (plain, after) = plain_escape(escape);
        if let Some(character) = plain {
            text.push(character);
        } else {
            text.push('\\');
            text.extend(escape.chars().next());
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The character that an escape needlessly stands for, and what comes after the escape.
fn plain_escape(escape: &str) -> (Option<char>, &str) {
    if let Some(after) = escape.strip_prefix('\'') {
        return (Some('\''), after);
    }
    let code = escape.strip_prefix("u{").and_then(|code| code.split_once('}'));
    if let Some((code, after)) = code
        && let Some(character) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
        && (character.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&character))
    {
        return (Some(character), after);
    }
    let mut after = escape.chars();
    after.next();
    (None, after.as_str())
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Entry")]
enum Wire {
    Tag(WireTag),
    Article(WireArticle),
    Story(WireStory),
    Annotation(WireAnnotation),
    Judgement(WireJudgement),
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Tag", deny_unknown_fields)]
struct WireTag {
    #[serde(with = "tag_name")]
    name: TagName,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    digit: Option<u8>,
    colour: WireColour,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Article", deny_unknown_fields)]
struct WireArticle {
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

#[derive(Serialize, Deserialize)]
#[serde(rename = "Story", deny_unknown_fields)]
struct WireStory {
    #[serde(with = "shown")]
    id: Id,
    name: String,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    members: BTreeSet<Shown<Id>>,
    /// Line by line, as in an annotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Annotation", deny_unknown_fields)]
struct WireAnnotation {
    #[serde(with = "shown")]
    id: Id,
    #[serde(with = "shown")]
    article: Id,
    anchor: WireAnchor,
    role: WireRole,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Label>,
    /// Line by line, so that a long note reads and merges well, and no tool that converts line
    /// ends can change it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
    /// The claim in the reader's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wording: String,
    #[serde(with = "shown")]
    created: Timestamp,
    #[serde(with = "shown")]
    changed: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Anchor", deny_unknown_fields)]
struct WireAnchor {
    exact: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    suffix: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    before: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    after: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Role")]
enum WireRole {
    Passage,
    Highlight(WireColour),
    Claim,
    AcceptedClaim,
    DismissedClaim,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename = "Colour")]
enum WireColour {
    Yellow,
    Green,
    Blue,
    Pink,
    Violet,
}

/// A tag's name in a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Label(#[serde(with = "tag_name")] TagName);

/// A value written as the text it is shown as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent, bound = "T: fmt::Display + std::str::FromStr, T::Err: fmt::Display")]
pub(super) struct Shown<T>(#[serde(with = "shown")] pub(super) T);

/// Writes a value as the text it is shown as.
mod shown {
    use std::fmt::Display;
    use std::marker::PhantomData;
    use std::str::FromStr;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_str(Parsing(PhantomData))
    }

    struct Parsing<T>(PhantomData<T>);

    impl<T: FromStr<Err: Display>> Visitor<'_> for Parsing<T> {
        type Value = T;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a text")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }
}

/// Writes a hash as 16 hexadecimal digits.
mod hash {
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    pub(super) fn serialize<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{value:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text: String = serde::Deserialize::deserialize(deserializer)?;
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !digits {
            return Err(D::Error::custom("a hash is 16 hexadecimal digits"));
        }
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}

/// Writes a tag's name, and reads only what is one already.
mod tag_name {
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;

    use crate::annotation::TagName;

    pub(super) fn serialize<S: Serializer>(
        name: &TagName,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<TagName, D::Error> {
        let text: String = serde::Deserialize::deserialize(deserializer)?;
        TagName::new(&text)
            .filter(|name| name.as_str() == text)
            .ok_or_else(|| D::Error::custom("a tag's name is lower case without spaces"))
    }
}

/// Writes what is there without `Some`; what is not there is left out.
pub(super) mod present {
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes fields by reference")]
    pub(super) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::store) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

impl From<&Entry> for Wire {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Tag(tag) => Self::Tag(tag.into()),
            Entry::Article(article) => Self::Article(article.into()),
            Entry::Story(story) => Self::Story(story.into()),
            Entry::Annotation(annotation) => Self::Annotation(annotation.into()),
            Entry::Judgement(judgement) => Self::Judgement(judgement.into()),
        }
    }
}

impl From<Wire> for Entry {
    fn from(wire: Wire) -> Self {
        match wire {
            Wire::Tag(tag) => Self::Tag(tag.into()),
            Wire::Article(article) => Self::Article(article.into()),
            Wire::Story(story) => Self::Story(story.into()),
            Wire::Annotation(annotation) => Self::Annotation(annotation.into()),
            Wire::Judgement(judgement) => Self::Judgement(judgement.into()),
        }
    }
}

/// A note line by line.
fn lines_of(note: &str) -> Vec<String> {
    if note.is_empty() { Vec::new() } else { note.split('\n').map(str::to_owned).collect() }
}

impl From<&TagDefinition> for WireTag {
    fn from(tag: &TagDefinition) -> Self {
        let TagDefinition { name, description, digit, colour } = tag.clone();
        Self { name, description, digit, colour: colour.into() }
    }
}

impl From<WireTag> for TagDefinition {
    fn from(wire: WireTag) -> Self {
        let WireTag { name, description, digit, colour } = wire;
        Self { name, description, digit, colour: colour.into() }
    }
}

impl From<&ArticleRecord> for WireArticle {
    fn from(article: &ArticleRecord) -> Self {
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
            corrections,
        } = article.clone();
        Self {
            id,
            bytes_hash,
            text_hash,
            path,
            url,
            title,
            outlet,
            author,
            published: published.map(Shown),
            note: lines_of(&note),
            corrected: corrections.facts.into_iter().map(WireFact::from).collect(),
            blocks: corrections.blocks.into_iter().map(WireBlock::from).collect(),
        }
    }
}

impl From<WireArticle> for ArticleRecord {
    fn from(wire: WireArticle) -> Self {
        let WireArticle {
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
            corrected,
            blocks,
        } = wire;
        Self {
            id,
            bytes_hash,
            text_hash,
            path,
            url,
            title,
            outlet,
            author,
            published: published.map(|Shown(date)| date),
            note: note.join("\n"),
            corrections: Corrections {
                facts: corrected.into_iter().map(Fact::from).collect(),
                blocks: blocks.into_iter().map(BlockCorrection::from).collect(),
            },
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

impl From<&StoryRecord> for WireStory {
    fn from(story: &StoryRecord) -> Self {
        let members = story.members.iter().copied().map(Shown).collect();
        Self { id: story.id, name: story.name.clone(), members, note: lines_of(&story.note) }
    }
}

impl From<WireStory> for StoryRecord {
    fn from(wire: WireStory) -> Self {
        let members = wire.members.into_iter().map(|Shown(id)| id).collect();
        Self { id: wire.id, name: wire.name, members, note: wire.note.join("\n") }
    }
}

impl From<&Annotation> for WireAnnotation {
    fn from(annotation: &Annotation) -> Self {
        let Annotation { id, article, anchor, role, tags, note, wording, created, changed } =
            annotation.clone();
        Self {
            id,
            article,
            anchor: anchor.into(),
            role: role.into(),
            tags: tags.into_iter().map(Label).collect(),
            note: lines_of(&note),
            wording,
            created,
            changed,
        }
    }
}

impl From<WireAnnotation> for Annotation {
    fn from(wire: WireAnnotation) -> Self {
        let WireAnnotation { id, article, anchor, role, tags, note, wording, created, changed } =
            wire;
        Self {
            id,
            article,
            anchor: anchor.into(),
            role: role.into(),
            tags: tags.into_iter().map(|Label(name)| name).collect(),
            note: note.join("\n"),
            wording,
            created,
            changed,
        }
    }
}

impl From<Anchor> for WireAnchor {
    fn from(Anchor { exact, prefix, suffix, start, end, before, after }: Anchor) -> Self {
        Self { exact, prefix, suffix, start, end, before, after }
    }
}

impl From<WireAnchor> for Anchor {
    fn from(WireAnchor { exact, prefix, suffix, start, end, before, after }: WireAnchor) -> Self {
        Self { exact, prefix, suffix, start, end, before, after }
    }
}

impl From<Role> for WireRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Passage => Self::Passage,
            Role::Highlight(colour) => Self::Highlight(colour.into()),
            Role::Claim(None) => Self::Claim,
            Role::Claim(Some(annotation::Verdict::Accepted)) => Self::AcceptedClaim,
            Role::Claim(Some(annotation::Verdict::Dismissed)) => Self::DismissedClaim,
        }
    }
}

impl From<WireRole> for Role {
    fn from(wire: WireRole) -> Self {
        match wire {
            WireRole::Passage => Self::Passage,
            WireRole::Highlight(colour) => Self::Highlight(colour.into()),
            WireRole::Claim => Self::Claim(None),
            WireRole::AcceptedClaim => Self::Claim(Some(annotation::Verdict::Accepted)),
            WireRole::DismissedClaim => Self::Claim(Some(annotation::Verdict::Dismissed)),
        }
    }
}

impl From<annotation::Colour> for WireColour {
    fn from(colour: annotation::Colour) -> Self {
        match colour {
            annotation::Colour::Yellow => Self::Yellow,
            annotation::Colour::Green => Self::Green,
            annotation::Colour::Blue => Self::Blue,
            annotation::Colour::Pink => Self::Pink,
            annotation::Colour::Violet => Self::Violet,
        }
    }
}

impl From<WireColour> for annotation::Colour {
    fn from(wire: WireColour) -> Self {
        match wire {
            WireColour::Yellow => Self::Yellow,
            WireColour::Green => Self::Green,
            WireColour::Blue => Self::Blue,
            WireColour::Pink => Self::Pink,
            WireColour::Violet => Self::Violet,
        }
    }
}

#[cfg(test)]
mod tests;

//! The keys of the language and what they take.

use super::State;
use crate::claim::ClaimKind;

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What stands before the colon.
    pub name: &'static str,
    /// What may stand after it.
    pub values: Values,
    /// What it asks for.
    pub doc: &'static str,
}

/// What may stand after a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Values {
    /// The name of a tag.
    Tag,
    /// One of [`STATES`].
    State,
    /// The name of a kind of claims.
    Kind,
    /// Part of the name of an outlet or author.
    Source,
    /// Words of a title.
    Title,
}

/// Every key.
pub const KEYS: [Key; 5] = [
    Key { name: "tag", values: Values::Tag, doc: "what carries this tag" },
    Key { name: "is", values: Values::State, doc: "what is this" },
    Key { name: "kind", values: Values::Kind, doc: "claims of this kind" },
    Key { name: "by", values: Values::Source, doc: "what this outlet or author says" },
    Key { name: "title", values: Values::Title, doc: "what is in articles of this title" },
];

/// What follows `is:`, with what it means.
pub const STATES: [(State, &str, &str); 12] = [
    (State::Undecided, "undecided", "claims with neither verdict nor tag"),
    (State::Accepted, "accepted", "accepted claims"),
    (State::Dismissed, "dismissed", "dismissed claims"),
    (State::Claim, "claim", "claims, proposed or your own"),
    (State::Conflict, "conflict", "claims that another article contradicts"),
    (State::Highlight, "highlight", "highlights"),
    (State::Passage, "passage", "what is tagged or noted without being either"),
    (State::Tagged, "tagged", "what carries a tag"),
    (State::Note, "note", "what has a note"),
    (State::Edited, "edited", "what is on words that were edited since"),
    (State::Uncertain, "uncertain", "what may be in several places, of which none was chosen"),
    (State::Lost, "lost", "what is on words that are gone"),
];

pub(super) const KINDS: [ClaimKind; 7] = [
    ClaimKind::Quantity,
    ClaimKind::Date,
    ClaimKind::Event,
    ClaimKind::Terms,
    ClaimKind::Attribution,
    ClaimKind::Comparison,
    ClaimKind::Other,
];

impl Values {
    /// The values there are, where they are known beforehand.
    pub fn closed(self) -> Vec<&'static str> {
        match self {
            Self::State => STATES.iter().map(|&(_, name, _)| name).collect(),
            Self::Kind => KINDS.iter().map(|kind| kind.name()).collect(),
            Self::Tag | Self::Source | Self::Title => Vec::new(),
        }
    }

    /// What stands for a value in help.
    const fn placeholder(self) -> &'static str {
        match self {
            Self::Tag | Self::State | Self::Kind => "",
            Self::Source => "NAME",
            Self::Title => "WORDS",
        }
    }
}

/// The language as a table: what is typed, and what it asks for.
pub fn help() -> Vec<(String, String)> {
    let mut rows = vec![
        (
            "words".to_owned(),
            "these words, in any place; capitals matter if you type one".to_owned(),
        ),
        ("\"two words\"".to_owned(), "these words, one after the other".to_owned()),
    ];
    for key in KEYS {
        rows.extend(match key.values {
            Values::State => STATES
                .iter()
                .map(|(_, name, doc)| (format!("{}:{name}", key.name), (*doc).to_owned()))
                .collect(),
            Values::Kind => {
                let doc = format!("{}: {}", key.doc, key.values.closed().join(", "));
                vec![(format!("{}:{}", key.name, KINDS[0].name()), doc)]
            }
            Values::Tag => vec![(format!("{}:disputed", key.name), key.doc.to_owned())],
            Values::Source | Values::Title => {
                vec![(format!("{}:{}", key.name, key.values.placeholder()), key.doc.to_owned())]
            }
        });
    }
    rows.push(("-tag:opinion".to_owned(), "- before any term: what it does not fit".to_owned()));
    rows
}

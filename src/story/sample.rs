//! The built-in story: five accounts of an invented event, what a newcomer reads first.

use super::{Found, Source};

/// One article of the sample story. There are no others than those of [`sample`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    name: &'static str,
    text: &'static str,
}

impl Sample {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its Markdown.
    pub fn text(self) -> &'static str {
        self.text
    }
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        [$(Sample { name: $name, text: include_str!(concat!("sample/", $name)) }),+]
    };
}

const ARTICLES: [Sample; 5] =
    embedded!["1-wire.md", "2-local.md", "3-trade.md", "4-statement.md", "5-column.md",];

/// The sample story, found.
pub fn sample() -> Found {
    Found {
        name: "The Vessel strait ferries".to_owned(),
        sources: ARTICLES.into_iter().map(Source::Sample).collect(),
        ..Found::default()
    }
}

//! What the reader set: `config.ron`, data only.
//!
//! Knows the file's words and what they may say. Must never know where the file lies, nor what is
//! done with what it says; and nothing in it is ever run.
//!
//! A fault spoils the entry it is in and nothing else, as far as the rest can be told from it.

mod pieces;
mod print;
mod read;

use crate::annotation::Colour;
use crate::annotation::tag::{TagDefinition, default_tags};
use crate::keymap::Keymap;

pub use crate::text::near::nearest;
pub use print::default_file;
pub use read::read;

/// The widest a line of text is set where nothing else is said, in cells.
pub const MEASURE: u16 = 72;
/// The measures that can be set, in cells.
pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=400;
/// The empty lines that can be put between two lines of text.
pub const SPACINGS: std::ops::RangeInclusive<u16> = 0..=3;
/// How large an article may be where nothing else is said, in megabytes.
pub const ARTICLE_LIMIT: u16 = 50;
/// The limits that can be set, in megabytes. A tab, or a byte that nothing shows, takes four bytes
/// when it is shown, and a [`Span`](crate::text::Span) reaches no further than 4 GiB.
pub const ARTICLE_LIMITS: std::ops::RangeInclusive<u16> = 1..=1000;
/// The widths that a side pane can be given, in cells.
pub const PANE_WIDTHS: std::ops::RangeInclusive<u16> = 16..=200;

/// Everything that can be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The theme to start with; without one the last that was chosen, or one that suits the
    /// terminal.
    pub theme: Option<String>,
    /// The widest a line of text is set, in cells.
    pub measure: u16,
    /// Empty lines between two lines of text.
    pub line_spacing: u16,
    /// The widths of the side panes.
    pub panes: Widths,
    /// Whether the mouse comes to the program.
    pub mouse: bool,
    /// Whether only ASCII signs are drawn around the text.
    pub ascii: bool,
    /// How large an article may be, in megabytes.
    pub article_limit: u16,
    /// What the colours of highlights are called.
    pub colours: ColourNames,
    /// The tags that a new store starts with.
    pub tags: Vec<TagDefinition>,
    /// What keys mean.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            measure: MEASURE,
            line_spacing: 0,
            panes: Widths::default(),
            mouse: true,
            ascii: false,
            article_limit: ARTICLE_LIMIT,
            colours: ColourNames::default(),
            tags: default_tags(),
            keymap: Keymap::default(),
        }
    }
}

/// The widths of the side panes in cells, border included, where they are set; the text has what
/// is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Widths {
    /// The article list.
    pub list: Option<u16>,
    /// The claim sidebar.
    pub sidebar: Option<u16>,
}

/// What the reader calls the five colours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColourNames([String; Colour::ALL.len()]);

impl Default for ColourNames {
    fn default() -> Self {
        Self(Colour::ALL.map(|colour| colour.name().to_owned()))
    }
}

impl ColourNames {
    /// The name of a colour.
    pub fn name(&self, colour: Colour) -> &str {
        let index = Colour::ALL.iter().position(|&each| each == colour);
        index.and_then(|index| self.0.get(index)).map_or_else(|| colour.name(), String::as_str)
    }

    fn set(&mut self, colour: Colour, name: String) {
        let index = Colour::ALL.iter().position(|&each| each == colour);
        if let Some(slot) = index.and_then(|index| self.0.get_mut(index)) {
            *slot = name;
        }
    }
}

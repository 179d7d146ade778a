//! A tag's definition as it stands in the file.

use serde::{Deserialize, Serialize};

use super::forms::{present, tag_name};
use crate::annotation::{self, TagDefinition, TagName};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Tag", deny_unknown_fields)]
pub(super) struct WireTag {
    #[serde(with = "tag_name")]
    name: TagName,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    digit: Option<u8>,
    colour: WireColour,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename = "Colour")]
pub(super) enum WireColour {
    Yellow,
    Green,
    Blue,
    Pink,
    Violet,
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

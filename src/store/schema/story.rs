//! A story's record as it stands in the file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::forms::{Shown, lines_of, shown};
use crate::annotation::{Id, StoryRecord};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Story", deny_unknown_fields)]
pub(super) struct WireStory {
    #[serde(with = "shown")]
    id: Id,
    name: String,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    members: BTreeSet<Shown<Id>>,
    /// Line by line, as in an annotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
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

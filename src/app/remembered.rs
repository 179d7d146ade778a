//! What is kept of the reader's whereabouts from one start to the next.

use std::collections::BTreeMap;

use super::Model;
use super::jumps::Spot;
use super::layout::Pane;

/// Where the reader is, in terms that outlast the program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remembered {
    /// The address of the article in front.
    pub front: Option<String>,
    /// The pane that has the keys.
    pub focus: Option<Pane>,
    /// The place in each article, by the hash of its bytes.
    pub places: BTreeMap<u64, Whereabouts>,
    /// The marks, by their letters.
    pub marks: BTreeMap<char, Spot>,
}

/// A place in an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Whereabouts {
    /// The code points before the cursor.
    pub position: usize,
    /// The code points that were on the screen, from the beginning.
    pub seen: usize,
}

impl Model {
    /// Where the reader is now; articles that were never read are left out.
    pub fn whereabouts(&self) -> Remembered {
        let places = self.story.articles.iter().filter_map(|slot| {
            let article = slot.article()?;
            let text = article.document.text();
            let whereabouts = Whereabouts {
                position: article.code_points.of_byte(text, slot.cursor),
                seen: article.code_points.of_byte(text, slot.seen),
            };
            (whereabouts.seen > 0).then_some((article.bytes_hash, whereabouts))
        });
        Remembered {
            front: self.story.slot().map(|slot| slot.source.address()),
            focus: Some(self.focus),
            places: places.collect(),
            marks: self.marks.clone(),
        }
    }
}

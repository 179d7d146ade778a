//! What is kept of the reader's whereabouts from one start to the next.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::jumps::Spot;
use super::layout::Pane;
use super::{DraftKey, Mode, Model};
use crate::config::Widths;

/// Where the reader is, in terms that outlast the program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remembered {
    /// The address of the article in front.
    pub front: Option<String>,
    /// The pane that has the keys.
    pub focus: Option<Pane>,
    /// The widths of the side panes that were set by hand.
    pub widths: Widths,
    /// The place in each article, by the hash of its bytes.
    pub places: BTreeMap<u64, Whereabouts>,
    /// Notes that were typed and not saved.
    pub drafts: Vec<Draft>,
    /// The marks, by their letters.
    pub marks: BTreeMap<char, Spot>,
    /// The stories opened before, the last first.
    pub recent: Vec<RecentStory>,
}

/// A story that was opened before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecentStory {
    /// Its name.
    pub name: String,
    /// The paths it was opened by, from the root.
    pub paths: Vec<String>,
    /// When it was opened last.
    pub opened: Timestamp,
}

impl RecentStory {
    /// Its paths as one line.
    pub fn told_paths(&self) -> String {
        self.paths.join("  ")
    }
}

/// A note that was typed and not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The hash of the bytes of the article it is about.
    pub article: u64,
    /// Where that article lies.
    pub address: String,
    /// The code points before the passage it is about.
    pub start: usize,
    /// The code points before the end of it.
    pub end: usize,
    /// Whether it is being typed.
    pub is_open: bool,
    /// What was typed.
    pub text: String,
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
            widths: self.comfort.by_hand,
            places: places.collect(),
            drafts: self.all_drafts(),
            marks: self.marks.clone(),
            recent: self.remembered.recent.clone(),
        }
    }

    /// The drafts, the note being typed, and the drafts of articles that were not opened.
    pub fn all_drafts(&self) -> Vec<Draft> {
        let mut texts: BTreeMap<DraftKey, (bool, String)> =
            self.drafts.iter().map(|(key, text)| (*key, (false, text.clone()))).collect();
        if let Mode::Note { editor, target, before, .. } = &self.mode {
            let key = (self.story.front, target.span);
            if editor.text() == *before {
                texts.remove(&key);
            } else {
                texts.insert(key, (true, editor.text()));
            }
        }
        let ours = texts.into_iter().filter_map(|((index, span), (is_open, text))| {
            let slot = self.story.articles.get(index)?;
            let article = slot.article()?;
            let place = |byte| article.code_points.of_byte(article.document.text(), byte);
            Some(Draft {
                article: article.bytes_hash,
                address: slot.source.address(),
                start: place(span.start()),
                end: place(span.end()),
                is_open,
                text,
            })
        });
        ours.chain(self.remembered.drafts.iter().cloned()).collect()
    }
}

impl Remembered {
    /// Goes to where a note was being typed when the program was cut off; what to say of it.
    pub fn resume(&mut self, is_here: impl Fn(&str) -> bool) -> Option<String> {
        let cut_off = self.drafts.iter().find(|draft| draft.is_open)?;
        let told = "a note was cut off while it was typed";
        if !is_here(&cut_off.address) {
            return Some(format!("{told}; the draft on {} is kept", cut_off.address));
        }
        self.front = Some(cut_off.address.clone());
        self.focus = Some(Pane::Text);
        self.places.entry(cut_off.article).or_default().position = cut_off.start;
        Some(format!("{told}; the draft is kept, and i opens it"))
    }
}

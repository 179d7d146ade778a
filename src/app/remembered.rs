//! What is kept of the reader's whereabouts from one start to the next.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::jumps::Spot;
use super::layout::Pane;
use super::note::{DraftKey, Typed};
use super::{Mode, Model};
use crate::config::Widths;
use crate::story::Article;

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
    /// What it is about.
    pub about: DraftOf,
    /// Where the article lies that was in front of the reader.
    pub address: String,
    /// Whether it is being typed.
    pub is_open: bool,
    /// What was typed.
    pub text: String,
    /// The note as it was when typing began.
    pub before: String,
}

/// What a draft is about, in terms that outlast the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftOf {
    /// A passage of the article whose bytes have this hash, in code points.
    Passage {
        /// The hash.
        article: u64,
        /// The code points before the passage.
        start: usize,
        /// The code points before the end of it.
        end: usize,
        /// Its words, by which it is found where the article changed.
        quote: String,
    },
    /// The article whose bytes have this hash.
    Article(u64),
    /// The story of this name.
    Story(String),
}

impl DraftOf {
    /// The hash of the article's bytes, where it is about one.
    pub const fn article(&self) -> Option<u64> {
        match self {
            Self::Passage { article, .. } | Self::Article(article) => Some(*article),
            Self::Story(_) => None,
        }
    }
}

/// A place in an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Whereabouts {
    /// The code points before the cursor.
    pub position: usize,
    /// The code points that were on the screen, from the beginning.
    pub seen: usize,
    /// The length of the article's text in bytes; 0 where that was not kept.
    pub length: usize,
}

impl Model {
    /// Where the reader is now; articles that were never read are left out.
    pub fn whereabouts(&self) -> Remembered {
        // Of ten thousand articles a handful was on the screen: to touch the others would take
        // most of the time that the program needs to end.
        let read = self.story.articles.iter().filter(|slot| slot.seen > 0);
        let places = read.filter_map(|slot| {
            let article = slot.whole()?;
            let text = article.document.text();
            let whereabouts = Whereabouts {
                position: article.code_points.of_byte(text, slot.cursor),
                seen: article.code_points.of_byte(text, slot.seen),
                length: text.len(),
            };
            Some((article.bytes_hash(), whereabouts))
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
        let mut texts: BTreeMap<DraftKey, (bool, Typed)> =
            self.drafts.iter().map(|(key, draft)| (*key, (false, draft.clone()))).collect();
        if let Mode::Note { editor, on, before, .. } = &self.mode {
            let key = on.key(self.story.front);
            if editor.text() == *before {
                texts.remove(&key);
            } else {
                let draft = Typed { text: editor.text(), before: before.clone() };
                texts.insert(key, (true, draft));
            }
        }
        let ours = texts.into_iter().filter_map(|(key, (is_open, draft))| {
            let (about, address) = self.outlasting(key)?;
            let Typed { text, before } = draft;
            Some(Draft { about, address, is_open, text, before })
        });
        ours.chain(self.remembered.drafts.iter().cloned()).collect()
    }

    /// What a draft is about, and where its article lies, in terms that outlast the program.
    fn outlasting(&self, key: DraftKey) -> Option<(DraftOf, String)> {
        let (index, span) = match key {
            DraftKey::Story => {
                return Some((DraftOf::Story(self.story.name.clone()), String::new()));
            }
            DraftKey::Article(index) => (index, None),
            DraftKey::Passage(index, span) => (index, Some(span)),
        };
        let slot = self.story.articles.get(index)?;
        let article = slot.article()?;
        let place = |byte| article.code_points.of_byte(article.document.text(), byte);
        let about = match span {
            None => DraftOf::Article(article.bytes_hash()),
            Some(span) => DraftOf::Passage {
                article: article.bytes_hash(),
                start: place(span.start()),
                end: place(span.end()),
                quote: article.document.slice(span).to_owned(),
            },
        };
        Some((about, slot.source.address()))
    }
}

impl Remembered {
    /// The place in an article, where there is one, found without a look at all of its text: where
    /// that was not read to its end yet, by its length. A text as long as one that was left off is
    /// hardly ever another; see [`Self::is_mistaken`].
    pub fn place_of(&self, article: &Article) -> Option<Whereabouts> {
        if let Some(hash) = article.known_bytes_hash() {
            return self.places.get(&hash).copied();
        }
        let length = article.document.text().len();
        // Earlier versions kept no length.
        let mut alike = self.places.values().filter(|it| [0, length].contains(&it.length));
        match (alike.next(), alike.next()) {
            (None, _) => None,
            (Some(place), None) if place.length == length => Some(*place),
            (Some(_), _) => self.places.get(&article.bytes_hash()).copied(),
        }
    }

    /// Whether there may be a place in a text whose file has this many bytes. The text is shorter,
    /// where line ends are made one sign, but hardly by half; it is longer, where tabs are made spaces
    /// or bytes of other encodings UTF-8, but hardly more than four times as long.
    pub fn may_know(&self, bytes: u64) -> bool {
        let lengths = bytes / 2..=bytes.saturating_mul(4);
        let may_be = |it: &Whereabouts| {
            it.position > 0 && (it.length == 0 || lengths.contains(&(it.length as u64)))
        };
        self.places.values().any(may_be)
    }

    /// Whether the place found for the beginning of this article, of which all is known by now, is
    /// that of another one.
    pub fn is_mistaken(&self, article: &Article) -> bool {
        let length = article.document.text().len();
        !self.places.contains_key(&article.bytes_hash())
            && self.places.values().any(|it| it.length == length)
    }

    /// Goes to where a note was being typed when the program was cut off; what to say of it.
    pub fn resume(&mut self, story: &str, is_here: impl Fn(&str) -> bool) -> Option<String> {
        let draft = self.drafts.iter_mut().find(|draft| draft.is_open)?;
        // That is told once.
        draft.is_open = false;
        let Draft { about, address, .. } = &*draft;
        let told = "a note was cut off while it was typed";
        match about {
            DraftOf::Story(name) if name == story => {
                return Some(format!("{told}; the draft is kept, and gi opens it"));
            }
            DraftOf::Story(name) => return Some(format!("{told}; the draft on {name} is kept")),
            DraftOf::Passage { .. } | DraftOf::Article(_) if !is_here(address) => {
                return Some(format!("{told}; the draft on {address} is kept"));
            }
            DraftOf::Passage { article, start, .. } => {
                self.focus = Some(Pane::Text);
                self.places.entry(*article).or_default().position = *start;
            }
            DraftOf::Article(_) => self.focus = Some(Pane::List),
        }
        self.front = Some(address.clone());
        Some(format!("{told}; the draft is kept, and i opens it"))
    }

    /// Takes out the drafts that `is_wanted` holds for.
    pub fn take_drafts(&mut self, is_wanted: impl Fn(&Draft) -> bool) -> Vec<Draft> {
        let (wanted, others) = std::mem::take(&mut self.drafts).into_iter().partition(is_wanted);
        self.drafts = others;
        wanted
    }
}

//! Which of the known articles a text of no known file may be.
//!
//! That takes a look at every quote of the store. It is done a little at a time: nobody is to wait
//! for the whole of a large store, or of a long text.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{file_name, fitting};
use crate::annotation::anchor::Finder;
use crate::annotation::{ArticleRecord, Id, Ledger};
use crate::text::code_points::CodePoints;
use crate::text::stretches::Stretches;

/// How many passages of an article are looked for in a text that may be it.
const MOST_PASSAGES: usize = 8;
/// Of how many articles, those that have most in common with it.
const MOST_PLACED: usize = 8;
/// In a longer text, in bytes, nothing is looked for that was edited: it would take too long.
const LONG: usize = 1 << 20;
/// How many bytes of a text are looked at in the time that a quote takes.
const BYTES_PER_QUOTE: usize = 256;

/// What an article may be known by.
#[derive(Clone, Copy, Debug)]
pub struct Looks<'a> {
    /// Where the file lies.
    pub path: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
    /// Those of its text.
    pub code_points: &'a CodePoints,
}

/// The search for the article that a text of no known file most likely is. To be asked about, never
/// to be taken silently.
#[derive(Debug)]
pub struct Search {
    /// What the text holds.
    held: Stretches,
    /// Whether that is all of it.
    is_held: bool,
    /// The article that was looked at last.
    last: Option<Id>,
    /// The one of whose quotes most stand in the text, and how many.
    alike: Option<(usize, Reverse<Id>)>,
    missing: Missing,
}

/// What is known of the articles that are gone, have decisions and are not open.
#[derive(Clone, Debug, Default)]
struct Missing {
    named: Only,
    titled_of_outlet: Only,
    titled: Only,
    /// Those of whose quotes most stands in the text, and how much, the most first.
    likely: Vec<(usize, Reverse<Id>)>,
}

/// The only article that fits, where no other does.
#[derive(Clone, Copy, Debug, Default)]
enum Only {
    #[default]
    None,
    One(Id),
    Several,
}

impl Only {
    fn add(&mut self, id: Id) {
        *self = match self {
            Self::None => Self::One(id),
            Self::One(_) | Self::Several => Self::Several,
        };
    }

    const fn get(self) -> Option<Id> {
        match self {
            Self::One(id) => Some(id),
            Self::None | Self::Several => None,
        }
    }
}

impl Search {
    /// A search in this text that has not begun.
    pub fn new(text: &str) -> Self {
        Self {
            held: Stretches::new(text),
            is_held: false,
            last: None,
            alike: None,
            missing: Missing::default(),
        }
    }

    /// Goes on for about the time that `most` quotes take; whether the search has ended. The text
    /// must be the same at every call.
    ///
    /// `open` are the articles whose files are open: a text is none of those. `gone` are those that
    /// are not where the store says.
    pub fn go_on(
        &mut self,
        ledger: &Ledger,
        looks: &Looks<'_>,
        gone: &BTreeSet<Id>,
        open: &BTreeSet<Id>,
        most: usize,
    ) -> bool {
        if !self.is_held {
            self.is_held = self.held.go_on(looks.text, most.saturating_mul(BYTES_PER_QUOTE));
            if !self.is_held {
                return false;
            }
        }
        let mut looked = 0;
        let after = self.last;
        for record in ledger.articles_from(after).filter(|it| Some(it.id) != after) {
            if looked >= most {
                return false;
            }
            self.last = Some(record.id);
            looked += 1;
            if !open.contains(&record.id) {
                looked += self.look(ledger, looks, record, gone.contains(&record.id));
            }
        }
        true
    }

    /// Looks at an article; what that took.
    fn look(
        &mut self,
        ledger: &Ledger,
        looks: &Looks<'_>,
        record: &ArticleRecord,
        is_gone: bool,
    ) -> usize {
        let decided = ledger.about(record.id).count();
        if decided == 0 {
            return 0;
        }
        let looked = Cell::new(decided);
        let is_in = |quote: &str| {
            let may = self.held.may_hold(quote);
            if may {
                looked.update(|looked| looked + looks.text.len() / BYTES_PER_QUOTE);
            }
            may && looks.text.contains(quote)
        };
        if let Some(found) = fitting(ledger, record.id, is_in) {
            self.alike = self.alike.max(Some((found, Reverse(record.id))));
        }
        if is_gone {
            self.missing.take(ledger, looks, record, &self.held);
        }
        looked.get()
    }

    /// The article at least half of whose quotes stand in the text; of several the one with most.
    pub fn alike(&self) -> Option<Id> {
        self.alike.map(|(_, Reverse(id))| id)
    }

    /// The article that is gone, has decisions and is not open, and that a new file may be: the
    /// only one of its file name, else of its title and outlet, else of its title, else the one of
    /// whose passages most have a place in the text, edited or not, and that at least half of those
    /// looked for. None of its words need stand there as they were.
    pub fn missing(&self, ledger: &Ledger, looks: &Looks<'_>) -> Option<Id> {
        let Missing { named, titled_of_outlet, titled, likely } = &self.missing;
        let only = [named, titled_of_outlet, titled].into_iter().find_map(|only| only.get());
        only.or_else(|| resembling(ledger, likely, looks))
    }
}

impl Missing {
    fn take(
        &mut self,
        ledger: &Ledger,
        looks: &Looks<'_>,
        record: &ArticleRecord,
        held: &Stretches,
    ) {
        let name = looks.path.and_then(file_name);
        if name.is_some() && record.path.as_deref().and_then(file_name) == name {
            self.named.add(record.id);
        }
        if !looks.title.is_empty() && record.title == looks.title {
            self.titled.add(record.id);
            if record.outlet.is_some() && record.outlet.as_deref() == looks.outlet {
                self.titled_of_outlet.add(record.id);
            }
        }
        let quotes = ledger.quotes_of(record.id).filter(|quote| !quote.is_empty());
        let shares: Vec<usize> =
            quotes.take(MOST_PASSAGES).map(|quote| held.share(quote)).collect();
        let share = shares.iter().sum::<usize>().checked_div(shares.len()).unwrap_or(0);
        let place = self.likely.partition_point(|known| *known >= (share, Reverse(record.id)));
        if place < MOST_PLACED {
            self.likely.insert(place, (share, Reverse(record.id)));
            self.likely.truncate(MOST_PLACED);
        }
    }
}

/// The article of whose passages most have a place in a text.
fn resembling(ledger: &Ledger, among: &[(usize, Reverse<Id>)], looks: &Looks<'_>) -> Option<Id> {
    if looks.text.len() > LONG {
        return None;
    }
    let mut finder = Finder::new(looks.text, looks.code_points);
    let mut placed = |id: Id| {
        let anchors = ledger.anchors_of(id).filter(|it| !it.exact().is_empty()).take(MOST_PASSAGES);
        let (mut all, mut found) = (0, 0);
        for anchor in anchors {
            all += 1;
            found += usize::from(finder.place(anchor.selector()).span().is_some());
        }
        (found > 0 && 2 * found >= all).then_some(found)
    };
    let likely = among.iter().filter_map(|(_, id)| Some((placed(id.0)?, *id)));
    likely.max().map(|(_, Reverse(id))| id)
}

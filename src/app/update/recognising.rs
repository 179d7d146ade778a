//! Which of the known articles the open ones are.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::annotation::library::{self, Looks, Marks, Recognised, Search};
use crate::annotation::{Edit, Entry, Id, Ledger};
use crate::app::story::{Slot, Story};
use crate::app::{Effect, Mode, Model, Question};
use crate::document::Document;

use super::{acting, behind, list};

/// How many quotes of the store are looked for before the next key is answered: that takes about a
/// millisecond.
const SLICE: usize = 1000;

/// A text of more bytes is a shelf of books: none of them is looked for in it.
const LONG: usize = 8 << 20;

/// The search for the known article that a new one may be.
#[derive(Debug)]
pub struct Alike {
    /// The new one.
    document: Arc<Document>,
    /// The records whose files are open.
    open: BTreeSet<Id>,
    search: Search,
}

impl Alike {
    fn new(document: Arc<Document>, story: &Story) -> Self {
        let open = story.articles.iter().flat_map(Slot::records).collect();
        Self { search: Search::new(document.text()), open, document }
    }
}

/// An article that is here.
struct Here<'a> {
    index: usize,
    marks: Marks<'a>,
    text: &'a str,
}

/// Finds the records of all articles that are here, the surest first.
pub(super) fn recognise_all(model: &mut Model) -> Vec<Effect> {
    let slots = model.story.articles.iter().enumerate();
    // In one piece: a list that grows to a megabyte leaves as much behind it.
    let mut here: Vec<Here<'_>> = Vec::with_capacity(slots.len());
    here.extend(slots.filter_map(|(index, slot)| {
        Some(Here { index, marks: marks(slot)?, text: slot.whole()?.document.text() })
    }));
    let files: Vec<Marks<'_>> = here.iter().map(|it| it.marks).collect();
    let texts: Vec<&str> = here.iter().map(|it| it.text).collect();
    let mut found = library::recognise(&model.ledger, &files);
    library::find_moved(&model.ledger, &files, &texts, &model.gone, &mut found);
    let places: Vec<usize> = here.iter().map(|it| it.index).collect();
    let known: BTreeSet<Id> = found
        .iter()
        .filter_map(|it| match it {
            Recognised::Known(id) => Some(*id),
            Recognised::New => None,
        })
        .collect();
    for (&index, recognised) in places.iter().zip(found) {
        let Some(slot) = model.story.articles.get_mut(index) else { continue };
        let before = slot.record.filter(|id| !known.contains(id));
        take(slot, recognised, &model.ledger);
        // What it was known as before its file changed it still is.
        slot.record =
            slot.record.or_else(|| before.filter(|id| model.ledger.article(*id).is_some()));
    }
    let effects = behind::look_at(model, places.into_iter());
    ask(model);
    effects
}

/// Finds the record of the article in front alone, while others are still being read: only one
/// that cannot be another's.
pub(super) fn recognise_front(model: &mut Model) {
    let Some(slot) = model.story.slot_mut() else { return };
    let Some(marks) = marks(slot) else { return };
    let found = library::recognise(&model.ledger, &[marks]);
    if let [Recognised::Known(id)] = found.as_slice()
        && library::twins(&model.ledger, &marks).contains(id)
    {
        take(slot, Recognised::Known(*id), &model.ledger);
    }
}

fn take(slot: &mut Slot, recognised: Recognised, ledger: &Ledger) {
    slot.record = match recognised {
        Recognised::Known(id) => Some(id),
        Recognised::New => None,
    };
    take_twins(slot, ledger);
}

/// Takes all records that are an article's: it may have got one in another program since. Whether
/// there is one that was not known.
pub(super) fn take_twins(slot: &mut Slot, ledger: &Ledger) -> bool {
    let twins = marks(slot).map_or_else(Vec::new, |marks| library::twins(ledger, &marks));
    let is_new = twins.iter().any(|id| slot.records().all(|known| known != *id));
    slot.record = slot.record.or_else(|| twins.first().copied());
    slot.twins = twins.into_iter().filter(|id| Some(*id) != slot.record).collect();
    is_new
}

fn marks(slot: &Slot) -> Option<Marks<'_>> {
    let article = slot.whole()?;
    Some(Marks {
        bytes_hash: article.bytes_hash(),
        text_hash: article.text_hash(),
        path: slot.location.as_deref(),
        url: article.document.metadata().url.as_deref(),
    })
}

/// Asks about an article in front that is new by name and bytes but has a known one's words, or may
/// be one whose own file is gone. Every quote of the store is looked for, once for an article, and a
/// little at a time: this goes on with it.
pub(super) fn ask(model: &mut Model) {
    if !matches!(model.mode, Mode::Panes) {
        return;
    }
    let is_opening = model.save.file.is_none() || model.story.waiting() > 0;
    let alike = model.alike.take();
    let Model { story, ledger, gone, .. } = &mut *model;
    let Some(slot) = story.slot().filter(|_| !is_opening) else { return };
    let (Some(article), None, false) = (slot.article(), slot.record, slot.is_compared) else {
        return;
    };
    if ledger.articles().next().is_none() || article.document.text().len() > LONG {
        return;
    }
    let begun = alike.filter(|begun| begun.document.has_text_of(&article.document));
    let mut alike = begun.unwrap_or_else(|| Alike::new(article.document.clone(), story));
    let looks = Looks {
        path: slot.location.as_deref(),
        title: &article.title,
        outlet: article.metadata.outlet.as_deref(),
        text: alike.document.text(),
        code_points: &article.code_points,
    };
    if !alike.search.go_on(ledger, &looks, gone, &alike.open, SLICE) {
        model.alike = Some(alike);
        return;
    }
    let found = alike.search.alike().or_else(|| alike.search.missing(ledger, &looks));
    if let Some(slot) = story.slot_mut() {
        slot.is_compared = true;
    }
    if let Some(record) = found {
        model.mode = Mode::Question(Question::SameArticle { record });
    }
}

/// What is asked about an article that may be a known one.
pub(super) fn question(ledger: &Ledger, record: Id) -> String {
    let title = ledger.article(record).map_or("", |article| article.title.as_str());
    let made = match ledger.annotations_of(record).count() {
        1 => "1 annotation".to_owned(),
        count => format!("{count} annotations"),
    };
    format!("Is this a new version of \"{title}\" ({made})? y attaches what you made, n does not")
}

/// It is the known article: its annotations are looked for here.
pub(super) fn attach(model: &mut Model, record: Id) -> Vec<Effect> {
    let Some(slot) = model.story.slot_mut() else { return Vec::new() };
    slot.record = Some(record);
    let Some(article) = acting::article_record(model) else { return Vec::new() };
    let change = model.ledger.setting(Entry::from(article));
    let edit = Edit { what: "article recognised".to_owned(), changes: vec![change] };
    let effects = acting::carry_out(model, edit);
    list::show_front(model);
    effects
}

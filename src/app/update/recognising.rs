//! Which of the known articles the open ones are.

use std::collections::BTreeSet;

use crate::annotation::library::{self, Marks, Recognised};
use crate::annotation::{Edit, Entry, Id, Ledger};
use crate::app::story::Slot;
use crate::app::{Effect, Mode, Model, Question};

use super::{deciding, list, loading};

/// Finds the records of all articles that are here, the surest first.
pub(super) fn recognise_all(model: &mut Model) {
    let here: Vec<usize> = (0..model.story.articles.len())
        .filter(|&index| {
            model.story.articles.get(index).is_some_and(|slot| slot.article().is_some())
        })
        .collect();
    let marks: Vec<Marks<'_>> =
        here.iter().filter_map(|&index| marks(model.story.articles.get(index)?)).collect();
    let found = library::recognise(&model.ledger, &marks);
    for (index, recognised) in here.into_iter().zip(found) {
        let Some(slot) = model.story.articles.get_mut(index) else { continue };
        take(slot, recognised);
        let counts = loading::counts_behind(slot, &model.ledger);
        model.story.count(index, counts);
    }
    ask(model);
}

/// Finds the record of the article in front alone, while others are still being read.
pub(super) fn recognise_front(model: &mut Model) {
    let Some(slot) = model.story.slot_mut() else { return };
    let Some(marks) = marks(slot) else { return };
    let found = library::recognise(&model.ledger, &[marks]);
    if let [recognised] = found.as_slice() {
        take(slot, *recognised);
    }
}

fn take(slot: &mut Slot, recognised: Recognised) {
    match recognised {
        Recognised::Known(id) => slot.record = Some(id),
        Recognised::New => {}
    }
}

fn marks(slot: &Slot) -> Option<Marks<'_>> {
    let article = slot.article()?;
    Some(Marks {
        bytes_hash: article.bytes_hash,
        text_hash: article.text_hash,
        path: slot.location.as_deref(),
        url: article.document.metadata().url.as_deref(),
    })
}

/// Asks about an article in front that is new by name and bytes but quotes a known one's words.
pub(super) fn ask(model: &mut Model) {
    if !matches!(model.mode, Mode::Panes) || model.story.waiting() > 0 {
        return;
    }
    let Some(slot) = model.story.slot().filter(|slot| slot.record.is_none() && !slot.is_new) else {
        return;
    };
    let Some(article) = slot.article() else { return };
    let open: BTreeSet<Id> = model.story.articles.iter().filter_map(|slot| slot.record).collect();
    if let Some(record) = library::alike(&model.ledger, article.document.text(), &open) {
        model.mode = Mode::Question(Question::SameArticle { record });
    }
}

/// What is asked about an article that may be a known one.
pub(super) fn question(ledger: &Ledger, record: Id) -> String {
    let title = ledger.articles().find(|article| article.id == record);
    let title = title.map_or("", |article| article.title.as_str());
    let count = ledger.annotations_of(record).count();
    format!(
        "Is this a new version of \"{title}\" ({count} annotations)? y attaches them, n does not"
    )
}

/// It is the known article: its annotations are looked for here.
pub(super) fn attach(model: &mut Model, record: Id) -> Vec<Effect> {
    let Some(slot) = model.story.slot_mut() else { return Vec::new() };
    slot.record = Some(record);
    let Some(article) = deciding::article_record(model) else { return Vec::new() };
    let change = model.ledger.setting(Entry::Article(article));
    let edit = Edit { what: "article recognised".to_owned(), changes: vec![change] };
    let effects = deciding::carry_out(model, edit);
    list::show_front(model);
    effects
}

/// It is none of the known articles.
pub(super) fn decline(model: &mut Model) {
    if let Some(slot) = model.story.slot_mut() {
        slot.is_new = true;
    }
}

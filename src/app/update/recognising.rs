//! Which of the known articles the open ones are.

use std::collections::BTreeSet;

use crate::annotation::library::{self, Looks, Marks, Recognised, is_twin};
use crate::annotation::{Edit, Entry, Id, Ledger};
use crate::app::story::Slot;
use crate::app::{Effect, Mode, Model, Question};

use super::{acting, list, loading};

/// An article that is here.
struct Here<'a> {
    index: usize,
    marks: Marks<'a>,
    text: &'a str,
}

/// Finds the records of all articles that are here, the surest first.
pub(super) fn recognise_all(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let slots = model.story.articles.iter().enumerate();
    let here: Vec<Here<'_>> = slots
        .filter_map(|(index, slot)| {
            Some(Here { index, marks: marks(slot)?, text: slot.whole()?.document.text() })
        })
        .collect();
    let files: Vec<Marks<'_>> = here.iter().map(|it| it.marks).collect();
    let texts: Vec<&str> = here.iter().map(|it| it.text).collect();
    let mut found = library::recognise(&model.ledger, &files);
    library::find_moved(&model.ledger, &files, &texts, &model.gone, &mut found);
    let places: Vec<usize> = here.iter().map(|it| it.index).collect();
    for (index, recognised) in places.into_iter().zip(found) {
        let Some(slot) = model.story.articles.get_mut(index) else { continue };
        take(slot, recognised, &model.ledger);
        effects.extend(loading::recount(model, index));
    }
    ask(model);
    effects
}

/// Finds the record of the article in front alone, while others are still being read: only one
/// that cannot be another's.
pub(super) fn recognise_front(model: &mut Model) {
    let Some(slot) = model.story.slot_mut() else { return };
    let Some(marks) = marks(slot) else { return };
    let found = library::recognise(&model.ledger, &[marks]);
    let certain = model
        .ledger
        .articles()
        .find(|record| found == [Recognised::Known(record.id)] && is_twin(record, &marks));
    if let Some(id) = certain.map(|record| record.id) {
        take(slot, Recognised::Known(id), &model.ledger);
    }
}

fn take(slot: &mut Slot, recognised: Recognised, ledger: &Ledger) {
    let twins = marks(slot).map_or_else(Vec::new, |marks| {
        ledger.articles().filter(|it| is_twin(it, &marks)).map(|it| it.id).collect::<Vec<Id>>()
    });
    slot.record = match recognised {
        Recognised::Known(id) => Some(id),
        Recognised::New => twins.first().copied(),
    };
    slot.twins = twins.into_iter().filter(|id| Some(*id) != slot.record).collect();
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
/// be one whose own file is gone.
pub(super) fn ask(model: &mut Model) {
    let is_opening = model.save.file.is_none() || model.story.waiting() > 0;
    if is_opening || !matches!(model.mode, Mode::Panes) {
        return;
    }
    let Some(slot) = model.story.slot_mut().filter(|slot| slot.record.is_none()) else { return };
    // Every quote of the store is looked for: once for an article is enough.
    if slot.is_compared || slot.article().is_none() {
        return;
    }
    slot.is_compared = true;
    if model.ledger.articles().next().is_none() {
        return;
    }
    let open: BTreeSet<Id> = model.story.articles.iter().flat_map(Slot::records).collect();
    let Some(slot) = model.story.slot() else { return };
    let Some(article) = slot.article() else { return };
    let alike = library::alike(&model.ledger, article.document.text(), &open);
    let looks = Looks {
        path: slot.location.as_deref(),
        title: &article.title,
        outlet: article.metadata.outlet.as_deref(),
        text: article.document.text(),
        code_points: &article.code_points,
    };
    let missing = || library::missing(&model.ledger, &looks, &model.gone, &open);
    if let Some(record) = alike.or_else(missing) {
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
    let Some(article) = acting::article_record(model) else { return Vec::new() };
    let change = model.ledger.setting(Entry::Article(article));
    let edit = Edit { what: "article recognised".to_owned(), changes: vec![change] };
    let effects = acting::carry_out(model, edit);
    list::show_front(model);
    effects
}

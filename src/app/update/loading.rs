//! What arrives from the workers: articles, claims, the store, saves.

use std::sync::Arc;

use crate::annotation::{Annotation, Change, Entry, EntryKey, Id};
use crate::app::event::Opened;
use crate::app::front::Front;
use crate::app::story::{Counts, Loading, Slot};
use crate::app::{Effect, Model};
use crate::claim::{Claims, echo};
use crate::decided::claim_rows::Scope;
use crate::document::Document;
use crate::problem::Problem;
use crate::story::{Article, Glance};

use super::{correcting, filter, list, noting, opening, recognising};

/// What is told when reading that was stopped goes on.
pub(super) const GOES_ON: &str = "reading goes on";

/// Articles that are not read yet were glanced at.
pub(super) fn glanced(model: &mut Model, glances: Vec<(usize, Glance)>) -> Vec<Effect> {
    for (index, glance) in glances {
        let slot = model.story.articles.get_mut(index);
        if let Some(slot) = slot.filter(|slot| matches!(slot.state, Loading::Waiting)) {
            slot.glance = Some(Box::new(glance));
        }
    }
    Vec::new()
}

/// An article was read, or could not be.
pub(super) fn loaded(
    model: &mut Model,
    index: usize,
    location: Option<String>,
    result: Result<Box<Article>, Problem>,
) -> Vec<Effect> {
    let is_front = index == model.story.front;
    if let (true, Err(problem)) = (is_front, &result) {
        model.status.complain(problem.to_string());
    }
    // A search read it meanwhile: what cannot be read now could be then.
    let known = model.story.articles.get(index).and_then(Slot::whole);
    let result = match (known, result) {
        (Some(_), Err(_)) => return Vec::new(),
        (Some(known), Ok(article)) if known.read.has_text_of(&article.read) => return Vec::new(),
        (Some(_), Ok(article)) => return opening::reread(model, index, *article),
        (None, result) => result,
    };
    let slot = model.story.articles.get(index);
    let mut was_shown = slot.is_some_and(|slot| slot.article().is_some());
    if let Ok(article) = &result {
        let was_glimpsed = slot.is_some_and(|slot| matches!(slot.state, Loading::Glimpsed(_)));
        // On a hit that was chosen the reader is, whatever is remembered.
        let is_remembered = was_glimpsed && slot.is_some_and(|slot| slot.chosen.is_none());
        was_shown &= !(is_remembered && model.remembered.is_mistaken(article));
        if !was_shown {
            place_reader(model, index, article);
        }
        if let Some(slot) = model.story.articles.get_mut(index) {
            slot.location = location;
        }
        noting::take_drafts(model, index, article);
    }
    if let Some(slot) = model.story.articles.get_mut(index) {
        slot.chosen = None;
    }
    let mut effects = Vec::new();
    let records = |model: &Model| -> Vec<Id> {
        model.story.slot().into_iter().flat_map(|slot| slot.records()).collect()
    };
    let known = records(model);
    model.story.put(index, result.map_err(Box::new).map_or_else(Loading::Failed, Loading::Ready));
    if model.story.waiting() == 0 {
        effects = recognising::recognise_all(model);
        effects.extend(correcting::apply_all(model));
        filter::ask_all(model);
    } else if is_front {
        recognising::recognise_front(model);
        if correcting::apply(model, index) {
            effects = correcting::assess(model, vec![index]);
        }
    }
    filter::ask(model, index);
    if is_front && was_shown {
        list::show_front_anew(model);
    } else if is_front {
        list::show_front(model);
    } else if records(model) != known {
        // What was made in it is known only now that all articles are here.
        let cursor = model.reader.cursor;
        list::show_front(model);
        model.reader.cursor = cursor;
    }
    effects
}

/// The beginning of a long article can be looked at; the rest of its text is being read. Where the
/// reader may have left off further down, nothing is shown but that place.
pub(super) fn begun(
    model: &mut Model,
    index: usize,
    length: u64,
    article: Box<Article>,
) -> Vec<Effect> {
    let Some(slot) = model.story.articles.get_mut(index) else { return Vec::new() };
    let is_elsewhere = slot.chosen.is_some() || model.remembered.may_know(length);
    if !matches!(slot.state, Loading::Waiting) || is_elsewhere {
        return vec![Effect::ReadOn];
    }
    slot.cursor = article.document.beginning();
    model.story.put(index, Loading::Begun(article));
    if index == model.story.front {
        list::show_front(model);
    }
    Vec::new()
}

/// An article can be read; the rest of it is being found out.
pub(super) fn glimpsed(model: &mut Model, index: usize, article: Box<Article>) -> Vec<Effect> {
    if model.story.articles.get(index).is_some_and(|slot| slot.whole().is_some()) {
        // A search read it meanwhile.
        return Vec::new();
    }
    place_reader(model, index, &article);
    model.story.put(index, Loading::Glimpsed(article));
    if index == model.story.front {
        list::show_front(model);
    }
    Vec::new()
}

/// Puts the reader of an article on the hit that was chosen, where reading stopped, or at its beginning.
fn place_reader(model: &mut Model, index: usize, article: &Article) {
    let Some(slot) = model.story.articles.get_mut(index) else { return };
    let text = article.document.text();
    if let Some(place) = model.remembered.place_of(article) {
        slot.cursor = article.code_points.to_byte(text, place.position);
        slot.seen = article.code_points.to_byte(text, place.seen);
    } else {
        slot.cursor = article.document.beginning();
        slot.seen = 0;
    }
    if let Some(chosen) = slot.chosen {
        slot.cursor = text.floor_char_boundary(chosen);
    }
}

/// Stops reading articles and finding their claims, where some are still to be read.
pub(super) fn stop(model: &mut Model) -> Vec<Effect> {
    let waiting = model.story.waiting();
    if model.story.unassessed() == 0 || model.story.is_stopped {
        return Vec::new();
    }
    model.story.is_stopped = true;
    model.behind.forget_asked();
    // How many are here the list tells: those that are being read still come.
    model.tell(if waiting > 0 {
        "reading was stopped; {reload} goes on, and an article that you open is read"
    } else {
        "finding claims was stopped; {reload} goes on"
    });
    vec![Effect::StopReading]
}

/// Tells what a worker has done. That reading goes on is told with it, not covered by it.
pub(super) fn notice(model: &mut Model, text: String) {
    let goes_on = model.status.message().is_some_and(|message| message.text == GOES_ON);
    model.status.say(if goes_on { format!("{GOES_ON}; {text}") } else { text });
}

/// The claims of an article were found.
pub(super) fn assessed(
    model: &mut Model,
    index: usize,
    document: &Document,
    claims: Arc<Claims>,
) -> Vec<Effect> {
    model.behind.answer(index);
    let Some(article) = model.story.articles.get(index).and_then(Slot::whole) else {
        return Vec::new();
    };
    if !article.document.has_text_of(document) {
        // The file was read again meanwhile; the claims of what is in it now are on their way.
        return Vec::new();
    }
    let proposed = claims.iter().filter(|claim| claim.proposed).count();
    model.story.keep(index, claims);
    model.story.assess(index, proposed);
    if index == model.story.front {
        let article = model.story.article().zip(model.front.as_mut());
        if let Some((article, front)) = article {
            front.find_claims(article, &model.ledger);
        }
        filter::enter(model);
        list::count(model);
    } else {
        look_behind(model, index);
        filter::ask(model, index);
        // It may have been left meanwhile.
        list::let_go_far(model, [index]);
    }
    Vec::new()
}

/// The claims of one of very many articles were found, and let go. They are found again where they
/// are needed: in front of the reader, and where the reader made something.
pub(super) fn counted(
    model: &mut Model,
    index: usize,
    document: Arc<Document>,
    proposed: usize,
) -> Vec<Effect> {
    let Some(slot) = model.story.articles.get(index) else { return Vec::new() };
    let is_current = slot.article().is_some_and(|article| article.document == document);
    if !is_current {
        return Vec::new();
    }
    model.story.assess(index, proposed);
    if index == model.story.front {
        return vec![Effect::Assess(vec![(index, document)])];
    }
    recount(model, index).into_iter().collect()
}

/// Looks anew at an article that is not in front; asks for its claims where that takes them and they
/// are not here.
pub(super) fn recount(model: &mut Model, index: usize) -> Option<Effect> {
    if recount_bare(model, index) {
        return None;
    }
    let before = model.story.articles.get(index)?.counts;
    look_closely(model, index);
    let slot = model.story.articles.get(index)?;
    let article = slot.article().filter(|it| it.claims.is_none() && slot.proposed().is_some())?;
    let document = article.document.clone();
    // They are counted with the claims that are let go, until those are here.
    model.story.count(index, before);
    Some(Effect::Assess(vec![(index, document)]))
}

/// Looks anew at an article in which nothing was made; whether it is one.
pub(super) fn recount_bare(model: &mut Model, index: usize) -> bool {
    let Some(slot) = model.story.articles.get_mut(index) else { return true };
    if slot.records().flat_map(|record| model.ledger.annotations_of(record)).next().is_some() {
        return false;
    }
    slot.astray.clear();
    let claims = slot.proposed().unwrap_or_default();
    model.story.count(index, Counts { claims, undecided: claims, tagged: 0 });
    true
}

/// How many other articles say each claim was counted.
pub(super) fn heard(model: &mut Model, others: &[Vec<usize>]) {
    for (slot, others) in model.story.articles.iter_mut().zip(others) {
        if let Loading::Ready(article) = &mut slot.state
            && let Some(claims) = &mut article.claims
            && claims.len() == others.len()
        {
            echo::hear(Arc::make_mut(claims), others);
        }
    }
}

/// The store was opened: everything that is attached to the articles is found.
pub(super) fn opened(model: &mut Model, opened: Opened) -> Vec<Effect> {
    let Opened { ledger, file, read_only, problems, gone } = opened;
    model.ledger = ledger;
    model.gone = gone;
    model.save.file = Some(file);
    model.save.read_only = read_only;
    if let [first, more @ ..] = problems.as_slice() {
        model.status.complain(match more.len() {
            0 => first.to_string(),
            count => format!("{first} ({count} more: variorum check)"),
        });
    }
    model.judgements.are_due = true;
    let mut effects = recognising::recognise_all(model);
    effects.extend(correcting::apply_all(model));
    filter::ask_all(model);
    let cursor = model.reader.cursor;
    list::show_front(model);
    model.reader.cursor = cursor;
    effects
}

/// A save ended well; what came in from outside is taken over.
pub(super) fn saved(model: &mut Model, revision: u64, merged: Vec<Change>) -> Vec<Effect> {
    model.save.saved = model.save.saved.max(revision);
    if model.save.failed.take().is_some() {
        model.save.warned = false;
        // What is told of the failure is no longer so.
        model.status.clear();
        model.status.say("saved again");
    }
    let listed = model.front.as_ref().and_then(|front| front.claims.get(model.claim_cursor));
    let listed = listed.and_then(|row| row.annotation());
    let own = listed.map(|id| own_id(model, id, &merged));
    let merged = model.ledger.take_over(merged);
    let mut effects = Vec::new();
    if !merged.is_empty() {
        effects = follow(model, &merged);
        // Of several records of one sentence the reader goes on with the same one.
        if let Some(id) = own {
            list::stay_on(model, id);
        }
        let count = match merged.len() {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        };
        model.status.say(format!("the store was changed outside: {count} taken over"));
    }
    effects.extend(correcting::follow(model, &merged));
    effects
}

/// A save failed; what it held is still to be saved.
pub(super) fn save_failed(model: &mut Model, what: String) -> Vec<Effect> {
    let told = if model.save.warned { super::once_more(&what) } else { what.clone() };
    model.status.complain(told);
    model.save.failed = Some(what);
    Vec::new()
}

/// The id under which an annotation goes on, before these changes are taken over: where another
/// program's version took its place, ours stands under a new one.
fn own_id(model: &Model, id: Id, merged: &[Change]) -> Id {
    let is_replaced = merged.iter().any(|it| it.key == EntryKey::Annotation(id));
    let Some(ours) = model.ledger.annotation(id).filter(|_| is_replaced) else { return id };
    let is_ours = |change: &&Change| match &change.after {
        Some(Entry::Annotation(it)) => {
            change.before.is_none() && *it == Annotation { id: it.id, ..ours.clone() }
        }
        _ => false,
    };
    match merged.iter().find(is_ours).map(|change| &change.key) {
        Some(EntryKey::Annotation(own)) => *own,
        _ => id,
    }
}

/// Follows changes of the ledger in what is derived from it.
pub(super) fn follow(model: &mut Model, changes: &[Change]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for change in changes {
        match change.key {
            EntryKey::Annotation(id) => effects.extend(follow_annotation(model, id, change)),
            EntryKey::Article(id) => follow_article(model, id, change),
            EntryKey::Judgement(_) => model.judgements.are_due = true,
            EntryKey::Tag(_) | EntryKey::Story(_) => {}
        }
    }
    list::count(model);
    effects
}

fn follow_annotation(model: &mut Model, id: Id, change: &Change) -> Option<Effect> {
    let of = |entry: &Option<Entry>| match entry {
        Some(Entry::Annotation(annotation)) => Some(annotation.article),
        Some(Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) | Entry::Judgement(_)) | None => {
            None
        }
    };
    let record = of(&change.after).or_else(|| of(&change.before))?;
    let place = |slot: &Slot| slot.records().any(|it| it == record);
    let index = model.story.articles.iter().position(place)?;
    if index == model.story.front {
        follow_front(model, id, change);
        None
    } else {
        let effect = recount(model, index);
        filter::ask(model, index);
        effect
    }
}

/// A record that is now another file's is no longer that of the article in front, and the other
/// way round.
fn follow_article(model: &mut Model, id: Id, change: &Change) {
    let Some(Entry::Article(record)) = &change.after else { return };
    if let Some(path) = record.path.as_deref().filter(|_| change.before.is_none()) {
        follow_twin(model, path);
    }
    let Some(slot) = model.story.slot_mut() else { return };
    let Some(hash) = slot.article().map(|article| article.bytes_hash()) else { return };
    let is_its = record.bytes_hash == hash;
    // A file that was read again since its record was written is still that record's.
    let was_its = matches!(&change.before, Some(Entry::Article(it)) if it.bytes_hash == hash);
    match (slot.record == Some(id), is_its) {
        (true, false) if was_its => slot.record = None,
        (false, true) if slot.record.is_none() => slot.record = Some(id),
        (true | false, _) => return,
    }
    let cursor = model.reader.cursor;
    list::show_front(model);
    model.reader.cursor = cursor;
}

/// Another program has a record of a file that is open here: what is made in it stands beside what
/// is made here.
fn follow_twin(model: &mut Model, path: &str) {
    let is_its = |slot: &Slot| slot.location.as_deref() == Some(path);
    let Model { story, ledger, .. } = &mut *model;
    // One's own record is that of the article in front.
    let in_front = story.slot().is_some_and(is_its).then_some(story.front);
    let index = in_front.or_else(|| story.articles.iter().position(is_its));
    let Some(index) = index else { return };
    let Some(slot) = story.articles.get_mut(index) else { return };
    if !recognising::take_twins(slot, ledger) {
        return;
    }
    if index == model.story.front {
        let cursor = model.reader.cursor;
        list::show_front(model);
        model.reader.cursor = cursor;
    } else {
        look_behind(model, index);
    }
}

fn follow_front(model: &mut Model, id: Id, change: &Change) {
    if let Some((article, front)) = model.story.article().zip(model.front.as_mut()) {
        front.follow(article, &model.ledger, id, change);
    }
    filter::follow(model);
}

/// Looks at an article that is not in front: what the lists say of it. Where nothing was made in it,
/// that takes no look at its text.
fn look_behind(model: &mut Model, index: usize) {
    if !recount_bare(model, index) {
        look_closely(model, index);
    }
}

/// Finds what was made in an article that is not in front.
fn look_closely(model: &mut Model, index: usize) {
    let Some(slot) = model.story.articles.get(index) else { return };
    let (counts, astray) = slot.article().map_or_else(Default::default, |article| {
        let front = Front::new(article, slot.records(), &model.ledger, "", Scope::Proposed);
        (front.counts(article, &model.ledger), front.astray())
    });
    if let Some(slot) = model.story.articles.get_mut(index) {
        slot.astray = astray;
    }
    model.story.count(index, counts);
}

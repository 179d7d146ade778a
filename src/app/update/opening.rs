//! Other stories, more articles, and articles that changed on disk.

use crate::annotation::Anchor;
use crate::app::event::{FoundStory, Opening};
use crate::app::listing::{ListingOf, Row};
use crate::app::note::{DraftKey, NoteOn};
use crate::app::story::{FileSince, Loading};
use crate::app::{Effect, Mode, Model};
use crate::story::{Article, Source};
use crate::text::Span;

use super::{correcting, filter, list, loading, prompt, searching};

/// Seconds between two looks whether the file of the article in front changed.
const LOOK_EVERY: i64 = 3;

/// Asks for the articles of a path.
pub(super) fn find(opening: Opening, path: &str) -> Vec<Effect> {
    match path.trim() {
        "" => Vec::new(),
        path => vec![Effect::FindStory { opening, paths: vec![path.to_owned()] }],
    }
}

/// Opens a story that was opened before.
pub(super) fn open_recent(model: &mut Model, index: usize) -> Vec<Effect> {
    let Some(recent) = model.remembered.recent.get(index) else { return Vec::new() };
    let paths = recent.paths.clone();
    vec![Effect::FindStory { opening: Opening::Instead, paths }]
}

/// Takes in articles that were asked for.
pub(super) fn found(model: &mut Model, story: FoundStory) -> Vec<Effect> {
    match story.opening {
        Opening::Instead => instead(model, story),
        Opening::AsWell => as_well(model, story),
        Opening::Again => again(model, story),
    }
}

/// Another story takes the place of this one only when everything decided in this one is safe.
fn instead(model: &mut Model, story: FoundStory) -> Vec<Effect> {
    if model.save.saved < model.save.revision {
        model.status.complain("not everything is saved yet, so nothing was opened; try again soon");
        return Vec::new();
    }
    if !matches!(model.mode, Mode::Panes) {
        // The keys that are typed now are meant for what is open now.
        let name = story.found.name;
        model.status.complain(format!("{name} was found while you typed; open it once more"));
        return Vec::new();
    }
    vec![Effect::OpenStory(Box::new(story))]
}

fn as_well(model: &mut Model, story: FoundStory) -> Vec<Effect> {
    let FoundStory { paths, found, .. } = story;
    let new = model.story.add(found.sources);
    model.status.say(match new.len() {
        0 => "these articles are open already".to_owned(),
        1 => "1 article added".to_owned(),
        count => format!("{count} articles added"),
    });
    more(model, new, paths)
}

fn more(model: &mut Model, sources: Vec<Source>, paths: Vec<std::path::PathBuf>) -> Vec<Effect> {
    if sources.is_empty() {
        return Vec::new();
    }
    model.story.is_stopped = false;
    filter::ask_all(model);
    vec![Effect::More { sources, paths }]
}

/// New articles are taken in, and changed ones read again.
fn again(model: &mut Model, story: FoundStory) -> Vec<Effect> {
    let articles = model.story.articles.iter().enumerate();
    let hashes: Vec<(usize, Option<u64>)> = articles
        .map(|(index, slot)| (index, slot.whole().map(|article| article.bytes_hash())))
        .collect();
    let was_stopped = model.story.is_cut_short();
    let new = model.story.add(story.found.sources);
    let added = new.len();
    let mut effects = more(model, new, Vec::new());
    if was_stopped {
        model.status.say(loading::GOES_ON);
    }
    model.story.is_stopped = false;
    for slot in &mut model.story.articles {
        // A file that is still gone is told of once more.
        if slot.file == FileSince::Gone {
            slot.file = FileSince::Same;
        }
    }
    effects.push(Effect::Reread { hashes, added });
    effects
}

/// Puts an article that was read again in the place of what was read before. The sentence being
/// read stays, and so do drafts, wherever their words are now.
pub(super) fn reread(model: &mut Model, index: usize, article: Article) -> Vec<Effect> {
    let is_front = index == model.story.front;
    let Some(slot) = model.story.articles.get_mut(index) else { return Vec::new() };
    slot.file = FileSince::Same;
    // Its place is that of the text before.
    model.picked = model.picked.filter(|it| it.article != index);
    if let Some(listing) = &mut model.listing {
        // Their places are those of the text before.
        listing.rows.retain(|row| !matches!(row, Row::Hit { article, .. } if *article == index));
        listing.cursor = listing.cursor.min(listing.rows.len().saturating_sub(1));
    }
    let is_searching = model.listing.as_ref().is_some_and(|it| it.of == ListingOf::Hits);
    if let Some(before) = slot.article() {
        let moved = Moved { before, after: &article };
        let (cursor, seen) = (moved.byte(slot.cursor), moved.byte(slot.seen));
        let drafts = std::mem::take(&mut model.drafts).into_iter().map(|(key, text)| match key {
            DraftKey::Passage(of, span) if of == index => {
                (DraftKey::Passage(of, moved.span(span)), text)
            }
            DraftKey::Passage(..) | DraftKey::Article(_) | DraftKey::Story => (key, text),
        });
        model.drafts = drafts.collect();
        if let (true, Mode::Note { on: NoteOn::Passage(target), .. }) = (is_front, &mut model.mode)
        {
            target.span = moved.span(target.span);
        }
        (slot.cursor, slot.seen) = (cursor, seen);
    }
    model.story.put(index, Loading::Ready(Box::new(article)));
    if let Some(comparing) = &mut model.comparing {
        comparing.forget();
    }
    let is_other = correcting::apply(model, index);
    if is_front {
        list::show_front(model);
    }
    filter::ask(model, index);
    let mut effects = vec![Effect::KeepDrafts];
    if is_searching {
        // What is still coming in was found in the text before.
        let words = model.searched_all.words.clone();
        effects.extend(searching::look_for(model, words));
    }
    effects.extend(correcting::assess(model, if is_other { vec![index] } else { Vec::new() }));
    effects
}

/// From places in a text to places in what it became.
struct Moved<'a> {
    before: &'a Article,
    after: &'a Article,
}

impl Moved<'_> {
    /// Where these words are now; the same offsets where they are gone.
    fn span(&self, span: Span) -> Span {
        let Self { before, after } = self;
        let text = after.document.text();
        let anchor = Anchor::new(before.document.text(), &before.code_points, span);
        let placed = anchor.place(text, &after.code_points).span();
        placed.unwrap_or_else(|| {
            let byte = |place: u32| after.code_points.to_byte(text, place as usize);
            Span::new(byte(anchor.start), byte(anchor.end))
        })
    }

    /// Where the sentence at `offset` begins now.
    fn byte(&self, offset: usize) -> usize {
        let document = &self.before.document;
        let sentence = document.sentence_at(offset).unwrap_or_default().trimmed(document.text());
        let within = offset.saturating_sub(sentence.start());
        let text = self.after.document.text();
        let now = self.span(sentence);
        text.floor_char_boundary((now.start() + within).min(text.len()))
    }
}

/// Says what became of the file of an article, if that is news.
pub(super) fn file(model: &mut Model, index: usize, since: FileSince) {
    let Some(slot) = model.story.articles.get_mut(index) else { return };
    if std::mem::replace(&mut slot.file, since) == since {
        return;
    }
    let title = slot.title();
    match since {
        FileSince::Same => {
            model.status.say(format!("the file of \"{title}\" is as it was read"));
        }
        FileSince::Changed => {
            let again = model.keymap.told("{reload} reads it again");
            model.status.say(format!("\"{title}\" changed on disk; {again}"));
        }
        FileSince::Gone => say_gone(model, index),
    }
}

/// Says that the file of an article is not there any more; its text stays as long as the story is open.
fn say_gone(model: &mut Model, index: usize) {
    let Some(slot) = model.story.articles.get(index) else { return };
    let annotations = slot.records().flat_map(|id| model.ledger.annotations_of(id)).count();
    let kept = match annotations {
        0 => String::new(),
        1 => ", and its annotation is kept".to_owned(),
        count => format!(", and its {count} annotations are kept"),
    };
    let title = slot.title();
    model.status.complain(format!(
        "the file of \"{title}\" is gone; its text stays here while the story is open{kept}"
    ));
}

/// Asks now and then, while keys come, whether the file of the article in front changed: nothing
/// wakes up for it.
pub(super) fn look(model: &mut Model) -> Vec<Effect> {
    let front = model.story.front;
    let (index, last) = model.looked;
    let is_due = index != front || model.now.as_second() - last.as_second() >= LOOK_EVERY;
    let read = model.story.slot().filter(|slot| is_due && slot.article().is_some());
    // Who knows that it changed or is gone is told what becomes of it: it may be on its way back.
    let Some(known) = read.map(|slot| slot.file) else { return Vec::new() };
    model.looked = (front, model.now);
    vec![Effect::Check(front, known)]
}

/// Offers what a path may become, if it still is what is typed.
pub(super) fn complete(model: &mut Model, typed: &str, candidates: &[String]) {
    let Mode::Prompt(prompt) = &mut model.mode else { return };
    if prompt::path_typed(prompt).as_deref() == Some(typed) {
        prompt.offer_these(candidates);
    }
}

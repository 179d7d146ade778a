//! All decisions, and the one way to change them.

mod marked;

use super::{
    Annotation, ArticleRecord, Entry, EntryKey, Id, Judgement, StoryRecord, TagDefinition, TagName,
};
use crate::sorted::Sorted;
use marked::Marked;

/// Everything the store holds, in memory.
///
/// It changes only by [`Ledger::apply`]; an edit carries both what was and what shall be, so its
/// inverse always exists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ledger {
    entries: Sorted<Entry>,
    /// The annotations by their articles.
    annotated: About,
    /// The judgements by the articles they are about.
    judged: About,
    /// The articles by what they are recognised by.
    marked: Marked,
}

/// Ids of entries of one kind, each behind that of an article it is about.
type About = Sorted<((Id, Id), ())>;

/// One entry made, changed or removed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which entry.
    pub key: EntryKey,
    /// What it was; absent where it is made.
    pub before: Option<Entry>,
    /// What it shall be; absent where it is removed.
    pub after: Option<Entry>,
}

/// One act of the reader: what undo takes back in one step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What was done, for the status line (`tagged "disputed"`).
    pub what: String,
    /// The entries it touches, each once.
    pub changes: Vec<Change>,
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        let turned = |change: &Change| Change {
            key: change.key.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        };
        Self { what: self.what.clone(), changes: self.changes.iter().rev().map(turned).collect() }
    }
}

/// An edit does not fit: an entry is no longer what the edit takes it for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stale;

impl FromIterator<Entry> for Ledger {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let entries: Sorted<Entry> = entries.into_iter().collect();
        let mut annotated = Vec::with_capacity(entries.len());
        let mut judged = Vec::new();
        for entry in entries.iter() {
            let (list, id) = match entry {
                Entry::Annotation(annotation) => (&mut annotated, annotation.id),
                Entry::Judgement(judgement) => (&mut judged, judgement.id),
                Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) => continue,
            };
            list.extend(articles_of(entry).map(|article| ((article, id), ())));
        }
        annotated.sort_unstable();
        judged.sort_unstable();
        let [annotated, judged] = [annotated, judged].map(About::from_iter);
        let marked = entries.iter().filter_map(article).collect();
        Self { entries, annotated, judged, marked }
    }
}

impl Ledger {
    /// Carries out an edit, whole or not at all.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Stale> {
        let fits = edit
            .changes
            .iter()
            .all(|change| self.entries.get(&change.key) == change.before.as_ref());
        if !fits {
            return Err(Stale);
        }
        for change in &edit.changes {
            self.put(change.key.clone(), change.after.clone());
        }
        Ok(())
    }

    /// Takes over what came in from outside; a change that no longer fits is left out, since the
    /// reader has gone on with that entry in the meantime. Returns those that were carried out.
    pub fn take_over(&mut self, changes: Vec<Change>) -> Vec<Change> {
        let mut taken = Vec::new();
        for change in changes {
            if self.entries.get(&change.key) == change.before.as_ref() {
                self.put(change.key.clone(), change.after.clone());
                taken.push(change);
            }
        }
        taken
    }

    /// The change that sets an entry, from what it is now.
    pub fn setting(&self, entry: Entry) -> Change {
        let key = entry.key();
        Change { before: self.entries.get(&key).cloned(), key, after: Some(entry) }
    }

    /// The change that removes an entry, from what it is now.
    pub fn removing(&self, key: EntryKey) -> Change {
        Change { before: self.entries.get(&key).cloned(), key, after: None }
    }

    /// An edit as it fits now: where a record was read from its file again since then, that stays,
    /// and only what the reader decided is changed.
    pub fn rebased(&self, edit: &Edit) -> Edit {
        let rebased = |change: &Change| {
            let now = self.entries.get(&change.key);
            let after = match (now, &change.before, &change.after) {
                (
                    Some(Entry::Article(now)),
                    Some(Entry::Article(before)),
                    Some(Entry::Article(after)),
                ) if now != before => rebased_article(now, before, after).map(Entry::from),
                (
                    Some(Entry::Story(now)),
                    Some(Entry::Story(before)),
                    Some(Entry::Story(after)),
                ) if now != before && now.note == before.note => {
                    Some(Entry::Story(StoryRecord { note: after.note.clone(), ..now.clone() }))
                }
                _ => None,
            };
            match after {
                Some(after) => {
                    Change { key: change.key.clone(), before: now.cloned(), after: Some(after) }
                }
                None => change.clone(),
            }
        };
        Edit { what: edit.what.clone(), changes: edit.changes.iter().map(rebased).collect() }
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// An annotation by its id.
    pub fn annotation(&self, id: Id) -> Option<&Annotation> {
        annotation(self.entries.get(&EntryKey::Annotation(id))?)
    }

    /// The annotations of an article, by id.
    pub fn annotations_of(&self, article: Id) -> impl Iterator<Item = &Annotation> {
        of_article(&self.annotated, article).filter_map(|id| self.annotation(id))
    }

    /// All annotations, by id.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.of_kind(EntryKey::Annotation, Id::FIRST).filter_map(annotation)
    }

    /// A judgement by its id.
    pub fn judgement(&self, id: Id) -> Option<&Judgement> {
        judgement(self.entries.get(&EntryKey::Judgement(id))?)
    }

    /// The judgements about claims of an article, by id.
    pub fn judgements_of(&self, article: Id) -> impl Iterator<Item = &Judgement> {
        of_article(&self.judged, article).filter_map(|id| self.judgement(id))
    }

    /// All judgements, by id.
    pub fn judgements(&self) -> impl Iterator<Item = &Judgement> {
        self.of_kind(EntryKey::Judgement, Id::FIRST).filter_map(judgement)
    }

    /// What the reader decided about passages of an article: annotations, then judgements.
    pub fn about(&self, article: Id) -> impl Iterator<Item = &Entry> {
        let annotated = of_article(&self.annotated, article).map(EntryKey::Annotation);
        let judged = of_article(&self.judged, article).map(EntryKey::Judgement);
        annotated.chain(judged).filter_map(|key| self.entries.get(&key))
    }

    /// The words of an article that the reader decided about.
    pub fn quotes_of(&self, article: Id) -> impl Iterator<Item = &str> {
        self.anchors_of(article).map(super::Anchor::exact)
    }

    /// The places in an article that the reader decided about.
    pub fn anchors_of(&self, article: Id) -> impl Iterator<Item = &super::Anchor> {
        let annotated = self.annotations_of(article).map(|it| &it.anchor);
        let sides = self.judgements_of(article).flat_map(|it| [it.pair.one(), it.pair.other()]);
        let judged = sides.filter(move |it| it.article == article).map(|it| &it.anchor);
        annotated.chain(judged)
    }

    /// A known article by its id.
    pub fn article(&self, id: Id) -> Option<&ArticleRecord> {
        article(self.entries.get(&EntryKey::Article(id))?)
    }

    /// The known articles, by id.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleRecord> {
        self.articles_from(None)
    }

    /// The known articles from this one on, by id.
    pub fn articles_from(&self, first: Option<Id>) -> impl Iterator<Item = &ArticleRecord> {
        self.of_kind(EntryKey::Article, first.unwrap_or(Id::FIRST)).filter_map(article)
    }

    /// The known articles whose source has this hash, by id.
    pub fn articles_of_bytes(&self, hash: u64) -> impl Iterator<Item = &ArticleRecord> {
        self.marked.of_bytes(hash).filter_map(|id| self.article(id))
    }

    /// The known articles that lie here, by id.
    pub fn articles_at_path(&self, path: &str) -> impl Iterator<Item = &ArticleRecord> {
        self.marked.at_path(path).filter_map(|id| self.article(id))
    }

    /// The known articles that stand here on the web, by id.
    pub fn articles_at_url(&self, url: &str) -> impl Iterator<Item = &ArticleRecord> {
        self.marked.at_url(url).filter_map(|id| self.article(id))
    }

    /// The known stories, by id.
    pub fn stories(&self) -> impl Iterator<Item = &StoryRecord> {
        self.of_kind(EntryKey::Story, Id::FIRST).filter_map(|entry| match entry {
            Entry::Story(story) => Some(story),
            Entry::Tag(_) | Entry::Article(_) | Entry::Annotation(_) | Entry::Judgement(_) => None,
        })
    }

    /// The entries of a kind from an id on. They stand together: whoever wants one kind does not go
    /// through the others.
    fn of_kind(&self, kind: fn(Id) -> EntryKey, first: Id) -> impl Iterator<Item = &Entry> {
        self.entries.range(kind(first)..=kind(Id::LAST))
    }

    /// A known story by its id.
    pub fn story(&self, id: Id) -> Option<&StoryRecord> {
        match self.entries.get(&EntryKey::Story(id))? {
            Entry::Story(story) => Some(story),
            Entry::Tag(_) | Entry::Article(_) | Entry::Annotation(_) | Entry::Judgement(_) => None,
        }
    }

    /// The defined tags, by name.
    pub fn tags(&self) -> impl Iterator<Item = &TagDefinition> {
        self.entries.iter().map_while(|entry| match entry {
            Entry::Tag(tag) => Some(tag),
            // Tags come first in the order of keys.
            Entry::Article(_) | Entry::Story(_) | Entry::Annotation(_) | Entry::Judgement(_) => {
                None
            }
        })
    }

    /// A tag's definition by its name.
    pub fn tag(&self, name: &TagName) -> Option<&TagDefinition> {
        match self.entries.get(&EntryKey::Tag(Box::new(name.clone())))? {
            Entry::Tag(tag) => Some(tag),
            Entry::Article(_) | Entry::Story(_) | Entry::Annotation(_) | Entry::Judgement(_) => {
                None
            }
        }
    }

    fn put(&mut self, key: EntryKey, entry: Option<Entry>) {
        let before = self.entries.get(&key);
        if let Some(record) = before.and_then(article) {
            self.marked.remove(record);
        }
        let list = match key {
            EntryKey::Annotation(id) => Some((&mut self.annotated, id)),
            EntryKey::Judgement(id) => Some((&mut self.judged, id)),
            EntryKey::Tag(_) | EntryKey::Article(_) | EntryKey::Story(_) => None,
        };
        if let Some((list, id)) = list {
            for article in before.into_iter().flat_map(articles_of) {
                list.remove((article, id));
            }
            for article in entry.iter().flat_map(articles_of) {
                list.insert(((article, id), ()));
            }
        }
        if let Some(record) = entry.as_ref().and_then(article) {
            self.marked.add(record);
        }
        match entry {
            Some(entry) => drop(self.entries.insert(entry)),
            None => self.entries.remove(key),
        }
    }
}

/// The ids behind an article's.
fn of_article(list: &About, article: Id) -> impl Iterator<Item = Id> {
    list.range((article, Id::FIRST)..=(article, Id::LAST)).map(|((_, id), ())| *id)
}

fn article(entry: &Entry) -> Option<&ArticleRecord> {
    match entry {
        Entry::Article(article) => Some(article),
        Entry::Tag(_) | Entry::Story(_) | Entry::Annotation(_) | Entry::Judgement(_) => None,
    }
}

fn annotation(entry: &Entry) -> Option<&Annotation> {
    match entry {
        Entry::Annotation(annotation) => Some(annotation),
        Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) | Entry::Judgement(_) => None,
    }
}

fn judgement(entry: &Entry) -> Option<&Judgement> {
    match entry {
        Entry::Judgement(judgement) => Some(judgement),
        Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) | Entry::Annotation(_) => None,
    }
}

/// The articles whose passages an entry is about.
fn articles_of(entry: &Entry) -> impl Iterator<Item = Id> + use<> {
    let (one, other) = match entry {
        Entry::Annotation(annotation) => (Some(annotation.article), None),
        Entry::Judgement(judgement) => {
            (Some(judgement.pair.one().article), Some(judgement.pair.other().article))
        }
        Entry::Tag(_) | Entry::Article(_) | Entry::Story(_) => (None, None),
    };
    one.into_iter().chain(other)
}

/// The record as it is now with what the reader decided by going from `before` to `after`; none
/// where that was decided otherwise since then.
fn rebased_article(
    now: &ArticleRecord,
    before: &ArticleRecord,
    after: &ArticleRecord,
) -> Option<ArticleRecord> {
    let is_note = before.note != after.note;
    if is_note && now.note != before.note {
        return None;
    }
    if is_note && before.corrections == after.corrections {
        return Some(ArticleRecord { note: after.note.clone(), ..now.clone() });
    }
    let decided = ArticleRecord { note: now.note.clone(), ..now.decided_as(after) };
    let note = if is_note { after.note.clone() } else { decided.note.clone() };
    (now.corrections == before.corrections).then_some(ArticleRecord { note, ..decided })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::correction::{Corrections, Fact};
    use crate::annotation::tag::default_tags;
    use crate::annotation::{Anchor, Pair, PairVerdict, Quotation, Quoted, Role, Tags};
    use jiff::Timestamp;

    fn ledger() -> Ledger {
        default_tags().into_iter().map(Entry::Tag).collect()
    }

    fn annotation(random: &mut fastrand::Rng) -> Annotation {
        Annotation {
            id: Id::draw(random),
            article: Id::draw(random),
            anchor: Anchor::default(),
            role: Role::Passage,
            tags: Tags::default(),
            note: "a note".into(),
            wording: "".into(),
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
        }
    }

    fn judgement(random: &mut fastrand::Rng) -> Judgement {
        let mut quoted = |exact: &str| Quoted {
            article: Id::draw(random),
            anchor: Anchor::of(Quotation::of(exact), 0, 0),
        };
        let pair = Pair::new(quoted("one"), quoted("other"));
        Judgement {
            id: Id::draw(random),
            pair,
            verdict: PairVerdict::Same,
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn judgements_are_made_changed_and_taken_back() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut ledger = ledger();
        let start = ledger.clone();
        let made = judgement(&mut random);
        let other = Judgement { verdict: PairVerdict::Conflicts, ..made.clone() };
        let mut done = Vec::new();
        for verdict in [&made, &other] {
            let changes = vec![ledger.setting(Entry::Judgement(verdict.clone()))];
            done.push(Edit { what: "judged".to_owned(), changes });
            assert_eq!(ledger.apply(&done[done.len() - 1]), Ok(()));
            assert_eq!(ledger.judgement(made.id), Some(verdict));
        }
        let end = ledger.clone();
        for edit in done.iter().rev() {
            let back = ledger.rebased(&edit.inverse());
            assert_eq!(ledger.apply(&back), Ok(()));
        }
        assert_eq!(ledger, start);
        for edit in &done {
            let again = ledger.rebased(edit);
            assert_eq!(ledger.apply(&again), Ok(()));
        }
        assert_eq!(ledger, end);
        assert_eq!(ledger.judgements().collect::<Vec<_>>(), [&other]);
    }

    #[test]
    fn judgements_are_found_by_either_article() {
        let mut random = fastrand::Rng::with_seed(8);
        let judged = judgement(&mut random);
        let [one, other] = judged.pair.clone().into_sides();
        let noted = Annotation { article: one.article, ..annotation(&mut random) };
        let entries = [Entry::Judgement(judged.clone()), Entry::Annotation(noted.clone())];
        let mut ledger: Ledger = entries.into_iter().collect();
        assert_eq!(ledger.about(one.article).count(), 2);
        assert_eq!(ledger.annotation(judged.id), None);
        assert_eq!(ledger.annotations_of(one.article).collect::<Vec<_>>(), [&noted]);
        for side in [one, other] {
            assert_eq!(ledger.judgements_of(side.article).collect::<Vec<_>>(), [&judged]);
            assert!(ledger.quotes_of(side.article).any(|quote| quote == side.anchor.exact()));
            let removing = ledger.removing(EntryKey::Judgement(judged.id));
            let without = Edit { what: String::new(), changes: vec![removing] };
            ledger.apply(&without).unwrap();
            assert_eq!(ledger.judgements_of(side.article).count(), 0);
            ledger.apply(&without.inverse()).unwrap();
        }
    }

    #[test]
    fn applying_and_undoing_is_identity() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut ledger = ledger();
        let start = ledger.clone();
        let mut done = Vec::new();
        for step in 0..200 {
            let known: Vec<Id> = ledger
                .entries()
                .filter_map(|entry| match entry {
                    Entry::Annotation(annotation) => Some(annotation.id),
                    _ => None,
                })
                .collect();
            let change = match (random.choice(&known), step % 3) {
                (Some(&id), 0) => ledger.removing(EntryKey::Annotation(id)),
                (Some(&id), 1) => {
                    let mut changed = ledger.annotation(id).unwrap().clone();
                    changed.note = format!("step {step}").into();
                    ledger.setting(Entry::Annotation(changed))
                }
                _ => ledger.setting(Entry::Annotation(annotation(&mut random))),
            };
            let edit = Edit { what: format!("step {step}"), changes: vec![change] };
            assert_eq!(ledger.apply(&edit), Ok(()));
            done.push(edit);
        }
        for edit in done.iter().rev() {
            assert_eq!(ledger.apply(&edit.inverse()), Ok(()));
        }
        assert_eq!(ledger, start);
    }

    #[test]
    fn an_edit_that_no_longer_fits_changes_nothing() {
        let mut random = fastrand::Rng::with_seed(2);
        let mut ledger = ledger();
        let made = annotation(&mut random);
        let making = Edit {
            what: "made".to_owned(),
            changes: vec![ledger.setting(Entry::Annotation(made.clone()))],
        };
        ledger.apply(&making).unwrap();
        let mut other = made.clone();
        other.note = "another".into();
        let changing = Edit {
            what: "changed".to_owned(),
            changes: vec![ledger.setting(Entry::Annotation(other.clone()))],
        };
        ledger.apply(&changing).unwrap();

        assert_eq!(ledger.apply(&making.inverse()), Err(Stale));
        assert_eq!(ledger.annotation(made.id), Some(&other));
    }

    #[test]
    fn what_comes_in_gives_way_to_what_was_done_since() {
        let mut random = fastrand::Rng::with_seed(5);
        let mut ledger = ledger();
        let (one, two) = (annotation(&mut random), annotation(&mut random));
        let coming: Vec<Change> =
            [&one, &two].map(|each| ledger.setting(Entry::Annotation(each.clone()))).into();
        let mut later = one.clone();
        later.note = "later".into();
        let making = ledger.setting(Entry::Annotation(later.clone()));
        ledger.apply(&Edit { what: String::new(), changes: vec![making] }).unwrap();
        assert_eq!(ledger.take_over(coming.clone()), coming[1..]);
        assert_eq!(ledger.annotation(one.id), Some(&later));
        assert_eq!(ledger.annotation(two.id), Some(&two));
    }

    #[test]
    fn what_was_read_since_stays_when_a_decision_is_taken_back() {
        let mut random = fastrand::Rng::with_seed(6);
        let record = ArticleRecord {
            id: Id::draw(&mut random),
            bytes_hash: 1,
            text_hash: 1,
            path: None,
            url: None,
            title: "As read".to_owned(),
            outlet: None,
            author: None,
            published: None,
            note: String::new(),
            corrections: Corrections::default(),
        };
        let mut corrected = ArticleRecord { title: "Put right".to_owned(), ..record.clone() };
        corrected.corrections.set(Fact::Title("Put right".to_owned()));
        let mut ledger: Ledger = [Entry::from(record.clone())].into_iter().collect();
        let change = ledger.setting(Entry::from(corrected.clone()));
        let edit = Edit { what: "title".to_owned(), changes: vec![change] };
        ledger.apply(&edit).unwrap();
        let read_again = ArticleRecord { bytes_hash: 2, ..corrected };
        let change = ledger.setting(Entry::from(read_again));
        ledger.apply(&Edit { what: String::new(), changes: vec![change] }).unwrap();
        let back = ledger.rebased(&edit.inverse());
        assert_eq!(ledger.apply(&back), Ok(()));
        assert_eq!(ledger.article(record.id), Some(&ArticleRecord { bytes_hash: 2, ..record }));
    }

    #[test]
    fn an_entry_takes_no_more_than_an_annotation_needs() {
        // There may be a hundred thousand of them, and few of anything else.
        assert_eq!(size_of::<Entry>(), size_of::<Annotation>());
        assert!(size_of::<Annotation>() <= 136 && size_of::<EntryKey>() <= 16);
    }

    #[test]
    fn annotations_are_found_by_article() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut elsewhere = annotation(&mut random);
        let one = Annotation { article: Id::draw(&mut random), ..elsewhere.clone() };
        let both: Ledger = [Entry::Annotation(elsewhere.clone()), Entry::Annotation(one.clone())]
            .into_iter()
            .collect();
        assert_eq!(both.annotations_of(elsewhere.article).count(), 0);
        elsewhere.id = Id::draw(&mut random);
        let ledger: Ledger = [Entry::Annotation(one.clone())].into_iter().collect();
        assert_eq!(ledger.annotations_of(one.article).collect::<Vec<_>>(), [&one]);
        assert_eq!(ledger.annotations_of(one.id).count(), 0);
    }
}

//! Two changed versions of one entry, and what becomes of them.
//!
//! Knows entries only. A decision of the reader is never lost: where both sides changed one field of
//! an annotation, or one judgement, in different ways both are kept.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::annotation::{
    Annotation, ArticleRecord, Entry, Id, Judgement, StoryRecord, TagDefinition,
};

/// What becomes of an entry that may have changed on both sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Merged {
    /// This, or nothing.
    One(Option<Entry>),
    /// Both: theirs under its id, ours under a new one.
    Both {
        /// Theirs.
        theirs: Entry,
        /// Ours, still under the same id.
        ours: Box<Decision>,
    },
}

/// An entry that can stand beside another version of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Decision {
    /// About a passage.
    Annotation(Annotation),
    /// About two claims.
    Judgement(Judgement),
}

impl Decision {
    /// The same as an entry.
    pub(super) fn entry(&self) -> Entry {
        match self {
            Self::Annotation(annotation) => Entry::Annotation(annotation.clone()),
            Self::Judgement(judgement) => Entry::Judgement(judgement.clone()),
        }
    }

    /// When it was last changed.
    pub(super) fn changed(&self) -> Timestamp {
        match self {
            Self::Annotation(annotation) => annotation.changed,
            Self::Judgement(judgement) => judgement.changed,
        }
    }

    /// The same as an entry of its own.
    pub(super) fn under(self, id: Id) -> Entry {
        match self {
            Self::Annotation(annotation) => Entry::Annotation(Annotation { id, ..annotation }),
            Self::Judgement(judgement) => Entry::Judgement(Judgement { id, ..judgement }),
        }
    }
}

/// Merges what we made of `base` with what they made of it.
pub(super) fn merge(base: Option<&Entry>, ours: Option<&Entry>, theirs: Option<&Entry>) -> Merged {
    if ours == theirs || theirs == base {
        return Merged::One(ours.cloned());
    }
    if ours == base {
        return Merged::One(theirs.cloned());
    }
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => both_changed(base, ours, theirs),
        // One side changed what the other removed: the change stays.
        (Some(kept), None) | (None, Some(kept)) => Merged::One(Some(kept.clone())),
        (None, None) => Merged::One(None),
    }
}

fn both_changed(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> Merged {
    let one = |entry| Merged::One(Some(entry));
    match (ours, theirs) {
        (Entry::Annotation(ours), Entry::Annotation(theirs)) => {
            let base = match base {
                Some(Entry::Annotation(base)) => Some(base),
                _ => None,
            };
            annotations(base, ours, theirs)
        }
        (Entry::Judgement(ours), Entry::Judgement(theirs)) => judgements(ours, theirs),
        (Entry::Tag(ours), Entry::Tag(theirs)) => {
            let base = match base {
                Some(Entry::Tag(base)) => Some(base),
                _ => None,
            };
            one(Entry::Tag(tags(base, ours, theirs)))
        }
        (Entry::Story(ours), Entry::Story(theirs)) => {
            let base = match base {
                Some(Entry::Story(base)) => Some(base),
                _ => None,
            };
            one(Entry::Story(stories(base, ours, theirs)))
        }
        (Entry::Article(ours), Entry::Article(theirs)) => {
            let base = match base {
                Some(Entry::Article(base)) => Some(&**base),
                _ => None,
            };
            one(Entry::from(articles(base, ours, theirs)))
        }
        // The kind of an entry is part of its key.
        (ours, _) => one(ours.clone()),
    }
}

/// Where an article lies is read from the file, not decided: ours, with what either side put right;
/// what that comes to is told when the article is read.
fn articles(
    base: Option<&ArticleRecord>,
    ours: &ArticleRecord,
    theirs: &ArticleRecord,
) -> ArticleRecord {
    let before = base.map(|base| base.corrections.clone()).unwrap_or_default();
    let corrections = ours.corrections.merged(&before, &theirs.corrections);
    let is_theirs = corrections == theirs.corrections;
    let told = if is_theirs { theirs } else { ours };
    let note = both(base.map(|base| base.note.as_str()), &ours.note, &theirs.note, "\n\n");
    ArticleRecord { note, corrections, ..ours.decided_as(told) }
}

/// One annotation with what either side changed; both where they changed one field of it to
/// different values, or where nothing is known of what it was.
fn annotations(base: Option<&Annotation>, ours: &Annotation, theirs: &Annotation) -> Merged {
    let later = ours.changed.max(theirs.changed);
    let at_their_time = Annotation { changed: theirs.changed, ..ours.clone() };
    let merged = if at_their_time == *theirs {
        Some(at_their_time)
    } else {
        base.and_then(|base| field_by_field(base, ours, theirs))
    };
    match merged {
        Some(merged) => {
            Merged::One(Some(Entry::Annotation(Annotation { changed: later, ..merged })))
        }
        None => Merged::Both {
            theirs: Entry::Annotation(theirs.clone()),
            ours: Box::new(Decision::Annotation(ours.clone())),
        },
    }
}

/// Each field from the side that changed it; none where both changed one of them otherwise.
fn field_by_field(base: &Annotation, ours: &Annotation, theirs: &Annotation) -> Option<Annotation> {
    Some(Annotation {
        id: ours.id,
        article: *changed(&base.article, &ours.article, &theirs.article)?,
        anchor: changed(&base.anchor, &ours.anchor, &theirs.anchor)?.clone(),
        role: *changed(&base.role, &ours.role, &theirs.role)?,
        tags: members(&base.tags, &ours.tags, &theirs.tags),
        note: changed(&base.note, &ours.note, &theirs.note)?.clone(),
        wording: changed(&base.wording, &ours.wording, &theirs.wording)?.clone(),
        created: ours.created.min(theirs.created),
        changed: ours.changed.max(theirs.changed),
    })
}

/// What a field became: of the side that changed it; none where both did, each otherwise.
fn changed<'a, T: PartialEq>(base: &T, ours: &'a T, theirs: &'a T) -> Option<&'a T> {
    if ours == theirs || theirs == base { Some(ours) } else { (ours == base).then_some(theirs) }
}

/// What either side put into a set, without what one of them took out.
fn members<'a, T: Clone + Ord + 'a, Set: FromIterator<T>>(
    base: &'a Set,
    ours: &'a Set,
    theirs: &'a Set,
) -> Set
where
    &'a Set: IntoIterator<Item = &'a T>,
{
    let [base, ours, theirs]: [BTreeSet<&T>; 3] =
        [base, ours, theirs].map(|set| set.into_iter().collect());
    let stays = |it: &&&T| ours.contains(**it) && theirs.contains(**it) || !base.contains(**it);
    ours.union(&theirs).filter(stays).map(|it| T::clone(it)).collect()
}

fn judgements(ours: &Judgement, theirs: &Judgement) -> Merged {
    let at_their_time = Judgement { changed: theirs.changed, ..ours.clone() };
    if at_their_time != *theirs {
        return Merged::Both {
            theirs: Entry::Judgement(theirs.clone()),
            ours: Box::new(Decision::Judgement(ours.clone())),
        };
    }
    let later = ours.changed.max(theirs.changed);
    Merged::One(Some(Entry::Judgement(Judgement { changed: later, ..at_their_time })))
}

fn tags(
    base: Option<&TagDefinition>,
    ours: &TagDefinition,
    theirs: &TagDefinition,
) -> TagDefinition {
    TagDefinition {
        name: ours.name.clone(),
        description: both(
            base.map(|base| base.description.as_str()),
            &ours.description,
            &theirs.description,
            "; ",
        ),
        digit: pick(base.map(|base| &base.digit), &ours.digit, &theirs.digit),
        colour: pick(base.map(|base| &base.colour), &ours.colour, &theirs.colour),
    }
}

fn stories(base: Option<&StoryRecord>, ours: &StoryRecord, theirs: &StoryRecord) -> StoryRecord {
    let before: BTreeSet<Id> = base.map(|base| base.members.clone()).unwrap_or_default();
    let members = members(&before, &ours.members, &theirs.members);
    let name = pick(base.map(|base| &base.name), &ours.name, &theirs.name);
    let note = both(base.map(|base| base.note.as_str()), &ours.note, &theirs.note, "\n\n");
    StoryRecord { id: ours.id, name, members, note }
}

/// The text of the side that changed it; both where both did.
fn both(base: Option<&str>, ours: &str, theirs: &str, between: &str) -> String {
    let base = base.unwrap_or_default();
    if ours == base || theirs.contains(ours) {
        theirs.to_owned()
    } else if theirs == base || ours.contains(theirs) {
        ours.to_owned()
    } else {
        format!("{theirs}{between}{ours}")
    }
}

/// The side that changed; ours where both did.
fn pick<T: Clone + PartialEq>(base: Option<&T>, ours: &T, theirs: &T) -> T {
    if base == Some(ours) { theirs.clone() } else { ours.clone() }
}

#[cfg(test)]
mod tests;

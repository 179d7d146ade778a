//! The filter's language: what a reader asks for, and what it is asked of.
//!
//! Knows articles, claims and decisions as facts to be compared. Must never know screens or files.
//! One table ([`KEYS`]) is what is parsed, completed, printed as help and shown in the README.
//!
//! Terms are and-ed. Of items (claims, highlights, passages) every term is asked by itself. An
//! article matches if one of its items does; a query of nothing but words, `by:` and `title:` is
//! about articles, too, and also matches one whose own text, title, outlet and author it fits.

mod complete;
mod item;
mod parse;
mod table;

pub use complete::{completions, last_word};
pub use item::{About, Item, items};
pub use table::{KEYS, Key, STATES, Values, help};

use crate::annotation::anchor::Placement;
use crate::annotation::{Annotation, Role, TagName, Verdict};
use crate::claim::ClaimKind;
use crate::decided::claim_rows;
use crate::problem::Problem;
use crate::text::find::Finder;

/// What a reader asks for; without terms everything.
#[derive(Clone, Debug, Default)]
pub struct Query {
    typed: String,
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug)]
enum Test {
    Words(Finder),
    Tag(TagName),
    Is(State),
    Kind(ClaimKind),
    /// In lower case.
    By(String),
    Title(Finder),
}

/// What an item can be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// An accepted claim.
    Accepted,
    /// A dismissed claim.
    Dismissed,
    /// A claim with neither verdict nor tag.
    Undecided,
    /// A highlight.
    Highlight,
    /// A claim, proposed or the reader's own.
    Claim,
    /// Something with a note.
    Note,
    /// Something with a tag.
    Tagged,
    /// A passage that is neither claim nor highlight.
    Passage,
    /// On a matter on which articles conflict.
    Conflict,
    /// On words that were edited.
    Edited,
    /// In one of several places.
    Uncertain,
    /// On words that are gone.
    Lost,
}

impl Query {
    /// Reads what was typed. A key or value that is not known is a problem that names the nearest
    /// one.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        Ok(Self { typed: typed.trim().to_owned(), terms: parse::terms(typed)? })
    }

    /// What was typed, to be shown.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether everything matches.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether dismissed claims are asked for by name.
    pub fn asks_for_dismissed(&self) -> bool {
        let asks = |term: &Term| !term.negated && matches!(term.test, Test::Is(State::Dismissed));
        self.terms.iter().any(asks)
    }

    /// The tags that are asked for.
    pub fn tags(&self) -> impl Iterator<Item = &TagName> {
        self.terms.iter().filter_map(|term| match &term.test {
            Test::Tag(name) => Some(name),
            _ => None,
        })
    }

    /// Whether it asks how accounts stand to each other, which takes comparing them.
    pub fn asks_for_conflicts(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::Is(State::Conflict)))
    }

    /// Whether an article's claims have to be known to tell whether it is what is asked for: its
    /// text tells of words, unless they must not be there.
    pub fn asks_for_claims(&self) -> bool {
        self.terms.iter().any(|term| match term.test {
            Test::Kind(_) | Test::Is(State::Undecided | State::Claim | State::Conflict) => true,
            Test::Words(_) | Test::Is(_) | Test::Tag(_) => term.negated,
            Test::By(_) | Test::Title(_) => false,
        })
    }

    /// Whether it asks what became of the places of annotations.
    pub fn asks_for_places(&self) -> bool {
        let is_place =
            |state: State| matches!(state, State::Edited | State::Uncertain | State::Lost);
        self.terms.iter().any(|term| matches!(term.test, Test::Is(state) if is_place(state)))
    }

    /// Whether only words, outlets and titles are asked for: then articles can match by themselves.
    fn is_about_articles(&self) -> bool {
        let is = |test: &Test| matches!(test, Test::Words(_) | Test::By(_) | Test::Title(_));
        self.terms.iter().all(|term| is(&term.test))
    }
}

/// Whether an item is what is asked for.
pub fn matches(query: &Query, item: &Item<'_>) -> bool {
    query.terms.iter().all(|term| term.negated != is_item(&term.test, item))
}

/// Whether a note on a whole article or story is what is asked for.
pub fn matches_note(query: &Query, about: About<'_>, note: &str) -> bool {
    let fits = |test: &Test| match test {
        Test::Words(finder) => finder.is_in(note),
        Test::Is(state) => *state == State::Note,
        Test::By(_) | Test::Title(_) => is_article(test, about, ""),
        Test::Tag(_) | Test::Kind(_) => false,
    };
    query.terms.iter().all(|term| term.negated != fits(&term.test))
}

/// Whether an article with this text and these items is to be shown.
pub fn matches_article<'a>(
    query: &Query,
    about: About<'_>,
    text: &str,
    items: impl IntoIterator<Item = &'a Item<'a>>,
) -> bool {
    let by_itself = || {
        let fits = |term: &Term| term.negated != is_article(&term.test, about, text);
        query.is_about_articles() && query.terms.iter().all(fits)
    };
    items.into_iter().any(|item| matches(query, item)) || by_itself()
}

fn is_item(test: &Test, item: &Item<'_>) -> bool {
    match test {
        Test::Words(finder) => {
            [item.words, item.note(), item.wording()].into_iter().any(|text| finder.is_in(text))
        }
        Test::Tag(name) => item.annotation.is_some_and(|it| it.tags.contains(name)),
        Test::Is(state) => is_so(*state, item),
        Test::Kind(kind) => item.is_claim && item.kind == Some(*kind),
        Test::By(_) | Test::Title(_) => is_article(test, item.about, ""),
    }
}

fn is_article(asked: &Test, about: About<'_>, text: &str) -> bool {
    match asked {
        Test::Words(finder) => finder.is_in(text) || finder.is_in(about.title),
        Test::By(name) => [about.outlet, about.author]
            .into_iter()
            .flatten()
            .any(|it| it.to_lowercase().contains(name)),
        Test::Title(finder) => finder.is_in(about.title),
        Test::Tag(_) | Test::Is(_) | Test::Kind(_) => false,
    }
}

fn is_so(state: State, item: &Item<'_>) -> bool {
    let role = item.annotation.map(|it| it.role);
    let has = |test: fn(&Annotation) -> bool| item.annotation.is_some_and(test);
    let place = item.placement.as_ref();
    match state {
        State::Accepted => role == Some(Role::Claim(Some(Verdict::Accepted))),
        State::Dismissed => role == Some(Role::Claim(Some(Verdict::Dismissed))),
        State::Undecided => item.is_claim && claim_rows::is_undecided(item.annotation),
        State::Highlight => matches!(role, Some(Role::Highlight(_))),
        State::Claim => item.is_claim,
        State::Conflict => item.is_contested,
        State::Note => has(|it| !it.note.is_empty()),
        State::Tagged => has(|it| !it.tags.is_empty()),
        State::Passage => role == Some(Role::Passage),
        State::Edited => matches!(place, Some(Placement::Edited(_))),
        State::Uncertain => matches!(place, Some(Placement::Uncertain(_))),
        State::Lost => matches!(place, Some(Placement::Lost)),
    }
}

#[cfg(test)]
mod tests;

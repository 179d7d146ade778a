//! The claim in front beside the accounts of the other articles, set for the screen.
//!
//! What the program found is put under the reader's word: a judgement on two claims stands above
//! what is computed of them.

use std::sync::Arc;

use crate::annotation::anchor::Finder;
use crate::annotation::{Id, Judgement, PairVerdict, Quoted};
use crate::claim::Claims;
use crate::decided::{self, Judged};
use crate::group::{Comparison, Place, Relation};
use crate::text::{Span, wrap};

use super::Model;
use super::accounts::{Grouped, Stances};
use super::claim_rows::ClaimRow;
use super::story::Slot;

/// The claim in front and the accounts beside it.
#[derive(Clone, Debug, Default)]
pub struct Comparing {
    /// What others say, those that conflict first.
    pub accounts: Vec<AccountOf>,
    /// The articles that say nothing of it, by their places in the story.
    pub silent: Vec<usize>,
    /// The account under the cursor.
    pub cursor: usize,
    /// How many lines are scrolled away, after those that stay.
    top: usize,
    /// How many lines stay: those of the claim in front.
    pinned: usize,
    /// All lines.
    pub lines: Vec<Line>,
    /// Who says the claim in front, and what the reader decided about it.
    pub source: Vec<String>,
    /// The claim in front, where the sidebar lists it not.
    pub subject: Option<ClaimRow>,
    /// Where the reader was, where the view was opened from elsewhere: article and byte.
    pub back: Option<(usize, usize)>,
    /// The account that the cursor is to be on at first: article and words.
    pub begins_on: Option<(usize, Span)>,
    /// The judgements on claims of the article in front.
    placed: Option<PlacedFor>,
    /// What they were made for.
    pub(super) made_for: Option<MadeFor>,
}

/// What another article says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountOf {
    /// The article, by its place in the story.
    pub article: usize,
    /// Its claim's words.
    pub span: Span,
    /// How the program finds it to stand to the claim in front.
    pub found: Relation,
    /// The words of the claim in front in which they part.
    pub here: Vec<Span>,
    /// The same of this account.
    pub there: Vec<Span>,
    /// In what they part.
    pub reason: String,
    /// What the reader decided about the two.
    pub word: Option<Word>,
    /// Who says it, and what the reader decided about it.
    pub source: Vec<String>,
}

impl AccountOf {
    fn new(article: usize, span: Span, comparison: Comparison) -> Self {
        Self {
            article,
            span,
            found: comparison.relation,
            here: comparison.one,
            there: comparison.other,
            reason: comparison.reason,
            word: None,
            source: Vec::new(),
        }
    }

    /// What tells it from the others: its article and where its words are.
    const fn place(&self) -> (usize, Span) {
        (self.article, self.span)
    }

    /// How it stands to the claim in front, under the reader's word.
    pub fn standing(&self) -> Standing {
        let word = self.word.filter(|word| word.since != Since::Edited);
        let ruling = word.map(|word| decided::ruling(word.verdict));
        Standing::of(ruling.map_or(Some(self.found), |ruling| ruling.on(self.found)))
    }
}

/// How an account stands to the claim in front; in the order in which they are shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// They cannot both be right.
    Conflicts,
    /// They part, and can both be right.
    Differs,
    /// They say the same.
    Agrees,
    /// The reader says that they are about different matters.
    Apart,
}

impl Standing {
    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conflicts => "conflicts",
            Self::Differs => "differs",
            Self::Agrees => "agrees",
            Self::Apart => "not the same",
        }
    }

    /// How two claims stand; none where the reader said that they are about different matters.
    const fn of(relation: Option<Relation>) -> Self {
        match relation {
            Some(Relation::Agrees) => Self::Agrees,
            Some(Relation::Differs) => Self::Differs,
            Some(Relation::Conflicts) => Self::Conflicts,
            None => Self::Apart,
        }
    }
}

/// What the reader decided about the claim in front and an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// The judgement.
    pub id: Id,
    /// What it says.
    pub verdict: PairVerdict,
    /// What became of the two since.
    pub since: Since,
}

/// What became of two claims since they were judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Since {
    /// They are what they were.
    Same,
    /// The text around one of them is another.
    Around,
    /// One of them has other words: what was said of it counts no more.
    Edited,
}

/// A line of the view. Accounts are told by their places, the claim in front by none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// Who says it.
    Source(Option<usize>),
    /// A line of the words.
    Words(Option<usize>, Span),
    /// A line of the reason in which they part, by its bytes.
    Reason(usize, Span),
    /// What the reader decided about the two.
    Word(usize),
    /// A line about the articles that say nothing.
    Silent(String),
    /// Nothing.
    Gap,
}

impl Line {
    /// The account it belongs to.
    pub const fn account(&self) -> Option<usize> {
        match self {
            Self::Source(account) | Self::Words(account, _) => *account,
            Self::Reason(account, _) | Self::Word(account) => Some(*account),
            Self::Silent(_) | Self::Gap => None,
        }
    }
}

/// What the lines depend on.
#[derive(Clone, Debug)]
pub(super) struct MadeFor {
    front: usize,
    claim: Span,
    revision: u64,
    width: usize,
    grouped: Option<Arc<Grouped>>,
}

impl MadeFor {
    fn is(&self, other: &Self) -> bool {
        let same_groups = match (&self.grouped, &other.grouped) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        same_groups
            && (self.front, self.claim, self.revision, self.width)
                == (other.front, other.claim, other.revision, other.width)
    }
}

/// The judgements on claims of an article, the last changed last.
#[derive(Clone, Debug)]
struct PlacedFor {
    front: usize,
    revision: u64,
    judgements: Vec<Placed>,
}

/// A judgement whose claims are both at hand.
#[derive(Clone, Copy, Debug)]
struct Placed {
    /// The words in the article in front.
    here: Span,
    /// The other article.
    article: usize,
    /// The words in it.
    there: Span,
    word: Word,
}

/// Cells before the words.
pub const LEAD: usize = 4;
/// Cells after them.
pub const MARGIN: usize = 1;
/// How many articles that say nothing are named.
const NAMED: usize = 12;

impl Comparing {
    /// The view of a claim that the sidebar may not list; without one of that under its cursor.
    pub fn of(subject: Option<ClaimRow>) -> Self {
        Self { subject, ..Self::default() }
    }

    /// Sets the lines for a pane of `width` cells and `height` lines, if they are not set for what is
    /// to be seen.
    pub fn settle(&mut self, model: &Model, width: usize, height: usize) {
        let row = self.claim(model);
        let wanted = MadeFor {
            front: model.story.front,
            claim: row.map(|row| row.span).unwrap_or_default(),
            revision: model.save.revision,
            width,
            grouped: model.grouped.clone(),
        };
        if !self.made_for.as_ref().is_some_and(|made_for| made_for.is(&wanted)) {
            let same_claim = self
                .made_for
                .as_ref()
                .is_some_and(|it| (it.front, it.claim) == (wanted.front, wanted.claim));
            let before: Vec<(usize, Span)> = self.accounts.iter().map(AccountOf::place).collect();
            let kept = before.get(self.cursor).copied().filter(|_| same_claim);
            let kept = kept.or_else(|| self.begins_on.take());
            self.look_up(model);
            let known = &model.judgements;
            let is_regrouped = |it: &Arc<Grouped>| !known.are_due && it.is_under(&known.told);
            let is_waiting = same_claim && !model.grouped.as_ref().is_some_and(is_regrouped);
            let shown = std::mem::take(&mut self.accounts);
            self.accounts = row.map_or_else(Vec::new, |row| self.accounts(model, row));
            if is_waiting {
                // What was said to be apart is found again once that is taken back, but not at once.
                let found: Vec<(usize, Span)> =
                    self.accounts.iter().map(AccountOf::place).collect();
                let gone = shown.into_iter().filter(|it| !found.contains(&it.place()));
                self.accounts.extend(gone.map(|it| AccountOf { word: None, ..it }));
            }
            if same_claim {
                // Nothing jumps while it is being judged.
                let rank = |it: &AccountOf| before.iter().position(|&at| at == it.place());
                self.accounts.sort_by_key(|it| rank(it).unwrap_or(usize::MAX));
            }
            let is_kept = |it: &AccountOf| Some(it.place()) == kept;
            let last = self.accounts.len().saturating_sub(1);
            let otherwise = if same_claim { self.cursor.min(last) } else { 0 };
            self.cursor = self.accounts.iter().position(is_kept).unwrap_or(otherwise);
            let slot = model.story.slot();
            self.source = slot.map_or_else(Vec::new, |slot| source(model, slot, wanted.claim));
            self.silent = silent(model, &self.accounts);
            self.lines = row.map_or_else(Vec::new, |row| self.set(model, row.span, width));
            self.made_for = Some(wanted);
            if !same_claim {
                self.top = 0;
            }
        }
        self.show_cursor(height);
    }

    /// Has everything set anew: an article was read again.
    pub fn forget(&mut self) {
        self.made_for = None;
        self.placed = None;
    }

    /// The claim in front.
    pub fn claim(&self, model: &Model) -> Option<ClaimRow> {
        let listed = || model.front.as_ref()?.claims.get(model.claim_cursor);
        let is_left = |row: &ClaimRow| !row.span.contains(model.reader.cursor);
        self.subject.filter(|row| !is_left(row)).or_else(listed)
    }

    /// Finds the judgements on claims of the article in front, unless they are known.
    fn look_up(&mut self, model: &Model) {
        let (front, revision) = (model.story.front, model.save.revision);
        let is_known =
            self.placed.as_ref().is_some_and(|it| (it.front, it.revision) == (front, revision));
        if !is_known {
            self.placed = Some(PlacedFor { front, revision, judgements: placed(model) });
        }
    }

    fn set(&self, model: &Model, claim: Span, width: usize) -> Vec<Line> {
        let mut lines = vec![Line::Source(None)];
        let room = width.saturating_sub(LEAD + MARGIN).max(1);
        let put = |lines: &mut Vec<Line>, account: Option<usize>, index: usize, span: Span| {
            let text = model.story.articles.get(index).and_then(Slot::article);
            let Some(text) = text.map(|article| article.document.slice(span)) else { return };
            let set = wrap::wrap(text, room, wrap::Setting::Flowing);
            let words = set.into_iter().map(|line| line.span.shifted(span.start()));
            lines.extend(words.map(|span| Line::Words(account, span)));
        };
        put(&mut lines, None, model.story.front, claim);
        lines.push(Line::Gap);
        for (number, account) in self.accounts.iter().enumerate() {
            lines.push(Line::Source(Some(number)));
            put(&mut lines, Some(number), account.article, account.span);
            let reason = Some(&account.reason).filter(|reason| !reason.is_empty());
            let reason = reason.map(|it| wrap::wrap(it, room, wrap::Setting::Flowing));
            let reason = reason.into_iter().flatten();
            lines.extend(reason.map(|line| Line::Reason(number, line.span)));
            if account.word.is_some() {
                lines.push(Line::Word(number));
            }
            lines.push(Line::Gap);
        }
        let named = self.silent.iter().take(NAMED);
        let mut titles: Vec<String> =
            named.filter_map(|&index| Some(model.story.articles.get(index)?.title())).collect();
        if self.silent.len() > NAMED {
            titles.push(format!("{} more", self.silent.len() - NAMED));
        }
        if !titles.is_empty() {
            let told = format!("silent: {}", titles.join("; "));
            let set = wrap::wrap(&told, room, wrap::Setting::Flowing);
            lines.extend(set.into_iter().map(|line| Line::Silent(line.span.of(&told).to_owned())));
        }
        lines
    }

    /// The line in a row of the pane: first the claim in front, which stays, at most half the pane
    /// of it; then what is scrolled to.
    pub fn line_at(&self, row: usize) -> Option<&Line> {
        self.lines.get(if row < self.pinned { row } else { row + self.top })
    }

    /// Scrolls as little as possible so that all of the account under the cursor is in sight, or its
    /// beginning where it is longer than the pane.
    fn show_cursor(&mut self, height: usize) {
        let gap = self.lines.iter().position(|line| *line == Line::Gap);
        self.pinned = gap.map_or(0, |gap| gap + 1).min(height / 2);
        let is_its = |line: &Line| line.account() == Some(self.cursor);
        let first = self.lines.iter().position(is_its).unwrap_or_default();
        let last = self.lines.iter().rposition(is_its).unwrap_or_default();
        // With the last one the silent articles are.
        let is_last = self.cursor + 1 >= self.accounts.len();
        let last = if is_last { self.lines.len().saturating_sub(1) } else { last };
        // With the first account all of the claim in front is in sight.
        let most = if self.cursor == 0 { 0 } else { first.saturating_sub(self.pinned) };
        let wanted = self.top.max((last + 1).saturating_sub(height)).min(most);
        // What is below the claim begins with who says it: the end of an account would read as more
        // of the claim.
        let begins =
            |top: &usize| matches!(self.lines.get(self.pinned + top), Some(Line::Source(Some(_))));
        self.top = match wanted {
            0 => 0,
            wanted => (wanted..most).find(begins).unwrap_or(most),
        };
    }

    /// The account under the cursor.
    pub fn current(&self) -> Option<&AccountOf> {
        self.accounts.get(self.cursor)
    }
}

impl Comparing {
    /// What other articles say of a claim of the article in front, under the reader's word.
    fn accounts(&self, model: &Model, row: ClaimRow) -> Vec<AccountOf> {
        let mut accounts = found(model, row);
        let judgements = self.placed.iter().flat_map(|it| &it.judgements);
        for judged in judgements.filter(|it| it.here.overlaps(row.span)) {
            let is_it = |it: &&mut AccountOf| {
                it.article == judged.article && it.span.overlaps(judged.there)
            };
            if accounts.iter_mut().find(is_it).is_none() {
                accounts.push(unfound(model, row, judged));
            }
            if let Some(account) = accounts.iter_mut().find(is_it) {
                account.word = Some(judged.word);
            }
        }
        for account in &mut accounts {
            let slot = model.story.articles.get(account.article);
            account.source = slot.map_or_else(Vec::new, |slot| source(model, slot, account.span));
        }
        accounts.sort_by_key(|it| (it.standing(), it.article, it.span));
        accounts
    }
}

/// An account that the reader set beside the claim in front.
fn unfound(model: &Model, row: ClaimRow, judged: &Placed) -> AccountOf {
    let slot = model.story.articles.get(judged.article);
    let claims = slot.map_or(Claims::none(), Slot::claims);
    let claim = claims.iter().position(|it| it.span.overlaps(judged.there));
    let other = claim.map(|claim| Place { article: judged.article, claim });
    let compared = model.grouped.as_ref().zip(place(model, row)).zip(other);
    let compared =
        compared.and_then(|((grouped, place), other)| grouped.compare(&model.story, place, other));
    let unknown = Comparison {
        relation: Relation::Differs,
        one: Vec::new(),
        other: Vec::new(),
        reason: String::new(),
    };
    AccountOf::new(judged.article, judged.there, compared.unwrap_or(unknown))
}

/// Title, outlet, day, who is said to say it, and the reader's tags.
fn source(model: &Model, slot: &Slot, claim: Span) -> Vec<String> {
    let mut parts = vec![slot.title()];
    let Some(article) = slot.article() else { return parts };
    parts.extend(article.metadata.outlet.clone());
    parts.extend(article.metadata.published.map(|date| date.to_string()));
    let said = article.claims().iter().find(|it| it.span.overlaps(claim));
    let attribution = said.and_then(|claim| article.claims().attribution_of(claim));
    parts.extend(attribution.map(|it| format!("{}: {}", it.verb, it.source)));
    let words = article.document.slice(claim);
    let made = slot.records().flat_map(|record| model.ledger.annotations_of(record));
    let is_on = |exact: &str| words.contains(exact) || exact.contains(words);
    let tagged = made.filter(|it| is_on(it.anchor.exact())).flat_map(|it| &it.tags);
    parts.extend(tagged.map(|tag| format!("#{tag}")));
    parts
}

/// What the program found.
fn found(model: &Model, row: ClaimRow) -> Vec<AccountOf> {
    let story = &model.story;
    let (Some(grouped), Some(place)) = (&model.grouped, place(model, row)) else {
        return Vec::new();
    };
    let account = |other: Place| {
        let said = grouped.said(story, other)?;
        let comparison = grouped.compare(story, place, other)?;
        Some(AccountOf::new(other.article, said.claim.span, comparison))
    };
    grouped.others(place).into_iter().filter_map(account).collect()
}

/// The claim that a row of the sidebar is about: the one it lists, else the first it shares words
/// with.
pub fn place(model: &Model, row: ClaimRow) -> Option<Place> {
    let claims = model.story.article()?.claims();
    let claim = row.claim().or_else(|| claims.iter().position(|it| it.span.overlaps(row.span)))?;
    Some(Place { article: model.story.front, claim })
}

/// The reader's judgements on claims of the article in front, the last changed last.
fn placed(model: &Model) -> Vec<Placed> {
    let Some(slot) = model.story.slot() else { return Vec::new() };
    let Some(article) = slot.article() else { return Vec::new() };
    let mut finder = Finder::new(article.document.text(), &article.code_points);
    let mut all = Vec::new();
    for record in slot.records() {
        for judgement in model.ledger.judgements_of(record) {
            let (ours, theirs) = sides(judgement, record);
            let here = ours.place(&mut finder);
            let Some((index, there)) = open(model, theirs.article) else { continue };
            let Some(there) = there.article() else { continue };
            let other = theirs.place(&mut Finder::new(there.document.text(), &there.code_points));
            let since = match (here.placement.same(), other.placement.same()) {
                (None, _) | (_, None) => Since::Edited,
                _ if here.is_changed || other.is_changed => Since::Around,
                _ => Since::Same,
            };
            let spans = here.placement.span().zip(other.placement.span());
            let word = Word { id: judgement.id, verdict: judgement.verdict, since };
            let place = spans.map(|(here, there)| Placed { here, article: index, there, word });
            all.extend(place.map(|place| (judgement.changed, judgement.id, place)));
        }
    }
    all.sort_by_key(|&(changed, id, _)| (changed, id));
    all.into_iter().map(|(_, _, place)| place).collect()
}

/// The last judgement on a claim of the article in front and words of another.
pub fn judged(model: &Model, claim: Span, article: usize, span: Span) -> Option<Word> {
    let all = placed(model);
    let is_it =
        |it: &&Placed| it.here.overlaps(claim) && it.article == article && it.there.overlaps(span);
    all.iter().rfind(is_it).map(|it| it.word)
}

/// The side of a judgement that is in this article, and the other one.
fn sides(judgement: &Judgement, record: Id) -> (&Quoted, &Quoted) {
    let (one, other) = (judgement.pair.one(), judgement.pair.other());
    if one.article == record { (one, other) } else { (other, one) }
}

/// The open article that a record is of.
fn open(model: &Model, record: Id) -> Option<(usize, &Slot)> {
    let mut slots = model.story.articles.iter().enumerate();
    slots.find(|(_, slot)| slot.records().any(|it| it == record))
}

/// The articles that were compared and say nothing of it.
fn silent(model: &Model, accounts: &[AccountOf]) -> Vec<usize> {
    let Some(grouped) = &model.grouped else { return Vec::new() };
    let speaks = |index: usize| {
        let its = |it: &AccountOf| it.article == index && it.standing() != Standing::Apart;
        index == model.story.front || accounts.iter().any(its)
    };
    let all = 0..model.story.articles.len();
    all.filter(|&index| grouped.is_account(index) && !speaks(index)).collect()
}

impl Model {
    /// How other articles stand to a claim of the one in front, under the reader's word.
    pub fn stances(&self, row: ClaimRow) -> Option<Stances> {
        self.grouped.as_ref()?;
        self.story.slot()?.stances.get(place(self, row)?.claim).copied()
    }

    /// The judgements on claims of articles that are open.
    pub fn judged(&self) -> Vec<Judged> {
        let slots = self.story.articles.iter().enumerate();
        let of_slot = |(index, slot): (usize, &'_ Slot)| {
            slot.records().map(|id| (id, index)).collect::<Vec<_>>()
        };
        decided::judged(&self.ledger, &slots.flat_map(of_slot).collect())
    }
}

//! The matters of the story against its articles: who says the same, who says it otherwise, who
//! contradicts, who says nothing.
//!
//! A row is a claim that leads a group of claims, with all that speak to its matters, just as the
//! sidebar counts them; a column is an article. Two wordings are compared when their cell comes on
//! the screen, and what came of it is kept until it leaves.

mod narrowing;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::annotation::anchor::Finder;
use crate::annotation::{Annotation, Id, Ledger, Role};
use crate::decided::claim_rows::{ClaimRows, Scope};
use crate::group::{Comparison, Member, Place};
use crate::text::Span;

use super::Model;
use super::accounts::{Grouped, Lead, weight};
use super::layout::{Area, Size};
use super::story::{Slot, Story};
use narrowing::Narrowing;

/// The table over the panes.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The rows shown, by their places among all of them.
    pub rows: Vec<usize>,
    /// The articles, by their places in the story.
    pub columns: Vec<usize>,
    /// The row under the cursor.
    pub row: usize,
    /// The column under the cursor.
    pub column: usize,
    /// The first row shown.
    pub top: usize,
    /// The first column shown.
    pub left: usize,
    /// What narrows the rows, as it was typed.
    pub sought: String,
    /// Why that cannot be used, where it cannot.
    pub fault: Option<String>,
    /// The row that the reader went to last, by its claim: while it is typed what narrows the rows it
    /// may not be among them for a moment.
    meant: Option<Place>,
    /// What narrows them now, as long as not all rows were looked at.
    narrowing: Option<Narrowing>,
    /// What was compared.
    pub of: Arc<Grouped>,
    /// The cells on the screen, by row and article.
    cells: BTreeMap<(usize, usize), Cell>,
    /// Whether the articles on the screen still are what was compared.
    current: BTreeMap<usize, bool>,
    /// What the reader decided about claims, by article, as far as that was asked for.
    decided: BTreeMap<usize, BTreeMap<usize, Id>>,
    /// The act after which that was so.
    revision: u64,
}

/// What an article says of a matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Nothing.
    Absent,
    /// It was read again since, and is not compared anew yet.
    Changed,
    /// The wording that the others are compared with.
    Head {
        /// Which claim.
        place: Place,
        /// How many more of its claims speak to the matter.
        more: usize,
    },
    /// Another wording; of several the one that contradicts, then one that agrees.
    Said {
        /// Which claim.
        place: Place,
        /// How it stands to the head, which comes first.
        comparison: Comparison,
        /// How many more of its claims speak to the matter.
        more: usize,
    },
}

impl Cell {
    /// The claim it stands for.
    pub const fn place(&self) -> Option<Place> {
        match self {
            Self::Head { place, .. } | Self::Said { place, .. } => Some(*place),
            Self::Absent | Self::Changed => None,
        }
    }
}

impl Matrix {
    /// The whole table, with the cursor on the article in front.
    pub fn new(of: Arc<Grouped>, model: &Model) -> Self {
        let mut matrix = Self {
            rows: Vec::new(),
            columns: columns(&of, &model.story),
            row: 0,
            column: 0,
            top: 0,
            left: 0,
            sought: String::new(),
            fault: None,
            meant: None,
            narrowing: None,
            of,
            cells: BTreeMap::new(),
            current: BTreeMap::new(),
            decided: BTreeMap::new(),
            revision: 0,
        };
        matrix.column = matrix.columns.partition_point(|&article| article < model.story.front);
        matrix.revision = model.save.revision;
        matrix.look_for(0, model);
        matrix
    }

    /// How many rows there are without narrowing.
    pub fn whole(&self) -> usize {
        self.of.leads.len()
    }

    /// A row by its place among all of them.
    pub fn get(&self, row: usize) -> Option<&Lead> {
        self.of.leads.get(row)
    }

    /// The row under the cursor.
    pub fn current_row(&self) -> Option<&Lead> {
        self.of.leads.get(*self.rows.get(self.row)?)
    }

    /// The article under the cursor, by its place in the story.
    pub fn article(&self) -> Option<usize> {
        self.columns.get(self.column).copied()
    }

    /// A cell on the screen, by row and article.
    pub fn cell(&self, row: usize, article: usize) -> Option<&Cell> {
        self.cells.get(&(row, article))
    }

    /// The cell under the cursor.
    pub fn current(&self) -> Option<&Cell> {
        self.cell(*self.rows.get(self.row)?, self.article()?)
    }

    /// What the reader decided about a claim.
    pub fn decided<'a>(&self, place: Place, ledger: &'a Ledger) -> Option<&'a Annotation> {
        ledger.annotation(*self.decided.get(&place.article)?.get(&place.claim)?)
    }

    /// Takes in what was compared, decided or narrowed since; the cursor stays on its row where
    /// that is still there.
    pub fn follow(&mut self, model: &Model) {
        let grouped = model.grouped.as_ref().filter(|grouped| !Arc::ptr_eq(grouped, &self.of));
        if grouped.is_none() && self.revision == model.save.revision {
            return;
        }
        self.revision = model.save.revision;
        self.decided.clear();
        let otherwise = self.row;
        self.mean_current();
        let article = self.article();
        if let Some(grouped) = grouped {
            self.of = grouped.clone();
            self.columns = columns(&self.of, &model.story);
            self.cells.clear();
            // Those of before are none of these.
            self.take((0..self.whole()).collect(), otherwise);
            self.meant = None;
        } else if self.sought.is_empty() {
            // An act changes no row.
            return;
        }
        let same = self.columns.iter().position(|&it| Some(it) == article);
        self.column = same.unwrap_or(self.column);
        self.look_for(otherwise, model);
    }

    /// Shows only the rows that fit.
    pub fn narrow(&mut self, sought: &str, model: &Model) {
        if sought == self.sought {
            return;
        }
        sought.clone_into(&mut self.sought);
        self.look_for(0, model);
    }

    /// Lets go of what is derived for the screen.
    pub fn rest(&mut self) {
        self.cells.clear();
        self.current.clear();
    }

    /// Finds out what the reader decided about the claims of an article, unless that is known.
    fn ask(&mut self, article: usize, story: &Story, ledger: &Ledger) {
        let decided = || story.articles.get(article).map(|slot| decided(slot, ledger));
        self.decided.entry(article).or_insert_with(|| decided().unwrap_or_default());
    }

    fn keep_inside(&mut self) {
        self.row = self.row.min(self.rows.len().saturating_sub(1));
        self.column = self.column.min(self.columns.len().saturating_sub(1));
    }

    /// Moves the cursor among rows and columns.
    pub fn step(&mut self, rows: isize, columns: isize) {
        self.meant = None;
        self.row = self.row.saturating_add_signed(rows);
        self.column = self.column.saturating_add_signed(columns);
        self.keep_inside();
    }

    /// Brings the cursor on a screen of so many rows and columns, and compares what is on it.
    pub fn settle(&mut self, story: &Story, ledger: &Ledger, rows: usize, columns: usize) {
        self.keep_inside();
        self.top = scrolled(self.top, self.row, self.rows.len(), rows);
        self.left = scrolled(self.left, self.column, self.columns.len(), columns);
        let shown_rows = shown(&self.rows, self.top, rows);
        let shown_columns = shown(&self.columns, self.left, columns);
        for &article in &shown_columns {
            self.ask(article, story, ledger);
        }
        let current: BTreeMap<usize, bool> =
            shown_columns.iter().map(|&it| (it, self.of.is_of(story, it))).collect();
        let on_screen: BTreeSet<usize> = shown_rows.iter().copied().collect();
        let before = std::mem::replace(&mut self.current, current);
        let Self { cells, current, .. } = self;
        cells.retain(|&(row, article), _| {
            let is_same = before.get(&article) == current.get(&article);
            is_same && current.contains_key(&article) && on_screen.contains(&row)
        });
        for row in shown_rows {
            let wanted: BTreeSet<usize> = shown_columns
                .iter()
                .copied()
                .filter(|&article| !self.cells.contains_key(&(row, article)))
                .collect();
            if !wanted.is_empty() {
                self.compare(story, row, &wanted);
            }
        }
    }

    /// Makes the cells of a row and these articles.
    fn compare(&mut self, story: &Story, index: usize, articles: &BTreeSet<usize>) {
        let Some(row) = self.of.leads.get(index) else { return };
        let mut said: BTreeMap<usize, BTreeSet<Place>> = BTreeMap::new();
        for member in members(&self.of, row) {
            if articles.contains(&member.place.article) {
                said.entry(member.place.article).or_default().insert(member.place);
            }
        }
        for &article in articles {
            let places = said.remove(&article).unwrap_or_default();
            let cell = cell(&self.of, story, row.head, &places);
            self.cells.insert((index, article), cell);
        }
    }
}

/// What the claims of an article say of the matters of a head.
fn cell(of: &Grouped, story: &Story, head: Place, places: &BTreeSet<Place>) -> Cell {
    if places.is_empty() {
        return Cell::Absent;
    }
    if places.iter().chain(Some(&head)).any(|&place| of.said(story, place).is_none()) {
        return Cell::Changed;
    }
    if places.contains(&head) {
        return Cell::Head { place: head, more: places.len() - 1 };
    }
    let compared = places.iter().filter_map(|&place| Some((place, of.judge(story, head, place)?)));
    let compared: Vec<(Place, Comparison)> = compared.collect();
    let more = compared.len().saturating_sub(1);
    // The first of those that weigh most.
    let strongest = compared.into_iter().rev().max_by_key(|(_, it)| weight(it.relation));
    strongest.map_or(Cell::Absent, |(place, comparison)| Cell::Said { place, comparison, more })
}

/// The claims of the groups of a row; some more than once.
fn members<'a>(of: &'a Grouped, row: &'a Lead) -> impl Iterator<Item = &'a Member> {
    row.groups.iter().filter_map(|&index| of.groups.get(index)).flat_map(|it| &it.members)
}

/// The articles that were compared.
fn columns(of: &Grouped, story: &Story) -> Vec<usize> {
    (0..story.articles.len()).filter(|&index| of.is_account(index)).collect()
}

/// What the reader decided about the claims of an article.
fn decided(slot: &Slot, ledger: &Ledger) -> BTreeMap<usize, Id> {
    let Some(article) = slot.article() else { return BTreeMap::new() };
    let claims = slot.records().flat_map(|id| ledger.annotations_of(id));
    let claims = claims.filter(|it| matches!(it.role, Role::Claim(_)));
    let mut finder = Finder::new(article.document.text(), &article.code_points);
    let mut placed: Vec<(Span, Id)> =
        claims.filter_map(|it| Some((finder.place(it.anchor.selector()).span()?, it.id))).collect();
    if placed.is_empty() {
        return BTreeMap::new();
    }
    placed.sort();
    let mut decided = BTreeMap::new();
    for row in ClaimRows::new(Scope::All, article.claims(), placed).rows() {
        if let (Some(claim), Some(id)) = (row.claim(), row.annotation()) {
            decided.entry(claim).or_insert(id);
        }
    }
    decided
}

/// The first of `count` things shown, moved as little as possible so that the cursor is among the
/// `page` that are.
fn scrolled(first: usize, cursor: usize, count: usize, page: usize) -> usize {
    let page = page.max(1);
    let lowest = (cursor + 1).saturating_sub(page);
    first.min(cursor).max(lowest).min(count.saturating_sub(page))
}

fn shown(all: &[usize], first: usize, page: usize) -> Vec<usize> {
    all.iter().skip(first).take(page).copied().collect()
}

/// Where everything stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grid {
    /// The table, with its border.
    pub frame: Area,
    /// The box that shows all of the cell under the cursor.
    pub detail: Option<Area>,
    /// What stands above the columns.
    pub head: Area,
    /// The rows.
    pub body: Area,
    /// Cells of a row's words.
    pub label: u16,
    /// Cells of a column.
    pub column: u16,
    /// How many columns are shown.
    pub columns: u16,
}

/// Cells before a row's words: the cursor, the sign of a conflict, a space.
pub const LEAD: u16 = 3;
/// The fewest cells of a column: brackets, a sign, three more.
const LEAST_COLUMN: u16 = 6;
/// The most cells of a column.
const MOST_COLUMN: u16 = 14;
/// The fewest cells of a row's words.
const LEAST_LABEL: u16 = 8;
/// From this many rows on there is a box below.
const ROWS_FOR_DETAIL: u16 = 20;

/// Places the table for so many articles.
pub fn grid(size: Size, articles: usize) -> Grid {
    let height = size.rows.saturating_sub(1);
    let below = if height >= ROWS_FOR_DETAIL { (height / 3).clamp(8, 12) } else { 0 };
    let frame = Area { x: 0, y: 0, width: size.columns, height: height - below };
    let detail = (below > 0).then_some(Area { y: frame.height, height: below, ..frame });
    let inside = frame.inside();
    let above = match inside.height {
        0..=3 => 0,
        4..=7 => 1,
        8..=12 => 2,
        _ => 3,
    };
    let head = Area { height: above, ..inside };
    let body = Area { y: inside.y + above, height: inside.height - above, ..inside };
    let width = inside.width.saturating_sub(LEAD);
    let articles = u16::try_from(articles).unwrap_or(u16::MAX).max(1);
    let column = (width / 2 / articles).clamp(LEAST_COLUMN, MOST_COLUMN);
    let label = (width * 3 / 8).max(LEAST_LABEL);
    let columns = (width.saturating_sub(label) / column).clamp(1, articles);
    let label = width.saturating_sub(columns * column);
    Grid { frame, detail, head, body, label, column, columns }
}

impl Grid {
    /// Where the columns begin.
    pub const fn first_column(&self) -> u16 {
        self.body.x + LEAD + self.label
    }

    /// The row and the column under a cell of the screen, as counted from the first ones shown;
    /// none of the latter where the row's words are.
    pub fn under(&self, x: u16, y: u16) -> Option<(usize, Option<usize>)> {
        if !self.body.contains(x, y) {
            return None;
        }
        let nth = x.checked_sub(self.first_column()).map(|cells| cells / self.column);
        let column = nth.filter(|&nth| nth < self.columns).map(usize::from);
        Some((usize::from(y - self.body.y), column))
    }

    /// The columns shown, from the first one on.
    pub fn shown(&self, left: usize, all: usize) -> Range<usize> {
        left..(left + usize::from(self.columns)).min(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_articles_stand_side_by_side_at_120_columns() {
        let grid = grid(Size { columns: 120, rows: 40 }, 12);
        assert_eq!((grid.columns, grid.column), (12, 6));
        assert!(grid.label >= 40, "{grid:?}");
        assert_eq!(grid.head.height, 3);
    }

    #[test]
    fn everything_fits_at_every_size() {
        for columns in 0..300 {
            for rows in 0..60 {
                for articles in [0, 1, 2, 5, 12, 4000] {
                    let size = Size { columns, rows };
                    let grid = grid(size, articles);
                    let right = grid.first_column() + grid.columns * grid.column;
                    assert!(right <= columns.max(LEAST_COLUMN + LEAD + 1), "{size:?} {grid:?}");
                    assert!(grid.frame.height <= rows);
                    let below = grid.detail.map_or(0, |area| area.height);
                    assert!(grid.frame.height + below <= rows);
                }
            }
        }
    }

    #[test]
    fn the_cursor_is_always_among_what_is_shown() {
        for count in 0..12_usize {
            for page in 0..6 {
                for cursor in 0..count.max(1) {
                    for first in 0..count.max(1) {
                        let to = scrolled(first, cursor, count, page);
                        assert!(to <= cursor && cursor < to + page.max(1));
                    }
                }
            }
        }
    }
}

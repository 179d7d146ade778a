//! The matters of the story against its articles, and below them all of the cell under the cursor.

use super::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::annotation::{Annotation, Ledger, Verdict};
use crate::app::Model;
use crate::app::accounts::InConflict;
use crate::app::claim_rows::verdict;
use crate::app::layout::Area;
use crate::app::matrix::{Cell, Grid, LEAD, Matrix, grid};
use crate::app::story::Slot;
use crate::group::{Place, Relation};
use crate::text::{clean, wrap};

/// The fewest cells of a title that counts everything.
const WIDE: u16 = 72;

pub(super) fn draw(model: &Model, matrix: &Matrix, painter: &mut Painter<'_>) {
    let grid = grid(model.size, matrix.columns.len());
    let title = title(matrix, &grid, painter.glyphs());
    let foot = match (&matrix.fault, grid.detail) {
        (Some(fault), _) => fault.clone(),
        (None, Some(_)) => legend(painter.glyphs()),
        (None, None) => told_shortly(model, matrix, painter.glyphs()),
    };
    painter.frame(grid.frame, &title, &foot, true);
    draw_head(model, matrix, &grid, painter);
    if matrix.rows.is_empty() && matrix.narrowed().is_none() {
        let none = "no claim fits; Esc shows all of them";
        let Area { x, y, width, .. } = grid.body;
        painter.text(x + 1, y, none, width.saturating_sub(1), Role::Dim);
    }
    let shown = matrix.rows.iter().enumerate().skip(matrix.top);
    let lines = grid.body.y..grid.body.y + grid.body.height;
    for ((nth, &group), y) in shown.zip(lines) {
        draw_row(model, matrix, &grid, (nth, group), y, painter);
    }
    if let Some(area) = grid.detail {
        draw_detail(model, matrix, area, painter);
    }
}

fn title(matrix: &Matrix, grid: &Grid, glyphs: &Glyphs) -> String {
    let whole = || counted(matrix.whole(), "claim");
    let claims = match (matrix.narrowed(), matrix.rows.len()) {
        (Some(percent), _) => format!("looked at {percent}% of {}", whole()),
        (None, shown) if shown == matrix.whole() && grid.frame.width >= WIDE => {
            on_matters(matrix, glyphs)
        }
        (None, shown) if shown == matrix.whole() => whole(),
        (None, shown) => format!("{shown} of {}", whole()),
    };
    let all = matrix.columns.len();
    let shown = grid.shown(matrix.left, all);
    let articles = if shown.len() < all {
        format!("articles {}-{} of {all}", shown.start + 1, shown.end)
    } else {
        format!("{all} articles")
    };
    let narrowed = match matrix.sought.as_str() {
        "" => String::new(),
        sought => format!(" {} {sought}", glyphs.dot),
    };
    format!("Matrix ({claims}, {articles}){narrowed}")
}

/// How many claims lead how many matters. One that states two things leads both of them, and a matter
/// on which articles conflict is in the row of each claim that has a part in it.
fn on_matters(matrix: &Matrix, glyphs: &Glyphs) -> String {
    let claims = counted(matrix.whole(), "claim");
    let InConflict { groups, leads } = matrix.of.in_conflict;
    let contested = match leads {
        0 => String::new(),
        count => format!(", {}{count},", glyphs.conflicts),
    };
    let matters = counted(matrix.of.groups.len(), "matter");
    format!("{claims}{contested} on {matters}, {groups} with a conflict")
}

/// What the signs mean.
fn legend(glyphs: &Glyphs) -> String {
    let Glyphs { head, agrees, differs, conflicts, absent, .. } = glyphs;
    format!(
        "{head} compared with  {agrees} same  {differs} differs  {conflicts} conflicts  {absent} silent"
    )
}

/// The numbers of the articles, and below them their names as far as there is room.
fn draw_head(model: &Model, matrix: &Matrix, grid: &Grid, painter: &mut Painter<'_>) {
    let Some(names) = grid.head.height.checked_sub(1) else { return };
    for (nth, x) in columns(matrix, grid) {
        let Some(slot) = slot(model, matrix, nth) else { continue };
        let is_current = nth == matrix.column;
        let role = if is_current { Role::ItemCurrent } else { Role::Dim };
        let number = nth + 1;
        let number = if is_current { format!("[{number}]") } else { format!(" {number}") };
        painter.text(x, grid.head.y, &number, grid.column, role);
        let width = grid.column - 1;
        let lines = stacked(&name(slot), usize::from(width), usize::from(names));
        for (line, y) in lines.iter().zip(grid.head.y + 1..) {
            painter.cut_text(x + 1, y, line, width, role);
        }
    }
}

/// A name on at most so many lines. Words stay whole, to be cut where they are drawn; the last line
/// has all that is left.
fn stacked(name: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in clean::clean_line(name).split_whitespace() {
        let is_last = lines.len() == most;
        match lines.last_mut() {
            Some(line) if is_last || wrap::cells(line) + 1 + wrap::cells(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.truncate(most);
    lines
}

/// The columns shown, with where they begin.
fn columns(matrix: &Matrix, grid: &Grid) -> impl Iterator<Item = (usize, u16)> {
    let first = grid.first_column();
    let places = (first..).step_by(usize::from(grid.column));
    grid.shown(matrix.left, matrix.columns.len()).zip(places)
}

fn slot<'a>(model: &'a Model, matrix: &Matrix, nth: usize) -> Option<&'a Slot> {
    model.story.articles.get(*matrix.columns.get(nth)?)
}

/// Who published an article, else its title.
fn name(slot: &Slot) -> String {
    let outlet = slot.article().and_then(|article| article.metadata.outlet.clone());
    outlet.unwrap_or_else(|| slot.title())
}

fn draw_row(
    model: &Model,
    matrix: &Matrix,
    grid: &Grid,
    (nth, index): (usize, usize),
    y: u16,
    painter: &mut Painter<'_>,
) {
    let Some(row) = matrix.get(index) else { return };
    let glyphs = painter.glyphs();
    let is_current = nth == matrix.row;
    let x = grid.body.x;
    if is_current {
        painter.text(x, y, glyphs.cursor, 1, Role::ItemCurrent);
    }
    if row.conflict {
        painter.text(x + 1, y, glyphs.conflicts, 1, Role::Error);
    }
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    let words = words(model, matrix, row.head).unwrap_or_default();
    let label = grid.label.saturating_sub(1);
    painter.cut_text(x + LEAD, y, words, label, role);
    for (column, x) in columns(matrix, grid) {
        let Some(&article) = matrix.columns.get(column) else { continue };
        let Some(cell) = matrix.cell(index, article) else { continue };
        let decided = cell.place().and_then(|place| matrix.decided(place, &model.ledger));
        let marks = decided.map_or_else(String::new, |it| marks(it, &model.ledger, glyphs));
        let is_cursor = is_current && column == matrix.column;
        draw_cell(cell, &marks, is_cursor, Area { x, y, width: grid.column, height: 1 }, painter);
    }
    if is_current {
        painter.tint(Area { y, height: 1, ..grid.body }, Role::Selected);
    }
}

/// A sign, and what the reader decided; brackets around the cell under the cursor.
fn draw_cell(cell: &Cell, marks: &str, is_cursor: bool, area: Area, painter: &mut Painter<'_>) {
    let (sign, role) = sign(cell, painter.glyphs());
    let room = area.width.saturating_sub(3);
    let marks = wrap::truncate(marks, usize::from(room));
    if is_cursor {
        painter.text(area.x, area.y, "[", 1, Role::ItemCurrent);
    }
    let x = painter.text(area.x + 1, area.y, sign, 1, role);
    let x = painter.text(x, area.y, marks, room, Role::Mark);
    if is_cursor {
        painter.text(x, area.y, "]", 1, Role::ItemCurrent);
    }
}

const fn sign(cell: &Cell, glyphs: &Glyphs) -> (&'static str, Role) {
    match cell {
        Cell::Absent => (glyphs.absent, Role::Dim),
        Cell::Changed => (glyphs.changed, Role::Dim),
        Cell::Head { .. } => (glyphs.head, Role::ItemCurrent),
        Cell::Said { comparison, .. } => match comparison.relation {
            Relation::Agrees => (glyphs.agrees, Role::Text),
            Relation::Differs => (glyphs.differs, Role::Mark),
            Relation::Conflicts => (glyphs.conflicts, Role::Error),
        },
    }
}

/// The verdict, the digits of the tags, or that there are some without.
fn marks(annotation: &Annotation, ledger: &Ledger, glyphs: &Glyphs) -> String {
    let mut marks = match verdict(Some(annotation)) {
        Some(Verdict::Accepted) => glyphs.accepted.to_owned(),
        Some(Verdict::Dismissed) => glyphs.dismissed.to_owned(),
        None => String::new(),
    };
    let digit = |name| ledger.tag(name).and_then(|tag| tag.digit);
    let mut digits: Vec<u8> = annotation.tags.iter().filter_map(digit).collect();
    digits.sort_unstable();
    let has_others = digits.len() < annotation.tags.len();
    marks.extend(digits.iter().map(u8::to_string));
    if has_others {
        marks.push_str(glyphs.tag);
    }
    if !annotation.note.is_empty() {
        marks.push_str(glyphs.note);
    }
    marks
}

fn words<'a>(model: &'a Model, matrix: &Matrix, place: Place) -> Option<&'a str> {
    let said = matrix.of.said(&model.story, place)?;
    Some(said.claim.span.of(said.text))
}

/// The cell under the cursor in few words, where there is no box for it.
fn told_shortly(model: &Model, matrix: &Matrix, glyphs: &Glyphs) -> String {
    let Some(slot) = slot(model, matrix, matrix.column) else { return String::new() };
    let Some(cell) = matrix.current() else { return String::new() };
    let mut parts = vec![stance(cell, glyphs)];
    if let Cell::Said { comparison, .. } = cell
        && !comparison.reason.is_empty()
    {
        parts.push(comparison.reason.clone());
    }
    parts.insert(0, name(slot));
    parts.join(&format!(" {} ", glyphs.dot))
}

fn stance(cell: &Cell, glyphs: &Glyphs) -> String {
    let (sign, _) = sign(cell, glyphs);
    let told = match cell {
        Cell::Absent => "says nothing of it",
        Cell::Changed => "was read again; it is being compared anew",
        Cell::Head { .. } => "the others are compared with this",
        Cell::Said { comparison, .. } => comparison.relation.name(),
    };
    format!("{sign} {told}")
}

/// All of the cell under the cursor: who says it, how it stands to the head, what was decided, its
/// words and those of the head.
fn draw_detail(model: &Model, matrix: &Matrix, area: Area, painter: &mut Painter<'_>) {
    painter.frame(area, "", "", false);
    let lines = told(model, matrix, painter.glyphs());
    let inside = area.inside();
    let room = inside.width.saturating_sub(2);
    let mut rows = inside.y..inside.y + inside.height;
    for (text, role) in &lines {
        for line in wrap::wrap(text, usize::from(room).max(1), wrap::Setting::Flowing) {
            let Some(y) = rows.next() else { return };
            painter.text(inside.x + 1, y, line.span.of(text), room, *role);
        }
    }
}

fn told(model: &Model, matrix: &Matrix, glyphs: &Glyphs) -> Vec<(String, Role)> {
    let (Some(row), Some(slot)) = (matrix.current_row(), slot(model, matrix, matrix.column)) else {
        return Vec::new();
    };
    let dot = format!(" {} ", glyphs.dot);
    let mut source = vec![format!("[{}] {}", matrix.column + 1, slot.title())];
    if let Some(article) = slot.article() {
        source.extend(article.metadata.outlet.clone());
        source.extend(article.metadata.published.map(|date| date.to_string()));
    }
    let mut facts = vec![counted(row.articles, "article")];
    if let [group] = row.groups.as_slice()
        && let Some(group) = matrix.of.groups.get(*group)
    {
        facts.push(counted(group.origins, "origin"));
    }
    let mut lines = vec![(source.join(&dot), Role::Dim)];
    let Some(cell) = matrix.current() else { return lines };
    let (_, role) = sign(cell, glyphs);
    facts.insert(0, stance(cell, glyphs));
    match cell {
        Cell::Head { more, .. } | Cell::Said { more, .. } if *more > 0 => {
            facts.push(format!("{} of this article", counted(*more, "more claim")));
        }
        _ => {}
    }
    lines.push((facts.join(&dot), role));
    if let Cell::Said { comparison, .. } = cell
        && !comparison.reason.is_empty()
    {
        lines.push((comparison.reason.clone(), Role::Mark));
    }
    if let Some(place) = cell.place() {
        let decided = matrix.decided(place, &model.ledger);
        lines.extend(decided.map(|it| (decided_told(it, glyphs), Role::Mark)));
        let words = words(model, matrix, place).unwrap_or_default();
        lines.push((words.to_owned(), Role::Text));
    }
    let head = Some(row.head).filter(|&head| cell.place() != Some(head));
    if let Some(head) = head
        && let Some(words) = words(model, matrix, head)
    {
        // Its column may be out of sight.
        let nth = matrix.columns.binary_search(&head.article).map_or(0, |nth| nth + 1);
        let who = model.story.articles.get(head.article).map(name).unwrap_or_default();
        lines.push((format!("{} [{nth}] {who}: {words}", glyphs.head), Role::Dim));
    }
    lines
}

/// So many of what a noun names.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The reader's verdict, tags, note and words.
fn decided_told(annotation: &Annotation, glyphs: &Glyphs) -> String {
    let mut parts = match verdict(Some(annotation)) {
        Some(Verdict::Accepted) => vec![format!("{} accepted", glyphs.accepted)],
        Some(Verdict::Dismissed) => vec![format!("{} dismissed", glyphs.dismissed)],
        None => Vec::new(),
    };
    parts.extend(annotation.tags.iter().map(|tag| format!("{}{tag}", glyphs.tag)));
    if !annotation.wording.is_empty() {
        parts.push(format!("= {}", annotation.wording));
    }
    if !annotation.note.is_empty() {
        parts.push(format!("{} {}", glyphs.note, annotation.note.replace('\n', " ")));
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_stacked_as_it_is_shown() {
        assert_eq!(stacked("The Log of Ostra", 8, 2), ["The Log", "of Ostra"]);
        assert_eq!(stacked("a\u{9b} b\u{202e}c", 6, 2), ["a<9B>", "bc"]);
    }
}

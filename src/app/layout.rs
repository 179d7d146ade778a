//! From the window's size to the panes' places. Pure.

use crate::config::{PANE_WIDTHS, Widths};

/// The window's size in cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    /// Cells from left to right.
    pub columns: u16,
    /// Cells from top to bottom.
    pub rows: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Cells from left to right.
    pub width: u16,
    /// Cells from top to bottom.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies inside.
    pub const fn contains(self, column: u16, row: u16) -> bool {
        self.x <= column
            && column < self.x.saturating_add(self.width)
            && self.y <= row
            && row < self.y.saturating_add(self.height)
    }

    /// What is left inside a border one cell wide.
    pub const fn inside(self) -> Self {
        Self {
            x: self.x.saturating_add(1),
            y: self.y.saturating_add(1),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }
}

/// The three panes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Pane {
    /// The article list.
    List,
    /// The reading pane.
    Text,
    /// The claim sidebar.
    Sidebar,
}

impl Pane {
    /// All of them, from left to right.
    pub const ALL: [Self; 3] = [Self::List, Self::Text, Self::Sidebar];

    /// The pane to the right of this one, or to the left; round and round.
    pub fn neighbour(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::List, true) | (Self::Sidebar, false) => Self::Text,
            (Self::Text, true) | (Self::List, false) => Self::Sidebar,
            (Self::Sidebar, true) | (Self::Text, false) => Self::List,
        }
    }
}

/// Where everything stands; a pane that is not shown has no place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// The article list, with its border.
    pub list: Option<Area>,
    /// The reading pane, with its border.
    pub text: Option<Area>,
    /// The claim sidebar, with its border.
    pub sidebar: Option<Area>,
    /// The note editor, with its border.
    pub note: Option<Area>,
    /// The bottom line.
    pub status: Area,
}

impl Places {
    /// The place of a pane.
    pub const fn of(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Text => self.text,
            Pane::Sidebar => self.sidebar,
        }
    }
}

/// The smallest window in which panes are shown.
pub const SMALLEST: Size = Size { columns: 20, rows: 5 };
/// From this width on, two panes stand side by side.
const TWO_PANES: u16 = 70;
/// From this width on, all three do.
const THREE_PANES: u16 = 100;
/// Rows of an open note editor, border included.
const NOTE_ROWS: u16 = 8;

/// Cells of the reading pane before the text: the sentence bar, what a passage is, what hangs on it,
/// a space.
pub const GUTTER: u16 = 4;
/// The fewest cells that a side pane has beside the text.
const LEAST_SIDE: u16 = *PANE_WIDTHS.start();
/// The fewest cells that the text has beside other panes.
const LEAST_TEXT: u16 = 30;

/// Screen rows of an article in the list.
pub const ROWS_PER_ARTICLE: u16 = 2;

/// What the reader wishes of the panes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    /// How wide they are to be, as far as the window allows.
    pub widths: Widths,
    /// Whether only the pane in focus is to be shown.
    pub alone: bool,
}

/// The part of the reading pane that holds text, without border and gutter, in lines of at most
/// `measure` cells.
pub fn text_body(text_pane: Area, measure: u16) -> Area {
    let inner = text_pane.inside();
    let width = inner.width.saturating_sub(GUTTER + 1).min(measure);
    let spare = inner.width.saturating_sub(width + GUTTER);
    Area { x: inner.x + GUTTER + spare / 2, width, ..inner }
}

/// The rows of the help page that a window holds.
pub fn help_height(size: Size) -> usize {
    usize::from(size.rows.saturating_sub(3)).max(1)
}

/// The cells of a line of the help page in a window.
pub fn help_width(size: Size) -> usize {
    usize::from(size.columns.saturating_sub(2))
}

/// Rows of the box that shows all of a list's current row, border included.
const DETAIL_ROWS: u16 = 8;
/// From this many rows on a list has that box.
const ROWS_FOR_DETAIL: u16 = 20;

/// The places of a list over the panes and of the box that shows all of its current row.
pub fn listing_places(size: Size) -> (Area, Option<Area>) {
    let height = size.rows.saturating_sub(1);
    let below = if height >= ROWS_FOR_DETAIL { DETAIL_ROWS } else { 0 };
    let rows = Area { x: 0, y: 0, width: size.columns, height: height - below };
    let detail = Area { y: rows.height, height: below, ..rows };
    (rows, (below > 0).then_some(detail))
}

/// Where a claim stands with the accounts beside it: everything above the bottom line.
pub fn compare_place(size: Size) -> Area {
    Area { x: 0, y: 0, width: size.columns, height: size.rows.saturating_sub(1) }
}

/// Places the panes; none where the window is too small.
///
/// With two panes the text shares the window with `beside`, the list or the sidebar.
pub fn lay_out(
    size: Size,
    focus: Pane,
    beside: Pane,
    note_open: bool,
    wishes: Wishes,
) -> Option<Places> {
    if size.columns < SMALLEST.columns || size.rows < SMALLEST.rows {
        return None;
    }
    let status = Area { x: 0, y: size.rows - 1, width: size.columns, height: 1 };
    let mut height = size.rows - 1;
    let mut places = Places { status, ..Places::default() };
    if note_open {
        let rows = NOTE_ROWS.min(height / 2).max(3);
        height -= rows;
        places.note = Some(Area { x: 0, y: height, width: size.columns, height: rows });
    }
    let column = |x: u16, width: u16| Some(Area { x, y: 0, width, height });
    let whole = size.columns;
    let Wishes { widths, alone } = wishes;
    if whole >= THREE_PANES && !alone {
        let list = widths.list.unwrap_or_else(|| (whole / 4).clamp(26, 36));
        let list = list.clamp(LEAST_SIDE, whole - LEAST_TEXT - LEAST_SIDE);
        let sidebar = widths.sidebar.unwrap_or_else(|| (whole * 3 / 10).clamp(32, 52));
        let sidebar = sidebar.clamp(LEAST_SIDE, whole - LEAST_TEXT - list);
        places.list = column(0, list);
        places.text = column(list, whole - list - sidebar);
        places.sidebar = column(whole - sidebar, sidebar);
    } else if whole >= TWO_PANES && !alone {
        let width = if beside == Pane::List { widths.list } else { widths.sidebar };
        let shared = width.unwrap_or_else(|| (whole * 2 / 5).clamp(28, 36));
        let shared = shared.clamp(LEAST_SIDE, whole - LEAST_TEXT);
        if beside == Pane::List {
            places.list = column(0, shared);
            places.text = column(shared, whole - shared);
        } else {
            places.text = column(0, whole - shared);
            places.sidebar = column(whole - shared, shared);
        }
    } else {
        let only = column(0, whole);
        match focus {
            Pane::List => places.list = only,
            Pane::Text => places.text = only,
            Pane::Sidebar => places.sidebar = only,
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panes(columns: u16, rows: u16, focus: Pane) -> Vec<(Pane, Area)> {
        let Some(places) =
            lay_out(Size { columns, rows }, focus, Pane::Sidebar, false, Wishes::default())
        else {
            return Vec::new();
        };
        Pane::ALL.into_iter().filter_map(|pane| Some((pane, places.of(pane)?))).collect()
    }

    #[test]
    fn three_two_and_one_pane() {
        let names = |columns| -> Vec<Pane> {
            panes(columns, 24, Pane::Text).into_iter().map(|(pane, _)| pane).collect()
        };
        assert_eq!(names(100), Pane::ALL);
        assert_eq!(names(70), [Pane::Text, Pane::Sidebar]);
        assert_eq!(names(69), [Pane::Text]);
        assert_eq!(names(19), []);
    }

    #[test]
    fn panes_fill_the_width_without_overlap_at_every_size() {
        for columns in 20..=400 {
            for focus in Pane::ALL {
                let panes = panes(columns, 24, focus);
                let mut next = 0;
                for (_, area) in panes {
                    assert_eq!(area.x, next);
                    assert!(area.width >= 20.min(columns));
                    next += area.width;
                }
                assert_eq!(next, columns);
            }
        }
    }

    #[test]
    fn wished_widths_hold_as_far_as_the_window_allows() {
        for columns in 70..=300 {
            for (list, sidebar) in [(16, 16), (30, 40), (200, 16), (16, 200), (200, 200)] {
                for beside in [Pane::List, Pane::Sidebar] {
                    let widths = Widths { list: Some(list), sidebar: Some(sidebar) };
                    let wishes = Wishes { widths, alone: false };
                    let size = Size { columns, rows: 24 };
                    let places = lay_out(size, Pane::Text, beside, false, wishes).unwrap();
                    let widths: Vec<u16> = Pane::ALL
                        .into_iter()
                        .filter_map(|pane| Some(places.of(pane)?.width))
                        .collect();
                    assert_eq!(widths.iter().sum::<u16>(), columns);
                    assert!(places.text.unwrap().width >= LEAST_TEXT, "{columns}: {widths:?}");
                    assert!(widths.iter().all(|&width| width >= LEAST_SIDE));
                    if columns >= 100 && (list, sidebar) == (30, 40) {
                        assert_eq!(widths, [30, columns - 70, 40]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_pane_alone_has_the_whole_window() {
        let wishes = Wishes { alone: true, ..Wishes::default() };
        for columns in [20, 80, 200] {
            let size = Size { columns, rows: 24 };
            let places = lay_out(size, Pane::Text, Pane::List, false, wishes).unwrap();
            assert_eq!((places.list, places.sidebar), (None, None));
            assert_eq!(places.text.map(|area| area.width), Some(columns));
        }
    }

    #[test]
    fn the_focused_pane_is_always_shown_where_only_one_is() {
        for focus in Pane::ALL {
            assert_eq!(panes(60, 20, focus).first().map(|(pane, _)| *pane), Some(focus));
        }
    }

    #[test]
    fn the_note_editor_leaves_rows_for_the_text() {
        for rows in 5..60 {
            let size = Size { columns: 80, rows };
            let places = lay_out(size, Pane::Text, Pane::List, true, Wishes::default()).unwrap();
            let (text, note) = (places.text.unwrap(), places.note.unwrap());
            assert_eq!(text.height + note.height + 1, rows);
            assert!(note.height >= 2 && text.height >= 1, "{rows}");
        }
    }

    #[test]
    fn panes_follow_one_another_both_ways() {
        for pane in Pane::ALL {
            assert_eq!(pane.neighbour(true).neighbour(false), pane);
        }
    }
}

//! The note editor.

use super::paint::Painter;
use super::theme::Role;
use super::typed;
use crate::app::Model;
use crate::app::editor::Editor;
use crate::app::layout::Area;
use crate::app::note::NoteOn;
use crate::app::story::Slot;
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    editor: &Editor,
    on: NoteOn,
    area: Area,
    painter: &mut Painter<'_>,
) {
    painter.clear(area, Role::Text);
    let about = match on {
        NoteOn::Passage(target) => {
            let article = model.story.article();
            article.map_or("", |article| article.document.slice(target.span)).replace('\n', " ")
        }
        NoteOn::Article(index) => {
            model.story.articles.get(index).map(Slot::title).unwrap_or_default()
        }
        NoteOn::Story => model.story.name.clone(),
    };
    painter.frame(area, &format!("Note on {}: {about}", on.name()), "", true);
    let inside = area.inside();
    let height = usize::from(inside.height);
    let lines = set(editor, usize::from(inside.width.saturating_sub(1)).max(1), height);
    let cursor_row = lines.iter().position(|line| line.cursor.is_some()).unwrap_or(0);
    let from = (cursor_row + 1).saturating_sub(height);
    for (line, y) in lines.iter().skip(from).zip(inside.y..inside.y + inside.height) {
        painter.text(inside.x, y, &line.text, inside.width, Role::Text);
        if let Some(cell) = line.cursor {
            let x = inside.x.saturating_add(u16::try_from(cell).unwrap_or(u16::MAX));
            painter.tint(Area { x, y, width: 1, height: 1 }, Role::Cursor);
        }
    }
}

/// A line of the editor on the screen, with the cell its cursor is on.
struct Line {
    text: String,
    cursor: Option<usize>,
}

/// Cuts the editor's lines at the width: cell by cell, so that white space at an end stays seen. Only
/// as many before and after the cursor as there are rows: no more can be seen.
fn set(editor: &Editor, width: usize, height: usize) -> Vec<Line> {
    let (cursor_line, cursor_char) = editor.cursor();
    let mut lines = Vec::new();
    let numbered = editor.lines().iter().enumerate();
    for (number, text) in numbered.skip(cursor_line.saturating_sub(height)).take(2 * height) {
        let (text, at) = typed::shown(text, cursor_char);
        let mut cursor = (number == cursor_line).then_some(at);
        let mut rest = text.as_str();
        loop {
            let cut = match wrap::byte_at_cell(rest, width) {
                // A character wider than the window is still one character.
                0 => rest.chars().next().map_or(0, char::len_utf8),
                cut => cut,
            };
            let (line, after) = rest.split_at(cut);
            let here = cursor.filter(|&at| at < cut || after.is_empty());
            let cell = here.map(|at| wrap::cell_of(line, at));
            lines.push(Line { text: line.to_owned(), cursor: cell });
            if after.is_empty() {
                break;
            }
            cursor = if here.is_some() { None } else { cursor.map(|at| at - cut) };
            rest = after;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str, width: usize) -> Vec<(String, Option<usize>)> {
        let editor = Editor::lines_of(text);
        set(&editor, width, 10).into_iter().map(|line| (line.text, line.cursor)).collect()
    }

    #[test]
    fn long_lines_go_on_below_with_the_cursor() {
        assert_eq!(shape("abcdef", 4), [("abcd".to_owned(), None), ("ef".to_owned(), Some(2))]);
        assert_eq!(shape("a\n", 4), [("a".to_owned(), None), (String::new(), Some(0))]);
        // Signs that are shown as others have their room.
        assert_eq!(
            shape("\u{9b}\u{9b}a", 8),
            [("<9B><9B>".to_owned(), None), ("a".to_owned(), Some(1))]
        );
    }

    #[test]
    fn of_a_long_note_only_what_can_be_seen_is_set() {
        let lines: Vec<String> = (0..1000).map(|number| format!("line {number}")).collect();
        let set = shape(&lines.join("\n"), 20);
        assert_eq!(set.first().unwrap().0, "line 989");
        assert_eq!(set.last().unwrap(), &("line 999".to_owned(), Some(8)));
    }

    #[test]
    fn a_character_wider_than_the_window_does_not_hang() {
        assert_eq!(shape("漢字", 1).len(), 2);
    }
}

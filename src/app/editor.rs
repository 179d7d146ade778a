//! A text being typed: the one home of the text-area crate.

use ratatui_textarea::{CursorMove, Input, Key as TextKey, TextArea};

use crate::keymap::key::{Key, KeyCode};

/// A text of one or several lines with a cursor and its own undo.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
    one_line: bool,
}

impl Editor {
    /// An editor of one line that holds `text`.
    pub fn line(text: &str) -> Self {
        Self::new(text, true)
    }

    /// An editor of several lines that holds `text`.
    pub fn lines_of(text: &str) -> Self {
        Self::new(text, false)
    }

    fn new(text: &str, one_line: bool) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, one_line }
    }

    /// What is typed.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The lines of it, never none.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// The line and the code point the cursor is on, both from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Puts `text` in the place of everything typed.
    pub fn replace(&mut self, text: &str) {
        *self = Self::new(text, self.one_line);
    }

    /// Types a piece of text at once, as one step of undo.
    pub fn insert(&mut self, text: &str) {
        let text = if self.one_line { text.replace('\n', " ") } else { text.to_owned() };
        self.area.insert_str(text);
    }

    /// Takes back the last step of typing.
    pub fn undo(&mut self) {
        self.area.undo();
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        self.area.redo();
    }

    /// Removes the line up to the cursor.
    pub fn clear_line(&mut self) {
        self.area.delete_line_by_head();
    }

    /// Handles a key; whether the text changed.
    pub fn press(&mut self, key: Key) -> bool {
        if self.one_line && key.code == KeyCode::Enter {
            return false;
        }
        self.area.input(Input {
            key: text_key(key.code),
            ctrl: key.ctrl,
            alt: key.alt,
            shift: key.shift,
        })
    }
}

fn text_key(code: KeyCode) -> TextKey {
    match code {
        KeyCode::Char(character) => TextKey::Char(character),
        KeyCode::Enter => TextKey::Enter,
        KeyCode::Tab => TextKey::Tab,
        KeyCode::Esc => TextKey::Esc,
        KeyCode::Backspace => TextKey::Backspace,
        KeyCode::Delete => TextKey::Delete,
        KeyCode::Insert => TextKey::Null,
        KeyCode::Up => TextKey::Up,
        KeyCode::Down => TextKey::Down,
        KeyCode::Left => TextKey::Left,
        KeyCode::Right => TextKey::Right,
        KeyCode::Home => TextKey::Home,
        KeyCode::End => TextKey::End,
        KeyCode::PageUp => TextKey::PageUp,
        KeyCode::PageDown => TextKey::PageDown,
        KeyCode::F(number) => TextKey::F(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(editor: &mut Editor, text: &str) {
        for character in text.chars() {
            editor.press(Key::char(character));
        }
    }

    #[test]
    fn typing_goes_on_at_the_end() {
        let mut editor = Editor::lines_of("one\ntwo");
        type_in(&mut editor, "é漢");
        assert_eq!(editor.text(), "one\ntwoé漢");
        assert_eq!(editor.cursor(), (1, 5));
    }

    #[test]
    fn a_line_stays_a_line() {
        let mut editor = Editor::line("a");
        editor.press(Key::plain(KeyCode::Enter));
        editor.insert("b\nc");
        assert_eq!(editor.text(), "ab c");
    }

    #[test]
    fn pasting_is_one_step_of_undo() {
        let mut editor = Editor::lines_of("");
        editor.insert("several words\nand lines");
        editor.undo();
        assert_eq!(editor.text(), "");
    }
}

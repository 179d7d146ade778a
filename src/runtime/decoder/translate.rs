//! From the parser crate's events to ours.

use crate::keymap::input::{Input, Mouse, MouseKind};
use crate::keymap::key::{Key, KeyCode};
use terminput::{
    Event, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    ScrollDirection,
};

/// What one whole sequence or character means; `None` when it is nothing that is told.
pub(super) fn translate(bytes: &[u8]) -> Option<Input> {
    if has_no_place(bytes) {
        return None;
    }
    match Event::parse_from(bytes).ok()?? {
        Event::Key(event) => key(event, bytes).map(Input::Key),
        Event::Mouse(event) => mouse(event).map(Input::Mouse),
        _ => None,
    }
}

/// Whether it is a mouse report with a column or row 0. They count from 1, and the parser
/// subtracts without looking.
fn has_no_place(bytes: &[u8]) -> bool {
    let Some(parameters) = bytes.strip_suffix(b"M").or_else(|| bytes.strip_suffix(b"m")) else {
        return false;
    };
    parameters.split(|&byte| byte == b';').skip(1).any(|digits| {
        str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u16>().ok()) == Some(0)
    })
}

fn key(event: KeyEvent, bytes: &[u8]) -> Option<Key> {
    // Super and Hyper belong to the window manager: such a key must not act as the bare one.
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CTRL);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match (code(event.code)?, bytes.last()) {
        // The parser names these four after the digits of a VT220 keyboard.
        (KeyCode::Char(_), Some(0x1c)) => KeyCode::Char('\\'),
        (KeyCode::Char(_), Some(0x1d)) => KeyCode::Char(']'),
        (KeyCode::Char(_), Some(0x1e)) => KeyCode::Char('^'),
        (KeyCode::Char(_), Some(0x1f)) => KeyCode::Char('_'),
        (KeyCode::Char(character), _) if ctrl => KeyCode::Char(character.to_ascii_lowercase()),
        (KeyCode::Char(character), _) if shift => KeyCode::Char(upper(character)),
        (code, _) => code,
    };
    Some(Key {
        code,
        ctrl,
        alt: event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META),
        shift: shift && !matches!(code, KeyCode::Char(_)),
    })
}

/// The capital letter, where it is one character.
fn upper(character: char) -> char {
    let mut capital = character.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) => capital,
        _ => character,
    }
}

fn code(code: terminput::KeyCode) -> Option<KeyCode> {
    use terminput::KeyCode as Sent;
    Some(match code {
        Sent::Char(character) if character.is_control() => return None,
        Sent::Char(character) => KeyCode::Char(character),
        Sent::Enter => KeyCode::Enter,
        Sent::Tab => KeyCode::Tab,
        Sent::Esc => KeyCode::Esc,
        Sent::Backspace => KeyCode::Backspace,
        Sent::Delete => KeyCode::Delete,
        Sent::Insert => KeyCode::Insert,
        Sent::Up => KeyCode::Up,
        Sent::Down => KeyCode::Down,
        Sent::Left => KeyCode::Left,
        Sent::Right => KeyCode::Right,
        Sent::Home => KeyCode::Home,
        Sent::End => KeyCode::End,
        Sent::PageUp => KeyCode::PageUp,
        Sent::PageDown => KeyCode::PageDown,
        Sent::F(number @ 1..=12) => KeyCode::F(number),
        _ => return None,
    })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Scroll(ScrollDirection::Up) => MouseKind::WheelUp,
        MouseEventKind::Scroll(ScrollDirection::Down) => MouseKind::WheelDown,
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}

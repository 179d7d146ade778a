//! Reads what was sent to a terminal, and allows what is on a list.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use variorum::text::clean;
use vte::{Params, Parser, Perform};

/// The private modes that may be turned on and off.
const MODES: [u16; 7] = [25, 1000, 1002, 1006, 1049, 2004, 2026];

/// What was found in the bytes.
#[derive(Default)]
struct Checker {
    /// What is on no list, and how often.
    found: BTreeMap<String, usize>,
    /// The text between two controls.
    line: String,
    /// Whether the last control sequence was one whose end is ESC \.
    in_string: bool,
}

impl Checker {
    fn refuse(&mut self, what: impl Into<String>) {
        *self.found.entry(what.into()).or_default() += 1;
    }

    /// Text is what the sanitiser lets through; asked of it character by character and of the whole
    /// run, since marks and joiners are a matter of what stands before them.
    fn settle(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.chars().any(is_unseen) {
            self.refuse(format!("text {line:?}"));
        } else if line.chars().filter(|found| !found.is_ascii()).count() > 0
            && clean::clean_counted(&line).hidden > 0
        {
            self.refuse(format!("marks {line:?}"));
        }
    }
}

/// Characters that are not seen, or change the direction, whatever stands beside them; a list of its
/// own, so that one the sanitiser forgets is found.
fn is_unseen(found: char) -> bool {
    found.is_control()
        || matches!(found,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}' | '\u{1d173}'..='\u{1d17a}')
}

impl Perform for Checker {
    fn print(&mut self, found: char) {
        self.line.push(found);
    }

    fn execute(&mut self, byte: u8) {
        self.settle();
        if !b"\r\n".contains(&byte) {
            self.refuse(format!("control {byte:#04x}"));
        }
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        self.settle();
        self.refuse(format!("device control {action}"));
    }

    fn osc_dispatch(&mut self, parts: &[&[u8]], _: bool) {
        self.settle();
        self.in_string = true;
        let is_allowed = match parts {
            [b"11", b"?"] => true,
            [b"52", b"c", text] => is_clean(text),
            _ => false,
        };
        if !is_allowed {
            let parts: Vec<String> = parts.iter().map(|it| it.escape_ascii().to_string()).collect();
            self.refuse(format!("operating system command {}", parts.join(";")));
        }
    }

    fn csi_dispatch(&mut self, parameters: &Params, between: &[u8], _: bool, action: char) {
        self.settle();
        let numbers: Vec<u16> = parameters.iter().flatten().copied().collect();
        let is_allowed = match (between, action) {
            // The eight colours by their old numbers are never sent.
            ([], 'm') => !matches!(numbers[..], [30..=37 | 40..=47]),
            ([], 'H') => numbers.len() == 2,
            ([], 'J') => numbers == [2],
            ([b'?'], 'h' | 'l') => numbers.iter().all(|mode| MODES.contains(mode)),
            _ => false,
        };
        if !is_allowed {
            let between = between.escape_ascii();
            self.refuse(format!("control sequence {between}{numbers:?}{action}"));
        }
    }

    fn esc_dispatch(&mut self, between: &[u8], _: bool, byte: u8) {
        self.settle();
        let ends = std::mem::take(&mut self.in_string) && byte == b'\\' && between.is_empty();
        if !ends {
            self.refuse(format!("escape {}{}", between.escape_ascii(), byte.escape_ascii()));
        }
    }
}

/// Whether what is put into the clipboard is clean text.
fn is_clean(encoded: &[u8]) -> bool {
    let text = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| clean::clean_counted(&text).hidden == 0)
}

/// What is on no list in these bytes, and how often; nothing where all of it may be sent.
pub(crate) fn refused(bytes: &[u8]) -> BTreeMap<String, usize> {
    let mut checker = Checker::default();
    if str::from_utf8(bytes).is_err() {
        // To a terminal of eight bits these are control characters.
        checker.refuse("bytes that are no UTF-8");
    }
    let mut parser = Parser::new();
    parser.advance(&mut checker, bytes);
    checker.settle();
    // What comes next is text, unless a sequence has no end.
    parser.advance(&mut checker, "漢".as_bytes());
    if checker.line != "漢" {
        checker.refuse("a sequence without an end");
    }
    checker.found
}

//! Bytes from the terminal to [`Input`].
//!
//! It knows how the bytes of keys, mouse reports, pastes and a terminal's replies are framed, and
//! how long to wait for the rest of each; the meaning of one whole frame is the parser crate's
//! matter. It must never know where the bytes come from, nor read a clock: the time is passed in,
//! as the time since any fixed moment.
//!
//! Whatever is not understood is dropped whole, up to its final byte: a fragment typed as keys
//! would tag and dismiss claims.

mod reply;
mod translate;

use crate::keymap::input::{Input, Paste};
use crate::keymap::key::{Key, KeyCode};
use std::time::Duration;

/// How long an ESC may stand alone before it is the Esc key.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(25);
/// How long the rest of a sequence or a character may take.
pub const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// How long a paste may be silent, and how long a reply of the terminal may take altogether.
pub const STRING_WAIT: Duration = Duration::from_secs(2);
/// How much of a paste is kept, in bytes.
pub const PASTE_LIMIT: usize = 1 << 20;

/// No sequence that means a key or the mouse is longer.
const SEQUENCE_LIMIT: usize = 64;
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Takes bytes as they come, in pieces of any length, and tells what they mean.
#[derive(Debug, Default)]
pub struct Decoder {
    frame: Frame,
    /// The bytes of the unfinished frame; not those of a paste.
    pending: Vec<u8>,
    /// Whether another ESC stood before the frame: Alt with a cursor key on some terminals.
    escaped: bool,
    paste: Vec<u8>,
    truncated: bool,
    /// Whether the Backspace key of this terminal sends 0x08.
    backspace_is_ctrl_h: bool,
    now: Duration,
    /// When the last byte came; in a reply, when it began.
    touched: Duration,
}

/// What the bytes so far are the beginning of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Frame {
    /// Nothing.
    #[default]
    None,
    /// A character that needs so many more bytes.
    Character(u8),
    /// ESC.
    Escape,
    /// ESC ESC.
    TwoEscapes,
    /// ESC O: a cursor or function key.
    Single,
    /// ESC [: parameters, then a final byte.
    Control,
    /// So many bytes of any value follow: the function keys of the Linux console, old mouse reports.
    Counted(u8),
    /// ESC and what may begin a reply of the terminal, or was typed.
    Introduction,
    /// A reply of the terminal, up to BEL or ESC \.
    Reply,
    /// ESC within a reply.
    ReplyEscape,
    /// A paste, with so many bytes of its end mark.
    Paste(usize),
}

impl Decoder {
    /// A decoder for a terminal whose Backspace key sends `erase` (`VERASE` of its settings).
    ///
    /// Most send DEL and leave 0x08 to Ctrl-h; for those that send 0x08 it is Backspace.
    pub fn new(erase: u8) -> Self {
        Self { backspace_is_ctrl_h: erase == 0x08, ..Self::default() }
    }

    /// Takes in `bytes`, which were read at `now`, and appends what they mean to `out`.
    ///
    /// Nothing expires here: bytes that were waiting in the kernel are read before the clock is
    /// looked at, so a busy moment never cuts a sequence.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, out: &mut Vec<Input>) {
        self.now = now;
        for &byte in bytes {
            self.step(byte, out);
        }
    }

    /// When [`Self::expire`] is to be called, if nothing comes before.
    pub fn deadline(&self) -> Option<Duration> {
        let wait = match self.frame {
            Frame::None => return None,
            Frame::Escape | Frame::TwoEscapes => ESCAPE_WAIT,
            Frame::Reply | Frame::ReplyEscape | Frame::Paste(_) => STRING_WAIT,
            Frame::Character(_)
            | Frame::Single
            | Frame::Control
            | Frame::Counted(_)
            | Frame::Introduction => SEQUENCE_WAIT,
        };
        Some(self.touched + wait)
    }

    /// Ends what has waited too long: an ESC is the Esc key, an unfinished paste is delivered, an
    /// unfinished sequence is dropped.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Input>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match self.frame {
            Frame::Escape => out.push(escape()),
            Frame::TwoEscapes => out.extend([escape(), escape()]),
            Frame::Paste(_) => self.deliver(out),
            _ => self.give_up(out),
        }
        self.reset();
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Input>) {
        match self.frame {
            Frame::None => self.begin(byte, out),
            Frame::Character(missing) => self.character(byte, missing, out),
            Frame::Escape => self.escape(byte, out),
            Frame::TwoEscapes => self.two_escapes(byte, out),
            Frame::Single => self.parameters(byte, out),
            Frame::Control => self.control(byte, out),
            Frame::Counted(missing) => {
                self.pending.push(byte);
                match missing {
                    0 | 1 => self.finish(out),
                    _ => self.frame = Frame::Counted(missing - 1),
                }
            }
            Frame::Introduction => self.introduction(byte, out),
            Frame::Reply => self.reply(byte, out),
            Frame::ReplyEscape => self.reply_escape(byte, out),
            Frame::Paste(matched) => self.pasted(byte, matched, out),
        }
        if !matches!(self.frame, Frame::Reply | Frame::ReplyEscape) {
            self.touched = self.now;
        }
    }

    /// The first byte of something.
    fn begin(&mut self, byte: u8, out: &mut Vec<Input>) {
        self.pending.push(byte);
        self.lead(byte, out);
    }

    /// `byte`, just added, begins a character or ESC; before it there is nothing, or an ESC.
    fn lead(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            ESC => self.frame = Frame::Escape,
            0x08 if self.backspace_is_ctrl_h => {
                self.pending.pop();
                self.pending.push(0x7f);
                self.finish(out);
            }
            0x00..=0x7f => self.finish(out),
            0xc2..=0xdf => self.frame = Frame::Character(1),
            0xe0..=0xef => self.frame = Frame::Character(2),
            0xf0..=0xf4 => self.frame = Frame::Character(3),
            _ => self.reset(),
        }
    }

    fn character(&mut self, byte: u8, missing: u8, out: &mut Vec<Input>) {
        if !(0x80..=0xbf).contains(&byte) {
            self.reset();
            return self.begin(byte, out);
        }
        self.pending.push(byte);
        match missing {
            0 | 1 => self.finish(out),
            _ => self.frame = Frame::Character(missing - 1),
        }
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        if byte == ESC {
            self.frame = Frame::TwoEscapes;
            return;
        }
        self.pending.push(byte);
        match byte {
            b'[' => self.frame = Frame::Control,
            b'O' => self.frame = Frame::Single,
            b']' | b'P' | b'_' => self.frame = Frame::Introduction,
            _ => self.lead(byte, out),
        }
    }

    fn two_escapes(&mut self, byte: u8, out: &mut Vec<Input>) {
        if matches!(byte, b'[' | b'O') {
            self.escaped = true;
            return self.escape(byte, out);
        }
        out.push(escape());
        if byte != ESC {
            self.escape(byte, out);
        }
    }

    fn control(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'[' if self.is_introduction() => self.count(byte, 1),
            b'M' if self.is_introduction() => self.count(byte, 3),
            b'~' if self.pending == PASTE_START[..PASTE_START.len() - 1] => {
                if self.escaped {
                    out.push(escape());
                }
                self.reset();
                self.frame = Frame::Paste(0);
            }
            _ => self.parameters(byte, out),
        }
    }

    fn count(&mut self, byte: u8, missing: u8) {
        self.pending.push(byte);
        self.frame = Frame::Counted(missing);
    }

    /// Parameters and the final byte of a sequence. Any other byte breaks it off, and is itself
    /// the beginning of something.
    fn parameters(&mut self, byte: u8, out: &mut Vec<Input>) {
        if !matches!(byte, 0x20..=0x7e) {
            self.give_up(out);
            self.reset();
            return self.begin(byte, out);
        }
        // One byte too long is enough to know that it means nothing.
        if self.pending.len() <= SEQUENCE_LIMIT {
            self.pending.push(byte);
        }
        if byte >= 0x40 {
            self.finish(out);
        }
    }

    /// What stands before the content of a reply: a number, if any, and a sign of its kind. Where
    /// anything else comes, Esc and some keys were typed in a moment, or reached us in one piece.
    fn introduction(&mut self, byte: u8, out: &mut Vec<Input>) {
        let signs: &[u8] = match self.pending.get(1) {
            // The letters begin a window's title: what stands there anybody may have chosen.
            Some(b']') => b";lL",
            Some(b'P') => b"!$+>|",
            _ => b"G",
        };
        match byte {
            b'0'..=b'9' if self.pending.len() < SEQUENCE_LIMIT => self.pending.push(byte),
            _ if signs.contains(&byte) => {
                self.pending.push(byte);
                self.frame = Frame::Reply;
                self.touched = self.now;
            }
            ESC | BEL | CANCEL | SUBSTITUTE if self.is_introduction() => self.reply(byte, out),
            _ => {
                self.give_up(out);
                self.reset();
                self.begin(byte, out);
            }
        }
    }

    fn reply(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            BEL => self.replied(out),
            CANCEL | SUBSTITUTE => self.reset(),
            ESC => self.frame = Frame::ReplyEscape,
            // One byte too long is enough to know that it means nothing.
            _ if self.pending.len() <= SEQUENCE_LIMIT => self.pending.push(byte),
            _ => {}
        }
    }

    fn reply_escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        if byte == b'\\' {
            return self.replied(out);
        }
        self.give_up(out);
        self.reset();
        self.pending.push(ESC);
        self.frame = Frame::Escape;
        self.escape(byte, out);
    }

    /// The reply is whole.
    fn replied(&mut self, out: &mut Vec<Input>) {
        out.extend(reply::meaning(&self.pending));
        self.reset();
    }

    fn pasted(&mut self, byte: u8, matched: usize, out: &mut Vec<Input>) {
        if PASTE_END.get(matched) == Some(&byte) {
            self.frame = Frame::Paste(matched + 1);
            if matched + 1 == PASTE_END.len() {
                self.deliver(out);
                self.reset();
            }
            return;
        }
        self.keep(PASTE_END.get(..matched).unwrap_or_default());
        // Only the first byte of the mark is an ESC, so no other part of it can begin here.
        if byte == ESC {
            self.frame = Frame::Paste(1);
        } else {
            self.frame = Frame::Paste(0);
            self.keep(&[byte]);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = PASTE_LIMIT - self.paste.len();
        self.truncated |= bytes.len() > room;
        self.paste.extend(bytes.iter().take(room));
    }

    fn deliver(&mut self, out: &mut Vec<Input>) {
        let bytes = std::mem::take(&mut self.paste);
        let truncated = std::mem::take(&mut self.truncated);
        if bytes.is_empty() {
            return;
        }
        let mut text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
        if truncated {
            // The limit may have cut a character.
            text.truncate(text.trim_end_matches(char::REPLACEMENT_CHARACTER).len());
        }
        out.push(Input::Paste(Paste { text, truncated }));
    }

    /// The frame is whole.
    fn finish(&mut self, out: &mut Vec<Input>) {
        let fits = self.pending.len() <= SEQUENCE_LIMIT;
        let meaning = if fits { translate::translate(&self.pending) } else { None };
        match meaning {
            Some(Input::Key(key)) if self.escaped => {
                out.push(Input::Key(Key { alt: true, ..key }));
            }
            other => {
                if self.escaped {
                    out.push(escape());
                }
                out.extend(other);
            }
        }
        self.reset();
    }

    /// The frame will not be whole. All of it is dropped, unless it is but an introduction: then
    /// it was a letter with Alt, and what is no reply of the terminal's was typed behind it.
    fn give_up(&mut self, out: &mut Vec<Input>) {
        if self.escaped {
            out.push(escape());
        }
        let is_typed = self.frame == Frame::Introduction;
        if let [ESC, letter @ (b'[' | b'O' | b']' | b'P' | b'_'), digits @ ..] = &self.pending[..]
            && (is_typed || digits.is_empty())
        {
            let letter = Key { alt: true, ..Key::char(char::from(*letter)) };
            let digits = digits.iter().map(|digit| Key::char(char::from(*digit)));
            out.extend(std::iter::once(letter).chain(digits).map(Input::Key));
        }
    }

    fn is_introduction(&self) -> bool {
        self.pending.len() == 2
    }

    fn reset(&mut self) {
        self.frame = Frame::None;
        self.pending.clear();
        self.escaped = false;
    }
}

fn escape() -> Input {
    Input::Key(Key::plain(KeyCode::Esc))
}

#[cfg(test)]
mod tests;

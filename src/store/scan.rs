//! Where the entries of a file begin and end.
//!
//! Knows brackets, strings and comments of RON and the outer form of a store; nothing of what
//! entries say. Only a way past reading everything twice: what is not in the form that a save
//! writes is left to the parser of RON, and every piece is still held against it.

use crate::annotation::Id;

/// What the entries of a file stand in, with the comments around them, one after another: up to the
/// bracket that closes them, to what is none, or to one that ends in a comment that only the end of
/// the line closes.
pub(super) struct Pieces<'a> {
    scanner: Scanner<'a>,
    version: u32,
    lineage: Option<Id>,
    /// Whether the closing bracket was passed.
    is_closed: bool,
}

impl<'a> Pieces<'a> {
    /// Passes what stands before the first piece of a file; none where that is something else.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let mut scanner = Scanner { text, at: 0, comment_end: None };
        scanner.words(&["(", "version", ":"])?;
        let version = scanner.number()?;
        scanner.words(&[","])?;
        let lineage = match scanner.words(&["lineage", ":", "\""]) {
            Some(()) => Some(scanner.id()?),
            None => None,
        };
        scanner.words(&["entries", ":", "["])?;
        Some(Self { scanner, version, lineage, is_closed: false })
    }

    /// The pieces of a text that begins with one.
    pub(super) fn bare(text: &'a str) -> Self {
        let scanner = Scanner { text, at: 0, comment_end: None };
        Self { scanner, version: 0, lineage: None, is_closed: false }
    }

    /// The version of the format.
    pub(super) fn version(&self) -> u32 {
        self.version
    }

    /// The lineage that the file tells.
    pub(super) fn lineage(&self) -> Option<Id> {
        self.lineage
    }

    /// Whether the file ended behind the last piece as a save ends it.
    pub(super) fn end_file(&mut self) -> bool {
        let scanner = &mut self.scanner;
        self.is_closed
            && scanner.words(&[",", ")"]).or_else(|| scanner.words(&[")"])).is_some()
            && scanner.rest().trim().is_empty()
    }

    /// What was not yet passed.
    pub(super) fn rest(&self) -> &'a str {
        self.scanner.rest()
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.is_closed {
            return None;
        }
        let (piece, closing) = self.scanner.piece()?;
        self.is_closed = closing == b']';
        (!piece.is_empty() || !self.is_closed).then_some(piece)
    }
}

struct Scanner<'a> {
    text: &'a str,
    /// A character boundary wherever the text is cut.
    at: usize,
    /// Where the last comment ends that only the end of its line closes.
    comment_end: Option<usize>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes these words, with white space before each; where one is missing nothing is passed.
    fn words(&mut self, words: &[&str]) -> Option<()> {
        let mut rest = self.rest();
        for word in words {
            rest = rest.trim_ascii_start().strip_prefix(word)?;
        }
        self.at = self.text.len() - rest.len();
        Some(())
    }

    fn number(&mut self) -> Option<u32> {
        let rest = self.rest().trim_ascii_start();
        let length = rest.find(|c: char| !c.is_ascii_digit())?;
        let (digits, rest) = rest.split_at(length);
        self.at = self.text.len() - rest.len();
        digits.parse().ok()
    }

    /// From the first digit of an id to the comma after it.
    fn id(&mut self) -> Option<Id> {
        let (digits, rest) = self.rest().split_once('"')?;
        self.at = self.text.len() - rest.len();
        self.words(&[","])?;
        digits.parse().ok()
    }

    /// Passes everything up to the comma or bracket that ends a piece, and that byte.
    fn piece(&mut self) -> Option<(&'a str, u8)> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            match byte {
                b',' | b']' if depth == 0 => break,
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
                b'"' => self.pass_string(start)?,
                b'\'' => self.pass_character()?,
                b'/' => self.pass_comment()?,
                _ => {}
            }
            self.at += 1;
        }
        let piece = self.text.get(start..self.at)?;
        let closing = *self.text.as_bytes().get(self.at)?;
        self.at += 1;
        let end = start + piece.trim_end().len();
        (self.comment_end != Some(end)).then_some((piece.trim(), closing))
    }

    /// From the opening quote to the closing one.
    fn pass_string(&mut self, start: usize) -> Option<()> {
        let before = self.text.get(start..self.at)?;
        let unhashed = before.trim_end_matches('#');
        let hashes = before.len() - unhashed.len();
        if unhashed.ends_with('r') {
            let closing = format!("\"{}", "#".repeat(hashes));
            let length = self.text.get(self.at + 1..)?.find(&closing)?;
            self.at += length + closing.len();
            return Some(());
        }
        loop {
            self.at += 1;
            self.at += self.rest().find(['"', '\\'])?;
            if self.rest().starts_with('"') {
                return Some(());
            }
            self.at += 1;
            // An escaped character may be longer than a byte: the loop steps over its first.
            if !self.rest().starts_with(|c: char| c.is_ascii()) {
                return None;
            }
        }
    }

    /// From the opening quote to the closing one.
    fn pass_character(&mut self) -> Option<()> {
        let inner = self.text.get(self.at + 1..)?;
        let first = inner.chars().next()?;
        let skipped = match first {
            '\\' => 1 + inner.get(1..)?.chars().next()?.len_utf8(),
            _ => first.len_utf8(),
        };
        self.at += 1 + skipped + inner.get(skipped..)?.find('\'')?;
        Some(())
    }

    /// From the slash to the last byte of the comment.
    fn pass_comment(&mut self) -> Option<()> {
        let rest = self.rest();
        if rest.starts_with("//") {
            let length = rest.find('\n')?;
            self.comment_end = Some(self.at + rest.get(..length)?.trim_end().len());
            self.at += length;
            return Some(());
        }
        if !rest.starts_with("/*") {
            return None;
        }
        let mut depth = 0_usize;
        loop {
            match self.text.as_bytes().get(self.at..self.at + 2)? {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                self.at -= 1;
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! Where a command prints, and whether something went wrong on the way.

use std::io::{self, Write};

use crate::problem::Problem;
use crate::text::clean;

/// The two streams of a command.
pub(super) struct Output<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    troubled: bool,
    found: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, troubled: false, found: false }
    }

    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Whether an input could not be read.
    pub(super) fn is_troubled(&self) -> bool {
        self.troubled
    }

    /// Whether a check found something wrong.
    pub(super) fn has_found(&self) -> bool {
        self.found
    }

    /// A check found something wrong.
    pub(super) fn find(&mut self) {
        self.found = true;
    }

    /// Tells what could not be read.
    pub(super) fn fail(&mut self, problem: &Problem) {
        self.troubled = true;
        self.tell(problem);
    }

    /// Tells what kept nothing from being done.
    pub(super) fn warn(&mut self, problem: &Problem) {
        self.tell(problem);
    }

    /// Every problem is one line, whatever stands in the paths and words it names: they pass the
    /// sanitiser here and nowhere before. Problems that nobody may be there to read are not worth
    /// stopping for.
    fn tell(&mut self, problem: &Problem) {
        let told = problem.to_string();
        let _untold = writeln!(self.err, "variorum: {}", clean::clean_line(&told));
    }
}

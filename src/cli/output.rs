//! Where a command prints, how it reads, and whether something went wrong on the way.

use std::io::{self, Write};

use super::Reading;
use crate::claim::Assessor;
use crate::problem::Problem;
use crate::story::{Article, Found};
use crate::text::clean;

/// The two streams of a command.
pub(super) struct Output<'a> {
    pub(super) reading: Reading<'a>,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    troubled: bool,
    found: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(
        reading: Reading<'a>,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        Self { reading, out, err, troubled: false, found: false }
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

    /// Loads the articles of a story one after another and prints what `each` makes of them; what
    /// cannot be read is told and left out. `each` finds the claims if it needs them. Only one article is in memory at a time.
    pub(super) fn each_article(
        &mut self,
        found: &Found,
        mut each: impl FnMut(Article, &Assessor) -> String,
    ) -> io::Result<()> {
        self.troubled |= !found.problems.is_empty();
        self.tell(&found.problems);
        let assessor = Assessor::default();
        for source in &found.sources {
            match self.reading.load_document(source) {
                Ok(article) => {
                    self.tell(&article.problems);
                    let text = each(article, &assessor);
                    self.write(&text)?;
                }
                Err(problem) => {
                    self.troubled = true;
                    self.tell(&[problem]);
                }
            }
        }
        Ok(())
    }

    /// Tells what could not be read.
    pub(super) fn fail(&mut self, problem: &Problem) {
        self.troubled = true;
        self.tell(std::slice::from_ref(problem));
    }

    /// Tells what kept nothing from being done.
    pub(super) fn warn(&mut self, problem: &Problem) {
        self.tell(std::slice::from_ref(problem));
    }

    /// Problems that nobody may be there to read are not worth stopping for.
    fn tell(&mut self, problems: &[Problem]) {
        for problem in problems {
            let _untold = writeln!(self.err, "variorum: {}", clean::clean(&problem.to_string()));
        }
    }
}

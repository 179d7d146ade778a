//! How commands read articles: how large they may be, and how long that may take.

use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use super::output::Output;
use crate::claim::Assessor;
use crate::patience::{Over, Patience};
use crate::problem::Problem;
use crate::story::{self, Article, BUDGET, Found, Limits, Source};
use crate::text::Bytes;

/// What an article may take.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The most bytes that it may have.
    pub limit: u64,
    /// How much time has gone by since a moment that stays the same.
    pub clock: &'a dyn Fn() -> Duration,
}

/// Where the articles of a command come from.
pub(super) struct Inputs<'a> {
    pub(super) reading: Reading<'a>,
    /// What `-` stands for.
    pub(super) standard: &'a mut dyn Read,
}

impl Inputs<'_> {
    /// Finds the articles of paths.
    pub(super) fn find(&mut self, paths: &[PathBuf]) -> Found {
        story::find_with(paths, self.standard, self.reading.limit)
    }
}

impl Reading<'_> {
    /// Loads the articles of a story one after another and prints what `each` makes of them; what
    /// cannot be read is told and left out. `each` finds the claims if it needs them. Only one
    /// article is in memory at a time.
    pub(super) fn each_article(
        self,
        found: &Found,
        output: &mut Output<'_>,
        mut each: impl FnMut(Article, &Assessor) -> String,
    ) -> io::Result<()> {
        for problem in &found.problems {
            output.fail(problem);
        }
        let assessor = Assessor::default();
        for source in &found.sources {
            match self.load_document(source) {
                Ok(article) => {
                    for problem in &article.problems {
                        output.warn(problem);
                    }
                    output.write(&each(article, &assessor))?;
                }
                Err(problem) => output.fail(&problem),
            }
        }
        Ok(())
    }

    /// Reads an article and finds its claims.
    pub(super) fn load(self, source: &Source) -> Result<Article, Problem> {
        self.load_document(source).map(Article::assessed)
    }

    /// Reads an article without its claims.
    pub(super) fn load_document(self, source: &Source) -> Result<Article, Problem> {
        self.within(|limits| story::load_document_within(source, limits))
    }

    /// Reads all that is in a source, as it is.
    pub(super) fn bytes(self, source: &Source) -> Result<Bytes, Problem> {
        self.within(|limits| story::bytes(source, limits))
    }

    fn within<T>(self, read: impl FnOnce(Limits<'_>) -> T) -> T {
        let until = (self.clock)() + BUDGET;
        let over = || ((self.clock)() > until).then_some(Over::Late);
        read(Limits { bytes: self.limit, patience: Patience::until(&over) })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn each_article_has_its_own_time_and_no_more() {
        let source = Source::StandardInput(b"The ferry carries 40 cars.".as_slice().into());
        let (now, step) = (Cell::new(Duration::ZERO), Cell::new(Duration::ZERO));
        let clock = || {
            now.set(now.get() + step.get());
            now.get()
        };
        let reading = Reading { limit: story::LIMIT, clock: &clock };
        step.set(BUDGET / 20);
        for _ in 0..9 {
            assert!(reading.load(&source).is_ok());
        }
        step.set(BUDGET * 2);
        let told = reading.load(&source).unwrap_err().to_string();
        assert!(told.contains("takes longer than 10 s to read"), "{told}");
    }
}

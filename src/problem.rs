//! What went wrong with one input, told so that the reader can act on it.

use std::fmt;

/// A problem that did not stop the rest of the work.
///
/// The pipeline does not fail: it returns what it has, and these.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file or input it concerns, as shown to the reader.
    pub place: String,
    /// What happened, lower case, no full stop.
    pub what: String,
    /// What to do about it, where there is something to do.
    pub advice: Option<String>,
}

impl Problem {
    /// A problem without advice.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), advice: None }
    }

    /// The same problem with a next step.
    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.what)?;
        match &self.advice {
            Some(advice) => write!(formatter, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

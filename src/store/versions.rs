//! The formats of the file, from the first to the one that is written.
//!
//! Knows how an entry gets from one format to the next. Must never know what is done with it.

/// Brings the text of an entry from one format to the next; none where it is no such entry.
pub(super) type Rise = fn(&str) -> Option<String>;

/// The formats that can be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formats {
    /// The ways up, that from the first format first.
    pub(super) rises: &'static [Rise],
}

impl Formats {
    /// Those of this version of the program: there is only the first so far.
    pub(super) const CURRENT: Self = Self { rises: &[] };

    /// The number of the format that is written.
    pub(super) fn newest(self) -> u32 {
        u32::try_from(self.rises.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Whether this is the number of an earlier format.
    pub(super) fn is_older(self, version: u32) -> bool {
        (1..self.newest()).contains(&version)
    }

    /// An entry of this format in the newest. One that cannot be brought there stays as it is, and
    /// is carried along.
    pub(super) fn raise(self, version: u32, text: &str) -> String {
        let passed = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
        let mut rises = self.rises.iter().skip(passed);
        rises.try_fold(text.to_owned(), |text, rise| rise(&text)).unwrap_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests;

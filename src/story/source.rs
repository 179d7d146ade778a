//! Where an article comes from, and what it is called before it is read.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::sample::Sample;
use crate::text::clean;

/// Where an article comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// A file, by the path the reader gave or the walk found. Shared: many ask for it.
    File(Arc<Path>),
    /// Standard input, which can be read only once and is therefore kept.
    StandardInput(Arc<[u8]>),
    /// An article of the built-in sample story.
    Sample(Sample),
}

impl Source {
    /// A file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::File(path.as_ref().into())
    }

    /// The path, where it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::StandardInput(_) | Self::Sample(_) => None,
        }
    }

    /// What scripts know it by: the path as it is, `-`, or `sample/` and a name. Not fit to be
    /// shown: a file's name may hold anything.
    pub fn address(&self) -> String {
        match self {
            Self::File(path) => lossy(path.as_os_str()).into_owned(),
            Self::StandardInput(_) => "-".to_owned(),
            Self::Sample(sample) => format!("sample/{}", sample.name()),
        }
    }

    /// The address as it may be shown, on one line.
    pub fn label(&self) -> String {
        match self {
            Self::StandardInput(_) => "standard input".to_owned(),
            Self::File(_) | Self::Sample(_) => one_line(&self.address()),
        }
    }

    /// The last part of its address as it may be shown: of a file its name.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => name_of(path),
            Self::StandardInput(_) | Self::Sample(_) => self.label(),
        }
    }

    /// A title for an article that has none of its own: the file's name made readable.
    pub(super) fn title(&self) -> String {
        match self {
            Self::File(path) => readable(path),
            Self::StandardInput(_) => "Standard input".to_owned(),
            Self::Sample(sample) => readable(Path::new(sample.name())),
        }
    }
}

/// A path in characters. Where it is UTF-8, `to_string_lossy` takes several times as long.
fn lossy(path: &OsStr) -> Cow<'_, str> {
    path.to_str().map_or_else(|| path.to_string_lossy(), Cow::Borrowed)
}

/// The name of a file or folder as it may be shown.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| one_line(&lossy(name)))
}

/// A path as it may be shown, on one line.
pub(super) fn shown(path: &Path) -> String {
    one_line(&lossy(path.as_os_str()))
}

/// Foreign text as it may be shown where there is one line only.
pub(super) fn one_line(text: &str) -> String {
    let text = clean::clean(text);
    // Most paths have none, and of ten thousand files each is told.
    if !text.contains(char::is_whitespace) {
        return text.into_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `strait-ferry_notes.txt` becomes `Strait ferry notes`.
fn readable(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let spaced = one_line(&stem.replace(['-', '_', '+'], " "));
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name_of(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_readable() {
        let cases = [
            ("strait-ferry_notes.txt", "Strait ferry notes"),
            ("éclair.md", "Éclair"),
            ("folder/2 boats.html", "2 boats"),
            ("archive.2031.txt", "Archive.2031"),
            ("---", "---"),
        ];
        for (name, title) in cases {
            assert_eq!(Source::file(name).title(), title);
        }
    }

    #[test]
    fn a_label_is_one_line_and_an_address_is_the_path() {
        let source = Source::file("a\nb.txt");
        assert_eq!(source.label(), "a b.txt");
        assert_eq!(source.address(), "a\nb.txt");
        assert_eq!(Source::file("/home/of/a\nb.txt").name(), "a b.txt");
        assert_eq!(Source::StandardInput(Arc::default()).address(), "-");
    }

    #[test]
    fn whatever_a_file_is_called_its_names_are_safe_to_show() {
        let source = Source::file("/home/\u{9b}/a\u{1b}]0;x\u{7}\u{202e}.txt");
        assert_eq!(source.label(), "/home/<9B>/a␛]0;x␇.txt");
        assert_eq!(source.name(), "a␛]0;x␇.txt");
        assert_eq!(source.title(), "A␛]0;x␇");
        assert_eq!(name_of(Path::new("a\u{1b}/..")), "a␛/..");
    }
}

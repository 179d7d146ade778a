//! What the articles of large stories are called, kept from one start to the next.
//!
//! Knows paths, the sizes and times of files, and titles. Must never know what else is in an
//! article. A file in the cache directory for each story; whoever deletes it loses nothing but
//! time, and one that is damaged, or another version's, is as good as none. What it says of a file
//! counts only while the file has the size and the time that it had.
//!
//! ```text
//! variorum titles 1 0.1.0
//! PATH <tab> SIZE <tab> SECONDS <tab> NANOSECONDS <tab> TITLE <tab> OUTLET <tab> DAY
//! ...
//! end HASH
//! ```
//!
//! Lines are in the order of paths, so that one of them is found without reading the others. A
//! backslash stands before what would end a field.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::atomic;
use super::storage::{Disk, Storage};
use crate::text::hash::fnv1a;
use crate::text::{SharedText, clean};

/// The first line. Another program version may read titles otherwise.
const HEAD: &str = concat!("variorum titles 1 ", env!("CARGO_PKG_VERSION"), "\n");
/// What the last line begins with.
const END: &str = "end ";
/// How long the last line is with what ends it.
const LONGEST_END: usize = END.len() + 17;
/// How long all of a line is but for path, title and outlet: three numbers, a day and seven ends.
const LONGEST_REST: usize = 3 * 20 + 13 + 7;
/// How the names of these files begin; the hash of the story's paths follows.
const NAME: &str = "titles-";
/// The most files, of as many stories, that are kept.
const MOST: usize = 20;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What tells a changed file without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileMark {
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed, in seconds since 1970.
    pub seconds: i64,
    /// The nanoseconds of that.
    pub nanoseconds: i64,
}

/// What an article says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entitled<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// Who published it.
    pub outlet: Option<Cow<'a, str>>,
    /// The day it was published.
    pub published: Option<Date>,
}

/// What is known of an article's file.
pub type Known<'a> = (&'a Path, FileMark, Entitled<'a>);

/// The titles of a story.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Titles {
    text: SharedText,
    /// Where the lines stand, without their ends.
    lines: Vec<Range<usize>>,
}

impl Titles {
    /// Reads what a file holds; nothing where it is not whole.
    pub fn read(file: &Path) -> Self {
        let is_bearable = file.metadata().is_ok_and(|status| status.len() <= LARGEST);
        let bytes = if is_bearable { Disk.read(file).ok() } else { None };
        let text = bytes.and_then(|bytes| SharedText::try_from(bytes).ok());
        text.and_then(Self::of).unwrap_or_default()
    }

    fn of(text: SharedText) -> Option<Self> {
        let told = text.strip_suffix('\n')?;
        let (rest, end) = told.split_at(told.rfind('\n')? + 1);
        let hash = u64::from_str_radix(end.strip_prefix(END)?, 16).ok()?;
        let is_whole = hash == fnv1a(rest.as_bytes()) && rest.starts_with(HEAD);
        if !is_whole {
            return None;
        }
        let mut start = HEAD.len();
        let lines = rest.get(start..)?.split_inclusive('\n').map(|line| {
            let line = start..start + line.len();
            start = line.end;
            line.start..line.end - 1
        });
        Some(Self { lines: lines.collect(), text })
    }

    /// The titles of these files. Those whose names are not Unicode are left out.
    pub fn new<'a>(files: impl IntoIterator<Item = Known<'a>>) -> Self {
        let files = files.into_iter();
        // In one piece, as the text: what grows to a megabyte leaves as much behind it.
        let mut all = Vec::with_capacity(files.size_hint().1.unwrap_or_default());
        all.extend(files.filter_map(|(path, mark, known)| {
            let path = escaped(path.to_str()?);
            Some((path, mark, known))
        }));
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.dedup_by(|one, other| one.0 == other.0);
        let length = all.iter().map(|(path, _, known)| longest_line(path, known)).sum::<usize>();
        let mut text = String::with_capacity(HEAD.len() + length + LONGEST_END);
        text.push_str(HEAD);
        let mut lines = Vec::with_capacity(all.len());
        for (path, mark, known) in all {
            let start = text.len();
            push_line(&mut text, &path, mark, &known);
            lines.push(start..text.len());
            text.push('\n');
        }
        text.push_str(&format!("{END}{:016x}\n", fnv1a(text.as_bytes())));
        Self { text: text.into(), lines }
    }

    /// What is known of a file; nothing where it was changed since.
    pub fn get(&self, path: &Path, mark: FileMark) -> Option<Entitled<'static>> {
        let path = escaped(path.to_str()?);
        let found = self.lines.binary_search_by(|line| {
            let line = self.text.get(line.clone()).unwrap_or_default();
            line.split('\t').next().unwrap_or_default().cmp(&*path)
        });
        let line = self.text.get(self.lines.get(found.ok()?)?.clone())?;
        let mut fields = line.split('\t').skip(1);
        let known = FileMark {
            size: fields.next()?.parse().ok()?,
            seconds: fields.next()?.parse().ok()?,
            nanoseconds: fields.next()?.parse().ok()?,
        };
        if known != mark {
            return None;
        }
        let title = told(fields.next()?)?;
        let outlet = told(fields.next()?);
        let published = match fields.next()? {
            "" => None,
            day => Some(day.parse().ok()?),
        };
        Some(Entitled { title: title.into(), outlet: outlet.map(Cow::Owned), published })
    }

    /// How many files are known.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Puts this in the place of what a file holds. Files of other stories that were not written
    /// for the longest time are taken away where there are more than a few.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let folder = super::storage::directory_of(file);
        Disk.create_directory(folder)?;
        atomic::replace(&Disk, file, &**self.text.as_bytes(), None).map_err(|(_, error)| error)?;
        for old in old_files(folder, file)? {
            // Whoever took it away meanwhile did what was to be done.
            drop(Disk.remove(&old));
        }
        Ok(())
    }
}

/// The file for the story of these paths.
pub fn file_of(cache: &Path, story: &[PathBuf]) -> PathBuf {
    let mut bytes = Vec::new();
    for path in story {
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        bytes.push(0);
    }
    cache.join(format!("{NAME}{:016x}", fnv1a(&bytes)))
}

/// The files beyond the newest, but for `kept`.
fn old_files(folder: &Path, kept: &Path) -> io::Result<Vec<PathBuf>> {
    let ours = |name: &String| name.starts_with(NAME);
    let names = Disk.files(folder)?.into_iter().map(|(name, _)| name).filter(ours);
    let timed = |path: PathBuf| Some((path.metadata().ok()?.modified().ok()?, path));
    let others = names.map(|name| folder.join(name)).filter(|path| path != kept);
    let mut others: Vec<_> = others.filter_map(timed).collect();
    others.sort_by(|one, other| other.cmp(one));
    Ok(others.into_iter().skip(MOST - 1).map(|(_, path)| path).collect())
}

fn push_line(text: &mut String, path: &str, mark: FileMark, known: &Entitled<'_>) {
    let FileMark { size, seconds, nanoseconds } = mark;
    text.push_str(path);
    text.push_str(&format!("\t{size}\t{seconds}\t{nanoseconds}\t"));
    text.push_str(&escaped(&known.title));
    text.push('\t');
    text.push_str(&known.outlet.as_deref().map(escaped).unwrap_or_default());
    text.push('\t');
    text.push_str(&known.published.map(|day| day.to_string()).unwrap_or_default());
}

/// How long such a line may be with its end, where nothing in it has to be escaped.
fn longest_line(path: &str, known: &Entitled<'_>) -> usize {
    path.len() + known.title.len() + known.outlet.as_ref().map_or(0, |it| it.len()) + LONGEST_REST
}

fn escaped(field: &str) -> Cow<'_, str> {
    if !field.contains(['\\', '\t', '\n']) {
        return Cow::Borrowed(field);
    }
    Cow::Owned(field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n"))
}

/// A field as it may be shown; none where it says nothing.
fn told(field: &str) -> Option<String> {
    let mut plain = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next()? {
                't' => '\t',
                'n' => '\n',
                other => other,
            },
            other => other,
        });
    }
    // Somebody else may have written the file.
    let plain = clean::clean_line(&plain);
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use super::*;

    const MARK: FileMark = FileMark { size: 9, seconds: -3, nanoseconds: 7 };

    fn entitled<'a>(title: &'a str, outlet: Option<&'a str>) -> Entitled<'a> {
        let published = outlet.map(|_| jiff::civil::date(2025, 3, 1));
        Entitled { title: title.into(), outlet: outlet.map(Cow::Borrowed), published }
    }

    fn titles() -> Titles {
        let known = [
            ("/b/ü.txt", entitled("Über \\ alles", Some("Ostra Wire"))),
            ("/a/tab\tand\nline.txt", entitled("Two", None)),
            ("/a/1.txt", entitled("One", None)),
        ];
        Titles::new(known.iter().map(|(path, known)| (Path::new(path), MARK, known.clone())))
    }

    fn get(titles: &Titles, path: &str) -> Option<Entitled<'static>> {
        titles.get(Path::new(path), MARK)
    }

    #[test]
    fn what_was_written_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = file_of(&folder.path().join("cache"), &["/a".into(), "/b".into()]);
        titles().write(&file).unwrap();
        let read = Titles::read(&file);
        assert_eq!((read.len(), &read), (3, &titles()));
        assert_eq!(get(&read, "/b/ü.txt"), Some(entitled("Über \\ alles", Some("Ostra Wire"))));
        assert_eq!(get(&read, "/a/tab\tand\nline.txt"), Some(entitled("Two", None)));
        assert_eq!(get(&read, "/a/1.txt"), Some(entitled("One", None)));
        assert_eq!(get(&read, "/a/2.txt"), None);
        let empty = Titles::new([]);
        empty.write(&file).unwrap();
        assert_eq!(Titles::read(&file), empty);
        assert!(empty.is_empty());
    }

    #[test]
    fn a_file_that_changed_is_not_known() {
        let path = Path::new("/a/1.txt");
        let other = [
            FileMark { size: 8, ..MARK },
            FileMark { seconds: 3, ..MARK },
            FileMark { nanoseconds: 8, ..MARK },
        ];
        assert!(titles().get(path, MARK).is_some());
        assert!(other.iter().all(|&mark| titles().get(path, mark).is_none()));
    }

    #[test]
    fn a_damaged_file_or_another_versions_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("titles");
        let whole = titles().text;
        let other = whole.replace("titles 1", "titles 2");
        // Its own hash does not make another version's file ours.
        let (body, _) = other.rsplit_once(END).unwrap();
        let other = format!("{body}{END}{:016x}\n", fnv1a(body.as_bytes()));
        std::fs::write(&file, other).unwrap();
        assert!(Titles::read(&file).is_empty());
        assert!(Titles::read(&folder.path().join("none")).is_empty());
        assert!(Titles::read(folder.path()).is_empty());
        for cut in 0..whole.len() {
            std::fs::write(&file, &whole.as_bytes()[..cut]).unwrap();
            assert!(Titles::read(&file).is_empty(), "cut at {cut}");
            let mut turned = whole.as_bytes().to_vec();
            turned[cut] ^= 1;
            std::fs::write(&file, turned).unwrap();
            assert!(Titles::read(&file).is_empty(), "turned at {cut}");
        }
    }

    #[test]
    fn what_somebody_else_wrote_is_clean() {
        let body =
            format!("{HEAD}/a\t9\t-3\t7\tred\u{1b}[31m\u{202e}\\n\\tx\t \t2025-13-01\n/b\t9\n");
        let text = format!("{body}{END}{:016x}\n", fnv1a(body.as_bytes()));
        let titles = Titles::of(text.into()).unwrap();
        assert_eq!((get(&titles, "/a"), get(&titles, "/b")), (None, None));
        let body = body.replace("2025-13-01", "");
        let text = format!("{body}{END}{:016x}\n", fnv1a(body.as_bytes()));
        let found = get(&Titles::of(text.into()).unwrap(), "/a").unwrap();
        assert!(!found.title.contains(['\u{1b}', '\u{202e}', '\n', '\t']), "{:?}", found.title);
        assert_eq!(found.outlet, None);
    }

    #[test]
    fn few_files_are_kept_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("other"), "x").unwrap();
        let file = |number: usize| file_of(folder.path(), &[number.to_string().into()]);
        for number in 0..MOST + 3 {
            titles().write(&file(number)).unwrap();
        }
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, MOST + 1);
        assert!(file(MOST + 2).exists() && folder.path().join("other").exists());
    }
}

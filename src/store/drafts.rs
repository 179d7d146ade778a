//! Notes that are being typed, kept so that no end of the program loses them.
//!
//! Knows files and locks. Must never hold a decision of the reader: what is here was not saved.
//!
//! Every running program has a file of its own (`1.ron` as a rule) and holds a lock beside it for
//! as long as it runs. A file without a holder is what a program left behind, cut off or not: the
//! next one takes over what is in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::atomic::{self, Failure};
use super::storage::{Disk, Storage, directory_of, mode_of_new_files};
use super::{SaveError, Step, schema};
use crate::problem::Problem;

/// The version of the format.
const VERSION: u32 = 1;
/// How many programs may run at once.
const MOST: usize = 1000;
/// What the files are called after their number.
const EXTENSION: &str = "ron";

/// A note that was typed and not saved.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// [`crate::text::hash::fnv1a`] of the bytes of the article it is about, in hexadecimal digits;
    /// empty where it is about a story.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// Where that article lies.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The name of the story it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub story: String,
    /// The code points before the passage it is about.
    pub start: usize,
    /// The code points before the end of it; the same where it is about the whole.
    pub end: usize,
    /// The words of the passage.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Whether it was being typed when this was written.
    pub is_open: bool,
    /// What was typed.
    pub text: String,
    /// The note as it was when typing began.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    drafts: Vec<Draft>,
}

/// The file that this program keeps drafts in.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// Ours, from the first draft on.
    own: Option<Slot>,
    /// Those of programs that ended, until what was in them is in ours.
    taken_over: Vec<Slot>,
    /// What is in ours.
    written: Vec<Draft>,
}

/// A file, and the right to change it for as long as the lock is open.
#[derive(Debug)]
struct Slot {
    path: PathBuf,
    _lock: File,
}

impl Drafts {
    /// Takes over what other programs left in `folder`. What cannot be read is left to those who
    /// can, and put to the problems.
    pub fn open(folder: &Path, problems: &mut Vec<Problem>) -> (Self, Vec<Draft>) {
        let mut files: Vec<PathBuf> = fs::read_dir(folder).map_or_else(
            |_| Vec::new(),
            |entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        );
        files.retain(|path| path.extension().is_some_and(|it| it == EXTENSION));
        files.sort();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut taken_over = Vec::new();
        for slot in files.into_iter().filter_map(|path| Slot::claim(path).ok().flatten()) {
            match read(&slot.path) {
                Ok(kept) => {
                    drafts.extend(kept);
                    taken_over.push(slot);
                }
                // A newer version of the program can read them.
                Err(Unread::OfAnotherVersion) => {}
                Err(Unread::Broken(why)) => {
                    let what = format!("drafts of notes that cannot be read: {why}");
                    let problem = Problem::new(slot.path.display().to_string(), what);
                    problems.push(problem.advise("delete it when you miss nothing of it"));
                }
            }
        }
        drafts.sort();
        drafts.dedup();
        (Self { folder: folder.to_owned(), own: None, taken_over, written: Vec::new() }, drafts)
    }

    /// Keeps these drafts and no others.
    pub fn keep(&mut self, drafts: &[Draft]) -> Result<(), SaveError> {
        if self.written == drafts && self.taken_over.is_empty() {
            return Ok(());
        }
        if !drafts.is_empty() {
            let own = self.own()?;
            write(&own.path, drafts)?;
        } else if let Some(own) = &self.own {
            remove(&own.path)?;
        }
        drafts.clone_into(&mut self.written);
        for slot in self.taken_over.drain(..) {
            remove(&slot.path)?;
        }
        Ok(())
    }

    fn own(&mut self) -> Result<&Slot, SaveError> {
        let slot = match self.own.take() {
            Some(slot) => slot,
            None => match self.taken_over.pop() {
                Some(slot) => slot,
                None => free_slot(&self.folder)?,
            },
        };
        Ok(self.own.insert(slot))
    }
}

impl Slot {
    /// The right to a file; none where a running program has it.
    fn claim(path: PathBuf) -> io::Result<Option<Self>> {
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(mode_of_new_files())
            .open(atomic::lock_path(&path))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            // Where there are no locks, programs have to be told apart by their files alone.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self { path, _lock: lock })),
        }
    }
}

fn free_slot(folder: &Path) -> Result<Slot, SaveError> {
    let at = |step| move |error| failed(folder, (step, error));
    Disk.create_directory(folder).map_err(at(Step::CreateDirectory))?;
    for number in 1..=MOST {
        let path = folder.join(number.to_string()).with_extension(EXTENSION);
        // What is there and was not taken over cannot be read, and is kept.
        if path.symlink_metadata().is_ok() {
            continue;
        }
        if let Some(slot) = Slot::claim(path).map_err(at(Step::Lock))? {
            return Ok(slot);
        }
    }
    Err(SaveError::Busy { path: folder.to_owned() })
}

/// Why drafts are not taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Unread {
    OfAnotherVersion,
    Broken(String),
}

fn read(path: &Path) -> Result<Vec<Draft>, Unread> {
    let bytes = Disk.read(path).map_err(|error| Unread::Broken(error.to_string()))?;
    let kept: Kept =
        ron::de::from_bytes(&bytes).map_err(|error| Unread::Broken(schema::told(&error)))?;
    if kept.version == VERSION { Ok(kept.drafts) } else { Err(Unread::OfAnotherVersion) }
}

fn write(path: &Path, drafts: &[Draft]) -> Result<(), SaveError> {
    let kept = Kept { version: VERSION, drafts: drafts.to_vec() };
    let pretty = PrettyConfig::new().new_line("\n").depth_limit(2);
    let text = ron::ser::to_string_pretty(&kept, pretty)
        .map_err(|error| failed(path, (Step::Serialise, io::Error::other(error))))?;
    atomic::replace(&Disk, path, text.as_bytes(), None).map_err(|failure| failed(path, failure))
}

fn remove(path: &Path) -> Result<(), SaveError> {
    match Disk.remove(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failed(path, (Step::ClearTemporary, error)))
        }
        _ => Disk
            .sync_directory(directory_of(path))
            .map_err(|error| failed(path, (Step::SyncDirectory, error))),
    }
}

fn failed(path: &Path, (step, error): Failure) -> SaveError {
    SaveError::Failed { path: path.to_owned(), step, error }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn draft(text: &str) -> Draft {
        let article = "000000000000000a".to_owned();
        Draft { article, start: 3, end: 9, text: text.to_owned(), ..Draft::default() }
    }

    fn files(folder: &Path) -> Vec<String> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = paths.filter(|path| path.extension().is_some_and(|it| it == EXTENSION));
        let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut names: Vec<String> = files.map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn what_one_program_leaves_the_next_takes_over() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/drafts");
        let (mut first, found) = Drafts::open(&folder, &mut Vec::new());
        assert_eq!(found, []);
        assert!(!folder.exists());
        let odd =
            Draft { is_open: true, text: "a \"b\"\n\u{1f642}\u{301}".to_owned(), ..draft("") };
        first.keep(&[draft("one"), odd.clone()]).unwrap();
        let path = folder.join("1.ron");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        drop(first);
        let (mut second, mut found) = Drafts::open(&folder, &mut Vec::new());
        found.sort_by_key(|draft| draft.is_open);
        assert_eq!(found, [draft("one"), odd]);
        // Nothing is lost before it is kept again.
        assert_eq!(files(&folder), ["1.ron"]);
        second.keep(&[draft("one")]).unwrap();
        assert_eq!(read(&path), Ok(vec![draft("one")]));
        second.keep(&[]).unwrap();
        assert_eq!(files(&folder), Vec::<String>::new());
    }

    #[test]
    fn programs_that_run_at_once_leave_each_others_drafts_alone() {
        let home = tempfile::tempdir().unwrap();
        let (mut one, _) = Drafts::open(home.path(), &mut Vec::new());
        one.keep(&[draft("one")]).unwrap();
        let (mut two, found) = Drafts::open(home.path(), &mut Vec::new());
        assert_eq!(found, []);
        two.keep(&[draft("two")]).unwrap();
        assert_eq!(files(home.path()), ["1.ron", "2.ron"]);
        drop((one, two));
        let (mut third, found) = Drafts::open(home.path(), &mut Vec::new());
        assert_eq!(found, [draft("one"), draft("two")]);
        third.keep(&found).unwrap();
        assert_eq!(files(home.path()).len(), 1);
    }

    #[test]
    fn what_did_not_change_is_not_written() {
        let home = tempfile::tempdir().unwrap();
        let (mut drafts, _) = Drafts::open(home.path(), &mut Vec::new());
        drafts.keep(&[draft("one")]).unwrap();
        fs::remove_file(home.path().join("1.ron")).unwrap();
        drafts.keep(&[draft("one")]).unwrap();
        assert_eq!(files(home.path()), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let mut file = File::create(home.path().join("1.ron")).unwrap();
        io::Write::write_all(&mut file, b"(version: 1, drafts").unwrap();
        let mut newer = File::create(home.path().join("2.ron")).unwrap();
        io::Write::write_all(&mut newer, b"(version: 9, drafts: [])").unwrap();
        let mut problems = Vec::new();
        let (mut drafts, found) = Drafts::open(home.path(), &mut problems);
        assert_eq!(found, []);
        assert!(problems[0].to_string().contains("1.ron: "), "{problems:?}");
        assert_eq!(problems.len(), 1, "those of a newer program are no fault: {problems:?}");
        drafts.keep(&[draft("one")]).unwrap();
        assert_eq!(files(home.path()), ["1.ron", "2.ron", "3.ron"]);
    }
}

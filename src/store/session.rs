//! Where the reader was: positions, the last story, the layout of the screen.
//!
//! Knows places and names. Must never hold a decision of the reader: the file may be deleted at any
//! time, and one that cannot be read is set aside.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::atomic::{self, Failure};
use super::storage::{Disk, Lock, Storage, directory_of};
use super::{SaveError, Step, aside_path, schema};
use crate::problem::Problem;
use crate::text::hash::fnv1a;

/// The version of the format.
const VERSION: u32 = 2;
/// How many articles, and how many stories, are remembered.
const MOST: usize = 500;

/// Where the reader was, in articles and in stories.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    version: u32,
    /// The paths that were last opened together.
    pub last_story: Vec<PathBuf>,
    /// The theme last chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The stories opened before, the last first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recent: Vec<Recent>,
    articles: Places,
    stories: BTreeMap<String, Used>,
}

/// A story that was opened.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Its name.
    pub name: String,
    /// The paths it was opened by, from the root.
    pub paths: Vec<String>,
    /// When it was opened last, in seconds since 1970.
    pub opened: i64,
}

/// Where the reader was in an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The code points before the sentence that was being read.
    pub position: usize,
    /// The code points that were on the screen, from the beginning.
    pub seen: usize,
    /// The length of the article's text in bytes.
    pub length: usize,
}

/// The places in articles by the hash of their bytes, that used longest ago first.
///
/// In the file a place is one line of text: every start waits for it, and RON takes five times as
/// long to read as many fields.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
struct Places(Vec<(u64, Place)>);

impl From<Vec<String>> for Places {
    /// A line that tells no place is passed over.
    fn from(lines: Vec<String>) -> Self {
        Self(lines.iter().filter_map(|line| place_of(line)).collect())
    }
}

fn place_of(line: &str) -> Option<(u64, Place)> {
    let mut words = line.split(' ');
    let hash = u64::from_str_radix(words.next()?, 16).ok()?;
    let mut number = || words.next()?.parse().ok();
    Some((hash, Place { position: number()?, seen: number()?, length: number()? }))
}

impl From<Places> for Vec<String> {
    fn from(places: Places) -> Self {
        let line = |(hash, Place { position, seen, length }): &(u64, Place)| {
            format!("{} {position} {seen} {length}", hex(*hash))
        };
        places.0.iter().map(line).collect()
    }
}

impl Places {
    /// Puts a place last; one that is there already stays where it is.
    fn put(&mut self, new: (u64, Place)) {
        if self.0.contains(&new) {
            return;
        }
        self.0.retain(|(hash, _)| *hash != new.0);
        self.0.push(new);
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }
}

/// How the screen was laid out for a story.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Desk {
    /// The address of the article in front.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front: Option<String>,
    /// The name of the pane that had the keys.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
    /// The widths of the panes that were set by hand, in columns, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub widths: BTreeMap<String, u16>,
    /// The places that were marked, by letter.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<char, Mark>,
}

/// A place that was marked.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The address of the article.
    pub address: String,
    /// The code points before it.
    pub position: usize,
}

/// A story's layout, and when it was last used: the greater the later.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Used {
    turn: u64,
    desk: Desk,
}

impl Session {
    /// Reads the state; that of a first start where there is none of this version that can be read.
    /// Why one cannot is put to the problems.
    pub fn load(path: &Path, problems: &mut Vec<Problem>) -> Self {
        let error = match Disk.read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => error.to_string(),
            Ok(bytes) => match read(&bytes) {
                Ok(session) => return session.unwrap_or_default(),
                Err(error) => error,
            },
        };
        let what = format!("cannot be read: {error}");
        let advice = "what was decided is not in it; places, marks, widths, theme and recent \
             stories begin anew; it is set aside at the end";
        problems.push(Problem::new(path.display().to_string(), what).advise(advice));
        Self::default()
    }

    /// Puts the state in the place of the one that was there. Where it is the same already, the
    /// disk is left alone; one that cannot be read gets another name.
    pub fn save(&self, path: &Path, now: Timestamp) -> Result<(), SaveError> {
        let failed =
            |(step, error): Failure| SaveError::Failed { path: path.to_owned(), step, error };
        let text =
            self.text().map_err(|error| failed((Step::Serialise, io::Error::other(error))))?;
        let target = Disk.resolve(path).map_err(|error| failed((Step::Resolve, error)))?;
        if Disk.read(&target).is_ok_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        Disk.create_directory(directory_of(&target))
            .map_err(|error| failed((Step::CreateDirectory, error)))?;
        let lock =
            Disk.lock(&atomic::lock_path(&target)).map_err(|error| failed((Step::Lock, error)))?;
        if matches!(lock, Lock::Busy) {
            return Err(SaveError::Busy { path: path.to_owned() });
        }
        // Now that nobody else writes it.
        let is_damaged = match Disk.read(&target) {
            Ok(bytes) => read(&bytes).is_err(),
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        };
        let aside = is_damaged.then(|| aside_path(&Disk, &target, "damaged", now));
        atomic::replace(&Disk, &target, text.as_bytes(), aside.as_deref()).map_err(failed)
    }

    fn text(&self) -> Result<String, ron::Error> {
        let mut session = self.clone();
        session.version = VERSION;
        // The format has no way to tell other names.
        session.last_story.retain(|path| path.to_str().is_some());
        let pretty = PrettyConfig::new().new_line("\n").depth_limit(2);
        Ok(ron::ser::to_string_pretty(&session, pretty)? + "\n")
    }

    /// Where the reader was in each article, by the hash of its bytes.
    pub fn places(&self) -> impl Iterator<Item = (u64, Place)> {
        self.articles.0.iter().copied()
    }

    /// Remembers where the reader is; where there are more than 500, the article in which nobody
    /// moved for longest is forgotten.
    pub fn set_place(&mut self, bytes_hash: u64, place: Place) {
        self.articles.put((bytes_hash, place));
    }

    /// How the screen was laid out for the story of these paths.
    pub fn desk(&self, story: &[PathBuf]) -> Option<&Desk> {
        Some(&self.stories.get(&key_of(story))?.desk)
    }

    /// Remembers how the screen is laid out.
    pub fn set_desk(&mut self, story: &[PathBuf], desk: Desk) {
        let last = self.stories.values().map(|used| used.turn).max().unwrap_or_default();
        self.stories.insert(key_of(story), Used { turn: last.saturating_add(1), desk });
        while self.stories.len() > MOST {
            let oldest = self.stories.iter().min_by_key(|(_, used)| used.turn);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else { return };
            self.stories.remove(&oldest);
        }
    }
}

/// The state in these bytes; none where another version of the program wrote them.
fn read(bytes: &[u8]) -> Result<Option<Session>, String> {
    match ron::de::from_bytes::<Session>(bytes) {
        Ok(session) => Ok(Some(session).filter(|it| it.version == VERSION)),
        Err(_) if is_of_another_version(bytes) => Ok(None),
        Err(error) => Err(schema::told(&error)),
    }
}

/// Whether another version of the program wrote this: it has its own form.
fn is_of_another_version(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    ron::de::from_bytes::<Versioned>(bytes).is_ok_and(|it| it.version != VERSION)
}

fn hex(hash: u64) -> String {
    format!("{hash:016x}")
}

fn key_of(story: &[PathBuf]) -> String {
    let mut bytes = Vec::new();
    for path in story {
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        bytes.push(0);
    }
    hex(fnv1a(&bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn now() -> Timestamp {
        "2025-03-01T00:00:00Z".parse().unwrap()
    }

    fn load(path: &Path) -> Session {
        Session::load(path, &mut Vec::new())
    }

    fn session() -> Session {
        let mut session = Session {
            last_story: vec!["/desk/a \"b\".txt".into(), "/desk/ü".into()],
            theme: Some("dark".to_owned()),
            ..Session::default()
        };
        session.set_place(7, Place { position: 120, seen: 400, length: 900 });
        let widths = [("list".to_owned(), 30)].into();
        let marks = [
            ('a', Mark { address: "/desk/a.txt".to_owned(), position: 9 }),
            ('\u{e4}', Mark::default()),
        ];
        let desk = Desk {
            front: Some("/desk/a.txt".to_owned()),
            focus: "text".to_owned(),
            widths,
            marks: marks.into(),
        };
        session.set_desk(&["/desk".into()], desk);
        session
    }

    #[test]
    fn what_was_saved_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/session.ron");
        let session = session();
        session.save(&path, now()).unwrap();
        let loaded = load(&path);
        assert_eq!(loaded.last_story, session.last_story);
        assert_eq!(loaded.theme, session.theme);
        assert_eq!(
            loaded.places().collect::<Vec<_>>(),
            [(7, Place { position: 120, seen: 400, length: 900 })]
        );
        assert_eq!(loaded.desk(&["/desk".into()]), session.desk(&["/desk".into()]));
        assert_eq!(loaded.desk(&["/".into(), "desk".into()]), None);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_did_not_change_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session.ron");
        session().save(&path, now()).unwrap();
        std::fs::remove_file(atomic::lock_path(&path)).unwrap();
        load(&path).save(&path, now()).unwrap();
        assert!(!atomic::lock_path(&path).exists());
    }

    #[test]
    fn what_cannot_be_read_is_set_aside() {
        let other_version = "(version: 1, articles: {\"7\": (turn: 1)}, theme: 3)";
        for text in ["", "(version: 2, articles", other_version, "(version: 2, theme: 3)", "\u{0}"]
        {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("session.ron");
            std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
            let mut problems = Vec::new();
            assert_eq!(Session::load(&path, &mut problems), Session::default(), "{text}");
            assert_eq!(problems.is_empty(), text == other_version, "{text}: {problems:?}");
            session().save(&path, now()).unwrap();
            assert!(load(&path).places().eq(session().places()), "{text}");
            let aside = path.with_file_name("session.ron.damaged-20250301T000000Z");
            let kept = std::fs::read_to_string(aside).ok();
            assert_eq!(kept.as_deref(), Some(text).filter(|it| *it != other_version));
        }
        // Also what is no file that can be read.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session.ron");
        Disk.create_directory(&path).unwrap();
        let mut problems = Vec::new();
        assert_eq!(Session::load(&path, &mut problems), Session::default());
        assert_eq!(problems.len(), 1);
        session().save(&path, now()).unwrap();
        assert!(load(&path).places().eq(session().places()));
        assert!(path.with_file_name("session.ron.damaged-20250301T000000Z").is_dir());
        let nowhere = Path::new("/nowhere/at/all");
        let mut problems = Vec::new();
        assert_eq!(Session::load(nowhere, &mut problems), Session::default());
        assert_eq!(problems, []);
    }

    #[test]
    fn a_part_that_is_missing_or_unknown_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session.ron");
        let text = r#"(
            version: 2, theme: Some("dark"), mood: "glum",
            articles: ["", "7", "x 1 2 3", "7 1 2 -3", "7 1 2 3"],
        )"#;
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        let session = load(&path);
        assert_eq!(session.theme.as_deref(), Some("dark"));
        let place = Place { position: 1, seen: 2, length: 3 };
        assert_eq!(session.places().collect::<Vec<_>>(), [(7, place)]);
    }

    #[test]
    fn the_articles_moved_in_last_are_remembered() {
        let place = |position| Place { position, seen: 1, length: 1 };
        let mut session = Session::default();
        let was_read = |session: &mut Session, hash| session.set_place(hash, place(1));
        (0..500).for_each(|hash| was_read(&mut session, hash));
        session.set_place(0, place(2));
        // What stands where it stood was not read.
        was_read(&mut session, 1);
        (500..600).for_each(|hash| was_read(&mut session, hash));
        let kept: Vec<u64> = session.places().map(|(hash, _)| hash).collect();
        assert_eq!(kept.len(), MOST);
        let forgotten: Vec<u64> = (0..600).filter(|hash| !kept.contains(hash)).collect();
        assert_eq!(forgotten, (1..=100).collect::<Vec<_>>());
    }
}

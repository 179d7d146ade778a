//! Looking for articles and paths while the reader goes on reading.

use std::path::{Path, PathBuf, absolute};
use std::thread;

use crate::annotation::Id;
use crate::app::Event;
use crate::app::event::{FoundStory, Opening};
use crate::problem::Problem;
use crate::store::paths::gone_of;
use crate::story;
use crate::text::clean;

use super::voice::Voice;

/// What the sample story is opened by, where no file is called so.
const SAMPLE: &str = "sample";
/// The most completions that are told.
const MOST: usize = 50;

/// Finds the articles of these paths, as the reader typed them.
pub(super) fn find(opening: Opening, typed: &[String], voice: Voice) {
    let paths: Vec<PathBuf> = typed.iter().map(|typed| meant(typed)).collect();
    if typed == [SAMPLE] && !paths.iter().any(|path| path.exists()) {
        let (paths, found) = (Vec::new(), story::sample());
        voice.tell(Event::FoundStory(Box::new(FoundStory { opening, paths, found })));
        return;
    }
    look(opening, paths, voice);
}

/// Finds the articles of a story's own paths again, and before that which of the articles that its
/// store tells of are gone.
pub(super) fn find_again(
    paths: Vec<PathBuf>,
    store: PathBuf,
    places: Vec<(Id, String)>,
    voice: Voice,
) {
    thread::spawn(move || {
        voice.tell(Event::Gone(gone_of(&store, &places)));
        look(Opening::Again, paths, voice);
    });
}

fn look(opening: Opening, paths: Vec<PathBuf>, voice: Voice) {
    thread::spawn(move || {
        let found = story::find_with(&paths, &mut std::io::empty(), story::LIMIT);
        voice.tell(if found.sources.is_empty() && opening != Opening::Again {
            let nothing = Problem::new(found.name, "there are no articles");
            let problem = found.problems.into_iter().next().unwrap_or(nothing);
            Event::Complaint(problem.to_string())
        } else {
            Event::FoundStory(Box::new(FoundStory { opening, paths, found }))
        });
    });
}

/// Tells what a path that is being typed may become.
pub(super) fn complete(typed: String, voice: Voice) {
    thread::spawn(move || {
        let candidates = candidates(&typed);
        voice.tell(Event::Completions { typed, candidates });
    });
}

/// The path that was typed, from the root; `~` is the home directory.
fn meant(typed: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let path = match (typed.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(typed),
    };
    absolute(&path).unwrap_or(path)
}

/// The folder's entries that begin as the path does; folders end with a slash.
fn candidates(typed: &str) -> Vec<String> {
    let (folder, begun) = typed
        .rsplit_once('/')
        .map_or(("", typed), |(folder, begun)| (&typed[..=folder.len()], begun));
    let place = if folder.is_empty() { PathBuf::from(".") } else { meant(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_hidden = name.starts_with('.') && !begun.starts_with('.');
            let is_safe = clean::clean_line(&name) == name;
            let fits = name.starts_with(begun) && !is_hidden && is_safe;
            let slash = if is_folder(&entry.path()) { "/" } else { "" };
            fits.then(|| format!("{folder}{name}{slash}"))
        })
        .collect();
    names.sort();
    names.truncate(MOST);
    names
}

fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_completed_folder_by_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["north", "north sea"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["nora.txt", ".nothing", "south.txt"] {
            std::fs::File::create(folder.path().join(name)).unwrap();
        }
        let base = folder.path().to_str().unwrap();
        let of = |typed: &str| -> Vec<String> {
            let told = candidates(&format!("{base}/{typed}"));
            told.iter().map(|path| path[base.len() + 1..].to_owned()).collect()
        };
        assert_eq!(of("no"), ["nora.txt", "north sea/", "north/"]);
        assert_eq!(of(".n"), [".nothing"]);
        assert_eq!(of("x"), Vec::<String>::new());
        for name in ["west\u{1b}[2J", "west\nend", "west\u{202e}txt"] {
            std::fs::File::create(folder.path().join(name)).unwrap();
        }
        assert_eq!(of("west"), Vec::<String>::new(), "none is taken for another name");
        assert_eq!(candidates("/no such folder/x"), Vec::<String>::new());
    }

    #[test]
    fn a_path_typed_is_from_the_root() {
        assert!(meant("a").is_absolute());
        assert!(!meant("~/a").to_string_lossy().contains('~'));
        assert!(meant("~a").to_string_lossy().ends_with("~a"));
    }
}

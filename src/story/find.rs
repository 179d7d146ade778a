//! From the paths of the command line to the sources of a story.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::natural::NaturalKey;
use super::source::{name_of, shown};
use super::{Folders, LIMIT, Source, open};
use crate::problem::Problem;

/// The extensions of files that a walk takes for articles.
const EXTENSIONS: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
/// The store beside the articles; its companions' names begin with it.
const STORE: &str = "variorum.ron";
/// How many bytes of a file without an extension are looked at, to tell whether it is text.
const HEAD: u64 = 1024;

/// The articles that the paths lead to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The story's name: that of the first folder or file.
    pub name: String,
    /// The articles in order: that of the paths, and in a folder that of the names.
    pub sources: Vec<Source>,
    /// How many files and linked folders were passed over because they are no articles. Hidden
    /// ones and the store are not counted.
    pub skipped: usize,
    /// The paths that lead nowhere.
    pub problems: Vec<Problem>,
}

/// Finds the articles that paths lead to; `-` is standard input, which is read here to its end.
///
/// A file is taken whatever its name. A folder is walked, links to folders aside; see
/// `is_article` for the files that count. What is reached twice is taken once.
pub fn find(paths: &[PathBuf]) -> Found {
    find_with(paths, &mut io::stdin().lock(), LIMIT)
}

/// The same with something else for standard input, of which at most `limit` bytes are read.
pub fn find_with(paths: &[PathBuf], standard_input: &mut dyn Read, limit: u64) -> Found {
    let mut search = Search::default();
    for path in paths {
        if path.as_os_str() == "-" {
            search.standard_input(standard_input, limit);
        } else {
            search.named(path);
        }
    }
    if paths.len() > 1 || search.has_links {
        search.take_once();
    }
    search.found
}

#[derive(Default)]
struct Search {
    found: Found,
    /// Whether a file was reached by a link.
    has_links: bool,
    standard_input_taken: bool,
}

impl Search {
    fn standard_input(&mut self, input: &mut dyn Read, limit: u64) {
        if std::mem::replace(&mut self.standard_input_taken, true) {
            return;
        }
        match open::read_limited(input, "standard input", limit) {
            Ok(bytes) => {
                self.call(|| "standard input".to_owned());
                self.found.sources.push(Source::StandardInput(bytes.into()));
            }
            Err(problem) => self.found.problems.push(problem),
        }
    }

    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(status) if status.is_dir() => self.folder(path),
            Ok(_) => self.take(path.into()),
            Err(error) => self.found.problems.push(open::unreadable(&shown(path), &error)),
        }
    }

    fn folder(&mut self, path: &Path) {
        self.call(|| name_of(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())));
        let problems = self.found.problems.len();
        let articles = self.walk(path);
        if articles == 0 && problems == self.found.problems.len() {
            let extensions = EXTENSIONS.map(|extension| format!(".{extension}")).join(" ");
            let problem = Problem::new(shown(path), "holds no articles")
                .advise(format!("those are files with {extensions}, and texts without any"));
            self.found.problems.push(problem);
        }
    }

    /// Walks a folder in the order of names and tells how many articles it holds. No recursion: a
    /// folder may be nested as deeply as the file system bears. No links to folders: they may
    /// lead back.
    fn walk(&mut self, folder: &Path) -> usize {
        let mut articles = 0;
        let mut waiting = self.children(folder);
        while let Some((path, found)) = waiting.pop() {
            match kind(&path, found) {
                Ok(Kind::Folder) => waiting.extend(self.children(&path)),
                Ok(Kind::Article) => {
                    articles += 1;
                    self.has_links |= found.is_symlink();
                    self.take(path);
                }
                Ok(Kind::Other) => self.found.skipped += 1,
                Err(error) => self.problem(&path, &error),
            }
        }
        articles
    }

    /// What lies in a folder and is not ours or hidden, the last name first.
    fn children(&mut self, folder: &Path) -> Vec<(Arc<Path>, FileType)> {
        let listed = fs::read_dir(folder)
            .and_then(|entries| entries.filter_map(child).collect::<io::Result<Vec<_>>>());
        let mut children = match listed {
            Ok(children) => children,
            Err(error) => {
                self.problem(folder, &error);
                return Vec::new();
            }
        };
        children.sort_unstable_by(|one, other| other.key.cmp(&one.key));
        let path = |name| Arc::from(folder.join(name));
        children.into_iter().map(|child| (path(child.name), child.kind)).collect()
    }

    fn take(&mut self, path: Arc<Path>) {
        self.call(|| name_of(&path));
        self.found.sources.push(Source::File(path));
    }

    /// Lets go what is reached in more than one way, but for the first.
    fn take_once(&mut self) {
        let mut folders = Folders::default();
        // As text: comparing paths name by name takes many times as long.
        let mut taken: BTreeSet<OsString> = BTreeSet::new();
        self.found.sources.retain(|source| {
            source.path().is_none_or(|path| taken.insert(folders.resolved(path).into_os_string()))
        });
    }

    fn problem(&mut self, path: &Path, error: &io::Error) {
        self.found.problems.push(open::unreadable(&shown(path), error));
    }

    /// Names the story, unless it has a name.
    fn call(&mut self, name: impl FnOnce() -> String) {
        if self.found.name.is_empty() {
            self.found.name = name();
        }
    }
}

/// What lies in a folder.
struct Child {
    key: NaturalKey,
    name: OsString,
    kind: FileType,
}

/// None for what is ours or hidden.
fn child(entry: io::Result<fs::DirEntry>) -> Option<io::Result<Child>> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(Err(error)),
    };
    let name = entry.file_name();
    let told = name.to_string_lossy();
    let key = is_visible(&told).then(|| NaturalKey::new(&told))?;
    Some(entry.file_type().map(|kind| Child { key, name, kind }))
}

/// What the walk of a folder comes upon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Folder,
    Article,
    Other,
}

fn kind(path: &Path, itself: FileType) -> io::Result<Kind> {
    if itself.is_dir() {
        return Ok(Kind::Folder);
    }
    let is_article = match path.extension() {
        Some(extension) => is_article(&extension.to_string_lossy()),
        None => open::head(path, HEAD).is_some_and(|head| is_text(&head)),
    };
    let kind = |is_file| if is_file && is_article { Kind::Article } else { Kind::Other };
    if !itself.is_symlink() || !is_article {
        return Ok(kind(itself.is_file()));
    }
    fs::metadata(path).map(|target| kind(target.is_file()))
}

/// Whether a walk looks at a name at all: the hidden ones are the system's, the store is ours.
fn is_visible(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with(STORE)
}

/// Whether files with this extension are articles.
fn is_article(extension: &str) -> bool {
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Whether a file that begins like this is text: UTF-16 by its mark, else anything without a NUL.
fn is_text(head: &[u8]) -> bool {
    let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    marked || (!head.is_empty() && !head.contains(&0) && !head.starts_with(b"%PDF-"))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder with these files; a name that ends in `/` makes a folder.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if name.ends_with('/') {
                fs::create_dir_all(path).unwrap();
            } else {
                fs::write(path, "Words.").unwrap();
            }
        }
        folder
    }

    fn in_folder(root: &Path, found: &Found) -> Vec<String> {
        let relative = |source: &Source| {
            let path = source.path().unwrap().strip_prefix(root).unwrap();
            path.to_str().unwrap().to_owned()
        };
        found.sources.iter().map(relative).collect()
    }

    fn found(root: &Path) -> Found {
        find_with(&[root.to_owned()], &mut io::empty(), LIMIT)
    }

    #[test]
    fn every_file_is_told_by_the_way_that_was_named() {
        let root = folder(&["1.txt", "2.txt", "deep/3.txt"]);
        let named = format!("{}/.", root.path().display());
        let found = found(Path::new(&named));
        let told: Vec<String> = found.sources.iter().map(Source::address).collect();
        assert_eq!(told, ["1.txt", "2.txt", "deep/3.txt"].map(|name| format!("{named}/{name}")));
    }

    #[test]
    fn a_folder_is_walked_in_natural_order() {
        let root = folder(&[
            "10.txt",
            "2.md",
            "b/9.html",
            "b/10.XHTML",
            "README",
            "notes.pdf",
            "sheet.csv",
            ".hidden.txt",
            ".git/config",
            "variorum.ron",
            "variorum.ron.lock",
            "variorum.ron.old.txt",
        ]);
        fs::write(root.path().join("program"), b"\x7fELF\0\0").unwrap();
        let found = found(root.path());
        assert_eq!(
            in_folder(root.path(), &found),
            ["2.md", "10.txt", "b/9.html", "b/10.XHTML", "README"]
        );
        assert_eq!((found.skipped, found.problems.len()), (3, 0));
        assert_eq!(found.name, root.path().file_name().unwrap().to_str().unwrap());
    }

    #[test]
    fn linked_folders_are_passed_over_and_linked_files_are_not() {
        let root = folder(&["a.txt", "sub/b.txt"]);
        let away = folder(&["c.txt"]);
        symlink(root.path(), root.path().join("sub/loop")).unwrap();
        symlink(away.path(), root.path().join("away.txt")).unwrap();
        symlink(away.path().join("c.txt"), root.path().join("d.txt")).unwrap();
        symlink("nothing", root.path().join("gone.txt")).unwrap();
        symlink("self.txt", root.path().join("self.txt")).unwrap();
        let found = found(root.path());
        assert_eq!(in_folder(root.path(), &found), ["a.txt", "d.txt", "sub/b.txt"]);
        assert_eq!((found.skipped, found.problems.len()), (2, 2));
    }

    #[test]
    fn a_linked_folder_named_outright_is_walked() {
        let (root, away) = (folder(&["a.txt"]), folder(&[]));
        let link = away.path().join("link");
        symlink(root.path(), &link).unwrap();
        assert_eq!(in_folder(&link, &found(&link)), ["a.txt"]);
    }

    #[test]
    fn a_pipe_in_a_folder_is_passed_over() {
        let root = folder(&["a.txt"]);
        for name in ["pipe.txt", "pipe"] {
            let (path, mode) = (root.path().join(name), rustix::fs::Mode::RUSR);
            let kind = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, path, kind, mode, 0).unwrap();
        }
        let found = found(root.path());
        assert_eq!((found.sources.len(), found.skipped), (1, 2));
    }

    #[test]
    fn what_is_named_is_taken_once_whatever_its_extension() {
        let root = folder(&["a.txt", "b.csv"]);
        let path = |name: &str| root.path().join(name);
        let paths = [path("b.csv"), path("."), path("a.txt"), path("../none"), "-".into()];
        let found = find_with(&paths, &mut &b"From a pipe."[..], LIMIT);
        assert_eq!(found.sources.len(), 3);
        assert_eq!(found.sources[0].path(), Some(path("b.csv").as_path()));
        assert_eq!(found.sources[2], Source::StandardInput(b"From a pipe."[..].into()));
        assert_eq!(found.name, "b.csv");
        assert_eq!(found.problems.len(), 1);
        assert!(found.problems[0].to_string().contains("no such file"));
    }

    #[test]
    fn standard_input_is_read_once() {
        let found = find_with(&["-".into(), "-".into()], &mut &b"Words."[..], LIMIT);
        assert_eq!((found.sources.len(), found.name.as_str()), (1, "standard input"));
    }

    #[test]
    fn a_folder_without_articles_is_a_problem() {
        let root = folder(&["a.pdf", "sub/"]);
        let problems = found(root.path()).problems;
        assert!(problems[0].to_string().contains("holds no articles; those are files with .txt"));
        let twice = folder(&["a.txt"]);
        let paths = [twice.path().to_owned(), twice.path().to_owned()];
        assert_eq!(find_with(&paths, &mut io::empty(), LIMIT).problems, []);
    }
}

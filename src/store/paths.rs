//! Where things lie: the store, the configuration, the state of the reader, the cache.
//!
//! The only place that asks the environment for directories. Makes none of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::annotation::{Id, Ledger};

/// The name of a store, in the data directory and beside articles.
pub const STORE_NAME: &str = "variorum.ron";
/// The name of the reader's settings in the configuration directory.
const CONFIGURATION_NAME: &str = "config.ron";
/// The name of the folder of notes in other programs' hands, in the state directory.
const SCRATCH_NAME: &str = "notes";
/// The name of the folder of drafts in the state directory.
const DRAFTS_NAME: &str = "drafts";
/// The name of the folder of backups in the data directory.
const BACKUPS_NAME: &str = "backups";
/// The name of the reader's state in the state directory.
const SESSION_NAME: &str = "session.ron";

/// The program's own directories, by the custom of the system (XDG on Linux).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directories {
    /// What the reader made.
    pub data: PathBuf,
    /// What the reader set.
    pub config: PathBuf,
    /// Where the reader was.
    pub state: PathBuf,
    /// What can be deleted at any time.
    pub cache: PathBuf,
}

impl Directories {
    /// Asks the environment; none where it tells of no home directory.
    pub fn find() -> Option<Self> {
        let own = ProjectDirs::from("", "", "variorum")?;
        Some(Self {
            data: own.data_dir().to_owned(),
            config: own.config_dir().to_owned(),
            // Systems without a directory for state keep it with the data.
            state: own.state_dir().unwrap_or_else(|| own.data_local_dir()).to_owned(),
            cache: own.cache_dir().to_owned(),
        })
    }

    /// The store that is used where no other is.
    pub fn store(&self) -> PathBuf {
        self.data.join(STORE_NAME)
    }

    /// The folder of the [`super::backups::Backups`] of all stores.
    pub fn backups(&self) -> PathBuf {
        self.data.join(BACKUPS_NAME)
    }

    /// The file of the reader's settings that is read where no other is named.
    pub fn configuration(&self) -> PathBuf {
        self.config.join(CONFIGURATION_NAME)
    }

    /// Where [`super::scratch::Scratch`] files lie.
    pub fn scratch(&self) -> PathBuf {
        self.state.join(SCRATCH_NAME)
    }

    /// The folder of [`super::drafts::Drafts`].
    pub fn drafts(&self) -> PathBuf {
        self.state.join(DRAFTS_NAME)
    }

    /// The file of [`super::session::Session`].
    pub fn session(&self) -> PathBuf {
        self.state.join(SESSION_NAME)
    }
}

/// The store found beside articles, the first where there are several: in a folder that is read,
/// or in the folder of a file that is read.
pub fn store_beside(articles: &[PathBuf]) -> Option<PathBuf> {
    articles.iter().find_map(|article| {
        let folder = if article.is_dir() { article } else { super::storage::directory_of(article) };
        let store = folder.join(STORE_NAME);
        // Also a link that leads nowhere yet was put there to be used.
        store.symlink_metadata().is_ok().then_some(store)
    })
}

/// How a store tells where an article lies: relative to its own directory where the article is in
/// it or below, else from the root, so that both can be moved together. None for a name that is
/// not Unicode. Both paths have to be absolute.
pub fn told_by(store: &Path, article: &Path) -> Option<String> {
    let below = store.parent().and_then(|directory| article.strip_prefix(directory).ok());
    below.unwrap_or(article).to_str().map(str::to_owned)
}

/// Tells where existing articles lie, as a store does, all of them as they really are: a link on the
/// way would make a near article look far.
#[derive(Clone, Debug)]
pub struct Locator {
    store: PathBuf,
    /// The same as it really is, once an article was asked for.
    resolved: Option<PathBuf>,
    /// The folder of the last article, by name and as it really is: most lie in the same one.
    folder: Option<(PathBuf, PathBuf)>,
}

impl Locator {
    /// For the articles of this store.
    pub fn new(store: &Path) -> Self {
        Self { store: store.to_owned(), resolved: None, folder: None }
    }

    /// Where an article lies; none for one that is not there.
    pub fn location(&mut self, article: &Path) -> Option<String> {
        let article = self.resolved(article)?;
        let store = &self.store;
        let resolved = self.resolved.get_or_insert_with(|| {
            let folder = store.parent().and_then(|folder| folder.canonicalize().ok());
            folder.map_or_else(|| store.clone(), |folder| folder.join("store"))
        });
        told_by(resolved, &article)
    }

    fn resolved(&mut self, article: &Path) -> Option<PathBuf> {
        let (parent, name) = (article.parent()?, article.file_name());
        let is_link = article.symlink_metadata().ok()?.is_symlink();
        let Some(name) = name.filter(|_| !is_link) else { return article.canonicalize().ok() };
        if let Some((known, folder)) = &self.folder
            && known == parent
        {
            return Some(folder.join(name));
        }
        let here = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let folder = here.canonicalize().ok()?;
        let resolved = folder.join(name);
        self.folder = Some((parent.to_owned(), folder));
        Some(resolved)
    }
}

/// Where one existing article lies.
pub fn location(store: &Path, article: &Path) -> Option<String> {
    Locator::new(store).location(article)
}

/// The articles that are not where a store says.
pub fn gone(store: &Path, ledger: &Ledger) -> BTreeSet<Id> {
    gone_of(store, &places(ledger))
}

/// Where the articles lie, as the store tells it.
pub fn places(ledger: &Ledger) -> Vec<(Id, String)> {
    ledger.articles().filter_map(|it| Some((it.id, it.path.clone()?))).collect()
}

/// Those of these articles that are not where a store says.
pub fn gone_of(store: &Path, places: &[(Id, String)]) -> BTreeSet<Id> {
    let is_gone = |told: &str| matches!(meant_by(store, told).try_exists(), Ok(false));
    places.iter().filter(|(_, told)| is_gone(told)).map(|(id, _)| *id).collect()
}

/// Where an article lies that a store tells of so.
pub fn meant_by(store: &Path, told: &str) -> PathBuf {
    store.with_file_name(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_follow_the_environment() {
        let Some(base) = std::env::var_os("VARIORUM_TEST_BASE").map(PathBuf::from) else {
            let this = std::env::current_exe().unwrap();
            let base = tempfile::tempdir().unwrap();
            let mut again = std::process::Command::new(this);
            again.args(["--exact", "store::paths::tests::directories_follow_the_environment"]);
            again.env("VARIORUM_TEST_BASE", base.path());
            for name in ["DATA", "CONFIG", "STATE", "CACHE"] {
                again.env(format!("XDG_{name}_HOME"), base.path().join(name));
            }
            let output = again.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            return;
        };
        let directories = Directories::find().unwrap();
        assert_eq!(directories.store(), base.join("DATA/variorum/variorum.ron"));
        assert_eq!(directories.config, base.join("CONFIG/variorum"));
        assert_eq!(directories.configuration(), base.join("CONFIG/variorum/config.ron"));
        assert_eq!(directories.session(), base.join("STATE/variorum/session.ron"));
        assert_eq!(directories.cache, base.join("CACHE/variorum"));
    }

    #[test]
    fn a_store_beside_the_articles_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("with/inner")).unwrap();
        std::fs::create_dir(path("without")).unwrap();
        std::fs::File::create(path("with/variorum.ron")).unwrap();
        for (articles, expected) in [
            (vec![], None),
            (vec![path("with")], Some(path("with/variorum.ron"))),
            (vec![path("with/a.txt")], Some(path("with/variorum.ron"))),
            (vec![path("with/inner")], None),
            (vec![path("without")], None),
            (vec![path("without/a.txt"), path("with/a.txt")], Some(path("with/variorum.ron"))),
        ] {
            assert_eq!(store_beside(&articles), expected, "{articles:?}");
        }
    }

    #[test]
    fn articles_below_the_store_are_told_relative_to_it() {
        let store = Path::new("/desk/case/variorum.ron");
        for (article, told) in [
            ("/desk/case/a.txt", "a.txt"),
            ("/desk/case/x/a.txt", "x/a.txt"),
            ("/desk/a.txt", "/desk/a.txt"),
            ("/desk/casework/a.txt", "/desk/casework/a.txt"),
        ] {
            assert_eq!(told_by(store, Path::new(article)).as_deref(), Some(told));
            assert_eq!(meant_by(store, told), Path::new(article));
        }
    }

    #[test]
    fn articles_lie_where_links_lead() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("case/in")).unwrap();
        for name in ["case/a.txt", "case/b.txt", "case/in/c.txt", "d.txt"] {
            std::fs::File::create(root.join(name)).unwrap();
        }
        std::os::unix::fs::symlink(root.join("case"), root.join("link")).unwrap();
        std::os::unix::fs::symlink(root.join("d.txt"), root.join("case/d.txt")).unwrap();
        let mut locator = Locator::new(&root.join("link/variorum.ron"));
        let outside = root.join("d.txt").to_str().map(str::to_owned);
        for (article, told) in [
            ("case/a.txt", Some("a.txt".to_owned())),
            ("case/b.txt", Some("b.txt".to_owned())),
            ("link/b.txt", Some("b.txt".to_owned())),
            ("link/in/c.txt", Some("in/c.txt".to_owned())),
            ("case/d.txt", outside.clone()),
            ("d.txt", outside),
            ("case/none.txt", None),
        ] {
            assert_eq!(locator.location(&root.join(article)), told, "{article}");
        }
    }
}

//! What a start is made of: paths, store, settings, themes.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Settings;
use crate::app::comfort::ThemeChoice;
use crate::config::{self, Config};
use crate::problem::Problem;
use crate::store::companions;
use crate::store::paths::{self, Directories};
use crate::store::session::Session;
use crate::story;
use crate::ui::theme::{self, Depth, Theme};

/// The most bytes of a file of settings that are read: what is longer is no such file.
const LONGEST_CONFIG: u64 = 1 << 20;

/// What is wrong with a store that was named: a folder that is not there is mistyped more often than
/// meant.
pub(super) fn no_folder(store: &Path) -> Option<Problem> {
    let folder = store.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.is_dir()).then(|| {
        Problem::new(store.to_string_lossy(), "there is no such folder")
            .advise("make it, or check --store")
    })
}

/// The paths named, from the root; without any those of the last story, as long as they exist.
pub(super) fn story_paths(settings: &Settings, session: &Session) -> Vec<PathBuf> {
    let from_root = |path: &PathBuf| match path.to_str() {
        Some("-") => path.clone(),
        Some(_) | None => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
    };
    if settings.paths.is_empty() {
        return session.last_story.iter().filter(|path| path.exists()).cloned().collect();
    }
    settings.paths.iter().map(from_root).collect()
}

/// The store that is used, from the root.
pub(super) fn store_path(
    named: Option<&Path>,
    paths: &[PathBuf],
    directories: &Directories,
) -> PathBuf {
    let named = named.map(Path::to_owned).or_else(|| paths::store_beside(paths));
    let path = named.unwrap_or_else(|| directories.store());
    std::path::absolute(&path).unwrap_or(path)
}

/// How many files were left out of a story, those of the store not counted.
pub(super) fn left_out(skipped: usize, store: &Path, paths: &[PathBuf]) -> usize {
    let Some(folder) = store.parent().and_then(|folder| folder.canonicalize().ok()) else {
        return skipped;
    };
    let is_met = |path: &PathBuf| {
        let below = path
            .canonicalize()
            .ok()
            .and_then(|it| folder.strip_prefix(it).ok().map(Path::to_owned));
        below.is_some_and(|below| {
            // What is hidden is not walked.
            !below.iter().any(|part| part.to_string_lossy().starts_with('.'))
        })
    };
    if paths.iter().any(is_met) { skipped.saturating_sub(companions::met(store)) } else { skipped }
}

/// The reader's settings: those of a first start where there is no file. One that is named and
/// cannot be read is an error.
pub(super) fn read_config(
    settings: &Settings,
    directories: &Directories,
    themes: &[Theme],
    problems: &mut Vec<Problem>,
) -> Result<Config, Problem> {
    let names: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
    let (config, faults) = config_for(settings.config.as_deref(), directories, &names)?;
    problems.splice(0..0, faults);
    Ok(config)
}

/// The most bytes that an article may have by the reader's settings. What else is wrong in them is
/// for the reader to tell.
pub fn article_limit(named: Option<&Path>) -> Result<u64, Problem> {
    let Some(directories) = Directories::find() else { return Ok(story::LIMIT) };
    let (config, _) = config_for(named, &directories, &[])?;
    Ok(bytes_of(&config))
}

/// The most bytes that an article may have.
pub(super) fn bytes_of(config: &Config) -> u64 {
    u64::from(config.article_limit) * story::MEGABYTE
}

/// The settings in a file, which is the usual one where none is named, and what is wrong with them.
fn config_for(
    named: Option<&Path>,
    directories: &Directories,
    themes: &[&str],
) -> Result<(Config, Vec<Problem>), Problem> {
    let path = named.map_or_else(|| directories.configuration(), Path::to_owned);
    let place = path.to_string_lossy();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(&path)
        .and_then(|file| file.take(LONGEST_CONFIG).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(config::read(&place, &String::from_utf8_lossy(&bytes), themes)),
        Err(error) if named.is_some() => Err(Problem::new(place, error.to_string())
            .advise("`variorum config --default` prints such a file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Default::default()),
        Err(error) => Ok((Config::default(), vec![Problem::new(place, error.to_string())])),
    }
}

/// The theme to start with, and who chose it: the command line, the configuration, the reader in an
/// earlier run, or nobody.
pub(super) fn chosen_theme(
    settings: &Settings,
    config: &Config,
    session: &Session,
    themes: &[Theme],
) -> Result<(usize, ThemeChoice), Problem> {
    let index = |name: &str| themes.iter().position(|theme| theme.name == name);
    if let Some(named) = &settings.theme {
        return index(named).map(|index| (index, ThemeChoice::Given)).ok_or_else(|| {
            let all: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
            let what = if theme::is_built_in(named) {
                "this terminal shows too few colours for it"
            } else {
                "there is no such theme"
            };
            Problem::new(format!("--theme {named}"), what).advise(match all.as_slice() {
                [one] => format!("only {one} can be shown here"),
                all => format!("choose one of {}", all.join(", ")),
            })
        });
    }
    let before = [&config.theme, &session.theme].into_iter().flatten().find_map(|name| index(name));
    Ok(before.map_or((0, ThemeChoice::Open), |index| (index, ThemeChoice::Given)))
}

/// The themes that can be chosen. A file that is no theme is told and left out.
pub(super) fn themes(
    depth: Depth,
    directories: &Directories,
    problems: &mut Vec<Problem>,
) -> Vec<Theme> {
    let mut themes = theme::built_in(depth);
    for own in own_themes(&directories.config.join("themes")) {
        match own {
            Ok(theme) => {
                // A theme of the reader's goes before the built-in one of that name.
                themes.retain(|built_in| built_in.name != theme.name);
                themes.push(theme.at_depth(depth));
            }
            Err(problem) => problems.push(problem),
        }
    }
    themes
}

/// The reader's own themes: every `NAME.ron` of a folder, by name.
pub(super) fn own_themes(folder: &Path) -> Vec<Result<Theme, Problem>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        // A pipe would be waited for.
        .filter(|path| path.extension().is_some_and(|it| it == "ron") && path.is_file())
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::new(path.display().to_string(), error.to_string()))?;
        Theme::read(&name, &text)
    };
    files.iter().map(read).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_store_are_not_told_as_left_out() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        std::fs::create_dir_all(path("desk/deep")).unwrap();
        std::fs::create_dir_all(path("desk/.hidden")).unwrap();
        std::fs::create_dir_all(path("other")).unwrap();
        let names = [
            "a.txt",
            "picture.png",
            "notes.ron",
            "notes.ron.lock",
            "notes.ron.damaged-20270115T080000Z",
            "notes (Ines's conflicted copy 2027-01-15).ron",
            ".notes.ron.tmp",
        ];
        for folder in ["desk", "desk/deep", "desk/.hidden"] {
            for name in names {
                std::fs::write(path(folder).join(name), "x").unwrap();
            }
        }
        std::fs::write(path("other/a.txt"), "x").unwrap();
        for (named, store, told) in [
            ("desk", "desk/notes.ron", 6),
            ("desk", "desk/deep/notes.ron", 6),
            ("desk", "desk/.hidden/notes.ron", 10),
            ("desk/deep", "desk/deep/notes.ron", 1),
            ("desk/deep", "desk/notes.ron", 5),
            ("desk/deep", "nowhere/notes.ron", 5),
            ("other", "desk/notes.ron", 0),
        ] {
            let paths = [path(named)];
            let skipped = story::find(&paths).skipped;
            assert_eq!(left_out(skipped, &path(store), &paths), told, "{named}, {store}");
        }
    }

    #[test]
    fn a_store_of_the_usual_name_is_passed_over_anyway() {
        let home = tempfile::tempdir().unwrap();
        for name in ["a.txt", "variorum.ron", "variorum.ron.lock", "picture.png"] {
            std::fs::write(home.path().join(name), "x").unwrap();
        }
        let paths = [home.path().to_owned()];
        let skipped = story::find(&paths).skipped;
        assert_eq!(left_out(skipped, &home.path().join("variorum.ron"), &paths), 1);
    }
}

//! The story that is open, and the workers it has.

use std::path::PathBuf;

use super::grouper::Grouper;
use super::loader::Loader;
use super::saver::Saver;
use super::searcher::Searcher;
use super::start::{bytes_of, left_out, store_path};
use super::voice::Voice;
use super::{desk, now};
use crate::app::layout::Size;
use crate::app::remembered::Draft;
use crate::app::story::Story;
use crate::app::{Model, Start};
use crate::config::Config;
use crate::store::paths::Directories;
use crate::store::session::Session;
use crate::store::titles;
use crate::story::Found;
use crate::ui::Glyphs;
use crate::ui::theme::Theme;

/// What stays as it is whichever story is open.
#[derive(Debug)]
pub(super) struct Setup {
    /// The store's file, where one was named.
    pub(super) store: Option<PathBuf>,
    pub(super) themes: Vec<Theme>,
    pub(super) glyphs: Glyphs,
    pub(super) directories: Directories,
    pub(super) config: Config,
    pub(super) session: Session,
    /// Notes that were typed and not saved, for the next story that is opened.
    pub(super) drafts: Vec<Draft>,
    pub(super) random: fastrand::Rng,
}

/// The story that is open, and those who work on it.
#[derive(Debug)]
pub(super) struct Sitting {
    /// What the story was opened by, from the root.
    pub(super) paths: Vec<PathBuf>,
    /// The store's file.
    pub(super) store: PathBuf,
    pub(super) model: Model,
    /// What is to be said of a note that was cut off.
    pub(super) cut_off: Option<String>,
    /// How many files were left out of the story.
    pub(super) left_out: usize,
    pub(super) loader: Loader,
    pub(super) grouper: Grouper,
    pub(super) saver: Saver,
    pub(super) searcher: Searcher,
    pub(super) voice: Voice,
}

impl Sitting {
    /// Starts reading a story, with the article in front that was there before.
    pub(super) fn open(
        setup: &mut Setup,
        paths: Vec<PathBuf>,
        found: Found,
        voice: Voice,
        theme: usize,
    ) -> Self {
        desk::put_recent(&mut setup.session, &found.name, &paths, now());
        let store = store_path(setup.store.as_deref(), &paths, &setup.directories);
        let mut remembered = desk::remembered(&setup.session, &paths);
        remembered.drafts = std::mem::take(&mut setup.drafts);
        let is_here = |address: &str| found.sources.iter().any(|it| it.address() == address);
        let cut_off = remembered.resume(&found.name, is_here);
        let place = |front: &String| found.sources.iter().position(|it| it.address() == *front);
        let front = remembered.front.as_ref().and_then(place).unwrap_or(0);
        let random = &mut setup.random;
        let tags = setup.config.tags.clone();
        let backups = setup.directories.backups();
        let teller = voice.clone();
        let tell = move |event| teller.tell(event);
        let titles = titles::file_of(&setup.directories.cache, &paths);
        let grouper = Grouper::start(voice.clone());
        let limit = bytes_of(&setup.config);
        let sources = found.sources.clone();
        let loader = Loader::start(sources, front, &store, titles, &voice, &grouper, limit);
        Self {
            left_out: left_out(found.skipped, &store, &paths),
            paths,
            store: store.clone(),
            cut_off,
            searcher: Searcher::start(store.clone(), limit, loader.pauser(), voice.clone()),
            loader,
            grouper,
            saver: Saver::new(store, backups, tags, random.fork(), voice.log().clone(), tell),
            model: Model::new(Start {
                size: Size::default(),
                story: Story::new(found.name, found.sources).with_front(front),
                themes: setup.themes.iter().map(|theme| theme.name.clone()).collect(),
                theme,
                keymap: setup.config.keymap.clone(),
                remembered,
                now: now(),
                random: random.fork(),
            }),
            voice,
        }
    }
}

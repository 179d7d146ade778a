//! The reader put together: terminal, model, and the workers that read and save.
//!
//! The one place where the clock, files, the store and the screen meet the model. Must hold no
//! rule of its own about any of them.

mod desk;
mod loader;
mod saver;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ratatui::Frame;

use crate::app::layout::Size;
use crate::app::story::Story;
use crate::app::{self, Effect, Model, Start};
use crate::keymap::input::Input;
use crate::problem::Problem;
use crate::runtime::{Ended, Event, Flow, Options, Program, Runtime};
use crate::store::paths::{self, Directories};
use crate::store::session::Session;
use crate::story::{self, Source};
use crate::ui::theme::{self, Depth, Theme};
use crate::ui::{self, Glyphs, Look};

use loader::Loader;
use saver::Saver;

/// What a worker says.
type Message = app::Event;

/// What the reader is started with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// The articles, as named on the command line.
    pub paths: Vec<PathBuf>,
    /// The store's file, where one is named.
    pub store: Option<PathBuf>,
    /// The file of settings, where one is named.
    pub config: Option<PathBuf>,
    /// The theme, where one is named.
    pub theme: Option<String>,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// Whether the mouse is left to the terminal.
    pub no_mouse: bool,
}

/// Runs the reader to its end; the exit code.
///
/// What stands in the way before the screen is taken is a problem to be printed, and so is a save
/// that failed to the last.
pub fn run(settings: &Settings) -> Result<i32, Problem> {
    let directories = Directories::find().ok_or_else(|| {
        Problem::new("home directory", "there is none").advise("set HOME or the XDG variables")
    })?;
    let mut session = Session::load(&directories.session());
    let paths = story_paths(settings, &session);
    let found = match paths.as_slice() {
        [] => story::sample(),
        paths => story::find_with(paths, &mut std::io::stdin().lock()),
    };
    if found.sources.is_empty() {
        let nothing = Problem::new(found.name, "there are no articles");
        return Err(found.problems.into_iter().next().unwrap_or(nothing));
    }
    let store = store_path(settings, &paths, &directories);
    let mut problems = found.problems;
    let (themes, theme) = themes(settings, &session, &directories, &mut problems)?;
    let remembered = desk::remembered(&session, &paths);
    let at_front = |source: &Source| Some(source.address()) == remembered.front;
    let front = found.sources.iter().position(at_front).unwrap_or(0);

    let runtime = Runtime::start(Options { mouse: !settings.no_mouse, background: false })?;
    let waker = runtime.waker();
    let mut random = fastrand::Rng::new();
    let mut reader = Reader {
        loader: Loader::start(found.sources.clone(), front, store.clone(), waker.clone()),
        saver: Saver::start(store, random.fork(), move |event| {
            // Nobody listens any more only when the program has ended.
            let _unheard = waker.send(event);
        }),
        model: Model::new(Start {
            size: Size::default(),
            story: Story::new(found.name, found.sources).with_front(front),
            themes: themes.iter().map(|theme| theme.name.clone()).collect(),
            theme,
            remembered,
            now: now(),
            random,
        }),
        themes,
        glyphs: if settings.ascii { Glyphs::ASCII } else { Glyphs::UNICODE },
        flow: Flow::Continue,
    };
    tell_start(&mut reader.model, &problems, found.skipped);
    let ended = runtime.run(&mut reader);
    // Decisions first: the reader's whereabouts can be found again by hand.
    let unsaved = reader.saver.finish();
    desk::put_down(&mut session, &paths, reader.model.whereabouts());
    session.theme = reader.themes.get(reader.model.theme).map(|theme| theme.name.clone());
    let unremembered = session.save(&directories.session());
    if let Some(error) = unsaved {
        return Err(Problem::new("store", error.to_string()));
    }
    let ended = ended.map_err(|error| Problem::new("terminal", error.to_string()))?;
    match unremembered {
        Err(error) if ended == Ended::Quit => Err(Problem::new("session", error.to_string())),
        Ok(()) | Err(_) => Ok(ended.exit_code()),
    }
}

/// The time in whole seconds: more would only make the store harder to read.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// The paths named, from the root; without any those of the last story, as long as they exist.
fn story_paths(settings: &Settings, session: &Session) -> Vec<PathBuf> {
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
fn store_path(settings: &Settings, paths: &[PathBuf], directories: &Directories) -> PathBuf {
    let named = settings.store.clone().or_else(|| paths::store_beside(paths));
    let path = named.unwrap_or_else(|| directories.store());
    std::path::absolute(&path).unwrap_or(path)
}

/// The themes that can be chosen, and which is. A file that is no theme is told and left out.
fn themes(
    settings: &Settings,
    session: &Session,
    directories: &Directories,
    problems: &mut Vec<Problem>,
) -> Result<(Vec<Theme>, usize), Problem> {
    let depth = Depth::of(|name| std::env::var(name).ok());
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
    let index = |name: &str| themes.iter().position(|theme| theme.name == name);
    let Some(named) = &settings.theme else {
        let last = session.theme.as_deref().and_then(index);
        return Ok((themes, last.unwrap_or(0)));
    };
    if let Some(index) = index(named) {
        return Ok((themes, index));
    }
    let all: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
    Err(Problem::new(format!("--theme {named}"), "there is no such theme")
        .advise(format!("choose one of {}", all.join(", "))))
}

/// The reader's own themes: every `NAME.ron` of a folder, by name.
fn own_themes(folder: &Path) -> Vec<Result<Theme, Problem>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
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

/// Says what was found wrong or left out among the paths.
fn tell_start(model: &mut Model, problems: &[Problem], skipped: usize) {
    match (problems.first(), skipped) {
        (Some(problem), _) => model.status.complain(problem.to_string()),
        (None, 0) => {}
        (None, 1) => model.status.say("1 file was left out: it is no article"),
        (None, skipped) => {
            model.status.say(format!("{skipped} files were left out: they are no articles"));
        }
    }
}

/// The program that runs in the terminal.
#[derive(Debug)]
struct Reader {
    model: Model,
    themes: Vec<Theme>,
    glyphs: Glyphs,
    loader: Loader,
    saver: Saver,
    flow: Flow,
}

impl Program for Reader {
    type Message = Message;

    fn handle(&mut self, event: Event<Message>) {
        self.model.now = now();
        let event = match event {
            Event::Input(Input::Key(key)) => app::Event::Key(key),
            Event::Input(Input::Mouse(mouse)) => app::Event::Mouse(mouse),
            Event::Input(Input::Paste(paste)) => app::Event::Paste(paste),
            Event::Input(Input::Background(_)) => return,
            Event::Resize { columns, rows } => app::Event::Resize(Size { columns, rows }),
            Event::Message(message) => message,
            Event::Waited => return,
        };
        for effect in app::update(&mut self.model, event) {
            self.perform(effect);
        }
    }

    fn flow(&mut self) -> Flow {
        std::mem::replace(&mut self.flow, Flow::Continue)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        if let Some(theme) = self.themes.get(self.model.theme) {
            let look = Look { theme, glyphs: &self.glyphs };
            ui::view(&self.model, look, frame.buffer_mut());
        }
    }
}

impl Reader {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Load(index) => self.loader.prefer(index),
            Effect::Save { revision, changes } => self.saver.save(revision, changes),
            Effect::Redraw => self.flow = Flow::Redraw,
            Effect::Suspend => self.flow = Flow::Suspend,
            Effect::Quit => self.flow = Flow::Quit,
        }
    }
}

//! The reader put together: terminal, model, and the workers that read and save.
//!
//! The one place where the clock, files, the store and the screen meet the model. Must hold no
//! rule of its own about any of them.

mod acts;
mod clipboard;
mod desk;
mod early;
mod finder;
mod grouper;
mod journal;
mod late;
mod loader;
mod log;
mod opener;
mod outside;
mod saver;
mod searcher;
mod sitting;
mod start;
mod stopwatch;
mod voice;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ratatui::Frame;

use crate::app::comfort::ThemeChoice;
use crate::app::event::{EditFailed, FoundStory};
use crate::app::layout::Size;
use crate::app::story::Coming;
use crate::app::{self, Effect, Model};
use crate::claim;
use crate::keymap::input::Input;
use crate::problem::Problem;
use crate::runtime::{Ended, Event, Flow, Options, Program, Runtime};
use crate::store::SaveError;
use crate::store::paths::{Directories, places};
use crate::store::session::Session;
use crate::story::{self, Found};
use crate::ui::theme::Depth;
use crate::ui::{self, Glyphs, Look};

pub use acts::acts;
use early::Early;
use journal::Journal;
use log::Log;
use outside::Outside;
use saver::Last;
use sitting::{Setup, Sitting};
pub use start::article_limit;
use start::{chosen_theme, no_folder, read_config, story_paths, themes};
pub use stopwatch::stopwatch;
use stopwatch::{clock, since};
use voice::Voice;

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
    /// The file where faults and times are put down, where one is named.
    pub log: Option<PathBuf>,
}

/// How the reader ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The exit code.
    pub code: i32,
    /// What the last save found, to be printed.
    pub told: Vec<Problem>,
}

/// Runs the reader to its end.
///
/// What stands in the way before the screen is taken is a problem to be printed, and so is a save
/// that failed to the last.
pub fn run(settings: &Settings) -> Result<Ending, Problem> {
    let log = Log::open(settings.log.as_deref())?;
    let directories = Directories::find().ok_or_else(no_home)?;
    let mut unread = Vec::new();
    let session = Session::load(&directories.session(), &mut unread);
    let is_first_start = session == Session::default();
    let paths = story_paths(settings, &session);
    let found = match paths.as_slice() {
        [] => story::sample(),
        paths => story::find_with(paths, &mut io::stdin().lock(), input_limit(settings, paths)?),
    };
    if found.sources.is_empty() {
        let nothing = Problem::new(found.name, "there are no articles");
        return Err(found.problems.into_iter().next().unwrap_or(nothing));
    }
    if let Some(problem) = settings.store.as_deref().and_then(no_folder) {
        return Err(problem);
    }
    let mut problems = found.problems.clone();
    let depth = Depth::of(|name| std::env::var(name).ok());
    let themes = themes(depth, &directories, &mut problems);
    let config = read_config(settings, &directories, &themes, &mut problems)?;
    let (theme, choice) = chosen_theme(settings, &config, &session, &themes)?;
    let mouse = config.mouse && !settings.no_mouse;
    let background = choice == ThemeChoice::Open && depth >= Depth::Indexed;
    let runtime = Runtime::start(Options { mouse, background })?;
    let glyphs = if settings.ascii || config.ascii { Glyphs::ASCII } else { Glyphs::UNICODE };
    let voice = Voice::new(runtime.waker(), log.clone());
    let (journal, drafts) = Journal::start(&directories.drafts(), &mut unread, voice.for_all());
    // What concerns the articles themselves comes first.
    problems.append(&mut unread);
    log_start(&log, &found, &problems);
    let mut setup = Setup {
        store: settings.store.clone(),
        themes,
        glyphs,
        directories,
        config,
        session,
        drafts,
        random: fastrand::Rng::new(),
    };
    let is_greeted = is_first_start && paths.is_empty();
    let mut sitting = Sitting::open(&mut setup, paths, found, voice, theme);
    sitting.model.configure(&setup.config, mouse, choice);
    sitting.model.greets = is_greeted && sitting.cut_off.is_none();
    tell_start(&mut sitting.model, &problems, sitting.left_out);
    if let Some(told) = sitting.cut_off.take() {
        sitting.model.status.say(told);
    }
    let mut reader = Reader {
        setup,
        sitting,
        journal,
        tutor: None,
        wishes: VecDeque::new(),
        started: clock(),
        early: Early::default(),
        copied: None,
        command: None,
        outside: None,
    };
    let ended = runtime.run(&mut reader);
    // Decisions first: the reader's whereabouts can be found again by hand.
    let last = log.timed("waiting for the last save", || reader.sitting.saver.end());
    let unkept = reader.journal.finish(reader.sitting.model.all_drafts());
    log_end(&log, &last, unkept.as_ref());
    reader.put_down();
    let unremembered = reader.setup.session.save(&reader.setup.directories.session(), now());
    // The program ends: to take long texts and stores apart piece by piece would only take time.
    std::mem::forget(reader);
    if let Some(error) = last.error {
        return Err(Problem::new("store", error.to_string()));
    }
    let ended = ended.map_err(|error| Problem::new("terminal", error.to_string()))?;
    let told = unkept.map(|error| ("drafts", error));
    let told = told.or_else(|| unremembered.err().map(|error| ("session", error)));
    match told {
        Some((what, error)) if ended == Ended::Quit => Err(Problem::new(what, error.to_string())),
        Some(_) | None => Ok(Ending { code: ended.exit_code(), told: last.problems }),
    }
}

/// The most bytes that are read of standard input. The settings are read later, unless something is
/// to be measured by them.
fn input_limit(settings: &Settings, paths: &[PathBuf]) -> Result<u64, Problem> {
    let is_read = paths.iter().any(|path| path.as_os_str() == "-");
    if is_read { article_limit(settings.config.as_deref()) } else { Ok(story::LIMIT) }
}

fn no_home() -> Problem {
    Problem::new("home directory", "there is none").advise("set HOME or the XDG variables")
}

/// Puts down what a report of a fault should tell first.
fn log_start(log: &Log, found: &Found, problems: &[Problem]) {
    log.put(format_args!(
        "variorum {} on {}, TERM {}: {} articles, {} files left out",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::var("TERM").unwrap_or_default(),
        found.sources.len(),
        found.skipped,
    ));
    for problem in problems {
        log.put(format_args!("problem: {problem}"));
    }
}

/// Puts down what was found and not kept at the end.
fn log_end(log: &Log, last: &Last, unkept: Option<&SaveError>) {
    for problem in &last.problems {
        log.put(format_args!("problem: {problem}"));
    }
    for error in last.error.iter().chain(unkept) {
        log.put(format_args!("not saved: {error}"));
    }
    log.put("ended");
}

/// The time in whole seconds: more would only make the store harder to read.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Says what was found wrong or left out among the paths.
fn tell_start(model: &mut Model, problems: &[Problem], skipped: usize) {
    match (problems.first(), skipped) {
        (Some(problem), _) => model.status.complain(match problems.len() - 1 {
            0 => problem.to_string(),
            more => format!("{problem} ({more} more)"),
        }),
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
    setup: Setup,
    sitting: Sitting,
    journal: Journal,
    /// The tutorial, while it is shown.
    tutor: Option<Box<Model>>,
    /// What the terminal's loop shall do, in the order it was asked for.
    wishes: VecDeque<Flow>,
    /// When the terminal was taken.
    started: Instant,
    /// What waits for the article in front.
    early: Early,
    /// What the terminal shall put into the clipboard.
    copied: Option<String>,
    /// The editor that shall have the terminal.
    command: Option<Command>,
    /// What it is to edit.
    outside: Option<Outside>,
}

impl Program for Reader {
    type Message = voice::Message;

    fn handle(&mut self, event: Event<voice::Message>) {
        if self.is_ending() {
            return;
        }
        let event = match event {
            Event::Input(input) => {
                let waits = self.waits() && !self.asks_to_end(&input);
                if waits {
                    // What is typed may be about what was made: that is waited for, too.
                    self.sitting.saver.begin();
                }
                self.early.keep(input, waits).map(Event::Input)
            }
            other => Some(other),
        };
        if let Some(event) = event {
            self.take_in_any(event);
        }
        while !self.is_ending()
            && let Some(input) = self.early.next(self.waits())
        {
            self.take_in_any(Event::Input(input));
        }
        self.journal.keep_if_due(|| self.sitting.model.all_drafts());
    }

    fn patience(&self) -> Option<Duration> {
        let model = self.tutor.as_deref().unwrap_or(&self.sitting.model);
        if model.is_seeking() {
            return Some(Duration::ZERO);
        }
        let early = self.early.patience(self.coming(), since(self.started));
        early.or_else(|| self.journal.patience())
    }

    fn flow(&mut self) -> Flow {
        let wish = self.wishes.pop_front();
        match wish {
            Some(Flow::Suspend) => self.journal.keep_now(|| self.sitting.model.all_drafts()),
            // While the terminal is given back.
            Some(Flow::Quit) => self.sitting.saver.finish(),
            Some(Flow::Continue | Flow::Hold | Flow::Redraw | Flow::Mouse(_)) | None => {}
        }
        wish.unwrap_or_else(|| {
            let holds = self.early.holds(self.coming(), since(self.started));
            if holds { Flow::Hold } else { Flow::Continue }
        })
    }

    fn drawn(&mut self) {
        self.sitting.loader.frame_is_out();
        // Not before: to be read, an article needs no store.
        self.sitting.saver.begin();
    }

    fn copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    fn outside(&mut self) -> Option<Command> {
        let command = self.command.take()?;
        self.journal.keep_now(|| self.sitting.model.all_drafts());
        Some(command)
    }

    fn came_back(&mut self, ended: io::Result<ExitStatus>) {
        if let Some(outside) = self.outside.take() {
            self.edited(outside.finish(ended));
        }
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let model = self.tutor.as_deref().unwrap_or(&self.sitting.model);
        if let Some(theme) = self.setup.themes.get(model.theme) {
            let look = Look { theme, glyphs: &self.setup.glyphs };
            let draw = || ui::view(model, look, frame.buffer_mut());
            self.sitting.voice.log().if_slow("drawing", draw);
        }
    }
}

impl Reader {
    /// Asks the terminal's loop for something; what was asked for last already is not asked for twice.
    fn wish(&mut self, flow: Flow) {
        if self.wishes.back() != Some(&flow) {
            self.wishes.push_back(flow);
        }
    }

    /// Whether the end was asked for: what is typed behind that is meant for whoever comes next, and
    /// what a worker tells changes nothing any more.
    fn is_ending(&self) -> bool {
        self.wishes.contains(&Flow::Quit)
    }

    /// What will be here in a moment of the article in front, or of what was made in it.
    fn coming(&self) -> Option<Coming> {
        let model = &self.sitting.model;
        let store = model.save.file.is_none().then_some(Coming::Rest);
        model.story.front_comes().or(store)
    }

    /// Whether keys wait for that.
    fn waits(&self) -> bool {
        self.early.patience(self.coming(), since(self.started)).is_some()
    }

    /// Whether this asks for the end: it waits for nothing but what was typed before it.
    fn asks_to_end(&self, input: &Input) -> bool {
        let model = self.tutor.as_deref().unwrap_or(&self.sitting.model);
        matches!(input, Input::Key(key) if model.asks_to_end(*key))
    }

    /// Opens another story in the place of this one, of which everything is saved.
    fn switch(&mut self, story: FoundStory) {
        let last = self.sitting.saver.end();
        self.put_down();
        self.setup.drafts = self.sitting.model.all_drafts();
        let (size, comfort, theme) =
            (self.sitting.model.size, self.sitting.model.comfort.clone(), self.sitting.model.theme);
        let FoundStory { paths, found, .. } = story;
        let problems = found.problems.clone();
        let voice = self.sitting.voice.next();
        self.sitting = Sitting::open(&mut self.setup, paths, found, voice, theme);
        let mouse = comfort.mouse;
        self.sitting.model.configure(&self.setup.config, mouse, comfort.theme);
        self.sitting.model.theme = theme;
        self.resize(size);
        let name = self.sitting.model.story.name.clone();
        self.sitting.model.status.say(format!("opened {name}"));
        tell_start(&mut self.sitting.model, &problems, self.sitting.left_out);
        for problem in last.problems {
            self.sitting.model.status.complain(problem.to_string());
        }
    }

    /// Puts down in the session where the reader is.
    fn put_down(&mut self) {
        let Self { setup, sitting: Sitting { model, paths, .. }, .. } = self;
        // Nobody comes back to a story of which nothing can be read.
        if model.story.readable() > 0 {
            desk::put_down(&mut setup.session, paths, model.whereabouts());
        }
        if model.comfort.theme == ThemeChoice::Made {
            setup.session.theme = setup.themes.get(model.theme).map(|theme| theme.name.clone());
        }
    }

    /// The model on the screen.
    fn front(&mut self) -> &mut Model {
        self.tutor.as_deref_mut().unwrap_or(&mut self.sitting.model)
    }

    /// Lays the reader's model out anew behind the tutorial.
    fn resize(&mut self, size: Size) {
        let _nothing_to_do = app::update(&mut self.sitting.model, app::Event::Resize(size));
    }

    fn take_in_any(&mut self, event: Event<voice::Message>) {
        let what = match &event {
            Event::Input(_) => "a key, the mouse or pasted text",
            Event::Resize { .. } => "the window's size",
            Event::Message(_) => "what a worker said",
            Event::Waited => "keeping drafts, or a search going on",
        };
        let log = self.sitting.voice.log().clone();
        log.if_slow(what, || self.take_in_one(event));
    }

    fn take_in_one(&mut self, event: Event<voice::Message>) {
        self.front().now = now();
        let event = match event {
            Event::Input(Input::Key(key)) => app::Event::Key(key),
            Event::Input(Input::Mouse(mouse)) => app::Event::Mouse(mouse),
            Event::Input(Input::Paste(paste)) => app::Event::Paste(paste),
            Event::Input(Input::Background(background)) => {
                app::Event::Background { is_light: background.is_light() }
            }
            Event::Resize { columns, rows } => {
                let size = Size { columns, rows };
                if self.tutor.is_some() {
                    self.resize(size);
                }
                app::Event::Resize(size)
            }
            Event::Message(message) if !self.sitting.voice.is_about(&message) => return,
            Event::Message(message) => match message.event {
                told @ (app::Event::Notice(_) | app::Event::Complaint(_)) => told,
                event => return self.take_in(event),
            },
            Event::Waited if self.front().is_seeking() => app::Event::SeekOn,
            Event::Waited => return,
        };
        self.take_in_front(event);
    }

    /// Takes in what the reader does to what is on the screen.
    fn take_in_front(&mut self, event: app::Event) {
        for effect in app::update(self.front(), event) {
            if self.tutor.is_some() {
                self.perform_in_tutor(effect);
            } else {
                self.perform(effect);
            }
        }
    }

    /// Makes everything ready for the reader's own editor.
    fn edit_outside(&mut self, text: String) {
        match Outside::prepare(text, &self.setup.directories.scratch(), |name| {
            std::env::var_os(name)
        }) {
            Ok((outside, command)) => {
                self.outside = Some(outside);
                self.command = Some(command);
            }
            Err(failed) => self.edited(Err(failed)),
        }
    }

    fn edited(&mut self, result: Result<String, EditFailed>) {
        self.front().now = now();
        self.take_in_front(app::Event::Edited(result));
    }

    /// Takes in what a worker says: that is never about the tutorial.
    fn take_in(&mut self, event: app::Event) {
        self.sitting.model.now = now();
        for effect in app::update(&mut self.sitting.model, event) {
            self.perform(effect);
        }
    }

    /// The tutorial saves and reads nothing, and ends where the program would.
    fn perform_in_tutor(&mut self, effect: Effect) {
        match effect {
            Effect::Quit => {
                // How things look was chosen for good.
                if let Some(tutor) = self.tutor.take() {
                    self.sitting.model.theme = tutor.theme;
                    self.sitting.model.comfort = tutor.comfort;
                    self.resize(self.sitting.model.size);
                }
            }
            Effect::KeepDrafts
            | Effect::Tutor
            | Effect::Save { .. }
            | Effect::Load(_)
            | Effect::StopReading
            | Effect::SearchAll(_)
            | Effect::StopSearch
            | Effect::FindStory { .. }
            | Effect::FindAgain
            | Effect::OpenStory(_)
            | Effect::More { .. }
            | Effect::Reread { .. }
            | Effect::ReadOn
            | Effect::Check(..)
            | Effect::KeepClaims
            | Effect::LetClaimsGo
            | Effect::Compare
            | Effect::StopComparing
            | Effect::Weigh(_)
            | Effect::Judge(_)
            | Effect::CompletePath(_) => {}
            Effect::Assess(documents) => {
                for (index, document) in documents {
                    let Some(tutor) = self.tutor.as_deref_mut() else { return };
                    let claims = claim::assess(&document).into();
                    let found = app::Event::Assessed { index, document, claims };
                    let _nothing_to_do = app::update(tutor, found);
                }
            }
            Effect::Copy { .. }
            | Effect::OpenSource(_)
            | Effect::EditOutside(_)
            | Effect::Mouse(_)
            | Effect::Redraw
            | Effect::Suspend => {
                self.perform(effect);
            }
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Load(index) => self.sitting.loader.prefer(index),
            Effect::Save { revision, changes } => self.sitting.saver.save(revision, changes),
            Effect::Mouse(on) => self.wish(Flow::Mouse(on)),
            Effect::Copy { text, what } => self.copy(text, &what),
            Effect::OpenSource(address) => {
                let browser = std::env::var("BROWSER").ok();
                let voice = self.sitting.voice.clone();
                opener::open(&address, browser.as_deref(), move |told| {
                    voice.tell(app::Event::Complaint(told));
                });
            }
            Effect::KeepDrafts => self.journal.touch(),
            Effect::EditOutside(text) => self.edit_outside(text),
            Effect::Tutor => self.tutor = Some(Box::new(app::tutor::open(&self.sitting.model))),
            Effect::StopReading => self.sitting.loader.stop(),
            Effect::FindStory { opening, paths } => {
                finder::find(opening, &paths, self.sitting.voice.clone());
            }
            Effect::FindAgain => {
                let Sitting { paths, store, model, voice, .. } = &self.sitting;
                let places = places(&model.ledger);
                finder::find_again(paths.clone(), store.clone(), places, voice.clone());
            }
            Effect::OpenStory(story) => self.switch(*story),
            Effect::More { sources, paths } => {
                self.sitting.loader.add(sources);
                self.sitting.paths.extend(paths);
            }
            Effect::Reread { hashes, added } => self.sitting.loader.reread(hashes, added),
            Effect::ReadOn => self.sitting.loader.read_on(),
            Effect::Assess(documents) => self.sitting.loader.assess(documents),
            Effect::Check(index, known) => self.sitting.loader.check(index, known),
            Effect::KeepClaims => self.sitting.loader.keep_claims(),
            Effect::LetClaimsGo => self.sitting.loader.keep_claims_no_longer(),
            Effect::Compare => self.sitting.grouper.insist(),
            Effect::StopComparing => self.sitting.grouper.stop(),
            Effect::Judge(judged) => self.sitting.grouper.judge(judged),
            Effect::Weigh(index) => self.sitting.grouper.weigh(index),
            Effect::CompletePath(typed) => finder::complete(typed, self.sitting.voice.clone()),
            Effect::SearchAll(job) => self.sitting.searcher.search(job),
            Effect::StopSearch => self.sitting.searcher.stop(),
            Effect::Redraw => self.wish(Flow::Redraw),
            Effect::Suspend => self.wish(Flow::Suspend),
            Effect::Quit => self.wish(Flow::Quit),
        }
    }

    /// Copies by a tool of the desktop where there is one, else by the terminal.
    fn copy(&mut self, text: String, what: &str) {
        let tools =
            clipboard::tools(|name| std::env::var_os(name).is_some_and(|it| !it.is_empty()));
        let voice = self.sitting.voice.clone();
        let count = text.chars().count();
        let told = format!("{count} characters, {what}");
        let by_tool = clipboard::copy(&tools, &text, {
            let told = told.clone();
            move |ended| {
                voice.tell(match ended {
                    Ok(how) => app::Event::Notice(format!("copied {told}, {how}")),
                    Err(reason) => app::Event::Complaint(format!("nothing was copied: {reason}")),
                });
            }
        });
        if !by_tool {
            self.copied = Some(text);
            // No terminal answers: that it was handed over is all that can be said.
            self.front().status.say(format!("handed to the terminal's clipboard (OSC 52): {told}"));
        }
    }
}

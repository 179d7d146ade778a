//! Hostile articles on the screen: frames as the terminal gets them, without a process for each.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use fastrand::Rng;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::TerminalOptions;
use ratatui::Viewport;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use variorum::annotation::Entry;
use variorum::annotation::tag::default_tags;
use variorum::app::accounts::{Grouped, Part};
use variorum::app::layout::Size;
use variorum::app::remembered::Remembered;
use variorum::app::story::Story;
use variorum::app::{Event, Model, Opened, Start, update};
use variorum::keymap::Keymap;
use variorum::keymap::input::Paste;
use variorum::keymap::key::Key;
use variorum::patience::Patience;
use variorum::problem::Problem;
use variorum::story::{Article, Source};
use variorum::ui::theme::{Depth, Theme, built_in};
use variorum::ui::{Glyphs, Look, view};

use super::checker::refused;
use super::shapes::{self, Format};

const LARGE: Size = Size { columns: 110, rows: 36 };
const SMALL: Size = Size { columns: 76, rows: 14 };

/// What the reader does in each story after looking at its articles; `§` is pasted text.
const PLAYS: [&str; 14] = [
    "] 1 a",
    "] g w",
    "] i § Ctrl-s",
    "] t § Enter",
    "/ § Enter",
    "g / §",
    ": § Enter",
    "f § Enter",
    "o y",
    "] =",
    "m",
    "g t",
    "g T",
    "g e t i t l e Space § Enter",
];

/// A reader and the terminal it draws on.
pub(crate) struct Desk {
    pub(crate) model: Model,
    terminal: Terminal<CrosstermBackend<Wire>>,
    wire: Wire,
    themes: Vec<Theme>,
}

/// What was sent to the terminal.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Desk {
    pub(crate) fn new(articles: Vec<Article>, name: String, size: Size) -> Self {
        let sources = articles.iter().map(|article| article.source.clone()).collect();
        let mut model = Model::new(Start {
            size,
            story: Story::new(name, sources),
            themes: vec!["dark".to_owned()],
            theme: 0,
            keymap: Keymap::default(),
            remembered: Remembered::default(),
            now: Timestamp::UNIX_EPOCH,
            random: Rng::with_seed(1),
        });
        for (index, article) in articles.into_iter().enumerate() {
            let result = Ok(Box::new(article));
            update(&mut model, Event::Loaded { index, location: None, result });
        }
        let opened = Opened {
            ledger: default_tags().into_iter().map(Entry::Tag).collect(),
            file: "test.ron".to_owned(),
            ..Opened::default()
        };
        update(&mut model, Event::Opened(Box::new(opened)));
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.columns, size.rows));
        let wire = Wire::default();
        let backend = CrosstermBackend::new(wire.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        Self { model, terminal, wire, themes: built_in(Depth::True) }
    }

    /// Holds the articles against each other.
    pub(crate) fn compare(&mut self) {
        let articles = self.model.story.articles.iter().filter_map(|slot| slot.article());
        let parts: Vec<Option<Part>> = articles
            .map(|article| {
                let document = article.document.clone();
                let claims = article.claims.clone().unwrap_or_default();
                Some(Part { key: article.source.address(), document, claims })
            })
            .collect();
        let grouped = Arc::new(Grouped::new(&parts, &[], Patience::ENDLESS));
        update(&mut self.model, Event::Grouped(grouped.clone()));
        let stances = grouped.weigh(&parts, 0);
        update(&mut self.model, Event::Weighed { index: 0, of: grouped, stances });
    }

    /// The screen at the size that the model has now.
    pub(crate) fn screen(&self) -> String {
        let Size { columns, rows } = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let look = Look { theme: &self.themes[0], glyphs: &Glyphs::UNICODE };
        view(&self.model, look, &mut buffer);
        let symbols: Vec<&str> = buffer.content().iter().map(|cell| cell.symbol()).collect();
        let lines = symbols.chunks(usize::from(columns.max(1))).map(|line| line.concat());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Draws what there is to be drawn.
    fn draw(&mut self) {
        let look = Look { theme: &self.themes[0], glyphs: &Glyphs::UNICODE };
        self.terminal.draw(|frame| view(&self.model, look, frame.buffer_mut())).unwrap();
    }

    fn play(&mut self, keys: &str, pasted: &str) {
        for word in keys.split(' ') {
            if word == "§" {
                let paste = Paste { text: pasted.to_owned(), truncated: false };
                update(&mut self.model, Event::Paste(paste));
            } else {
                update(&mut self.model, Event::Key(Key::parse(word).unwrap()));
            }
            self.draw();
        }
    }

    /// The bytes since the last time.
    fn sent(&mut self) -> Vec<u8> {
        self.wire.0.take()
    }
}

/// Draws stories of generated articles, which are told by the numbers; how many bytes were sent, and
/// what of them is on no list.
fn look_at(stories: std::ops::Range<u64>, size: usize) -> (usize, BTreeMap<String, usize>) {
    let (mut sent, mut found) = (0, BTreeMap::new());
    for number in stories {
        let mut random = Rng::with_seed(number);
        // Claims, groups and large frames take most of the time, and hold no words of their own.
        let is_whole = number % 8 == 0;
        let articles = (0..size).map(|index| {
            let format = Format::ALL[index % Format::ALL.len()];
            let name =
                OsString::from_vec(shapes::name(usize::try_from(number).unwrap() + index, format));
            let source = Source::file(PathBuf::from(name));
            let article = Article::new(source, shapes::article(&mut random, format));
            if is_whole { article.assessed() } else { article }
        });
        let articles: Vec<Article> = articles.collect();
        let window = if is_whole { LARGE } else { SMALL };
        let mut desk = Desk::new(articles, shapes::text(&mut random), window);
        if is_whole {
            desk.compare();
        }
        desk.draw();
        for _ in 1..size {
            desk.play("J", "");
        }
        let unreadable = Problem::new(shapes::text(&mut random), shapes::text(&mut random));
        let told = Event::Complaint(unreadable.to_string());
        update(&mut desk.model, told);
        desk.draw();
        let keys = PLAYS[usize::try_from(number / 8 + number).unwrap() % PLAYS.len()];
        desk.play(keys, &shapes::text(&mut random));
        let bytes = desk.sent();
        sent += bytes.len();
        for (what, count) in refused(&bytes) {
            *found.entry(format!("{keys}: {what}")).or_default() += count;
        }
    }
    (sent, found)
}

#[test]
fn no_frame_of_a_hostile_article_steers_the_terminal() {
    const SIZE: usize = 20;
    const STORIES: u64 = 500;
    let halves = [0..STORIES / 2, STORIES / 2..STORIES];
    let looking: Vec<_> =
        halves.map(|half| std::thread::spawn(|| look_at(half, SIZE))).into_iter().collect();
    let (mut sent, mut found) = (0, BTreeMap::new());
    for half in looking {
        let (bytes, refused) = half.join().unwrap();
        sent += bytes;
        found.extend(refused);
    }
    println!("hostile: {} articles, {sent} bytes of frames", STORIES * SIZE as u64);
    assert!(sent > 1_000_000, "{sent}");
    assert!(found.is_empty(), "{found:#?}");
}

//! How long each step from a file to the screen and back takes, by itself.
//!
//! `cargo bench` runs all of them, `cargo bench -- claims` one. The texts are those of the sample
//! story, as often as it takes.

#![expect(clippy::expect_used, reason = "who measures sees what went wrong")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use variorum::annotation::tag::default_tags;
use variorum::annotation::{Anchor, Annotation, Change, Entry, EntryKey, Id, Role, Tags};
use variorum::app::layout::Size;
use variorum::app::remembered::Remembered;
use variorum::app::story::Story;
use variorum::app::{self, Event, Model, Start};
use variorum::claim::Assessor;
use variorum::document::{self, Document};
use variorum::group::{self, Account};
use variorum::keymap::Keymap;
use variorum::keymap::key::Key;
use variorum::patience::Patience;
use variorum::store::Store;
use variorum::story::{self, Article};
use variorum::text::Span;
use variorum::text::code_points::CodePoints;
use variorum::text::wrap::{self, Setting};
use variorum::text::{decode, sentence};
use variorum::ui::theme::{self, Depth};
use variorum::ui::{self, Glyphs, Look};

fn main() {
    divan::main();
}

/// The articles of the sample story.
fn sample() -> Vec<Article> {
    let sources = story::sample().sources;
    sources.iter().filter_map(|source| story::load(source).ok()).collect()
}

/// Their texts, one after another, so often.
fn text(times: usize) -> String {
    let texts: String = sample().iter().map(|article| article.document.text().to_owned()).collect();
    texts.repeat(times)
}

fn document(times: usize) -> Document {
    document::read("sample.md", text(times).as_bytes()).0
}

#[divan::bench(args = [1, 100])]
fn decoding(bencher: Bencher<'_, '_>, times: usize) {
    let bytes = text(times).into_bytes();
    let read = |bytes| decode::decode("a", bytes);
    let size = BytesCount::of_slice(&bytes);
    bencher.counter(size).with_inputs(|| bytes.clone()).bench_values(read);
}

#[divan::bench(args = [1, 10])]
fn reading(bencher: Bencher<'_, '_>, times: usize) {
    let bytes = text(times).into_bytes();
    let read = |bytes: Vec<u8>| document::read("a.txt", bytes);
    let size = BytesCount::of_slice(&bytes);
    bencher.counter(size).with_inputs(|| bytes.clone()).bench_values(read);
}

#[divan::bench]
fn sentences(bencher: Bencher<'_, '_>) {
    let text = text(1);
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| {
        let blocks = black_box(&text).split("\n\n");
        blocks.map(|block| sentence::sentences(block).len()).sum::<usize>()
    });
}

#[divan::bench(args = [1, 10])]
fn claims(bencher: Bencher<'_, '_>, times: usize) {
    let (assessor, document) = (Assessor::default(), document(times));
    let count = BytesCount::of_str(document.text());
    bencher.counter(count).bench(|| assessor.assess(black_box(&document)));
}

#[divan::bench(args = [5, 50])]
fn groups(bencher: Bencher<'_, '_>, articles: usize) {
    let sample = sample();
    let keys: Vec<String> = (0..articles).map(|number| format!("{number:04}")).collect();
    let accounts: Vec<Account<'_>> = keys
        .iter()
        .zip(sample.iter().cycle())
        .map(|(key, article)| Account {
            key,
            text: article.document.text(),
            claims: article.claims(),
        })
        .collect();
    bencher.bench(|| group::group(black_box(&accounts), Patience::ENDLESS));
}

#[divan::bench]
fn wrapping(bencher: Bencher<'_, '_>) {
    let text = text(1);
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| {
        let blocks = black_box(&text).split("\n\n");
        blocks.map(|block| wrap::wrap(block, 72, Setting::Flowing).len()).sum::<usize>()
    });
}

/// A story that is open, with all its claims.
fn model() -> Model {
    let articles = sample();
    let sources = articles.iter().map(|article| article.source.clone()).collect();
    let mut model = Model::new(Start {
        size: Size { columns: 120, rows: 40 },
        story: Story::new("sample".to_owned(), sources),
        themes: vec!["dark".to_owned()],
        theme: 0,
        keymap: Keymap::default(),
        remembered: Remembered::default(),
        now: Timestamp::UNIX_EPOCH,
        random: fastrand::Rng::with_seed(1),
    });
    for (index, article) in articles.into_iter().enumerate() {
        let result = Ok(Box::new(article));
        app::update(&mut model, Event::Loaded { index, location: None, result });
    }
    app::update(&mut model, Event::Key(Key::char('J')));
    model
}

#[divan::bench]
fn frame(bencher: Bencher<'_, '_>) {
    let (model, themes) = (model(), theme::built_in(Depth::True));
    let look = Look { theme: &themes[0], glyphs: &Glyphs::UNICODE };
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        buffer.reset();
        ui::view(black_box(&model), look, &mut buffer);
    });
}

#[divan::bench]
fn key(bencher: Bencher<'_, '_>) {
    let mut model = model();
    let mut is_down = false;
    bencher.bench_local(|| {
        is_down = !is_down;
        let letter = if is_down { 'j' } else { 'k' };
        app::update(&mut model, Event::Key(Key::char(letter)))
    });
}

/// So many notes on one article.
fn notes(count: usize) -> Vec<Change> {
    let (document, code_points) = (document(1), CodePoints::new(&text(1)));
    let spans: Vec<Span> = document.sentences().collect();
    let spans = spans.iter().cycle();
    let made = (0..count).zip(spans).map(|(number, span)| {
        let id = Id::of(number.to_string().as_bytes());
        let note = Annotation {
            id,
            article: Id::of(b"article"),
            anchor: Anchor::new(document.text(), &code_points, *span),
            role: Role::Passage,
            tags: Tags::default(),
            note: format!("note {number}").into(),
            wording: "".into(),
            created: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
        };
        Change { key: EntryKey::Annotation(id), before: None, after: Some(Entry::Annotation(note)) }
    });
    made.collect()
}

#[divan::bench(args = [100, 10_000], sample_count = 10)]
fn store_save(bencher: Bencher<'_, '_>, count: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (path, changes) = (folder.path().join("store.ron"), notes(count));
    let fresh = || {
        drop(std::fs::remove_file(&path));
        let (mut store, ..) = Store::open(&path, &default_tags());
        store.apply(&changes);
        store
    };
    let save = |mut store: Store| {
        let mut random = fastrand::Rng::with_seed(1);
        store.save(Timestamp::UNIX_EPOCH, &mut random).expect("the store can be saved");
    };
    bencher.with_inputs(fresh).bench_local_values(save);
}

#[divan::bench(args = [100, 10_000], sample_count = 10)]
fn store_load(bencher: Bencher<'_, '_>, count: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("store.ron");
    let (mut store, ..) = Store::open(&path, &default_tags());
    store.apply(&notes(count));
    let mut random = fastrand::Rng::with_seed(1);
    store.save(Timestamp::UNIX_EPOCH, &mut random).expect("the store can be saved");
    bencher.bench_local(|| Store::open(&path, &default_tags()).1);
}

#[divan::bench(args = [1, 100])]
fn anchors(bencher: Bencher<'_, '_>, times: usize) {
    let (before, after) = (text(times), format!("A line above.\n\n{}", text(times)));
    let (old, new) = (CodePoints::new(&before), CodePoints::new(&after));
    let sentences = document(1);
    let anchor = |span: Span| Anchor::new(&before, &old, span);
    let anchors: Vec<Anchor> = sentences.sentences().map(anchor).collect();
    bencher.bench(|| {
        let place = |anchor: &Anchor| anchor.place(black_box(&after), &new).span();
        anchors.iter().filter_map(place).count()
    });
}

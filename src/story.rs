//! Loading: from the paths of the command line to articles with their text and their claims.
//!
//! Knows documents, claims and hashes, and is the only module that opens article files. Must
//! never know where annotations are kept, how anything is shown, or who asked for it. What can be
//! decided without touching a file is a pure function here; touching files is left to `find` and
//! `open`.

mod batch;
mod find;
mod folders;
mod glance;
mod natural;
mod open;
mod sample;
mod source;
mod stamp;

use std::sync::Arc;
use std::time::Duration;

use crate::claim::echo::{self, Profile};
use crate::claim::{Assessor, Claim, Claims};
use crate::document::{self, BlockKind, Document, Metadata, Outline, Outlined};
use crate::patience::{Over, Patience};
use crate::problem::Problem;
use crate::text::Bytes;
use crate::text::code_points::CodePoints;
use crate::text::decode;
use crate::text::hash::LazyHash;

pub use batch::{Batch, Gathered, NotTaken};
pub use find::{Found, find, find_with};
use folders::Folders;
pub use glance::{Beginning, Glance, beginning, glance};
pub use sample::{Sample, sample, tutor};
pub use source::Source;
pub use stamp::{FileStamp, Stamp};

/// How many bytes a megabyte of an article has.
pub const MEGABYTE: u64 = 1024 * 1024;
/// The largest article that is read where nothing else is said, in bytes.
pub const LIMIT: u64 = 50 * MEGABYTE;
/// How long the reading of one article may take.
pub const BUDGET: Duration = Duration::from_secs(10);

/// For an article that nobody waits for.
const UNSEEN: Option<fn(Article)> = None;

/// What the reading of one article may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'a> {
    /// The most bytes that it may have.
    pub bytes: u64,
    /// How long it is waited for.
    pub patience: Patience<'a>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self { bytes: LIMIT, patience: Patience::ENDLESS }
    }
}

impl Limits<'_> {
    /// Why an article that is being read is not wanted any more.
    fn keep(self, place: &str) -> Result<(), Problem> {
        let (what, advice) = match self.patience.over() {
            None => return Ok(()),
            Some(Over::Late) => (
                format!("takes longer than {} s to read", BUDGET.as_secs()),
                "cut it into articles",
            ),
            Some(Over::Stopped) => ("its reading was stopped".to_owned(), "read it again"),
        };
        Err(Problem::new(place, what).advise(advice))
    }
}

/// One account of a story, ready to be read.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// Its title, or a readable form of its file's name where the text offers none; never empty,
    /// always one line, and safe to show.
    pub title: Arc<str>,
    /// What it says of itself, as far as the reader did not put it right.
    pub metadata: Arc<Metadata>,
    /// Its text; shared, so that one thread may show it while another assesses it.
    pub document: Arc<Document>,
    /// The same as it was read, before the reader put blocks right.
    pub read: Arc<Document>,
    /// Its claims in text order, those not proposed included; absent until they are assessed.
    /// Shared, as the text is.
    pub claims: Option<Arc<Claims>>,
    /// The hash of the bytes it was read from, where they are not those of its text.
    original: Option<u64>,
    /// The hash of the document's text.
    text_hash: LazyHash,
    /// Turns offsets into the document's text into code points and back.
    pub code_points: CodePoints,
    /// What went wrong without making it unreadable.
    pub problems: Vec<Problem>,
    /// How many characters of it were removed or made visible.
    pub hidden: usize,
}

impl Article {
    /// Makes an article of the bytes of its source. Its claims are not assessed.
    pub fn new(source: Source, bytes: impl Into<Vec<u8>>) -> Self {
        Self::in_steps(source, Bytes::from(bytes.into()), Patience::ENDLESS, UNSEEN)
    }

    /// The same; `show` gets the article before all of it is known, as soon as it can be read.
    fn in_steps(
        source: Source,
        bytes: Bytes,
        patience: Patience<'_>,
        show: Option<impl FnOnce(Self)>,
    ) -> Self {
        let outline = document::outline(&source.label(), bytes, patience);
        let (article, outlined) = Self::of_outline(source, outline);
        if let Some(show) = show.filter(|_| !patience.is_over()) {
            show(article.clone().with(outlined.glimpse()));
        }
        article.with(outlined.complete(patience))
    }

    /// An article whose document is still to be made.
    fn of_outline(source: Source, outline: Outline) -> (Self, Outlined) {
        let Outline { document: outlined, problems, bytes_hash, hidden } = outline;
        let article = Self {
            source,
            title: Arc::default(),
            metadata: Arc::default(),
            document: Arc::default(),
            read: Arc::default(),
            claims: None,
            original: bytes_hash,
            text_hash: LazyHash::default(),
            code_points: CodePoints::default(),
            problems,
            hidden,
        };
        (article, outlined)
    }

    fn with(mut self, document: Document) -> Self {
        self.metadata = document.metadata().clone();
        self.document = Arc::new(document);
        self.read = self.document.clone();
        self.set_title();
        self
    }

    /// The hash of the bytes it was read from.
    pub fn bytes_hash(&self) -> u64 {
        self.original.unwrap_or_else(|| self.text_hash())
    }

    /// The hash of the document's text. The first time it is asked for, the whole text is read.
    pub fn text_hash(&self) -> u64 {
        self.text_hash.of(self.read.text().as_bytes())
    }

    /// The hash of the bytes it was read from, where it takes no time to tell.
    pub fn known_bytes_hash(&self) -> Option<u64> {
        self.original.or_else(|| self.text_hash.known())
    }

    /// Finds now what would else be found when it is first asked for.
    fn prepared(self) -> Self {
        self.text_hash();
        self.code_points.of_byte(self.document.text(), 0);
        self
    }

    /// How many words stand outside boilerplate.
    pub fn words(&self) -> usize {
        let blocks = self.document.blocks().iter();
        let read = blocks.filter(|block| block.kind != BlockKind::Boilerplate);
        read.map(|block| self.document.slice(block.span).split_whitespace().count()).sum()
    }

    /// The title that an article with this metadata has.
    pub fn title_of(&self, metadata: &Metadata) -> String {
        title(&self.source, metadata)
    }

    /// Takes the title from the metadata.
    pub fn set_title(&mut self) {
        self.title = self.title_of(&self.metadata).into();
    }

    /// The same article with its claims.
    pub fn assessed(self) -> Self {
        self.assessed_by(&Assessor::default())
    }

    /// The same, for one of many.
    pub fn assessed_by(self, assessor: &Assessor) -> Self {
        Self { claims: Some(assessor.assess(&self.document).into()), ..self }
    }

    /// The claims in text order, those not proposed included; none before they are assessed.
    pub fn claims(&self) -> &Claims {
        self.claims.as_deref().unwrap_or(Claims::none())
    }

    /// The claims that are proposed to the reader, in text order.
    pub fn proposed(&self) -> impl Iterator<Item = &Claim> {
        self.claims().iter().filter(|claim| claim.proposed)
    }
}

/// The title of an article that says this of itself.
fn title(source: &Source, metadata: &Metadata) -> String {
    let told = metadata.title.as_deref().map(source::one_line);
    told.filter(|title| !title.is_empty()).unwrap_or_else(|| source.title())
}

/// Reads an article and assesses its claims.
pub fn load(source: &Source) -> Result<Article, Problem> {
    load_document(source).map(Article::assessed)
}

/// Reads an article without its claims, so that its text can be shown at once. The claims are
/// those of [`crate::claim::assess()`] over its document.
pub fn load_document(source: &Source) -> Result<Article, Problem> {
    load_document_within(source, Limits::default())
}

/// The same within limits.
pub fn load_document_within(source: &Source, limits: Limits<'_>) -> Result<Article, Problem> {
    load_in_steps(source, limits, UNSEEN)
}

/// The same; for an article that somebody waits for, `show` gets it before all of it is known, as
/// soon as it can be read. Text and blocks are the same.
pub fn load_in_steps(
    source: &Source,
    limits: Limits<'_>,
    show: Option<impl FnOnce(Article)>,
) -> Result<Article, Problem> {
    let bytes = bytes_of(source, &source.label(), limits)?;
    of_bytes(source, bytes, limits, show)
}

/// Makes an article of the bytes of its source within limits.
pub fn load_bytes(source: &Source, bytes: Bytes, limits: Limits<'_>) -> Result<Article, Problem> {
    of_bytes(source, bytes, limits, UNSEEN)
}

fn of_bytes(
    source: &Source,
    bytes: Bytes,
    limits: Limits<'_>,
    show: Option<impl FnOnce(Article)>,
) -> Result<Article, Problem> {
    let label = source.label();
    if let Some(problem) = decode::refusal(&label, &bytes) {
        return Err(problem);
    }
    let article = Article::in_steps(source.clone(), bytes, limits.patience, show);
    limits.keep(&label)?;
    Ok(article.prepared())
}

/// What `look` sees in the text of an article within limits, where that is shown as it is: then it
/// takes a small part of the time that the article does. None where it cannot be read, too; what is
/// no text is empty. A short article is read into the `room`, which can be used again.
pub fn look_at_text<T>(
    source: &Source,
    room: &mut [u8],
    limits: Limits<'_>,
    look: impl FnOnce(&str) -> T,
) -> Option<T> {
    let label = source.label();
    let read = source.path().and_then(|path| open::read_short(room, path));
    let read = read.filter(|&read| read as u64 <= limits.bytes);
    if let Some(bytes) = read.and_then(|read| room.get(..read)) {
        return document::look_at_text(&label, bytes, limits.patience, look);
    }
    let bytes = bytes_of(source, &label, limits).ok()?;
    document::look_at_text(&label, &bytes, limits.patience, look)
}

/// All that is in a source, as it is, within limits.
pub fn bytes(source: &Source, limits: Limits<'_>) -> Result<Bytes, Problem> {
    bytes_of(source, &source.label(), limits)
}

/// The same of a source with this label.
fn bytes_of(source: &Source, label: &str, limits: Limits<'_>) -> Result<Bytes, Problem> {
    match source {
        Source::File(path) => open::read(path, label, limits),
        Source::StandardInput(bytes) => Ok(Bytes::from_owner(bytes.clone())),
        Source::Sample(sample) => Ok(Bytes::from_static(sample.text().as_bytes())),
    }
}

/// Puts down with each claim how many of the other articles speak of it, too.
pub fn hear(articles: &mut [Article]) {
    if articles.len() < 2 {
        return;
    }
    let profile = |it: &Article| Profile::new(it.document.text(), it.claims());
    let profiles: Vec<Profile> = articles.iter().map(profile).collect();
    for (article, others) in articles.iter_mut().zip(echo::echoes(&profiles)) {
        if let Some(claims) = &mut article.claims {
            echo::hear(Arc::make_mut(claims), &others);
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use super::*;

    fn standard_input(text: &str) -> Source {
        Source::StandardInput(text.as_bytes().into())
    }

    #[test]
    fn the_text_is_there_before_the_claims() {
        let source = standard_input("The ferry carries 40 cars. It leaves at noon.\n");
        let first = load_document(&source).unwrap();
        assert_eq!((first.claims.as_ref(), first.words()), (None, 9));
        let second = load(&source).unwrap();
        assert!(second.claims.is_some());
        assert_eq!(second.document, first.document);
        assert_eq!(second, first.assessed());
    }

    #[test]
    fn a_long_article_can_be_read_before_all_of_it_is_known() {
        let text = "The ferry carries 40 cars. It leaves at noon.\n\n".repeat(2_000);
        let mut shown = None;
        let show = |article| shown = Some(article);
        let whole = load_in_steps(&standard_input(&text), Limits::default(), Some(show)).unwrap();
        let shown = shown.unwrap();
        assert_eq!((shown.document.text(), &shown.title), (&*text, &whole.title));
        // Nothing that reads the whole text again was asked for by then.
        assert_eq!(shown.document.blocks()[9].kind, whole.document.blocks()[0].kind);
        assert_ne!(shown.document, whole.document);
    }

    #[test]
    fn no_hash_is_found_before_an_article_is_shown() {
        let text = "The ferry carries 40 cars. It leaves at noon.\n\n".repeat(2_000);
        let show = |article: Article| assert_eq!(article.known_bytes_hash(), None);
        let whole = load_in_steps(&standard_input(&text), Limits::default(), Some(show)).unwrap();
        assert_eq!(whole.known_bytes_hash(), Some(crate::text::hash::fnv1a(text.as_bytes())));
    }

    #[test]
    fn a_text_without_a_title_is_called_by_its_source() {
        let article = load_document(&standard_input("")).unwrap();
        assert_eq!(&*article.title, "Standard input");
    }

    #[test]
    fn a_title_is_safe_to_show_whoever_put_it_right() {
        let mut article = load_document(&standard_input("It rained.")).unwrap();
        let title = Some("The\u{1b}]0;x\u{7}\u{202e}\nferry".to_owned());
        article.metadata = Metadata { title, ..Metadata::default() }.into();
        article.set_title();
        assert_eq!(&*article.title, "The␛]0;x␇ ferry");
    }

    #[test]
    fn what_is_seen_of_a_text_does_not_depend_on_the_room_nor_on_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = "The ferry carries 40 cars.\n";
        std::fs::write(&path, text).unwrap();
        let source = Source::file(path);
        for length in [0, text.len(), text.len() + 1, 2 * text.len()] {
            let mut room = vec![b'x'; length];
            let seen = look_at_text(&source, &mut room, Limits::default(), str::to_owned);
            assert_eq!(seen.as_deref(), Some(text), "{length}");
            // One that fits is read into it.
            assert_eq!(room.starts_with(text.as_bytes()), length >= text.len(), "{length}");
        }
        let limits = Limits { bytes: 5, ..Limits::default() };
        assert_eq!(look_at_text(&source, &mut [0; 99], limits, str::to_owned), None);
    }

    #[test]
    fn what_is_no_text_is_no_article() {
        for bytes in [&b"\x7fELF\x02\0\0\0"[..], b"\xff\xfe\0\0a\0"] {
            let source = Source::StandardInput(bytes.into());
            let told = load(&source).unwrap_err().to_string();
            assert!(told.contains("is not text; open a text"), "{told}");
            assert_eq!(
                look_at_text(&source, &mut [], Limits::default(), str::is_empty),
                Some(true)
            );
        }
        assert!(load(&Source::StandardInput(b"\xff\xfeH\0i\0".as_slice().into())).is_ok());
    }

    #[test]
    fn hashes_tell_bytes_from_text() {
        let unix = load_document(&standard_input("one\ntwo\n")).unwrap();
        let again = load_document(&standard_input("one\ntwo\n")).unwrap();
        let other = load_document(&standard_input("one\nthree\n")).unwrap();
        assert_eq!((unix.bytes_hash(), unix.text_hash()), (again.bytes_hash(), again.text_hash()));
        assert_ne!(unix.bytes_hash(), other.bytes_hash());
        assert_ne!(unix.text_hash(), other.text_hash());
    }

    #[test]
    fn a_file_is_read_from_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("strait-ferry_notes.txt");
        std::fs::write(&path, "the boat left at noon and nobody was on the quay to see it go.")
            .unwrap();
        let article = load(&Source::file(path)).unwrap();
        assert!(article.document.text().contains("the boat left at noon"));
        assert!(!article.title.is_empty());
    }
}

//! A document in two steps: what must be known to show it, and what can be known a moment later.
//!
//! Knows which judgements need the whole text. Must never know a format's rules, or who shows it.
//!
//! The text is clean and its blocks are found before anything is shown; that is a few passes over
//! the bytes. Which blocks are furniture and who signed takes a look at every line: of a long text
//! it is known at first for the beginning only. What is printed twice takes a look at every
//! sentence, and is known of no text at first.

use super::format::Format;
use super::rough::Rough;
use super::{Document, Metadata, builder, furniture, html, markdown, metadata, plain};
use crate::patience::Patience;
use crate::problem::Problem;
use crate::text::hash::fnv1a;
use crate::text::{Bytes, Span, decode};

/// Of a text of fewer bytes every line is looked at before it is shown: it takes less than a frame.
const SHORT: usize = 16 * 1024;

/// Of how many blocks at the beginning of a long text it is known at once whether they are
/// furniture: more than stand on a screen.
const BEGINNING: usize = 64;

/// What a file holds.
#[derive(Debug)]
pub struct Outline {
    /// The document.
    pub document: Outlined,
    /// What was wrong with the file.
    pub problems: Vec<Problem>,
    /// The hash of the bytes; absent where they are those of the document's text.
    pub bytes_hash: Option<u64>,
    /// How many characters of it were removed or made visible.
    pub hidden: usize,
}

/// A document of which the text and the places of the blocks are known.
#[derive(Debug)]
pub struct Outlined {
    rough: Rough,
    is_marked_up: bool,
    /// Whether every line was looked at.
    is_settled: bool,
}

/// Finds text and blocks of an article in the bytes of a file; `name` as in [`super::read()`].
pub fn outline(name: &str, bytes: Bytes, patience: Patience<'_>) -> Outline {
    let mut outline = drafted(name, bytes, patience);
    if outline.document.rough.text.len() < SHORT {
        outline.document.settle(patience);
    }
    outline
}

/// Leaves out what may be cut off at the end of the head of a file: the last line, unless it is
/// the only one, and a character of which some bytes are there.
pub fn trim_head(head: &mut Vec<u8>) {
    let lines = head.iter().rposition(|&byte| byte == b'\n').map(|last| last + 1);
    head.truncate(lines.unwrap_or(head.len()));
    if let Err(error) = std::str::from_utf8(head)
        && error.error_len().is_none()
    {
        head.truncate(error.valid_up_to());
    }
}

/// An article that begins with these bytes, where no mark-up stands for any of it and they are UTF-8.
/// The text of the whole begins with its text where all of it is UTF-8, too. Where it is not, the
/// bytes here that are no ASCII turn out to be other signs when the whole comes. What may be cut off
/// at the end is left out, see [`trim_head`].
pub fn beginning(name: &str, mut bytes: Vec<u8>) -> Option<Outline> {
    trim_head(&mut bytes);
    if std::str::from_utf8(&bytes).is_err() || decode::refusal(name, &bytes).is_some() {
        return None;
    }
    let outline = drafted(name, bytes.into(), Patience::ENDLESS);
    (!outline.document.is_marked_up).then_some(outline)
}

/// What `look` sees in the text of an article, where no mark-up stands for any of it.
pub fn look_at_text<T>(
    name: &str,
    bytes: &[u8],
    patience: Patience<'_>,
    look: impl FnOnce(&str) -> T,
) -> Option<T> {
    let look = |text: &str| (Format::detect(name, text) == Format::Plain).then(|| look(text));
    if let Some(text) = decode::as_they_are(bytes) {
        return look(text);
    }
    look(&decode::decode_within(name, Bytes::copy_from_slice(bytes), patience).text)
}

/// What an article says of itself, by its beginning alone. What all of it says counts.
pub fn glance(name: &str, beginning: Vec<u8>) -> Metadata {
    let outline = drafted(name, beginning.into(), Patience::ENDLESS);
    let Outlined { mut rough, is_marked_up, .. } = outline.document;
    metadata::complete(&mut rough, is_marked_up, Patience::ENDLESS);
    rough.metadata
}

/// What a file holds before anything is made of its blocks.
fn drafted(name: &str, bytes: Bytes, patience: Patience<'_>) -> Outline {
    let decoded = decode::decode_within(name, bytes, patience);
    let mut problems = decoded.problems;
    let format = Format::detect(name, &decoded.text);
    let mut bytes_hash = decoded.original;
    if format != Format::Plain {
        // What is shown is rendered from it.
        bytes_hash.get_or_insert_with(|| fnv1a(decoded.text.as_bytes()));
    }
    let rough = match format {
        Format::Plain => plain::read(decoded.text, patience),
        Format::Markdown => markdown::read(&decoded.text, patience),
        Format::Html => {
            let (rough, found) = html::read(name, &decoded.text, patience);
            problems.extend(found);
            rough
        }
    };
    problems.extend(decode::hidden(name, rough.hidden, " that mark-up stood for"));
    let hidden = decoded.hidden + rough.hidden;
    let document = Outlined { rough, is_marked_up: format != Format::Plain, is_settled: false };
    Outline { document, problems, bytes_hash, hidden }
}

impl Outlined {
    /// The document as far as it is known without a look at every sentence. It has the text and the
    /// blocks that it will have; some of them may turn out to be furniture.
    pub fn glimpse(&self) -> Document {
        if self.is_settled {
            builder::outline(self.rough.clone(), &[])
        } else {
            self.by_its_beginning()
        }
    }

    /// The document as far as a look at its beginning tells.
    fn by_its_beginning(&self) -> Document {
        let Rough { text, drafts, emphasis, metadata, is_trimmed, hidden: _ } = &self.rough;
        let count = |most: usize| most.min(drafts.len());
        let (beginning, after) = drafts.split_at(count(BEGINNING));
        let (head, rest) = beginning.split_at(count(metadata::HEAD));
        // Words are looked up in the article they stand in: here no further than it is looked at.
        let end = beginning.last().map_or(0, |draft| draft.span.end());
        let mut rough = Rough {
            text: Span::new(0, end).of(text).into(),
            drafts: head.to_vec(),
            metadata: metadata.clone(),
            ..Rough::default()
        };
        metadata::complete(&mut rough, self.is_marked_up, Patience::ENDLESS);
        rough.drafts.extend_from_slice(rest);
        furniture::mark_lines(&mut rough, text.len(), Patience::ENDLESS);
        rough.text = text.clone();
        rough.emphasis.clone_from(emphasis);
        rough.is_trimmed = *is_trimmed;
        builder::outline(rough, after)
    }

    /// The document with all that is known of it.
    pub fn complete(mut self, patience: Patience<'_>) -> Document {
        if !self.is_settled {
            self.settle(patience);
        }
        builder::build(self.rough, patience)
    }

    /// Looks at every line.
    fn settle(&mut self, patience: Patience<'_>) {
        metadata::complete(&mut self.rough, self.is_marked_up, patience);
        furniture::mark(&mut self.rough, patience);
        self.is_settled = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind};

    fn long(end: &str) -> String {
        let paragraph = |number| {
            format!("Boat {number} left the quay of Karrow at noon. Nobody saw it come back.\n\n")
        };
        let body: String = (0..2_000).map(paragraph).collect();
        format!("Ferries sold overnight in Karrow\nBy Petra Quist\n\n{body}{end}\n")
    }

    fn glimpse(text: &str) -> (Document, Document) {
        let outlined = outline("a.txt", text.to_owned().into(), Patience::ENDLESS).document;
        (outlined.glimpse(), outlined.complete(Patience::ENDLESS))
    }

    #[test]
    fn of_a_short_text_all_is_known_at_first_but_what_is_printed_twice() {
        let twice = "Nobody on the quay saw the boats of Karrow come back.";
        let text = format!(
            "Ferries sold overnight in Karrow\n\n{twice}\n\nAdvertisement\n\n{twice}\n\nAda Quill\n"
        );
        let (glimpse, whole) = glimpse(&text);
        let furniture = |document: &Document| -> Vec<String> {
            let blocks = document.blocks().iter();
            let furniture = blocks.filter(|block| block.kind == BlockKind::Boilerplate);
            furniture.map(|block| document.slice(block.span).to_owned()).collect()
        };
        assert_eq!(furniture(&glimpse), ["Advertisement", "Ada Quill"]);
        assert_eq!(furniture(&whole), ["Advertisement", twice, "Ada Quill"]);
        assert_eq!(glimpse.metadata(), whole.metadata());
    }

    #[test]
    fn a_glimpse_has_the_text_the_blocks_and_the_head_of_the_whole() {
        let (glimpse, whole) = glimpse(&long("Advertisement"));
        let places = |document: &Document| -> Vec<_> {
            document.blocks().iter().map(|block| (block.span, block.depth)).collect()
        };
        assert_eq!(places(&glimpse), places(&whole));
        assert_eq!(glimpse.text(), whole.text());
        assert_eq!(glimpse.metadata(), whole.metadata());
        assert_eq!(glimpse.blocks()[..BEGINNING], whole.blocks()[..BEGINNING]);
        assert_eq!(glimpse.metadata().author.as_deref(), Some("Petra Quist"));
    }

    #[test]
    fn what_needs_the_whole_text_is_found_later() {
        let repeated = "Boat 7 left the quay of Karrow at noon. Nobody saw it come back.";
        let (glimpse, whole) = glimpse(&long(&format!("{repeated}\n\nAda Quill")));
        let furniture = |document: &Document| -> Vec<String> {
            let is_late = |block: &&Block| block.span.start() > SHORT;
            let late = document.blocks().iter().filter(is_late);
            let furniture = late.filter(|block| block.kind == BlockKind::Boilerplate);
            furniture.map(|block| document.slice(block.span).to_owned()).collect()
        };
        assert!(furniture(&glimpse).is_empty());
        assert_eq!(furniture(&whole), [repeated, "Ada Quill"]);
    }

    #[test]
    fn a_glimpse_looks_at_the_beginning_alone() {
        // A word that the article writes small elsewhere is no name.
        let text = long("The petra sank.").replace("By Petra Quist", "Petra Quist");
        let (glimpse, whole) = glimpse(&text);
        assert_eq!(glimpse.metadata().author.as_deref(), Some("Petra Quist"));
        assert_eq!(whole.metadata().author, None);
    }

    #[test]
    fn the_text_of_a_beginning_begins_that_of_the_whole() {
        let whole = "The ferry\tsailed.\r\n\r\nNobody saw — it. Nobody told.\n".repeat(9);
        let (all, _) = crate::document::read("a.txt", whole.as_bytes());
        let text_of = |name: &str, bytes: &[u8]| {
            let outline = beginning(name, bytes.to_vec())?;
            Some(outline.document.glimpse().text().to_owned())
        };
        for cut in 0..whole.len() {
            let text = text_of("a.txt", &whole.as_bytes()[..cut]).unwrap();
            assert!(all.text().starts_with(&text), "{text:?}");
        }
        assert_eq!(text_of("a.txt", "né".as_bytes()).as_deref(), Some("né"));
        assert_eq!(text_of("a.txt", &"né".as_bytes()[..2]).as_deref(), Some("n"));
        // What is no UTF-8, and where mark-up stands for text, is not known by its beginning.
        for (name, bytes) in [
            ("a.txt", &b"caf\xe9 noir\nand more"[..]),
            ("a.txt", b"T\0h\0e\0\n"),
            ("a.md", b"The ferry\nsailed."),
            ("a.html", b"<html><p>The ferry</p>\n</html>"),
        ] {
            assert_eq!(text_of(name, bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn the_hash_of_bytes_is_there_where_they_are_not_those_of_the_text() {
        let hash = |name: &str, bytes: &[u8]| {
            outline(name, bytes.to_vec().into(), Patience::ENDLESS).bytes_hash
        };
        let of = |bytes: &[u8]| Some(fnv1a(bytes));
        assert_eq!(hash("a.txt", b"The ferry sailed."), None);
        for (name, bytes) in [
            ("a.txt", &b"The\tferry sailed."[..]),
            ("a.txt", b"The ferry\r\nsailed."),
            ("a.txt", b"\xef\xbb\xbfThe ferry sailed."),
            ("a.txt", b"The caf\xe9 sailed."),
            ("a.txt", b"\xff\xfeT\0h\0e\0"),
            ("a.txt", b"The\0ferry"),
            ("a.md", b"The ferry sailed."),
            ("a.html", b"<html><p>The ferry sailed.</p></html>"),
        ] {
            assert_eq!(hash(name, bytes), of(bytes), "{bytes:?}");
        }
    }
}

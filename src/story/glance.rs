//! What can be said of an article before all of it is read.

use jiff::civil::Date;

use super::{Article, Source, open, title};
use crate::document;

/// How much of a file is looked at: the head of an article is in it.
const HEAD: u64 = 4096;
/// An article of more bytes takes longer to read than to draw.
const LONG: u64 = 512 * 1024;
/// How much of it is read first: more than is on a screen.
const BEGINNING: u64 = 64 * 1024;

/// What an article says of itself at its beginning. What it says when it was read whole counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glance {
    /// Its title, as that of an article: never empty, one line, safe to show.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
}

/// Looks at the beginning of an article; none where that cannot be read, or is not short of the
/// whole.
pub fn glance(source: &Source) -> Option<Glance> {
    let mut head = open::head(source.path()?, HEAD)?;
    if head.len() as u64 == HEAD {
        document::trim_head(&mut head);
    }
    let metadata = document::glance(&source.label(), head);
    let title = title(source, &metadata);
    Some(Glance { title, outlet: metadata.outlet, published: metadata.published })
}

/// The beginning of a long article.
#[derive(Debug)]
pub struct Beginning {
    /// It, as if it were the article. Nothing that is asked of an article may be asked of it but how
    /// it looks.
    pub article: Article,
    /// How many bytes the whole has.
    pub length: u64,
}

/// Reads the beginning of an article; none of a short one, nor of one that has more than `limit`
/// bytes, nor where the beginning alone does not tell what it looks like.
pub fn beginning(source: &Source, limit: u64) -> Option<Beginning> {
    let (bytes, length) = open::head_of_long(source.path()?, BEGINNING, LONG)?;
    let outline = document::beginning(&source.label(), bytes).filter(|_| length <= limit)?;
    let (article, outlined) = Article::of_outline(source.clone(), outline);
    Some(Beginning { article: article.with(outlined.glimpse()), length })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
mod tests {
    use super::*;
    use crate::story::load_document;

    #[test]
    fn the_head_tells_what_the_whole_does() {
        let folder = tempfile::tempdir().unwrap();
        let long = "The ferry carries 40 cars. It leaves at noon.\n\n".repeat(200);
        let heads = [
            ("a.txt", "Ferries on the sound\n\nBy Ada Moe\n3 March 2025\n\n"),
            ("b.md", "---\ntitle: Ferries\noutlet: Ostra Wire\npublished: 2025-03-01\n---\n\n"),
            ("c.html", "<html><head><title>Ferries</title></head><body><h1>Ferries</h1><p>"),
            ("d_e.txt", ""),
        ];
        for (name, head) in heads {
            let path = folder.path().join(name);
            std::fs::write(&path, format!("{head}{long}")).unwrap();
            let source = Source::file(path);
            let article = load_document(&source).unwrap();
            let Glance { title, outlet, published } = glance(&source).unwrap();
            let metadata = &article.metadata;
            assert_eq!((&*title, &outlet), (&*article.title, &metadata.outlet), "{name}");
            assert_eq!(published, metadata.published, "{name}");
        }
        assert_eq!(glance(&Source::file(folder.path().join("none"))), None);
    }

    #[test]
    fn of_a_long_article_that_may_be_read_there_is_a_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = "The ferry carries 40 cars. It leaves at noon.\n\n".repeat(20_000);
        let length = text.len() as u64;
        std::fs::write(&path, &text).unwrap();
        let source = Source::file(&path);
        let found = beginning(&source, length).unwrap();
        assert_eq!(found.length, length);
        let document = found.article.document;
        assert!(text.starts_with(document.text()) && document.text().len() as u64 > BEGINNING / 2);
        assert!(document.text().ends_with('\n') && document.text().len() as u64 <= BEGINNING);
        assert!(beginning(&source, length - 1).is_none());
        std::fs::write(&path, &text[..1 << 19]).unwrap();
        assert!(beginning(&source, length).is_none());
        assert!(beginning(&Source::StandardInput(text.as_bytes().into()), length).is_none());
    }
}

//! Which format the text of a file is in.
//!
//! Knows marks of formats. Must never know how a format is read.

use memchr::memmem;

/// A format that has a reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// Text without mark-up, pasted or typed.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page or a part of one.
    Html,
}

/// How much of a text is looked at.
const SAMPLE: usize = 64 * 1024;

/// How many marks of a kind are counted.
const MOST: usize = 4;

/// What a web page begins with.
const OPENINGS: [&str; 12] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "article",
    "main",
    "section",
    "div",
    "p",
    "h1",
    "meta",
    "title",
];

/// Tags whose number tells a fragment of a web page from text that mentions one.
const CLOSINGS: [&str; 8] =
    ["</p>", "</div>", "</a>", "</li>", "</span>", "</h2>", "</td>", "</article>"];

/// What the names of Markdown files end in.
const MARKDOWN: [&str; 3] = ["md", "markdown", "mdown"];
/// What the names of web pages end in.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Whether a file of this name nearly always holds mark-up.
pub fn is_marked_up_by_name(name: &str) -> bool {
    ends_in(name, &MARKDOWN) || ends_in(name, &PAGES)
}

/// Whether a name has one of these extensions.
fn ends_in(name: &str, extensions: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions.iter().any(|each| each.eq_ignore_ascii_case(extension))
}

impl Format {
    /// The format of a text, by what it holds; the extension of `name` decides where that leaves
    /// room for doubt.
    pub(super) fn detect(name: &str, text: &str) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        let is_marked = has_signs(sample.as_bytes());
        if is_marked && opens_as_html(sample) {
            return Self::Html;
        }
        if super::front_matter::split(text).is_some() || ends_in(name, &MARKDOWN) {
            return Self::Markdown;
        }
        if !is_marked {
            return Self::Plain;
        }
        // Many texts that have signs have no tags.
        let is_tagged = memchr::memchr(b'<', sample.as_bytes()).is_some();
        let tags: &[&str] = if is_tagged { &CLOSINGS } else { &[] };
        let closings: usize = tags.iter().map(|tag| sample.matches(tag).count()).sum();
        let tagged = ends_in(name, &PAGES) && closings > 0;
        if tagged || (closings >= 10 && closings * 400 > sample.len()) {
            return Self::Html;
        }
        if markdown_marks(sample) >= 2 { Self::Markdown } else { Self::Plain }
    }
}

fn opens_as_html(sample: &str) -> bool {
    let mut rest = sample.trim_start_matches('\u{feff}').trim_start();
    while let Some((opener, closer)) =
        [("<?", "?>"), ("<!--", "-->")].into_iter().find(|(opener, _)| rest.starts_with(opener))
    {
        let Some(at) = rest.find(closer) else { return opener == "<!--" };
        rest = rest.get(at + closer.len()..).unwrap_or_default().trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    OPENINGS.iter().any(|name| {
        let head = tag.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
        let after = tag.as_bytes().get(name.len());
        head && after.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
    })
}

/// Whether there is any sign that a tag or a mark of Markdown has; most texts have none.
fn has_signs(sample: &[u8]) -> bool {
    memchr::memchr3(b'<', b'#', b'=', sample).is_some()
        || memchr::memchr3(b'|', b'`', b'~', sample).is_some()
        || memchr::memchr2(b'*', b']', sample).is_some()
}

/// How many signs of Markdown a text shows. Bullets and `>` are none: plain text has them too.
fn markdown_marks(sample: &str) -> usize {
    let mut fences = 0;
    let mut marks = 0;
    for (index, line) in sample.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ');
        let title =
            index == 0 && !line.trim_start_matches(['#', ' ']).starts_with(char::is_lowercase);
        // A first line that is a heading is enough by itself.
        marks += usize::from(heading) * if title { 2 } else { 1 };
        let underline = line.len() >= 4 && line.bytes().all(|byte| byte == b'=');
        marks += usize::from(underline || line.starts_with("|--") || line.starts_with("| --"));
        fences += usize::from(line.starts_with("```") || line.starts_with("~~~"));
    }
    let count = |mark: &str| memmem::find_iter(sample.as_bytes(), mark).take(MOST).count();
    let links = count("](http") + count("](/");
    marks + fences / 2 * 2 + links.min(2) + (count("**") / 2).min(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_of_markdown_is_seen_by_itself() {
        for signs in [
            "# one\n# two\n",
            "one\n====\ntwo\n====\n",
            "|--|\nx\n| --|\n",
            "```\nx\n```\n",
            "~~~\nx\n~~~\n",
            "[one](http://a.example) [two](/b)",
            "**one** **two**",
        ] {
            let text = format!("words\n\n{signs}");
            assert_eq!(Format::detect("a.txt", &text), Format::Markdown, "{signs}");
        }
    }

    const CASES: &[(&str, &str, Format)] = &[
        ("a.txt", "# of ships: 4\n", Format::Plain),
        ("a.txt", "If a < b and b > c.", Format::Plain),
        ("a.txt", "Tide\n====\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", Format::Markdown),
        ("a.txt", "<!DOCTYPE html><html><p>Tide.</p></html>", Format::Html),
        ("a.txt", "\u{feff}  <html lang=\"en\"><body>Tide", Format::Html),
        ("a", "<?xml version=\"1.0\"?>\n<!-- saved -->\n<html>", Format::Html),
        ("a.md", "<html><body><p>Tide.</p></body></html>", Format::Html),
        ("a.txt", "<article><p>Tide.</p></article>", Format::Html),
        ("a.txt", "<div class=x>Tide</div>", Format::Html),
        ("a.html", "Tide <b>rose</b></p>", Format::Html),
        ("a.html", "The tide rose. No tags here.", Format::Plain),
        ("a.HTM", "Tide</p>", Format::Html),
        ("a.txt", "<heading> is not a tag of the web", Format::Plain),
        ("a.txt", "<p", Format::Plain),
        ("a.txt", "x</p><p>y</p><p>y</p><p>y</p></p></p></p></p></p></p></p>", Format::Html),
        ("a.txt", "---\ntitle: Tide\n---\nIt rose.", Format::Markdown),
        ("a.txt", "---\nIt rose.\n---\nIt fell.", Format::Plain),
        ("a.md", "It rose.", Format::Markdown),
        ("a.MARKDOWN", "It rose.", Format::Markdown),
        ("a.txt", "# Tide\n\nIt rose.", Format::Markdown),
        ("a.txt", "It rose.\n\n## Cause\n\nThe moon.\n\n## Effect\n\nWet feet.", Format::Markdown),
        ("a.txt", "It rose.\n\n```\ntide --up\n```\n", Format::Markdown),
        ("a.txt", "See [one](https://a.example) and [two](https://b.example).", Format::Markdown),
        ("a.txt", "**Tide** and **ebb**.", Format::Markdown),
        ("a.txt", "- rope\n- tar\n\n> said so\n", Format::Plain),
        ("a.txt", "#tide #ebb", Format::Plain),
        ("a.txt", "2 ** 8 is 256", Format::Plain),
        ("", "", Format::Plain),
        ("a.txt", "<!-- never closed", Format::Html),
    ];

    #[test]
    fn formats_by_content_before_name() {
        for (name, text, expected) in CASES {
            assert_eq!(Format::detect(name, text), *expected, "{name}: {text}");
        }
    }
}

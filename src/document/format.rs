//! Which format a text is in: its content decides, its name helps.

/// The formats that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A saved web page.
    Html,
}

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 8 * 1024;

/// How a web page begins.
const HTML_STARTS: [&str; 8] =
    ["<!doctype html", "<html", "<head", "<body", "<?xml", "<article", "<main", "<div"];
/// Tags that only a page has many of.
const HTML_TAGS: [&str; 5] = ["</p>", "</div>", "</a>", "<br", "</span>"];

impl Format {
    /// Tells the format of a text by its content and the name of its file.
    pub(super) fn detect(name: &str, text: &str) -> Self {
        detect(name, text)
    }
}

fn detect(name: &str, text: &str) -> Format {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let lower = sample.trim_start().to_lowercase();
    let has_ending = |endings: &[&str]| {
        let name = name.to_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    let starts = HTML_STARTS.iter().any(|start| lower.starts_with(start));
    let tags: usize = HTML_TAGS.iter().map(|tag| lower.matches(tag).count()).sum();
    if starts || tags >= 6 || (has_ending(&[".html", ".htm", ".xhtml"]) && tags > 0) {
        return Format::Html;
    }
    if has_ending(&[".md", ".markdown"]) || has_front_matter(sample) || marks(sample) >= 2 {
        return Format::Markdown;
    }
    Format::Plain
}

/// Whether a text begins with `key: value` lines between two lines of dashes.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.next().is_some_and(|line| line.contains(':'))
        && lines.any(|line| line.trim_end() == "---")
}

/// How many kinds of Markdown's marks a text shows.
fn marks(text: &str) -> usize {
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        rest.len() < line.len() && line.len() - rest.len() <= 6 && rest.starts_with(' ')
    };
    let underline = |line: &str| line.len() >= 4 && line.bytes().all(|byte| byte == b'=');
    let kinds = [
        text.lines().any(heading),
        text.lines().filter(|line| heading(line)).count() > 1,
        text.lines().any(underline),
        text.contains("](http") || text.contains("](/"),
        text.lines().any(|line| line.starts_with("```")),
        text.matches("**").count() >= 2,
        text.lines().any(|line| line.starts_with("|--") || line.starts_with("| --")),
    ];
    kinds.into_iter().filter(|kind| *kind).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        for (name, text, format) in [
            ("a.txt", "<!DOCTYPE html><html><body><p>x</p></body></html>", Format::Html),
            ("a.txt", "  <html lang=en>", Format::Html),
            ("a.html", "<p>One.</p>", Format::Html),
            ("a.html", "No tag at all.", Format::Plain),
            ("a", "---\ntitle: x\n---\n\nText.", Format::Markdown),
            ("a.txt", "# A\n\nSee [b](https://c.example).", Format::Markdown),
            ("-", "# A\n\nText.\n\n## B\n\nText.", Format::Markdown),
            ("a.md", "Nothing special.", Format::Markdown),
            ("a.txt", "- one\n- two\n", Format::Plain),
            ("a.txt", "# of ships: 4\n", Format::Plain),
            ("a.txt", "If a < b and b > c.", Format::Plain),
            ("", "", Format::Plain),
        ] {
            assert_eq!(detect(name, text), format, "{name}: {text}");
        }
    }
}

//! The `key: value` lines that an article declares itself with.
//!
//! Knows the keys and the frame of front matter. Must never know the text below it. It reads single
//! lines only, no nested YAML: titles and names need no more. It gets clean text, and declares parts
//! of it between signs that nothing is joined to: those are clean, too.

use super::{Metadata, dates, names};

/// What a key declares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    /// The title.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// When it was published.
    Published,
    /// Where it stands on the web.
    Url,
}

/// The keys, in lower case.
const KEYS: [(&str, Field); 20] = [
    ("title", Field::Title),
    ("headline", Field::Title),
    ("outlet", Field::Outlet),
    ("source", Field::Outlet),
    ("site", Field::Outlet),
    ("site_name", Field::Outlet),
    ("publisher", Field::Outlet),
    ("publication", Field::Outlet),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("by", Field::Author),
    ("byline", Field::Author),
    ("published", Field::Published),
    ("date", Field::Published),
    ("pubdate", Field::Published),
    ("publish_date", Field::Published),
    ("url", Field::Url),
    ("link", Field::Url),
    ("canonical", Field::Url),
    ("canonical_url", Field::Url),
];

/// How far down the closing line may stand, in lines.
const LINES: usize = 200;

/// The front matter of a text and what follows it; nothing if the text does not begin with a frame
/// of `---` around `key: value` lines.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(['\u{feff}', '\n', ' ']);
    let inner = text.strip_prefix("---")?;
    let inner = inner.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut offset = 0;
    for line in inner.split_inclusive('\n').take(LINES) {
        if matches!(line.trim_end(), "---" | "...") {
            let matter = inner.get(..offset)?;
            let keyed = matter.is_empty() || matter.lines().any(|line| pair(line).is_some());
            return keyed.then_some((matter, inner.get(offset + line.len()..)?));
        }
        offset += line.len();
    }
    None
}

/// What front matter declares; the first of several lines for one field counts.
pub(super) fn read(matter: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut lines = matter.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((field, value)) = pair(line).and_then(|(key, value)| Some((field(key)?, value)))
        else {
            continue;
        };
        declare(&mut metadata, field, value);
        // A list of one or more values below its key.
        let mut items = Vec::new();
        while let Some(item) = lines.peek().and_then(|next| next.trim().strip_prefix("- ")) {
            items.push(item);
            lines.next();
        }
        declare_listed(&mut metadata, field, &items);
    }
    metadata
}

/// The field and value of a line like `Source: The Harbour Gazette`, for text without a frame.
pub(super) fn labelled(line: &str) -> Option<(Field, &str)> {
    let (key, value) = pair(line)?;
    let found = field(key).filter(|_| !value.is_empty() && line.len() < 300)?;
    Some((found, value))
}

/// Enters a value, or those of `[one, two]`, unless the field is already known.
pub(super) fn declare(metadata: &mut Metadata, field: Field, value: &str) {
    let list = value.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match list {
        Some(list) => declare_listed(metadata, field, &list.split(',').collect::<Vec<_>>()),
        None => declare_listed(metadata, field, &[value]),
    }
}

/// Enters values unless the field is already known: all authors, of anything else the first.
fn declare_listed(metadata: &mut Metadata, field: Field, values: &[&str]) {
    let most = if field == Field::Author { values.len() } else { 1 };
    let values = values.iter().take(most).map(|value| one_line(unquoted(value)));
    let value = values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ");
    if value.is_empty() {
        return;
    }
    match field {
        Field::Title => metadata.title = metadata.title.take().or(Some(value)),
        Field::Outlet => metadata.outlet = metadata.outlet.take().or(Some(value)),
        Field::Author => {
            metadata.author = metadata.author.take().or_else(|| names::declared(&value));
        }
        Field::Published => metadata.published = metadata.published.or_else(|| dates::find(&value)),
        Field::Url => metadata.url = metadata.url.take().or(Some(value)),
    }
}

/// A text on one line.
pub(super) fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field(key: &str) -> Option<Field> {
    let key = key.to_lowercase().replace(['-', ' '], "_");
    KEYS.iter().find(|(name, _)| *name == key).map(|(_, field)| *field)
}

/// The two sides of a `key: value` line whose key is one short word or two.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_matches(['"', '\'']);
    let word = |each: char| each.is_alphanumeric() || matches!(each, '_' | '-' | ' ' | '.');
    let fits = !key.is_empty() && key.len() <= 30 && key.chars().all(word) && !key.starts_with(' ');
    fits.then(|| (key, value.trim()))
}

/// A value without its quotation marks.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    ['"', '\''].into_iter().find_map(inner).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    #[test]
    fn every_key_declares_its_field() {
        for (key, field) in KEYS {
            assert_eq!(labelled(&format!("{key}: 3 May 2031")), Some((field, "3 May 2031")));
        }
    }

    #[test]
    fn values_may_be_quoted_listed_or_bare() {
        let matter = "title: \"Tide: a history\"\nAuthors: [Ada Quill, Jan Berg]\n\
            source: 'The Gazette'\ndate: 2031-05-03T08:00:00Z\nlink: https://a.example/tide\n\
            tags:\n  - sea\n";
        assert_eq!(
            read(matter),
            Metadata {
                title: Some("Tide: a history".to_owned()),
                outlet: Some("The Gazette".to_owned()),
                author: Some("Ada Quill, Jan Berg".to_owned()),
                published: Some(Date::constant(2031, 5, 3)),
                url: Some("https://a.example/tide".to_owned()),
            }
        );
    }

    #[test]
    fn a_list_below_its_key_gives_all_authors_and_the_first_of_anything_else() {
        let matter =
            "author:\n  - Ada Quill\n  - 'Jan Berg'\nsource:\n- Post\n- Wire\ntitle: Tide\n";
        let read = read(matter);
        assert_eq!(read.author.as_deref(), Some("Ada Quill, Jan Berg"));
        assert_eq!(read.outlet.as_deref(), Some("Post"));
        assert_eq!(read.title.as_deref(), Some("Tide"));
    }

    #[test]
    fn a_rule_between_paragraphs_is_no_frame() {
        assert_eq!(split("---\nThe tide rose.\n---\nIt fell."), None);
        assert_eq!(split("The tide rose."), None);
        assert_eq!(split("---\ntitle: Tide\n---\nBody"), Some(("title: Tide\n", "Body")));
    }
}

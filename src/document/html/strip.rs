//! A cheap way from HTML to text, for pages that cannot be parsed and for scraps inside Markdown.
//!
//! One pass over the bytes, no tree.

use super::entities;
use crate::document::writer::Writer;
use crate::patience::Patience;

/// A start or end tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Tag<'a> {
    name: &'a str,
    closing: bool,
    /// Whether it stands for a whole: a comment, a declaration, or an element with hidden content.
    /// `<div/>` is none: in HTML the slash means nothing.
    whole: bool,
    /// Where it begins and where the text after it begins. The content of a script belongs to its
    /// tag.
    start: usize,
    end: usize,
}

impl Tag<'_> {
    /// Whether this is its name.
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Elements whose content is no text.
const HIDDEN: [&str; 8] =
    ["script", "style", "template", "noscript", "title", "textarea", "svg", "iframe"];

/// Elements within a line.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Whether text behind a tag stands above the line, as it does or does not before it.
pub(in crate::document) fn is_raised_behind(tag: &str, before: bool) -> bool {
    tags(tag).next().map_or(before, |tag| behind(&tag, before))
}

/// Does to the text what a tag within a line says.
pub(in crate::document) fn write_inline(tag: &str, writer: &mut Writer) {
    if let Some(tag) = tags(tag).next() {
        inline(&tag, writer);
    }
}

/// Writes the text of a page, block by block.
pub(in crate::document) fn strip(page: &str, writer: &mut Writer, patience: Patience<'_>) {
    let mut from = 0;
    for tag in patience.through(tags(page)) {
        let text = page.get(from..tag.start).unwrap_or_default();
        writer.text(&entities::decoded(text));
        from = tag.end;
        if tag.whole || HIDDEN.iter().chain(&INLINE).any(|name| tag.is(name)) {
            inline(&tag, writer);
        } else {
            writer.end();
        }
    }
    writer.text(&entities::decoded(page.get(from..).unwrap_or_default()));
    writer.end();
}

fn inline(tag: &Tag<'_>, writer: &mut Writer) {
    if tag.is("br") {
        writer.line_break();
    }
    writer.raise(behind(tag, writer.is_raised()));
}

fn behind(tag: &Tag<'_>, before: bool) -> bool {
    if tag.is("sup") { !tag.closing } else { before }
}

/// The tags of a page, comments and declarations included as tags without a name.
fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    // Once an end is missing, later searches for it would each read to the end of the page.
    let mut missing: Vec<&'static str> = Vec::new();
    std::iter::from_fn(move || {
        let tag = next_tag(page, from, &mut missing)?;
        from = tag.end;
        Some(tag)
    })
}

fn next_tag<'a>(
    page: &'a str,
    mut from: usize,
    missing: &mut Vec<&'static str>,
) -> Option<Tag<'a>> {
    loop {
        let start = from + page.get(from..)?.find('<')?;
        let rest = page.get(start + 1..)?;
        let nameless = |end| Tag { name: "", closing: false, whole: true, start, end };
        if rest.starts_with("!--") {
            let end = rest.find("-->").map_or(page.len(), |at| start + 1 + at + 3);
            return Some(nameless(end));
        }
        let closing = rest.starts_with('/');
        let inner = rest.get(usize::from(closing)..)?;
        let letters = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if letters == 0 && !inner.starts_with(['!', '?']) {
            from = start + 1;
            continue;
        }
        let name = inner.get(..letters)?;
        let close = tag_end(rest).map_or(page.len(), |at| start + 1 + at + 1);
        if letters == 0 {
            return Some(nameless(close));
        }
        let mut tag = Tag { name, closing, whole: false, start, end: close };
        if let Some(hidden) = HIDDEN.into_iter().find(|name| tag.is(name) && !closing)
            && !missing.contains(&hidden)
        {
            match hidden_end(page.get(close..)?, hidden) {
                Some(length) => {
                    tag.end = close + length;
                    tag.whole = true;
                }
                None => missing.push(hidden),
            }
        }
        return Some(tag);
    }
}

/// Where the `>` of a tag stands; one inside quotation marks is part of an attribute.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    // An attribute without closing quote must not swallow the page.
    for (at, byte) in rest.bytes().enumerate().take(64 * 1024) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.find('>')
}

/// The length of hidden content with its end tag.
fn hidden_end(content: &str, name: &str) -> Option<usize> {
    content.match_indices("</").find_map(|(at, _)| {
        let after = content.get(at + 2..)?;
        let same = after.get(..name.len())?.eq_ignore_ascii_case(name);
        same.then(|| after.find('>').map(|close| at + 2 + close + 1))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        let mut writer = Writer::default();
        strip(page, &mut writer, Patience::ENDLESS);
        writer.finish().text.to_string()
    }

    #[test]
    fn tags_go_and_blocks_stay_apart() {
        assert_eq!(
            text("<p>The <b>tide</b> rose.<p>It <br>fell.</p>"),
            "The tide rose.\n\nIt\nfell."
        );
    }

    #[test]
    fn figures_above_the_line_stay_there_until_the_block_ends() {
        assert_eq!(text("12<sup>3</sup> % of CO<sub>2</sub>"), "12³ % of CO2");
        assert_eq!(text("<p>10<SUP>6 and 7<p>8</sup> 9"), "10⁶ and ⁷\n\n8 9");
    }

    #[test]
    fn hidden_content_goes() {
        assert_eq!(text("<SCRIPT>if (a < b) {}</script >Tide<!-- <p>no -->."), "Tide.");
    }

    #[test]
    fn an_angle_that_opens_no_tag_is_text() {
        assert_eq!(text("2 < 3 and 4 > 3"), "2 < 3 and 4 > 3");
    }

    #[test]
    fn an_angle_in_an_attribute_ends_no_tag() {
        assert_eq!(text("<a title=\"a > b\">Tide</a>"), "Tide");
    }

    #[test]
    fn unclosed_tags_end_with_the_page() {
        assert_eq!(text("Tide<p class="), "Tide");
        assert_eq!(text("Tide<script>rose"), "Tiderose");
    }
}

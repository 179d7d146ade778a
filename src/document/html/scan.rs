//! The tags of a page as the parser will see them.
//!
//! Knows where tags and comments end and how raw text hides what looks like tags; follows
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>. Where the parser's own state
//! would have to be known it sees more tags than there are, never fewer.

/// A start or end tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scanned<'a> {
    /// Its name, as it is written.
    pub(super) name: &'a str,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// How many attributes it has.
    pub(super) attributes: usize,
}

/// Elements whose content is text up to their end tag.
const RAW: [&str; 8] =
    ["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];

/// Elements whose content has rules of its own, by which nothing is raw.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// Elements within those whose content is a page again.
const PAGE_AGAIN: [&str; 4] = ["foreignobject", "desc", "title", "annotation-xml"];

/// Goes through the tags of a page.
pub(super) fn tags(page: &str) -> impl Iterator<Item = Scanned<'_>> {
    let mut scan = Scan { page, at: 0, missing: Vec::new(), foreign: 0, again: 0, lost: false };
    std::iter::from_fn(move || scan.next_tag())
}

struct Scan<'a> {
    page: &'a str,
    at: usize,
    /// Raw elements of which no end comes: looking for one would read to the end again.
    missing: Vec<&'static str>,
    /// How deep in elements of [`FOREIGN`].
    foreign: usize,
    /// How deep in elements of [`PAGE_AGAIN`] there.
    again: usize,
    /// Whether the parser may be in foreign elements where this is not: from then on nothing is
    /// taken for raw.
    lost: bool,
}

impl<'a> Scan<'a> {
    fn next_tag(&mut self) -> Option<Scanned<'a>> {
        loop {
            let start = self.at + self.page.get(self.at..)?.find('<')?;
            let rest = self.page.get(start + 1..)?;
            self.at = start + 1;
            if let Some(end) = markup_end(rest) {
                self.at += end;
                continue;
            }
            let closing = rest.starts_with('/');
            let inner = rest.get(usize::from(closing)..)?;
            if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
                continue;
            }
            let length = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
            let (name, after) = inner.split_at_checked(length?)?;
            let (end, attributes) = tag_end(after)?;
            self.at += usize::from(closing) + name.len() + end;
            let tag = Scanned { name, closing, attributes };
            self.enter(tag);
            return Some(tag);
        }
    }

    /// Takes note of what a tag makes of the text after it.
    fn enter(&mut self, tag: Scanned<'_>) {
        let Scanned { name, closing, .. } = tag;
        let count = |depth: usize| if closing { depth.saturating_sub(1) } else { depth + 1 };
        if is_one_of(&FOREIGN, name) {
            self.lost |= closing && self.again > 0;
            self.foreign = count(self.foreign);
        } else if self.foreign > 0 {
            if is_one_of(&PAGE_AGAIN, name) {
                self.again = count(self.again);
            }
        } else if let Some(raw) = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(name))
            && !closing
            && !self.lost
            && !self.missing.contains(&raw)
        {
            match raw_end(self.page.get(self.at..).unwrap_or_default(), raw) {
                Some(length) => self.at += length,
                None => self.missing.push(raw),
            }
        }
    }
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Where a comment or a declaration ends, after its `<`; nothing where it is none.
fn markup_end(rest: &str) -> Option<usize> {
    let to = |end: Option<usize>| Some(end.unwrap_or(rest.len()));
    if let Some(comment) = rest.strip_prefix("!--") {
        let lead = rest.len() - comment.len();
        if let Some(short) = [">", "->"].into_iter().find(|end| comment.starts_with(end)) {
            return Some(lead + short.len());
        }
        let mut dashes = comment.match_indices("--");
        let end = dashes.find_map(|(at, _)| {
            // Of more dashes the next pair is looked at next.
            let after = comment.get(at + 2..)?;
            let after = after.strip_prefix('-').unwrap_or(after);
            let closes = after.starts_with('>') || after.starts_with("!>");
            closes.then(|| comment.len() - after.len() + 1)
        });
        return to(end.map(|end| lead + end));
    }
    let is_bogus = match rest.strip_prefix('/') {
        Some(name) => !name.starts_with(|first: char| first.is_ascii_alphabetic()),
        None => rest.starts_with(['!', '?']),
    };
    is_bogus.then(|| rest.find('>').map_or(rest.len(), |at| at + 1))
}

/// Where a tag ends, after its name, and how many attributes it has; nothing where the page ends
/// first.
pub(super) fn tag_end(after_name: &str) -> Option<(usize, usize)> {
    let bytes = after_name.as_bytes();
    let (mut at, mut attributes) = (0, 0);
    loop {
        let is_between = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        at += bytes.get(at..)?.iter().position(|&byte| !is_between(byte))?;
        if bytes.get(at) == Some(&b'>') {
            return Some((at + 1, attributes));
        }
        attributes += 1;
        // A name may begin with an equals sign.
        let is_end = |byte: u8| is_between(byte) || matches!(byte, b'>' | b'=');
        at += 1;
        at += bytes.get(at..)?.iter().position(|&byte| is_end(byte))?;
        let value = at + bytes.get(at..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = value + 1;
        at += bytes.get(at..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
        match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                at += 1;
                at += bytes.get(at..)?.iter().position(|byte| byte == quote)? + 1;
            }
            b'>' => {}
            _ => {
                let is_over = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                at += bytes.get(at..)?.iter().position(is_over)?;
            }
        }
    }
}

/// Where raw text ends: at the first end tag of its element.
fn raw_end(content: &str, name: &str) -> Option<usize> {
    content.match_indices("</").map(|(at, _)| at).find(|at| {
        let after = content.get(at + 2..).unwrap_or_default();
        let is_same = after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        let next = after.as_bytes().get(name.len());
        is_same && next.is_some_and(|next| next.is_ascii_whitespace() || b"/>".contains(next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the tags, with a slash before those of end tags.
    fn names(page: &str) -> String {
        let named =
            tags(page).map(|tag| format!("{}{}", if tag.closing { "/" } else { "" }, tag.name));
        named.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_end_where_the_parser_ends_them() {
        for (page, seen) in [
            ("<p a=\"x > y\"><b>", "p b"),
            ("<p a='\"'><b>", "p b"),
            ("<p \"><b>x<p \">", "p b p"),
            ("<p a\"b><b>", "p b"),
            ("<p a=b\"c><b>", "p b"),
            ("<p a = 'x>' b=y/><b>", "p b"),
            ("<p a=><b>", "p b"),
            ("<p =a><b>", "p b"),
            ("a < b </> </ p> <3 <!x=\"><b>", "b"),
            ("<?php \"><b>", "b"),
            ("<p a=\"", ""),
            ("<div\"x><DIV>", "div\"x DIV"),
        ] {
            assert_eq!(names(page), seen, "{page}");
        }
    }

    #[test]
    fn comments_end_where_the_parser_ends_them() {
        for page in [
            "<!-- <i> --><b>",
            "<!-- <i> --!><b>",
            "<!--><b>",
            "<!---><b>",
            "<!----><b>",
            "<!-- <i> ---><b>",
        ] {
            assert_eq!(names(page), "b", "{page}");
        }
        assert_eq!(names("<!-- <i> -- > <b>"), "");
    }

    #[test]
    fn raw_text_hides_tags_where_it_is_raw() {
        for (page, seen) in [
            ("<script>'<i>'</scripts></SCRIPT ><b>", "script /SCRIPT b"),
            ("<title><i></title><b>", "title /title b"),
            ("<template><i></template>", "template i /template"),
            ("<noscript><i></noscript>", "noscript i /noscript"),
            ("<style><i>", "style i"),
            (
                "<svg><style><i></style></svg><style><i></style>",
                "svg style i /style /svg style /style",
            ),
            ("<svg><title>x</title></svg><style><i></style>", "svg title /title /svg style /style"),
            ("<svg><desc></svg><style><i></style>", "svg desc /svg style i /style"),
        ] {
            assert_eq!(names(page), seen, "{page}");
        }
    }

    #[test]
    fn attributes_are_counted() {
        let count = |page: &str| tags(page).next().map(|tag| tag.attributes);
        assert_eq!(count("<p>"), Some(0));
        assert_eq!(count("<p a b=c d=\"e f g\" h='i'j k=l/>"), Some(6));
    }
}

//! Whether a page can be parsed in time that grows with its length.
//!
//! The parser's own structures are quadratic in nesting and in the attributes of one tag, each new
//! block copies every formatting element left open, and each element takes memory; so all of these
//! are bounded before it is called.

use std::collections::BTreeMap;

use super::scan::{self, Scanned};
use crate::patience::Patience;

/// The deepest nesting of a page that is parsed.
const DEPTH: usize = 512;

/// The most attributes of one tag.
const ATTRIBUTES: usize = 1000;

/// The most start tags of a page.
const TAGS: usize = 1_000_000;

/// The most references of a page: each is put to the text by itself, which takes the square of it.
const REFERENCES: usize = 300_000;

/// The most copies of open formatting elements that a page may cause.
const COPIES: usize = 1_000_000;

/// Elements whose end tag may be missing, or which have none.
const OPEN_ENDED: [&str; 28] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    "html", "head", "body",
];

/// Elements that the parser opens again in every block until they are closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Whether nesting, attributes, elements and open formatting elements stay within bounds.
pub(super) fn is_safe(page: &str, patience: Patience<'_>) -> bool {
    if page.bytes().filter(|&byte| byte == b'&').count() > REFERENCES {
        return false;
    }
    // By name, since an end tag of an element that is not open ends nothing.
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut count, mut depth, mut formatting, mut copies) = (0_usize, 0_usize, 0_usize, 0_usize);
    for tag in patience.through(scan::tags(page)) {
        count += usize::from(!tag.closing);
        if is_one_of(&OPEN_ENDED, tag) {
            copies += formatting;
        } else if tag.closing {
            let count = open.get_mut(&tag.name.to_ascii_lowercase()).filter(|count| **count > 0);
            if let Some(count) = count {
                *count -= 1;
                depth -= 1;
                formatting -= usize::from(is_one_of(&FORMATTING, tag));
            }
        } else {
            *open.entry(tag.name.to_ascii_lowercase()).or_default() += 1;
            depth += 1;
            copies += formatting;
            formatting += usize::from(is_one_of(&FORMATTING, tag));
        }
        let is_large = count > TAGS || tag.attributes > ATTRIBUTES;
        if is_large || depth > DEPTH || copies > COPIES {
            return false;
        }
    }
    true
}

fn is_one_of(names: &[&str], tag: Scanned<'_>) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(tag.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_safe(page: &str) -> bool {
        super::is_safe(page, Patience::ENDLESS)
    }

    #[test]
    fn usual_pages_are_safe() {
        assert!(is_safe("<html><body><div><p>One<p>Two<br><b>three</b></div>"));
        assert!(is_safe(&"<p>unclosed <li>items".repeat(20_000)));
        assert!(is_safe(&"<div><b>one</b></div>".repeat(20_000)));
    }

    #[test]
    fn deep_pages_and_open_formatting_are_not() {
        assert!(!is_safe(&"<div>".repeat(100_000)));
        assert!(!is_safe(&"<div></x>".repeat(100_000)));
        assert!(!is_safe(&"<div/>".repeat(100_000)));
        assert!(!is_safe(&format!("{}{}", "<b id=x>".repeat(400), "<p>x".repeat(20_000))));
    }

    #[test]
    fn tags_in_scripts_and_comments_do_not_count() {
        let script =
            format!("<script>{}</script><!-- {} -->", "<div>".repeat(999), "<div>".repeat(999));
        assert!(is_safe(&script));
        assert!(is_safe(&format!("<svg><title>x</title><path/></svg>{script}")));
    }

    #[test]
    fn many_attributes_and_many_elements_are_not_safe() {
        let attributes = |count: usize| {
            let attributes: Vec<String> = (0..count).map(|it| format!(" a{it}")).collect();
            attributes.concat()
        };
        assert!(is_safe(&format!("<p{}>", attributes(ATTRIBUTES))));
        assert!(!is_safe(&format!("<p{}>", attributes(ATTRIBUTES + 1))));
        assert!(!is_safe(&"<p>".repeat(TAGS + 1)));
        assert!(!is_safe(&"&amp;".repeat(REFERENCES + 1)));
    }

    #[test]
    fn nothing_hides_depth_that_the_parser_sees() {
        let deep = "<div>".repeat(600);
        for page in [
            format!("<p \">{deep}<p \">"),
            format!("<!-- --!>{deep}-->"),
            format!("<!x=\">{deep}\">"),
            format!("<template>{deep}</template>"),
            format!("<noscript>{deep}</noscript>"),
            format!("<svg><style>{deep}</style></svg>"),
            format!("<svg><desc></svg></desc><style>{deep}</style></svg>"),
        ] {
            assert!(!is_safe(&page), "{}", &page[..30]);
        }
    }
}

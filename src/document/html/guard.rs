//! Whether a page can be parsed in time that grows with its length.
//!
//! The parser's own structures are quadratic in nesting, and each new block copies every
//! formatting element left open, so both are bounded before it is called.

use std::collections::BTreeMap;

/// The deepest nesting of a page that is parsed.
const DEPTH: usize = 512;

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

/// Whether nesting and open formatting elements stay within bounds.
pub(super) fn is_safe(page: &str) -> bool {
    // By name, since an end tag of an element that is not open ends nothing.
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut depth, mut formatting, mut copies) = (0_usize, 0_usize, 0_usize);
    for tag in super::strip::tags(page) {
        if OPEN_ENDED.iter().any(|name| tag.is(name)) {
            copies += formatting;
        } else if tag.closing {
            let count = open.get_mut(&tag.lower_name()).filter(|count| **count > 0);
            if let Some(count) = count {
                *count -= 1;
                depth -= 1;
                formatting -= usize::from(is_formatting(tag));
            }
        } else if !tag.whole {
            *open.entry(tag.lower_name()).or_default() += 1;
            depth += 1;
            copies += formatting;
            formatting += usize::from(is_formatting(tag));
        }
        if depth > DEPTH || copies > COPIES {
            return false;
        }
    }
    true
}

fn is_formatting(tag: super::strip::Tag<'_>) -> bool {
    FORMATTING.iter().any(|name| tag.is(name))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}

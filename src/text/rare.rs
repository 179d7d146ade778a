//! A text that most of very many have none of.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use super::ShortText;

/// A text that is empty for most: then it takes eight bytes and nothing besides, half as much as a
/// text of any other kind.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RareText(Option<Box<ShortText>>);

impl Deref for RareText {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().map_or("", ShortText::as_str)
    }
}

impl Borrow<str> for RareText {
    fn borrow(&self) -> &str {
        self
    }
}

impl<T: Into<ShortText>> From<T> for RareText {
    fn from(text: T) -> Self {
        let text = text.into();
        Self((!text.is_empty()).then(|| Box::new(text)))
    }
}

impl fmt::Debug for RareText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl fmt::Display for RareText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_small_and_any_is_what_it_was_made_of() {
        assert_eq!(size_of::<RareText>(), 8);
        assert_eq!(RareText::from(""), RareText::default());
        for text in ["", "a", "A note of more than twenty-four bytes: it lies elsewhere.", "é\n"] {
            let rare = RareText::from(text.to_owned());
            assert_eq!((&*rare, rare.to_string().as_str()), (text, text));
            assert_eq!(format!("{rare:?}"), format!("{text:?}"));
        }
    }
}

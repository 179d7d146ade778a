//! The items of lists in plain text.

/// Characters that mark an item when white space follows.
const BULLETS: [char; 14] = ['•', '-', '*', '+', '·', '–', '‣', '◦', '▪', '●', '○', '■', '□', '►'];

/// The mark before an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marker<'a> {
    /// The mark as printed.
    pub(super) shown: &'a str,
    /// Its length with the white space after it.
    pub(super) length: usize,
}

/// The mark that a line begins with, if it is an item of a list: a bullet, `3.`, `3)`, `(3)`,
/// `a)`, `(a)`.
pub(super) fn marker(content: &str) -> Option<Marker<'_>> {
    let end = content.find(char::is_whitespace)?;
    let shown = content.get(..end).filter(|shown| is_marker(shown))?;
    let rest = content.get(end..)?.trim_start();
    // `* * *` is a rule across the page.
    let item = rest.chars().any(char::is_alphanumeric);
    item.then_some(Marker { shown, length: content.len() - rest.len() })
}

/// Whether an item is numbered.
pub(super) fn is_number(marker: &str) -> bool {
    marker.starts_with(|first: char| first.is_ascii_digit())
}

fn is_marker(word: &str) -> bool {
    let mut characters = word.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return BULLETS.contains(&only);
    }
    let (inner, dotted) = match (word.strip_prefix('('), word.strip_suffix('.')) {
        (Some(rest), _) => (rest.strip_suffix(')'), false),
        (None, Some(rest)) => (Some(rest), true),
        (None, None) => (word.strip_suffix(')'), false),
    };
    inner.is_some_and(|inner| {
        let number =
            (1..=3).contains(&inner.len()) && inner.bytes().all(|each| each.is_ascii_digit());
        let letter = inner.len() == 1 && inner.bytes().all(|each| each.is_ascii_lowercase());
        let roman =
            (2..=4).contains(&inner.len()) && inner.bytes().all(|each| b"ivx".contains(&each));
        number || (!dotted && (letter || roman))
    })
}

/// The indents of the items that the current one stands in.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    indents: Vec<u32>,
}

impl Nesting {
    /// How deep an item with this indent is nested.
    pub(super) fn enter(&mut self, indent: u32) -> u8 {
        self.indents.retain(|each| *each < indent);
        let depth = u8::try_from(self.indents.len()).unwrap_or(u8::MAX);
        // Deeper nesting than any person writes would cost time on every item.
        if self.indents.len() < 32 {
            self.indents.push(indent);
        }
        depth
    }

    /// A block that is no item ends all lists.
    pub(super) fn leave(&mut self) {
        self.indents.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items() {
        for mark in ["•", "-", "*", "1.", "12.", "3)", "(4)", "a)", "(b)", "(iv)", "ii)"] {
            let line = format!("{mark}  rope");
            let expected = Marker { shown: mark, length: mark.len() + 2 };
            assert_eq!(marker(&line), Some(expected), "{line}");
        }
        for line in
            ["2031. It began", "-5 degrees", "a. m.", "(see) it", "1.5 tons", "-", "* * *", "A) x"]
        {
            assert_eq!(marker(line), None, "{line}");
        }
    }
}

//! A text with what never matters to a quotation taken out of it.
//!
//! Knows white space and quotation marks: every stretch of white space is one space, and every
//! typographic quotation mark or apostrophe is the plain one; soft hyphens and other characters
//! that are never seen are left out. Must never fold anything that can change what is said: letters keep their case, dashes
//! their length, numbers every mark in them.

/// A folded text, and where its bytes come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Folded {
    text: String,
    /// Where bytes were left out or put in: the first folded byte after it, and the byte of the
    /// text that it comes from. Between two entries both run in step.
    steps: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), steps: Vec::new() };
        let mut characters = original.char_indices().peekable();
        let mut is_in_step = true;
        while let Some((at, character)) = characters.next() {
            let Some(kept) = fold(character) else {
                is_in_step = false;
                continue;
            };
            if !is_in_step {
                folded.steps.push((folded.text.len(), at));
            }
            folded.text.push(kept);
            is_in_step = kept.len_utf8() == character.len_utf8();
            let is_silent = |c: char| fold(c).is_none_or(|kept| kept == ' ');
            while kept == ' ' && characters.next_if(|&(_, c)| is_silent(c)).is_some() {
                is_in_step = false;
            }
        }
        if !is_in_step {
            folded.steps.push((folded.text.len(), original.len()));
        }
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the text the folded character that begins at `at` begins.
    pub(super) fn origin(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|&(folded, _)| folded <= at).checked_sub(1);
        let (folded, original) =
            step.and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
        original + (at - folded)
    }

    /// Where in the folded text the character that begins at `original`, or the next one that was
    /// kept, begins.
    pub(super) fn place(&self, original: usize) -> usize {
        let step = self.steps.partition_point(|&(_, begun)| begun <= original).checked_sub(1);
        let next = step.map_or(0, |step| step + 1);
        let (folded, begun) =
            step.and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
        let limit = self.steps.get(next).map_or(self.text.len(), |&(folded, _)| folded);
        (folded + (original - begun)).min(limit)
    }
}

/// What stands for a character; nothing where it is not seen.
const fn fold(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2018}'..='\u{201b}' => Some('\''),
        '\u{201c}'..='\u{201f}' => Some('"'),
        _ if character.is_whitespace() => Some(' '),
        _ => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_quotation_marks_are_plain() {
        for (text, expected) in [
            ("", ""),
            ("plain words", "plain words"),
            ("two\n\n  lines\there", "two lines here"),
            ("\u{201c}It\u{2019}s\u{201d}", "\"It's\""),
            ("har\u{ad}bour", "harbour"),
            ("a\u{200b} \u{200b} b", "a b"),
            ("10\u{a0}000 – 9,5", "10 000 – 9,5"),
        ] {
            assert_eq!(Folded::new(text).text(), expected, "{text:?}");
        }
    }

    #[test]
    fn every_kept_character_knows_where_it_was() {
        let text = "\u{feff}A  \u{201c}b\u{201d}\r\n\r\n漢é\u{ad}x – \u{2019}tis \n";
        let folded = Folded::new(text);
        for (at, kept) in folded.text().char_indices() {
            let original = text[folded.origin(at)..].chars().next().unwrap();
            assert_eq!(fold(original), Some(kept), "{at}");
            assert_eq!(folded.place(folded.origin(at)), at);
        }
        assert_eq!(folded.place(text.len()), folded.text().len());
        assert!(folded.origin(folded.text().len()) <= text.len());
    }
}

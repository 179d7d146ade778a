//! Tags and the colours of highlights.

use std::fmt;
use std::sync::Arc;

use crate::text::clean;

/// The longest a tag's name may be, in code points.
const LONGEST_NAME: usize = 40;

/// The name of a tag: lower case, no white space, no comma, no colon, never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TagName(String);

impl TagName {
    /// Makes a name of what a reader typed: white space becomes a hyphen; none where nothing is
    /// left.
    pub fn new(typed: &str) -> Option<Self> {
        let name: String = clean::clean_line(typed)
            .split(|c: char| c.is_whitespace() || c.is_control() || c == ',' || c == ':')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
            .to_lowercase()
            .chars()
            .take(LONGEST_NAME)
            .collect();
        // Small letters may have more marks than capitals, and what is cut may end in a joiner.
        let name = clean::clean_line(&name).into_owned();
        (!name.is_empty()).then_some(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TagName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The tags of a passage, by name, each once. A copy shares them: a large store has a hundred
/// thousand passages with the same few tags, and half as much room is taken in each by a list that
/// lies elsewhere as by one that is there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Tags(Option<Arc<Vec<TagName>>>);

impl Tags {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names().len()
    }

    /// They, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, TagName> {
        self.names().iter()
    }

    fn names(&self) -> &[TagName] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    /// Whether this is one of them.
    pub fn contains(&self, name: &TagName) -> bool {
        self.names().binary_search(name).is_ok()
    }

    /// Whether all of them are among `others`.
    pub fn is_subset(&self, others: &Self) -> bool {
        self.iter().all(|name| others.contains(name))
    }

    /// Puts one in.
    pub fn insert(&mut self, name: TagName) {
        if !self.contains(&name) {
            *self = self.iter().cloned().chain([name]).collect();
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, name: &TagName) {
        if self.contains(name) {
            *self = self.iter().filter(|other| *other != name).cloned().collect();
        }
    }
}

impl FromIterator<TagName> for Tags {
    fn from_iter<I: IntoIterator<Item = TagName>>(names: I) -> Self {
        let mut names: Vec<TagName> = names.into_iter().collect();
        names.sort_unstable();
        names.dedup();
        Self((!names.is_empty()).then(|| names.into()))
    }
}

impl<'a> IntoIterator for &'a Tags {
    type Item = &'a TagName;
    type IntoIter = std::slice::Iter<'a, TagName>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What a tag means and how it is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagDefinition {
    /// Its name.
    pub name: TagName,
    /// What the reader means by it.
    pub description: String,
    /// The digit that toggles it, 1 to 9.
    pub digit: Option<u8>,
    /// The colour it is shown in.
    pub colour: Colour,
}

/// The five colours of highlights and tags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Colour {
    /// The first one.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Pink.
    Pink,
    /// Violet.
    Violet,
}

impl Colour {
    /// All of them, in the order in which `h` walks them.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Violet];

    /// Its English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Violet => "violet",
        }
    }

    /// The letter that stands for it where colour is not shown.
    pub const fn letter(self) -> char {
        match self {
            Self::Yellow => 'Y',
            Self::Green => 'G',
            Self::Blue => 'B',
            Self::Pink => 'P',
            Self::Violet => 'V',
        }
    }

    /// The colour after this one, none after the last.
    pub fn next(self) -> Option<Self> {
        let index = Self::ALL.iter().position(|&colour| colour == self)?;
        Self::ALL.get(index + 1).copied()
    }
}

/// The tags of a new store.
pub fn default_tags() -> Vec<TagDefinition> {
    let table = [
        ("supported", "evidence found that bears it out", Colour::Green),
        ("disputed", "somebody says otherwise", Colour::Pink),
        ("unverified", "no evidence found yet", Colour::Yellow),
        ("opinion", "a judgement, not a fact", Colour::Violet),
        ("follow-up", "needs another look", Colour::Blue),
    ];
    (1..)
        .zip(table)
        .filter_map(|(digit, (name, description, colour))| {
            let name = TagName::new(name)?;
            Some(TagDefinition {
                name,
                description: description.to_owned(),
                digit: Some(digit),
                colour,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_name() {
        for (typed, name) in [
            ("Disputed", Some("disputed")),
            ("  follow up ", Some("follow-up")),
            ("a,b:c", Some("a-b-c")),
            ("a\u{202e}b\u{200b}\u{1b}", Some("ab␛")),
            (" , ", None),
            ("", None),
        ] {
            assert_eq!(TagName::new(typed).as_ref().map(TagName::as_str), name, "{typed:?}");
        }
    }

    #[test]
    fn a_name_survives_being_made_a_name_again() {
        let marked = format!("\u{130}{}", "\u{301}".repeat(8));
        let joined = format!("{}\u{1f469}\u{200d}\u{1f467}", "a".repeat(LONGEST_NAME - 2));
        for typed in ["Two Words", &marked, &joined] {
            let name = TagName::new(typed).unwrap();
            assert_eq!(TagName::new(name.as_str()), Some(name), "{typed}");
        }
    }

    #[test]
    fn tags_are_a_set_in_the_order_of_their_names() {
        let name = |text: &str| TagName::new(text).unwrap();
        let mut tags = Tags::from_iter(["late", "cost", "late"].map(name));
        assert_eq!((tags.len(), tags.is_empty()), (2, false));
        tags.insert(name("date"));
        tags.insert(name("cost"));
        assert_eq!(tags.iter().map(TagName::as_str).collect::<Vec<_>>(), ["cost", "date", "late"]);
        assert!(tags.contains(&name("date")) && !tags.contains(&name("dat")));
        assert!(Tags::from_iter(["late", "cost"].map(name)).is_subset(&tags));
        assert!(!Tags::from_iter(["late", "sum"].map(name)).is_subset(&tags));
        tags.remove(&name("cost"));
        tags.remove(&name("cost"));
        assert_eq!(tags, Tags::from_iter(["late", "date"].map(name)));
    }

    #[test]
    fn colours_have_letters_of_their_own_and_an_end() {
        let letters: std::collections::BTreeSet<char> =
            Colour::ALL.iter().map(|colour| colour.letter()).collect();
        assert_eq!(letters.len(), Colour::ALL.len());
        assert_eq!(Colour::Violet.next(), None);
    }

    #[test]
    fn every_default_tag_has_a_digit_of_its_own() {
        let digits: Vec<_> = default_tags().iter().filter_map(|tag| tag.digit).collect();
        assert_eq!(digits, [1, 2, 3, 4, 5]);
    }
}

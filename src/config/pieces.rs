//! A RON file taken apart into named pieces, so that a fault in one spoils no other.
//!
//! Knows where each piece stands. Must never know what it means.

use std::fmt;

use ron::error::{SpannedError, SpannedResult};
use ron::extensions::Extensions;
use ron::value::RawValue;
use ron::{Deserializer, Options};
use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer as _};

/// A piece of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece<'a> {
    /// The RON.
    text: &'a str,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
}

/// A fault and its line, from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) what: String,
}

/// What was found in a piece until it ended or could not be read any further.
pub(super) type Found<'a, T> = (Vec<(T, Piece<'a>)>, Option<Fault>);

impl<'a> Piece<'a> {
    /// A whole file.
    pub(super) fn whole(text: &'a str) -> Self {
        Self { text, line: 1 }
    }

    /// What it means as a whole.
    pub(super) fn value<T: DeserializeOwned>(self) -> Result<T, Fault> {
        options().from_str(self.text).map_err(|error| self.fault(&error))
    }

    /// The fields of `(name: value, ...)`.
    pub(super) fn fields(self) -> Found<'a, String> {
        self.taken_apart(|collector, deserializer| {
            deserializer.deserialize_struct("", &[], Fields(collector))
        })
    }

    /// The entries of `{"name": value, ...}`.
    pub(super) fn entries(self) -> Found<'a, String> {
        self.taken_apart(|collector, deserializer| deserializer.deserialize_map(Entries(collector)))
    }

    /// The items of `[value, ...]`.
    pub(super) fn items(self) -> Found<'a, ()> {
        self.taken_apart(|collector, deserializer| deserializer.deserialize_seq(Items(collector)))
    }

    fn taken_apart<T>(
        self,
        take: impl FnOnce(&mut Vec<(T, &'a RawValue)>, &mut Deserializer<'a>) -> ron::Result<()>,
    ) -> Found<'a, T> {
        let mut collected = Vec::new();
        let taken = self.take(|deserializer| take(&mut collected, deserializer));
        let pieces = collected
            .into_iter()
            .map(|(name, value)| (name, self.inner(value.get_ron())))
            .collect();
        (pieces, taken.err().map(|error| self.fault(&error)))
    }

    fn take(
        self,
        take: impl FnOnce(&mut Deserializer<'a>) -> ron::Result<()>,
    ) -> SpannedResult<()> {
        let mut deserializer = Deserializer::from_str_with_options(self.text, &options())?;
        take(&mut deserializer)
            .and_then(|()| deserializer.end())
            .map_err(|error| deserializer.span_error(error))
    }

    /// A piece of this one: a slice of its text.
    fn inner(self, slice: &'a str) -> Self {
        let text = slice.trim();
        let offset = text.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let before = self.text.get(..offset).unwrap_or_default();
        Self { text, line: self.line + before.matches('\n').count() }
    }

    fn fault(self, error: &SpannedError) -> Fault {
        Fault {
            line: self.line + error.span.end.line.saturating_sub(1),
            what: match &error.code {
                // The parser's own words are for those who wrote the program.
                ron::Error::ExceededRecursionLimit => "nested too deeply".to_owned(),
                other => lower_case(&other.to_string()),
            },
        }
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn lower_case(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// A field's name.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(NameVisitor).map(Self)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }
}

/// Collects what is borrowed from the text.
type Collector<'c, 'de, T> = &'c mut Vec<(T, &'de RawValue)>;

struct Fields<'c, 'de>(Collector<'c, 'de, String>);

impl<'de> Visitor<'de> for Fields<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("( and fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            self.0.push((name, map.next_value()?));
        }
        Ok(())
    }
}

struct Entries<'c, 'de>(Collector<'c, 'de, String>);

impl<'de> Visitor<'de> for Entries<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("{ and entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key()? {
            self.0.push((name, map.next_value()?));
        }
        Ok(())
    }
}

struct Items<'c, 'de>(Collector<'c, 'de, ()>);

impl<'de> Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[ and items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(value) = items.next_element()? {
            self.0.push(((), value));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines<T: Clone>(found: &Found<'_, T>) -> Vec<usize> {
        found.0.iter().map(|(_, piece)| piece.line).collect()
    }

    #[test]
    fn pieces_know_their_names_and_lines() {
        let text =
            "// first\n(\n  one: 1, // more\n\n  two: {\n    \"a\": [1,\n  2], \"b\": 3 },\n)";
        let fields = Piece::whole(text).fields();
        let names: Vec<&str> = fields.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((names, lines(&fields)), (vec!["one", "two"], vec![3, 5]));
        assert_eq!(fields.1, None);
        assert_eq!(fields.0[0].1.value::<u8>(), Ok(1));
        let entries = fields.0[1].1.entries();
        assert_eq!(lines(&entries), [6, 7]);
        assert_eq!(lines(&entries.0[0].1.items()), [6, 7]);
    }

    #[test]
    fn what_stands_before_a_fault_is_found() {
        let (found, fault) = Piece::whole("(\n one: 1,\n two: [,\n)").fields();
        assert_eq!(found.len(), 1);
        assert_eq!(fault.map(|fault| fault.line), Some(3));
        let (found, fault) = Piece::whole("( one: 1 )\n x").fields();
        assert_eq!((found.len(), fault.map(|fault| fault.line)), (1, Some(2)));
        assert!(Piece::whole("").fields().1.is_some());
    }

    #[test]
    fn a_wrong_kind_is_a_fault_on_its_line() {
        let (found, _) = Piece::whole("(\n\n one: \"x\")").fields();
        let fault = found[0].1.value::<u16>().unwrap_err();
        assert_eq!(fault.line, 3);
        assert!(fault.what.contains("integer"), "{}", fault.what);
    }
}

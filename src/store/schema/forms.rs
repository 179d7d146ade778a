//! How single values stand in the file.
//!
//! Knows values that stand in several entries. Must never know entries.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::annotation::TagName;

/// A tag's name in a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Label(#[serde(with = "tag_name")] pub(super) TagName);

/// A value written as the text it is shown as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent, bound = "T: fmt::Display + std::str::FromStr, T::Err: fmt::Display")]
pub(in crate::store) struct Shown<T>(#[serde(with = "shown")] pub(in crate::store) T);

/// Writes a value as the text it is shown as.
pub(super) mod shown {
    use std::fmt::Display;
    use std::marker::PhantomData;
    use std::str::FromStr;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub(in crate::store::schema) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(in crate::store::schema) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_str(Parsing(PhantomData))
    }

    struct Parsing<T>(PhantomData<T>);

    impl<T: FromStr<Err: Display>> Visitor<'_> for Parsing<T> {
        type Value = T;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a text")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }
}

/// Writes a hash as 16 hexadecimal digits.
pub(super) mod hash {
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    pub(in crate::store::schema) fn serialize<S: Serializer>(
        value: &u64,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{value:016x}"))
    }

    pub(in crate::store::schema) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<u64, D::Error> {
        let text: String = serde::Deserialize::deserialize(deserializer)?;
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !digits {
            return Err(D::Error::custom("a hash is 16 hexadecimal digits"));
        }
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}

/// Writes a tag's name, and reads only what is one already.
pub(super) mod tag_name {
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;

    use crate::annotation::TagName;

    pub(in crate::store::schema) fn serialize<S: Serializer>(
        name: &TagName,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name.as_str())
    }

    pub(in crate::store::schema) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<TagName, D::Error> {
        let text: String = serde::Deserialize::deserialize(deserializer)?;
        TagName::new(&text)
            .filter(|name| name.as_str() == text)
            .ok_or_else(|| D::Error::custom("a tag's name is lower case without spaces"))
    }
}

/// Writes what is there without `Some`; what is not there is left out.
pub(in crate::store) mod present {
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes fields by reference")]
    pub(in crate::store::schema) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::store) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

/// A note line by line.
pub(super) fn lines_of(note: &str) -> Vec<String> {
    if note.is_empty() { Vec::new() } else { note.split('\n').map(str::to_owned).collect() }
}

//! What the words of the file mean.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::pieces::{Fault, Found, Piece};
use super::{ARTICLE_LIMITS, Config, MEASURES, PANE_WIDTHS, SPACINGS};
use crate::action::{ACTIONS, Action, Context};
use crate::annotation::Colour;
use crate::annotation::tag::{TagDefinition, TagName};
use crate::keymap::key::Key;
use crate::keymap::{Keymap, Reason, Rebinding};
use crate::problem::Problem;
use crate::text::{clean, near};

/// The word for every place where an action can be done.
pub(super) const EVERYWHERE: &str = "everywhere";

/// A field of the file: its name, and how it is taken in.
type Field = (&'static str, fn(&mut Reading<'_>, Piece<'_>));

/// The fields of the file.
const FIELDS: &[Field] = &[
    ("theme", |reading, piece| {
        let Some(Some(name)) = reading.value::<Option<String>>("theme", piece) else { return };
        if reading.themes.contains(&name.as_str()) {
            reading.config.theme = Some(name);
        } else {
            reading.unknown(piece, "theme", &name, reading.themes.to_vec());
        }
    }),
    ("measure", |reading, piece| {
        if let Some(columns) = reading.number("measure", piece, MEASURES) {
            reading.config.measure = columns;
        }
    }),
    ("line_spacing", |reading, piece| {
        if let Some(lines) = reading.number("line_spacing", piece, SPACINGS) {
            reading.config.line_spacing = lines;
        }
    }),
    ("panes", |reading, piece| reading.panes(piece)),
    ("mouse", |reading, piece| {
        if let Some(on) = reading.value("mouse", piece) {
            reading.config.mouse = on;
        }
    }),
    ("ascii", |reading, piece| {
        if let Some(on) = reading.value("ascii", piece) {
            reading.config.ascii = on;
        }
    }),
    ("article_limit", |reading, piece| {
        if let Some(megabytes) = reading.number("article_limit", piece, ARTICLE_LIMITS) {
            reading.config.article_limit = megabytes;
        }
    }),
    ("colours", |reading, piece| reading.colours(piece)),
    ("tags", |reading, piece| reading.tags(piece)),
    ("keys", |reading, piece| reading.keys(piece)),
];

/// The places whose keys can be set: the word for all of them, then each.
pub(super) fn places() -> impl Iterator<Item = (&'static str, Option<Context>)> {
    let each = Context::ALL.into_iter().map(|context| (context.name(), Some(context)));
    std::iter::once((EVERYWHERE, None)).chain(each)
}

/// Reads a file that is called `place` in problems, for a program that has these themes. Whatever
/// is wrong in it is left out.
pub fn read(place: &str, text: &str, themes: &[&str]) -> (Config, Vec<Problem>) {
    let mut reading = Reading {
        place,
        themes,
        config: Config::default(),
        problems: Vec::new(),
        keys: Vec::new(),
    };
    // A byte-order mark is no part of the file.
    let whole = Piece::whole(text.strip_prefix('\u{feff}').unwrap_or(text));
    for (name, piece) in reading.found(whole.fields()) {
        if let Some((_, take)) = FIELDS.iter().find(|(known, _)| *known == name) {
            take(&mut reading, piece);
        } else {
            let known = FIELDS.iter().map(|(name, _)| *name);
            reading.unknown(piece, "setting", &name, known);
        }
    }
    reading.bind();
    (reading.config, reading.problems)
}

/// What has been read so far.
struct Reading<'a> {
    place: &'a str,
    themes: &'a [&'a str],
    config: Config,
    problems: Vec<Problem>,
    /// The keys, with their lines.
    keys: Vec<(Rebinding, usize)>,
}

/// A tag as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTag {
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    digit: Option<u8>,
    #[serde(default)]
    colour: Option<String>,
}

impl Reading<'_> {
    fn complain(&mut self, line: usize, what: impl Into<String>, advice: Option<String>) {
        let what = cleaned(&what.into());
        let place = format!("{}:{line}", self.place);
        self.problems.push(Problem { place, what, advice: advice.map(|it| cleaned(&it)) });
    }

    fn fault(&mut self, name: &str, fault: Fault) {
        let what = if name.is_empty() { fault.what } else { format!("{name}: {}", fault.what) };
        self.complain(fault.line, what, None);
    }

    /// What could be found; what could not is told.
    fn found<'p, T>(&mut self, (pieces, fault): Found<'p, T>) -> Vec<(T, Piece<'p>)> {
        if let Some(fault) = fault {
            let advice = "nothing after this place is read up to the end of what it is in";
            self.complain(fault.line, fault.what, Some(advice.to_owned()));
        }
        pieces
    }

    fn unknown<'w>(
        &mut self,
        piece: Piece<'_>,
        kind: &str,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let advice = match near::nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if known.len() <= 12 => format!("there are {}", known.join(", ")),
            None => "`variorum config --default` shows them all".to_owned(),
        };
        self.complain(piece.line, format!("no {kind} is called \"{word}\""), Some(advice));
    }

    fn value<T: DeserializeOwned>(&mut self, name: &str, piece: Piece<'_>) -> Option<T> {
        piece.value().map_err(|fault| self.fault(name, fault)).ok()
    }

    fn number(&mut self, name: &str, piece: Piece<'_>, range: RangeInclusive<u16>) -> Option<u16> {
        let number = self.value(name, piece)?;
        if range.contains(&number) {
            return Some(number);
        }
        let (least, most) = range.into_inner();
        self.complain(piece.line, format!("{name}: {number} is not in {least} to {most}"), None);
        None
    }

    fn panes(&mut self, piece: Piece<'_>) {
        for (name, piece) in self.found(piece.fields()) {
            match name.as_str() {
                "list" => self.config.panes.list = self.width("list", piece),
                "sidebar" => self.config.panes.sidebar = self.width("sidebar", piece),
                _ => self.unknown(piece, "pane with a width", &name, ["list", "sidebar"]),
            }
        }
    }

    /// A width, or none where the program is to choose.
    fn width(&mut self, name: &str, piece: Piece<'_>) -> Option<u16> {
        if piece.value::<Option<u16>>() == Ok(None) {
            return None;
        }
        self.number(name, piece, PANE_WIDTHS)
    }

    fn colours(&mut self, piece: Piece<'_>) {
        for (word, piece) in self.found(piece.fields()) {
            let Some(colour) = self.colour(piece, &word) else { continue };
            let Some(name) = self.value::<String>(&word, piece) else { continue };
            let name = cleaned(name.trim());
            if !name.is_empty() {
                self.config.colours.set(colour, name);
            }
        }
    }

    fn colour(&mut self, piece: Piece<'_>, word: &str) -> Option<Colour> {
        let colour = Colour::ALL.into_iter().find(|colour| colour.name() == word);
        if colour.is_none() {
            self.unknown(piece, "colour", word, Colour::ALL.map(Colour::name));
        }
        colour
    }

    fn tags(&mut self, piece: Piece<'_>) {
        let mut tags: Vec<TagDefinition> = Vec::new();
        for ((), piece) in self.found(piece.items()) {
            let Some(tag) = self.tag(piece) else { continue };
            if tags.iter().any(|other| other.name == tag.name) {
                self.complain(piece.line, format!("the tag {} is there twice", tag.name), None);
                continue;
            }
            let same_digit =
                |other: &&TagDefinition| tag.digit.is_some() && other.digit == tag.digit;
            let holder = tags.iter().find(same_digit).map(|other| other.name.to_string());
            if let Some(holder) = holder {
                let what = format!("the tag {} has the digit of {holder}", tag.name);
                self.complain(piece.line, what, Some("it gets none".to_owned()));
                tags.push(TagDefinition { digit: None, ..tag });
            } else {
                tags.push(tag);
            }
        }
        self.config.tags = tags;
    }

    fn tag(&mut self, piece: Piece<'_>) -> Option<TagDefinition> {
        let written: WrittenTag = self.value("tag", piece)?;
        let Some(name) = TagName::new(&written.name) else {
            self.complain(piece.line, "a tag has an empty name", None);
            return None;
        };
        let digit = written.digit.filter(|digit| (1..=9).contains(digit));
        if digit != written.digit {
            self.complain(
                piece.line,
                format!("the digit of the tag {name} is not in 1 to 9"),
                None,
            );
        }
        let colour = written.colour.and_then(|word| self.colour(piece, &word));
        Some(TagDefinition {
            name,
            description: cleaned(&written.description),
            digit,
            colour: colour.unwrap_or(Colour::Yellow),
        })
    }

    fn keys(&mut self, piece: Piece<'_>) {
        for (word, piece) in self.found(piece.entries()) {
            let Some((_, context)) = places().find(|(name, _)| *name == word) else {
                self.unknown(piece, "place for keys", &word, places().map(|(name, _)| name));
                continue;
            };
            for (name, piece) in self.found(piece.entries()) {
                self.rebinding(context, &name, piece);
            }
        }
    }

    fn rebinding(&mut self, context: Option<Context>, name: &str, piece: Piece<'_>) {
        let Some(info) = Action::named(name) else {
            let names = ACTIONS.iter().map(|info| info.name);
            return self.unknown(piece, "action", name, names);
        };
        if let Some(context) = context
            && !info.contexts.contains(&context)
        {
            let possible: Vec<&str> = info.contexts.iter().map(|it| it.name()).collect();
            let what = format!("{name} is nothing to do in \"{}\"", context.name());
            let advice = format!("put it under {EVERYWHERE} or {}", possible.join(", "));
            return self.complain(piece.line, what, Some(advice));
        }
        let mut keys = Vec::new();
        let (items, fault) = piece.items();
        for ((), item) in items {
            let Some(written) = self.value::<String>(name, item) else { return };
            let Some(sequence) = Key::parse_sequence(&written) else {
                let advice = "write keys as j, G, Ctrl-d, Alt-Left, F2, Space, \"g g\"";
                let what = format!("{name}: \"{written}\" is no key");
                return self.complain(item.line, what, Some(advice.to_owned()));
            };
            keys.push(sequence);
        }
        if let Some(fault) = fault {
            return self.fault(name, fault);
        }
        self.keys.push((Rebinding { context, action: info.action, keys }, piece.line));
    }

    /// Makes the key map of all keys together, and tells what does not go together.
    fn bind(&mut self) {
        let (rebindings, lines): (Vec<Rebinding>, Vec<usize>) =
            std::mem::take(&mut self.keys).into_iter().unzip();
        let (keymap, clashes) = Keymap::default().rebound(&rebindings);
        self.config.keymap = keymap;
        let name = |action: Action| action.info().map_or("", |info| info.name);
        for clash in clashes {
            let asked = rebindings.get(clash.rebinding).map_or("", |it| name(it.action));
            let line = lines.get(clash.rebinding).copied().unwrap_or(1);
            let (keys, place) = (&clash.keys, clash.context.name());
            let (what, advice) = match clash.reason {
                Reason::Taken(other) => (
                    format!("{asked}: in \"{place}\", {keys} is {}'s already", name(other)),
                    "it is left out".to_owned(),
                ),
                Reason::Displaced(other) => (
                    format!("in \"{place}\", {asked} takes {keys} from {}", name(other)),
                    format!("give {} keys as well, or none: []", name(other)),
                ),
                Reason::Typed => (
                    format!("{asked}: in \"{place}\", {keys} is typed"),
                    "take a key with Ctrl or Alt".to_owned(),
                ),
            };
            self.complain(line, what, Some(advice));
        }
    }
}

fn cleaned(text: &str) -> String {
    clean::clean_line(text).into_owned()
}

#[cfg(test)]
mod tests;

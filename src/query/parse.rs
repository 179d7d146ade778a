//! From what was typed to terms.

use super::table::{KEYS, KINDS, Key, STATES, Values};
use super::{Term, Test};
use crate::annotation::TagName;
use crate::problem::Problem;
use crate::text::find::Finder;
use crate::text::near::nearest;

/// What a problem is about.
const PLACE: &str = "filter";

/// One piece of what was typed: bytes up to white space outside quotes.
struct Piece {
    text: String,
    /// Where the first colon outside quotes is.
    colon: Option<usize>,
}

pub(super) fn terms(typed: &str) -> Result<Vec<Term>, Problem> {
    pieces(typed)?.iter().map(term).collect()
}

/// Cuts at white space outside quotes, and takes the quotes off.
fn pieces(typed: &str) -> Result<Vec<Piece>, Problem> {
    let mut pieces = Vec::new();
    let mut piece: Option<Piece> = None;
    let mut quoted = false;
    for letter in typed.chars() {
        if letter.is_whitespace() && !quoted {
            pieces.extend(piece.take());
            continue;
        }
        let piece = piece.get_or_insert_with(|| Piece { text: String::new(), colon: None });
        match letter {
            '"' => {
                quoted = !quoted;
                // What is quoted from its beginning on has no key.
                if piece.text.is_empty() || piece.text == "-" {
                    piece.colon = Some(usize::MAX);
                }
                continue;
            }
            ':' if !quoted && piece.colon.is_none() => piece.colon = Some(piece.text.len()),
            _ => {}
        }
        piece.text.push(letter);
    }
    if quoted {
        return Err(Problem::new(PLACE, "a quote is not closed").advise("put \" after it"));
    }
    pieces.extend(piece);
    Ok(pieces)
}

fn term(piece: &Piece) -> Result<Term, Problem> {
    let keyed = piece.colon.and_then(|at| piece.text.split_at_checked(at));
    let whole = keyed.map_or(piece.text.as_str(), |(before, _)| before);
    // A lone hyphen is a word.
    let (negated, name) = match whole.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        Some(_) | None => (false, whole),
    };
    let test = match keyed {
        Some((_, value)) => keyed_test(name, value.get(1..).unwrap_or_default())?,
        None => Finder::new(name).map(Test::Words).ok_or_else(|| nothing_in("\"\""))?,
    };
    Ok(Term { negated, test })
}

fn nothing_in(what: &str) -> Problem {
    Problem::new(PLACE, format!("{what} asks for nothing"))
}

fn keyed_test(name: &str, value: &str) -> Result<Test, Problem> {
    let key = KEYS.iter().find(|key| key.name == name.to_lowercase());
    let Some(Key { name, values, .. }) = key else {
        let advice = nearest(&name.to_lowercase(), KEYS.iter().map(|key| key.name)).map_or_else(
            || {
                let names = KEYS.map(|key| format!("{}:", key.name)).join(" ");
                format!("there are {names}; words with a colon go in quotes")
            },
            |near| format!("did you mean {near}:?"),
        );
        return Err(Problem::new(PLACE, format!("{name}: is no key")).advise(advice));
    };
    let nothing = || nothing_in(&format!("{name}:"));
    let lower = value.to_lowercase();
    match values {
        Values::Tag => TagName::new(value).map(Test::Tag).ok_or_else(nothing),
        Values::Title => Finder::new(value).map(Test::Title).ok_or_else(nothing),
        Values::Source if lower.trim().is_empty() => Err(nothing()),
        Values::Source => Ok(Test::By(lower)),
        Values::State => {
            let state = STATES.iter().find(|(_, state, _)| *state == lower);
            state.map(|(state, ..)| Test::Is(*state)).ok_or_else(|| unknown(name, &lower, *values))
        }
        Values::Kind => {
            let kind = KINDS.iter().find(|kind| kind.name() == lower);
            kind.map(|kind| Test::Kind(*kind)).ok_or_else(|| unknown(name, &lower, *values))
        }
    }
}

fn unknown(name: &str, value: &str, values: Values) -> Problem {
    let known = values.closed();
    let advice = nearest(value, known.iter().copied()).map_or_else(
        || format!("there are {}", known.join(", ")),
        |near| format!("did you mean {name}:{near}?"),
    );
    Problem::new(PLACE, format!("{name}:{value} is not known")).advise(advice)
}

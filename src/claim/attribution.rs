//! Who says it, and with which verb.
//!
//! Knows tokens. Must never know rules, scores or documents.

use super::Attribution;
use super::lexicon::Class;
use super::token::{TokenKind, Tokens};

/// The longest source in words; what is longer is a clause.
const LONGEST_SOURCE: usize = 9;

/// Titles and initials whose point does not end a name.
pub(super) const TITLES: &[&str] = &[
    "capt", "col", "dr", "gen", "gov", "hon", "jr", "lt", "mr", "mrs", "ms", "pres", "prof", "rep",
    "rev", "sen", "sgt", "sr", "st",
];

/// Pronouns that are a whole source.
const PRONOUNS: &[&str] = &["he", "i", "it", "she", "they", "we"];

/// Words behind which a verb form is a noun or has no subject of its own.
const NOUN_COMES: &[&str] = &[
    "a", "about", "an", "any", "by", "every", "for", "from", "her", "his", "in", "into", "its",
    "latest", "my", "new", "no", "of", "our", "over", "some", "the", "their", "these", "this",
    "those", "to", "with", "without", "your",
];

/// Verb forms that are nouns unless a speaker stands before and a clause behind them.
const NOUNS: &[&str] = &[
    "boast",
    "caution",
    "claim",
    "claims",
    "comment",
    "comments",
    "dispute",
    "estimate",
    "estimates",
    "fear",
    "fears",
    "hint",
    "hints",
    "note",
    "notes",
    "remark",
    "remarks",
    "report",
    "reports",
    "request",
    "state",
    "states",
    "stress",
    "tweet",
    "tweets",
];

/// The source a sentence names, with its verb: one outside quotation marks if there is one, and
/// the first of several.
pub fn attribution(tokens: &Tokens<'_>) -> Option<Attribution> {
    let mut spoken = None;
    for index in 0..tokens.len() {
        let Some(found) = at(tokens, index) else { continue };
        if !tokens.get(index).is_some_and(|token| token.quoted) {
            return Some(found);
        }
        spoken = spoken.or(Some(found));
    }
    spoken
}

fn at(tokens: &Tokens<'_>, index: usize) -> Option<Attribution> {
    let (source, verb) = if tokens.phrase_at(index, &["according", "to"]) {
        (named(tokens, index + 2, end_of_source(tokens, index + 2))?, "according to")
    } else {
        (speaker(tokens, index)?, tokens.word(index))
    };
    Some(Attribution { source: source.into(), verb: verb.into() })
}

/// The speaker to whom the verb at a token belongs: `the mayor said`, `said the mayor`, `the
/// filing shows`, `was reported by the paper`.
fn speaker(tokens: &Tokens<'_>, index: usize) -> Option<String> {
    if tokens.get(index)?.capital {
        return None;
    }
    let strong = tokens.is(index, Class::Speech) && !is_noun_here(tokens, index);
    let says = strong || tokens.is(index, Class::WeakSpeech) && introduces_speech(tokens, index);
    let shows = tokens.is(index, Class::Show) && !is_noun_here(tokens, index);
    if !says && !shows {
        return None;
    }
    if is_passive(tokens, index) {
        let by = tokens.word(index + 1) == "by";
        return by.then(|| named(tokens, index + 2, end_of_source(tokens, index + 2))).flatten();
    }
    if tokens.word(index).ends_with("ing")
        && index.checked_sub(1).is_some_and(|before| tokens.word(before) == ",")
    {
        return subject(tokens);
    }
    if says && let Some(source) = inverted(tokens, index) {
        return Some(source);
    }
    before(tokens, index, says)
}

/// The noun phrase that opens the sentence, for `The mayor shut the pier, saying it was old`.
fn subject(tokens: &Tokens<'_>) -> Option<String> {
    let start = usize::from(matches!(tokens.word(0), "but" | "and" | "so" | "still" | "yet"));
    // `On Monday 28 March`: a place in front is no source either, but nothing says where it ends.
    let is_dated = (start..start + 3).any(|index| date_at(tokens, index) > 0);
    let start = if is_dated { behind_the_time(tokens, start, tokens.len()) } else { start };
    let end = end_of_source(tokens, start);
    (start..end).any(|index| can_speak(tokens, index)).then(|| named(tokens, start, end)).flatten()
}

/// `were expected`, `was first reported`.
fn is_passive(tokens: &Tokens<'_>, index: usize) -> bool {
    let mut before = index;
    while let Some(next) = before.checked_sub(1).filter(|&next| is_adverb(tokens, next)) {
        before = next;
    }
    let be = before.checked_sub(1).map_or("", |before| tokens.word(before));
    tokens.is(index, Class::Past)
        && matches!(be, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

/// Whether what looks like a verb is a noun: `the claims`, `a report of`.
fn is_noun_here(tokens: &Tokens<'_>, index: usize) -> bool {
    let before = index.checked_sub(1);
    let owned = before.is_some_and(|before| {
        tokens.word(before).ends_with("'s") && !tokens.is(before, Class::Pronoun)
    });
    if owned || before.is_some_and(|before| NOUN_COMES.contains(&tokens.word(before))) {
        return true;
    }
    if !NOUNS.contains(&tokens.word(index)) {
        return false;
    }
    let subject =
        before.is_some_and(|before| can_speak(tokens, before) || tokens.word(before) == "also");
    let next = tokens.word(index + 1);
    let clause = matches!(next, "that" | "the" | "a")
        || tokens.is(index + 1, Class::Pronoun)
        || tokens.is_name(index + 1);
    !(subject && clause)
}

/// Whether a clause or a quote stands right behind or before a verb that needs one to be a verb
/// of saying.
fn introduces_speech(tokens: &Tokens<'_>, index: usize) -> bool {
    let next = tokens.word(index + 1);
    let speaker = index
        .checked_sub(1)
        .is_some_and(|before| tokens.is(before, Class::Pronoun) || can_speak(tokens, before));
    let mark = matches!(next, "," | ":" | "\"" | "“" | "‘" | "." | "");
    // "maintains its role" is no clause, "maintains it has one" is.
    let owns = matches!(next, "her" | "his" | "its" | "my" | "our" | "their" | "your");
    let clause = !owns && (next == "there" || tokens.is(index + 1, Class::Pronoun));
    let that_is_near = (index + 1..index + 5).any(|ahead| tokens.word(ahead) == "that");
    that_is_near || speaker && (mark || clause) || follows_a_quote(tokens, index)
}

fn follows_a_quote(tokens: &Tokens<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), "\"" | "”" | "’"))
}

/// `“It holds,” said Ada Berg`: the source behind the verb. Behind a comma alone, a name there
/// must not be the subject of what is said.
fn inverted(tokens: &Tokens<'_>, verb: usize) -> Option<String> {
    let comma = verb.checked_sub(1).is_some_and(|before| tokens.word(before) == ",");
    if !(comma || follows_a_quote(tokens, verb))
        || matches!(tokens.word(verb), "told" | "tells" | "telling")
    {
        return None;
    }
    let start = verb + 1;
    let opens = tokens.is_name(start)
        || tokens.is(start, Class::Group)
        || tokens.is(start, Class::Role)
        || matches!(
            tokens.word(start),
            "the" | "a" | "an" | "he" | "she" | "they" | "one" | "another"
        );
    let end = end_of_source(tokens, start);
    let subject = tokens.is_kind(end, TokenKind::Word)
        && !ends_a_source(tokens.word(end))
        && !tokens.is(end, Class::Boundary);
    let speaks = (start..end).any(|index| can_speak(tokens, index));
    (opens && speaks && !subject).then(|| named(tokens, start, end)).flatten()
}

/// The token behind the noun phrase that begins at a token.
fn end_of_source(tokens: &Tokens<'_>, start: usize) -> usize {
    let mut end = start;
    while end < tokens.len() && end - start < LONGEST_SOURCE {
        let in_name = tokens.is_kind(end, TokenKind::Word) || is_inside_a_name(tokens, end);
        let verb = tokens.is(end, Class::Auxiliary)
            || tokens.is(end, Class::Modal)
            || tokens.is(end, Class::Past) && !tokens.is_name(end);
        let behind = end > start
            && (ends_a_source(tokens.word(end))
                || tokens.is(end, Class::When) && !tokens.is_name(end));
        if !in_name || tokens.is(end, Class::Boundary) || end > start && verb || behind {
            break;
        }
        end += 1;
    }
    end
}

fn ends_a_source(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "to"
            | "during"
            | "after"
            | "before"
            | "about"
            | "with"
            | "late"
            | "early"
            | "later"
    )
}

/// The noun phrase that ends right before a verb.
fn before(tokens: &Tokens<'_>, verb: usize, can_be_anyone: bool) -> Option<String> {
    let mut end = verb;
    while let Some(before) = end.checked_sub(1) {
        let helper = tokens.is(before, Class::Auxiliary)
            || tokens.is(before, Class::Modal)
            || is_adverb(tokens, before);
        if !helper {
            break;
        }
        end = before;
    }
    let pronoun = end.checked_sub(1).filter(|&before| PRONOUNS.contains(&tokens.word(before)));
    if let Some(pronoun) = pronoun {
        return can_be_anyone.then(|| named(tokens, pronoun, end)).flatten();
    }
    if let Some(comma) = end.checked_sub(1).filter(|&before| tokens.word(before) == ",") {
        end = before_the_apposition(tokens, comma)?;
    }
    let mut start = start_of_source(tokens, end);
    let has_office = (start..end.min(start + 4)).any(|index| tokens.is(index, Class::Role));
    let opens_low = has_office && !tokens.is_name(start) && !tokens.is(start, Class::Function);
    if let Some(comma) =
        start.checked_sub(1).filter(|&before| opens_low && tokens.word(before) == ",")
        && comma.checked_sub(1).is_some_and(|name| tokens.is_name(name))
    {
        // "Ada Berg, chair of the Harbour Trust told": the second comma was left out.
        (start, end) = (start_of_source(tokens, comma), comma);
    }
    let speaks = can_be_anyone && (start..end).any(|index| can_speak(tokens, index))
        || (start..end).any(|index| tokens.is(index, Class::Paper));
    speaks.then(|| named(tokens, start, end)).flatten()
}

/// The token with which the noun phrase that ends before `end` begins.
fn start_of_source(tokens: &Tokens<'_>, end: usize) -> usize {
    let mut start = end;
    while let Some(before) = start.checked_sub(1) {
        let in_name = !matches!(tokens.word(before), "/")
            && (tokens.is_kind(before, TokenKind::Word)
                || tokens.is_kind(before, TokenKind::Number)
                || is_inside_a_name(tokens, before));
        let stops = tokens.is(before, Class::Boundary) && tokens.word(before) != "and"
            || matches!(tokens.word(before), "after" | "before" | "until")
            || tokens.is(before, Class::Auxiliary)
            || tokens.is(before, Class::Modal)
            || tokens.is(before, Class::Speech)
                && !can_speak(tokens, before)
                && !NOUNS.contains(&tokens.word(before));
        if !in_name || stops || end - before > LONGEST_SOURCE {
            break;
        }
        start = before;
    }
    behind_the_time(tokens, start, end)
}

/// Where the speaker begins behind what may stand before: `and`, `in 2031`, `on Monday 28 March`.
fn behind_the_time(tokens: &Tokens<'_>, mut start: usize, end: usize) -> usize {
    let skipped = |index: usize| {
        matches!(
            tokens.word(index),
            "and" | "in" | "on" | "at" | "to" | "for" | "by" | "however" | "still" | "later"
        ) || tokens.is(index, Class::When) && tokens.is(index, Class::Function)
            || tokens.is(index, Class::Weekday)
    };
    while start + 1 < end {
        let date = date_at(tokens, start);
        let words = if date == 0 { usize::from(skipped(start)) } else { date };
        if words == 0 || start + words >= end {
            break;
        }
        start += words;
    }
    start
}

/// How many tokens a date has that begins at a token: `28 March`, `March 28 2031`, `2031`. A month or a
/// year alone is one only where something says so: either may belong to a name.
fn date_at(tokens: &Tokens<'_>, at: usize) -> usize {
    let number = |index: usize| {
        let is_number = tokens.is_kind(index, TokenKind::Number);
        is_number.then(|| tokens.word(index).parse::<u16>().ok()).flatten()
    };
    let is_day = |index: usize| number(index).is_some_and(|day| (1..=31).contains(&day));
    let is_year = |index: usize| number(index).is_some_and(|year| (1500..2200).contains(&year));
    let is_month = |index: usize| {
        tokens.is(index, Class::Month) && tokens.get(index).is_some_and(|token| token.capital)
    };
    let before = at.checked_sub(1).map_or("", |before| tokens.word(before));
    let is_led = matches!(before, "in" | "since" | "by" | "until" | "during" | "late" | "early");
    let day_and_month = match (is_month(at), is_month(at + 1)) {
        (true, _) if is_day(at + 1) => 2,
        (true, _) if is_led || is_year(at + 1) => 1,
        (false, true) if is_day(at) => 2,
        _ => 0,
    };
    let year = at + day_and_month;
    let is_dated = day_and_month > 0 || is_led || tokens.is_name(year + 1);
    day_and_month + usize::from(is_dated && is_year(year))
}

/// `Holm, the mayor of Lund, said`: from the second comma back to the first.
fn before_the_apposition(tokens: &Tokens<'_>, comma: usize) -> Option<usize> {
    (comma.saturating_sub(16)..comma).rev().find(|&index| tokens.word(index) == ",")
}

fn is_adverb(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    matches!(
        word,
        "also"
            | "later"
            | "first"
            | "then"
            | "once"
            | "now"
            | "again"
            | "previously"
            | "earlier"
            | "even"
            | "only"
            | "not"
            | "just"
            | "repeatedly"
    ) || word.len() > 4
        && word.ends_with("ly")
        && !tokens.get(index).is_some_and(|token| token.capital)
}

/// Whether a mark belongs to the name around it: `Mr.`, `J.`, `El-Erian`, `AT&T`.
fn is_inside_a_name(tokens: &Tokens<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).map_or("", |before| tokens.word(before));
    match tokens.word(index) {
        "-" | "&" => tokens.is_glued(index) && tokens.is_glued(index + 1),
        "." => {
            (TITLES.binary_search(&before).is_ok() || before.chars().count() == 1)
                && tokens.get(index + 1).is_some_and(|next| next.capital)
        }
        _ => false,
    }
}

/// Whether the word at a token is somebody (or something) that can speak.
fn can_speak(tokens: &Tokens<'_>, index: usize) -> bool {
    const SPEAKERS: &[Class] = &[Class::Group, Class::Role, Class::Paper, Class::PluralNoun];
    tokens.is_name(index)
        || SPEAKERS.iter().any(|class| tokens.is(index, *class))
        || matches!(
            tokens.word(index),
            "he" | "she" | "it" | "they" | "i" | "we" | "who" | "one" | "many" | "some" | "others"
        )
}

fn named(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<String> {
    let last = end.checked_sub(1)?;
    (start <= last)
        .then(|| tokens.slice(start, last).to_owned())
        .filter(|source| !source.is_empty())
}

#[cfg(test)]
mod tests;

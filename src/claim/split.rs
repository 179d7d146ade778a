//! A long sentence that states two separate things, taken apart.
//!
//! Knows sentences. Must never know rules, scores or documents. A part has a subject and a finite
//! verb of its own; where it is unclear to whom both parts are ascribed, the sentence stays whole.
//! The word that joins two parts (`and`, `but`, `while`) belongs to neither.

use std::ops::Range;

use super::clause::{BEFORE_A_NOUN, DETERMINERS, FINITE, LEANING, is_finite, is_verb};
use super::lexicon::{Class, Lexicon};
use super::sentence::{Place, Sentence, Setting};
use super::token::{TokenKind, Tokens};
use crate::text::Span;

/// A sentence with fewer words states one thing.
const LONG: usize = 14;
/// A part with fewer words says too little to stand alone.
const LEAST: usize = 5;
/// How far behind the beginning of a part its verb may stand, in tokens.
const REACH: usize = 14;
/// How far a part's speaker may stand from its beginning, in bytes.
const NEAR: usize = 24;

/// Words that join two statements behind a comma.
const JOINTS: &[&str] = &["and", "but", "whereas", "while", "yet"];
/// Words behind a semicolon or a joint that belong to no part.
const LINKS: &[&str] = &["and", "but", "however", "meanwhile", "moreover", "nevertheless", "yet"];
/// Words that begin no subject.
const NO_SUBJECT: &[&str] = &[
    "about",
    "according",
    "after",
    "against",
    "along",
    "also",
    "amid",
    "among",
    "around",
    "at",
    "away",
    "back",
    "before",
    "behind",
    "besides",
    "between",
    "beyond",
    "by",
    "despite",
    "down",
    "during",
    "either",
    "even",
    "except",
    "for",
    "from",
    "further",
    "here",
    "how",
    "in",
    "instead",
    "into",
    "just",
    "later",
    "less",
    "like",
    "more",
    "neither",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "out",
    "over",
    "perhaps",
    "per",
    "rather",
    "so",
    "still",
    "that",
    "then",
    "these",
    "this",
    "those",
    "through",
    "throughout",
    "thus",
    "to",
    "together",
    "too",
    "toward",
    "towards",
    "under",
    "up",
    "via",
    "what",
    "who",
    "with",
    "within",
    "without",
];
/// Words that stand for what the part before them names.
const STANDING_FOR: &[&str] =
    &["all", "both", "each", "many", "most", "neither", "none", "one", "others", "some", "such"];
const POINTING: &[&str] = &["he", "her", "his", "it", "its", "she", "their", "they"];
/// The statements of a sentence with where they stand: itself, or two or more parts of it.
pub fn statements<'a>(
    whole: Sentence<'a>,
    text: &'a str,
    lexicon: &Lexicon<'_>,
) -> Vec<(Span, Sentence<'a>)> {
    let tokens = &whole.tokens;
    let within = whole.words();
    let part = |range: Range<usize>| {
        let span = tokens.span(range.start, range.end - 1);
        let place = Place { within, quoted: whole.place.quoted && range.start == 0, ..whole.place };
        (span, Sentence::new(text, span, place, lexicon))
    };
    let ranges = ranges(&whole);
    if ranges.len() < 2 {
        return vec![(tokens.span(0, tokens.len() - 1), whole)];
    }
    let parts: Vec<(Span, Sentence<'a>)> = ranges.into_iter().map(part).collect();
    let is_sound = parts.windows(2).all(|pair| ascribed(&pair[0].1, &pair[1], text))
        && (whole.attribution.is_none() || parts.iter().any(|it| it.1.attribution.is_some()));
    if is_sound { parts } else { vec![(tokens.span(0, tokens.len() - 1), whole)] }
}

/// Whether two neighbours leave no doubt about who says them: neither names a source, or the
/// second begins with one of its own.
fn ascribed(first: &Sentence<'_>, second: &(Span, Sentence<'_>), text: &str) -> bool {
    let (span, second) = second;
    match (&first.attribution, &second.attribution) {
        (None, None) => true,
        (Some(_), None) => false,
        (_, Some(said)) => {
            span.of(text).find(said.source.as_str()).is_some_and(|at| at <= NEAR)
                && second.tokens.word(second.first_word()) != said.verb
        }
    }
}

/// The tokens of each part; a single range where the sentence stays whole.
fn ranges(whole: &Sentence<'_>) -> Vec<Range<usize>> {
    let tokens = &whole.tokens;
    let all = 0..tokens.len();
    if whole.words() < LONG || whole.place.setting == Setting::Heading {
        return vec![all];
    }
    let cuts = cuts(tokens);
    let stays = cuts.is_empty()
        || matches!(whole.ending(), "?" | ":")
        || tokens.has_phrase(&[&["not", "only"], &["either"], &["neither"]]);
    if stays {
        return vec![all];
    }
    let mut ranges = Vec::new();
    let mut start = 0;
    for cut in cuts {
        let (left, right) = (start..cut.start, cut.end..tokens.len());
        let is_list = cut.is_weak && lists(tokens, left.clone());
        if is_list && tokens.word(cut.end - 1) == "and" {
            continue;
        }
        if opens(whole, left.clone(), cut.is_weak) && goes_on(whole, right, is_list) {
            ranges.push(left);
            start = cut.end;
        }
    }
    ranges.push(start..tokens.len());
    ranges
}

/// A place where a sentence may be cut: the mark and the words that join.
struct Cut {
    start: usize,
    end: usize,
    /// Whether a comma and a joint stand there, not a semicolon.
    is_weak: bool,
}

fn cuts(tokens: &Tokens<'_>) -> Vec<Cut> {
    let mut depth = 0_usize;
    let mut cuts = Vec::new();
    for index in 1..tokens.len() {
        match tokens.word(index) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            mark @ ("," | ";") if depth == 0 => {
                let quoted = |at: usize| tokens.get(at).is_some_and(|token| token.quoted);
                let is_weak = mark == ",";
                let joint = JOINTS.contains(&tokens.word(index + 1));
                if quoted(index) || quoted(index + 2) || is_weak && !joint {
                    continue;
                }
                let mut end = index + 1 + usize::from(joint);
                while LINKS.contains(&tokens.word(end))
                    || end > index + 1 && tokens.word(end) == ","
                {
                    end += 1;
                }
                cuts.push(Cut { start: index, end, is_weak });
            }
            _ => {}
        }
    }
    cuts
}

/// Whether commas without a verb behind them show that a list is being told.
fn lists(tokens: &Tokens<'_>, range: Range<usize>) -> bool {
    let last_comma = range.clone().rev().find(|&index| tokens.word(index) == ",");
    last_comma.is_some_and(|comma| !(comma..range.end).any(|index| is_finite(tokens, index)))
}

/// Whether the beginning of a sentence states something without what follows.
fn opens(whole: &Sentence<'_>, range: Range<usize>, is_weak: bool) -> bool {
    let tokens = &whole.tokens;
    let first = range.start + usize::from(LINKS.contains(&tokens.word(range.start)));
    let leans = LEANING.contains(&tokens.word(first)) && is_weak;
    let verb = (first + 1..range.end).find(|&index| is_finite(tokens, index));
    let Some(verb) = verb.filter(|_| !leans && words(tokens, range.clone()) >= LEAST) else {
        return false;
    };
    // "ruled that …, and …": both may be what was ruled.
    let reports = |index: usize| {
        index > verb
            && matches!(tokens.word(index), "that" | "whether" | "what" | "how")
            && (is_verb(tokens, index - 1)
                || (index.saturating_sub(4)..index).any(|near| tokens.is(near, Class::Speech)))
    };
    !range.clone().any(reports) && verb + 1 < range.end
}

/// Whether what stands behind a cut has a subject and a finite verb of its own.
fn goes_on(whole: &Sentence<'_>, range: Range<usize>, is_list: bool) -> bool {
    let tokens = &whole.tokens;
    let first = range.start;
    let word = tokens.word(first);
    let begins = tokens.is_kind(first, TokenKind::Number)
        || tokens.is_kind(first, TokenKind::Word) && begins_a_subject(tokens, first);
    if !begins || words(tokens, range.clone()) < LEAST {
        return false;
    }
    let Some(verb) = own_verb(tokens, range.clone()) else { return false };
    let plain_past = tokens.is(verb, Class::Past) && !FINITE.contains(&tokens.word(verb));
    let participle = plain_past && (is_list || tokens.word(verb + 1) == "by");
    let points = POINTING.contains(&word);
    let stands_for = STANDING_FOR.contains(&word) && verb == first + 1;
    !participle
        && !stands_for
        && verb + 2 < range.end
        && (!points || has_substance(whole, first + 1..range.end))
}

fn begins_a_subject(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = tokens.word(index);
    if tokens.is_name(index) || DETERMINERS.contains(&word) && word != "this" {
        return true;
    }
    let adverb = word.ends_with("ly") && !matches!(word, "nearly" | "roughly" | "only");
    !(NO_SUBJECT.contains(&word)
        || tokens.is(index, Class::Boundary)
        || tokens.is(index, Class::Auxiliary)
        || tokens.is(index, Class::Modal)
        || tokens.is(index, Class::Past)
        || is_verb(tokens, index)
        || matches!(word, "i" | "we" | "you")
        || word.ends_with("ing")
        || adverb)
}

/// The verb of the subject that begins a range; absent where a clause that leans on the subject,
/// or another subject, stands between.
fn own_verb(tokens: &Tokens<'_>, range: Range<usize>) -> Option<usize> {
    let first = range.start;
    for index in first + 1..range.end.min(first + REACH) {
        if is_finite(tokens, index) {
            return Some(index);
        }
        let word = tokens.word(index);
        let before = tokens.word(index - 1);
        let other = DETERMINERS.contains(&word)
            && !(BEFORE_A_NOUN.contains(&before) || matches!(before, "all" | "both" | "half"));
        let leans = tokens.is(index, Class::Boundary) && !matches!(word, "and" | "or" | "than");
        let pronoun = matches!(word, "he" | "it" | "she" | "they" | "we" | "i" | "you");
        let mark = tokens.is_kind(index, TokenKind::Mark)
            && !matches!(word, "-" | "&" | "." | "$" | "€" | "£" | "%" | "’" | "'" | "/");
        if other || leans || pronoun || mark {
            return None;
        }
    }
    None
}

fn words(tokens: &Tokens<'_>, range: Range<usize>) -> usize {
    range.filter(|&index| !tokens.is_kind(index, TokenKind::Mark)).count()
}

/// Whether a part states a value or names somebody.
fn has_substance(whole: &Sentence<'_>, range: Range<usize>) -> bool {
    let tokens = &whole.tokens;
    let span = tokens.span(range.start, range.end - 1);
    whole.values.iter().any(|value| span.covers(value.span))
        || range.into_iter().any(|index| tokens.is_name(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::new();
        let place = Place::default();
        let whole = Sentence::new(text, Span::new(0, text.len()), place, &lexicon);
        statements(whole, text, &lexicon).iter().map(|(span, _)| span.of(text)).collect()
    }

    /// Reads `[one part], and [another].` and holds it against what is found.
    #[track_caller]
    fn splits(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let want: Vec<&str> =
            marked.split('[').skip(1).filter_map(|part| Some(part.split_once(']')?.0)).collect();
        assert_eq!(parts(&text), want);
    }

    #[track_caller]
    fn stays(text: &str) {
        assert_eq!(parts(text), [text]);
    }

    #[test]
    fn two_statements_with_subjects_of_their_own() {
        splits(
            "[The Harbour Trust sold the north pier to Nordvik in May], and [the council closed the bridge for a year.]",
        );
        splits(
            "[The line paid 40 million crowns for the pier in May], but [the city has kept the toll booths.]",
        );
        splits(
            "[The line has the pier until 2032 under the new lease], while [the city keeps the exclusive right to the bridge.]",
        );
        splits(
            "[The ferry carried 40 cars to the island on Monday]; [the bridge was closed for repairs.]",
        );
        splits(
            "[The ferry carried 40 cars to the island on Monday]; however, [the bridge was closed for repairs.]",
        );
        splits(
            "[The line bought the pier for 40 million crowns], and [it will open the second lane in May 2027.]",
        );
        splits(
            "[About 200 welders joined the strike at the yard], while [roughly another 150 have stayed at work.]",
        );
        splits(
            "[The trust sold the pier in May], [the council closed the bridge in June.]"
                .replace("], [", "]; [")
                .as_str(),
        );
    }

    #[test]
    fn three_statements() {
        splits(
            "[The line bought the pier in May]; [the city kept the bridge for itself]; [the trust was dissolved in June.]",
        );
    }

    #[test]
    fn a_second_verb_without_a_subject_is_no_second_statement() {
        stays(
            "The line bought the north pier for 40 million crowns in May, and closed it within a week.",
        );
        stays(
            "Mayor Holm expected the line to buy the pier in the spring, but declined to name a price.",
        );
        stays(
            "The sale signals a turn on the coast, while simultaneously raising doubts about whether the toll will hold.",
        );
    }

    #[test]
    fn lists_are_no_statements() {
        stays(
            "The trust sold the north pier, the old boats, and the sheds built in 1990 to the Nordvik Line.",
        );
        stays(
            "The pier, the boats of the old line, and the sheds were sold to Nordvik in the spring of 2024.",
        );
        stays(
            "The talks touched on the toll for lorries; any promise to the welders of the yard; and the age of the boats.",
        );
    }

    #[test]
    fn what_leans_on_another_clause_stays_with_it() {
        stays(
            "If the toll is raised too much, and too many drivers stay away, the line loses its licence.",
        );
        stays(
            "Although the toll fell in May, and the boats were full, the line lost 3 million crowns.",
        );
        stays(
            "The line bought the pier in May for 40 million crowns, and that is good for the coast.",
        );
        stays(
            "The line sued two owners of the pier in May, but none are boat builders from the island.",
        );
        stays("The line will sell the boats to a yard in Lund, but he did not say when.");
    }

    #[test]
    fn what_somebody_says_stays_with_its_speaker() {
        stays(
            "Ada Berg said the pier was sold in May for 40 million crowns, and the bridge was closed.",
        );
        stays(
            "The pier was sold in May for 40 million crowns, and the bridge was closed, said Ada Berg.",
        );
        stays(
            "The court ruled that the line broke the contract in May, and the city keeps the toll.",
        );
        stays(
            "“The pier was sold in May for 40 million crowns, and the bridge was closed,” Ada Berg said.",
        );
        splits(
            "[The pier was sold to Nordvik for 40 million crowns]; [Ada Berg said the bridge was closed.]",
        );
    }

    #[test]
    fn brackets_questions_and_short_sentences_stay_whole() {
        stays(
            "The line (it bought the pier in 2019, and the city kept the bridge) lost 3 million crowns.",
        );
        stays("Has the line bought the pier in the spring, and has the city kept the bridge?");
        stays("The pier was sold, and the bridge was closed.");
        stays(
            "Not only was the pier sold in the spring to Nordvik, but the bridge was closed for a year.",
        );
    }
}

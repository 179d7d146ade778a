//! Bylines and the names in them.
//!
//! Knows how names of persons are written. Must never know where in an article a line stands.

use super::dates;

/// Small words inside a name.
const PARTICLES: &str =
    " de del della da di du dos das la le van von der den ter ten al el bin ibn y zu ";

/// Capitalised words that no name of a person holds. Short on purpose: words that the article
/// itself writes in lower case are ruled out by [`is_person_in`].
const NEVER: &str = " a an and the of in on at for from with to by as or but not no is are was \
    were be this that these those what why how when where who which our your my we you it its \
    monday tuesday wednesday thursday friday saturday sunday january february april june july \
    august september october november december news report analysis opinion editorial business \
    politics technology tech science world market markets industry company companies impact \
    conclusion introduction background overview summary key takeaways details context history \
    outlook future next steps new york inc ltd corp llc group press agency media online today \
    times post daily weekly journal magazine review section content menu share read more related ";

/// What introduces an author.
const OPENERS: [&str; 11] = [
    "by:",
    "by",
    "author:",
    "written by",
    "words by",
    "posted by",
    "story by",
    "reported by",
    "article by",
    "reporting by",
    "— by",
];

/// Whether a line is the name of a person, of two words at least.
pub(super) fn is_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let edges = [words.first(), words.last()].into_iter().flatten().all(|word| is_name_word(word));
    (2..=5).contains(&words.len())
        && edges
        && words.iter().all(|word| is_name_word(word) || listed(PARTICLES, word))
        && words.iter().any(|word| word.chars().count() > 2)
}

/// Whether a line is the name of a person, judged by the article it stands in: a word that the
/// article also writes in lower case is no name.
pub(super) fn is_person_in(line: &str, article: &str) -> bool {
    is_person(line) && !line.split_whitespace().any(|word| has_word(article, &word.to_lowercase()))
}

/// Whether a line is one word that may be a name in the article it stands in.
pub(super) fn is_sole_name_in(line: &str, article: &str) -> bool {
    (3..=20).contains(&line.len()) && is_name_word(line) && !has_word(article, &line.to_lowercase())
}

/// The author that a byline names (`By Ada Quill, harbour correspondent`); nothing if the line is
/// anything else.
pub(super) fn byline(line: &str) -> Option<String> {
    let line = line.trim();
    if line.len() > 160 || line.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    let lower = line.to_lowercase();
    let opener = OPENERS.into_iter().find(|opener| {
        let rest = lower.strip_prefix(opener);
        rest.is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
    })?;
    let rest = line.get(opener.len()..)?.trim();
    let end = ["|", "·", "•", "–", "—", "(", ",", " - ", " on ", " for ", " in "]
        .into_iter()
        .filter_map(|separator| rest.find(separator))
        .min()
        .unwrap_or(rest.len());
    let (names, after) = (rest.get(..end)?.trim(), rest.get(end..)?);
    let fits = after.split_whitespace().count() <= 8 && are_names(names);
    fits.then(|| clean(names))
}

/// What a declaration of authorship says, without `By` and without addresses on the web.
pub(super) fn declared(value: &str) -> Option<String> {
    let value = value.trim();
    let bare = byline(value).unwrap_or_else(|| value.to_owned());
    (!bare.is_empty() && !bare.contains("://")).then_some(bare)
}

fn clean(names: &str) -> String {
    names.trim_end_matches([',', ';', ':']).to_owned()
}

/// Whether these are one or more names joined by `and` or `&`; a sole word must not be a day.
fn are_names(names: &str) -> bool {
    let words: Vec<&str> = names.split_whitespace().collect();
    let joins = |word: &str| matches!(word, "and" | "&") || listed(PARTICLES, word);
    (1..=8).contains(&words.len())
        && dates::find(names).is_none()
        && is_name_word(words[0])
        && words.iter().all(|word| joins(word) || is_name_word(word))
        && !words.iter().all(|word| joins(word))
}

fn is_name_word(word: &str) -> bool {
    let is_initial = word.chars().count() == 2 && word.ends_with('.');
    if is_initial && word.starts_with(char::is_uppercase) {
        return true;
    }
    let word = word.trim_end_matches([',', '.']);
    let inner = |each: char| each.is_alphabetic() || matches!(each, '.' | '-' | '\'' | '’');
    word.starts_with(char::is_uppercase) && word.chars().all(inner) && !listed(NEVER, word)
}

fn listed(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_ascii_whitespace().any(|each| each == word)
}

/// Whether `text` holds `word` as a whole word.
fn has_word(text: &str, word: &str) -> bool {
    let edge = |each: Option<char>| each.is_none_or(|each| !each.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        // A word inside an address or a handle is no word of the text.
        edge(before) && edge(after) && !matches!(before, Some('@' | '/' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for (line, expected) in [
            ("Ada Quill", true),
            ("Jan van der Berg", true),
            ("Christine O’Hara-Smith", true),
            ("Tomas J. Hale", true),
            ("A. Tester", true),
            ("I. M. Quill", true),
            ("Ada", false),
            ("Industry Impact", false),
            ("What Changed", false),
            ("ada quill", false),
            ("Quarterly report 3", false),
            ("", false),
        ] {
            assert_eq!(is_person(line), expected, "{line}");
        }
    }

    #[test]
    fn a_word_that_the_article_writes_small_is_no_name() {
        assert!(!is_person_in("Timber Futures", "Prices of timber rose. So did futures."));
        assert!(is_person_in("Ada Quill", "Prices of timber rose."));
        assert!(is_sole_name_in("Ada", "Prices of timber rose."));
        assert!(!is_sole_name_in("Timber", "Prices of timber rose."));
        assert!(!is_sole_name_in("Ada Quill", "Prices of timber rose."));
    }

    #[test]
    fn bylines() {
        for (line, expected) in [
            ("By Ada Quill", Some("Ada Quill")),
            ("By Ada Quill and Jan Berg", Some("Ada Quill and Jan Berg")),
            ("BY ADA QUILL", Some("ADA QUILL")),
            ("By Ada Quill, harbour correspondent", Some("Ada Quill")),
            ("By Ada Quill | 3 May 2031", Some("Ada Quill")),
            ("Written by Ada Quill", Some("Ada Quill")),
            ("By: Wire Desk", Some("Wire Desk")),
            ("By Friday the yard had closed", None),
            ("By Friday", None),
            ("By May 3, 2031", None),
            ("By the sea", None),
            ("By Ada Quill the deal was signed in haste and repented at leisure", None),
            ("Bystanders Watched", None),
            ("By", None),
        ] {
            assert_eq!(byline(line).as_deref(), expected, "{line}");
        }
    }
}

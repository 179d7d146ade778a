//! Which word lists a word stands in.
//!
//! Knows words. Must never know sentences, rules or scores. The lists themselves are tables in
//! `words`; verbs are listed once and found in every regular form.

mod words;

use std::cmp::Ordering;
use std::sync::Arc;

pub use words::{BOUNDS_AFTER, BOUNDS_BEFORE, CURRENCIES, DURATIONS, MONTHS, NUMBER_WORDS, SCALES};

/// The word lists. A word may stand in several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    /// Articles, prepositions, conjunctions, adverbs of place and time: never names.
    Function,
    /// Words that end a noun phrase when read from right to left.
    Boundary,
    /// Personal and demonstrative pronouns as subjects.
    Pronoun,
    /// The writer and the writer's side: *I*, *we*, *our*.
    FirstPerson,
    /// The reader: *you*, *your*.
    SecondPerson,
    /// Forms of *be*, *have*, *do*.
    Auxiliary,
    /// *Will*, *would*, *could* and the like.
    Modal,
    /// The modal verbs that look ahead.
    Ahead,
    /// Verbs of saying.
    Speech,
    /// Verbs that are verbs of saying only with a clause or quote beside them.
    WeakSpeech,
    /// What documents do: *show*, *find*.
    Show,
    /// Documents that can speak: *report*, *filing*.
    Paper,
    /// People who speak without a name: *analysts*, *officials*.
    Group,
    /// Words that weaken.
    Hedge,
    /// Words that deny.
    Negation,
    /// Words that judge.
    Opinion,
    /// Verbs by which a writer reads meaning into facts: *signals*, *underscores*.
    Interpretation,
    /// Verbs and nouns of going up and down.
    Change,
    /// Verbs for what can be seen to have happened.
    Event,
    /// Verbs of deals and duties.
    Terms,
    /// Nouns and adjectives of deals and duties.
    Agreement,
    /// Words that set one thing against another.
    Comparison,
    /// Words that call for something: *should*, *must*.
    Advice,
    /// Past tenses that do not end in *-ed*.
    Past,
    /// Month names.
    Month,
    /// Day names.
    Weekday,
    /// Words that place something in time without a date: *yesterday*.
    When,
    /// Nouns without a plural *-s* that can be counted.
    PluralNoun,
    /// Words for generalities: *often*, *typically*.
    General,
    /// Nouns for offices and roles that vouch for a speaker: *minister*, *spokeswoman*.
    Role,
    /// Words of commentary: *landscape*, *flexibility*.
    Abstract,
    /// Words that make a statement depend on another: *if*.
    Condition,
    /// Verbs for what holds on: *remain*.
    Lasting,
    /// Words with which a value may begin: *twelve*, *late*.
    Numeral,
    /// Words that the text itself uses as names in the middle of sentences.
    KnownName,
}

/// A set of word lists.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Classes(u64);

impl Classes {
    /// Whether the set holds a list.
    pub const fn contains(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The lists of both sets.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn of(class: Class) -> Self {
        Self(1 << class as u32)
    }
}

/// How the words of a list stand for others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Forms {
    /// Only as written.
    Exact,
    /// Also with the regular endings of a verb.
    Verb,
}

/// All lists in one sorted table, so that a word costs one search. Merging them takes as long as
/// assessing an article of a page: whoever has many articles to assess merges them once.
#[derive(Clone, Debug)]
pub struct Lists(Arc<Table>);

#[derive(Debug)]
struct Table {
    rows: Vec<Row>,
    /// Where the rows of each two first letters begin, and where the last ones end: what is left to
    /// be searched is a handful.
    begins: Vec<usize>,
}

/// The lists, and the names that a text itself has been seen to use.
#[derive(Clone, Debug)]
pub struct Lexicon<'a> {
    lists: Lists,
    names: Vec<&'a str>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// The first eight letters as a number, which settles most comparisons in one step.
    key: u64,
    word: &'static str,
    exact: Classes,
    verb: Classes,
}

impl Default for Lists {
    fn default() -> Self {
        Self::new()
    }
}

impl Lists {
    /// Merges the lists.
    pub fn new() -> Self {
        let mut rows: Vec<Row> = words::LISTS
            .iter()
            .flat_map(|(class, forms, list)| {
                let here = Classes::of(*class);
                let verb = if *forms == Forms::Verb { here } else { Classes::default() };
                list.iter().map(move |word| Row { key: key(word), word, exact: here, verb })
            })
            .collect();
        // The stable sort merges lists that are sorted already in a fraction of the time.
        rows.sort_by(|one, two| one.key.cmp(&two.key).then_with(|| one.word.cmp(two.word)));
        rows.dedup_by(|later, kept| {
            let same = later.word == kept.word;
            if same {
                kept.exact = kept.exact.union(later.exact);
                kept.verb = kept.verb.union(later.verb);
            }
            same
        });
        // Every word begins with a letter and has a place.
        let mut begins = vec![0; 26 * SECONDS + 1];
        for row in &rows {
            if let Some(next) = place_of(row.word).and_then(|place| begins.get_mut(place + 1)) {
                *next += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        Self(Arc::new(Table { rows, begins }))
    }

    fn row(&self, word: &str) -> Option<&Row> {
        let Table { rows, begins } = &*self.0;
        let place = place_of(word)?;
        let key = key(word);
        let rows = rows.get(*begins.get(place)?..*begins.get(place + 1)?)?;
        let is_whole = word.len() <= size_of_val(&key);
        let same = |row: &Row| {
            if is_whole && row.word.len() <= size_of_val(&key) {
                return Ordering::Equal;
            }
            row.word.cmp(word)
        };
        rows.binary_search_by(|row| row.key.cmp(&key).then_with(|| same(row)))
            .ok()
            .and_then(|index| rows.get(index))
    }
}

impl Default for Lexicon<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Lexicon<'a> {
    /// The lists alone.
    pub fn new() -> Self {
        Self { lists: Lists::new(), names: Vec::new() }
    }

    /// The lists, and the names that running text uses: the words that stand with a capital in the
    /// middle of a sentence. Where one of them opens a sentence, its capital is its own.
    pub fn learnt_from(lists: &Lists, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = texts.into_iter().flat_map(names_in).collect();
        names.sort_unstable();
        names.dedup();
        Self { lists: lists.clone(), names }
    }

    /// Whether the text has been seen to use a word as a name.
    pub fn knows_name(&self, word: &str) -> bool {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        self.names.binary_search(&word).is_ok()
    }

    /// The lists a word stands in, given in lower case with straight apostrophes.
    pub fn classes(&self, word: &str) -> Classes {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let mut found = self.lists.row(word).map_or_else(Classes::default, |row| row.exact);
        if !word.ends_with(ENDINGS) {
            return found;
        }
        if word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") {
            found = found.union(Classes::of(Class::Past));
        }
        if word.ends_with("n't") {
            found = found.union(Classes::of(Class::Negation)).union(Classes::of(Class::Auxiliary));
        }
        for_each_base(word, |base| {
            if let Some(row) = self.lists.row(base) {
                found = found.union(row.verb);
            }
        });
        found
    }
}

/// How many kinds of second characters there are: none, what sorts before the letters, each letter,
/// and what sorts after them.
const SECONDS: usize = 29;

/// The place of a word among all by its first two characters, in the order of words; none for one
/// that does not begin with a letter from *a* to *z*.
fn place_of(word: &str) -> Option<usize> {
    let mut bytes = word.bytes();
    let first = bytes.next().filter(u8::is_ascii_lowercase)?;
    let second = bytes.next().map_or(0, |second| match second {
        b'a'..=b'z' => 2 + usize::from(second - b'a'),
        ..b'a' => 1,
        _ => SECONDS - 1,
    });
    Some(usize::from(first - b'a') * SECONDS + second)
}

/// The first eight bytes of a word, so that numbers sort as the words do.
fn key(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

/// The words with a capital behind a word in lower case or a comma.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let mut before = ' ';
    text.split([' ', '\n', '\u{a0}']).filter_map(move |word| {
        let inside = before.is_lowercase() || before == ',';
        before = word.chars().next_back().unwrap_or(before);
        if !inside || !word.starts_with(char::is_uppercase) {
            return None;
        }
        let name = word.trim_end_matches(|last: char| !last.is_alphanumeric());
        Some(name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name))
    })
}

/// The last letters of every ending that is looked at.
const ENDINGS: [char; 4] = ['s', 'd', 'g', 't'];

/// Calls `each` with the words of which `word` may be a regular form.
fn for_each_base(word: &str, mut each: impl FnMut(&str)) {
    let mut with = |stem: &str, ending: &str| {
        let mut buffer = [0; 24];
        let (stem, ending) = (stem.as_bytes(), ending.as_bytes());
        let len = stem.len() + ending.len();
        if len < 3 || len > buffer.len() {
            return;
        }
        buffer[..stem.len()].copy_from_slice(stem);
        buffer[stem.len()..len].copy_from_slice(ending);
        if let Ok(base) = std::str::from_utf8(&buffer[..len]) {
            each(base);
        }
    };
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        with(stem, "y");
    } else if let Some(stem) = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) {
        with(stem, "");
        with(stem, "e");
        if let Some(single) = undoubled(stem) {
            with(single, "");
        }
    } else if let Some(stem) = word.strip_suffix('s') {
        with(stem, "");
        if let Some(shorter) = stem.strip_suffix('e') {
            with(shorter, "");
        }
    }
}

/// `stopp` without its second `p`.
fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let [.., one, two] = bytes else { return None };
    (one == two && one.is_ascii_lowercase()).then(|| stem.get(..stem.len() - 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_lower_case_and_without_doubles() {
        for (class, _, list) in words::LISTS {
            assert!(
                list.is_sorted_by(|one, two| one < two),
                "{class:?} is not sorted: {:?}",
                list.windows(2).find(|w| w[0] >= w[1])
            );
            assert!(list.iter().all(|word| *word == word.to_lowercase()), "{class:?}");
            assert!(
                list.iter().all(|word| word.starts_with(|first: char| first.is_ascii_lowercase())),
                "{class:?}"
            );
        }
    }

    #[test]
    fn every_list_fits_the_set() {
        assert!((Class::KnownName as u32) < u64::BITS);
    }

    #[test]
    fn verbs_are_found_in_every_regular_form() {
        let lexicon = Lexicon::new();
        for word in ["deny", "denies", "denied", "denying"] {
            assert!(lexicon.classes(word).contains(Class::Speech), "{word}");
        }
        for word in ["drop", "drops", "dropped", "dropping"] {
            assert!(lexicon.classes(word).contains(Class::Change), "{word}");
        }
        for word in ["acquire", "acquires", "acquired", "acquiring"] {
            assert!(lexicon.classes(word).contains(Class::Event), "{word}");
        }
    }

    #[test]
    fn nouns_are_not_inflected_and_possessives_are_their_noun() {
        let lexicon = Lexicon::new();
        assert!(lexicon.classes("minister's").contains(Class::Role));
        assert!(!lexicon.classes("thes").contains(Class::Function));
        assert!(lexicon.classes("won't").contains(Class::Negation));
    }

    #[test]
    fn keys_sort_as_words_do() {
        let words = ["a", "ab", "abandon", "abandoned", "abandoning", "b", "é"];
        assert!(words.is_sorted_by_key(|word| (key(word), *word)));
        let lexicon = Lexicon::new();
        assert!(lexicon.lists.0.rows.is_sorted_by(|one, two| one.word < two.word));
    }

    #[test]
    fn every_word_of_the_lists_is_found_and_nothing_that_only_looks_like_one() {
        let lists = Lists::new();
        for row in &lists.0.rows {
            assert_eq!(lists.row(row.word).map(|it| it.word), Some(row.word));
            for other in [format!("{}q", row.word), row.word.chars().rev().skip(1).collect()] {
                assert!(lists.row(&other).is_none_or(|it| it.word == other), "{other}");
            }
        }
    }

    #[test]
    fn names_are_learnt_where_no_sentence_begins() {
        let text = "Boats left. Rates at Nordvik rose, Ada’s letter said. “Tolls fell.”";
        let lexicon = Lexicon::learnt_from(&Lists::new(), [text]);
        assert!(
            lexicon.knows_name("Nordvik")
                && lexicon.knows_name("Ada")
                && lexicon.knows_name("Nordvik's")
        );
        assert!(
            !lexicon.knows_name("Boats")
                && !lexicon.knows_name("Rates")
                && !lexicon.knows_name("Tolls")
        );
    }

    #[test]
    fn not_every_word_in_ed_is_past() {
        let lexicon = Lexicon::new();
        assert!(lexicon.classes("closed").contains(Class::Past));
        assert!(!lexicon.classes("speed").contains(Class::Past));
        assert!(!lexicon.classes("bed").contains(Class::Past));
    }

    #[test]
    fn any_word_may_be_asked_for() {
        let lexicon = Lexicon::new();
        for word in ["", "s", "ed", "ing", "ies", "éed", "ééing", &"x".repeat(400)] {
            assert!(!lexicon.classes(word).contains(Class::Speech));
        }
    }
}

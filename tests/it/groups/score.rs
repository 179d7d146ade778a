//! Scores groups against labels: the pairs of sentences of different articles that speak to one
//! proposition, and the propositions that accounts assert and deny.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// A sentence: its article and its number.
type Place = (String, i64);
/// Two sentences of different articles, the smaller first.
type Pair = (Place, Place);

/// A labelled story.
pub(crate) struct Labels {
    /// The words of every sentence, by article.
    words: BTreeMap<String, Vec<(i64, Vec<String>)>>,
    propositions: Vec<Proposition>,
}

struct Proposition {
    pairs: BTreeSet<Pair>,
    /// The pairs of which one asserts and the other denies, where it is labelled as a conflict.
    opposed: Option<BTreeSet<Pair>>,
}

/// Counts over one or several stories.
#[derive(Default)]
pub(crate) struct Tally {
    pairs: usize,
    right: usize,
    wanted: usize,
    found: usize,
    stated: usize,
    shown: usize,
    disputed: usize,
    pub(crate) marked_true: usize,
    pub(crate) marked_false: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.pairs += other.pairs;
        self.right += other.right;
        self.wanted += other.wanted;
        self.found += other.found;
        self.stated += other.stated;
        self.shown += other.shown;
        self.disputed += other.disputed;
        self.marked_true += other.marked_true;
        self.marked_false += other.marked_false;
    }

    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.pairs)
    }

    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }

    pub(crate) fn propositions(&self) -> f64 {
        share(self.found, self.stated)
    }

    pub(crate) fn conflicts(&self) -> f64 {
        share(self.shown, self.disputed)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "pairs {:.3} at {:.3}, propositions {}/{}, conflicts {}/{}, marked {} rightly, {} falsely",
            self.precision(),
            self.recall(),
            self.found,
            self.stated,
            self.shown,
            self.disputed,
            self.marked_true,
            self.marked_false
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}

impl Labels {
    pub(crate) fn new(sentences: &Value, labels: &Value) -> Self {
        let of_article = |list: &Value| -> Vec<(i64, Vec<String>)> {
            let read = |it: &Value| (number(&it["n"]), words(text(&it["text"])));
            items(list).iter().map(read).collect()
        };
        let articles = sentences.as_object().into_iter().flatten();
        Self {
            words: articles.map(|(name, list)| (name.clone(), of_article(list))).collect(),
            propositions: items(&labels["propositions"]).iter().map(proposition).collect(),
        }
    }

    /// Scores what `variorum compare --format json` printed.
    pub(crate) fn score(&self, compared: &Value) -> Tally {
        let groups: Vec<(bool, BTreeSet<Pair>)> =
            items(&compared["groups"]).iter().map(|group| self.resolved(group)).collect();
        let got: BTreeSet<&Pair> = groups.iter().flat_map(|(_, pairs)| pairs).collect();
        let wanted: BTreeSet<&Pair> = self.propositions.iter().flat_map(|it| &it.pairs).collect();
        let disputed: Vec<&BTreeSet<Pair>> =
            self.propositions.iter().filter_map(|it| it.opposed.as_ref()).collect();
        let marked: Vec<&BTreeSet<Pair>> =
            groups.iter().filter(|(conflict, _)| *conflict).map(|(_, pairs)| pairs).collect();
        let holds = |marked: &&&BTreeSet<Pair>| disputed.iter().any(|it| !it.is_disjoint(marked));
        let marked_true = marked.iter().filter(holds).count();
        Tally {
            pairs: got.len(),
            right: got.intersection(&wanted).count(),
            wanted: wanted.len(),
            found: self
                .propositions
                .iter()
                .filter(|it| it.pairs.iter().any(|pair| got.contains(pair)))
                .count(),
            stated: self.propositions.len(),
            shown: disputed
                .iter()
                .filter(|it| marked.iter().any(|marked| !marked.is_disjoint(it)))
                .count(),
            disputed: disputed.len(),
            marked_true,
            marked_false: marked.len() - marked_true,
        }
    }

    fn resolved(&self, group: &Value) -> (bool, BTreeSet<Pair>) {
        let located = |it: &Value| self.located(text(&it["path"]), text(&it["text"]));
        let places: Vec<Place> = items(&group["accounts"]).iter().flat_map(located).collect();
        (group["conflict"].as_bool().unwrap_or_default(), pairs(&places, &places))
    }

    /// The labelled sentences that a text covers: those that share three quarters of the shorter.
    fn located(&self, path: &str, text: &str) -> Vec<Place> {
        let file = path.rsplit('/').next().unwrap_or_default();
        let names = self.words.keys().filter(|name| file.starts_with(*name));
        let Some(article) = names.max_by_key(|name| name.len()) else { return Vec::new() };
        let wanted = words(text);
        let set: BTreeSet<&String> = wanted.iter().collect();
        let covers = |(n, have): &(i64, Vec<String>)| {
            let its: BTreeSet<&String> = have.iter().collect();
            let small = its.len().min(set.len());
            let covered = share(its.intersection(&set).count(), small);
            let is_sure = small > 3 || *have == wanted;
            (covered >= 0.75 && is_sure).then_some((covered, have.len(), *n))
        };
        let hits: Vec<(f64, usize, i64)> = self.words[article].iter().filter_map(covers).collect();
        let best = hits.iter().max_by(|one, two| {
            let near = |it: &(f64, usize, i64)| std::cmp::Reverse(it.1.abs_diff(wanted.len()));
            one.0.total_cmp(&two.0).then(near(one).cmp(&near(two))).then(one.2.cmp(&two.2))
        });
        let Some(best) = best else { return Vec::new() };
        let long = wanted.len() * 2 > best.1 * 3;
        let numbers = hits.iter().filter(|it| if long { it.0 >= 0.9 } else { it.2 == best.2 });
        numbers.map(|it| (article.clone(), it.2)).collect()
    }
}

fn proposition(it: &Value) -> Proposition {
    let side = |stance: Option<&str>| -> Vec<Place> {
        let members = items(&it["members"]).iter();
        let wanted = members.filter(|it| stance.is_none_or(|stance| text(&it["stance"]) == stance));
        wanted.map(|it| (text(&it["article"]).to_owned(), number(&it["n"]))).collect()
    };
    let all = side(None);
    let disputed = it["conflict"].as_bool().unwrap_or_default();
    let opposed = || pairs(&side(Some("asserts")), &side(Some("denies")));
    Proposition { pairs: pairs(&all, &all), opposed: disputed.then(opposed) }
}

fn pairs(left: &[Place], right: &[Place]) -> BTreeSet<Pair> {
    let both = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    both.filter(|(one, other)| one.0 != other.0)
        .map(|(one, other)| (one.min(other).clone(), one.max(other).clone()))
        .collect()
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '$' | '%');
    let words = lower.split(|letter: char| !is_part(letter)).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

#[test]
fn an_invented_story_is_scored() {
    let sentence = |n: i64, text: &str| serde_json::json!({ "n": n, "text": text });
    let sold = "The harbour trust sold the north pier to a ferry line.";
    let kept = "The north pier was never sold, the harbour trust says.";
    let weather = "It rained all day over the old market square.";
    let sentences = serde_json::json!({
        "a": [sentence(0, sold), sentence(1, weather)],
        "b": [sentence(0, kept), sentence(1, weather)],
    });
    let member = |article: &str, n: i64, stance: &str| serde_json::json!({ "article": article, "n": n, "stance": stance });
    let labels = Labels::new(
        &sentences,
        &serde_json::json!({ "propositions": [
            { "conflict": true, "members": [member("a", 0, "asserts"), member("b", 0, "denies")] },
            { "conflict": false, "members": [member("a", 1, "asserts"), member("b", 1, "asserts")] },
        ]}),
    );
    let account = |path: &str, text: &str| serde_json::json!({ "path": path, "text": text });
    let group = |conflict: bool, one: &str, other: &str| {
        serde_json::json!({
            "conflict": conflict, "accounts": [account("x/a.txt", one), account("x/b.txt", other)],
        })
    };
    let score =
        |groups: &[Value]| labels.score(&serde_json::json!({ "groups": groups })).to_string();
    assert_eq!(
        score(&[group(true, sold, kept)]),
        "pairs 1.000 at 0.500, propositions 1/2, conflicts 1/1, marked 1 rightly, 0 falsely"
    );
    assert_eq!(
        score(&[group(false, sold, kept), group(true, sold, weather)]),
        "pairs 0.500 at 0.500, propositions 1/2, conflicts 0/1, marked 0 rightly, 1 falsely"
    );
}

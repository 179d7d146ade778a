//! Fits the weights of the claim rules to stories labelled by hand.
//!
//! `VARIORUM_FIT=1 cargo test --release --test it fit -- --nocapture` prints, for every labelled
//! story, how well the weights rank it that were fitted to all the other stories, beside the table
//! as it stands (which has seen them all) and the signs alone; then the weights fitted to all of
//! them, to be put into `src/claim/rules.rs` and `src/claim/echo.rs` by hand. The stories are looked
//! for as `scores` does.
//!
//! The method is logistic regression, drawn towards the sign of each weight (a rule that is seldom
//! seen keeps a sensible one); sentences labelled as marginal are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde_json::Value;
use variorum::claim::rules::{BASE, RULES, Rule};
use variorum::claim::{Claim, echo};
use variorum::story::{self, Source};

use crate::data;

/// How strongly weights are drawn towards their signs; each is tried.
const DRAWS: [f64; 4] = [1.0, 3.0, 10.0, 30.0];
/// How many numbers of other articles have a weight of their own.
const ECHOES: usize = 3;
/// Steps of the descent; more change no figure.
const STEPS: usize = 500;

/// The weights as they were set by hand, before any sentence was counted.
#[rustfmt::skip]
const HAND: &[(&str, f64)] = &[
    ("money", 1.5),
    ("share", 1.5),
    ("count", 1.0),
    ("end of a state", 1.0),
    ("terms", 1.0),
    ("change", 0.5),
    ("event", 0.5),
    ("date", 1.0),
    ("duration", 0.7),
    ("comparison", 0.5),
    ("source", 0.8),
    ("named source", 0.3),
    ("time word", 0.5),
    ("several names", 0.4),
    ("done", 0.4),
    ("going on", 0.5),
    ("listed fact", 0.8),
    ("detail", 0.5),
    ("much detail", 0.3),
    ("heading", -8.0),
    ("question", -8.0),
    ("lead-in", -2.0),
    ("no verb", -1.5),
    ("no full stop", -1.0),
    ("short", -1.0),
    ("writer", -1.0),
    ("personal", -0.5),
    ("short quotation", -0.7),
    ("reader", -1.0),
    ("judgement", -0.8),
    ("much judgement", -0.5),
    ("reading of events", -1.0),
    ("prediction", -1.0),
    ("advice", -1.0),
    ("condition", -0.5),
    ("generality", -0.7),
    ("pointing back", -0.5),
    ("speech goes on", -0.8),
    ("nothing named", -0.8),
    ("order", -1.5),
    ("commentary", -0.8),
    ("much commentary", -0.5),
];

/// A labelled sentence: what was found in it, and whether it is a claim.
struct Example {
    features: Vec<usize>,
    is_claim: bool,
}

/// Weights of the rules, of the numbers of other articles, and the base.
type Weights = Vec<f64>;

#[test]
fn weights() -> Result<(), Box<dyn Error>> {
    if std::env::var_os("VARIORUM_FIT").is_none() {
        println!("fit: not run: $VARIORUM_FIT is not set");
        return Ok(());
    }
    let Some(folder) = data::folder("stories") else {
        println!("fit: not run: no shared/data/stories, and no $VARIORUM_DATA");
        return Ok(());
    };
    let mut stories = BTreeMap::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.join("labels.json").is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            stories.insert(name, examples(&path)?);
        }
    }
    assert!(stories.len() > 1, "leaving one out needs two");
    tell_left_out(&stories);
    tell_weights(&stories);
    Ok(())
}

/// Average precision per story: the signs alone, the table, and fitted to the other stories.
fn tell_left_out(stories: &BTreeMap<String, Vec<Example>>) {
    let (signs, hand, table) = (signs(), hand(), table());
    let head = row(&DRAWS, |draw| format!("   left out, {draw:>2}"));
    println!("fit: {:<14} {:>10} {:>10} {:>10}{head}", "AP", "signs", "hand", "table");
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); 3 + DRAWS.len()];
    for (name, story) in stories {
        let others: Vec<&Example> =
            stories.iter().filter(|(other, _)| *other != name).flat_map(|(_, it)| it).collect();
        let mut figures = [&signs, &hand, &table].map(|it| precision(story, it)).to_vec();
        figures.extend(DRAWS.iter().map(|draw| precision(story, &fitted(&others, *draw))));
        for (column, figure) in columns.iter_mut().zip(&figures) {
            column.push(*figure);
        }
        println!("fit: {name:<14} {}", row(&figures, |it| format!("{it:>11.3}")));
    }
    let mean = |of: &[f64]| of.iter().sum::<f64>() / count(of.len());
    let spread = |of: &[f64]| {
        let mean = mean(of);
        (of.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / count(of.len())).sqrt()
    };
    let all = |of: &dyn Fn(&[f64]) -> f64| -> String {
        row(&columns, |column| format!("{:>11.3}", of(column)))
    };
    println!("fit: {:<14} {}", "mean", all(&mean));
    println!("fit: {:<14} {}", "spread", all(&spread));
}

fn row<T>(cells: &[T], told: impl Fn(&T) -> String) -> String {
    cells.iter().map(told).collect::<Vec<_>>().concat()
}

/// The weights fitted to all stories, beside the table.
fn tell_weights(stories: &BTreeMap<String, Vec<Example>>) {
    let all: Vec<&Example> = stories.values().flatten().collect();
    let fits: Vec<Weights> = DRAWS.iter().map(|draw| fitted(&all, *draw)).collect();
    let table = table();
    for index in 0..table.len() {
        let name = match index.checked_sub(RULES.len()) {
            None => RULES[index].name.to_owned(),
            Some(ECHOES) => "(base)".to_owned(),
            Some(others) => format!("({} or more other articles)", others + 1),
        };
        let seen = all.iter().filter(|it| it.features.contains(&index)).count();
        let fits = row(&fits, |fit| format!("{:>8.1}", fit[index]));
        println!("fit: {name:<30} seen {seen:>4}   table {:>5.1}   fitted {fits}", table[index]);
    }
}

/// The table as it stands.
fn table() -> Weights {
    let rules = RULES.iter().map(|rule| f64::from(rule.weight));
    // The echo's weights are steps on top of each other here.
    let steps =
        (1..=ECHOES).map(|others| f64::from(echo::weight(others) - echo::weight(others - 1)));
    rules.chain(steps).chain([f64::from(BASE)]).collect()
}

/// What each weight is drawn towards: what was set by hand.
fn hand() -> Weights {
    let set = |name: &str| HAND.iter().find(|(known, _)| *known == name).map(|(_, weight)| *weight);
    let rules = RULES.iter().map(|rule| set(rule.name).unwrap_or_default());
    rules.chain([0.5, 0.3, 0.2, f64::from(BASE)]).collect()
}

/// One for or against, where a rule is not decisive.
fn signs() -> Weights {
    let sign = |weight: f64| if weight < -7.0 { weight } else { weight.signum() };
    let mut signs: Weights = hand().into_iter().map(sign).collect();
    signs[RULES.len()..].fill(0.0);
    signs
}

/// Logistic regression by accelerated descent.
fn fitted(examples: &[&Example], draw: f64) -> Weights {
    let hand = hand();
    let (mut weights, mut ahead) = (hand.clone(), hand.clone());
    let step = 1.0 / (2.5 * count(examples.len()) + draw);
    for turn in 0..STEPS {
        let mut slope: Weights =
            ahead.iter().zip(&hand).map(|(weight, hand)| draw * (weight - hand)).collect();
        // The base is free.
        *slope.last_mut().unwrap() = 0.0;
        for example in examples {
            let wanted = if example.is_claim { 1.0 } else { 0.0 };
            let error = 1.0 / (1.0 + (-odds(example, &ahead)).exp()) - wanted;
            for &feature in &example.features {
                slope[feature] += error;
            }
            *slope.last_mut().unwrap() += error;
        }
        let next: Weights =
            ahead.iter().zip(&slope).map(|(weight, slope)| weight - step * slope).collect();
        let momentum = count(turn) / count(turn + 3);
        ahead = next.iter().zip(&weights).map(|(new, old)| new + momentum * (new - old)).collect();
        weights = next;
    }
    weights
}

fn odds(example: &Example, weights: &[f64]) -> f64 {
    let base = weights.last().copied().unwrap_or_default();
    example.features.iter().fold(base, |sum, &feature| sum + weights[feature])
}

/// Average precision of a story ranked by these weights.
fn precision(story: &[Example], weights: &[f64]) -> f64 {
    let mut ranked: Vec<&Example> = story.iter().collect();
    ranked.sort_by(|one, two| odds(two, weights).total_cmp(&odds(one, weights)));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, _) in ranked.iter().enumerate().filter(|(_, it)| it.is_claim) {
        hits += 1.0;
        sum += hits / count(rank + 1);
    }
    sum / f64::max(hits, 1.0)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The labelled sentences of a story, each with the best of its claims.
fn examples(folder: &Path) -> Result<Vec<Example>, Box<dyn Error>> {
    let read = |name: &str| -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(folder.join(name))?)?)
    };
    let (sentences, labels) = (read("sentences.json")?, read("labels.json")?);
    let names: Vec<&String> = sentences.as_object().into_iter().flat_map(|it| it.keys()).collect();
    let load = |name: &&String| story::load(&Source::file(folder.join(format!("{name}.txt"))));
    let mut articles =
        names.iter().map(load).collect::<Result<Vec<_>, _>>().map_err(|it| it.to_string())?;
    story::hear(&mut articles);
    let mut found = Vec::new();
    for (name, article) in names.iter().zip(&articles) {
        let text = |claim: &Claim| words(article.document.slice(claim.span));
        let claims: Vec<(BTreeSet<String>, &Claim)> =
            article.claims().iter().map(|claim| (text(claim), claim)).collect();
        for sentence in sentences[name.as_str()].as_array().into_iter().flatten() {
            let label = &labels["labels"][name.as_str()][sentence["n"].to_string()];
            let label = label.get("label").unwrap_or(label).as_u64();
            let Some(is_claim) = label.filter(|it| *it != 1).map(|it| it == 2) else { continue };
            let wanted = words(sentence["text"].as_str().unwrap_or_default());
            let same = claims.iter().filter(|(have, _)| is_same(have, &wanted));
            let best = same.max_by(|one, two| one.1.score.total_cmp(&two.1.score));
            found.extend(best.map(|it| Example { features: features(it.1), is_claim }));
        }
    }
    Ok(found)
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether one is the other or most of it.
fn is_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let least = one.len().min(other.len());
    one == other || least > 3 && one.intersection(other).count() * 10 >= least * 9
}

/// The rules that fired, by their places in the table, and the numbers of other articles.
fn features(claim: &Claim) -> Vec<usize> {
    let place = |fired: &Rule| RULES.iter().position(|rule| rule.name == fired.name);
    let mut features: Vec<usize> = claim.fired.iter().filter_map(place).collect();
    features.extend((0..(claim.others as usize).min(ECHOES)).map(|others| RULES.len() + others));
    features
}

//! Sentence breaks against two sets of cases, where they are at hand.

use std::error::Error;
use std::path::Path;

use serde_json::Value;
use variorum::text::sentence::sentences;

use crate::data;

/// The sets and how many of their cases have to come out right.
const SETS: [(&str, usize); 2] = [("golden_rules.json", 49), ("news_cases.json", 39)];

#[test]
fn sets_of_cases() -> Result<(), Box<dyn Error>> {
    let Some(folder) = data::folder("sentences") else {
        println!("sentences: not run: no shared/data/sentences, and no $VARIORUM_DATA");
        return Ok(());
    };
    for (name, wanted) in SETS {
        let (all, wrong) = tried(&folder.join(name))?;
        let right = all - wrong.len();
        println!("sentences: {name} {right} of {all}");
        assert!(right >= wanted, "{name}: wanted {wanted}; wrong:\n{}", wrong.join("\n"));
    }
    Ok(())
}

/// How many cases a set has, and those that come out wrong.
fn tried(path: &Path) -> Result<(usize, Vec<String>), Box<dyn Error>> {
    let set: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let cases = set["cases"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok((cases.len(), cases.iter().filter_map(wrong).collect()))
}

fn wrong(case: &Value) -> Option<String> {
    let text = case["text"].as_str().unwrap_or_default();
    let found: Vec<String> = sentences(text).iter().map(|span| collapsed(span.of(text))).collect();
    let expected: Vec<String> = case["expected"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|sentence| collapsed(sentence.as_str().unwrap_or_default()))
        .collect();
    (found != expected).then(|| format!("{}: {found:?} instead of {expected:?}", case["id"]))
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The proposals against stories labelled by hand, where they and `python3` are at hand.
//!
//! `cargo test --test it scores -- --nocapture` prints the figures. The stories are looked for in
//! `stories` of `$VARIORUM_DATA`, else in `shared/data/stories` beside the project or above it.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::data;

type Figures = BTreeMap<String, f64>;

/// The stories of analysis and opinion, and what the ranking has to reach in each.
const MIXED: [(&str, f64); 2] = [("explainers", 0.80), ("articles-two", 0.72)];

/// The stories of news, in which nearly every sentence is a claim.
const NEWS: [&str; 4] = ["ev0", "ev2", "ev6", "ev8"];

/// How a story scores: the ranking of all sentences, and the proposals.
struct Scores {
    all: Figures,
    proposed: Figures,
}

#[test]
fn labelled_stories() -> Result<(), Box<dyn Error>> {
    let Some(folder) = data::folder("stories") else {
        println!("scores: not run: no shared/data/stories, and no $VARIORUM_DATA");
        return Ok(());
    };
    if Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("scores: not run: no python3");
        return Ok(());
    }
    let mut scores = BTreeMap::new();
    for story in MIXED.iter().map(|(story, _)| story).chain(&NEWS) {
        scores.insert(*story, scored(&folder, story)?);
    }
    let mean = |of: &dyn Fn(&Scores) -> f64, stories: &[&str]| {
        let found: Vec<f64> = stories.iter().filter_map(|it| scores.get(it)).map(of).collect();
        found.iter().sum::<f64>() / f64::from(u32::try_from(found.len()).unwrap_or(1).max(1))
    };
    for (story, wanted) in MIXED {
        at_least(&format!("{story} AP"), scores[story].all["AP"], wanted);
    }
    let mixed = MIXED.map(|(story, _)| story);
    at_least("mean P@10", mean(&|it| it.all["P10"], &mixed), 0.85);
    at_least("recall at the cut", mean(&|it| it.proposed["recall"], &mixed), 0.85);
    at_least("precision at the cut", mean(&|it| it.proposed["precision"], &mixed), 0.65);
    at_least("mean AP of the news", mean(&|it| it.all["AP"], &NEWS), 0.95);
    for (story, scores) in &scores {
        assert!(scores.all["boilerplate"] < 1.0, "{story}: boilerplate is ranked");
        assert!(scores.proposed["boilerplate"] < 1.0, "{story}: boilerplate is proposed");
    }
    Ok(())
}

fn at_least(what: &str, reached: f64, wanted: f64) {
    println!("scores: {what} {reached:.3}, wanted {wanted:.2}");
    assert!(reached >= wanted, "{what}: {reached:.3} is less than {wanted}");
}

/// Runs the program over a story, and the scorer over what it prints.
fn scored(folder: &Path, story: &str) -> Result<Scores, Box<dyn Error>> {
    let articles = articles(&folder.join(story))?;
    let figures = |arguments: &[&str]| -> Result<Figures, Box<dyn Error>> {
        let work = tempfile::tempdir()?;
        let claims = work.path().join("claims.jsonl");
        let ended = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["claims", "--format", "jsonl"])
            .args(arguments)
            .args(&articles)
            .stdin(Stdio::null())
            .stdout(File::create(&claims)?)
            .status()?;
        assert!(ended.success(), "{story}: {ended}");
        let score = folder.join("score.py");
        let told =
            Command::new("python3").arg(score).arg(folder.join(story)).arg(claims).output()?;
        let line = String::from_utf8_lossy(&told.stdout).into_owned();
        println!("scores: {story} {}: {}", arguments.join(" "), line.trim());
        let words: Vec<&str> = line.split_whitespace().collect();
        let pairs = words.windows(2).filter_map(|pair| Some((pair[0], pair[1].parse().ok()?)));
        Ok(pairs.map(|(name, figure)| (name.to_owned(), figure)).collect())
    };
    Ok(Scores { all: figures(&["--all"])?, proposed: figures(&[])? })
}

/// The articles of a story, by name.
fn articles(story: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths: Result<Vec<PathBuf>, _> =
        story.read_dir()?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut articles = paths?;
    articles.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    articles.sort();
    Ok(articles)
}

//! The groups against stories labelled by hand, where they are at hand, and three questions that
//! every story of accounts asks.
//!
//! `cargo test --test it groups -- --nocapture` prints the figures. The stories are looked for in
//! `stories` of `$VARIORUM_DATA`, else in `shared/data/stories` beside the project or above it.

mod cases;
mod score;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::data;
use score::{Labels, Tally};

/// The stories of news that are scored together.
const NEWS: [&str; 4] = ["ev0", "ev2", "ev6", "ev8"];

/// What a story, or several together, must reach: a little less than was measured.
struct Floor {
    precision: f64,
    recall: f64,
    propositions: f64,
    conflicts: f64,
}

const POOLED: Floor = Floor { precision: 0.65, recall: 0.35, propositions: 0.60, conflicts: 0.34 };
const OF_TWO: Floor = Floor { precision: 0.65, recall: 0.30, propositions: 0.50, conflicts: 0.0 };
const EXPLAINERS: Floor =
    Floor { precision: 0.40, recall: 0.10, propositions: 0.30, conflicts: 0.20 };

#[test]
fn labelled_stories() -> Result<(), Box<dyn Error>> {
    let Some(folder) = data::folder("stories") else {
        println!("groups: not run: no shared/data/stories, and no $VARIORUM_DATA");
        return Ok(());
    };
    let mut pooled = Tally::default();
    for story in NEWS {
        let tally = scored(&folder, story)?;
        println!("groups: {story}: {tally}");
        pooled.add(&tally);
    }
    held("pooled", &pooled, &POOLED);
    held("articles-two", &scored(&folder, "articles-two")?, &OF_TWO);
    held("explainers", &scored(&folder, "explainers")?, &EXPLAINERS);
    Ok(())
}

fn held(what: &str, tally: &Tally, floor: &Floor) {
    println!("groups: {what}: {tally}");
    let reached = [
        (tally.precision(), floor.precision),
        (tally.recall(), floor.recall),
        (tally.propositions(), floor.propositions),
        (tally.conflicts(), floor.conflicts),
    ];
    assert!(reached.iter().all(|(reached, wanted)| reached >= wanted), "{what}: {reached:.3?}");
    assert!(tally.marked_false <= tally.marked_true, "{what}: {tally}");
}

/// Runs the program over a story and scores its groups.
fn scored(folder: &Path, story: &str) -> Result<Tally, Box<dyn Error>> {
    let folder = folder.join(story);
    let read = |name: &str| -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(folder.join(name))?)?)
    };
    let labels = Labels::new(&read("sentences.json")?, &read("labels.json")?);
    Ok(labels.score(&compared(&texts(&folder)?)?))
}

/// The articles of a folder, by name.
fn texts(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths: Result<Vec<PathBuf>, _> =
        folder.read_dir()?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut texts = paths?;
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    Ok(texts)
}

/// What `variorum compare` says of some articles.
fn compared(articles: &[PathBuf]) -> Result<Value, Box<dyn Error>> {
    let told = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["compare", "--format", "json"])
        .args(articles)
        .stdin(Stdio::null())
        .output()?;
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    Ok(serde_json::from_slice(&told.stdout)?)
}

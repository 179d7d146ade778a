//! Passages found again in real revisions of texts, where those and `python3` are at hand.
//!
//! `cargo test --test it anchors -- --nocapture` prints the figures. The texts are looked for in
//! `reanchor` of `$VARIORUM_DATA`, else in `shared/data/reanchor` beside the project or above it.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::data;

#[test]
fn passages_in_texts_that_changed() -> Result<(), Box<dyn Error>> {
    let Some(folder) = data::folder("reanchor") else {
        println!("anchors: not run: no shared/data/reanchor, and no $VARIORUM_DATA");
        return Ok(());
    };
    if Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("anchors: not run: no python3");
        return Ok(());
    }
    let work = tempfile::tempdir()?;
    let answers = work.path().join("answers.jsonl");
    put(&answers, &answered(&folder, work.path())?)?;
    let told = Command::new("python3").arg(folder.join("score.py")).arg(&answers).output()?;
    let told = String::from_utf8(told.stdout)?;
    print!("{told}");
    let figure = |class: &str, name: &str| -> f64 {
        let line = told.lines().find(|line| line.starts_with(class)).unwrap_or_default();
        let after = line.split_once(name).map(|(_, rest)| rest.trim_start()).unwrap_or_default();
        after.split('%').next().and_then(|it| it.parse().ok()).unwrap_or(f64::NAN)
    };
    let (right, wrong) = (figure("ALL", "right"), figure("ALL", "wrong_place"));
    let refused = figure("deleted", "right");
    println!(
        "anchors: right {right} %, in a wrong place {wrong} %, deleted not placed {refused} %"
    );
    assert!(right >= 97.5, "{told}");
    assert!(wrong <= 0.2, "{told}");
    assert!(refused >= 99.5, "{told}");
    Ok(())
}

/// Looks for every passage, text by text, and writes the answers as the scorer reads them.
fn answered(folder: &Path, work: &Path) -> Result<String, Box<dyn Error>> {
    let texts: BTreeMap<String, String> = lines(&folder.join("texts.jsonl"))?
        .into_iter()
        .filter_map(|it| Some((it["id"].as_str()?.to_owned(), it["text"].as_str()?.to_owned())))
        .collect();
    let mut selectors: BTreeMap<String, String> = BTreeMap::new();
    for mut pair in lines(&folder.join("pairs.jsonl"))? {
        let new = pair["new"].as_str().unwrap_or_default().to_owned();
        pair["exact"] = pair["quote"].take();
        selectors.entry(new).or_default().push_str(&format!("{pair}\n"));
    }
    let mut answers = String::new();
    for (id, selectors) in selectors {
        let path = work.join("article.txt");
        put(&path, &texts[&id])?;
        for answer in located(&path, selectors)?.lines() {
            let answer: Value = serde_json::from_str(answer)?;
            let line = match answer.get("start") {
                Some(start) => json!({"id": answer["id"], "start": start, "end": answer["end"]}),
                None => json!({"id": answer["id"], "orphan": true}),
            };
            answers.push_str(&format!("{line}\n"));
        }
    }
    Ok(answers)
}

fn put(path: &Path, text: &str) -> std::io::Result<()> {
    fs::File::create(path)?.write_all(text.as_bytes())
}

fn located(path: &Path, selectors: String) -> Result<String, Box<dyn Error>> {
    let mut running = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["locate", "--raw"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = running.stdin.take().ok_or("no standard input")?;
    let writer = std::thread::spawn(move || input.write_all(selectors.as_bytes()));
    let ended = running.wait_with_output()?;
    writer.join().map_err(|_| "writing failed")??;
    assert!(ended.status.success(), "{}", ended.status);
    Ok(String::from_utf8(ended.stdout)?)
}

fn lines(path: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

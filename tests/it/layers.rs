//! The layer table, held against the code: a layer imports only what is below it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from bottom to top; modules of one row stand side by side and do not know each
/// other.
const LAYERS: &[&[&str]] = &[
    &["problem", "patience", "sorted"],
    &["text"],
    &["document"],
    &["claim", "annotation"],
    &["group"],
    &["story", "store"],
    &["decided"],
    &["query"],
    &["action"],
    &["keymap"],
    &["config"],
    &["app"],
    &["ui", "cli"],
    &["runtime"],
    &["program"],
    &["main", "build"],
];

/// What a layer must not import though it is below.
const APART: &[(&str, &str)] = &[
    ("group", "annotation"),
    ("store", "claim"),
    ("store", "group"),
    ("decided", "store"),
    ("query", "store"),
    ("app", "store"),
    ("ui", "store"),
    ("ui", "runtime"),
    ("cli", "app"),
    ("cli", "ui"),
    ("runtime", "app"),
    ("runtime", "store"),
];

/// Modules of one row or above that may be imported all the same, with the reason.
const ALLOWED: &[(&str, &str, &str)] =
    &[("action", "keymap", "the table of actions names keys, which its tests read")];

/// The one home of each outside crate, as path prefixes under `src`.
const HOMES: &[(&str, &[&str])] = &[
    ("base64", &["runtime/clipboard"]),
    ("bytes", &["text/shared"]),
    ("bytestring", &["text/shared"]),
    ("chardetng", &["text/decode"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("compact_str", &["text"]),
    ("crossterm", &["runtime"]),
    ("directories", &["store/paths"]),
    ("dom_query", &["document/html"]),
    ("dom_smoothie", &["document/html"]),
    ("encoding_rs", &["text/decode"]),
    (
        "memchr",
        &[
            "annotation/anchor",
            "document/format",
            "document/furniture",
            "document/plain",
            "text/decode",
        ],
    ),
    ("memmap2", &["text/shared"]),
    ("nucleo_matcher", &["app/prompt"]),
    ("pulldown_cmark", &["document/markdown"]),
    ("ratatui", &["ui", "runtime", "program"]),
    ("ratatui_textarea", &["app/editor"]),
    ("regex", &["text/find"]),
    ("ron", &["config", "store", "ui/theme"]),
    ("rustix", &["runtime", "store", "story/open", "story/find"]),
    ("rust_stemmers", &["group/normal"]),
    ("sentencex", &["text/sentence"]),
    ("serde", &["config", "store", "ui/theme", "cli/json"]),
    ("serde_json", &["cli"]),
    ("shlex", &["program/outside"]),
    ("signal_hook", &["runtime"]),
    ("simdutf8", &["text/decode"]),
    ("strsim", &["text/near"]),
    ("terminput", &["runtime"]),
    ("textwrap", &["text/wrap"]),
];

/// Side effects and the only places they may come from.
const EFFECTS: &[(&str, &[&str])] = &[
    ("std::fs", &["store", "story", "program"]),
    ("std::env", &["build.rs", "main.rs", "program", "runtime", "store/paths"]),
    ("Timestamp::now", &["program"]),
    ("Instant::now", &["runtime", "program"]),
    ("println!", &["build.rs", "main.rs"]),
    ("Color::", &["ui/theme"]),
];

/// Every source file under `src` with its path there and its code without tests and comments.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                sources.insert(name, code(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources
}

fn code(source: &str) -> String {
    let before_tests = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/") || path.ends_with("samples.rs")
}

/// The module at the top of `src` that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// The modules named after `crate::` or `variorum::` in some code.
fn imports(code: &str) -> Vec<String> {
    ["crate::", "variorum::"]
        .into_iter()
        .flat_map(|lead| code.match_indices(lead).map(move |(at, _)| at + lead.len()))
        .map(|at| {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            code[at..].chars().take_while(|&c| word(c)).collect()
        })
        .collect()
}

#[test]
fn a_layer_imports_only_what_is_below_it() {
    let mut found = Vec::new();
    for (path, code) in sources() {
        let this = module(&path);
        if this == "lib" || is_test_file(&path) {
            continue;
        }
        let Some(rank_here) = rank(this) else {
            found.push(format!("{path}: {this} is in no layer"));
            continue;
        };
        for other in imports(&code) {
            let allowed = ALLOWED.iter().any(|(one, two, _)| *one == this && *two == other);
            let apart = APART.iter().any(|(one, two)| *one == this && *two == other);
            let below = rank(&other).is_some_and(|rank_there| rank_there < rank_here);
            if other != this && !allowed && (apart || !below) {
                found.push(format!("{path} imports {other}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn outside_crates_and_side_effects_have_one_home() {
    let mut found = Vec::new();
    for (path, code) in sources() {
        if is_test_file(&path) {
            continue;
        }
        let at_home = |homes: &[&str]| homes.iter().any(|home| path.starts_with(home));
        for (name, homes) in HOMES {
            let named = code.lines().any(|line| {
                let line = line.trim_start();
                line.starts_with(&format!("use {name}::")) || line.contains(&format!(" {name}::"))
            });
            if named && !at_home(homes) {
                found.push(format!("{path} uses the crate {name}"));
            }
        }
        for (effect, homes) in EFFECTS {
            if code.contains(effect) && !at_home(homes) {
                found.push(format!("{path} uses {effect}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

//! The commands over the sample story and over small folders.

mod annotated;
mod locate;

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use serde_json::Value as Json;

use super::*;
use crate::claim::{
    Attribution, Bound, Claim, ClaimKind, Claims, Parts, RuleSet, Tense, Value, ValueKind,
};
use crate::story::{Article, Source};
use crate::text::{Span, clean};

/// No limits but the usual ones, and time stands still.
const READING: Reading<'_> = Reading { limit: story::LIMIT, clock: &|| Duration::ZERO };

/// What a command printed.
struct Printed {
    code: u8,
    out: String,
    err: String,
}

fn run_with(line: &[&str], input: &str) -> Printed {
    let arguments = std::iter::once("variorum").chain(line.iter().copied());
    let parsed = parse(arguments.map(OsString::from)).unwrap();
    let Task::Print(job) = parsed.task else { panic!("{line:?} needs a screen") };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let now = Timestamp::from_second(1_800_000_000).unwrap();
    let code = run(&job, &parsed.options, now, READING, &mut input.as_bytes(), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Printed { code, out: text(out), err: text(err) }
}

fn run_line(line: &[&str]) -> Printed {
    run_with(line, "")
}

/// A folder with the sample story in files.
fn sample_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for source in story::sample().sources {
        let Source::Sample(sample) = source else { panic!("the sample is embedded") };
        put(&folder.path().join(sample.name()), sample.text());
    }
    folder
}

fn put(path: &Path, text: &str) {
    File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn lines(out: &str) -> Vec<Json> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The part of a text between two offsets in code points.
fn slice(text: &str, start: &Json, end: &Json) -> String {
    let offset = |json: &Json| usize::try_from(json.as_u64().unwrap()).unwrap();
    text.chars().take(offset(end)).skip(offset(start)).collect()
}

fn keys(line: &str) -> Vec<String> {
    // The order of the keys is part of the shape, and a parsed object forgets it.
    let object: Json = serde_json::from_str(line).unwrap();
    let mut keys: Vec<String> = object.as_object().unwrap().keys().cloned().collect();
    keys.sort_by_key(|key| line.find(&format!("\"{key}\":")).unwrap());
    keys
}

#[test]
fn the_sample_story_is_listed_without_paths() {
    let printed = run_line(&["list"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let widths: Vec<usize> = printed.out.lines().map(|line| line.chars().count()).collect();
    assert_eq!(widths.len(), 6);
    assert!(widths.iter().all(|&width| width == widths[0]), "{}", printed.out);
    assert!(printed.out.starts_with("TITLE "));
}

#[test]
fn a_list_in_json_is_one_array() {
    let printed = run_line(&["list", "--format", "json"]);
    let list: Vec<Json> = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(list.len(), 5);
    assert_eq!(list[0]["path"], "sample/1-wire.md");
    assert!(list.iter().all(|row| row["words"].as_u64().unwrap() > 100));
    let line = printed.out.lines().nth(1).unwrap().trim().trim_end_matches(',');
    let expected = ["path", "title", "outlet", "author", "published", "url", "words", "claims"];
    assert_eq!(keys(line), expected);
}

#[test]
fn offsets_of_a_text_slice_it() {
    let folder = sample_folder();
    let printed = run_line(&["text", "--format", "jsonl", folder.path().to_str().unwrap()]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let first = printed.out.lines().next().unwrap();
    let expected = ["path", "title", "outlet", "author", "published", "text", "blocks"];
    assert_eq!(keys(first), expected);
    let articles = lines(&printed.out);
    assert_eq!(articles.len(), 5);
    for article in articles {
        let text = article["text"].as_str().unwrap();
        assert!(text.chars().count() < text.len(), "the test needs characters of several bytes");
        for block in article["blocks"].as_array().unwrap() {
            let whole = slice(text, &block["start"], &block["end"]);
            assert_eq!(whole, whole.trim());
            let sentences = block["sentences"].as_array().unwrap();
            let parts = sentences.iter().map(|pair| slice(text, &pair[0], &pair[1]));
            assert_eq!(parts.collect::<String>(), whole);
        }
    }
}

#[test]
fn offsets_of_claims_slice_the_text_of_their_article() {
    let folder = sample_folder();
    let path = folder.path().to_str().unwrap();
    let articles = lines(&run_line(&["text", "--format", "jsonl", path]).out);
    let claims = lines(&run_line(&["claims", "--all", "--format", "jsonl", path]).out);
    assert!(claims.len() > 50, "{}", claims.len());
    for claim in &claims {
        let article = articles.iter().find(|article| article["path"] == claim["path"]).unwrap();
        let text = article["text"].as_str().unwrap();
        assert_eq!(slice(text, &claim["start"], &claim["end"]), claim["text"].as_str().unwrap());
    }
    let proposed = lines(&run_line(&["claims", "--format", "jsonl", path]).out);
    assert!((20..=claims.len()).contains(&proposed.len()), "{}", proposed.len());
    assert!(proposed.iter().all(|claim| claims.contains(claim)));
}

/// An article, and one claim of it that has everything a claim can have.
fn parts() -> (Article, Claim, Parts) {
    let text =
        "Überlingen kept still.\n\nThe line said it would not pay about 40 million crowns.\n";
    let article = Article::new(Source::StandardInput(text.as_bytes().into()), text.as_bytes());
    let shown = article.document.text();
    let of = |words: &str| {
        let start = shown.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let value = Value {
        kind: ValueKind::Money,
        span: of("40 million crowns"),
        amount: 4e7,
        unit: "crowns".into(),
        bound: Bound::About,
    };
    let claim = Claim {
        span: of("The line said it would not pay about 40 million crowns."),
        kind: ClaimKind::Terms,
        hedged: true,
        negated: true,
        tense: Some(Tense::Announced),
        others: 1,
        score: 0.75,
        proposed: true,
        fired: RuleSet::default(),
    };
    let parts = Parts {
        values: vec![value],
        names: vec![Span::new(29, 33), Span::new(29, 33)],
        attribution: Some(Attribution { source: "The line".into(), verb: "said".into() }),
    };
    (article, claim, parts)
}

fn with(mut article: Article, claim: Claim, parts: Parts) -> Article {
    let mut claims = Claims::new();
    claims.push(claim, parts);
    article.claims = Some(claims.into());
    article
}

#[test]
fn a_claim_in_json_has_its_fixed_shape() {
    let (article, claim, parts) = parts();
    let bare = with(article.clone(), claim, Parts::default());
    let article = with(article, claim, parts);
    let line = json::claim(&article, &claim);
    let expected = concat!(
        r#"{"path":"-","start":24,"end":79,"#,
        r#""text":"The line said it would not pay about 40 million crowns.","#,
        r#""score":0.75,"kind":"terms","values":[{"kind":"money","#,
        r#""text":"40 million crowns","amount":40000000.0,"unit":"crowns","#,
        r#""bound":"about"}],"attribution":{"source":"The line","verb":"said"},"#,
        r#""hedged":true,"negated":true,"why":["another article speaks of it"],"#,
        r#""tense":"announced","names":["line"],"others":1}"#,
        "\n"
    );
    assert_eq!(line, expected);
    assert!(json::claim(&bare, &claim).contains(r#""attribution":null"#));
}

#[test]
fn a_claim_to_be_read_is_one_line() {
    let (article, claim, parts) = parts();
    let article = with(article, claim, parts);
    let expected = "0.75  terms        The line said it would not pay about 40 million crowns.  \
                    [The line: said; hedged; negated; about 40 million crowns]\n";
    assert_eq!(claims::line(&article, &claim), expected);
}

#[test]
fn one_unreadable_file_among_several_is_told_and_the_rest_is_printed() {
    let folder = sample_folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (command, mark, times) in
        [("list", "\n", 3), ("text", "canteen", 1), ("claims", "\n\n# ", 1)]
    {
        let names = [path("1-wire.md"), path("gone.txt"), path("2-local.md")];
        let printed = run_line(&[command, &names[0], &names[1], &names[2]]);
        assert_eq!(printed.code, 2, "{command}");
        assert_eq!(printed.out.matches(mark).count(), times, "{command}: {}", printed.out);
        let told = format!(
            "variorum: {}: there is no such file or folder; check the spelling\n",
            names[1]
        );
        assert_eq!(printed.err, told);
    }
}

#[test]
fn standard_input_is_an_article() {
    let printed = run_with(&["text", "--format", "jsonl", "-"], "The boat left at noon.");
    assert_eq!(printed.code, 0);
    assert_eq!(lines(&printed.out)[0]["path"], "-");
    assert!(printed.out.contains("The boat left at noon."));
}

#[test]
fn text_is_set_with_the_marks_of_markdown() {
    let markdown = "# The boat\n\nIt left\nat noon.\n\n## Aboard\n\n- one cook\n- two cats\n\n\
                    > Goodbye.\n";
    let printed = run_with(&["text", "-"], markdown);
    assert!(printed.out.starts_with("# "), "{}", printed.out);
    assert!(printed.out.contains("\n\n## Aboard\n\n"), "{}", printed.out);
    assert!(printed.out.ends_with("> Goodbye.\n"), "{}", printed.out);
    assert_eq!(printed.out.matches("# The boat").count(), 1, "{}", printed.out);
}

#[test]
fn a_hostile_name_cannot_reach_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31m\u{7f}\u{202e}\u{e0041}\nb.txt";
    put(&folder.path().join(name), "The boat left at noon.");
    let path = folder.path().join(name).to_str().unwrap().to_owned();
    let gone = format!("{path}.gone");
    for command in ["list", "text", "claims"] {
        let printed = run_line(&[command, &path, &gone]);
        assert_eq!(clean::clean(&printed.out), printed.out, "{command}");
        assert_eq!(clean::clean(&printed.err), printed.err, "{command}");
        assert_eq!(printed.err.lines().count(), 1, "{command}");
    }
    let printed = run_line(&["restore", "--list", "--store", &path]);
    assert_eq!(clean::clean(&printed.out), printed.out);
    assert_eq!(printed.out.lines().count(), 1, "{}", printed.out);
    let printed = run_line(&["restore", "--store", &path, "x"]);
    assert_eq!(clean::clean(&printed.err), printed.err);
    assert_eq!(printed.err.lines().count(), 1, "{}", printed.err);
    let printed = run_line(&["text", "--format", "jsonl", &path]);
    assert_eq!(clean::clean(&printed.out), printed.out);
    assert_eq!(lines(&printed.out)[0]["path"], path.as_str());
}

/// A writer that fails.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_broken_pipe_is_quiet_and_a_full_disk_is_not() {
    let job = Job::List { format: ListFormat::Text, query: None, paths: Vec::new() };
    let print = |kind| {
        let mut err = Vec::new();
        let now = Timestamp::UNIX_EPOCH;
        let mut out = Failing(kind);
        let code =
            run(&job, &Options::default(), now, READING, &mut io::empty(), &mut out, &mut err);
        (code, String::from_utf8(err).unwrap())
    };
    assert_eq!(print(io::ErrorKind::BrokenPipe), (0, String::new()));
    let (code, told) = print(io::ErrorKind::StorageFull);
    assert_eq!(code, 2);
    assert!(told.starts_with("variorum: standard output: cannot be written"));
}

#[test]
fn every_shell_has_completions_and_there_is_a_manual() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let printed = run_line(&["completions", shell]);
        assert!(printed.out.contains("variorum") && printed.code == 0, "{shell}");
    }
    let manual = run_line(&["man"]).out;
    assert!(manual.contains(".TH variorum 1"));
    for command in ["list", "text", "claims", "export", "completions", "man"] {
        assert_eq!(manual.matches(&format!(".SS \"variorum {command}\"")).count(), 1, "{command}");
    }
    assert!(!manual.contains("variorum\\-list"), "there is no page of that name");
}

#[test]
fn claims_of_several_articles_tell_who_else_says_them() {
    let folder = sample_folder();
    let path = folder.path().to_str().unwrap();
    let claims = lines(&run_line(&["claims", "--format", "jsonl", path]).out);
    let echoed = |claim: &Json| claim["others"].as_u64() > Some(0);
    assert!(claims.iter().any(echoed) && !claims.iter().all(echoed));
    for claim in &claims {
        let reasons = claim["why"].as_array().unwrap();
        let told = reasons
            .iter()
            .filter_map(Json::as_str)
            .any(|it| it.contains("other article") || it.contains("another article"));
        assert_eq!(told, echoed(claim), "{claim}");
    }
    let alone = run_line(&["claims", "--format", "jsonl", &format!("{path}/1-wire.md")]).out;
    assert!(lines(&alone).iter().all(|claim| !echoed(claim)));
}

#[test]
fn the_rules_can_be_read() {
    let printed = run_line(&["claims", "--rules"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    for rule in crate::claim::rules::RULES {
        for part in [rule.name, rule.looks_for, rule.example, rule.counter_example, rule.reason] {
            assert!(printed.out.contains(part), "{part}");
        }
    }
}

const PIER: &str = "The toll revenue is shared between the Harbour Trust and the Nordvik Line \
                    until 2030, both said. The line paid 13 million crowns for the pier in May.\n";
const QUAY: &str = "Toll revenue is no longer shared between the Nordvik Line and the Harbour \
                    Trust. The line paid 15 million crowns for the pier in May, a letter shows.\n";

fn two_accounts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("pier.txt"), PIER);
    put(&folder.path().join("quay.txt"), QUAY);
    folder
}

#[test]
fn compared_in_json_the_shape_is_fixed_and_offsets_count_code_points() {
    let folder = two_accounts();
    let printed = run_line(&["compare", "--format", "json", folder.path().to_str().unwrap()]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let json: Json = serde_json::from_str(&printed.out).unwrap();
    let text = json.to_string();
    assert!(text.contains("no longer shared"), "{text}");
    let group = printed.out.lines().find(|it| it.contains("\"conflict\":true")).unwrap();
    let line = group.trim().trim_end_matches("]}").trim_end_matches(',');
    let names = keys(line);
    assert_eq!(names, ["id", "claim", "conflict", "origins", "accounts"]);
    let group: Json = serde_json::from_str(line).unwrap();
    let account = &group["accounts"][0];
    let (_, accounts) = line.split_once("\"accounts\":[").unwrap();
    let (first, _) = accounts.split_once("},{\"path\"").unwrap();
    let names = keys(&format!("{first}}}"));
    let wanted =
        ["path", "start", "end", "text", "stance", "origin", "differs", "reason", "values"];
    assert_eq!(names, wanted);
    let source = std::fs::read_to_string(account["path"].as_str().unwrap()).unwrap();
    assert_eq!(
        slice(&source, &account["start"], &account["end"]),
        account["text"].as_str().unwrap()
    );
    assert_eq!(json["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn compared_as_a_report_every_wording_stands_under_its_claim() {
    let folder = two_accounts();
    let path = folder.path().to_str().unwrap().to_owned();
    let printed = run_line(&["compare", "--format", "markdown", &path]);
    assert!(printed.out.starts_with("# 2 articles compared\n"), "{}", printed.out);
    assert!(printed.out.contains("**conflicts**"), "{}", printed.out);
    assert!(printed.out.contains("\n> Toll revenue is no longer shared"), "{}", printed.out);
    let text = run_line(&["compare", &path]).out;
    assert!(text.starts_with("1. conflict, 2 articles, 2 origins\n"), "{text}");
    assert!(text.contains("[15 million crowns / 13 million crowns]"), "{text}");
    let csv = run_line(&["compare", "--format", "csv", &path]).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("group,conflict,origins,path,"));
    assert!(lines.iter().any(|line| line.contains(",conflicts,")), "{csv}");
}

#[test]
fn nothing_to_compare_is_no_fault() {
    let printed = run_with(&["compare", "--format", "json", "-"], "One boat left at noon.\n");
    assert_eq!(printed.code, 0);
    let json: Json = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(json["groups"].as_array().unwrap().len(), 0);
    assert_eq!(run_with(&["compare", "-"], "One boat left at noon.\n").out, "");
}

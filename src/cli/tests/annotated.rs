//! What the commands say of a store.

use super::*;

/// The text of an article, with letters of several bytes before its sentences.
const TEXT: &str = "---\ntitle: The *Ferry*\noutlet: Ostra Wire\nauthor: Ines Rodvall\n\
    published: 2027-05-04\nurl: https://ostra.example/ferry\n---\n\n\
    Überlingen: the board sold 40 ferries on 3 May 2027. Everybody likes boats.\n\n\
    The buyer paid 12 million crowns. Yes. Then it rained. Yes.\n";

fn entry(id: u64, quote: &str, start: usize, role: &str, more: &str) -> String {
    let end = start + quote.chars().count();
    format!(
        "    Annotation((\n        id: \"{id:016x}\",\n        article: \"00000000000000aa\",\n        \
         anchor: (exact: \"{quote}\", start: {start}, end: {end}),\n        role: {role},\n        \
         {more}created: \"2027-06-01T10:00:00Z\",\n        changed: \"2027-06-02T10:00:00Z\",\n    )),\n"
    )
}

/// A folder with two articles and a store that knows one of them.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("ferry.md"), TEXT);
    put(&folder.path().join("bridge.md"), "# The bridge\n\nThe bridge cost 80 million crowns.\n");
    let entries = [
        entry(
            1,
            "Everybody likes boats.",
            53,
            "Highlight(Green)",
            "note: [\"1. so\", \"they say\"], ",
        ),
        entry(
            2,
            "Überlingen: the board sold 40 ferries on 3 May 2027.",
            0,
            "AcceptedClaim",
            "tags: [\"disputed\"], wording: \"The board sold 40 boats.\", ",
        ),
        entry(3, "The buyer paid 12 million crowns.", 77, "DismissedClaim", ""),
        entry(4, "It was never said.", 90, "Claim", "tags: [\"opinion\"], "),
        entry(5, "Yes.", 500, "Passage", "tags: [\"opinion\"], "),
    ];
    let store = format!(
        "(\n    version: 1,\n    lineage: \"00000000000000ff\",\n    entries: [\n    Article((id: \"00000000000000aa\", \
         bytes_hash: \"0000000000000001\", text_hash: \"0000000000000001\", path: \"ferry.md\", \
         title: \"The old title\")),\n{}    ],\n)\n",
        entries.concat()
    );
    put(&folder.path().join("variorum.ron"), &store);
    folder
}

fn in_desk(line: &[&str]) -> Printed {
    let folder = desk();
    let path = folder.path().to_str().unwrap();
    let whole: Vec<&str> = line.iter().copied().chain([path]).collect();
    run_line(&whole)
}

fn items(printed: &Printed) -> Vec<Json> {
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    serde_json::from_str(&printed.out).unwrap()
}

#[test]
fn an_export_holds_every_decision_in_the_order_of_the_text() {
    let printed = in_desk(&["export", "--format", "json"]);
    let line = printed.out.lines().nth(1).unwrap().trim().trim_end_matches(',');
    let expected = [
        "path",
        "title",
        "outlet",
        "author",
        "published",
        "url",
        "what",
        "quote",
        "start",
        "end",
        "anchor",
        "kind",
        "verdict",
        "colour",
        "tags",
        "note",
        "wording",
        "created",
        "changed",
    ];
    assert_eq!(keys(line), expected);
    let items = items(&printed);
    let told = |item: &Json| {
        let of = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
        [of("what"), of("anchor"), of("verdict"), of("colour"), of("kind")].join(" ")
    };
    let expected = [
        "claim exact accepted - quantity",
        "highlight exact - green -",
        "claim lost - - -",
        "passage uncertain - - -",
    ];
    assert_eq!(items.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(items[0]["title"], "The *Ferry*");
    assert_eq!(items[0]["outlet"], "Ostra Wire");
    assert_eq!(items[0]["published"], "2027-05-04");
    assert_eq!(items[0]["url"], "https://ostra.example/ferry");
    assert_eq!(items[0]["tags"][0], "disputed");
    assert_eq!(items[0]["wording"], "The board sold 40 boats.");
    assert!(items[1]["wording"].is_null());
    assert_eq!(items[1]["note"], "1. so\nthey say");
    assert!(items[2]["start"].is_null() && items[3]["end"].is_null());
}

#[test]
fn offsets_of_an_export_slice_the_text_of_its_article() {
    let folder = desk();
    let path = folder.path().to_str().unwrap();
    let texts = lines(&run_line(&["text", "--format", "jsonl", path]).out);
    let text =
        texts.iter().find(|it| it["title"] == "The *Ferry*").unwrap()["text"].as_str().unwrap();
    let items = items(&run_line(&["export", "--format", "json", path]));
    for item in items.iter().filter(|item| !item["start"].is_null()) {
        assert_eq!(slice(text, &item["start"], &item["end"]), item["quote"].as_str().unwrap());
    }
}

#[test]
fn a_query_chooses_what_is_exported() {
    let count = |query| items(&in_desk(&["export", "--format", "json", "--query", query])).len();
    for (query, expected) in [
        ("", 4),
        ("tag:opinion", 2),
        ("-tag:opinion", 2),
        ("is:dismissed", 1),
        ("is:claim", 2),
        ("kind:quantity", 1),
        ("\"they say\"", 1),
        ("by:rodvall title:ferry boats", 2),
        ("tag:nothing", 0),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
}

#[test]
fn an_export_to_be_read_quotes_escapes_and_says_what_was_not_found() {
    let printed = in_desk(&["export"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let out = &printed.out;
    for part in [
        "# The \\*Ferry\\*\n\nOstra Wire · Ines Rodvall · 2027-05-04 · https://ostra.example/ferry · ",
        "\n> Überlingen: the board sold 40 ferries on 3 May 2027.\n\nclaim · quantity · accepted · tagged disputed\n",
        "\n> Everybody likes boats.\n\nhighlight · green\n\n1\\. so\nthey say\n",
        "\n## Not found in the text\n\n> It was never said.\n\nclaim · tagged opinion · not in the text any more\n",
        "\n> Yes.\n\npassage · tagged opinion · in several places of the text\n",
    ] {
        assert!(out.contains(part), "{part}\nis not in\n{out}");
    }
    assert!(!out.contains("buyer") && !out.contains("bridge"), "{out}");
}

#[test]
fn without_paths_the_whole_store_is_exported_even_what_cannot_be_read() {
    let folder = desk();
    let store = folder.path().join("variorum.ron");
    let line = ["export", "--format", "json", "--store", store.to_str().unwrap()];
    assert_eq!(items(&run_line(&line)).len(), 4);
    std::fs::rename(folder.path().join("ferry.md"), folder.path().join("gone.md")).unwrap();
    let printed = run_line(&line);
    assert_eq!((printed.code, printed.err.lines().count()), (2, 1));
    let items: Vec<Json> = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(items.len(), 4);
    assert!(items.iter().all(|it| it["anchor"] == "unread" && it["title"] == "The old title"));
}

#[test]
fn a_query_chooses_what_is_listed() {
    let titles = |query| {
        let printed = in_desk(&["list", "--format", "json", "--query", query]);
        let rows = items(&printed);
        rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("tag:disputed"), ["The *Ferry*"]);
    assert_eq!(titles("crowns").len(), 2);
    assert_eq!(titles("by:nobody").len(), 0);
    assert_eq!(titles("title:bridge"), ["The bridge"]);
    let sample = run_line(&["list", "--query", "title:zzz"]);
    assert_eq!((sample.code, sample.out.as_str()), (0, ""));
}

#[test]
fn a_query_or_store_that_cannot_be_read_is_told() {
    for (line, told) in [
        (&["export", "--query", "is:acepted"][..], "did you mean is:accepted?"),
        (&["list", "--query", "\"a"], "a quote is not closed"),
        (&["export", "--store", "/nowhere/x.ron"], "/nowhere/x.ron: there is no such store"),
    ] {
        let printed = run_line(line);
        assert_eq!(printed.code, 2, "{line:?}");
        assert!(printed.err.contains(told), "{line:?}: {}", printed.err);
    }
}

#[test]
fn nothing_is_written_by_reading() {
    let folder = desk();
    let store = folder.path().join("variorum.ron");
    let before = std::fs::read(&store).unwrap();
    run_line(&["export", folder.path().to_str().unwrap()]);
    run_line(&["list", "--query", "ferry", folder.path().to_str().unwrap()]);
    assert_eq!(std::fs::read(&store).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// The desk with notes on both articles.
fn noted_desk() -> tempfile::TempDir {
    let folder = desk();
    let path = folder.path().join("variorum.ron");
    let store = std::fs::read_to_string(&path).unwrap();
    let store =
        store.replace("title: \"The old title\")", "title: \"The old title\", note: [\"* sly\"])");
    let bridge = "    Article((id: \"00000000000000bb\", bytes_hash: \"0000000000000002\", \
                  text_hash: \"0000000000000002\", path: \"bridge.md\", title: \"x\", \
                  note: [\"Too dear.\", \"Ask.\"])),\n    \
                  Story((id: \"00000000000000cc\", name: \"Ferries\", \
                  members: [\"00000000000000bb\"], note: [\"All of it.\"])),\n    ],\n)\n";
    put(&path, &store.replace("    ],\n)\n", bridge));
    folder
}

#[test]
fn export_prints_notes_on_articles() {
    let folder = noted_desk();
    let path = folder.path().to_str().unwrap();
    let printed = run_line(&["export", path]);
    let text = printed.out;
    assert!(text.contains("ferry.md\n\n\\* sly\n\n> "), "{text}");
    assert!(text.contains("# The bridge\n"), "{text}");
    assert!(text.contains("bridge.md\n\nToo dear.\nAsk.\n\n# "), "{text}");
    assert!(text.starts_with("# Ferries\n\nAll of it.\n\n# "), "{text}");
    let json = run_line(&["export", "--format", "json", path]).out;
    let items: serde_json::Value = serde_json::from_str(&json).unwrap();
    let about: Vec<_> = items
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["what"] == "article")
        .map(|item| (item["title"].as_str().unwrap(), item["note"].as_str().unwrap()))
        .collect();
    assert_eq!(about, [("The bridge", "Too dear.\nAsk."), ("The *Ferry*", "* sly")]);
    let asked = run_line(&["export", "--query", "tag:disputed", path]).out;
    assert!(asked.contains("sly") && !asked.contains("Too dear"), "{asked}");
}

#[test]
fn what_the_reader_put_right_is_listed_and_exported() {
    let folder = desk();
    let store = folder.path().join("variorum.ron");
    let right = "title: \"The old title\", corrected: [Outlet(\"The Quay\")]";
    let text = std::fs::read_to_string(&store).unwrap();
    put(&store, &text.replace("title: \"The old title\"", right));
    let (path, store) = (folder.path().to_str().unwrap(), store.to_str().unwrap());
    let listed = run_line(&["list", "--store", store, path]).out;
    assert!(listed.contains("The Quay") && !listed.contains("Ostra Wire"), "{listed}");
    assert!(run_line(&["list", path]).out.contains("Ostra Wire"));
    assert!(run_line(&["export", path]).out.contains("The Quay"));
}

/// The folder of two accounts with a store: the first claims of both are judged, one has a tag and
/// a note, an article and the story have notes.
fn judged(verdict: &str) -> tempfile::TempDir {
    let folder = two_accounts();
    let quoted = |article: &str, text: &str, quote: &str| {
        let start = text.find(quote).unwrap();
        format!(
            "(article: \"{article}\", anchor: (exact: \"{quote}\", start: {start}, end: {}))",
            start + quote.len()
        )
    };
    let paid = "The line paid 13 million crowns for the pier in May.";
    let letter = "The line paid 15 million crowns for the pier in May, a letter shows.";
    let made = "created: \"2027-06-01T10:00:00Z\", changed: \"2027-06-02T10:00:00Z\"";
    let article = |id: &str, path: &str, note: &str| {
        format!(
            "Article((id: \"{id}\", bytes_hash: \"0000000000000001\", text_hash: \
             \"0000000000000001\", path: \"{path}\", title: \"{path}\"{note})),\n"
        )
    };
    let store = format!(
        "(version: 1, lineage: \"00000000000000ff\", entries: [\n{}{}\
         Story((id: \"00000000000000dd\", name: \"pier\", members: [\"00000000000000aa\"], \
         note: [\"Who *paid*?\"])),\n\
         Annotation((id: \"0000000000000001\", article: \"00000000000000bb\", anchor: \
         (exact: \"{letter}\", start: {start}, end: {end}), role: AcceptedClaim, \
         tags: [\"disputed\"], note: [\"see the letter\"], {made})),\n\
         Judgement((id: \"0000000000000002\", one: {}, other: {}, verdict: {verdict}, {made})),\n\
         ])\n",
        article("00000000000000aa", "pier.txt", ", note: [\"Ask the trust.\"]"),
        article("00000000000000bb", "quay.txt", ""),
        quoted("00000000000000aa", PIER, paid),
        quoted("00000000000000bb", QUAY, letter),
        start = QUAY.find(letter).unwrap(),
        end = QUAY.find(letter).unwrap() + letter.len(),
    );
    put(&folder.path().join("variorum.ron"), &store);
    folder
}

fn compared(format: &str, folder: &Path) -> String {
    let printed = run_line(&["compare", "--format", format, folder.to_str().unwrap()]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    printed.out
}

#[test]
fn a_judgement_on_words_that_were_edited_is_exported_as_such() {
    let folder = judged("Conflicts");
    let export =
        |format| run_line(&["export", "--format", format, folder.path().to_str().unwrap()]).out;
    let anchor = |json: &str| {
        let line = json.lines().find(|line| line.contains("\"judgement\"")).unwrap();
        line.split_once("\"anchor\":\"").unwrap().1.split('"').next().unwrap().to_owned()
    };
    assert!(export("markdown").contains("judged: conflict, beside what"));
    assert_eq!(anchor(&export("json")), "exact");
    put(&folder.path().join("quay.txt"), &QUAY.replace("a letter shows", "a later letter shows"));
    let edited = "judged: conflict (the words in the text were edited since: it counts no more)";
    assert!(export("markdown").contains(edited), "{}", export("markdown"));
    assert_eq!(anchor(&export("json")), "edited");
    std::fs::remove_file(folder.path().join("quay.txt")).unwrap();
    assert!(export("markdown").contains("judged: conflict, beside what"));
    assert_eq!(anchor(&export("json")), "unread");
    put(&folder.path().join("pier.txt"), &PIER.replace("13 million", "14 million"));
    assert!(export("markdown").contains(edited), "of the other one nothing need be known");
}

#[test]
fn a_report_has_what_the_reader_decided() {
    let folder = judged("Conflicts");
    let report = compared("markdown", folder.path());
    for part in [
        "Who \\*paid\\*?",
        "  Ask the trust.",
        "judged: conflict: ",
        "accepted",
        "tagged disputed",
        "\nsee the letter\n",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    let text = compared("text", folder.path());
    // Of two that were judged both are named: they need not stand in one group.
    let judged = text.lines().find(|line| line.contains("you: conflict: ")).unwrap();
    assert!(
        judged.contains("conflict: \"The line paid 1") && judged.contains("\" in "),
        "{judged}"
    );
    for line in ["accepted · #disputed\n", "| see the letter\n", "you: conflict: "] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let csv = compared("csv", folder.path());
    assert!(csv.contains(",accepted,disputed,see the letter\n"), "{csv}");
    assert_eq!(csv.matches("conflict: ").count(), 2, "of both sides: {csv}");
    let json = compared("json", folder.path());
    assert!(json.contains("\"verdict\":\"conflict\",\"changed\":"), "{json}");
    let decided = "\"verdict\":\"accepted\",\"tags\":[\"disputed\"],\"notes\":[\"see the letter\"]";
    assert!(json.contains(decided), "{json}");
}

#[test]
fn what_another_wrote_into_a_store_cannot_reach_the_terminal() {
    const HARM: &str = r"\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{7f}\r";
    let folder = judged("Conflicts");
    let path = folder.path().join("variorum.ron");
    let mut store = std::fs::read_to_string(&path).unwrap();
    let count = |out: &str| out.lines().count();
    let rows = count(&compared("csv", folder.path()));
    for words in ["see the letter", "Ask the trust.", "Who *paid*?"] {
        store = store.replace(words, &format!("{words}{HARM}"));
    }
    let right = format!("title: \"quay.txt\", corrected: [Outlet(\"The Quay{HARM}\")]");
    put(&path, &store.replace("title: \"quay.txt\"", &right));
    let is_safe = |out: &str, what: &str| {
        assert_eq!(clean::clean(out), out, "{what}");
        assert!(out.contains("see the letter"), "{what}: {out}");
    };
    for format in ["text", "csv", "markdown", "json"] {
        is_safe(&compared(format, folder.path()), format);
    }
    assert_eq!(count(&compared("csv", folder.path())), rows);
    let path = folder.path().to_str().unwrap();
    is_safe(&run_line(&["export", path]).out, "export");
    is_safe(&run_line(&["export", "--format", "json", path]).out, "export as JSON");
}

#[test]
fn the_readers_word_stands_above_what_was_found() {
    let conflicts = |folder: &Path| compared("csv", folder).matches(",conflicts,").count();
    assert_eq!(conflicts(two_accounts().path()), 2, "two matters");
    let freed = judged("NoConflict");
    assert_eq!(conflicts(freed.path()), 1);
    assert!(compared("csv", freed.path()).contains(",differs,"));
    let apart = judged("NotSame");
    assert!(!compared("text", apart.path()).contains("15 million"));
    let path = apart.path().to_str().unwrap();
    let contested = run_line(&["list", "--query", "is:conflict million", path]);
    assert_eq!(contested.out.lines().count(), 0, "{}", contested.out);
}

#[test]
fn who_only_speaks_to_a_matter_that_others_contradict_each_other_on_is_in_no_conflict() {
    let listed = run_line(&["list", "--query", "is:conflict"]).out;
    assert!(listed.contains("Ostra Wire"), "{listed}");
    assert!(!listed.contains("The Bollard"), "{listed}");
}

#[test]
fn that_there_is_nothing_to_compare_is_told() {
    let folder = two_accounts();
    let one = folder.path().join("pier.txt");
    let printed = run_line(&["compare", one.to_str().unwrap()]);
    assert_eq!((printed.code, printed.out.as_str()), (0, ""));
    assert!(printed.err.contains("name several articles"), "{}", printed.err);
}

#[test]
fn an_export_has_the_judgements() {
    let folder = judged("Conflicts");
    let path = folder.path().to_str().unwrap();
    let items = items(&run_line(&["export", "--format", "json", path]));
    let judgement = items.iter().find(|it| it["what"] == "judgement").unwrap();
    assert_eq!(judgement["verdict"], "conflict");
    assert_eq!(judgement["other_title"], "quay.txt");
    assert!(judgement["quote"].as_str().unwrap().starts_with("The line paid 13"));
    assert!(judgement["other_quote"].as_str().unwrap().starts_with("The line paid 15"));
    let markdown = run_line(&["export", "--query", "is:conflict", path]).out;
    assert!(markdown.contains("> The line paid 13"), "{markdown}");
    let judged = "\njudged: conflict, beside what “quay.txt” says:\n\n> The line paid 15";
    assert!(markdown.contains(judged), "{markdown}");
    let none = run_line(&["export", "--query", "ferry", path]).out;
    assert!(!none.contains("judged"), "{none}");
}

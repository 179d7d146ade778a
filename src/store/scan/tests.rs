use super::*;

/// The lineage and the pieces of a file that is as a save leaves it.
fn file(text: &str) -> Option<(Option<Id>, Vec<&str>)> {
    let mut reading = Pieces::new(text).filter(|reading| reading.version() == 1)?;
    let pieces = reading.by_ref().collect();
    reading.end_file().then(|| (reading.lineage(), pieces))
}

fn with(entries: &str) -> String {
    format!("(version: 1, entries: [{entries}])")
}

#[test]
fn pieces_end_where_the_parser_of_ron_ends_them() {
    let table: [(&str, &[&str]); 14] = [
        ("", &[]),
        (" ", &[]),
        ("A", &["A"]),
        ("A, B(1, 2),", &["A", "B(1, 2)"]),
        (r#"A("],\""), B"#, &[r#"A("],\"")"#, "B"]),
        (r##"A(r#"]","#), B"##, &[r##"A(r#"]","#)"##, "B"]),
        (r#"A(r"\"), B"#, &[r#"A(r"\")"#, "B"]),
        (r#"A('"', '\'', ']', '漢'), B"#, &[r#"A('"', '\'', ']', '漢')"#, "B"]),
        ("A(/* ], /* ( */ , */), B", &["A(/* ], /* ( */ , */)", "B"]),
        ("A( // ],\n), B", &["A( // ],\n)", "B"]),
        ("// first\nA, B", &["// first\nA", "B"]),
        ("A /* one */, B", &["A /* one */", "B"]),
        ("A([{\"k\": (1,)}]), é(\"漢]\")", &["A([{\"k\": (1,)}])", "é(\"漢]\")"]),
        ("A(b\"]\"), B(br#\"]\"#)", &["A(b\"]\")", "B(br#\"]\"#)"]),
    ];
    for (entries, expected) in table {
        assert_eq!(file(&with(entries)), Some((None, expected.to_vec())), "{entries}");
    }
}

#[test]
fn other_forms_are_left_to_the_parser() {
    for text in [
        String::new(),
        "(entries: [], version: 1)".to_owned(),
        "(version: 1, entries: [], more: 1)".to_owned(),
        "// mine\n(version: 1, entries: [])".to_owned(),
        "(version: 1, entries: []) // mine".to_owned(),
        "(version: 1, entries: [A".to_owned(),
        "(version: 99999999999, entries: [])".to_owned(),
        "(version: 1, lineage: \"12\", entries: [])".to_owned(),
        with("A)"),
        with("\"open"),
        with("'"),
        with("/* open"),
        with("A // the comma would go with this\n, B"),
    ] {
        assert_eq!(file(&text), None, "{text}");
    }
}

#[test]
fn the_lineage_is_read() {
    let (lineage, _) = file("(version: 1, lineage: \"00000000000000ab\", entries: [])").unwrap();
    assert_eq!(lineage.unwrap().to_string(), "00000000000000ab");
}

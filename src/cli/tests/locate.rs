//! The command that finds passages again.

use super::*;

const BEFORE: &str = "The ferry left at noon. The pump cost 1,250 crowns. Nobody asked why.";

fn run_on(text: &str, options: &[&str], input: &str) -> Printed {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    put(&path, text);
    let line: Vec<&str> = ["locate"].iter().chain(options).copied().chain(path.to_str()).collect();
    run_with(&line, input)
}

/// The selector of these words in [`BEFORE`], with everything that is known.
fn selector(words: &str) -> String {
    let start = BEFORE.find(words).unwrap();
    let end = start + words.len();
    serde_json::json!({
        "id": words,
        "exact": words,
        "prefix": BEFORE[..start],
        "suffix": BEFORE[end..],
        "start": start,
        "end": end,
    })
    .to_string()
}

#[test]
fn a_mark_of_the_encoding_before_the_first_line_is_no_part_of_it() {
    let pump = selector("The pump cost 1,250 crowns.");
    let printed = run_on(BEFORE, &["--raw"], &format!("\u{feff}{pump}\n{pump}\n"));
    assert_eq!((printed.code, printed.err.as_str()), (DONE, ""));
    let lines: Vec<&str> = printed.out.lines().collect();
    assert!(lines.len() == 2 && lines[0] == lines[1], "{}", printed.out);
    // Behind it there may be nothing.
    let printed = run_on(BEFORE, &["--raw"], "\u{feff}\n");
    assert_eq!((printed.code, printed.out.as_str(), printed.err.as_str()), (DONE, "", ""));
}

#[test]
fn every_line_is_answered_with_its_state_and_place() {
    let pump = selector("The pump cost 1,250 crowns.");
    for (text, expected) in [
        (BEFORE, r#""state":"exact","start":24,"end":51}"#),
        (
            "Zürich\n\nThe ferry left at noon. The pump cost 1,250 crowns. Nobody asked why.",
            r#""state":"moved","start":32,"end":59}"#,
        ),
        (
            "The ferry left at noon. The pump cost 1,350 crowns. Nobody asked why.",
            r#""state":"edited","start":24,"end":51}"#,
        ),
        ("It rained.", r#""state":"lost"}"#),
    ] {
        let printed = run_on(text, &["--raw"], &pump);
        let id = r#"{"id":"The pump cost 1,250 crowns.","#;
        assert_eq!(printed.out, format!("{id}{expected}\n"), "{text}");
        assert_eq!((printed.code, printed.err.as_str()), (DONE, ""));
    }
}

#[test]
fn the_words_alone_are_enough_and_look_alikes_are_listed() {
    let twice = "It rained all day. She left. It rained all day. He left.";
    let input = r#"{"exact":"It rained all day."}"#;
    let printed = run_on(twice, &["--raw"], input);
    let expected = r#"{"id":null,"state":"uncertain","candidates":[{"start":0,"end":18},{"start":29,"end":47}]}"#;
    assert_eq!(printed.out.trim_end(), expected);
    let input = r#"{"id":7,"exact":"She left.","prefix":null}"#;
    assert_eq!(
        run_on(twice, &[], input).out,
        "{\"id\":7,\"state\":\"exact\",\"start\":19,\"end\":28}\n"
    );
}

#[test]
fn only_what_is_raw_is_taken_as_it_is() {
    let text = "One.\r\n\r\n\tTwo is here.";
    let input = r#"{"id":1,"exact":"Two is here.","start":9,"end":21}"#;
    assert!(run_on(text, &["--raw"], input).out.contains(r#""exact","start":9,"end":21"#));
    let cleaned = run_on(text, &[], input).out;
    assert!(cleaned.contains(r#""moved""#), "{cleaned}");
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_others_are_answered() {
    let input = "{\"exact\":\"The ferry\"}\n\n{\"prefix\":\"x\"}\nnonsense\n{\"exact\":\"why\",\"start\":\"2\"}\n{\"id\":2,\"exact\":\"asked\"}";
    let printed = run_on(BEFORE, &["--raw"], input);
    assert_eq!(printed.code, FAILED);
    assert_eq!(printed.out.lines().count(), 2);
    let told: Vec<&str> = printed.err.lines().collect();
    assert_eq!(told.len(), 3, "{}", printed.err);
    for (line, number) in told.iter().zip([3, 4, 5]) {
        assert!(line.starts_with(&format!("variorum: standard input: line {number}: ")), "{line}");
        assert!(line.contains("; a line is {\"exact\""), "{line}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_told() {
    for path in ["-", "/nowhere/at/all.txt", "/"] {
        for options in [&["locate", path][..], &["locate", "--raw", path]] {
            let printed = run_with(options, "{\"exact\":\"x\"}");
            assert_eq!((printed.code, printed.out.as_str()), (FAILED, ""));
            assert!(printed.err.starts_with("variorum: "), "{}", printed.err);
        }
    }
}

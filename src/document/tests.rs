//! What holds for every reader.

use proptest::prelude::*;

use super::*;

/// Pieces that all formats are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# Heading\n\n".to_owned()),
        Just("---\ntitle: a\n---\n".to_owned()),
        Just("- item\n".to_owned()),
        Just("1. first\n".to_owned()),
        Just("> quoted\n".to_owned()),
        Just("```\ncode\n\n  more\n```\n".to_owned()),
        Just("| a | b |\n|---|---|\n| c | d |\n\n".to_owned()),
        Just("**bold *both** end*\n".to_owned()),
        Just("<p>tag &amp; <b>bold</p>".to_owned()),
        Just("<div><ul><li>x</ul>".to_owned()),
        Just("<table><tr><td>a<td>b</table>".to_owned()),
        Just("<script>never <b>closed".to_owned()),
        Just("<blockquote><pre>  a\n\n b".to_owned()),
        Just("</li></x><li>&#27;&hellip;<br>".to_owned()),
        Just("  - deeper\n    and on\n".to_owned()),
        Just(">> twice\n".to_owned()),
        Just("Source: Harbour Post\n".to_owned()),
        Just("By Petra Quist\n".to_owned()),
        Just("Related articles\n".to_owned()),
        Just("A sentence. Another one!  A third?\n\n".to_owned()),
        "\\PC{0,40}\n{0,2}",
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn text_that_is_known_before_it_is_read_is_that_of_the_document(
        text in pieces(),
        name in "[ab](\\.(txt|md|html))?",
    ) {
        let known = look_at_text(&name, text.as_bytes(), Patience::ENDLESS, str::to_owned);
        let (document, _) = read(&name, text);
        prop_assert!(known.is_none_or(|known| known == document.text()));
    }

    #[test]
    fn blocks_stand_in_order_and_sentences_tile_them(text in pieces(), name in "[ab]\\.(txt|md|html)") {
        let (document, _) = read(&name, text.as_bytes());
        let text = document.text();
        let mut end = 0;
        for block in document.blocks() {
            prop_assert!(end <= block.span.start());
            prop_assert!(text.get(block.span.range()).is_some(), "{block:?}");
            prop_assert!(!block.span.of(text).trim().is_empty());
            let mut at = block.span.start();
            for sentence in document.sentences_of(block) {
                prop_assert_eq!(sentence.start(), at);
                at = sentence.end();
            }
            prop_assert_eq!(at, block.span.end());
            end = block.span.end();
        }
        for (span, _) in document.emphasis().items() {
            prop_assert!(text.get(span.range()).is_some());
        }
    }
}

#[test]
fn a_passage_printed_twice_is_furniture_the_second_time() {
    let text = "Why did it end? The board had no money left to run the ferries in winter.\n\n\
        A short line.\n\nWhy did it end? The board had no money left to run the ferries in winter.\n\n\
        A short line.\n";
    let (document, _) = read("x.txt", text.as_bytes());
    let shown: Vec<bool> =
        document.blocks().iter().map(|block| block.kind != BlockKind::Boilerplate).collect();
    assert_eq!(shown, [true, true, false, true]);
}

use proptest::prelude::*;

use super::*;

/// The anchor of what stands between brackets, and the text without them.
fn marked(marked: &str) -> (String, Anchor) {
    let (before, rest) = marked.split_once('[').unwrap();
    let (words, after) = rest.split_once(']').unwrap();
    let text = [before, words, after].concat();
    let span = Span::new(before.len(), before.len() + words.len());
    let anchor = Anchor::new(&text, &CodePoints::new(&text), span);
    (text, anchor)
}

fn place(anchor: &Anchor, text: &str) -> Placement {
    anchor.place(text, &CodePoints::new(text))
}

/// What becomes of the passage in brackets in another text, where the brackets are what is to be
/// found.
fn check(old: &str, new: &str, expected: fn(Span) -> Placement) {
    let (_, anchor) = marked(old);
    let (before, rest) = new.split_once('[').unwrap();
    let (words, after) = rest.split_once(']').unwrap();
    let text = [before, words, after].concat();
    let span = Span::new(before.len(), before.len() + words.len());
    let placement = place(&anchor, &text);
    let told = placement.span().map(|span| span.of(&text));
    assert_eq!(placement, expected(span), "{old}\n{new}\n{told:?}");
}

const FERRY: &str = "The ferry to Ostra left at noon, with 40 people on board. ";
const RAIN: &str = "Rain fell over the harbour all morning, and two of the sheds were flooded. ";
const COUNCIL: &str = "The council of Ostra paid 1,250 crowns for the new pump in March. ";
const CLERK: &str = "Its clerk said that nobody had asked for a second offer. ";

#[test]
fn the_same_text_is_exact() {
    let text = "Zürich – the fee was 40 crowns. It is no longer.";
    let (_, anchor) = marked("Zürich – [the fee was 40 crowns.] It is no longer.");
    assert_eq!(anchor.start, 9);
    assert_eq!(place(&anchor, text), Placement::Exact(Span::new(12, 34)));
}

#[test]
fn text_put_in_before_it_moves_it() {
    check("One. [Two.] Three.", "Zero. One. [Two.] Three.", Placement::Moved);
}

#[test]
fn a_paragraph_elsewhere_has_moved() {
    check(
        &format!("{FERRY}{RAIN}[{COUNCIL}]{CLERK}"),
        &format!("{CLERK}[{}] {RAIN}{FERRY}", COUNCIL.trim_end()),
        Placement::Moved,
    );
}

#[test]
fn breaks_quotation_marks_and_soft_hyphens_are_no_edit() {
    check(
        "He left. [It's \"the harbour\" of Ostra] she said.",
        "He left. [It\u{2019}s \u{201c}the\n  har\u{ad}bour\u{201d} of\u{a0}Ostra] she said.",
        Placement::Exact,
    );
}

#[test]
fn any_other_character_is() {
    for new in [
        "paid 1,260 crowns for the new pump in March",
        "paid 1.250 crowns for the new pump in March",
        "paid 1,250 crowns for the new pump in May",
        "paid 1,250 Crowns for the new pump in March",
        "did not pay 1,250 crowns for the new pump in March",
        "paid -1,250 crowns for the new pump in March",
        "never paid 1,250 crowns for the new pump in March",
        "paid 1,250 crowns for the new pump in Mårch",
        "paid 1,250 crowns – for the new pump in March",
        "paid some 1,250 crowns or more for the new pump in March",
        "paid 1250 crowns for the new pump in March",
        "paid 1,250 crowns for the newpump in March",
    ] {
        check(
            &format!("{RAIN}[The council paid 1,250 crowns for the new pump in March.] {CLERK}"),
            &format!("{RAIN}[The council {new}.] {CLERK}"),
            Placement::Edited,
        );
    }
    check(
        &format!("{RAIN}[Holm said so.] {CLERK}"),
        &format!("{RAIN}[Berg said so.] {CLERK}"),
        Placement::Edited,
    );
    for new in ["12.5", "-12", "3.12"] {
        check(
            &format!("{RAIN}The pump cost [12] crowns in all. {CLERK}"),
            &format!("{RAIN}The pump cost [{new}] crowns in all. {CLERK}"),
            Placement::Edited,
        );
    }
}

#[test]
fn an_edit_at_either_end_is_found_whole() {
    let old = format!("{RAIN}[The council of Ostra paid for the new pump in March.] {CLERK}");
    for new in [
        "Officials of Ostra paid for the new pump in March.",
        "The council of Ostra paid for the new pump last summer.",
    ] {
        check(&old, &format!("{RAIN}[{new}] {CLERK}"), Placement::Edited);
    }
}

#[test]
fn what_is_put_in_beside_it_is_no_part_of_it() {
    check(
        &format!("{RAIN}[The council of Ostra paid for the new pump.] {CLERK}"),
        &format!("{RAIN}[The council of Ostra paid for a new pump.] It works. {CLERK}"),
        Placement::Edited,
    );
}

#[test]
fn a_sentence_put_in_inside_stretches_it() {
    check(
        &format!("{FERRY}[{RAIN}{COUNCIL}]{CLERK}"),
        &format!("{FERRY}[{RAIN}Nobody was hurt. {}] {CLERK}", COUNCIL.trim_end()),
        Placement::Edited,
    );
}

#[test]
fn context_tells_two_equal_sentences_apart() {
    check(
        "In May it rose. [He agreed.] In June it fell.",
        "At first he refused. He agreed. Then: In May it rose. [He agreed.] In June it fell.",
        Placement::Moved,
    );
}

#[test]
fn look_alikes_are_never_chosen() {
    let (_, anchor) = marked("[Yes.] ");
    let text = "x Yes.x x Yes.x";
    let spans = vec![Span::new(2, 6), Span::new(10, 14)];
    assert_eq!(place(&anchor, text), Placement::Uncertain(spans));

    let (_, anchor) = marked(&format!("{FERRY}[{COUNCIL}]{CLERK}"));
    let twice = format!("{RAIN}{COUNCIL}{RAIN}{COUNCIL}{RAIN}");
    let Placement::Uncertain(candidates) = place(&anchor, &twice) else { panic!("chosen") };
    assert_eq!(candidates.len(), 2);
    assert!(candidates.iter().all(|span| span.of(&twice) == COUNCIL.trim_end()));
}

#[test]
fn a_text_of_nothing_but_look_alikes_is_searched_and_refused() {
    let (_, anchor) = marked(&format!("{FERRY}[{COUNCIL}]{CLERK}"));
    let text = COUNCIL.repeat(5_000);
    assert!(matches!(place(&anchor, &text), Placement::Uncertain(_)));
    let edited = COUNCIL.replace("paid", "got").repeat(5_000);
    assert_eq!(place(&anchor, &edited).span(), None);
}

#[test]
fn deleted_words_are_lost() {
    for words in [COUNCIL, CLERK, "A second offer", "Ostra paid"] {
        let (_, anchor) = marked(&format!("{FERRY}[{}] {RAIN}", words.trim()));
        assert_eq!(place(&anchor, &format!("{FERRY}{RAIN}")), Placement::Lost, "{words}");
    }
    let (_, anchor) = marked("[It costs 12 crowns.]");
    for text in ["", " \n", "Something else was said."] {
        assert_eq!(place(&anchor, text), Placement::Lost);
    }
}

#[test]
fn words_in_common_use_are_not_taken_for_the_passage() {
    let (_, anchor) = marked("The clerk rose [at the end] of his speech in Ostra.");
    let text = "Nobody was surprised when they met at the end, for once, of May.";
    assert_eq!(place(&anchor, text).span(), None);
}

#[test]
fn a_passage_may_be_part_of_a_word() {
    check(
        "The har[bour of Ostr]a was closed.",
        "It rained. The har[bour of Ostr]a was closed.",
        Placement::Moved,
    );
    let (_, anchor) = marked("They saw a [cat] in Ostra.");
    assert_eq!(place(&anchor, "To concatenate is to join."), Placement::Lost);
}

#[test]
fn either_end_of_a_text_is_a_place() {
    check("[It rained.] He left.", "[It rained.] He left, too.", Placement::Exact);
    check("He left. [It rained.]", "He had left. [It rained.]", Placement::Moved);
    check(
        "[The council paid 40 crowns.] He left.",
        "[The council paid 50 crowns.] He left.",
        Placement::Edited,
    );
    check("[The council paid 40 crowns.]", "[The council paid 50 crowns.]", Placement::Edited);
}

#[test]
fn other_scripts_are_found() {
    check(
        "昨日、[港は閉まった。]雨だった。",
        "東京で昨日、[港は閉まった。]雨だった。",
        Placement::Moved,
    );
    check(
        "昨日、[港は四十人の客を乗せて閉まった。]雨だった。",
        "昨日、[港は五十人の客を乗せて閉まった。]雨だった。",
        Placement::Edited,
    );
    check("👩‍🚀 [Ça coûte 12 €.] Été 🙂", "🙂🙂 👩‍🚀 [Ça coûte 12 €.] Été 🙂", Placement::Moved);
}

#[test]
fn much_less_than_an_anchor_is_enough() {
    let text = format!("{RAIN}{COUNCIL}{CLERK}");
    let code_points = CodePoints::new(&text);
    let mut finder = Finder::new(&text, &code_points);
    let found = finder.place(Selector { exact: COUNCIL.trim_end(), ..Selector::default() });
    assert!(matches!(found, Placement::Exact(span) if span.start() == RAIN.len()));
    let found = finder.place(Selector { exact: "rk said that nobo", ..Selector::default() });
    assert!(matches!(found, Placement::Exact(span) if span.of(&text) == "rk said that nobo"));
    for exact in ["", " ", "\u{ad}", "…"] {
        assert_eq!(finder.place(Selector { exact, ..Selector::default() }), Placement::Lost);
    }
}

/// Many different sentences.
fn page(seed: usize, sentences: usize) -> String {
    let nouns = ["ferry", "council", "harbour", "clerk", "pump", "pier", "mayor", "storm", "fee"];
    let verbs = ["left", "paid", "closed", "wrote to", "measured", "praised", "sold", "left alone"];
    let pick = |words: &[&str], at: usize| words[at % words.len()].to_owned();
    let sentence = |at: usize| {
        let (one, other) = (pick(&nouns, at), pick(&nouns, at / 3 + 4));
        format!("The {one} of street {at} {} the {other} in {}. ", pick(&verbs, at / 2), 1700 + at)
    };
    (0..sentences).map(|at| sentence(at + seed * 1000)).collect()
}

#[test]
fn a_long_passage_is_found_by_its_ends() {
    let (before, passage, after) = (page(1, 9), page(2, 60), page(3, 9));
    let passage = passage.trim_end();
    let edited =
        passage.replacen("street 2030", "lane 2030", 1).replacen("street 2000", "lane 2000", 1);
    check(
        &format!("{before}[{passage}] {after}"),
        &format!("{before}[{edited}] {after}"),
        Placement::Edited,
    );
    let (_, anchor) = marked(&format!("{before}[{passage}] {after}"));
    assert_eq!(place(&anchor, &format!("{before}{after}")).span(), None);
    assert_eq!(place(&anchor, &page(5, 300)).span(), None);
}

/// A text of different sentences.
fn sentences() -> impl Strategy<Value = Vec<String>> {
    let word = "[a-zé]{2,9}";
    let sentence = proptest::collection::vec(word, 6..14).prop_map(|words| words.join(" ") + ".");
    proptest::collection::vec(sentence, 4..12)
}

proptest! {
    #[test]
    fn what_is_changed_around_a_passage_does_not_change_it(
        sentences in sentences(),
        others in sentences(),
        chosen in 0_usize..4,
        replaced in proptest::collection::vec(any::<bool>(), 12),
        gap in "[ \n]{1,3}",
    ) {
        let text = sentences.join(" ");
        let before: usize = sentences[..chosen].iter().map(|it| it.len() + 1).sum();
        let span = Span::new(before, before + sentences[chosen].len());
        let anchor = Anchor::new(&text, &CodePoints::new(&text), span);
        let changed: Vec<&str> = sentences
            .iter()
            .enumerate()
            .map(|(at, sentence)| match others.get(at) {
                Some(other) if at != chosen && replaced[at] => other.as_str(),
                _ => sentence.as_str(),
            })
            .collect();
        let new = changed.join(&gap);
        let placement = place(&anchor, &new);
        prop_assert!(matches!(placement, Placement::Exact(_) | Placement::Moved(_)), "{placement:?}");
        prop_assert_eq!(placement.span().map(|span| span.of(&new)), Some(sentences[chosen].as_str()));
    }

    #[test]
    fn a_character_changed_inside_is_an_edit(
        sentences in sentences(),
        chosen in 0_usize..4,
        at in 0_usize..60,
        put_in in "[0-9!,]",
        replaces in any::<bool>(),
    ) {
        let text = sentences.join(" ");
        let before: usize = sentences[..chosen].iter().map(|it| it.len() + 1).sum();
        let span = Span::new(before, before + sentences[chosen].len());
        let anchor = Anchor::new(&text, &CodePoints::new(&text), span);
        let words: Vec<char> = sentences[chosen].chars().collect();
        // Not in the first two words or the last two: what is left of those may be taken for what
        // is beside.
        let spaces: Vec<usize> = (0..words.len()).filter(|&at| words[at] == ' ').collect();
        let (first, last) = (spaces[1] + 1, spaces[spaces.len() - 2]);
        let at = first + at % (last - first);
        let rest = if replaces { at + 1 } else { at };
        let edited: String = words[..at].iter().copied().chain(put_in.chars()).chain(words[rest..].iter().copied()).collect();
        let new = [&text[..before], &edited, &text[span.end()..]].concat();
        let placement = place(&anchor, &new);
        prop_assert!(matches!(placement, Placement::Edited(_)), "{placement:?}");
        let changed = before + words[..at].iter().map(|it| it.len_utf8()).sum::<usize>();
        prop_assert!(placement.span().is_some_and(|it| it.contains(changed)), "{edited}");
    }

    #[test]
    fn any_two_texts_can_be_held_against_each_other(
        old in "\\PC{0,60}",
        new in "\\PC{0,200}",
        from in 0_usize..40,
        length in 0_usize..40,
    ) {
        let at = |count: usize| old.char_indices().nth(count).map_or(old.len(), |(at, _)| at);
        let anchor = Anchor::new(&old, &CodePoints::new(&old), Span::new(at(from), at(from + length)));
        let placement = place(&anchor, &new);
        let spans = match &placement {
            Placement::Uncertain(spans) => spans.clone(),
            other => other.span().into_iter().collect(),
        };
        for span in spans {
            prop_assert!(new.get(span.range()).is_some_and(|words| !words.is_empty()), "{placement:?}");
        }
    }
}

#[test]
fn of_a_passage_changed_near_its_beginning_the_rest_is_found() {
    let old = "éé éaaéééaé aaéé aéééaé éaaééaa éé. aé aa ééé aa aa aa.";
    let new = "éé éaaé!éaé aaéé aéééaé éaaééaa éé. aé aa ééé aa aa aa.";
    let end = old.find(". ").unwrap() + 1;
    let anchor = Anchor::new(old, &CodePoints::new(old), Span::new(0, end));
    let placement = place(&anchor, new);
    assert!(matches!(placement, Placement::Edited(_)), "{placement:?}");
    let found = placement.span().unwrap();
    assert!(found.of(new).ends_with("aaéé aéééaé éaaééaa éé."), "{found:?}");
}

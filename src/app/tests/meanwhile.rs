//! What another program decides on the same sentences while this one runs.

use super::*;
use crate::annotation::{Anchor, Change, Id, Quotation, Tags};

/// What another program saved about the words `quote` of the article in front: it has that claim
/// accepted, with a note.
fn by_another(model: &Model, quote: &str, id: u64, note: &str) -> Vec<Change> {
    let slot = model.story.slot().unwrap();
    let article = slot.article().unwrap();
    let start = article.document.text().find(quote).unwrap();
    let start = article.code_points.of_byte(article.document.text(), start);
    let annotation = Annotation {
        id: format!("{id:016x}").parse::<Id>().unwrap(),
        article: slot.record.unwrap(),
        anchor: Anchor::of(Quotation::of(quote), start, start + quote.chars().count()),
        role: Role::Claim(Some(Verdict::Accepted)),
        tags: Tags::default(),
        note: note.into(),
        wording: "".into(),
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
    };
    vec![model.ledger.setting(Entry::Annotation(annotation))]
}

const FIRST: &str = "The harbour board sold 40 ferries on 3 May 2027.";
const SECOND: &str = "The buyer paid 12 million crowns.";
/// Ids before and after all that are drawn.
const IDS: [u64; 2] = [1, u64::MAX];

fn comes_in(model: &mut Model, changes: Vec<Change>) {
    update(model, Event::Saved { revision: 1, merged: changes });
}

fn notes(model: &Model) -> Vec<String> {
    let mut notes: Vec<String> = decided(model).into_iter().map(|it| it.3).collect();
    notes.retain(|note| !note.is_empty());
    notes.sort();
    notes
}

/// The words of the claims that are listed, with their notes.
fn listed(model: &Model) -> Vec<(String, String)> {
    let front = model.front.as_ref().unwrap();
    let document = &model.story.article().unwrap().document;
    let told = |row: &crate::app::claim_rows::ClaimRow| {
        let note = row.annotation().and_then(|id| model.ledger.annotation(id));
        let words = document.slice(row.span).chars().take(9).collect();
        (words, note.map_or_else(String::new, |it| it.note.to_string()))
    };
    front.claims.rows().iter().map(told).collect()
}

#[test]
fn two_records_of_one_sentence_are_both_kept_and_shown() {
    for id in IDS {
        let mut model = model();
        play(&mut model, "] i o u r s Ctrl-s");
        let theirs = by_another(&model, FIRST, id, "theirs");
        comes_in(&mut model, theirs);
        assert_eq!(notes(&model), ["ours", "theirs"]);
        let mut shown = listed(&model);
        shown.retain(|(words, _)| words == "The harbo");
        shown.sort();
        let words = |note: &str| ("The harbo".to_owned(), note.to_owned());
        assert_eq!(shown, [words("ours"), words("theirs")]);
    }
}

#[test]
fn what_another_program_made_in_the_same_file_is_shown_at_once() {
    for index in [0, 1] {
        let mut model = model();
        for (index, slot) in model.story.articles.iter_mut().enumerate() {
            slot.location = Some(format!("/two/{index}.txt"));
        }
        play(&mut model, if index == 0 { "] i o u r s Ctrl-s" } else { "J ] i o u r s Ctrl-s" });
        let quote = if index == 0 { FIRST } else { "It cost 80 million crowns." };
        let theirs = by_another(&model, quote, 7, "theirs");
        let ours = model.story.slot().unwrap().record.unwrap();
        let record = ArticleRecord {
            id: "1".repeat(16).parse().unwrap(),
            ..model.ledger.article(ours).unwrap().clone()
        };
        let mut changes = theirs;
        if let Some(Entry::Annotation(it)) = &mut changes[0].after {
            it.article = record.id;
        }
        changes.push(model.ledger.setting(Entry::Article(Box::new(record))));
        if index == 1 {
            play(&mut model, "K");
        }
        comes_in(&mut model, changes);
        if index == 1 {
            play(&mut model, "J");
        }
        assert!(listed(&model).iter().any(|(_, note)| note == "theirs"), "{:?}", listed(&model));
        assert!(listed(&model).iter().any(|(_, note)| note == "ours"));
        assert_eq!(model.story.slot().unwrap().record, Some(ours), "one goes on with one's own");
    }
}

#[test]
fn the_cursor_stays_on_the_claim_it_was_on_when_others_come_in() {
    for (keys, quote) in [("] i o u r s Ctrl-s", FIRST), ("] ] i o u r s Ctrl-s", FIRST)] {
        for pane in ["", " Tab"] {
            for id in IDS {
                let mut model = model();
                play(&mut model, &format!("{keys}{pane}"));
                let theirs = by_another(&model, quote, id, "theirs");
                comes_in(&mut model, theirs);
                play(&mut model, "i ! Ctrl-s");
                assert_eq!(notes(&model), ["ours!", "theirs"], "{keys}{pane} {id}");
            }
        }
    }
}

#[test]
fn where_both_changed_a_note_the_cursor_stays_on_ours() {
    for own in IDS {
        let mut model = model();
        play(&mut model, "] i o u r s Ctrl-s");
        let ours = model.ledger.annotations().find(|it| &*it.note == "ours").unwrap().clone();
        let theirs = Annotation { note: "theirs".into(), ..ours.clone() };
        let ours = Annotation { id: format!("{own:016x}").parse::<Id>().unwrap(), ..ours };
        let changes = [theirs, ours].map(|it| model.ledger.setting(Entry::Annotation(it)));
        comes_in(&mut model, changes.to_vec());
        play(&mut model, "i ! Ctrl-s");
        assert_eq!(notes(&model), ["ours!", "theirs"]);
    }
}

#[test]
fn a_note_being_typed_stays_with_what_its_writer_saw() {
    for id in IDS {
        let mut model = model();
        // The article has a record by now.
        play(&mut model, "] ] 1 [ i o u r s");
        let theirs = by_another(&model, FIRST, id, "theirs");
        comes_in(&mut model, theirs);
        play(&mut model, "Ctrl-s");
        assert_eq!(notes(&model), ["ours", "theirs"]);
        play(&mut model, "i ! Ctrl-s");
        assert_eq!(notes(&model), ["ours!", "theirs"], "{id}");
    }
}

#[test]
fn a_draft_overwrites_no_note_that_came_in_since() {
    for keys in ["] ] 1 [ i o u r s Esc", "] i a Ctrl-s i o u r s Esc"] {
        let mut model = model();
        play(&mut model, keys);
        let theirs = by_another(&model, FIRST, 1, "theirs");
        let ours = model.ledger.annotations().find(|it| &*it.note == "a").cloned();
        let changes = match ours {
            None => theirs,
            Some(ours) => {
                let changed = Annotation { note: "theirs".into(), ..ours };
                vec![model.ledger.setting(Entry::Annotation(changed))]
            }
        };
        comes_in(&mut model, changes);
        play(&mut model, "i Ctrl-s");
        let all = notes(&model).join("|");
        assert!(all.contains("theirs") && all.contains("ours"), "{keys}: {all}");
    }
}

#[test]
fn a_claim_that_comes_in_before_the_one_in_front_moves_no_cursor() {
    let mut model = model();
    play(&mut model, "] ] 1 Tab");
    let before = model.front.as_ref().unwrap().claims.get(model.claim_cursor).unwrap();
    let theirs = by_another(&model, "Everybody likes boats.", 1, "theirs");
    comes_in(&mut model, theirs);
    let after = model.front.as_ref().unwrap().claims.get(model.claim_cursor).unwrap();
    assert_eq!(after, before);
    assert_eq!(SECOND.len(), after.span.len());
}

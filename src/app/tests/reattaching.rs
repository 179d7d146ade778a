//! What the reader made in a text that changed: edited, uncertain, lost, and put elsewhere.

use super::opening::reread;
use super::*;
use crate::annotation::anchor::Placement;
use crate::app::placing;

/// What is told of the place of the only annotation.
fn place(model: &Model) -> (&Placement, Option<String>) {
    let (&id, placement) = model.front.as_ref().unwrap().placed.iter().next().unwrap();
    (placement, placing::told(model, model.ledger.annotation(id).unwrap()))
}

/// The words that the only annotation is on.
fn marked(model: &Model) -> &str {
    let (span, _) = model.front.as_ref().unwrap().marks.items()[0];
    span.of(model.story.article().unwrap().document.text())
}

#[test]
fn edited_words_are_marked_told_and_taken_as_they_are() {
    let mut model = model();
    play(&mut model, "j h");
    reread(&mut model, 0, &FERRY.replace("40 ferries", "45 ferries"));
    assert!(message(&model).contains("1 of yours are on words that were edited"));
    assert_eq!(marked(&model), "The harbour board sold 45 ferries on 3 May 2027.");
    let told = "edited: \"40\" is now \"45\"";
    assert_eq!(place(&model).1.as_deref(), Some(told));
    play(&mut model, "g g g a");
    assert!(message(&model).ends_with(told), "{}", message(&model));
    play(&mut model, "g t Enter");
    assert_eq!(message(&model), told);
    play(&mut model, "g h");
    assert!(matches!(place(&model), (Placement::Exact(_), None)));
    play(&mut model, "u");
    assert!(matches!(place(&model).0, Placement::Edited(_)));
}

#[test]
fn of_several_that_were_edited_in_a_sentence_the_one_under_the_cursor_is_meant() {
    let mut model = model();
    play(&mut model, "j v w w w w h");
    play(&mut model, "g g j w w w w w w w v w h");
    let edited = FERRY.replace("40 ferries", "45 ferries").replace("3 May", "4 May");
    reread(&mut model, 0, &edited);
    assert!(message(&model).contains("2 of yours"), "{}", message(&model));
    play(&mut model, "g g j g h");
    let front = model.front.as_ref().unwrap();
    let placed = front.marks.items().iter().map(|(_, id)| &front.placed[id]);
    let exact: Vec<bool> = placed.map(|it| matches!(it, Placement::Exact(_))).collect();
    assert_eq!(exact, [true, false]);
}

#[test]
fn what_is_lost_is_kept_and_put_where_the_reader_selects() {
    let mut model = model();
    play(&mut model, "j ) h i x Ctrl-s");
    let without = FERRY.replace("Everybody likes boats. ", "");
    reread(&mut model, 0, &without);
    assert!(message(&model).contains("1 of your annotations fit no place"), "{}", message(&model));
    assert_eq!(place(&model).0, &Placement::Lost);
    assert_eq!(decided(&model)[0].3, "x");
    play(&mut model, "g t Enter");
    assert!(message(&model).contains("then gh"), "{}", message(&model));
    play(&mut model, "g g j ) g h");
    assert_eq!(marked(&model), "The buyer paid 12 million crowns.");
    let made = decided(&model).remove(0);
    assert_eq!((made.1.as_str(), made.3.as_str()), ("The buyer pa", "x"));
    play(&mut model, "u");
    assert_eq!(place(&model).0, &Placement::Lost);
    play(&mut model, "g g j g h");
    assert_eq!(place(&model).0, &Placement::Lost, "a sentence alone is no word for it");
    play(&mut model, "g g j v w g h");
    assert_eq!(marked(&model), "The harbour", "the only one is meant without being chosen");
}

#[test]
fn look_alikes_are_shown_in_turn_and_none_is_chosen_by_itself() {
    let mut model = model();
    play(&mut model, "j ) h");
    let twice = "The ferry\n\nEverybody likes boats.\n\nIt rained.\n\nEverybody likes boats.\n";
    reread(&mut model, 0, twice);
    let (place, told) = place(&model);
    assert!(matches!(place, Placement::Uncertain(likely) if likely.len() == 2), "{place:?}");
    assert!(told.is_some_and(|told| told.starts_with("uncertain: 2 places")));
    assert!(model.front.as_ref().unwrap().marks.items().is_empty());
    let shown = [(); 3].map(|()| {
        play(&mut model, "g t Enter");
        assert_eq!(selected(&model), "Everybody likes boats.");
        model.reader.cursor
    });
    assert!(shown[0] != shown[1] && shown[0] == shown[2], "{shown:?}");
    play(&mut model, "g h");
    assert_eq!(marked(&model), "Everybody likes boats.");
    assert!(model.selection.is_none() && model.adrift.is_none());
}

#[test]
fn nothing_is_put_anywhere_where_nothing_is_meant() {
    let mut model = model();
    play(&mut model, "j h g h");
    assert!(message(&model).contains("choose what is to be put here"), "{}", message(&model));
    assert!(matches!(place(&model).0, Placement::Exact(_)));
}

#[test]
fn the_sentences_around_are_kept_with_what_the_reader_makes() {
    let mut model = model();
    play(&mut model, "j ) h");
    let made = model.ledger.annotations_of(model.story.slot().unwrap().record.unwrap());
    let anchors: Vec<_> = made.map(|it| it.anchor.clone()).collect();
    assert_eq!(anchors[0].quotation().before, "The harbour board sold 40 ferries on 3 May 2027. ");
    assert_eq!(anchors[0].quotation().after, " The buyer paid 12 million crowns.");
}

#[test]
fn what_was_made_in_a_changed_article_is_there_as_soon_as_all_are_read() {
    let mut made = model();
    play(&mut made, "j h");
    let path = "ferry.txt".to_owned();
    let entries = made.ledger.entries().cloned().map(|entry| match entry {
        Entry::Article(record) => {
            Entry::from(ArticleRecord { path: Some(path.clone()), ..*record })
        }
        other => other,
    });
    let ledger: Ledger = entries.collect();
    let sources: Vec<Source> = ["ferry.txt", "bridge.txt"].map(Source::file).to_vec();
    let mut model = started(sources.clone());
    open_with(&mut model, ledger);
    let texts = [FERRY.replace("40 ferries", "45 ferries"), BRIDGE.to_owned()];
    for (index, (source, text)) in sources.into_iter().zip(&texts).enumerate() {
        let location = Some(source.address());
        let article = Article::new(source, text.as_bytes());
        let document = article.document.clone();
        let result = Ok(Box::new(article));
        update(&mut model, Event::Loaded { index, location, result });
        update(&mut model, assessed(index, document));
        play(&mut model, "j");
    }
    assert_eq!(model.story.front, 0);
    let cursor = model.reader.cursor;
    assert!(matches!(place(&model).0, Placement::Edited(_)));
    assert!(cursor > 0, "the place being read is kept");
}

/// What is told of the places of all annotations, in the order of the list.
fn told_of_all(model: &Model) -> Vec<Option<String>> {
    let rows = &model.listing.as_ref().unwrap().rows;
    let annotation = |row: &Row| match row {
        Row::Annotation(id) => model.ledger.annotation(*id),
        _ => None,
    };
    rows.iter().filter_map(annotation).map(|it| placing::told(model, it)).collect()
}

#[test]
fn what_became_of_places_is_told_of_articles_behind_too() {
    let mut model = model();
    play(&mut model, "j h ) ) h J j h K");
    let changed = FERRY.replace("40 ferries", "45 ferries");
    let changed = changed.replace("The buyer paid 12 million crowns.", "");
    // The article is left as it is, or read again while another is in front.
    for is_behind in [false, true] {
        reread(&mut model, 0, if is_behind { FERRY } else { &changed });
        play(&mut model, "J");
        if is_behind {
            reread(&mut model, 0, &changed);
        }
        assert_eq!(model.story.front, 1);
        play(&mut model, "g t");
        let edited = Some("edited: \"40\" is now \"45\"".to_owned());
        let lost = Some("lost: its words are gone from this text".to_owned());
        assert_eq!(told_of_all(&model), [edited.clone(), lost.clone(), None], "{is_behind}");
        play(&mut model, "/");
        type_in(&mut model, "is:edited");
        assert_eq!(told_of_all(&model), [edited], "{is_behind}");
        play(&mut model, "Ctrl-u");
        type_in(&mut model, "is:lost");
        assert_eq!(told_of_all(&model), [lost], "{is_behind}");
        play(&mut model, "Enter q q");
        play(&mut model, "K");
    }
}

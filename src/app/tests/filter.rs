//! The filter: what it shows, what it leaves alone, and how it is cleared.

use super::*;

const FOG: &str = "The fog\n\nThe fog held 3 ferries in port on 9 May 2026.\n";

/// Three articles, the store opened and empty.
fn model() -> Model {
    let mut model = loaded(&[FERRY, FOG, BRIDGE]);
    open_store(&mut model, None);
    model
}

/// Sets a filter as a reader types it.
fn filter(model: &mut Model, query: &str) -> Vec<Effect> {
    play(model, "f");
    type_in(model, query);
    play(model, "Enter")
}

fn articles(model: &Model) -> Vec<usize> {
    let shown = model.shown_articles();
    (0..).map_while(|nth| shown.get(nth)).collect()
}

/// The first words of the claims on the screen.
fn cards(model: &Model) -> Vec<String> {
    let text = model.story.article().unwrap().document.text();
    let first = |words: &str| words.split(' ').take(2).collect::<Vec<_>>().join(" ");
    model.cards.iter().map(|card| first(card.row.span.of(text))).collect()
}

#[test]
fn the_list_is_walked_as_it_is_shown() {
    let mut model = model();
    filter(&mut model, "crowns");
    assert_eq!((articles(&model), model.story.front), (vec![0, 2], 0));
    assert!(message(&model).starts_with("2 of 3 articles, 2 claims here"), "{}", message(&model));
    play(&mut model, "J");
    assert_eq!(model.story.front, 2);
    play(&mut model, "J");
    assert!(message(&model).contains("last article"));
    play(&mut model, "K");
    assert_eq!(model.story.front, 0);
    play(&mut model, "Shift-Tab G");
    assert_eq!(model.story.front, 2);
    play(&mut model, "g g");
    assert_eq!(model.story.front, 0);
    let list = model.places.unwrap().list.unwrap();
    let kind = MouseKind::Press;
    let click = Mouse { kind, column: list.x + 2, row: list.y + 3 };
    update(&mut model, Event::Mouse(click));
    assert_eq!(model.story.front, 2);
}

#[test]
fn an_article_that_is_not_shown_gives_way_and_can_be_gone_back_to() {
    let mut model = model();
    play(&mut model, "J J");
    filter(&mut model, "ferries");
    assert_eq!((articles(&model), model.story.front), (vec![0, 1], 0));
    play(&mut model, "Ctrl-o");
    assert_eq!((articles(&model), model.story.front), (vec![0, 1], 2));
    play(&mut model, "J");
    assert!(message(&model).contains("last article"));
    play(&mut model, "K");
    assert_eq!(model.story.front, 1);
}

#[test]
fn only_the_claims_shown_are_walked_and_decided() {
    let mut model = model();
    filter(&mut model, "-harbour");
    assert_eq!(cards(&model), ["The buyer", "The mayor"]);
    play(&mut model, "]");
    assert!(at_cursor(&model).starts_with("|The buyer"));
    play(&mut model, "[");
    assert!(message(&model).contains("no claim further up"), "{}", message(&model));
    play(&mut model, "Tab j");
    assert!(at_cursor(&model).starts_with("|The mayor"));
    play(&mut model, "j");
    assert!(at_cursor(&model).starts_with("|The mayor"));
    play(&mut model, "g g a");
    assert!(at_cursor(&model).starts_with("|The mayor"));
    play(&mut model, "a");
    let told = message(&model);
    assert!(told.starts_with("claim accepted: \"The mayor"), "{told}");
    assert!(told.contains("the last one shown; g] goes to the next article"), "{told}");
    play(&mut model, "g ]");
    assert!(model.story.front == 1 && at_cursor(&model).starts_with("|The fog"));
    play(&mut model, "x g ]");
    assert!(model.story.front == 2 && at_cursor(&model).starts_with("|The bridge"));
    play(&mut model, "x g ]");
    assert!(message(&model).contains("every claim that the filter shows"), "{}", message(&model));
}

#[test]
fn a_claim_just_decided_stays_until_the_article_is_left() {
    let mut model = model();
    filter(&mut model, "is:undecided");
    let before = cards(&model);
    play(&mut model, "] 1");
    assert_eq!(cards(&model), before);
    assert!(at_cursor(&model).starts_with("|The harbour"));
    play(&mut model, "J K");
    assert_eq!(cards(&model), &before[1..]);
    play(&mut model, "u");
    assert_eq!(model.cards.len(), before.len() - 1, "what is shown stays as long as it is read");
    play(&mut model, "f Up Enter");
    assert_eq!(cards(&model), before);
}

#[test]
fn an_article_leaves_the_list_when_it_is_left() {
    let mut model = model();
    play(&mut model, "J ] 2 J ] 2 K K");
    filter(&mut model, "tag:disputed");
    assert_eq!((articles(&model), model.story.front), (vec![1, 2], 1));
    play(&mut model, "] 2");
    assert_eq!((articles(&model), cards(&model)), (vec![1, 2], vec!["The fog".to_owned()]));
    play(&mut model, "J");
    assert_eq!(articles(&model), [2]);
    // Undo reaches an article behind: it is asked anew.
    play(&mut model, "u");
    assert_eq!(articles(&model), [1, 2]);
}

#[test]
fn what_is_not_shown_is_not_acted_on_in_the_sidebar() {
    let mut model = model();
    play(&mut model, "] Tab");
    filter(&mut model, "nothing-at-all");
    assert!(articles(&model).is_empty() && model.cards.is_empty());
    assert!(message(&model).contains("nothing fits") && message(&model).contains("Esc"));
    for keys in ["a", "x", "1", "h", "i", "g w", "t", "j", "G", "]", "J", "g ]"] {
        play(&mut model, keys);
        assert!(decided(&model).is_empty() && matches!(model.mode, Mode::Panes), "{keys}");
    }
    play(&mut model, "J");
    assert!(message(&model).contains("no article fits"), "{}", message(&model));
    // In the text the sentence is in sight: it can be decided on.
    play(&mut model, "Shift-Tab 1");
    assert_eq!(decided(&model).len(), 1);
}

#[test]
fn the_filter_is_cleared_by_an_empty_line_and_last_of_all_by_escape() {
    let mut model = model();
    filter(&mut model, "ferries");
    filter(&mut model, "");
    assert!(model.filter.is_none() && message(&model) == "filter off");
    filter(&mut model, "ferries");
    play(&mut model, "/ c r o w n Enter f Esc");
    assert!(model.filter.is_some());
    play(&mut model, "Esc");
    assert!(model.front.as_ref().unwrap().hits.is_empty() && model.filter.is_some());
    play(&mut model, "Esc");
    assert_eq!((model.filter.is_none(), articles(&model)), (true, vec![0, 1, 2]));
}

#[test]
fn a_query_that_cannot_be_read_stays_to_be_put_right() {
    let mut model = model();
    filter(&mut model, "is:acepted");
    assert_eq!(prompt_text(&model), "is:acepted");
    assert!(message(&model).contains("did you mean is:accepted?"), "{}", message(&model));
    play(&mut model, "Ctrl-u");
    type_in(&mut model, "is:accepted");
    play(&mut model, "Enter");
    assert_eq!(model.filter.as_ref().map(|filter| filter.typed()), Some("is:accepted"));
    play(&mut model, ": f i l t e r Space k i n d : x Enter");
    assert!(message(&model).contains("kind:x is not known"), "{}", message(&model));
    filter(&mut model, "tag:dispted");
    assert!(message(&model).contains("did you mean tag:disputed?"), "{}", message(&model));
}

#[test]
fn terms_are_completed_one_after_the_other() {
    let mut model = model();
    play(&mut model, "f");
    type_in(&mut model, "port -tag:disp");
    play(&mut model, "Tab");
    assert_eq!(prompt_text(&model), "port -tag:disputed");
    type_in(&mut model, " undec");
    play(&mut model, "Tab Enter");
    let typed = model.filter.as_ref().map(|filter| filter.typed());
    assert_eq!(typed, Some("port -tag:disputed is:undecided"));
    play(&mut model, ": f i l t e r Space k i n d : q u Tab");
    assert_eq!(prompt_text(&model), "filter kind:quantity");
}

#[test]
fn articles_and_decisions_that_come_later_are_asked() {
    let names = ["0.txt", "1.txt"];
    let sources: Vec<Source> = names.iter().map(Source::file).collect();
    let mut model = started(sources.clone());
    filter(&mut model, "kind:quantity");
    assert!(articles(&model).is_empty());
    for (index, (source, text)) in sources.into_iter().zip([FERRY, FOG]).enumerate() {
        let article = Article::new(source, text.as_bytes());
        let document = article.document.clone();
        let result = Ok(Box::new(article));
        update(&mut model, Event::Loaded { index, location: None, result });
        update(&mut model, assessed(index, document));
        assert_eq!(articles(&model).len(), index + 1);
    }
    assert_eq!(cards(&model).first().map(String::as_str), Some("The harbour"));

    let mut decided = self::model();
    play(&mut decided, "J ] 2");
    let ledger = decided.ledger;
    let mut model = loaded(&[FERRY, FOG, BRIDGE]);
    filter(&mut model, "tag:disputed");
    assert!(articles(&model).is_empty());
    open_with(&mut model, ledger);
    assert_eq!(articles(&model), [1]);
}

#[test]
fn what_a_filter_leaves_takes_the_room_that_there_is() {
    let line = |nth: usize| {
        let what = if nth % 10 == 5 { "crane" } else { "ferry" };
        format!("The {what} carried {nth} cars on Monday.\n\n")
    };
    let mut model = loaded(&[&(1..=40).map(line).collect::<String>()]);
    open_store(&mut model, None);
    play(&mut model, "G");
    assert!(model.cards.first().unwrap().index > 20);
    play(&mut model, "f c r a n e Enter");
    assert_eq!(cards(&model), ["The crane"; 4]);
}

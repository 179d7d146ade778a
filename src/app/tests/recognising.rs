//! Articles that changed, moved or were renamed, and what was made in them.

use super::*;
use crate::annotation::{Anchor, Id, Quotation, TagName, Tags};
use crate::app::Question;

/// A story whose annotated article was read from elsewhere, and the article's id.
fn read_elsewhere() -> (Model, Id) {
    let mut first = model();
    play(&mut first, "] 1");
    let record = first.ledger.articles().next().unwrap().clone();
    let id = record.id;
    let elsewhere = ArticleRecord { path: Some("/old/ferry.txt".to_owned()), ..record };
    let change = first.ledger.setting(Entry::from(elsewhere));
    let edit = Edit { what: String::new(), changes: vec![change] };
    first.ledger.apply(&edit).unwrap();
    (first, id)
}

#[test]
fn a_changed_copy_is_attached_only_when_the_reader_says_so() {
    let mut first = model();
    play(&mut first, "] 1");
    let changed = FERRY.replace("Everybody likes boats.", "Nobody minded.");
    for (answer, attached) in [("y", 1), ("n", 0)] {
        let source = Source::StandardInput(changed.as_bytes().into());
        let mut second = started(vec![source.clone()]);
        let article = Box::new(Article::new(source, changed.as_bytes()));
        update(&mut second, Event::Loaded { index: 0, location: None, result: Ok(article) });
        open_with(&mut second, first.ledger.clone());
        assert!(matches!(second.mode, Mode::Question(_)));
        play(&mut second, "Enter");
        assert!(matches!(second.mode, Mode::Question(_)), "Enter answers nothing");
        assert_eq!(play(&mut second, "Q"), [Effect::Quit], "it can be answered at the next start");
        play(&mut second, answer);
        assert_eq!(decided(&second).len(), attached, "{answer}");
        assert!(matches!(second.mode, Mode::Panes));
        play(&mut second, "u");
        assert_eq!(decided(&second).len(), 0, "{answer}");
    }
}

#[test]
fn a_changed_article_in_a_moved_folder_is_known_by_its_name_where_its_words_fit() {
    let (first, id) = read_elsewhere();
    let fitting = FERRY.replace("Everybody likes boats.", "Nobody minded.");
    let strange = "Another text.\n\nNothing of it was ever quoted by anybody.\n";
    for (text, gone, is_asked, attached) in [
        (fitting.as_str(), true, false, 1),
        (&fitting, false, true, 0),
        (strange, true, true, 0),
        (strange, false, false, 0),
    ] {
        let source = Source::file("/new/ferry.txt");
        let mut second = started(vec![source.clone()]);
        let result = Ok(Box::new(Article::new(source, text.as_bytes())));
        let location = Some("/new/ferry.txt".to_owned());
        update(&mut second, Event::Loaded { index: 0, location, result });
        let gone = if gone { [id].into() } else { BTreeSet::new() };
        let (ledger, file) = (first.ledger.clone(), "test.ron".to_owned());
        let opened = Opened { ledger, file, gone, ..Opened::default() };
        update(&mut second, Event::Opened(Box::new(opened)));
        assert_eq!(matches!(second.mode, Mode::Question(_)), is_asked, "{text}");
        assert_eq!(decided(&second).len(), attached, "{text}");
    }
}

#[test]
fn an_article_renamed_and_edited_is_asked_about_once_its_file_is_gone() {
    let (first, id) = read_elsewhere();
    let text = FERRY.replace("sold 40 ferries", "sold 41 ferries");
    for (at_opening, looked_for_again) in [(false, false), (true, false), (false, true)] {
        let source = Source::file("/new/boats.txt");
        let mut second = started(vec![source.clone()]);
        let gone = |is: bool| if is { [id].into() } else { BTreeSet::new() };
        let (ledger, file) = (first.ledger.clone(), "test.ron".to_owned());
        let (read_only, problems, gone_then) = (None, Vec::new(), gone(at_opening));
        let opened = Opened { ledger, file, read_only, problems, gone: gone_then };
        update(&mut second, Event::Opened(Box::new(opened)));
        if looked_for_again {
            update(&mut second, Event::Gone(gone(true)));
        }
        let result = Ok(Box::new(Article::new(source, text.as_bytes())));
        let location = Some("/new/boats.txt".to_owned());
        update(&mut second, Event::Loaded { index: 0, location, result });
        let is_asked = matches!(second.mode, Mode::Question(_));
        assert_eq!(is_asked, at_opening || looked_for_again);
        assert_eq!(decided(&second).len(), 0);
        if is_asked {
            play(&mut second, "y");
            assert_eq!(decided(&second).len(), 1);
        }
    }
}

/// As many quotes that stand in no article as take several slices.
fn quotes(article: Id, count: usize) -> Vec<Entry> {
    let mut random = fastrand::Rng::with_seed(count as u64);
    let annotation = |nth: usize| Annotation {
        id: Id::draw(&mut random),
        article,
        anchor: Anchor::of(Quotation::of(&format!("words of number {nth}")), 0, 0),
        role: Role::Passage,
        tags: Tags::from_iter([TagName::new("disputed").unwrap()]),
        note: "".into(),
        wording: "".into(),
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
    };
    (0..count).map(annotation).map(Entry::Annotation).collect()
}

#[test]
fn a_new_article_is_held_against_a_large_store_between_keys() {
    let (first, id) = read_elsewhere();
    let record = first.ledger.article(id).unwrap().clone();
    let others = (200..250_u8).map(|count| {
        let id = Id::of(&[count]);
        (ArticleRecord { id, bytes_hash: 7, path: None, ..record.clone() }, usize::from(count))
    });
    let others = others.flat_map(|(other, count)| {
        let quotes = quotes(other.id, count);
        quotes.into_iter().chain([Entry::from(other)])
    });
    let ledger = first.ledger.entries().cloned().chain(others);
    let text = FERRY.replace("Everybody likes boats.", "Nobody minded.");
    let source = Source::file("/new/boats.txt");
    let mut second = started(vec![source.clone()]);
    let result = Ok(Box::new(Article::new(source, text.as_bytes())));
    update(&mut second, Event::Loaded { index: 0, location: None, result });
    open_with(&mut second, ledger.collect());
    assert!(matches!(second.mode, Mode::Panes) && second.is_seeking());
    // Nobody is asked while something is typed.
    play(&mut second, "/ a");
    assert!(!second.is_seeking());
    play(&mut second, "Esc");
    let mut slices = 0;
    while second.is_seeking() {
        update(&mut second, Event::SeekOn);
        slices += 1;
    }
    assert!((1..20).contains(&slices), "{slices}");
    assert!(
        matches!(second.mode, Mode::Question(Question::SameArticle { record }) if record == id)
    );
}

#[test]
fn what_was_made_behind_the_article_in_front_is_looked_for_between_keys() {
    let mut first = model();
    play(&mut first, "] 1 J ] 2");
    let records: Vec<Id> = first.story.articles.iter().filter_map(|it| it.record).collect();
    let many = records.iter().zip([200, 201]).flat_map(|(id, count)| quotes(*id, count));
    let ledger: Ledger = first.ledger.entries().cloned().chain(many).collect();
    let mut second = unopened();
    open_with(&mut second, ledger);
    let tagged =
        |model: &Model| model.story.articles.iter().map(|it| it.counts.tagged).collect::<Vec<_>>();
    assert_eq!((tagged(&second), second.is_seeking()), (vec![201, 0], true));
    update(&mut second, Event::SeekOn);
    assert_eq!((tagged(&second), second.is_seeking()), (vec![201, 202], false));
    assert_eq!(second.story.articles[1].astray.len(), 201);
}

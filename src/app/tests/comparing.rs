//! What other articles say, set beside the claim in front.

use std::sync::Arc;

use super::*;
use crate::action::Action;
use crate::annotation::PairVerdict;
use crate::app::accounts::{Grouped, Part};
use crate::app::comparing::{Comparing, Line, Since, Standing};
use crate::app::listing::ListingOf;
use crate::app::order::ClaimOrder;
use crate::patience::Patience;
use crate::text::Span;

const PIER: &str = "The toll deal\n\n\
    The toll revenue is shared between the Harbour Trust and the Nordvik Line until 2030, both said. \
    The Nordvik Line paid 13 million crowns for the pier in May.\n";
const QUAY: &str = "A pier changes hands\n\n\
    Toll revenue is no longer shared between the Nordvik Line and the Harbour Trust. \
    The Nordvik Line paid approximately 13 million crowns for the pier in May, a letter shows.\n\n\
    The mayor of Ostra, Lena Brandt, resigned on Friday over the sale of the ferry dock.\n";
const GULL: &str = "Dock sale costs mayor her office\n\n\
    Mayor Lena Brandt of Ostra resigned on Friday over the sale of the ferry dock.\n";

/// Three accounts of one story, compared.
pub(super) fn compared() -> Model {
    let mut model = loaded(&[PIER, QUAY, GULL]);
    open_store(&mut model, None);
    compare(&mut model);
    model
}

/// Does what the workers do when all articles are read.
fn compare(model: &mut Model) {
    let parts = Part::all_of(&model.story);
    let grouped = Arc::new(Grouped::new(&parts, &model.judged(), Patience::ENDLESS));
    let effects = update(model, Event::Grouped(grouped.clone()));
    assert_eq!(effects, [Effect::Weigh(model.story.front)]);
    for index in 0..parts.len() {
        let stances = grouped.weigh(&parts, index);
        update(model, Event::Weighed { index, of: grouped.clone(), stances });
    }
}

fn view(model: &Model) -> &Comparing {
    model.comparing.as_ref().unwrap()
}

fn standings(model: &Model) -> Vec<(usize, Standing)> {
    view(model).accounts.iter().map(|it| (it.article, it.standing())).collect()
}

fn marked(model: &Model, account: usize) -> (Vec<&str>, Vec<&str>) {
    let account = &view(model).accounts[account];
    let text = |index: usize| model.story.articles[index].article().unwrap().document.text();
    let here = account.here.iter().map(|span| span.of(text(model.story.front)));
    let there = account.there.iter().map(|span| span.of(text(account.article)));
    (here.collect(), there.collect())
}

/// A play for every action of the comparison, on three accounts.
#[rustfmt::skip]
pub(super) const PLAYS: &[plays::Play] = &[
    (Action::Compare, "] =", |model, _| standings(model) == [(1, Standing::Conflicts)]),
    (Action::SameClaim, "] g =", |model, _| model.story.front == 1 && at_cursor(model).starts_with("|Toll revenue")),
    (Action::LeftOut, "g -", |model, _| model.listing.as_ref().is_some_and(|it| it.of == ListingOf::LeftOut) && listed(model).len() == 1),
    (Action::Pair, "] g p J ] ] ] g p", |model, _| model.ledger.judgements().count() == 1),
    (Action::Judge(PairVerdict::Same), "] = s", |model, _| view(model).accounts[0].word.is_some()),
    (Action::Judge(PairVerdict::NotSame), "] = x", |model, _| standings(model) == [(1, Standing::Apart)]),
    (Action::Judge(PairVerdict::Conflicts), "] ] = c", |model, _| standings(model) == [(1, Standing::Conflicts)]),
    (Action::Judge(PairVerdict::NoConflict), "] = n", |model, _| standings(model) == [(1, Standing::Differs)]),
];

#[test]
fn what_parts_two_accounts_is_marked_in_both() {
    let mut model = compared();
    play(&mut model, "] =");
    let (here, there) = marked(&model, 0);
    assert!(here.contains(&"shared"), "{here:?}");
    assert!(there.iter().any(|it| it.contains("no longer")), "{there:?}");
    assert_eq!(view(&model).silent, [2]);
    let reason = &view(&model).accounts[0].reason;
    assert!(reason.contains("no longer"), "{reason}");
}

#[test]
fn claims_are_walked_without_leaving_the_view() {
    let mut model = compared();
    play(&mut model, "] = ]");
    assert_eq!(standings(&model), [(1, Standing::Differs)]);
    assert!(at_cursor(&model).starts_with("|The Nordvik"));
    play(&mut model, "[");
    assert_eq!(standings(&model), [(1, Standing::Conflicts)]);
    play(&mut model, "=");
    assert!(model.comparing.is_none());
}

#[test]
fn enter_goes_to_the_account_and_ctrl_o_comes_back() {
    let mut model = compared();
    play(&mut model, "] = Enter");
    assert_eq!((model.story.front, model.comparing.is_none()), (1, true));
    assert!(at_cursor(&model).starts_with("|Toll revenue"));
    play(&mut model, "Ctrl-o");
    assert_eq!(model.story.front, 0);
    assert!(at_cursor(&model).starts_with("|The toll"));
}

#[test]
fn the_readers_word_stands_above_the_programs_and_is_taken_back() {
    let mut model = compared();
    let conflicts = |model: &Model| model.cards[0].stances.unwrap().conflict;
    assert_eq!(conflicts(&model), 1);
    let effects = play(&mut model, "] = n");
    let told = effects.iter().filter(|it| matches!(it, Effect::Judge(all) if all.len() == 1));
    assert_eq!(told.count(), 1, "the worker is told");
    play(&mut model, "q");
    assert_eq!(model.story.articles[0].conflicts, 1);
    compare(&mut model);
    assert_eq!(conflicts(&model), 0, "the sidebar follows");
    assert_eq!(model.story.articles[0].conflicts, 0, "the list follows");
    play(&mut model, "=");
    assert_eq!(standings(&model), [(1, Standing::Differs)], "comparing anew changes nothing");
    play(&mut model, "n");
    assert_eq!(standings(&model), [(1, Standing::Conflicts)]);
    play(&mut model, "u");
    assert_eq!(standings(&model), [(1, Standing::Differs)]);
    play(&mut model, "x");
    assert_eq!(view(&model).silent, [1, 2], "what is about another matter says nothing of it");
    assert_eq!(model.ledger.judgements().count(), 1);
    play(&mut model, "q J ] =");
    assert_eq!(standings(&model), [(0, Standing::Apart)], "a judgement has no direction");
}

#[test]
fn claims_said_to_be_the_same_are_one_group_until_that_is_taken_back() {
    let mut model = compared();
    let rows = |model: &Model| model.grouped.as_ref().unwrap().groups.len();
    let before = rows(&model);
    play(&mut model, "] ] g p J ] ] ] g p");
    let pair = |model: &Model| {
        let judgement = model.ledger.judgements().next().unwrap();
        (
            judgement.pair.one().anchor.exact().to_owned(),
            judgement.pair.other().anchor.exact().to_owned(),
        )
    };
    assert!(pair(&model).0.contains("paid 13 million") && pair(&model).1.contains("mayor"));
    compare(&mut model);
    let grouped = model.grouped.clone().unwrap();
    let words = |article: usize, words: &str| {
        let slot = &model.story.articles[article];
        let text = slot.article().unwrap().document.text();
        let claim = slot.claims().iter().position(|it| it.span.of(text).contains(words));
        crate::group::Place { article, claim: claim.unwrap() }
    };
    let (bought, mayor) = (words(0, "paid 13 million"), words(1, "mayor"));
    assert!(grouped.others(bought).contains(&mayor), "{:?}", grouped.groups);
    let effects = play(&mut model, "u");
    assert!(effects.contains(&Effect::Judge(Vec::new())), "{effects:?}");
    compare(&mut model);
    assert_eq!(rows(&model), before);
}

#[test]
fn the_matrix_follows_the_readers_word() {
    let mut model = compared();
    let first = |model: &Model| {
        let matrix = model.matrix.as_ref().unwrap();
        matrix.get(*matrix.rows.first().unwrap()).cloned().unwrap()
    };
    play(&mut model, "m");
    assert!(first(&model).conflict);
    play(&mut model, "= n = m");
    compare(&mut model);
    play(&mut model, "m");
    assert!(!first(&model).conflict);
    play(&mut model, "m");
    let groups = model.grouped.as_ref().unwrap().groups.len();
    play(&mut model, "g g ] = x =");
    compare(&mut model);
    assert_eq!(model.grouped.as_ref().unwrap().groups.len(), groups - 1, "nobody else says it");
}

#[test]
fn judgements_are_in_the_lists_of_what_was_made() {
    let mut model = compared();
    play(&mut model, "] = n = g u");
    assert_eq!(listed(&model), ["no conflict"]);
    play(&mut model, "/ L i n e Enter");
    assert_eq!(listed(&model), ["no conflict"], "found by its words");
    play(&mut model, "Esc J g t");
    assert_eq!(listed(&model), ["no conflict"], "once, though both articles have it");
    play(&mut model, "Enter");
    assert!(model.comparing.is_some());
    assert!(view(&model).accounts.iter().any(|it| it.word.is_some()));
    play(&mut model, "= g t d");
    assert_eq!(listed(&model), [""; 0]);
    play(&mut model, "u");
    assert_eq!(listed(&model), ["no conflict"]);
}

#[test]
fn that_the_text_has_changed_since_a_judgement_is_said() {
    let mut model = compared();
    play(&mut model, "] = n q");
    let changed = QUAY.replace("no longer shared between", "shared again, not equally, between");
    let changed = changed.replace("Toll revenue is", "In fact toll revenue is no longer");
    for text in [changed, QUAY.replace("Harbour Trust.", "Harbour Trust of 2019.")] {
        let source = model.story.articles[1].source.clone();
        let article = Box::new(Article::new(source, text.as_bytes()));
        let document = article.document.clone();
        update(&mut model, Event::Reread { index: 1, article });
        update(&mut model, assessed(1, document));
        compare(&mut model);
        play(&mut model, "=");
        let word = view(&model).accounts.iter().find_map(|it| it.word);
        assert!(word.is_none_or(|word| word.since != Since::Same), "{text}");
        play(&mut model, "q");
    }
}

#[test]
fn what_was_said_of_other_words_counts_no_more_until_it_is_said_again() {
    let mut model = compared();
    play(&mut model, "] = n =");
    let edited = QUAY.replace("Toll revenue is no longer", "All toll revenue is no longer");
    let source = model.story.articles[1].source.clone();
    let article = Box::new(Article::new(source, edited.as_bytes()));
    let document = article.document.clone();
    update(&mut model, Event::Reread { index: 1, article });
    update(&mut model, assessed(1, document));
    compare(&mut model);
    play(&mut model, "=");
    let word = |model: &Model| view(model).accounts[0].word.map(|word| word.since);
    assert_eq!(word(&model), Some(Since::Edited));
    assert_eq!(standings(&model), [(1, Standing::Conflicts)]);
    play(&mut model, "n");
    assert_eq!(word(&model), Some(Since::Same));
    assert_eq!(standings(&model), [(1, Standing::Differs)]);
    assert_eq!(model.ledger.judgements().count(), 1);
}

#[test]
fn what_an_article_leaves_out_can_be_gone_to() {
    let mut model = compared();
    play(&mut model, "g - Enter");
    assert_ne!(model.story.front, 0);
    assert!(at_cursor(&model).starts_with("|The mayor"), "{}", at_cursor(&model));
    play(&mut model, "Ctrl-o");
    assert_eq!(model.story.front, 0);
}

#[test]
fn claims_that_others_contradict_come_first_when_that_is_asked_for() {
    let mut model = compared();
    play(&mut model, "J");
    play(&mut model, ": s o r t Space d i s a g r e e m e n t Enter");
    assert_eq!(model.order, ClaimOrder::Disagreement);
    let conflicts: Vec<usize> =
        model.cards.iter().map(|it| it.stances.unwrap_or_default().conflict).collect();
    assert!(conflicts.is_sorted_by(|one, other| one >= other), "{conflicts:?}");
    assert_eq!(model.story.articles[1].conflicts, 1);
}

#[test]
fn nothing_is_shown_of_a_text_that_was_read_again() {
    let mut model = compared();
    play(&mut model, "] =");
    let source = model.story.articles[1].source.clone();
    let article = Box::new(Article::new(source, b"Short.\n"));
    update(&mut model, Event::Reread { index: 1, article });
    assert!(standings(&model).is_empty());
    let words = view(&model).lines.iter().filter(|line| matches!(line, Line::Words(Some(_), _)));
    assert_eq!(words.count(), 0);
}

#[test]
fn until_all_is_compared_that_is_said() {
    let mut model = model();
    play(&mut model, "] g =");
    assert!(message(&model).contains("still being compared"));
    play(&mut model, "g -");
    assert!(message(&model).contains("still being compared"));
    play(&mut model, "= s");
    assert!(message(&model).contains("no account to judge"));
}

#[test]
fn what_articles_conflict_on_can_be_filtered_for() {
    let mut model = compared();
    play(&mut model, ": f i l t e r Space i s : c o n f l i c t Enter");
    assert_eq!((model.shown_articles().len(), model.shown_claims().len()), (2, 1));
    let mut early = loaded(&[PIER, QUAY, GULL]);
    open_store(&mut early, None);
    play(&mut early, ": f i l t e r Space i s : c o n f l i c t Enter");
    assert_eq!(early.shown_articles().len(), 0);
    compare(&mut early);
    assert_eq!(early.shown_articles().len(), 2, "what is filtered for may become known later");
}

#[test]
fn articles_that_are_mostly_one_text_are_named() {
    let long = format!("{QUAY}\n{PIER}");
    let mut model = loaded(&[&long, &format!("{long}\nAnd one more.\n"), GULL]);
    open_store(&mut model, None);
    compare(&mut model);
    assert!(message(&model).contains("mostly one text"), "{}", message(&model));
}

#[test]
fn the_mouse_chooses_an_account_and_opens_it() {
    let mut model = compared();
    play(&mut model, "] =");
    let line = view(&model).lines.iter().position(|it| it.account() == Some(0)).unwrap();
    let press = |row: usize| Mouse {
        kind: MouseKind::Press,
        column: 10,
        row: u16::try_from(row + 1).unwrap(),
    };
    update(&mut model, Event::Mouse(press(0)));
    update(&mut model, Event::Mouse(Mouse { kind: MouseKind::WheelDown, ..press(line) }));
    assert_eq!(model.story.front, 0);
    update(&mut model, Event::Mouse(press(line)));
    assert_eq!((model.story.front, model.comparing.is_none()), (1, true));
}

#[test]
fn a_story_of_one_article_has_nothing_to_compare() {
    let mut model = loaded(&[PIER]);
    for keys in ["] g =", "g -"] {
        play(&mut model, keys);
        assert!(message(&model).contains("no other article"), "{}", message(&model));
    }
}

#[test]
fn a_claim_said_to_be_of_another_matter_keeps_its_other_company() {
    let said = |percent: u8| {
        format!("The Nordvik Line receives {percent} percent of the toll revenue until 2030.\n")
    };
    let mut model = loaded(&[said(18).as_str(), said(20).as_str(), said(18).as_str()]);
    open_store(&mut model, None);
    compare(&mut model);
    play(&mut model, "] =");
    assert_eq!(standings(&model), [(1, Standing::Conflicts), (2, Standing::Agrees)]);
    play(&mut model, "x");
    assert_eq!(standings(&model), [(1, Standing::Apart), (2, Standing::Agrees)], "nothing jumps");
    compare(&mut model);
    play(&mut model, "=");
    let grouped = model.grouped.clone().unwrap();
    assert_eq!((0..3).map(|it| grouped.conflicts(it)).collect::<Vec<_>>(), [0, 1, 1]);
    play(&mut model, "J ] =");
    assert_eq!(standings(&model), [(2, Standing::Conflicts), (0, Standing::Apart)]);
}

#[test]
fn a_pair_is_judged_once() {
    let mut model = compared();
    play(&mut model, "] = x = g p J ] g p");
    assert_eq!(model.ledger.judgements().count(), 1);
    let verdicts =
        |model: &Model| model.ledger.judgements().map(|it| it.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts(&model), [PairVerdict::Same]);
    play(&mut model, "g p K g p");
    assert_eq!(verdicts(&model), [PairVerdict::Same]);
    assert!(message(&model).contains("before"), "{}", message(&model));
}

#[test]
fn a_sentence_that_is_no_claim_is_not_compared() {
    let mut model = compared();
    play(&mut model, "g g =");
    assert!(model.comparing.is_none());
    assert!(message(&model).contains("no claim in this sentence"), "{}", message(&model));
    play(&mut model, "g p");
    assert!(model.picked.is_none());
}

#[test]
fn a_sentence_that_is_not_listed_is_compared_as_itself() {
    let mut model = compared();
    play(&mut model, "] =");
    let before = standings(&model);
    play(&mut model, "= f n o w o r d Enter");
    assert!(model.listed_claims().is_empty());
    play(&mut model, "=");
    assert_eq!(standings(&model), before);
}

#[test]
fn what_is_left_out_is_listed_once() {
    let mut model = compared();
    play(&mut model, "g -");
    let rows = model.listing.as_ref().unwrap().rows.clone();
    for (index, row) in rows.iter().enumerate() {
        assert!(!rows[..index].contains(row), "{rows:?}");
    }
}

#[test]
fn what_cannot_be_read_and_what_is_empty_is_no_account() {
    let mut model = loaded(&[PIER, QUAY, GULL, " \n", "nothing"]);
    open_store(&mut model, None);
    model.story.add(vec![Source::file("5.bin")]);
    let result = Err(Problem::new("5.bin", "is not text"));
    update(&mut model, Event::Loaded { index: 5, location: None, result });
    compare(&mut model);
    assert_eq!((model.story.articles.len(), model.grouped.as_ref().unwrap().accounts()), (6, 4));
    play(&mut model, "] =");
    assert_eq!(view(&model).silent, [2, 4]);
    play(&mut model, "q m");
    assert_eq!(model.matrix.as_ref().unwrap().columns, [0, 1, 2, 4]);
}

#[test]
fn going_back_from_a_view_that_was_not_opened_goes_no_further() {
    for (keys, told) in [
        ("gg =", "no claim in this sentence"),
        ("gg g w", "no claim in this sentence"),
        ("m", "no other article"),
        ("g t", "nothing was highlighted"),
        ("g -", "no other article"),
    ] {
        let mut model = loaded(&[PIER]);
        open_store(&mut model, None);
        let keys = keys.replace("gg", "g g");
        play(&mut model, &keys);
        assert!(message(&model).contains(told), "{keys}: {}", message(&model));
        assert_eq!(play(&mut model, "q"), [], "{keys}: the program goes on");
        assert_eq!(message(&model), "");
        assert_eq!(play(&mut model, "q"), [Effect::Quit], "{keys}");
        play(&mut model, &keys);
        assert_eq!(play(&mut model, "j q"), [Effect::Quit], "{keys}: it was read");
    }
}

#[test]
fn the_account_that_is_judged_stays_under_the_cursor_also_when_that_is_taken_back() {
    for (down, keys) in [("k", "x"), ("j", "x"), ("k", "c"), ("j", "s")] {
        let mut model = loaded(&[PIER, QUAY, PIER]);
        open_store(&mut model, None);
        compare(&mut model);
        play(&mut model, "] ] =");
        assert_eq!(standings(&model), [(1, Standing::Differs), (2, Standing::Agrees)]);
        play(&mut model, down);
        let places = |model: &Model| -> Vec<(usize, Span)> {
            view(model).accounts.iter().map(|it| (it.article, it.span)).collect()
        };
        let (before, cursor) = (places(&model), view(&model).cursor);
        for _ in 0..4 {
            play(&mut model, keys);
            assert_eq!((places(&model), view(&model).cursor), (before.clone(), cursor), "{keys}");
            // What the worker makes of it comes later.
            compare(&mut model);
            assert_eq!((places(&model), view(&model).cursor), (before.clone(), cursor), "{keys}");
        }
        assert_eq!(standings(&model), [(1, Standing::Differs), (2, Standing::Agrees)]);
    }
}

#[test]
fn what_the_worker_made_of_an_earlier_word_moves_nothing() {
    let mut model = loaded(&[PIER, QUAY, PIER]);
    open_store(&mut model, None);
    compare(&mut model);
    play(&mut model, "] ] = x");
    let places = |model: &Model| -> Vec<(usize, usize)> {
        let accounts = view(model).accounts.iter().map(|it| (it.article, it.span.start()));
        accounts.chain([(view(model).cursor, 0)]).collect()
    };
    let before = places(&model);
    let parts = Part::all_of(&model.story);
    let late = Arc::new(Grouped::new(&parts, &model.judged(), Patience::ENDLESS));
    play(&mut model, "x");
    update(&mut model, Event::Grouped(late));
    assert_eq!(places(&model), before, "the pair is not found yet, and not forgotten either");
    compare(&mut model);
    assert_eq!(places(&model), before);
}

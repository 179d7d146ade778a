//! Invented sentences, held against each other both ways.

mod contrasts;
mod rules;

use super::*;
use crate::claim;
use crate::document;

fn compared(one: &str, other: &str) -> (Comparison, Vec<String>, Vec<String>) {
    let read = |text: &str| {
        let (document, _) = document::read("a.txt", text.as_bytes());
        let claims = claim::assess(&document);
        (document.text().to_owned(), claims)
    };
    let ((left, left_claims), (right, right_claims)) = (read(one), read(other));
    let said = Said::of(&left, &left_claims, 0).unwrap();
    let its = Said::of(&right, &right_claims, 0).unwrap();
    let comparer = Comparer::new();
    let there = comparer.compare(said, its);
    let back = comparer.compare(its, said);
    assert_eq!(there.relation, back.relation, "{one} | {other}");
    assert_eq!((&there.one, &there.other), (&back.other, &back.one), "{one} | {other}");
    let words = |spans: &[Span], text: &str| {
        spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>()
    };
    let (mine, others) = (words(&there.one, &left), words(&there.other, &right));
    (there, mine, others)
}

#[track_caller]
fn relation(one: &str, other: &str, wanted: Relation) -> String {
    let (found, _, _) = compared(one, other);
    assert_eq!(found.relation, wanted, "{one} | {other}: {found:?}");
    found.reason
}

#[track_caller]
fn conflicts(one: &str, other: &str, reason: &str) {
    assert_eq!(relation(one, other, Relation::Conflicts), reason);
}

#[track_caller]
fn differs(one: &str, other: &str) -> String {
    relation(one, other, Relation::Differs)
}

#[track_caller]
fn no_conflict(one: &str, other: &str) {
    let (found, ..) = compared(one, other);
    assert_ne!(found.relation, Relation::Conflicts, "{one} | {other}: {found:?}");
}

#[track_caller]
fn agrees(one: &str, other: &str) {
    relation(one, other, Relation::Agrees);
}

#[test]
fn the_same_in_other_words_agrees() {
    agrees(
        "The Harbour Trust bought the north pier for 40 million crowns.",
        "The north pier was acquired by the Harbour Trust for 40 million crowns.",
    );
}

#[test]
fn amounts_of_one_thing_conflict() {
    conflicts(
        "The trust paid 40 million crowns for the north pier.",
        "The trust paid 55 million crowns for the north pier.",
        "40 million crowns / 55 million crowns",
    );
    conflicts(
        "The yard dismissed 1,200 welders on the island.",
        "The yard dismissed 800 welders on the island.",
        "1,200 welders / 800 welders",
    );
}

#[test]
fn amounts_of_two_things_do_not() {
    let reason = differs(
        "The trust paid 40 million crowns for the north pier.",
        "The mayor wants a toll of 12 crowns from every lorry on the bridge.",
    );
    assert!(!reason.is_empty());
    differs(
        "The tariff on Nordvik salt is 10 percent from Monday.",
        "The tariff on Lund timber is 25 percent from June.",
    );
}

#[test]
fn ages_never_conflict() {
    differs(
        "Ada Berg, an 18-year-old pilot from Lund, steered the ferry.",
        "Ada Berg, a 44-year-old pilot from Lund, steered the ferry.",
    );
}

#[test]
fn the_same_amount_with_another_bound_differs() {
    let (found, one, other) = compared(
        "The line invested approximately 13 million crowns in the pier.",
        "The line has invested more than 13 million crowns in the pier.",
    );
    assert_eq!(found.relation, Relation::Differs);
    assert_eq!(found.reason, "13 million crowns: about / at least");
    assert_eq!((one, other), (vec!["13 million crowns".into()], vec!["13 million crowns".into()]));
}

#[test]
fn a_number_all_but_reached_was_not_reached() {
    conflicts(
        "The letter asks the harbour office almost 40 questions about the pier.",
        "The letter asks the harbour office at least 40 questions about the pier.",
        "40 questions: about / at least",
    );
}

#[test]
fn what_fits_a_bound_does_not_conflict() {
    differs(
        "The fire closed more than 30 shops in the market hall.",
        "The fire closed 34 shops in the market hall, the mayor said.",
    );
}

#[test]
fn dates_of_one_act_conflict_and_of_two_do_not() {
    conflicts(
        "The council opened the new bridge over the strait in 2019.",
        "The new bridge over the strait was opened by the council in 2021.",
        "2019 / 2021",
    );
    differs(
        "The right to moor at the quay runs until 2032.",
        "The licence to print the timetables of all ferries ends in 2030.",
    );
}

#[test]
fn a_denial_conflicts_with_what_it_denies() {
    conflicts(
        "Toll revenue is no longer shared between the line and the trust.",
        "Toll revenue is shared between the line and the trust through 2030.",
        "no longer shared / shared",
    );
    for lasting in ["Tolls stay shared through 2030.", "They maintain a shared pool of tolls."] {
        conflicts(
            "The line will no longer share tolls, it said on Monday.",
            lasting,
            "no longer share / shared",
        );
    }
    conflicts(
        "The line is not the exclusive carrier on the strait.",
        "The line stays the exclusive carrier on the strait.",
        "not the exclusive / exclusive",
    );
}

#[test]
fn a_denial_of_something_else_does_not() {
    differs(
        "Captains who do not pass the harbour test lose their licence.",
        "Captains pass the harbour test before they get their licence.",
    );
    differs(
        "The agreement strips the line of its exclusive right to moor.",
        "The line no longer has the exclusive right to moor.",
    );
}

#[test]
fn directions_exclude_each_other() {
    conflicts(
        "Fares on the northern ferry rose after the strike.",
        "Fares on the northern ferry fell after the strike.",
        "rose / fell",
    );
    conflicts(
        "The council approved the sale of the north pier.",
        "The council rejected the sale of the north pier.",
        "approved / rejected",
    );
}

#[test]
fn a_hedge_differs() {
    let reason = differs(
        "The trust reportedly sold the north pier to the ferry line.",
        "The trust sold the north pier to the ferry line.",
    );
    assert_eq!(reason, "reportedly / as a fact");
}

#[test]
fn the_month_of_may_is_no_hedge() {
    agrees(
        "The council closed the bridge over the strait in May 2019.",
        "The bridge over the strait was closed by the council in May 2019.",
    );
}

#[test]
fn one_quotation_in_two_mouths_conflicts() {
    conflicts(
        "“Boats may need to wait outside the breakwater while pilots finish work on vessels inside,” said Ada Berg.",
        "“Boats may need to wait outside the breakwater while pilots finish work on vessels inside,” said Olof Holm.",
        "Ada Berg / Olof Holm",
    );
}

#[test]
fn times_told_from_the_day_of_the_report() {
    conflicts(
        "The trust hired the pilot Ada Berg two weeks ago.",
        "The trust hired the pilot Ada Berg last week.",
        "two weeks ago / last week",
    );
}

#[test]
fn what_only_one_says_is_marked() {
    let (found, one, other) = compared(
        "The council closed the bridge.",
        "The council closed the bridge, emptied the old market and sent the fishermen home early.",
    );
    assert!(one.is_empty(), "{one:?}");
    assert_eq!(found.relation == Relation::Agrees, other.is_empty());
}

#[test]
fn a_currency_in_common_is_no_matter_in_common() {
    differs(
        "The payments are capped at 300 million crowns in total.",
        "Hollen took 262 million crowns in fares.",
    );
}

//! Groups over invented stories.

use std::cell::{Cell, RefCell};

use super::*;
use crate::claim;
use crate::document;
use crate::patience::Over;

/// An article, kept with its claims.
struct Kept {
    key: String,
    text: String,
    claims: Claims,
}

fn kept(key: &str, text: &str) -> Kept {
    let (document, _) = document::read("a.txt", text.as_bytes());
    let claims = claim::assess(&document);
    Kept { key: key.to_owned(), text: document.text().to_owned(), claims }
}

fn accounts(kept: &[Kept]) -> Vec<Account<'_>> {
    kept.iter().map(|it| Account { key: &it.key, text: &it.text, claims: &it.claims }).collect()
}

fn wording<'a>(kept: &'a [Kept], member: &Member) -> &'a str {
    let it = &kept[member.place.article];
    it.claims[member.place.claim].span.of(&it.text)
}

/// The groups as sets of wordings, in an order of their own.
fn told(kept: &[Kept]) -> Vec<Vec<(String, String)>> {
    let mut told: Vec<Vec<(String, String)>> = group(&accounts(kept), Patience::ENDLESS)
        .iter()
        .map(|group| {
            let name = |member: &Member| kept[member.place.article].key.clone();
            let members = group.members.iter();
            members.map(|it| (name(it), wording(kept, it).to_owned())).collect()
        })
        .collect();
    told.sort();
    told
}

/// Four accounts of the sale of a pier and of what it earns.
fn pier() -> Vec<Kept> {
    vec![
        kept(
            "a.txt",
            "The pier changes hands\n\n\
             The Harbour Trust said on Monday that it had rewritten its contract with the Nordvik \
             Line after a year of talks. Sharing of the toll revenue between the trust and the \
             line continues until 2030, the trust said. The line put 13 million crowns into the \
             pier over six years. The line keeps its right to moor at the north quay until 2032. \
             The mayor of Lund welcomed the contract in a letter to the council.",
        ),
        kept(
            "b.txt",
            "A new contract\n\n\
             The Nordvik Line and the Harbour Trust announced a new contract. Under it the toll \
             revenue is no longer shared between the line and the trust. The line has invested \
             about 13 million crowns in the pier since 2019. Fishermen were told to leave the old \
             market by the end of June.",
        ),
        kept(
            "c.txt",
            "Harbour notes\n\n\
             Toll revenue sharing between the Harbour Trust and the line is capped at a fixed \
             total amount. The Nordvik Line had invested more than 13 million crowns in the pier, \
             according to its last report. The licence of the line to print timetables ends in \
             2030.",
        ),
    ]
}

/// The only group that holds a wording with these words.
fn group_with<'a>(groups: &'a [Group], kept: &[Kept], words: &str) -> &'a Group {
    let has = |group: &&Group| group.members.iter().any(|it| wording(kept, it).contains(words));
    groups.iter().find(has).unwrap_or_else(|| panic!("no group with {words:?}"))
}

fn compare(kept: &[Kept], one: &Member, other: &Member) -> Comparison {
    let said = |member: &Member| {
        let it = &kept[member.place.article];
        Said { text: &it.text, claims: &it.claims, claim: &it.claims[member.place.claim] }
    };
    Comparer::new().compare(said(one), said(other))
}

#[test]
fn the_order_of_the_articles_means_nothing() {
    let first = told(&pier());
    assert!(!first.is_empty());
    for turn in 1..3 {
        let mut turned = pier();
        turned.rotate_left(turn);
        assert_eq!(told(&turned), first);
    }
    let mut swapped = pier();
    swapped.swap(0, 1);
    assert_eq!(told(&swapped), first);
}

#[test]
fn a_disputed_arrangement_is_one_group_with_its_differing_words() {
    let kept = pier();
    let groups = group(&accounts(&kept), Patience::ENDLESS);
    let group = group_with(&groups, &kept, "no longer shared");
    let member = |words: &str| {
        group.members.iter().find(|it| wording(&kept, it).contains(words)).copied().unwrap()
    };
    let (until, ended) = (member("continues until 2030"), member("no longer shared"));
    member("is capped");
    assert!(group.conflict);
    let compared = compare(&kept, &until, &ended);
    assert_eq!(compared.relation, Relation::Conflicts);
    let of = |spans: &[crate::text::Span], member: &Member| -> Vec<String> {
        let text = &kept[member.place.article].text;
        spans.iter().map(|span| span.of(text).to_owned()).collect()
    };
    assert!(of(&compared.other, &ended).contains(&"no longer shared".to_owned()), "{compared:?}");
    assert!(!of(&compared.one, &until).is_empty());
}

#[test]
fn an_amount_stated_more_or_less_exactly_is_one_group_without_a_conflict() {
    let kept = pier();
    let groups = group(&accounts(&kept), Patience::ENDLESS);
    let group = group_with(&groups, &kept, "more than 13 million");
    assert_eq!(group.members.len(), 3);
    assert!(!group.conflict);
    let compared = compare(&kept, &group.members[1], &group.members[2]);
    assert_eq!(compared.relation, Relation::Differs);
    assert!(compared.reason.contains("about / at least"), "{}", compared.reason);
}

#[test]
fn end_dates_of_different_rights_are_no_conflict() {
    let kept = pier();
    let groups = group(&accounts(&kept), Patience::ENDLESS);
    let both = |group: &&Group| {
        let has = |words: &str| group.members.iter().any(|it| wording(&kept, it).contains(words));
        has("until 2032") && (has("in 2030") || has("until 2030")) && group.conflict
    };
    assert!(groups.iter().find(both).is_none());
}

#[test]
fn members_are_of_several_articles() {
    let kept = pier();
    for group in group(&accounts(&kept), Patience::ENDLESS) {
        assert!(group.articles() > 1, "{group:?}");
        assert!(group.head < group.members.len());
    }
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(group(&[], Patience::ENDLESS), []);
    let alone = [kept("a.txt", "The ferry left at noon with 40 cars on board.")];
    assert_eq!(group(&accounts(&alone), Patience::ENDLESS), []);
}

#[test]
fn what_an_article_leaves_out_is_said_by_two_others() {
    let mut kept = pier();
    kept.push(self::kept(
        "d.txt",
        "Weather\n\nThe harbour froze over on Sunday and two boats were lost near the lighthouse.",
    ));
    let groups = group(&accounts(&kept), Patience::ENDLESS);
    let all: Vec<usize> = left_out(&groups, 3);
    assert_eq!(all.len(), groups.len());
    let sizes: Vec<usize> = all.iter().map(|&index| groups[index].articles()).collect();
    assert!(sizes.is_sorted_by(|one, two| one >= two));
    assert!(
        left_out(&groups, 0)
            .iter()
            .all(|&index| { groups[index].members.iter().all(|it| it.place.article != 0) })
    );
}

#[test]
fn one_sentence_in_very_many_articles_is_one_group_and_bounded_work() {
    let printed: Vec<Kept> = (0..200)
        .map(|index| {
            let own = format!("Boat number {index} carried {} crates of salt to Lund.", index + 20);
            let text = format!(
                "{own} The Harbour Trust sold the north pier to the Nordvik Line on Monday. \
                 The mayor of town {index} wrote {index} letters about it."
            );
            kept(&format!("{index:03}.txt"), &text)
        })
        .collect();
    let accounts = accounts(&printed);
    let wordings = Wordings::new(&accounts, Patience::ENDLESS);
    let pairs = candidates::candidates(&wordings, Patience::ENDLESS).len();
    assert!(pairs <= wordings.all.len() * 40, "{pairs}");
    let groups = group(&accounts, Patience::ENDLESS);
    let sold = group_with(&groups, &printed, "sold the north pier");
    assert_eq!(sold.members.len(), 200);
    assert_eq!((sold.origins, sold.conflict), (1, false));
}

#[test]
fn it_can_be_stopped_at_any_time() {
    let kept = pier();
    let accounts = accounts(&kept);
    let asked = |limit: usize| {
        let asked = Cell::new(0);
        let over = || {
            asked.set(asked.get() + 1);
            (asked.get() > limit).then_some(Over::Stopped)
        };
        let _worth_nothing = group(&accounts, Patience::until(&over));
        asked.get()
    };
    let whole = asked(usize::MAX);
    for limit in 0..whole {
        // Each step of the work asks once more, and does nothing.
        assert!(asked(limit) <= limit + 6, "{limit}");
    }
    assert!(whole > 5, "{whole}");
}

#[test]
fn what_very_many_print_does_not_hide_what_others_say() {
    let printed: Vec<Kept> = (0..120)
        .map(|index| {
            let paid = if index % 40 == 7 { 44 } else { 40 };
            let text = format!(
                "Fog kept two trawlers out of Lund until noon, the coast guard said. \
                 The Nordvik Line paid {paid} million crowns for the north pier in March."
            );
            kept(&format!("{index:03}.txt"), &text)
        })
        .collect();
    let groups = group(&accounts(&printed), Patience::ENDLESS);
    let paid = group_with(&groups, &printed, "paid 44 million");
    assert_eq!((paid.members.len(), paid.conflict), (120, true));
    let quiet = group_with(&groups, &printed, "Fog kept two trawlers");
    assert_eq!((quiet.members.len(), quiet.conflict), (120, false));
}

#[test]
fn what_contradicts_is_one_matter_however_unlike_the_rest() {
    let kept = vec![
        kept(
            "a.txt",
            "Harbour notes\n\nThe harbour master resigned on 3 May after a night of talks with the \
             council about the price of salt. The crane on the north quay was painted green.",
        ),
        kept(
            "b.txt",
            "News from Lund\n\nIn the year of the great storm, two clerks of the ferry line said, the \
             harbour master was fired. The brewery has doubled its output since 2019.",
        ),
    ];
    let groups = group(&accounts(&kept), Patience::ENDLESS);
    let conflicts: Vec<&Group> = groups.iter().filter(|it| it.conflict).collect();
    assert_eq!(conflicts.len(), 1, "{:?}", told(&kept));
    let said: Vec<&str> = conflicts[0].members.iter().map(|it| wording(&kept, it)).collect();
    assert!(said[0].contains("resigned") && said[1].contains("fired"), "{said:?}");
}

#[test]
fn who_waits_hears_how_far_it_is() {
    let heard = RefCell::new(Vec::new());
    let hear = |percent| heard.borrow_mut().push(percent);
    assert!(!group(&accounts(&pier()), Patience::ENDLESS.heard(&hear)).is_empty());
    let heard = heard.into_inner();
    assert!(heard.len() > 3 && heard.is_sorted() && heard.iter().all(|it| *it < 100), "{heard:?}");
}

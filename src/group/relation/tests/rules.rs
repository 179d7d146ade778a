//! Each rule with an example, and with one to which it must not be applied.

use super::*;

#[test]
fn what_is_asserted_and_denied_of_one_subject_conflicts_however_much_else_is_said() {
    conflicts(
        "The tolls are capped at 90 million crowns in all, a bound that the old lease lacked.",
        "The tolls are not capped, according to two clerks of the harbour office who saw the lease.",
        "capped / not capped",
    );
    differs(
        "The tolls are capped at 90 million crowns in all, a bound that the old lease lacked.",
        "The wages of the pilots are not capped, according to two clerks who saw the lease.",
    );
}

#[test]
fn opposites_are_said_of_one_subject() {
    conflicts(
        "The timber trade is softening as sawmills close.",
        "The mayor sees no need to act, since the timber trade is still so strong.",
        "softening / strong",
    );
    differs(
        "The lease of the north quay ended in spring, the harbour office said.",
        "At the north quay the harbour office remains the only tenant, as before the lease.",
    );
}

#[test]
fn names_on_both_sides_tell_two_acts_apart() {
    differs(
        "Ada Berg pleaded guilty to smuggling salt through the harbour.",
        "Olof Holm has pleaded not guilty to smuggling salt through the harbour.",
    );
}

#[test]
fn what_is_aimed_at_or_suspected_is_no_statement() {
    differs(
        "The strike in the harbour has not ended.",
        "The mayor supports talks to formally end the strike in the harbour.",
    );
    differs(
        "The council denied any sale of the north pier to the ferry line.",
        "The police look into an alleged sale of the north pier to the ferry line.",
    );
}

#[test]
fn a_word_that_tells_which_is_meant_is_no_statement() {
    differs(
        "The trust and the ferry line wrote a new end to their exclusive lease of the north pier.",
        "The ferry line is no longer the sole tenant of the north pier, said the trust.",
    );
    differs(
        "Under the revised lease the ferry line is no longer the trust's exclusive tenant.",
        "As the trust grew, the limits of exclusivity on the pier became harder to ignore.",
    );
}

#[test]
fn dates_of_what_happened_and_of_what_will_happen_do_not_conflict() {
    conflicts(
        "The ferry line tested the new boats on the strait in July.",
        "The ferry line tested the new boats on the strait in April.",
        "July / April",
    );
    differs(
        "The ferry line tested the new boats on the strait in July.",
        "The ferry line will stop tests of the new boats on the strait in April.",
    );
}

#[test]
fn lengths_of_time_are_compared_where_they_measure_one_thing() {
    conflicts(
        "Fares rose 9.1 percent in June, reaching a 40-year high.",
        "According to the newest figures fares stand at a 41-year high after 9.1 percent.",
        "40-year / 41-year",
    );
    conflicts(
        "The strike of the pilots lasted three weeks.",
        "The strike of the pilots lasted two weeks.",
        "three weeks / two weeks",
    );
    differs(
        "The right to open the new quay lasts three years longer.",
        "The new quay that he promised opened two years late.",
    );
}

#[test]
fn a_part_is_compared_and_the_whole_is_not() {
    let reason = relation(
        "She said 140 of the 155 jobs at the yard were safe.",
        "The line said it would keep 120 jobs at the yard safe.",
        Relation::Conflicts,
    );
    assert_eq!(reason, "140 / 120 jobs");
    agrees(
        "She said 120 of the 155 jobs at the yard were safe.",
        "She said 120 jobs at the yard were safe.",
    );
}

#[test]
fn the_unit_of_an_amount_is_no_common_matter() {
    differs(
        "The line took 262 million crowns in fares.",
        "The line will spend 40 million crowns on piers.",
    );
}

#[test]
fn amounts_that_fit_each_other_are_shown() {
    let reason = differs(
        "The line will spend about 40 million crowns on the piers.",
        "The line will spend 42 million crowns on the piers.",
    );
    assert_eq!(reason, "about 40 million crowns / 42 million crowns");
}

#[test]
fn days_by_name_conflict() {
    for other in ["Tuesday", "Thursday"] {
        conflicts(
            "The council sold the north pier to the ferry line on Monday.",
            &format!("On {other} the council sold the north pier to the ferry line."),
            &format!("Monday / {other}"),
        );
    }
    for other in ["last week", "over Easter"] {
        let other = format!("The council sold the north pier to the ferry line {other}.");
        differs("The council sold the north pier to the ferry line on Monday.", &other);
    }
}

#[test]
fn the_day_of_the_report_is_not_the_day_of_the_act() {
    let reason = differs(
        "The council sold the north pier to the ferry line over Easter, officials said on Tuesday.",
        "The council sold the north pier to the ferry line last week.",
    );
    assert_eq!(reason, "Easter / last week");
}

#[test]
fn a_denial_is_told_where_the_other_speaks_of_what_is_denied() {
    let reason = differs(
        "The tolls are capped at 90 million crowns, a bound that the old lease did not contain.",
        "The 90 million crowns are a bound on tolls paid since 2019, says a pilot who will not be named.",
    );
    assert_eq!(reason, "only one says: since 2019");
}

#[test]
fn that_two_were_named_is_no_figure_of_one_claim_alone() {
    let reason = differs(
        "The harbour and the ferry line rewrote the lease that bound the two companies together.",
        "The restructuring of the lease is also shaped by the scrutiny of the harbour's regulator.",
    );
    assert!(!reason.contains("two companies"), "{reason}");
    let reason = differs(
        "The harbour and the ferry line rewrote the lease that bound two companies together.",
        "The restructuring of the lease is also shaped by the scrutiny of the harbour's regulator.",
    );
    assert_eq!(reason, "only one says: two companies");
}

#[test]
fn words_are_told_where_nothing_else_parts_two_claims() {
    let reason = differs(
        "The harbour office let the old market to fishermen from the northern islands.",
        "The old market went to a brewery with a garden and a band, the harbour office says.",
    );
    assert_eq!(reason, "fishermen from the northern islands / went to a brewery with …");
}

#[test]
fn a_part_with_a_bound_is_not_the_whole() {
    conflicts(
        "The union had the names of 540 people who had been detained in the harbour since Sunday, at least 60 of them women.",
        "Some 312 people were arrested.",
        "540 people / 312 people",
    );
    differs(
        "The union had the names of 540 people who had been detained in the harbour since 2019.",
        "Some 312 people were arrested.",
    );
}

#[test]
fn counts_that_are_listed_or_parts_are_no_other_count() {
    let listed =
        "The jury found the pilot guilty of one count of theft and three counts of forgery.";
    differs(listed, "The jury found the pilot guilty of six counts.");
    let of_ten = "The jury found the pilot guilty of six of 10 counts, among them theft.";
    relation(of_ten, "The pilot was found guilty on six counts.", Relation::Agrees);
}

#[test]
fn what_is_prevented_is_not_asserted() {
    differs(
        "A lawyer said that the judge had wrongly barred the jury from hearing of the visit to the north pier.",
        "The jury did not hear of a visit to the north pier.",
    );
}

#[test]
fn days_of_one_act_exclude_each_other_however_it_is_told() {
    conflicts(
        "Mayor Ada Berg congratulated the pilots by phone late Tuesday, her office said.",
        "The first to offer the union her congratulations, on Wednesday morning, was Mayor Ada Berg.",
        "Tuesday / Wednesday",
    );
    differs(
        "By Monday morning the pilots had yet to speak to Ada Berg and her harbour office.",
        "The pilots were told Sunday afternoon that Ada Berg and her harbour office could not speak.",
    );
}

#[test]
fn what_goes_on_is_not_what_is_no_longer_so() {
    let ceased = "The trust will no longer share tolls with the ferry line on berths built with \
                  its loan, the mayor said, a break with the lease of the year before.";
    conflicts(
        ceased,
        "Toll-sharing arrangements remain in place through 2031, which keeps both in the harbour.",
        "no longer share / sharing",
    );
    conflicts(
        ceased,
        "The trust and the line stay tied by a toll-sharing arrangement extending to 2031.",
        "no longer share / sharing",
    );
    differs(
        ceased,
        "Toll-sharing arrangements were simplified in spring, which pleased both in the harbour.",
    );
    differs(ceased, "The share of tolls, say clerks, is small, and sheds remain on the pier.");
}

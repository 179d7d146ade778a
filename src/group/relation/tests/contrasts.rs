//! What two claims cannot both say, whatever else they say.

use super::*;

#[test]
fn acts_that_exclude_each_other_are_said_of_one_subject() {
    conflicts(
        "The harbour master resigned on 3 May after a night of talks with the council.",
        "Two clerks said that the harbour master was fired, with a month of pay and no letter of thanks.",
        "resigned / fired",
    );
    differs(
        "The harbour master resigned on 3 May after a night of talks with the council.",
        "Two clerks said that the pilot was fired on 3 May, with a month of pay from the council.",
    );
    differs(
        "The market on the north quay opened on 3 May in heavy rain.",
        "The market on the north quay could be postponed if the rain lasts, the mayor said on 2 May.",
    );
}

#[test]
fn ways_of_doing_exclude_each_other_where_the_same_is_done() {
    conflicts(
        "The council sent the tenants of the north pier their notices during a meeting in March.",
        "The notices reached the tenants of the north pier over the telephone, one of them said.",
        "during a meeting / over the telephone",
    );
    differs(
        "The council sent the tenants of the north pier their notices during a meeting in March.",
        "The ferry line sells most of its tickets over the telephone.",
    );
}

#[test]
fn a_trade_is_no_permission() {
    differs(
        "Two legal advisers of the salt traders came to the north pier on 3 May.",
        "Salt traders illegally came to the north pier on 3 May, the harbour master said.",
    );
    conflicts(
        "Salt traders came to the north pier on 3 May by a legal way.",
        "Salt traders illegally came to the north pier on 3 May, the harbour master said.",
        "legal / illegally",
    );
}

#[test]
fn what_is_no_longer_demanded_is_not_demanded() {
    conflicts(
        "The island no longer insisted on the withdrawal of the toll boats from the strait.",
        "The island is likely to want the council to withdraw both toll boats, the envoy said.",
        "no longer insisted / want; as a fact / likely",
    );
}

#[test]
fn a_day_is_set_or_it_is_not() {
    conflicts(
        "The mayor meets the islanders on 3 May, according to her office.",
        "The mayor said that the yet-to-be scheduled meeting might bring nothing at all.",
        "3 May / yet-to-be scheduled; as a fact / might",
    );
    differs(
        "The mayor meets the islanders on 3 May, according to her office.",
        "The yet-to-be scheduled repair of the crane worries the pilots, said the mayor.",
    );
    no_conflict(
        "The mayor met the islanders in May 2016, according to her office.",
        "The mayor said that the yet-to-be scheduled meeting of the islanders might bring nothing.",
    );
}

#[test]
fn vague_counts_are_counts() {
    conflicts(
        "About 100 people marched along the north quay to the harbour office.",
        "A group of several dozen sailors and their families marched to the harbour office on the north quay.",
        "100 people / several dozen",
    );
    conflicts(
        "A convoy that once numbered 1,200 headed for the strait in March.",
        "The mayor heard in March that a convoy of hundreds was on its way to the strait.",
        "1,200 / hundreds",
    );
    agrees(
        "About 80 people marched along the north quay to the harbour office.",
        "A group of several dozen sailors and their families marched to the harbour office on the north quay.",
    );
}

#[test]
fn counts_of_two_acts_do_not_conflict() {
    differs(
        "Fire on the ferry in the strait: 12 sailors were injured on Monday.",
        "Fire on the ferry in the strait: 3 sailors drowned on Monday.",
    );
    let (led, ..) = compared(
        "Some 50 islanders were led past the convoy organisers to the harbour gate.",
        "A convoy of hundreds reached the harbour gate, as islanders watched.",
    );
    assert_ne!(led.relation, Relation::Conflicts, "{led:?}");
}

#[test]
fn an_occasion_is_counted_in_two_ways() {
    conflicts(
        "Having met six times, the mayor and the envoy were likely to speak of the strait.",
        "This is the third meeting of the mayor and the envoy.",
        "six times / third meeting; likely / as a fact",
    );
    differs(
        "Having met twice, the mayor and the envoy were likely to speak of the strait.",
        "This is the third meeting of the mayor and the envoy.",
    );
}

#[test]
fn what_comes_before_a_meeting_is_not_done_at_it() {
    conflicts(
        "The islands negotiate an end of the toll dispute before the meeting of Ada Berg and Olof Holm.",
        "The islands negotiate an end of the toll dispute as part of the meeting of Ada Berg and Olof Holm.",
        "before the meeting / as part of the meeting",
    );
    for other in [
        "days before the meeting of Ada Berg and Olof Holm",
        "at the meeting of Ida Lund and Nils Dahl",
    ] {
        let other = format!("The islands negotiate an end of the toll dispute {other}.");
        let (found, ..) = compared(
            "The islands negotiate an end of the toll dispute at the meeting of Ada Berg and Olof Holm.",
            &other,
        );
        assert_ne!(found.relation, Relation::Conflicts, "{other}: {found:?}");
    }
}

#[test]
fn a_story_has_one_toll() {
    conflicts(
        "The fire on the ferry burned all night, with the loss of eight lives.",
        "Nine people are dead because somebody forgot to check the pumps.",
        "eight lives / Nine people",
    );
    differs(
        "The fire on the ferry burned all night, with the loss of eight lives.",
        "At least seven people were killed, the coastguard said of the fire on the ferry.",
    );
}

#[test]
fn a_count_far_above_another_is_of_another_thing() {
    differs(
        "Some 84,216 people voted in the harbour district, the harbour office said.",
        "In the whole country 1.9 million people voted, the harbour office said.",
    );
}

#[test]
fn the_same_subject_in_two_matters_is_no_contradiction() {
    for (one, other) in [
        ("The ferry line opened three routes.", "The ferry line cancelled 40 crossings."),
        (
            "The council approved a budget of 40 million crowns.",
            "The council rejected a petition about parking.",
        ),
        ("The ferry line fired 200 workers.", "The ferry line quit the association of the ports."),
        ("The pirates killed 12 sailors.", "The pirates survived the winter on the islands."),
        ("The party held 40 seats in the council.", "The party cancelled its congress."),
        ("The museum opened a wing in spring.", "The museum postponed a sale of maps."),
        (
            "The guards shot armed men near the bridge.",
            "The guards shot unarmed women near the market.",
        ),
        (
            "The captain scores goals for the harbour.",
            "The captain has made 12 goals for the harbour.",
        ),
        (
            "The judges were unanimous in the case of the tax on salt.",
            "The party was divided over the tax on salt.",
        ),
        (
            "A vote on the budget is set for 12 May.",
            "A vote on the pilot law has not been scheduled.",
        ),
        (
            "The storm killed 6 sailors on Friday.",
            "Three years ago 20 people died in a theatre fire.",
        ),
        ("The guards arrested 12 people after the concert.", "About 60 guards arrested a man."),
    ] {
        let (found, ..) = compared(one, other);
        assert_ne!(found.relation, Relation::Conflicts, "{one} | {other}: {found:?}");
    }
}

#[test]
fn what_had_no_faults_had_none() {
    conflicts(
        "The crane came through its yearly inspection in August with a clean bill of health, the line said.",
        "Inspectors found six deficiencies on the north crane in August, among them a seized brake.",
        "clean bill of health / deficiencies",
    );
    differs(
        "The crane came through its yearly inspection in August with a clean bill of health, the line said.",
        "The mayor spoke in March of deficiencies in the school on the island.",
    );
}

#[test]
fn what_is_for_good_is_not_for_a_time() {
    conflicts(
        "The closure of the north quay is permanent, the harbour office said.",
        "The harbour office spoke of a temporary closure of the north quay.",
        "permanent / temporary",
    );
    no_conflict(
        "The closure of the north quay is permanent, the harbour office said.",
        "The harbour office put up a temporary fence on the north quay.",
    );
}

#[test]
fn states_exclude_each_other_of_one_subject() {
    conflicts(
        "The seal was intact when the office opened the bag.",
        "Pilots said that the seal was broken long before.",
        "intact / was broken",
    );
    conflicts(
        "The mayor stayed away from the rites at the pier.",
        "Two pilots said that the mayor attended with her son.",
        "stayed away / attended",
    );
    differs(
        "The seal was intact when the office opened the bag.",
        "Pilots said that the lock was broken long before.",
    );
}

#[test]
fn the_year_of_another_act_is_no_other_year() {
    differs(
        "The ferry, launched in 1998, was among five that the Holm Trust took on with the Nordvik Line.",
        "The Nordvik Line has been owned since 2021 by the Holm Trust, which bought a ferry.",
    );
}

#[test]
fn one_act_has_one_time_of_day() {
    conflicts(
        "The skipper radioed the pilots on the strait for help at 11:42 p.m. on Tuesday.",
        "Pilots say the skipper's first radio call for help came at five minutes past midnight.",
        "11:42 p.m. / five minutes past midnight",
    );
    conflicts(
        "The last crate of salt came to the pier at ten minutes to four.",
        "A clerk remembers that the last crate was brought at “a good twenty past eight”.",
        "ten minutes to four / twenty past eight",
    );
    no_conflict(
        "The skipper radioed the pilots on the strait for help at 11:42 p.m. on Tuesday.",
        "The skipper radioed the pilots on the strait for help shortly after half past eleven.",
    );
    no_conflict(
        "The skipper radioed the pilots on the strait for help before 11.42pm on Tuesday.",
        "The skipper radioed the pilots on the strait for help at 9.15pm on Tuesday.",
    );
}

#[test]
fn times_of_two_acts_do_not_conflict() {
    no_conflict(
        "The salt boat left the north pier at 9 p.m. on Tuesday.",
        "The salt boat reached the north pier at 6 p.m. on Tuesday.",
    );
    no_conflict(
        "The pilots received the skipper's call at 10:02 a.m. on Tuesday.",
        "The pilots received another call of the skipper at 10:45 a.m. on Tuesday.",
    );
    no_conflict(
        "The council heard the pilots at 18:30 on Tuesday.",
        "The council heard the pilots at 16:30 GMT on Tuesday.",
    );
    no_conflict(
        "The council heard the pilots by ten to four votes on Tuesday.",
        "The council heard the pilots at 16:30 on Tuesday.",
    );
}

#[test]
fn what_is_denied_right_there_is_asserted_elsewhere() {
    conflicts(
        "An engineer told the court that the memory of the harbour crane showed no jam that day, when the load was lifted.",
        "The clerk said that the load was set aside on the day when the harbour crane jammed, and that it was never weighed.",
        "no jam / jammed",
    );
    no_conflict(
        "The guards of the harbour can't make arrests, though the mayor sent them to the pier, where traders wait for the ferry.",
        "Traders on the pier made their way to the ferry as the mayor sent guards to the harbour.",
    );
    no_conflict(
        "No guard of the harbour saw the crane fall onto the ferry, the mayor said at the pier.",
        "The mayor said at the pier that she thanked a guard of the harbour who freed the ferry from the crane.",
    );
}

#[test]
fn figures_of_one_thing_are_found_by_the_words_beside() {
    conflicts(
        "After a night of talks the Holm Trust agreed to pay 40 million crowns in cash for the north pier, to the surprise of the pilots.",
        "Olof Berg told his crew, who had waited for weeks, that the trust pays 55 million crowns in cash for the north pier.",
        "40 million crowns / 55 million crowns",
    );
    no_conflict(
        "After a night of talks the Holm Trust agreed to pay 40 million crowns in cash for the north pier, to the surprise of the pilots.",
        "Olof Berg told his crew, who had waited for weeks, that the trust pays 55 million crowns in cash for a crane on the north pier.",
    );
    no_conflict(
        "After a night of talks the Holm Trust agreed to pay 40 million crowns in cash for the north pier, to the surprise of the pilots.",
        "Olof Berg told his crew that the trust pays 55 million crowns in cash for the north pier, 40 million crowns of it this year.",
    );
    no_conflict(
        "The pier north of the strait brought the Holm Trust 12 percent of all fares, which pleased the pilots and their wives.",
        "The pier north of the strait brought Lund Yard 18 percent of all fares, which pleased nobody.",
    );
    no_conflict(
        "“What did the trust think of ending the salt trade on the north pier in June 2017?” one clerk asks.",
        "The clerk asks the trust about the end of the salt trade on the north pier in March 2018.",
    );
}

#[test]
fn shares_of_one_whole_exclude_each_other() {
    conflicts(
        "The line said that every one of the ferry's eight lifeboats had been lowered.",
        "Pictures from the air show two of the eight boats still hanging, black with soot.",
        "every one of the ferry's … / two of the eight boats",
    );
    conflicts(
        "All 12 pilots voted, the mayor said.",
        "None of the 12 pilots voted, their guild said.",
        "All 12 pilots / None of the 12 pilots",
    );
    no_conflict(
        "All eight pilots of the north pier passed the test.",
        "Two of the eight pilots of the north pier speak Danish.",
    );
    no_conflict("All eight pilots passed the test.", "Two of the eight pilots won a prize.");
    no_conflict(
        "Nearly all 12 cranes were repaired by May.",
        "Ten of the 12 cranes were repaired by May.",
    );
    no_conflict("All eight boats sailed at noon.", "Two of the nine boats still lay at the quay.");
}

#[test]
fn one_telling_word_beside_two_sums_makes_them_of_one_thing() {
    conflicts(
        "The insider charge was about the sale of $48 million in stock in November 2019, three weeks after the letter.",
        "The $37m that Holm raised from sales in November 2019 went to the tax office.",
        "$48 million / $37m",
    );
    no_conflict(
        "The sale of stock for $48 million in November 2019 followed one for $12 million.",
        "The $37m that Holm raised from sales in November 2019 went to the tax office.",
    );
}

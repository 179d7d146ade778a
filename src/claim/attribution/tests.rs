use super::super::lexicon::Lexicon;
use super::*;
use crate::text::Span;

fn who(text: &str) -> Option<(String, String)> {
    let found = attribution(&Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new()))?;
    Some((found.source.into(), found.verb.into()))
}

#[track_caller]
fn says(text: &str, source: &str, verb: &str) {
    assert_eq!(who(text), Some((source.to_owned(), verb.to_owned())), "{text}");
}

#[test]
fn a_subject_and_its_verb() {
    says("The mayor said the bridge was safe.", "The mayor", "said");
    says("Anna Holm denied that she knew.", "Anna Holm", "denied");
    says("On Monday, the Harbour Trust also claimed the pier.", "the Harbour Trust", "claimed");
    says("But analysts said the toll was low.", "analysts", "said");
    says("“It holds,” he said.", "he", "said");
    says(
        "Two people briefed on the plan told the paper so.",
        "Two people briefed on the plan",
        "told",
    );
}

#[test]
fn an_apposition_between_them() {
    says("Ada Berg, chair of the Harbour Trust, said it would pay.", "Ada Berg", "said");
    says("Ada Berg, chair of the Harbour Trust told the paper so.", "Ada Berg", "told");
    says(
        "The Pier Office, the keeper of tolls, says a bridge costs more.",
        "The Pier Office",
        "says",
    );
    says("The Tide, a small paper, revealed the name the line will bear.", "The Tide", "revealed");
}

#[test]
fn the_verb_before_its_subject() {
    says("“It holds,” said Ada Berg, the chair.", "Ada Berg", "said");
    says("Bread is dear, said the mayor in a letter.", "the mayor", "said");
}

#[test]
fn a_participle_has_the_subject_of_its_sentence() {
    says("But the mayor shut the pier, saying it was old.", "the mayor", "saying");
    assert_eq!(who("Prices rose, making it hard to say."), None);
}

#[test]
fn according_to_somebody() {
    says(
        "The toll is low, according to the Harbour Trust, which runs it.",
        "the Harbour Trust",
        "according to",
    );
}

#[test]
fn documents_speak() {
    says("The filing shows a loss.", "The filing", "shows");
    says("A survey of tenants found mould.", "A survey of tenants", "found");
}

#[test]
fn the_speaker_outside_the_quotation_counts() {
    says("“I said it would hold,” Ada Berg told the paper.", "Ada Berg", "told");
}

#[test]
fn names_keep_their_points_and_lose_the_full_stop() {
    says("Mr. Holm said it.", "Mr. Holm", "said");
    says("It is closed, according to NHT.", "NHT", "according to");
    says("It is closed, said Ada J. Berg.", "Ada J. Berg", "said");
}

#[test]
fn in_the_passive_the_source_stands_behind() {
    says("The sale was first reported by the Harbour Times.", "the Harbour Times", "reported");
    assert_eq!(who("Guests were told to wait and are expected to stay."), None);
}

#[test]
fn adverbs_stand_between() {
    says("Nordvik also said it plans to close.", "Nordvik", "said");
    says("The agency later repeatedly denied it.", "The agency", "denied");
    says("The head, Ada Berg, announced early on Sunday that it shut.", "The head", "announced");
}

#[test]
fn clauses_before_the_speaker_are_left_out() {
    says("It came just days after the mayor told guests.", "the mayor", "told");
    says("The paper has a list it said was old.", "it", "said");
    assert_eq!(who("The chair began the day by saying no."), None);
    says("However, today the council reported a loss.", "the council", "reported");
    says("It came a day after they installed what officials said was a pump.", "officials", "said");
}

#[test]
fn a_date_before_the_speaker_is_no_part_of_them() {
    for date in [
        "On 28 March",
        "In 2031",
        "In March",
        "In March 2031",
        "On March 28",
        "On Monday 28 March",
        "On 28 March 2031",
        "Since 2031",
        "28 March",
    ] {
        let told = format!("{date} Tidewright said the pier was old.");
        says(&told, "Tidewright", "said");
        let told = format!("{date} the Hollen Line also denied it.");
        says(&told, "the Hollen Line", "denied");
        says(
            &format!("{date} Tidewright shut the pier, saying it was old."),
            "Tidewright",
            "saying",
        );
    }
}

#[test]
fn a_year_alone_before_a_name_is_no_part_of_it() {
    says("2031 Tidewright said the pier was old.", "Tidewright", "said");
}

#[test]
fn numbers_and_months_that_belong_to_the_speaker_stay() {
    says("28 people told the paper so.", "28 people", "told");
    says("April Holm said it was old.", "April Holm", "said");
    says("The March report shows a loss.", "The March report", "shows");
    says("The 2031 survey found mould.", "The 2031 survey", "found");
}

#[test]
fn tables_are_sorted() {
    for table in [TITLES, PRONOUNS, NOUN_COMES, NOUNS] {
        assert!(table.is_sorted_by(|one, two| one < two));
    }
}

#[test]
fn nobody_says_it() {
    for text in [
        "Nordvik maintains its role as the only carrier.",
        "Unemployment claims are rising.",
        "The trust maintains the pier.",
        "Prices continued to rise.",
        "The wall shows cracks.",
        "The bridge was closed.",
        "They liked the remarks in a tweet.",
    ] {
        assert_eq!(who(text), None, "{text}");
    }
}

//! From a document to its claims: rules to scores, scores to proposals.
//!
//! Knows documents, sentences and the rule table. Must never know what a rule looks for.

use super::lexicon::{Class, Lexicon, Lists};
use super::names::names;
use super::rules::{BASE, RuleSet};
use super::sentence::{Place, Sentence, Setting};
use super::tense::tense;
use super::{Claim, ClaimKind, Claims, Parts, split};
use crate::document::{Block, BlockKind, Document, is_aside};
use crate::patience::Patience;
use crate::text::seen::Seen;
use crate::text::{Span, hash};

/// The score from which a sentence is proposed.
pub const CUT: f32 = 0.5;

/// Assesses documents, one after another, with the same word lists.
#[derive(Clone, Debug, Default)]
pub struct Assessor {
    lists: Lists,
}

/// Assesses every sentence outside boilerplate and code, in text order, but for asides.
///
/// The score is the logistic function of the summed weights of the rules that fire. Proposed are
/// the sentences from [`CUT`] on, but no heading, no question and no sentence that the article has
/// already said in the same words.
pub fn assess(document: &Document) -> Claims {
    Assessor::default().assess(document)
}

impl Assessor {
    /// The same as [`assess()`].
    pub fn assess(&self, document: &Document) -> Claims {
        self.assess_keeping(document, Patience::ENDLESS, |_| true)
    }

    /// The same, of which only those are kept that `is_kept` holds for: a text as long as a shelf
    /// of books has half a million sentences.
    pub fn assess_keeping(
        &self,
        document: &Document,
        patience: Patience<'_>,
        is_kept: impl Fn(&Claim) -> bool,
    ) -> Claims {
        assess_with(document, &lexicon_of(document, &self.lists, patience), patience, is_kept)
    }
}

fn assess_with(
    document: &Document,
    lexicon: &Lexicon<'_>,
    patience: Patience<'_>,
    is_kept: impl Fn(&Claim) -> bool,
) -> Claims {
    let mut claims = Claims::new();
    let mut said = Seen::default();
    let mut around = Surroundings::default();
    for block in patience.through(document.blocks().iter().filter(|block| is_prose(block))) {
        let mut quoted = false;
        for sentence in document.sentences_of(block) {
            let span = sentence.trimmed(document.text());
            if is_aside(document.slice(span)) {
                continue;
            }
            let place = Place { setting: around.setting(block), quoted, within: 0 };
            let sentence = Sentence::new(document.text(), span, place, lexicon);
            let Some(last) = sentence.tokens.all().last() else { continue };
            quoted = last.quoted && !matches!(document.slice(last.span), "\"" | "”");
            for (span, part) in split::statements(sentence, document.text(), lexicon) {
                let new = said.insert(hash::fnv1a(part.tokens.lower().as_bytes()));
                let claim = claim(&part, span, new);
                if is_kept(&claim) {
                    claims.push(claim, parts(part));
                }
            }
        }
        around.leave(block, document.slice(block.span));
    }
    claims.fitted()
}

/// Whether a block holds sentences of the article.
fn is_prose(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Boilerplate | BlockKind::Code)
}

/// The lexicon with the names of the article's running text.
fn lexicon_of<'a>(document: &'a Document, lists: &Lists, patience: Patience<'_>) -> Lexicon<'a> {
    let running = document
        .blocks()
        .iter()
        .filter(|block| is_prose(block) && !matches!(block.kind, BlockKind::Heading(_)));
    let running = patience.through(running);
    Lexicon::learnt_from(lists, running.map(|block| document.slice(block.span)))
}

fn claim(sentence: &Sentence<'_>, span: Span, new: bool) -> Claim {
    let fired = RuleSet::fired_by(sentence);
    let kind = fired.iter().find_map(|rule| rule.kind).unwrap_or(ClaimKind::Other);
    let odds = fired.iter().fold(BASE, |sum, rule| sum + rule.weight);
    let score = 1.0 / (1.0 + (-odds).exp());
    let asserts = sentence.place.setting != Setting::Heading && sentence.ending() != "?";
    Claim {
        span,
        kind,
        hedged: sentence.has(Class::Hedge),
        negated: sentence.has(Class::Negation),
        tense: tense(&sentence.tokens, sentence.attribution.as_ref()),
        others: 0,
        score,
        proposed: score >= CUT && asserts && new,
        fired,
    }
}

/// What a sentence states, names and ascribes; in a heading a capital says nothing.
fn parts(sentence: Sentence<'_>) -> Parts {
    let is_heading = sentence.place.setting == Setting::Heading;
    let names = if is_heading { Vec::new() } else { names(&sentence.tokens, &sentence.values) };
    Parts { values: sentence.values, names, attribution: sentence.attribution }
}

/// What has been read so far, as far as it bears on the next sentence.
#[derive(Default)]
struct Surroundings {
    /// Whether the last line before the current list ended with a colon.
    led_to: bool,
}

impl Surroundings {
    fn setting(&self, block: &Block) -> Setting {
        match block.kind {
            BlockKind::Heading(_) => Setting::Heading,
            BlockKind::ListItem { .. } if self.led_to => Setting::LedTo,
            BlockKind::ListItem { .. } => Setting::Listed,
            _ => Setting::Running,
        }
    }

    fn leave(&mut self, block: &Block, text: &str) {
        if !matches!(block.kind, BlockKind::ListItem { .. }) {
            self.led_to = text.ends_with(':');
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::claim::rules::RULES;
    use crate::document::builder::Builder;
    use crate::document::{Marker, Metadata};

    /// An article of one block a line: `# heading`, `* item`, `! boilerplate`, else a paragraph.
    fn article(lines: &str) -> Document {
        let mut builder = Builder::over(lines.to_owned());
        let mut offset = 0;
        for line in lines.split_inclusive('\n') {
            let (kind, skipped) = match line.get(..2) {
                Some("# ") => (BlockKind::Heading(1), 2),
                Some("* ") => (BlockKind::ListItem { marker: Marker::bullet() }, 2),
                Some("! ") => (BlockKind::Boilerplate, 2),
                _ => (BlockKind::Paragraph { continues: false }, 0),
            };
            let span = Span::new(offset + skipped, offset + line.len()).trimmed(lines);
            builder.block(kind, span, 0);
            offset += line.len();
        }
        builder.finish(Metadata::default())
    }

    fn proposed(lines: &str) -> Vec<String> {
        let document = article(lines);
        let claims = assess(&document);
        claims
            .iter()
            .filter(|claim| claim.proposed)
            .map(|claim| document.slice(claim.span).to_owned())
            .collect()
    }

    const SALE: &str = "The Harbour Trust sold the north pier for 40 million crowns on Monday.";

    #[test]
    fn facts_are_proposed_and_opinions_are_not() {
        let lines = format!("{SALE} It is a brave step. Who would have thought so?\n");
        assert_eq!(proposed(&lines), [SALE]);
    }

    #[test]
    fn every_sentence_outside_boilerplate_is_assessed_in_text_order() {
        let document = article("# A sale\nOne boat left. Two came.\n! Share this page.\n* Terms\n");
        let texts: Vec<&str> =
            assess(&document).iter().map(|claim| document.slice(claim.span)).collect();
        assert_eq!(texts, ["A sale", "One boat left.", "Two came.", "Terms"]);
    }

    #[test]
    fn what_is_not_kept_changes_nothing_of_the_others() {
        let document = article(&format!("{SALE} It is a brave step.\nBoats left.\n{SALE}\n"));
        let kept = Assessor::default()
            .assess_keeping(&document, Patience::ENDLESS, |claim| claim.proposed);
        let all = assess(&document);
        let told = |claims: &Claims, claim: &Claim| {
            let (values, names) =
                (claims.values_of(claim).to_vec(), claims.names_of(claim).to_vec());
            (*claim, values, names, claims.attribution_of(claim).cloned())
        };
        let proposed = all.iter().filter(|claim| claim.proposed).map(|claim| told(&all, claim));
        assert!(kept.iter().map(|claim| told(&kept, claim)).eq(proposed));
        assert_eq!(kept.len(), 1);
    }

    #[test]
    fn headings_boilerplate_and_questions_are_never_proposed() {
        for line in [
            format!("# {SALE}\n"),
            format!("! {SALE}\n"),
            "Did the Harbour Trust sell the north pier for 40 million crowns on Monday?\n"
                .to_owned(),
            "“Did the Harbour Trust sell the north pier for 40 million crowns in 2024?”\n"
                .to_owned(),
        ] {
            assert!(proposed(&line).is_empty(), "{line}");
        }
    }

    #[test]
    fn what_is_about_the_page_is_no_sentence_of_the_article() {
        let document = article("One boat left. Here are the day's tolls. Two came.\n");
        let texts: Vec<&str> =
            assess(&document).iter().map(|claim| document.slice(claim.span)).collect();
        assert_eq!(texts, ["One boat left.", "Two came."]);
    }

    #[test]
    fn a_sentence_said_twice_is_proposed_once() {
        assert_eq!(proposed(&format!("{SALE}\nBoats left.\n{SALE}\n")), [SALE]);
    }

    #[test]
    fn items_of_a_list_know_the_line_that_leads_to_them() {
        let is_fact = |lines: &str| {
            let claim = assess(&article(lines)).last().copied().unwrap();
            claim.reasons().any(|it| it == "stands in a list of facts")
        };
        assert!(is_fact("The new terms are:\n* one pier\n* Nordvik keeps the pier\n"));
        assert!(!is_fact("The new terms are harsh.\n* Nordvik keeps the pier\n"));
    }

    #[test]
    fn a_quotation_goes_on_until_it_is_closed() {
        let lines = "He said: “It is late. They will come back. We wait.”\n";
        let document = article(lines);
        let inside: Vec<bool> = assess(&document)
            .iter()
            .map(|claim| claim.reasons().any(|it| it == "continues a quotation"))
            .collect();
        assert_eq!(inside.first(), Some(&false));
        assert!(inside.len() == 1 || inside[1..].iter().all(|inside| *inside), "{inside:?}");
    }

    #[test]
    fn reasons_come_strongest_first() {
        let weight = |reason: &Cow<'_, str>| {
            RULES.iter().find(|rule| rule.reason == reason).unwrap().weight.abs()
        };
        let claims = assess(&article(SALE));
        let reasons: Vec<_> = claims[0].reasons().collect();
        assert!(reasons.len() > 3);
        assert!(reasons.is_sorted_by(|one, two| weight(one) >= weight(two)));
    }

    #[test]
    fn hedges_and_denials_are_told() {
        let claims = assess(&article("The pier may close. The pier did not close. It closed.\n"));
        let told: Vec<_> = claims.iter().map(|claim| (claim.hedged, claim.negated)).collect();
        assert_eq!(told, [(true, false), (false, true), (false, false)]);
    }

    #[test]
    fn any_text_is_assessed_without_a_panic_and_within_bounds() {
        for text in [
            "", "\n", "…", "“", "$", "13", "a a a", "\u{301}x", "5:", "US$", "2026-", "١٢", "said",
            "– said",
        ] {
            for claim in assess(&article(text)).iter() {
                assert!((0.0..=1.0).contains(&claim.score), "{text:?}");
                assert!(!claim.span.is_empty());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn spans_and_values_lie_in_the_text(
            text in "([A-Za-z’é]{1,9}|[0-9,.]{1,6}|[ \n$%€“”\"'.,:?/-]|said |per cent|May |million |19[0-9]{2}){0,40}"
        ) {
            let document = article(&text);
            let mut before = 0;
            let claims = assess(&document);
            for claim in claims.iter() {
                proptest::prop_assert!(claim.span.start() >= before);
                before = claim.span.end();
                proptest::prop_assert_eq!(claim.span, claim.span.trimmed(&text));
                for value in claims.values_of(claim) {
                    proptest::prop_assert!(claim.span.covers(value.span));
                    proptest::prop_assert!(!value.span.of(&text).is_empty());
                    proptest::prop_assert!(value.amount.is_finite());
                }
                for name in claims.names_of(claim) {
                    proptest::prop_assert!(claim.span.covers(*name));
                }
            }
        }
    }
}

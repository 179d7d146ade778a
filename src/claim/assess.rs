//! From a document to its claims: rules to scores, scores to proposals.
//!
//! Knows documents, sentences and the rule table. Must never know what a rule looks for.

use std::collections::BTreeSet;

use super::lexicon::{Class, Lexicon};
use super::rules::{BASE, RULES, Rule};
use super::sentence::{Place, Sentence, Setting};
use super::{Claim, ClaimKind};
use crate::document::{Block, BlockKind, Document};
use crate::text::{Span, hash};

/// The score from which a sentence is proposed.
const CUT: f32 = 0.5;

/// Assesses every sentence outside boilerplate and code, in text order.
///
/// The score is the logistic function of the summed weights of the rules that fire.
pub fn assess(document: &Document) -> Vec<Claim> {
    let lexicon = Lexicon::new();
    let mut claims = Vec::with_capacity(document.sentences().len());
    let mut seen = BTreeSet::new();
    let mut around = Surroundings::default();
    for block in document.blocks() {
        around.enter(block);
        if matches!(block.kind, BlockKind::Boilerplate | BlockKind::Code) {
            continue;
        }
        for sentence in &document.sentences()[block.sentences.clone()] {
            let span = sentence.trimmed(document.text());
            if span.is_empty() {
                continue;
            }
            let place = around.place(block);
            let mut claim = one(&Sentence::new(document.text(), span, place, &lexicon), span);
            let first = seen.insert(fingerprint(document.slice(span)));
            claim.proposed =
                claim.score >= CUT && may_be_proposed(block, document.slice(span)) && first;
            claims.push(claim);
            around.read(document.slice(span));
        }
        around.leave(block, document.slice(block.span));
    }
    claims
}

/// Whether a sentence can be a claim at all: no heading and no question.
fn may_be_proposed(block: &Block, sentence: &str) -> bool {
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let bare = sentence.trim_end_matches(['"', '”', '’', '\'', ')']);
    !heading && !bare.ends_with('?')
}

fn one(sentence: &Sentence<'_>, span: Span) -> Claim {
    let mut fired: Vec<&Rule> = RULES.iter().filter(|rule| (rule.test)(sentence)).collect();
    let kind = fired.iter().find_map(|rule| rule.kind).unwrap_or(ClaimKind::Other);
    let odds = fired.iter().fold(BASE, |sum, rule| sum + rule.weight);
    fired.sort_by(|one, two| two.weight.abs().total_cmp(&one.weight.abs()));
    let reasons = fired.iter().map(|rule| rule.reason.to_owned()).collect();
    Claim {
        span,
        kind,
        values: sentence.values.clone(),
        attribution: sentence.attribution.clone(),
        hedged: sentence.has(Class::Hedge),
        negated: sentence.has(Class::Negation),
        score: 1.0 / (1.0 + (-odds).exp()),
        proposed: false,
        reasons,
    }
}

/// A hash of the words of a sentence, the same for copies set differently.
fn fingerprint(sentence: &str) -> u64 {
    let plain: String = sentence
        .chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    hash::fnv1a(plain.as_bytes())
}

/// What has been read so far, as far as it bears on the next sentence.
#[derive(Default)]
struct Surroundings {
    /// The last line before the current list ended with a colon.
    led_to: bool,
    /// Inside a quotation.
    quoted: bool,
    /// Running paragraphs left behind.
    paragraphs: usize,
}

impl Surroundings {
    /// Quotations may go on over paragraphs only with a new opening mark.
    fn enter(&mut self, _: &Block) {
        self.quoted = false;
    }

    fn place(&self, block: &Block) -> Place {
        let setting = match block.kind {
            BlockKind::Heading(_) => Setting::Heading,
            BlockKind::ListItem { .. } if self.led_to => Setting::LedTo,
            BlockKind::ListItem { .. } => Setting::Listed,
            BlockKind::Paragraph { .. } if self.paragraphs == 0 => Setting::Opening,
            _ => Setting::Running,
        };
        Place { setting, quoted: self.quoted }
    }

    fn read(&mut self, sentence: &str) {
        for character in sentence.chars() {
            match character {
                '“' => self.quoted = true,
                '”' => self.quoted = false,
                '"' => self.quoted = !self.quoted,
                _ => {}
            }
        }
    }

    fn leave(&mut self, block: &Block, text: &str) {
        match block.kind {
            BlockKind::ListItem { .. } => {}
            BlockKind::Paragraph { .. } => {
                self.led_to = text.trim_end().ends_with(':');
                self.paragraphs += 1;
            }
            _ => self.led_to = false,
        }
    }
}

//! Questions that are answered with yes or no.

use crate::annotation::Ledger;
use crate::app::{Effect, Mode, Model, Question};

use super::{open, recognising};

/// What is asked.
pub fn question(ledger: &Ledger, question: &Question) -> String {
    match question {
        Question::SameArticle { record } => recognising::question(ledger, *record),
        Question::OpenSource { address } => {
            format!("Open {address} outside? y opens it, n does not")
        }
    }
}

/// It was answered with yes.
pub(super) fn yes(model: &mut Model) -> Vec<Effect> {
    match taken(model) {
        Some(Question::SameArticle { record }) => recognising::attach(model, record),
        Some(Question::OpenSource { address }) => open::open(model, address),
        None => Vec::new(),
    }
}

/// It was answered with no.
pub(super) fn no(model: &mut Model) {
    match taken(model) {
        Some(Question::OpenSource { .. }) => model.status.say("nothing was opened"),
        Some(Question::SameArticle { .. }) | None => {}
    }
}

/// The question, which is answered now.
fn taken(model: &mut Model) -> Option<Question> {
    match std::mem::replace(&mut model.mode, Mode::Panes) {
        Mode::Question(question) => Some(question),
        other => {
            model.mode = other;
            None
        }
    }
}

//! The reader's word about two claims of different articles.

use crate::annotation::{Anchor, Edit, Entry, EntryKey, Id, Judgement, Pair, PairVerdict, Quoted};
use crate::app::comparing::{self, Comparing, Since, Word};
use crate::app::story::Slot;
use crate::app::{Effect, Model, Picked};
use crate::text::Span;

use super::acting;
use super::comparing::claim_here;
use super::target::NO_CLAIM;

/// How many words of a claim are said where it is told what was decided about it.
const WORDS_TOLD: usize = 4;

/// Says what is so of the claim in front and the account under the cursor; again: takes it back.
pub(super) fn judge(model: &mut Model, verdict: PairVerdict) -> Vec<Effect> {
    let current = model.comparing.as_ref().and_then(Comparing::current);
    let Some((article, span, word)) = current.map(|it| (it.article, it.span, it.word)) else {
        model.status.say("there is no account to judge");
        return Vec::new();
    };
    let row = model.comparing.as_ref().and_then(|comparing| comparing.claim(model));
    let Some(claim) = row.map(|row| row.span) else { return Vec::new() };
    if let Some(word) = word.filter(|word| holds(*word, verdict)) {
        return take_back(model, word.id);
    }
    put(model, (claim, article, span), word, verdict)
}

/// Whether that was said of two claims and still counts.
fn holds(word: Word, verdict: PairVerdict) -> bool {
    word.verdict == verdict && word.since != Since::Edited
}

/// Remembers the claim under the cursor; on another article's it says that both are about the same
/// matter.
pub(super) fn pair(model: &mut Model) -> Vec<Effect> {
    let Some(claim) = claim_here(model).map(|here| here.row().span) else {
        model.tell(NO_CLAIM);
        return Vec::new();
    };
    let front = model.story.front;
    let other = model.picked.take().filter(|it| it.article != front);
    let Some(Picked { article, span }) = other else {
        model.picked = Some(Picked { article: front, span: claim });
        model
            .tell("claim remembered; {pair} on one of another article sets them beside each other");
        return Vec::new();
    };
    let word = comparing::judged(model, claim, article, span);
    if word.is_some_and(|word| holds(word, PairVerdict::Same)) {
        model.status.say("you said before that these two are about the same matter");
        return Vec::new();
    }
    put(model, (claim, article, span), word, PairVerdict::Same)
}

/// Takes a judgement back.
pub(super) fn take_back(model: &mut Model, id: Id) -> Vec<Effect> {
    if let Some(reason) = acting::refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let what = model.ledger.judgement(id).map_or("", |it| it.verdict.name());
    let what = format!("judgement taken back: {what}");
    let changes = vec![model.ledger.removing(EntryKey::Judgement(id))];
    acting::carry_out(model, Edit { what, changes })
}

/// Makes or changes the judgement on a claim of the article in front and one of another.
fn put(
    model: &mut Model,
    (claim, article, span): (Span, usize, Span),
    word: Option<Word>,
    verdict: PairVerdict,
) -> Vec<Effect> {
    if let Some(reason) = acting::refusal(model) {
        model.status.complain(reason);
        return Vec::new();
    }
    let front = model.story.front;
    let records = acting::record_of(model, front).zip(acting::record_of(model, article));
    let Some((ours, theirs)) = records else { return Vec::new() };
    let sides = quoted(model, front, ours.id, claim).zip(quoted(model, article, theirs.id, span));
    let Some((one, other)) = sides else { return Vec::new() };
    let known = word.and_then(|word| model.ledger.judgement(word.id));
    let known = known.map(|known| (known.id, known.created));
    let (id, created) = known.unwrap_or_else(|| (Id::draw(&mut model.random), model.now));
    let pair = Pair::new(one, other);
    let judgement = Judgement { id, pair, verdict, created, changed: model.now };
    let change = model.ledger.setting(Entry::Judgement(judgement));
    let mut effects = acting::record(model, ours);
    effects.extend(acting::record(model, theirs));
    let [one, other] = [front, article].map(|index| model.story.articles.get(index));
    let told = [told(one, claim), told(other, span)].join(" / ");
    let what = match verdict {
        PairVerdict::Same => "these two are about the same matter",
        PairVerdict::NotSame => "these two are not about the same matter",
        PairVerdict::Conflicts => "these two conflict",
        PairVerdict::NoConflict => "these two do not conflict",
    };
    let edit = Edit { what: format!("{what}: {told}"), changes: vec![change] };
    effects.extend(acting::carry_out(model, edit));
    effects
}

/// The first words of a claim, in quotes.
fn told(slot: Option<&Slot>, claim: Span) -> String {
    let article = slot.and_then(Slot::article);
    let words = article.map_or("", |article| article.document.slice(claim)).split_whitespace();
    let words: Vec<&str> = words.take(WORDS_TOLD).collect();
    format!("\"{}…\"", words.join(" "))
}

fn quoted(model: &Model, index: usize, record: Id, span: Span) -> Option<Quoted> {
    let article = model.story.articles.get(index)?.article()?;
    let anchor = Anchor::new(article.document.text(), &article.code_points, span);
    Some(Quoted { article: record, anchor })
}

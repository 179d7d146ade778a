//! The claim in front, and below it what the other articles say of the same matter.

use super::paint::Painter;
use super::theme::Role;
use crate::app::Model;
use crate::app::comparing::{AccountOf, Comparing, LEAD, Line, MARGIN, Since, Standing};
use crate::app::layout::{Area, compare_place};
use crate::app::story::Slot;
use crate::text::Span;

pub(super) fn draw(model: &Model, comparing: &Comparing, painter: &mut Painter<'_>) {
    let area = compare_place(model.size);
    let title = format!("{}, and {}", told_claim(model, comparing), told_count(comparing));
    let count = comparing.accounts.len();
    let is_whole = comparing.lines.len() <= usize::from(area.inside().height);
    let foot = match comparing.cursor + 1 {
        _ if is_whole || count < 2 => String::new(),
        number => format!("{number} of {count}"),
    };
    painter.frame(area, &title, &foot, true);
    let inside = area.inside();
    let shown = (0..).map_while(|row| comparing.line_at(row));
    for (line, y) in shown.zip(inside.y..inside.y + inside.height) {
        let area = Area { y, height: 1, ..inside };
        draw_line(model, comparing, line, area, painter);
    }
    if comparing.accounts.is_empty() {
        let y = inside.y + u16::try_from(comparing.lines.len()).unwrap_or(u16::MAX);
        let told = match (&model.grouped, model.story.readable()) {
            (_, 0 | 1) => "there is no other article to compare with",
            (None, _) if model.story.is_cut_short() => "reading was stopped before that was known",
            (None, _) => "the articles are still being compared...",
            (Some(_), _) => "no other article speaks to this",
        };
        if y < inside.y + inside.height {
            let lead = u16::try_from(LEAD).unwrap_or(u16::MAX).min(inside.width);
            painter.text(inside.x + lead, y, told, inside.width - lead, Role::Dim);
        }
    }
}

fn told_claim(model: &Model, comparing: &Comparing) -> String {
    let listed = model.listed_claims();
    let row = comparing.claim(model);
    let is_listed = listed.has(model.claim_cursor)
        && row == model.front.as_ref().and_then(|front| front.claims.get(model.claim_cursor));
    if is_listed {
        format!("Claim {} of {}", listed.before(model.claim_cursor) + 1, listed.len())
    } else {
        "A sentence not listed".to_owned()
    }
}

fn told_count(comparing: &Comparing) -> String {
    match comparing.accounts.len() {
        0 => "no other wording".to_owned(),
        1 => "1 other wording".to_owned(),
        count => format!("{count} other wordings"),
    }
}

fn draw_line(
    model: &Model,
    comparing: &Comparing,
    line: &Line,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let lead = u16::try_from(LEAD).unwrap_or(u16::MAX).min(area.width);
    let margin = u16::try_from(MARGIN).unwrap_or(u16::MAX).min(area.width - lead);
    let inner = Area { x: area.x + lead, width: area.width - lead - margin, ..area };
    let is_current = line.account().is_some_and(|account| account == comparing.cursor);
    if is_current {
        let bar = painter.glyphs().bar;
        painter.text(area.x, area.y, bar, 1, Role::Bar);
    }
    match line {
        Line::Source(None) => {
            let told = joined(&comparing.source, painter);
            painter.cut_text(inner.x, inner.y, &told, inner.width, Role::Title);
        }
        Line::Source(Some(account)) => {
            let Some(account) = comparing.accounts.get(*account) else { return };
            draw_source(account, area, inner, painter);
        }
        Line::Words(None, span) => {
            let marked = comparing.current().map_or(&[][..], |account| &account.here);
            draw_words(model.story.slot(), *span, marked, inner, Role::ItemCurrent, painter);
        }
        Line::Words(Some(account), span) => {
            let Some(account) = comparing.accounts.get(*account) else { return };
            let slot = model.story.articles.get(account.article);
            let role = if account.standing() == Standing::Apart { Role::Dim } else { Role::Text };
            draw_words(slot, *span, &account.there, inner, role, painter);
        }
        Line::Reason(account, span) => {
            let Some(account) = comparing.accounts.get(*account) else { return };
            painter.text(inner.x, inner.y, span.of(&account.reason), inner.width, Role::Source);
        }
        Line::Word(account) => {
            let word = comparing.accounts.get(*account).and_then(|account| account.word);
            let Some(word) = word else { return };
            let stale = match word.since {
                Since::Same => "",
                Since::Around => "; the text has changed since",
                Since::Edited => "; its words have changed since, it counts no more",
            };
            let told = format!("you: {}{stale}", word.verdict.name());
            painter.text(inner.x, inner.y, &told, inner.width, Role::Mark);
        }
        Line::Silent(told) => {
            painter.text(inner.x, inner.y, told, inner.width, Role::Dim);
        }
        Line::Gap => {}
    }
}

/// The sign and name of how an account stands, then who says it.
fn draw_source(account: &AccountOf, area: Area, inner: Area, painter: &mut Painter<'_>) {
    let glyphs = painter.glyphs();
    let (sign, role) = match account.standing() {
        Standing::Conflicts => (glyphs.conflicts, Role::Error),
        Standing::Differs => (glyphs.differs, Role::Mark),
        Standing::Agrees => (glyphs.agrees, Role::Mark),
        Standing::Apart => (glyphs.dismissed, Role::Dim),
    };
    painter.text(area.x + 2, area.y, sign, 1, role);
    let right = inner.x + inner.width;
    let x = painter.text(inner.x, inner.y, account.standing().name(), inner.width, role) + 2;
    let told = joined(&account.source, painter);
    painter.cut_text(x, inner.y, &told, right.saturating_sub(x), Role::Title);
}

fn joined(parts: &[String], painter: &Painter<'_>) -> String {
    parts.join(&format!(" {} ", painter.glyphs().dot))
}

/// A line of words, with those marked in which two accounts part.
fn draw_words(
    slot: Option<&Slot>,
    span: Span,
    marked: &[Span],
    area: Area,
    role: Role,
    painter: &mut Painter<'_>,
) {
    let Some(article) = slot.and_then(Slot::article) else { return };
    let text = article.document.text();
    let base = painter.style(role);
    let differing = base.patch(painter.style(Role::Differing));
    let mut x = area.x;
    let right = area.x + area.width;
    let mut at = span.start();
    let inside = marked.iter().map(|it| it.intersection(span)).filter(|it| !it.is_empty());
    for part in inside {
        if part.start() < at {
            continue;
        }
        let plain = Span::new(at, part.start()).of(text);
        x = painter.styled(x, area.y, plain, right.saturating_sub(x), base);
        x = painter.styled(x, area.y, part.of(text), right.saturating_sub(x), differing);
        at = part.end();
    }
    let rest = Span::new(at, span.end().max(at)).of(text);
    painter.styled(x, area.y, rest, right.saturating_sub(x), base);
}

//! The claim sidebar.

use super::paint::Painter;
use super::theme::Role;
use crate::annotation::anchor::Placement;
use crate::annotation::{Annotation, Verdict};
use crate::app::Model;
use crate::app::cards::{Card, CardLine, LEAD};
use crate::app::claim_rows::verdict;
use crate::app::layout::{Area, Pane};
use crate::app::placing;
use crate::app::story::Slot;
use crate::story::Article;

pub(super) fn draw(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let has_focus = model.focus == Pane::Sidebar;
    let dot = painter.glyphs().dot;
    let title = match model.story.slot() {
        Some(_) if model.filter.is_some() => {
            let count = model.front.as_ref().map_or(0, |front| front.claims.rows().len());
            format!("Claims {} of {count}", model.shown_claims().len())
        }
        Some(slot) => match slot.counts.undecided {
            0 => format!("Claims {}", slot.counts.claims),
            left => format!("Claims {} {dot} {left} left", slot.counts.claims),
        },
        None => "Claims".to_owned(),
    };
    painter.frame(area, &title, "", has_focus);
    let inside = area.inside();
    let Some(article) = model.story.slot().and_then(Slot::shown) else { return };
    if model.cards.is_empty() {
        let told = match article.claims {
            None if model.story.is_stopped => "stopped",
            None => "looking for claims...",
            Some(_) if model.filter.is_some() => "no claim fits the filter",
            Some(_) => "no claims found",
        };
        painter.text(inside.x + 1, inside.y, told, inside.width.saturating_sub(1), Role::Dim);
        return;
    }
    let mut y = inside.y;
    let bottom = inside.y + inside.height;
    for card in &model.cards {
        let height = u16::try_from(card.lines.len()).unwrap_or(u16::MAX);
        let area = Area { y, height: height.min(bottom.saturating_sub(y)), ..inside };
        draw_card(model, article, card, area, painter);
        y = y.saturating_add(height);
    }
}

fn draw_card(model: &Model, article: &Article, card: &Card, area: Area, painter: &mut Painter<'_>) {
    let glyphs = painter.glyphs();
    let decided = card.row.annotation().and_then(|id| model.ledger.annotation(id));
    let is_current = card.index == model.claim_cursor;
    let is_marked = is_current && is_meant(model, article, card);
    let dismissed = verdict(decided) == Some(Verdict::Dismissed);
    let words = match (dismissed, is_marked) {
        (true, _) => Role::Dim,
        (false, true) => Role::ItemCurrent,
        (false, false) => Role::Item,
    };
    let claim = card.row.claim().and_then(|index| article.claims().get(index));
    let x = area.x + LEAD;
    let width = area.width.saturating_sub(LEAD);
    for ((number, line), y) in card.lines.iter().enumerate().zip(area.y..area.y + area.height) {
        if is_marked && *line != CardLine::Gap {
            let edge = if number == 0 { glyphs.cursor } else { " " };
            painter.text(area.x, y, edge, 1, Role::BorderFocus);
        }
        if number == 0 {
            painter.text(area.x + 1, y, &format!("{:>3}", card.index + 1), 3, Role::Dim);
            let sign = claim.map_or(" ", |claim| glyphs.kind(claim.kind));
            painter.text(area.x + 4, y, sign, 1, Role::Kind);
        }
        match line {
            CardLine::Wording { span, cut } | CardLine::Reworded { span, cut } => {
                let own = decided.map_or("", |annotation| &*annotation.wording);
                let text = match line {
                    CardLine::Reworded { .. } => span.of(own),
                    _ => article.document.slice(*span),
                };
                let end = painter.text(x, y, text, width, words);
                if *cut {
                    let end = end.min(area.x + area.width - 1);
                    painter.text(end, y, glyphs.cut, 1, Role::Dim);
                }
            }
            CardLine::Source => {
                let source = claim.and_then(|claim| article.claims().attribution_of(claim));
                if let Some(attribution) = source {
                    let told = format!("{}: {}", attribution.verb, attribution.source);
                    painter.cut_text(x, y, &told, width, Role::Source);
                }
            }
            CardLine::Stances => draw_stances(model, card, x, y, width, painter),
            CardLine::Decision => {
                if let Some(annotation) = decided {
                    draw_decision(model, annotation, Area { x, y, width, height: 1 }, painter);
                }
            }
            CardLine::Gap => {}
        }
    }
    if is_current && model.focus == Pane::Sidebar {
        let lines = u16::try_from(card.lines.len() - 1).unwrap_or(u16::MAX).min(area.height);
        painter.tint(Area { height: lines, ..area }, Role::Selected);
    }
}

/// How many other articles contradict it, say it otherwise, agree, and say nothing.
fn draw_stances(model: &Model, card: &Card, x: u16, y: u16, width: u16, painter: &mut Painter<'_>) {
    let glyphs = painter.glyphs();
    let Some(stances) = card.stances else { return };
    let others = model.grouped.as_ref().map_or(0, |it| it.accounts()).saturating_sub(1);
    let counts = [
        (glyphs.conflicts, stances.conflict, Role::Error),
        (glyphs.differs, stances.differ, Role::Mark),
        (glyphs.agrees, stances.agree, Role::Mark),
    ];
    let right = x + width;
    let mut at = x;
    for (sign, count, role) in counts.into_iter().filter(|(_, count, _)| *count > 0) {
        let told = format!("{sign}{count} ");
        at = painter.text(at, y, &told, right.saturating_sub(at), role);
    }
    let silent = others.saturating_sub(stances.articles());
    if silent > 0 {
        painter.text(at, y, &format!("{silent} silent"), right.saturating_sub(at), Role::Dim);
    }
}

/// Whether acts are about the claim under the sidebar's cursor: not while the cursor is in a
/// sentence that makes no claim.
fn is_meant(model: &Model, article: &Article, card: &Card) -> bool {
    let sentence = model.reader.sentence(&article.document).unwrap_or_default();
    model.focus == Pane::Sidebar || card.row.span.overlaps(sentence)
}

/// Whether its words were edited, the verdict, tags with their digits, and the note.
fn draw_decision(model: &Model, annotation: &Annotation, area: Area, painter: &mut Painter<'_>) {
    let glyphs = painter.glyphs();
    let right = area.x + area.width;
    let has_tags = !annotation.tags.is_empty();
    let mut x = area.x;
    let mut put = |text: &str, role: Role| {
        x = painter.cut_text(x, area.y, text, right.saturating_sub(x), role);
        x = (x + 1).min(right);
    };
    if matches!(placing::placement(model, annotation.id), Some(Placement::Edited(_))) {
        put(&format!("{} edited", glyphs.edited), Role::Mark);
    }
    match verdict(Some(annotation)) {
        // Tags need the room; the sign alone is known from the margin of the text.
        Some(Verdict::Accepted) if has_tags => put(glyphs.accepted, Role::Accepted),
        Some(Verdict::Accepted) => put(&format!("{} accepted", glyphs.accepted), Role::Accepted),
        Some(Verdict::Dismissed) => put(&format!("{} dismissed", glyphs.dismissed), Role::Dim),
        None => {}
    }
    for name in &annotation.tags {
        let tag = model.ledger.tags().find(|tag| tag.name == *name);
        let role = tag.map_or(Role::Mark, |tag| Role::Tag(tag.colour));
        match tag.and_then(|tag| tag.digit) {
            Some(digit) => put(&format!("{digit}:{name}"), role),
            None => put(&format!("{}{name}", glyphs.tag), role),
        }
    }
    if !annotation.note.is_empty() {
        let first = annotation.note.lines().next().unwrap_or_default();
        put(&format!("{} {first}", glyphs.note), Role::Mark);
    }
}

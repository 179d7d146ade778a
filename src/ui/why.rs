//! Why a claim was proposed.

use super::paint::Painter;
use super::theme::Role;
use crate::app::Model;
use crate::app::layout::Area;
use crate::claim::{Bound, Claim, Value, ValueKind};
use crate::story::Article;
use crate::text::wrap;

/// The widest the box is.
const WIDEST: u16 = 64;

pub(super) fn draw(model: &Model, painter: &mut Painter<'_>) {
    let Some(article) = model.story.article() else { return };
    let row = model.front.as_ref().and_then(|front| front.claims.get(model.claim_cursor));
    let claim = row.and_then(|row| article.claims().get(row.claim()?));
    let lines = claim.map_or_else(
        || vec!["your own claim: the program did not propose it".to_owned()],
        |claim| lines(article, claim),
    );
    let width = WIDEST.min(painter.width());
    let inner = usize::from(width.saturating_sub(4)).max(1);
    let set: Vec<&str> = lines
        .iter()
        .flat_map(|line| {
            let set = wrap::wrap(line, inner, wrap::Setting::Flowing);
            set.into_iter().map(|part| part.span.of(line)).collect::<Vec<_>>()
        })
        .collect();
    let rows = u16::try_from(set.len() + 2).unwrap_or(u16::MAX);
    let height = rows.min(painter.height().saturating_sub(1));
    let area = Area {
        x: (painter.width() - width) / 2,
        y: painter.height().saturating_sub(height + 1) / 2,
        width,
        height,
    };
    painter.clear(area, Role::Text);
    painter.frame(area, "Why this claim was proposed", "Esc closes", true);
    let inside = area.inside();
    for (line, y) in set.iter().zip(inside.y..inside.y + inside.height) {
        painter.text(inside.x + 1, y, line, inside.width.saturating_sub(1), Role::Text);
    }
}

fn lines(article: &Article, claim: &Claim) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, score {:.2}{}",
        claim.kind.name(),
        claim.score,
        if claim.proposed { "" } else { " (not proposed)" }
    )];
    lines.extend(claim.reasons().map(|reason| format!("- {reason}")));
    if let Some(attribution) = article.claims().attribution_of(claim) {
        lines.push(format!("says it: {} ({})", attribution.source, attribution.verb));
    }
    let values = article.claims().values_of(claim).iter().map(|value| told(article, value));
    lines.extend(values.map(|value| format!("states: {value}")));
    lines.extend(named(article, claim));
    lines.extend(claim.tense.map(|tense| tense.told().to_owned()));
    if claim.hedged {
        lines.push("weakened by a hedge".to_owned());
    }
    if claim.negated {
        lines.push("denies something".to_owned());
    }
    lines
}

/// The names in the claim, each once.
fn named(article: &Article, claim: &Claim) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for &span in article.claims().names_of(claim) {
        let name = article.document.slice(span).replace('\n', " ");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| format!("names: {}", names.join(", ")))
}

fn told(article: &Article, value: &Value) -> String {
    let kind = match value.kind {
        ValueKind::Money => "money",
        ValueKind::Percent => "percent",
        ValueKind::Count => "count",
        ValueKind::Date => "date",
        ValueKind::Duration => "duration",
    };
    let bound = match value.bound {
        Bound::Exact => "",
        Bound::About => ", about",
        Bound::AtLeast => ", at least",
        Bound::AtMost => ", at most",
    };
    format!("{} ({kind}{bound})", article.document.slice(value.span).replace('\n', " "))
}

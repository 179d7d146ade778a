//! The article list.

use jiff::civil::Date;

use super::glyphs::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::app::Model;
use crate::app::layout::{Area, Pane, ROWS_PER_ARTICLE};
use crate::app::story::{FileSince, Loading, Slot};
use crate::text::wrap;

pub(super) fn draw(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let story = &model.story;
    let has_focus = model.focus == Pane::List;
    let count = story.articles.len();
    let foot = match story.waiting() {
        0 if story.is_cut_short() => {
            format!("claims of {} of {count}, stopped", count - story.unassessed())
        }
        // Of few it is done before it can be read.
        0 if !story.keeps_claims() && story.unassessed() > 0 => {
            format!("claims of {} of {count}", count - story.unassessed())
        }
        0 => String::new(),
        waiting if story.is_stopped => format!("{} of {count} read, stopped", count - waiting),
        waiting => format!("reading {} of {count}, Esc stops", count - waiting),
    };
    let left = match story.left() {
        0 => String::new(),
        // It counts what is not shown, too.
        _ if model.filter.is_some() => String::new(),
        left => format!(" {} {left} left", painter.glyphs().dot),
    };
    let room = usize::from(area.width.saturating_sub(4));
    let shown = model.shown_articles();
    let counted = match model.filter {
        Some(_) => format!("{} of {count}", shown.len()),
        None => count.to_string(),
    };
    let tail = format!(" ({counted}){left}");
    let name = wrap::truncate(&story.name, room.saturating_sub(wrap::cells(&tail)));
    painter.frame(area, &format!("{}{tail}", name.trim_end()), &foot, has_focus);
    let inside = area.inside();
    let mut y = inside.y;
    let bottom = inside.y + inside.height;
    let visible = usize::from(inside.height.div_ceil(ROWS_PER_ARTICLE));
    if shown.is_empty() && model.filter.is_some() {
        let told = ["no article fits", "Esc shows them all"];
        for (line, y) in told.iter().zip(y..bottom) {
            painter.cut_text(inside.x + 1, y, line, inside.width.saturating_sub(1), Role::Dim);
        }
    }
    let rows = model.list_top..model.list_top + visible;
    for index in rows.map_while(|nth| shown.get(nth)) {
        let Some(slot) = story.articles.get(index) else { break };
        let is_front = index == story.front;
        let area = Area { y, height: bottom - y, ..inside };
        draw_slot(model, slot, (is_front, has_focus), area, painter);
        y += ROWS_PER_ARTICLE;
    }
}

fn draw_slot(
    model: &Model,
    slot: &Slot,
    (is_front, has_focus): (bool, bool),
    area: Area,
    painter: &mut Painter<'_>,
) {
    let glyphs = painter.glyphs();
    let width = area.width.saturating_sub(2);
    let title = if is_front { Role::ItemCurrent } else { Role::Item };
    let sign = if is_front { glyphs.cursor } else { " " };
    painter.text(area.x, area.y, sign, 1, title);
    painter.cut_text(area.x + 2, area.y, &slot.title(), width, title);
    if area.height > 1 {
        let role = if matches!(slot.state, Loading::Failed(_)) { Role::Error } else { Role::Dim };
        painter.cut_text(area.x + 2, area.y + 1, &facts(model, slot, glyphs), width, role);
    }
    if is_front && has_focus {
        painter.tint(Area { height: area.height.min(ROWS_PER_ARTICLE), ..area }, Role::Selected);
    }
}

/// Progress, whether there is a note, claims left, tags, outlet, date.
fn facts(model: &Model, slot: &Slot, glyphs: &Glyphs) -> String {
    let article = match &slot.state {
        Loading::Waiting => {
            let glance = slot.glance.as_deref();
            let (outlet, published) =
                glance.map_or((None, None), |it| (it.outlet.as_deref(), it.published));
            return told(vec!["reading...".to_owned()], outlet, published, glyphs);
        }
        Loading::Begun(article) => {
            let metadata = &article.metadata;
            let (outlet, published) = (metadata.outlet.as_deref(), metadata.published);
            return told(vec!["reading...".to_owned()], outlet, published, glyphs);
        }
        Loading::Failed(problem) => return problem.what.clone(),
        Loading::Ready(article) | Loading::Glimpsed(article) => article,
    };
    if slot.is_empty() {
        return "empty".to_owned();
    }
    let metadata = &article.metadata;
    let mut facts = vec![format!("{}%", slot.progress())];
    if !slot.note(&model.ledger).is_empty() {
        facts.push(glyphs.note.to_owned());
    }
    if slot.proposed().is_some() {
        let counts = slot.counts;
        facts.push(match counts.undecided {
            _ if counts.claims == 0 => "no claims".to_owned(),
            0 => format!("{}c done", counts.claims),
            left if left == counts.claims => format!("{left}c"),
            left => format!("{}c {left} left", counts.claims),
        });
        if slot.conflicts > 0 {
            facts.push(format!("{}{}", glyphs.conflicts, slot.conflicts));
        }
        if counts.tagged > 0 {
            facts.push(format!("{}#", counts.tagged));
        }
    }
    match slot.file {
        FileSince::Same => {}
        FileSince::Changed => facts.insert(0, "changed".to_owned()),
        FileSince::Gone => facts.insert(0, "gone".to_owned()),
    }
    told(facts, metadata.outlet.as_deref(), metadata.published, glyphs)
}

/// The facts on one line, with who published the article, and when.
fn told(
    mut facts: Vec<String>,
    outlet: Option<&str>,
    published: Option<Date>,
    glyphs: &Glyphs,
) -> String {
    facts.extend(outlet.map(str::to_owned));
    facts.extend(published.map(|date| date.strftime("%-d %b %Y").to_string()));
    facts.join(&format!(" {} ", glyphs.dot))
}

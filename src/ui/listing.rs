//! A list over the panes: its rows, and below them all of the row under the cursor.

use jiff::Timestamp;

use super::matrix::counted;
use super::paint::Painter;
use super::theme::Role;
use crate::annotation::anchor::Placement;
use crate::annotation::{
    Annotation, Id, Judgement, PairVerdict, Quotation, Role as Made, TagName, Verdict,
};
use crate::app::Model;
use crate::app::layout::{Area, listing_places};
use crate::app::listing::{Listing, ListingOf, NotedWhole, Row};
use crate::app::placing;
use crate::app::search_all::MOST;
use crate::app::search_all::excerpt::Excerpt;
use crate::app::story::Slot;
use crate::story::Article;
use crate::text::{Span, wrap};

/// Cells of what was decided, before the words.
const LEAD: u16 = 24;
/// Cells of a title, after the words.
const TAIL: u16 = 28;
/// Characters shown before a hit.
const BEFORE: usize = 24;
/// From this width on titles stand in the rows.
const WIDE: u16 = 90;

pub(super) fn draw(model: &Model, listing: &Listing, painter: &mut Painter<'_>) {
    let (rows, detail) = listing_places(model.size);
    let count = match listing.rows.len() {
        shown if shown == listing.whole => format!("{shown}"),
        shown => format!("{shown} of {}", listing.whole),
    };
    let count =
        if listing.of == ListingOf::Hits { progress(model, listing.rows.len()) } else { count };
    let narrowed = match listing.sought.as_str() {
        "" => String::new(),
        sought => format!(" {} {sought}", painter.glyphs().dot),
    };
    let foot = listing.fault.clone().unwrap_or_default();
    let title = format!("{} ({count}){narrowed}", listing.of.name());
    painter.frame(rows, &title, &foot, true);
    let inside = rows.inside();
    if listing.rows.is_empty() {
        let none = match listing.of {
            ListingOf::Hits if model.searched_all.words.trim().is_empty() => {
                "words to look for in every article, in your notes and tags"
            }
            ListingOf::Hits if model.searched_all.fault.is_some() => "this cannot be searched",
            ListingOf::Hits if model.searched_all.is_done => "nothing was found",
            ListingOf::Hits => "searching...",
            _ if listing.sought.is_empty() => "nothing is left here",
            _ => "nothing here fits; Esc shows the whole list",
        };
        painter.text(inside.x + 1, inside.y, none, inside.width.saturating_sub(1), Role::Dim);
    }
    let shown = listing.rows.iter().enumerate().skip(listing.top);
    for ((index, row), y) in shown.zip(inside.y..inside.y + inside.height) {
        let area = Area { y, height: 1, ..inside };
        draw_row(model, listing.of, row, index == listing.cursor, area, painter);
    }
    if let Some(area) = detail {
        draw_detail(model, listing.current(), area, painter);
    }
}

/// How far the search is.
fn progress(model: &Model, hits: usize) -> String {
    let searched = &model.searched_all;
    if searched.words.trim().is_empty() || searched.fault.is_some() {
        return "0".to_owned();
    }
    let (told, all) = (counted(hits, "hit"), counted(searched.of, "article"));
    match searched.is_done {
        false if searched.is_awaited => format!("going to the first hit of {all}"),
        false => format!("{told}, searched {} of {all}", searched.searched),
        true if hits >= MOST => {
            format!("the first {told}, searched {} of {all}", searched.searched)
        }
        true => format!("{told}, {all} searched"),
    }
}

fn draw_row(
    model: &Model,
    of: ListingOf,
    row: &Row,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let sign = if is_current { painter.glyphs().cursor } else { " " };
    painter.text(area.x, area.y, sign, 1, Role::ItemCurrent);
    let area = Area { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    match row {
        Row::Annotation(id) => match model.ledger.annotation(*id) {
            Some(annotation) => draw_annotation(model, of, annotation, is_current, area, painter),
            None => {
                painter.text(area.x, area.y, "(deleted)", area.width, Role::Dim);
            }
        },
        Row::Judgement(id) => draw_judgement(model, of, *id, is_current, area, painter),
        Row::Note(whole) => draw_note(model, *whole, is_current, area, painter),
        Row::Story(index) => draw_story(model, *index, is_current, area, painter),
        Row::Hit { article, span, excerpt } => {
            if let Some(slot) = model.story.articles.get(*article)
                && let Some(stand) = Stand::of(slot, *span, excerpt.as_deref())
            {
                draw_hit(&slot.title(), stand, is_current, area, painter);
            }
        }
        Row::Tag { name, here, everywhere } => {
            draw_tag(model, name, (*here, *everywhere), area, painter);
        }
    }
    if is_current {
        let whole = Area { x: area.x - 2, width: area.width + 3, ..area };
        painter.tint(whole, Role::Selected);
    }
}

fn draw_note(
    model: &Model,
    whole: NotedWhole,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let Some((name, note)) = whole.told(&model.ledger) else { return };
    let right = area.x + area.width;
    let lead = LEAD.min(area.width / 3);
    let what = match whole {
        NotedWhole::Article(_) => "article",
        NotedWhole::Story(_) => "story",
    };
    let sign = painter.glyphs().note;
    painter.cut_text(area.x, area.y, &format!("{sign} {what}"), lead, Role::Mark);
    let x = area.x + lead + 1;
    let tail = if area.width >= WIDE { TAIL } else { 0 };
    let room = right.saturating_sub(x + tail + u16::from(tail > 0));
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    painter.cut_text(x, area.y, &note.replace('\n', " "), room, role);
    if tail > 0 {
        painter.cut_text(right - tail, area.y, name, tail, Role::Dim);
    }
}

/// A judgement with the words of both claims.
fn draw_judgement(
    model: &Model,
    of: ListingOf,
    id: Id,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let Some(judgement) = model.ledger.judgement(id) else { return };
    let right = area.x + area.width;
    let time = told_time(of, judgement.changed);
    let x = painter.cut_text(area.x, area.y, &time, area.width, Role::Dim);
    let lead = LEAD.min((right - x) / 3);
    let glyphs = painter.glyphs();
    let sign = match judgement.verdict {
        PairVerdict::Same => glyphs.agrees,
        PairVerdict::NotSame => glyphs.dismissed,
        PairVerdict::Conflicts => glyphs.conflicts,
        PairVerdict::NoConflict => glyphs.differs,
    };
    let verdict = format!("{sign} {}", judgement.verdict.name());
    painter.cut_text(x, area.y, &verdict, lead, Role::Mark);
    let x = x + lead + 1;
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    let each = right.saturating_sub(x + 3) / 2;
    let one = judgement.pair.one().anchor.exact().replace('\n', " ");
    let x = painter.cut_text(x, area.y, &one, each, role);
    let x = painter.text(x, area.y, " / ", right.saturating_sub(x), Role::Dim);
    let other = judgement.pair.other().anchor.exact().replace('\n', " ");
    painter.cut_text(x, area.y, &other, right.saturating_sub(x), role);
}

/// When something was changed, where a list tells that.
fn told_time(of: ListingOf, changed: Timestamp) -> String {
    match of {
        ListingOf::Log => changed.strftime("%Y-%m-%d %H:%M ").to_string(),
        _ => String::new(),
    }
}

fn draw_story(
    model: &Model,
    index: usize,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let Some(recent) = model.remembered.recent.get(index) else { return };
    let right = area.x + area.width;
    let time = recent.opened.strftime("%Y-%m-%d ").to_string();
    let x = painter.cut_text(area.x, area.y, &time, area.width, Role::Dim);
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    let x = painter.cut_text(x, area.y, &recent.name, right.saturating_sub(x), role) + 2;
    painter.cut_text(x, area.y, &recent.told_paths(), right.saturating_sub(x), Role::Dim);
}

/// Where a hit stands.
#[derive(Clone, Copy)]
struct Stand<'a> {
    text: &'a str,
    /// What is shown around it: its block, as far as that is known.
    around: Span,
    hit: Span,
    /// The words to be read with it.
    sentence: Span,
}

impl<'a> Stand<'a> {
    /// In its article, or in an excerpt of one that is not read yet, or holds something else by now.
    fn of(slot: &'a Slot, hit: Span, excerpt: Option<&'a Excerpt>) -> Option<Self> {
        let is_there = |article: &&Article| {
            let words = hit.of(article.document.text());
            excerpt.is_none_or(|excerpt| words.starts_with(excerpt.hit.of(&excerpt.text)))
        };
        if let Some(article) = slot.article().filter(is_there) {
            let document = &article.document;
            let block = document.blocks().get(document.block_at(hit.start()));
            let around = block.map_or(hit, |block| block.span);
            let sentence = document.sentence_at(hit.start()).unwrap_or(hit);
            return Some(Self { text: document.text(), around, hit, sentence });
        }
        let Excerpt { text, hit } = excerpt?;
        let whole = Span::new(0, text.len());
        Some(Self { text, around: whole, hit: *hit, sentence: whole })
    }
}

/// The words around a hit, with the hit marked.
fn draw_hit(
    title: &str,
    Stand { text, around, hit, .. }: Stand<'_>,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let right = area.x + area.width;
    let lead = LEAD.min(area.width / 3);
    painter.cut_text(area.x, area.y, title, lead, Role::Dim);
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    let from = before(text, Span::new(around.start(), hit.start()), BEFORE);
    let before = Span::new(from, hit.start());
    let after = Span::new(hit.end(), around.end().max(hit.end()));
    let mut x = area.x + lead + 1;
    if from > around.start() {
        x = painter.text(x, area.y, painter.glyphs().cut, right.saturating_sub(x), role);
    }
    let pieces = [(before.of(text), role), (hit.of(text), Role::Hit), (after.of(text), role)];
    draw_pieces(&pieces, Area { x, width: right.saturating_sub(x), ..area }, painter);
}

/// Writes pieces of one line one after another, with a sign where they are cut.
fn draw_pieces(pieces: &[(&str, Role)], area: Area, painter: &mut Painter<'_>) {
    let mut left = usize::from(area.width);
    let is_cut = pieces.iter().any(|(words, _)| {
        // No more is measured than there is room for.
        let fitting = wrap::truncate(words, left);
        left -= wrap::cells(fitting);
        fitting.len() < words.len()
    });
    let right = area.x + area.width;
    let end = right - u16::from(is_cut && area.width > 0);
    let mut x = area.x;
    for (words, role) in pieces {
        let room = end.saturating_sub(x);
        x = painter.text(x, area.y, wrap::truncate(words, usize::from(room)), room, *role);
    }
    if is_cut {
        painter.text(x, area.y, painter.glyphs().cut, right.saturating_sub(x), Role::Dim);
    }
}

/// Where the last `most` characters of a span begin.
fn before(text: &str, span: Span, most: usize) -> usize {
    let words = span.of(text);
    let from = words.char_indices().rev().take(most).last().map_or(words.len(), |(at, _)| at);
    span.start() + from
}

fn draw_annotation(
    model: &Model,
    of: ListingOf,
    annotation: &Annotation,
    is_current: bool,
    area: Area,
    painter: &mut Painter<'_>,
) {
    let right = area.x + area.width;
    let time = told_time(of, annotation.changed);
    let x = painter.cut_text(area.x, area.y, &time, area.width, Role::Dim);
    let lead = LEAD.min((right - x) / 3);
    painter.cut_text(x, area.y, &decided(model, annotation, painter), lead, Role::Mark);
    let x = x + lead + 1;
    let tail = if area.width >= WIDE { TAIL } else { 0 };
    let room = right.saturating_sub(x + tail + u16::from(tail > 0));
    let words = annotation.anchor.exact().replace('\n', " ");
    let role = if is_current { Role::ItemCurrent } else { Role::Item };
    painter.cut_text(x, area.y, &words, room, role);
    if tail > 0 {
        painter.cut_text(right - tail, area.y, &title(model, annotation), tail, Role::Dim);
    }
}

/// What was decided, in few signs and words.
fn decided(model: &Model, annotation: &Annotation, painter: &Painter<'_>) -> String {
    let glyphs = painter.glyphs();
    let place = match placing::anywhere(model, annotation) {
        Some(Placement::Edited(_)) => Some(glyphs.edited),
        Some(Placement::Uncertain(_)) => Some(glyphs.uncertain),
        Some(Placement::Lost) => Some(glyphs.lost),
        Some(Placement::Exact(_) | Placement::Moved(_)) | None => None,
    };
    let mut parts: Vec<String> = place.into_iter().map(str::to_owned).collect();
    match annotation.role {
        Made::Passage => {}
        Made::Highlight(colour) => parts.push(format!("[{}]", colour.letter())),
        Made::Claim(Some(Verdict::Accepted)) => parts.push(glyphs.accepted.to_owned()),
        Made::Claim(Some(Verdict::Dismissed)) => parts.push(glyphs.dismissed.to_owned()),
        Made::Claim(None) => parts.push(glyphs.claim.to_owned()),
    }
    if !annotation.note.is_empty() {
        parts.push(glyphs.note.to_owned());
    }
    parts.extend(annotation.tags.iter().map(|tag| format!("{}{tag}", glyphs.tag)));
    parts.join(" ")
}

fn title(model: &Model, annotation: &Annotation) -> String {
    let record = model.ledger.article(annotation.article);
    record.map_or_else(String::new, |record| record.title.clone())
}

fn draw_tag(
    model: &Model,
    name: &TagName,
    (here, everywhere): (usize, usize),
    area: Area,
    painter: &mut Painter<'_>,
) {
    let right = area.x + area.width;
    let tag = model.ledger.tag(name);
    let digit = tag.and_then(|tag| tag.digit).map_or_else(String::new, |digit| digit.to_string());
    let x = painter.text(area.x, area.y, &format!("{digit:1} "), area.width, Role::Key);
    let colour = tag.map(|tag| tag.colour);
    let role = colour.map_or(Role::Mark, Role::Tag);
    let width = LEAD.min(area.width / 3);
    painter.cut_text(x, area.y, name.as_str(), width, role);
    let colour = colour.map_or("", |colour| model.comfort.colours.name(colour));
    let counts = format!("{here:>4} here {everywhere:>5} in all  {colour:<8}");
    let x = x + width + 1;
    let x = painter.cut_text(x, area.y, &counts, right.saturating_sub(x), Role::Dim) + 1;
    let meaning = tag.map_or("used, but not described", |tag| tag.description.as_str());
    painter.cut_text(x, area.y, meaning, right.saturating_sub(x), Role::Item);
}

/// All of a row: its words, the reader's words, note and tags, and where it is from.
fn draw_detail(model: &Model, row: Option<&Row>, area: Area, painter: &mut Painter<'_>) {
    let lines = match row {
        Some(Row::Annotation(id)) => {
            model.ledger.annotation(*id).map_or_else(Vec::new, |it| told(model, it, painter))
        }
        Some(Row::Note(whole)) => {
            whole.told(&model.ledger).map_or_else(Vec::new, |(name, note)| {
                vec![(name.to_owned(), Role::Dim), (note.replace('\n', " "), Role::Text)]
            })
        }
        Some(Row::Judgement(id)) => {
            model.ledger.judgement(*id).map_or_else(Vec::new, |it| judgement_told(model, it))
        }
        Some(Row::Story(index)) => {
            let recent = model.remembered.recent.get(*index);
            recent.map_or_else(Vec::new, |it| {
                it.paths.iter().map(|path| (path.clone(), Role::Text)).collect()
            })
        }
        Some(Row::Hit { article, span, excerpt }) => {
            let slot = model.story.articles.get(*article);
            slot.map_or_else(Vec::new, |slot| hit_told(slot, *span, excerpt.as_deref()))
        }
        Some(Row::Tag { name, .. }) => {
            let meaning = model.ledger.tag(name).map_or("", |tag| tag.description.as_str());
            vec![(name.to_string(), Role::Heading), (meaning.to_owned(), Role::Text)]
        }
        None => Vec::new(),
    };
    painter.frame(area, "", "", false);
    let inside = area.inside();
    let width = usize::from(inside.width.saturating_sub(2)).max(1);
    let mut rows = inside.y..inside.y + inside.height;
    for (text, role) in &lines {
        for line in wrap::wrap(text, width, wrap::Setting::Flowing) {
            let Some(y) = rows.next() else { return };
            painter.text(inside.x + 1, y, line.span.of(text), inside.width - 2, *role);
        }
    }
}

fn hit_told(slot: &Slot, hit: Span, excerpt: Option<&Excerpt>) -> Vec<(String, Role)> {
    let Some(Stand { text, sentence, .. }) = Stand::of(slot, hit, excerpt) else {
        return Vec::new();
    };
    vec![(slot.title(), Role::Dim), (sentence.of(text).to_owned(), Role::Text)]
}

fn judgement_told(model: &Model, judgement: &Judgement) -> Vec<(String, Role)> {
    let changed = judgement.changed.strftime("changed %Y-%m-%d %H:%M UTC");
    let mut lines = vec![(format!("{}, {changed}", judgement.verdict.name()), Role::Mark)];
    for side in [judgement.pair.one(), judgement.pair.other()] {
        let title = model.ledger.article(side.article).map_or("", |record| record.title.as_str());
        lines.push((format!("{title}: {}", side.anchor.exact()), Role::Text));
    }
    lines
}

fn told(model: &Model, annotation: &Annotation, painter: &Painter<'_>) -> Vec<(String, Role)> {
    let glyphs = painter.glyphs();
    let record = model.ledger.article(annotation.article);
    let mut source: Vec<String> = record.map(|it| it.title.clone()).into_iter().collect();
    source.extend(record.and_then(|it| it.outlet.clone()));
    source.extend(record.and_then(|it| it.published).map(|date| date.to_string()));
    source.push(annotation.changed.strftime("changed %Y-%m-%d %H:%M UTC").to_string());
    let mut lines = vec![(source.join(&format!(" {} ", glyphs.dot)), Role::Dim)];
    let note = annotation.note.replace('\n', " ");
    let own = [(glyphs.note, note.as_str()), ("=", &*annotation.wording)];
    let own = own.into_iter().filter(|(_, words)| !words.is_empty());
    lines.extend(own.map(|(sign, words)| (format!("{sign} {words}"), Role::Mark)));
    let Quotation { exact, before, after, .. } = annotation.anchor.quotation();
    let place = placing::told(model, annotation);
    let is_told = place.is_some();
    lines.extend(place.map(|told| (told, Role::Error)));
    lines.push((exact.to_owned(), Role::Text));
    // What it stood in helps to find where it belongs now.
    if is_told && !(before.is_empty() && after.is_empty()) {
        let stood = [before, "[", exact, "]", after].concat();
        lines.push((format!("it stood in: {stood}"), Role::Dim));
    }
    lines
}

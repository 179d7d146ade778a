//! The reading pane: the page with everything that lies over its words.

use ratatui::style::Style;

use super::Glyphs;
use super::paint::Painter;
use super::theme::Role;
use crate::annotation::anchor::Placement;
use crate::annotation::{Annotation, Role as Made, Verdict};
use crate::app::claim_rows::{ClaimRow, verdict};
use crate::app::front::Front;
use crate::app::layout::{Area, GUTTER, Pane, text_body};
use crate::app::page::{PageLine, TextLine};
use crate::app::placing;
use crate::app::story::Loading;
use crate::app::{Mode, Model};
use crate::document::{BlockKind, Document, Emphasis};
use crate::story::Article;
use crate::text::{Span, wrap};

pub(super) fn draw(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let has_focus = model.focus == Pane::Text;
    let slot = model.story.slot();
    let title = slot.map_or_else(String::new, |slot| slot.title());
    let foot = made_here(model, painter.glyphs()).unwrap_or_else(|| {
        let article = slot.and_then(|slot| slot.shown());
        article.map_or_else(String::new, |article| byline(article, painter.glyphs().dot))
    });
    painter.frame(area, &title, &foot, has_focus);
    let body = text_body(area, model.comfort.measure);
    let message = match slot.map(|slot| &slot.state) {
        None => Some("no articles here; open a file or a folder: variorum PATH".to_owned()),
        Some(Loading::Waiting | Loading::Begun(_)) if model.story.is_stopped => {
            Some(model.keymap.told("reading was stopped; {reload} goes on"))
        }
        Some(Loading::Waiting) => Some("reading...".to_owned()),
        Some(Loading::Failed(problem)) => {
            let again = model.keymap.told("{reload} reads it again");
            Some(format!("{problem} ({again})"))
        }
        Some(Loading::Ready(article) | Loading::Glimpsed(article) | Loading::Begun(article))
            if article.document.blocks().is_empty() =>
        {
            Some("this article has no text".to_owned())
        }
        Some(Loading::Ready(_) | Loading::Glimpsed(_) | Loading::Begun(_)) => None,
    };
    if let Some(message) = message {
        let lines = wrap::wrap(&message, usize::from(body.width), wrap::Setting::Flowing);
        for (line, y) in lines.iter().zip(body.y..body.y + body.height) {
            painter.text(body.x, y, line.span.of(&message), body.width, Role::Dim);
        }
        return;
    }
    let Some(article) = slot.and_then(|slot| slot.shown()) else { return };
    // Nothing is attached to the beginning of an article.
    let bare = Front::default();
    let page = Page::new(model, article, model.front.as_ref().unwrap_or(&bare));
    for (line, y) in model.reader.page.iter().zip(body.y..body.y + body.height) {
        let PageLine::Text(line) = line else { continue };
        page.draw_gutter(*line, body.x - GUTTER, y, painter);
        page.draw_line(*line, body.x, y, body.width, painter);
    }
}

/// Outlet, author and date.
fn byline(article: &Article, dot: &str) -> String {
    let metadata = &article.metadata;
    let date = metadata.published.map(|date| date.strftime("%-d %B %Y").to_string());
    let parts = [metadata.outlet.clone(), metadata.author.clone(), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&format!(" {dot} "))
}

/// Which words of what the cursor is on were edited; its tags and its note, as far as it is not a
/// claim: those stand in the sidebar.
fn made_here(model: &Model, glyphs: &Glyphs) -> Option<String> {
    let cursor = model.reader.cursor;
    let place = Span::new(cursor, cursor + 1);
    let there = model.front.as_ref()?.marks.overlapping(place).filter_map(|&(span, id)| {
        let annotation = model.ledger.annotation(id)?;
        let is_claim = matches!(annotation.role, Made::Claim(_));
        let says = !annotation.note.is_empty() || !annotation.tags.is_empty();
        let told = placing::told(model, annotation);
        (!is_claim && says || told.is_some()).then_some((span, annotation, told))
    });
    let (_, annotation, told) = there.min_by_key(|(span, ..)| span.len())?;
    let told = told.map(|told| format!("{} {told}", glyphs.edited));
    if matches!(annotation.role, Made::Claim(_)) {
        return told;
    }
    let tags = annotation.tags.iter().map(|tag| format!("{}{tag}", glyphs.tag));
    let note = Some(annotation.note.replace('\n', " ")).filter(|note| !note.is_empty());
    let parts: Vec<String> = told
        .into_iter()
        .chain(tags)
        .chain(note.map(|note| format!("{} {note}", glyphs.note)))
        .collect();
    Some(parts.join(" "))
}

/// What every line of the page is drawn with.
struct Page<'a> {
    model: &'a Model,
    article: &'a Article,
    document: &'a Document,
    front: &'a Front,
    /// The sentence under the cursor.
    sentence: Span,
    /// The claim under the cursor.
    claim: Span,
    /// What is selected.
    selected: Option<Span>,
}

impl<'a> Page<'a> {
    fn new(model: &'a Model, article: &'a Article, front: &'a Front) -> Self {
        let document = &*article.document;
        let sentence = model.reader.sentence(document).unwrap_or_default();
        let claim = front.claims.get(model.claim_cursor).map(|row| row.span).unwrap_or_default();
        let claim = if claim.overlaps(sentence) { claim } else { Span::default() };
        let selection = model.selection.as_ref();
        let selected = selection.map(|it| it.span(document, model.reader.cursor));
        Self { model, article, document, front, sentence, claim, selected }
    }

    fn annotations(&self, place: Span) -> impl Iterator<Item = (Span, &'a Annotation)> {
        let ledger = &self.model.ledger;
        self.front
            .marks
            .overlapping(place)
            .filter_map(|&(span, id)| Some((span, ledger.annotation(id)?)))
    }

    /// Whether a claim has a mark of its own: not what is listed only because everything is.
    fn is_told(&self, row: ClaimRow) -> bool {
        let proposed = row.claim().and_then(|index| self.article.claims().get(index));
        row.annotation().is_some() || proposed.is_some_and(|claim| claim.proposed)
    }

    /// The sentence bar, a mark for what begins on this line, and one for what hangs on it.
    fn draw_gutter(&self, line: TextLine, x: u16, y: u16, painter: &mut Painter<'_>) {
        let glyphs = painter.glyphs();
        if line.span.overlaps(self.sentence) {
            painter.text(x, y, glyphs.bar, 1, Role::Bar);
        }
        let begins = |span: Span| line.span.contains(span.start());
        let made: Vec<&Annotation> = self
            .annotations(line.span)
            .filter(|&(span, _)| begins(span))
            .map(|(_, annotation)| annotation)
            .collect();
        let claim = self.front.claims.overlapping(line.span).and_then(|index| {
            (index..)
                .map_while(|index| self.front.claims.get(index))
                .take_while(|row| row.span.start() < line.span.end())
                .find(|row| begins(row.span))
        });
        let highlight = made.iter().find_map(|annotation| match annotation.role {
            Made::Highlight(colour) => Some(colour),
            Made::Passage | Made::Claim(_) => None,
        });
        let decided = claim.and_then(|row| self.model.ledger.annotation(row.annotation()?));
        let is_edited = |annotation: &&Annotation| {
            matches!(placing::placement(self.model, annotation.id), Some(Placement::Edited(_)))
        };
        if made.iter().any(is_edited) {
            painter.text(x + 2, y, glyphs.edited, 1, Role::Mark);
        } else if made.iter().any(|annotation| !annotation.note.is_empty()) {
            painter.text(x + 2, y, glyphs.note, 1, Role::Mark);
        } else if self.model.drafted().any(begins) {
            painter.text(x + 2, y, glyphs.note, 1, Role::Dim);
        } else if made.iter().any(|annotation| !annotation.tags.is_empty()) {
            painter.text(x + 2, y, glyphs.tag, 1, Role::Mark);
        }
        if let Some(colour) = highlight {
            let mut letter = [0; 4];
            let letter = colour.letter().encode_utf8(&mut letter);
            painter.text(x + 1, y, letter, 1, Role::Highlight(colour));
        } else if claim.is_some_and(|row| self.is_told(row)) {
            let glyph = match verdict(decided) {
                Some(Verdict::Accepted) => glyphs.accepted,
                Some(Verdict::Dismissed) => glyphs.dismissed,
                None => glyphs.claim,
            };
            painter.text(x + 1, y, glyph, 1, Role::Dim);
        }
    }

    fn draw_line(&self, line: TextLine, x: u16, y: u16, width: u16, painter: &mut Painter<'_>) {
        let Some(block) = self.document.blocks().get(line.block) else { return };
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX).min(width);
        draw_lead(&block.kind, line, x, y, indent, painter);
        let base = painter.style(match block.kind {
            BlockKind::Heading(_) => Role::Heading,
            BlockKind::Boilerplate => Role::Boilerplate,
            BlockKind::Quote => Role::Quote,
            BlockKind::Code => Role::Code,
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } => Role::Text,
        });
        let layers = self.layers(line.span, painter);
        let mut column = x + indent;
        for piece in pieces(line.span, &layers) {
            let style = layers
                .iter()
                .filter(|(span, _)| span.overlaps(piece))
                .fold(base, |style, &(_, layer)| style.patch(layer));
            let left = (x + width).saturating_sub(column);
            column = painter.styled(column, y, self.document.slice(piece), left, style);
        }
        let (room, right) = (usize::from(width - indent), x + width);
        let words = self.document.slice(line.span);
        if wrap::truncate(words, room).len() < words.len() && width > indent {
            painter.text(right - 1, y, painter.glyphs().cut, 1, Role::Marker);
        }
        self.draw_cursor(line, x + indent, y, right, painter);
    }

    /// What lies over a line, lowest first.
    fn layers(&self, line: Span, painter: &Painter<'_>) -> Vec<(Span, Style)> {
        let mut layers = Vec::new();
        for (span, kind) in self.document.emphasis().overlapping(line) {
            let role = match kind {
                Emphasis::Italic => Role::Italic,
                Emphasis::Bold => Role::Bold,
                Emphasis::Code => Role::Code,
            };
            layers.push((*span, painter.style(role)));
        }
        layers.push((self.sentence, painter.style(Role::Sentence)));
        layers.push((self.claim, painter.style(Role::ClaimCurrent)));
        for (span, annotation) in self.annotations(line) {
            if let Made::Highlight(colour) = annotation.role {
                layers.push((span, painter.style(Role::Highlight(colour))));
            }
        }
        if let Some(selected) = self.selected {
            layers.push((selected, painter.style(Role::Selection)));
        }
        let hits = &self.front.hits;
        let from = hits.partition_point(|hit| hit.end() <= line.start());
        for hit in hits[from..].iter().take_while(|hit| hit.start() < line.end()) {
            let on_cursor = hit.contains(self.model.reader.cursor);
            let role = if on_cursor { Role::HitCurrent } else { Role::Hit };
            layers.push((*hit, painter.style(role)));
        }
        layers
    }

    /// The cursor, at the edge where its line goes on beyond it.
    fn draw_cursor(&self, line: TextLine, x: u16, y: u16, right: u16, painter: &mut Painter<'_>) {
        let cursor = self.model.reader.cursor;
        let is_here = line.span.contains(cursor)
            && self.model.focus == Pane::Text
            && !matches!(self.model.mode, Mode::Note { .. });
        if is_here {
            let cell = wrap::cell_of(self.document.slice(line.span), cursor - line.span.start());
            let x = x.saturating_add(u16::try_from(cell).unwrap_or(u16::MAX));
            let x = x.min(right.saturating_sub(1));
            painter.tint(Area { x, y, width: 1, height: 1 }, Role::Cursor);
        }
    }
}

/// Bullets, numbers and quote bars before a line.
fn draw_lead(
    kind: &BlockKind,
    line: TextLine,
    x: u16,
    y: u16,
    indent: u16,
    painter: &mut Painter<'_>,
) {
    match kind {
        BlockKind::ListItem { marker } if line.line == 0 => {
            let width = u16::try_from(wrap::cells(marker.as_str())).unwrap_or(u16::MAX);
            let start = x + indent.saturating_sub(width.saturating_add(1));
            painter.text(start, y, marker.as_str(), width.min(indent), Role::Marker);
        }
        BlockKind::Quote if indent >= 2 => {
            painter.text(x + indent - 2, y, painter.glyphs().quote, 1, Role::Marker);
        }
        BlockKind::ListItem { .. }
        | BlockKind::Quote
        | BlockKind::Heading(_)
        | BlockKind::Paragraph { .. }
        | BlockKind::Code
        | BlockKind::Boilerplate => {}
    }
}

/// A line cut wherever a layer begins or ends.
fn pieces(line: Span, layers: &[(Span, Style)]) -> Vec<Span> {
    let mut cuts: Vec<usize> = layers
        .iter()
        .flat_map(|(span, _)| [span.start(), span.end()])
        .filter(|&cut| line.start() < cut && cut < line.end())
        .chain([line.start(), line.end()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_tile_the_line() {
        let layers = [(Span::new(0, 5), Style::new()), (Span::new(3, 40), Style::new())];
        let starts: Vec<usize> =
            pieces(Span::new(2, 10), &layers).into_iter().map(Span::start).collect();
        assert_eq!(starts, [2, 3, 5]);
    }
}

//! The tree of a page to blocks.
//!
//! Walks with a stack of its own: pages nest deeper than a thread's stack likes.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};

use crate::document::Emphasis;
use crate::document::writer::{Numbering, Writer};
use crate::patience::Patience;
use crate::text::raised;

/// What an element does to the text in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Hidden,
    Aside,
    Heading(u8),
    List,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Break,
    Block,
    Emphasis(Emphasis),
    Raised,
    Inline,
}

/// The elements that are more than a span of text.
const ROLES: &[(&str, Role)] = &[
    ("script", Role::Hidden),
    ("style", Role::Hidden),
    ("noscript", Role::Hidden),
    ("template", Role::Hidden),
    ("head", Role::Hidden),
    ("svg", Role::Hidden),
    ("math", Role::Hidden),
    ("iframe", Role::Hidden),
    ("object", Role::Hidden),
    ("button", Role::Hidden),
    ("select", Role::Hidden),
    ("textarea", Role::Hidden),
    ("nav", Role::Aside),
    ("footer", Role::Aside),
    ("aside", Role::Aside),
    ("figcaption", Role::Aside),
    ("caption", Role::Aside),
    ("dialog", Role::Aside),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("ul", Role::List),
    ("ol", Role::List),
    ("menu", Role::List),
    ("li", Role::Item),
    ("blockquote", Role::Quote),
    ("pre", Role::Preformatted),
    ("table", Role::Table),
    ("tr", Role::Row),
    ("td", Role::Cell),
    ("th", Role::Cell),
    ("br", Role::Break),
    ("p", Role::Block),
    ("div", Role::Block),
    ("section", Role::Block),
    ("article", Role::Block),
    ("main", Role::Block),
    ("header", Role::Block),
    ("body", Role::Block),
    ("html", Role::Block),
    ("center", Role::Block),
    ("figure", Role::Block),
    ("address", Role::Block),
    ("details", Role::Block),
    ("summary", Role::Block),
    ("fieldset", Role::Block),
    ("form", Role::Block),
    ("legend", Role::Block),
    ("dl", Role::Block),
    ("dt", Role::Block),
    ("dd", Role::Block),
    ("hr", Role::Block),
    ("hgroup", Role::Block),
    ("option", Role::Block),
    ("label", Role::Block),
    ("video", Role::Hidden),
    ("audio", Role::Hidden),
    ("canvas", Role::Hidden),
    ("em", Role::Emphasis(Emphasis::Italic)),
    ("i", Role::Emphasis(Emphasis::Italic)),
    ("cite", Role::Emphasis(Emphasis::Italic)),
    ("dfn", Role::Emphasis(Emphasis::Italic)),
    ("strong", Role::Emphasis(Emphasis::Bold)),
    ("b", Role::Emphasis(Emphasis::Bold)),
    ("code", Role::Emphasis(Emphasis::Code)),
    ("kbd", Role::Emphasis(Emphasis::Code)),
    ("samp", Role::Emphasis(Emphasis::Code)),
    ("tt", Role::Emphasis(Emphasis::Code)),
    ("var", Role::Emphasis(Emphasis::Italic)),
    ("sup", Role::Raised),
];

/// The longest text of a cell in a table of figures; longer cells are a page's layout.
const CELL: usize = 200;

/// Writes the text of a page or a part of one.
pub(super) fn write(page: &Document, writer: &mut Writer, patience: Patience<'_>) {
    let mut walk = Walk { writer };
    // Each node is met twice: before its content and after it.
    let mut nodes = vec![(page.root(), false)];
    for _ in patience.through(0_usize..) {
        let Some((node, met)) = nodes.pop() else { break };
        if met {
            walk.leave(&node);
        } else if walk.enter(&node) {
            nodes.push((node, true));
            nodes.extend(node.children_it(true).map(|child| (child, false)));
        }
    }
    walk.writer.end();
}

struct Walk<'a> {
    writer: &'a mut Writer,
}

impl Walk<'_> {
    /// Begins a node; whether its content is to be walked.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.writer.text(&node.text());
            return false;
        }
        if node.is_comment() || node.is_doctype() {
            return false;
        }
        let writer = &mut *self.writer;
        match role(node) {
            Role::Hidden => return false,
            Role::Aside => writer.start_aside(),
            Role::Heading(level) => writer.start_heading(level),
            Role::List => writer.start_list(numbering(node)),
            Role::Item => writer.start_item(number(node, "value")),
            Role::Quote => writer.start_quote(),
            Role::Preformatted => writer.start_preformatted(),
            Role::Table => return self.table(node),
            Role::Break => writer.line_break(),
            Role::Row | Role::Cell | Role::Block => writer.end(),
            Role::Emphasis(emphasis) => writer.start_emphasis(emphasis),
            Role::Raised => writer.raise(true),
            Role::Inline => {}
        }
        true
    }

    /// A table of figures is written at once, line by line; one that is layout is walked.
    fn table(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(rows) = figures(node) else {
            self.writer.end();
            return true;
        };
        self.writer.start_preformatted();
        self.writer.text(&rows.join("\n"));
        self.writer.end_preformatted();
        false
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let writer = &mut *self.writer;
        match role(node) {
            Role::Aside => writer.end_aside(),
            Role::Heading(_) => writer.end_heading(),
            Role::List => writer.end_list(),
            Role::Item => writer.end_item(),
            Role::Quote => writer.end_quote(),
            Role::Preformatted => writer.end_preformatted(),
            Role::Row | Role::Cell | Role::Block | Role::Table => writer.end(),
            Role::Emphasis(emphasis) => writer.end_emphasis(emphasis),
            Role::Raised => writer.raise(false),
            Role::Hidden | Role::Break | Role::Inline => {}
        }
    }
}

fn role(node: &NodeRef<'_>) -> Role {
    let Some(name) = node.node_name() else { return Role::Inline };
    let known = ROLES.iter().find(|(each, _)| **each == *name);
    known.map_or(Role::Inline, |(_, role)| *role)
}

/// How a list is numbered: from its own beginning, or from 1 on; backwards to 1.
fn numbering(list: &NodeRef<'_>) -> Option<Numbering> {
    if !list.has_name("ol") {
        return None;
    }
    let falls = list.has_attr("reversed");
    let items = || list.element_children().iter().filter(|item| role(item) == Role::Item).count();
    let first = || if falls { items() } else { 1 };
    let next = number(list, "start").unwrap_or_else(|| u32::try_from(first()).unwrap_or(u32::MAX));
    Some(Numbering { next, falls })
}

fn number(node: &NodeRef<'_>, attribute: &str) -> Option<u32> {
    node.attr(attribute)?.trim().parse().ok()
}

/// The words of a cell, figures above the line set so. What is longer than a cell of a
/// table of figures is broken off.
fn words_of(cell: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let mut is_apart = false;
    let mut nodes: Vec<_> = cell.children_it(true).map(|child| (child, false)).collect();
    while let Some((node, is_raised)) = nodes.pop().filter(|_| words.len() <= CELL) {
        if !node.is_text() {
            let is_raised = is_raised || role(&node) == Role::Raised;
            nodes.extend(node.children_it(true).map(|child| (child, is_raised)));
            continue;
        }
        let text = node.text();
        let set = if is_raised { raised::set(&text) } else { Cow::Borrowed(&*text) };
        for part in set.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if is_apart && !word.is_empty() && !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
            is_apart = word.len() < part.len() || is_apart && word.is_empty();
        }
    }
    words
}

/// The lines of a table of figures: what stands over it and its rows; nothing if the table lays out
/// a page.
fn figures(table: &NodeRef<'_>) -> Option<Vec<String>> {
    let mut title = None;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut is_wide = true;
    for node in table.descendants_it() {
        match role(&node) {
            Role::Row => {
                is_wide &= rows.last().is_none_or(|row| row.len() > 1);
                rows.push(Vec::new());
            }
            Role::Cell => {
                let cell = Some(words_of(&node)).filter(|cell| cell.len() <= CELL)?;
                let row = rows.last_mut()?;
                row.push(cell);
                // One cell as wide as several stands over or under them.
                if node.has_attr("colspan") && row.len() == 1 {
                    row.push(String::new());
                }
            }
            Role::Aside if node.has_name("caption") => title = Some(words_of(&node)),
            Role::Heading(_) | Role::List | Role::Quote | Role::Table | Role::Preformatted => {
                return None;
            }
            _ => {}
        }
    }
    is_wide &= rows.len() > 1 && rows.last().is_some_and(|row| row.len() > 1);
    let line = |row: Vec<String>| row.join(" | ").trim_end_matches(" | ").to_owned();
    is_wide.then(|| title.into_iter().chain(rows.into_iter().map(line)).collect())
}

//! The reader of saved web pages: their main text, by Readability's rules.

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use super::rough::Rough;
use super::writer::Writer;
use super::{Emphasis, Metadata, dates};
use crate::problem::Problem;
use crate::text::clean;

/// The deepest nesting that is parsed: parsers of HTML take time that grows with its square, and
/// browsers stop here too.
const DEEPEST: usize = 512;

/// Elements whose text is never shown.
const UNSEEN: [&str; 9] =
    ["script", "style", "noscript", "template", "svg", "iframe", "button", "form", "select"];

/// Reads a page; the document's text is its main text.
pub(super) fn read(name: &str, html: &str) -> (Rough, Vec<Problem>) {
    if depth(html) > DEEPEST {
        let problem = Problem::new(name, format!("more than {DEEPEST} elements lie in each other"))
            .advise("its text is shown without headings and lists");
        return (without_tags(html), vec![problem]);
    }
    let mut writer = Writer::default();
    if let Some(article) = extract(html) {
        walk(&Page::from(article.content.to_string()).root(), &mut writer);
        return (Rough { metadata: metadata(&article), ..writer.finish() }, Vec::new());
    }
    let problem =
        Problem::new(name, "no main text was found").advise("all text of the page is shown");
    let page = Page::from(html);
    walk(&page.root(), &mut writer);
    let title = clean::clean_line(page.select("title").text().trim()).into_owned();
    let metadata =
        Metadata { title: Some(title).filter(|title| !title.is_empty()), ..Metadata::default() };
    (Rough { metadata, ..writer.finish() }, vec![problem])
}

fn extract(html: &str) -> Option<Article> {
    let mut readability = Readability::new(html, None, Some(Config::default())).ok()?;
    let article = readability.parse().ok()?;
    (!article.text_content.trim().is_empty()).then_some(article)
}

fn metadata(article: &Article) -> Metadata {
    let line = |text: &Option<String>| {
        let text = text.as_deref().map(|text| clean::clean_line(text).trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let byline = line(&article.byline);
    let without_by = |name: String| match name.split_once(' ') {
        Some((by, rest)) if by.eq_ignore_ascii_case("by") => rest.to_owned(),
        _ => name,
    };
    Metadata {
        title: line(&Some(article.title.clone())),
        outlet: line(&article.site_name),
        author: byline.map(without_by),
        published: article.published_time.as_deref().and_then(dates::find),
        url: line(&article.url),
    }
}

/// Hands a node's text to the writer. The depth is bounded before a page is parsed.
fn walk(node: &NodeRef<'_>, writer: &mut Writer) {
    for child in node.children_it(false) {
        if child.is_text() {
            writer.text(&child.text());
            continue;
        }
        let Some(name) = child.node_name().filter(|_| child.is_element()) else { continue };
        let name = name.to_lowercase();
        if !UNSEEN.contains(&name.as_str()) {
            element(&name, &child, writer);
        }
    }
}

fn element(name: &str, node: &NodeRef<'_>, writer: &mut Writer) {
    let inside = |writer: &mut Writer| walk(node, writer);
    match name {
        "br" => writer.line_break(),
        "hr" => writer.end(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            writer.start_heading(name.bytes().next_back().map_or(2, |digit| digit - b'0'));
            inside(writer);
            writer.end();
            writer.end_heading();
        }
        "ul" | "ol" => {
            let first = node.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
            writer.start_list((name == "ol").then_some(first));
            inside(writer);
            writer.end_list();
        }
        "li" => {
            writer.start_item();
            inside(writer);
            writer.end_item();
        }
        "blockquote" => {
            writer.start_quote();
            inside(writer);
            writer.end_quote();
        }
        "pre" => {
            writer.start_preformatted();
            writer.text(&node.text());
            writer.end_preformatted();
        }
        "table" => {
            writer.start_preformatted();
            writer.text(&table(node));
            writer.end_preformatted();
        }
        "figcaption" | "nav" | "aside" | "footer" => {
            writer.start_aside();
            inside(writer);
            writer.end_aside();
        }
        "em" | "i" | "cite" => emphasised(Emphasis::Italic, node, writer),
        "strong" | "b" => emphasised(Emphasis::Bold, node, writer),
        "code" | "kbd" | "samp" => emphasised(Emphasis::Code, node, writer),
        "a" | "span" | "abbr" | "time" | "small" | "sub" | "sup" | "mark" | "q" | "u" | "s"
        | "font" | "label" | "ins" | "del" | "html" | "body" => inside(writer),
        _ => {
            writer.end();
            inside(writer);
            writer.end();
        }
    }
}

fn emphasised(emphasis: Emphasis, node: &NodeRef<'_>, writer: &mut Writer) {
    writer.start_emphasis(emphasis);
    walk(node, writer);
    writer.end_emphasis(emphasis);
}

/// The rows of a table, a line each.
fn table(node: &NodeRef<'_>) -> String {
    let is_row = |node: &NodeRef<'_>| node.has_name("tr");
    let cell = |node: NodeRef<'_>| clean::clean_line(node.text().trim()).into_owned();
    let rows = node.descendants().into_iter().filter(is_row);
    let line = |row: NodeRef<'_>| {
        row.element_children().into_iter().map(cell).collect::<Vec<_>>().join("  ")
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

/// The deepest nesting of a page, by counting tags: an upper bound, since end tags may be left out.
fn depth(html: &str) -> usize {
    const ALONE: [&str; 13] = [
        "br", "img", "hr", "meta", "link", "input", "p", "li", "source", "td", "tr", "th", "option",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|each: char| !each.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        if name.is_empty() || ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(name)) {
            continue;
        }
        let is_closed = tag.split('>').next().is_some_and(|head| head.ends_with('/'));
        if is_end {
            depth = depth.saturating_sub(1);
        } else if !is_closed {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The text between tags, a paragraph for each run of it.
fn without_tags(html: &str) -> Rough {
    let mut writer = Writer::default();
    for part in html.split('<') {
        let text = part.split_once('>').map_or("", |(_, text)| text);
        if !text.trim().is_empty() {
            writer.text(text);
            writer.end();
        }
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    const PAGE: &str = "<!doctype html><html><head><title>The ferry sails | Harbour Post</title>\
        <meta property=\"og:site_name\" content=\"Harbour Post\">\
        <meta name=\"author\" content=\"By A. Writer\">\
        <meta property=\"article:published_time\" content=\"2025-03-04T08:00:00Z\"></head><body>\
        <nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>The ferry sails</h1>\
        <p>The harbour board sold <em>forty</em> ferries &amp; two tugs on Monday, and nobody in the \
        town was told of it before the papers were signed by both sides.</p>\
        <h2>What was paid</h2><ul><li>rope</li><li>tar</li></ul>\
        <p>The buyer paid twelve million crowns, the board said, and will pay three more when the \
        last of the ships has left the harbour in the autumn of next year.</p>\
        <blockquote>We never liked them.</blockquote><script>alert(1)</script></article>\
        <footer>Copyright</footer></body></html>";

    #[test]
    fn the_main_text_and_what_the_page_says_of_itself() {
        let (rough, problems) = read("a.html", PAGE);
        assert_eq!(problems, []);
        assert!(rough.text.contains("sold forty ferries & two tugs"), "{}", rough.text);
        assert!(!rough.text.contains("Sport") && !rough.text.contains("alert"));
        let metadata = &rough.metadata;
        assert!(metadata.title.as_deref().is_some_and(|title| title.contains("The ferry sails")));
        assert_eq!(metadata.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(metadata.author.as_deref(), Some("A. Writer"));
        assert_eq!(metadata.published, Some(jiff::civil::date(2025, 3, 4)));
        let has = |wanted: fn(&BlockKind) -> bool| rough.drafts.iter().any(|it| wanted(&it.kind));
        assert!(has(|kind| matches!(kind, BlockKind::Heading(2))));
        assert!(has(|kind| matches!(kind, BlockKind::ListItem { .. })));
        assert!(has(|kind| matches!(kind, BlockKind::Quote)));
        assert!(rough.emphasis.iter().any(|(span, _)| span.of(&rough.text) == "forty"));
    }

    #[test]
    fn control_characters_in_entities_are_made_harmless() {
        let html =
            format!("<html><body><p>{}&#27;[31m red</p></body></html>", "Words. ".repeat(60));
        assert!(!read("a.html", &html).0.text.contains('\u{1b}'));
    }

    #[test]
    fn a_page_without_main_text_is_shown_whole() {
        let (rough, problems) =
            read("a.html", "<html><title>T</title><body><p>Hi.</p></body></html>");
        assert!(rough.text.contains("Hi."));
        assert!(problems.len() <= 1);
    }

    #[test]
    fn deep_nesting_is_read_without_its_elements() {
        let html =
            format!("<html><body>{}Deep down.{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let (rough, problems) = read("a.html", &html);
        assert_eq!(rough.text, "Deep down.");
        assert_eq!(problems.len(), 1);
    }
}

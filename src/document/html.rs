//! The reader of saved web pages.
//!
//! Knows how to find the article in a page. Must never fetch anything, nor run for long on a page
//! made to be slow.

mod blocks;
mod entities;
mod guard;
mod scan;
mod strip;

use dom_query::Document as Page;
use dom_smoothie::{Article, Config, Readability};

use super::rough::Rough;
use super::writer::Writer;
use super::{Metadata, dates, names};
use crate::patience::Patience;
use crate::problem::Problem;
use crate::text::clean;

pub(super) use strip::{is_raised_behind, strip, write_inline};

/// The fewest bytes of text that count as an article found.
const ARTICLE: usize = 200;

/// The most elements of a page that is searched for its article.
const ELEMENTS: usize = 300_000;

/// Reads a page; the document's text is its main text under its title. `name` names it in problems.
pub(super) fn read(name: &str, page: &str, patience: Patience<'_>) -> (Rough, Vec<Problem>) {
    if !guard::is_safe(page, patience) {
        let problem = Problem::new(name, "elements are nested too deeply, or too many")
            .advise("its text is shown without headings and lists");
        return (without_tags(page, patience), vec![problem]);
    }
    if patience.is_over() {
        return Default::default();
    }
    let article = extract(page);
    let mut metadata = article.as_ref().map(metadata).unwrap_or_default();
    metadata.title = metadata.title.or_else(|| heading(page));
    let main = article.map(|article| rendered(&article.content, &metadata, patience));
    if let Some(main) = main.as_ref().filter(|main| main.text.len() >= ARTICLE) {
        return (Rough { metadata, ..main.clone() }, Vec::new());
    }
    let whole = rendered(page, &metadata, patience);
    // A page that holds hardly more than what was found is complete.
    if let Some(main) = main.filter(|main| whole.text.len() <= main.text.len() + ARTICLE) {
        return (Rough { metadata, ..main }, Vec::new());
    }
    let problem =
        Problem::new(name, "no main text was found").advise("all text of the page is shown");
    (Rough { metadata, ..whole }, vec![problem])
}

fn extract(page: &str) -> Option<Article> {
    let config = Config { max_elements_to_parse: ELEMENTS, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    (!article.text_content.trim().is_empty()).then_some(article)
}

/// The first heading of a page that has no other title.
fn heading(page: &str) -> Option<String> {
    let document = Page::from(page);
    let heading = document.select("h1").iter().next()?;
    Some(line(&heading.text())).filter(|heading| !heading.is_empty())
}

/// The blocks of a page or a part of it, under the title: extraction takes the title away.
///
/// The parser goes through the page in one go; what it gets is bounded.
fn rendered(page: &str, metadata: &Metadata, patience: Patience<'_>) -> Rough {
    if patience.is_over() {
        return Rough::default();
    }
    let mut writer = Writer::default();
    let document = Page::from(page);
    let is_title = |heading: &str| metadata.title.as_deref() == Some(heading);
    let printed = document.select("h1, h2").iter().any(|heading| is_title(&line(&heading.text())));
    if let Some(title) = metadata.title.as_deref().filter(|_| !printed) {
        writer.start_heading(1);
        writer.text(title);
        writer.end_heading();
    }
    blocks::write(&document, &mut writer, patience);
    writer.finish()
}

fn without_tags(page: &str, patience: Patience<'_>) -> Rough {
    let mut writer = Writer::default();
    strip(page, &mut writer, patience);
    writer.finish()
}

fn metadata(article: &Article) -> Metadata {
    let filled = |value: &str| Some(line(value)).filter(|value| !value.is_empty());
    let byline = article.byline.as_deref().and_then(filled);
    let published = article.published_time.as_deref().and_then(dates::find);
    Metadata {
        title: filled(&article.title),
        outlet: article.site_name.as_deref().and_then(filled),
        author: byline.clone().and_then(author),
        published: published.or_else(|| byline.as_deref().and_then(dates::find)),
        url: article.url.as_deref().and_then(filled),
    }
}

/// The name in a byline; an address on the web is none.
fn author(byline: String) -> Option<String> {
    if let Some(name) = names::byline(&byline) {
        return Some(name);
    }
    let name = match byline.split_once(' ') {
        Some((by, rest)) if by.trim_end_matches(':').eq_ignore_ascii_case("by") => rest.to_owned(),
        _ => byline,
    };
    (!name.contains("://")).then_some(name)
}

/// A text on one line, safe to show.
fn line(text: &str) -> String {
    clean::clean_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::document::rough::Draft;

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
        let (rough, problems) = read("a.html", PAGE, Patience::ENDLESS);
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
        assert!(!read("a.html", &html, Patience::ENDLESS).0.text.contains('\u{1b}'));
    }

    #[test]
    fn what_a_page_says_of_itself_is_made_harmless() {
        const HARM: &str = "&#27;]0;x&#7;&#8238;&#10;y";
        let linked = "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\
            \"@type\":\"NewsArticle\",\"url\":\"https://post.example/\\u001b]0;x\\u0007\\u202e\\ny\"}\
            </script></head>";
        let page = PAGE
            .replace("<title>The", &format!("<title>The {HARM}"))
            .replace("content=\"Harbour", &format!("content=\"Harbour {HARM}"))
            .replace("By A.", &format!("By A. {HARM}"))
            .replace("</head>", linked);
        let metadata = read("a.html", &page, Patience::ENDLESS).0.metadata;
        for told in [metadata.title, metadata.outlet, metadata.author, metadata.url] {
            let told = told.unwrap();
            assert!(told.contains("␛]0;x␇ y"), "{told:?}");
            assert_eq!(clean::clean_line(&told), told);
        }
    }

    #[test]
    fn hidden_characters_in_entities_are_counted_and_do_not_pile_up() {
        let marks = "<b>&#x301;</b>".repeat(60);
        let html = format!("<html><body><p>Fe{marks}rry &#8238;sold&#7;.</p></body></html>");
        let (document, problems) = crate::document::read("a.html", html.as_bytes());
        assert_eq!(document.text(), format!("Fe{}rry sold␇.", "\u{301}".repeat(8)));
        let told: Vec<String> = problems.iter().map(|it| it.what.clone()).collect();
        let hidden = "54 hidden characters that mark-up stood for removed or made visible";
        assert!(told.iter().any(|it| it == hidden), "{told:?}");
    }

    #[test]
    fn a_page_without_main_text_is_shown_whole() {
        let (rough, problems) = read(
            "a.html",
            "<html><title>T</title><body><p>Hi.</p></body></html>",
            Patience::ENDLESS,
        );
        assert!(rough.text.contains("Hi."));
        assert!(problems.len() <= 1);
    }

    #[test]
    fn deep_nesting_is_read_without_its_elements() {
        let html =
            format!("<html><body>{}Deep down.{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let (rough, problems) = read("a.html", &html, Patience::ENDLESS);
        assert_eq!(rough.text, "Deep down.");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn the_title_stands_above_the_text_once() {
        let body = "<p>The harbour board sold forty ferries on Monday, and nobody in the town was \
            told of it before the papers were signed by both sides.</p>"
            .repeat(4);
        for heading in ["", "<h1>The ferry  sails</h1>"] {
            let page = format!(
                "<html><head><title>The ferry sails</title></head><body><article>{heading}{body}</article></body></html>"
            );
            let rough = read("a.html", &page, Patience::ENDLESS).0;
            assert_eq!(rough.text.matches("The ferry sails").count(), 1, "{}", rough.text);
            assert_eq!(rough.drafts[0].kind, BlockKind::Heading(1));
        }
    }

    #[test]
    fn tables_of_figures_keep_their_rows_and_tables_of_layout_go() {
        let cells = "<table><caption>In <b>thousands</b></caption><tr><td>Year</td><td>Boats</td></tr>\
            <tr><td colspan=2>Old town</td></tr>\
            <tr><td> 20<i>30</i> </td><td><b>12<sup>3</sup></b> <i> or</i> so </td></tr></table>";
        let layout =
            "<table><tr><td><p>The board sold the boats.</p><p>It was late.</p></td></tr></table>";
        let rough = rendered(&format!("{cells}{layout}"), &Metadata::default(), Patience::ENDLESS);
        assert_eq!(
            rough.text,
            "In thousands\nYear | Boats\nOld town\n2030 | 12³ or so\n\nThe board sold the boats.\n\nIt was late."
        );
    }

    #[test]
    fn a_page_without_a_title_has_that_of_its_heading_once() {
        let text =
            "The harbour board sold forty ferries on Monday, and nobody in the town was told.";
        let page =
            format!("<article><h1>Strike ends</h1><p>{text}<p>{text} So be it.<p>Next on Friday");
        let rough = read("a.html", &page, Patience::ENDLESS).0;
        assert_eq!(rough.metadata.title.as_deref(), Some("Strike ends"));
        assert_eq!(rough.text.matches("Strike ends").count(), 1, "{}", rough.text);
    }

    #[test]
    fn a_cell_of_very_many_parts_is_no_cell_of_a_table_of_figures() {
        let deep = format!("{}{}", "<i>".repeat(400), "<sup>1</sup> ".repeat(60_000));
        let page = format!("<table><tr><td>a<td>{deep}<tr><td>b<td>c</table>");
        let rough = rendered(&page, &Metadata::default(), Patience::ENDLESS);
        assert!(rough.text.contains("¹ ¹ ¹") && !rough.text.contains(" | "), "no table of figures");
    }

    #[test]
    fn items_have_the_numbers_that_the_page_gives_them() {
        for (list, expected) in [
            ("<ol start=7><li>a<li value=20>b<li>c</ol>", "7. 20. 21."),
            ("<ol reversed><li>a<li>b<li>c</ol>", "3. 2. 1."),
            ("<ol reversed start=1><li>a<li>b<li>c</ol>", "1. 0. 0."),
            ("<ol><li>a<ul><li>b</ul><li value=x>c</ol>", "1. • 2."),
        ] {
            let rough = rendered(list, &Metadata::default(), Patience::ENDLESS);
            let marker = |draft: &Draft| match &draft.kind {
                BlockKind::ListItem { marker } => marker.to_string(),
                other => format!("{other:?}"),
            };
            let markers: Vec<String> = rough.drafts.iter().map(marker).collect();
            assert_eq!(markers.join(" "), expected, "{list}");
        }
    }

    #[test]
    fn an_author_is_a_name() {
        assert_eq!(author("By: Petra Quist".to_owned()).as_deref(), Some("Petra Quist"));
        assert_eq!(author("By Ada Lee, 3 May 2025".to_owned()).as_deref(), Some("Ada Lee"));
        assert_eq!(author("https://post.example/quist".to_owned()), None);
    }

    #[test]
    fn deep_text_keeps_its_paragraphs_and_loses_its_scripts() {
        let deep = "<div>".repeat(5000);
        let page =
            format!("{deep}<script>let a = 1 < 2;</script><p>One &amp; two.<p>Three <b>four</b>.");
        assert_eq!(read("a.html", &page, Patience::ENDLESS).0.text, "One & two.\n\nThree four.");
    }
}

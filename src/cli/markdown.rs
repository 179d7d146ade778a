//! Markdown to be read, pasted and printed: CommonMark in which no quoted sign means anything.

use super::compare::{Compared, Wording, summary};
use super::export::{Chapter, Judged, Passage};
use crate::text::clean;

/// Articles with their passages.
pub(super) fn export(chapters: &[Chapter<'_>]) -> String {
    chapters.iter().map(chapter).collect::<Vec<_>>().join("\n")
}

fn chapter(chapter: &Chapter<'_>) -> String {
    let source = [chapter.outlet, chapter.author, chapter.published.as_deref(), chapter.url]
        .into_iter()
        .flatten()
        .chain(Some(chapter.path.as_str()).filter(|path| !path.is_empty()))
        .map(line)
        .collect::<Vec<_>>();
    let mut text = format!("# {}\n", line(chapter.title));
    if !source.is_empty() {
        text.push_str(&format!("\n{}\n", source.join(" · ")));
    }
    for note in &chapter.notes {
        text.push_str(&format!("\n{}\n", lines(note).join("\n")));
    }
    let mut all_found = true;
    for it in &chapter.passages {
        if it.place.is_none() && std::mem::take(&mut all_found) {
            text.push_str("\n## Not found in the text\n");
        }
        text.push_str(&passage(it));
    }
    text.extend(chapter.judgements.iter().map(judged));
    text
}

/// Two claims below each other, with what was decided about them.
fn judged(judged: &Judged<'_>) -> String {
    let (verdict, title) = (judged.judgement.verdict.name(), line(judged.other_title));
    let void = told(judged.anchor).filter(|_| judged.is_void);
    let void = void.map(|what| format!(" ({what}: it counts no more)")).unwrap_or_default();
    format!(
        "\n{}\n\njudged: {verdict}{void}, beside what “{title}” says:\n\n{}\n",
        quoted(judged.quote),
        quoted(judged.other_quote)
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A report on a story: its articles, then its groups with every wording.
pub(super) fn compare(compared: &Compared<'_>) -> String {
    let annotated = compared.annotated;
    let conflicts = compared.groups.iter().filter(|group| group.conflict).count();
    let mut text = format!(
        "# {} compared\n\n{} that several speak to, {conflicts} with a conflict\n",
        counted(annotated.articles.len(), "article"),
        counted(compared.groups.len(), "matter")
    );
    for story in annotated.stories().filter(|story| !story.note.is_empty()) {
        text.push_str(&format!("\n{}\n", lines(&story.note).join("\n")));
    }
    text.push('\n');
    for (article, records) in &annotated.articles {
        let metadata = &article.metadata;
        let published = metadata.published.map(|date| date.to_string());
        let address = article.source.address();
        let source = [metadata.outlet.as_deref(), published.as_deref(), Some(&address)];
        let source: Vec<String> = source.into_iter().flatten().map(line).collect();
        text.push_str(&format!("- {} ({})\n", line(&article.title), source.join(" · ")));
        for note in annotated.notes(records) {
            text.push_str(&format!("\n  {}\n\n", lines(note).join("\n  ")));
        }
    }
    for (id, group) in (1..).zip(&compared.groups) {
        let wordings = compared.wordings(group);
        let claim = wordings.first().map(Wording::text).unwrap_or_default();
        text.push_str(&format!("\n## {id}. {}\n\n{}\n", line(&claim), summary(group)));
        text.extend(wordings.iter().map(wording));
    }
    text
}

fn wording(wording: &Wording<'_>) -> String {
    let metadata = &wording.article.metadata;
    let says = wording.article.claims().attribution_of(wording.claim).map(|it| it.source.as_str());
    let published = metadata.published.map(|date| date.to_string());
    let facts =
        [Some(&*wording.article.title), metadata.outlet.as_deref(), published.as_deref(), says];
    let mut facts: Vec<String> = facts.into_iter().flatten().map(line).collect();
    facts.push(format!("**{}**", wording.stance()));
    facts.extend(wording.reason().map(line));
    facts.extend(wording.judged.iter().map(|it| format!("judged: {}", line(&it.told()))));
    facts.extend(wording.verdict().map(str::to_owned));
    let tags: Vec<String> = wording.tags().into_iter().map(line).collect();
    if !tags.is_empty() {
        facts.push(format!("tagged {}", tags.join(", ")));
    }
    let mut text = format!("\n{}\n\n{}\n", quoted(&wording.text()), facts.join(" · "));
    for note in wording.notes() {
        text.push_str(&format!("\n{}\n", lines(note).join("\n")));
    }
    text
}

fn passage(passage: &Passage<'_>) -> String {
    let annotation = passage.annotation;
    let mut facts = vec![passage.what().to_owned()];
    facts.extend(passage.kind.map(|kind| kind.name().to_owned()));
    facts.extend(passage.verdict().map(str::to_owned));
    facts.extend(passage.colour().map(|colour| colour.name().to_owned()));
    if !annotation.tags.is_empty() {
        let tags: Vec<String> = annotation.tags.iter().map(|tag| line(tag.as_str())).collect();
        facts.push(format!("tagged {}", tags.join(", ")));
    }
    facts.extend(told(passage.anchor).map(str::to_owned));
    let mut text = format!("\n{}\n\n{}\n", quoted(annotation.anchor.exact()), facts.join(" · "));
    if !annotation.wording.is_empty() {
        text.push_str(&format!("\n*in other words:* {}\n", line(&annotation.wording)));
    }
    if !annotation.note.is_empty() {
        text.push_str(&format!("\n{}\n", lines(&annotation.note).join("\n")));
    }
    text
}

/// What is said of a place that is not where it was.
fn told(anchor: &str) -> Option<&'static str> {
    match anchor {
        "moved" => Some("moved in the text"),
        "edited" => Some("the words in the text were edited since"),
        "uncertain" => Some("in several places of the text"),
        "lost" => Some("not in the text any more"),
        "unread" => Some("the article could not be read"),
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    let quoted = |line: String| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    lines(text).into_iter().map(quoted).collect::<Vec<_>>().join("\n")
}

/// A text on one line.
fn line(text: &str) -> String {
    escaped(&clean::clean_line(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The lines of a text, each escaped and without indentation.
fn lines(text: &str) -> Vec<String> {
    clean::clean(text).trim().lines().map(|line| escaped(line.trim())).collect()
}

/// A line in which every sign stands for itself.
fn escaped(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in line.char_indices() {
        let anywhere = "\\`*_[]<>&~|".contains(letter);
        let at_beginning = at == 0 && "#+-=:".contains(letter);
        let numbers_a_list = digits > 0 && at == digits && ".)".contains(letter);
        if anywhere || at_beginning || numbers_a_list {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader of Markdown shows of a text; none where it finds any mark in it.
    fn shown(markdown: &str) -> Option<String> {
        let mut shown = String::new();
        let usual = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM;
        for event in Parser::new_ext(markdown, usual) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::SoftBreak => shown.push('\n'),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(shown)
    }

    #[test]
    fn signs_stand_for_themselves() {
        for text in [
            "# no heading",
            "- no item",
            "1. no item",
            "12) no item",
            "+ no item",
            "* x * _y_",
            "> no quote",
            "`code`",
            "<b>x</b>",
            "[a](b)",
            "![a](b)",
            "~~x~~",
            "&amp; &lt;",
            "a \\* b",
            "---",
            "===",
            "| a | b |",
            "a $5 and $6",
            "[^1]: x",
            "::: x",
            "$x$",
        ] {
            assert_eq!(shown(&line(text)).as_deref(), Some(text), "{}", line(text));
        }
    }

    proptest! {
        #[test]
        fn any_line_is_shown_as_it_is(text in "[-a-z0-9.)(#+=*_`<>&|~!^$:\"'\\\\\\[\\] ]{1,30}") {
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(shown(&line(&text)), Some(plain), "{}", line(&text));
        }
    }
}

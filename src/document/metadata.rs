//! Title, author, outlet and date out of a text that does not declare them.
//!
//! Knows how the head and foot of pasted articles read. Must never know formats or claims.

use super::front_matter::one_line;
use super::rough::{Draft, Rough};
use super::{BlockKind, dates, front_matter, furniture, names};
use crate::patience::Patience;
use crate::text::{Span, clean};

/// How many blocks at the beginning may belong to the head of an article.
pub(super) const HEAD: usize = 16;
/// From which length on, in bytes, a block is running text.
const RUNNING: usize = 140;
/// The longest title that is made of a first sentence, in bytes.
const LONGEST_TITLE: usize = 90;

/// Fills in what is not declared, and settles which block is the title.
///
/// Runs before furniture is marked: dates and bylines are furniture. Where the format marks
/// headings, `marked_up`, the head is taken as it is.
pub(super) fn complete(rough: &mut Rough, marked_up: bool, patience: Patience<'_>) {
    if !marked_up {
        declared_lines(rough);
    }
    let head = head(rough);
    let title = title_block(rough, head);
    if rough.metadata.title.is_none() {
        let found = title.and_then(|index| rough.drafts.get(index));
        let found = found.map(|draft| one_line(draft.of(&rough.text)));
        rough.metadata.title = found.or_else(|| first_words(rough));
    }
    if let Some(title) = title.filter(|_| !marked_up) {
        settle_head(rough, title, head);
    }
    let lines = || patience.through(rough.drafts.iter().map(|draft| draft.of(&rough.text)));
    if rough.metadata.author.is_none() {
        let after_title = lines().take(head).skip(title.map_or(0, |title| title + 1));
        let name = lines().take(head).find_map(names::byline);
        let name = name.or_else(|| {
            title?;
            after_title
                .into_iter()
                .find(|line| names::is_person_in(line, &rough.text))
                .map(str::to_owned)
        });
        let name = name.or_else(|| first_name(rough, title?, head));
        rough.metadata.author = name.or_else(|| signature(rough));
    }
    let published = lines().take(head).find_map(|line| {
        dates::alone(line).or_else(|| names::byline(line).and_then(|_| dates::find(line)))
    });
    let outlet = lines().find_map(outlet).or_else(|| masthead(rough, title?)).map(str::to_owned);
    let url = lines().find_map(url).map(str::to_owned);
    let metadata = &mut rough.metadata;
    metadata.published = metadata.published.or(published);
    metadata.outlet = metadata.outlet.take().or(outlet);
    metadata.url = metadata.url.take().or(url);
}

/// Takes in lines such as `Source: Harbour Post` where a text begins with two of them or more.
fn declared_lines(rough: &mut Rough) {
    let is_declared = |draft: &&Draft| front_matter::labelled(draft.of(&rough.text)).is_some();
    let count = rough.drafts.iter().take(HEAD).take_while(is_declared).count();
    if count < 2 {
        return;
    }
    for draft in rough.drafts.iter_mut().take(count) {
        if let Some((field, value)) = front_matter::labelled(draft.of(&rough.text)) {
            front_matter::declare(&mut rough.metadata, field, value);
        }
        draft.kind = BlockKind::Boilerplate;
    }
}

/// One name alone below the title, where a date or a reading time follows it.
fn first_name(rough: &Rough, title: usize, head: usize) -> Option<String> {
    let below = rough.drafts.get(title + 1..head)?;
    let lines: Vec<&str> = below.iter().map(|draft| draft.of(&rough.text)).collect();
    let is_named = |pair: &&[&str]| {
        let sole = names::is_sole_name_in(pair[0], &rough.text);
        sole && furniture::is_furniture(pair[1]) && !furniture::is_furniture(pair[0])
    };
    lines.windows(2).find(is_named).map(|pair| pair[0].to_owned())
}

/// The name of the site, which stands below the link that skips to the text.
fn masthead(rough: &Rough, title: usize) -> Option<&str> {
    let lines = || rough.drafts.iter().take(title).map(|draft| draft.of(&rough.text));
    let skip = lines().position(|line| line.to_lowercase().starts_with("skip to "))?;
    let name = lines().nth(skip + 1)?;
    let is_name = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 4;
    (is_name && !furniture::is_furniture(name) && !is_menu(name)).then_some(name)
}

/// How many blocks stand before the first running text.
fn head(rough: &Rough) -> usize {
    let is_running = |draft: &Draft| {
        let line = draft.of(&rough.text);
        line.len() > RUNNING && line.contains(['.', '!', '?'])
    };
    rough
        .drafts
        .iter()
        .take(HEAD)
        .position(is_running)
        .unwrap_or_else(|| rough.drafts.len().min(HEAD))
}

/// The block that is the title: a heading of the first level, or the first line of the head that
/// reads like one.
fn title_block(rough: &Rough, head: usize) -> Option<usize> {
    if let Some(title) = &rough.metadata.title {
        let is_title = |draft: &Draft| one_line(draft.of(&rough.text)) == *title;
        return rough.drafts.iter().take(HEAD).position(is_title);
    }
    let level_one = |draft: &Draft| draft.kind == BlockKind::Heading(1);
    if let Some(index) = rough.drafts.iter().take(HEAD).position(level_one) {
        return Some(index);
    }
    let reads_like_a_title = |draft: &Draft| {
        let line = draft.of(&rough.text);
        let words = line.split_whitespace().count();
        matches!(draft.kind, BlockKind::Heading(_) | BlockKind::Paragraph { .. })
            && (3..=30).contains(&words)
            && line.len() >= 12
            && !line.ends_with(['.', ',', ';', ':'])
            && !furniture::is_furniture(line)
            && !names::is_person_in(line, &rough.text)
            && !is_menu(line)
    };
    let mut found =
        rough.drafts.iter().take(head).enumerate().filter(|(_, draft)| reads_like_a_title(draft));
    let first = found.next()?;
    // A slogan of three words gives way to a real line below it.
    let is_short = |draft: &Draft| draft.of(&rough.text).split_whitespace().count() < 4;
    let longer = found.find(|(_, draft)| !is_short(draft));
    Some(if is_short(first.1) { longer.map_or(first.0, |(index, _)| index) } else { first.0 })
}

/// Whether a line is a row of menu entries: scripts change within it, or bars stand between them.
fn is_menu(line: &str) -> bool {
    let has_cjk = |each: char| ('\u{3000}'..='\u{9fff}').contains(&each);
    line.matches(['|', '›', '»', '>']).count() >= 2
        || (line.chars().any(has_cjk) && line.chars().any(|each| each.is_ascii_lowercase()))
}

/// A name alone below the text: the first of the short lines at its end that is no furniture.
fn signature(rough: &Rough) -> Option<String> {
    let after_head = rough.drafts.get(HEAD..)?;
    let below = after_head.iter().rev().take_while(|draft| draft.span.len() < RUNNING).count();
    let mut lines = after_head.iter().skip(after_head.len() - below).map(|it| it.of(&rough.text));
    let first = lines.find(|line| !furniture::is_furniture(line))?;
    names::is_person_in(first, &rough.text).then(|| first.to_owned())
}

/// The title is a heading; what stands before it, and names and dates after it, are furniture.
fn settle_head(rough: &mut Rough, title: usize, head: usize) {
    let text = &rough.text;
    for (index, draft) in rough.drafts.iter_mut().enumerate().take(head.max(title + 1)) {
        let line = draft.span.of(text);
        if index == title {
            draft.kind = BlockKind::Heading(1);
        } else if (index < title && line.len() < RUNNING) || (index > title && is_credit(line)) {
            draft.kind = BlockKind::Boilerplate;
        }
    }
}

/// A name or a word alone between title and text.
fn is_credit(line: &str) -> bool {
    names::is_person(line)
        || line.trim_matches(|each: char| !each.is_alphanumeric()).split_whitespace().count() <= 1
        || line.starts_with(['·', '|', '•'])
}

/// The beginning of the text where it offers no title.
fn first_words(rough: &Rough) -> Option<String> {
    let running = rough.drafts.iter().find(|draft| {
        let line = draft.of(&rough.text);
        draft.kind != BlockKind::Boilerplate && !furniture::is_furniture(line)
    })?;
    let line = one_line(running.of(&rough.text));
    let sentence = crate::text::sentence::sentences(&line).first().copied().unwrap_or_default();
    let sentence = sentence.of(&line).trim();
    if sentence.len() <= LONGEST_TITLE {
        return Some(sentence.trim_end_matches('.').to_owned());
    }
    let cut = Span::new(0, sentence.floor_char_boundary(LONGEST_TITLE)).of(sentence);
    let words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    // What was joined to the next character is joined to nothing now.
    Some(clean::clean_line(&format!("{words}…")).into_owned())
}

/// The publisher in a line such as `Discover more from Harbour Post`.
fn outlet(line: &str) -> Option<&str> {
    const LEADS: [&str; 4] =
        ["Discover more from ", "Subscribe to ", "More from ", "Originally published in "];
    if line.len() > 80 {
        return None;
    }
    let name = LEADS.iter().find_map(|lead| line.strip_prefix(lead)).or_else(|| {
        let rest = line.strip_prefix("© ")?.trim_start_matches(|each: char| each.is_ascii_digit());
        rest.trim().split('.').next()
    })?;
    let name = name.trim().trim_end_matches('.');
    let is_name =
        name.chars().next().is_some_and(char::is_uppercase) && name.split(' ').count() <= 5;
    is_name.then_some(name)
}

/// The address in a line that is nothing else.
fn url(line: &str) -> Option<&str> {
    let is_address = line.starts_with("https://") || line.starts_with("http://");
    (is_address && !line.contains(' ')).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    const BODY: &str = "The harbour board sold forty ferries on Monday, and nobody in the town was \
        told of it before the papers had been signed by both sides of the sound.";

    fn titled(text: &str) -> (Option<String>, Option<String>) {
        let metadata = document::read("x.txt", text.as_bytes()).0.metadata().clone();
        (metadata.title.clone(), metadata.author.clone())
    }

    #[test]
    fn a_title_that_is_cut_off_ends_in_nothing_that_waits_for_more() {
        let run = format!("{}👩\u{200d}👩", "a".repeat(LONGEST_TITLE - 7));
        let (title, _) = titled(&format!("{run} went home, and nobody was told of it.\n"));
        let title = title.unwrap();
        assert!(title.ends_with("a👩…"), "{title:?}");
        assert_eq!(clean::clean_line(&title), title);
    }

    #[test]
    fn the_title_is_found_among_what_stands_before_it() {
        let title = "Ferries sold overnight: what the board did";
        for head in [
            title.to_owned(),
            format!("Business\n04/03/2025\n\n{title}"),
            format!(
                "Skip to content\nPost\nNewsSport & TideOpinionBoats\n{title}\nPetra Quist\n4 min read"
            ),
            format!("{title}\n\nBy Petra Quist"),
        ] {
            assert_eq!(titled(&format!("{head}\n\n{BODY}\n")).0.as_deref(), Some(title), "{head}");
        }
    }

    #[test]
    fn without_a_title_the_first_words_stand_for_it() {
        let text = format!("The board that ran the harbour is gone.\n{BODY}\n");
        assert_eq!(titled(&text).0.as_deref(), Some("The board that ran the harbour is gone"));
    }

    #[test]
    fn authors_by_line_and_by_place() {
        for head in [
            "Ferries sold overnight in Karrow\nBy Petra Quist",
            "Ferries sold overnight in Karrow\n\nPetra Quist",
        ] {
            assert_eq!(
                titled(&format!("{head}\n\n{BODY}\n")).1.as_deref(),
                Some("Petra Quist"),
                "{head}"
            );
        }
    }

    #[test]
    fn a_byline_may_have_the_date() {
        for line in ["By Petra Quist, 3 May 2031", "By Petra Quist | 2031-05-03"] {
            let text = format!("Ferries sold overnight in Karrow\n\n{line}\n\n{BODY}\n");
            let (document, _) = document::read("x.txt", text.as_bytes());
            assert_eq!(document.metadata().author.as_deref(), Some("Petra Quist"));
            assert_eq!(
                document.metadata().published,
                Some(jiff::civil::date(2031, 5, 3)),
                "{line}"
            );
        }
    }

    #[test]
    fn date_outlet_and_address() {
        let text = format!(
            "Ferries sold overnight in Karrow\nUpdated Mar 4, 2025\n\n{BODY}\n\nhttps://post.example/a\n\
            Discover more from Harbour Post\nSubscribe to get the latest posts sent to your email.\n"
        );
        let (document, _) = document::read("x.txt", text.as_bytes());
        let metadata = document.metadata();
        assert_eq!(metadata.published, Some(jiff::civil::date(2025, 3, 4)));
        assert_eq!(metadata.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(metadata.url.as_deref(), Some("https://post.example/a"));
        let shown: Vec<&str> = document
            .blocks()
            .iter()
            .filter(|block| block.kind != BlockKind::Boilerplate)
            .map(|block| document.slice(block.span))
            .collect();
        assert_eq!(shown, ["Ferries sold overnight in Karrow", BODY, "https://post.example/a"]);
    }

    #[test]
    fn lines_with_labels_declare_and_are_no_text() {
        let text =
            format!("Title: Ferries sold\nSource: Harbour Post\nDate: 2031-05-03\n\n{BODY}\n");
        let (document, _) = document::read("x.txt", text.as_bytes());
        let metadata = document.metadata();
        assert_eq!(metadata.title.as_deref(), Some("Ferries sold"));
        assert_eq!(metadata.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(metadata.published, Some(jiff::civil::date(2031, 5, 3)));
        let kinds: Vec<&BlockKind> = document.blocks().iter().map(|block| &block.kind).collect();
        let paragraph = BlockKind::Paragraph { continues: false };
        let furniture = BlockKind::Boilerplate;
        assert_eq!(kinds, [&furniture, &furniture, &furniture, &paragraph]);
    }

    #[test]
    fn one_label_alone_is_text() {
        let text = format!("Source: it was the cook who told.\n{BODY}\n");
        assert_eq!(document::read("x.txt", text.as_bytes()).0.metadata().outlet, None);
    }

    #[test]
    fn the_site_and_a_first_name_stand_in_their_places() {
        let text = format!(
            "Skip to content\nKarrow Post\nMenu\nFerries sold overnight: what the board did\n\
            Petra\nPetra\n· 4 min read\n\n{BODY}\n"
        );
        let (document, _) = document::read("x.txt", text.as_bytes());
        assert_eq!(document.metadata().outlet.as_deref(), Some("Karrow Post"));
        assert_eq!(document.metadata().author.as_deref(), Some("Petra"));
    }

    #[test]
    fn a_heading_below_the_title_is_no_author() {
        let text = format!("Ferries sold overnight in Karrow\n\nHarbour Board\n\n{BODY}\n");
        assert_eq!(titled(&text).1, None);
    }
}

//! What stands around an article on a page and is no part of it.
//!
//! A table of rules over lines. Knows how such lines read. Must never know formats or claims.

use memchr::memmem;

use super::BlockKind;
use super::rough::{Draft, Rough};
use super::{dates, names};
use crate::patience::Patience;

/// What a rule makes of a line it fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    /// The line alone is furniture.
    Line,
    /// The line and the block after it are.
    Next,
    /// In the last part of the text, the line and everything short after it are.
    Rest,
}

/// A kind of furniture.
struct Rule {
    /// Its name.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people and tests"))]
    name: &'static str,
    /// A line that is it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people and tests"))]
    example: &'static str,
    /// A line that looks like it and is not.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people and tests"))]
    counter_example: &'static str,
    reach: Reach,
    /// Whether a line, given as it is and in small letters, is it.
    fits: fn(&str, &str) -> bool,
}

/// The longest line that can be furniture by a short rule, in bytes.
const SHORT: usize = 90;

#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule {
        name: "skip link", reach: Reach::Line,
        example: "Skip to content", counter_example: "Skip the ferry, locals say.",
        fits: |_, low| ["skip to ", "jump to ", "go to content"].iter().any(|lead| low.starts_with(lead)) && low.len() < 40,
    },
    Rule {
        name: "menu run together", reach: Reach::Line,
        example: "NewsSport & LeisureOpinionWeather", counter_example: "McDonald met MacArthur",
        fits: |line, _| !line.ends_with('.') && run_together(line) >= 2,
    },
    Rule {
        name: "share line", reach: Reach::Line,
        example: "Share this on Facebook", counter_example: "Share prices fell on Monday.",
        fits: |_, low| low.len() < SHORT && (["share this", "share on", "share via", "tweet", "follow us", "follow @", "print this", "copy link", "email this", "click to share"]
            .iter().any(|lead| low.starts_with(lead)) || low == "share"),
    },
    Rule {
        name: "subscription", reach: Reach::Line,
        example: "Subscribe to get the latest posts sent to your email.", counter_example: "He subscribed to the theory.",
        fits: |_, low| low.len() < 220 && (["subscribe", "sign up", "sign in", "log in", "join our", "get the latest", "already a subscriber", "enter your email", "continue reading"]
            .iter().any(|lead| low.starts_with(lead)) || has(low, "newsletter") && has(low, "sign up")),
    },
    Rule {
        name: "cookie notice", reach: Reach::Line,
        example: "We use cookies to improve your experience.", counter_example: "The baker sells cookies on the pier.",
        fits: |_, low| low.starts_with("we use cookies") || has(low, "cookie policy") || low.starts_with("accept cookies"),
    },
    Rule {
        name: "copyright", reach: Reach::Line,
        example: "© 2025 Harbour Post. All rights reserved.", counter_example: "The copyright case ended in May.",
        fits: |_, low| low.starts_with('©') || low.starts_with("copyright ©") || low.starts_with("copyright 2") || has(low, "all rights reserved"),
    },
    Rule {
        name: "source line", reach: Reach::Line,
        example: "(Source: harbour-post.example)", counter_example: "A source said the deal was off.",
        fits: |_, low| low.len() < SHORT && (low.starts_with("(source:") || low.starts_with("source:") || low.starts_with("via:")),
    },
    Rule {
        name: "picture caption", reach: Reach::Line,
        example: "Image: the ferry at dusk (A. Painter)", counter_example: "The image of the ferry has changed.",
        fits: |_, low| ["image:", "photo:", "photograph:", "picture:", "illustration:", "image credit", "photo credit", "photo by", "getty images", "a conceptual image", "an illustration of", "featured image", "(photo"]
            .iter().any(|lead| low.starts_with(lead)) || low.ends_with("getty images") || low.ends_with("(reuters)"),
    },
    Rule {
        name: "reading time", reach: Reach::Line,
        example: "4 min read", counter_example: "The 4 minute delay cost him the race.",
        fits: |_, low| low.len() < 40 && (low.ends_with("min read") || low.ends_with("minute read") || low.ends_with("minutes read") || low.ends_with("mins read")),
    },
    Rule {
        name: "date alone", reach: Reach::Line,
        example: "Updated 4 March 2025", counter_example: "It opened on 4 March 2025.",
        fits: |line, _| dates::alone(line).is_some(),
    },
    Rule {
        name: "byline", reach: Reach::Line,
        example: "By Petra Quist", counter_example: "By Monday the ferry was gone.",
        fits: |line, low| names::byline(line).is_some() || (low.len() < 200 && ["edited by ", "reporting by ", "written by ", "additional reporting by ", "curated by "].iter().any(|lead| low.starts_with(lead))),
    },
    Rule {
        name: "comment count", reach: Reach::Line,
        example: "12 Comments", counter_example: "Comments by the mayor were short.",
        fits: |_, low| low.len() < 30 && ["comments", "comment", "leave a comment", "leave a reply", "views", "likes"].iter().any(|end| low.ends_with(end)) && low.split_whitespace().count() <= 3,
    },
    Rule {
        name: "entry of a menu", reach: Reach::Line,
        example: "Log in", counter_example: "Home prices rose in May.",
        fits: |_, low| ["menu", "home", "search", "close", "login", "log in", "log out", "sign in", "register", "my account", "contact", "contact us", "about us", "privacy policy", "terms of use", "terms of service", "back to top",
            "set interest preferences", "open menu", "close menu", "site navigation", "main navigation", "show more", "load more", "view all", "see all", "go back", "donate"].contains(&low),
    },
    Rule {
        name: "link alone", reach: Reach::Line,
        example: "For the whole list use this link.", counter_example: "The link between the two towns is a ferry.",
        fits: |_, low| low.len() < SHORT && (has(low, "use this link") || has(low, "click here") || low.starts_with("listen here") || low.starts_with("follow the latest") && low.ends_with("here.")),
    },
    Rule {
        name: "greeting at the end", reach: Reach::Line,
        example: "With kind regards,", counter_example: "Regards from the mayor, she wrote, were enough.",
        fits: |_, low| low.len() < 50 && low.ends_with(',') && ["best,", "regards", "yours", "sincerely", "cheers", "wishing you", "with kind", "with best", "best wishes", "kind regards", "best regards", "warm regards", "all the best", "until next time"]
            .iter().any(|lead| low.starts_with(lead)),
    },
    Rule {
        name: "advertisement", reach: Reach::Line,
        example: "Advertisement", counter_example: "The advertisement ran for a week.",
        fits: |_, low| ["advertisement", "advertising", "sponsored", "sponsored content", "promoted", "ad"].contains(&low.trim_end_matches(['.', ':'])) || low.starts_with("story continues below") || low.starts_with("scroll to continue"),
    },
    Rule {
        name: "disclaimer heading", reach: Reach::Next,
        example: "Disclaimer:", counter_example: "Disclaimer of warranty was the issue at court.",
        fits: |_, low| ["disclaimer", "disclosure", "about the author", "editor's note", "editor’s note"].contains(&low.trim_end_matches([':', '.'])),
    },
    Rule {
        name: "letter to subscribers", reach: Reach::Line,
        example: "If this was forwarded to you, sign up here.", counter_example: "The letter was forwarded to the mayor.",
        fits: |_, low| low.len() < 220 && (["please subscribe", "thanks for tuning in", "thanks for reading", "thank you for reading", "if this was forwarded", "(feedback or tips", "keep up with the latest"]
            .iter().any(|lead| low.starts_with(lead)) || ["sign up here", "email alert", "spam folder", "unsubscribe at any time", "sent to your email", "to your inbox"].iter().any(|part| has(low, part))
            || (low.starts_with("download ") && has(low, " app"))),
    },
    Rule {
        name: "first printed elsewhere", reach: Reach::Line,
        example: "This post originated at harbour-post.example.", counter_example: "The post originated in Karrow and grew.",
        fits: |_, low| low.len() < SHORT && ["this post originated", "this article originally appeared", "this article was originally published", "this story was originally published", "originally published "].iter().any(|lead| low.starts_with(lead)),
    },
    Rule {
        name: "trading widget", reach: Reach::Line,
        example: "Trade now", counter_example: "They trade now what they grew then.",
        fits: |_, low| low == "trade now" || has(low, "trade now trade now") || has(low, "vote to see") || low.ends_with(" price chart"),
    },
    Rule {
        name: "chart credit", reach: Reach::Line,
        example: "Lumber prices, courtesy of Harbour Post", counter_example: "The mayor came by courtesy of the board, and stayed for a week.",
        fits: |line, low| low.len() < SHORT && has(low, "courtesy of ") && !line.ends_with('.'),
    },
    Rule {
        name: "note on the text", reach: Reach::Line,
        example: "(Corrects the toll in the third paragraph)", counter_example: "She corrects the toll once a year.",
        fits: |_, low| low.len() < 160 && (["(corrects ", "(adds ", "(updates ", "(recasts ", "(removes ", "(fixes "].iter().any(|lead| low.starts_with(lead)) && low.ends_with([')', '.'])
            || has(low, "paragraph") && low.len() < 60 && low.trim_end_matches('.').ends_with("is missing")),
    },
    Rule {
        name: "strapline", reach: Reach::Line,
        example: "The best of the coast, gathered from around the web:", counter_example: "Buyers came from around the web of canals.",
        fits: |_, low| low.len() < 140 && low.trim_end_matches(':').ends_with("from around the web"),
    },
    Rule {
        name: "pointer to a debate", reach: Reach::Line,
        example: "For discussion, please see Tolls are Rising", counter_example: "For discussion, the mayor had an hour.",
        fits: |line, low| ["for discussion, please", "for further discussion", "for more discussion", "for background, see", "for more on this, see"].iter().any(|lead| low.starts_with(lead)) && !line.ends_with('.'),
    },
    Rule {
        name: "chart caption", reach: Reach::Line,
        example: "Timber Price on May 4 Harbour Post", counter_example: "The timber price on May 4 was low.",
        fits: |line, low| low.len() < SHORT && has(low, " price on ") && !line.ends_with('.')
            && line.split(' ').all(|word| word == "on" || word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())),
    },
    Rule {
        name: "disclaimer", reach: Reach::Line,
        example: "The views and opinions expressed in this column are the author's own.", counter_example: "The views from the pier are famous.",
        fits: |_, low| has(low, "views and opinions expressed") || has(low, "opinions expressed in this") || has(low, "for informational purposes only")
            || has(low, "for general informational purposes") || has(low, "not constitute investment advice") || has(low, "not financial advice") || has(low, "not financial, tax or investment advice") || low.starts_with("disclaimer:") || low.starts_with("disclaimer -") || low.starts_with("disclaimer –") || has(low, "affiliate commission"),
    },
    Rule {
        name: "what to read next", reach: Reach::Rest,
        example: "Related articles", counter_example: "Related work was done in Karrow.",
        fits: |_, low| ["related", "related articles", "related stories", "related posts", "related topics", "related news", "read more", "more stories", "most popular", "trending", "trending now", "recommended", "recommended reading",
            "you may also like", "you might also like", "more from", "in the same section", "find out more", "tags", "topics", "more on this story", "further reading", "latest news", "popular posts", "up next"]
            .contains(&low.trim_end_matches([':', '.', '…'])),
    },
    Rule {
        name: "invitation at the end", reach: Reach::Rest,
        example: "Discover more from Harbour Post", counter_example: "Divers discover more from year to year.",
        fits: |_, low| low.len() < SHORT && (low.starts_with("discover more from ") || low.starts_with("more from ") || low.starts_with("read next:")),
    },
    Rule {
        name: "invitation in the text", reach: Reach::Line,
        example: "Read more: the works heard it over the soup", counter_example: "Read more books, the mayor said.",
        fits: |_, low| low.len() < 160 && ["read more:", "read also:", "also read:", "see also:", "related:", "watch:", "listen:", "more:", "click here"].iter().any(|lead| low.starts_with(lead)),
    },
];

/// Marks furniture among the blocks.
pub(super) fn mark(rough: &mut Rough, patience: Patience<'_>) {
    mark_lines(rough, rough.text.len(), patience);
    trailing_name(rough);
}

/// The same but for what only the end of a text tells, so that the beginning of one of this `length`
/// can be marked alone.
pub(super) fn mark_lines(rough: &mut Rough, length: usize, patience: Patience<'_>) {
    let text = &rough.text;
    let mut next = false;
    let mut rest = false;
    for draft in patience.through(&mut rough.drafts) {
        if matches!(draft.kind, BlockKind::Code | BlockKind::Boilerplate) {
            next = false;
            continue;
        }
        let line = draft.of(text);
        let rule = rule(line);
        let is_late = draft.span.start() * 2 > length;
        let is_tail = rest && (line.len() < 160 || !line.ends_with(['.', '!', '?', '”', '"']));
        if rule.is_some() || next || is_tail {
            draft.kind = BlockKind::Boilerplate;
        } else {
            rest = false;
        }
        next = rule.is_some_and(|rule| rule.reach == Reach::Next);
        rest |= is_late && rule.is_some_and(|rule| rule.reach == Reach::Rest);
    }
}

/// A name alone at the end, or before the furniture at the end, is a byline; a first name only if
/// furniture stands beside it.
fn trailing_name(rough: &mut Rough) {
    let is_furniture = |draft: &Draft| draft.kind == BlockKind::Boilerplate;
    let tail = rough.drafts.iter().rev().take_while(|draft| is_furniture(draft)).count();
    let Some(last) = (rough.drafts.len() - tail).checked_sub(1).filter(|last| *last > 0) else {
        return;
    };
    let is_signed = tail > 0 || rough.drafts.get(last - 1).is_some_and(is_furniture);
    let Some(draft) = rough.drafts.get_mut(last) else { return };
    let line = draft.of(&rough.text);
    let is_sole = is_signed && names::is_sole_name_in(line, &rough.text);
    if is_sole || names::is_person_in(line, &rough.text) {
        draft.kind = BlockKind::Boilerplate;
    }
}

fn rule(line: &str) -> Option<&'static Rule> {
    if line.len() > 1200 {
        return None;
    }
    // Most lines are plain, and in those this takes a fraction of the time.
    let low = if line.is_ascii() { line.to_ascii_lowercase() } else { line.to_lowercase() };
    RULES.iter().find(|rule| (rule.fits)(line, low.trim()))
}

/// Whether some words stand in a line. Every line of every article is asked for a dozen of them.
fn has(line: &str, words: &str) -> bool {
    // Of very many short lines this is most of the work.
    line.len() >= words.len() && memmem::find(line.as_bytes(), words.as_bytes()).is_some()
}

/// Whether a line is furniture by itself.
pub(super) fn is_furniture(line: &str) -> bool {
    rule(line).is_some()
}

/// How often a small letter is followed by a capital without a space, in words that are not names
/// such as `McKay`.
fn run_together(line: &str) -> usize {
    let joined = |word: &str| {
        let pairs = word.chars().skip(3).zip(word.chars().skip(4));
        pairs.filter(|(one, next)| one.is_lowercase() && next.is_uppercase()).count()
    };
    // A word of four letters has no pair behind the third.
    let long = line.split_whitespace().filter(|word| word.len() > 4);
    long.map(joined).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fits_its_example_and_not_its_counter_example() {
        for rule in RULES {
            let fits = |line: &str| (rule.fits)(line, &line.to_lowercase());
            assert!(fits(rule.example), "{}: {}", rule.name, rule.example);
            assert!(!fits(rule.counter_example), "{}: {}", rule.name, rule.counter_example);
            assert!(!is_furniture(rule.counter_example), "{}", rule.counter_example);
        }
    }

    #[test]
    fn everything_short_after_an_invitation_at_the_end_is_furniture() {
        let text = "The board sold the ferries on Monday and told nobody in the town about it.\n\
            It was quiet for a while after that.\nPetra Quist\nRelated articles\nA boat sinks\n";
        let mut rough = crate::document::plain::read(text.into(), Patience::ENDLESS);
        mark(&mut rough, Patience::ENDLESS);
        let kinds: Vec<bool> =
            rough.drafts.iter().map(|draft| draft.kind == BlockKind::Boilerplate).collect();
        assert_eq!(kinds, [false, false, true, true, true]);
    }
}

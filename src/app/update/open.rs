//! Opening an article's source outside: in a browser, or in what the system takes for its file.
//!
//! The address comes from the article and may be anything. What is not plainly an address of the
//! web, of a letter box or of a file is refused, and nothing is opened before the reader has seen
//! the whole of it.

use crate::app::{Effect, Mode, Model, Question};
use crate::text::clean;

/// The longest address that is opened, in bytes: the reader is to see all of it.
const LONGEST: usize = 1000;

/// Asks whether the source of the article in front is to be opened.
pub(super) fn ask(model: &mut Model) {
    let Some(slot) = model.story.slot() else { return };
    let url = slot.article().and_then(|article| article.metadata.url.clone());
    let path = slot.source.path().map(|path| path.to_str().unwrap_or("\u{fffd}").to_owned());
    let is_ours = url.is_none();
    let Some(address) = url.or(path) else {
        model.status.say("this article does not say where it comes from");
        return;
    };
    match refusal(&address, is_ours) {
        Some(reason) => model.status.complain(format!("not opened: {reason}: {address}")),
        None => model.mode = Mode::Question(Question::OpenSource { address }),
    }
}

/// Opens what was asked about.
pub(super) fn open(model: &mut Model, address: String) -> Vec<Effect> {
    model.status.say(format!("opening {address}"));
    vec![Effect::OpenSource(address)]
}

/// Why an address is not opened, where that is so. A file is opened only if it is ours: that of the
/// article itself, not one that the article names.
fn refusal(address: &str, is_ours: bool) -> Option<&'static str> {
    if address.len() > LONGEST {
        return Some("the address is too long to be shown");
    }
    if address.starts_with('-') {
        return Some("the address begins like an option");
    }
    if clean::clean_line(address) != address || address.contains(['\u{fffd}', '\n', '\t']) {
        return Some("the address holds signs that cannot be shown");
    }
    if address.starts_with('/') {
        return (!is_ours).then_some("an article may not name a file of yours");
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return Some("this is no address of the web and no whole path");
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => web_refusal(rest),
        "mailto" if rest.contains('@') && rest.chars().all(is_of_addresses) => None,
        "mailto" => Some("this is no address of a letter box"),
        _ => Some("only http, https, mailto and files are opened"),
    }
}

fn web_refusal(rest: &str) -> Option<&'static str> {
    let Some(after) = rest.strip_prefix("//") else {
        return Some("the address names no site");
    };
    let site = after.split(['/', '?', '#']).next().unwrap_or_default();
    let of_sites = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !site.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') {
        return Some("the address names no site");
    }
    // A name before the site, and letters that only look like others, are how sites are faked.
    if !site.chars().all(of_sites) {
        return Some("the name of the site holds more than plain letters");
    }
    (!after.chars().all(is_of_addresses)).then_some("the address holds signs that none has")
}

fn is_of_addresses(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_articles_are_opened() {
        for address in [
            "https://post.example/2027/05/ferries?id=3&x=%20#top",
            "HTTP://post.example:8080",
            "http://[::1]/",
            "https://post.example/färge",
            "mailto:desk@post.example",
            "/home/a b/ferries (2).txt",
        ] {
            assert_eq!(refusal(address, address.starts_with('/')), None, "{address}");
        }
    }

    #[test]
    fn a_file_that_an_article_names_is_not_opened() {
        assert!(refusal("/home/a/.profile", false).is_some());
    }

    #[test]
    fn hostile_addresses_are_refused() {
        let long = format!("https://post.example/{}", "a".repeat(LONGEST));
        for address in [
            "",
            "-version",
            "--help",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "vbscript:x",
            "ssh://-oProxyCommand=x/",
            "http:post.example",
            "https://",
            "https://-x.example/",
            "https://bank.example@evil.example/",
            "https://b\u{430}nk.example/",
            "https://post.example/a b",
            "https://post.example/\n-x",
            "https://post.example/`id`",
            "https://post.example/\"x",
            "https://post.example/\u{202e}gpj",
            "https://post.example/\u{1b}[31m",
            "mailto:",
            "mailto:a@b.example --attach /etc/passwd",
            "relative/path.txt",
            "/home/\u{1b}]0;x\u{7}",
            "/home/\u{fffd}",
            &long,
        ] {
            assert!(refusal(address, true).is_some(), "{address}");
        }
    }
}

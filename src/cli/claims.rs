//! `claims`: what articles state that could be checked.

use std::io;

use super::arguments::LineFormat;
use super::json;
use super::output::Output;
use crate::claim::{Bound, Claim};
use crate::story::{self, Article, Found};

pub(super) fn print(
    found: &Found,
    all: bool,
    format: LineFormat,
    output: &mut Output<'_>,
) -> io::Result<()> {
    // Who else says it is known when every article was read.
    let mut articles = Vec::new();
    output.each_article(found, |article| {
        articles.push(article);
        String::new()
    })?;
    story::hear(&mut articles);
    let mut first = true;
    for article in &articles {
        let chosen = article.claims().iter().filter(|claim| all || claim.proposed);
        let told: String = match format {
            LineFormat::Jsonl => chosen.map(|claim| json::claim(article, claim)).collect(),
            LineFormat::Text => {
                let gap = if std::mem::take(&mut first) { "" } else { "\n" };
                let head = format!("{gap}# {} ({})\n", article.title, article.source.label());
                head + &chosen.map(|claim| line(article, claim)).collect::<String>()
            }
        };
        output.write(&told)?;
    }
    Ok(())
}

/// Score, kind, wording, and what was found in it.
pub(super) fn line(article: &Article, claim: &Claim) -> String {
    let document = &article.document;
    let wording: Vec<&str> = document.slice(claim.span).split_whitespace().collect();
    let says = claim.attribution.iter().map(|it| format!("{}: {}", it.source, it.verb));
    let marks = [(claim.hedged, "hedged"), (claim.negated, "negated")];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_owned());
    let values = claim.values.iter().map(|it| stated(document.slice(it.span), it.bound));
    let found: Vec<String> = says.chain(marks).chain(values).collect();
    let found = if found.is_empty() { String::new() } else { format!("  [{}]", found.join("; ")) };
    let kind = claim.kind.name();
    format!("{:.2}  {kind:<11}  {}{found}\n", claim.score, wording.join(" "))
}

/// A value with what the sentence says of its exactness.
fn stated(value: &str, bound: Bound) -> String {
    match bound {
        Bound::Exact => value.to_owned(),
        Bound::About => format!("about {value}"),
        Bound::AtLeast => format!("at least {value}"),
        Bound::AtMost => format!("at most {value}"),
    }
}

//! `claims`: what articles state that could be checked.

use std::io;

use super::Reading;
use super::arguments::LineFormat;
use super::json;
use super::output::Output;
use crate::claim::rules::{BASE, RULES, Rule};
use crate::claim::{Bound, Claim, echo};
use crate::story::{self, Article, Found};

pub(super) fn print(
    found: &Found,
    all: bool,
    format: LineFormat,
    reading: Reading<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    // Who else says it is known when every article was read.
    let mut articles = Vec::new();
    reading.each_article(found, output, |article, assessor| {
        articles.push(article.assessed_by(assessor));
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

/// The rules as a reader may look them up.
pub(super) fn handbook() -> String {
    let kind = |rule: &Rule| rule.kind.map(|it| format!("; kind {}", it.name()));
    let entry = |rule: &Rule| {
        format!(
            "\n{} ({:+.1}{})\n  Looks for: {}\n  Yes:  {}\n  No:   {}\n  Told: {}\n",
            rule.name,
            rule.weight,
            kind(rule).unwrap_or_default(),
            rule.looks_for,
            rule.example,
            rule.counter_example,
            rule.reason,
        )
    };
    let points = |others: usize| format!("{:.1}", echo::weight(others));
    HANDBOOK
        .replace("BASE", &format!("{BASE:+.1}"))
        .replace("ONE", &points(1))
        .replace("TWO", &points(2))
        .replace("MORE", &points(3))
        + &RULES.iter().map(entry).collect::<Vec<_>>().concat()
}

/// What stands before the rules.
const HANDBOOK: &str = "\
How claims are proposed

Every sentence begins with BASE points. Each rule below that finds what it looks
for adds its points (in brackets); a sentence that comes to nought or more is
proposed. The score is 1 / (1 + e^-points). Where several rules state a kind, the
first one decides. Never proposed are headings, questions, boilerplate, and what
an article has said before in the same words. What other articles of the story say,
too, gains ONE, TWO or MORE points for one, two, or more of them, once it was decided
whether it is proposed.

In the examples # stands before a heading, • before an item of a list that a line
leads to, and “ alone before what goes on with a quotation.
";

/// Score, kind, wording, and what was found in it.
pub(super) fn line(article: &Article, claim: &Claim) -> String {
    let document = &article.document;
    let wording: Vec<&str> = document.slice(claim.span).split_whitespace().collect();
    let says = article
        .claims()
        .attribution_of(claim)
        .into_iter()
        .map(|it| format!("{}: {}", it.source, it.verb));
    let marks = [(claim.hedged, "hedged"), (claim.negated, "negated")];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_owned());
    let values = article
        .claims()
        .values_of(claim)
        .iter()
        .map(|it| stated(document.slice(it.span), it.bound));
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

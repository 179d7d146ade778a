//! `--plain`: articles with their claims, in an order that can be listened to.

use std::io;

use super::Reading;
use super::output::Output;
use super::text;
use crate::claim::Claim;
use crate::story::{Article, Found};

/// Prints each article as it is read, then its claims with their numbers.
pub(super) fn print(
    found: &Found,
    reading: Reading<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let count = found.sources.len();
    let mut number = 0;
    reading.each_article(found, output, |article, assessor| {
        let article = article.assessed_by(assessor);
        number += 1;
        let gap = if number > 1 { "\n" } else { "" };
        format!(
            "{gap}Article {number} of {count}\n\n{}\n{}",
            text::readable(&article),
            claims(&article)
        )
    })
}

fn claims(article: &Article) -> String {
    let proposed: Vec<&Claim> = article.proposed().collect();
    let head = match proposed.len() {
        0 => "No claims\n".to_owned(),
        1 => "1 claim\n".to_owned(),
        count => format!("{count} claims\n"),
    };
    let lines = proposed.iter().zip(1..).map(|(claim, number)| {
        let words = article.document.slice(claim.span);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("Claim {number}: {words}\n")
    });
    std::iter::once(head).chain(lines).collect()
}

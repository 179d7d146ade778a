//! `compare`: the same claim of several articles side by side.

use std::io;

use super::arguments::CompareFormat;
use super::json;
use super::output::Output;
use crate::group::{self, Account, Comparer, Comparison, Group, Member, Said};
use crate::story::{Article, Found};

/// The articles of a story and the groups of their claims.
pub(super) struct Compared<'a> {
    pub(super) articles: &'a [Article],
    pub(super) groups: &'a [Group],
    comparer: Comparer,
}

impl<'a> Compared<'a> {
    /// How a member stands to the one that the group is named after.
    pub(super) fn towards_head(&self, group: &Group, member: &Member) -> Comparison {
        let head = &group.members[group.head];
        self.comparer.compare(self.said(head), self.said(member))
    }

    fn said(&self, member: &Member) -> Said<'a> {
        let article = &self.articles[member.place.article];
        Said { text: article.document.text(), claim: &article.claims()[member.place.claim] }
    }
}

pub(super) fn print(
    found: &Found,
    format: CompareFormat,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let mut articles = Vec::new();
    output.each_article(found, |article| {
        articles.push(article);
        String::new()
    })?;
    let keys: Vec<String> = articles.iter().map(|article| article.source.address()).collect();
    let accounts: Vec<Account<'_>> = articles
        .iter()
        .zip(&keys)
        .map(|(article, key)| Account {
            key,
            text: article.document.text(),
            claims: article.claims(),
        })
        .collect();
    let groups = group::group(&accounts);
    let compared = Compared { articles: &articles, groups: &groups, comparer: Comparer::new() };
    match format {
        CompareFormat::Json => output.write(&json::compare(&compared)),
        CompareFormat::Text | CompareFormat::Markdown | CompareFormat::Csv => {
            output.write(&text(&compared))
        }
    }
}

/// Each group with its wordings, and where they part.
fn text(compared: &Compared<'_>) -> String {
    let mut text = String::new();
    for (id, group) in (1..).zip(compared.groups) {
        let gap = if id == 1 { "" } else { "\n" };
        text.push_str(&format!("{gap}{id}. {}\n", summary(group)));
        for (index, member) in group.members.iter().enumerate() {
            let article = &compared.articles[member.place.article];
            let claim = &article.claims()[member.place.claim];
            let words: Vec<&str> = article.document.slice(claim.span).split_whitespace().collect();
            let towards = compared.towards_head(group, member);
            let sign = if index == group.head { "claim" } else { towards.relation.name() };
            text.push_str(&format!(
                "  {sign:<9}  {}: {}\n",
                article.source.label(),
                words.join(" ")
            ));
            if !towards.reason.is_empty() && index != group.head {
                text.push_str(&format!("             [{}]\n", towards.reason));
            }
        }
    }
    text
}

/// How many wordings there are, and whether they conflict.
fn summary(group: &Group) -> String {
    let conflict = if group.conflict { ", conflict" } else { "" };
    format!("{} wordings, {} origins{conflict}", group.members.len(), group.origins)
}

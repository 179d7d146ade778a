//! `compare`: the same claim of several articles side by side.

use std::io;

use super::annotated::account;
use super::arguments::CompareFormat;
use super::output::Output;
use super::{json, markdown};
use crate::claim::Claim;
use crate::group::{self, Account, Comparer, Comparison, Group, Member, Said};
use crate::story::{Article, Found};
use crate::text::clean;

/// The articles of a story and the groups of their claims.
pub(super) struct Compared<'a> {
    pub(super) articles: &'a [Article],
    pub(super) groups: &'a [Group],
    comparer: Comparer,
}

impl<'a> Compared<'a> {
    /// The members of a group, that which it is named after first.
    pub(super) fn wordings(&self, group: &Group) -> Vec<Wording<'a>> {
        let mut wordings: Vec<Wording<'a>> = (0..)
            .zip(&group.members)
            .map(|(index, member)| {
                let article = &self.articles[member.place.article];
                Wording {
                    article,
                    claim: &article.claims()[member.place.claim],
                    origin: member.origin + 1,
                    towards: self.towards_head(group, member),
                    is_head: index == group.head,
                }
            })
            .collect();
        wordings.sort_by_key(|wording| !wording.is_head);
        wordings
    }

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
    let accounts: Vec<Account<'_>> =
        articles.iter().zip(&keys).map(|(article, key)| account(article, key)).collect();
    let groups = group::group(&accounts);
    let compared = Compared { articles: &articles, groups: &groups, comparer: Comparer::new() };
    output.write(&match format {
        CompareFormat::Json => json::compare(&compared),
        CompareFormat::Text => text(&compared),
        CompareFormat::Markdown => markdown::compare(&compared),
        CompareFormat::Csv => csv(&compared),
    })
}

/// A member of a group with what is told of it.
pub(super) struct Wording<'a> {
    pub(super) article: &'a Article,
    pub(super) claim: &'a Claim,
    /// The number of its origin, from 1 on.
    pub(super) origin: usize,
    /// How it stands to the member that the group is named after.
    pub(super) towards: Comparison,
    /// Whether it is that member.
    pub(super) is_head: bool,
}

impl Wording<'_> {
    /// Its text on one line.
    pub(super) fn text(&self) -> String {
        let text = self.article.document.slice(self.claim.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How it stands to the member that the group is named after, in a word.
    pub(super) const fn stance(&self) -> &'static str {
        if self.is_head { "claim" } else { self.towards.relation.name() }
    }

    /// In what it parts from the member that the group is named after.
    pub(super) fn reason(&self) -> Option<&str> {
        Some(self.towards.reason.as_str()).filter(|reason| !reason.is_empty() && !self.is_head)
    }
}

/// How many articles and origins a group has, and whether it holds a conflict.
pub(super) fn summary(group: &Group) -> String {
    let count =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let articles = count(group.articles(), "article");
    let conflict = if group.conflict { "conflict, " } else { "" };
    format!("{conflict}{articles}, {}", count(group.origins, "origin"))
}

/// Each group with its wordings, and where they part.
fn text(compared: &Compared<'_>) -> String {
    let mut text = String::new();
    for (id, group) in (1..).zip(compared.groups) {
        let gap = if id == 1 { "" } else { "\n" };
        text.push_str(&format!("{gap}{id}. {}\n", summary(group)));
        for wording in compared.wordings(group) {
            let label = wording.article.source.label();
            text.push_str(&format!("   {:<9}  {label}: {}\n", wording.stance(), wording.text()));
            if let Some(reason) = wording.reason() {
                text.push_str(&format!("              [{reason}]\n"));
            }
        }
    }
    clean::clean(&text).into_owned()
}

/// A line for each wording, under a line with the names of the columns (RFC 4180, with line feeds).
fn csv(compared: &Compared<'_>) -> String {
    const COLUMNS: &str =
        "group,conflict,origins,path,title,outlet,published,stance,origin,reason,text\n";
    let mut lines = COLUMNS.to_owned();
    for (id, group) in (1..).zip(compared.groups) {
        for wording in compared.wordings(group) {
            let metadata = &wording.article.metadata;
            let cells = [
                format!("{id}"),
                format!("{}", group.conflict),
                format!("{}", group.origins),
                wording.article.source.address(),
                wording.article.title.clone(),
                metadata.outlet.clone().unwrap_or_default(),
                metadata.published.map(|date| date.to_string()).unwrap_or_default(),
                wording.stance().to_owned(),
                format!("{}", wording.origin),
                wording.reason().unwrap_or_default().to_owned(),
                wording.text(),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            lines.push_str(&(cells.join(",") + "\n"));
        }
    }
    lines
}

/// A cell, in quotes where it needs them.
fn quoted(cell: &str) -> String {
    let cell = clean::clean_line(cell);
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into_owned()
    }
}

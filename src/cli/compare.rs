//! `compare`: the same claim of several articles side by side.

use std::collections::BTreeMap;
use std::io;

use super::annotated::Annotated;
use super::arguments::CompareFormat;
use super::output::Output;
use super::{json, markdown};
use crate::annotation::anchor::Finder;
use crate::annotation::{Annotation, Role, Verdict};
use crate::claim::Claim;
use crate::decided::{Decided, Word};
use crate::group::{Comparer, Comparison, Group, Member, Place, Relation, Said};
use crate::problem::Problem;
use crate::story::Article;
use crate::text::{Span, clean};

/// The articles of a story and the groups of their claims, under the reader's word.
pub(super) struct Compared<'a> {
    pub(super) annotated: &'a Annotated,
    pub(super) groups: Vec<Group>,
    decided: Decided,
    /// What the reader made of passages, by article.
    marks: BTreeMap<usize, Vec<(Span, &'a Annotation)>>,
    comparer: Comparer,
}

impl<'a> Compared<'a> {
    fn new(annotated: &'a Annotated) -> Self {
        let (groups, decided) = annotated.groups();
        let mut marks = BTreeMap::new();
        for (index, (article, records)) in annotated.articles.iter().enumerate() {
            let text = article.document.text();
            let mut finder = Finder::new(text, &article.code_points);
            let placed = annotated
                .annotations(records)
                .filter_map(|it| Some((finder.place(it.anchor.selector()).span()?, it)));
            let mut placed: Vec<(Span, &Annotation)> = placed.collect();
            placed.sort_by_key(|(span, it)| (*span, it.id));
            marks.insert(index, placed);
        }
        Self { annotated, groups, decided, marks, comparer: Comparer::new() }
    }

    /// The articles.
    pub(super) fn articles(&self) -> impl Iterator<Item = &'a Article> {
        self.annotated.articles.iter().map(|(article, _)| article)
    }

    /// The members of a group as they come, each with what is told of it.
    pub(super) fn accounts(&self, group: &Group) -> Vec<Wording<'a>> {
        (0..).zip(&group.members).map(|(at, member)| self.wording(group, at, member)).collect()
    }

    /// The same, that which the group is named after first.
    pub(super) fn wordings(&self, group: &Group) -> Vec<Wording<'a>> {
        let mut wordings = self.accounts(group);
        wordings.sort_by_key(|wording| !wording.is_head);
        wordings
    }

    fn wording(&self, group: &Group, at: usize, member: &Member) -> Wording<'a> {
        let place = member.place;
        let article = &self.annotated.articles[place.article].0;
        let claim = &article.claims()[place.claim];
        let head = group.members[group.head].place;
        let mut towards = self.comparer.compare(self.said(head), self.said(place));
        let ruling = self.decided.rulings.on(head, place);
        towards.relation =
            ruling.and_then(|it| it.on(towards.relation)).unwrap_or(towards.relation);
        if head.article == place.article && towards.relation == Relation::Conflicts {
            // An article is no second account beside itself.
            towards.relation = Relation::Differs;
        }
        let marks = self.marks.get(&place.article).into_iter().flatten();
        let on_it = marks.filter(|(span, _)| span.overlaps(claim.span)).map(|(_, it)| *it);
        Wording {
            article,
            claim,
            origin: member.origin + 1,
            towards,
            judged: self.judged(place),
            marks: on_it.collect(),
            is_head: at == group.head,
        }
    }

    /// What the reader decided about a claim and others.
    fn judged(&self, place: Place) -> Vec<Judged<'a>> {
        let told = |(other, word): (Place, Word)| {
            let article = &self.annotated.articles.get(other.article)?.0;
            Some(Judged { article, claim: article.claims().get(other.claim)?, word })
        };
        self.decided.words(place).filter_map(told).collect()
    }

    fn said(&self, place: Place) -> Said<'a> {
        let article = &self.annotated.articles[place.article].0;
        let claims = article.claims();
        Said { text: article.document.text(), claims, claim: &claims[place.claim] }
    }
}

pub(super) fn print(
    annotated: &Annotated,
    format: CompareFormat,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let compared = Compared::new(annotated);
    if compared.groups.is_empty() && !annotated.articles.is_empty() {
        let nothing = Problem::new("compare", "no two articles speak to one matter");
        output.warn(&nothing.advise("name several articles about one event"));
    }
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
    /// What the reader decided about it and other claims.
    pub(super) judged: Vec<Judged<'a>>,
    /// What the reader made of its words.
    pub(super) marks: Vec<&'a Annotation>,
    /// Whether it is the member that the group is named after.
    pub(super) is_head: bool,
}

/// What the reader decided about a claim and one of another article.
pub(super) struct Judged<'a> {
    /// The other article.
    pub(super) article: &'a Article,
    /// Its claim.
    pub(super) claim: &'a Claim,
    /// What was said of the two.
    pub(super) word: Word,
}

impl Judged<'_> {
    /// The same in a line: the other claim need not stand in the group.
    pub(super) fn told(&self) -> String {
        let stale = if self.word.is_stale { " (the text has changed since)" } else { "" };
        let quote = one_line(self.article, self.claim);
        format!("{}: \"{quote}\" in {}{stale}", self.word.verdict.name(), self.article.title)
    }
}

impl Wording<'_> {
    /// Its text on one line.
    pub(super) fn text(&self) -> String {
        one_line(self.article, self.claim)
    }

    /// How it stands to the member that the group is named after, in a word.
    pub(super) const fn stance(&self) -> &'static str {
        if self.is_head { "claim" } else { self.towards.relation.name() }
    }

    /// In what it parts from the member that the group is named after.
    pub(super) fn reason(&self) -> Option<&str> {
        Some(self.towards.reason.as_str()).filter(|reason| !reason.is_empty() && !self.is_head)
    }

    /// The reader's verdict on the claim itself.
    pub(super) fn verdict(&self) -> Option<&'static str> {
        self.marks.iter().find_map(|mark| match mark.role {
            Role::Claim(Some(Verdict::Accepted)) => Some("accepted"),
            Role::Claim(Some(Verdict::Dismissed)) => Some("dismissed"),
            Role::Claim(None) | Role::Highlight(_) | Role::Passage => None,
        })
    }

    /// The reader's tags on it, each once.
    pub(super) fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for tag in self.marks.iter().flat_map(|mark| &mark.tags) {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag.as_str());
            }
        }
        tags
    }

    /// The reader's notes on it.
    pub(super) fn notes(&self) -> Vec<&str> {
        let notes = self.marks.iter().map(|mark| &*mark.note);
        notes.filter(|note| !note.is_empty()).collect()
    }
}

fn one_line(article: &Article, claim: &Claim) -> String {
    let text = article.document.slice(claim.span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    for (id, group) in (1..).zip(&compared.groups) {
        let gap = if id == 1 { "" } else { "\n" };
        text.push_str(&format!("{gap}{id}. {}\n", summary(group)));
        for wording in compared.wordings(group) {
            let label = wording.article.source.label();
            text.push_str(&format!("   {:<9}  {label}: {}\n", wording.stance(), wording.text()));
            if let Some(reason) = wording.reason() {
                text.push_str(&format!("              [{reason}]\n"));
            }
            for line in decided(&wording) {
                text.push_str(&format!("              {line}\n"));
            }
        }
    }
    clean::clean(&text).into_owned()
}

/// What the reader decided about a wording, in lines.
fn decided(wording: &Wording<'_>) -> Vec<String> {
    let judged = wording.judged.iter().map(|judged| format!("you: {}", judged.told()));
    let verdict = wording.verdict().map(str::to_owned);
    let tags = wording.tags().into_iter().map(|tag| format!("#{tag}"));
    let facts: Vec<String> = judged.chain(verdict).chain(tags).collect();
    let facts = Some(facts.join(" · ")).filter(|line| !line.is_empty());
    let notes = wording.notes().into_iter().flat_map(str::lines).map(|line| format!("| {line}"));
    facts.into_iter().chain(notes).collect()
}

/// A line for each wording, under a line with the names of the columns (RFC 4180, with line feeds).
fn csv(compared: &Compared<'_>) -> String {
    const COLUMNS: &str = "group,conflict,origins,path,title,outlet,published,stance,origin,reason,text,judged,verdict,tags,notes\n";
    let mut lines = COLUMNS.to_owned();
    for (id, group) in (1..).zip(&compared.groups) {
        for wording in compared.wordings(group) {
            let metadata = &wording.article.metadata;
            let cells = [
                format!("{id}"),
                format!("{}", group.conflict),
                format!("{}", group.origins),
                wording.article.source.address(),
                wording.article.title.to_string(),
                metadata.outlet.clone().unwrap_or_default(),
                metadata.published.map(|date| date.to_string()).unwrap_or_default(),
                wording.stance().to_owned(),
                format!("{}", wording.origin),
                wording.reason().unwrap_or_default().to_owned(),
                wording.text(),
                wording.judged.iter().map(Judged::told).collect::<Vec<_>>().join(" / "),
                wording.verdict().unwrap_or_default().to_owned(),
                wording.tags().join(" "),
                wording.notes().join(" / "),
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

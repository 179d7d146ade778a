//! A line being asked for: words to search, a command, tags.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

use super::editor::Editor;
use crate::query::last_word;

/// What a prompt asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Asking {
    /// Words to search.
    Search,
    /// A command.
    Command,
    /// Tags.
    Tags,
    /// A claim in the reader's words.
    Wording,
    /// What to narrow a list by.
    Narrowing,
    /// Another name for a tag.
    TagName,
    /// The tag that another one is to be one with.
    TagToMerge,
    /// What a tag means.
    TagDescription,
    /// The name of a new tag.
    NewTag,
    /// Words to search in every article.
    SearchAll,
    /// What is to be put right of an article.
    Correction,
    /// The path of another story.
    StoryPath,
    /// The path of more articles.
    MorePath,
    /// A query to filter by.
    Filter,
}

impl Asking {
    /// What stands before the line.
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Search | Self::Narrowing => "/",
            Self::Command => ":",
            Self::Tags => "tags: ",
            Self::Wording => "claim: ",
            Self::TagName => "new name: ",
            Self::TagToMerge => "merge into: ",
            Self::TagDescription => "means: ",
            Self::NewTag => "new tag: ",
            Self::SearchAll => "all articles: ",
            Self::Correction => "set: ",
            Self::StoryPath => "open: ",
            Self::MorePath => "add: ",
            Self::Filter => "filter: ",
        }
    }
}

/// An open prompt.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it asks for.
    pub asking: Asking,
    /// What is typed.
    pub editor: Editor,
    /// What the word being typed may be completed to, best first.
    pub completions: Vec<String>,
    /// Which of them is chosen.
    pub chosen: Option<usize>,
    /// How far back in the history the line is.
    pub history: Option<usize>,
    /// What stood in it when it was opened.
    pub began: String,
    /// Whether that gives way to what is typed next: words that were typed another time.
    pub is_offered: bool,
    /// Where the cursor stood in the text when the prompt was opened, in bytes.
    pub origin: usize,
}

/// How a command line begins that puts something right.
const SET: &str = "set ";

/// How many completions are shown at most.
pub const MOST_COMPLETIONS: usize = 8;

impl Prompt {
    /// An empty prompt.
    pub fn new(asking: Asking, origin: usize) -> Self {
        let editor = Editor::line("");
        Self {
            asking,
            editor,
            completions: Vec::new(),
            chosen: None,
            history: None,
            began: String::new(),
            is_offered: false,
            origin,
        }
    }

    /// The part of the line that a completion replaces: the last word, from its first byte on.
    pub fn word(&self) -> (usize, String) {
        let line = self.editor.text();
        let start = match self.asking {
            Asking::Filter | Asking::Narrowing => last_word(&line),
            Asking::Command if line.starts_with("filter ") => last_word(&line),
            // A path is one word, whatever it holds.
            Asking::StoryPath | Asking::MorePath => 0,
            Asking::Command if takes_path(&line) => line.find(' ').map_or(0, |space| space + 1),
            // So is what a field says.
            Asking::Correction => after_word(&line, 0),
            Asking::Command if line.starts_with(SET) => after_word(&line, SET.len()),
            _ => line.rfind(' ').map_or(0, |space| space + 1),
        };
        (start, line.get(start..).unwrap_or_default().to_owned())
    }

    /// Offers the best of `candidates` for the word being typed.
    pub fn offer<'a>(&mut self, candidates: impl IntoIterator<Item = &'a str>) {
        self.completions = best(&self.word().1, candidates);
        self.chosen = None;
    }

    /// Offers these, in this order.
    pub fn offer_these(&mut self, candidates: &[String]) {
        self.completions = candidates.iter().take(MOST_COMPLETIONS).cloned().collect();
        self.chosen = None;
    }

    /// Chooses the next completion, or the one before, and puts it into the line.
    pub fn complete(&mut self, forward: bool) {
        let count = self.completions.len();
        if count == 0 {
            return;
        }
        let index = match (self.chosen, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(chosen), true) => (chosen + 1) % count,
            (Some(chosen), false) => (chosen + count - 1) % count,
        };
        let (start, _) = self.word();
        let mut line = self.editor.text();
        line.truncate(start);
        if let Some(completion) = self.completions.get(index) {
            line.push_str(completion);
        }
        self.editor.replace(&line);
        self.chosen = Some(index);
    }
}

/// Where what follows the word at `from` begins; `from` where nothing does.
fn after_word(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    rest.find(' ').map_or(from, |space| from + space + 1)
}

/// Whether a command line asks for a path.
pub fn takes_path(line: &str) -> bool {
    ["open ", "add "].iter().any(|command| line.starts_with(command))
}

/// The candidates that match `typed` fuzzily, best first; all of them where nothing is typed.
fn best<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart)
        .match_list(candidates, &mut matcher)
        .into_iter()
        .take(MOST_COMPLETIONS)
        .map(|(candidate, _)| candidate.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_are_fuzzy_and_replace_the_last_word() {
        let mut prompt = Prompt::new(Asking::Tags, 0);
        prompt.editor.replace("disputed fup");
        prompt.offer(["supported", "follow-up", "disputed"]);
        assert_eq!(prompt.completions, ["follow-up"]);
        prompt.complete(true);
        assert_eq!(prompt.editor.text(), "disputed follow-up");
    }

    #[test]
    fn what_a_field_says_is_completed_as_a_whole() {
        for (asking, line) in [(Asking::Correction, "title "), (Asking::Command, "set title ")] {
            let mut prompt = Prompt::new(asking, 0);
            prompt.editor.replace(line);
            prompt.offer_these(&["Ferry sold".to_owned()]);
            prompt.complete(true);
            prompt.complete(true);
            assert_eq!(prompt.editor.text(), format!("{line}Ferry sold"));
        }
    }

    #[test]
    fn completing_goes_round() {
        let mut prompt = Prompt::new(Asking::Command, 0);
        prompt.offer(["quit", "help"]);
        let mut seen = Vec::new();
        for _ in 0..3 {
            prompt.complete(true);
            seen.push(prompt.editor.text());
        }
        assert_eq!(seen[0], seen[2]);
        assert_ne!(seen[0], seen[1]);
    }
}

//! The log for reports of faults: what went wrong, and how long the slow steps took.
//!
//! It holds names of files, numbers and problems; never the words of an article or of a note, and
//! never a key, since keys may be words.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::app::Event;
use crate::app::event::EditFailed;
use crate::app::story::FileSince;
use crate::problem::Problem;
use crate::text::clean;

/// From when on an answer to a key is slow enough to be put down.
const SLOW: Duration = Duration::from_millis(30);

/// A log, or none.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    file: Option<Arc<Mutex<File>>>,
}

impl Log {
    /// Opens the log; what it holds already stays.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Problem> {
        let Some(path) = path else { return Ok(Self::default()) };
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
        let file = file.map_err(|error| {
            Problem::new(path.display().to_string(), error.to_string())
                .advise("name another file with --log")
        })?;
        Ok(Self { file: Some(Arc::new(Mutex::new(file))) })
    }

    /// Puts a line down. What cannot be put down is lost: there is no other place to tell it.
    pub(super) fn put(&self, what: impl Display) {
        let Some(file) = &self.file else { return };
        let line = format!("{} {}", time(), clean::clean_line(&what.to_string()));
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let _lost = file.write_all(format!("{line}\n").as_bytes());
    }

    /// Does a step and puts down how long it took.
    pub(super) fn timed<T>(&self, what: impl Display, step: impl FnOnce() -> T) -> T {
        let start = moment();
        let done = step();
        self.put(format_args!("{what}: {} ms", start.elapsed().as_millis()));
        done
    }

    /// Does a step and puts down how long it took if that was long.
    pub(super) fn if_slow<T>(&self, what: &str, step: impl FnOnce() -> T) -> T {
        let start = moment();
        let done = step();
        let took = start.elapsed();
        if took >= SLOW {
            self.put(format_args!("slow: {what}: {} ms", took.as_millis()));
        }
        done
    }

    /// Puts down what a worker says.
    pub(super) fn hear(&self, event: &Event) {
        if self.file.is_some() {
            for line in told(event) {
                self.put(line);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a log tells the time, too")]
fn moment() -> Instant {
    Instant::now()
}

/// The time to the millisecond.
#[expect(clippy::disallowed_methods, reason = "a log tells the time, too")]
fn time() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// What is put down of what a worker says.
fn told(event: &Event) -> Vec<String> {
    let problem = |problem: &Problem| format!("problem: {problem}");
    match event {
        Event::Loaded { result: Err(fault), .. } => vec![problem(fault)],
        Event::Loaded { result: Ok(article), .. } | Event::Reread { article, .. } => {
            article.problems.iter().map(problem).collect()
        }
        Event::Assessed { index, claims, .. } => {
            vec![format!("article {}: {} sentences assessed", index + 1, claims.len())]
        }
        Event::Several(events) => events.iter().flat_map(told).collect(),
        Event::Glanced(glances) => vec![format!("{} titles", glances.len())],
        Event::Counted { index, proposed, .. } => {
            vec![format!("article {}: {proposed} claims counted", index + 1)]
        }
        Event::Heard { others } => {
            let said = others.iter().flatten().filter(|count| **count > 0).count();
            vec![format!("{said} sentences that other articles say, too")]
        }
        Event::Grouped(grouped) => vec![format!("{} groups of claims", grouped.groups.len())],
        Event::Weighed { index, stances, .. } => {
            let parted = stances.iter().filter(|it| it.articles() > 0).count();
            vec![format!("article {}: {parted} claims that others speak to", index + 1)]
        }
        Event::File { index, since } => {
            let since = match since {
                FileSince::Same => "on disk as it was read",
                FileSince::Changed => "changed on disk",
                FileSince::Gone => "removed from disk",
            };
            vec![format!("article {}: {since}", index + 1)]
        }
        Event::Gone(gone) => vec![format!("{} articles are not where the store says", gone.len())],
        Event::FoundStory(story) => {
            let found = &story.found;
            let count = format!("{} articles found", found.sources.len());
            std::iter::once(count).chain(found.problems.iter().map(problem)).collect()
        }
        Event::Opened(opened) => {
            let count = opened.ledger.entries().count();
            let mut lines = vec![format!("store {}: {count} entries", opened.file)];
            lines.extend(opened.read_only.iter().map(|_| "the store is read-only".to_owned()));
            lines.extend(opened.problems.iter().map(store_problem));
            lines
        }
        Event::Saved { revision, merged } => {
            vec![format!("saved up to act {revision}, {} entries taken over", merged.len())]
        }
        Event::SaveFailed { what } => vec![format!("not saved: {what}")],
        Event::Edited(Err(EditFailed { what })) | Event::Complaint(what) => {
            vec![format!("problem: {what}")]
        }
        Event::Notice(what) => vec![what.clone()],
        Event::Begun { index, .. } => {
            vec![format!("article {}: its beginning is there", index + 1)]
        }
        Event::Glimpsed { index, .. } => vec![format!("article {}: can be read", index + 1)],
        Event::Key(_)
        | Event::Mouse(_)
        | Event::Paste(_)
        | Event::Resize(_)
        | Event::Background { .. }
        | Event::Edited(Ok(_))
        | Event::Completions { .. }
        | Event::SeekOn
        | Event::Comparing { .. }
        | Event::Found(_) => Vec::new(),
    }
}

/// A problem of the store without its reason: that may quote an entry, and so a note.
fn store_problem(problem: &Problem) -> String {
    let what = problem.what.split(':').next().unwrap_or_default();
    format!("problem: {}: {what}", problem.place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Ledger;
    use crate::app::Opened;

    #[test]
    fn what_a_damaged_entry_holds_is_not_put_down() {
        let problem = Problem::new("s.ron", "an entry is kept but cannot be shown: odd `zebra`");
        let opened = Opened {
            ledger: Ledger::default(),
            file: "s.ron".to_owned(),
            read_only: Some("it holds a zebra".to_owned()),
            problems: vec![problem],
            gone: std::collections::BTreeSet::new(),
        };
        let lines = told(&Event::Opened(Box::new(opened)));
        assert_eq!(
            lines,
            [
                "store s.ron: 0 entries",
                "the store is read-only",
                "problem: s.ron: an entry is kept but cannot be shown",
            ]
        );
    }

    #[test]
    fn lines_are_added_to_what_is_there_and_are_plain() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        for _ in 0..2 {
            let log = Log::open(Some(&path)).unwrap();
            log.hear(&Event::SaveFailed { what: "a\u{1b}b\nc".to_owned() });
            assert_eq!(log.timed("reading", || 7), 7);
            assert_eq!(log.if_slow("key", || 8), 8);
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.contains("Z not saved: a␛b") && text.contains("Z reading: 0 ms"), "{text}");
    }

    #[test]
    fn a_log_that_cannot_be_opened_is_a_problem() {
        let problem = Log::open(Some(Path::new("/nowhere/at/all"))).unwrap_err().to_string();
        assert!(problem.starts_with("/nowhere/at/all: "), "{problem}");
        Log::open(None).unwrap().put("nothing");
    }
}

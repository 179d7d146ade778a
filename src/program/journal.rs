//! The worker that keeps notes while they are typed.
//!
//! The first change after a quiet time is kept a second later, with all that followed by then: so
//! a program that is killed loses little, a key waits for no disk, and while nothing is typed
//! nothing runs.

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::late::Late;
use super::voice::Voice;
use crate::app::Event;
use crate::app::remembered::{Draft, DraftOf};
use crate::problem::Problem;
use crate::store::SaveError;
use crate::store::drafts::{self, Drafts};

/// How long after a change it is kept.
const DELAY: Duration = Duration::from_secs(1);

/// A way to keep drafts. Dropping it waits until what was handed over is on the disk.
#[derive(Debug)]
pub(super) struct Journal {
    worker: Option<Late<Vec<drafts::Draft>, Option<SaveError>>>,
    /// What was handed over last.
    last: Vec<drafts::Draft>,
    /// When what was typed is to be kept.
    due: Option<Instant>,
}

impl Journal {
    /// Takes over what was left in `folder`, with a problem for what cannot be read; `voice` tells of
    /// what cannot be kept.
    pub(super) fn start(
        folder: &Path,
        problems: &mut Vec<Problem>,
        voice: Voice,
    ) -> (Self, Vec<Draft>) {
        Self::start_with(folder, problems, move |what| voice.tell(Event::Complaint(what)))
    }

    fn start_with(
        folder: &Path,
        problems: &mut Vec<Problem>,
        tell: impl Fn(String) + Send + 'static,
    ) -> (Self, Vec<Draft>) {
        let (drafts, found) = Drafts::open(folder, problems);
        let worker = Late::new(move |inbox| work(drafts, &inbox, &tell));
        let journal = Self { worker: Some(worker), last: Vec::new(), due: None };
        (journal, found.into_iter().filter_map(read).collect())
    }

    /// Something was typed.
    pub(super) fn touch(&mut self) {
        if self.due.is_none() {
            self.due = Some(clock() + DELAY);
        }
    }

    /// How long until drafts are to be handed over.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(clock()))
    }

    /// Keeps the drafts, if it is time to.
    pub(super) fn keep_if_due(&mut self, drafts: impl FnOnce() -> Vec<Draft>) {
        if self.due.is_some_and(|due| clock() >= due) {
            self.keep(drafts());
        }
    }

    /// Keeps the drafts, if any were changed: the program may not get round to it later.
    pub(super) fn keep_now(&mut self, drafts: impl FnOnce() -> Vec<Draft>) {
        if self.due.is_some() {
            self.keep(drafts());
        }
    }

    fn keep(&mut self, drafts: Vec<Draft>) {
        self.due = None;
        self.last = drafts.into_iter().map(wire).collect();
        if let Some(worker) = &self.worker {
            worker.order(self.last.clone());
        }
    }

    /// Keeps the drafts for good; why it failed, where it did.
    pub(super) fn finish(&mut self, drafts: Vec<Draft>) -> Option<SaveError> {
        self.last = drafts.into_iter().map(wire).collect();
        self.end()
    }

    fn end(&mut self) -> Option<SaveError> {
        self.worker.take()?.finish(std::mem::take(&mut self.last)).flatten()
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // Nobody is left to be told of a failure.
        let _untold = self.end();
    }
}

/// Keeps the newest of what is handed over; why the last could not be kept.
fn work(
    mut kept: Drafts,
    inbox: &Receiver<Vec<drafts::Draft>>,
    tell: &impl Fn(String),
) -> Option<SaveError> {
    let mut failed: Option<SaveError> = None;
    while let Ok(order) = inbox.recv() {
        let newest = inbox.try_iter().last().unwrap_or(order);
        let error = kept.keep(&newest).err();
        if let (Some(error), None) = (&error, &failed) {
            tell(format!("what is being typed cannot be kept: {error}"));
        }
        failed = error;
    }
    failed
}

/// The clock by which drafts are kept.
#[expect(clippy::disallowed_methods, reason = "the clock of the program is read here")]
fn clock() -> Instant {
    Instant::now()
}

fn read(kept: drafts::Draft) -> Option<Draft> {
    let drafts::Draft { article, address, story, start, end, quote, is_open, text, before } = kept;
    let hash = u64::from_str_radix(&article, 16);
    let about = match hash {
        Ok(article) if start < end => DraftOf::Passage { article, start, end, quote },
        Ok(article) => DraftOf::Article(article),
        Err(_) if story.is_empty() => return None,
        Err(_) => DraftOf::Story(story),
    };
    Some(Draft { about, address, is_open, text, before })
}

fn wire(draft: Draft) -> drafts::Draft {
    let Draft { about, address, is_open, text, before } = draft;
    let article = about.article().map_or_else(String::new, |hash| format!("{hash:016x}"));
    let kept =
        drafts::Draft { article, address, is_open, text, before, ..drafts::Draft::default() };
    match about {
        DraftOf::Passage { start, end, quote, .. } => drafts::Draft { start, end, quote, ..kept },
        DraftOf::Article(_) => kept,
        DraftOf::Story(story) => drafts::Draft { story, ..kept },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn draft(text: &str) -> Draft {
        let about =
            DraftOf::Passage { article: u64::MAX, start: 1, end: 4, quote: "its words".to_owned() };
        Draft {
            about,
            address: "/a".to_owned(),
            is_open: true,
            text: text.to_owned(),
            before: "b".to_owned(),
        }
    }

    #[test]
    fn drafts_on_anything_come_back_as_they_were() {
        for about in [DraftOf::Article(7), DraftOf::Story("Ferries".to_owned())] {
            let draft = Draft { about, ..draft("a") };
            assert_eq!(read(wire(draft.clone())), Some(draft));
        }
    }

    #[test]
    fn what_was_kept_is_there_again() {
        let home = tempfile::tempdir().unwrap();
        let (mut journal, found) = Journal::start_with(home.path(), &mut Vec::new(), |_| {});
        assert_eq!(found, []);
        assert_eq!(journal.patience(), None);
        journal.touch();
        assert!(journal.patience().is_some_and(|patience| patience <= DELAY));
        journal.keep_now(|| vec![draft("a\nb")]);
        assert_eq!(journal.patience(), None);
        drop(journal);
        let (mut journal, found) = Journal::start_with(home.path(), &mut Vec::new(), |_| {});
        assert_eq!(found, [draft("a\nb")]);
        assert!(journal.finish(Vec::new()).is_none());
        assert_eq!(Journal::start_with(home.path(), &mut Vec::new(), |_| {}).1, []);
    }

    #[test]
    fn what_cannot_be_kept_is_told_once() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("blocked");
        std::fs::File::create(&blocked).unwrap();
        let (sender, told) = channel();
        let (mut journal, _) =
            Journal::start_with(&blocked.join("drafts"), &mut Vec::new(), move |what| {
                sender.send(what).unwrap();
            });
        for text in ["a", "ab"] {
            journal.touch();
            journal.keep_now(|| vec![draft(text)]);
        }
        assert!(journal.finish(vec![draft("abc")]).is_some());
        let told: Vec<String> = told.iter().collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("blocked"), "{told:?}");
    }
}

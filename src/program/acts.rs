//! Acts from a pipe instead of from keys, for tests of saving: the same worker, the same store.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::mpsc::channel;

use jiff::Timestamp;

use super::log::Log;
use super::no_home;
use super::saver::Saver;
use crate::annotation::tag::default_tags;
use crate::annotation::{Anchor, Annotation, Edit, Entry, Id, Ledger, Quotation, Role, Tags};
use crate::app::Event;
use crate::problem::Problem;
use crate::store::paths::Directories;

/// Notes every line of `input`, `NAME WORDS`, on an annotation of that name, and tells on `out` how
/// many of them are saved: `saved N`, or `not saved: WHY`; first `opened`.
pub fn acts(
    store: PathBuf,
    input: impl BufRead,
    mut out: impl Write + Send + 'static,
) -> Result<(), Problem> {
    let place = store.display().to_string();
    let (sender, told) = channel();
    let tell = move |event| {
        let _nobody_listens_any_more = sender.send(event);
    };
    let backups = Directories::find().ok_or_else(no_home)?.backups();
    let random = fastrand::Rng::new();
    let mut saver = Saver::new(store, backups, default_tags(), random, Log::default(), tell);
    saver.begin();
    let mut ledger = match told.recv() {
        Ok(Event::Opened(opened)) => opened.ledger,
        _ => return Err(Problem::new(place, "it was not opened")),
    };
    let teller = std::thread::spawn(move || {
        let mut say = |line: String| out.write_all(line.as_bytes()).and_then(|()| out.flush());
        let mut is_heard = say("opened\n".to_owned()).is_ok();
        for event in told {
            is_heard = is_heard && line(&event).is_none_or(|line| say(line).is_ok());
        }
    });
    for (number, act) in (1..).zip(input.lines().map_while(Result::ok)) {
        let edit = edit(&ledger, &act, number);
        if ledger.apply(&edit).is_ok() {
            saver.save(number, edit.changes);
        }
    }
    let unsaved = saver.end().error;
    let _never_panics = teller.join();
    unsaved.map_or(Ok(()), |error| Err(Problem::new(place, error.what()).advise(error.advice())))
}

fn line(event: &Event) -> Option<String> {
    match event {
        Event::Saved { revision, .. } => Some(format!("saved {revision}\n")),
        Event::SaveFailed { what } => Some(format!("not saved: {what}\n")),
        Event::Notice(what) => Some(format!("told: {what}\n")),
        _ => None,
    }
}

fn edit(ledger: &Ledger, act: &str, number: u64) -> Edit {
    let (name, note) = act.split_once(' ').unwrap_or((act, ""));
    let moment = Timestamp::from_second(i64::try_from(number).unwrap_or(i64::MAX));
    let moment = moment.unwrap_or_default();
    let annotation = Annotation {
        id: Id::of(name.as_bytes()),
        article: Id::of(b"article"),
        anchor: Anchor::of(Quotation::of(name), 0, 0),
        role: Role::Passage,
        tags: Tags::default(),
        note: note.into(),
        wording: "".into(),
        created: moment,
        changed: moment,
    };
    let change = ledger.setting(Entry::Annotation(annotation));
    Edit { what: "noted".to_owned(), changes: vec![change] }
}

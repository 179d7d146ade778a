//! The program with acts from a pipe: how they are saved, whatever happens to it meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use variorum::annotation::tag::default_tags;
use variorum::annotation::{Id, Ledger};
use variorum::store::Store;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often something is to be tried: the number in a variable, or else this.
pub(crate) fn times(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// A running program.
pub(crate) struct Driver {
    child: Child,
    input: Option<ChildStdin>,
    output: ChildStdout,
    /// What it said.
    said: String,
}

impl Driver {
    /// Starts the program on a store.
    pub(crate) fn start(store: &Path) -> Self {
        Self::start_by(Command::new(env!("CARGO_BIN_EXE_variorum")), store)
    }

    /// Starts it by another command, of which it is the end.
    pub(crate) fn start_by(mut command: Command, store: &Path) -> Self {
        let command = command.args(["__acts".as_ref(), "--store".as_ref(), store.as_os_str()]);
        // Backups lie on the same disk, so that they meet with the same accidents.
        command.env("XDG_DATA_HOME", store.parent().unwrap().join("data"));
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = child.stdout.take().unwrap();
        Self { child, input, output, said: String::new() }
    }

    /// Notes something on the annotation of this name. A program that is gone does not hear it.
    pub(crate) fn note(&mut self, name: &str, note: &str) {
        let line = format!("{name} {note}\n");
        if let Some(input) = &mut self.input {
            match input.write_all(line.as_bytes()) {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("{error}"),
                _ => {}
            }
        }
    }

    /// Waits until it says `part`, or for so long at most; whether it said it.
    pub(crate) fn hears(&mut self, part: &str, limit: Duration) -> bool {
        while !self.said.contains(part) {
            let mut ends = [PollFd::new(&self.output, PollFlags::IN)];
            let limit = limit.try_into().unwrap();
            if poll(&mut ends, Some(&limit)).unwrap() == 0 {
                return false;
            }
            let mut buffer = [0; 4096];
            let count = self.output.read(&mut buffer).unwrap();
            if count == 0 {
                return self.said.contains(part);
            }
            self.said.push_str(str::from_utf8(&buffer[..count]).unwrap());
        }
        true
    }

    /// What it said so far.
    pub(crate) fn said(&self) -> &str {
        &self.said
    }

    /// Kills it; how many acts it had said to be saved before that.
    pub(crate) fn kill(mut self) -> usize {
        self.child.kill().unwrap();
        self.rest();
        let numbers = self.said.lines().filter_map(|line| line.strip_prefix("saved "));
        numbers.filter_map(|number| number.parse().ok()).max().unwrap_or_default()
    }

    /// Lets it come to its end; whether it ended well.
    pub(crate) fn end(mut self) -> bool {
        drop(self.input.take());
        self.rest();
        self.child.wait().unwrap().success()
    }

    fn rest(&mut self) {
        // A line that was cut off says nothing.
        self.hears("\n\n", PATIENCE);
        let whole = self.said.rfind('\n').map_or(0, |end| end + 1);
        self.said.truncate(whole);
        drop(self.child.wait());
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What was ordered, by the names of the annotations, and how much of it was acknowledged.
#[derive(Default)]
pub(crate) struct Expected {
    /// For each name every note that may stand there: the last one acknowledged and all later ones.
    notes: BTreeMap<String, BTreeSet<String>>,
}

impl Expected {
    /// Takes in the orders of one run, of which so many were acknowledged.
    pub(crate) fn take(&mut self, orders: &[(String, String)], acknowledged: usize) {
        for (index, (name, note)) in orders.iter().enumerate() {
            let may = self.notes.entry(name.clone()).or_insert_with(|| [String::new()].into());
            if index < acknowledged {
                may.clear();
            }
            may.insert(note.clone());
        }
    }

    /// How many acknowledged notes are not in the store, and how many are there in another form
    /// than they were ordered.
    pub(crate) fn lost(&self, ledger: &Ledger) -> usize {
        let is_lost = |(name, may): &(&String, &BTreeSet<String>)| {
            let kept = ledger.annotation(Id::of(name.as_bytes())).map(|it| &*it.note);
            !may.contains(kept.unwrap_or_default())
        };
        self.notes.iter().filter(is_lost).count()
    }

    /// What stands in the store now is what may stand there from now on.
    pub(crate) fn settle(&mut self, ledger: &Ledger) {
        for (name, may) in &mut self.notes {
            let kept = ledger.annotation(Id::of(name.as_bytes())).map(|it| it.note.to_string());
            *may = [kept.unwrap_or_default()].into();
        }
    }
}

/// How a store file is found after an accident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Found {
    Whole,
    Torn,
    Empty,
    Missing,
}

/// What has become of a store.
pub(crate) fn found(store: &Path) -> (Found, Ledger) {
    match fs::read(store) {
        Err(_) => return (Found::Missing, Ledger::default()),
        Ok(bytes) if bytes.is_empty() => return (Found::Empty, Ledger::default()),
        Ok(_) => {}
    }
    let (_, ledger, problems) = Store::open(store, &default_tags());
    if problems.is_empty() { (Found::Whole, ledger) } else { (Found::Torn, ledger) }
}

/// The files beside a store that are not its lock.
pub(crate) fn left_over(store: &Path) -> Vec<PathBuf> {
    let lock = PathBuf::from(format!("{}.lock", store.display()));
    let entries = fs::read_dir(store.parent().unwrap()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path != store && *path != lock && path.is_file()).collect()
}

/// Whether that tag stands on something in the text of a store: its name alone on a line.
pub(crate) fn is_put_on(tag: &str, store: &str) -> bool {
    let line = format!("\"{tag}\",");
    store.lines().any(|it| it.trim() == line)
}

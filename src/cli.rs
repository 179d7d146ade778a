//! The command line: what was asked for, and the commands that need no screen.
//!
//! Knows stories, their claims and the store, and is the only module that speaks JSON. Must never know the
//! reader, its keys or its panes, nor what is on the other end of its output: everything is
//! written to writers, and the exit code is a value.

mod annotated;
mod arguments;
mod check;
mod claims;
mod compare;
mod export;
mod json;
mod list;
mod locate;
mod manual;
mod markdown;
mod output;
mod plain;
mod reading;
mod restore;
mod text;

use std::ffi::OsString;
use std::io::{self, Read, Write};

use annotated::Annotated;
use jiff::Timestamp;

pub use arguments::{
    CompareFormat, ExportFormat, Job, LineFormat, ListFormat, Options, Parsed, Task,
};
use output::Output;
use reading::Inputs;
pub use reading::Reading;

use crate::config;
use crate::query::Query;
use crate::store::git;
use crate::story;

/// The exit code when everything was done.
pub const DONE: u8 = 0;
/// The exit code when a check found something lost or damaged.
pub const FOUND: u8 = 1;
/// The exit code when the command line was wrong or an input could not be read.
pub const FAILED: u8 = 2;

/// Something to tell instead of doing anything: help, the version, or what is wrong with the
/// command line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    text: String,
    failed: bool,
}

impl Notice {
    /// Tells it where it belongs and gives the exit code.
    pub fn tell(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        if self.failed {
            return finish(err.write_all(self.text.as_bytes()), FAILED, &mut io::sink());
        }
        finish(out.write_all(self.text.as_bytes()).and_then(|()| out.flush()), DONE, err)
    }
}

/// Reads the command line, the program's name first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, Notice> {
    arguments::parse(arguments)
}

/// Does what needs no screen and gives the exit code.
///
/// `input` stands for `-`; `now` names files that are set aside. Problems go to `err`, each on a line
/// that names the input and the next step; the rest is printed all the same. That nobody reads `out`
/// any more is no problem.
pub fn run(
    job: &Job,
    options: &Options,
    now: Timestamp,
    reading: Reading<'_>,
    input: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let mut output = Output::new(out, err);
    let mut inputs = Inputs { reading, standard: input };
    let written = print(job, options, now, &mut inputs, &mut output).and_then(|()| output.flush());
    // What could not be done hides what else there may be to find.
    let code = match (output.is_troubled(), output.has_found()) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => DONE,
    };
    finish(written, code, err)
}

fn print(
    job: &Job,
    options: &Options,
    now: Timestamp,
    inputs: &mut Inputs<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let store = options.store.as_deref();
    let reading = inputs.reading;
    match job {
        // What the reader put right is known where the store is.
        Job::List { format, query, paths } if query.is_some() || store.is_some() => {
            let typed = query.as_deref().unwrap_or_default();
            let Some(query) = parsed(typed, output) else { return Ok(()) };
            let annotated = Annotated::read(store, paths, inputs, output).prepared(&query);
            list::print_matching(&annotated, &query, *format, output)
        }
        Job::Export { format, query, paths } => {
            let typed = query.as_deref().unwrap_or_default();
            let Some(query) = parsed(typed, output) else { return Ok(()) };
            let annotated = match paths.as_slice() {
                [] => Annotated::read_all(store, reading, output),
                paths => Annotated::read(store, paths, inputs, output),
            };
            let annotated = annotated.prepared(&query);
            export::print(&annotated, &query, *format, output)
        }
        Job::List { format, paths, .. } if paths.is_empty() => {
            list::print(&story::sample(), *format, reading, output)
        }
        Job::List { format, paths, .. } => {
            list::print(&inputs.find(paths), *format, reading, output)
        }
        Job::Text { format, paths } => text::print(&inputs.find(paths), *format, reading, output),
        Job::Claims { rules: true, .. } => output.write(&claims::handbook()),
        Job::Claims { all, format, paths, .. } => {
            claims::print(&inputs.find(paths), *all, *format, reading, output)
        }
        Job::Compare { format, paths } => {
            let annotated = Annotated::read(store, paths, inputs, output);
            compare::print(&annotated, *format, output)
        }
        Job::Check { format, paths } => check::print(store, paths, *format, inputs, output),
        Job::Restore { list: true, .. } => restore::list(store, output),
        Job::Restore { name, .. } => restore::bring_back(store, name.as_deref(), now, output),
        Job::Merge { base, ours, theirs } => match git::merge(base, ours, theirs) {
            Ok(0) => Ok(()),
            Ok(doubled) => output.write(&format!(
                "{doubled} changed on both sides: both versions of each are kept\n"
            )),
            Err(problem) => {
                output.fail(&problem);
                Ok(())
            }
        },
        Job::Locate { raw, path } => locate::print(path, *raw, inputs, output),
        Job::Config { .. } => output.write(&config::default_file()),
        Job::Completions { shell } => output.write(&arguments::completions(*shell)),
        Job::Plain { paths } if paths.is_empty() => plain::print(&story::sample(), reading, output),
        Job::Plain { paths } => plain::print(&inputs.find(paths), reading, output),
        Job::Man => output.write(&manual::manual(arguments::command())?),
    }
}

/// The query; one that cannot be read is told.
fn parsed(typed: &str, output: &mut Output<'_>) -> Option<Query> {
    Query::parse(typed).map_err(|problem| output.fail(&problem)).ok()
}

/// The exit code of work that ended so. What cannot be told on `err` is not told.
fn finish(written: io::Result<()>, code: u8, err: &mut dyn Write) -> u8 {
    match written {
        Ok(()) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
        Err(error) => {
            let _untold = writeln!(
                err,
                "variorum: standard output: cannot be written: {error}; \
                 check the disk or print elsewhere"
            );
            FAILED
        }
    }
}

#[cfg(test)]
mod tests;

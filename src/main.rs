//! The terminal program.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use variorum::cli::{self, Job, Notice, Task};
use variorum::problem::Problem;
use variorum::program::{self, Ending, Settings};
use variorum::text::clean;

fn main() -> ExitCode {
    let code = match cli::parse(std::env::args_os()) {
        Err(notice) => tell(&notice),
        Ok(parsed) => match parsed.task {
            Task::Print(job) => print(&job, &parsed.options),
            Task::Read(paths) => read(parsed.options, paths),
            Task::Act => act(parsed.options),
        },
    };
    code.into()
}

fn tell(notice: &Notice) -> u8 {
    notice.tell(&mut io::stdout().lock(), &mut io::stderr().lock())
}

fn print(job: &Job, options: &cli::Options) -> u8 {
    let limit = match program::article_limit(options.config.as_deref()) {
        Ok(limit) => limit,
        Err(problem) => return fail(&problem),
    };
    let clock = program::stopwatch();
    let reading = cli::Reading { limit, clock: &clock };
    let (now, mut input) = (program::now(), io::stdin().lock());
    let mut out = BufWriter::new(io::stdout().lock());
    cli::run(job, options, now, reading, &mut input, &mut out, &mut io::stderr().lock())
}

fn act(options: cli::Options) -> u8 {
    let store = options.store.unwrap_or_else(|| "variorum.ron".into());
    match program::acts(store, io::stdin().lock(), io::stdout()) {
        Ok(()) => cli::DONE,
        Err(problem) => fail(&problem),
    }
}

fn fail(problem: &Problem) -> u8 {
    warn(problem);
    cli::FAILED
}

/// Every problem is one line, whatever stands in the paths and words it names: they pass the sanitiser
/// here and nowhere before.
fn warn(problem: &Problem) {
    let _untold = writeln!(io::stderr(), "variorum: {}", clean::clean_line(&problem.to_string()));
}

fn read(options: cli::Options, paths: Vec<PathBuf>) -> u8 {
    let cli::Options { store, config, theme, ascii, no_mouse, log, .. } = options;
    match program::run(&Settings { paths, store, config, theme, ascii, no_mouse, log }) {
        Ok(Ending { code, told }) => {
            for problem in &told {
                warn(problem);
            }
            u8::try_from(code).unwrap_or(cli::FAILED)
        }
        Err(problem) => fail(&problem),
    }
}

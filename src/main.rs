//! The terminal program.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use variorum::cli::{self, Job, Notice, Task};

fn main() -> ExitCode {
    let code = match cli::parse(std::env::args_os()) {
        Err(notice) => tell(&notice),
        Ok(parsed) => match parsed.task {
            Task::Print(job) => print(&job),
            Task::Read(_) => cli::FAILED,
        },
    };
    code.into()
}

fn tell(notice: &Notice) -> u8 {
    notice.tell(&mut io::stdout().lock(), &mut io::stderr().lock())
}

fn print(job: &Job) -> u8 {
    let mut out = BufWriter::new(io::stdout().lock());
    cli::run(job, &mut io::stdin().lock(), &mut out, &mut io::stderr().lock())
}

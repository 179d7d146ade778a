//! The program as somebody whom files and limits can be kept from: to root everything is open.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;
use std::process::Command;

use rustix::process::geteuid;

use crate::pty::Setup;

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");
/// Nobody.
const USER: u32 = 65534;
const AS_USER: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/// The program as somebody without privileges, to whom `home` with its files is given; nothing, with
/// a line that says so, where that cannot be.
pub(crate) fn without_privileges(home: &Path) -> Option<Setup> {
    if !geteuid().is_root() {
        return Some(Setup::new(PROGRAM));
    }
    chown(home, Some(USER), Some(USER)).unwrap();
    for entry in fs::read_dir(home).unwrap() {
        chown(entry.unwrap().path(), Some(USER), Some(USER)).unwrap();
    }
    let trial = as_user(PROGRAM).arg("--version").output();
    if !trial.is_ok_and(|done| done.status.success()) {
        println!("skipped: the program cannot be run by another user here");
        return None;
    }
    let [program, arguments @ ..] = AS_USER;
    let setup = arguments.iter().fold(Setup::new(program), |setup, it| setup.arg(*it));
    Some(setup.arg(PROGRAM))
}

/// Lets a running program have no more threads than it has: asking for one panics.
pub(crate) fn keep_from_threads(process: i32) {
    let mut limit = as_user("prlimit");
    let done = limit.arg("--nproc=1:1").args(["--pid", &process.to_string()]).status();
    assert!(done.unwrap().success());
}

/// A command of the one that the program is run by.
fn as_user(command: &str) -> Command {
    if !geteuid().is_root() {
        return Command::new(command);
    }
    let [program, arguments @ ..] = AS_USER;
    let mut before = Command::new(program);
    before.args(arguments).arg(command);
    before
}

//! The system's clipboard, through the tools that desktops have for it.
//!
//! Knows which tool there may be and runs it. Must never run a shell, and never where the desktop
//! is another machine's: there the terminal alone reaches the reader's clipboard.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;

/// A program that puts its standard input into the clipboard, with its arguments.
type Tool = &'static [&'static str];

/// Variables that are set when the reader sits at another machine.
const REMOTE: [&str; 3] = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"];

/// The tools of a desktop, by the variable that says that there is one.
const TOOLS: [(&str, Tool); 3] = [
    ("WAYLAND_DISPLAY", &["wl-copy"]),
    ("DISPLAY", &["xclip", "-selection", "clipboard"]),
    ("DISPLAY", &["xsel", "--clipboard", "--input"]),
];

/// The tools to try, in this order; none where the terminal is to be asked.
pub(super) fn tools(is_set: impl Fn(&str) -> bool) -> Vec<Tool> {
    if REMOTE.into_iter().any(&is_set) {
        return Vec::new();
    }
    let mut tools: Vec<Tool> = Vec::new();
    if cfg!(target_os = "macos") {
        tools.push(&["pbcopy"]);
    }
    tools.extend(TOOLS.into_iter().filter(|(variable, _)| is_set(variable)).map(|(_, tool)| tool));
    tools
}

/// Hands `text` to the first tool that is installed. How that ended is told later; false where
/// none is installed.
pub(super) fn copy(
    tools: &[Tool],
    text: &str,
    tell: impl FnOnce(Result<String, String>) + Send + 'static,
) -> bool {
    let started = tools.iter().find_map(|tool| Some((tool.first()?, start(tool).ok()?)));
    let Some((name, child)) = started else { return false };
    let text = text.to_owned();
    // A tool may wait for as long as it likes: no key waits with it.
    thread::spawn(move || {
        tell(match finish(child, &text) {
            Ok(()) => Ok(format!("by {name}")),
            Err(reason) => Err(format!("{name} failed: {reason}")),
        });
    });
    true
}

fn start(tool: Tool) -> io::Result<Child> {
    let [name, arguments @ ..] = tool else { return Err(io::ErrorKind::NotFound.into()) };
    Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
}

fn finish(mut child: Child, text: &str) -> Result<(), String> {
    // The pipe is closed before the end is waited for: that is how the tool knows the end.
    let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let status = child.wait().map_err(|error| error.to_string())?;
    written.map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(status.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machines_desktop_is_left_alone() {
        let local = |name: &str| name == "DISPLAY" || name == "WAYLAND_DISPLAY";
        assert!(tools(local).contains(&["wl-copy"].as_slice()));
        assert!(tools(|name| local(name) || name == "SSH_TTY").is_empty());
    }

    #[test]
    fn no_tool_is_told_at_once() {
        let none: Tool = &["variorum-has-no-such-tool"];
        assert!(!copy(&[none], "words", |_| {}));
        assert!(!copy(&[], "words", |_| {}));
    }

    #[test]
    fn a_tool_that_fails_is_named() {
        let (sender, told) = std::sync::mpsc::channel();
        let failing: Tool = &["false"];
        assert!(copy(&[failing], "words", move |result| sender.send(result).unwrap()));
        assert!(told.recv().unwrap().unwrap_err().starts_with("false failed"));
    }
}

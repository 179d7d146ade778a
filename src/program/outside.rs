//! A text in the reader's own editor.
//!
//! Knows how an editor is found and called, without a shell, and what came of it. Must never know
//! what the text is about.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::app::event::EditFailed;
use crate::store::scratch::Scratch;

/// The editor where none is named.
const USUAL: &str = "vi";

/// A text that an editor has, or is about to get.
#[derive(Debug)]
pub(super) struct Outside {
    /// The editor as the reader knows it.
    name: String,
    text: String,
    scratch: Scratch,
}

impl Outside {
    /// Puts `text` into a file below `folder`, and tells how to call the editor on it.
    pub(super) fn prepare(
        text: String,
        folder: &Path,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<(Self, Command), EditFailed> {
        let words = editor(variable)?;
        let [name, arguments @ ..] = &words[..] else { return Err(failed("no editor is named")) };
        let name = name.clone();
        let mut command = Command::new(words.first().map_or(USUAL, String::as_str));
        command.args(arguments);
        if !io::stdin().is_terminal() {
            // An article came that way.
            let terminal = File::open("/dev/tty");
            command.stdin(terminal.map_err(|error| failed(&format!("/dev/tty: {error}")))?);
        }
        let ended = if text.is_empty() { String::new() } else { format!("{text}\n") };
        let scratch = Scratch::create(folder, &ended).map_err(|error| {
            failed(&format!("{}: no file could be made ({error})", folder.display()))
        })?;
        command.arg(scratch.path());
        Ok((Self { name, text, scratch }, command))
    }

    /// What the editor made of it. The file is taken away unless it may hold the only copy of
    /// what the reader wrote.
    pub(super) fn finish(self, ended: io::Result<ExitStatus>) -> Result<String, EditFailed> {
        let Self { name, text, scratch } = self;
        let path = scratch.path();
        let folder = path.parent().unwrap_or(&path).display();
        let (result, is_kept) = match ended {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                (Err(failed(&format!("{name} is not installed"))), false)
            }
            Err(error) => (Err(failed(&format!("{name} could not be started ({error})"))), false),
            Ok(status) if status.success() => match scratch.read() {
                Ok(text) => (Ok(text), false),
                Err(error) => {
                    let what = format!(
                        "what {name} wrote could not be read back ({error}); it lies in {folder}"
                    );
                    (Err(EditFailed { what }), true)
                }
            },
            Ok(status) => {
                let is_changed = scratch.read().is_ok_and(|now| now.trim_end() != text.trim_end());
                // One that chooses to fail wants the text to be thrown away; one that was ended
                // from outside could not choose, and may have left what it had in a file beside.
                let is_kept = status.code().is_none() && is_changed || scratch.has_company();
                let told = format!("{name} ended with {status}");
                let told =
                    if is_kept { format!("{told}; what it wrote lies in {folder}") } else { told };
                (Err(failed(&told)), is_kept)
            }
        };
        if !is_kept {
            // What cannot be taken away is private all the same.
            drop(scratch.remove());
        }
        result
    }
}

fn failed(what: &str) -> EditFailed {
    EditFailed { what: format!("{what}; the note is as it was") }
}

/// The words of the first variable that names an editor.
fn editor(variable: impl Fn(&str) -> Option<OsString>) -> Result<Vec<String>, EditFailed> {
    for name in ["VISUAL", "EDITOR"] {
        let Some(line) = variable(name) else { continue };
        let words = line.to_str().and_then(shlex::split);
        match words {
            Some(words) if words.is_empty() => {}
            Some(words) => return Ok(words),
            None => return Err(failed(&format!("${name} is no line of words and quotes"))),
        }
    }
    Ok(vec![USUAL.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_visual_then_editor_then_vi() {
        for (visual, named, words) in [
            (None, None, vec!["vi"]),
            (None, Some("nano -w"), vec!["nano", "-w"]),
            (Some("code --wait"), Some("nano"), vec!["code", "--wait"]),
            (Some("  "), Some("nano"), vec!["nano"]),
            (
                Some("'/opt/my editor/ed' \"a b\" $HOME;x"),
                None,
                vec!["/opt/my editor/ed", "a b", "$HOME;x"],
            ),
        ] {
            let variable = |name: &str| if name == "VISUAL" { visual } else { named };
            let found = editor(|name| variable(name).map(OsString::from));
            assert_eq!(found.unwrap(), words);
        }
        let broken = editor(|_| Some(OsString::from("ed 'x"))).unwrap_err();
        assert!(broken.what.contains("$VISUAL"), "{}", broken.what);
    }
}

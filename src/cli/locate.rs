//! `locate`: passages told by selectors, found in a text that may have changed.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::Reading;
use super::json::{self, Selected};
use super::output::Output;
use super::reading::Inputs;
use crate::annotation::anchor::Finder;
use crate::problem::Problem;
use crate::story::Source;
use crate::text::SharedText;
use crate::text::code_points::CodePoints;

/// What some programs put before the first line to say that it is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Answers every line of standard input, in order. One that cannot be read is told, and the others are
/// answered all the same.
pub(super) fn print(
    path: &Path,
    raw: bool,
    inputs: &mut Inputs<'_>,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let text = match text(path, raw, inputs.reading) {
        Ok(text) => text,
        Err(problem) => {
            output.fail(&problem);
            return Ok(());
        }
    };
    let code_points = CodePoints::new(&text);
    let mut finder = Finder::new(&text, &code_points);
    for (number, line) in (1..).zip(BufReader::new(&mut inputs.standard).split(b'\n')) {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                output.fail(&unread(number, &format!("cannot be read: {error}")));
                break;
            }
        };
        let line = line.strip_prefix(MARK).filter(|_| number == 1).unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match Selected::read(line) {
            Ok(selected) => {
                let placement = finder.place(selected.selector());
                output.write(&json::located(&selected, &placement, |byte| {
                    code_points.of_byte(&text, byte)
                }))?;
            }
            Err(what) => output.fail(&unread(number, &what)),
        }
    }
    Ok(())
}

/// The text of an article, or all that is in its file.
fn text(path: &Path, raw: bool, reading: Reading<'_>) -> Result<SharedText, Problem> {
    let source = Source::file(path);
    let place = source.label();
    if path.as_os_str() == "-" {
        return Err(Problem::new(place, "standard input is where the selectors come from")
            .advise("name a file"));
    }
    if !raw {
        return reading.load_document(&source).map(|it| it.document.text().into());
    }
    SharedText::try_from(reading.bytes(&source)?).map_err(|_| {
        Problem::new(place, "is not UTF-8").advise("leave out --raw, or name another file")
    })
}

fn unread(number: usize, what: &str) -> Problem {
    Problem::new(format!("standard input: line {number}"), what)
        .advise(r#"a line is {"exact":"the words"}, and what else of "id" "prefix" "suffix" "start" "end" is known"#)
}

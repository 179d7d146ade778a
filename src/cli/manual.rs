//! The manual page: one for the program with all its commands, since pages of their own would
//! have to be installed one by one.

use std::io;

use clap::Command;
use clap_mangen::Man;

/// The page of a program in the language of `man`.
pub(super) fn manual(command: Command) -> io::Result<String> {
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    let page = Man::new(command.disable_help_subcommand(true));
    let mut text = rendered(|buffer| page.render_title(buffer))?;
    text += &rendered(|buffer| page.render_name_section(buffer))?;
    text += &rendered(|buffer| page.render_synopsis_section(buffer))?;
    text += &rendered(|buffer| page.render_description_section(buffer))?;
    text += &rendered(|buffer| page.render_options_section(buffer))?;
    text += ".SH COMMANDS\n";
    for command in commands {
        text += &section(command)?;
    }
    text += ".SH NOTES\n";
    text += &notes(&page)?;
    Ok(text)
}

/// What a command is for, its options, and what its help adds.
fn section(command: Command) -> io::Result<String> {
    let head = format!(".SS \"variorum {}\"\n", command.get_name());
    let has_notes = command.get_after_long_help().is_some();
    let page = Man::new(command.disable_help_flag(true));
    let about = body(&rendered(|buffer| page.render_description_section(buffer))?);
    let options = body(&rendered(|buffer| page.render_options_section(buffer))?);
    let notes = if has_notes { notes(&page)? } else { String::new() };
    Ok(format!("{head}{about}{options}{notes}"))
}

/// What the help says at its end, its line breaks kept: it has examples and columns.
fn notes(page: &Man) -> io::Result<String> {
    let notes = body(&rendered(|buffer| page.render_extra_section(buffer))?);
    Ok(format!(".PP\n.nf\n{notes}.fi\n"))
}

/// A section without its heading.
fn body(section: &str) -> String {
    section.split_inclusive('\n').filter(|line| !line.starts_with(".SH ")).collect()
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<String> {
    let mut buffer = Vec::new();
    render(&mut buffer)?;
    Ok(String::from_utf8_lossy(&buffer).into_owned())
}

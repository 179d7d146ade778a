//! Opening an address outside, by what the system has for that.
//!
//! The address is one argument of a program, never a part of a command line. Which addresses may
//! come here is not decided here.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;

/// What the system opens things with.
const SYSTEM: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Opens `address`. How that ended is told later, where it ended badly.
pub(super) fn open(
    address: &str,
    browser: Option<&str>,
    tell: impl FnOnce(String) + Send + 'static,
) {
    let programs = programs(address, browser);
    let started =
        programs.iter().find_map(|name| Some(((*name).to_owned(), start(name, address).ok()?)));
    let Some((name, mut child)) = started else {
        tell(format!("nothing was opened: {} is not installed", programs.join(" or ")));
        return;
    };
    // Some openers stay for as long as what they opened.
    thread::spawn(move || match child.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => tell(format!("{name} did not open it ({status})")),
        Err(error) => tell(format!("{name} did not open it ({error})")),
    });
}

/// The programs to try: the reader's browser for the web, if it is a plain name, then the system's.
fn programs<'a>(address: &str, browser: Option<&'a str>) -> Vec<&'a str> {
    let is_file = address.starts_with('/');
    let is_plain = |name: &&str| {
        !name.is_empty() && !name.starts_with('-') && !name.contains([' ', '\t', '%', '"', '\''])
    };
    let first = browser.and_then(|browser| browser.split(':').next());
    first.filter(is_plain).filter(|_| !is_file).into_iter().chain([SYSTEM]).collect()
}

fn start(name: &str, address: &str) -> io::Result<Child> {
    Command::new(name)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_browser_comes_first_if_it_is_a_plain_name() {
        for (address, browser, tried) in [
            ("https://a.example", None, vec![SYSTEM]),
            ("https://a.example", Some("firefox:w3m"), vec!["firefox", SYSTEM]),
            ("https://a.example", Some("w3m %s"), vec![SYSTEM]),
            ("https://a.example", Some("sh -c 'x'"), vec![SYSTEM]),
            ("https://a.example", Some(""), vec![SYSTEM]),
            ("/home/a.html", Some("firefox"), vec![SYSTEM]),
        ] {
            assert_eq!(programs(address, browser), tried, "{browser:?}");
        }
    }
}

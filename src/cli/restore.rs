//! `restore`: the backups of a store, and one of them brought back.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::output::Output;
use crate::problem::Problem;
use crate::store::backups::{Backup, Backups};
use crate::store::paths::Directories;
use crate::store::restore;
use crate::text::clean;

/// Lists the backups, the newest first.
pub(super) fn list(store: Option<&Path>, output: &mut Output<'_>) -> io::Result<()> {
    let Some((path, backups)) = place(store, output) else { return Ok(()) };
    let all = backups.list();
    if all.is_empty() {
        return output.write(&format!("no backups of {}\n", shown(&path)));
    }
    let width = all.iter().map(|backup| backup.name.len()).max().unwrap_or(0);
    output.write(&all.iter().map(|backup| row(backup, width)).collect::<String>())
}

fn row(backup: &Backup, width: usize) -> String {
    let kilobytes = backup.bytes.div_ceil(1024);
    let entries = match backup.entries {
        Some(1) => "1 entry".to_owned(),
        Some(entries) => format!("{entries} entries"),
        None => "cannot be read".to_owned(),
    };
    format!("{:<width$}  {entries}, {kilobytes} KB\n", clean::clean_line(&backup.name))
}

/// Brings one back: the one of this name, or the newest good one that differs from the store.
pub(super) fn bring_back(
    store: Option<&Path>,
    name: Option<&str>,
    now: Timestamp,
    output: &mut Output<'_>,
) -> io::Result<()> {
    let Some((path, backups)) = place(store, output) else { return Ok(()) };
    match restore::restore(&path, &backups, name, now) {
        Ok(restored) => {
            let backup = clean::clean_line(&restored.backup.to_string()).into_owned();
            let told = format!("{}: brought back the backup {backup}\n", shown(&path));
            let kept = restored
                .replaced
                .map(|replaced| format!("what was there is now called {}\n", shown(&replaced)));
            output.write(&(told + &kept.unwrap_or_default()))
        }
        Err(problem) => {
            output.fail(&problem);
            Ok(())
        }
    }
}

/// The store, the one named or that of the data directory, and its backups.
fn place(store: Option<&Path>, output: &mut Output<'_>) -> Option<(PathBuf, Backups)> {
    let Some(directories) = Directories::find() else {
        let problem = Problem::new("home directory", "there is none");
        output.fail(&problem.advise("set HOME or the XDG variables"));
        return None;
    };
    let path = store.map_or_else(|| directories.store(), Path::to_owned);
    let path = std::path::absolute(&path).unwrap_or(path);
    let backups = Backups::of(&directories.backups(), &path);
    Some((path, backups))
}

fn shown(path: &Path) -> String {
    clean::clean_line(&path.to_string_lossy()).into_owned()
}

//! Where files really are, whatever links lead to them.

use std::path::{Path, PathBuf};

/// Finds the one path that every way to a file leads to. Most files lie in the same folder as the
/// one before, which is then asked for only once.
#[derive(Clone, Debug, Default)]
pub(super) struct Folders {
    /// The folder of the last file, by the way to it and as it really is.
    last: Option<(PathBuf, PathBuf)>,
}

impl Folders {
    /// The path of a file as it really is, or the same one where there is no such file.
    pub(super) fn resolved(&mut self, file: &Path) -> PathBuf {
        self.of(file).unwrap_or_else(|| file.to_owned())
    }

    fn of(&mut self, file: &Path) -> Option<PathBuf> {
        let is_link = file.symlink_metadata().ok()?.is_symlink();
        let (Some(folder), Some(name), false) = (file.parent(), file.file_name(), is_link) else {
            return file.canonicalize().ok();
        };
        if let Some((known, real)) = &self.last
            && known == folder
        {
            return Some(real.join(name));
        }
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let real = here.canonicalize().ok()?;
        let resolved = real.join(name);
        self.last = Some((folder.to_owned(), real));
        Some(resolved)
    }
}

//! A file lent to another program: private, in a folder of its own, taken away afterwards.
//!
//! Knows where such files lie. Must never know what is in them.

use std::io;
use std::path::{Path, PathBuf};

use super::storage::{Disk, Storage};

/// The name of the file, from which programs see what is in it.
const NAME: &str = "note.md";
/// How many folders of cut-off programs are passed over.
const MOST: usize = 10_000;

/// A file that another program may change.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// Makes a file with `text` in a new folder below `above`, both for the reader alone.
    pub fn create(above: &Path, text: &str) -> io::Result<Self> {
        Disk.create_directory(above)?;
        let free = (1..=MOST).map(|number| above.join(number.to_string()));
        let folder = free
            .into_iter()
            .find(|folder| folder.symlink_metadata().is_err())
            .ok_or_else(|| io::Error::other("it is full"))?;
        Disk.create_directory(&folder)?;
        let scratch = Self { folder };
        let mut file = Disk.create(&scratch.path())?;
        Disk.write(&mut file, text.as_bytes())?;
        Ok(scratch)
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// What is in it now.
    pub fn read(&self) -> io::Result<String> {
        String::from_utf8(Disk.read(&self.path())?.into())
            .map_err(|_| io::Error::other("it is not UTF-8"))
    }

    /// Whether a program left other files beside it, as editors that are cut off do.
    pub fn has_company(&self) -> bool {
        std::fs::read_dir(&self.folder).is_ok_and(|entries| entries.count() > 1)
    }

    /// Takes it away, with what programs put beside it.
    pub fn remove(self) -> io::Result<()> {
        std::fs::remove_dir_all(&self.folder)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_is_private_and_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let above = home.path().join("state/notes");
        let (one, two) = (Scratch::create(&above, "a\n").unwrap(), Scratch::create(&above, ""));
        let two = two.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&one.path()), mode(one.path().parent().unwrap())), (0o600, 0o700));
        assert_eq!(mode(&above), 0o700);
        assert_eq!((one.read().unwrap().as_str(), two.read().unwrap().as_str()), ("a\n", ""));
        fs::File::create(one.path().with_extension("md~")).unwrap();
        one.remove().unwrap();
        two.remove().unwrap();
        assert_eq!(fs::read_dir(above).unwrap().count(), 0);
    }

    #[test]
    fn what_is_no_text_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        let scratch = Scratch::create(home.path(), "a").unwrap();
        let mut file = fs::File::create(scratch.path()).unwrap();
        io::Write::write_all(&mut file, b"\xff\xfe\x00").unwrap();
        assert!(scratch.read().unwrap_err().to_string().contains("UTF-8"));
        fs::remove_file(scratch.path()).unwrap();
        assert!(scratch.read().is_err());
    }
}

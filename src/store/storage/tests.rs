use std::os::unix::fs::symlink;

use super::*;
use crate::text::shared::LARGE;

#[test]
fn links_are_followed_also_to_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("inner")).unwrap();
    symlink("inner/second", path("first")).unwrap();
    symlink("../third", path("inner/second")).unwrap();
    let resolved = Disk.resolve(&path("first")).unwrap();
    assert_eq!(resolved, path("inner/../third"));
    assert!(!resolved.exists());
}

#[test]
fn links_in_a_circle_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    symlink("b", folder.path().join("a")).unwrap();
    symlink("a", folder.path().join("b")).unwrap();
    assert!(Disk.resolve(&folder.path().join("a")).is_err());
}

#[test]
fn what_is_no_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Disk.read(folder.path()).is_err());
    assert!(Disk.read(Path::new("/dev/zero")).is_err());
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    assert!(Disk.read(&pipe).is_err());
}

#[test]
fn a_name_that_is_taken_is_not_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a", "b"] {
        Disk.create(&path(name)).unwrap().write_all(name.as_bytes()).unwrap();
    }
    assert!(Disk.rename_aside(&path("a"), &path("b")).is_err());
    assert!(Disk.create(&path("a")).is_err());
    assert_eq!(Disk.read(&path("b")).unwrap(), "b");
    Disk.rename_aside(&path("a"), &path("c")).unwrap();
    assert_eq!(Disk.read(&path("c")).unwrap(), "a");
}

#[test]
fn a_lock_is_held_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.lock");
    let held = Disk.lock(&path).unwrap();
    assert!(matches!(held, Lock::Held(_)));
    assert!(matches!(Disk.lock(&path).unwrap(), Lock::Busy));
    drop(held);
    assert!(matches!(Disk.lock(&path).unwrap(), Lock::Held(_)));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
fn a_long_file_is_read_whole_however_long_it_turns_out_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let bytes: Vec<u8> = (0..2 * LARGE).map(|at| b"abcdefg"[at % 7]).collect();
    fs::write(&path, &bytes).unwrap();
    assert_eq!(Disk.read(&path).unwrap(), bytes);
    let mut file = File::open(&path).unwrap();
    assert_eq!(read_long(&mut file, LARGE / 2).unwrap(), None);
    for size in [LARGE, bytes.len() - 1, bytes.len() + 1] {
        // It is read from its beginning after that.
        assert_eq!(read_long(&mut file, size).unwrap(), None, "{size}");
        assert_eq!(file.stream_position().unwrap(), 0);
    }
    assert_eq!(read_long(&mut file, bytes.len()).unwrap().unwrap(), bytes);
}

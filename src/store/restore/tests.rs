use std::fs;

use super::*;
use crate::store::samples::moment;

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    io::Write::write_all(&mut fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
}

fn store(tag: &str) -> String {
    format!("(version: 1, entries: [Tag((name: \"{tag}\", colour: Blue))])")
}

#[test]
fn the_newest_backup_that_differs_comes_back_and_what_it_replaces_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("variorum.ron");
    let backups = Backups::of(&home.path().join("backups"), &path);
    put(&path, &store("now"));
    put(&backups.folder().join("last.ron"), &store("now"));
    put(&backups.folder().join("hour-2027-01-15T08.ron"), "(version: 1, entr");
    put(&backups.folder().join("day-2027-01-15.ron"), &store("before"));
    let restored = restore(&path, &backups, None, moment(1_800_000_000)).unwrap();
    assert_eq!(restored.backup.name, "day-2027-01-15");
    let replaced = restored.replaced.unwrap();
    assert!(replaced.ends_with("variorum.ron.replaced-20270115T080000Z"));
    assert_eq!(fs::read_to_string(&replaced).unwrap(), store("now"));
    assert_eq!(fs::read_to_string(&path).unwrap(), store("before"));

    // A name that is taken is not taken again, also within one second.
    let again = restore(&path, &backups, Some("last"), moment(1_800_000_000)).unwrap();
    let replaced_again = again.replaced.unwrap();
    assert!(replaced_again.ends_with("variorum.ron.replaced-20270115T080000Z-2"));
    assert_eq!(fs::read_to_string(&replaced_again).unwrap(), store("before"));
    assert_eq!(fs::read_to_string(&replaced).unwrap(), store("now"));
    assert_eq!(fs::read_to_string(&path).unwrap(), store("now"));
    let told = restore(&path, &backups, Some("hour-2027-01-15T08"), moment(2)).unwrap_err();
    assert!(told.to_string().contains("restore --list"), "{told}");
}

#[test]
fn a_store_that_is_gone_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("deep/variorum.ron");
    let backups = Backups::of(&home.path().join("backups"), &path);
    assert!(restore(&path, &backups, None, moment(1)).is_err());
    put(&backups.folder().join("last.ron"), &store("before"));
    let restored = restore(&path, &backups, None, moment(1)).unwrap();
    assert_eq!(restored.replaced, None);
    assert_eq!(fs::read_to_string(&path).unwrap(), store("before"));
}

#[test]
fn the_command_can_be_typed_as_it_is_told() {
    for (path, told) in [
        ("/desk/variorum.ron", "variorum restore --store /desk/variorum.ron"),
        ("/my desk/it's.ron", "variorum restore --store '/my desk/it'\\''s.ron'"),
    ] {
        assert_eq!(command(Path::new(path)), told);
    }
}

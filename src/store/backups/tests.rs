use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::*;
use crate::annotation::tag::default_tags;
use crate::annotation::{Edit, Ledger};
use crate::store::Store;
use crate::store::samples::{annotation, moment, setting};

const START: i64 = 1_800_000_000;

/// A store with backups, saved at times of our choice.
struct Kept {
    home: tempfile::TempDir,
    store: Store,
    ledger: Ledger,
    random: fastrand::Rng,
}

impl Kept {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self::open(home)
    }

    fn open(home: tempfile::TempDir) -> Self {
        let (path, above) = (home.path().join("variorum.ron"), home.path().join("backups"));
        let (store, ledger, _) = Store::open_backed_up(&path, &above, &default_tags());
        Self { home, store, ledger, random: fastrand::Rng::with_seed(7) }
    }

    fn backups(&self) -> Backups {
        Backups::of(&self.home.path().join("backups"), self.store.path())
    }

    fn save(&mut self, note: &str, second: i64) -> Vec<String> {
        let change = setting(&self.ledger, &annotation(1, note));
        let edit = Edit { what: "an act".to_owned(), changes: vec![change] };
        self.ledger.apply(&edit).unwrap();
        self.store.apply(&edit.changes);
        let saved = self.store.save(moment(second), &mut self.random).unwrap();
        saved.problems.iter().map(ToString::to_string).collect()
    }

    fn names(&self) -> Vec<String> {
        self.backups().list().into_iter().map(|backup| backup.name).collect()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.backups().folder().join(file_of(name))).unwrap()
    }
}

#[test]
fn the_file_before_the_last_save_and_before_the_first_of_an_hour_and_a_day() {
    let mut kept = Kept::new();
    kept.save("one", START);
    assert_eq!(kept.names(), Vec::<String>::new());
    kept.save("two", START);
    assert_eq!(kept.names(), ["last", "hour-2027-01-15T08", "day-2027-01-15"]);
    kept.save("three", START + 60);
    kept.save("four", START + 3600);
    let names = ["last", "hour-2027-01-15T09", "hour-2027-01-15T08", "day-2027-01-15"];
    assert_eq!(kept.names(), names);
    for (name, note) in names.iter().zip(["three", "three", "one", "one"]) {
        assert!(kept.text(name).contains(note), "{name}");
    }
    assert!(kept.backups().list().iter().all(|backup| backup.entries == Some(6)));
    let folder = fs::metadata(kept.backups().folder()).unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    // They are other names of files that were replaced, and cost no room.
    let inode =
        |name: &str| fs::metadata(kept.backups().folder().join(file_of(name))).unwrap().ino();
    assert_eq!(inode(names[0]), inode(names[1]));
}

#[test]
fn hours_are_kept_for_a_day_and_days_for_a_month() {
    let mut kept = Kept::new();
    for hour in 0..24 * 40 {
        kept.save(&format!("hour {hour}"), START + hour * 3600);
    }
    let count = |kind: &str| kept.names().iter().filter(|name| name.starts_with(kind)).count();
    let counts = (count("last"), count("hour-"), count("day-"));
    assert!(
        counts.0 == 1 && (24..=25).contains(&counts.1) && (30..=31).contains(&counts.2),
        "{counts:?}"
    );
}

#[test]
fn they_take_no_more_room_than_they_may() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("variorum.ron");
    let backups = Backups::of(&home.path().join("backups"), &path);
    let keep = |megabytes: u64, day: i64| {
        let file = fs::File::create(home.path().join("new")).unwrap();
        file.set_len(megabytes << 20).unwrap();
        fs::rename(home.path().join("new"), &path).unwrap();
        backups.keep(&Disk, &path, moment(START + day * 86_400)).unwrap();
        let files = Disk.files(backups.folder()).unwrap();
        (files.len(), files.iter().map(|(_, bytes)| bytes).sum::<u64>())
    };
    for day in 0..12 {
        let (_, bytes) = keep(3, day);
        assert!(bytes <= MOST_BYTES, "{bytes} on day {day}");
    }
    let (count, _) = keep(1, 12);
    assert!(count >= 5, "{count}");
    // The last one is kept whatever its size, and then it is the only one.
    assert_eq!(keep(30, 13), (1, 30 << 20));
    let (_, bytes) = keep(3, 14);
    assert!(bytes <= MOST_BYTES, "{bytes}");
}

#[test]
fn what_cannot_be_kept_is_told_once_and_stops_no_save() {
    let mut kept = Kept::new();
    fs::File::create(kept.home.path().join("backups")).unwrap();
    assert_eq!(kept.save("one", START), Vec::<String>::new());
    let told = kept.save("two", START + 1);
    assert!(told.len() == 1 && told[0].contains("no backup can be kept in"), "{told:?}");
    assert_eq!(kept.save("three", START + 2), Vec::<String>::new());
}

#[test]
fn a_damaged_store_names_its_newest_backup_and_that_outlives_what_follows() {
    let mut kept = Kept::new();
    kept.save("one", START);
    kept.save("two", START + 1);
    kept.save("three", START + 2);
    let path = kept.store.path().to_owned();
    let text = fs::read_to_string(&path).unwrap();
    let mut file = fs::File::create(&path).unwrap();
    io::Write::write_all(&mut file, &text.as_bytes()[..text.len() / 3]).unwrap();
    let Kept { home, .. } = kept;
    let (_, ledger, problems) =
        Store::open_backed_up(&path, &home.path().join("backups"), &default_tags());
    let told = problems[0].to_string();
    assert!(told.contains("entries of it can be read"), "{told}");
    assert!(told.contains("variorum.ron` brings back the backup last: 6 entries"), "{told}");
    assert_eq!(ledger.entries().count(), 2);
    let mut kept = Kept::open(home);
    kept.save("four", START + 3);
    kept.save("five", START + 4);
    kept.save("six", START + 5);
    let names = kept.names();
    assert_eq!(names[..2], ["last", "damage-2027-01-15T08-00-03"]);
    assert!(kept.text(&names[1]).contains("two"));
}

#[test]
fn after_an_incident_there_is_a_last_one_at_once() {
    for hurt in [None, Some(""), Some("(version: 1, entr")] {
        for is_opened_again in [false, true] {
            let mut kept = Kept::new();
            kept.save("one", START);
            kept.save("two", START + 1);
            match hurt {
                None => fs::remove_file(kept.store.path()).unwrap(),
                Some(text) => {
                    let mut file = fs::File::create(kept.store.path()).unwrap();
                    io::Write::write_all(&mut file, text.as_bytes()).unwrap();
                }
            }
            if is_opened_again {
                kept = Kept::open(kept.home);
            }
            kept.save("three", START + 2);
            let names = kept.names();
            assert_eq!(names[0], "last", "{hurt:?}");
            let text = fs::read_to_string(kept.store.path()).unwrap();
            assert_eq!(kept.text("last"), text, "{hurt:?}");
            // What was there before is kept where this program did not know all of it.
            let is_kept = names.iter().any(|name| name == "damage-2027-01-15T08-00-02");
            assert_eq!(is_kept, is_opened_again, "{hurt:?} {names:?}");
            kept.save("four", START + 3);
            assert!(kept.text("last").contains("three"));
        }
    }
}

#[test]
fn two_stores_of_one_name_have_backups_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let one = Backups::of(home.path(), Path::new("/desk/one/variorum.ron"));
    let other = Backups::of(home.path(), Path::new("/desk/other/variorum.ron"));
    assert_ne!(one, other);
    std::os::unix::fs::symlink("real.ron", home.path().join("link.ron")).unwrap();
    let real = Backups::of(home.path(), &home.path().join("real.ron"));
    assert_eq!(real, Backups::of(home.path(), &home.path().join("link.ron")));
}

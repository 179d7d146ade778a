//! Who may read the file, and that a link to it stays one.

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_new_file_and_its_directories_are_the_readers_alone() {
    let place = Place::new();
    let path = place.folder.path().join("a/b/notes.ron");
    let above = place.folder.path().join("data/backups");
    let mut program = Program::of(Store::open_backed_up(&path, &above, &default_tags()));
    for note in ["one", "two"] {
        program.set(1, note);
        program.save();
    }
    let own = Backups::of(&above, &path);
    let backups: Vec<PathBuf> = own.list().into_iter().map(|backup| backup.path).collect();
    assert_eq!(backups.len(), 3);
    for file in backups.iter().chain([&path, &path.with_file_name("notes.ron.lock")]) {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
    let folders = own.folder().ancestors().take(3).chain(path.ancestors().skip(1).take(2));
    for folder in folders {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

#[test]
fn the_umask_makes_no_file_wider_or_narrower() {
    let this = std::env::current_exe().unwrap();
    let test = "store::tests::guarded::a_new_file_and_its_directories_are_the_readers_alone";
    for umask in ["000", "077"] {
        let output = std::process::Command::new("sh")
            .args(["-c", "umask \"$1\" && exec \"$2\" --exact \"$3\"", "sh", umask])
            .args([this.as_os_str(), test.as_ref()])
            .output()
            .unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && told.contains("1 passed"), "{umask}: {told}");
    }
}

#[test]
fn the_mode_of_the_file_stays() {
    let place = Place::new();
    let mut program = place.open();
    program.set(1, "one");
    program.save();
    for kept in [0o640, 0o604, 0o400] {
        fs::set_permissions(place.path(), fs::Permissions::from_mode(kept)).unwrap();
        program.set(1, &format!("mode {kept:o}"));
        program.save();
        assert_eq!(mode(&place.path()), kept);
    }
}

#[test]
fn a_symbolic_link_stays_one() {
    let place = Place::new();
    let target = place.folder.path().join("elsewhere.ron");
    symlink("elsewhere.ron", place.path()).unwrap();
    let mut program = place.open();
    for note in ["made through a dangling link", "changed through a link"] {
        program.set(1, note);
        program.save();
        assert!(fs::symlink_metadata(place.path()).unwrap().is_symlink());
        assert!(fs::read_to_string(&target).unwrap().contains(note));
    }
    assert_eq!(place.names(), ["elsewhere.ron", "elsewhere.ron.lock", "notes.ron"]);
}

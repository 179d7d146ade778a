use std::fs;
use std::path::PathBuf;

use super::*;

/// Three files in a folder of their own.
struct Three {
    folder: tempfile::TempDir,
}

impl Three {
    fn new(base: &str, ours: &str, theirs: &str) -> Self {
        let three = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            let mut file = fs::File::create(three.path(name)).unwrap();
            std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        }
        three
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn merge(&self) -> Result<usize, Problem> {
        merge(&self.path("base"), &self.path("ours"), &self.path("theirs"))
    }

    fn ours(&self) -> String {
        fs::read_to_string(self.path("ours")).unwrap()
    }

    fn names(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }
}

fn store(tags: &str) -> String {
    let tags = tags.split_whitespace();
    let tag = |name: &str| {
        format!(
            "        Tag((\n            name: \"{name}\",\n            colour: Blue,\n        )),\n"
        )
    };
    format!("(\n    version: 1,\n    entries: [\n{}    ],\n)\n", tags.map(tag).collect::<String>())
}

#[test]
fn the_result_takes_the_place_of_ours_and_nothing_else_is_left() {
    let three = Three::new(&store("a b"), &store("a b c"), &store("b d"));
    assert_eq!(three.merge(), Ok(0));
    assert_eq!(three.ours(), store("b c d"));
    assert_eq!(three.names(), 3);
}

#[test]
fn a_base_that_is_missing_or_empty_is_none() {
    for is_there in [false, true] {
        let three = Three::new("", &store("a"), &store("b"));
        if !is_there {
            fs::remove_file(three.path("base")).unwrap();
        }
        assert_eq!(three.merge(), Ok(0));
        assert_eq!(three.ours(), store("a b"));
    }
}

#[test]
fn what_cannot_be_read_whole_is_refused() {
    let good = store("a");
    for (bad, told) in [
        ("", "there is nothing in it"),
        ("(version: 1, entr", "it is damaged"),
        ("<<<<<<< HEAD\n", "it is damaged"),
        ("(version: 2, entries: [])", "a later version"),
        ("(version: 1, entries: [], index: {})", "holds more"),
    ] {
        for place in ["base", "ours", "theirs"] {
            if (bad, place) == ("", "base") {
                continue;
            }
            let text = |name| if name == place { bad } else { &good };
            let three = Three::new(text("base"), text("ours"), text("theirs"));
            let problem = three.merge().unwrap_err();
            assert!(problem.place.ends_with(place), "{problem}");
            assert!(problem.to_string().contains(told), "{problem}");
            assert_eq!((three.ours().as_str(), three.names()), (text("ours"), 3));
        }
    }
    let three = Three::new(&good, &good, &good);
    fs::remove_file(three.path("theirs")).unwrap();
    assert!(three.merge().is_err());
}

#[test]
fn while_a_reader_saves_nothing_is_merged() {
    let three = Three::new("", &store("a"), &store("b"));
    let lock = atomic::lock_path(&three.path("ours"));
    fs::File::create(&lock).unwrap();
    let held = Disk.lock(&lock).unwrap();
    assert!(three.merge().unwrap_err().to_string().contains("another program"));
    drop(held);
    assert_eq!(three.merge(), Ok(0));
}

#[test]
fn what_is_the_same_keeps_its_bytes() {
    let by_hand = "(version: 1, entries: [ Tag((name: \"a\", colour: Blue)) ])";
    let three = Three::new(by_hand, by_hand, by_hand);
    assert_eq!(three.merge(), Ok(0));
    assert_eq!(three.ours(), by_hand);
}

#[test]
fn a_side_that_is_not_there_is_told_from_one_that_is_empty() {
    let three = Three::new(&store("a"), "", &store("a b"));
    assert!(three.merge().unwrap_err().to_string().contains("there is nothing in it"));
    fs::remove_file(three.path("ours")).unwrap();
    let told = three.merge().unwrap_err().to_string();
    assert!(told.contains("ours: not merged: there is no such file"), "{told}");
    assert!(!three.path("ours").exists());
}

//! Stores kept in git: real merges and rebases of diverged histories, through the merge driver as
//! the README sets it up.
//!
//! `VARIORUM_HISTORIES` is how many random histories are tried; 200 without it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use jiff::Timestamp;
use tempfile::TempDir;
use variorum::annotation::tag::default_tags;
use variorum::annotation::{
    Anchor, Annotation, Colour, Edit, Entry, EntryKey, Id, Ledger, Quotation, Role, Tags,
};
use variorum::store::Store;

const HISTORIES: u64 = 200;
/// How many acts a history has, on two branches.
const ACTS: usize = 9;
const BRANCHES: [&str; 2] = ["one", "other"];

/// A repository set up as the README says, in a home of its own.
struct Repository {
    home: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { home: TempDir::new().unwrap() };
        fs::create_dir(repository.folder()).unwrap();
        repository.git(&["init", "--quiet", "--template=", "--initial-branch=one"]);
        repository.git(&["config", "--global", "user.name", "A Reader"]);
        repository.git(&["config", "--global", "user.email", "reader@ostra.example"]);
        repository.set_up();
        repository
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("story")
    }

    fn store(&self) -> PathBuf {
        self.folder().join("variorum.ron")
    }

    /// Types the lines of the README.
    fn set_up(&self) {
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        let readme = fs::read_to_string(readme).unwrap();
        let lines = readme.split("<!-- git -->").nth(1).unwrap();
        let lines = lines.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
        assert_eq!(lines.lines().count(), 3, "{lines}");
        assert!(self.command("sh").args(["-ec", lines]).status().unwrap().success());
    }

    fn command(&self, program: &str) -> Command {
        let binaries = Path::new(env!("CARGO_BIN_EXE_variorum")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(binaries.to_owned()).chain(std::env::split_paths(&path));
        let mut command = Command::new(program);
        command
            .current_dir(self.folder())
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true")
            .stdin(Stdio::null());
        command
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.command("git").args(arguments).output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&told));
    }

    fn open(&self) -> (Store, Ledger) {
        let text = fs::read_to_string(self.store()).unwrap_or_default();
        for marker in ["<<<<<<<", "=======", ">>>>>>>", "|||||||"] {
            assert!(!text.contains(marker), "a conflict marker:\n{text}");
        }
        let (store, ledger, problems) = Store::open(&self.store(), &default_tags());
        assert_eq!(problems, []);
        (store, ledger)
    }
}

/// A history and what has to be in the file at its end.
struct History<'a> {
    repository: &'a Repository,
    random: fastrand::Rng,
    decided: BTreeSet<String>,
    superseded: BTreeSet<String>,
    second: i64,
    /// The branch that is checked out.
    branch: &'static str,
}

impl History<'_> {
    /// Begins anew in the same repository, with a store that both branches know, or with none.
    fn begin(&mut self) {
        self.repository.git(&["checkout", "--quiet", "-B", "one", "start"]);
        if self.random.bool() {
            self.act();
            self.act();
        }
        self.repository.git(&["branch", "--quiet", "--force", "other", "one"]);
    }

    /// Notes something, or removes a note, and commits that.
    fn act(&mut self) {
        let (mut store, mut ledger) = self.repository.open();
        self.second += 1;
        let number = self.random.u64(1..6);
        let id: Id = format!("{number:016x}").parse().unwrap();
        let all: Vec<&Annotation> = ledger.annotations().collect();
        let chosen = match self.random.choice(&all) {
            Some(chosen) if self.random.bool() => Some((*chosen).clone()),
            _ => ledger.annotation(id).cloned(),
        };
        self.superseded.extend(chosen.as_ref().map(|chosen| chosen.note.to_string()));
        let change = match &chosen {
            Some(chosen) if self.random.u8(..4) == 0 => {
                ledger.removing(EntryKey::Annotation(chosen.id))
            }
            _ => {
                let note = format!("note {}", self.second);
                self.decided.insert(note.clone());
                let id = chosen.map_or(id, |chosen| chosen.id);
                ledger.setting(Entry::Annotation(annotation(id, &note, self.second)))
            }
        };
        let edit = Edit { what: "an act".to_owned(), changes: vec![change] };
        ledger.apply(&edit).unwrap();
        store.apply(&edit.changes);
        let now = Timestamp::from_second(self.second).unwrap();
        store.save(now, &mut self.random).unwrap();
        self.repository.git(&["add", "."]);
        self.repository.git(&["commit", "--quiet", "--allow-empty", "--message", "an act"]);
    }

    /// One step: an act on one branch, a merge of the other into it, or a rebase onto it.
    fn step(&mut self) {
        let here = self.random.usize(..2);
        let (branch, other) = (BRANCHES[here], BRANCHES[1 - here]);
        if self.branch != branch {
            self.repository.git(&["checkout", "--quiet", branch]);
            self.branch = branch;
        }
        match self.random.u8(..8) {
            0 => self.repository.git(&["merge", "--quiet", "--no-edit", other]),
            1 => self.repository.git(&["rebase", "--quiet", other]),
            _ => self.act(),
        }
    }

    fn run(&mut self) {
        self.begin();
        for _ in 0..ACTS {
            self.step();
        }
        let command = ["merge", "rebase"][self.random.usize(..2)];
        self.repository.git(&["checkout", "--quiet", "one"]);
        self.repository.git(&[command, "--quiet", "other"]);
        let (_, ledger) = self.repository.open();
        let kept: BTreeSet<String> = ledger.annotations().map(|it| it.note.to_string()).collect();
        let needed = self.decided.difference(&self.superseded);
        let lost: Vec<&String> = needed.filter(|note| !kept.contains(*note)).collect();
        assert!(lost.is_empty(), "lost: {lost:?} of {:?}", self.decided);
    }
}

fn annotation(id: Id, note: &str, second: i64) -> Annotation {
    let moment = Timestamp::from_second(second).unwrap();
    Annotation {
        id,
        article: "00000000000000aa".parse().unwrap(),
        anchor: Anchor::of(Quotation::of("The board sold it."), 0, 0),
        role: Role::Highlight(Colour::Green),
        tags: Tags::default(),
        note: note.into(),
        wording: "".into(),
        created: moment,
        changed: moment,
    }
}

#[test]
fn nothing_is_lost_in_random_histories() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("git: not run: there is no git");
        return;
    }
    let asked = std::env::var("VARIORUM_HISTORIES").ok().and_then(|it| it.parse().ok());
    let histories = asked.unwrap_or(HISTORIES);
    // Two at a time: they wait for git most of the time.
    let halves = [0, 1].map(|first| thread::spawn(move || run((first..histories).step_by(2))));
    let decided: usize = halves.into_iter().map(|half| half.join().unwrap()).sum();
    println!("git: {histories} histories, {decided} notes, 0 lost, 0 conflict markers");
}

/// Runs the histories of these seeds; how many notes were made in them.
fn run(seeds: impl Iterator<Item = u64>) -> usize {
    let repository = Repository::new();
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "--message", "the beginning"]);
    repository.git(&["tag", "start"]);
    let decided = seeds.map(|seed| {
        let mut history = History {
            repository: &repository,
            random: fastrand::Rng::with_seed(seed),
            decided: BTreeSet::new(),
            superseded: BTreeSet::new(),
            second: 1_000_000,
            branch: "one",
        };
        history.run();
        history.decided.len()
    });
    decided.sum()
}

#[test]
fn a_store_that_cannot_be_read_is_left_to_the_reader_without_markers() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("git: not run: there is no git");
        return;
    }
    let repository = Repository::new();
    let put = |text: &str| {
        let mut file = fs::File::create(repository.store()).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message", "a version"]);
    };
    put("(version: 1, entries: [])");
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    put("(version: 2, entries: [Omen(1)])");
    repository.git(&["checkout", "--quiet", "one"]);
    let ours = "(version: 1, entries: [Tag((name: \"late\", colour: Blue))])";
    put(ours);
    let merged = repository.command("git").args(["merge", "--quiet", "other"]).output().unwrap();
    assert_eq!(merged.status.code(), Some(1));
    let told = String::from_utf8([merged.stdout, merged.stderr].concat()).unwrap();
    assert!(told.contains("a later version of the program wrote it (format 2)"), "{told}");
    assert_eq!(fs::read_to_string(repository.store()).unwrap(), ours);
}

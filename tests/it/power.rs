//! The power cut while the program saves: a file system of its own that is stopped without writing
//! out what it holds in memory, then mounted again.
//!
//! `VARIORUM_CUTS` is how often, with each set of options; 10 times without it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::driver::{Driver, Expected, Found, found, left_over, times};

const CUTS: u64 = 10;
/// The most acts before a cut.
const ACTS: u64 = 30;
/// The longest time from the last look to a cut, in microseconds.
const WAIT: u64 = 30_000;
/// With the first a file that is renamed over another is not written out by courtesy.
const OPTIONS: [&str; 2] = ["noauto_da_alloc", "defaults"];
/// `FS_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`, on each folder that is named. There is no
/// safe way to it in Rust.
const CUTTER: &str = "$| = 1; while (<STDIN>) { chomp; open(my $folder, '<', $_) or die; \
    my $flags = pack('L', 2); ioctl($folder, 0x8004587d, $flags) or die; close($folder); \
    print \"cut\\n\"; }";

/// A file system in a file.
struct Disk {
    folder: TempDir,
    device: String,
    options: &'static str,
    cutter: Cutter,
}

struct Cutter {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// Runs a command; what it said, or why it failed.
fn told(line: &[&str]) -> Result<String, String> {
    let output = Command::new(line[0]).args(&line[1..]).output();
    let output = output.map_err(|error| format!("{}: {error}", line[0]))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

impl Disk {
    fn new(options: &'static str) -> Result<Self, String> {
        let folder = TempDir::new().unwrap();
        let image = folder.path().join("image");
        fs::File::create(&image).and_then(|file| file.set_len(32 << 20)).unwrap();
        fs::create_dir(folder.path().join("mounted")).unwrap();
        let image = image.to_str().unwrap();
        told(&["mkfs.ext4", "-q", "-F", image])?;
        let cutter = Cutter::new()?;
        let device = told(&["losetup", "--find", "--show", image])?;
        let disk = Self { folder, device, options, cutter };
        disk.mount()?;
        Ok(disk)
    }

    fn mounted(&self) -> PathBuf {
        self.folder.path().join("mounted")
    }

    fn store(&self) -> PathBuf {
        self.mounted().join("variorum.ron")
    }

    fn mount(&self) -> Result<(), String> {
        let mounted = self.mounted();
        told(&["mount", "-t", "ext4", "-o", self.options, &self.device, mounted.to_str().unwrap()])
            .map(drop)
    }

    /// Cuts the power and turns it on again; how many acts the program had said to be saved.
    fn cut(&mut self, driver: Option<Driver>) -> usize {
        self.cutter.cut(&self.mounted());
        let saved = driver.map(Driver::kill).unwrap_or_default();
        told(&["umount", self.mounted().to_str().unwrap()]).unwrap();
        self.mount().unwrap();
        saved
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Nothing can be done where these fail.
        told(&["umount", self.mounted().to_str().unwrap()]).ok();
        told(&["losetup", "--detach", &self.device]).ok();
    }
}

impl Cutter {
    fn new() -> Result<Self, String> {
        let mut command = Command::new("perl");
        let command = command.args(["-e", CUTTER]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("perl: {error}"))?;
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Ok(Self { child, input, output })
    }

    fn cut(&mut self, folder: &Path) {
        writeln!(self.input, "{}", folder.display()).unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        assert_eq!(answer, "cut\n");
    }
}

impl Drop for Cutter {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Saves and cuts with the program; tells the counts.
fn cuts(disk: &mut Disk, cuts: u64) {
    let mut random = fastrand::Rng::with_seed(2);
    let mut expected = Expected::default();
    let mut counts: BTreeMap<Found, usize> = BTreeMap::new();
    let (mut acknowledged, mut lost, mut most_left) = (0, 0, 0);
    for turn in 0..cuts {
        let mut driver = Driver::start(&disk.store());
        let count = random.u64(1..ACTS);
        let mut orders = Vec::new();
        for number in 1..=count {
            let name = format!("name{}", random.u64(..50));
            let note = format!("note {turn} {number} {}", "x".repeat(400));
            driver.note(&name, &note);
            orders.push((name, note));
            if random.u8(..3) == 0 {
                let wait = Duration::from_micros(random.u64(..WAIT));
                driver.hears(&format!("saved {number}\n"), wait);
            }
        }
        driver.hears(&format!("saved {count}\n"), Duration::from_micros(random.u64(..WAIT)));
        let saved = disk.cut(Some(driver));
        acknowledged += saved;
        expected.take(&orders, saved);
        let (state, ledger) = found(&disk.store());
        if acknowledged > 0 || state != Found::Missing {
            *counts.entry(state).or_default() += 1;
        }
        lost += expected.lost(&ledger);
        expected.settle(&ledger);
        most_left = most_left.max(left_over(&disk.store()).len());
    }
    println!(
        "power, {}: {cuts} cuts, {acknowledged} acknowledged, {lost} lost, {counts:?}, \
         at most {most_left} temporary file left",
        disk.options
    );
    assert_eq!(lost, 0);
    assert_eq!(counts.keys().copied().collect::<Vec<_>>(), [Found::Whole]);
    assert!(most_left <= 1, "{:?}", left_over(&disk.store()));
    assert!(acknowledged > 0, "nothing was saved");
}

/// The same cuts with a save that waits for no disk: were nothing lost, the test could not tell.
fn control(disk: &mut Disk, cuts: u64) {
    let path = disk.mounted().join("control");
    let mut damaged = 0;
    for turn in 0..cuts {
        let text = format!("{turn} {}", "x".repeat(20_000));
        let beside = path.with_extension("tmp");
        let mut file = fs::File::create(&beside).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        drop(file);
        fs::rename(&beside, &path).unwrap();
        disk.cut(None);
        damaged += u64::from(fs::read_to_string(&path).ok() != Some(text));
    }
    println!("power, {}: a save without fsync lost {damaged} of {cuts}", disk.options);
    assert!(damaged > 0, "a save without fsync lost nothing in {cuts} cuts");
}

#[test]
fn what_was_acknowledged_outlives_every_power_cut() {
    for options in OPTIONS {
        let mut disk = match Disk::new(options) {
            Ok(disk) => disk,
            Err(why) => {
                println!("power: not run: {why}");
                return;
            }
        };
        control(&mut disk, 5);
        cuts(&mut disk, times("VARIORUM_CUTS", CUTS));
    }
}

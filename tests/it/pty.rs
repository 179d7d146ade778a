//! A pseudo-terminal: starts a program in it, presses keys, looks at the screen.
//!
//! Nothing here sleeps: a test waits for what it wants to see, with a time limit that only a
//! failure reaches.

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// The private modes that a program with a screen turns on, and whether each is on when the shell
/// has the terminal: the other screen, the cursor, pastes, the three of the mouse, whole
/// frames.
const MODES: [(u16, bool); 7] = [
    (1049, false),
    (25, true),
    (2004, false),
    (1000, false),
    (1002, false),
    (1006, false),
    (2026, false),
];

/// While a pseudo-terminal is opened no other process is started: for a moment it is open to be
/// inherited, and a terminal that someone else holds open cannot vanish.
static STARTING: Mutex<()> = Mutex::new(());

/// What is to be started, and in what.
pub(crate) struct Setup {
    command: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    columns: u16,
    rows: u16,
    stdin: Option<Stdio>,
}

impl Setup {
    /// That program, in a terminal of 80x24.
    pub(crate) fn new(program: impl Into<OsString>) -> Self {
        Self {
            command: vec![program.into()],
            environment: Vec::new(),
            columns: 80,
            rows: 24,
            stdin: None,
        }
    }

    /// With one more argument.
    pub(crate) fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.command.push(argument.into());
        self
    }

    /// With one more variable.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// In a terminal of another size.
    pub(crate) fn size(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }

    /// With a standard input that is not the terminal.
    pub(crate) fn stdin(self, stdin: Stdio) -> Self {
        Self { stdin: Some(stdin), ..self }
    }

    /// Starts it, with a home of its own.
    pub(crate) fn start(self) -> Session {
        Session::start(self, TempDir::new().unwrap())
    }

    /// Starts it in the home of an earlier session.
    pub(crate) fn start_at(self, home: TempDir) -> Session {
        Session::start(self, home)
    }
}

/// What came from the program.
pub(crate) struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Whether nobody holds the terminal any more.
    closed: bool,
}

impl Seen {
    /// The screen as text, without the blanks at the ends of its lines.
    pub(crate) fn text(&self) -> String {
        let contents = self.parser.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// The screen with its colours and modes.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Every byte so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How often the bytes hold `part`.
    pub(crate) fn count(&self, part: &[u8]) -> usize {
        memchr::memmem::find_iter(&self.bytes, part).count()
    }

    /// The last state of a private mode, if it was ever set.
    fn mode(&self, wanted: u16) -> Option<bool> {
        let mut last = None;
        for start in 0..self.bytes.len() {
            let Some(rest) = self.bytes[start..].strip_prefix(b"\x1b[?") else { continue };
            let digits = rest.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
            let mut modes = rest[..digits].split(|byte| *byte == b';');
            if modes.any(|mode| mode == wanted.to_string().as_bytes()) {
                last = Some(rest.get(digits) == Some(&b'h'));
            }
        }
        last
    }

    /// The modes that are not as the shell wants them.
    fn wrong_modes(&self) -> Vec<u16> {
        let wrong = |&&(mode, usual): &&(u16, bool)| self.mode(mode).unwrap_or(usual) != usual;
        MODES.iter().filter(wrong).map(|(mode, _)| *mode).collect()
    }
}

type Watched = Arc<(Mutex<Seen>, Condvar)>;

/// A program in a pseudo-terminal. It is ended when this is dropped.
pub(crate) struct Session {
    pty: Option<Arc<Pty>>,
    pid: Pid,
    ended: Receiver<ExitStatus>,
    has_ended: bool,
    seen: Watched,
    reader: Option<(JoinHandle<()>, UnixStream)>,
    settings_before: String,
    home: Option<TempDir>,
}

impl Session {
    fn start(setup: Setup, home: TempDir) -> Self {
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(setup.rows, setup.columns)).unwrap();
        let settings_before = settings(&pty);
        let [program, arguments @ ..] = &setup.command[..] else { panic!("no program") };
        let mut command = Command::new(program)
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .envs(home_variables(home.path()))
            .envs(setup.environment)
            .current_dir(home.path());
        if let Some(stdin) = setup.stdin {
            command = command.stdin(stdin);
        }
        let mut child = command.spawn(pts).unwrap();
        drop(starting);

        let pid = Pid::from_child(&child);
        let (sender, ended) = channel();
        thread::spawn(move || sender.send(child.wait().unwrap()));
        let parser = vt100::Parser::new(cells(setup.rows), cells(setup.columns), 0);
        let seen = Seen { parser, bytes: Vec::new(), closed: false };
        let mut session = Self {
            pty: Some(Arc::new(pty)),
            pid,
            ended,
            has_ended: false,
            seen: Arc::new((Mutex::new(seen), Condvar::new())),
            reader: None,
            settings_before,
            home: Some(home),
        };
        session.look();
        session
    }

    /// Begins to read what the program writes.
    pub(crate) fn look(&mut self) {
        let (pty, seen) = (Arc::clone(self.pty()), Arc::clone(&self.seen));
        let (stop, stopped) = UnixStream::pair().unwrap();
        let reading = move || watch(&pty, &stopped, &seen, None);
        self.reader = Some((thread::spawn(reading), stop));
    }

    /// The same as a terminal that reads so many bytes a second.
    pub(crate) fn look_slowly(&mut self, rate: usize) {
        let (pty, seen) = (Arc::clone(self.pty()), Arc::clone(&self.seen));
        let (stop, stopped) = UnixStream::pair().unwrap();
        let reading = move || watch(&pty, &stopped, &seen, Some(rate));
        self.reader = Some((thread::spawn(reading), stop));
    }

    /// Stops reading, like a terminal that hangs.
    pub(crate) fn look_away(&mut self) {
        if let Some((reader, stop)) = self.reader.take() {
            drop(stop);
            reader.join().unwrap();
        }
    }

    /// Waits until it has written something that nobody reads.
    pub(crate) fn wait_until_it_speaks(&self) {
        assert!(self.reader.is_none(), "someone reads");
        let mut ends = [PollFd::new(&**self.pty(), PollFlags::IN)];
        let patience = PATIENCE.try_into().unwrap();
        assert_eq!(poll(&mut ends, Some(&patience)).unwrap(), 1, "it never wrote anything");
    }

    /// The number of the process that was started.
    pub(crate) fn process(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Its home.
    pub(crate) fn home(&self) -> &Path {
        self.home.as_ref().unwrap().path()
    }

    /// Presses keys.
    pub(crate) fn send(&self, keys: impl AsRef<[u8]>) {
        (&**self.pty()).write_all(keys.as_ref()).unwrap();
    }

    /// Sends a signal to the process that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.set_size(cells(rows), cells(columns));
        self.pty().resize(Size::new(rows, columns)).unwrap();
    }

    /// Looks at what has come so far.
    pub(crate) fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.0.lock().unwrap())
    }

    /// Waits until `wanted` is seen; fails with the screen when it never is.
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let (lock, changed) = &*self.seen;
        let seen = lock.lock().unwrap();
        let unseen = |seen: &mut Seen| !wanted(seen);
        let (seen, patience) = changed.wait_timeout_while(seen, PATIENCE, unseen).unwrap();
        if patience.timed_out() {
            let screen = seen.text();
            drop(seen);
            panic!("never seen: {what}. The screen:\n{screen}");
        }
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.text().contains(text));
    }

    /// Waits until another program has written a file.
    pub(crate) fn wait_on_disk(&self, path: &Path) {
        self.wait_on_disk_until(path, Path::exists);
    }

    /// Waits until another program has written a file as `wanted`.
    pub(crate) fn wait_on_disk_until(&self, path: &Path, wanted: impl Fn(&Path) -> bool) {
        let mut turns = 0;
        while !wanted(path) {
            // The screen is what is waited with: a redraw is asked for and seen.
            let before = self.seen(|seen| seen.bytes.len());
            self.send("\x0c");
            self.wait_until("a redraw", |seen| seen.bytes.len() > before);
            turns += 1;
            assert!(turns < 5000, "{} was never written", path.display());
        }
    }

    /// Waits for the end: its exit code, or minus the signal it died of. All that it wrote has been
    /// read by then, if anyone looked.
    pub(crate) fn wait_for_end(&mut self) -> i32 {
        let Ok(status) = self.ended.recv_timeout(PATIENCE) else {
            panic!("it never ended. The screen:\n{}", self.seen(Seen::text));
        };
        self.has_ended = true;
        if self.reader.is_some() {
            self.wait_until("the end of what it wrote", |seen| seen.closed);
        }
        status.code().unwrap_or_else(|| -status.signal().unwrap())
    }

    /// Waits for the end, while that signal comes every millisecond: its exit code, or minus the
    /// signal it died of.
    pub(crate) fn wait_for_end_under(&mut self, signal: Signal) -> i32 {
        for _ in 0..PATIENCE.as_millis() {
            if let Ok(status) = self.ended.recv_timeout(Duration::from_millis(1)) {
                self.has_ended = true;
                return status.code().unwrap_or_else(|| -status.signal().unwrap());
            }
            // It may have ended since.
            let _gone = kill_process(self.pid, signal);
        }
        panic!("it never ended under {signal:?}");
    }

    /// Waits for the end as [`Self::wait_for_end`], and tells how much processor time it took until
    /// then, as far as could be seen in steps of 2 ms.
    pub(crate) fn wait_for_end_and_effort(&mut self) -> (i32, Duration) {
        let before = self.effort().unwrap_or_default();
        let mut last = before;
        for _ in 0..PATIENCE.as_millis() / 2 {
            last = self.effort().unwrap_or(last);
            if let Ok(status) = self.ended.recv_timeout(Duration::from_millis(2)) {
                self.has_ended = true;
                let code = status.code().unwrap_or_else(|| -status.signal().unwrap());
                return (code, last.saturating_sub(before));
            }
        }
        panic!("it never ended");
    }

    /// The processor time it has taken so far; nothing when it has ended.
    pub(crate) fn effort(&self) -> Option<Duration> {
        let path = format!("/proc/{}/stat", self.pid.as_raw_nonzero());
        let line = std::fs::read_to_string(path).ok()?;
        // After the name: the state is the first field, the times are the twelfth and thirteenth.
        let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
        Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
    }

    /// Takes the terminal away, as when its window is closed.
    pub(crate) fn vanish(&mut self) {
        self.look_away();
        let pty = self.pty.take().map(Arc::into_inner);
        assert!(matches!(pty, Some(Some(_))), "someone else holds the terminal");
    }

    /// Fails unless the terminal is as it was before the program started.
    pub(crate) fn assert_restored(&self) {
        assert_eq!(settings(self.pty()), self.settings_before, "settings of the terminal");
        self.seen(|seen| {
            assert_eq!(seen.wrong_modes(), Vec::<u16>::new(), "modes left on or off");
            let (on, off) = (seen.count(b"\x1b[?1049h"), seen.count(b"\x1b[?1049l"));
            assert!(on > 0, "the other screen was never entered");
            assert_eq!(on, off, "the other screen was entered and left");
        });
    }

    /// Whether the terminal's settings are as before.
    pub(crate) fn is_cooked(&self) -> bool {
        settings(self.pty()) == self.settings_before
    }

    /// The home, for another session.
    pub(crate) fn into_home(mut self) -> TempDir {
        self.home.take().unwrap()
    }

    fn pty(&self) -> &Arc<Pty> {
        self.pty.as_ref().unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.has_ended && test_kill_process(self.pid).is_ok() {
            // It may have ended by itself just now.
            kill_process(self.pid, Signal::KILL).ok();
        }
        self.look_away();
    }
}

/// Every place where a program keeps something, below `home`.
fn home_variables(home: &Path) -> Vec<(&'static str, OsString)> {
    let below = |name: &str| home.join(name).into_os_string();
    vec![
        ("HOME", home.into()),
        ("XDG_CONFIG_HOME", below("config")),
        ("XDG_DATA_HOME", below("data")),
        ("XDG_STATE_HOME", below("state")),
        ("XDG_CACHE_HOME", below("cache")),
    ]
}

fn settings(pty: &Pty) -> String {
    format!("{:?}", rustix::termios::tcgetattr(pty).unwrap())
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Reads what the program writes until it is closed, or until nobody wants it any more; of a slow
/// terminal a twentieth of what it reads in a second, every twentieth of a second.
fn watch(pty: &Pty, stopped: &UnixStream, watched: &Watched, rate: Option<usize>) {
    let mut buffer = vec![0; rate.map_or(16 * 1024, |rate| rate / 20)];
    loop {
        if rate.is_some() {
            let turn = Duration::from_millis(50).try_into().unwrap();
            poll(&mut [PollFd::new(stopped, PollFlags::IN)], Some(&turn)).unwrap();
        }
        let mut ends = [PollFd::new(pty, PollFlags::IN), PollFd::new(stopped, PollFlags::IN)];
        poll(&mut ends, None).unwrap();
        if !ends[1].revents().is_empty() {
            return;
        }
        let (mut reading, (seen, changed)) = (pty, &**watched);
        let read = reading.read(&mut buffer);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok(count @ 1..) => {
                let bytes = &buffer[..count];
                seen.bytes.extend(bytes);
                seen.parser.process(bytes);
            }
            _ => seen.closed = true,
        }
        changed.notify_all();
        if seen.closed {
            return;
        }
    }
}

#[test]
fn a_later_session_finds_the_home_of_an_earlier_one() {
    let mut first = Setup::new("sh").arg("-c").arg("echo kept >~/note; exit 7").start();
    assert_eq!(first.wait_for_end(), 7);
    assert!(first.home().join("note").exists());
    let second = Setup::new("sh").arg("-c").arg("cat ~/note; read line");
    second.start_at(first.into_home()).wait_for("kept");
}

use super::*;

fn parsed(line: &str) -> Result<Parsed, Notice> {
    parse(line.split_whitespace().map(OsString::from))
}

fn task(line: &str) -> Task {
    parsed(line).unwrap().task
}

fn paths(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(PathBuf::from).collect()
}

#[test]
fn the_grammar_is_sound() {
    command().debug_assert();
}

#[test]
fn the_reader_is_the_default() {
    assert_eq!(task("variorum"), Task::Read(Vec::new()));
    assert_eq!(task("variorum a.txt -"), Task::Read(paths(&["a.txt", "-"])));
    assert_eq!(task("variorum a.txt list"), Task::Read(paths(&["a.txt", "list"])));
    assert_eq!(task("variorum -- list"), Task::Read(paths(&["list"])));
    let plain = Task::Print(Job::Plain { paths: paths(&["a.txt"]) });
    assert_eq!(task("variorum --plain a.txt"), plain);
    assert_eq!(task("variorum a.txt --plain"), plain);
    assert!(parsed("variorum --plain list").unwrap_err().failed);
}

#[test]
fn paths_alone_are_what_the_grammar_makes_of_them() {
    let words =
        |line: &str| -> Vec<OsString> { line.split_whitespace().map(OsString::from).collect() };
    for line in ["variorum", "variorum a.txt", "variorum a.txt - list", "variorum ./list b"] {
        let Arguments { options, plain, job, paths } =
            Arguments::try_parse_from(words(line)).unwrap();
        assert_eq!((options, plain, job), (Options::default(), false, None));
        assert_eq!(paths_alone(&words(line)), Some(paths), "{line}");
    }
    for rest in ["list", "coverage", "-", "list a.txt", "a.txt -h", "a.txt --", "--ascii a.txt"] {
        assert_eq!(paths_alone(&words(&format!("variorum {rest}"))), None, "{rest}");
    }
    let empty = ["variorum", "a.txt", ""].map(OsString::from);
    assert_eq!(paths_alone(&empty), None);
}

#[test]
fn options_stand_before_or_after_the_command() {
    let before = parsed(
        "variorum --store s.ron --ascii --no-mouse --theme dark --config c.ron --log l.txt list",
    )
    .unwrap();
    let after = parsed(
        "variorum list --log l.txt --config c.ron --theme dark --store s.ron --no-mouse --ascii",
    )
    .unwrap();
    assert_eq!(before, after);
    let options = Options {
        store: Some("s.ron".into()),
        config: Some("c.ron".into()),
        theme: Some("dark".to_owned()),
        ascii: true,
        no_mouse: true,
        log: Some("l.txt".into()),
    };
    assert_eq!(before.options, options);
}

#[test]
fn what_could_mean_two_things_is_refused() {
    let notice = parsed("variorum a.txt --ascii list").unwrap_err();
    assert!(notice.failed && notice.text.contains("a command comes before its paths"));
}

#[test]
fn commands_have_their_formats() {
    let claims =
        Job::Claims { all: true, rules: false, format: LineFormat::Jsonl, paths: paths(&["-"]) };
    assert_eq!(task("variorum claims --all --format jsonl -"), Task::Print(claims));
    assert_eq!(task("variorum config --default"), Task::Print(Job::Config { default: true }));
    assert!(matches!(
        task("variorum claims --rules"),
        Task::Print(Job::Claims { rules: true, .. })
    ));
    assert!(parsed("variorum claims").unwrap_err().failed);
    assert!(parsed("variorum claims --rules a.txt").unwrap_err().failed);
    assert!(parsed("variorum config").unwrap_err().failed);
    assert!(parsed("variorum text").unwrap_err().failed);
    assert!(parsed("variorum list --format jsonl").unwrap_err().failed);
    assert!(parsed("variorum claims --format json a").unwrap_err().failed);
}

#[test]
fn the_command_for_tests_of_saving_is_shown_nowhere() {
    assert_eq!(task("variorum __acts --store s.ron"), Task::Act);
    let shown = completions(Shell::Bash) + &command().render_long_help().to_string();
    assert!(!shown.contains("acts"));
}

#[test]
fn help_is_no_failure() {
    for line in ["variorum --help", "variorum -h", "variorum text --help"] {
        assert!(!parsed(line).unwrap_err().failed, "{line}");
    }
    assert!(parsed("variorum --help").unwrap_err().text.contains("jq -r .text"));
    let version = parsed("variorum --version").unwrap_err();
    assert_eq!(version.text, concat!("variorum ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn what_an_error_quotes_is_made_safe() {
    const HARM: &str = "x\u{1b}]0;y\u{7}\u{9b}2J\u{202e}\u{7f}";
    for line in ["--*", "claims --format * a", "completions *", "--plain list *", "list --*=1 a"] {
        let notice = parsed(&format!("variorum {}", line.replace('*', HARM))).unwrap_err();
        assert!(notice.failed, "{line}");
        assert_eq!(clean::clean(&notice.text), notice.text, "{line}");
    }
}

#[test]
fn a_command_that_is_mistyped_is_told_and_no_path() {
    for (typed, meant) in [("lst", "list"), ("exprot", "export"), ("compar", "compare")] {
        let notice = parsed(&format!("variorum {typed} articles")).unwrap_err();
        let told = format!("no file and no command is called {typed}; did you mean {meant}?");
        assert!(notice.failed && notice.text.contains(&told), "{}", notice.text);
    }
    // A folder of this project, and what is like no command.
    for path in ["tests", "zzz", "./lst", "LST"] {
        assert!(matches!(task(&format!("variorum {path}")), Task::Read(_)), "{path}");
    }
}

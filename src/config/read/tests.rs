//! Files in, settings and faults out.

use super::*;
use crate::config::{ColourNames, Widths, default_file};
use crate::keymap::Meaning;

fn read_it(text: &str) -> (Config, Vec<Problem>) {
    read("config.ron", text, &["dark", "paper", "dusk"])
}

fn told(text: &str) -> Vec<String> {
    read_it(text).1.iter().map(ToString::to_string).collect()
}

#[test]
fn the_default_file_says_what_holds_without_one() {
    let file = default_file();
    assert_eq!(read_it(&file), (Config::default(), Vec::new()), "{file}");
    assert_eq!(read_it("()"), (Config::default(), Vec::new()));
    for (name, _) in FIELDS {
        assert!(file.contains(&format!("    {name}: ")), "{name}");
    }
    for info in ACTIONS {
        assert!(file.contains(info.doc), "{}", info.name);
    }
}

#[test]
fn everything_can_be_set() {
    let text = r#"(
        theme: "paper", measure: 60, line_spacing: 1,
        panes: (list: 30, sidebar: None), mouse: false, ascii: true, article_limit: 200,
        colours: (green: "key facts"),
        tags: [(name: "To check", digit: 3, colour: "blue"), (name: "done")],
        keys: {"everywhere": {"down": ["Ctrl-n"]}, "text": {"why": ["Ctrl-w w"]}},
    )"#;
    let (config, problems) = read_it(text);
    assert_eq!(problems, []);
    assert_eq!(config.theme.as_deref(), Some("paper"));
    assert_eq!((config.measure, config.line_spacing), (60, 1));
    assert_eq!(config.panes, Widths { list: Some(30), sidebar: None });
    assert!(!config.mouse && config.ascii);
    assert_eq!(config.article_limit, 200);
    assert_eq!(config.colours.name(Colour::Green), "key facts");
    assert_eq!(config.colours.name(Colour::Pink), "pink");
    let tags: Vec<_> =
        config.tags.iter().map(|tag| (tag.name.as_str(), tag.digit, tag.colour)).collect();
    assert_eq!(tags, [("to-check", Some(3), Colour::Blue), ("done", None, Colour::Yellow)]);
    let pressed = Key::parse_sequence("Ctrl-w w").unwrap();
    assert_eq!(config.keymap.meaning(Context::Text, &pressed), Meaning::Action(Action::Why));
    assert_eq!(config.keymap.keys_of(Context::Sidebar, Action::Why), ["gw"]);
}

#[test]
fn faults_name_file_line_and_the_nearest_word() {
    for (text, expected) in [
        (
            "(\n mesure: 60)",
            "config.ron:2: no setting is called \"mesure\"; did you mean \"measure\"?",
        ),
        ("(measure: 5)", "config.ron:1: measure: 5 is not in 20 to 400"),
        ("(\n\nmouse: \"no\")", "config.ron:3: mouse: expected boolean"),
        ("(theme: \"papr\")", "config.ron:1: no theme is called \"papr\"; did you mean \"paper\"?"),
        ("(panes: (lst: 30))", "did you mean \"list\"?"),
        ("(colours: (geen: \"x\"))", "did you mean \"green\"?"),
        ("(tags: [(name: \"a\"),\n(name: \"A\")])", "config.ron:2: the tag a is there twice"),
        ("(tags: [(name: \"a\", digit: 1),\n(name: \"b\", digit: 1)])", "has the digit of a"),
        ("(tags: [(name: \"a\", digit: 0)])", "is not in 1 to 9"),
        ("(tags: [(name: \"a\", colour: \"gren\")])", "did you mean \"green\"?"),
        ("(tags: [(nam: \"a\")])", "nam"),
        ("(tags: [(name: \" \")])", "empty name"),
        ("(keys: {\"evrywhere\": {}})", "did you mean \"everywhere\"?"),
        (
            "(keys: {\"text\": {\n\"dwn\": []}})",
            "config.ron:2: no action is called \"dwn\"; did you mean \"down\"?",
        ),
        ("(keys: {\"note\": {\"down\": [\"j\"]}})", "down is nothing to do in \"note\""),
        ("(keys: {\"text\": {\"down\": [\"Ctrll-x\"]}})", "\"Ctrll-x\" is no key"),
        ("(keys: {\"text\": {\"why\": [\"h\"]}})", "takes h from highlight"),
        (
            "(keys: {\"text\": {\"why\": [\"Ctrl-w\"],\n\"note\": [\"Ctrl-w\"]}})",
            "config.ron:2: note: in \"text\", Ctrl-w is why's already",
        ),
        ("(keys: {\"note\": {\"note-save\": [\"s\"]}})", "s is typed"),
        ("(measure: 60", "config.ron:1: "),
        ("measure: 60", "config.ron:1: "),
        ("", "config.ron:1: "),
        ("(theme: \"a\u{1b}[31mb\", mous: 1)", "did you mean \"mouse\"?"),
    ] {
        let told = told(text);
        assert!(told.iter().any(|it| it.contains(expected)), "{text}: {told:?}");
    }
}

#[test]
fn a_fault_spoils_nothing_else() {
    let text = "(\n measure: \"wide\",\n colours: (red: \"x\", blue: \"names\"),\n \
        keys: {\"text\": {\"dwn\": [], \"why\": [\"Ctrl-w\"], \"up\": [3]}},\n line_spacing: 1,\n \
        mouse: false,\n tags: [(name: 3), (name: \"one\")],\n ascii: ,\n theme: \"dusk\",\n)";
    let (config, problems) = read_it(text);
    assert_eq!(config.measure, Config::default().measure);
    assert_eq!((config.line_spacing, config.mouse), (1, false));
    assert_eq!(config.colours.name(Colour::Blue), "names");
    assert_eq!(config.keymap.keys_of(Context::Text, Action::Why), ["Ctrl-w"]);
    assert_eq!(config.keymap.keys_of(Context::Text, Action::Up), ["k", "Up"]);
    assert_eq!(config.tags.len(), 1);
    // What stands after a break in the form cannot be told from it.
    assert_eq!(config.theme, None);
    let lines: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
    let on_line = |line: usize| lines.contains(&format!("config.ron:{line}").as_str());
    assert!([2, 3, 4, 7, 8].into_iter().all(on_line), "{problems:?}");
}

#[test]
fn nothing_from_the_file_reaches_the_screen_as_it_is() {
    let text = "(colours: (blue: \"a\u{1b}[31mb\"), keys: {\"\u{1b}]0;x\u{7}\": {}}, \
        tags: [(name: \"a\", description: \"b\u{1b}[31m\u{202e}\")])";
    let (config, problems) = read_it(text);
    let all = format!("{} {problems:?}", config.colours.name(Colour::Blue));
    assert!(!all.contains('\u{1b}') && !problems[0].what.contains('\u{7}'));
    assert_ne!(config.colours, ColourNames::default());
    assert_eq!(config.tags[0].description, "b␛[31m");
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "((((",
        "(keys: {\"text\": 3})",
        "(tags: {})",
        "(tags: [[]])",
        "{}",
        "[]",
        "(a)",
        "(keys: {\"text\": {\"down\": \"j\"}})",
        "\u{feff}()",
        "(panes: 3, colours: 3, keys: 3)",
    ] {
        let _read = read_it(text);
    }
    assert_eq!(read_it("\u{feff}()").1, []);
}

#[test]
fn a_span_reaches_to_the_end_of_the_largest_article() {
    let largest = u64::from(*ARTICLE_LIMITS.end()) * crate::story::MEGABYTE;
    assert!(4 * largest < u64::from(u32::MAX));
}

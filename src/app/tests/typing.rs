//! Commands, notes, the help page and pasted text.

use super::*;
use crate::app::help;

#[test]
fn a_note_closed_unsaved_is_kept_as_a_draft() {
    let mut model = model();
    play(&mut model, "] i h i Esc");
    assert_eq!(decided(&model), []);
    play(&mut model, "i ! Ctrl-s");
    assert_eq!(decided(&model)[0].3, "hi!");
    play(&mut model, "i Esc i");
    assert!(model.drafts.is_empty());
}

fn pasted(text: &str) -> Event {
    Event::Paste(Paste { text: text.to_owned(), truncated: false })
}

#[test]
fn pasted_text_never_runs_commands() {
    let mut model = model();
    assert_eq!(update(&mut model, pasted("] 1 a Q")), []);
    assert_eq!(decided(&model), []);
    play(&mut model, "] i");
    update(&mut model, pasted("two\nlines"));
    play(&mut model, "Ctrl-s");
    assert_eq!(decided(&model)[0].3, "two\nlines");
}

#[test]
fn commands_say_what_is_wrong_with_them() {
    for (typed, told) in [
        ("hihglight", "did you mean highlight?"),
        ("down 3", "takes nothing"),
        ("theme purple", "there are dark, light"),
        ("note-save", "works in the note only"),
    ] {
        let mut model = model();
        play(&mut model, ":");
        type_in(&mut model, typed);
        play(&mut model, "Enter");
        assert!(message(&model).contains(told), "{typed}: {}", message(&model));
    }
}

#[test]
fn commands_do_what_keys_do() {
    let mut model = model();
    play(&mut model, "] :");
    type_in(&mut model, "tag disputed two words");
    play(&mut model, "Enter");
    assert_eq!(decided(&model)[0].2, "disputed two words");
    play(&mut model, ":");
    assert_eq!(
        {
            type_in(&mut model, "q");
            play(&mut model, "Enter")
        },
        [Effect::Quit]
    );
}

#[test]
fn help_is_searched_as_one_types_and_closed_step_by_step() {
    let mut model = model();
    let shown = |model: &Model| match &model.mode {
        Mode::Help { about, sought, .. } => {
            help::lines(&model.keymap, *about, &sought.text()).len()
        }
        _ => 0,
    };
    play(&mut model, "?");
    let all = shown(&model);
    play(&mut model, "G / u n d o");
    let few = shown(&model);
    assert!(0 < few && few < 12 && 40 < all, "{few} of {all}");
    play(&mut model, "Enter j q");
    assert_eq!(shown(&model), all, "q shows the whole page again first");
    play(&mut model, "/ x x Esc");
    assert_eq!(shown(&model), all);
    play(&mut model, "q");
    assert!(matches!(model.mode, Mode::Panes));
    play(&mut model, "? / a :");
    assert!(matches!(model.mode, Mode::Help { .. }));
}

#[test]
fn what_is_typed_of_the_shells_commands_is_told_where_it_belongs() {
    let mut model = model();
    play(&mut model, ": e x p o r t Enter");
    assert!(message(&model).starts_with("export is a command of the shell: variorum export"));
}

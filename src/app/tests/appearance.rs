//! Panes, measure, spacing and themes, as the reader sets them.

use super::*;

#[test]
fn panes_are_as_wide_as_the_reader_makes_them() {
    let mut model = model();
    play(&mut model, "Tab > > > <");
    assert_eq!(model.places.unwrap().sidebar.unwrap().width, 40);
    assert_eq!(model.whereabouts().widths.sidebar, Some(40));
    for _ in 0..60 {
        play(&mut model, ">");
    }
    assert!(message(&model).contains("no further"), "{}", message(&model));
    let widest = model.places.unwrap().sidebar.unwrap().width;
    play(&mut model, "<");
    assert_eq!(model.places.unwrap().sidebar.unwrap().width, widest - 2);
    // The text takes what its neighbour loses.
    play(&mut model, "Shift-Tab >");
    assert_eq!(model.places.unwrap().sidebar.unwrap().width, widest - 4);
    update(&mut model, Event::Resize(Size { columns: 60, rows: 20 }));
    play(&mut model, ">");
    assert!(message(&model).contains("alone"));
}

#[test]
fn measure_spacing_and_mouse_are_commands_with_a_word() {
    let mut model = model();
    play(&mut model, ": m e a s u r e Space 4 0 Enter");
    assert_eq!(model.comfort.measure, 40);
    play(&mut model, ": m e a s u r e Space 9 Enter");
    assert!(model.comfort.measure == 40 && message(&model).contains("20 to 400"));
    play(&mut model, ": s p a c i n g Space 2 Enter j j");
    assert_eq!(model.reader.spacing, 2);
    let off = play(&mut model, ": m o u s e Space o f f Enter");
    assert_eq!(off, [Effect::Mouse(false)]);
    play(&mut model, ": m o u s e Space m a y b e Enter");
    assert!(message(&model).contains("neither"));
}

#[test]
fn text_alone_is_left_by_the_key_that_goes_back() {
    let mut model = model();
    play(&mut model, "z Tab");
    assert!(model.places.unwrap().text.is_none() && model.focus == Pane::Sidebar);
    assert_eq!(play(&mut model, "q"), []);
    assert!(Pane::ALL.into_iter().all(|pane| model.places.unwrap().of(pane).is_some()));
}

#[test]
fn only_a_theme_that_nobody_chose_follows_the_background() {
    use crate::app::comfort::ThemeChoice;
    let seen = |choice, keys: &str, is_light| {
        let mut model = model();
        model.comfort.theme = choice;
        if !keys.is_empty() {
            play(&mut model, keys);
        }
        update(&mut model, Event::Background { is_light });
        (model.theme, model.comfort.theme)
    };
    assert_eq!(seen(ThemeChoice::Open, "", true), (1, ThemeChoice::Open));
    assert_eq!(seen(ThemeChoice::Open, "", false), (0, ThemeChoice::Open));
    assert_eq!(seen(ThemeChoice::Given, "", true), (0, ThemeChoice::Given));
    assert_eq!(seen(ThemeChoice::Open, "T T", true), (0, ThemeChoice::Made));
}

#[test]
fn the_configuration_is_taken_over() {
    let text = r#"(measure: 50, line_spacing: 1, panes: (list: 40),
        keys: {"everywhere": {"down": ["Ctrl-n"]}}, colours: (yellow: "key facts"))"#;
    let (config, problems) = crate::config::read("c", text, &[]);
    assert_eq!(problems, []);
    let mut model = model();
    model.keymap = config.keymap.clone();
    model.configure(&config, true, crate::app::comfort::ThemeChoice::Given);
    play(&mut model, "Ctrl-n");
    assert!(at_cursor(&model).starts_with("|The harbour"));
    assert_eq!(model.places.unwrap().list.unwrap().width, 40);
    assert_eq!((model.reader.spacing, model.comfort.measure), (1, 50));
    assert_eq!(model.whereabouts().widths, crate::config::Widths::default());
    play(&mut model, "h");
    assert!(message(&model).contains("key facts"), "{}", message(&model));
}

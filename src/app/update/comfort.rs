//! Reading comfort: how wide, how far apart, how much at once; the mouse; light and dark.

use std::ops::RangeInclusive;

use crate::action::Action;
use crate::app::comfort::ThemeChoice;
use crate::app::layout::{self, Pane};
use crate::app::{Effect, Model};
use crate::config::{MEASURES, PANE_WIDTHS, SPACINGS};

/// The measures that are walked through, in cells.
const WALKED: [u16; 4] = [60, 72, 84, 100];
/// How many line spacings are walked through.
const WALKED_SPACINGS: u16 = 3;
/// How much wider or narrower a pane becomes at once, in cells.
const STEP: u16 = 2;
/// The theme for a terminal with a light background.
const LIGHT: &str = "light";

/// Shows the text alone, or the other panes again.
pub(super) fn text_only(model: &mut Model) {
    model.comfort.alone = !model.comfort.alone;
    if model.comfort.alone {
        super::focus(model, Pane::Text);
        model.status.say("the text alone; the same key shows the other panes again");
    } else {
        model.status.say("all panes that the window has room for");
    }
}

/// Makes the pane in focus wider or narrower; the text gives and takes what the others lose.
pub(super) fn width(model: &mut Model, action: Action) {
    let wider = action == Action::Wider;
    // The text has what its neighbour leaves it.
    let (pane, grows) = match model.focus {
        Pane::Text => (model.side, !wider),
        pane => (pane, wider),
    };
    let shown = |model: &Model| {
        let places =
            layout::lay_out(model.size, model.focus, model.side, false, model.comfort.wishes())?;
        places.text?;
        Some(places.of(pane)?.width)
    };
    let Some(before) = shown(model) else {
        model.status.say("one pane alone has the whole width");
        return;
    };
    let wanted = if grows { before.saturating_add(STEP) } else { before.saturating_sub(STEP) };
    let by_hand = &mut model.comfort.by_hand;
    let name = match pane {
        Pane::List => {
            by_hand.list = Some(wanted.clamp(*PANE_WIDTHS.start(), *PANE_WIDTHS.end()));
            "article list"
        }
        Pane::Sidebar | Pane::Text => {
            by_hand.sidebar = Some(wanted.clamp(*PANE_WIDTHS.start(), *PANE_WIDTHS.end()));
            "claims"
        }
    };
    // What the window does not allow is not wished any longer: the next step back shows.
    let after = shown(model).unwrap_or(before);
    match pane {
        Pane::List => model.comfort.by_hand.list = Some(after),
        Pane::Sidebar | Pane::Text => model.comfort.by_hand.sidebar = Some(after),
    }
    if after == before {
        model.status.say(format!("{name}: {after} columns; no further"));
    } else {
        model.status.say(format!("{name}: {after} columns"));
    }
}

/// Sets the measure that is named, or the next of the usual ones.
pub(super) fn measure(model: &mut Model, columns: Option<&str>) {
    let Some(columns) = columns else {
        let next = WALKED.into_iter().find(|&measure| measure > model.comfort.measure);
        return set_measure(model, next.unwrap_or(WALKED[0]));
    };
    match number(columns, MEASURES) {
        Ok(columns) => set_measure(model, columns),
        Err(complaint) => model.status.complain(format!("measure: {complaint}")),
    }
}

fn set_measure(model: &mut Model, columns: u16) {
    model.comfort.measure = columns;
    model.status.say(format!("lines of {columns} columns at most"));
}

/// Puts the lines as far apart as is said, or the next step.
pub(super) fn spacing(model: &mut Model, lines: Option<&str>) {
    let lines = match lines {
        None => Ok((model.comfort.spacing + 1) % WALKED_SPACINGS),
        Some(lines) => number(lines, SPACINGS),
    };
    match lines {
        Ok(lines) => {
            model.comfort.spacing = lines;
            model.status.say(match lines {
                0 => "no empty line between lines".to_owned(),
                1 => "1 empty line between lines".to_owned(),
                lines => format!("{lines} empty lines between lines"),
            });
        }
        Err(complaint) => model.status.complain(format!("spacing: {complaint}")),
    }
}

fn number(written: &str, range: RangeInclusive<u16>) -> Result<u16, String> {
    let fits = |number: &u16| range.contains(number);
    written
        .parse()
        .ok()
        .filter(fits)
        .ok_or_else(|| format!("{written} is no number from {} to {}", range.start(), range.end()))
}

/// Takes the mouse or leaves it to the terminal.
pub(super) fn mouse(model: &mut Model, wanted: Option<&str>) -> Vec<Effect> {
    let on = match wanted {
        None => !model.comfort.mouse,
        Some("on") => true,
        Some("off") => false,
        Some(other) => {
            model.status.complain(format!("mouse: {other} is neither on nor off"));
            return Vec::new();
        }
    };
    model.comfort.mouse = on;
    model.status.say(if on {
        "the mouse points and scrolls here; the terminal selects with Shift"
    } else {
        "the mouse is left to the terminal, which selects and copies"
    });
    vec![Effect::Mouse(on)]
}

/// The terminal told what its background is like: a theme that nobody chose follows.
pub(super) fn background(model: &mut Model, is_light: bool) {
    if model.comfort.theme != ThemeChoice::Open || !is_light {
        return;
    }
    if let Some(light) = model.themes.iter().position(|theme| theme == LIGHT) {
        model.theme = light;
    }
}

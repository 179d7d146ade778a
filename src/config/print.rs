//! The file with which nothing is changed, to be changed.

use super::read::{EVERYWHERE, places};
use super::{ARTICLE_LIMITS, Config, MEASURES, PANE_WIDTHS, SPACINGS};
use crate::action::{ACTIONS, ActionInfo, Group};
use crate::annotation::Colour;

const HEAD: &str = "\
// variorum: what can be set, as it is set without this file.
//
// It belongs into the configuration directory (~/.config/variorum/config.ron on Linux), or
// anywhere with --config FILE. Leave out whatever you do not want to change; a fault is told in
// the bottom line and spoils nothing else. Nothing in this file is ever run.
";

const KEYS: &str = "
    // Keys: where, then the action, then its keys. Keys given here replace all default keys of
    // the action, and [] leaves it none; a place counts more than \"everywhere\", which is every
    // place where the action can be done. Written as j, G, Ctrl-d, Alt-Left, Shift-Tab, F2,
    // Space, PgDn; keys pressed one after another have a space between them: \"g g\".
    // Every action is also a command: type : and its name.
";

/// The commented file that says what holds without any.
pub fn default_file() -> String {
    let config = Config::default();
    let mut file = format!("{HEAD}(\n");
    let range =
        |range: std::ops::RangeInclusive<u16>| format!("{} to {}", range.start(), range.end());
    file.push_str(
        "    // The theme to start with. None: the one chosen last with T or :theme, else the one\n    \
         // that suits the terminal's colours and its light or dark background.\n    theme: None,\n\n",
    );
    file.push_str(&format!(
        "    // The widest a line of text is set, in columns: {}.\n    measure: {},\n\n\
         \x20   // Empty lines between two lines of text: {}.\n    line_spacing: {},\n\n\
         \x20   // The widths of the side panes in columns: {}. None: what suits the window.\n\
         \x20   panes: (list: None, sidebar: None),\n\n\
         \x20   // Whether clicks and the wheel come to variorum; if not, the terminal selects text.\n\
         \x20   mouse: {},\n\n\
         \x20   // Whether borders and signs are drawn in ASCII.\n    ascii: {},\n\n\
         \x20   // The largest article that is opened, in megabytes: {}.\n    article_limit: {},\n\n",
        range(MEASURES),
        config.measure,
        range(SPACINGS),
        config.line_spacing,
        range(PANE_WIDTHS),
        config.mouse,
        config.ascii,
        range(ARTICLE_LIMITS),
        config.article_limit,
    ));
    file.push_str("    // What you call the colours of highlights.\n    colours: (\n");
    for colour in Colour::ALL {
        let name = config.colours.name(colour);
        file.push_str(&format!("        {}: {name:?},\n", colour.name()));
    }
    file.push_str(
        "    ),\n\n    // The tags that a new store starts with; an old store keeps its own. A digit \
         is the key\n    // that toggles the tag. Colours: yellow, green, blue, pink, violet.\n    \
         tags: [\n",
    );
    for tag in &config.tags {
        let digit = tag.digit.map_or_else(String::new, |digit| format!("digit: {digit}, "));
        file.push_str(&format!(
            "        (name: {:?}, {digit}colour: {:?}, description: {:?}),\n",
            tag.name.as_str(),
            tag.colour.name(),
            tag.description,
        ));
    }
    file.push_str("    ],\n");
    file.push_str(KEYS);
    let others: Vec<String> = places().skip(1).map(|(name, _)| format!("{name:?}")).collect();
    file.push_str(&format!("    // Places beside \"everywhere\": {}.\n", others.join(", ")));
    file.push_str(&format!("    keys: {{\n        {EVERYWHERE:?}: {{\n"));
    for group in Group::ALL {
        file.push_str(&format!("            // {}\n", group.name()));
        for info in ACTIONS.iter().filter(|info| info.group == group) {
            file.push_str(&key_line(info));
        }
    }
    file.push_str("        },\n    },\n)\n");
    file
}

fn key_line(info: &ActionInfo) -> String {
    let keys: Vec<String> = info.keys.iter().map(|keys| format!("{keys:?}")).collect();
    let line = format!("            {:?}: [{}],", info.name, keys.join(", "));
    format!("{line:<56} // {}\n", info.doc)
}

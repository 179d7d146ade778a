//! What the help page says: the table of actions with the keys they are bound to.

use crate::action::{ACTIONS, Context, Group};
use crate::keymap::Keymap;

/// A line of the help page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpLine {
    /// The name of a group.
    Heading(&'static str),
    /// An action.
    Action {
        /// Its keys, as they are written.
        keys: String,
        /// Its name as a `:` command, with what may follow it.
        name: String,
        /// What it does.
        doc: &'static str,
    },
    /// Nothing.
    Gap,
}

/// The help page for a pane: what can be done there, and while typing.
pub fn lines(keymap: &Keymap, about: Context) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        let actions = group_lines(keymap, about, group);
        if actions.is_empty() {
            continue;
        }
        lines.push(HelpLine::Heading(group.name()));
        lines.extend(actions);
        lines.push(HelpLine::Gap);
    }
    lines.pop();
    lines
}

fn group_lines(keymap: &Keymap, about: Context, group: Group) -> Vec<HelpLine> {
    ACTIONS
        .iter()
        .filter(|info| info.group == group)
        .filter_map(|info| {
            let shown = info.contexts.contains(&about) || group == Group::Typing;
            let context = if shown && !info.contexts.contains(&about) {
                *info.contexts.first()?
            } else {
                about
            };
            shown.then(|| HelpLine::Action {
                keys: keymap.keys_of(context, info.action).join("  "),
                name: match info.argument {
                    Some(argument) => format!("{} {argument}", info.name),
                    None => info.name.to_owned(),
                },
                doc: info.doc,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(about: Context) -> Vec<String> {
        lines(&Keymap::default(), about)
            .into_iter()
            .filter_map(|line| match line {
                HelpLine::Action { name, .. } => Some(name),
                HelpLine::Heading(_) | HelpLine::Gap => None,
            })
            .collect()
    }

    #[test]
    fn help_is_about_the_pane_in_focus() {
        assert!(names(Context::Text).contains(&"next-word".to_owned()));
        assert!(!names(Context::List).contains(&"next-word".to_owned()));
        assert!(names(Context::List).contains(&"theme NAME".to_owned()));
    }

    #[test]
    fn every_action_is_on_some_page_with_its_keys() {
        for info in ACTIONS {
            let on_page = Context::ALL.into_iter().any(|context| {
                lines(&Keymap::default(), context).iter().any(|line| match line {
                    HelpLine::Action { name, keys, .. } => {
                        name.split(' ').next() == Some(info.name) && !keys.is_empty()
                    }
                    HelpLine::Heading(_) | HelpLine::Gap => false,
                })
            });
            assert!(on_page, "{}", info.name);
        }
    }
}

//! What the help page says: the table of actions with the keys they are bound to.

use crate::action::{ACTIONS, ActionInfo, Context, Group, PAGES};
use crate::claim::ClaimKind;
use crate::keymap::Keymap;
use crate::text::wrap::{self, Setting};

use super::layout::{Size, help_width};

/// The cells before the keys, and those between the keys and what is said of them.
pub const INDENT: u16 = 2;
/// The fewest cells in which it is worth while to set words.
const LEAST_ROOM: usize = 16;

/// A line of the help page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpLine {
    /// The name of a group.
    Heading(String),
    /// An action; its name stands on the last of its lines.
    Action {
        /// Its keys, as they are written.
        keys: String,
        /// Its name as a `:` command, with what may follow it.
        name: String,
        /// What it does.
        doc: &'static str,
    },
    /// A sign on the screen.
    Sign {
        /// Which.
        sign: Sign,
        /// What it stands for.
        doc: &'static str,
    },
    /// What else is said of the line before.
    More {
        /// The action's name, on the last of its lines.
        name: String,
        /// What it does.
        doc: &'static str,
    },
    /// Nothing.
    Gap,
}

/// The help page as it is set in a window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HelpPage {
    /// Its lines.
    pub lines: Vec<HelpLine>,
    /// The cells before what is said of keys and signs.
    pub words_at: u16,
}

/// A sign on the screen; how it is drawn is not said here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// A claim that is not decided on.
    Claim,
    /// An accepted claim.
    Accepted,
    /// A dismissed claim.
    Dismissed,
    /// A highlight.
    Highlight,
    /// A tag.
    Tag,
    /// A note.
    Note,
    /// An account that contradicts a claim.
    Conflicts,
    /// An account that says it otherwise.
    Differs,
    /// An account that says the same.
    Agrees,
    /// The claim that the others of its row are compared with.
    Head,
    /// An article that is silent.
    Absent,
    /// Where words are left out.
    Cut,
    /// What stands on words that were edited.
    Edited,
    /// What may be at several places.
    Uncertain,
    /// What is on words that are gone.
    Lost,
    /// A kind of claim.
    Kind(ClaimKind),
}

/// What the signs stand for.
pub const SIGNS: [(Sign, &str); 22] = [
    (Sign::Claim, "a proposed claim"),
    (Sign::Accepted, "a claim you accepted"),
    (Sign::Dismissed, "a claim you dismissed"),
    (Sign::Highlight, "a highlight, by the letter of its colour"),
    (Sign::Tag, "a passage with tags"),
    (Sign::Note, "a passage with a note; dim: one that is begun and not saved"),
    (Sign::Conflicts, "other articles contradict it: so many"),
    (Sign::Differs, "other articles say it otherwise: so many"),
    (Sign::Agrees, "other articles say the same: so many"),
    (Sign::Head, "in the matrix: what the others of its row are compared with"),
    (Sign::Absent, "in the matrix: the article says nothing of it"),
    (Sign::Edited, "words that were edited since"),
    (Sign::Uncertain, "what may be at several places, of which none was chosen"),
    (Sign::Lost, "words that are gone"),
    (Sign::Cut, "words are left out here"),
    (Sign::Kind(ClaimKind::Quantity), "kind of claim: quantity"),
    (Sign::Kind(ClaimKind::Date), "kind of claim: date"),
    (Sign::Kind(ClaimKind::Event), "kind of claim: event"),
    (Sign::Kind(ClaimKind::Terms), "kind of claim: terms"),
    (Sign::Kind(ClaimKind::Attribution), "kind of claim: attribution"),
    (Sign::Kind(ClaimKind::Comparison), "kind of claim: comparison"),
    (Sign::Kind(ClaimKind::Other), "kind of claim: other"),
];

/// The help page for a pane as it is set in a window. What is said of a key stands beside it, in a
/// narrow window below; none of it is cut.
pub fn page(keymap: &Keymap, about: Context, sought: &str, size: Size) -> HelpPage {
    let lines = lines(keymap, about, sought);
    let keys = lines.iter().map(|line| match line {
        HelpLine::Action { keys, .. } => wrap::cells(keys),
        HelpLine::Sign { .. } | HelpLine::Heading(_) | HelpLine::More { .. } | HelpLine::Gap => 0,
    });
    let indents = 2 * usize::from(INDENT);
    let beside = indents + keys.max().unwrap_or(0);
    let width = help_width(size);
    let is_beside = beside + LEAST_ROOM <= width;
    let words_at = if is_beside { beside } else { indents };
    let room = width.saturating_sub(words_at);
    HelpPage {
        lines: lines.into_iter().flat_map(|line| set(line, room, is_beside)).collect(),
        words_at: u16::try_from(words_at).unwrap_or(u16::MAX),
    }
}

/// A line as lines of so many cells for words, the first of them beside the keys or not.
fn set(line: HelpLine, room: usize, is_beside: bool) -> Vec<HelpLine> {
    let (HelpLine::Action { doc, .. } | HelpLine::Sign { doc, .. }) = line else {
        return vec![line];
    };
    let rows = wrap::wrap(doc, room, Setting::Flowing);
    let mut docs: Vec<&'static str> = rows.iter().map(|row| row.span.of(doc)).collect();
    if !is_beside {
        docs.insert(0, "");
    }
    let last = docs.len().saturating_sub(1);
    let rows = docs.into_iter().enumerate().map(|(nth, doc)| match &line {
        HelpLine::Action { keys, name, .. } => {
            let name = if nth == last { name.clone() } else { String::new() };
            match nth {
                0 => HelpLine::Action { keys: keys.clone(), name, doc },
                _ => HelpLine::More { name, doc },
            }
        }
        HelpLine::Sign { sign, .. } if nth == 0 => HelpLine::Sign { sign: *sign, doc },
        HelpLine::Sign { .. } | HelpLine::Heading(_) | HelpLine::More { .. } | HelpLine::Gap => {
            HelpLine::More { name: String::new(), doc }
        }
    });
    rows.collect()
}

/// The help page for a pane: what can be done there and while typing, then what can be done in the
/// other panes only. Of all that the lines that hold every word of `sought`.
pub fn lines(keymap: &Keymap, about: Context, sought: &str) -> Vec<HelpLine> {
    let words: Vec<String> = sought.split_whitespace().map(str::to_lowercase).collect();
    let own = Group::ALL
        .into_iter()
        .map(|group| (group.name().to_owned(), group_lines(keymap, group, about)));
    let others = panes()
        .filter(|&pane| pane != about)
        .map(|pane| (format!("In the {} only", pane.name()), lines_elsewhere(keymap, about, pane)));
    let signs = SIGNS.iter().map(|&(sign, doc)| HelpLine::Sign { sign, doc }).collect();
    let signs = std::iter::once(("Signs".to_owned(), signs));
    let mut lines = Vec::new();
    for (heading, actions) in own.chain(others).chain(signs) {
        let actions: Vec<HelpLine> =
            actions.into_iter().filter(|line| line.holds(&heading, &words)).collect();
        if actions.is_empty() {
            continue;
        }
        lines.push(HelpLine::Heading(heading));
        lines.extend(actions);
        lines.push(HelpLine::Gap);
    }
    lines.pop();
    lines
}

/// The panes and what opens over them, whose keys stand on every page.
fn panes() -> impl Iterator<Item = Context> {
    PAGES.iter().copied().filter(|page| *page != Context::Help)
}

impl HelpLine {
    /// Whether it holds every one of the words, which are in small letters.
    fn holds(&self, heading: &str, words: &[String]) -> bool {
        let told = match self {
            Self::Action { keys, name, doc } => format!("{heading} {keys} :{name} {doc}"),
            Self::Sign { doc, .. } => format!("{heading} {doc}"),
            Self::Heading(_) | Self::More { .. } | Self::Gap => return false,
        };
        let told = told.to_lowercase();
        words.iter().all(|word| told.contains(word.as_str()))
    }
}

fn group_lines(keymap: &Keymap, group: Group, about: Context) -> Vec<HelpLine> {
    ACTIONS
        .iter()
        .filter(|info| info.group == group)
        .filter_map(|info| {
            let is_here = info.contexts.contains(&about);
            let shown = is_here || group == Group::Typing;
            let context = if is_here { about } else { *info.contexts.first()? };
            shown.then(|| line(keymap, context, info))
        })
        .collect()
}

/// What can be done in a pane, but neither here nor in the panes that come before it.
fn lines_elsewhere(keymap: &Keymap, about: Context, pane: Context) -> Vec<HelpLine> {
    let is_first = |info: &&ActionInfo| {
        let first = panes().find(|each| info.contexts.contains(each));
        !info.contexts.contains(&about) && first == Some(pane)
    };
    ACTIONS.iter().filter(is_first).map(|info| line(keymap, pane, info)).collect()
}

fn line(keymap: &Keymap, context: Context, info: &ActionInfo) -> HelpLine {
    HelpLine::Action {
        keys: keymap.keys_of(context, info.action).join("  "),
        name: match info.argument {
            Some(argument) => format!("{} {argument}", info.name),
            None => info.name.to_owned(),
        },
        doc: info.doc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(about: Context) -> Vec<String> {
        lines(&Keymap::default(), about, "")
            .into_iter()
            .filter_map(|line| match line {
                HelpLine::Action { name, .. } => Some(name),
                HelpLine::Heading(_)
                | HelpLine::Sign { .. }
                | HelpLine::More { .. }
                | HelpLine::Gap => None,
            })
            .collect()
    }

    #[test]
    fn help_is_about_the_pane_in_focus() {
        assert!(names(Context::Text).contains(&"next-word".to_owned()));
        let place = |about, name: &str| names(about).iter().position(|each| each == name);
        assert!(place(Context::Text, "next-word") < place(Context::Text, "quit"));
        assert!(place(Context::List, "next-word") > place(Context::List, "quit"));
        assert!(names(Context::List).contains(&"theme NAME".to_owned()));
    }

    #[test]
    fn nothing_is_cut_in_a_narrow_window() {
        let keymap = Keymap::default();
        let of = |columns| page(&keymap, Context::Text, "", Size { columns, rows: 20 });
        let words = |lines: &[HelpLine]| -> String {
            let words = lines.iter().map(|line| match line {
                HelpLine::Action { doc, .. }
                | HelpLine::Sign { doc, .. }
                | HelpLine::More { doc, .. } => *doc,
                HelpLine::Heading(_) | HelpLine::Gap => "",
            });
            words.flat_map(str::split_whitespace).collect()
        };
        let names = |lines: &[HelpLine]| -> Vec<String> {
            let names = lines.iter().filter_map(|line| match line {
                HelpLine::Action { name, .. } | HelpLine::More { name, .. } => Some(name.clone()),
                HelpLine::Heading(_) | HelpLine::Sign { .. } | HelpLine::Gap => None,
            });
            names.filter(|name| !name.is_empty()).collect()
        };
        let whole = lines(&keymap, Context::Text, "");
        assert_eq!(of(200).lines, whole);
        for columns in [80, 60, 36, 20] {
            let HelpPage { lines, words_at } = of(columns);
            assert_eq!(words(&lines), words(&whole), "{columns}");
            assert_eq!(names(&lines), names(&whole), "{columns}");
            let room = usize::from(columns - 2 - words_at);
            for line in &lines {
                if let HelpLine::Action { doc, .. }
                | HelpLine::Sign { doc, .. }
                | HelpLine::More { doc, .. } = line
                {
                    assert!(wrap::cells(doc) <= room, "{columns}: {doc}");
                }
            }
        }
        assert!(of(60).lines.len() > whole.len() + 20 && of(36).words_at < of(60).words_at);
        assert!(!of(1).lines.is_empty());
    }

    #[test]
    fn no_action_is_on_a_page_twice() {
        for about in Context::ALL {
            let mut names = names(about);
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{about:?}");
        }
    }

    #[test]
    fn the_page_is_searched_by_key_command_and_words() {
        let found = |sought| lines(&Keymap::default(), Context::List, sought);
        for (sought, wanted) in
            [("ctrl-o", "jump-back"), (":mark", "mark"), ("NEXT word", "next-word")]
        {
            let is_wanted = |line: &HelpLine| matches!(line, HelpLine::Action { name, .. } if name.starts_with(wanted));
            assert!(found(sought).iter().any(is_wanted), "{sought}");
            assert!(found(sought).len() < 12, "{sought}");
        }
        assert_eq!(found("zebra"), []);
        assert_eq!(found("kind quantity").len(), 2);
    }

    #[test]
    fn every_action_is_on_some_page_with_its_keys() {
        for info in ACTIONS {
            let on_page = Context::ALL.into_iter().any(|context| {
                lines(&Keymap::default(), context, "").iter().any(|line| match line {
                    HelpLine::Action { name, keys, .. } => {
                        name.split(' ').next() == Some(info.name) && !keys.is_empty()
                    }
                    HelpLine::Heading(_)
                    | HelpLine::Sign { .. }
                    | HelpLine::More { .. }
                    | HelpLine::Gap => false,
                })
            });
            assert!(on_page, "{}", info.name);
        }
    }
}

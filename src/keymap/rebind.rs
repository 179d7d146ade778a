//! The reader's own keys over those of the table.

use std::sync::Arc;

use super::key::{Key, KeyCode};
use super::{Binding, Keymap, bound_to, written};
use crate::action::{ACTIONS, Action, Context};

/// Keys that the reader chose for an action; they replace its keys of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebinding {
    /// Where; everywhere the action can be done if absent.
    pub context: Option<Context>,
    /// What they do.
    pub action: Action,
    /// The sequences of keys; none takes the action's keys away.
    pub keys: Vec<Vec<Key>>,
}

/// Keys that cannot do what was asked of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// Which of the rebindings.
    pub rebinding: usize,
    /// The keys, as they are written.
    pub keys: String,
    /// Where, the first place if there are several.
    pub context: Context,
    /// Why.
    pub reason: Reason,
}

/// Why keys cannot do what was asked of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The reader gave them, or their beginning, to this action before.
    Taken(Action),
    /// They do what was asked, and this action of the table lost them.
    Displaced(Action),
    /// They would be typed into a text.
    Typed,
}

/// Bindings with the rebinding they come from.
type Bound = Vec<(Option<usize>, Binding)>;

/// The keys of the table with the reader's own in their place, and what did not go together. A
/// specific place counts more than everywhere, a later line more than an earlier one.
pub(super) fn rebound(defaults: &Keymap, rebindings: &[Rebinding]) -> (Keymap, Vec<Clash>) {
    let mut bound: Bound = Vec::new();
    let mut clashes: Vec<Clash> = Vec::new();
    let mut tell = |clash: Clash| {
        let same = |told: &Clash| {
            (told.rebinding, &told.keys, told.reason)
                == (clash.rebinding, &clash.keys, clash.reason)
        };
        if !clashes.iter().any(same) {
            clashes.push(clash);
        }
    };
    for index in 0..rebindings.len() {
        for binding in bindings(rebindings, index) {
            let clash = |reason| Clash {
                rebinding: index,
                keys: written(&binding.keys),
                context: binding.context,
                reason,
            };
            if binding.context.is_typing() && binding.keys.first().is_some_and(is_typed) {
                tell(clash(Reason::Typed));
            } else if let Some((_, other)) =
                bound.iter().find(|(_, other)| clashing(other, &binding))
            {
                tell(clash(Reason::Taken(other.action)));
            } else if !bound.iter().any(|(_, other)| *other == binding) {
                bound.push((Some(index), binding));
            }
        }
    }
    for binding in defaults.bindings.iter() {
        if chosen(rebindings, binding.context, binding.action).is_some() {
            continue;
        }
        match bound.iter().find(|(_, other)| clashing(other, binding)) {
            Some((Some(index), _)) => tell(Clash {
                rebinding: *index,
                keys: written(&binding.keys),
                context: binding.context,
                reason: Reason::Displaced(binding.action),
            }),
            Some((None, _)) | None => bound.push((None, binding.clone())),
        }
    }
    let place = |action: Action| ACTIONS.iter().position(|info| info.action == action);
    bound.sort_by_key(|(_, binding)| place(binding.action));
    (Keymap { bindings: bound.into_iter().map(|(_, binding)| binding).collect() }, clashes)
}

/// What a rebinding binds, in the places where no other one counts more.
fn bindings(rebindings: &[Rebinding], index: usize) -> Vec<Binding> {
    let Some(rebinding) = rebindings.get(index) else { return Vec::new() };
    let Some(info) = rebinding.action.info() else { return Vec::new() };
    let action = rebinding.action;
    let counts = |context: &&Context| chosen(rebindings, **context, action) == Some(index);
    let places: Vec<Context> = info.contexts.iter().filter(counts).copied().collect();
    let keys = rebinding.keys.iter().map(|keys| Arc::from(keys.as_slice()));
    keys.flat_map(|keys| bound_to(action, keys, &places)).collect()
}

/// The rebinding that counts for an action in a place.
fn chosen(rebindings: &[Rebinding], context: Context, action: Action) -> Option<usize> {
    let last = |wanted: Option<Context>| {
        rebindings.iter().rposition(|each| each.action == action && each.context == wanted)
    };
    last(Some(context)).or_else(|| last(None))
}

/// Whether two bindings cannot stand side by side: the keys of one begin the other's.
pub(super) fn clashing(one: &Binding, other: &Binding) -> bool {
    let mut pairs = one.keys.iter().zip(other.keys.iter());
    one.context == other.context
        && one.action != other.action
        && pairs.all(|(left, right)| left.as_sent() == right.as_sent())
}

fn is_typed(key: &Key) -> bool {
    matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Meaning;

    fn rebinding(context: Option<Context>, action: Action, keys: &[&str]) -> Rebinding {
        let keys = keys.iter().map(|keys| Key::parse_sequence(keys).unwrap()).collect();
        Rebinding { context, action, keys }
    }

    fn meaning(keymap: &Keymap, context: Context, keys: &str) -> Meaning {
        keymap.meaning(context, &Key::parse_sequence(keys).unwrap())
    }

    #[test]
    fn two_actions_change_their_keys_without_a_clash() {
        let swapped =
            [rebinding(None, Action::Down, &["k"]), rebinding(None, Action::Up, &["j", "Ctrl-p"])];
        let (keymap, clashes) = Keymap::default().rebound(&swapped);
        assert_eq!(clashes, []);
        assert_eq!(meaning(&keymap, Context::List, "k"), Meaning::Action(Action::Down));
        assert_eq!(meaning(&keymap, Context::Help, "Ctrl-p"), Meaning::Action(Action::Up));
        assert_eq!(meaning(&keymap, Context::Text, "Down"), Meaning::Unbound);
        assert_eq!(keymap.keys_of(Context::Text, Action::Up), ["j", "Ctrl-p"]);
    }

    #[test]
    fn a_place_counts_more_than_everywhere() {
        let both = [
            rebinding(Some(Context::Text), Action::Down, &["Ctrl-n"]),
            rebinding(None, Action::Down, &["Ctrl-x"]),
        ];
        let (keymap, _) = Keymap::default().rebound(&both);
        assert_eq!(keymap.keys_of(Context::Text, Action::Down), ["Ctrl-n"]);
        assert_eq!(keymap.keys_of(Context::List, Action::Down), ["Ctrl-x"]);
    }

    #[test]
    fn what_loses_its_keys_is_told_once() {
        let (keymap, clashes) =
            Keymap::default().rebound(&[rebinding(None, Action::Why, &["h", "g"])]);
        let reasons: Vec<Reason> = clashes.iter().map(|clash| clash.reason).collect();
        assert!(reasons.contains(&Reason::Displaced(Action::Highlight)), "{reasons:?}");
        assert!(reasons.contains(&Reason::Displaced(Action::Top)), "{reasons:?}");
        assert_eq!(meaning(&keymap, Context::Text, "h"), Meaning::Action(Action::Why));
        assert_eq!(meaning(&keymap, Context::Text, "g"), Meaning::Action(Action::Why));
        assert_eq!(meaning(&keymap, Context::List, "g g"), Meaning::Action(Action::Top));
    }

    #[test]
    fn the_reader_s_first_word_stands_and_typing_is_not_caught() {
        let twice = [
            rebinding(None, Action::Help, &["Ctrl-i"]),
            rebinding(None, Action::Theme, &["Tab"]),
            rebinding(None, Action::NoteSave, &["s", "Ctrl-g"]),
        ];
        let (keymap, clashes) = Keymap::default().rebound(&twice);
        assert_eq!(meaning(&keymap, Context::Text, "Tab"), Meaning::Action(Action::Help));
        assert_eq!(meaning(&keymap, Context::Note, "s"), Meaning::Unbound);
        assert_eq!(meaning(&keymap, Context::Note, "Ctrl-g"), Meaning::Action(Action::NoteSave));
        let told = |index, reason| {
            clashes.iter().any(|clash| (clash.rebinding, clash.reason) == (index, reason))
        };
        assert!(told(0, Reason::Displaced(Action::NextPane)));
        assert!(told(1, Reason::Taken(Action::Help)));
        assert!(told(2, Reason::Typed));
    }

    #[test]
    fn an_action_can_be_without_keys() {
        let (keymap, clashes) = Keymap::default().rebound(&[rebinding(None, Action::Suspend, &[])]);
        assert_eq!(clashes, []);
        assert_eq!(meaning(&keymap, Context::Text, "Ctrl-z"), Meaning::Unbound);
    }

    #[test]
    fn no_rebinding_leaves_the_table() {
        let (keymap, clashes) = Keymap::default().rebound(&[]);
        assert_eq!((keymap, clashes), (Keymap::default(), Vec::new()));
    }
}

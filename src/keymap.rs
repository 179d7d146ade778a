//! Keys and the other things a reader does to a terminal, and what they are bound to.
//!
//! Knows the table of actions. Must never know what an action does, or where a key press comes
//! from.

pub mod input;
pub mod key;
mod rebind;

use std::sync::Arc;

use crate::action::{ACTIONS, Action, Context};
use key::Key;

pub use rebind::{Clash, Reason, Rebinding};

/// Which keys do what, in each context. Its clones share them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    bindings: Arc<[Binding]>,
}

/// A sequence of keys that does something in a context.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Binding {
    context: Context,
    keys: Arc<[Key]>,
    action: Action,
}

/// What a sequence of keys means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It does this.
    Action(Action),
    /// It is the beginning of something.
    Pending,
    /// Nothing.
    Unbound,
}

impl Default for Keymap {
    /// The keys of the table of actions.
    fn default() -> Self {
        let bindings = ACTIONS
            .iter()
            .flat_map(|info| info.keys.iter().map(move |keys| (info, keys)))
            .filter_map(|(info, keys)| Some((info, Arc::from(Key::parse_sequence(keys)?))))
            .flat_map(|(info, keys)| bound_to(info.action, keys, info.contexts))
            .collect();
        Self { bindings }
    }
}

/// What keys do in each of these contexts.
fn bound_to(
    action: Action,
    keys: Arc<[Key]>,
    contexts: &[Context],
) -> impl Iterator<Item = Binding> {
    contexts.iter().map(move |&context| Binding { context, keys: Arc::clone(&keys), action })
}

impl Keymap {
    /// These keys with the reader's own in the place of those of the same actions, and what did
    /// not go together.
    pub fn rebound(&self, rebindings: &[Rebinding]) -> (Self, Vec<Clash>) {
        rebind::rebound(self, rebindings)
    }

    /// What the keys pressed so far mean.
    pub fn meaning(&self, context: Context, pressed: &[Key]) -> Meaning {
        let same = |binding: &&Binding| {
            binding.context == context
                && binding.keys.len() >= pressed.len()
                && binding.keys.iter().zip(pressed).all(|(bound, key)| is_same(*bound, *key))
        };
        let longest_first = self.bindings.iter().filter(same).max_by_key(|each| each.keys.len());
        match longest_first {
            None => Meaning::Unbound,
            Some(binding) if binding.keys.len() > pressed.len() => Meaning::Pending,
            Some(binding) => Meaning::Action(binding.action),
        }
    }

    /// The keys of an action in a context, as they are written.
    pub fn keys_of(&self, context: Context, action: Action) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|binding| binding.context == context && binding.action == action)
            .map(|binding| written(&binding.keys))
            .collect()
    }

    /// A text in which every `{name}` of an action is the first of its keys; the action is still
    /// reached by `:name` where it has none.
    pub fn told(&self, text: &'static str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            told.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            told.push_str(&self.key_named(name));
            rest = after;
        }
        told.push_str(rest);
        told
    }

    fn key_named(&self, name: &str) -> String {
        let action = Action::named(name).map(|info| info.action);
        let bound = self.bindings.iter().find(|binding| Some(binding.action) == action);
        bound.map_or_else(|| format!(":{name}"), |binding| written(&binding.keys))
    }

    /// What can follow the keys pressed so far, with what it does.
    pub fn continuations(&self, context: Context, pressed: &[Key]) -> Vec<(String, Action)> {
        self.bindings
            .iter()
            .filter(|binding| binding.context == context && binding.keys.starts_with(pressed))
            .filter_map(|binding| {
                let rest = binding.keys.get(pressed.len()..)?;
                (!rest.is_empty()).then(|| (written(rest), binding.action))
            })
            .collect()
    }
}

/// Whether a pressed key is the bound one, as far as a plain terminal can tell them apart.
fn is_same(bound: Key, pressed: Key) -> bool {
    bound == pressed || bound.as_sent() == pressed.as_sent()
}

/// Keys that are pressed one after another, as the tables write them.
pub(crate) fn written(keys: &[Key]) -> String {
    let all_plain = keys.iter().all(|key| *key == Key { ctrl: false, alt: false, ..*key });
    let parts: Vec<String> = keys.iter().map(Key::to_string).collect();
    let short = all_plain && parts.iter().all(|part| part.chars().count() == 1);
    parts.join(if short { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(written: &str) -> Vec<Key> {
        Key::parse_sequence(written).unwrap()
    }

    #[test]
    fn one_key_two_keys_and_no_key() {
        let keymap = Keymap::default();
        let meaning = |written: &str| keymap.meaning(Context::Text, &keys(written));
        assert_eq!(meaning("j"), Meaning::Action(Action::Down));
        assert_eq!(meaning("g"), Meaning::Pending);
        assert_eq!(meaning("g g"), Meaning::Action(Action::Top));
        assert_eq!(meaning("g z"), Meaning::Unbound);
        assert_eq!(meaning("Ctrl-i"), Meaning::Action(Action::NextPane));
    }

    #[test]
    fn no_key_has_two_meanings_in_one_context() {
        for one in Keymap::default().bindings.iter() {
            for other in Keymap::default().bindings.iter() {
                assert!(!rebind::clashing(one, other), "{one:?} hides {other:?}");
            }
        }
    }

    #[test]
    fn typing_is_never_caught_by_a_plain_character() {
        for binding in Keymap::default().bindings.iter() {
            if binding.context.is_typing() {
                let key = binding.keys[0];
                let plain = matches!(key.code, key::KeyCode::Char(_)) && !key.ctrl && !key.alt;
                assert!(!plain, "{binding:?}");
            }
        }
    }

    #[test]
    fn a_text_names_the_keys_that_hold() {
        let keymap = Keymap::default();
        assert_eq!(keymap.told("{undo} or {go-to-mark}a"), "u or 'a");
        assert_eq!(keymap.told("{jump-back}, {no such}"), "Ctrl-o, :no such");
        let keys = vec![keys("Ctrl-g")];
        let rebinding = Rebinding { context: None, action: Action::Undo, keys };
        let (rebound, _) = keymap.rebound(&[rebinding]);
        assert_eq!(rebound.told("{undo}"), "Ctrl-g");
    }

    #[test]
    fn what_may_follow_a_prefix() {
        let follow = Keymap::default().continuations(Context::Text, &keys("g"));
        assert!(follow.contains(&("g".to_owned(), Action::Top)));
        assert!(follow.contains(&("w".to_owned(), Action::Why)));
    }

    #[test]
    fn keys_are_written_as_they_are_pressed() {
        let keymap = Keymap::default();
        assert_eq!(keymap.keys_of(Context::Text, Action::Top), ["gg", "Home"]);
        assert_eq!(keymap.keys_of(Context::Text, Action::PageDown), ["Ctrl-f", "Space", "PgDn"]);
    }
}

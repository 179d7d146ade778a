//! What the word being typed may become.

use super::table::{KEYS, Values};

/// Where the last term of a line begins, in bytes; white space in quotes does not end a term.
pub fn last_word(line: &str) -> usize {
    let mut quoted = false;
    let mut start = 0;
    for (at, letter) in line.char_indices() {
        quoted ^= letter == '"';
        if letter.is_whitespace() && !quoted {
            start = at + letter.len_utf8();
        }
    }
    start
}

/// What the last term of a line may be completed to, each to take its place as a whole: keys, and
/// values of the key that is typed. Which of them fit is left to the prompt.
pub fn completions(typed: &str, tags: &[&str], outlets: &[&str]) -> Vec<String> {
    let word = typed.get(last_word(typed)..).unwrap_or_default();
    let (sign, word) = word.strip_prefix('-').map_or(("", word), |rest| ("-", rest));
    let of = |key: &super::Key| -> Vec<String> {
        let known = match key.values {
            Values::Tag => tags.to_vec(),
            Values::Source => outlets.to_vec(),
            Values::State | Values::Kind | Values::Title => key.values.closed(),
        };
        known.iter().map(|value| format!("{sign}{}:{}", key.name, quoted(value))).collect()
    };
    if let Some((name, _)) = word.split_once(':') {
        return KEYS.iter().filter(|key| key.name == name).flat_map(of).collect();
    }
    let names = KEYS.iter().map(|key| format!("{sign}{}:", key.name));
    if word.is_empty() {
        return names.collect();
    }
    names.chain(KEYS.iter().flat_map(of)).collect()
}

/// A value with quotes where it needs them.
fn quoted(value: &str) -> String {
    let plain = value.replace('"', "");
    if plain.contains(char::is_whitespace) { format!("\"{plain}\"") } else { plain }
}

//! Text as a serialiser escapes it, made readable.
//!
//! Knows escapes alone. Must never change what a text reads as.

/// Takes back the escapes of characters that can stand in a string as they are: apostrophes and
/// accents put on by combining. In what is written a backslash stands only in strings, and always
/// begins an escape.
pub(super) fn readable(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (plain, after) = plain_escape(escape);
        if let Some(character) = plain {
            text.push(character);
        } else {
            text.push('\\');
            text.extend(escape.chars().next());
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The character that an escape needlessly stands for, and what comes after the escape.
fn plain_escape(escape: &str) -> (Option<char>, &str) {
    if let Some(after) = escape.strip_prefix('\'') {
        return (Some('\''), after);
    }
    let code = escape.strip_prefix("u{").and_then(|code| code.split_once('}'));
    if let Some((code, after)) = code
        && let Some(character) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
        && (character.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&character))
    {
        return (Some(character), after);
    }
    let mut after = escape.chars();
    after.next();
    (None, after.as_str())
}

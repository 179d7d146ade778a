//! Character references, for HTML that is not parsed.

use std::borrow::Cow;

/// The names that texts use; a parser knows the other two thousand.
const NAMES: [(&str, &str); 26] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("uuml", "ü"),
    ("ouml", "ö"),
];

/// The longest reference, in bytes after the `&`.
const LONGEST: usize = 12;

/// Text with its character references replaced; unknown ones stay as they are.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        decoded.push_str(before);
        let found = reference
            .bytes()
            .take(LONGEST)
            .position(|byte| byte == b';')
            .and_then(|end| Some((character(reference.get(1..end)?)?, end + 1)));
        let (character, length) = found.unwrap_or_else(|| ("&".to_owned(), 1));
        decoded.push_str(&character);
        rest = reference.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn character(name: &str) -> Option<String> {
    if let Some((_, text)) = NAMES.iter().find(|(each, _)| *each == name) {
        return Some((*text).to_owned());
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_by_name_and_number() {
        assert_eq!(decoded("Tide &amp; ebb&#8217;s &#x2013; &euro;5"), "Tide & ebb’s – €5");
    }

    #[test]
    fn what_is_no_reference_stays() {
        assert_eq!(decoded("Q&A; R&D & &unknown; &#x110000;"), "Q&A; R&D & &unknown; &#x110000;");
    }
}

//! The sequence that asks a terminal to put text into the clipboard (OSC 52).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The sequence for `text`.
///
/// tmux takes the plain one where `set-clipboard` is on, and hands a wrapped one through to the
/// terminal where `allow-passthrough` is: both are sent, for each is without effect where the other
/// works, and does the same where both do.
pub(super) fn sequence(text: &str, in_tmux: bool) -> Vec<u8> {
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    if !in_tmux {
        return plain.into_bytes();
    }
    let escaped = plain.replace('\x1b', "\x1b\x1b");
    format!("{plain}\x1bPtmux;{escaped}\x1b\\").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_encoded_and_wrapped_for_tmux() {
        let plain = b"\x1b]52;c;YSDigJzDqeKAnQ==\x07";
        assert_eq!(sequence("a “é”", false), plain);
        let both = sequence("a “é”", true);
        assert!(both.starts_with(plain));
        assert_eq!(&both[plain.len()..], b"\x1bPtmux;\x1b\x1b]52;c;YSDigJzDqeKAnQ==\x07\x1b\\");
    }
}

//! What a terminal's replies mean: of all of them, only its background's colour is wanted.

use crate::keymap::input::{Background, Input};

/// What stands before the colour (OSC 11, from xterm's control sequences).
const BACKGROUND: &str = "\x1b]11;";

/// What a whole reply means, its end left off.
pub(super) fn meaning(reply: &[u8]) -> Option<Input> {
    let reply = std::str::from_utf8(reply).ok()?;
    colour(reply.strip_prefix(BACKGROUND)?).map(Input::Background)
}

/// Reads `rgb:RRRR/GGGG/BBBB` or `rgba:RRRR/GGGG/BBBB/AAAA`, with one to four digits each
/// (`XParseColor`).
fn colour(written: &str) -> Option<Background> {
    let channels = written.strip_prefix("rgb:").or_else(|| written.strip_prefix("rgba:"))?;
    let mut channels = channels.split('/').map(channel);
    let background =
        Background { red: channels.next()??, green: channels.next()??, blue: channels.next()?? };
    channels.all(|alpha| alpha.is_some()).then_some(background)
}

/// A channel in 255 steps: `f` is as much as `ffff`.
fn channel(digits: &str) -> Option<u8> {
    if !(1..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let most = (1_u32 << (4 * digits.len())) - 1;
    u8::try_from((value * 255 + most / 2) / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn background(reply: &str) -> Option<(u8, u8, u8)> {
        match meaning(reply.as_bytes()) {
            Some(Input::Background(Background { red, green, blue })) => Some((red, green, blue)),
            _ => None,
        }
    }

    #[test]
    fn colours_of_any_length_are_read() {
        for (reply, colour) in [
            ("\x1b]11;rgb:0000/8080/ffff", Some((0, 128, 255))),
            ("\x1b]11;rgb:0/80/fff", Some((0, 128, 255))),
            ("\x1b]11;rgba:ffff/ffff/ffff/8000", Some((255, 255, 255))),
            ("\x1b]10;rgb:0000/0000/0000", None),
            ("\x1b]11;rgb:0000/0000", None),
            ("\x1b]11;rgb:00000/0/0", None),
            ("\x1b]11;rgb:+0/0/0", None),
            ("\x1b]11;rgb://", None),
            ("\x1b]11;?", None),
            ("\x1bP11;rgb:0/0/0", None),
        ] {
            assert_eq!(background(reply), colour, "{reply:?}");
        }
    }

    #[test]
    fn light_and_dark() {
        for (colour, light) in [
            ((255, 255, 255), true),
            ((253, 246, 227), true),
            ((0, 43, 54), false),
            ((0, 0, 0), false),
        ] {
            let (red, green, blue) = colour;
            assert_eq!(Background { red, green, blue }.is_light(), light, "{colour:?}");
        }
    }
}

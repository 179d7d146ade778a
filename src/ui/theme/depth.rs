//! How many colours a terminal shows.

use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Depth {
    /// None: the reader asked for none.
    None,
    /// The sixteen of ANSI.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green and blue in 256 steps each.
    #[default]
    True,
}

/// The steps of a channel in xterm's colour cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// What the environment says: `NO_COLOR` (<https://no-color.org>), `COLORTERM`, `TERM`.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name: &str| variable(name).filter(|value| !value.is_empty());
        if is_set("NO_COLOR").is_some() {
            return Self::None;
        }
        let colour_term = is_set("COLORTERM").unwrap_or_default();
        if colour_term == "truecolor" || colour_term == "24bit" {
            return Self::True;
        }
        let term = is_set("TERM").unwrap_or_default();
        if term.contains("direct") {
            Self::True
        } else if term.contains("256") || term.contains("kitty") || term.contains("alacritty") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// Whether a built-in theme can be shown.
    pub(super) fn suits(self, theme: &str) -> bool {
        match self {
            Self::None => theme == "mono",
            Self::Sixteen => matches!(theme, "sixteen" | "mono"),
            Self::Indexed | Self::True => true,
        }
    }

    /// The built-in theme to begin with.
    pub(super) const fn best_theme(self) -> &'static str {
        match self {
            Self::None => "mono",
            Self::Sixteen => "sixteen",
            Self::Indexed | Self::True => "dark",
        }
    }

    /// The colour that is shown for `colour`.
    pub(super) fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) | (Self::Sixteen, Color::Rgb(..)) => Color::Reset,
            (Self::Indexed, Color::Rgb(red, green, blue)) => {
                Color::Indexed(nearest_index(red, green, blue))
            }
            (Self::Sixteen | Self::Indexed | Self::True, colour) => colour,
        }
    }
}

/// The nearest of xterm's 216 cube colours and 24 greys.
fn nearest_index(red: u8, green: u8, blue: u8) -> u8 {
    let (r, g, b) = (nearest_step(red), nearest_step(green), nearest_step(blue));
    let cube = [STEPS[usize::from(r)], STEPS[usize::from(g)], STEPS[usize::from(b)]];
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let step = u8::try_from(mean.saturating_sub(3) / 10).unwrap_or(u8::MAX).min(23);
    let grey = [8 + step * 10; 3];
    let wanted = [red, green, blue];
    if distance(grey, wanted) < distance(cube, wanted) {
        232 + step
    } else {
        16 + 36 * r + 6 * g + b
    }
}

fn nearest_step(value: u8) -> u8 {
    let nearest = (0..6).min_by_key(|&index| STEPS[usize::from(index)].abs_diff(value));
    nearest.unwrap_or(0)
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter().zip(other).map(|(left, right)| u32::from(left.abs_diff(right)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(variables: &[(&str, &str)]) -> Depth {
        Depth::of(|name| {
            variables.iter().find(|(each, _)| *each == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_tells() {
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(depth(&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(&[("TERM", "xterm-direct"), ("NO_COLOR", "")]), Depth::True);
    }

    #[test]
    fn colours_of_the_cube_and_greys_are_met_exactly() {
        assert_eq!(nearest_index(255, 0, 0), 196);
        assert_eq!(nearest_index(95, 135, 175), 67);
        assert_eq!(nearest_index(8, 8, 8), 232);
        assert_eq!(nearest_index(238, 238, 238), 255);
    }
}

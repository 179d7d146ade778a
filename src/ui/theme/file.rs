//! Theme files: one style a role, in RON.

use std::collections::BTreeMap;
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::{NAMED, Role};
use crate::problem::Problem;

/// A style as it is written: `(fg: "#d8dee9", bold: true)`.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the file")]
struct WrittenStyle {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

/// Reads a file that maps the names of roles to styles.
pub(super) fn read(name: &str, file: &str) -> Result<BTreeMap<Role, Style>, Problem> {
    let place = format!("theme {name}");
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let written: BTreeMap<String, WrittenStyle> =
        options.from_str(file).map_err(|error| Problem::new(place.clone(), error.to_string()))?;
    let mut styles = BTreeMap::new();
    for (role_name, written) in written {
        let role = NAMED.iter().find(|(_, name)| *name == role_name).map(|&(role, _)| role);
        let role = role.ok_or_else(|| {
            Problem::new(place.clone(), format!("there is no role \"{role_name}\""))
        })?;
        let style = style(&written).map_err(|colour| {
            Problem::new(place.clone(), format!("\"{colour}\" is not a colour"))
                .advise("write \"#rrggbb\" or a name such as \"red\"")
        })?;
        styles.insert(role, style);
    }
    Ok(styles)
}

fn style(written: &WrittenStyle) -> Result<Style, String> {
    let colour = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => Color::from_str(text).map(Some).map_err(|_| text.clone()),
    };
    let modifiers = [
        (written.bold, Modifier::BOLD),
        (written.dim, Modifier::DIM),
        (written.italic, Modifier::ITALIC),
        (written.underline, Modifier::UNDERLINED),
        (written.reverse, Modifier::REVERSED),
    ];
    let add_modifier = modifiers
        .into_iter()
        .filter(|(is_set, _)| *is_set)
        .fold(Modifier::empty(), |all, (_, modifier)| all | modifier);
    Ok(Style { fg: colour(&written.fg)?, bg: colour(&written.bg)?, ..Style::new() }
        .add_modifier(add_modifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_read() {
        let styles = read("t", r##"{"text": (fg: "#010203", bold: true)}"##).unwrap();
        let style = styles[&Role::Text];
        assert_eq!(style.fg, Some(Color::Rgb(1, 2, 3)));
        assert_eq!(style.add_modifier, Modifier::BOLD);
    }

    #[test]
    fn faults_are_named() {
        for (file, told) in [
            (r#"{"txt": ()}"#, "txt"),
            (r#"{"text": (fg: "reddish")}"#, "reddish"),
            (r#"{"text": (colour: "red")}"#, "colour"),
            ("{", "theme t"),
        ] {
            let problem = read("t", file).unwrap_err().to_string();
            assert!(problem.contains(told), "{problem}");
        }
    }
}

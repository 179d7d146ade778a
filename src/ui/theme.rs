//! Roles, and the themes that give each of them a style.
//!
//! Drawing code names roles; colours stand in `themes/*.ron` alone.

mod depth;
mod file;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ratatui::style::Style;

use crate::annotation::Colour;
use crate::problem::Problem;

pub use depth::Depth;

/// What a piece of the screen is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Running text and the ground behind everything.
    Text,
    /// What matters less.
    Dim,
    /// A heading.
    Heading,
    /// Emphasised words.
    Italic,
    /// Strongly emphasised words.
    Bold,
    /// Code and tables.
    Code,
    /// Quoted text.
    Quote,
    /// Navigation, share lines, disclaimers.
    Boilerplate,
    /// List markers and quote bars.
    Marker,
    /// The edge of a pane.
    Border,
    /// The edge of the pane that has the keys.
    BorderFocus,
    /// The title of a pane.
    Title,
    /// The title of the pane that has the keys.
    TitleFocus,
    /// An item of a list.
    Item,
    /// The item under the cursor.
    ItemCurrent,
    /// Laid over the item under the cursor of the pane that has the keys.
    Selected,
    /// The sentence bar.
    Bar,
    /// Laid over the sentence under the cursor.
    Sentence,
    /// Laid over what is selected in the text.
    Selection,
    /// Laid over the claim under the cursor.
    ClaimCurrent,
    /// The sign of a claim's kind.
    Kind,
    /// Who says it.
    Source,
    /// An accepted claim.
    Accepted,
    /// The sign of a note or tag.
    Mark,
    /// Laid over a hit of a search.
    Hit,
    /// Laid over the hit under the cursor.
    HitCurrent,
    /// The cursor's cell.
    Cursor,
    /// The bottom line.
    Status,
    /// A key in the bottom line.
    StatusKey,
    /// A message.
    StatusMessage,
    /// What went wrong.
    StatusError,
    /// A line being typed.
    Prompt,
    /// What stands before it.
    PromptLead,
    /// What it may be completed to.
    Completion,
    /// The completion chosen.
    CompletionChosen,
    /// Laid over words in which accounts part.
    Differing,
    /// A key on the help page.
    Key,
    /// What went wrong, in a pane.
    Error,
    /// Laid over a highlight.
    Highlight(Colour),
    /// A tag.
    Tag(Colour),
}

/// A role and its name in theme files.
const NAMED: [(Role, &str); 48] = [
    (Role::Text, "text"),
    (Role::Dim, "dim"),
    (Role::Heading, "heading"),
    (Role::Italic, "italic"),
    (Role::Bold, "bold"),
    (Role::Code, "code"),
    (Role::Quote, "quote"),
    (Role::Boilerplate, "boilerplate"),
    (Role::Marker, "marker"),
    (Role::Border, "border"),
    (Role::BorderFocus, "border_focus"),
    (Role::Title, "title"),
    (Role::TitleFocus, "title_focus"),
    (Role::Item, "item"),
    (Role::ItemCurrent, "item_current"),
    (Role::Selected, "selected"),
    (Role::Bar, "bar"),
    (Role::Sentence, "sentence"),
    (Role::Selection, "selection"),
    (Role::ClaimCurrent, "claim_current"),
    (Role::Kind, "kind"),
    (Role::Source, "source"),
    (Role::Accepted, "accepted"),
    (Role::Mark, "mark"),
    (Role::Hit, "hit"),
    (Role::HitCurrent, "hit_current"),
    (Role::Cursor, "cursor"),
    (Role::Status, "status"),
    (Role::StatusKey, "status_key"),
    (Role::StatusMessage, "status_message"),
    (Role::StatusError, "status_error"),
    (Role::Prompt, "prompt"),
    (Role::PromptLead, "prompt_lead"),
    (Role::Completion, "completion"),
    (Role::CompletionChosen, "completion_chosen"),
    (Role::Differing, "differing"),
    (Role::Key, "key"),
    (Role::Error, "error"),
    (Role::Highlight(Colour::Yellow), "highlight_yellow"),
    (Role::Highlight(Colour::Green), "highlight_green"),
    (Role::Highlight(Colour::Blue), "highlight_blue"),
    (Role::Highlight(Colour::Pink), "highlight_pink"),
    (Role::Highlight(Colour::Violet), "highlight_violet"),
    (Role::Tag(Colour::Yellow), "tag_yellow"),
    (Role::Tag(Colour::Green), "tag_green"),
    (Role::Tag(Colour::Blue), "tag_blue"),
    (Role::Tag(Colour::Pink), "tag_pink"),
    (Role::Tag(Colour::Violet), "tag_violet"),
];

/// The built-in themes; the first one is what the program starts with.
const BUILT_IN: [(&str, &str); 9] = [
    ("dark", include_str!("../../themes/dark.ron")),
    ("light", include_str!("../../themes/light.ron")),
    ("paper", include_str!("../../themes/paper.ron")),
    ("sepia", include_str!("../../themes/sepia.ron")),
    ("dusk", include_str!("../../themes/dusk.ron")),
    ("forest", include_str!("../../themes/forest.ron")),
    ("contrast", include_str!("../../themes/contrast.ron")),
    ("sixteen", include_str!("../../themes/sixteen.ron")),
    ("mono", include_str!("../../themes/mono.ron")),
];

/// A style for every role.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// What `:theme` knows it by.
    pub name: String,
    /// The file of a built-in theme, which is read when it is first drawn with: nobody waits for
    /// the other eight.
    file: &'static str,
    depth: Depth,
    styles: OnceLock<BTreeMap<Role, Style>>,
}

impl Theme {
    /// Reads a theme file. Roles it leaves out look like running text.
    pub fn read(name: &str, file: &str) -> Result<Self, Problem> {
        let styles = file::read(name, file)?.into();
        Ok(Self { name: name.to_owned(), styles, ..Self::default() })
    }

    fn built_in(name: &str, file: &'static str) -> Self {
        Self { name: name.to_owned(), file, ..Self::default() }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles().get(&role).copied().unwrap_or_default()
    }

    fn styles(&self) -> &BTreeMap<Role, Style> {
        // A test reads all built-in ones.
        self.styles.get_or_init(|| {
            let mut styles = file::read(&self.name, self.file).unwrap_or_default();
            fit(&mut styles, self.depth);
            styles
        })
    }

    /// The same theme for a terminal that shows fewer colours.
    pub fn at_depth(mut self, depth: Depth) -> Self {
        self.depth = depth;
        if let Some(styles) = self.styles.get_mut() {
            fit(styles, depth);
        }
        self
    }
}

/// Puts in the place of every colour the nearest one that the terminal shows.
fn fit(styles: &mut BTreeMap<Role, Style>, depth: Depth) {
    for style in styles.values_mut() {
        style.fg = style.fg.map(|colour| depth.nearest(colour));
        style.bg = style.bg.map(|colour| depth.nearest(colour));
    }
}

/// The built-in themes that suit a terminal, the best one first.
pub fn built_in(depth: Depth) -> Vec<Theme> {
    let mut themes: Vec<Theme> = BUILT_IN
        .iter()
        .map(|(name, file)| Theme::built_in(name, file))
        .filter(|theme| depth.suits(&theme.name))
        .map(|theme| theme.at_depth(depth))
        .collect();
    let best = depth.best_theme();
    themes.sort_by_key(|theme| theme.name != best);
    themes
}

/// Whether a theme of this name comes with the program.
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(built_in, _)| *built_in == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    #[test]
    fn every_built_in_theme_sets_every_role() {
        for (name, file) in BUILT_IN {
            let theme = Theme::read(name, file).unwrap();
            for (role, role_name) in NAMED {
                assert!(theme.styles().contains_key(&role), "{name}: {role_name}");
            }
        }
    }

    #[test]
    fn a_built_in_theme_is_read_when_it_is_drawn_with() {
        let themes = built_in(Depth::Indexed);
        assert!(themes.iter().all(|theme| theme.styles.get().is_none()));
        assert!(matches!(themes[0].style(Role::Text).bg, Some(Color::Indexed(_))));
        assert!(themes[0].styles.get().is_some() && themes[1].styles.get().is_none());
    }

    #[test]
    fn roles_laid_over_text_show_without_colour() {
        let (_, file) = BUILT_IN.into_iter().find(|(name, _)| *name == "mono").unwrap();
        let theme = Theme::read("mono", file).unwrap();
        for (role, name) in NAMED {
            let style = theme.style(role);
            assert!(style.fg.is_none() && style.bg.is_none(), "{name} has a colour");
        }
        let over = [Role::Selected, Role::Selection, Role::ClaimCurrent, Role::Hit, Role::Cursor];
        for role in over.into_iter().chain(Colour::ALL.map(Role::Highlight)) {
            assert_ne!(theme.style(role), Style::default(), "{role:?}");
        }
    }

    /// The contrast that a role needs (WCAG 2.1: 4.5 for text, 3 for what is no text; what is faint
    /// on purpose counts as the latter, but not where contrast is what the theme is for).
    fn needed(theme: &str, role: Role) -> f64 {
        match (theme, role) {
            (_, Role::Border) => 3.0,
            ("contrast", _) => 7.0,
            (_, Role::Dim | Role::Boilerplate) => 3.0,
            _ => 4.5,
        }
    }

    #[test]
    fn every_role_of_every_theme_can_be_read_on_its_ground() {
        let mut checked = 0;
        for (name, file) in BUILT_IN {
            let theme = Theme::read(name, file).unwrap();
            let Style { fg: Some(text), bg: Some(ground), .. } = theme.style(Role::Text) else {
                assert!(["sixteen", "mono"].contains(&name), "{name} has no ground");
                continue;
            };
            let laid_under = [Role::Sentence, Role::Selected].map(|role| theme.style(role).bg);
            for (role, role_name) in NAMED {
                let Style { fg, bg, .. } = theme.style(role);
                let grounds = match (bg, role) {
                    (Some(own), _) => vec![own],
                    (None, Role::Border | Role::BorderFocus | Role::Title | Role::TitleFocus) => {
                        vec![ground]
                    }
                    (None, _) => laid_under.into_iter().flatten().chain([ground]).collect(),
                };
                for ground in grounds {
                    let ratio = contrast(fg.unwrap_or(text), ground);
                    let needed = needed(name, role);
                    assert!(ratio >= needed, "{name} {role_name}: {ratio:.2} of {needed}");
                }
            }
            checked += 1;
        }
        assert!(checked >= 7);
    }

    #[test]
    fn there_are_themes_for_both_grounds_under_every_name_once() {
        let names: std::collections::BTreeSet<&str> =
            BUILT_IN.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), BUILT_IN.len());
        let light = built_in(Depth::True)
            .iter()
            .filter_map(|theme| theme.style(Role::Text).bg)
            .filter(|&ground| luminance(ground) > 0.5)
            .count();
        assert!(light >= 3 && BUILT_IN.len() - light >= 3);
    }

    /// The contrast ratio of WCAG 2.1 (<https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>).
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(red, green, blue) = colour else { panic!("{colour:?} is not RGB") };
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
    }
}

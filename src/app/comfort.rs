//! How the reader likes to read: widths, lines, the mouse, names of colours.

use super::layout::Wishes;
use super::{Model, update};
use crate::config::{self, ColourNames, Config, Widths};

/// What was set by the configuration and changed by hand since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comfort {
    /// The widest a line of text is set, in cells.
    pub measure: u16,
    /// Empty lines between two lines of text.
    pub spacing: u16,
    /// The widths of the side panes from the configuration.
    pub configured: Widths,
    /// Those set by hand, which count more and are remembered.
    pub by_hand: Widths,
    /// Whether the pane that has the keys is shown alone.
    pub alone: bool,
    /// Whether the mouse comes to the program.
    pub mouse: bool,
    /// Who chose the theme.
    pub theme: ThemeChoice,
    /// What the colours of highlights are called.
    pub colours: ColourNames,
}

/// Who chose the theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThemeChoice {
    /// Nobody: it follows the terminal's background.
    Open,
    /// The command line, the configuration, or the reader in an earlier run.
    Given,
    /// The reader in this run; it is remembered.
    Made,
}

impl Default for Comfort {
    fn default() -> Self {
        Self {
            measure: config::MEASURE,
            spacing: 0,
            configured: Widths::default(),
            by_hand: Widths::default(),
            alone: false,
            mouse: true,
            theme: ThemeChoice::Given,
            colours: ColourNames::default(),
        }
    }
}

impl Comfort {
    /// What the layout is to heed.
    pub fn wishes(&self) -> Wishes {
        let widths = Widths {
            list: self.by_hand.list.or(self.configured.list),
            sidebar: self.by_hand.sidebar.or(self.configured.sidebar),
        };
        Wishes { widths, alone: self.alone }
    }
}

impl Model {
    /// Takes the comforts of the configuration over; whether the mouse comes and who chose the theme
    /// is told apart, since the command line has a word in it.
    pub fn configure(&mut self, config: &Config, mouse: bool, theme: ThemeChoice) {
        self.comfort = Comfort {
            measure: config.measure,
            spacing: config.line_spacing,
            configured: config.panes,
            colours: config.colours.clone(),
            mouse,
            theme,
            ..self.comfort.clone()
        };
        update::settle(self);
    }
}

//! Colours: they repeat what a sign says, never say it alone.

use anstyle::{AnsiColor, Style};
use etablera_casework::explain::Mark;
use etablera_matching::Tier;

use crate::io::Screen;

/// The text in a style, where colours are wanted.
pub(super) fn paint(text: &str, style: Style, screen: Screen) -> String {
    if screen.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

pub(super) fn heading() -> Style {
    Style::new().bold()
}

pub(super) fn faint() -> Style {
    Style::new().dimmed()
}

pub(super) fn of_mark(mark: Mark) -> Style {
    Style::new().fg_color(Some(colour(mark).into()))
}

pub(super) fn of_tier(tier: Tier) -> Style {
    of_mark(mark_of(tier)).bold()
}

/// The sign of the verdict that decides a tier.
pub(super) fn mark_of(tier: Tier) -> Mark {
    match tier {
        Tier::Ready => Mark::Met,
        Tier::Trainable => Mark::Learnable,
        Tier::ToClarify => Mark::Unknown,
        Tier::NotEligible => Mark::Unmet,
    }
}

fn colour(mark: Mark) -> AnsiColor {
    match mark {
        Mark::Met => AnsiColor::Green,
        Mark::Learnable => AnsiColor::Cyan,
        Mark::Unknown => AnsiColor::Yellow,
        Mark::Unmet => AnsiColor::Red,
    }
}

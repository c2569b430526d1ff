//! Strategies compared on people and needs: the pairs of a population, the
//! contenders by name, and the figures as tables, rows and plots.
//!
//! The readers are researchers: words are in English, and every measure says
//! what it is and in what unit.

mod contenders;
mod figure;
mod market;
mod plot;
mod rows;
mod wording;

pub use contenders::{NAMES, UnknownContender, contender, exact};
pub use figure::{figure, mean_and_half};
pub use market::{Market, MarketError, market};
pub use plot::plot;
pub use rows::{summary_rows, trial_rows};
pub use wording::{about, heading};

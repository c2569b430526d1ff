//! Reports: numbers from the cases, and who is behind them for those entitled.

mod cohort;
mod indicators;

pub use indicators::{
    Hidden, IncompleteShown, IndicatorShown, IndicatorsShown, NotProved, ProofShown, Proved,
    ReadIndicators, read_indicators,
};

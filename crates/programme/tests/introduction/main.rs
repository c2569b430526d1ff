//! The introduction: due days against a telling day by day, loads that lose no
//! minute, and shares against a plain count.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod load;
mod plans;
mod signing;
mod solid;
mod world;

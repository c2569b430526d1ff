//! Indicators: a cohort worked by hand, one person day by day, laws, and a
//! second implementation of the definitions.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod border;
mod cases;
mod checks;
mod cohort;
mod faults;
mod fixture;
mod integration;
mod laws;
mod noted;
mod oracle;
mod people;
mod periods;
mod seed;

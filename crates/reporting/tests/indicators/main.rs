//! Indicators: a cohort worked by hand, one person day by day, laws, and a
//! second implementation of the definitions.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

//border
//cases
//checks
mod cohort;
mod faults;
mod fixture;
//integration
//laws
//oracle
mod people;
//periods
mod seed;

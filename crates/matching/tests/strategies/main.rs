//! What every strategy promises, and what each one adds, against every plan
//! of small rounds.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod baselines;
mod every;
mod expected;
mod fair;
mod promises;
mod suggestions;

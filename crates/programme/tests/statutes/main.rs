//! The statutes, case by case: files written from their text before the code.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod absence;
mod case;
mod employer;
mod laws;
mod overview;
mod rights;
mod support;

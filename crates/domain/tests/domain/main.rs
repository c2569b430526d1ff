//! Rows in and out: what is printed can be read, what is wrong is refused
//! with its place, and orders keep their laws.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod event_cases;
mod event_referrals;
mod event_rooms;
mod event_rows;
mod event_strategies;
mod events;
mod files;
mod identity_numbers;
#[cfg(feature = "schema")]
mod json_schema;
mod laws;
mod round_trip;
mod rows;
#[cfg(feature = "schema")]
mod schema;
mod strategies;

//! Every command and answer has a JSON Schema that says what serde reads and
//! writes.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../shared/mod.rs"]
mod shared;

mod answers;
mod commands;
mod complete;
mod contract;
mod desk;
mod fixtures;
mod names;
mod sample;
mod table;
